//! The settings of one command: option, environment, profile file, default, in this order.

use std::sync::Arc;

use auth_core::{CredentialChain, Environment, FixedEnvironment};
use korea_cloud_security::emulator::{Banner, Emulator, EmulatorBuilder};
use korea_cloud_security::{CallOptions, ClientOptions, ConfigError, Settings};
use transport_core::{ConfigProblem, HttpMetadataSource};

use crate::cli::{Global, seconds};
use crate::exit::{Failure, Status};
use crate::files::read_within;
use crate::lang::{cannot_be_read, io_error, say};

/// The endpoints, credentials and limits of one command.
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
        ncloud_profile: Option<&str>,
    ) -> Result<Self, Failure> {
        if !global.emulator {
            let options = client_options(global, &*environment)?;
            return Ok(Self {
                settings: settings(global, environment, ncloud_profile)?,
                options,
                emulator: None,
            });
        }
        if global.endpoint_url.is_some() || global.profile.is_some() {
            return Err(Failure::usage(say!(
                "--emulator는 자체 엔드포인트와 자격 증명을 씁니다. --endpoint-url과 --profile을 빼세요",
                "--emulator brings its own endpoint and credentials; leave out --endpoint-url and --profile"
            )));
        }
        Self::on_emulator(global, Emulator::builder()).await
    }

    /// Where NAVER Cloud keys are looked for.
    pub(crate) fn ncp_keys(&self) -> Result<CredentialChain, ConfigError> {
        let environment = self.settings.environment();
        let metadata = HttpMetadataSource::from_environment(&**environment)?;
        Ok(CredentialChain::official(
            environment.clone(),
            self.settings.profile(),
            Arc::new(metadata),
        ))
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
            options: client_options(global, &environment)?,
            settings: Settings::from_environment(Arc::new(environment)),
            emulator: Some(Running { emulator, banner }),
        })
    }
}

pub(crate) async fn start(builder: EmulatorBuilder) -> Result<Emulator, Failure> {
    builder.start().await.map_err(|error| {
        Failure::new(
            Status::Network,
            say!(
                "에뮬레이터가 수신할 수 없습니다: {}. 다른 포트를 지정하세요",
                "the emulator cannot listen: {}; choose another port",
                io_error(&error)
            ),
        )
    })
}

/// Timeouts, proxy and certificates, as options and settings say.
pub(crate) fn client_options(
    global: &Global,
    environment: &dyn Environment,
) -> Result<ClientOptions, Failure> {
    let mut call = CallOptions::new();
    if let Some(timeout) = global.timeout {
        call = call.with_timeout(timeout);
    }
    if let Some(attempts) = global.max_attempts {
        call = call.with_max_attempts(attempts);
    }
    let mut options = ClientOptions::new().with_call_options(call);
    let connect_timeout = match global.connect_timeout {
        Some(timeout) => Some(timeout),
        None => parsed(environment, "KCSEC_CONNECT_TIMEOUT", seconds)?,
    };
    if let Some(timeout) = connect_timeout {
        options = options.with_connect_timeout(timeout);
    }
    if parsed(environment, "KCSEC_UNSIGNED_PATH_PREFIX", yes_or_no)? == Some(true) {
        options = options.with_unsigned_path_prefix();
    }
    if let Some(proxy) = &global.proxy {
        options = with_proxy(options, "--proxy", proxy)?;
        if proxy.contains('@') {
            return Err(Failure::usage(say!(
                "--proxy: 사용자와 비밀번호가 프로세스 목록에 남습니다. KCSEC_PROXY로 지정하세요",
                "--proxy: a user or a password would stand in the process list; set KCSEC_PROXY instead"
            )));
        }
    } else if let Some(proxy) = variable(environment, "KCSEC_PROXY")? {
        options = with_proxy(options, &place(environment, "KCSEC_PROXY"), &proxy)?;
    }
    let named = global.ca_file.clone();
    let named = named.map(|file| ("--ca-file".to_owned(), file));
    let set = variable(environment, "KCSEC_CA_FILE")?;
    let set = set.map(|file| (place(environment, "KCSEC_CA_FILE"), file.into()));
    if let Some((place, file)) = named.or(set) {
        let pem = read_within(global.timeout, &file).map_err(|error| {
            let problem = cannot_be_read(file.display(), &error);
            Failure::usage(format!("{place}: {problem}"))
        })?;
        let alone = ClientOptions::new().with_root_certificates_pem(pem.clone());
        if let Err(error) = alone.without_proxy().transport() {
            let shown = file.display();
            return Err(Failure::usage(say!(
                "{place}: {shown}: 인증서를 읽을 수 없습니다. PEM(-----BEGIN CERTIFICATE-----) 파일을 지정하세요",
                "{place}: {shown}: {error}"
            )));
        }
        options = options.with_root_certificates_pem(pem);
    }
    Ok(options)
}

fn with_proxy(options: ClientOptions, place: &str, url: &str) -> Result<ClientOptions, Failure> {
    match url.trim() {
        none if none.eq_ignore_ascii_case("none") => Ok(options.without_proxy()),
        "" => Err(Failure::usage(say!(
            "{place}: URL 또는 none을 지정하세요",
            "{place}: give a URL, or none"
        ))),
        url => {
            // Now, while it is known where the URL stands.
            let alone = ClientOptions::new().with_proxy(url).transport();
            alone.map_err(|error| {
                Failure::usage(say!(
                    "{place}: 사용할 수 없는 프록시 URL입니다. http://host:3128 형식으로 지정하고, 비밀번호의 특수 문자는 %XX로 쓰세요",
                    "{place}: {error}"
                ))
            })?;
            Ok(options.with_proxy(url))
        }
    }
}

/// What a variable holds, as the command line would read it.
fn parsed<T>(
    environment: &dyn Environment,
    name: &str,
    parse: fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Failure> {
    let value = variable(environment, name)?;
    let parsed = value.map(|value| parse(&value)).transpose();
    parsed.map_err(|problem| Failure::usage(format!("{}: {problem}", place(environment, name))))
}

/// Where the value of a variable stands: in a file, or in the variable itself.
fn place(environment: &dyn Environment, name: &str) -> String {
    let file = environment.file_of_var(name);
    file.unwrap_or_else(|| name.to_owned())
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Ok(true),
        "false" | "no" | "0" => Ok(false),
        _ => Err("must be true or false".to_owned()),
    }
}

fn variable(environment: &dyn Environment, name: &str) -> Result<Option<String>, Failure> {
    environment
        .var(name)
        .map_err(|error| ConfigError::from(error).into())
}

fn settings(
    global: &Global,
    environment: Arc<dyn Environment>,
    ncloud_profile: Option<&str>,
) -> Result<Settings, Failure> {
    let mut settings = Settings::from_environment(environment);
    if let Some(zone) = &global.zone {
        settings = settings.with_zone(zone.parse()?);
    }
    if let Some(profile) = ncloud_profile {
        settings = settings.with_profile(profile);
    }
    let hosts = global.allow_http.iter();
    settings = hosts.fold(settings, Settings::with_plain_http);
    if let Some(url) = &global.endpoint_url {
        let endpoint = settings.parse_endpoint(url).map_err(|error| {
            ConfigError::new(format!("--endpoint-url: {error}"))
                .of_setting("--endpoint-url", ConfigProblem::Endpoint)
        })?;
        settings = settings.with_endpoint(endpoint);
    }
    Ok(settings)
}
