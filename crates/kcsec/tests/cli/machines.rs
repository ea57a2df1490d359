//! The machines and networks that users have: what the tool says where a setting, a file or a proxy
//! is not as it should be. Each message is reviewed as a snapshot.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::{Done, World, bare, done, with_input};
use korea_cloud_security::emulator::Operation;

const JOBS: &str = "wsc jobs --limit 1 -q --output ndjson";
const SUMMARY: &str = "ssc summary --region KR1 --from yesterday --to today -q --output ndjson";

/// The messages of a kind of mistake, one a line.
struct Messages(String);

impl Messages {
    fn new() -> Self {
        Self(String::new())
    }

    #[track_caller]
    fn add(&mut self, case: &str, mut command: Command, status: i32, hidden: &[(&str, &str)]) {
        let done = done(&mut command).expect(status);
        let mut line = done.error_line().to_owned();
        for (text, shown) in hidden {
            line = line.replace(text, shown);
        }
        assert!(!line.contains("test-secret"), "{line}");
        self.0 += &format!("{case}: {line}\n");
    }
}

fn with_keys(args: &str) -> Command {
    let mut command = bare(args);
    command.env("NCLOUD_ACCESS_KEY_ID", "EXAMPLE_ACCESS_KEY");
    command.env("NCLOUD_SECRET_ACCESS_KEY", "EXAMPLE_SECRET_KEY");
    command
}

/// Says this to every connection, and counts them.
struct Speaker {
    address: String,
    heard: Arc<AtomicUsize>,
}

impl Speaker {
    fn saying(reply: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let heard = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                counted.fetch_add(1, Ordering::Relaxed);
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(reply.as_bytes());
            }
        });
        Self { address, heard }
    }

    fn heard(&self) -> usize {
        self.heard.load(Ordering::Relaxed)
    }
}

#[test]
fn keys_of_another_zone_go_nowhere() {
    let mut messages = Messages::new();
    for (case, url, zone) in [
        (
            "gov keys, public zone",
            "https://ncloud.apigw.gov-ntruss.com",
            "public",
        ),
        (
            "fin keys, gov zone",
            "fin-ncloud.apigw.fin-ntruss.com",
            "gov",
        ),
        (
            "a host of one's own",
            "https://user:test-secret@api.example.com",
            "",
        ),
    ] {
        let mut command = with_keys(JOBS);
        command.env("NCLOUD_API_GW", url).env("KCSEC_ZONE", zone);
        messages.add(case, command, 2, &[]);
    }
    insta::assert_snapshot!(messages.0);
}

/// The URL in the environment belongs to keys in the environment.
#[test]
fn the_url_beside_other_keys_says_nothing_of_those_of_a_profile() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let keys = "[default]\nncp_access_key_id = \"A\"\nncp_secret_access_key = \"S\"\n";
    std::fs::write(file.path(), keys).unwrap();
    let mut command = bare(&format!("{JOBS} --max-attempts 1"));
    command.env("KCSEC_CONFIG", file.path());
    command.env("NCLOUD_API_GW", "https://ncloud.apigw.gov-ntruss.com");
    command.env("HTTPS_PROXY", "http://127.0.0.1:9");
    let done = done(&mut command).expect(4);
    assert!(
        done.error_line().contains("https://wsc.apigw.ntruss.com"),
        "{done:?}"
    );
}

/// Each option's file is named where it cannot be used.
#[test]
fn a_ca_file_that_holds_no_certificate_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap();
    let mut messages = Messages::new();
    for content in [
        "",
        "no certificate",
        "-----BEGIN PRIVATE KEY-----\ntest-secret\n",
    ] {
        std::fs::write(file.path(), content).unwrap();
        let command = with_keys(&format!("{JOBS} --ca-file {path}"));
        messages.add("--ca-file", command, 2, &[(path, "[file]")]);
    }
    let mut set = with_keys(JOBS);
    set.env("KCSEC_CA_FILE", "/nonexistent.pem");
    messages.add("KCSEC_CA_FILE", set, 2, &[]);
    insta::assert_snapshot!(messages.0);
}

