//! What a call can end in, besides its answer.

mod call_error;
mod code;
mod kind;
mod service_codes;

pub use call_error::CallError;
pub(crate) use call_error::Failure;
pub use code::{RawCode, RetryClass, ServiceCode};
pub use kind::ErrorKind;
