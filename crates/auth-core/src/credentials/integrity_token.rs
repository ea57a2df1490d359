use crate::Secret;

/// The token that an app got from AppGuard and handed to its game server; **it works once**.
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

impl IntegrityToken {
    /// A token as the app handed it over.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self(token.into())
    }

    /// The token's text.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Whether there is no text, or only white space.
    pub fn is_blank(&self) -> bool {
        self.0.is_blank()
    }
}
