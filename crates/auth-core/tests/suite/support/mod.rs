mod issuer;
mod metadata;
mod time;

pub use issuer::{Answer, FakeIssuer};
pub use metadata::FakeMetadata;
pub use time::{NoSleep, TokioClock, TokioSleep, clock, poll_once};

use auth_core::{CredentialVersion, Signer, SigningError};
use http::request::Parts;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The moment of the vectors.
pub fn moment() -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(1_700_000_000_000)
}

pub fn parts(uri: &str) -> Parts {
    http::Request::get(uri)
        .header("x-kept", "as it was")
        .body(())
        .unwrap()
        .into_parts()
        .0
}

/// Signs a request and gives the value of one header.
pub async fn signed_header(
    signer: &dyn Signer,
    name: &str,
) -> Result<(String, CredentialVersion), SigningError> {
    let mut parts = parts("https://wsc.apigw.ntruss.com/api/v1/jobs?limit=10&page=1");
    let before = parts.headers.clone();
    match signer.sign(&mut parts, moment()).await {
        Ok(signed) => {
            let value = parts.headers.get(name).unwrap().to_str().unwrap();
            Ok((value.to_owned(), signed))
        }
        Err(error) => {
            assert_eq!(parts.headers, before, "signed in part");
            Err(error)
        }
    }
}
