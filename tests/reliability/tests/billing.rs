//! Money and one-shot tokens: ten thousand calls through a storm of faults, judged by the
//! emulator's log.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use korea_cloud_security::ncp_wsc::{CreateJob, Reconcile};
use korea_cloud_security::nhn_integrity::IntegrityToken;
use korea_cloud_security_emulator::{Fault, FaultRule, Operation};
use reliability::{Lab, LabOptions, scan_of, storm};

const CALLS: usize = 10_000;
const AT_ONCE: usize = 100;
const SEED: u64 = 20_260_115;

/// How one call ended, without its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Success,
    Unknown,
    Failed,
}

impl End {
    fn of<T>(result: &Result<T, impl AsRef<transport_core::CallError>>) -> Self {
        match result {
            Ok(_) => Self::Success,
            Err(error) if error.as_ref().outcome_unknown() => Self::Unknown,
            Err(_) => Self::Failed,
        }
    }
}

async fn stormy_lab(operation: Operation, nhn: bool) -> Lab {
    let lab = Lab::with(LabOptions::default().emulator(|builder| {
        builder
            .seed(SEED)
            .past_jobs(0)
            .running_jobs_limit(usize::MAX)
            .log_capacity(0)
    }))
    .await;
    for rule in storm(operation, nhn) {
        lab.emulator.faults().add(rule);
    }
    lab
}

async fn create_all(lab: &Lab, change: impl Fn(CreateJob) -> CreateJob) -> Vec<End> {
    stream::iter(0..CALLS)
        .map(|number| {
            let request = change(scan_of(&format!("site-{number}")));
            async { End::of(&lab.wsc.create_job(request).await) }
        })
        .buffered(AT_ONCE)
        .collect()
        .await
}

/// The scans that the service really billed, by the number of the call.
fn billed(lab: &Lab) -> HashMap<usize, usize> {
    let mut billed = HashMap::new();
    for scan in lab.emulator.log().scans() {
        let number = scan.start_url.trim_start_matches("https://site-");
        let number = number.split('.').next().unwrap().parse().unwrap();
        *billed.entry(number).or_default() += 1;
    }
    billed
}

#[tokio::test(start_paused = true)]
async fn no_scan_is_billed_twice_and_no_unknown_outcome_is_called_known() {
    let lab = stormy_lab(Operation::CreateJob, false).await;
    let ends = create_all(&lab, |request| request).await;
    let billed = billed(&lab);
    for (number, end) in ends.iter().enumerate() {
        let scans = billed.get(&number).copied().unwrap_or(0);
        match end {
            End::Success => assert_eq!(scans, 1, "call {number}, seed {SEED}"),
            End::Failed => assert_eq!(scans, 0, "call {number}, seed {SEED}"),
            End::Unknown => assert!(scans <= 1, "call {number}, seed {SEED}"),
        }
    }
    // The storm was one: each ending came about often.
    for end in [End::Success, End::Unknown] {
        let often = ends.iter().filter(|other| **other == end).count();
        assert!(often > CALLS / 10, "{end:?} {often}");
    }
}

#[tokio::test(start_paused = true)]
async fn with_reconcile_every_billed_scan_ends_as_a_success() {
    let lab = stormy_lab(Operation::CreateJob, false).await;
    let ends = create_all(&lab, |request| {
        request
            .with_memo("배포 후 점검")
            .with_reconcile(Reconcile::new())
    })
    .await;
    let billed = billed(&lab);
    for (number, end) in ends.iter().enumerate() {
        let scans = billed.get(&number).copied().unwrap_or(0);
        let expected = usize::from(*end == End::Success);
        assert_eq!(
            scans, expected,
            "call {number} ended as {end:?}, seed {SEED}"
        );
    }
    let reached = lab.emulator.log().reached(Operation::CreateJob);
    assert!(reached as usize <= CALLS * 3, "{reached}");
    let memos = lab.emulator.log().scans();
    assert!(
        memos
            .iter()
            .all(|scan| scan.memo.starts_with("배포 후 점검 kcs-"))
    );
}

#[tokio::test(start_paused = true)]
async fn while_the_search_is_down_the_outcome_stays_unknown_and_the_error_says_what_to_look_for() {
    let lab = Lab::new().await;
    let faults = lab.emulator.faults();
    faults.add(FaultRule::new(Fault::ResetAfterRead { executed: true }).on(Operation::CreateJob));
    faults.add(
        FaultRule::new(Fault::Html {
            status: 502,
            executed: false,
        })
        .on(Operation::SearchJobs),
    );
    let started = tokio::time::Instant::now();
    let request = scan_of("settle").with_reconcile(Reconcile::new());
    let error = lab.wsc.create_job(request).await.unwrap_err();
    assert!(error.outcome_unknown());
    let marker = lab.emulator.log().scans()[0].memo.clone();
    let line = error.to_string();
    assert!(
        line.contains("not seen within 20 s") && line.contains(&marker),
        "{line}"
    );
    assert_eq!(lab.emulator.log().reached(Operation::CreateJob), 1);
    assert!(
        started.elapsed() < Duration::from_secs(30),
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn a_job_that_the_search_sees_late_is_found() {
    let lab = Lab::new().await;
    let faults = lab.emulator.faults();
    faults.add(FaultRule::new(Fault::ResetAfterRead { executed: true }).on(Operation::CreateJob));
    let slow = Fault::StallBeforeHeaders {
        milliseconds: None,
        executed: false,
    };
    faults.add(FaultRule::new(slow).on(Operation::SearchJobs).times(2));
    let request = scan_of("late").with_reconcile(Reconcile::new());
    let created = lab.wsc.create_job(request).await.unwrap();
    assert!(created.is_reconciled && created.instance_no.is_some());
    assert_eq!(lab.emulator.log().totals().scans_billed, 1);
}

#[tokio::test(start_paused = true)]
async fn no_integrity_token_is_read_twice_and_none_is_lost_silently() {
    let lab = stormy_lab(Operation::TokenInfo, true).await;
    let app_id = lab.emulator.credentials().integrity_app_id;
    let tokens: Vec<String> = (0..CALLS).map(|_| lab.integrity_token()).collect();
    let ends: Vec<End> = stream::iter(&tokens)
        .map(|token| {
            let token = IntegrityToken::new(token.as_str());
            async { End::of(&lab.integrity.token_info(&app_id, token).await) }
        })
        .buffered(AT_ONCE)
        .collect()
        .await;
    for (number, (token, end)) in tokens.iter().zip(&ends).enumerate() {
        let reads = lab.emulator.log().integrity_reads(token);
        match end {
            End::Success => assert_eq!(reads, 1, "token {number}, seed {SEED}"),
            End::Failed => assert_eq!(reads, 0, "token {number}, seed {SEED}"),
            End::Unknown => assert!(reads <= 1, "token {number}, seed {SEED}"),
        }
    }
    assert!(ends.iter().filter(|end| **end == End::Unknown).count() > CALLS / 10);
}
