use super::{Check, Verdict};
use crate::context::Context;
use crate::settings::Session;

/// Which zone the services are looked for in. A word that is none fails here as it does in every
/// command.
pub(super) fn check(context: &Context, session: &Session) -> Check {
    let name = "cloud zone";
    let zone = match session.settings.zone() {
        Ok(zone) => zone,
        Err(error) => return Check::new(name, Verdict::Failed, error.to_string()),
    };
    let place = if context.global.zone.is_some() {
        "--zone"
    } else if session.settings.environment().var("KCSEC_ZONE") != Ok(None) {
        "KCSEC_ZONE"
    } else {
        "the default"
    };
    Check::new(name, Verdict::Ok, format!("{} ({place})", zone.as_str()))
}
