use std::fmt::Debug;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use chrono::DateTime;
use percent_encoding::{CONTROLS, utf8_percent_encode};
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use crate::text::printable;
use crate::{
    FoundCredentials, NcpCredentialSource, NcpCredentials, Secret, SigningError, SigningErrorKind,
};

const ROLES: &str = "/latest/meta-data/iam/security-credentials/";
/// The longest name of a role that is believed to be one.
const MAX_ROLE_LEN: usize = 128;

/// Reads the metadata service of the server that this runs on; implement it with your HTTP client.
///
/// The service is at `NCLOUD_METADATA_API_ENDPOINT`, or else `http://169.254.169.254`. It is never
/// reached through a proxy. One second is enough to connect, as nothing responds at that address
/// on other machines.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/compute-vmetadata-roledata>.
#[async_trait]
pub trait MetadataSource: Debug + Send + Sync {
    /// `GET {path}`: the body of the response; `None` without a response, or if nothing is at that
    /// path.
    ///
    /// # Errors
    ///
    /// When there is a response that cannot be used.
    async fn get(&self, path: &str) -> Result<Option<String>, SigningError>;
}

/// The credentials of the role that a NAVER Cloud server was given; they expire.
///
/// They are fetched each time; [`NcpSigner::from_source`](crate::NcpSigner::from_source) keeps
/// the credentials until they expire.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/compute-vmetadata-roledata>.
#[derive(Debug, Clone)]
pub struct ServerRoleSource {
    metadata: Arc<dyn MetadataSource>,
}

impl ServerRoleSource {
    /// A source that asks this metadata service.
    pub fn new(metadata: Arc<dyn MetadataSource>) -> Self {
        Self { metadata }
    }
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct RoleCredentials {
    #[serde(deserialize_with = "secret")]
    access_key_id: Option<Secret>,
    #[serde(deserialize_with = "secret")]
    secret_access_key: Option<Secret>,
    expiration: Option<String>,
    code: Option<String>,
    message: Option<String>,
    // Written by another vendor's servers, at the same address and path.
    r#type: Option<String>,
}

/// Wiped whatever becomes of the response.
fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map(Secret::new))
}

#[async_trait]
impl NcpCredentialSource for ServerRoleSource {
    async fn credentials(&self) -> Result<Option<FoundCredentials>, SigningError> {
        let Some(roles) = self.metadata.get(ROLES).await? else {
            return Ok(None);
        };
        // A proxy's page or another cloud may respond at that address: no role, no credentials.
        let Some(role) = roles.lines().map(str::trim).find(|role| !role.is_empty()) else {
            return Ok(None);
        };
        if !is_role_name(role) {
            return Ok(None);
        }
        let response = match self.metadata.get(&role_path(role)).await? {
            Some(response) if response.trim() != roles.trim() => response,
            // What responds alike to everything is not a metadata service.
            Some(_) => return Ok(None),
            None => return Err(unreadable(role, "it is listed but not there")),
        };
        let response = Zeroizing::new(response);
        let response: RoleCredentials = serde_json::from_str(&response).map_err(|error| {
            // The parser's own text may quote the secret.
            unreadable(
                role,
                &format!(
                    "not the JSON that is expected, line {} column {}",
                    error.line(),
                    error.column()
                ),
            )
        })?;
        read(role, response)
    }

    fn description(&self) -> String {
        "the server role (give this NAVER Cloud server a role)".to_owned()
    }
}

fn read(role: &str, response: RoleCredentials) -> Result<Option<FoundCredentials>, SigningError> {
    // Keys of another vendor must not be sent to this one.
    if response
        .r#type
        .is_some_and(|vendor| vendor.starts_with("AWS"))
    {
        return Ok(None);
    }
    if let Some(code) = response
        .code
        .filter(|code| !code.eq_ignore_ascii_case("success"))
    {
        let keys = [&response.access_key_id, &response.secret_access_key];
        let said = |text: &str| printable(&without(text, keys.into_iter().flatten()));
        let message = response.message.as_deref().unwrap_or_default();
        return Err(SigningError::new(
            SigningErrorKind::Rejected,
            format!(
                "the server role '{}' has no credentials: {} {}; check the role in the console",
                printable(role),
                said(&code),
                said(message)
            ),
        ));
    }
    let filled = |field: Option<Secret>, name| {
        field
            .filter(|text| !text.is_blank())
            .ok_or_else(|| unreadable(role, &format!("{name} is missing")))
    };
    let secret_key = filled(response.secret_access_key, "SecretAccessKey")?;
    let access_key = filled(response.access_key_id, "AccessKeyId")?;
    let found = FoundCredentials::new(
        NcpCredentials::new(access_key, secret_key),
        format!("the server role '{}'", printable(role)),
    );
    // Without a time that can be read they are kept until they are rejected.
    Ok(Some(
        match response.expiration.as_deref().and_then(moment) {
            Some(expires_at) => found.with_expires_at(expires_at),
            None => found.with_refresh(),
        },
    ))
}

fn moment(text: &str) -> Option<SystemTime> {
    let moment = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    let since_1970 = Duration::from_secs(u64::try_from(moment.timestamp()).ok()?);
    UNIX_EPOCH.checked_add(since_1970)
}

fn is_role_name(text: &str) -> bool {
    let is_in_names = |c: char| c.is_alphanumeric() || "-._~+=,@:".contains(c);
    text.chars().all(is_in_names)
        && text.chars().any(char::is_alphanumeric)
        && text.chars().count() <= MAX_ROLE_LEN
}

/// The path of one role. Its name holds letters, digits and what is safe in a path; beyond ASCII it
/// is encoded.
fn role_path(role: &str) -> String {
    format!("{ROLES}{}", utf8_percent_encode(role, CONTROLS))
}

fn unreadable(role: &str, why: &str) -> SigningError {
    SigningError::new(
        SigningErrorKind::Unreadable,
        format!(
            "the metadata service's response for the server role '{}' cannot be read: {why}",
            printable(role)
        ),
    )
}

/// Text from outside, without the keys that came with it.
fn without<'a>(text: &str, keys: impl Iterator<Item = &'a Secret>) -> String {
    keys.map(Secret::expose)
        .filter(|key| !key.is_empty())
        .fold(text.to_owned(), |text, key| text.replace(key, "[redacted]"))
}