#[test]
fn what_cannot_be_a_key_is_named_with_its_place() {
    let mut messages = Messages::new();
    for bad in [
        "\"test-secret\"",
        "<Secret Key>",
        "${{ secrets.TEST }}",
        "test-secret\u{200b}",
        "\u{feff}test-secret",
        "test-secret\ntest-secret",
        "test-비밀",
        "YOUR_SECRET_KEY",
        "test-secret;",
        "op://test-secret/key",
    ] {
        let mut command = with_keys(JOBS);
        command.env("NCLOUD_SECRET_ACCESS_KEY", bad);
        messages.add("NAVER Cloud", command, 2, &[]);
    }
    let mut nhn = bare("token issue");
    nhn.env("NHN_CLOUD_USER_ACCESS_KEY_ID", "EXAMPLE");
    nhn.env("NHN_CLOUD_SECRET_ACCESS_KEY", "'test-secret'");
    messages.add("NHN Cloud", nhn, 2, &[]);
    insta::assert_snapshot!(messages.0);
}

/// A home with that content of `~/.ncloud/configure`.
fn in_home(home: &Path, content: impl AsRef<[u8]>) -> Command {
    std::fs::create_dir_all(home.join(".ncloud")).unwrap();
    std::fs::write(home.join(".ncloud/configure"), content).unwrap();
    let mut command = bare(JOBS);
    command.env("HOME", home);
    command
}

#[test]
fn a_file_of_keys_that_cannot_be_read_says_where_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_str().unwrap();
    let hidden = &[(home, "[home]")];
    let mut messages = Messages::new();
    for (case, content) in [
        (
            "CP949 in a key",
            b"ncloud_access_key_id = \xc7\xd1\n".as_slice(),
        ),
        ("a near miss", b"ncloud_acces_key_id = A\n"),
        ("half a pair", b"ncloud_access_key_id = A\n"),
        (
            "other profiles",
            b"[prod]\nncloud_access_key_id = A\n[dev]\n",
        ),
        ("nothing of use", b"region = KR\n"),
    ] {
        messages.add(case, in_home(folder.path(), content), 2, hidden);
    }
    let large = in_home(folder.path(), vec![b'#'; 1024 * 1024 + 1]);
    messages.add("too large", large, 2, hidden);
    insta::assert_snapshot!(messages.0);
}

/// Where there is no home, or none that this user may see, there is no file either.
#[test]
fn odd_homes_hold_nothing() {
    let world = World::new();
    let file = world.home().join("file");
    std::fs::write(&file, "").unwrap();
    for home in [
        "/dev/null",
        "/nonexistent",
        "relative",
        file.to_str().unwrap(),
    ] {
        // Not that of the directory in which it runs either.
        let work = world.home().join("work");
        std::fs::create_dir_all(work.join("relative/.ncloud")).unwrap();
        std::fs::write(
            work.join("relative/.ncloud/configure"),
            "ncloud_access_key_id = A\n",
        )
        .unwrap();
        let mut command = bare(JOBS);
        command.env("HOME", home).current_dir(work);
        let done = done(&mut command).expect(2);
        assert!(
            done.error_line()
                .contains("no NAVER Cloud credentials found"),
            "{done:?}"
        );
    }
}

#[test]
fn a_proxy_that_cannot_be_used_is_named_and_nothing_goes_past_it() {
    let mut messages = Messages::new();
    for url in [
        "http://user:test#secret@proxy:3128",
        "http://user:test/secret@proxy:3128",
        "http://user:test secret@proxy:3128",
        "http://user:test@secret@proxy:3128",
        "http://CORP\\user:test-secret@proxy:3128",
        "\"http://proxy:3128\"",
        "http:/proxy:3128",
        "http//proxy:3128",
        "socks://proxy:1080",
        "socks5h://proxy:1080",
        "http://${PROXY}:3128",
        "http://proxy/test-secret.pac",
    ] {
        let mut command = with_keys(JOBS);
        // Also in a CGI program.
        command.env("HTTPS_PROXY", url).env("REQUEST_METHOD", "GET");
        messages.add("HTTPS_PROXY", command, 2, &[]);
    }
    insta::assert_snapshot!(messages.0);
}

