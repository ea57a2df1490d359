//! The answers, as the vendor's page describes them.

mod details;
mod execution_time;
mod id;
mod summary;
mod words;

pub use details::CheckItem;
pub(crate) use details::DetailsAnswer;
pub use execution_time::ExecutionTime;
pub use id::InspectionId;
pub use summary::{InspectionSummary, PageInfo, SummaryPage};
pub use words::{CheckResult, InspectionKind, InspectionStandard, OperatingSystem, Severity};
