use std::net::{IpAddr, Ipv4Addr};

use reqwest::Url;

/// The hosts that `NO_PROXY` exempts, as curl, Go and Python read it.
#[derive(Default)]
pub(super) struct NoProxy(Vec<Entry>);

struct Entry {
    hosts: Hosts,
    port: Option<u16>,
}

enum Hosts {
    All,
    /// A domain and all below it.
    Domain(String),
    /// What begins so: `10.`.
    Prefix(String),
    /// Addresses that agree in so many bits.
    Network(IpAddr, u8),
}

impl NoProxy {
    /// Reads the list; entries are parted by commas, semicolons or white space. Quotes are what
    /// `docker --env-file` leaves of a quoted list.
    pub(super) fn parse(list: &str) -> Self {
        let separates = |c: char| matches!(c, ',' | ';' | '"' | '\'') || c.is_whitespace();
        let entries = list.split(separates).filter(|entry| !entry.is_empty());
        Self(
            entries
                .map(|entry| Entry::parse(&entry.to_ascii_lowercase()))
                .collect(),
        )
    }

    pub(super) fn matches(&self, url: &Url) -> bool {
        let Some(host) = url.host_str() else {
            return false;
        };
        let host = host.trim_matches(['[', ']']).trim_end_matches('.');
        let port = url.port_or_known_default();
        self.0.iter().any(|entry| {
            entry.hosts.contain(host) && entry.port.is_none_or(|only| Some(only) == port)
        })
    }
}

impl Entry {
    fn parse(text: &str) -> Self {
        // A URL in the place of a host.
        let text = text.split_once("://").map_or(text, |(_, rest)| rest);
        let text = text.trim_end_matches('/');
        // A bare IPv6 address holds colons of its own.
        let is_address = text
            .split('/')
            .next()
            .is_some_and(|text| text.parse::<IpAddr>().is_ok());
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !is_address => match port.parse() {
                Ok(port) => (host, Some(port)),
                Err(_) => (text, None),
            },
            _ => (text, None),
        };
        let host = host.trim_matches(['[', ']']);
        Self {
            hosts: Hosts::parse(host),
            port,
        }
    }
}

impl Hosts {
    fn parse(host: &str) -> Self {
        let (address, bits) = match host.split_once('/') {
            Some((address, bits)) => (address.trim_end_matches(']'), bits_of(bits)),
            None => (host, None),
        };
        if let Ok(address) = address.parse::<IpAddr>() {
            return Self::Network(address.to_canonical(), bits.unwrap_or(u8::MAX));
        }
        if host == "*" {
            return Self::All;
        }
        if let Some(prefix) = host.strip_suffix('*') {
            return Self::Prefix(prefix.to_owned());
        }
        let domain = host.trim_start_matches('*').trim_matches('.');
        Self::Domain(domain.to_owned())
    }

    fn contain(&self, host: &str) -> bool {
        match self {
            Self::All => true,
            Self::Domain(domain) => {
                !domain.is_empty()
                    && host
                        .strip_suffix(domain.as_str())
                        .is_some_and(|below| below.is_empty() || below.ends_with('.'))
            }
            Self::Prefix(prefix) => host.starts_with(prefix.as_str()),
            Self::Network(network, bits) => host
                .parse::<IpAddr>()
                .is_ok_and(|address| agree(*network, address.to_canonical(), *bits)),
        }
    }
}

/// How many bits of a network count: a number, or a mask.
fn bits_of(text: &str) -> Option<u8> {
    let of_mask = |mask: Ipv4Addr| u8::try_from(mask.to_bits().leading_ones()).ok();
    text.parse().ok().or_else(|| of_mask(text.parse().ok()?))
}

/// Whether two addresses of one family agree in their first bits.
fn agree(one: IpAddr, other: IpAddr, bits: u8) -> bool {
    let (one, other, width) = match (one, other) {
        (IpAddr::V4(one), IpAddr::V4(other)) => {
            (u128::from(one.to_bits()), u128::from(other.to_bits()), 32)
        }
        (IpAddr::V6(one), IpAddr::V6(other)) => (one.to_bits(), other.to_bits(), 128),
        _ => return false,
    };
    let rest = width - u32::from(bits).min(width);
    (one ^ other).checked_shr(rest).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_form_is_understood() {
        for (list, url, matches) in [
            ("*", "https://any.example.com", true),
            ("example.com", "https://example.com", true),
            ("example.com", "https://a.example.com", true),
            ("example.com", "https://badexample.com", false),
            (".example.com", "https://a.example.com", true),
            (".example.com", "https://example.com", true),
            ("*.example.com", "https://a.b.example.com", true),
            ("EXAMPLE.com", "https://example.COM", true),
            ("example.com.", "https://example.com", true),
            ("example.com:443", "https://example.com", true),
            ("example.com:8443", "https://example.com", false),
            ("a.b, example.com", "https://example.com", true),
            ("a.b;example.com", "https://example.com", true),
            ("a.b example.com", "https://example.com", true),
            ("10.0.0.0/8", "https://10.1.2.3", true),
            ("10.0.0.0/8", "https://11.1.2.3", false),
            ("192.168.1.1", "https://192.168.1.1", true),
            ("192.168.1.1", "https://192.168.1.11", false),
            ("10.*", "https://10.1.2.3", true),
            ("0.0.0.0/0", "https://8.8.8.8", true),
            ("[fd00::1]", "https://[fd00::1]", true),
            ("[fd00::1]:8443", "https://[fd00::1]:8443", true),
            ("[fd00::1]:8443", "https://[fd00::1]", false),
            ("fd00::1", "https://[fd00::1]", true),
            ("fd00::/8", "https://[fd12::1]", true),
            ("fd00::/8", "https://[fe80::1]", false),
            ("10.0.0.0/255.0.0.0", "https://10.1.2.3", true),
            ("10.0.0.0/255.255.0.0", "https://10.1.2.3", false),
            ("http://example.com/", "https://a.example.com", true),
            ("https://example.com:8443", "https://example.com", false),
            ("\"localhost,example.com\"", "https://example.com", true),
            ("", "https://example.com", false),
            (",,", "https://example.com", false),
            (".", "https://example.com", false),
        ] {
            let url = url.parse().unwrap();
            assert_eq!(NoProxy::parse(list).matches(&url), matches, "{list} {url}");
        }
    }
}
