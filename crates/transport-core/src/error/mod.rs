//! What a call can end in, besides its response.

mod call_error;
mod code;
mod kind;
mod macros;

pub use call_error::CallError;
pub(crate) use call_error::{Failure, NoResponse, Retry};
pub use code::{DocumentedCode, RawCode, RetryClass};
pub use kind::ErrorKind;
