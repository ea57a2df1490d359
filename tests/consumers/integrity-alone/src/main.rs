//! Decides on a token: `consumer-integrity-alone APP_ID TOKEN`.

use nhn_integrity::{Client, Error, Policy, Verdict};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let app_id = arguments.next().unwrap_or_default();
    let token = arguments.next().unwrap_or_default();
    let client = Client::from_env()?;
    match client.verify(&app_id, token.into(), &Policy::new()).await {
        Verdict::Allow(_) => println!("welcome"),
        Verdict::Deny(reasons) => println!("denied: {reasons}"),
        Verdict::Indeterminate(reasons) => println!("try again: {reasons}"),
    }
    Ok(())
}
