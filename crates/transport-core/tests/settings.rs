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

#[test]
fn a_key_that_is_not_set_is_named() {
    let id = ("NHN_CLOUD_USER_ACCESS_KEY_ID", "EXAMPLE_USER_ACCESS_KEY_ID");
    let secret = ("NHN_CLOUD_SECRET_ACCESS_KEY", "EXAMPLE_SECRET_ACCESS_KEY");
    for (variables, missing) in [
        (vec![], id.0),
        (vec![id], secret.0),
        (vec![secret], id.0),
        (vec![id, (secret.0, "  ")], secret.0),
    ] {
        let error = settings(&variables)
            .user_access_key()
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with(&format!("{missing} is not set")),
            "{error}"
        );
        assert!(!error.contains("EXAMPLE"), "{error}");
    }
    let key = settings(&[id, secret]).user_access_key().unwrap();
    assert_eq!((key.id().expose(), key.secret().expose()), (id.1, secret.1));

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
