//! The AppGuard report: what was detected, by day, detection and id.

mod group;
mod names;
mod view;

use std::io::Write;

use askama::Template;
use chrono::NaiveDate;

use super::error::OutputError;
use super::language::Language;
use crate::model::{Detection, SnapshotInfo};
use view::DetectionPage;

/// How a report of detections is written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DetectionOptions {
    /// The language of headings and words.
    pub language: Language,
    /// Whether ids show their first four characters only. They are personal data.
    pub mask_ids: bool,
    /// The number of ids in each list; the default is 20.
    pub top: usize,
    /// The days of a ban: an id that is seen more than this many days after its first day came
    /// back. The default is 30.
    pub ban_days: u32,
}

impl Default for DetectionOptions {
    fn default() -> Self {
        Self {
            language: Language::default(),
            mask_ids: false,
            top: 20,
            ban_days: 30,
        }
    }
}

impl DetectionOptions {
    /// The default options in a language.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            ..Self::default()
        }
    }
}

/// Writes the HTML report of AppGuard's detections: for each operating system and type of id the
/// stacked bars by day and detection, the share of each detection, the ids with the most
/// detections, and those that came back after a ban would have ended.
///
/// `days` are the days that were read, those without any detection among them; days of the range
/// that are not there are named. `snapshots` are the evidence in the appendix.
///
/// Like [`write_html`](super::write_html) it is one file without scripts and requests.
///
/// # Errors
///
/// When the output cannot be written to.
///
/// ```
/// use korea_cloud_security_findings::Detection;
/// use korea_cloud_security_findings::output::{DetectionOptions, write_detections_html};
///
/// let day = "2026-11-24".parse()?;
/// let mut detection = Detection::new(day, "android", "device", "DEVICE-1");
/// detection.total = 3;
/// detection.counts.insert("rootingCount".to_owned(), 3);
///
/// let mut options = DetectionOptions::default();
/// options.mask_ids = true;
/// let mut out = Vec::new();
/// write_detections_html(&[detection], &[day], &[], &options, &mut out)?;
/// assert!(!String::from_utf8(out)?.contains("DEVICE-1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_detections_html(
    detections: &[Detection],
    days: &[NaiveDate],
    snapshots: &[SnapshotInfo],
    options: &DetectionOptions,
    out: &mut impl Write,
) -> Result<(), OutputError> {
    DetectionPage::new(detections, days, snapshots, options).write_into(out)?;
    Ok(())
}
