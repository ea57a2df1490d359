//! What the service answers.

mod abnormal;
mod decode;
mod encode;
mod report;
mod totals;

pub use abnormal::{Abnormal, Detection};
pub(crate) use report::AbnormalAnswer;
pub use report::AbnormalReport;
pub use totals::Totals;
