//! Whether a job is the one that was created.

use super::Tag;
use crate::Job;

/// Whether a job is the one that was created under a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Its memo holds the tag.
    Ours,
    /// Its memo is somebody else's, or its URL is.
    Foreign,
    /// Its memo does not tell: there is none, or only a piece of the tag is left.
    Unclear,
}

/// Judges a job by its memo and, where that does not tell, by its URL.
pub(crate) fn origin(tag: &Tag, start_url: Option<&str>, job: &Job) -> Origin {
    match tag.in_memo(job.memo.as_deref()) {
        Some(true) => Origin::Ours,
        Some(false) => Origin::Foreign,
        None if start_url.and_then(|url| scans(job, url)) == Some(false) => Origin::Foreign,
        None => Origin::Unclear,
    }
}

/// Whether the job scans that URL, if the list shows one.
pub(super) fn scans(job: &Job, url: &str) -> Option<bool> {
    let shown = job.start_url.as_deref().filter(|shown| !shown.is_empty())?;
    Some(comparable(shown) == comparable(url))
}

/// A URL as the service may have rewritten it.
fn comparable(url: &str) -> String {
    let url = url.trim().replace("&amp;", "&");
    match ::url::Url::parse(&url) {
        Ok(url) => url.as_str().trim_end_matches('/').to_owned(),
        Err(_) => url.trim_end_matches('/').to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::comparable;

    #[test]
    fn urls_are_compared_as_urls() {
        let url = comparable("https://shop.example.com/a?b=1&c=2");
        for same in [
            "HTTPS://Shop.Example.com:443/a?b=1&c=2",
            " https://shop.example.com/a?b=1&amp;c=2/",
        ] {
            assert_eq!(comparable(same), url, "{same}");
        }
        for other in [
            "http://shop.example.com/a?b=1&c=2",
            "https://shop.example.com/A?b=1&c=2",
        ] {
            assert_ne!(comparable(other), url, "{other}");
        }
        assert_eq!(
            comparable("https://한글.example"),
            comparable("https://xn--bj0bj06e.example/")
        );
    }
}
