//! Nothing that can be printed prints a secret.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use auth_core::{
    AccessToken, Appkey, ConfigureFileSource, CredentialChain, EnvironmentSource, FixedEnvironment,
    FoundCredentials, IntegrityToken, IssuedToken, NcpCredentials, NcpSigner, NcpSigningKey,
    Secret, ServerRoleSource, Signer, StaticHeaderSigner, TokenSigner, UserAccessKey,
    parse_configure,
};
use base64::Engine as _;
use http::Method;

use crate::support::{Answer, FakeIssuer, FakeMetadata, NoSleep, clock, moment, parts};

const MARK: &str = "test-secret-7f3a";

fn assert_unmarked(value: &dyn Debug) {
    let base64 = base64::engine::general_purpose::STANDARD_NO_PAD.encode(MARK);
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!text.contains(MARK) && !text.contains(&base64), "{text}");
    }
}

#[test]
fn credentials_do_not() {
    let pair = NcpCredentials::new(MARK, MARK);
    assert_unmarked(&Secret::new(MARK));
    assert_unmarked(&AccessToken::new(MARK));
    assert_unmarked(&Appkey::new(MARK));
    assert_unmarked(&IntegrityToken::new(MARK));
    assert_unmarked(&IssuedToken::new(AccessToken::new(MARK), Duration::ZERO));
    assert_unmarked(&UserAccessKey::new(MARK, MARK));
    assert_unmarked(&FoundCredentials::new(pair.clone(), "here"));
    assert_unmarked(&pair);
    let configure = format!("ncloud_access_key_id = {MARK}\nncloud_secret_access_key = {MARK}\n");
    assert_unmarked(&parse_configure(&configure));
}

#[test]
fn places_do_not() {
    let environment = Arc::new(
        FixedEnvironment::new()
            .with_home("/home/user")
            .with_file("/home/user/.ncloud/configure", MARK)
            .with_var("NCLOUD_SECRET_KEY", MARK),
    );
    let metadata = Arc::new(FakeMetadata::nobody());
    assert_unmarked(&environment);
    assert_unmarked(&EnvironmentSource::new(environment.clone()));
    assert_unmarked(&ConfigureFileSource::new(
        environment.clone(),
        Some("profile"),
    ));
    assert_unmarked(&ServerRoleSource::new(metadata.clone()));
    assert_unmarked(&CredentialChain::official(environment, None, metadata));
}

#[tokio::test]
async fn signers_do_not_nor_do_the_requests_that_they_signed() {
    let pair = NcpCredentials::new(MARK, MARK);
    let key = UserAccessKey::new(MARK, MARK);
    let issuer = Arc::new(FakeIssuer::new(60));
    issuer.will(Answer::Text(MARK));
    let signers: [Arc<dyn Signer>; 4] = [
        Arc::new(NcpSigner::new(&pair).unwrap()),
        Arc::new(StaticHeaderSigner::user_access_key(&key).unwrap()),
        Arc::new(StaticHeaderSigner::basic(&key).unwrap()),
        Arc::new(TokenSigner::new(
            issuer,
            Arc::new(clock()),
            Arc::new(NoSleep),
        )),
    ];
    for signer in signers {
        let mut parts = parts("https://example.com/");
        signer.sign(&mut parts, moment()).await.unwrap();
        assert_unmarked(&signer);
        assert_unmarked(&parts);
    }
    let key = NcpSigningKey::new(&pair).unwrap();
    assert_unmarked(&key);
    assert_unmarked(&key.headers(&Method::GET, "/", 0).unwrap());
}

#[tokio::test]
async fn a_signer_of_found_credentials_does_not() {
    let environment = FixedEnvironment::new()
        .with_var("NCLOUD_ACCESS_KEY", MARK)
        .with_var("NCLOUD_SECRET_KEY", MARK);
    let source = Arc::new(EnvironmentSource::new(Arc::new(environment)));
    let signer = NcpSigner::from_source(source, Arc::new(clock()), Arc::new(NoSleep));
    signer.sign(&mut parts("/"), moment()).await.unwrap();
    assert_unmarked(&signer);
}
