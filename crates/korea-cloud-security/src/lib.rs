#![doc = include_str!("../README.md")]

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../../../README.ko.md")]
struct KoreanReadme;

/// The pages of the guide, whose code blocks are tests.
#[cfg(all(doctest, feature = "emulator"))]
mod guide {
    #[doc = include_str!("../../../docs/guide/credentials.md")]
    struct Credentials;
    #[doc = include_str!("../../../docs/guide/errors.md")]
    struct Errors;
    #[doc = include_str!("../../../docs/guide/retries.md")]
    struct Retries;
    #[doc = include_str!("../../../docs/guide/testing.md")]
    struct Testing;
    #[doc = include_str!("../../../docs/guide/tuning.md")]
    struct Tuning;
    #[doc = include_str!("../../../docs/guide/runtimes.md")]
    struct Runtimes;
    #[doc = include_str!("../../../docs/guide/observability.md")]
    struct Observability;
}

#[cfg(feature = "ncp-wsc")]
pub use ncp_wsc;
#[cfg(feature = "nhn-appguard")]
pub use nhn_appguard;
#[cfg(feature = "nhn-integrity")]
pub use nhn_integrity;
#[cfg(feature = "nhn-ssc")]
pub use nhn_ssc;

#[cfg(feature = "emulator")]
pub use korea_cloud_security_emulator as emulator;
#[cfg(feature = "findings")]
pub use korea_cloud_security_findings as findings;

// What the four have in common.
pub use transport_core::{
    CallError, CallOptions, ClientOptions, ConfigError, Endpoint, ErrorKind, ItemStream, Settings,
    Zone, testing,
};
