//! Where a client's zone, endpoint and keys come from: nearest first.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

use std::sync::Arc;

use auth_core::FixedEnvironment;
use transport_core::{Endpoint, Service, Settings, Zone};

const SERVICE: Service = Service {
    name: "nhn-example",
    hosts: &[(Zone::Public, "https://example.api.nhncloudservice.com")],
    endpoint_variable: "KCSEC_ENDPOINT_URL_NHN_EXAMPLE",
};

fn settings(variables: &[(&str, &str)]) -> Settings {
    let environment = variables
        .iter()
        .fold(FixedEnvironment::new(), |environment, (name, value)| {
            environment.with_var(*name, *value)
        });
    Settings::from_environment(Arc::new(environment))
}

fn endpoint(settings: &Settings) -> Result<String, String> {
    settings
        .endpoint(&SERVICE)
        .map(|endpoint| endpoint.to_string())
        .map_err(|error| error.to_string())
}

const ALL: (&str, &str) = ("KCSEC_ENDPOINT_URL", "https://all.example.com/");
const OWN: (&str, &str) = ("KCSEC_ENDPOINT_URL_NHN_EXAMPLE", "http://127.0.0.1:1");
const GOV: (&str, &str) = ("KCSEC_ZONE", "gov");

#[test]
fn the_endpoint_is_as_set_or_its_own_variable_or_the_common_one_or_the_documented_host() {
    assert_eq!(
        endpoint(&settings(&[])).unwrap(),
        "https://example.api.nhncloudservice.com"
    );
    assert_eq!(
        endpoint(&settings(&[ALL, GOV])).unwrap(),
        "https://all.example.com"
    );
    assert_eq!(
        endpoint(&settings(&[ALL, OWN, GOV])).unwrap(),
        "http://127.0.0.1:1"
    );
    let set: Endpoint = "https://set.example.com".parse().unwrap();
    let set = settings(&[ALL, OWN, GOV]).with_endpoint(set);
    assert_eq!(endpoint(&set).unwrap(), "https://set.example.com");
    // An empty variable is none.
    assert!(
        endpoint(&settings(&[(OWN.0, ""), ALL]))
            .unwrap()
            .contains("all")
    );
}

#[test]
fn a_zone_without_a_documented_host_names_the_setting_and_is_never_guessed() {
    for settings in [settings(&[GOV]), settings(&[]).with_zone(Zone::Fin)] {
        let error = endpoint(&settings).unwrap_err();
        assert!(error.contains("KCSEC_ENDPOINT_URL_NHN_EXAMPLE"), "{error}");
        assert!(
            error.contains("nhn-example") && !error.contains("nhncloudservice"),
            "{error}"
        );
    }
}

#[test]
fn plain_http_is_allowed_to_hosts_by_name() {
    let compose = ("KCSEC_ENDPOINT_URL", "http://emulator:8787");
    let error = endpoint(&settings(&[compose])).unwrap_err();
    assert_eq!(
        error,
        "KCSEC_ENDPOINT_URL: the endpoint URL is plain http to a host that is not loopback; use https, or allow the host by name (KCSEC_ALLOW_HTTP, kcsec --allow-http HOST): keys then travel in the clear"
    );
    let allowed = settings(&[compose, ("KCSEC_ALLOW_HTTP", "other, emulator")]);
    assert_eq!(endpoint(&allowed).unwrap(), "http://emulator:8787");
    let set = settings(&[compose]).with_plain_http("emulator");
    assert_eq!(endpoint(&set).unwrap(), "http://emulator:8787");
    let config = transport_core::builder::ClientConfig {
        settings: Some(settings(&[compose])),
        plain_http_hosts: vec!["emulator".to_owned()],
        ..Default::default()
    };
    let client = config.api_client(&SERVICE, config.unsigned()).unwrap();
    assert_eq!(client.endpoint().as_str(), "http://emulator:8787");
    for list in ["*", "http://emulator", "emulator:8787"] {
        let error = endpoint(&settings(&[compose, ("KCSEC_ALLOW_HTTP", list)])).unwrap_err();
        assert!(error.contains("by their names"), "{error}");
    }
}

