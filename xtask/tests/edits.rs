//! Whatever a vendor changes on a page, `cargo xtask fixtures --check` names it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod support;

use std::fs;

use support::{Workspace, trees};

const SSC: &str = "nhn/server-security-check/en/api-guide.md";
const SSC_KO: &str = "nhn/server-security-check/ko/api-guide.md";
const SSC_JA: &str = "nhn/server-security-check/ja/api-guide.md";
const APPGUARD: &str = "nhn/appguard/en/api-guide.md";
const APPGUARD_KO: &str = "nhn/appguard/ko/api-guide.md";
const GATEWAY: &str = "nhn/api-gateway/en/error-code.md";
const OAUTH: &str = "nhn/public-api/en/user-access-key-token.md";
const OVERVIEW: &str = "ncp/security-websecuritychecker.md";
const CREATE: &str = "ncp/security-websecuritychecker-createjob.md";
const STOP: &str = "ncp/security-websecuritychecker-stopjob.md";

/// An edit and what the check must say of it.
struct Edit {
    page: &'static str,
    old: &'static str,
    new: &'static str,
    says: &'static [&'static str],
    says_not: &'static [&'static str],
}

const fn edit(
    page: &'static str,
    old: &'static str,
    new: &'static str,
    says: &'static [&'static str],
) -> Edit {
    Edit {
        page,
        old,
        new,
        says,
        says_not: &[],
    }
}

const fn not(edit: Edit, says_not: &'static [&'static str]) -> Edit {
    Edit { says_not, ..edit }
}

const DETAILS: &str = "### B { #details }";

