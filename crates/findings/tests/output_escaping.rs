//! Any text of a vendor or user stays a text, in every format.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::outputs::{bytes, has_controls, judged_of, sheets, text};
use korea_cloud_security_findings::output::{DetectionOptions, Format, write_detections_html};
use korea_cloud_security_findings::{Detection, DetectionDays, Run};
use proptest::prelude::*;
use quick_xml::events::Event;
use serde_json::Value;

const NAUGHTY: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'; -- & < > \" ' `",
    "]]>",
    "<!-- --><![CDATA[",
    "&amp;&#x3c;",
    "=HYPERLINK(\"http://example.com\")",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "a,\"b\"\r\nc;d\te",
    "| a | b |\n# c\n- d\n1. e\n> f",
    "[a](javascript:alert(1)) ![b](http://example.com/c.png) @everyone #12 **d** ~~e~~",
    "{{ 7*7 }} {% raw %} {0} ${x}",
    "[x](0) \\[y\\](1)",
    "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m",
    "::error::x\n##vso[task.complete]\n##teamcity[x]",
    "\u{0}\u{1}\u{8}\u{c}\u{7f}\u{85}\u{fffe}\u{ffff}",
    "\u{202e}txt.exe\u{2066}\u{200f}",
    "\u{feff}bom",
    "회원/관리 #1 100%25 ?a=b&c",
    "..",
    ".",
    "",
    " ",
    "😀👩\u{200d}💻",
    "C:\\Windows\\..\\system32",
];

fn check(naughty: &str) {
    let judged = judged_of(naughty);
    csv_holds(&text(&judged, Format::Csv));
    html_holds(&text(&judged, Format::Html));
    html_holds(&detections(naughty, false));
    junit_holds(&text(&judged, Format::Junit));
    markdown_holds(&text(&judged, Format::Markdown));
    json_holds(&judged);
    for (_, rows) in sheets(&bytes(&judged, Format::Xlsx)) {
        for cell in rows.iter().flatten() {
            assert!(!has_controls(cell), "{cell:?}");
        }
    }
}

/// The report of detections with a text as id, counter, operating system and project.
fn detections(text: &str, mask_ids: bool) -> String {
    let mut days = DetectionDays::new();
    for date in ["2026-09-01", "2026-11-24"].map(common::day) {
        let mut run = Run::detections(date, text, text, common::time("2026-11-25T09:00:00+09:00"));
        text.clone_into(&mut run.project);
        let mut detection = Detection::new(date, text, text, text);
        detection.total = 3;
        detection.counts.insert(text.to_owned(), 3);
        days.add(run, vec![detection]);
    }
    let mut options = DetectionOptions::default();
    options.mask_ids = mask_ids;
    let mut out = Vec::new();
    write_detections_html(&days, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn masked_ids_are_nowhere_in_the_report() {
    let mut day = Detection::new(
        common::day("2026-11-24"),
        "android",
        "device",
        "SECRET-DEVICE-1",
    );
    day.total = 1;
    day.counts.insert("cheatCount".to_owned(), 1);
    let run = Run::detections(
        day.date,
        "android",
        "device",
        common::time("2026-11-25T09:00:00+09:00"),
    );
    let mut days = DetectionDays::new();
    days.add(run, vec![day]);
    for mask_ids in [false, true] {
        let mut options = DetectionOptions::default();
        options.mask_ids = mask_ids;
        let mut out = Vec::new();
        write_detections_html(&days, &options, &mut out).unwrap();
        let html = String::from_utf8(out).unwrap();
        assert_eq!(html.contains("SECRET-DEVICE-1"), !mask_ids);
        assert!(html.contains("SECR"));
    }
}

#[test]
fn missing_days_and_ids_that_come_back_are_said() {
    let html = detections("A", false);
    assert!(html.contains("기간 85일 중 2일만 있습니다"));
    assert!(html.contains(
        "2026-11-24</td><td class=\"n\">1</td><td class=\"n\">3</td><td class=\"n\">6</td>"
    ));
}

fn csv_holds(text: &str) {
    let text = text.strip_prefix('\u{feff}').unwrap();
    assert!(!has_controls(text));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    for cell in rows.iter().flatten() {
        let begins = cell
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        assert!(!begins || cell.trim().parse::<f64>().is_ok(), "{cell:?}");
    }
}

/// The tags of the report are those of the template: no text adds one.
fn html_holds(text: &str) {
    assert!(!has_controls(text));
    let known = [
        "!DOCTYPE",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "header",
        "p",
        "h1",
        "h2",
        "h3",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "main",
        "ul",
        "li",
        "strong",
        "span",
        "nav",
        "a",
        "section",
        "small",
        "figure",
        "figcaption",
        "svg",
        "desc",
        "text",
        "rect",
        "line",
        "article",
        "details",
        "summary",
        "code",
        "footer",
        "polyline",
        "circle",
    ];
    let body = &text[text.find("</style>").unwrap()..];
    for part in body.split('<').skip(1) {
        let name: String = part
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '!')
            .collect();
        assert!(known.contains(&name.as_str()), "<{part}");
        let tag = &part[..part.find('>').unwrap()];
        let names: String = tag.split('"').step_by(2).collect();
        assert!(
            !names.contains("onerror") && !tag.contains("=\"javascript:"),
            "{tag}"
        );
        assert!(tag.matches('"').count() % 2 == 0, "{tag}");
    }
}

fn junit_holds(text: &str) {
    assert!(!has_controls(text));
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0;
    let mut cases = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                depth += 1;
                cases += u32::from(element.name().as_ref() == "testcase");
                element
                    .attributes()
                    .for_each(|attribute| drop(attribute.unwrap()));
            }
            Event::Empty(element) => {
                cases += u32::from(element.name().as_ref() == "testcase");
                element
                    .attributes()
                    .for_each(|attribute| drop(attribute.unwrap()));
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    // Three rows, the expected server or none where it was inspected, and what was not read.
    assert!((4..=5).contains(&cases), "{cases}");
}

/// No row is broken up, nothing mentions anyone, no image is loaded.
fn markdown_holds(text: &str) {
    assert!(!has_controls(text));
    for line in text.lines() {
        assert!(
            !line.contains("<script") && !line.contains("<img") && !line.contains('@'),
            "{line}"
        );
        assert!(!line.replace("\\]", "").contains("]("), "{line}");
        if line.starts_with('|') {
            let bars = line.replace("\\|", "").matches('|').count();
            assert!(matches!(bars, 4 | 6), "{line}");
        }
        if line.starts_with('#') {
            assert!(line.starts_with("# ") || line.starts_with("## "), "{line}");
        }
    }
    assert_eq!(
        text.lines().filter(|line| line.starts_with("# ")).count(),
        1
    );
}

fn json_holds(judged: &korea_cloud_security_findings::Judged) {
    for (format, schema) in [
        (Format::Sarif, include_str!("schemas/sarif.json")),
        (Format::DefectDojo, include_str!("schemas/defectdojo.json")),
        (Format::Ocsf, include_str!("schemas/ocsf.json")),
    ] {
        let schema = serde_json::from_str(schema).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let text = text(judged, format);
        assert!(!has_controls(&text), "{format}");
        let documents: Vec<Value> = match format {
            Format::Ocsf => text
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect(),
            _ => vec![serde_json::from_str(&text).unwrap()],
        };
        for document in documents {
            let errors: Vec<String> = validator
                .iter_errors(&document)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{format}: {errors:#?}");
            strings(&document, &mut |text| {
                assert!(!has_controls(text), "{text:?}")
            });
        }
    }
}

fn strings(value: &Value, each: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(values) => values.iter().for_each(|value| strings(value, each)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, each)),
        _ => {}
    }
}

#[test]
fn naughty_texts_stay_texts() {
    for naughty in NAUGHTY {
        check(naughty);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_text_stays_a_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn markup_stays_a_text(text in "[<>&\"'`=+@|\\\\#\\[\\](){}%:;,\r\n\t\u{1b}\u{202e}a-c0-9/. -]{0,40}") {
        check(&text);
    }
}
