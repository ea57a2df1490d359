//! A client from settings; it needs no credentials.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use auth_core::FixedEnvironment;
use nhn_integrity::{Client, Settings, Zone};

fn from_variables(variables: &[(&str, &str)]) -> Result<Client, nhn_integrity::ConfigError> {
    let environment = variables
        .iter()
        .fold(FixedEnvironment::new(), |environment, (name, value)| {
            environment.with_var(*name, *value)
        });
    let settings = Settings::from_environment(Arc::new(environment));
    Client::from_settings(settings)
}

#[test]
fn nothing_is_needed() {
    let shown = format!("{:?}", from_variables(&[]).unwrap());
    assert!(
        shown.contains("https://api-integrityguard.nhncloudservice.com"),
        "{shown}"
    );
}

#[test]
fn a_zone_without_a_documented_host_names_the_setting_to_use() {
    for zone in ["gov", "fin"] {
        let zone = ("KCSEC_ZONE", zone);
        let error = from_variables(&[zone]).unwrap_err().to_string();
        assert!(
            error.contains("KCSEC_ENDPOINT_URL_NHN_INTEGRITY"),
            "{error}"
        );
        from_variables(&[
            zone,
            ("KCSEC_ENDPOINT_URL_NHN_INTEGRITY", "https://guard.example"),
        ])
        .unwrap();
    }
    assert!(Client::builder().with_zone(Zone::Gov).build().is_err());
}
