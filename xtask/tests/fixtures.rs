//! `cargo xtask fixtures`: a clean run changes nothing, and an edited page is named.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod support;

use std::fs;

use support::{Workspace, root, shared, trees};
use xtask::fetch::Sites;
use xtask::fixtures::command::{self, Fixtures};

const SSC: &str = "nhn/server-security-check/en/api-guide.md";
const APPGUARD: &str = "nhn/appguard/en/api-guide.md";
const GATEWAY: &str = "nhn/api-gateway/en/error-code.md";
const SEARCH: &str = "ncp/security-websecuritychecker-searchjobs.md";
const CANCEL: &str = "ncp/security-websecuritychecker-canceljob.md";
const OVERVIEW: &str = "ncp/security-websecuritychecker.md";

fn options(docs: Option<std::path::PathBuf>, check: bool) -> Fixtures {
    let sites = Sites {
        nhn_base_url: String::new(),
        ncp_base_url: String::new(),
    };
    Fixtures {
        docs,
        fetch: false,
        sites,
        check,
    }
}

#[test]
fn a_clean_checkout_is_what_the_vendors_pages_say() {
    let Some(docs) = shared() else { return };
    let said = command::run(&options(Some(docs), true), &root());
    assert!(said.is_ok(), "{}", said.unwrap_err());
}

#[test]
fn a_second_run_changes_nothing_and_a_run_after_deletion_restores_everything() {
    for pages in trees() {
        let workspace = Workspace::new(&pages);
        assert_eq!(workspace.differences(), [""; 0]);
        assert_eq!(workspace.plan().apply(workspace.root()).unwrap(), 0);
        let write = || command::run(&options(Some(workspace.docs()), false), workspace.root());
        write().unwrap();
        let before = workspace.files("fixtures");
        assert!(before.contains_key("nhn-ssc/openapi.json"));
        fs::remove_dir_all(workspace.root().join("fixtures")).unwrap();
        assert!(!workspace.differences().is_empty());
        write().unwrap();
        assert_eq!(workspace.files("fixtures"), before);
        assert_eq!(workspace.differences(), [""; 0]);
    }
}

/// An edit: page, what it says, what it says then, and what the check must name.
type Edit = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

/// Makes each edit in a copy of every tree of pages and reads what the check says.
fn named(edits: &[Edit]) {
    for pages in trees() {
        let clean = Workspace::new(&pages);
        for (page, old, new, names) in edits {
            let workspace = clean.copy();
            workspace.edit(page, old, new);
            let check = command::run(&options(Some(workspace.docs()), true), workspace.root());
            let lines = check.unwrap_err();
            for name in *names {
                assert!(
                    lines.contains(name),
                    "{old:?} → {new:?}: no {name:?} in\n{lines}"
                );
            }
        }
    }
}

#[test]
fn an_edited_name_is_named() {
    named(&[
        (
            SSC,
            "| weakCount |",
            "| weakTotal |",
            &[
                "fields weakTotal: added",
                "fields results[].weakCount source: added",
            ],
        ),
        (
            APPGUARD,
            "data[0].hookCount ",
            "data[0].hooksCount",
            &["data[].hooksCount"],
        ),
        (
            SEARCH,
            "| `statusCode` |",
            "| `statusNumber` |",
            &["parameters statusNumber"],
        ),
    ]);
}

#[test]
fn an_edited_value_is_named() {
    named(&[
        (
            SSC,
            "Linux) |",
            "Unix) |",
            &["results[].os enum Unix: added"],
        ),
        (
            SSC,
            "\"M\": ",
            "\"N\": ",
            &["parameters bss enum N: added", "bss enum M: removed"],
        ),
        (
            SEARCH,
            "- null \\| 2",
            "- null \\| 1 \\| 2",
            &["statusCode enum 1: added"],
        ),
        (
            SSC,
            "max: 1000)",
            "max: 500)",
            &["parameters limit range: changed", "max 500"],
        ),
        (
            APPGUARD,
            "| 0             | 0, 1",
            "| 1             | 0, 1",
            &["parameters targetType default: changed"],
        ),
    ]);
}

#[test]
fn an_edited_required_mark_is_named() {
    named(&[
        (
            SSC,
            "| regionCode | Query | String | O |",
            "| regionCode | Query | String | X |",
            &["parameters regionCode required: changed from true to false"],
        ),
        (
            APPGUARD,
            "| targetDate | Date | Required |",
            "| targetDate | Date | Optional |",
            &["parameters targetDate required: changed from true to false"],
        ),
        (
            SEARCH,
            "| `searchType` | String | Required |",
            "| `searchType` | String | Optional |",
            &["parameters searchType required: changed from true to false"],
        ),
    ]);
}

