//! A client from settings, and what is said when one is missing.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use auth_core::FixedEnvironment;
use common::{APPKEY, KEY_ID, SECRET};
use nhn_appguard::{Appkey, Client, Settings, UserAccessKey, Zone};

fn from_variables(variables: &[(&str, &str)]) -> Result<Client, nhn_appguard::ConfigError> {
    let environment = variables
        .iter()
        .fold(FixedEnvironment::new(), |environment, (name, value)| {
            environment.with_var(*name, *value)
        });
    let settings = Settings::from_environment(Arc::new(environment));
    Client::from_settings(settings)
}

const COMPLETE: [(&str, &str); 3] = [
    ("NHN_CLOUD_APPGUARD_APPKEY", APPKEY),
    ("NHN_CLOUD_USER_ACCESS_KEY_ID", KEY_ID),
    ("NHN_CLOUD_SECRET_ACCESS_KEY", SECRET),
];

#[test]
fn the_three_variables_are_enough_and_each_is_missed_by_name() {
    from_variables(&COMPLETE).unwrap();
    for missing in COMPLETE {
        for blank in [None, Some((missing.0, " "))] {
            let kept = COMPLETE.into_iter().filter(|pair| *pair != missing);
            let variables: Vec<_> = kept.chain(blank).collect();
            let error = from_variables(&variables).unwrap_err().to_string();
            assert!(error.contains(missing.0), "{error}");
        }
    }
}

#[test]
fn a_zone_without_a_documented_host_names_the_setting_to_use() {
    for zone in ["gov", "fin"] {
        let mut variables = COMPLETE.to_vec();
        variables.push(("KCSEC_ZONE", zone));
        let error = from_variables(&variables).unwrap_err().to_string();
        assert!(error.contains("KCSEC_ENDPOINT_URL_NHN_APPGUARD"), "{error}");
        variables.push((
            "KCSEC_ENDPOINT_URL_NHN_APPGUARD",
            "https://appguard.example",
        ));
        from_variables(&variables).unwrap();
    }
    let built = Client::builder()
        .with_appkey(Appkey::new(APPKEY))
        .with_user_access_key(UserAccessKey::new(KEY_ID, SECRET))
        .with_zone(Zone::Gov)
        .build();
    assert!(built.is_err());
}

#[test]
fn what_is_missing_or_unusable_is_refused_without_being_shown() {
    let key = UserAccessKey::new(KEY_ID, SECRET);
    let appkey = Appkey::new(APPKEY);
    for (builder, setting) in [
        (
            Client::builder().with_user_access_key(key.clone()),
            "NHN_CLOUD_APPGUARD_APPKEY",
        ),
        (
            Client::builder().with_appkey(appkey.clone()),
            "NHN_CLOUD_USER_ACCESS_KEY_ID",
        ),
        (
            Client::builder()
                .with_appkey(appkey.clone())
                .with_user_access_key(UserAccessKey::new(KEY_ID, "")),
            "NHN_CLOUD_SECRET_ACCESS_KEY",
        ),
        (
            Client::builder()
                .with_appkey(appkey)
                .with_user_access_key(UserAccessKey::new(KEY_ID, "test-secret\n-broken")),
            "line break",
        ),
    ] {
        let error = builder.build().unwrap_err().to_string();
        assert!(
            error.contains(setting) && !error.contains("test-secret"),
            "{error}"
        );
    }
    let client = Client::builder()
        .with_appkey(Appkey::new(APPKEY))
        .with_user_access_key(key)
        .build();
    let shown = format!("{:?}", client.unwrap());
    for secret in [APPKEY, KEY_ID, SECRET] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
