use http::Method;
use transport_core::{Effect, Operation, Service, Zone};

/// Integrity verification and its documented host, which serves every region.
pub const SERVICE: Service = Service {
    name: "nhn-integrity",
    hosts: &[(
        Zone::Public,
        "https://api-integrityguard.nhncloudservice.com",
    )],
    endpoint_variable: "KCSEC_ENDPOINT_URL_NHN_INTEGRITY",
};

/// A GET that consumes: the service deletes the token with the first read.
pub(crate) const TOKEN_INFO: Operation = Operation {
    name: "token-info",
    method: Method::GET,
    effect: Effect::Consumes,
};
