use crate::Secret;

/// An NHN Cloud Appkey: names one service of one project, in the path of each call.
///
/// Other NHN products accept it as a credential on its own, so it is treated as a secret.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#common-api-request-information>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appkey(Secret);

impl Appkey {
    /// The Appkey from the console's "URL & Appkey" menu.
    pub fn new(appkey: impl Into<Secret>) -> Self {
        Self(appkey.into())
    }

    /// The Appkey's text.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Whether there is no text, or only white space.
    pub fn is_blank(&self) -> bool {
        self.0.is_blank()
    }
}
