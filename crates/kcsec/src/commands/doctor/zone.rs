use korea_cloud_security::ncp_wsc;

use super::check::{Check, Verdict};
use crate::context::Context;
use crate::lang::{config_error, say};
use crate::settings::Session;

/// Which zone the services are looked for in. A word that is none fails here as it does in every
/// command.
pub(super) fn check(context: &Context, session: &Session) -> Check {
    let name = say!("클라우드 존", "cloud zone");
    let settings = &session.settings;
    let zone = match settings.zone() {
        Ok(zone) => zone,
        Err(error) => return Check::new(name, Verdict::Failed, config_error(&error)),
    };
    let place = if context.global.zone.is_some() {
        "--zone".to_owned()
    } else if settings.environment().var("KCSEC_ZONE") != Ok(None) {
        "KCSEC_ZONE".to_owned()
    } else {
        say!("기본값", "the default")
    };
    let mut detail = format!("{} ({place})", zone.as_str());
    // A contradiction is told in the row of the host.
    let service = ncp_wsc::SERVICE;
    if let Ok(of_keys) = settings.ncp_zone()
        && of_keys != zone
        && settings.endpoint(&service) == service.endpoint(of_keys)
    {
        detail += &say!(
            "; NAVER Cloud는 키와 함께 있는 API URL에 따라 {of_keys}",
            "; for NAVER Cloud {of_keys}, as the API URL beside the keys says"
        );
    }
    Check::new(name, Verdict::Ok, detail)
}