/// By the variable, the setting or the option that it comes from.
#[test]
fn a_proxy_of_ours_that_cannot_be_used_is_told_by_its_place() {
    let mut messages = Messages::new();
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap();
    let url = "http://user:test#secret@proxy:3128";
    for lang in ["en", "ko"] {
        let jobs = format!("{JOBS} --lang {lang}");
        let mut variable = with_keys(&jobs);
        variable.env("KCSEC_PROXY", url);
        messages.add("KCSEC_PROXY", variable, 2, &[]);

        std::fs::write(file.path(), format!("[default]\nproxy = \"{url}\"\n")).unwrap();
        let mut setting = with_keys(&jobs);
        setting.env("KCSEC_CONFIG", path);
        messages.add("proxy of a profile", setting, 2, &[(path, "[file]")]);

        let option = with_keys(&format!("{jobs} --proxy socks://proxy:1080"));
        messages.add("--proxy", option, 2, &[]);
    }
    for (setting, value) in [
        ("ca_file", "/nonexistent/ca.pem"),
        ("connect_timeout", "soon"),
    ] {
        std::fs::write(file.path(), format!("[default]\n{setting} = \"{value}\"\n")).unwrap();
        let mut command = with_keys(JOBS);
        command.env("KCSEC_CONFIG", path);
        messages.add(setting, command, 2, &[(path, "[file]")]);
    }
    insta::assert_snapshot!(messages.0);
}

/// Loopback, exempted hosts and a proxy that is given do not care.
#[test]
fn a_proxy_variable_matters_only_to_calls_that_would_use_it() {
    let world = World::new();
    let mut command = world.kcsec(JOBS);
    done(
        command
            .env("HTTPS_PROXY", "http:/bad")
            .env("ALL_PROXY", "socks5://bad:1"),
    )
    .expect(0);
    let proxy = Speaker::saying("HTTP/1.1 403 Forbidden\r\n\r\n");
    let mut command = with_keys(&format!(
        "{JOBS} --max-attempts 1 --proxy http://{}",
        proxy.address
    ));
    done(command.env("HTTPS_PROXY", "http:/bad")).expect(4);
    assert_eq!(proxy.heard(), 1);
}

#[test]
fn the_proxy_is_told_apart_from_the_service() {
    let mut messages = Messages::new();
    let once = &format!("{JOBS} --max-attempts 1");
    let rejecting = Speaker::saying("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    for (case, url) in [
        (
            "407",
            format!("http://user:test-secret@{}", rejecting.address),
        ),
        (
            "407 without a user",
            format!("http://{}", rejecting.address),
        ),
    ] {
        let mut command = with_keys(JOBS);
        command.env("HTTPS_PROXY", url);
        messages.add(case, command, 4, &[(&rejecting.address, "[proxy]")]);
    }
    assert_eq!(rejecting.heard(), 2, "each was asked once");
    let declining = Speaker::saying("HTTP/1.1 403 Forbidden\r\n\r\n");
    let mut command = with_keys(once);
    command.env("HTTPS_PROXY", format!("http://{}", declining.address));
    messages.add("403", command, 4, &[(&declining.address, "[proxy]")]);
    let mut command = with_keys(once);
    command.env("HTTPS_PROXY", "http://127.0.0.1:9");
    messages.add("refused", command, 4, &[]);
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap().to_string();
    let mut command = with_keys(&format!("{once} --timeout 0.3"));
    command.env("HTTPS_PROXY", format!("http://{address}"));
    messages.add("silent", command, 4, &[(&address, "[proxy]")]);
    insta::assert_snapshot!(messages.0);
}

fn row<'a>(doctor: &'a serde_json::Value, name: &str) -> &'a serde_json::Value {
    let mut rows = doctor.as_array().unwrap().iter();
    rows.find(|row| row["check"] == name).unwrap()
}

#[test]
fn doctor_tells_what_a_proxy_says_and_asks_it_once() {
    let mut told = String::new();
    for (reply, times) in [
        (
            "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=x\r\n\r\n",
            Some(1),
        ),
        (
            "HTTP/1.1 407 x\r\nProxy-Authenticate: NTLM\r\nProxy-Authenticate: Negotiate\r\n\r\n",
            Some(1),
        ),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", None),
        ("SSH-2.0-test\r\n", None),
    ] {
        let proxy = Speaker::saying(reply);
        let mut command = with_keys("doctor --output json --timeout 5 --max-attempts 1");
        command.env(
            "HTTPS_PROXY",
            format!("http://user:test-secret@{}", proxy.address),
        );
        command.env("NHN_CLOUD_USER_ACCESS_KEY_ID", "EXAMPLE");
        command.env("NHN_CLOUD_SECRET_ACCESS_KEY", "EXAMPLE");
        let done = done(&mut command).expect(1);
        assert!(!format!("{done:?}").contains("test-secret"));
        let detail = row(&done.json(), "proxy")["detail"]
            .as_str()
            .unwrap()
            .to_owned();
        told += &format!("{}\n", detail.replace(&proxy.address, "[proxy]"));
        // A second wrong password may lock the account.
        assert!(
            times.is_none_or(|times| proxy.heard() == times),
            "{}",
            proxy.heard()
        );
    }
    insta::assert_snapshot!(told);
}

