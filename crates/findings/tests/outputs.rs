//! What each format holds, and that all of them hold the same.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeMap;

use common::outputs::{bytes, judged, judged_with, sheets, text, text_in};
use korea_cloud_security_findings::output::{
    Format, HeaderNames, Language, Note, OutputError, OutputOptions, write_csv,
};
use korea_cloud_security_findings::{
    GateOptions, JudgeOptions, Judged, Judgement, Run, Service, Severity, StateBuilder, Status,
    StatusFilter,
};
use quick_xml::events::Event;
use serde_json::Value;

fn validate(schema: &str, value: &Value) {
    let schema = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn sarif(judged: &Judged) -> Value {
    let value = serde_json::from_slice(&bytes(judged, Format::Sarif)).unwrap();
    validate(include_str!("schemas/sarif.json"), &value);
    value
}

fn results(sarif: &Value) -> Vec<&Value> {
    let runs = sarif["runs"].as_array().unwrap();
    runs.iter()
        .flat_map(|run| run["results"].as_array().unwrap())
        .collect()
}

fn dojo(judged: &Judged) -> Value {
    let value = serde_json::from_slice(&bytes(judged, Format::DefectDojo)).unwrap();
    validate(include_str!("schemas/defectdojo.json"), &value);
    value
}

fn ocsf(judged: &Judged) -> Vec<Value> {
    let text = text(judged, Format::Ocsf);
    let events: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for event in &events {
        validate(include_str!("schemas/ocsf.json"), event);
        let class = event["class_uid"].as_u64().unwrap();
        let activity = event["activity_id"].as_u64().unwrap();
        assert_eq!(event["type_uid"], class * 100 + activity);
    }
    events
}

fn csv_rows(judged: &Judged) -> Vec<BTreeMap<String, String>> {
    let text = text(judged, Format::Csv);
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

type Attributes = BTreeMap<String, String>;

/// The suites, each with its attributes and the outcomes of its cases.
#[derive(Debug, Default)]
struct Junit {
    root: Attributes,
    suites: Vec<(Attributes, Vec<(String, String)>)>,
}

/// Reads JUnit, and holds it to the rules of Jenkins' schema.
fn junit(judged: &Judged) -> Junit {
    let text = text(judged, Format::Junit);
    let mut reader = quick_xml::Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut read = Junit::default();
    loop {
        let event = reader.read_event().unwrap();
        let Event::Start(element) = &event else {
            if matches!(event, Event::Eof) {
                return read;
            }
            continue;
        };
        let attributes: Attributes = element
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let value = attribute.value.into_owned();
                (attribute.key.as_ref().to_owned(), value)
            })
            .collect();
        let name = element.name().as_ref().to_owned();
        let allowed: &[&str] = match name.as_str() {
            "testsuites" => &["name", "tests", "failures", "errors", "time"],
            "testsuite" => &[
                "name",
                "tests",
                "failures",
                "errors",
                "skipped",
                "time",
                "timestamp",
                "hostname",
            ],
            "testcase" => &["name", "time", "classname"],
            "failure" | "error" => &["type", "message"],
            "skipped" => &["message"],
            "system-out" => &[],
            other => panic!("{other} is not known to the schema"),
        };
        for key in attributes.keys() {
            assert!(allowed.contains(&key.as_str()), "{name} has {key}");
        }
        if let Some(kind) = attributes.get("type") {
            let casts = ["yaml", "symbol", "date", "integer", "array", "file"];
            assert!(!casts.contains(&kind.as_str()));
        }
        match name.as_str() {
            "testsuites" => read.root = attributes,
            "testsuite" => read.suites.push((attributes, Vec::new())),
            "testcase" => {
                let cases = &mut read.suites.last_mut().unwrap().1;
                let name = attributes["name"].clone();
                assert!(
                    cases.iter().all(|case| case.0 != name),
                    "two cases are named {name}"
                );
                cases.push((name, "passed".to_owned()));
            }
            outcome => {
                let case = read.suites.last_mut().unwrap().1.last_mut();
                if let (Some(case), true) = (case, outcome != "system-out") {
                    outcome.clone_into(&mut case.1);
                }
            }
        }
    }
}

impl Junit {
    fn count(&self, outcome: &str) -> usize {
        let cases = self.suites.iter().flat_map(|(_, cases)| cases);
        cases.filter(|case| case.1 == outcome).count()
    }
}

