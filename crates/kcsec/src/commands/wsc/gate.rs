//! The gate on a scan that this command has followed to its end.

use korea_cloud_security::ncp_wsc::{Client, Job};

use crate::cli::SeverityLevel;
use crate::commands::{collect, findings};
use crate::context::Context;
use crate::exit::{Failure, Outcome};

/// Reads the report and ends with what its counts say. A report that cannot be read is no pass.
pub(super) async fn run(
    context: &Context,
    client: &Client,
    job: &Job,
    fail_on: SeverityLevel,
) -> Outcome {
    let unread = |failure: Failure| {
        let id = &job.id;
        Failure::new(
            failure.status,
            format!(
                "{failure}; the gate could not judge job {id}, which is finished and billed: \
                 'kcsec wsc report {id}' reads its report again"
            ),
        )
    };
    let report = client.get_report(&job.id).await;
    let report = report.map_err(|error| unread(error.into()))?;
    let state = collect::scan_state(context, job, &report).map_err(unread)?;
    findings::gate_state(context, state, fail_on)
}
