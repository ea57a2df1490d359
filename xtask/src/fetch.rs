//! Downloads the vendors' pages, for `cargo xtask fixtures --fetch`.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use chrono::DateTime;
use clap::Args;
use http::{Request, Response, header};
use transport_core::ClientOptions;
use transport_core::http::{SendOptions, Transport, TransportErrorKind};

use crate::sources::{SOURCES, Site, Source};

/// No page is nearly as large.
const LIMIT: usize = 4 * 1024 * 1024;
const TIMEOUT: Duration = Duration::from_secs(30);
const REDIRECTS: usize = 3;

/// Where the sites are.
#[derive(Clone, Debug, Args)]
pub struct Sites {
    /// Where NHN Cloud's guides are.
    #[arg(
        long,
        value_name = "URL",
        default_value = "https://docs.nhncloud.com",
        requires = "fetch"
    )]
    pub nhn_base_url: String,
    /// Where NAVER Cloud's API pages are.
    #[arg(
        long,
        value_name = "URL",
        default_value = "https://api.ncloud-docs.com/docs",
        requires = "fetch"
    )]
    pub ncp_base_url: String,
}

/// Downloads every page of the table into `folder` and tells of each that could not be had.
///
/// # Errors
///
/// When nothing can be downloaded with or written to; a page that cannot be had is a line.
pub fn fetch(sites: &Sites, folder: &Path) -> Result<Vec<String>, String> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build();
    let runtime = runtime.map_err(|error| format!("no runtime to download with: {error}"))?;
    let transport = ClientOptions::new().transport();
    let transport = transport.map_err(|error| format!("nothing to download with: {error}"))?;
    let mut lines = Vec::new();
    let mut count = 0;
    for source in SOURCES {
        for language in source.languages {
            let path = folder.join(source.file(language));
            let url = sites.url(source, language);
            // What an earlier run left is not what the site says today.
            drop(std::fs::remove_file(&path));
            match runtime.block_on(page(&transport, &url)) {
                Ok(text) => {
                    let parent = path.parent().unwrap_or(folder);
                    std::fs::create_dir_all(parent)
                        .and_then(|()| std::fs::write(&path, text))
                        .map_err(|error| format!("{} not written: {error}", path.display()))?;
                    count += 1;
                }
                Err(reason) => lines.push(format!("not fetched: {url}: {reason}")),
            }
        }
    }
    lines.push(format!("{count} pages fetched into {}", folder.display()));
    Ok(lines)
}

/// Downloads one page; its Markdown, or why not.
async fn page(transport: &Arc<dyn Transport>, url: &str) -> Result<String, String> {
    let answer = tokio::time::timeout(TIMEOUT, followed(transport, url)).await;
    let answer = answer.map_err(|_| format!("no answer within {} s", TIMEOUT.as_secs()))??;
    if !answer.status().is_success() {
        return Err(format!("HTTP {}", answer.status()));
    }
    let modified = answer.headers().get(header::LAST_MODIFIED);
    let date = modified.and_then(|date| DateTime::parse_from_rfc2822(date.to_str().ok()?).ok());
    let bytes = answer.into_body().to_vec();
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let start = text.trim_start().get(..9).unwrap_or_default();
    let start = start.to_lowercase();
    if start.starts_with("<!doctype") || start.starts_with("<html") {
        let what = "it is HTML, not Markdown: name a copy with --nhn-base-url or --ncp-base-url";
        return Err(what.to_owned());
    }
    // A page without front matter takes the day on which the site says that it changed.
    let date = date.filter(|_| !text.starts_with("---"));
    let front = date.map(|date| format!("---\nupdated: {}\n---\n", date.date_naive()));
    Ok(front.unwrap_or_default() + &text)
}

/// Goes where the site sends it: a page carries no credentials that could go astray.
async fn followed(transport: &Arc<dyn Transport>, url: &str) -> Result<Response<Bytes>, String> {
    let mut url = url.to_owned();
    for _ in 0..=REDIRECTS {
        let answer = sent(transport, &url).await?;
        let elsewhere = answer.headers().get(header::LOCATION);
        match elsewhere.and_then(|location| location.to_str().ok()) {
            Some(location) if answer.status().is_redirection() => {
                let base = url::Url::parse(&url).map_err(|error| error.to_string())?;
                let next = base.join(location);
                let next = next.map_err(|_| format!("it is redirected to {location}"))?;
                url = next.into();
            }
            _ => return Ok(answer),
        }
    }
    Err(format!("it is redirected more than {REDIRECTS} times"))
}

async fn sent(transport: &Arc<dyn Transport>, url: &str) -> Result<Response<Bytes>, String> {
    let request = Request::get(url)
        .header(header::ACCEPT, "text/markdown, text/plain")
        .body(Bytes::new())
        .map_err(|error| error.to_string())?;
    let options = SendOptions {
        body_limit: LIMIT,
        ..SendOptions::default()
    };
    let answer = transport.send(request, options).await;
    answer.map_err(|error| match error.kind() {
        TransportErrorKind::TooLarge => format!("it is larger than {LIMIT} bytes"),
        _ => error.to_string(),
    })
}

impl Sites {
    /// The address of a page in one language.
    pub fn url(&self, source: &Source, language: &str) -> String {
        let base = match source.site {
            Site::Nhn => &self.nhn_base_url,
            Site::Ncp => &self.ncp_base_url,
        };
        format!(
            "{}/{}",
            base.trim_end_matches('/'),
            source.address(language)
        )
    }
}
