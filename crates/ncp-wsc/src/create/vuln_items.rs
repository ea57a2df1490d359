use serde::Serialize;

/// What a scan looks for (`VulnItems`): everything, or the vulnerabilities named.
///
/// The vendor publishes no full list of names ("XSS" and "SSI Injection" are its examples), so any
/// name is sent.
///
/// ```
/// use ncp_wsc::VulnItems;
///
/// let two = VulnItems::only(["XSS", "SSI Injection"]);
/// assert_eq!(two.names(), ["XSS", "SSI Injection"]);
/// assert_eq!(VulnItems::all().names(), ["ALL"]);
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct VulnItems(Vec<String>);

impl VulnItems {
    /// Everything that the service knows.
    pub fn all() -> Self {
        Self(vec!["ALL".to_owned()])
    }

    /// The vulnerabilities of these names; an empty list is refused when the job is created.
    pub fn only<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Self {
        Self(names.into_iter().map(Into::into).collect())
    }

    /// The names as they are sent.
    pub fn names(&self) -> &[String] {
        &self.0
    }

    pub(super) fn problem(&self) -> Option<&'static str> {
        if self.0.is_empty() {
            return Some("is empty; give ALL or the names of vulnerabilities");
        }
        self.0
            .iter()
            .any(|name| name.trim().is_empty())
            .then_some("holds an empty name; give ALL or the names of vulnerabilities")
    }
}

impl Default for VulnItems {
    fn default() -> Self {
        Self::all()
    }
}
