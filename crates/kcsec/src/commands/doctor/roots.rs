use korea_cloud_security::Settings;
use transport_core::Service;

use super::check::{Check, Verdict};
use crate::context::Context;
use crate::lang::say;

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
        roots.detail += &say!(
            "; ca-certificates 패키지를 설치하거나 --ca-file을 지정하세요",
            "; install the package ca-certificates, or give --ca-file"
        );
    }
    if let Some(own) = own {
        roots.detail += &say!("; 추가: {own}", "; also {own}");
    }
    Check::new(say!("인증서", "certificates"), result, roots.detail)
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
    let mut detail = say!(
        "rustls, 시스템 인증서 {count}개",
        "rustls with {count} certificates of the platform"
    );
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
        detail: say!(
            "rustls, 시스템 인증서 저장소",
            "rustls with the platform's certificate store"
        ),
        is_none: false,
    }
}

#[cfg(not(feature = "rustls"))]
fn platform_roots(_: &Context) -> Platform {
    let detail = match cfg!(feature = "native-tls") {
        true => say!(
            "시스템 TLS 라이브러리와 인증서 저장소",
            "the platform's TLS library with its certificate store"
        ),
        false => say!(
            "이 빌드에는 TLS가 없습니다. rustls나 native-tls feature를 켜세요",
            "this build has no TLS; switch on the feature rustls or native-tls"
        ),
    };
    Platform {
        detail,
        is_none: !cfg!(feature = "native-tls"),
    }
}
