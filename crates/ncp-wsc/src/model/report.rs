use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use transport_core::envelope::ApiResponse;
use transport_core::wire::{self, RawJson, RawValue};

use super::redact_json::Redaction;
use super::{DateText, LoginInfo, Period};
use crate::envelope::{self, Content};
use crate::redact::RedactedUrl;

wire::record! {
    /// How many findings there are of each risk.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport>.
    #[derive(Debug)]
    pub struct RiskLevels
    fields {
        /// All of them.
        total: u64 = "Total",
        /// High risk.
        high: u64 = "High",
        /// Medium risk.
        medium: u64 = "Medium",
        /// Low risk.
        low: u64 = "Low",
    }
}

wire::record! {
    /// The documented fields of a [`Report`].
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport>.
    pub struct ReportFields
    fields {
        /// When the scan was completed.
        report_date: DateText = "report_date",
        /// The target (`Target_Info`); a URL may hold a password.
        target_info: String = "Target_Info",
        /// When URLs were collected (`Crawl_Time`).
        crawl_time: Period = "Crawl_Time",
        /// When the target was scanned (`Scan_Time`).
        scan_time: Period = "Scan_Time",
        /// The URLs left out (`Excluded_Url`).
        excluded_url: String = "Excluded_Url",
        /// The cookies that the scan logged in with, a secret (`Login_Info`).
        login_info: LoginInfo = "Login_Info",
        /// The vulnerabilities looked for, separated by commas (`Vulnerability_Category`).
        vulnerability_category: String = "Vulnerability_Category",
        /// The browser that the scan identified itself as (`User_Agent`).
        user_agent: String = "User_Agent",
        /// The memo that the job was created with.
        memo: String = "Memo",
        /// The domains scanned; their form is undocumented.
        scanned_domain_list: RawJson = "Scanned_Domain_List",
        /// The domains not scanned; their form is undocumented.
        not_scanned_domain_list: RawJson = "Not_Scanned_Domain_List",
        /// Counts by risk (`Classify_byRisk_Level`).
        risk_levels: RiskLevels = "Classify_byRisk_Level",
        /// Counts by domain (`Classify_byRisk_Domain`); what is inside is undocumented.
        risk_by_domain: RawJson = "Classify_byRisk_Domain",
        /// Counts by vulnerability (`Classify_byRisk_Vulnerability`); what is inside is
        /// undocumented.
        risk_by_vulnerability: RawJson = "Classify_byRisk_Vulnerability",
        /// The findings; what is inside is undocumented.
        details: RawJson = "Details",
        /// The remediations; what is inside is undocumented.
        recommendation: RawJson = "Recommendation",
    }
}

const FIELDS: [&str; 16] = [
    "report_date",
    "Target_Info",
    "Crawl_Time",
    "Scan_Time",
    "Excluded_Url",
    "Login_Info",
    "Vulnerability_Category",
    "User_Agent",
    "Memo",
    "Scanned_Domain_List",
    "Not_Scanned_Domain_List",
    "Classify_byRisk_Level",
    "Classify_byRisk_Domain",
    "Classify_byRisk_Vulnerability",
    "Details",
    "Recommendation",
];

/// The report of a finished scan; it can be read for one year.
///
/// Its fields are those of [`ReportFields`]: `report.risk_levels`. A field of another form than the
/// documented one is `None`, and its JSON is kept like that of unknown fields: `Serialize` writes
/// the report as it came.
///
/// `Serialize` and `Debug` show neither `Login_Info` nor what repeats it elsewhere;
/// [`expose_secrets`](Self::expose_secrets) does.
///
/// ```
/// use ncp_wsc::Report;
///
/// let report: Report = serde_json::from_str(
///     r#"{"Login_Info": "id=test-secret", "Details": [{"sent": "test-secret"}], "new": 1.10}"#,
/// )?;
/// assert_eq!(
///     serde_json::to_string(&report)?,
///     r#"{"Login_Info": "[redacted]", "Details": [{"sent": "[redacted]"}], "new": 1.10}"#,
/// );
/// assert!(report.expose_secrets().contains("test-secret"));
///
/// let mut fields = ncp_wsc::ReportFields::default();
/// fields.memo = Some("for a test".to_owned());
/// assert_eq!(serde_json::to_string(&Report::from(fields))?, r#"{"Memo":"for a test"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport>.
#[derive(Clone, PartialEq)]
pub struct Report {
    fields: ReportFields,
    raw: RawJson,
}

impl Report {
    /// The names in `Vulnerability_Category`, one by one.
    pub fn vulnerability_names(&self) -> impl Iterator<Item = &str> {
        self.vulnerability_category
            .iter()
            .flat_map(|names| names.split(','))
            .map(str::trim)
            .filter(|name| !name.is_empty())
    }

