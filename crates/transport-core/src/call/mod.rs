//! One call: the request is built, then signed, sent and classified; the response is decoded, or
//! the call retried. [`retry_loop`] shows it as a whole.

mod api_client;
mod attempt;
mod classify;
mod client_inner;
mod clock_offset;
mod headers;
mod observe;
mod request;
mod retry;
mod retry_budget;
mod retry_loop;

pub use api_client::ApiClient;
pub use headers::{parse_http_date, parse_retry_after};
pub use request::CallRequest;
