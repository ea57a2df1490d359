//! The settings of one call: option, environment, profile file, default, in this order.

use std::fmt;
use std::sync::Arc;

use korea_cloud_security::auth::Environment;
use korea_cloud_security::{CallOptions, ClientOptions, Settings};

use crate::cli::Global;
use crate::exit::Failure;

/// Where the services are reached and with what bounds; keeps the emulator of `--emulator` running.
pub(crate) struct Session {
    pub(crate) settings: Settings,
    pub(crate) options: ClientOptions,
}

impl Session {
    pub(crate) async fn open(
        global: &Global,
        environment: Arc<dyn Environment>,
    ) -> Result<Self, Failure> {
        let options = client_options(global);
        let settings = settings(global, environment)?;
        Ok(Self { settings, options })
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// The bounds that the options set.
pub(crate) fn client_options(global: &Global) -> ClientOptions {
    let mut bounds = CallOptions::new();
    if let Some(timeout) = global.timeout {
        bounds = bounds.with_timeout(timeout);
    }
    if let Some(attempts) = global.max_attempts {
        bounds = bounds.with_max_attempts(attempts);
    }
    ClientOptions::new().with_call_options(bounds)
}

fn settings(global: &Global, environment: Arc<dyn Environment>) -> Result<Settings, Failure> {
    let mut settings = Settings::from_environment(environment);
    if let Some(zone) = &global.zone {
        settings = settings.with_zone(zone.parse()?);
    }
    if let Some(profile) = &global.profile {
        settings = settings.with_profile(profile);
    }
    if let Some(url) = &global.endpoint_url {
        let endpoint = url
            .parse()
            .map_err(|error| Failure::usage(format!("--endpoint-url: {error}")))?;
        settings = settings.with_endpoint(endpoint);
    }
    Ok(settings)
}
