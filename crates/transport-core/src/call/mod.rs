//! The life of one call: build, sign, send, classify, repeat or decode.

mod attempt;
mod budget;
mod caller;
mod classify;
mod clock_offset;
mod course;
mod headers;
mod repeat;
mod request;
mod scrub;
mod shared;

pub use budget::RetryBudget;
pub use caller::ApiClient;
pub use headers::{parse_http_date, parse_retry_after};
pub use request::{CallRequest, InvalidSegment};
