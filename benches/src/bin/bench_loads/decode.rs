//! Decoding by the clients beside the plainest structs, and the signature beside people's own.

use std::hint::black_box;

use auth_core::{NcpCredentials, NcpSigningKey};
use benches::data::{details_of_size, report_of_size, summary_of};
use benches::paired::Paired;
use benches::plain::answers::{Details, Summary};
use benches::plain::report::Report;
use benches::plain::signature::{ACCESS_KEY, SECRET_KEY, TARGET, TIMESTAMP_MS, as_people_write_it};
use benches::{Failure, clients};
use bytes::Bytes;
use http::Method;

use crate::{Effort, now, one_thread};

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let rounds = effort.of(41, 5);
    let key = NcpSigningKey::new(&NcpCredentials::new(ACCESS_KEY, SECRET_KEY))?;
    let ours = || {
        let (target, at) = black_box((TARGET, TIMESTAMP_MS));
        Ok(key.headers(&Method::GET, target, at)?)
    };
    let other = || {
        let (target, at) = black_box((TARGET, TIMESTAMP_MS));
        as_people_write_it("GET", target, at, ACCESS_KEY, SECRET_KEY)
    };
    let paired = in_turns(rounds, 20_000, ours, other)?;
    paired.print("signature-by-hand", "ns", 1e9 / 20_000.0, "");

    let runtime = one_thread()?;
    let body = Bytes::from(summary_of(1_000));
    let ssc = clients::ssc_with(body.clone())?;
    let query = clients::summary_query()?.with_limit(1_000);
    let ours = || Ok(runtime.block_on(ssc.summary(&query))?);
    let other = || Ok(serde_json::from_slice::<Summary>(black_box(&body))?);
    let paired = in_turns(rounds, 50, ours, other)?;
    paired.print("decode-summary", "µs", 1e6 / 50.0, "");

    let body = Bytes::from(details_of_size(10_000_000));
    let ssc = clients::ssc_with(body.clone())?;
    let ours = || Ok(runtime.block_on(ssc.details(1))?);
    let other = || Ok(serde_json::from_slice::<Details>(black_box(&body))?);
    let paired = in_turns(rounds, 2, ours, other)?;
    paired.print("decode-details", "ms", 1e3 / 2.0, "");

    let body = Bytes::from(report_of_size(5_000_000));
    let wsc = clients::wsc_with(body.clone())?;
    let job = ncp_wsc::JobId::from(1);
    let ours = || Ok(runtime.block_on(wsc.get_report(&job))?);
    let other = || Ok(serde_json::from_slice::<Report>(black_box(&body))?);
    let paired = in_turns(rounds, 2, ours, other)?;
    paired.print("decode-report", "ms", 1e3 / 2.0, "");
    Ok(())
}

/// Rounds of that many calls, both sides in turns; the first round warms up.
pub(crate) fn in_turns<A, B>(
    rounds: usize,
    calls: usize,
    ours: impl Fn() -> Result<A, Failure>,
    other: impl Fn() -> Result<B, Failure>,
) -> Result<Paired, Failure> {
    let mut paired = Paired::default();
    for round in 0..=rounds {
        let start = now();
        (0..calls).try_for_each(|_| ours().map(drop))?;
        let took = start.elapsed();
        let start = now();
        (0..calls).try_for_each(|_| other().map(drop))?;
        if round > 0 {
            paired.push(took, start.elapsed());
        }
    }
    Ok(paired)
}