#[test]
fn the_sample_has_every_judgement() {
    let judged = judged();
    for judgement in [
        Judgement::Passed,
        Judgement::Counted,
        Judgement::BelowThreshold,
        Judgement::Accepted,
        Judgement::NotApplicable,
        Judgement::Unknown,
    ] {
        assert!(
            judged.rows().any(|row| row.judgement == judgement),
            "{judgement:?}"
        );
    }
}

#[test]
fn counts_add_up_in_every_format() {
    let judged = judged();
    let totals = judged.totals();
    let all = totals.all;
    let rows = judged.rows().count() as u64;
    assert_eq!(all.checks, rows);
    assert_eq!(
        all.checks,
        all.passed + all.failed + all.unknown + all.not_applicable
    );

    let rows_of_csv = csv_rows(&judged);
    let csv = |word: &str| {
        rows_of_csv
            .iter()
            .filter(|row| row["점검결과"] == word)
            .count() as u64
    };
    assert_eq!(rows_of_csv.len() as u64, all.checks);
    assert_eq!(
        [csv("양호"), csv("취약"), csv("확인 필요"), csv("해당없음")],
        [all.passed, all.failed, all.unknown, all.not_applicable]
    );

    let workbook = sheets(&bytes(&judged, Format::Xlsx));
    let sheet = |name: &str| &workbook.iter().find(|sheet| sheet.0 == name).unwrap().1;
    assert_eq!(sheet("점검결과").len() as u64, all.checks + 1);
    assert_eq!(sheet("취약항목").len() as u64, all.failed + 1);
    assert_eq!(sheet("점검대상").len(), 1 + judged.servers().len() + 2);
    assert_eq!(sheet("항목별").len(), 1 + judged.items().len());
    assert_eq!(sheet("서버×항목").len(), 1 + judged.servers().len());
    assert_eq!(sheet("변화").len(), 1 + judged.changes().len());
    assert_eq!(sheet("위험수용").len(), 1 + judged.register().len());
    let total = sheet("요약").iter().find(|row| row[0] == "합계").unwrap();
    let numbers: Vec<u64> = total[3..9]
        .iter()
        .map(|cell| cell.parse().unwrap())
        .collect();
    assert_eq!(
        numbers,
        [
            all.checks,
            all.passed,
            all.failed,
            all.accepted,
            all.unknown,
            all.not_applicable
        ]
    );

    let sarif = sarif(&judged);
    let results = results(&sarif);
    let of_kind = |kind: &str| {
        results
            .iter()
            .filter(|result| result["kind"] == kind)
            .count() as u64
    };
    assert_eq!(
        [of_kind("fail"), of_kind("review")],
        [all.failed, all.unknown]
    );
    let suppressed = results
        .iter()
        .filter(|result| !result["suppressions"].is_null())
        .count();
    assert_eq!(suppressed as u64, all.accepted);

    let dojo = dojo(&judged);
    let findings = dojo["findings"].as_array().unwrap();
    assert_eq!(findings.len() as u64, all.failed);
    let accepted = findings
        .iter()
        .filter(|finding| finding["risk_accepted"] == true)
        .count();
    assert_eq!(accepted as u64, all.accepted);

    let fixed = judged
        .rows()
        .filter(|row| row.status == Status::Pass && row.class.is_some())
        .count();
    assert_eq!(
        ocsf(&judged).len() as u64,
        all.failed + all.unknown + fixed as u64
    );

    let junit = junit(&judged);
    let counted = judged
        .rows()
        .filter(|row| row.judgement == Judgement::Counted)
        .count();
    assert_eq!(counted as u64, judged.gate().unwrap().counted);
    assert_eq!(junit.count("failure"), counted);
    assert_eq!(
        junit.count("skipped") as u64,
        all.accepted + all.not_applicable + all.unknown
    );
    assert_eq!(junit.count("error"), 2);
    assert_eq!(junit.root["tests"], (all.checks + 2).to_string());
    for (name, outcome) in [("failures", "failure"), ("errors", "error")] {
        assert_eq!(junit.root[name], junit.count(outcome).to_string());
    }
    for (attributes, cases) in &junit.suites {
        assert_eq!(attributes["tests"], cases.len().to_string());
        for (name, outcome) in [
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ] {
            let count = cases.iter().filter(|case| case.1 == outcome).count();
            assert_eq!(attributes[name], count.to_string());
        }
    }

    let html = text(&judged, Format::Html);
    assert!(html.contains(&format!(
        "<dt>취약</dt><dd>{} <small>건</small></dd>",
        all.failed
    )));
    let listed = html.matches("<li>web-").count() + html.matches("<li>shop.").count();
    assert_eq!(listed as u64, all.failed);

    let markdown = text(&judged, Format::Markdown);
    assert!(markdown.contains(&format!(
        "취약 {}건(위험수용 {}건)",
        all.failed, all.accepted
    )));
    let table = markdown
        .lines()
        .filter(|line| line.matches(" | ").count() == 4 && line.contains("취약 |"));
    assert_eq!(table.count(), counted);
}

