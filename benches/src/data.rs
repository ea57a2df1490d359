//! Answers as the services write them, generated: the same bytes for both sides.

mod details;
mod report;
mod summary;
mod token;

pub use details::{details, details_of_size};
pub use report::report_of_size;
pub use summary::{summary_of, summary_page};
pub use token::{ACCESS_TOKEN, issued_token, token_info};
