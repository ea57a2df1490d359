//! The responses, as the vendor's pages describe them.

mod acknowledgement;
mod created_job;
mod dates;
mod job;
mod job_page;
mod login_info;
mod redact_json;
mod report;

pub use acknowledgement::Acknowledgement;
pub use created_job::CreatedJob;
pub use dates::{DateText, Period};
pub use job::{Job, JobId, ResultButton};
pub use job_page::JobPage;
pub use login_info::LoginInfo;
pub use report::{Report, ReportFields, RiskLevels};
