//! What cannot be a key is rejected wherever it comes from, under the name of its place.

use std::sync::Arc;

use auth_core::{
    ConfigureFileSource, EnvironmentSource, FixedEnvironment, InvalidKey, NcpCredentials,
    NcpSigner, SigningError, SigningErrorKind, StaticHeaderSigner, UserAccessKey, validate_key,
};

const KEY: &str = "EXAMPLE-KEY+/=_.:1";

const BAD: &[(&str, InvalidKey)] = &[
    ("\"test-secret\"", InvalidKey::Quoted),
    ("'test-secret'", InvalidKey::Quoted),
    ("test-secret\"", InvalidKey::Quoted),
    ("\u{201c}test-secret\u{201d}", InvalidKey::Quoted),
    ("<Secret Key>", InvalidKey::Placeholder),
    ("test****secret", InvalidKey::Placeholder),
    ("[Secret Key]", InvalidKey::Placeholder),
    ("{test-secret}", InvalidKey::Placeholder),
    ("&lt;test-secret&gt;", InvalidKey::Placeholder),
    ("YOUR_SECRET_KEY", InvalidKey::Placeholder),
    ("xxxxxxxx", InvalidKey::Placeholder),
    ("null", InvalidKey::Placeholder),
    ("op://test-secret/key", InvalidKey::Placeholder),
    ("arn:test-secret", InvalidKey::Placeholder),
    ("${{ secrets.TEST_SECRET }}", InvalidKey::NotReplaced),
    ("${TEST_SECRET}", InvalidKey::NotReplaced),
    ("$TEST_SECRET", InvalidKey::NotReplaced),
    ("$(test-secret)", InvalidKey::NotReplaced),
    ("{{ test_secret }}", InvalidKey::NotReplaced),
    ("%TEST_SECRET%", InvalidKey::NotReplaced),
    ("!TEST_SECRET!", InvalidKey::NotReplaced),
    ("\u{feff}test-secret", InvalidKey::Invisible),
    ("test-\u{200b}secret", InvalidKey::Invisible),
    ("test-secret\u{200e}", InvalidKey::Invisible),
    ("test\u{ad}secret", InvalidKey::Invisible),
    ("test-secret\ntest-secret", InvalidKey::LineBreak),
    ("test-secret\r\nx", InvalidKey::LineBreak),
    ("test-secret\u{2028}x", InvalidKey::LineBreak),
    ("test secret", InvalidKey::WhiteSpace),
    ("test\u{a0}secret", InvalidKey::WhiteSpace),
    ("test\tsecret", InvalidKey::WhiteSpace),
    ("test-secret\u{7f}", InvalidKey::Control),
    ("test-secret\u{1b}[31m", InvalidKey::Control),
    ("test-비밀", InvalidKey::NotAscii),
    ("ｔｅｓｔ-secret", InvalidKey::NotAscii),
    ("test-secret;", InvalidKey::Punctuated),
    ("test-secret,", InvalidKey::Punctuated),
    ("test-secret\\", InvalidKey::Punctuated),
];

#[test]
fn each_kind_is_known() {
    assert_eq!(validate_key(KEY), Ok(()));
    assert_eq!(validate_key(" \n"), Err(InvalidKey::Blank));
    for (text, kind) in BAD {
        assert_eq!(validate_key(text), Err(*kind), "{text:?}");
    }
}

fn assert_rejected(result: Result<impl Sized, SigningError>, place: &str, kind: InvalidKey) {
    let Err(error) = result else {
        panic!("{place}: {kind:?} is taken for a key")
    };
    assert_eq!(error.kind(), SigningErrorKind::NotConfigured);
    assert_eq!(error.to_string(), format!("{place} {kind}"));
    assert!(!format!("{error:?}").contains("test-secret"), "{error:?}");
}

#[test]
fn no_signer_takes_one() {
    for (bad, kind) in BAD.iter().copied().chain([(" ", InvalidKey::Blank)]) {
        let pairs = [(bad, KEY, true), (KEY, bad, false)];
        for (id, secret, is_id) in pairs {
            let key = UserAccessKey::new(id, secret);
            let place = if is_id {
                "the User Access Key ID (NHN_CLOUD_USER_ACCESS_KEY_ID)"
            } else {
                "the secret access key (NHN_CLOUD_SECRET_ACCESS_KEY)"
            };
            assert_rejected(StaticHeaderSigner::user_access_key(&key), place, kind);
            if !id.contains(':') {
                assert_rejected(StaticHeaderSigner::basic(&key), place, kind);
            }
            let place = if is_id {
                "the NAVER Cloud access key"
            } else {
                "the NAVER Cloud secret key"
            };
            let pair = NcpCredentials::new(id, secret);
            assert_rejected(NcpSigner::new(&pair), place, kind);
        }
    }
}

#[test]
fn the_environment_names_the_variable() {
    for (bad, kind) in BAD {
        for (name, other) in [
            ("NCLOUD_ACCESS_KEY_ID", "NCLOUD_SECRET_ACCESS_KEY"),
            ("NCLOUD_SECRET_KEY", "NCLOUD_ACCESS_KEY"),
        ] {
            let environment = FixedEnvironment::new()
                .with_var(name, *bad)
                .with_var(other, KEY);
            let found = EnvironmentSource::new(Arc::new(environment)).find();
            assert_rejected(found, &format!("{name} in the environment"), *kind);
        }
    }
}

#[test]
fn the_file_names_the_line() {
    let text = format!(
        "# keys\n\n[DEFAULT]\nncloud_access_key_id = {KEY}\nncloud_secret_access_key = ${{{{ secrets.X }}}}\n"
    );
    let environment = FixedEnvironment::new()
        .with_home("/home/user")
        .with_file("/home/user/.ncloud/configure", text);
    let found = ConfigureFileSource::new(Arc::new(environment), None).find();
    let place = "/home/user/.ncloud/configure, line 5: ncloud_secret_access_key";
    assert_rejected(found, place, InvalidKey::NotReplaced);
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf8_is_an_error_and_not_skipped() {
    use std::os::unix::ffi::OsStringExt as _;

    let bytes = std::ffi::OsString::from_vec(b"test-secret\xb0\xa1".to_vec());
    for name in ["NCLOUD_ACCESS_KEY_ID", "NCLOUD_SECRET_KEY", "NCLOUD_API_GW"] {
        let environment = FixedEnvironment::new()
            .with_var("NCLOUD_ACCESS_KEY", KEY)
            .with_var("NCLOUD_SECRET_ACCESS_KEY", "")
            .with_var("NCLOUD_SECRET_KEY", KEY)
            .with_var(name, bytes.clone());
        let error = EnvironmentSource::new(Arc::new(environment))
            .find()
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "the environment variable {name} is set to a value that is not UTF-8; set it again or unset it"
            )
        );
    }
}
