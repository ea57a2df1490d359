use serde::{Deserialize, Serialize};
use serde_json::Value;
use transport_core::envelope::{ApiResponse, ErrorBody, NcpError, NcpStatus};
use transport_core::wire;

use super::repeated::without_secrets;

/// That the service did as told: the answer of cancelJob and stopJob.
///
/// Documented as
/// `{"returnCode":"0","returnDesc":"Request Success","returnMessage":"Success","resources":null}`.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-canceljob>.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Acknowledgement {
    /// `0`, written as a text; anything else ends as an error.
    #[serde(deserialize_with = "wire::i64", serialize_with = "as_text")]
    pub return_code: i64,
    /// What it says about it.
    #[serde(default)]
    pub return_desc: Option<String>,
    /// The message.
    #[serde(default)]
    pub return_message: Option<String>,
    /// What it holds beside; documented as `null`.
    #[serde(default)]
    pub resources: Value,
}

fn as_text<S: serde::Serializer>(code: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(code)
}

impl ApiResponse for Acknowledgement {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let answer = ChangeAnswer::decode(body)?;
        match answer.return_code {
            Some(return_code) => Ok(Self {
                return_code,
                return_desc: answer.return_desc,
                return_message: answer.return_message,
                resources: answer.resources,
            }),
            None => Err(serde::de::Error::missing_field("returnCode")),
        }
    }

    fn error_body(&self) -> Option<ErrorBody> {
        // A refusal does not decode as an acknowledgement.
        None
    }
}

/// What the call answers, whether it did as told or not.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct ChangeAnswer {
    error: Option<NcpError>,
    #[serde(deserialize_with = "wire::option::i64")]
    return_code: Option<i64>,
    return_desc: Option<String>,
    return_message: Option<String>,
    resources: Value,
}

impl ChangeAnswer {
    /// Reads the answer unless it is a refusal, which the envelope reads.
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let mut answer: Self = serde_json::from_slice(body)?;
        answer.resources = without_secrets(answer.resources);
        let status = NcpStatus {
            error: answer.error.clone(),
            return_code: answer.return_code,
            ..NcpStatus::default()
        };
        match status.error_body() {
            Some(_) => Err(serde::de::Error::custom("the answer is a refusal")),
            None => Ok(answer),
        }
    }
}
