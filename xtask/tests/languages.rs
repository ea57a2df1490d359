//! Pages that nobody has seen yet: other languages, older shapes, damaged mark-up.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod support;

use std::path::Path;

use support::{Workspace, root, trees};
use xtask::contract::model::{Contract, Field};
use xtask::fixtures::library::Library;
use xtask::sources;

/// What must be the same in every language and shape.
fn calls(contract: &Contract) -> Vec<String> {
    let fields = |list: &[Field]| {
        let names = list.iter().map(|field| {
            format!(
                "{} {} {} {:?}",
                field.place, field.name, field.type_name, field.required
            )
        });
        names.collect::<Vec<_>>().join(", ")
    };
    let calls = contract.operations.iter().map(|call| {
        let (sent, answered) = (fields(&call.parameters), fields(&call.fields));
        format!(
            "{} {} {}: {sent} → {answered}; {:?}",
            call.name, call.method, call.path, call.examples
        )
    });
    calls.collect()
}

fn codes(contract: &Contract) -> Vec<(Option<u16>, i64)> {
    contract
        .errors
        .iter()
        .map(|error| (error.status, error.code))
        .collect()
}

fn read(docs: &Path, service: &str, language: &str) -> Contract {
    Library::open(docs)
        .unwrap()
        .built(service, language)
        .contract
}

#[test]
fn every_language_yields_the_same_calls() {
    for pages in trees() {
        for service in sources::services()
            .into_iter()
            .filter(|s| s.starts_with("nhn-"))
        {
            let expected = read(&pages, service, "en");
            for language in ["ko", "ja", "zh"] {
                let page = sources::of(service).next().unwrap().file(language);
                if pages.join(page).is_file() {
                    let found = read(&pages, service, language);
                    assert_eq!(calls(&found), calls(&expected), "{service} {language}");
                }
            }
        }
    }
}

#[test]
fn every_language_yields_the_same_codes_with_their_statuses() {
    let pages = root().join("xtask/tests/pages");
    let expected = codes(&read(&pages, "nhn-gateway", "ko"));
    assert!(expected.iter().all(|(status, _)| status.is_some()));
    // The English page numbers two codes alike, as the vendor's does.
    for language in ["ja", "zh"] {
        let found = codes(&read(&pages, "nhn-gateway", language));
        assert_eq!(found, expected, "{language}");
    }
}

#[test]
fn allowed_values_defaults_and_bounds_are_read_in_every_language() {
    let pages = root().join("xtask/tests/pages");
    for language in ["en", "ko", "ja", "zh"] {
        let contract = read(&pages, "nhn-ssc", language);
        let summary = contract.operation("summary").unwrap();
        let find = |name: &str| summary.parameters.iter().find(|p| p.name == name).unwrap();
        assert_eq!(find("limit").default.as_deref(), Some("10"), "{language}");
        assert_eq!(
            find("limit").range.as_deref(),
            Some("max 1000"),
            "{language}"
        );
        assert_eq!(
            find("language").default.as_deref(),
            Some("KO"),
            "{language}"
        );
        assert_eq!(find("bss").allowed, ["M", "F"], "{language}");
        assert_eq!(find("language").allowed, ["KO", "EN", "JA"], "{language}");
        let os = summary
            .fields
            .iter()
            .find(|f| f.name.ends_with("os"))
            .unwrap();
        assert_eq!(os.allowed.len(), 2, "{language}");
        assert!(find("regionCode").open, "{language}");
        assert_eq!(
            find("from").format.as_deref(),
            Some("YYYY-MM-DDTHH:mm:ss±hh:mm"),
            "{language}"
        );
    }
}

