//! Which hosts are reached, how, and what the machine's proxy and certificates have to do with it.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use auth_core::UnsignedSigner;
use bytes::Bytes;
use http::Request;
use tokio::net::TcpSocket;
use transport_core::http::{SendOptions, TransportErrorKind};
use transport_core::{CallOptions, ClientOptions, Effect, Endpoint, ErrorKind};

use crate::server::{Reply, SUCCESS, Server, call, caller, caller_with, ok, signed_caller};

/// A documentation address: nobody has it.
const NOBODY: &str = "http://192.0.2.1";

fn dead_proxy() -> ClientOptions {
    ClientOptions::new().with_proxy("http://user:test-secret@127.0.0.1:9")
}

#[tokio::test]
async fn loopback_is_reached_past_a_proxy_that_is_set() {
    let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    for effect in [Effect::Read, Effect::Consumes, Effect::Bills] {
        call(&caller_with(&server, &dead_proxy()), effect)
            .await
            .unwrap();
    }
    let named: Endpoint = format!("http://localhost:{}", server.address.port())
        .parse()
        .unwrap();
    let caller = signed_caller(named, &dead_proxy(), Arc::new(UnsignedSigner));
    call(&caller, Effect::Read).await.unwrap();
}

#[tokio::test]
async fn other_hosts_are_reached_through_the_proxy_unless_it_must_be_direct() {
    let proxy = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    let options = ClientOptions::new()
        .with_proxy(proxy.endpoint().to_string())
        .with_connect_timeout(Duration::from_millis(100));
    let endpoint = Endpoint::allowing_plain_http(NOBODY).unwrap();
    let caller = signed_caller(endpoint, &options, Arc::new(UnsignedSigner));
    call(&caller, Effect::Read).await.unwrap();
    assert_eq!(proxy.received()[0].target(), "http://192.0.2.1/echo");

    let mut request = Request::new(Bytes::new());
    *request.uri_mut() = format!("{NOBODY}/echo").parse().unwrap();
    let direct = SendOptions {
        no_proxy: true,
        ..SendOptions::default()
    };
    let outcome = options.transport().unwrap().send(request, direct).await;
    assert_eq!(outcome.unwrap_err().kind(), TransportErrorKind::Connect);
    assert_eq!(proxy.received().len(), 1);
}

#[test]
fn plain_http_to_another_host_needs_its_own_word() {
    for refused in [
        NOBODY,
        "http://example.com",
        "http://localhost.example.com",
        "http://127.0.0.1.nip.io",
    ] {
        assert!(refused.parse::<Endpoint>().is_err(), "{refused}");
        assert!(Endpoint::allowing_plain_http(refused).is_ok());
    }
}

#[test]
fn a_proxy_that_cannot_be_read_is_a_configuration_error_without_its_password() {
    let options = ClientOptions::new().with_proxy("http://user:test-secret@[bad");
    let error = options.transport().unwrap_err().to_string();
    assert!(!error.contains("test-secret"), "{error}");
    assert!(!format!("{:?}", dead_proxy()).contains("test-secret"));
}

#[test]
fn root_certificates_that_are_none_are_a_configuration_error() {
    for pem in ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAA\n"] {
        let options = ClientOptions::new().with_root_certificates_pem(pem);
        assert!(options.transport().is_err(), "{pem}");
    }
}

#[tokio::test(start_paused = true)]
async fn connecting_takes_ten_seconds_at_most() {
    // A queue of one that is full: further connections hang.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    for _ in 0..4 {
        waiting.push(tokio::spawn(tokio::net::TcpStream::connect(address)));
        tokio::task::yield_now().await;
    }
    let endpoint = format!("http://{address}").parse().unwrap();
    let caller = signed_caller(endpoint, &ClientOptions::new(), Arc::new(UnsignedSigner))
        .with_call_options(CallOptions::new().with_max_attempts(1));
    // Where less time is left, a billed call knows before its end that it never connected.
    for seconds in [1, 8] {
        let limits = CallOptions::new().with_timeout(Duration::from_secs(seconds));
        let hurried = caller.clone().with_call_options(limits);
        let error = call(&hurried, Effect::Bills).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
        assert!(!error.outcome_unknown(), "{error}");
    }
    let began = tokio::time::Instant::now();
    let error = call(&caller, Effect::Bills).await.unwrap_err();
    assert_eq!(
        (error.kind(), began.elapsed().as_secs()),
        (ErrorKind::Connection, 10)
    );
    assert!(!error.outcome_unknown());
}

