//! What the services did: counters without a bound, and the last requests, masked.

mod counts;
mod mask;
mod record;
mod store;

pub use counts::{BilledScan, Totals};
pub(crate) use mask::{MaskRules, mask_target};
pub use record::RequestRecord;
pub(crate) use record::{RequestInfo, ResponseInfo};
pub(crate) use store::LogStore;
