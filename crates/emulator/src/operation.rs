//! The twelve calls, under the vendors' names.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A call that the emulator serves, under the vendor's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Operation {
    /// Token service: `POST /oauth2/token/create`.
    #[serde(rename = "create")]
    Create,
    /// Token service: `POST /oauth2/token/revoke`.
    #[serde(rename = "revoke")]
    Revoke,
    /// Server Security Check: inspection summary.
    #[serde(rename = "summary")]
    Summary,
    /// Server Security Check: inspection details.
    #[serde(rename = "details")]
    Details,
    /// Web Security Checker: list of jobs.
    #[serde(rename = "getJobs")]
    GetJobs,
    /// Web Security Checker: search for jobs.
    #[serde(rename = "searchJobs")]
    SearchJobs,
    /// Web Security Checker: cancel a job before its start.
    #[serde(rename = "cancelJob")]
    CancelJob,
    /// Web Security Checker: stop a running job.
    #[serde(rename = "stopJob")]
    StopJob,
    /// Web Security Checker: the report of a finished job.
    #[serde(rename = "getReport")]
    GetReport,
    /// Web Security Checker: create a scan, which is billed.
    #[serde(rename = "createJob")]
    CreateJob,
    /// AppGuard: abnormal devices or users of a day.
    #[serde(rename = "abnormal-status")]
    AbnormalStatus,
    /// Integrity verification: read a token, which consumes it.
    #[serde(rename = "token-info")]
    TokenInfo,
    /// The metadata service of a NAVER Cloud server: names of its roles.
    #[serde(rename = "role-names")]
    RoleNames,
    /// The metadata service of a NAVER Cloud server: keys of a role.
    #[serde(rename = "role-keys")]
    RoleKeys,
    /// Anything else that was asked of the emulator.
    #[serde(rename = "unknown")]
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

    pub(crate) const COUNT: usize = Self::Unknown as usize + 1;

    /// The vendor's name of the call.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Revoke => "revoke",
            Self::Summary => "summary",
            Self::Details => "details",
            Self::GetJobs => "getJobs",
            Self::SearchJobs => "searchJobs",
            Self::CancelJob => "cancelJob",
            Self::StopJob => "stopJob",
            Self::GetReport => "getReport",
            Self::CreateJob => "createJob",
            Self::AbnormalStatus => "abnormal-status",
            Self::TokenInfo => "token-info",
            Self::RoleNames => "role-names",
            Self::RoleKeys => "role-keys",
            Self::Unknown => "unknown",
        }
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
        let mut segments = [""; 8];
        let mut count = 0;
        for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
            if count == segments.len() {
                return Self::Unknown;
            }
            segments[count] = segment;
            count += 1;
        }
        match (method, &segments[..count]) {
            ("POST", ["oauth2", "token", "create"]) => Self::Create,
            ("POST", ["oauth2", "token", "revoke"]) => Self::Revoke,
            ("GET", ["ssc", "v1.0", "appKey", _, "inspection_result", "summary"]) => Self::Summary,
            (
                "GET",
                [
                    "ssc",
                    "v1.0",
                    "appKey",
                    _,
                    "inspection_result",
                    "details",
                    _,
                ],
            ) => Self::Details,
            ("GET", ["v1.0", "appkeys", _, "dashboard", "abnormal-status"]) => Self::AbnormalStatus,
            ("GET", ["integrity-api", "v1.0", "client", "apps", _, "token-info"]) => {
                Self::TokenInfo
            }
            ("GET", ["api", "v1", "jobs"]) => Self::GetJobs,
            ("POST", ["api", "v1", "jobs", "search"]) => Self::SearchJobs,
            ("PATCH", ["api", "v1", "jobs", _, "cancel"]) => Self::CancelJob,
            ("PATCH", ["api", "v1", "jobs", _, "stop"]) => Self::StopJob,
            ("GET", ["api", "v1", "jobs", _, "report"]) => Self::GetReport,
            ("PUT", ["api", "v1", "job"]) => Self::CreateJob,
            ("GET", ["latest", "meta-data", "iam", "security-credentials", ""]) => Self::RoleNames,
            ("GET", ["latest", "meta-data", "iam", "security-credentials", _]) => Self::RoleKeys,
            _ => Self::Unknown,
        }
    }
}

impl Operation {
    /// The identifier in the path of a call that has one.
    pub(crate) fn id_segment<'a>(method: &str, path: &'a str) -> Option<&'a str> {
        let place = match Self::of(method, path) {
            Self::Details => 7,
            Self::CancelJob | Self::StopJob | Self::GetReport => 4,
            Self::TokenInfo | Self::RoleKeys => 5,
            _ => return None,
        };
        path.split('/').nth(place)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
