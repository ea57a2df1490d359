//! The servers of the benches, each in a process of its own: the fixed answers, the emulator
//! (`emulator`), or a bare axum handler that returns a file's bytes (`axum FILE`).

use std::future::pending;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use benches::Failure;
use benches::server::{announce, listen, run_until_end_of_input, serve};
use bytes::Bytes;
use korea_cloud_security_emulator::Emulator;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments[..] {
        [] => run_until_end_of_input(async { serve(listen().await?).await }),
        [what] if what == "emulator" => run_until_end_of_input(async {
            let emulator = Emulator::builder().start().await?;
            announce(emulator.addr().port());
            emulator.serve_until(pending::<()>()).await;
            Ok(())
        }),
        [what, file] if what == "axum" => {
            let body = Bytes::from(std::fs::read(file)?);
            let answer = move || async move { ([(CONTENT_TYPE, "application/json")], body) };
            let app = Router::new().fallback(answer);
            run_until_end_of_input(async { Ok(axum::serve(listen().await?, app).await?) })
        }
        _ => Err("which: nothing, emulator, or axum FILE".into()),
    }
}
