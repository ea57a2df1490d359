//! The report of detections as a page.

use korea_cloud_security::findings::DetectionDays;
use korea_cloud_security::findings::output::{DetectionOptions, write_detections_html};

use crate::cli::WriteTo;
use crate::commands::findings::write_each;
use crate::context::Context;
use crate::exit::Outcome;

/// Writes the page, as often as it was asked for.
pub(super) fn write<F: Copy>(
    context: &Context,
    days: &DetectionDays,
    writes: &[WriteTo<F>],
    mask_ids: bool,
    top: Option<u32>,
) -> Outcome {
    let mut options = DetectionOptions::new(context.lang.of_reports());
    options.mask_ids = mask_ids;
    if let Some(top) = top {
        options.top = top as usize;
    }
    write_each(context, writes, |_, mut out| {
        write_detections_html(days, &options, &mut out)
    })?;
    Ok(())
}