    /// The report's JSON as it came, with the session cookies that it holds: whoever calls this
    /// decides where they go.
    pub fn expose_secrets(&self) -> &str {
        self.raw.expose_secrets()
    }

    /// The report's JSON as it came, with its secrets replaced by `[redacted]`.
    pub fn redacted(&self) -> Cow<'_, str> {
        let by_name = self.raw.redacted();
        let Some(login) = self.login_info.as_ref().filter(|login| !login.is_blank()) else {
            return by_name;
        };
        Cow::Owned(
            Redaction::of_login(login.expose())
                .json(&by_name)
                .into_owned(),
        )
    }

    pub(crate) fn is_empty(&self) -> bool {
        !self.fields.has_content() && self.raw.expose_secrets() == "{}"
    }

    fn read(content: &str) -> Result<Self, serde_json::Error> {
        let raw = RawJson::from(serde_json::from_str::<&RawValue>(content)?);
        let mut fields: ReportFields = wire::decode(content.as_bytes())?;
        if let Some(login) = fields.login_info.take_if(|login| !login.is_blank()) {
            let json = Redaction::of_login(login.expose())
                .json(content)
                .into_owned();
            fields = wire::decode(json.as_bytes())?;
            fields.login_info = Some(login);
        }
        Ok(Self { fields, raw })
    }
}

/// A report of these fields, such as for a test; as JSON it holds them and no secret.
impl From<ReportFields> for Report {
    fn from(fields: ReportFields) -> Self {
        let json = serde_json::value::to_raw_value(&fields);
        let raw = json
            .as_deref()
            .map_or_else(|_| RawValue::NULL.into(), RawJson::from);
        Self { fields, raw }
    }
}

impl Deref for Report {
    type Target = ReportFields;

    fn deref(&self) -> &ReportFields {
        &self.fields
    }
}

impl fmt::Debug for ReportFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Taken apart, so that a new field cannot be forgotten.
        let Self {
            report_date,
            target_info,
            crawl_time,
            scan_time,
            excluded_url,
            login_info,
            vulnerability_category,
            user_agent,
            memo,
            scanned_domain_list,
            not_scanned_domain_list,
            risk_levels,
            risk_by_domain,
            risk_by_vulnerability,
            details,
            recommendation,
            extra: _,
        } = self;
        f.debug_struct("Report")
            .field("report_date", report_date)
            .field("target_info", &RedactedUrl(target_info))
            .field("crawl_time", crawl_time)
            .field("scan_time", scan_time)
            .field("excluded_url", &RedactedUrl(excluded_url))
            .field("login_info", login_info)
            .field("vulnerability_category", vulnerability_category)
            .field("user_agent", user_agent)
            .field("memo", memo)
            .field("scanned_domain_list", scanned_domain_list)
            .field("not_scanned_domain_list", not_scanned_domain_list)
            .field("risk_levels", risk_levels)
            .field("risk_by_domain", risk_by_domain)
            .field("risk_by_vulnerability", risk_by_vulnerability)
            .field("details", details)
            .field("recommendation", recommendation)
            .finish()
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fields.fmt(f)
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.redacted().into_owned())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw.get()).map_err(serde::de::Error::custom)
    }
}

impl Content for ReportFields {
    const REQUIRED: &'static str = "report_date";

    // Any documented field makes a report; one that holds nothing at all is not there yet.
    fn is_content(object: &wire::Object<'_>) -> bool {
        let mut fields = FIELDS.iter().filter_map(|name| object.get(name));
        fields.any(|raw| !is_blank(raw))
    }

    fn has_content(&self) -> bool {
        *self != Self::default()
    }
}

impl ApiResponse for Report {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let text = wire::body_text(body);
        match envelope::find::<ReportFields>(body, &text) {
            Ok(content) => Self::read(content),
            // It may not be there yet, which is for whoever asked to decide.
            Err(_) if is_empty(&text)? => Self::read("{}"),
            Err(error) => Err(error),
        }
    }
}

fn is_blank(raw: &RawValue) -> bool {
    matches!(raw.get(), "null" | "\"\"" | "[]" | "{}")
}

/// Whether a success holds the documented fields without values, or nothing at all.
fn is_empty(text: &str) -> Result<bool, serde_json::Error> {
    let object = wire::object_in(text)?;
    envelope::reject_error(text.as_bytes(), &object)?;
    let has_field = FIELDS.iter().any(|name| object.get(name).is_some());
    let has_nothing = object.iter().all(|(_, raw)| is_blank(raw));
    Ok(has_field || has_nothing || object.get("returnCode").is_some())
}
