//! Where credentials are found, and what is said when they are not.

use std::sync::Arc;

use auth_core::{
    CredentialChain, Environment, FixedEnvironment, FoundCredentials, NcpCredentialSource,
    NcpCredentials, SigningErrorKind,
};

use crate::support::FakeMetadata;

const HOME: &str = "/home/user";
const FILE: &str = "/home/user/.ncloud/configure";
const ROLE: &str = r#"{"AccessKeyId":"ROLE_ACCESS","SecretAccessKey":"ROLE_SECRET","Expiration":"2023-11-14T23:13:20Z","Code":"Success"}"#;
const CONFIGURE: &str = "[DEFAULT]\nncloud_access_key_id = FILE_ACCESS\nncloud_secret_access_key = FILE=SECRET=\n\
    [project]\nncloud_access_key_id = PROJECT_ACCESS\nncloud_secret_access_key = PROJECT_SECRET\n\
    [half]\nncloud_access_key_id = HALF_ACCESS\n[empty]\n";

fn home() -> FixedEnvironment {
    FixedEnvironment::new().with_home(HOME)
}

fn with_file(text: &str) -> FixedEnvironment {
    home().with_file(FILE, text)
}

async fn ask(
    environment: FixedEnvironment,
    profile: Option<&str>,
    metadata: FakeMetadata,
) -> Result<FoundCredentials, String> {
    let chain = CredentialChain::official(Arc::new(environment), profile, Arc::new(metadata));
    match chain.credentials().await {
        Ok(found) => Ok(found.expect("a chain never answers nothing")),
        Err(error) => {
            assert_eq!(error.kind(), SigningErrorKind::NotConfigured);
            Err(error.to_string())
        }
    }
}

fn pair(access_key: &str, secret_key: &str) -> NcpCredentials {
    NcpCredentials::new(access_key, secret_key)
}

#[tokio::test]
async fn each_place_is_asked_in_its_turn() {
    let everything = || {
        with_file(CONFIGURE)
            .with_var("NCLOUD_ACCESS_KEY_ID", "ENV_ACCESS")
            .with_var("NCLOUD_SECRET_ACCESS_KEY", "ENV_SECRET")
    };
    let role = || FakeMetadata::with_role("role", ROLE);

    let found = ask(everything(), None, role()).await.unwrap();
    assert_eq!(*found.credentials(), pair("ENV_ACCESS", "ENV_SECRET"));
    assert_eq!(
        found.source(),
        "the environment (NCLOUD_ACCESS_KEY_ID, NCLOUD_SECRET_ACCESS_KEY)"
    );

    let found = ask(with_file(CONFIGURE), None, role()).await.unwrap();
    assert_eq!(*found.credentials(), pair("FILE_ACCESS", "FILE=SECRET="));
    assert_eq!(found.source(), format!("{FILE}, profile 'DEFAULT'"));
    assert_eq!(found.expires_at(), None);

    for environment in [home(), FixedEnvironment::new(), with_file("[other]\n")] {
        let found = ask(environment, None, role()).await.unwrap();
        assert_eq!(*found.credentials(), pair("ROLE_ACCESS", "ROLE_SECRET"));
        assert_eq!(found.source(), "the server role 'role'");
        let an_hour_later = crate::support::moment() + std::time::Duration::from_secs(3600);
        assert_eq!(found.expires_at(), Some(an_hour_later));
    }
}

#[tokio::test]
async fn the_metadata_service_is_not_asked_when_keys_are_nearer() {
    let metadata = Arc::new(FakeMetadata::with_role("role", ROLE));
    let environment: Arc<dyn Environment> = Arc::new(with_file(CONFIGURE));
    let chain = CredentialChain::official(environment, None, metadata.clone());
    chain.credentials().await.unwrap();
    assert!(metadata.asked().is_empty());
}

#[tokio::test]
async fn both_names_of_each_variable_are_known_and_the_first_counts() {
    let found = |environment| ask(environment, None, FakeMetadata::nobody());
    let other_names = FixedEnvironment::new()
        .with_var("NCLOUD_ACCESS_KEY", "ENV_ACCESS\n")
        .with_var("NCLOUD_SECRET_KEY", " ENV_SECRET");
    let expected = pair("ENV_ACCESS", "ENV_SECRET");
    assert_eq!(
        *found(other_names.clone()).await.unwrap().credentials(),
        expected
    );

    let both_names = other_names
        .with_var("NCLOUD_ACCESS_KEY_ID", "FIRST_ACCESS")
        .with_var("NCLOUD_SECRET_ACCESS_KEY", "FIRST_SECRET");
    let expected = pair("FIRST_ACCESS", "FIRST_SECRET");
    assert_eq!(*found(both_names).await.unwrap().credentials(), expected);
}