/// Edits of this project's own pages, which have the vendors' shapes.
const EDITS: &[Edit] = &[
    // Calls.
    edit(
        OVERVIEW,
        "| X | getReport |",
        "| X | deleteJob | DELETE | https://wsc.example.test/api/v1/jobs/{instanceId} |\n| X | getReport |",
        &[
            "not read: ncp/security-websecuritychecker.md: deleteJob is in the list of calls, and no page of it is read",
        ],
    ),
    edit(
        OVERVIEW,
        "| X | getJobs | GET | https://wsc.example.test/api/v1/jobs |\n",
        "",
        &["undecided: ncp-wsc/get-jobs/overview/missing"],
    ),
    edit(
        OVERVIEW,
        "| X | getJobs | GET |",
        "| X | getJobs | POST |",
        &["undecided: ncp-wsc/get-jobs/method-in-overview (overview POST, page GET)"],
    ),
    edit(
        SSC,
        DETAILS,
        "### Delete\n\nCall `DELETE /ssc/v1.0/appKey/{appKey}/results/{usageStasNo}` for it.\n\n### B { #details }",
        &[
            "a call is named in a sentence only: DELETE /ssc/v1.0/appKey/{appKey}/results/{usageStasNo}",
            "section \"Security > Server Security Check > API / Delete\" is new",
        ],
    ),
    not(
        edit(
            SSC,
            DETAILS,
            "### Delete\n\n```\ncurl -X DELETE \"https://ssc.example.test/ssc/v1.0/appKey/{appKey}/results/{usageStasNo}?force=true\"\n```\n\n### B { #details }",
            &[
                "operations results: added",
                "undecided: nhn-ssc/results/force/untabled",
            ],
        ),
        &["details path", "summary path"],
    ),
    not(
        edit(
            SSC,
            "\"weakLevelName\": \"High\" } ]\n}\n```",
            "\"weakLevelName\": \"High\" } ]\n}\n```\n\n```\ncurl -X DELETE \"https://ssc.example.test/ssc/v1.0/appKey/{appKey}/results/{usageStasNo}\"\n```",
            &["operations results: added"],
        ),
        &["details path"],
    ),
    not(
        edit(
            SSC,
            "/details/{usageStasNo}\"",
            "/details/{usageStasNo}\" HTTP/1.1",
            &[
                "section \"Security > Server Security Check > API / B\" changed its text; no fact of it changed",
            ],
        ),
        &["operations"],
    ),
    edit(
        SSC,
        "GET \"/ssc/v1.0/appKey/{appKey}/details",
        "GET ssc/v1.0/appKey/{appKey}/details",
        &[
            "B: a request line could not be read: GET ssc/",
            "undecided: nhn-ssc/details/missing (en: not there",
        ],
    ),
    edit(
        SSC,
        "x-nhn-authorization: {token-id}",
        "x-nhn-authorization: Bearer {token-id}",
        &["/ A\" changed its text; no fact of it changed"],
    ),
    edit(
        SSC,
        "x-nhn-authorization: {token-id}",
        "x-nhn-authorization: {token-id}\nx-nhn-trace: {id}",
        &["undecided: nhn-ssc/summary/x-nhn-trace/untabled"],
    ),
    edit(
        SSC,
        "/summary\"",
        "/summary?size={size}\"",
        &["undecided: nhn-ssc/summary/size/untabled"],
    ),
    not(
        edit(
            APPGUARD,
            "abnormal-status |\n",
            "abnormal-status |\n| GET | /v1.0/appkeys/{appkey}/dashboard/hourly-status |\n",
            &["operations hourly-status: added"],
        ),
        &["abnormal-status: removed", "token-info"],
    ),
    edit(
        APPGUARD,
        " -H \"X-TC-AUTHENTICATION-ID: {user_access_key}\"\n```",
        " -H \"X-TC-AUTHENTICATION-ID: {user_access_key}\"\n```\n\n```\ncurl \"https://appguard.example.test/v1.0/appkeys/{appkey}/dashboard/abnormal-status?targetType=1&limit=5\" -H \"X-New: 1\"\n```",
        &[
            "undecided: nhn-appguard/abnormal-status/limit/untabled",
            "undecided: nhn-appguard/abnormal-status/X-New/untabled",
        ],
    ),
    edit(
        STOP,
        "--header 'x-ncp-iam-access-key: {Access Key}'\n```",
        "--header 'x-ncp-iam-access-key: {Access Key}'\n```\n\n```\ncurl -X DELETE 'https://wsc.example.test/api/v1/jobs/{instanceId}'\n```",
        &["operations jobs: added"],
    ),
    // Hosts and statuses, in one language alone.
    edit(
        SSC_KO,
        "https://ssc.example.test",
        "https://ssc2.example.test",
        &[
            "undecided: nhn-ssc/servers/https://ssc2.example.test/missing (en: not there · ko: there)",
        ],
    ),
    edit(
        APPGUARD_KO,
        "curl -X GET \"https://appguard.example.test",
        "curl -X GET \"https://appguard2.example.test",
        &[
            "undecided: nhn-appguard/servers/https://appguard2.example.test/missing (en: not there · ko: there)",
        ],
    ),
    edit(
        SSC,
        "max: 1000)",
        "max: 2,000)",
        &["parameters limit range: changed from \"max 1000\" to \"max 2000\""],
    ),
    edit(
        SSC,
        "https://ssc.example.test |",
        "https://ssc.example.test |\n| Gov | https://ssc.gov.example.test |",
        &[
            "servers https://ssc.gov.example.test: added",
            "undecided: nhn-ssc/servers/https://ssc.gov.example.test/missing",
        ],
    ),
    edit(
        SSC_KO,
        "* **200 OK**",
        "* **200 OK**\n* **429 Too Many Requests**",
        &[
            "undecided: nhn-ssc/statuses/429/missing",
            "statuses Too Many Requests: added",
        ],
    ),
    edit(
        SSC_KO,
        "**Payload Too Large**",
        "**Content Too Large**",
        &[
            "undecided: nhn-ssc/statuses/413/wording (en: Payload Too Large · ko: Content Too Large)",
        ],
    ),
    edit(
        SSC_KO,
        "| regionCode | Query | String | O |",
        "| regionCode | Query | Integer | X |",
        &[
            "undecided: nhn-ssc/summary/regionCode/required",
            "undecided: nhn-ssc/summary/regionCode/type",
        ],
    ),
    // Prose.
    edit(
        SSC,
        "##### Request\n",
        "The longest period is three months.\n\n##### Request\n",
        &["/ A\" changed its text; no fact of it changed"],
    ),
    edit(
        OAUTH,
        "# Token\n",
        "# Token\n\n!!! danger \"Deprecated\"\n    This API ends on 2027-01-01.\n",
        &["section \"Token\" changed its text; no fact of it changed"],
    ),
    edit(
        OVERVIEW,
        "#### Request headers",
        "#### Request headers\n\nThe timestamp is in seconds.",
        &["Request headers\" changed its text"],
    ),
    edit(
        SSC_KO,
        "| regionCode |",
        "| ~~regionCode~~ |",
        &[
            "changed its text",
            "undecided: nhn-ssc/summary/regionCode/missing",
        ],
    ),
    edit(
        SSC_JA,
        "このAPIは",
        "このAPIは今後",
        &["nhn/server-security-check/ja/api-guide.md: section"],
    ),
    // Tables.
    edit(
        APPGUARD,
        "| targetDate | Date | Required |",
        "| N.B. these are in Korea's time | | | | | |\n| targetDate | Date | Required |",
        &["a row is not read: N.B. these are in Korea's time"],
    ),
    not(
        edit(
            SSC,
            "| bss | Query | ENUM | X |",
            "| Note | see below | | | |\n| bss | Query | ENUM | X |",
            &["Request: a row is not read: Note | see below"],
        ),
        &["place: changed", "parameters"],
    ),
    edit(
        SSC,
        "| Name | Type | Format | Required | Description |\n| --- | --- | --- | --- | --- |\n| appKey | URL | String | O | - |\n| usageStasNo | URL | Integer | O | - |",
        "| Name | Type | Format | Required | Deprecated | Description |\n| --- | --- | --- | --- | --- | --- |\n| appKey | URL | String | O | - | - |\n| usageStasNo | URL | Integer | O | Yes | - |",
        &["Request: the column \"Deprecated\" is not read"],
    ),
    edit(
        CREATE,
        "| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n| `StartUrl` | String | Required | -",
        "| Field | Type | Required | Example | Description |\n| --- | --- | --- | --- | --- |\n| `StartUrl` | String | Required | x | -",
        &["the column \"Example\" is not read"],
    ),
    edit(
        CREATE,
        "| `Speed` | String |",
        "| `Depth` | Integer | Optional | - |\n| `Speed` | String |",
        &["parameters Depth: added"],
    ),
    edit(
        CREATE,
        "| `Speed` | String |",
        "| `Speed` | UUID |",
        &["Speed: the type \"UUID\" is not known"],
    ),
    edit(
        CREATE,
        "| `Speed` | String | Required | - \"1\" \\| \"2\" \\| \"3\" |",
        "| `Speed` | String | Required | Speed<ul><li>\"1\"</li><li>\"2\"</li></ul> |",
        &["parameters Speed enum 3: removed"],
    ),
    edit(
        CREATE,
        "| `Speed` | String | Required | - \"1\" \\| \"2\" \\| \"3\" |",
        "| `Speed` | String | Required | - \"1\" \\| \"2\" \\| \"3\" |\n\n| Item | Meaning |\n| --- | --- |\n| XSS | - |",
        &["the use of a table is not known: Item | Meaning"],
    ),
    edit(
        CREATE,
        "| `Speed` | String | Required | - \"1\" \\| \"2\" \\| \"3\" |",
        "| `Speed` | String | Required | - \"1\" \\| \"2\" \\| \"3\" |\n\n* `XSS`\n* SQL Injection: data\n* \"SSI Injection\"",
        &["a list is not read: `XSS`, SQL Injection: data, \"SSI Injection\""],
    ),
    edit(
        SSC_JA,
        "### B {",
        "* `XSS`：1\n* `SSI`：2\n\n### B {",
        &["レスポンス: a list is not read: `XSS`：1, `SSI`：2"],
    ),
    edit(
        APPGUARD,
        "| 4010001 | INVALID APPKEY |",
        "| SSC-4001 | INVALID OTHER |  |  |\n| 4010001 | INVALID APPKEY |",
        &["an error code that is not a number is not read: SSC-4001"],
    ),
    not(
        edit(
            SSC,
            DETAILS,
            "### Codes\n\n| Code | Message |\n| --- | --- |\n| SSC-4001 | BAD |\n\n### B { #details }",
            &["Codes: an error code that is not a number is not read: SSC-4001 | BAD"],
        ),
        &["parameters"],
    ),
    not(
        edit(
            SSC,
            DETAILS,
            "### Codes\n\n| Name | Description |\n| --- | --- |\n| SSC-4001 | BAD |\n\n### B { #details }",
            &["Codes: the use of a table is not known: Name | Description"],
        ),
        &["parameters"],
    ),
    not(
        edit(
            SSC,
            DETAILS,
            "### More\n\n| Name | Type | Format | Required |\n| --- | --- | --- | --- |\n| other | Query | String | O |\n\n### B { #details }",
            &["More: a table belongs to no call: other"],
        ),
        &["parameters"],
    ),
    not(
        edit(
            APPGUARD,
            "| 4000001 | INVALID PARAMETER |",
            "| 4000009 | NEW |  |  |\n| 4000001 | INVALID PARAMETER |",
            &["nhn-appguard/contract.json: errors 4000009: added"],
        ),
        &["nhn-integrity/contract.json: errors"],
    ),
    // Pages and sections.
    edit(
        SSC,
        "## Security",
        "# New page title\n\n## Security",
        &["section \"New page title\" is new", "is gone"],
    ),
    edit(
        GATEWAY,
        "503 Service Unavailable",
        "502 Bad Gateway",
        &["errors 5030001 status: changed from 503 to 502"],
    ),
];

