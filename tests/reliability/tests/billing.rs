//! Money and one-shot tokens: ten thousand calls through a storm of faults, judged by the
//! emulator's log.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use korea_cloud_security::ncp_wsc::{CreateJob, JobId, Reconcile};
use korea_cloud_security::nhn_integrity::IntegrityToken;
use korea_cloud_security_emulator::{Envelope, Fault, FaultRule, MemoChange, Operation};
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
    stormy_lab_of(SEED, operation, nhn).await
}

async fn stormy_lab_of(seed: u64, operation: Operation, nhn: bool) -> Lab {
    let lab = Lab::with(LabOptions::default().emulator(move |builder| {
        builder
            .seed(seed)
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
    create(lab, 0..CALLS, change).await
}

async fn create(
    lab: &Lab,
    numbers: Range<usize>,
    change: impl Fn(CreateJob) -> CreateJob,
) -> Vec<End> {
    stream::iter(numbers)
        .map(|number| {
            let request = change(scan_of(&format!("site-{number}")));
            async move { End::of(&lab.wsc.create_job(&request).await) }
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
async fn while_the_search_is_down_the_outcome_stays_unknown_and_the_error_says_what_to_look_for() {
    let lab = Lab::new().await;
    let faults = lab.emulator.faults();
    faults.add(FaultRule::new(Fault::ResetAfterRead { executed: true }).on(Operation::CreateJob));
    for operation in [Operation::SearchJobs, Operation::GetJobs] {
        faults.add(
            FaultRule::new(Fault::Html {
                status: 502,
                executed: false,
            })
            .on(operation),
        );
    }
    let started = tokio::time::Instant::now();
    let request = scan_of("settle").with_reconcile(Reconcile::new());
    let error = lab.wsc.create_job(&request).await.unwrap_err();
    assert!(error.outcome_unknown());
    let tag = lab.emulator.log().scans()[0].memo.clone();
    let line = error.to_string();
    assert!(
        line.contains("not seen within 20 s") && line.contains(&tag),
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
    let created = lab.wsc.create_job(&request).await.unwrap();
    assert!(created.is_reconciled && created.id.is_some());
    assert_eq!(lab.emulator.log().totals().scans_billed, 1);
}

/// Responses to createJob that contradict what was done: it was created, and billed.
fn hostile_responses() -> Vec<Fault> {
    let error = |status, code| Fault::Error {
        status,
        code,
        message: "a fault of the storm".to_owned(),
        envelope: Envelope::NcpNumber,
        executed: true,
    };
    let success = |body: &str| Fault::Response {
        status: 200,
        headers: Vec::new(),
        body: body.into(),
        executed: true,
    };
    vec![
        // A proxy that repeats a request which timed out: the first one bills.
        error(400, 160_453),
        error(200, 160_453),
        error(400, 160_454),
        error(502, 160_453),
        // Statuses and codes that do not go together.
        error(504, 160_431),
        error(500, 100),
        error(503, 300),
        error(409, 12),
        // A bare number is no id, and a named one may be another job's.
        success(r#"{"returnCode":"0","resources":1}"#),
        success(r#"{"returnCode":"0","resources":"1"}"#),
        success(r#"{"returnCode":"0","resources":{"instanceNo":1}}"#),
        success(r#"{"returnCode":"0","resources":[{"instanceNo":1},{"instanceNo":2}]}"#),
        success(r#"{"returnCode":0}"#),
        // An error beside what says that the job was created.
        success(r#"{"returnCode":0,"error":{"errorCode":"300","message":"x"}}"#),
        success(r#"{"errorCode":"100","message":"x","instanceNo":1}"#),
        success("[]"),
        success("OK"),
    ]
}

fn mangled_memos() -> Vec<Fault> {
    let changes = [
        MemoChange::Cut(20),
        MemoChange::Cut(50),
        MemoChange::Entities,
        MemoChange::Trim,
    ];
    let changed = changes.map(|how| Fault::MemoChanged { how });
    changed.into()
}

/// A lab whose service drops, delays, contradicts and mangles.
async fn hostile_lab() -> Lab {
    let lab = stormy_lab(Operation::CreateJob, false).await;
    for fault in hostile_responses().into_iter().chain(mangled_memos()) {
        let rule = FaultRule::new(fault).on(Operation::CreateJob);
        lab.emulator.faults().add(rule.probability(0.02));
    }
    lab
}

/// In ten labs, as a service that keeps every job of a storm searches slowly.
#[tokio::test(start_paused = true)]
async fn with_reconcile_every_billed_scan_ends_as_a_success_whatever_the_responses_say() {
    const LABS: usize = 10;

    let hostile: Vec<_> = hostile_responses()
        .into_iter()
        .chain(mangled_memos())
        .collect();

    for lab_number in 0..LABS {
        let seed = SEED + lab_number as u64;
        let lab = stormy_lab_of(seed, Operation::CreateJob, false).await;
        for fault in &hostile {
            let rule = FaultRule::new(fault.clone()).on(Operation::CreateJob);
            lab.emulator.faults().add(rule.probability(0.02));
        }
        let ends = create(&lab, 0..CALLS / LABS, |request| {
            let request = request.with_memo("배포 후 점검");
            request.with_reconcile(Reconcile::new())
        })
        .await;
        let billed = billed(&lab);
        for (number, end) in ends.iter().enumerate() {
            let scans = billed.get(&number).copied().unwrap_or(0);
            let expected = usize::from(*end == End::Success);
            assert_eq!(
                scans, expected,
                "call {number} ended as {end:?}, seed {seed}"
            );
        }
        let reached = lab.emulator.log().reached(Operation::CreateJob);
        assert!(reached as usize <= ends.len() * 3, "{reached}");
        let successes = ends.iter().filter(|end| **end == End::Success).count();
        assert!(successes > ends.len() / 2, "{successes}, seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_job_that_is_named_is_the_one_that_was_created() {
    let lab = hostile_lab().await;
    let late = Fault::JobListedLate {
        milliseconds: 15_000,
    };
    let shout = Fault::MemoChanged {
        how: MemoChange::Uppercase,
    };
    for fault in [late, shout] {
        let rule = FaultRule::new(fault).on(Operation::CreateJob);
        lab.emulator.faults().add(rule.probability(0.1));
    }
    let everything = FaultRule::new(Fault::SearchFindsAll).on(Operation::SearchJobs);
    lab.emulator.faults().add(everything.probability(0.1));
    let unreadable = FaultRule::new(Fault::set("/record_data/*/status", 4)).on(Operation::GetJobs);
    lab.emulator.faults().add(unreadable.probability(0.5));
    for number in 0..300 {
        let request = scan_of(&format!("site-{number}")).with_reconcile(Reconcile::new());
        let created = lab.wsc.create_job(&request).await;
        let scans = lab.emulator.log().scans();
        let billed = scans
            .iter()
            .filter(|scan| scan.start_url == request.start_url());
        let billed: Vec<_> = billed.map(|scan| JobId::from(scan.instance_no)).collect();
        match created {
            Ok(created) => assert_eq!(billed, [created.id.unwrap()], "call {number}, seed {SEED}"),
            Err(error) if error.outcome_unknown() => assert!(billed.len() <= 1, "call {number}"),
            Err(error) => assert_eq!(billed, [], "call {number}: {error}, seed {SEED}"),
        }
    }
}

/// Three attempts of a CI job with one key each: whatever happens, one scan is billed.
#[tokio::test(start_paused = true)]
async fn one_idempotency_key_bills_one_scan() {
    let lab = hostile_lab().await;
    let numbers = 0..300;
    let mut succeeded = vec![false; numbers.len()];
    for attempt in 0..3 {
        let ends = create(&lab, numbers.clone(), |request| {
            let key = format!("deploy of {}", request.start_url());
            request.with_reconcile(Reconcile::with_idempotency_key(key))
        })
        .await;
        for (number, end) in ends.iter().enumerate() {
            succeeded[number] |= *end == End::Success;
        }
        let billed = billed(&lab);
        for number in numbers.clone() {
            let scans = billed.get(&number).copied().unwrap_or(0);
            assert!(scans <= 1, "call {number}, attempt {attempt}, seed {SEED}");
            assert!(
                !succeeded[number] || scans == 1,
                "call {number}, attempt {attempt}, seed {SEED}"
            );
        }
    }
    let all = succeeded.iter().filter(|succeeded| **succeeded).count();
    assert!(all > numbers.len() * 9 / 10, "{all}");
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
