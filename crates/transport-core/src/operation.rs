use http::Method;

/// What a call does to the service, which decides whether it may be repeated.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Reads; may be repeated freely.
    Read,
    /// Changes state, but twice is the same as once; may be repeated freely.
    Idempotent,
    /// Takes away what it reads; repeated only when the service certainly did not receive it, or
    /// refused it before the service.
    Consumes,
    /// Costs money; repeated only when the service certainly did not receive it, or refused it
    /// before the service.
    Bills,
}

impl Effect {
    /// Whether a repeat is harmless even if the first request was carried out.
    pub fn is_idempotent(self) -> bool {
        matches!(self, Self::Read | Self::Idempotent)
    }
}

/// One operation of a service: its name on the vendor's page, its HTTP method and its effect.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The vendor's name, such as `createJob`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// What the call does to the service.
    pub effect: Effect,
}