#[tokio::test]
async fn half_a_pair_of_variables_is_an_error_that_names_the_other_half() {
    for (set, missing) in [
        ("NCLOUD_ACCESS_KEY_ID", "NCLOUD_SECRET_ACCESS_KEY"),
        ("NCLOUD_ACCESS_KEY", "NCLOUD_SECRET_ACCESS_KEY"),
        ("NCLOUD_SECRET_ACCESS_KEY", "NCLOUD_ACCESS_KEY_ID"),
        ("NCLOUD_SECRET_KEY", "NCLOUD_ACCESS_KEY_ID"),
    ] {
        // The file has a whole pair, of another account perhaps: it must not take over.
        let environment = with_file(CONFIGURE).with_var(set, "test-secret-half");
        let error = ask(environment, None, FakeMetadata::nobody())
            .await
            .unwrap_err();
        assert!(error.contains(&format!("{set} is set")), "{error}");
        assert!(error.contains(&format!("{missing} (or ")), "{error}");
        assert!(!error.contains("test-secret"), "{error}");
    }
}

#[tokio::test]
async fn a_named_profile_is_the_only_place() {
    let environment = with_file(CONFIGURE)
        .with_var("NCLOUD_ACCESS_KEY_ID", "ENV_ACCESS")
        .with_var("NCLOUD_SECRET_ACCESS_KEY", "ENV_SECRET");
    let found = ask(environment, Some("project"), FakeMetadata::nobody())
        .await
        .unwrap();
    assert_eq!(
        *found.credentials(),
        pair("PROJECT_ACCESS", "PROJECT_SECRET")
    );
    assert_eq!(found.source(), format!("{FILE}, profile 'project'"));
}

