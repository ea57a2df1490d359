//! Which URLs may be scanned or left out, judged by their text alone: no name is resolved.

use std::net::{Ipv4Addr, Ipv6Addr};

use ::url::{Host, Url};

const EXAMPLE: &str = "give one such as https://www.example.com";

/// Reads an http or https URL that a browser accepts and that names no user.
pub(super) fn parse(url: &str) -> Result<Url, String> {
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        let (start, rest) = url.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    let Some(rest) = rest else {
        return Err(format!("is not an http or https URL; {EXAMPLE}"));
    };
    if url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(
            "holds white space or a control character; encode it as %20 and the like".to_owned(),
        );
    }
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if authority.contains('@') {
        // The job keeps its URLs and shows them to everyone who may list jobs.
        return Err(
            "holds a user or a password; leave them out, and log the scan in by Headers".to_owned(),
        );
    }
    if authority.is_empty() || authority.starts_with(':') {
        return Err(format!("names no host; {EXAMPLE}"));
    }
    if rest
        .split(['?', '#'])
        .next()
        .is_some_and(|before| before.contains('\\'))
    {
        // Browsers take it for a slash, other programs for a part of the user's name.
        return Err("holds a backslash; write / in its place, or %5C".to_owned());
    }
    let url = Url::parse(url)
        .map_err(|error| format!("is not a URL that browsers accept ({error}); {EXAMPLE}"))?;
    let is_name = |name: &str| {
        let name = name.strip_suffix('.').unwrap_or(name);
        name.len() <= 253 && name.split('.').all(|label| matches!(label.len(), 1..=63))
    };
    if matches!(url.host(), Some(Host::Domain(name)) if !is_name(name)) {
        return Err(format!(
            "names a host that cannot be (an empty or endless part); {EXAMPLE}"
        ));
    }
    if url.port() == Some(0) {
        return Err(format!(
            "names the port 0, on which nothing listens; {EXAMPLE}"
        ));
    }
    Ok(url)
}

/// Rejects hosts that no scanner outside the user's network can mean: private, link-local and
/// reserved addresses, and names of one label.
pub(super) fn check_public(url: &Url) -> Result<(), String> {
    let problem = match url.host() {
        Some(Host::Domain(name)) => name_problem(name),
        Some(Host::Ipv4(address)) => ipv4_problem(address),
        Some(Host::Ipv6(address)) => ipv6_problem(address),
        None => Some("no host"),
    };
    match problem {
        Some(problem) => Err(format!(
            "names {problem}, which the service cannot reach; {EXAMPLE}, or allow private targets"
        )),
        None => Ok(()),
    }
}

fn name_problem(name: &str) -> Option<&'static str> {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let Some((_, last)) = name.rsplit_once('.') else {
        return Some("a host without a dot");
    };
    match last {
        "localhost" | "localdomain" => Some("this machine"),
        // `.local` of mDNS; what is reserved for private networks, and what stays undelegated.
        "local" | "internal" | "intranet" | "lan" | "private" | "corp" | "home" | "svc" => {
            Some("a host of a private network")
        }
        // Below `.arpa` are no web sites, and `.home.arpa` is a private network.
        "arpa" => Some("a host of a private network"),
        "onion" | "i2p" => Some("a host that the public DNS does not have"),
        _ => None,
    }
}

fn ipv4_problem(address: Ipv4Addr) -> Option<&'static str> {
    let [a, b, c, _] = address.octets();
    match (a, b, c) {
        _ if address.is_loopback() => Some("this machine"),
        _ if address.is_private() => Some("a private address"),
        (100, 64..=127, _) => Some("a private address"),
        _ if address.is_link_local() => Some("a link-local address"),
        (0 | 240..=255, ..) | (192, 0, 0) | (192, 88, 99) | (198, 18 | 19, _) => {
            Some("a reserved address")
        }
        _ if address.is_multicast() || address.is_documentation() => Some("a reserved address"),
        _ => None,
    }
}

