//! A list with every judgement and class, and readers of what is written from it.

use std::io::{Cursor, Read};

use korea_cloud_security_findings::output::{Format, Language, OutputOptions};
use korea_cloud_security_findings::{
    Check, Comparison, GateOptions, Inspection, Item, JudgeOptions, Judged, Register,
    RegisterRules, Run, Service, Severity, State, StateBuilder, Status, Unread,
};

use super::{checks, day, inspection, run, time};

const REGISTER: &str = r#"
schema = "kcsec.register/1"
[[entry]]
action = "accept"
check = "U-02"
server = "web-*"
reason = "내부망 전용"
approver = "정보보호최고책임자"
until = 2026-12-31
[[entry]]
action = "na"
check = "U-03"
server = "*"
reason = "해당 서비스 없음"
approver = "정보보호최고책임자"
[[entry]]
action = "fix"
check = "U-01"
server = "*"
reason = "정기 패치"
owner = "인프라팀"
due = 2026-12-15
"#;

fn builder_state(day: &str, servers: &[(&str, &[&str])], unread: Vec<Unread>) -> State {
    let mut builder = StateBuilder::new();
    for (place, (server, texts)) in servers.iter().enumerate() {
        let number = 100 + place as u64;
        let number = number + if day == "2026-05-25" { 0 } else { 1_000 };
        builder.inspection(inspection(server, number, day), checks(texts));
    }
    builder.snapshot(run(day), "KR1.ndjson.gz", &"ab".repeat(32), unread);
    if day != "2026-05-25" {
        web(&mut builder);
    }
    builder.finish()
}

/// A web scan with two findings, one of them at a weakness that has a number.
fn web(builder: &mut StateBuilder) {
    let mut scan = Inspection::new(Service::Wsc, "shop.example.com", "77");
    scan.kind = "WEB".to_owned();
    scan.checked_at = Some(time("2026-11-25T01:00:00+09:00"));
    let finding = |name: &str, location: &str, severity| {
        let mut item = Item::new(name, severity);
        item.item = Some(name.to_owned());
        item.category = Some("웹 취약점".to_owned());
        let mut check = Check::new(item, Status::Fail);
        check.location = location.to_owned();
        check
    };
    let findings = [
        finding(
            "SQL Injection",
            "https://shop.example.com/page/3?id=1\u{1f}p3",
            Severity::High,
        ),
        finding("Odd Header", "https://shop.example.com/", Severity::Low),
    ];
    builder.inspection(scan, findings);
    let run = Run::new(Service::Wsc, time("2026-11-25T12:30:00+09:00"));
    builder.snapshot(run, "77.ndjson.gz", &"cd".repeat(32), Vec::new());
}

/// Two rounds of two servers and a web scan: every status, judgement and most classes.
pub(crate) fn judged() -> Judged {
    judged_with(|_| {})
}

pub(crate) fn judged_with(change: impl FnOnce(&mut JudgeOptions)) -> Judged {
    let spring = builder_state(
        "2026-05-25",
        &[
            (
                "web-01",
                &[
                    "U-01 H O 원격 접속",
                    "U-02 M X 복잡성",
                    "U-04 H X 잠금",
                    "U-10 L X 배너",
                ],
            ),
            ("old-01", &["U-01 H X 원격 접속"]),
        ],
        Vec::new(),
    );
    let mut lost = Unread::new("1999", "was-99");
    lost.message = "500: internal error".to_owned();
    let autumn = builder_state(
        "2026-11-25",
        &[
            (
                "web-01",
                &[
                    "U-01 H X 원격 접속",
                    "U-02 M X 복잡성",
                    "U-03 M X SNMP",
                    "U-04 H O 잠금",
                    "U-10 L X 배너",
                    "U-11 H N/A 모름",
                ],
            ),
            (
                "web-02",
                &["U-01 H O 원격 접속", "U-04 H X 잠금", "U-12 Z X 등급 없음"],
            ),
        ],
        vec![lost],
    );
    let comparison = Comparison::new(spring, &autumn).unwrap();
    let mut options = JudgeOptions::new(day("2026-11-25"));
    options.gate = Some(GateOptions::default());
    options.expected = vec!["backup-01".to_owned()];
    options.score = true;
    options.approvals = vec!["담당".to_owned(), "팀장".to_owned()];
    let rules = RegisterRules::new(day("2026-11-25"));
    options.register = Some(Register::parse("register.toml", REGISTER.as_bytes(), &rules).unwrap());
    change(&mut options);
    Judged::compared(autumn, comparison, options)
}