#[test]
fn an_edited_type_is_named() {
    named(&[(
        SSC,
        "| limit | Query | Integer |",
        "| limit | Query | String |",
        &["parameters limit type: retyped from \"Integer\" to \"String\""],
    )]);
}

#[test]
fn an_edited_example_is_named() {
    named(&[
        (
            SSC,
            "\"weakCount\": 15",
            "\"weakCount\": 16",
            &["summary.response.json: results 0 weakCount: changed from 15 to 16"],
        ),
        (
            SSC,
            "\"weakCount\": 15",
            "\"weakCount\": \"15\"",
            &["retyped from 15 to \"15\""],
        ),
        (
            APPGUARD,
            "\"rootingCount\": 1",
            "\"rooting\": 1",
            &["abnormal-status.response.android.json"],
        ),
        (
            SEARCH,
            "\"searchType\": \"url\"",
            "\"searchType\": \"memo\"",
            &["search-jobs.request.json"],
        ),
        (
            APPGUARD,
            "targetType=0&",
            "targetType=1&",
            &["abnormal-status request query"],
        ),
    ]);
}

#[test]
fn an_edited_error_code_is_named() {
    named(&[
        (
            APPGUARD,
            "| 4000001 |",
            "| 4000002 |",
            &["errors 4000002: added", "errors 4000001 language: added"],
        ),
        (
            APPGUARD,
            "| INVALID APPKEY |",
            "| WRONG APPKEY |",
            &["4010001 message: changed"],
        ),
        (
            GATEWAY,
            "503 Service",
            "500 Service",
            &["errors 5030001 status: changed from 503 to 500"],
        ),
        (
            GATEWAY,
            "\"resultCode\": 5030001",
            "\"resultCode\": 5030009",
            &["error.5030009.json"],
        ),
        (
            OVERVIEW,
            "| 400 | 160431 |",
            "| 401 | 160431 |",
            &["160431 status: changed from 400 to 401"],
        ),
        (
            CANCEL,
            "\"errorCode\": 901",
            "\"errorCode\": 902",
            &["cancel-job.error.json"],
        ),
    ]);
}

#[test]
fn an_edited_call_is_named() {
    named(&[
        (
            SSC,
            "/summary\"",
            "/summaries\"",
            &["operations summaries: added"],
        ),
        (
            APPGUARD,
            "apps/{appId}/token-info |",
            "apps/{app}/token-info |",
            &["token-info path"],
        ),
    ]);
}

#[test]
fn a_check_writes_nothing() {
    let workspace = Workspace::new(&root().join("xtask/tests/pages"));
    workspace.edit(SSC, "| weakCount |", "| weakTotal |");
    let before = workspace.differences();
    let check = command::run(&options(Some(workspace.docs()), true), workspace.root());
    assert!(check.is_err());
    assert_eq!(workspace.differences(), before);
}

#[test]
fn a_page_that_is_not_there_is_named_and_its_fixtures_stay() {
    for pages in trees() {
        let workspace = Workspace::new(&pages);
        let before = workspace.fixture("nhn-gateway/contract.json");
        let page =
            fs::read_to_string(workspace.root().join("docs/vendor-discrepancies.md")).unwrap();
        fs::remove_file(workspace.docs().join("nhn/api-gateway/ko/error-code.md")).unwrap();
        let plan = workspace.plan();
        assert!(plan.notes.iter().any(|note| {
            note.contains("not there: nhn/api-gateway/ko/error-code.md")
                && note.contains("fixtures/nhn-gateway is left as it is")
        }));
        assert_eq!(plan.differences(workspace.root()), [""; 0]);
        plan.apply(workspace.root()).unwrap();
        assert_eq!(workspace.fixture("nhn-gateway/contract.json"), before);
        let after =
            fs::read_to_string(workspace.root().join("docs/vendor-discrepancies.md")).unwrap();
        assert_eq!(after, page);
    }
}

