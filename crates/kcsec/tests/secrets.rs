//! Nothing that `kcsec` prints holds a secret: help, `--verbose`, `doctor`, data and errors,
//! against a service that knows the secrets and against proxies and services that repeat them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    missing_docs,
    unreachable_pub
)]

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use korea_cloud_security::emulator::{Emulator, IntegrityVerdict, JobPace};
use test_support::{
    ACCESS_TOKEN, APPGUARD_APPKEY, INTEGRITY_TOKEN, Leaks, NCP_ACCESS_KEY, NCP_SECRET_KEY,
    NHN_KEY_ID, NHN_SECRET_KEY, PROXY_PASSWORD, SCAN_COOKIE, SCAN_HEADER, SSC_APPKEY, URL_PASSWORD,
};

/// A user whose settings are the marked secrets.
struct User {
    home: tempfile::TempDir,
    settings: Vec<(&'static str, String)>,
}

impl User {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join(".ncloud")).unwrap();
        let keys = format!(
            "[DEFAULT]\nncloud_access_key_id = {}\nncloud_secret_access_key = {}\n",
            NCP_ACCESS_KEY.text, NCP_SECRET_KEY.text
        );
        fs::write(home.path().join(".ncloud/configure"), keys).unwrap();
        let headers = format!(
            "Cookie: a={}\nX-Key: {}\n",
            SCAN_COOKIE.text, SCAN_HEADER.text
        );
        fs::write(home.path().join("headers"), headers).unwrap();
        // The names were forgotten.
        let broken = format!("JSESSIONID={}: x\n", SCAN_COOKIE.text);
        fs::write(home.path().join("broken-headers"), broken).unwrap();
        let settings = [
            ("NHN_CLOUD_USER_ACCESS_KEY_ID", NHN_KEY_ID),
            ("NHN_CLOUD_SECRET_ACCESS_KEY", NHN_SECRET_KEY),
            ("NHN_CLOUD_SSC_APPKEY", SSC_APPKEY),
            ("NHN_CLOUD_APPGUARD_APPKEY", APPGUARD_APPKEY),
        ];
        Self {
            home,
            settings: settings
                .map(|(name, mark)| (name, mark.text.to_owned()))
                .into(),
        }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.settings.push((name, value.into()));
        self
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    /// All that the command prints, to either stream.
    fn run(&self, arguments: &[&str], input: &str) -> String {
        let mut child = Command::new(Path::new(env!("CARGO_BIN_EXE_kcsec")))
            .args(arguments)
            .env_clear()
            .env("HOME", self.home.path())
            .env("RUST_LOG", "trace")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads nothing may have ended.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let streams = [output.stdout, output.stderr];
        streams
            .map(|text| String::from_utf8(text).unwrap())
            .join("\n")
    }

    /// Every command that calls a service, with `--verbose`.
    fn call_everything(&self, leaks: &Leaks, job: &str) -> String {
        let headers = self.path("headers");
        let broken = self.path("broken-headers");
        let url = "https://marked.example.com";
        let two_words = format!("{} again", INTEGRITY_TOKEN.text);
        let commands: [(&[&str], &str); 19] = [
            (
                &[
                    "ssc",
                    "summary",
                    "--region",
                    "KR1",
                    "--from",
                    "2026-01-14",
                    "--to",
                    "2026-01-15",
                ],
                "",
            ),
            (&["ssc", "details", "1"], ""),
            (&["wsc", "jobs"], ""),
            (&["wsc", "search", "--memo", "x"], ""),
            (
                &[
                    "wsc",
                    "create",
                    "--yes",
                    "--url",
                    url,
                    "--header-file",
                    &headers,
                ],
                "",
            ),
            (
                &[
                    "wsc",
                    "create",
                    "--yes",
                    "--url",
                    url,
                    "--header-file",
                    &broken,
                ],
                "",
            ),
            (
                &["wsc", "create", "--yes", "--url", url, "--header-file", "-"],
                SCAN_COOKIE.text,
            ),
            (&["wsc", "cancel", job], ""),
            (&["wsc", "stop", job], ""),
            (&["wsc", "report", job], ""),
            (&["wsc", "report", job, "--output", "json"], ""),
            (&["wsc", "wait", job, "--wait-timeout", "1"], ""),
            (
                &[
                    "appguard",
                    "abnormal",
                    "--date",
                    "yesterday",
                    "--os",
                    "android",
                ],
                "",
            ),
            (
                &["integrity", "token-info", "--app-id", "EXAMPLE"],
                INTEGRITY_TOKEN.text,
            ),
            (
                &["integrity", "token-info", "--app-id", "EXAMPLE"],
                &two_words,
            ),
            (&["token", "issue"], ""),
            (&["token", "revoke"], ACCESS_TOKEN.text),
            (&["doctor"], ""),
            (&["doctor", "--output", "json"], ""),
        ];
        let mut all = String::new();
        for (command, input) in commands {
            let bounds = ["-v", "--timeout", "5", "--max-attempts", "1"];
            let text = self.run(&[command, &bounds].concat(), input);
            leaks.assert_none_in(&command.join(" "), &text);
            all += &text;
        }
        all
    }
}

