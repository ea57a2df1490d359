//! Every call under every fault, and the page that shows it.

use korea_cloud_security_emulator::{Fault, FaultRule};
use transport_core::Effect;

use crate::{Call, Ending, Lab, LabOptions};

/// The bound of one call with its repeats, and a little for the token that it may need.
const LONGEST_CALL_SECONDS: u64 = 151;

/// A way in which things go wrong, with its name on the page.
#[derive(Debug, Clone)]
pub struct Row {
    /// What the page calls it.
    pub name: String,
    kind: RowKind,
}

#[derive(Debug, Clone)]
enum RowKind {
    /// The fault happens to the call itself.
    Fault(Fault),
    /// The fault happens to the answer before, on the connection that the call would ride on.
    Before(Fault),
    /// Every proxy that is named is dead.
    DeadProxy,
}

/// The faults of the emulator's catalogue, and the environment's proxy.
pub fn rows() -> Vec<Row> {
    Fault::catalogue()
        .map(|(name, fault)| Row {
            name: name.to_owned(),
            kind: match fault {
                Fault::CloseAfterResponse { .. } => RowKind::Before(fault),
                other => RowKind::Fault(other),
            },
        })
        .chain([Row {
            name: "a dead proxy is named".to_owned(),
            kind: RowKind::DeadProxy,
        }])
        .collect()
}

/// The documented errors of a call.
pub fn error_rows(call: Call) -> Vec<Row> {
    Fault::documented_errors(call.operation())
        .map(|fault| {
            let name = match &fault {
                Fault::Error { status, code, .. } => format!("{code} (HTTP {status})"),
                other => format!("{other:?}"),
            };
            Row {
                name,
                kind: RowKind::Fault(fault),
            }
        })
        .collect()
}

/// How one call ended under one fault.
#[derive(Debug)]
pub struct Cell {
    /// How often the service was reached.
    pub reached: u64,
    /// How often the service carried the call out.
    pub executed: u64,
    /// What the client says.
    pub ending: Ending,
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ×{}", self.ending, self.reached)
    }
}

/// Makes the call with the fault happening to its first `times` attempts, or to all.
///
/// # Panics
///
/// When the cell breaks what must hold for every cell.
pub async fn cell(call: Call, row: &Row, times: Option<u64>) -> Cell {
    let lab = Lab::with(options(row)).await;
    let prepared = lab.prepare(call).await;
    match &row.kind {
        RowKind::Fault(fault) => {
            lab.emulator.faults().add(rule(call, fault, times));
        }
        RowKind::Before(fault) => {
            let rule = FaultRule::new(fault.clone()).times(1);
            lab.emulator.faults().add(rule);
            // Any other call may leave the connection behind.
            let before = if call == Call::GetJobs {
                Call::SearchJobs
            } else {
                Call::GetJobs
            };
            let ready = lab.prepare(before).await;
            assert!(lab.run(before, ready).await.is_success());
            lab.emulator.log().clear();
        }
        RowKind::DeadProxy => {}
    }
    let ending = lab.run(call, prepared).await;
    let log = lab.emulator.log();
    let cell = Cell {
        reached: log.reached(call.operation()),
        executed: log.executed(call.operation()),
        ending,
    };
    assert_invariants(call, row, &cell);
    cell
}

fn rule(call: Call, fault: &Fault, times: Option<u64>) -> FaultRule {
    match (fault, times) {
        // A port is shut for a time, not for a number of calls: here until the first back-off ends.
        (Fault::ConnectionRefused { .. }, Some(_)) => FaultRule::new(Fault::ConnectionRefused {
            milliseconds: Some(100),
        }),
        (fault, Some(times)) => FaultRule::new(fault.clone())
            .on(call.operation())
            .times(times),
        (fault, None) => FaultRule::new(fault.clone()).on(call.operation()),
    }
}

fn options(row: &Row) -> LabOptions {
    let options = LabOptions::default();
    match &row.kind {
        RowKind::Fault(Fault::RefusedStream | Fault::GoAway { .. }) => {
            options.client(|client| client.with_http2_prior_knowledge())
        }
        // Nobody listens on the discard port of a machine that runs tests.
        RowKind::DeadProxy => options.client(|client| client.with_proxy("http://127.0.0.1:9")),
        _ => options,
    }
}

/// What holds for every cell, whatever the page says.
fn assert_invariants(call: Call, row: &Row, cell: &Cell) {
    let what = format!("{} under {}: {cell:?}", call.name(), row.name);
    assert!(
        cell.ending.took.as_secs() <= LONGEST_CALL_SECONDS,
        "too long: {what}"
    );
    // Three attempts, and one more with another token or timestamp; a report that the list shows
    // and that is not there yet is asked for for another minute.
    let most = if call == Call::GetReport { 10 } else { 4 };
    assert!(cell.reached <= most, "too often: {what}");
    if matches!(call.effect(), Effect::Bills | Effect::Consumes) {
        assert!(cell.executed <= 1, "carried out twice: {what}");
        if cell.ending.is_success() {
            assert_eq!(cell.executed, 1, "a success that never was: {what}");
        } else if !cell.ending.unknown {
            assert_eq!(cell.executed, 0, "carried out, and nobody says so: {what}");
        }
    } else {
        assert!(
            !cell.ending.unknown,
            "only calls that bill or consume end unknown: {what}"
        );
    }
    assert!(
        !cell.ending.line.contains('\n'),
        "an error is one line: {what}"
    );
}
