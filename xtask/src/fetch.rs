//! Downloads the vendors' pages, for `cargo xtask fixtures --fetch`.

use std::path::Path;
use std::time::Duration;

use clap::Args;
use reqwest::{Client, Response, redirect};

use crate::sources::{SOURCES, Site, Source};

/// No page is nearly as large.
const LIMIT: usize = 4 * 1024 * 1024;

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
pub fn fetch(sites: &Sites, folder: &Path) -> Result<Vec<String>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| format!("no runtime to download with: {error}"))?;
    let client = Client::builder()
        .timeout(Duration::from_secs(30))
        .redirect(redirect::Policy::limited(3))
        .build()
        .map_err(|error| format!("no client to download with: {error}"))?;
    runtime.block_on(all(&client, sites, folder))
}

async fn all(client: &Client, sites: &Sites, folder: &Path) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    let mut count = 0;
    for source in SOURCES {
        for language in source.languages {
            let path = folder.join(source.file(language));
            let url = sites.url(source, language);
            // What an earlier run left is not what the site says today.
            drop(std::fs::remove_file(&path));
            match page(client, &url).await {
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
async fn page(client: &Client, url: &str) -> Result<String, String> {
    let response = client
        .get(url)
        .header("accept", "text/markdown, text/plain")
        .send()
        .await;
    let response = response.map_err(|error| error.without_url().to_string())?;
    if !response.status().is_success() {
        return Err(format!("HTTP {}", response.status()));
    }
    let bytes = body(response).await?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let start = text
        .trim_start()
        .get(..9)
        .unwrap_or_default()
        .to_lowercase();
    if start.starts_with("<!doctype") || start.starts_with("<html") {
        return Err(
            "it is HTML, not Markdown: name a copy with --nhn-base-url or --ncp-base-url"
                .to_owned(),
        );
    }
    Ok(text)
}

async fn body(mut response: Response) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| error.without_url().to_string())?
    {
        if bytes.len() + chunk.len() > LIMIT {
            return Err(format!("it is larger than {LIMIT} bytes"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
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
            source.address.replace("{}", language)
        )
    }
}