#[test]
fn doctor_finds_a_wrong_appkey_and_never_reads_a_token() {
    let world = World::new();
    let mut command = world.kcsec("doctor --output json");
    let wrong = done(command.env("NHN_CLOUD_SSC_APPKEY", "wrong-appkey")).expect(1);
    let wrong_row = row(&wrong.json(), "Server Security Check Appkey").clone();
    assert_eq!(wrong_row["result"], "failed", "{wrong:?}");
    let mut command = world.kcsec("doctor --output json");
    command.env("NHN_CLOUD_APPGUARD_APPKEY", "wrong-appkey");
    done(&mut command).expect(0);
    let log = world.emulator.log();
    assert_eq!(log.reached(Operation::AbnormalStatus), 0);
    let mut command = world.kcsec("doctor --output json --deep");
    command.env("NHN_CLOUD_APPGUARD_APPKEY", "wrong-appkey");
    let deep = done(&mut command).expect(1);
    assert_eq!(
        row(&deep.json(), "AppGuard Appkey")["result"],
        "failed",
        "{deep:?}"
    );
    assert_eq!(log.reached(Operation::TokenInfo), 0);
    assert_eq!(log.reached(Operation::CreateJob), 0);
    let deep = world.run("doctor --deep --output json").expect(0);
    for check in deep.json().as_array().unwrap() {
        assert_eq!(check["result"], "ok", "{deep:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn doctor_shows_the_roots_and_where_settings_come_from() {
    let world = World::new();
    let mut command = with_keys("doctor --output json --timeout 0.2 --max-attempts 1 --proxy none");
    command
        .env("SSL_CERT_FILE", "/dev/null")
        .env("SSL_CERT_DIR", "/dev/null");
    let without = done(&mut command).expect(1);
    let roots = row(&without.json(), "certificates").clone();
    assert_eq!(roots["result"], "failed", "{without:?}");
    assert!(
        roots["detail"].as_str().unwrap().contains("--ca-file"),
        "{roots}"
    );
    // Plain http to loopback needs none.
    let mut command = world.kcsec("doctor --output json");
    command
        .env("SSL_CERT_FILE", "/dev/null")
        .env("SSL_CERT_DIR", "/dev/null");
    done(&mut command).expect(0);

    let environment = world.emulator.banner().environment;
    let value = |name| {
        environment
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap()
            .1
            .clone()
    };
    let lines = format!(
        "nhn_access_key_id = {}\nnhn_secret_access_key = {}\nendpoint_url = {}\n",
        value("NHN_CLOUD_USER_ACCESS_KEY_ID"),
        value("NHN_CLOUD_SECRET_ACCESS_KEY"),
        value("KCSEC_ENDPOINT_URL"),
    );
    let home = |args: &str| {
        let mut command = bare(args);
        command.env("HOME", world.home());
        command
    };
    with_input(&mut home("configure"), &lines).expect(0);
    let doctor = done(&mut home("doctor --output json")).expect(0);
    let key = row(&doctor.json(), "NHN Cloud User Access Key")["detail"].to_string();
    assert!(key.contains("config.toml [default]"), "{key}");
}

#[test]
fn plain_http_is_allowed_by_name() {
    let world = World::new();
    let url = world.emulator.url().to_string();
    let port = url.rsplit(':').next().unwrap();
    let mut messages = Messages::new();
    let to = |url: &str, more: &str| with_keys(&format!("{JOBS} --endpoint-url {url} {more}"));
    messages.add("not allowed", to("http://emulator:8787", ""), 2, &[]);
    messages.add(
        "another name",
        to("http://emulator:8787", "--allow-http emulator.example.com"),
        2,
        &[],
    );
    messages.add(
        "a wildcard",
        to("http://emulator:8787", "--allow-http *"),
        2,
        &[],
    );
    insta::assert_snapshot!(messages.0);
    // An address that nobody takes for loopback, and that is this machine all the same.
    let mapped = format!("http://0.0.0.0:{port}");
    for variable in [false, true] {
        let option = if variable { "" } else { "--allow-http 0.0.0.0" };
        let mut command = world.kcsec(&format!(
            "{JOBS} --endpoint-url {mapped} --proxy none {option}"
        ));
        if variable {
            command.env("KCSEC_ALLOW_HTTP", "other 0.0.0.0");
        }
        done(&mut command).expect(0);
    }
    let doctor =
        format!("doctor --output json --endpoint-url {mapped} --proxy none --allow-http 0.0.0.0");
    let doctor = world.run(&doctor).expect(0);
    assert!(
        doctor.stdout.contains("keys travel in the clear"),
        "{doctor:?}"
    );
}

#[test]
fn all_missing_settings_are_named_at_once_with_the_ways_on() {
    let mut messages = Messages::new();
    for args in [
        SUMMARY,
        "appguard abnormal --date yesterday --os ios",
        "token issue",
        JOBS,
    ] {
        messages.add(args, bare(args), 2, &[]);
    }
    let mut korean = bare(&format!("{SUMMARY} --lang ko"));
    korean.env("NHN_CLOUD_SSC_APPKEY", "test-appkey");
    messages.add("in Korean", korean, 2, &[]);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "[prod]\nssc_appkey = \"test-appkey\"\n[dev]\n").unwrap();
    let path = file.path().to_str().unwrap();
    let mut others = bare(SUMMARY);
    others.env("KCSEC_CONFIG", path);
    messages.add("other profiles", others, 2, &[(path, "[file]")]);
    insta::assert_snapshot!(messages.0);
}

#[test]
fn a_profile_file_says_what_is_wrong_with_it() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap();
    let mut messages = Messages::new();
    for content in [
        "[default]\nssc_apkey = \"test-secret\"\n",
        "[default]\nNHN_CLOUD_SSC_APPKEY = \"test-secret\"\n",
        "[default]\nzone = 1\n",
        "[default]\nzone = gov\n",
        "zone = \"gov\"\n",
        "[default]\n[DEFAULT]\n",
        "[default]\nncp_access_key_id = \"A\"\n",
        "[default]\nncp_access_key_id = \"A\"\nncp_secret_access_key = \"'test-secret'\"\n",
    ] {
        std::fs::write(file.path(), content).unwrap();
        let mut command = bare(JOBS);
        command.env("KCSEC_CONFIG", path);
        messages.add(&format!("{content:?}"), command, 2, &[(path, "[file]")]);
    }
    let mut missing = bare(JOBS);
    missing.env("KCSEC_CONFIG", "/nonexistent/config.toml");
    messages.add("not there", missing, 2, &[]);
    insta::assert_snapshot!(messages.0.replace("test-secret", "…"));
}