#[test]
fn the_other_calls_of_a_service_are_read_when_the_page_of_one_is_gone() {
    for pages in trees() {
        let workspace = Workspace::new(&pages);
        fs::remove_file(workspace.docs().join(CANCEL)).unwrap();
        assert_eq!(workspace.differences(), [""; 0]);
        assert!(
            workspace
                .plan()
                .notes
                .iter()
                .any(|note| note.contains(CANCEL))
        );
        workspace.edit(SEARCH, "| `searchType` |", "| `searchKind` |");
        let lines = workspace.differences().join("\n");
        assert!(
            lines.contains("searchKind") && !lines.contains("cancel-job"),
            "{lines}"
        );
        workspace.plan().apply(workspace.root()).unwrap();
        assert!(
            workspace
                .root()
                .join("fixtures/ncp-wsc/cancel-job.error.json")
                .exists()
        );
    }
}

#[test]
fn an_example_that_a_page_no_longer_has_is_removed_and_other_files_stay() {
    for pages in trees() {
        let workspace = Workspace::new(&pages);
        let own = workspace.root().join("fixtures/nhn-appguard/by-hand.json");
        fs::write(&own, "{}").unwrap();
        workspace.rewrite(APPGUARD, |text| {
            let (before, rest) = text.split_once("iOS (os=2)").unwrap();
            let (_, after) = rest.split_once("</details>").unwrap();
            format!("{before}iOS\n</details>{after}")
        });
        let lines = workspace.differences().join("\n");
        assert!(
            lines.contains("abnormal-status.response.ios.json: removed"),
            "{lines}"
        );
        workspace.plan().apply(workspace.root()).unwrap();
        let gone = workspace
            .root()
            .join("fixtures/nhn-appguard/abnormal-status.response.ios.json");
        assert!(!gone.exists() && own.exists());
    }
}

#[test]
fn a_broken_example_is_reported_and_the_rest_is_read() {
    for pages in trees() {
        let workspace = Workspace::new(&pages);
        let open = || workspace.plan().open.join("\n");
        let says = "create-job/Headers/broken-example (its example is not valid JSON";
        assert!(open().contains(says), "{}", open());
        let job = workspace.fixture("ncp-wsc/create-job.request.json");
        assert!(job["StartUrl"].is_string() && job.get("Headers").is_none());
        workspace.edit(SSC, "\"weakCount\": 15", "\"weakCount\": 15 oops");
        assert!(
            open().contains("an example is not valid JSON"),
            "{}",
            open()
        );
        let lines = workspace.differences().join("\n");
        assert!(!lines.contains("operations details: removed"), "{lines}");
    }
}

#[test]
fn a_discrepancy_without_a_decision_fails_the_check_and_so_does_a_decision_without_one() {
    for pages in trees() {
        let workspace = Workspace::new(&pages);
        let check = || command::run(&options(Some(workspace.docs()), true), workspace.root());
        let open = check().unwrap_err();
        assert!(open.contains("undecided: nhn-ssc/summary/results[].os/enum (en: Window, Linux"));
        let decide = |more: &str| {
            let ids = workspace.plan().open.into_iter().filter_map(|line| {
                let id = line
                    .strip_prefix("undecided: ")?
                    .split(" (")
                    .next()?
                    .to_owned();
                Some(format!(r#"{{"id":{id:?},"decision":"as tested"}}"#))
            });
            let list = ids
                .chain((!more.is_empty()).then(|| more.to_owned()))
                .collect::<Vec<_>>();
            let list = list.join(",");
            let text = format!(r#"{{"exceptions":[],"decisions":[{list}],"beyond":[]}}"#);
            fs::write(workspace.root().join("xtask/decisions.json"), text).unwrap();
        };
        let undecided = fs::read(workspace.root().join("xtask/decisions.json")).unwrap();
        decide("");
        workspace.plan().apply(workspace.root()).unwrap();
        assert!(check().is_ok());
        fs::write(workspace.root().join("xtask/decisions.json"), undecided).unwrap();
        decide(r#"{"id":"nhn-ssc/summary/nothing/enum","decision":"on what is not there"}"#);
        let stale = check().unwrap_err();
        assert!(stale.contains("decided, but no longer found: nhn-ssc/summary/nothing/enum"));
    }
}

#[test]
fn without_pages_the_command_says_what_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    let needs = command::run(&options(None, false), folder.path()).unwrap_err();
    assert!(needs.contains("--docs DIR") && needs.contains(SSC) && needs.contains(OVERVIEW));
    let workspace = Workspace::new(&root().join("xtask/tests/pages"));
    let nowhere = Some(folder.path().to_owned());
    let said = command::run(&options(nowhere, true), workspace.root()).unwrap_err();
    assert!(said.contains("no service has all its pages"));
}
