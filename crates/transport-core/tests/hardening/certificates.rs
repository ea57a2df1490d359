//! Certificates that are not trusted: what is wrong, what to do, and no second attempt.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use auth_core::UnsignedSigner;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use transport_core::{CallError, ClientOptions, Effect, ErrorKind};

#[cfg(all(feature = "rustls", target_os = "linux"))]
use crate::routes::in_a_process;
use crate::server::{Done, SUCCESS, call, ok, signed_caller};

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority(name: &str) -> Authority {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn host(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).unwrap()
}

/// A server with that certificate of that authority.
async fn serve(params: CertificateParams, authority: &Authority) -> SocketAddr {
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let tls = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = tls.accept(stream).await else {
                continue;
            };
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(&ok(SUCCESS)).await;
            let _ = stream.shutdown().await;
        }
    });
    address
}

/// A call that trusts that authority, given as a file.
async fn trusting(authority: &Authority, address: SocketAddr) -> Result<Done, CallError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(authority.pem().as_bytes()).unwrap();
    let options = ClientOptions::new().with_ca_file(file.path());
    let endpoint = format!("https://{address}").parse().unwrap();
    let caller = signed_caller(endpoint, &options, Arc::new(UnsignedSigner));
    call(&caller, Effect::Read).await
}

/// As Windows exports and saves them.
#[tokio::test]
async fn a_ca_file_is_read_in_the_forms_that_people_have() {
    let ours = authority("ours");
    let address = serve(host("127.0.0.1"), &ours).await;
    let pem = ours.pem();
    let utf16: Vec<u8> = pem.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (form, content) in [
        ("DER", ours.der().to_vec()),
        ("CRLF", pem.replace('\n', "\r\n").into_bytes()),
        ("a byte order mark", format!("\u{feff}{pem}").into_bytes()),
        ("UTF-16", [b"\xff\xfe".as_slice(), &utf16].concat()),
        (
            "text around it",
            format!("subject=ours\n{pem}\nend").into_bytes(),
        ),
    ] {
        let options = ClientOptions::new().with_root_certificates_pem(content);
        let endpoint = format!("https://{address}").parse().unwrap();
        let caller = signed_caller(endpoint, &options, Arc::new(UnsignedSigner));
        let outcome = call(&caller, Effect::Read).await;
        assert!(outcome.is_ok(), "{form}: {}", outcome.unwrap_err());
    }
}

#[cfg(all(feature = "rustls", target_os = "linux"))]
#[tokio::test]
async fn without_the_platforms_roots_a_ca_file_alone_suffices() {
    let nothing = ["SSL_CERT_FILE", "SSL_CERT_DIR"].map(|name| (name, "/dev/null".to_owned()));
    in_a_process("certificates::on_a_machine_without_roots", &nothing).await;
}

#[cfg(all(feature = "rustls", target_os = "linux"))]
#[tokio::test]
#[ignore = "run by the test above in a process of its own"]
async fn on_a_machine_without_roots() {
    let ours = authority("ours");
    let address = serve(host("127.0.0.1"), &ours).await;
    trusting(&ours, address).await.unwrap();

    // Loopback is trusted no more than another host.
    let endpoint = format!("https://{address}").parse().unwrap();
    let caller = signed_caller(endpoint, &ClientOptions::new(), Arc::new(UnsignedSigner));
    let error = call(&caller, Effect::Bills).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("with_ca_file"), "{error}");
    assert!(!error.outcome_unknown());
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_final_and_says_what_to_do() {
    let (ours, other) = (authority("ours"), authority("another"));
    let address = serve(host("127.0.0.1"), &ours).await;
    trusting(&ours, address).await.unwrap();

    let mut expired = host("127.0.0.1");
    expired.not_before = date_time_ymd(2001, 1, 1);
    expired.not_after = date_time_ymd(2002, 1, 1);
    let mut early = host("127.0.0.1");
    early.not_before = date_time_ymd(2990, 1, 1);
    early.not_after = date_time_ymd(2999, 1, 1);
    #[cfg(feature = "rustls")]
    let authority = {
        let mut params = host("127.0.0.1");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
    };
    let clock = "check this machine's clock; if it is right, the certificate's time is over";
    for (params, trusted, remediation) in [
        (
            host("127.0.0.1"),
            &other,
            "nobody here knows its issuer: where a proxy inspects TLS, give its CA by with_ca_file (kcsec: --ca-file) or SSL_CERT_FILE, or build with the feature native-tls",
        ),
        (expired, &ours, clock),
        (early, &ours, clock),
        (
            host("elsewhere.example.com"),
            &ours,
            "the certificate is for another host: check the endpoint's host name",
        ),
        #[cfg(feature = "rustls")]
        (
            authority,
            &ours,
            "the server shows a CA's certificate as its own: give it one that this CA has issued",
        ),
    ] {
        let address = serve(params, &ours).await;
        let error = trusting(trusted, address).await.err().unwrap();
        let line = error.to_string();
        assert!(line.ends_with(&format!("; {remediation}")), "{line}");
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Connection, 1),
            "{line}"
        );
        assert!(!error.is_retryable());
    }
}
