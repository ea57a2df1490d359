use http::Method;

use crate::{DocumentedCode, RawCode, Vendor};

/// What a call does to the service, which decides whether it may be retried.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Reads; may be retried freely.
    Read,
    /// Changes state, but twice is the same as once; may be retried freely.
    Idempotent,
    /// Consumes what it reads; retried only when the service certainly did not receive it, or it was
    /// rejected before the service.
    Consumes,
    /// Costs money; retried only when the service certainly did not receive it, or it was rejected
    /// before the service.
    Bills,
}

impl Effect {
    /// Whether a retry is harmless even if the first request was processed.
    pub fn is_idempotent(self) -> bool {
        matches!(self, Self::Read | Self::Idempotent)
    }
}

/// One operation of a service: what its vendor documents of it.
///
/// ```
/// use http::Method;
/// use transport_core::{Effect, Operation, Vendor};
///
/// const SUMMARY: Operation = Operation {
///     name: "summary",
///     method: Method::GET,
///     effect: Effect::Read,
///     vendor: Vendor::Nhn,
///     codes: &[],
/// };
/// ```
#[derive(Debug, Clone)]
pub struct Operation {
    /// The vendor's name, such as `createJob`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// What the call does to the service.
    pub effect: Effect,
    /// Whose gateway stands in front of the service.
    pub vendor: Vendor,
    /// The service's own codes; they go before the gateway's.
    pub codes: &'static [DocumentedCode],
}

impl Operation {
    /// What the service or its gateway documents of a code.
    pub fn documented(&self, code: &RawCode) -> Option<&'static DocumentedCode> {
        self.codes
            .iter()
            .chain(self.vendor.codes().iter().copied().flatten())
            .find(|documented| documented.is(code))
    }
}