fn ipv6_problem(address: Ipv6Addr) -> Option<&'static str> {
    let segments = address.segments();
    let embedded = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        ipv4_problem(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        [0, 0, 0, 0, 0, 0, 0, 1] => Some("this machine"),
        // IPv4-mapped, IPv4-compatible, translated by NAT64, and 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            embedded(high, low)
        }
        [0x2002, high, low, ..] => embedded(high, low),
        [0xfe80..=0xfebf, ..] => Some("a link-local address"),
        [0xfc00..=0xfdff | 0xfec0..=0xfeff, ..] => Some("a private address"),
        // All unicast addresses that are in use begin with the bits 001.
        [0x2000..=0x3fff, ..] => match segments {
            [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] | [0x2001, 0..=0x1ff, ..] => {
                Some("a reserved address")
            }
            _ => None,
        },
        _ => Some("a reserved address"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_and_https_with_a_host_pass() {
        for good in [
            "https://www.ncloud.com",
            "HTTP://shop.example.com:8080/a?b=c#d",
            "https://한글.example/경로",
            "http://[::1]/",
            "https://host/@user?a@b#c@d",
            "https://shop.test",
        ] {
            assert!(parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "www.ncloud.com",
            "ftp://host",
            "javascript:alert(1)",
            "https://",
            "https:///path",
            "https://:443/",
            "http://?q",
            "https://host/a b",
            "https://host/\n",
            "https:/host",
            "한글",
            "https://user@host",
            "https://user:test-secret@host",
            "https://@host",
            "https://a@b@host/",
            "http://foo:-80/",
            "http://foo:99999/",
            "http://foo.example:0/",
            "http://a..example/",
            "http://.example.com/",
            "http://example.com../",
            "http://shop.example.com\\@127.0.0.1/",
            "http://[www.example.com]/",
            "http://ho%00st/",
            "http://ho%20st/",
            "http://a<b/",
            "http://a^b/",
            "http://1.2.3.4.5/",
            "http://256.256.256.256/",
            "http://0x100000000/",
            "http://[::1/",
            "http://[1::2::3]/",
            "https://xn--/",
            "https://\u{ad}/",
            "https://%EF%BF%BD/",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn hosts_that_are_not_on_the_internet_are_told_from_those_that_are() {
        for private in [
            "localhost",
            "LOCALHOST.",
            "app.localhost",
            "intranet",
            "printer.local",
            "vm.c.internal",
            "nas.home.arpa",
            "1.0.0.127.in-addr.arpa",
            "localhost.localdomain",
            "wiki.corp",
            "nas.home",
            "app.private",
            "kubernetes.default.svc",
            "hidden.onion",
            "192.88.99.1",
            "127.0.0.1.",
            "2130706433.",
            "127.0.0.1",
            "127.1",
            "0x7f000001",
            "2130706433",
            "0177.0.0.1",
            "１２７.０.０.１",
            "%31%32%37.0.0.1",
            "0.0.0.0",
            "10.0.0.7",
            "172.16.0.1",
            "192.168.0.1",
            "100.64.0.1",
            "169.254.169.254",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[::ffff:10.0.0.1]",
            "[::7f00:1]",
            "[64:ff9b::169.254.169.254]",
            "[2002:a00:1::]",
            "[fe80::1]",
            "[fd00::1]",
            "[fec0::1]",
            "[ff02::1]",
            "[2001:db8::1]",
            "[100::1]",
        ] {
            let url = parse(&format!("http://{private}/")).unwrap();
            assert!(check_public(&url).is_err(), "{private}");
        }
        for public in [
            "www.example.com",
            "shop.example",
            "shop.test",
            "한글.한국",
            "example.com.",
            "8.8.8.8",
            "172.32.0.1",
            "[2001:4860:4860::8888]",
            "[::ffff:8.8.8.8]",
        ] {
            let url = parse(&format!("http://{public}/")).unwrap();
            assert_eq!(check_public(&url), Ok(()), "{public}");
        }
    }
}