#[test]
fn every_edit_is_named() {
    let clean = Workspace::decided(&trees().remove(0));
    assert_eq!(clean.check(), Ok(()), "before any edit");
    let mut wrong = Vec::new();
    for Edit {
        page,
        old,
        new,
        says,
        says_not,
    } in EDITS
    {
        let workspace = clean.copy();
        workspace.edit(page, old, new);
        let said = workspace.check().err().unwrap_or_default();
        let missing = says.iter().filter(|says| !said.contains(*says));
        let extra = says_not.iter().filter(|says| said.contains(*says));
        if let Some(what) = missing.chain(extra).next() {
            wrong.push(format!(
                "{page}: {old:?} → {new:?}: about {what:?}\n{said}\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Prose of the vendors' own pages: each edit is in a sentence or a cell that holds no fact.
const PROSE: &[(&str, &str, &str)] = &[
    (SSC, "is one month", "is three months"),
    (SSC_KO, "최대 1개월", "최대 3개월"),
    (
        APPGUARD,
        "can only be retrieved once",
        "can be retrieved three times",
    ),
    (OAUTH, "and 86,400 seconds", "and 3,600 seconds"),
    (OAUTH, "defaults to 86,400", "defaults to 3,600"),
    (
        OVERVIEW,
        "Unix timestamp, milliseconds",
        "Unix timestamp, seconds",
    ),
    (SSC, "Inspection cycle setting", "X: weak, O: good"),
    (
        SSC,
        "x-nhn-authorization: {token-id}",
        "x-nhn-authorization: Bearer {token-id}",
    ),
    (GATEWAY, "more than 60 seconds", "more than 30 seconds"),
    (OAUTH, "framework-api/#_281", "framework-api/#_300"),
    (STOP, "| job id |", "| job id, deprecated |"),
];

#[test]
fn no_change_of_the_vendors_prose_passes() {
    let Some(pages) = support::shared() else {
        return;
    };
    let clean = Workspace::decided(&pages);
    assert_eq!(clean.check(), Ok(()), "before any edit");
    for (page, old, new) in PROSE {
        let workspace = clean.copy();
        workspace.edit(page, old, new);
        let said = workspace.check().expect_err(new);
        let names = format!("~ {page}: section \"");
        assert!(
            said.contains(&names) && said.contains("changed its text"),
            "{new}: {said}"
        );
    }
}

#[test]
fn sections_in_another_order_are_named_and_their_facts_stay_where_they_belong() {
    let workspace = Workspace::decided(&trees().remove(0));
    workspace.rewrite(APPGUARD, |text| {
        let (first, second) = text.split_once("\n## C").unwrap();
        let (head, first) = first.split_once("\n### A").unwrap();
        format!("{head}\n## C{second}\n## D\n\n### A{first}")
    });
    let said = workspace.check().unwrap_err();
    assert!(
        said.contains("nhn/appguard/en/api-guide.md: section \"D / A"),
        "{said}"
    );
    assert!(
        !said.contains("nhn-integrity/contract.json: errors"),
        "{said}"
    );
    let workspace = Workspace::decided(&trees().remove(0));
    workspace.rewrite(GATEWAY, |text| {
        let (rest, last) = text.split_once("\n## B").unwrap();
        let (head, jwt) = rest.split_once("\n## JWT").unwrap();
        format!("{head}\n## B{last}\n## JWT{jwt}\n")
    });
    let said = workspace.check().unwrap_err();
    assert!(
        said.contains("the sections stand in another order"),
        "{said}"
    );
}

#[test]
fn a_page_that_is_new_or_gone_is_named() {
    let workspace = Workspace::decided(&trees().remove(0));
    let docs = workspace.docs();
    fs::write(
        docs.join("ncp/security-websecuritychecker-deletejob.md"),
        "# deleteJob\n",
    )
    .unwrap();
    let said = workspace.check().unwrap_err();
    assert!(
        said.contains(
            "ncp/security-websecuritychecker-deletejob.md: the page is not in the table of pages"
        ),
        "{said}"
    );
    let workspace = Workspace::decided(&trees().remove(0));
    fs::remove_dir_all(workspace.docs().join("nhn/api-gateway/ja")).unwrap();
    assert_eq!(
        workspace.check(),
        Ok(()),
        "what is not there is left as it is"
    );
    workspace.plan().apply(workspace.root()).unwrap();
    assert!(
        fs::read_to_string(workspace.root().join("fixtures/pages.lock"))
            .unwrap()
            .contains("nhn/api-gateway/ja")
    );
}

#[test]
fn a_lock_that_is_written_anew_ends_the_matter_and_holds_no_prose() {
    let workspace = Workspace::decided(&trees().remove(0));
    workspace.edit(
        SSC,
        "##### Request\n",
        "A sentence of the vendor's.\n\n##### Request\n",
    );
    assert!(workspace.check().is_err());
    workspace.plan().apply(workspace.root()).unwrap();
    assert_eq!(workspace.check(), Ok(()));
    let lock = fs::read_to_string(workspace.root().join("fixtures/pages.lock")).unwrap();
    assert!(
        lock.contains("nhn/server-security-check/en/api-guide.md") && !lock.contains("sentence")
    );
}
