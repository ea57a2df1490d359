//! A redirect is an error: credentials go to no other host, and to no other path.

use transport_core::{Effect, ErrorKind};

use crate::server::{Reply, Server, call, caller, ok, response};

const REDIRECTS: [&str; 7] = ["300", "301", "302", "303", "304", "307", "308"];

#[tokio::test]
async fn no_redirect_is_followed_to_another_host_or_path() {
    for status in REDIRECTS {
        let elsewhere = Server::always(|| Reply::Keep(ok("{}"))).await;
        let there = elsewhere.endpoint().to_string();
        for location in [
            format!("{there}/stolen"),
            "/other".to_owned(),
            "//".to_owned(),
        ] {
            let server = Server::start(move |_, _| {
                let headers = format!("location: {location}\r\n");
                Reply::Keep(response(&format!("{status} Moved"), &headers, ""))
            })
            .await;
            for effect in [Effect::Read, Effect::Bills] {
                let error = call(&caller(&server), effect).await.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Redirect);
                assert_eq!(error.status().unwrap().as_str(), status);
                assert_eq!(error.outcome_unknown(), effect == Effect::Bills);
            }
            assert_eq!(server.received().len(), 2);
        }
        assert_eq!(elsewhere.connections(), 0);
    }
}
