//! The client of each service, as the settings and options of a call say.

use korea_cloud_security::{ConfigError, ncp_wsc, nhn_appguard, nhn_integrity, nhn_ssc};

use crate::settings::Session;

macro_rules! clients {
    ($($name:ident: $service:ident),+ $(,)?) => { $(
        pub(super) fn $name(session: &Session) -> Result<$service::Client, ConfigError> {
            $service::Client::builder()
                .with_settings(session.settings.clone())
                .with_options(session.options.clone())
                .build()
        }
    )+ };
}

clients!(
    ssc: nhn_ssc,
    wsc: ncp_wsc,
    appguard: nhn_appguard,
    integrity: nhn_integrity,
);
