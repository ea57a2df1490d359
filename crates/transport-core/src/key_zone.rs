use std::sync::Arc;

use auth_core::{ConfigureFileSource, Environment, EnvironmentSource, FoundCredentials};

use crate::{ConfigError, Service, Zone};

/// The domains of NAVER Cloud, one a zone.
const DOMAINS: [(Zone, &str); 3] = [
    (Zone::Public, "ntruss.com"),
    (Zone::Gov, "gov-ntruss.com"),
    (Zone::Fin, "fin-ntruss.com"),
];

/// The zone that NAVER Cloud keys belong to, as the URL of the API gateway beside them tells:
/// `ncloud_api_url` in the file, `NCLOUD_API_GW` in the environment.
pub(crate) struct KeyZone {
    zone: Option<Zone>,
    host: String,
    source: String,
}

impl KeyZone {
    /// What stands beside the keys that are found first, if anything does.
    pub(crate) fn find(
        environment: &Arc<dyn Environment>,
        profile: Option<&str>,
    ) -> Result<Option<Self>, ConfigError> {
        let file = ConfigureFileSource::new(environment.clone(), profile);
        let found = match profile {
            Some(_) => file.find()?,
            None => match EnvironmentSource::new(environment.clone()).find()? {
                Some(found) => Some(found),
                None => file.find()?,
            },
        };
        Ok(found.as_ref().and_then(Self::of))
    }

    fn of(found: &FoundCredentials) -> Option<Self> {
        let host = host_of(found.api_url()?);
        Some(Self {
            zone: zone_of(&host),
            host,
            source: found.source().to_owned(),
        })
    }

    /// The zone to use, where `explicit` was set by that name; the two must not contradict.
    pub(crate) fn zone(&self, explicit: Option<(Zone, &str)>) -> Result<Zone, ConfigError> {
        let Self { host, source, .. } = self;
        match (self.zone, explicit) {
            (Some(of_keys), Some((zone, name))) if zone != of_keys => {
                Err(ConfigError::new(format!(
                    "{name} is {zone}, but the keys of {source} are for {host} (zone {of_keys}); set the zone to {of_keys}, or use keys of the zone {zone}"
                )))
            }
            (Some(of_keys), _) => Ok(of_keys),
            (None, Some((zone, _))) => Ok(zone),
            (None, None) => Err(ConfigError::new(format!(
                "the keys of {source} are for {host}, which is not a documented host of any zone; set KCSEC_ZONE or --zone to public, gov or fin"
            ))),
        }
    }
}

/// Whether the service is one of NAVER Cloud, whose keys may name a zone.
pub(crate) fn is_of_naver_cloud(service: &Service) -> bool {
    let is_known = |(_, url): &(Zone, &str)| zone_of(&host_of(url)).is_some();
    service.hosts.iter().any(is_known)
}

fn zone_of(host: &str) -> Option<Zone> {
    let is_in = |domain: &str| {
        host.strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    DOMAINS
        .into_iter()
        .find_map(|(zone, domain)| is_in(domain).then_some(zone))
}

/// The host of a URL, which people also write without a scheme; nothing else of it is shown, as it
/// may hold a password.
fn host_of(url: &str) -> String {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if host.is_empty() || !host.chars().all(is_host) {
        return "a URL that cannot be read".to_owned();
    }
    host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_is_told_by_the_host_and_nothing_else() {
        for (url, zone) in [
            ("https://ncloud.apigw.ntruss.com", Some(Zone::Public)),
            ("https://ncloud.apigw.gov-ntruss.com/", Some(Zone::Gov)),
            (
                "https://fin-ncloud.apigw.fin-ntruss.com/v2",
                Some(Zone::Fin),
            ),
            (" HTTP://NCLOUD.APIGW.GOV-NTRUSS.COM.:443 ", Some(Zone::Gov)),
            ("ncloud.apigw.gov-ntruss.com", Some(Zone::Gov)),
            ("gov-ntruss.com", Some(Zone::Gov)),
            (
                "https://user:test-secret@wsc.apigw.ntruss.com",
                Some(Zone::Public),
            ),
            ("https://evil-ntruss.com", None),
            ("https://ntruss.com.example.com", None),
            ("https://example.com/gov-ntruss.com", None),
            ("https://example.com\\@ntruss.com", None),
            ("https://ntruss.com@example.com", None),
            ("gov", None),
            ("https://", None),
            ("한글", None),
        ] {
            assert_eq!(zone_of(&host_of(url)), zone, "{url}");
            assert!(!host_of(url).contains("test-secret"));
        }
    }
}
