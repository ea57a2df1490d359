//! A CONNECT of our own. The HTTP library tells no status of a proxy apart but 407, and not what a
//! proxy would accept in place of a password.

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use reqwest::Url;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::ProxyUrl;
use crate::Endpoint;

/// The longest head of a response that is read.
const MAX_HEAD: usize = 16 * 1024;

/// What a proxy responds to the request for a tunnel to a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TunnelResponse {
    /// The HTTP status; 2xx opens the tunnel.
    pub status: u16,
    /// How the proxy wants users to authenticate, such as `Basic` or `NTLM`.
    pub schemes: Vec<String>,
}

impl ProxyUrl {
    /// Asks the proxy for a tunnel to that service and closes it again; nothing is sent through it.
    ///
    /// `None` where no tunnel is needed, for plain `http`, and for a proxy that is itself reached
    /// over `https`. There is no time limit.
    ///
    /// # Errors
    ///
    /// When the proxy cannot be reached, or responds with what is not HTTP.
    pub async fn try_tunnel(&self, endpoint: &Endpoint) -> io::Result<Option<TunnelResponse>> {
        let target = Url::parse(endpoint.origin()).map_err(io::Error::other)?;
        let (Some(host), Some(port)) = (self.url.host_str(), self.url.port_or_known_default())
        else {
            return Ok(None);
        };
        if target.scheme() != "https" || self.url.scheme() != "http" {
            return Ok(None);
        }
        let host = host.trim_matches(['[', ']']);
        let mut stream = TcpStream::connect((host, port)).await?;
        stream
            .write_all(self.connect_request(&target).as_bytes())
            .await?;
        let mut head = Vec::new();
        while !head.windows(4).any(|end| end == b"\r\n\r\n") && head.len() < MAX_HEAD {
            if stream.read_buf(&mut head).await? == 0 {
                break;
            }
        }
        let response = parse(&String::from_utf8_lossy(&head));
        response.map(Some).ok_or_else(|| {
            io::Error::other("it responds with what is not HTTP, so it is no HTTP proxy")
        })
    }

    fn connect_request(&self, target: &Url) -> String {
        let host = target.host_str().unwrap_or_default();
        let port = target.port_or_known_default().unwrap_or(443);
        let mut request = format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n");
        if self.names_a_user() {
            let mut user = percent_decode_str(self.url.username()).collect::<Vec<u8>>();
            user.push(b':');
            user.extend(percent_decode_str(self.url.password().unwrap_or_default()));
            request += &format!("Proxy-Authorization: Basic {}\r\n", STANDARD.encode(user));
        }
        request + "\r\n"
    }
}

fn parse(head: &str) -> Option<TunnelResponse> {
    let mut lines = head.lines();
    let status = lines.next()?.strip_prefix("HTTP/")?.split(' ').nth(1)?;
    let schemes = lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        let scheme = value.split_whitespace().next()?.trim_end_matches(',');
        let is_scheme = scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let is_wanted = name.eq_ignore_ascii_case("proxy-authenticate") && is_scheme;
        is_wanted.then(|| scheme.to_owned())
    });
    Some(TunnelResponse {
        status: status.trim().parse().ok()?,
        schemes: schemes.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_response_is_read() {
        let of = |head| parse(head).map(|read| (read.status, read.schemes.join(" ")));
        let told = |status, schemes: &str| Some((status, schemes.to_owned()));
        assert_eq!(of("HTTP/1.1 200 OK\r\n\r\n"), told(200, ""));
        assert_eq!(of("HTTP/1.0 407\r\n\r\n"), told(407, ""));
        assert_eq!(
            of(
                "HTTP/1.1 407 x\r\nProxy-Authenticate: Negotiate\r\nproxy-authenticate: Basic realm=\"x\"\r\n\r\n"
            ),
            told(407, "Negotiate Basic")
        );
        for no_http in ["", "SSH-2.0-x\r\n", "HTTP/1.1\r\n", "HTTP/1.1 abc\r\n"] {
            assert_eq!(of(no_http), None, "{no_http}");
        }
    }

    #[test]
    fn user_and_password_are_sent_as_they_were_before_they_were_encoded() {
        let proxy = ProxyUrl::parse("http://CORP%5Cuser:test%23secret@proxy:3128", "x").unwrap();
        let target = Url::parse("https://service.example.com").unwrap();
        let request = proxy.connect_request(&target);
        assert!(request.starts_with("CONNECT service.example.com:443 HTTP/1.1\r\n"));
        let encoded = STANDARD.encode("CORP\\user:test#secret");
        assert!(
            request.contains(&format!("Basic {encoded}\r\n")),
            "{request}"
        );
    }
}
