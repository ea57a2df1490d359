//! Layer 3: whole stories over a real socket, against the emulator.
#![allow(clippy::unwrap_used)]

#[expect(dead_code, reason = "an example's main is not called here")]
#[path = "../examples/ban_wave.rs"]
mod ban_wave;
mod common;

use std::time::Duration;

use auth_core::{Clock as _, ManualClock};
use common::{noon, options_at};
use korea_cloud_security_emulator::{Emulator, Fault, FaultRule, Operation};
use nhn_appguard::{
    AbnormalStatusQuery, AbnormalStatusRange, AppGuardCode, Appkey, Client, Detection, ErrorCode,
    IdType, Os, Totals, UserAccessKey,
};

/// Where it is noon of 2025-06-17 in Korea, as for the client.
async fn emulator() -> Emulator {
    Emulator::builder()
        .clock(noon().now())
        .start()
        .await
        .unwrap()
}

fn client(emulator: &Emulator, clock: ManualClock) -> Client {
    let keys = emulator.credentials();
    Client::builder()
        .with_appkey(Appkey::new(keys.appguard_appkey))
        .with_user_access_key(UserAccessKey::new(
            keys.nhn_user_access_key_id,
            keys.nhn_secret_access_key,
        ))
        .with_endpoint(emulator.url().parse().unwrap())
        .with_options(options_at(clock))
        .build()
        .unwrap()
}

#[tokio::test]
async fn three_months_of_detections_add_up() {
    let emulator = emulator().await;
    let client = client(&emulator, noon());
    let days = client.available_days().unwrap();
    for os in [Os::Android, Os::Ios] {
        let range = AbnormalStatusRange::new(days.clone(), os);
        let mut reports = client.abnormal_status_stream(&range);
        let (mut totals, mut count, mut entries) = (Totals::default(), 0, 0);
        while let Some(day) = reports.next().await {
            let report = day.report.unwrap();
            count += 1;
            entries += report.entries.len() as u64;
            totals.add(&report);
        }
        assert_eq!((count, totals.entries()), (90, entries));
        assert!(entries > 90);
        assert_eq!(totals.get(&Detection::Rooting).is_some(), os == Os::Android);
        assert_eq!(totals.get(&Detection::Jailbreak).is_some(), os == Os::Ios);
        let sum: u64 = totals.iter().map(|(_, count)| count).sum();
        // The service counts more in total than it names.
        assert!(totals.total().unwrap() >= sum && sum > 0);
    }
    assert_eq!(emulator.log().executed(Operation::AbnormalStatus), 180);
}

#[tokio::test]
async fn devices_and_users_are_two_views_of_a_day() {
    let emulator = emulator().await;
    let client = client(&emulator, noon());
    let yesterday = *client.available_days().unwrap().end();
    let devices = AbnormalStatusQuery::new(yesterday, Os::Android);
    let by_device = client.abnormal_status(&devices).await.unwrap();
    let by_user = client
        .abnormal_status(&devices.with_id_type(IdType::User))
        .await
        .unwrap();
    assert_eq!(by_device.totals(), by_user.totals());
    assert_ne!(by_device, by_user);
}

#[tokio::test]
async fn each_wrong_credential_is_named() {
    let emulator = emulator().await;
    let keys = emulator.credentials();
    let (id, secret) = (keys.nhn_user_access_key_id, keys.nhn_secret_access_key);
    let appkey = keys.appguard_appkey;
    let wrong = "test-secret-wrong";
    for (appkey, id, secret, expected) in [
        (wrong, &*id, &*secret, AppGuardCode::InvalidAppkey),
        (
            &*appkey,
            wrong,
            &*secret,
            AppGuardCode::InvalidUserAccessKey,
        ),
        (&*appkey, &*id, wrong, AppGuardCode::InvalidSecretAccessKey),
    ] {
        let client = Client::builder()
            .with_appkey(Appkey::new(appkey))
            .with_user_access_key(UserAccessKey::new(id, secret))
            .with_endpoint(emulator.url().parse().unwrap())
            .with_options(options_at(noon()))
            .build()
            .unwrap();
        let yesterday = *client.available_days().unwrap().end();
        let query = AbnormalStatusQuery::new(yesterday, Os::Android);
        let error = client.abnormal_status(&query).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::Service(expected)), "{error}");
        assert!(error.is_auth() && error.attempts() == 1);
        assert!(!format!("{error} {error:?}").contains(wrong), "{error}");
    }
}

/// A client whose clock is a day ahead thinks that the service's today is over.
#[tokio::test]
async fn a_day_that_the_service_refuses_is_an_invalid_parameter() {
    let emulator = emulator().await;
    let clock = noon();
    clock.advance(Duration::from_secs(86_400));
    let client = client(&emulator, clock);
    let yesterday = *client.available_days().unwrap().end();
    let query = AbnormalStatusQuery::new(yesterday, Os::Android);
    let error = client.abnormal_status(&query).await.unwrap_err();
    assert_eq!(
        error.code(),
        Some(ErrorCode::Service(AppGuardCode::InvalidParameter))
    );
}

#[tokio::test]
async fn strange_but_readable_answers_are_read() {
    let emulator = emulator().await;
    let client = client(&emulator, noon());
    let yesterday = *client.available_days().unwrap().end();
    let query = AbnormalStatusQuery::new(yesterday, Os::Ios);
    let usual = client.abnormal_status(&query).await.unwrap();
    for fault in [Fault::UnknownFields, Fault::NumbersAsStrings] {
        emulator
            .faults()
            .add(FaultRule::new(fault.clone()).times(1));
        let read = client.abnormal_status(&query).await.unwrap();
        assert_eq!(read.entries.len(), usual.entries.len());
        assert_eq!(read.totals().total(), usual.totals().total(), "{fault:?}");
    }
    emulator
        .faults()
        .add(FaultRule::new(Fault::Nulls { fields: Vec::new() }).times(1));
    let read = client.abnormal_status(&query).await.unwrap();
    assert_eq!(read.entries.len(), usual.entries.len());
    assert!(
        read.entries
            .iter()
            .all(|entry| entry.counts().next().is_none())
    );
}

#[tokio::test]
async fn the_ban_wave_names_devices_that_came_back() {
    let emulator = emulator().await;
    let client = client(&emulator, noon());
    let range = AbnormalStatusRange::days("2025-06-10", "2025-06-16", Os::Android).unwrap();
    let mut lines = Vec::new();
    ban_wave::write_bans(&client, &range, &mut lines)
        .await
        .unwrap();
    let lines = String::from_utf8(lines).unwrap();
    assert!(lines.lines().count() > 0);
    for line in lines.lines() {
        let cells: Vec<_> = line.split('\t').collect();
        assert!(matches!(cells[..], [_, "DEVICEID", _, "30"]), "{line}");
    }

    // An id that would be a line of its own.
    let data = r#"[{"abnormalId":"a\tDEVICEID\tx\t1\nb","modificationCount":1}]"#;
    emulator.faults().add(Fault::set_raw("/data", data));
    let mut lines = Vec::new();
    ban_wave::write_bans(&client, &range, &mut lines)
        .await
        .unwrap();
    assert_eq!(String::from_utf8(lines).unwrap(), "");
}
