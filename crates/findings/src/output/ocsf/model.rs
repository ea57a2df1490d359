use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Event {
    pub(super) category_uid: u8,
    pub(super) category_name: &'static str,
    pub(super) class_uid: u32,
    pub(super) class_name: &'static str,
    pub(super) activity_id: u8,
    pub(super) activity_name: &'static str,
    pub(super) type_uid: u32,
    pub(super) type_name: String,
    /// Milliseconds since 1970.
    pub(super) time: i64,
    pub(super) time_dt: String,
    pub(super) timezone_offset: i32,
    pub(super) severity_id: u8,
    pub(super) severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status_id: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<u64>,
    pub(super) message: String,
    pub(super) metadata: Metadata,
    pub(super) finding_info: FindingInfo,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) compliance: Option<Compliance>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) vulnerabilities: Vec<Vulnerability>,
    pub(super) resources: [Resource; 1],
    pub(super) cloud: Cloud,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remediation: Option<Remediation>,
    pub(super) unmapped: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
pub(super) struct Metadata {
    pub(super) version: &'static str,
    pub(super) profiles: [&'static str; 2],
    pub(super) log_name: &'static str,
    pub(super) event_code: String,
    pub(super) uid: String,
    pub(super) product: Product,
}

#[derive(Serialize)]
pub(super) struct Product {
    pub(super) name: &'static str,
    pub(super) vendor_name: &'static str,
    pub(super) version: &'static str,
    pub(super) feature: Feature,
}

#[derive(Serialize)]
pub(super) struct Feature {
    pub(super) name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) version: Option<String>,
}

#[derive(Serialize)]
pub(super) struct FindingInfo {
    pub(super) uid: String,
    pub(super) title: String,
    pub(super) desc: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) types: Vec<String>,
    pub(super) created_time: i64,
    pub(super) created_time_dt: String,
}

#[derive(Serialize)]
pub(super) struct Compliance {
    pub(super) control: String,
    pub(super) standards: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) requirements: Vec<String>,
    pub(super) status_id: u8,
    pub(super) status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status_code: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Vulnerability {
    pub(super) title: String,
    pub(super) severity: &'static str,
    pub(super) cwe: Cwe,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remediation: Option<Remediation>,
}

#[derive(Serialize)]
pub(super) struct Cwe {
    pub(super) uid: String,
}

#[derive(Serialize)]
pub(super) struct Resource {
    pub(super) name: String,
    pub(super) uid: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Cloud {
    pub(super) provider: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<String>,
}

#[derive(Clone, Serialize)]
pub(super) struct Remediation {
    pub(super) desc: String,
}
