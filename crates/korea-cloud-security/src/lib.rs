#![doc = include_str!("../README.md")]

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../../../README.ko.md")]
struct KoreanReadme;

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