#[test]
fn equal_input_gives_equal_bytes() {
    for format in Format::ALL {
        assert_eq!(
            bytes(&judged(), format),
            bytes(&judged(), format),
            "{format}"
        );
    }
}

#[test]
fn failed_only_means_failed_only_in_every_format() {
    let judged = judged_with(|options| options.filter.status = Some(StatusFilter::Fail));
    assert!(
        csv_rows(&judged)
            .iter()
            .all(|row| row["점검결과"] == "취약" || row["점검결과"] == "해당없음")
    );
    assert!(
        results(&sarif(&judged))
            .iter()
            .all(|result| result["kind"] == "fail")
    );
    assert!(ocsf(&judged).iter().all(|event| event["severity_id"] != 1));
    assert!(!text(&judged, Format::Html).contains("id=\"unknown\""));
    // What passed is no gap: the sheet of servers and checks still says so.
    let workbook = sheets(&bytes(&judged, Format::Xlsx));
    let matrix = &workbook
        .iter()
        .find(|sheet| sheet.0 == "서버×항목")
        .unwrap()
        .1;
    assert!(matrix[1..].iter().flatten().any(|cell| cell == "양호"));
}

#[test]
fn passed_rows_are_events_only_where_asked_for() {
    let passed = |judged: &Judged| {
        let events = ocsf(judged);
        events
            .iter()
            .filter(|event| event["compliance"]["status"] == "Pass" && event["activity_id"] == 1)
            .count() as u64
    };
    assert_eq!(passed(&judged()), 0);
    let all = judged_with(|options| options.filter.status = Some(StatusFilter::All));
    let never_failed = all
        .rows()
        .filter(|row| row.status == Status::Pass && row.class.is_none())
        .count();
    assert_eq!(passed(&all), never_failed as u64);
}

#[test]
fn csv_is_what_spreadsheets_read() {
    let judged = judged();
    let text = text(&judged, Format::Csv);
    assert!(text.starts_with("\u{feff}No,점검기준,점검종류,자산명,OS,"));
    assert!(text.ends_with("\r\n"));
    let mut out = Vec::new();
    let mut options = OutputOptions::new(Language::En);
    options.header_names = HeaderNames::Fields;
    write_csv(&judged, &options, &mut out).unwrap();
    let header = String::from_utf8(out).unwrap();
    assert_eq!(
        header
            .trim_start_matches('\u{feff}')
            .lines()
            .next()
            .unwrap(),
        "no,standard,kind,server,os,os_version,category,check,item,severity,status,previous_status,\
         class,how,checked_at,inspection,action,owner,due,remark,fingerprint"
    );
}

#[test]
fn the_workbook_holds_words_dates_and_decisions() {
    let workbook = sheets(&bytes(&judged(), Format::Xlsx));
    let names: Vec<&str> = workbook.iter().map(|sheet| sheet.0.as_str()).collect();
    assert_eq!(
        names,
        [
            "요약",
            "점검대상",
            "점검결과",
            "취약항목",
            "항목별",
            "서버×항목",
            "변화",
            "위험수용"
        ]
    );
    let rows = &workbook[2].1;
    let column = |name: &str| rows[0].iter().position(|title| title == name).unwrap();
    let row = |server: &str, check: &str| {
        let found = rows
            .iter()
            .find(|row| row[column("자산명")] == server && row[column("항목코드")] == check);
        found.unwrap()
    };
    let planned = row("web-01", "U-01");
    assert_eq!(planned[column("변화")], "신규");
    assert_eq!(planned[column("조치상태")], "조치계획");
    assert_eq!(planned[column("조치담당자")], "인프라팀");
    // Days since 1899-12-30, and the time as a fraction.
    assert_eq!(planned[column("조치예정일")], "46371");
    assert_eq!(planned[column("점검일시")], "46351.375");
    assert_eq!(row("web-01", "U-02")[column("조치상태")], "위험수용");
    assert_eq!(row("web-01", "U-03")[column("점검결과")], "해당없음");
    assert_eq!(row("web-01", "U-04")[column("조치상태")], "조치완료");
    assert_eq!(row("web-01", "U-04")[column("조치방법")], "");
    assert_eq!(row("web-01", "U-11")[column("점검결과")], "확인 필요");
    assert!(row("web-01", "U-11")[column("비고")].contains("N/A"));
}