#[test]
fn all_that_is_missing_is_named_at_once() {
    let missing = |variables: &[(&str, &str)]| {
        let config = transport_core::builder::ClientConfig {
            settings: Some(settings(variables)),
            ..Default::default()
        };
        config.appkey("NHN_CLOUD_SSC_APPKEY").unwrap_err()
    };
    let error = missing(&[]);
    assert_eq!(
        error.to_string(),
        "NHN_CLOUD_USER_ACCESS_KEY_ID, NHN_CLOUD_SECRET_ACCESS_KEY and NHN_CLOUD_SSC_APPKEY are not set; set them and try again"
    );
    assert_eq!(error.missing_settings().len(), 3);
    let error = missing(&[
        ("NHN_CLOUD_SSC_APPKEY", "test-appkey"),
        ("NHN_CLOUD_USER_ACCESS_KEY_ID", "test-id"),
    ]);
    assert_eq!(error.missing_settings(), ["NHN_CLOUD_SECRET_ACCESS_KEY"]);
}

/// Keys in the environment, and beside them the URL of an API gateway.
#[cfg(feature = "ncp")]
fn with_keys(url: &str) -> Vec<(&'static str, String)> {
    [
        ("NCLOUD_ACCESS_KEY_ID", "EXAMPLE_ACCESS_KEY"),
        ("NCLOUD_SECRET_ACCESS_KEY", "EXAMPLE_SECRET_KEY"),
        ("NCLOUD_API_GW", url),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

#[cfg(feature = "ncp")]
mod zone_of_keys {
    use auth_core::NcpCredentials;
    use transport_core::builder::ClientConfig;

    use super::*;

    const WSC: Service = Service {
        name: "ncp-example",
        hosts: &[
            (Zone::Public, "https://wsc.apigw.ntruss.com"),
            (Zone::Gov, "https://wsc.apigw.gov-ntruss.com"),
        ],
        endpoint_variable: "KCSEC_ENDPOINT_URL_NCP_EXAMPLE",
    };
    const GATEWAY: &str = "https://ncloud.apigw.gov-ntruss.com";
    const FILE: &str = "/home/user/.ncloud/configure";

    fn host(environment: FixedEnvironment, profile: Option<&str>) -> Result<String, String> {
        let mut settings = Settings::from_environment(Arc::new(environment));
        if let Some(profile) = profile {
            settings = settings.with_profile(profile);
        }
        let endpoint = settings.endpoint(&WSC).map_err(|error| error.to_string())?;
        Ok(endpoint.to_string())
    }

    fn environment(url: &str) -> FixedEnvironment {
        with_keys(url)
            .into_iter()
            .fold(FixedEnvironment::new(), |environment, (name, value)| {
                environment.with_var(name, value)
            })
    }

    #[test]
    fn is_the_one_of_the_gateway_beside_them() {
        let gov = Ok("https://wsc.apigw.gov-ntruss.com".to_owned());
        let public = Ok("https://wsc.apigw.ntruss.com".to_owned());
        assert_eq!(host(environment(GATEWAY), None), gov);
        assert_eq!(host(environment(""), None), public);
        let file = format!(
            "[DEFAULT]\nncloud_access_key_id = A\nncloud_secret_access_key = S\n\
             [gov]\nncloud_access_key_id = A\nncloud_secret_access_key = S\nncloud_api_url = {GATEWAY}\n"
        );
        let with_file = |environment: FixedEnvironment| {
            environment.with_home("/home/user").with_file(FILE, &*file)
        };
        let only_file = with_file(FixedEnvironment::new());
        assert_eq!(host(only_file.clone(), Some("gov")), gov);
        assert_eq!(host(only_file.clone(), None), public);
        // The gateway of other keys says nothing of these.
        assert_eq!(
            host(with_file(environment(GATEWAY)), Some("DEFAULT")),
            public
        );
        let other = only_file.with_var("NCLOUD_API_GW", GATEWAY);
        assert_eq!(host(other, None), public);
    }

    #[test]
    fn must_not_contradict_the_zone_that_is_set() {
        let same = environment(GATEWAY).with_var("KCSEC_ZONE", "gov");
        assert!(host(same, None).is_ok());
        let other = environment(GATEWAY).with_var("KCSEC_ZONE", "public");
        assert_eq!(
            host(other.clone(), None).unwrap_err(),
            "KCSEC_ZONE is public, but the keys of the environment (NCLOUD_ACCESS_KEY_ID, \
             NCLOUD_SECRET_ACCESS_KEY) are for ncloud.apigw.gov-ntruss.com (zone gov); set the zone \
             to gov, or use keys of the zone public"
        );
        let settings = Settings::from_environment(Arc::new(environment(GATEWAY)));
        let error = settings.with_zone(Zone::Fin).endpoint(&WSC).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("the zone set by --zone or with_zone is fin, but")
        );
        // An endpoint wins over all of it, and other vendors' services have other keys.
        let endpoint = other
            .clone()
            .with_var("KCSEC_ENDPOINT_URL", "http://127.0.0.1:1");
        assert_eq!(host(endpoint, None).unwrap(), "http://127.0.0.1:1");
        let settings = Settings::from_environment(Arc::new(other));
        assert!(settings.endpoint(&SERVICE).is_ok());
    }

    #[test]
    fn tells_nothing_of_keys_that_are_given_besides() {
        let settings = Settings::from_environment(Arc::new(environment(GATEWAY)));
        let host = |config: ClientConfig| {
            let signer = config.ncp_signer().unwrap();
            let client = config.api_client(&WSC, signer).unwrap();
            client.endpoint().to_string()
        };
        let config = ClientConfig {
            settings: Some(settings),
            ..ClientConfig::default()
        };
        assert_eq!(host(config.clone()), "https://wsc.apigw.gov-ntruss.com");
        let keys = NcpCredentials::new("EXAMPLE_ACCESS_KEY", "EXAMPLE_SECRET_KEY");
        let given = ClientConfig {
            credentials: Some(keys),
            ..config
        };
        assert_eq!(host(given), "https://wsc.apigw.ntruss.com");
    }

    #[test]
    fn has_to_be_set_where_nobody_documents_the_host() {
        let unknown = "https://test-user:test-secret@apigw.example.com/x";
        let error = host(environment(unknown), None).unwrap_err();
        assert_eq!(
            error,
            "the keys of the environment (NCLOUD_ACCESS_KEY_ID, NCLOUD_SECRET_ACCESS_KEY) are for \
             apigw.example.com, which is not a documented host of any zone; set KCSEC_ZONE or --zone \
             to public, gov or fin"
        );
        let set = environment(unknown).with_var("KCSEC_ZONE", "gov");
        assert_eq!(host(set, None).unwrap(), "https://wsc.apigw.gov-ntruss.com");
    }
}

#[test]
fn a_zone_that_cannot_be_read_is_refused_whatever_else_is_set() {
    const MOON: (&str, &str) = ("KCSEC_ZONE", "moon");
    let set: Endpoint = "https://set.example.com".parse().unwrap();
    for settings in [
        settings(&[MOON]),
        settings(&[MOON, ALL]),
        settings(&[MOON, OWN]),
        settings(&[MOON]).with_endpoint(set),
    ] {
        let error = endpoint(&settings).unwrap_err();
        assert!(error.starts_with("KCSEC_ZONE: "), "{error}");
        // A zone that is set stands in front of the word.
        assert!(endpoint(&settings.with_zone(Zone::Public)).is_ok());
    }
}

#[test]
fn a_variable_that_cannot_be_used_is_named_and_its_value_is_not_shown() {
    for (name, value) in [
        (ALL.0, "https://user:test-secret@host"),
        (OWN.0, "http://test-secret.example.com"),
        ("KCSEC_ZONE", "test-secret"),
    ] {
        let error = endpoint(&settings(&[(name, value)])).unwrap_err();
        assert!(error.starts_with(&format!("{name}: ")), "{error}");
        assert!(!error.contains("test-secret"), "{error}");
    }
}

#[test]
fn the_zone_is_as_set_or_as_the_environment_says_or_public() {
    assert_eq!(settings(&[]).zone().unwrap(), Zone::Public);
    assert_eq!(
        settings(&[("KCSEC_ZONE", " Gov ")]).zone().unwrap(),
        Zone::Gov
    );
    assert_eq!(
        settings(&[GOV]).with_zone(Zone::Fin).zone().unwrap(),
        Zone::Fin
    );
    // What is set wins also over what cannot be read.
    let odd = settings(&[("KCSEC_ZONE", "odd")]);
    assert!(
        odd.zone()
            .unwrap_err()
            .to_string()
            .contains("public, gov, fin")
    );
    assert_eq!(odd.with_zone(Zone::Public).zone().unwrap(), Zone::Public);
    for zone in [Zone::Public, Zone::Gov, Zone::Fin] {
        assert_eq!(zone.to_string().parse::<Zone>().unwrap(), zone);
    }
}

#[cfg(feature = "nhn-token")]
#[test]
fn the_form_of_the_token_is_one_of_two_words() {
    let form = |word| settings(&[("KCSEC_NHN_TOKEN_FORM", word)]).raw_token();
    assert_eq!((form("bearer"), form(" RAW ")), (Ok(false), Ok(true)));
    assert_eq!(form(""), Ok(false));
    let error = form("basic").unwrap_err().to_string();
    assert_eq!(error, "KCSEC_NHN_TOKEN_FORM must be bearer or raw");
}

#[test]
fn a_key_that_is_not_set_is_named() {
    let id = ("NHN_CLOUD_USER_ACCESS_KEY_ID", "EXAMPLE_USER_ACCESS_KEY_ID");
    let secret = ("NHN_CLOUD_SECRET_ACCESS_KEY", "EXAMPLE_SECRET_ACCESS_KEY");
    for (variables, missing) in [
        (vec![], format!("{} and {} are not set", id.0, secret.0)),
        (vec![id], format!("{} is not set", secret.0)),
        (vec![secret], format!("{} is not set", id.0)),
        (
            vec![id, (secret.0, "  ")],
            format!("{} is not set", secret.0),
        ),
    ] {
        let error = settings(&variables)
            .user_access_key()
            .unwrap_err()
            .to_string();
        assert!(error.starts_with(&missing), "{error}");
        assert!(!error.contains("EXAMPLE"), "{error}");
    }
    let key = settings(&[id, secret]).user_access_key().unwrap();
    assert_eq!((key.id().expose(), key.secret().expose()), (id.1, secret.1));

    let quoted = settings(&[id, (secret.0, "\"EXAMPLE_SECRET\"")]);
    let error = quoted.user_access_key().unwrap_err().to_string();
    assert!(
        error.starts_with("NHN_CLOUD_SECRET_ACCESS_KEY has quotation marks"),
        "{error}"
    );
    let template = settings(&[("NHN_CLOUD_SSC_APPKEY", "${{ secrets.EXAMPLE }}")]);
    let error = template
        .appkey("NHN_CLOUD_SSC_APPKEY")
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("NHN_CLOUD_SSC_APPKEY is a variable that was not replaced"),
        "{error}"
    );

    let appkey = settings(&[("NHN_CLOUD_SSC_APPKEY", "EXAMPLE_APPKEY")]);
    assert_eq!(
        appkey.appkey("NHN_CLOUD_SSC_APPKEY").unwrap().expose(),
        "EXAMPLE_APPKEY"
    );
    let error = appkey.appkey("NHN_CLOUD_APPGUARD_APPKEY").unwrap_err();
    assert!(error.to_string().contains("NHN_CLOUD_APPGUARD_APPKEY"));
}

#[test]
fn settings_show_no_variable() {
    let settings = settings(&[("NHN_CLOUD_SSC_APPKEY", "test-secret")]).with_profile("work");
    assert!(!format!("{settings:?}").contains("test-secret"));
    assert_eq!(settings.profile(), Some("work"));
}

#[cfg(feature = "nhn-token")]
#[test]
fn the_token_service_has_a_host_in_two_zones() {
    use transport_core::OAUTH;

    let host = |zone| OAUTH.endpoint(zone).map(|endpoint| endpoint.to_string());
    assert_eq!(
        host(Zone::Public).unwrap(),
        "https://oauth.api.nhncloudservice.com"
    );
    assert_eq!(
        host(Zone::Gov).unwrap(),
        "https://oauth.api.gov-nhncloudservice.com"
    );
    assert!(host(Zone::Fin).is_err());
}
