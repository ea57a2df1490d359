//! The TLS library and the roots it trusts; without a TLS feature there are neither, and only
//! plain `http` to loopback is left.

#[cfg(any(feature = "rustls", feature = "native-tls"))]
use auth_core::decode_settings;
use reqwest::ClientBuilder;

use crate::ConfigError;

/// Whether `https` can be spoken, if that is what is asked for; or else what to do about it.
pub(super) fn check(is_https: bool) -> Result<(), &'static str> {
    if !is_https || cfg!(any(feature = "rustls", feature = "native-tls")) {
        return Ok(());
    }
    Err(
        "https needs TLS, and this build has none; switch on the feature rustls or native-tls of korea-cloud-security or of the service's crate",
    )
}

/// Windows exports certificates in DER too, and its editors write UTF-16 and byte order marks.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn read(bundle: &[u8]) -> reqwest::Result<Vec<reqwest::Certificate>> {
    match bundle {
        [0x30, 0x82, ..] => reqwest::Certificate::from_der(bundle).map(|one| vec![one]),
        _ => reqwest::Certificate::from_pem_bundle(decode_settings(bundle).as_bytes()),
    }
}

/// Certificates trusted besides the platform's.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[derive(Clone)]
pub(super) struct ExtraRoots(Vec<reqwest::Certificate>);

#[cfg(any(feature = "rustls", feature = "native-tls"))]
impl ExtraRoots {
    pub(super) fn from_pem(bundles: &[Vec<u8>]) -> Result<Self, ConfigError> {
        let mut roots = Vec::new();
        for bundle in bundles {
            match read(bundle) {
                Ok(read) if !read.is_empty() => roots.extend(read),
                _ => {
                    return Err(ConfigError::new(
                        "no CA certificate can be read; give PEM (-----BEGIN CERTIFICATE-----) or DER",
                    ));
                }
            }
        }
        Ok(Self(roots))
    }

    /// Chooses the TLS library explicitly, so that another crate's feature cannot switch it.
    pub(super) fn apply(&self, builder: ClientBuilder, rootless: bool) -> ClientBuilder {
        #[cfg(feature = "rustls")]
        let builder = builder.tls_backend_rustls();
        #[cfg(not(feature = "rustls"))]
        let builder = builder.tls_backend_native();
        if rootless {
            // Plain http and this machine need no roots, and must work where there are none.
            builder.tls_certs_only(self.0.iter().cloned())
        } else {
            builder.tls_certs_merge(self.0.iter().cloned())
        }
    }
}

/// Nothing: there is no TLS to trust anyone by.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
#[derive(Clone)]
pub(super) struct ExtraRoots;

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
impl ExtraRoots {
    pub(super) fn from_pem(bundles: &[Vec<u8>]) -> Result<Self, ConfigError> {
        if bundles.is_empty() {
            return Ok(Self);
        }
        Err(ConfigError::new(
            "root certificates need the feature rustls or native-tls",
        ))
    }

    pub(super) fn apply(&self, builder: ClientBuilder, _: bool) -> ClientBuilder {
        builder
    }
}
