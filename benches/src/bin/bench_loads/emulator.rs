//! The emulator's summary of 10 rows, beside a bare axum handler that returns the same bytes.

use benches::Failure;
use benches::figure::Figure;
use benches::paired::median;
use benches::server::Server;
use bytes::Bytes;
use http::{Request, header};
use http_body_util::Empty;

use crate::connections::Connections;
use crate::{Effort, many_threads};

/// A month that the emulator has inspections of, whatever the date.
const TARGET: &str = "/ssc/v1.0/appKey/test-ssc-appkey-1/inspection_result/summary?regionCode=KR1&from=2025-06-01T00%3A00%3A00%2B09%3A00&to=2025-06-28T23%3A59%3A59%2B09%3A00&page=1&limit=10";

pub(crate) fn run(effort: Effort) -> Result<(), Failure> {
    let emulator = Server::start_beside_this_program(&["emulator"])?;
    many_threads()?.block_on(async {
        let token = token(&emulator).await?;
        let request = move |authority: &str| summary(authority, token);
        let mut one = Connections::open(&emulator.url(), 1).await?;
        let body = one.once(request("localhost")?).await?;
        let file = std::env::temp_dir().join(format!("bench-summary-{}.json", std::process::id()));
        std::fs::write(&file, &body)?;
        let axum = Server::start_beside_this_program(&["axum", &file.to_string_lossy()])?;
        for (id, connections, calls) in [
            ("emulator-1", 1, effort.of(4_000, 1_000)),
            ("emulator-64", 64, effort.of(20_000, 4_000)),
        ] {
            let mut ours = Connections::open(&emulator.url(), connections).await?;
            let mut other = Connections::open(&axum.url(), connections).await?;
            let (mut rates, mut ratios) = ((Vec::new(), Vec::new()), Vec::new());
            let (mut ticks, mut ticks_of_other) = (0.0, 0.0);
            for round in 0..=effort.of(9, 3) {
                let before = (emulator.ticks(), axum.ticks());
                let a = ours
                    .run(calls, request, |_| Ok(()))
                    .await?
                    .time
                    .as_secs_f64();
                let b = other
                    .run(calls, request, |_| Ok(()))
                    .await?
                    .time
                    .as_secs_f64();
                if round > 0 {
                    rates.0.push(calls as f64 / a);
                    rates.1.push(calls as f64 / b);
                    ratios.push(b / a);
                    ticks += emulator.ticks() - before.0;
                    ticks_of_other += axum.ticks() - before.1;
                }
            }
            Figure {
                ratio: median(ratios),
                ..Figure::new(id, "a second", median(rates.0), median(rates.1))
            }
            .with_note(format!(
                "the server's own processor time is {:.2} times that of axum's",
                ticks / f64::max(ticks_of_other, 1.0)
            ))
            .print()?;
        }
        std::fs::remove_file(&file)?;
        Ok(())
    })
}

/// A token for the emulator's first account; kept for the rest of the process.
pub(crate) async fn token(emulator: &Server) -> Result<&'static str, Failure> {
    #[derive(serde::Deserialize)]
    struct Issued {
        access_token: String,
    }

    let answer = reqwest::Client::builder()
        .tls_backend_rustls()
        .tls_certs_only([])
        .no_proxy()
        .build()?
        .post(format!("{}/oauth2/token/create", emulator.url()))
        .basic_auth(
            "TEST-NHN-ACCESS-KEY-1",
            Some("test-secret-nhn-access-key-1"),
        )
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body("grant_type=client_credentials")
        .send()
        .await?
        .bytes()
        .await?;
    let issued: Issued = serde_json::from_slice(&answer)?;
    Ok(issued.access_token.leak())
}

fn summary(authority: &str, token: &str) -> Result<Request<Empty<Bytes>>, http::Error> {
    Request::get(TARGET)
        .header(header::HOST, authority)
        .header(header::ACCEPT, "application/json")
        .header("x-nhn-authorization", format!("Bearer {token}"))
        .body(Empty::new())
}
