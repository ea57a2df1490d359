//! `cargo xtask fixtures --fetch` against a server on loopback.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::thread;

use support::{Workspace, root};
use xtask::fetch::Sites;
use xtask::fixtures::command::{self, Fixtures};
use xtask::sources::SOURCES;

/// How a page is answered; a redirect's text is where it leads.
type Answer = fn(&str, Option<String>) -> (u16, String);

/// Serves the test's own pages at the vendors' addresses, until the process ends.
fn serve(answer: Answer) -> Sites {
    serve_with("", answer)
}

/// The same, with more headers.
fn serve_with(headers: &'static str, answer: Answer) -> Sites {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let sites = Sites {
        nhn_base_url: format!("{base}/nhn"),
        ncp_base_url: format!("{base}/ncp/"),
    };
    let prefix = base.clone();
    let known = sites.clone();
    thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let path = request(&stream);
            let (status, body) = answer(&path, page(&known, &format!("{prefix}{path}")));
            let mut head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n", body.len());
            if (300..400).contains(&status) {
                head.push_str(&format!("location: {body}\r\n"));
            }
            let _ = write!(stream, "{head}{headers}connection: close\r\n\r\n{body}");
        }
    });
    sites
}

/// Reads one request and returns its path.
fn request(stream: &TcpStream) -> String {
    let mut lines = BufReader::new(stream).lines().map(|line| line.unwrap());
    let path = lines.next().unwrap().split(' ').nth(1).unwrap().to_owned();
    let _ = lines.find(|line| line.is_empty());
    path
}

fn page(sites: &Sites, url: &str) -> Option<String> {
    let pages = root().join("xtask/tests/pages");
    let files = SOURCES
        .iter()
        .flat_map(|s| s.languages.iter().map(move |l| (s, *l)));
    let found = files
        .into_iter()
        .find(|(source, language)| sites.url(source, language) == url.trim_end_matches("?moved"));
    let (source, language) = found?;
    std::fs::read_to_string(pages.join(source.file(language))).ok()
}

fn fetch(workspace: &Workspace, sites: Sites, check: bool) -> Result<Vec<String>, String> {
    command::run(
        &Fixtures {
            docs: None,
            fetch: true,
            sites,
            check,
        },
        workspace.root(),
    )
}

fn workspace() -> Workspace {
    Workspace::new(&root().join("xtask/tests/pages"))
}

fn fetched(workspace: &Workspace, page: &str) -> PathBuf {
    workspace.root().join("target/docs").join(page)
}

#[test]
fn every_page_is_downloaded_and_yields_the_same_fixtures() {
    let workspace = workspace();
    let sites = serve(|_, page| page.map_or((404, String::new()), |page| (200, page)));
    let lines = fetch(&workspace, sites, false).unwrap();
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("15 pages fetched into ")),
        "{lines:?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line == "6 services read, 0 files changed"),
        "{lines:?}"
    );
}

#[test]
fn a_page_without_a_date_takes_the_one_that_the_site_sends() {
    let workspace = workspace();
    let headers = "last-modified: Tue, 01 Sep 2026 23:59:59 GMT\r\n";
    let sites = serve_with(headers, |_, page| {
        page.map_or((404, String::new()), |page| (200, page))
    });
    let lines = fetch(&workspace, sites, false).unwrap().join("\n");
    assert!(!lines.contains("does not say when it changed"), "{lines}");
    let date = |service: &str| {
        let contract = workspace.fixture(&format!("{service}/contract.json"));
        contract["operations"][0]["date"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(date("nhn-ssc"), "2026-09-01");
    assert_eq!(
        date("ncp-wsc"),
        "2026-09-17",
        "the page's own date counts first"
    );
}

#[test]
fn a_page_that_is_gone_is_named_and_its_fixtures_stay() {
    let workspace = workspace();
    let old = fetched(&workspace, "nhn/appguard/en/api-guide.md");
    std::fs::create_dir_all(old.parent().unwrap()).unwrap();
    std::fs::write(&old, "# from an earlier run\n").unwrap();
    let sites = serve(|path, page| match page {
        Some(page) if !path.contains("AppGuard") => (200, page),
        _ => (404, String::new()),
    });
    let lines = fetch(&workspace, sites, false).unwrap().join("\n");
    assert!(
        lines.contains("AppGuard/en/api-guide.md: HTTP 404"),
        "{lines}"
    );
    assert!(
        lines.contains("fixtures/nhn-appguard is left as it is"),
        "{lines}"
    );
    assert!(!old.exists());
    assert!(
        workspace
            .root()
            .join("fixtures/nhn-appguard/contract.json")
            .exists()
    );
}

#[test]
fn a_page_that_is_html_is_not_taken_for_markdown() {
    let workspace = workspace();
    let sites = serve(|_, _| (200, "\n<!DOCTYPE html><html></html>".to_owned()));
    let said = fetch(&workspace, sites, true).unwrap_err();
    assert!(
        said.contains("it is HTML, not Markdown: name a copy with --nhn-base-url"),
        "{said}"
    );
    assert!(said.contains("no service has all its pages"), "{said}");
}

#[test]
fn a_page_without_end_is_cut_off() {
    let workspace = workspace();
    let sites = serve(|_, _| (200, "x".repeat(5 * 1024 * 1024)));
    let said = fetch(&workspace, sites, true).unwrap_err();
    assert!(said.contains("it is larger than 4194304 bytes"), "{said}");
}

#[test]
fn a_page_that_moved_is_followed_but_not_in_a_circle() {
    let workspace = workspace();
    let sites = serve(|path, page| match page {
        Some(page) if path.contains("?moved") => (200, page),
        Some(_) if path.contains("AppGuard") => (302, path.to_owned()),
        Some(_) => (301, format!("{path}?moved")),
        None => (404, String::new()),
    });
    let lines = fetch(&workspace, sites, false).unwrap().join("\n");
    assert!(
        lines.contains("AppGuard/en/api-guide.md: it is redirected more than 3 times"),
        "{lines}"
    );
    assert!(
        lines.contains("fixtures/nhn-appguard is left as it is"),
        "{lines}"
    );
    assert!(!lines.contains("fixtures/ncp-wsc is left"), "{lines}");
}