#[test]
fn no_output_for_people_prints_the_vendors_letters() {
    let judged = judged();
    for row in csv_rows(&judged) {
        assert!(row.values().all(|value| value != "O" && value != "X"));
    }
    for (_, rows) in sheets(&bytes(&judged, Format::Xlsx)) {
        assert!(rows.iter().flatten().all(|cell| cell != "O" && cell != "X"));
    }
    for language in [Language::Ko, Language::En, Language::Ja] {
        let html = text_in(&judged, Format::Html, language);
        assert!(!html.contains(">X<") && !html.contains(">O<"));
        let words = match language {
            Language::Ko => ["양호", "취약", "확인 필요"],
            Language::En => ["Pass", "Fail", "Unknown"],
            Language::Ja => ["良好", "脆弱", "要確認"],
        };
        assert!(words.iter().all(|word| html.contains(word)), "{language}");
    }
}

#[test]
fn sarif_names_rules_places_and_changes() {
    let sarif = sarif(&judged());
    let runs = sarif["runs"].as_array().unwrap();
    let ids: Vec<&str> = runs
        .iter()
        .map(|run| run["automationDetails"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["kcsec/ssc/KR1/", "kcsec/wsc/"]);
    assert_eq!(runs[0]["invocations"][0]["executionSuccessful"], false);
    assert_eq!(
        runs[0]["invocations"][0]["endTimeUtc"],
        "2026-11-25T03:00:00.000Z"
    );
    let uris: Vec<&str> = results(&sarif)
        .iter()
        .map(|result| {
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                .as_str()
                .unwrap()
        })
        .collect();
    assert!(uris.contains(&"servers/KR1/web-01"));
    assert!(
        uris.contains(&"sites/shop.example.com/page/3%3Fid%3D1"),
        "{uris:?}"
    );
    let rules = runs[0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in runs[0]["results"].as_array().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    assert_eq!(rules[0]["id"], "SSC-M-U-01");
    assert_eq!(rules[0]["properties"]["security-severity"], "8.0");
    let state_of = |id: &str, server: &str| {
        let found = results(&sarif).into_iter().find(|result| {
            result["ruleId"] == id
                && result["locations"][0]["logicalLocations"][0]["name"] == server
        });
        found.unwrap()["baselineState"].as_str().unwrap().to_owned()
    };
    assert_eq!(state_of("SSC-M-U-01", "web-01"), "new");
    assert_eq!(state_of("SSC-M-U-02", "web-01"), "unchanged");
    assert_eq!(state_of("SSC-M-U-04", "web-01"), "absent");
}

#[test]
fn one_id_with_two_texts_is_two_rules() {
    let state = common::state(
        "2026-11-25",
        &[
            ("a", &["U-05 H X root 홈"]),
            ("b", &["U-05 H X UID 0 금지"]),
        ],
    );
    let judged = Judged::new(state, JudgeOptions::new(common::day("2026-11-25")));
    let sarif = sarif(&judged);
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .clone();
    let ids: Vec<&str> = rules
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], "SSC-M-U-05");
    assert!(ids[1].starts_with("SSC-M-U-05-"), "{ids:?}");
}

/// Servers with a hundred checks each.
fn many(servers: usize, result: impl Fn(usize, usize) -> &'static str) -> Judged {
    let mut builder = StateBuilder::new();
    for server in 0..servers {
        let result = &result;
        let checks =
            (0..100).map(|check| common::check(&format!("U-{check} H {}", result(server, check))));
        builder.inspection(
            common::inspection(&format!("web-{server}"), server as u64, "2026-11-25"),
            checks,
        );
    }
    builder.snapshot(common::run("2026-11-25"), "a", "", Vec::new());
    Judged::new(
        builder.finish(),
        JudgeOptions::new(common::day("2026-11-25")),
    )
}

