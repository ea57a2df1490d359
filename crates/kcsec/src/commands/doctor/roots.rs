use korea_cloud_security::Settings;
use transport_core::Service;

use super::check::{Check, Verdict};
use crate::context::Context;

/// Which certificate authorities are trusted.
pub(super) fn check(context: &Context, settings: &Settings, services: &[&Service]) -> Check {
    let mut roots = platform_roots(context);
    let named = context.global.ca_file.as_ref();
    let set = settings.environment().var("KCSEC_CA_FILE").ok().flatten();
    let own = match (named, set) {
        (Some(file), _) => Some(format!("{} (--ca-file)", file.display())),
        (None, Some(file)) => Some(format!("{file} (KCSEC_CA_FILE)")),
        (None, None) => None,
    };
    let uses_tls = services.iter().any(|service| {
        let endpoint = settings.endpoint(service);
        endpoint.is_ok_and(|endpoint| endpoint.as_str().starts_with("https:"))
    });
    let mut result = Verdict::Ok;
    if roots.is_none && own.is_none() && uses_tls {
        result = Verdict::Failed;
        roots.detail += "; install the package ca-certificates, or give --ca-file";
    }
    if let Some(own) = own {
        roots.detail += &format!("; also {own}");
    }
    Check::new("certificates", result, roots.detail)
}

struct Platform {
    detail: String,
    is_none: bool,
}

/// On Linux and the BSDs the platform's roots are files.
#[cfg(all(feature = "rustls", unix, not(target_vendor = "apple")))]
fn platform_roots(context: &Context) -> Platform {
    let found = rustls_native_certs::load_native_certs();
    let count = found.certs.len();
    let mut detail = format!("rustls with {count} certificates of the platform");
    for name in ["SSL_CERT_FILE", "SSL_CERT_DIR"] {
        if let Ok(Some(path)) = context.environment.var(name) {
            detail += &format!(" ({name}={path})");
        }
    }
    if let Some(error) = found.errors.first() {
        detail += &format!("; {error}");
    }
    Platform {
        detail,
        is_none: count == 0,
    }
}

#[cfg(all(feature = "rustls", not(all(unix, not(target_vendor = "apple")))))]
fn platform_roots(_: &Context) -> Platform {
    Platform {
        detail: "rustls with the platform's certificate store".to_owned(),
        is_none: false,
    }
}

#[cfg(not(feature = "rustls"))]
fn platform_roots(_: &Context) -> Platform {
    let detail = match cfg!(feature = "native-tls") {
        true => "the platform's TLS library with its certificate store",
        false => "this build has no TLS; switch on the feature rustls or native-tls",
    };
    Platform {
        detail: detail.to_owned(),
        is_none: !cfg!(feature = "native-tls"),
    }
}