/// Runs one ignored test in a process of its own, with that environment.
pub async fn in_a_process(test: &'static str, environment: &[(&'static str, String)]) {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", test, "--ignored", "--nocapture"]);
    child.envs(environment.iter().map(|(name, value)| (name, value)));
    let output = tokio::task::spawn_blocking(move || child.output())
        .await
        .unwrap()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains("1 passed"),
        "{told}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[tokio::test]
async fn neither_the_environments_proxy_nor_missing_certificates_matter_on_loopback() {
    // It would answer, if it were asked.
    let proxy = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    let url = proxy.endpoint().to_string();
    let mut environment = vec![
        ("SSL_CERT_FILE", "/dev/null".to_owned()),
        ("SSL_CERT_DIR", "/dev/null".to_owned()),
    ];
    for name in [
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        environment.push((name, url.clone()));
    }
    in_a_process("routes::on_a_hostile_machine", &environment).await;
    // Only the call to another host came this way.
    let targets: Vec<_> = proxy
        .received()
        .iter()
        .map(|r| r.target().to_owned())
        .collect();
    assert_eq!(targets, ["http://192.0.2.1/echo"]);
}

#[tokio::test]
#[ignore = "run by the test above in a process of its own"]
async fn on_a_hostile_machine() {
    let server = Server::always(|| Reply::Keep(ok(SUCCESS))).await;
    for effect in [Effect::Read, Effect::Consumes, Effect::Bills] {
        call(&caller(&server), effect).await.unwrap();
    }
    assert_eq!(server.received().len(), 3);

    // Plain http elsewhere takes the proxy, and needs no certificates either.
    let endpoint = Endpoint::allowing_plain_http(NOBODY).unwrap();
    let plain = signed_caller(endpoint, &ClientOptions::new(), Arc::new(UnsignedSigner));
    call(&plain, Effect::Read).await.unwrap();

    // The metadata service is asked directly: whoever else answered would hand out credentials.
    #[cfg(feature = "ncp")]
    {
        use auth_core::{FixedEnvironment, MetadataSource as _};
        let environment = FixedEnvironment::new().with_var("NCLOUD_METADATA_API_ENDPOINT", NOBODY);
        let source = transport_core::HttpMetadataSource::from_environment(&environment).unwrap();
        // Nobody answers there; the second that is given to connecting need not pass.
        tokio::time::pause();
        assert_eq!(source.get("/latest").await.unwrap(), None);
        tokio::time::resume();
    }

    // https elsewhere cannot be trusted without certificates: nothing is sent. OpenSSL finds that
    // out only once it is connected.
    #[cfg(feature = "rustls")]
    {
        let endpoint = "https://192.0.2.1".parse().unwrap();
        let https = signed_caller(endpoint, &ClientOptions::new(), Arc::new(UnsignedSigner));
        let error = call(&https, Effect::Bills).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("CA certificates"), "{error}");
        assert!(!error.outcome_unknown());
    }
}

/// `cargo test -p transport-core --no-default-features`
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
#[test]
fn without_tls_there_is_no_client_that_could_never_work() {
    use transport_core::ApiClient;

    let built = |url: &str, options: &ClientOptions| {
        let endpoint = Endpoint::allowing_plain_http(url).unwrap();
        ApiClient::new(endpoint, Arc::new(UnsignedSigner), options)
    };
    let options = ClientOptions::new();
    let shared = ClientOptions::new().with_transport(options.transport().unwrap());
    for options in [&options, &shared] {
        let error = built("https://192.0.2.1", options).unwrap_err().to_string();
        for named in ["rustls", "native-tls", "korea-cloud-security"] {
            assert!(error.contains(named), "{error}");
        }
        assert!(built("http://192.0.2.1", options).is_ok());
    }
}
