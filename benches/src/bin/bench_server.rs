//! The servers of the benches, each in a process of its own: the fixed answers, or the emulator.

use std::future::pending;

use benches::Failure;
use benches::server::{announce, run_until_end_of_input, serve};
use korea_cloud_security_emulator::Emulator;

fn main() -> Result<(), Failure> {
    match std::env::args().nth(1).as_deref() {
        None => run_until_end_of_input(serve()),
        Some("emulator") => run_until_end_of_input(async {
            let emulator = Emulator::builder().start().await?;
            announce(emulator.addr().port());
            emulator.serve_until(pending::<()>()).await;
            Ok(())
        }),
        Some(_) => Err("which: nothing, or emulator".into()),
    }
}
