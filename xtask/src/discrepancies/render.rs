//! Writes `docs/vendor-discrepancies.md`.

use super::decisions::{Decisions, service_of};
use super::found::Discrepancy;

/// The page, under the workspace's root.
pub(crate) const FILE: &str = "docs/vendor-discrepancies.md";

const HEAD: &str = "\
# Discrepancies in the vendors' documentation

Where the vendors' pages disagree with each other, with themselves or with what was met in practice,
and what this project does about it. Found by `cargo xtask fixtures`, which writes this page; the
decisions are written by hand in `xtask/decisions.json`, and a discrepancy without one fails
`cargo xtask fixtures --check`.
";

/// The whole page, with the discrepancies of every service.
pub(crate) fn page(services: &[&str], found: &[Discrepancy], decisions: &Decisions) -> String {
    let mut sections = services.to_vec();
    for service in decisions.beyond.iter().map(|beyond| service_of(&beyond.id)) {
        if !sections.contains(&service) {
            sections.push(service);
        }
    }
    let mut text = HEAD.to_owned();
    for service in sections {
        let own = found
            .iter()
            .filter(|found| service_of(&found.id) == service);
        let own = own.map(|found| {
            let decision = decisions.on(&found.id).unwrap_or("**undecided**");
            row(&found.id, &found.text(), decision)
        });
        table(&mut text, service, "on the stored pages", own);
        let beyond = decisions.beyond.iter();
        let beyond = beyond.filter(|beyond| service_of(&beyond.id) == service);
        let beyond = beyond.map(|beyond| row(&beyond.id, &beyond.says, &beyond.decision));
        table(&mut text, service, "beyond the stored pages", beyond);
    }
    text
}

fn table(text: &mut String, service: &str, what: &str, rows: impl Iterator<Item = String>) {
    let rows = rows.collect::<String>();
    if !rows.is_empty() {
        text.push_str(&format!("\n## {service}: {what}\n\n"));
        text.push_str("| id | what is said | decision |\n| --- | --- | --- |\n");
        text.push_str(&rows);
    }
}

fn row(id: &str, says: &str, decision: &str) -> String {
    let (_, short) = id.split_once('/').unwrap_or(("", id));
    let [short, says, decision] = [short, says, decision].map(|text| {
        let text = text.replace('|', "\\|").replace('<', "&lt;");
        text.replace('\n', " ")
    });
    format!("| `{short}` | {says} | {decision} |\n")
}
