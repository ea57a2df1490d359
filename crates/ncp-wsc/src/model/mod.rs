//! What the service answers.

mod acknowledgement;
mod created_answer;
mod created_job;
mod date_text;
mod job;
mod job_id;
mod job_page;
mod login_info;
mod period;
mod repeated;
mod report;
mod result_button;

pub use acknowledgement::Acknowledgement;
pub use created_job::CreatedJob;
pub use date_text::DateText;
pub use job::Job;
pub use job_id::JobId;
pub use job_page::JobPage;
pub use login_info::LoginInfo;
pub use period::Period;
pub use report::{Report, RiskLevels};
pub use result_button::ResultButton;
