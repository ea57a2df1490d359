//! The emulator with the marked secrets as its own: calls that succeed, and its log.

use korea_cloud_security::ncp_wsc::{CreateJob, SearchQuery};
use korea_cloud_security::nhn_integrity::IntegrityToken;
use korea_cloud_security_emulator::{Emulator, IntegrityVerdict};
use reliability::{Call, start_of_time};
use test_support::{
    APPGUARD_APPKEY, Leaks, NCP_ACCESS_KEY, NCP_SECRET_KEY, NHN_KEY_ID, NHN_SECRET_KEY, SSC_APPKEY,
    URL_PASSWORD,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use transport_core::ClientOptions;

use crate::rig::{Rig, scan};

/// An emulator that knows the marked secrets.
pub async fn emulator() -> Emulator {
    Emulator::builder()
        .clock(start_of_time())
        .credentials(|keys| {
            keys.nhn_user_access_key_id = NHN_KEY_ID.text.to_owned();
            keys.nhn_secret_access_key = NHN_SECRET_KEY.text.to_owned();
            keys.ssc_appkey = SSC_APPKEY.text.to_owned();
            keys.appguard_appkey = APPGUARD_APPKEY.text.to_owned();
            keys.ncp_access_key = NCP_ACCESS_KEY.text.to_owned();
            keys.ncp_secret_key = NCP_SECRET_KEY.text.to_owned();
        })
        .start()
        .await
        .unwrap()
}

/// Makes every call, with the right secrets and with wrong ones; returns what was shown, and the
/// search for the secrets that the emulator made up besides.
pub async fn visit(emulator: &Emulator, options: &ClientOptions) -> (String, Leaks) {
    let endpoint = emulator.url().parse().unwrap();
    let rig = Rig::new(&endpoint, options);
    let mut leaks = Leaks::default();
    let mut text = String::new();

    let issued = rig.oauth.create().await.unwrap();
    leaks = leaks.and("issued token", issued.token.expose());
    text += &format!("{issued:?} {issued:#?}");
    let app = emulator.credentials().integrity_app_id;
    let token = emulator.issue_integrity_token(&app, IntegrityVerdict::genuine());
    leaks = leaks.and("issued integrity token", &token);
    // Twice: read, and refused as it is used up.
    for _ in 0..2 {
        let read = rig
            .integrity
            .token_info(&app, IntegrityToken::new(token.as_str()));
        text += &format!("{:#?}", read.await);
    }
    let created = rig.wsc.create_job(&scan("report")).await.unwrap();
    emulator.clock().advance(std::time::Duration::from_secs(60));
    // Beyond the five minutes that a signature may be off nothing would be refused: the emulator's
    // clock only runs ahead by one.
    let report = rig.wsc.get_report(created.id.as_ref().unwrap());
    let report = report.await.unwrap();
    let cookies = report.login_info.as_ref().unwrap().expose().to_owned();
    leaks = leaks.and("Login_Info of the report", &cookies);
    text += &format!("{created:#?} {report:?} {report:#?}");
    text += &serde_json::to_string(&report).unwrap();
    for call in Call::ALL {
        text += &rig.call(call).await;
    }
    // Last, as a target's URL is no secret to the lists of its owner's jobs.
    let start_url = format!("https://scan-user:{}@target.example.com", URL_PASSWORD.text);
    let scan = CreateJob::new(&start_url);
    let refused = rig.wsc.create_job(&scan).await.unwrap_err();
    text += &format!("{refused} {refused:?}");
    let search = SearchQuery::by_url(start_url);
    rig.wsc.search_jobs(&search).await.unwrap();
    (text, leaks)
}

/// All that the emulator shows of what it was sent.
pub async fn shown(emulator: &Emulator) -> String {
    let log = emulator.log();
    let requests = log.requests();
    assert!(requests.len() > 12, "the log is empty");
    let mut text = format!(
        "{emulator:?} {log:?} {requests:?} {requests:#?} {:?} {:?} {:?} {:?}",
        log.totals(),
        log.scans(),
        emulator.banner(),
        emulator.credentials(),
    )
    // Identifiers of the emulator's own keys are meant to be seen.
    .replace(NHN_KEY_ID.text, "")
    .replace(NCP_ACCESS_KEY.text, "");
    for path in ["requests", "state", "faults", "clock", "seed", ""] {
        let mut stream = TcpStream::connect(emulator.addr()).await.unwrap();
        let request =
            format!("GET /__admin/{path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        text += &answer
            .replace(NHN_KEY_ID.text, "")
            .replace(NCP_ACCESS_KEY.text, "");
    }
    text
}
