//! The credentials of NHN Cloud's services, as types that cannot be printed.

use http::HeaderValue;
use zeroize::Zeroizing;

use crate::signer::sensitive;
use crate::{Secret, SigningError};

/// What the types that hold one secret text share.
macro_rules! secret_text {
    ($name:ident) => {
        impl $name {
            /// Takes the text over.
            pub fn new(text: impl Into<Secret>) -> Self {
                Self(text.into())
            }

            /// The text. The caller is responsible for where it goes.
            pub fn expose(&self) -> &str {
                self.0.expose()
            }

            /// Whether there is no text, or only white space.
            pub fn is_blank(&self) -> bool {
                self.0.is_blank()
            }
        }

        impl<T: Into<Secret>> From<T> for $name {
            fn from(text: T) -> Self {
                Self::new(text)
            }
        }
    };
}

/// An NHN Cloud Appkey: names one service of one project, in the path of each call.
///
/// It is on the console's "URL & Appkey" menu. Other NHN products accept it as a credential on its
/// own, so it is treated as a secret.
///
/// ```
/// let appkey = auth_core::Appkey::new("EXAMPLE_APPKEY");
/// assert!(!format!("{appkey:?}").contains("EXAMPLE"));
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#common-api-request-information>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appkey(Secret);

/// An NHN Cloud User Access Key token: an opaque bearer token, valid for 60 to 86,400 seconds.
///
/// ```
/// let token = auth_core::AccessToken::new("EXAMPLE_TOKEN");
/// assert!(!format!("{token:?}").contains("EXAMPLE"));
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken(Secret);

/// The single-use token that an app got from AppGuard and handed to its game server.
///
/// The vendor deletes it with the first read, so this type is taken by value and cannot be
/// cloned. It is opaque: never parsed.
///
/// ```compile_fail
/// let token = auth_core::IntegrityToken::new("EXAMPLE_TOKEN");
/// let again = token.clone(); // a second read would find nothing
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[derive(Debug)]
pub struct IntegrityToken(Secret);

secret_text!(Appkey);
secret_text!(AccessToken);
secret_text!(IntegrityToken);

impl IntegrityToken {
    /// The value of the `Authorization` header, marked sensitive: `Bearer {token}`.
    ///
    /// # Errors
    ///
    /// When the token holds a character that is not allowed in a header.
    pub fn authorization(&self) -> Result<HeaderValue, SigningError> {
        let bearer = Zeroizing::new(format!("Bearer {}", self.expose()));
        sensitive(&bearer, "the integrity token")
    }
}

/// An NHN Cloud User Access Key: its id and its secret access key.
///
/// It does not expire; an account has at most five, in the console's API security settings. The
/// token service and AppGuard take it.
///
/// ```
/// use auth_core::UserAccessKey;
///
/// let key = UserAccessKey::new("EXAMPLE_USER_ACCESS_KEY_ID", "EXAMPLE_SECRET_ACCESS_KEY");
/// assert!(!format!("{key:?}").contains("EXAMPLE"));
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserAccessKey {
    id: Secret,
    secret: Secret,
}

impl UserAccessKey {
    /// The key of that id and secret.
    pub fn new(id: impl Into<Secret>, secret: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
        }
    }

    /// The User Access Key ID.
    pub fn id(&self) -> &Secret {
        &self.id
    }

    /// The secret access key.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }
}
