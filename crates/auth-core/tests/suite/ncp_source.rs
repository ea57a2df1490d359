//! Credentials that are found: kept until they expire, renewed, dropped when refused.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use auth_core::{
    CredentialChain, Environment, EnvironmentSource, FixedEnvironment, ManualClock, NcpCredentials,
    NcpSigner, NotUnicode, ServerRoleSource, Signer, SigningErrorKind,
};

use crate::support::{FakeMetadata, NoSleep, clock, signed_header};

const PATH: &str = "/latest/meta-data/iam/security-credentials/role";

fn role(access_key: &str, expiration: &str) -> String {
    format!(
        r#"{{"AccessKeyId":"{access_key}","SecretAccessKey":"ROLE_SECRET","Expiration":"{expiration}","Code":"Success"}}"#
    )
}

/// A signer with the role's credentials, which live for an hour (22:13:20 to 23:13:20).
fn signer() -> (Arc<NcpSigner>, Arc<FakeMetadata>, ManualClock) {
    let first = role("ROLE_1", "2023-11-14T23:13:20Z");
    let (metadata, clock) = (Arc::new(FakeMetadata::with_role("role", &first)), clock());
    let source = ServerRoleSource::new(metadata.clone());
    let signer =
        NcpSigner::from_source(Arc::new(source), Arc::new(clock.clone()), Arc::new(NoSleep));
    (Arc::new(signer), metadata, clock)
}

async fn access_key(signer: &NcpSigner) -> String {
    signed_header(signer, "x-ncp-iam-access-key")
        .await
        .unwrap()
        .0
}

#[tokio::test]
async fn are_asked_for_once_by_any_number_of_callers() {
    let (signer, metadata, _) = signer();
    let callers: Vec<_> = (0..1000)
        .map(|_| {
            let signer = signer.clone();
            tokio::spawn(async move { access_key(&signer).await })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "ROLE_1");
    }
    assert_eq!(metadata.asked().len(), 2, "the list and the role");
}

#[tokio::test]
async fn are_renewed_five_minutes_before_they_expire() {
    let (signer, metadata, clock) = signer();
    assert_eq!(access_key(&signer).await, "ROLE_1");
    metadata.answer(PATH, &role("ROLE_2", "2023-11-15T23:13:20Z"));
    clock.advance(Duration::from_secs(3299));
    assert_eq!(access_key(&signer).await, "ROLE_1");
    clock.advance(Duration::from_secs(1));
    assert_eq!(access_key(&signer).await, "ROLE_2");
}

#[tokio::test]
async fn are_kept_while_they_work_when_the_metadata_service_fails() {
    let (signer, metadata, clock) = signer();
    assert_eq!(access_key(&signer).await, "ROLE_1");
    metadata.break_down(true);
    clock.advance(Duration::from_secs(3599));
    assert_eq!(access_key(&signer).await, "ROLE_1");
    clock.advance(Duration::from_secs(1));
    let error = signed_header(&*signer, "x-ncp-iam-access-key")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::Unavailable);
    metadata.break_down(false);
    assert_eq!(access_key(&signer).await, "ROLE_1");
}

#[tokio::test]
async fn are_asked_for_again_when_they_are_refused() {
    let (signer, metadata, _) = signer();
    let (_, first) = signed_header(&*signer, "x-ncp-iam-access-key")
        .await
        .unwrap();
    metadata.answer(PATH, &role("ROLE_2", "2023-11-15T23:13:20Z"));
    assert!(signer.on_rejected(first));
    assert_eq!(access_key(&signer).await, "ROLE_2");
    // The news of the first refusal, once more: the second pair stays.
    assert!(signer.on_rejected(first));
    let asked = metadata.asked().len();
    assert_eq!(access_key(&signer).await, "ROLE_2");
    assert_eq!(metadata.asked().len(), asked);
}

#[tokio::test]
async fn that_have_expired_by_the_local_clock_are_used_and_asked_for_once_a_minute() {
    let (signer, metadata, clock) = signer();
    metadata.answer(PATH, &role("ROLE_PAST", "2023-11-14T21:13:20Z"));
    for _ in 0..600 {
        assert_eq!(access_key(&signer).await, "ROLE_PAST");
        clock.advance(Duration::from_secs(1));
    }
    // The list and the role; a refresh begins six seconds before the minute ends.
    assert_eq!(metadata.asked().len(), 2 * (1 + 600 / 54));
    metadata.answer(PATH, &role("ROLE_2", "2023-11-15T23:13:20Z"));
    clock.advance(Duration::from_secs(54));
    assert_eq!(access_key(&signer).await, "ROLE_2");
}

/// A home whose file changes, and a count of how often it is read.
#[derive(Debug)]
struct ChangingFile(Mutex<(FixedEnvironment, usize)>);

impl ChangingFile {
    fn write(&self, secret_key: &str) {
        self.0.lock().unwrap().0 = FixedEnvironment::new().with_home("/home/user").with_file(
            "/home/user/.ncloud/configure",
            format!(
                "ncloud_access_key_id = A-{secret_key}\nncloud_secret_access_key = {secret_key}"
            ),
        );
    }
}

