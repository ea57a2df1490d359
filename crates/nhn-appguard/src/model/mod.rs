//! The responses, as the vendor's page describes them.

mod abnormal;
mod report;
mod totals;

pub use abnormal::{Abnormal, Detection};
pub use report::AbnormalReport;
pub(crate) use report::AbnormalResponse;
pub use totals::Totals;
