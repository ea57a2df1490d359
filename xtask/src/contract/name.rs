//! The names of calls, and those that stand in their paths.

use super::model::Contract;
use super::read::Read;
use crate::facts::{Call, last_segment, placeholder};

/// The title of a page that is about this call alone.
pub(super) fn title(read: &Read, index: usize) -> Option<&str> {
    let title = read.page.front.get("title")?.as_str();
    let is_name = !title.is_empty() && title.chars().all(char::is_alphanumeric);
    (read.source.one_call && index == 0 && is_name).then_some(title)
}

/// The stable name of a call: its page's title, otherwise the last literal segment of its path.
pub(super) fn name(read: &Read, index: usize, call: &Call) -> String {
    kebab(title(read, index).unwrap_or_else(|| last_segment(&call.path)))
}

/// That name, or a longer one if another call has it.
pub(super) fn unused_name(contract: &Contract, read: &Read, index: usize, call: &Call) -> String {
    let name = name(read, index, call);
    let with_method = format!("{}-{name}", call.method.to_lowercase());
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut names = [name.clone(), with_method].into_iter().chain(numbered);
    let unused = names.find(|name| contract.operation(name).is_none());
    unused.unwrap_or_default()
}

/// `searchJobs` → `search-jobs`, `token-info` stays.
pub(crate) fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.replace('_', "-").chars() {
        if c.is_ascii_uppercase() && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The names between braces.
pub(super) fn placeholders(path: &str) -> Vec<&str> {
    path.split('/').filter_map(placeholder).collect()
}