impl Environment for ChangingFile {
    fn var(&self, _: &str) -> Result<Option<String>, NotUnicode> {
        Ok(None)
    }

    fn read_file(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        let mut file = self.0.lock().unwrap();
        file.1 += 1;
        file.0.read_file(path)
    }

    fn home_dir(&self) -> Option<PathBuf> {
        Some("/home/user".into())
    }
}

#[tokio::test]
async fn that_were_rotated_in_the_file_are_read_again_once_after_a_rejection() {
    let file = Arc::new(ChangingFile(Mutex::default()));
    file.write("OLD");
    let metadata = Arc::new(FakeMetadata::nobody());
    let chain = CredentialChain::official(file.clone(), None, metadata);
    let signer = NcpSigner::from_source(Arc::new(chain), Arc::new(clock()), Arc::new(NoSleep));
    let signed = || signed_header(&signer, "x-ncp-iam-access-key");
    let reads = || file.0.lock().unwrap().1;
    let (key, version) = signed().await.unwrap();
    assert_eq!((key.as_str(), reads()), ("A-OLD", 1));

    // The same keys again would only be rejected again.
    assert!(!signer.on_rejected(version));
    assert_eq!(signed().await.unwrap().0, "A-OLD");
    assert_eq!(reads(), 2);

    file.write("NEW");
    assert_eq!(
        signed().await.unwrap().0,
        "A-OLD",
        "read before a rejection"
    );
    assert!(signer.on_rejected(version));
    let (key, version) = signed().await.unwrap();
    assert_eq!((key.as_str(), reads()), ("A-NEW", 4));
    assert_eq!(
        signer.credential_source().as_deref(),
        Some("/home/user/.ncloud/configure, profile 'DEFAULT'")
    );
    assert!(!signer.on_rejected(version));
}

/// Variables that a tool reads from a file of its own.
#[derive(Debug)]
struct ProfileFile(FixedEnvironment);

impl Environment for ProfileFile {
    fn var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        self.0.var(name)
    }

    fn file_of_var(&self, _: &str) -> Option<String> {
        Some("config.toml [default]".to_owned())
    }

    fn read_file(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        self.0.read_file(path)
    }

    fn home_dir(&self) -> Option<PathBuf> {
        None
    }
}

#[test]
fn that_stand_for_variables_are_told_by_their_file() {
    let find = |secret_key: &str| {
        let environment = FixedEnvironment::new()
            .with_var("NCLOUD_ACCESS_KEY_ID", "ACCESS")
            .with_var("NCLOUD_SECRET_ACCESS_KEY", secret_key);
        EnvironmentSource::new(Arc::new(ProfileFile(environment))).find()
    };
    assert_eq!(
        find("SECRET").unwrap().unwrap().source(),
        "config.toml [default]"
    );
    let error = find("<Secret Key>").unwrap_err().to_string();
    let place = "NCLOUD_SECRET_ACCESS_KEY in config.toml [default] is a placeholder";
    assert!(error.starts_with(place), "{error}");
}

#[tokio::test]
async fn of_the_environment_are_lasting_and_a_refusal_is_final() {
    let environment = FixedEnvironment::new()
        .with_var("NCLOUD_ACCESS_KEY", "ENV_ACCESS")
        .with_var("NCLOUD_SECRET_KEY", "ENV_SECRET");
    let clock = clock();
    let source = EnvironmentSource::new(Arc::new(environment));
    let signer =
        NcpSigner::from_source(Arc::new(source), Arc::new(clock.clone()), Arc::new(NoSleep));
    let (_, signed) = signed_header(&signer, "x-ncp-iam-access-key")
        .await
        .unwrap();
    assert!(!signer.on_rejected(signed));
    clock.advance(Duration::from_secs(10 * 365 * 86_400));
    assert_eq!(access_key(&signer).await, "ENV_ACCESS");
}

#[tokio::test]
async fn that_are_given_are_lasting_and_a_refusal_is_final() {
    let signer = NcpSigner::new(&NcpCredentials::new("ACCESS", "SECRET")).unwrap();
    let (_, signed) = signed_header(&signer, "x-ncp-iam-access-key")
        .await
        .unwrap();
    assert!(!signer.on_rejected(signed));
}

#[tokio::test]
async fn that_are_not_there_are_an_error_and_nothing_is_signed() {
    let source = EnvironmentSource::new(Arc::new(FixedEnvironment::new()));
    let signer = NcpSigner::from_source(Arc::new(source), Arc::new(clock()), Arc::new(NoSleep));
    let error = signed_header(&signer, "x-ncp-iam-access-key")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::NotConfigured);
    assert_eq!(
        error.to_string(),
        "no NAVER Cloud credentials in the environment (set NCLOUD_ACCESS_KEY_ID and \
         NCLOUD_SECRET_ACCESS_KEY)"
    );
}
