//! The twelve calls, under the vendors' names.

use std::borrow::Cow;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A call that the emulator serves, under the vendor's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// Token service: `POST /oauth2/token/create`.
    Create,
    /// Token service: `POST /oauth2/token/revoke`.
    Revoke,
    /// Server Security Check: inspection summary.
    Summary,
    /// Server Security Check: inspection details.
    Details,
    /// Web Security Checker: list of jobs.
    GetJobs,
    /// Web Security Checker: search for jobs.
    SearchJobs,
    /// Web Security Checker: cancel a job before its start.
    CancelJob,
    /// Web Security Checker: stop a running job.
    StopJob,
    /// Web Security Checker: the report of a finished job.
    GetReport,
    /// Web Security Checker: create a scan, which is billed.
    CreateJob,
    /// AppGuard: abnormal devices or users of a day.
    AbnormalStatus,
    /// Integrity verification: read a token, which consumes it.
    TokenInfo,
    /// The metadata service of a NAVER Cloud server: names of its roles.
    RoleNames,
    /// The metadata service of a NAVER Cloud server: keys of a role.
    RoleKeys,
    /// Anything else that was asked of the emulator.
    Unknown,
}

impl Operation {
    /// The twelve documented calls, in the order of the failure matrix.
    pub const DOCUMENTED: [Self; 12] = [
        Self::Summary,
        Self::Details,
        Self::GetJobs,
        Self::SearchJobs,
        Self::CancelJob,
        Self::StopJob,
        Self::GetReport,
        Self::CreateJob,
        Self::AbnormalStatus,
        Self::TokenInfo,
        Self::Create,
        Self::Revoke,
    ];

    /// The vendor's name of the call.
    #[must_use]
    pub const fn name(self) -> &'static str {
        ROUTES[self as usize].name
    }

    /// Whether NAVER Cloud's gateway stands in front of the call.
    pub(crate) const fn is_ncp(self) -> bool {
        matches!(
            self,
            Self::GetJobs
                | Self::SearchJobs
                | Self::CancelJob
                | Self::StopJob
                | Self::GetReport
                | Self::CreateJob
        )
    }

    /// Which call a request line asks for.
    pub(crate) fn of(method: &str, path: &str) -> Self {
        let route = ROUTES
            .iter()
            .find(|route| route.method == method && matches(route.path, path));
        route.map_or(Self::Unknown, |route| route.operation)
    }

    /// The identifier in the path of a call that has one.
    pub(crate) fn id_segment<'a>(method: &str, path: &'a str) -> Option<&'a str> {
        let route = &ROUTES[Self::of(method, path) as usize];
        let place = route.path.split('/').position(|part| part == "{id}")?;
        path.split('/').nth(place)
    }
}

/// One call: its name, method and path. `{id}` is an identifier, `{key}` an Appkey.
pub(crate) struct Route {
    pub(crate) operation: Operation,
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
}

/// Every call, in the order of [`Operation`]: the one list of them.
pub(crate) const ROUTES: [Route; 15] = {
    use Operation as Op;
    const fn route(
        operation: Operation,
        name: &'static str,
        method: &'static str,
        path: &'static str,
    ) -> Route {
        Route {
            operation,
            name,
            method,
            path,
        }
    }
    [
        route(Op::Create, "create", "POST", "/oauth2/token/create"),
        route(Op::Revoke, "revoke", "POST", "/oauth2/token/revoke"),
        route(
            Op::Summary,
            "summary",
            "GET",
            "/ssc/v1.0/appKey/{key}/inspection_result/summary",
        ),
        route(
            Op::Details,
            "details",
            "GET",
            "/ssc/v1.0/appKey/{key}/inspection_result/details/{id}",
        ),
        route(Op::GetJobs, "getJobs", "GET", "/api/v1/jobs"),
        route(Op::SearchJobs, "searchJobs", "POST", "/api/v1/jobs/search"),
        route(
            Op::CancelJob,
            "cancelJob",
            "PATCH",
            "/api/v1/jobs/{id}/cancel",
        ),
        route(Op::StopJob, "stopJob", "PATCH", "/api/v1/jobs/{id}/stop"),
        route(
            Op::GetReport,
            "getReport",
            "GET",
            "/api/v1/jobs/{id}/report",
        ),
        route(Op::CreateJob, "createJob", "PUT", "/api/v1/job"),
        route(
            Op::AbnormalStatus,
            "abnormal-status",
            "GET",
            "/v1.0/appkeys/{key}/dashboard/abnormal-status",
        ),
        route(
            Op::TokenInfo,
            "token-info",
            "GET",
            "/integrity-api/v1.0/client/apps/{id}/token-info",
        ),
        route(
            Op::RoleNames,
            "role-names",
            "GET",
            "/latest/meta-data/iam/security-credentials/",
        ),
        route(
            Op::RoleKeys,
            "role-keys",
            "GET",
            "/latest/meta-data/iam/security-credentials/{id}",
        ),
        route(Op::Unknown, "unknown", "", ""),
    ]
};

fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    let fits = pattern.split('/').all(|wanted| {
        parts
            .next()
            .is_some_and(|part| wanted.starts_with('{') || wanted == part)
    });
    fits && parts.next().is_none()
}

impl Serialize for Operation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Operation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        let route = ROUTES.iter().find(|route| route.name == name);
        route
            .map(|route| route.operation)
            .ok_or_else(|| D::Error::custom(format!("unknown operation {name}")))
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_the_order_of_the_calls_and_agrees_with_the_vendors_pages() {
        for (place, route) in ROUTES.iter().enumerate() {
            assert_eq!(route.operation as usize, place);
        }
        let root = env!("CARGO_MANIFEST_DIR");
        let mut found = 0;
        for service in [
            "ncp-wsc",
            "nhn-oauth",
            "nhn-ssc",
            "nhn-appguard",
            "nhn-integrity",
        ] {
            let path = format!("{root}/../../fixtures/{service}/contract.json");
            let contract = std::fs::read(path).unwrap();
            let contract: serde_json::Value = serde_json::from_slice(&contract).unwrap();
            for operation in contract["operations"].as_array().unwrap() {
                let text = |name: &str| operation[name].as_str().unwrap();
                let served = Operation::of(text("method"), text("path"));
                assert!(Operation::DOCUMENTED.contains(&served), "{operation}");
                found += 1;
            }
        }
        assert_eq!(found, Operation::DOCUMENTED.len());
        assert_eq!(
            Operation::id_segment("PATCH", "/api/v1/jobs/17/stop"),
            Some("17")
        );
        assert_eq!(
            Operation::of("PATCH", "/api/v1/jobs/17/stop/"),
            Operation::Unknown
        );
        assert_eq!(Operation::of("GET", "/api/v1/job"), Operation::Unknown);
    }
}
