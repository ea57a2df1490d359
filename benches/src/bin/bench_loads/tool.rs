//! The command-line tool beside curl: its start, and one call against a local emulator.

use std::process::{Command, Stdio};
use std::time::Duration;

use benches::Failure;
use benches::paired::Paired;
use benches::server::Server;
use http::header::CONTENT_TYPE;
use serde_json::Value;

use crate::{Effort, now, one_thread};

const ID: &str = "TEST-NHN-ACCESS-KEY-1";
const SECRET: &str = "test-secret-nhn-access-key-1";
const APPKEY: &str = "test-ssc-appkey-1";

pub(crate) fn run(program: &str, effort: Effort) -> Result<(), Failure> {
    let mut paired = Paired::default();
    for _ in 0..effort.of(41, 11) {
        let ours = run_one(Command::new(program).arg("--version"))?;
        paired.push(ours, run_one(Command::new("curl").arg("--version"))?);
    }
    paired.print("tool-start", "ms", 1e3, "");

    let emulator = Server::start_beside_this_program(&["emulator"])?;
    let url = emulator.url();
    let token = one_thread()?.block_on(token(&url))?;
    let mut paired = Paired::default();
    for _ in 0..effort.of(21, 7) {
        paired.push(
            run_one(&mut ours(program, &url))?,
            run_one(&mut curl(&url, &token))?,
        );
    }
    paired.print("tool-call", "ms", 1e3, "");
    Ok(())
}

/// A token for the emulator's first account.
async fn token(url: &str) -> Result<String, Failure> {
    let client = reqwest::Client::builder().tls_backend_rustls().no_proxy();
    let request = client.build()?.post(format!("{url}/oauth2/token/create"));
    let request = request.basic_auth(ID, Some(SECRET));
    let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = request.body("grant_type=client_credentials").send().await?;
    let issued: Value = serde_json::from_slice(&answer.bytes().await?)?;
    let token = issued["access_token"].as_str();
    Ok(token.ok_or("the emulator issued no token")?.to_owned())
}

fn ours(program: &str, url: &str) -> Command {
    let mut command = Command::new(program);
    command
        .args("ssc summary --region KR1 --from 2025-06-17 --to 2025-06-18".split(' '))
        .env("KCSEC_ENDPOINT_URL", url)
        .env("NHN_CLOUD_USER_ACCESS_KEY_ID", ID)
        .env("NHN_CLOUD_SECRET_ACCESS_KEY", SECRET)
        .env("NHN_CLOUD_SSC_APPKEY", APPKEY);
    command
}

/// The two calls that the tool makes, on one connection: a token, and the summary.
fn curl(url: &str, token: &str) -> Command {
    let mut command = Command::new("curl");
    command
        .args(["--silent", "--noproxy", "*", "--user", &format!("{ID}:{SECRET}")])
        .args(["--data", "grant_type=client_credentials"])
        .arg(format!("{url}/oauth2/token/create"))
        .args(["--next", "--silent", "--noproxy", "*"])
        .args(["--header", &format!("X-NHN-Authorization: Bearer {token}")])
        .arg(format!(
            "{url}/ssc/v1.0/appKey/{APPKEY}/inspection_result/summary?regionCode=KR1&from=2025-06-17T00%3A00%3A00%2B09%3A00&to=2025-06-18T23%3A59%3A59%2B09%3A00"
        ));
    command
}

/// How long it runs.
fn run_one(command: &mut Command) -> Result<Duration, Failure> {
    let start = now();
    let status = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    let took = start.elapsed();
    match status.success() {
        true => Ok(took),
        false => Err(format!("{command:?} ended with {status}").into()),
    }
}
