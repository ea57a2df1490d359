//! Findings of a web scan's report, whose inside the vendor does not document.

mod details;
mod scan;

pub use scan::web_scan;