/// `KCSEC_CONFIG=/dev/null` is how people say that there is none.
#[cfg(unix)]
#[test]
fn no_profile_file_is_wanted() {
    let world = World::new();
    let mut command = world.kcsec(JOBS);
    done(command.env("KCSEC_CONFIG", "/dev/null")).expect(0);
    let mut configure = bare("configure");
    configure.env("KCSEC_CONFIG", "/dev/null");
    let refused: Done = with_input(&mut configure, "zone = gov\n").expect(2);
    assert!(
        refused.error_line().contains("not a regular file"),
        "{refused:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_profile_file_that_others_can_read_gets_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;
    let file = tempfile::NamedTempFile::new().unwrap();
    let world = World::new();
    let jobs = |mode, args: &str| {
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(mode)).unwrap();
        let mut command = world.kcsec(args);
        done(command.env("KCSEC_CONFIG", file.path()))
            .expect(0)
            .stderr
    };
    let loud = JOBS.replace("-q ", "");
    std::fs::write(file.path(), "[default]\nssc_appkey = \"test-appkey\"\n").unwrap();
    for (mode, warned) in [(0o600, false), (0o640, true), (0o644, true), (0o400, false)] {
        let told = jobs(mode, &loud);
        assert_eq!(
            told.contains("other users of this machine"),
            warned,
            "{mode:o} {told}"
        );
        assert!(!jobs(mode, JOBS).contains("other users"));
    }
    // Without secrets there is nothing to protect.
    std::fs::write(file.path(), "[default]\nlanguage = \"en\"\n").unwrap();
    assert!(!jobs(0o644, &loud).contains("other users"));
}
