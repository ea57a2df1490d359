//! Lists scans with signatures of `auth-core` and a blocking client that it has never heard of.

use std::error::Error;
use std::time::UNIX_EPOCH;

use auth_core::{
    Clock, Environment, NcpCredentials, NcpSigningKey, SystemClock, SystemEnvironment,
};
use http::Request;

fn main() -> Result<(), Box<dyn Error>> {
    let set = |name: &str| -> Result<String, Box<dyn Error>> {
        Ok(SystemEnvironment
            .var(name)?
            .ok_or(format!("{name} is not set"))?)
    };
    let key = NcpSigningKey::new(&NcpCredentials::new(
        set("NCLOUD_ACCESS_KEY_ID")?,
        set("NCLOUD_SECRET_ACCESS_KEY")?,
    ))?;

    let url = format!("{}/api/v1/jobs?page=1&limit=5", set("KCSEC_ENDPOINT_URL")?);
    let mut request = Request::get(url).body(())?;
    let target = request
        .uri()
        .path_and_query()
        .ok_or("the URL has no path")?;
    let now = SystemClock.now().duration_since(UNIX_EPOCH)?;
    let headers = key.headers(
        request.method(),
        target.as_str(),
        now.as_millis().try_into()?,
    )?;
    headers.insert_into(request.headers_mut());

    let mut answer = ureq::run(request)?;
    println!("{}", answer.body_mut().read_to_string()?);
    Ok(())
}