/// A kind of damage and what does it.
type Damage = (&'static str, fn(&str) -> String);

/// Damage to a page, none of which changes what it says.
fn damages() -> Vec<Damage> {
    vec![
        ("CRLF", |text| text.replace('\n', "\r\n")),
        ("a byte order mark", |text| format!("\u{feff}{text}")),
        ("indented tables", |text| {
            lines(text, |line| {
                if line.trim_start().starts_with('|') {
                    format!("    {line}")
                } else {
                    line.to_owned()
                }
            })
        }),
        ("blank lines inside tables", |text| {
            lines(text, |line| {
                if line.starts_with('|') && line.ends_with("- |") {
                    format!("\n{line}")
                } else {
                    line.to_owned()
                }
            })
        }),
        ("no closing pipes", |text| {
            lines(text, |line| {
                let row = line.starts_with('|') && !line.contains("--") && !line.ends_with("|  |");
                if row {
                    line.trim_end().trim_end_matches('|').trim_end().to_owned()
                } else {
                    line.to_owned()
                }
            })
        }),
        ("short delimiter rows", |text| {
            lines(text, |line| {
                if line.starts_with("| --- | --- | --- |") {
                    "| --- | --- |".to_owned()
                } else {
                    line.to_owned()
                }
            })
        }),
        ("no blank line before tables", |text| {
            text.replace("\n\n|", "\n|")
        }),
        ("headings one level deeper", |text| {
            lines(text, |line| {
                if line.starts_with('#') && !line.starts_with("######") {
                    format!("#{line}")
                } else {
                    line.to_owned()
                }
            })
        }),
        ("HTML between blocks", |text| {
            text.replace("\n\n```", "\n<p>\n```")
        }),
        ("double spaces at line ends", |text| {
            lines(text, |line| format!("{line}  "))
        }),
    ]
}

fn lines(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(change).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn damaged_mark_up_reads_the_same() {
    for pages in trees() {
        let clean = Workspace::new(&pages);
        let before = Library::open(&pages).unwrap();
        for (name, damage) in damages() {
            let workspace = clean.copy();
            for source in sources::SOURCES {
                for language in source.languages {
                    workspace.rewrite(&source.file(language), |text| {
                        // Front matter is not mark-up.
                        match text.split_once("\n---\n") {
                            Some((front, body))
                                if text.starts_with("---") && name != "a byte order mark" =>
                            {
                                format!("{front}\n---\n{}", damage(body))
                            }
                            _ => damage(&text),
                        }
                    });
                }
            }
            let changed = |source: &sources::Source| {
                let file = source.file(source.primary());
                let text = |docs: &Path| std::fs::read_to_string(docs.join(&file)).unwrap();
                text(&workspace.docs()) != text(&pages)
            };
            assert!(
                sources::SOURCES.iter().any(changed),
                "{name} damages nothing"
            );
            let after = Library::open(&workspace.docs()).unwrap();
            for service in sources::services() {
                let before = before.built(service, "en").contract;
                let after = after.built(service, "en").contract;
                assert_eq!(calls(&after), calls(&before), "{name} {service}");
                assert_eq!(codes(&after), codes(&before), "{name} {service}");
            }
        }
    }
}

#[test]
fn an_older_shape_of_a_page_yields_the_same_call() {
    let workspace = Workspace::new(&root().join("xtask/tests/pages"));
    let before = read(&workspace.docs(), "ncp-wsc", "en");
    workspace.rewrite("ncp/security-websecuritychecker-getjobs.md", |_| {
        OLDER.to_owned()
    });
    let after = read(&workspace.docs(), "ncp-wsc", "en");
    let call = |contract: &Contract| {
        let call = contract.operation("get-jobs").unwrap().clone();
        let names = |list: &[Field]| list.iter().map(|f| f.name.clone()).collect::<Vec<_>>();
        (
            call.method,
            call.path,
            names(&call.parameters),
            names(&call.fields),
        )
    };
    assert_eq!(call(&after), call(&before));
    let jobs = after.operation("get-jobs").unwrap();
    let limit = jobs.parameters.iter().find(|p| p.name == "limit").unwrap();
    assert_eq!(
        (limit.required, limit.default.as_deref()),
        (Some(false), Some("20"))
    );
}

/// Columns in another order, another language, full addresses, `[]` in names, a table of its own
/// for the members of a list.
const OLDER: &str = "---
title: \"getJobs\"
---

## 요청

| Method | Request URI |
| --- | --- |
| GET | https://wsc.example.test/api/v1/jobs |

### 요청 파라미터

| 파라미터명 | 필수 여부 | 타입 | 설명 |
| --- | --- | --- | --- |
| limit | No | integer | - (default: 20) |

## 응답

### 응답 바디

| 필드명 | 필수 여부 | 타입 | 설명 |
| --- | --- | --- | --- |
| total_cnt | Yes | integer | - |
| record_data | Yes | array | - |
| record_data[].instanceNo | Yes | integer | - |

#### record_data

| 필드명 | 필수 여부 | 타입 | 설명 |
| --- | --- | --- | --- |
| result_button | Yes | string | - |
";

#[test]
fn what_cannot_be_read_is_said() {
    let workspace = Workspace::new(&root().join("xtask/tests/pages"));
    let page = "nhn/server-security-check/en/api-guide.md";
    workspace.edit(
        page,
        "| regionCode | Query | String | O |",
        "| regionCode | Query | String | Soll |",
    );
    workspace.edit(page, "(default: 10, max: 1000)", "(Vorgabe: 10, max: 1000)");
    workspace.rewrite("nhn/appguard/en/api-guide.md", |text| {
        text + "\n## X\n\n| Ding | Sache |\n| --- | --- |\n| a b | c d |\n\n## Y\n\n| a row without a head |\n"
    });
    let notes = workspace.plan().open.join("\n");
    for said in [
        "regionCode: the required mark \"Soll\" is not known",
        "limit: a note is not understood: (Vorgabe: 10, max: 1000)",
        "the use of a table is not known: Ding | Sache",
        "a table could not be read: | a row without a head |",
    ] {
        assert!(notes.contains(said), "no {said:?} in\n{notes}");
    }
}

#[test]
fn a_page_without_its_tables_loses_its_fields_and_keeps_its_calls() {
    for pages in trees() {
        let workspace = Workspace::new(&pages);
        workspace.rewrite("nhn/server-security-check/en/api-guide.md", |text| {
            text.lines()
                .filter(|line| !line.starts_with('|'))
                .collect::<Vec<_>>()
                .join("\n")
        });
        let contract = read(&workspace.docs(), "nhn-ssc", "en");
        assert_eq!(contract.operations.len(), 2);
        let differences = workspace.differences().join("\n");
        assert!(differences.contains("regionCode"), "{differences}");
    }
}

#[test]
fn no_page_makes_the_reader_panic() {
    let pages = root().join("xtask/tests/pages");
    for source in sources::SOURCES {
        let text = std::fs::read_to_string(pages.join(source.file("en"))).unwrap();
        // Cut anywhere: a page that stops in the middle of a table, a fence, a tag, a front matter.
        for (end, _) in text.char_indices().step_by(7) {
            let page = xtask::pages::page(&text[..end]);
            let facts = xtask::facts::read(&page, source.one_call, Some("JWT"));
            assert!(facts.count() <= 3);
        }
    }
}