#[test]
fn sarif_beyond_githubs_limit_is_an_error_that_says_what_to_do() {
    let judged = many(251, |_, _| "X");
    let error = Format::Sarif
        .write(&judged, &OutputOptions::default(), &mut Vec::new())
        .unwrap_err();
    assert!(matches!(
        error,
        OutputError::TooManyResults {
            found: 25_100,
            limit: 25_000,
            ..
        }
    ));
    assert!(error.is_too_large() && error.to_string().contains("--severity"));
}

#[test]
fn junit_beyond_its_limit_holds_failures_only_and_says_so() {
    let judged = many(
        1_001,
        |server, check| if server + check == 0 { "X" } else { "O" },
    );
    let mut out = Vec::new();
    let notes = Format::Junit
        .write(&judged, &OutputOptions::default(), &mut out)
        .unwrap();
    assert_eq!(
        notes,
        [Note::OnlyFailures {
            limit: 100_000,
            left_out: 100_099
        }]
    );
    let text = String::from_utf8(out).unwrap();
    assert_eq!(text.matches("<testcase").count(), 1);
    assert!(text.contains("100099"));
}

#[test]
fn nothing_that_changes_stands_in_what_defectdojo_compares() {
    let first = dojo(&judged());
    let finding = &first["findings"][0];
    assert_eq!(finding["title"], "[web-01] U-01 원격 접속");
    assert_eq!(finding["vuln_id_from_tool"], "SSC-M-U-01");
    assert_eq!(finding["service"], "KR1/M/OS");
    assert_eq!(finding["date"], "2026-11-25");
    assert_eq!(finding["planned_remediation_date"], "2026-12-15");
    let description = finding["description"].as_str().unwrap();
    assert_eq!(
        description,
        "자산: web-01\n점검 기준: M/OS\n분류: 계정 관리\n항목: U-01 원격 접속"
    );
    // The language of the report is not that of the texts.
    let english = text_in(&judged(), Format::DefectDojo, Language::En);
    let english: Value = serde_json::from_str(&english).unwrap();
    assert_eq!(
        english["findings"][0]["description"],
        finding["description"]
    );
    let web = first["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["cwe"] == 89)
        .unwrap();
    assert_eq!(web["endpoints"][0], "https://shop.example.com/page/3?id=1");
    assert_eq!(web["param"], "p3");
}

#[test]
fn events_carry_class_activity_and_state() {
    let events = ocsf(&judged());
    let find = |code: &str, server: &str| {
        let found = events.iter().find(|event| {
            event["metadata"]["event_code"] == code && event["resources"][0]["name"] == server
        });
        found.unwrap()
    };
    let new = find("U-01", "web-01");
    assert_eq!(
        (&new["type_uid"], &new["status_id"], &new["severity_id"]),
        (&200_301.into(), &1.into(), &4.into())
    );
    assert_eq!(new["time"], 1_795_564_800_000_i64);
    assert_eq!(find("U-02", "web-01")["status"], "Suppressed");
    assert_eq!(find("U-02", "web-01")["activity_id"], 2);
    let fixed = find("U-04", "web-01");
    assert_eq!(
        (&fixed["type_uid"], &fixed["status"], &fixed["severity_id"]),
        (&200_303.into(), &"Resolved".into(), &1.into())
    );
    assert_eq!(find("U-11", "web-01")["compliance"]["status_id"], 0);
    assert_eq!(
        find("SQL Injection", "shop.example.com")["vulnerabilities"][0]["cwe"]["uid"],
        "CWE-89"
    );
    assert_eq!(find("Odd Header", "shop.example.com")["class_uid"], 2004);
}

#[test]
fn the_report_is_one_file_without_scripts_and_requests() {
    let html = text(&judged(), Format::Html);
    assert!(html.contains("default-src 'none'"));
    for forbidden in [
        "<script", "<link", "<iframe", "src=", "@import", "url(", "onload", "http://", "https://",
    ] {
        let place = html.find(forbidden);
        // The page of a web finding is a text of the report, not a link.
        let is_text = |place: usize| html[place..].starts_with("https://shop.example.com");
        assert!(place.is_none_or(is_text), "{forbidden}");
    }
    assert!(!html.contains("href=\"http"));
    assert!(html.contains("수집 불완전: 1개 점검을 읽지 못함"));
    assert!(html.contains("<caption>결재</caption>"));
}

#[test]
fn a_report_beyond_its_rows_says_how_many_are_missing() {
    let judged = judged();
    let mut options = OutputOptions::default();
    options.html_rows = 3;
    let mut out = Vec::new();
    let notes = Format::Html.write(&judged, &options, &mut out).unwrap();
    let failed = judged.totals().all.failed;
    assert_eq!(
        notes,
        [Note::RowsLeftOut {
            left_out: failed - 3
        }]
    );
    assert!(
        String::from_utf8(out)
            .unwrap()
            .contains(&format!("외 {}건은 엑셀에", failed - 3))
    );
}

#[test]
fn nothing_inspected_is_never_clean() {
    let mut builder = StateBuilder::new();
    builder.snapshot(
        Run::new(Service::Ssc, common::time("2026-11-25T12:00:00+09:00")),
        "a",
        "",
        Vec::new(),
    );
    let mut options = JudgeOptions::new(common::day("2026-11-25"));
    options.gate = Some(GateOptions::default());
    let judged = Judged::new(builder.finish(), options);
    assert_eq!(junit(&judged).count("error"), 1);
    assert_eq!(
        sarif(&judged)["runs"][0]["invocations"][0]["executionSuccessful"],
        false
    );
    assert!(text(&judged, Format::Html).contains("점검된 서버가 없습니다"));
    assert!(text(&judged, Format::Markdown).starts_with("# 실패"));
    let workbook = sheets(&bytes(&judged, Format::Xlsx));
    assert!(
        workbook[0]
            .1
            .iter()
            .flatten()
            .any(|cell| cell.contains("점검된 서버가 없습니다"))
    );
}

#[test]
fn unknown_severities_are_never_the_lowest() {
    let sarif = sarif(&judged());
    let unrated = results(&sarif)
        .into_iter()
        .find(|result| result["ruleId"] == "SSC-M-U-12")
        .unwrap();
    assert_eq!(unrated["level"], "warning");
    let judged = judged();
    let row = judged
        .rows()
        .find(|row| row.item.severity == Severity::Unknown)
        .unwrap();
    assert_eq!(row.judgement, Judgement::Counted);
}

#[test]
fn formats_are_named_by_their_options() {
    for format in Format::ALL {
        assert_eq!(format.as_str().parse(), Ok(format));
    }
    let error = "pdf\u{1b}".parse::<Format>().unwrap_err().to_string();
    assert_eq!(
        error,
        "\"pdf\\u{1b}\" is not a format; use xlsx, csv, html, junit, sarif, defectdojo, md or ocsf"
    );
}

/// A place that takes so many bytes and is full then.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.0.min(bytes.len()) {
            0 => Err(std::io::ErrorKind::StorageFull.into()),
            taken => {
                self.0 -= taken;
                Ok(taken)
            }
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_ends_every_format_with_an_error() {
    let judged = judged();
    for format in Format::ALL {
        let whole = bytes(&judged, format).len();
        for room in [0, 100, whole / 2, whole - 1] {
            let mut full = Full(room);
            let written = format.write(&judged, &OutputOptions::default(), &mut full);
            match written {
                Err(OutputError::Io(error)) => {
                    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{format:?}");
                }
                other => panic!("{format:?} {room}/{whole}: {other:?}"),
            }
        }
    }
}

/// Large workbooks go through temporary files; what is read back is the same.
#[test]
fn a_workbook_of_many_rows_holds_them_all() {
    let mut state = StateBuilder::new();
    let run = common::run("2026-11-25");
    for number in 1..=90 {
        let rows: Vec<String> = (1..=60)
            .map(|id| format!("U-{id} H {} 항목", if id % 3 == 0 { "X" } else { "O" }))
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let inspection = common::inspection(&format!("web-{number:02}"), number, "2026-11-25");
        state.inspection(inspection, common::checks(&rows));
    }
    state.snapshot(run, "a.ndjson.gz", "00", Vec::new());
    let judged = Judged::new(state.finish(), JudgeOptions::new(common::day("2026-11-25")));
    let workbook = bytes(&judged, Format::Xlsx);
    let rows: BTreeMap<String, usize> = sheets(&workbook)
        .into_iter()
        .map(|(name, rows)| (name, rows.len()))
        .collect();
    // With their headers.
    assert_eq!(rows["점검결과"], 5_401, "{rows:?}");
    assert_eq!(rows["취약항목"], 1_801, "{rows:?}");
    assert_eq!(rows["서버×항목"], 91, "{rows:?}");
    assert_eq!(workbook, bytes(&judged, Format::Xlsx));
}