/// A list with one text in every place that the vendor or a user fills.
pub(crate) fn judged_of(text: &str) -> Judged {
    let mut builder = StateBuilder::new();
    let mut server = Inspection::new(Service::Ssc, text, text);
    for field in [
        &mut server.region,
        &mut server.standard,
        &mut server.kind,
        &mut server.project,
    ] {
        text.clone_into(field);
    }
    server.os = Some(text.to_owned());
    server.os_version = Some(text.to_owned());
    server.script_version = Some(text.to_owned());
    let mut item = Item::new(text, Severity::High);
    item.item = Some(text.to_owned());
    item.category = Some(text.to_owned());
    item.how = Some(text.to_owned());
    let mut unknown = Check::new(item.clone(), Status::Unknown);
    unknown.status_raw = Some(text.to_owned());
    unknown.location = "second".to_owned();
    builder.inspection(server, [Check::new(item.clone(), Status::Fail), unknown]);
    let mut run = Run::new(Service::Ssc, time("2026-11-25T12:00:00+09:00"));
    text.clone_into(&mut run.region);
    text.clone_into(&mut run.project);
    text.clone_into(&mut run.tool);
    let mut lost = Unread::new(text, text);
    text.clone_into(&mut lost.message);
    builder.snapshot(run, text, text, vec![lost]);

    let mut scan = Inspection::new(Service::Wsc, text, "78");
    scan.kind = "WEB".to_owned();
    let mut found = Check::new(item, Status::Fail);
    found.location = format!("https://shop.example.com/{text}\u{1f}{text}");
    builder.inspection(scan, [found]);
    builder.snapshot(
        Run::new(Service::Wsc, time("2026-11-25T12:30:00+09:00")),
        "78",
        "",
        Vec::new(),
    );
    let mut options = JudgeOptions::new(day("2026-11-25"));
    options.gate = Some(GateOptions::default());
    options.expected = vec![text.to_owned()];
    options.approvals = vec![text.to_owned()];
    Judged::new(builder.finish(), options)
}

pub(crate) fn bytes(judged: &Judged, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    format
        .write(judged, &OutputOptions::default(), &mut out)
        .unwrap();
    out
}

pub(crate) fn text(judged: &Judged, format: Format) -> String {
    String::from_utf8(bytes(judged, format)).unwrap()
}

pub(crate) fn text_in(judged: &Judged, format: Format, language: Language) -> String {
    let mut out = Vec::new();
    format
        .write(judged, &OutputOptions::new(language), &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

/// Whether a text holds a character that no output may hold.
pub(crate) fn has_controls(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && !matches!(c, '\n' | '\r'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{fffe}' | '\u{ffff}')
    })
}

/// A workbook's sheets: name and rows of texts. Dates are numbers there.
pub(crate) fn sheets(workbook: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let strings = elements(&read("xl/sharedStrings.xml"), "si");
    let strings: Vec<String> = strings.iter().map(|(_, inner)| plain(inner)).collect();
    let names = read("xl/workbook.xml");
    let names = elements(&names, "sheet");
    names
        .iter()
        .zip(1..)
        .map(|((attributes, _), number)| {
            let sheet = read(&format!("xl/worksheets/sheet{number}.xml"));
            assert!(!sheet.contains("<f>"), "a cell is a formula");
            let rows = elements(&sheet, "row").into_iter().map(|(_, row)| {
                let mut values = Vec::new();
                for (attributes, cell) in elements(&row, "c") {
                    // Empty cells are not there.
                    let place = column(&attribute(&attributes, "r").unwrap());
                    values.resize(values.len().max(place + 1), String::new());
                    let value = elements(&cell, "v").pop();
                    let value = value.map(|(_, value)| value).unwrap_or_default();
                    values[place] = match attribute(&attributes, "t").as_deref() {
                        Some("s") => strings[value.parse::<usize>().unwrap()].clone(),
                        _ => value,
                    };
                }
                values
            });
            let mut rows: Vec<Vec<String>> = rows.collect();
            let width = rows.iter().map(Vec::len).max().unwrap_or_default();
            rows.iter_mut()
                .for_each(|row| row.resize(width, String::new()));
            (attribute(attributes, "name").unwrap(), rows)
        })
        .collect()
}

/// The place of a cell in its row: 0 for `A7`.
fn column(reference: &str) -> usize {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    letters.fold(0, |place, letter| {
        place * 26 + usize::from(letter - b'A') + 1
    }) - 1
}

/// The elements of a name with their attributes and inside; good enough for XML that has no such
/// element within itself.
fn elements(xml: &str, name: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(start) = rest.find(&format!("<{name}")) {
        rest = &rest[start + name.len() + 1..];
        if !rest.starts_with([' ', '>', '/']) {
            continue;
        }
        let end = rest.find('>').unwrap();
        let attributes = rest[..end].to_owned();
        if attributes.ends_with('/') {
            found.push((attributes, String::new()));
            continue;
        }
        let close = rest.find(&format!("</{name}>")).unwrap();
        found.push((attributes, rest[end + 1..close].to_owned()));
        rest = &rest[close..];
    }
    found
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let start = attributes.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &attributes[start..];
    Some(unescape(&value[..value.find('"')?]))
}

fn plain(inner: &str) -> String {
    elements(inner, "t")
        .into_iter()
        .map(|(_, text)| unescape(&text))
        .collect()
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}