#[test]
fn no_help_shows_a_secret() {
    let user = User::new().with(
        "KCSEC_ENDPOINT_URL",
        format!("https://{}", URL_PASSWORD.text),
    );
    let mut waiting = vec![vec![]];
    let mut read = 0;
    while let Some(path) = waiting.pop() {
        for flag in ["--help", "-h"] {
            let arguments: Vec<_> = path.iter().map(String::as_str).chain([flag]).collect();
            let help = user.run(&arguments, "");
            assert!(help.contains("Usage"), "{help}");
            Leaks::default().assert_none_in(&arguments.join(" "), &help);
            let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
            for line in commands.take_while(|line| !line.is_empty()) {
                // A description that goes on stands further right.
                let is_name = line.starts_with("  ") && !line.starts_with("   ");
                let name = line
                    .split_whitespace()
                    .next()
                    .filter(|name| *name != "help" && is_name);
                if let (Some(name), "-h") = (name, flag) {
                    waiting.push([path.clone(), vec![name.to_owned()]].concat());
                }
            }
        }
        read += 1;
    }
    assert!(read > 20, "only {read} commands were found");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_command_shows_a_secret_of_a_service_that_knows_it() {
    let emulator = Emulator::builder()
        .credentials(|keys| {
            keys.nhn_user_access_key_id = NHN_KEY_ID.text.to_owned();
            keys.nhn_secret_access_key = NHN_SECRET_KEY.text.to_owned();
            keys.ssc_appkey = SSC_APPKEY.text.to_owned();
            keys.appguard_appkey = APPGUARD_APPKEY.text.to_owned();
            keys.ncp_access_key = NCP_ACCESS_KEY.text.to_owned();
            keys.ncp_secret_key = NCP_SECRET_KEY.text.to_owned();
        })
        .job_pace(JobPace {
            waiting: Duration::ZERO,
            collecting: Duration::ZERO,
            queued: Duration::ZERO,
            scanning: Duration::ZERO,
            stopping: Duration::ZERO,
        })
        .start()
        .await
        .unwrap();
    let user = User::new().with("KCSEC_ENDPOINT_URL", emulator.url());
    let app = emulator.credentials().integrity_app_id;
    let token = emulator.issue_integrity_token(&app, IntegrityVerdict::genuine());
    tokio::task::spawn_blocking(move || {
        let headers = user.path("headers");
        let created = [
            "wsc",
            "create",
            "--yes",
            "--url",
            "https://a.example.com",
            "--header-file",
        ];
        let created = user.run(
            &[&created[..], &[&headers, "--output", "json"]].concat(),
            "",
        );
        let job: String = created
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect();
        let cookies = user.run(&["wsc", "report", &job, "--show-secrets"], "");
        let cookies = cookies
            .lines()
            .find_map(|line| line.split_once("JSESSIONID="))
            .unwrap_or_else(|| panic!("the report was asked to show its secret: {cookies}"))
            .1;
        let leaks = Leaks::default()
            .and("Login_Info", cookies)
            .and("the emulator's integrity token", &token);

        let text = user.call_everything(&leaks, &job);
        assert!(
            text.contains(": transport_core::call::observe: succeeded"),
            "nothing was logged: {text}"
        );
        assert!(text.contains("succeeded"), "no call succeeded: {text}");
        let read = ["integrity", "token-info", "-v", "--app-id", &app];
        // Read, and refused as it is used up.
        for _ in 0..2 {
            leaks.assert_none_in("integrity token-info", &user.run(&read, &token));
        }
    })
    .await
    .unwrap();
}

#[test]
fn no_command_shows_a_secret_that_is_repeated() {
    let leaks = Leaks::default();
    let user = User::new().with("KCSEC_ENDPOINT_URL", format!("http://{}", repeater()));
    let text = user.call_everything(&leaks, "1");
    assert!(text.contains("502"), "nothing was repeated: {text}");

    // Through a proxy that refuses and repeats; the hosts are those of nobody.
    let proxy = format!("http://proxy-user:{}@{}", PROXY_PASSWORD.text, repeater());
    let user = User::new()
        .with("KCSEC_ENDPOINT_URL", "https://service.invalid")
        .with(
            "NCLOUD_METADATA_API_ENDPOINT",
            format!("http://{}", repeater()),
        )
        .with("https_proxy", proxy.as_str())
        .with("http_proxy", proxy);
    user.call_everything(&leaks, "1");
}

#[test]
fn no_command_shows_the_password_of_a_url() {
    let leaks = Leaks::default();
    let url = format!("https://user:{}@service.invalid", URL_PASSWORD.text);
    let user = User::new().with("KCSEC_ENDPOINT_URL", url.as_str());
    let text = user.call_everything(&leaks, "1");
    assert!(text.contains("user name or password"), "{text}");
    let text = User::new().run(&["-v", "wsc", "jobs", "--endpoint-url", &url], "");
    leaks.assert_none_in("--endpoint-url", &text);
    let user = User::new().with("NCLOUD_METADATA_API_ENDPOINT", url);
    leaks.assert_none_in("doctor", &user.run(&["wsc", "jobs", "-v"], ""));
}

/// A server that issues the marked token and answers everything else with an error page that
/// repeats the request.
fn repeater() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || repeat(stream));
        }
    });
    addr
}

fn repeat(mut stream: TcpStream) {
    let request = read(&mut stream);
    let (status, body) = if request.contains("/oauth2/token/create") {
        let token = serde_json::json!({
            "access_token": ACCESS_TOKEN.text, "token_type": "Bearer", "expires_in": 86_400,
        });
        ("200 OK", token.to_string())
    } else if request.starts_with("CONNECT") {
        ("407 Proxy Authentication Required", request)
    } else {
        ("502 Bad Gateway", request)
    };
    let length = body.len();
    // A client that has heard enough has gone.
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{body}"
    );
}

fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer) {
            Ok(count) if count > 0 => bytes.extend_from_slice(&buffer[..count]),
            _ => return String::from_utf8_lossy(&bytes).into_owned(),
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(": "))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.parse().unwrap());
            if body.len() >= length {
                return text;
            }
        }
    }
}
