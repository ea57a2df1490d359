//! What is asked of lists.

mod job_status;
mod jobs_query;
mod paging;
mod search_query;

pub use job_status::JobStatus;
pub use jobs_query::JobsQuery;
pub use search_query::{SearchQuery, SearchType};
