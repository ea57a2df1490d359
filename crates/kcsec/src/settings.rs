//! The settings of one call: option, environment, profile file, default, in this order.

use std::sync::Arc;

use korea_cloud_security::auth::{Environment, FixedEnvironment};
use korea_cloud_security::emulator::{Banner, Emulator, EmulatorBuilder};
use korea_cloud_security::{CallOptions, ClientOptions, Settings};

use crate::cli::Global;
use crate::exit::{Failure, Status};

/// Where the services are reached, with which credentials and within which bounds.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) settings: Settings,
    pub(crate) options: ClientOptions,
    /// The emulator of `--emulator`; it runs as long as the session is there.
    pub(crate) emulator: Option<Running>,
}

/// An emulator in this process, and what is needed to call it.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) emulator: Emulator,
    pub(crate) banner: Banner,
}

impl Session {
    pub(crate) async fn open(
        global: &Global,
        environment: Arc<dyn Environment>,
    ) -> Result<Self, Failure> {
        if !global.emulator {
            return Ok(Self {
                settings: settings(global, environment)?,
                options: client_options(global),
                emulator: None,
            });
        }
        if global.endpoint_url.is_some() || global.profile.is_some() {
            return Err(Failure::usage(
                "--emulator brings its own endpoint and credentials; leave out --endpoint-url and --profile",
            ));
        }
        Self::on_emulator(global, Emulator::builder()).await
    }

    /// A session on an emulator of its own, with the emulator's credentials and no others.
    pub(crate) async fn on_emulator(
        global: &Global,
        builder: EmulatorBuilder,
    ) -> Result<Self, Failure> {
        let emulator = start(builder).await?;
        let banner = emulator.banner();
        let environment = banner
            .environment
            .iter()
            .fold(FixedEnvironment::new(), |environment, (name, value)| {
                environment.with_var(*name, value)
            });
        Ok(Self {
            settings: Settings::from_environment(Arc::new(environment)),
            options: client_options(global),
            emulator: Some(Running { emulator, banner }),
        })
    }
}

pub(crate) async fn start(builder: EmulatorBuilder) -> Result<Emulator, Failure> {
    builder.start().await.map_err(|error| {
        Failure::new(
            Status::Network,
            format!("the emulator cannot listen: {error}; choose another port"),
        )
    })
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
