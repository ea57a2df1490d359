//! Every link between the files of this repository leads somewhere: to a file, and to its heading.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The Markdown files of the repository, without what is built or fetched.
fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // The vendors' pages link to their own sites.
        let is_foreign =
            name.starts_with('.') || name == "target" || path.ends_with("xtask/tests/pages");
        if path.is_dir() && !is_foreign {
            pages(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

/// Where a page's links lead, and its headings as GitHub names them.
#[derive(Default)]
struct Page {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

fn read(text: &str) -> Page {
    let mut page = Page::default();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                page.links.push(dest_url.into_string());
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let slug: String = heading
                    .take()
                    .unwrap_or_default()
                    .to_lowercase()
                    .chars()
                    .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c))
                    .map(|c| if c == ' ' { '-' } else { c })
                    .collect();
                page.anchors.insert(slug);
            }
            _ => {}
        }
    }
    page
}

/// What is wrong with a link of that page, if anything.
fn problem(page: &Path, link: &str) -> Option<String> {
    // Elsewhere, or an item of the documentation, which rustdoc checks.
    if link.contains("://") || link.starts_with("mailto:") || link.contains("::") {
        return None;
    }
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let target = match file {
        "" => page.to_owned(),
        file => page.parent().unwrap().join(file),
    };
    // Items of rustdoc again: `crate`, `Client`.
    let is_path = file.is_empty() || file.contains('/') || file.contains('.');
    if !is_path {
        return None;
    }
    if !target.exists() {
        return Some(format!("{link} leads nowhere"));
    }
    let has_anchor = anchor.is_empty()
        || target.extension().is_none_or(|extension| extension != "md")
        || read(&fs::read_to_string(&target).unwrap())
            .anchors
            .contains(anchor);
    (!has_anchor).then(|| format!("{link} names a heading that is not there"))
}

#[test]
fn every_link_inside_the_repository_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut found = Vec::new();
    pages(root, &mut found);
    assert!(found.len() > 30, "{}", found.len());
    let problems: Vec<String> = found
        .iter()
        .flat_map(|page| {
            let text = fs::read_to_string(page).unwrap();
            let links = read(&text).links;
            let shown = page.strip_prefix(root).unwrap().display().to_string();
            links
                .into_iter()
                .filter_map(move |link| Some(format!("{shown}: {}", problem(page, &link)?)))
        })
        .collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn a_link_to_nothing_is_told() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    for link in ["nothing.md", "README.md#nothing", "#nothing"] {
        assert!(problem(&page, link).is_some(), "{link}");
    }
    for link in [
        "src/sources.rs",
        "#the-fixtures",
        "README.md",
        "https://example.com/x.md",
    ] {
        assert_eq!(problem(&page, link), None, "{link}");
    }
}
