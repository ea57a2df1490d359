//! What reqwest says went wrong, without the URL, which may hold an Appkey.

use std::error::Error;

use super::proxy::ProxyUrl;
use super::{TransportError, TransportErrorKind};

/// Why no response came; `proxy` is the one that the request went through.
pub(super) fn failed(error: reqwest::Error, proxy: Option<&ProxyUrl>) -> TransportError {
    let error = error.without_url();
    let cause = innermost(&error);
    if error.is_builder() {
        return TransportError::new(TransportErrorKind::Configuration, cause);
    }
    if !error.is_connect() {
        return TransportError::new(TransportErrorKind::Interrupted, cause);
    }
    if let Some(remediation) = certificate_remediation(&cause) {
        return TransportError::new(TransportErrorKind::Untrusted, cause)
            .with_remediation(remediation);
    }
    if let Some(remediation) = handshake_remediation(&cause) {
        return TransportError::new(TransportErrorKind::Connect, cause)
            .with_remediation(remediation);
    }
    let Some(proxy) = proxy else {
        return TransportError::new(TransportErrorKind::Connect, cause);
    };
    let is = |text: &str| {
        causes(&error)
            .iter()
            .any(|cause| cause.to_string().contains(text))
    };
    if is("proxy authorization required") {
        return proxy_rejects_credentials(Some(proxy));
    }
    if is("tunnel error: unsuccessful") {
        let message = format!("the proxy {proxy} declines to connect there");
        return TransportError::new(TransportErrorKind::Connect, message)
            .through(proxy, "")
            .with_remediation("ask whoever runs the proxy, or exempt the host with NO_PROXY");
    }
    let message = if error.is_timeout() {
        format!("it took too long through the proxy {proxy}")
    } else {
        format!("the proxy {proxy} fails: {cause}")
    };
    TransportError::new(TransportErrorKind::Connect, message)
        .through(proxy, cause)
        .with_remediation("check the proxy's URL and that it can be reached")
}

/// A proxy responded with 407: asking again may lock the account.
pub(super) fn proxy_rejects_credentials(proxy: Option<&ProxyUrl>) -> TransportError {
    let (message, remediation) = match proxy {
        Some(proxy) if proxy.names_a_user() => (
            format!("the proxy {proxy} rejects its user or password (HTTP 407)"),
            "check them in the proxy's URL; 'kcsec doctor' tells what the proxy accepts",
        ),
        Some(proxy) => (
            format!("the proxy {proxy} wants a user and a password (HTTP 407)"),
            "give them in the proxy's URL; 'kcsec doctor' tells what the proxy accepts",
        ),
        None => (
            "a proxy on the way wants a user and a password (HTTP 407)".to_owned(),
            "ask whoever runs the network",
        ),
    };
    let error = TransportError::new(TransportErrorKind::ProxyAuthentication, message)
        .with_remediation(remediation);
    match proxy {
        Some(proxy) => error.through(proxy, ""),
        None => error,
    }
}

/// The innermost cause, which says most, without the URL.
pub(super) fn innermost(error: &reqwest::Error) -> String {
    causes(error)
        .last()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// The error and all that stands behind it.
fn causes(error: &reqwest::Error) -> Vec<&(dyn Error + 'static)> {
    let mut cause: &(dyn Error + 'static) = error;
    let mut causes = vec![cause];
    while let Some(deeper) = cause.source() {
        causes.push(deeper);
        cause = deeper;
    }
    causes
}

/// What to do if it is the certificate that is not trusted, in the words of rustls or OpenSSL.
fn certificate_remediation(cause: &str) -> Option<&'static str> {
    let cause = cause.to_ascii_lowercase();
    if !cause.contains("certificate") {
        return None;
    }
    let is = |texts: &[&str]| texts.iter().any(|text| cause.contains(text));
    Some(
        if is(&["notvalidyet", "not valid yet", "not yet valid", "expired"]) {
            "check this machine's clock; if it is right, the certificate's time is over"
        } else if is(&["notvalidforname", "hostname mismatch", "not valid for name"]) {
            "the certificate is for another host: check the endpoint's host name"
        } else if is(&["causedasendentity"]) {
            "the server shows a CA's certificate as its own: give it one that this CA has issued"
        } else if is(&[
            "unknownissuer",
            "local issuer",
            "self-signed",
            "self signed",
            "unknown authority",
        ]) {
            "nobody here knows its issuer: where a proxy inspects TLS, give its CA by with_ca_file (kcsec: --ca-file) or SSL_CERT_FILE, or build with the feature native-tls"
        } else {
            "check the certificate of the host, and for a proxy that inspects TLS; a build with the feature native-tls accepts more kinds"
        },
    )
}

/// What to do if no TLS could be agreed on, in the words of rustls or OpenSSL.
fn handshake_remediation(cause: &str) -> Option<&'static str> {
    let is = |texts: &[&str]| texts.iter().any(|text| cause.contains(text));
    if is(&["InvalidContentType", "wrong version number"]) {
        return Some(
            "what responds there speaks no TLS: check scheme and port of the endpoint, and for a proxy that answers in its place",
        );
    }
    is(&[
        "ProtocolVersion",
        "HandshakeFailure",
        "unsupported protocol",
        "handshake failure",
    ])
    .then_some(
        "TLS 1.2 or 1.3 is needed: check the endpoint, and for an old gateway or proxy in between",
    )
}

#[cfg(test)]
mod tests {
    use super::{certificate_remediation, handshake_remediation};

    #[test]
    fn what_speaks_no_tls_or_an_old_one_is_told() {
        for (cause, named) in [
            (
                "received corrupt message of type InvalidContentType",
                "no TLS",
            ),
            (
                "error:0A00010B:SSL routines:ssl3_get_record:wrong version number",
                "no TLS",
            ),
            ("received fatal alert: ProtocolVersion", "TLS 1.2"),
            ("received fatal alert: HandshakeFailure", "TLS 1.2"),
        ] {
            let remediation = handshake_remediation(cause).unwrap();
            assert!(remediation.contains(named), "{cause}: {remediation}");
        }
        assert_eq!(handshake_remediation("connection refused"), None);
    }

    /// Those of rustls are met in the tests with sockets.
    #[test]
    fn the_words_of_openssl_are_understood_too() {
        for (cause, named) in [
            (
                "certificate verify failed: unable to get local issuer certificate",
                "native-tls",
            ),
            ("certificate verify failed: self-signed certificate", "CA"),
            (
                "certificate verify failed: certificate has expired",
                "clock",
            ),
            (
                "certificate verify failed: certificate is not yet valid",
                "clock",
            ),
            ("certificate verify failed: hostname mismatch", "host name"),
            (
                "invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))",
                "issued",
            ),
        ] {
            let remediation = certificate_remediation(cause).unwrap();
            assert!(remediation.contains(named), "{cause}: {remediation}");
        }
        assert_eq!(certificate_remediation("connection refused"), None);
    }
}