#[tokio::test]
async fn a_profile_that_cannot_be_used_is_an_error_that_says_why() {
    let profiles = "only these profiles: DEFAULT, project, half, empty";
    for (environment, profile, why) in [
        (with_file(CONFIGURE), Some("prod"), profiles),
        (
            with_file(CONFIGURE),
            Some("half"),
            "no ncloud_secret_access_key",
        ),
        (with_file(CONFIGURE), Some("empty"), "holds no keys"),
        (
            home(),
            Some("prod"),
            "there is no file /home/user/.ncloud/configure",
        ),
        (FixedEnvironment::new(), Some("prod"), "no home directory"),
        (
            with_file("ncloud_access_key_id = x"),
            None,
            "no ncloud_secret_access_key",
        ),
        (
            with_file("ncloud_secret_access_key = x"),
            None,
            "no ncloud_access_key_id",
        ),
    ] {
        // The server has a role, which must not take over.
        let metadata = FakeMetadata::with_role("role", ROLE);
        let error = ask(environment, profile, metadata).await.unwrap_err();
        assert!(error.contains(why), "{error}");
        if let Some(profile) = profile {
            assert!(error.contains(&format!("'{profile}'")), "{error}");
        }
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_an_error_that_names_its_cause_once() {
    let locked = home().with_unreadable_file(FILE, std::io::ErrorKind::PermissionDenied);
    let metadata = FakeMetadata::with_role("role", ROLE);
    let chain = CredentialChain::official(Arc::new(locked), None, Arc::new(metadata));
    let error = chain.credentials().await.unwrap_err();
    let mut chain = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        chain.push_str(&format!(": {error}"));
        cause = error.source();
    }
    let reason = std::io::Error::from(std::io::ErrorKind::PermissionDenied).to_string();
    let remedy = "make it a text file that this user may read, or remove it";
    assert_eq!(chain, format!("{FILE} cannot be read: {reason}; {remedy}"));
}

#[tokio::test]
async fn a_misspelt_key_is_an_error_that_knows_what_was_meant() {
    let access_key = "ncloud_access_key_id";
    let secret_key = "ncloud_secret_access_key";
    for (name, meant) in [
        ("ncloud_acces_key_id", access_key),
        ("ncloud_access_key", access_key),
        ("NCLOUD-ACCESS-KEY-ID", access_key),
        ("export ncloud_access_key_id", access_key),
        ("access_key_id", access_key),
        ("ncloud_secret_key", secret_key),
        ("ncloud_secret_acces_key", secret_key),
        ("secret_access_key", secret_key),
    ] {
        // Whether or not the other half is there.
        for other in [
            "",
            "\nncloud_access_key_id = A",
            "\nncloud_secret_access_key = S",
        ] {
            if other.contains(meant) {
                continue;
            }
            let text = format!("[DEFAULT]\n{name} = test-secret{other}\n");
            let metadata = FakeMetadata::with_role("role", ROLE);
            let error = ask(with_file(&text), None, metadata).await.unwrap_err();
            let name = name.to_ascii_lowercase();
            assert_eq!(
                error,
                format!("{FILE}, line 2: '{name}' is not a known key; did you mean '{meant}'?")
            );
        }
    }
    // Not where it does not matter: beside both keys, in another profile, or far from any key.
    let text = format!(
        "{CONFIGURE}[other]\nncloud_acces_key_id = x\n[DEFAULT]\nregion = KR\nncloud_access_key = x"
    );
    let found = ask(with_file(&text), None, FakeMetadata::nobody()).await;
    assert_eq!(
        *found.unwrap().credentials(),
        pair("FILE_ACCESS", "FILE=SECRET=")
    );
}

#[tokio::test]
async fn bytes_that_cannot_be_read_name_the_line_and_the_remedy() {
    let content = b"[DEFAULT]\nncloud_access_key_id = A\nncloud_secret_access_key = \xc7\xd1S\n";
    let environment = home().with_file(FILE, *content);
    let error = ask(environment, None, FakeMetadata::nobody())
        .await
        .unwrap_err();
    assert_eq!(
        error,
        format!(
            "{FILE}, line 3: ncloud_secret_access_key holds bytes that are not UTF-8; save the file as UTF-8"
        )
    );
}

#[tokio::test]
async fn where_there_can_be_no_file_the_chain_goes_on() {
    for kind in [
        std::io::ErrorKind::NotFound,
        std::io::ErrorKind::NotADirectory,
    ] {
        let environment = home().with_unreadable_file(FILE, kind);
        let metadata = FakeMetadata::with_role("role", ROLE);
        let found = ask(environment, None, metadata).await.unwrap();
        assert_eq!(found.source(), "the server role 'role'");
    }
}

#[tokio::test]
async fn a_file_with_other_profiles_only_names_them() {
    let environment = with_file("[dev]\nncloud_access_key_id = A\n[prod]\n");
    let error = ask(environment, None, FakeMetadata::nobody())
        .await
        .unwrap_err();
    assert!(
        error.contains("it has only these profiles: dev, prod; choose one with --profile"),
        "{error}"
    );
}

#[tokio::test]
async fn the_url_of_the_api_gateway_comes_from_the_source_of_the_keys() {
    let gov = "https://ncloud.apigw.gov-ntruss.com";
    let file = format!(
        "{CONFIGURE}[gov]\nncloud_access_key_id = A\nncloud_secret_access_key = S\nncloud_api_url = {gov}\n"
    );
    let environment = with_file(&file).with_var("NCLOUD_API_GW", "https://fin.example");
    let url = async |environment: FixedEnvironment, profile| {
        let found = ask(environment, profile, FakeMetadata::nobody())
            .await
            .unwrap();
        found.api_url().map(str::to_owned)
    };
    assert_eq!(
        url(environment.clone(), Some("gov")).await.as_deref(),
        Some(gov)
    );
    assert_eq!(url(environment.clone(), None).await, None);
    let keys = environment
        .with_var("NCLOUD_ACCESS_KEY", "A")
        .with_var("NCLOUD_SECRET_KEY", "S");
    assert_eq!(
        url(keys, None).await.as_deref(),
        Some("https://fin.example")
    );
}

#[tokio::test]
async fn nothing_found_names_every_place_and_what_to_set_there() {
    let nowhere =
        CredentialChain::official(Arc::new(home()), None, Arc::new(FakeMetadata::nobody()));
    assert!(nowhere.find().await.unwrap().is_none());
    let half = home().with_var("NCLOUD_ACCESS_KEY_ID", "HALF_ACCESS");
    let half = CredentialChain::official(Arc::new(half), None, Arc::new(FakeMetadata::nobody()));
    half.find().await.unwrap_err();

    let error = ask(home(), None, FakeMetadata::nobody()).await.unwrap_err();
    assert_eq!(
        error,
        "no NAVER Cloud credentials found; looked at the environment (set NCLOUD_ACCESS_KEY_ID \
         and NCLOUD_SECRET_ACCESS_KEY), then at /home/user/.ncloud/configure (write \
         ncloud_access_key_id and ncloud_secret_access_key under [DEFAULT]), then at the server \
         role (give this NAVER Cloud server a role)"
    );
}
