//! The responses, as the vendor's page describes them.

mod details;
mod enums;
mod execution_time;
mod id;
mod summary;

pub use details::CheckItem;
pub(crate) use details::DetailsResponse;
pub use enums::{CheckResult, InspectionKind, InspectionStandard, OperatingSystem, Severity};
pub use execution_time::ExecutionTime;
pub use id::InspectionId;
pub use summary::{InspectionSummary, PageInfo, SummaryPage};
