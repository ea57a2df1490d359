//! Writes `docs/vendor-contradictions.md`.

use super::decisions::{Decisions, of};
use crate::contract::finding::Finding;

/// The page, under the workspace's root.
pub const FILE: &str = "docs/vendor-contradictions.md";

const HEAD: &str = "\
# The vendors' contradictions

Where the vendors' pages disagree with each other, with themselves or with what was met in practice,
and what this project does about it. Found by `cargo xtask fixtures`, which writes this page; the
decisions are written by hand in `xtask/decisions.json`, and a contradiction without one fails
`cargo xtask fixtures --check`.
";

/// The whole page. `findings` are those of every service.
pub fn page(services: &[&str], findings: &[Finding], decisions: &Decisions) -> String {
    let beyond = decisions.beyond.iter().map(|b| of(&b.id));
    let mut sections = services.to_vec();
    for service in beyond {
        if !sections.contains(&service) {
            sections.push(service);
        }
    }
    let mut text = HEAD.to_owned();
    for service in sections {
        let found = findings
            .iter()
            .filter(|finding| of(&finding.id) == service)
            .map(|finding| {
                let decision = decisions.on(&finding.id).unwrap_or("**undecided**");
                row(&finding.id, &finding.text(), decision)
            });
        let beyond = decisions
            .beyond
            .iter()
            .filter(|beyond| of(&beyond.id) == service);
        let beyond = beyond.map(|beyond| row(&beyond.id, &beyond.says, &beyond.decision));
        table(&mut text, service, "On the stored pages", found.collect());
        table(
            &mut text,
            service,
            "Beyond the stored pages",
            beyond.collect(),
        );
    }
    text
}

fn table(text: &mut String, service: &str, what: &str, rows: Vec<String>) {
    if rows.is_empty() {
        return;
    }
    text.push_str(&format!("\n## {service}: {}\n\n", what.to_lowercase()));
    text.push_str("| id | what is said | decision |\n| --- | --- | --- |\n");
    text.extend(rows);
}

fn row(id: &str, says: &str, decision: &str) -> String {
    let cell = |text: &str| {
        text.replace('|', "\\|")
            .replace('<', "&lt;")
            .replace('\n', " ")
    };
    let short = id.split_once('/').map_or(id, |(_, rest)| rest);
    format!(
        "| `{}` | {} | {} |\n",
        cell(short),
        cell(says),
        cell(decision)
    )
}
