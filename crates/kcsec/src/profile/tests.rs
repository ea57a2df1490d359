use std::sync::Arc;

use auth_core::{Environment as _, FixedEnvironment};

use super::environment::ProfileEnvironment;
use super::file::ProfileFile;
use super::keys::DEFAULT;
use super::write::with_values;
use crate::exit::Failure;

const FILE: &str = r#"
[default]
nhn_access_key_id = "test-id"
nhn_secret_access_key = "test-secret"
zone = "gov"

["team a"]
ssc_appkey = "test-appkey"
"#;

fn read(text: &str) -> Result<ProfileFile, Failure> {
    let environment = FixedEnvironment::new()
        .with_var("KCSEC_CONFIG", "/config.toml")
        .with_file("/config.toml", text);
    ProfileFile::read(&environment).map(Option::unwrap)
}

fn over(environment: FixedEnvironment, was_named: bool) -> ProfileEnvironment {
    let values = read(FILE)
        .unwrap()
        .values(DEFAULT)
        .unwrap()
        .unwrap()
        .clone();
    ProfileEnvironment {
        environment: Arc::new(environment),
        values,
        was_named,
        place: String::new(),
    }
}

fn id(environment: &ProfileEnvironment) -> (Option<String>, Option<String>) {
    let var = |name| environment.var(name).unwrap();
    (
        var("NHN_CLOUD_USER_ACCESS_KEY_ID"),
        var("NHN_CLOUD_SECRET_ACCESS_KEY"),
    )
}

#[test]
fn the_file_is_where_settings_are() {
    let home = FixedEnvironment::new().with_home("/home/user");
    assert_eq!(
        ProfileFile::path(&home).unwrap(),
        Some("/home/user/.config/kcsec/config.toml".into())
    );
    let xdg = home.with_var("XDG_CONFIG_HOME", "/settings");
    assert_eq!(
        ProfileFile::path(&xdg).unwrap(),
        Some("/settings/kcsec/config.toml".into())
    );
    assert!(ProfileFile::read(&xdg).unwrap().is_none());
    let named = xdg.with_var("KCSEC_CONFIG", "/nothing");
    assert!(ProfileFile::read(&named).is_err());
}

#[test]
fn an_id_and_its_secret_come_from_one_place() {
    let pair = |id: &str, secret: Option<&str>| (Some(id.to_owned()), secret.map(str::to_owned));
    assert_eq!(
        id(&over(FixedEnvironment::new(), false)),
        pair("test-id", Some("test-secret"))
    );
    let half = || FixedEnvironment::new().with_var("NHN_CLOUD_USER_ACCESS_KEY_ID", "other-id");
    assert_eq!(id(&over(half(), false)), pair("other-id", None));
    assert_eq!(
        id(&over(half(), true)),
        pair("test-id", Some("test-secret"))
    );
    let zone = over(FixedEnvironment::new().with_var("KCSEC_ZONE", "fin"), true);
    assert_eq!(zone.var("KCSEC_ZONE").unwrap().as_deref(), Some("fin"));
}

#[test]
fn settings_are_written_beside_what_is_there() {
    let values = [
        ("zone", "fin".to_owned()),
        ("ssc_appkey", "test\"appkey".to_owned()),
    ];
    for header in ["[DEFAULT]", "[ default ] # mine", "['default']"] {
        let written = with_values(&FILE.replace("[default]", header), DEFAULT, &values);
        assert!(!written.contains("\n[default]\n"), "{written}");
        let file = read(&written).unwrap();
        let values = file.values(DEFAULT).unwrap().unwrap();
        assert_eq!(values["KCSEC_ZONE"], "fin");
    }
    let written = with_values(FILE, DEFAULT, &values);
    assert!(
        written.contains("nhn_secret_access_key = \"test-secret\"\nzone = \"fin\"\nssc_appkey = "),
        "{written}"
    );
    let file = read(&written).unwrap();
    let value = |profile, variable| file.values(profile).unwrap().unwrap()[variable].clone();
    assert_eq!(value(DEFAULT, "NHN_CLOUD_SSC_APPKEY"), "test\"appkey");
    assert_eq!(value("team a", "NHN_CLOUD_SSC_APPKEY"), "test-appkey");
    for (text, profile) in [("", "new"), ("# comment", "new one")] {
        let written = with_values(text, profile, &values);
        assert!(written.starts_with(text.trim_end()), "{written}");
        let file = read(&written).unwrap();
        assert_eq!(file.values(profile).unwrap().unwrap()["KCSEC_ZONE"], "fin");
    }
}

/// Korean Windows: Notepad of old, and PowerShell's `>`.
#[test]
fn a_file_is_read_in_the_encodings_that_editors_write() {
    let file = |content: Vec<u8>| {
        let environment = FixedEnvironment::new()
            .with_var("KCSEC_CONFIG", "/config.toml")
            .with_file("/config.toml", content);
        ProfileFile::read(&environment).map(Option::unwrap)
    };
    let cp949 = [b"# \xc7\xd1\n".as_slice(), FILE.as_bytes()].concat();
    let utf16: Vec<u8> = FILE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe".as_slice(), &utf16].concat();
    for content in [cp949, marked] {
        let file = file(content).unwrap();
        assert_eq!(file.values(DEFAULT).unwrap().unwrap()["KCSEC_ZONE"], "gov");
    }
    let broken = file(b"[default]\nzone = \"\xc7\xd1\"".to_vec()).unwrap();
    let problem = broken.values(DEFAULT).unwrap_err().to_string();
    assert_eq!(
        problem,
        "/config.toml:2: zone holds bytes that are not UTF-8; save the file as UTF-8"
    );
}

#[test]
fn mistakes_are_named_by_their_line_and_without_their_value() {
    for (text, told) in [
        (
            "[default]\nnhn_acces_key_id = \"test-secret\"",
            ":2: \"nhn_acces_key_id\" is not a setting; did you mean nhn_access_key_id?",
        ),
        ("[default]\nzone = 1", ":2: zone must be text in quotes"),
        (
            "[default]\nNHN_CLOUD_SSC_APPKEY = \"test-secret\"",
            "did you mean ssc_appkey?",
        ),
        ("[DEFAULT]\nZone = \"test-secret\"", "did you mean zone?"),
        (
            "[default]\nzone = gov test-secret",
            ":2: it is not a file of profiles",
        ),
        (
            "[default]\nzone = \"test-secret\"\nzone = \"fin\"",
            ":3: it is there twice",
        ),
    ] {
        let problem = read(text).and_then(|file| file.values(DEFAULT).map(drop));
        let problem = problem.unwrap_err().to_string();
        assert!(problem.contains(told), "{problem}");
        assert!(!problem.contains("test-secret"), "{problem}");
    }
    // They matter only to whoever takes that profile.
    let file = read("[other]\nzonne = \"x\"\n[Default]\nzone = \"fin\"").unwrap();
    assert_eq!(file.values(DEFAULT).unwrap().unwrap()["KCSEC_ZONE"], "fin");
    let file = read(FILE).unwrap();
    assert_eq!(file.names().collect::<Vec<_>>(), ["default", "team a"]);
    assert!(!format!("{file:?}").contains("test-secret"));
}
