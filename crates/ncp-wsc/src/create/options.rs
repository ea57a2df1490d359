use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use transport_core::open_enum;

use crate::Error;
use crate::service::CREATE_JOB;

/// How fast a scan runs (`Speed`): `1`, `2` or `3`, sent as text.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Speed {
    /// `1`: normal.
    #[default]
    Normal,
    /// `2`: a bit faster.
    SlightlyFaster,
    /// `3`: fast.
    Fast,
}

impl Speed {
    /// The value that is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "1",
            Self::SlightlyFaster => "2",
            Self::Fast => "3",
        }
    }
}

impl FromStr for Speed {
    type Err = Error;

    /// Reads `1`, `2` or `3`.
    fn from_str(text: &str) -> Result<Self, Error> {
        [Self::Normal, Self::SlightlyFaster, Self::Fast]
            .into_iter()
            .find(|speed| speed.as_str() == text.trim())
            .ok_or_else(|| {
                Error::invalid_input(
                    CREATE_JOB.name,
                    "Speed",
                    format!("must be 1 (normal), 2 (a bit faster) or 3 (fast), not {text:?}"),
                )
            })
    }
}

impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Speed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

open_enum! {
    /// The browser that a scan identifies itself as (`UserAgent`).
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
    pub enum UserAgent {
        /// Android.
        Android = "Android",
        /// iPhone.
        IPhone = "iPhone",
        /// Chrome on a PC.
        PcChrome = "PC Chrome",
        /// Internet Explorer on a PC.
        PcIe = "PC IE",
    }
}

impl UserAgent {
    const DOCUMENTED: [&str; 4] = ["Android", "iPhone", "PC Chrome", "PC IE"];

    /// Whether the vendor documents this value.
    pub fn is_documented(&self) -> bool {
        !matches!(self, Self::Other(_))
    }

    pub(super) fn validate(&self) -> Result<(), String> {
        let text = self.as_str();
        if text.trim().is_empty() {
            return Err("is empty; give Android, iPhone, PC Chrome or PC IE".to_owned());
        }
        misspelled(text, &Self::DOCUMENTED)
    }
}

impl Default for UserAgent {
    /// Chrome on a PC.
    fn default() -> Self {
        Self::PcChrome
    }
}

/// What a scan looks for (`VulnItems`): everything, or the vulnerabilities named.
///
/// The vendor publishes no full list of names (`XSS` and `SSI Injection` are its examples), so any
/// name is sent, but for another spelling of a known one.
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
    const DOCUMENTED: [&str; 3] = ["ALL", "XSS", "SSI Injection"];

    /// Everything that the service knows.
    pub fn all() -> Self {
        Self(vec!["ALL".to_owned()])
    }

    /// The vulnerabilities of these names; creating a job rejects an empty list.
    pub fn only<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Self {
        Self(names.into_iter().map(Into::into).collect())
    }

    /// The names as they are sent.
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// The names that the vendor's pages do not mention; the service may know them all the same.
    pub fn undocumented(&self) -> impl Iterator<Item = &str> {
        let names = self.0.iter().map(String::as_str);
        names.filter(|name| !Self::DOCUMENTED.contains(name))
    }

    pub(super) fn validate(&self) -> Result<(), String> {
        if self.0.is_empty() {
            return Err("is empty; give ALL or the names of vulnerabilities".to_owned());
        }
        for name in &self.0 {
            if name.trim().is_empty() {
                return Err(
                    "holds an empty name; give ALL or the names of vulnerabilities".to_owned(),
                );
            }
            if name.contains(',') {
                return Err(format!(
                    "holds {name:?}, which has a comma; give each name on its own"
                ));
            }
            misspelled(name, &Self::DOCUMENTED)?;
        }
        Ok(())
    }
}

impl Default for VulnItems {
    fn default() -> Self {
        Self::all()
    }
}

/// Rejects another spelling of a known value, which the service would ignore or reject after the
/// user has agreed to pay for it.
fn misspelled(value: &str, documented: &[&str]) -> Result<(), String> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    match documented
        .iter()
        .find(|known| plain(known) == plain(value) && **known != value)
    {
        Some(known) => Err(format!("holds {value:?}; write it {known:?}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_spelling_of_a_known_value_is_rejected_and_unknown_names_pass() {
        for (wrong, right) in [
            ("xss", "XSS"),
            (" XSS", "XSS"),
            ("all", "ALL"),
            ("ssi injection", "SSI Injection"),
            ("SSI-Injection", "SSI Injection"),
        ] {
            let problem = VulnItems::only([wrong]).validate().unwrap_err();
            assert!(problem.contains(&format!("{right:?}")), "{problem}");
        }
        let comma = VulnItems::only(["XSS,SQLI"]).validate().unwrap_err();
        assert!(comma.contains("comma"), "{comma}");
        let items = VulnItems::only(["XSS", "SQL Injection", "새 항목"]);
        assert_eq!(items.validate(), Ok(()));
        let unknown: Vec<_> = items.undocumented().collect();
        assert_eq!(unknown, ["SQL Injection", "새 항목"]);

        let agent = UserAgent::from("pc chrome").validate().unwrap_err();
        assert!(agent.contains("\"PC Chrome\""), "{agent}");
        assert_eq!(UserAgent::from("Lynx").validate(), Ok(()));
    }

    #[test]
    fn speeds_are_in_the_order_of_their_numbers() {
        for (text, speed) in [
            ("1", Speed::Normal),
            ("2", Speed::SlightlyFaster),
            (" 3 ", Speed::Fast),
        ] {
            assert_eq!(text.parse::<Speed>().unwrap(), speed);
        }
        assert!(Speed::Normal < Speed::SlightlyFaster && Speed::SlightlyFaster < Speed::Fast);
        assert!("4".parse::<Speed>().is_err());
    }
}
