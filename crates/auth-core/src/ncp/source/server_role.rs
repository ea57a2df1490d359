use std::fmt::{Debug, Write as _};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use chrono::DateTime;
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use crate::text::printable;
use crate::{
    FoundCredentials, NcpCredentialSource, NcpCredentials, Secret, SigningError, SigningErrorKind,
};

const ROLES: &str = "/latest/meta-data/iam/security-credentials/";
/// The longest name of a role that is believed to be one.
const MAX_ROLE_LEN: usize = 128;

/// Reads the metadata service of the server that this runs on; implemented by whoever has an HTTP
/// client.
///
/// The service is at `NCLOUD_METADATA_API_ENDPOINT`, or else `http://169.254.169.254`. It is never
/// reached through a proxy, and as elsewhere nothing answers at that address, one second is enough
/// to connect.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/compute-vmetadata-roledata>.
#[async_trait]
pub trait MetadataSource: Debug + Send + Sync {
    /// `GET {path}`: the answer's body; `None` if nobody answers or there is nothing at that path.
    ///
    /// # Errors
    ///
    /// When somebody answers, but not what can be used.
    async fn get(&self, path: &str) -> Result<Option<String>, SigningError>;
}

/// The credentials of the role that a NAVER Cloud server was given; they expire and are renewed.
///
/// Each question is asked anew; [`NcpSigner::from_source`](crate::NcpSigner::from_source) keeps
/// the answer until it expires.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/compute-vmetadata-roledata>.
#[derive(Debug, Clone)]
pub struct ServerRoleSource {
    metadata: Arc<dyn MetadataSource>,
}

impl ServerRoleSource {
    /// The roles that this metadata service tells of.
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

/// Wiped whatever becomes of the answer.
fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.map(Secret::new))
}

#[async_trait]
impl NcpCredentialSource for ServerRoleSource {
    async fn credentials(&self) -> Result<Option<FoundCredentials>, SigningError> {
        let Some(roles) = self.metadata.get(ROLES).await? else {
            return Ok(None);
        };
        // A proxy's page or another cloud may answer at that address: no role, no credentials.
        let Some(role) = roles.lines().map(str::trim).find(|role| !role.is_empty()) else {
            return Ok(None);
        };
        if !is_role_name(role) {
            return Ok(None);
        }
        let answer = match self.metadata.get(&role_path(role)).await? {
            Some(answer) if answer.trim() != roles.trim() => answer,
            // Something that answers everything alike is no metadata service.
            Some(_) => return Ok(None),
            None => return Err(unreadable(role, "it is listed but not there")),
        };
        let answer = Zeroizing::new(answer);
        let answer: RoleCredentials = serde_json::from_str(&answer).map_err(|error| {
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
        read(role, answer)
    }

    fn description(&self) -> String {
        "the server role (give this NAVER Cloud server a role)".to_owned()
    }
}

fn read(role: &str, answer: RoleCredentials) -> Result<Option<FoundCredentials>, SigningError> {
    // Keys of another vendor must not be sent to this one.
    if answer
        .r#type
        .is_some_and(|vendor| vendor.starts_with("AWS"))
    {
        return Ok(None);
    }
    if let Some(code) = answer
        .code
        .filter(|code| !code.eq_ignore_ascii_case("success"))
    {
        let keys = [&answer.access_key_id, &answer.secret_access_key];
        let said = |text: &str| printable(&without(text, keys.into_iter().flatten()));
        let message = answer.message.as_deref().unwrap_or_default();
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
    let secret_key = filled(answer.secret_access_key, "SecretAccessKey")?;
    let access_key = filled(answer.access_key_id, "AccessKeyId")?;
    let found = FoundCredentials::new(
        NcpCredentials::new(access_key, secret_key),
        format!("the server role '{}'", printable(role)),
    );
    // Without a moment that can be read they are kept until they are refused.
    Ok(Some(match answer.expiration.as_deref().and_then(moment) {
        Some(expires_at) => found.expiring_at(expires_at),
        None => found.renewable(),
    }))
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

/// The path of one role; what could end or change the path is percent-encoded.
fn role_path(role: &str) -> String {
    role.bytes().fold(ROLES.to_owned(), |mut path, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => path.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'+' | b'=' | b',' | b'@' | b':' => {
                path.push(char::from(byte));
            }
            _ => {
                let _ = write!(path, "%{byte:02X}");
            }
        }
        path
    })
}

fn unreadable(role: &str, why: &str) -> SigningError {
    SigningError::new(
        SigningErrorKind::Unreadable,
        format!(
            "the metadata service's answer for the server role '{}' cannot be read: {why}",
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
