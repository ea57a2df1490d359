//! The settings that a profile may hold.

/// The profile that is read where none is named.
pub(crate) const DEFAULT: &str = "default";

/// A key of a profile, and the variable that says the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) variable: &'static str,
    /// Whether its value is never shown.
    pub(crate) is_secret: bool,
    /// Keys of one group come from one place: an id and its secret.
    pub(super) group: Option<&'static str>,
}

const fn key(name: &'static str, variable: &'static str) -> Key {
    Key {
        name,
        variable,
        is_secret: false,
        group: None,
    }
}

impl Key {
    const fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    const fn of(mut self, group: &'static str) -> Self {
        self.group = Some(group);
        self
    }
}

/// The settings that a profile may hold, in the order in which `kcsec configure` asks for them.
pub(crate) const KEYS: &[Key] = &[
    key("nhn_access_key_id", "NHN_CLOUD_USER_ACCESS_KEY_ID").of("nhn"),
    key("nhn_secret_access_key", "NHN_CLOUD_SECRET_ACCESS_KEY")
        .secret()
        .of("nhn"),
    key("ssc_appkey", "NHN_CLOUD_SSC_APPKEY").secret(),
    key("appguard_appkey", "NHN_CLOUD_APPGUARD_APPKEY").secret(),
    key("ncp_access_key_id", "NCLOUD_ACCESS_KEY_ID").of("ncp"),
    key("ncp_secret_access_key", "NCLOUD_SECRET_ACCESS_KEY")
        .secret()
        .of("ncp"),
    key("ncloud_profile", "KCSEC_NCLOUD_PROFILE"),
    key("zone", "KCSEC_ZONE"),
    key("region", "KCSEC_REGION"),
    key("language", "KCSEC_LANG"),
    key("proxy", "KCSEC_PROXY"),
    key("ca_file", "KCSEC_CA_FILE"),
    key("connect_timeout", "KCSEC_CONNECT_TIMEOUT"),
    key("allow_http", "KCSEC_ALLOW_HTTP"),
    key("nhn_token_form", "KCSEC_NHN_TOKEN_FORM"),
    key("unsigned_path_prefix", "KCSEC_UNSIGNED_PATH_PREFIX"),
    key("endpoint_url", "KCSEC_ENDPOINT_URL"),
    key("endpoint_url_nhn_oauth", "KCSEC_ENDPOINT_URL_NHN_OAUTH"),
    key("endpoint_url_nhn_ssc", "KCSEC_ENDPOINT_URL_NHN_SSC"),
    key(
        "endpoint_url_nhn_appguard",
        "KCSEC_ENDPOINT_URL_NHN_APPGUARD",
    ),
    key(
        "endpoint_url_nhn_integrity",
        "KCSEC_ENDPOINT_URL_NHN_INTEGRITY",
    ),
    key("endpoint_url_ncp_wsc", "KCSEC_ENDPOINT_URL_NCP_WSC"),
];

/// Other spellings of the variables of a group, which count as its members.
pub(super) const ALIASES: &[(&str, &str)] =
    &[("NCLOUD_ACCESS_KEY", "ncp"), ("NCLOUD_SECRET_KEY", "ncp")];

pub(super) fn group_of(name: &str) -> Option<&'static str> {
    let key = KEYS
        .iter()
        .find(|key| key.variable == name)
        .and_then(|key| key.group);
    key.or_else(|| {
        ALIASES
            .iter()
            .find(|(alias, _)| *alias == name)
            .map(|(_, group)| *group)
    })
}

/// The default profile is written as in `~/.ncloud/configure` too.
pub(super) fn name_of(profile: String) -> String {
    match profile.eq_ignore_ascii_case(DEFAULT) {
        true => DEFAULT.to_owned(),
        false => profile,
    }
}
