//! The AppGuard report: what was detected, by day, detection and id.

mod names;
mod options;
mod view;

pub use options::DetectionOptions;

use std::io::Write;

use askama::Template;

use super::error::OutputError;
use crate::detections::DetectionDays;
use view::DetectionPage;

/// Writes the HTML report of AppGuard's detections: for each operating system and type of id the
/// stacked bars by day and detection, the share of each detection, the ids with the most
/// detections, and those that came back after a ban would have ended.
///
/// Days of the range that are not there are counted and named, and the snapshots stand in the
/// appendix as evidence.
///
/// Like [`write_html`](super::write_html) it is one file without scripts and requests.
///
/// # Errors
///
/// When the output cannot be written to.
///
/// ```
/// use korea_cloud_security_findings::{Detection, DetectionDays, Run};
/// use korea_cloud_security_findings::output::{DetectionOptions, write_detections_html};
///
/// let day = "2026-11-24".parse()?;
/// let mut detection = Detection::new(day, "android", "device", "DEVICE-1");
/// detection.total = 3;
/// detection.counts.insert("rootingCount".to_owned(), 3);
///
/// let mut days = DetectionDays::new();
/// let read_at = "2026-11-25T09:00:00+09:00".parse()?;
/// days.add(Run::detections(day, "android", "device", read_at), vec![detection]);
///
/// let mut options = DetectionOptions::default();
/// options.mask_ids = true;
/// let mut out = Vec::new();
/// write_detections_html(&days, &options, &mut out)?;
/// assert!(!String::from_utf8(out)?.contains("DEVICE-1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_detections_html(
    days: &DetectionDays,
    options: &DetectionOptions,
    out: &mut impl Write,
) -> Result<(), OutputError> {
    DetectionPage::new(days, options).write_into(out)?;
    Ok(())
}
