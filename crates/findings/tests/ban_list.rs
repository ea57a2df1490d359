//! Whom the rules of a file ban, and the lists that are written of it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::collections::BTreeMap;

use common::{day, outputs::sheets, time};
use korea_cloud_security_findings::output::{
    write_ban_list_csv, write_ban_list_tsv, write_ban_list_xlsx,
};
use korea_cloud_security_findings::{
    Ban, BanList, BanRules, Detection, DetectionDays, IdGlobs, IdProblem, RuleNote, Run,
};

/// Days as `"2026-11-24 android device A rootingCount=1 cheatCount=2"`; a project may stand before
/// the id: `shop/A`.
fn days(lines: &[&str]) -> DetectionDays {
    let mut by_run: BTreeMap<_, Vec<Detection>> = BTreeMap::new();
    for line in lines {
        let mut words = line.split(' ');
        let mut next = || words.next().unwrap();
        let (date, os, id_type, id) = (day(next()), next(), next(), next());
        let (project, id) = id.split_once('/').unwrap_or(("default", id));
        let mut detection = Detection::new(date, os, id_type, id);
        project.clone_into(&mut detection.project);
        for count in words {
            let (name, count) = count.split_once('=').unwrap();
            let count: u64 = count.parse().unwrap();
            detection.counts.insert(name.to_owned(), count);
            detection.total += count;
        }
        let key = (date, os, id_type, project);
        by_run.entry(key).or_default().push(detection);
    }
    let mut days = DetectionDays::new();
    for ((date, os, id_type, project), detections) in by_run {
        let mut run = Run::detections(date, os, id_type, time("2026-11-25T09:00:00+09:00"));
        project.clone_into(&mut run.project);
        days.add(run, detections);
    }
    days
}

const RULE: &str = r#"
[[rule]]
name = "변조"
os = "android"
id = "device"
when = { modificationCount = 3 }
ban_days = 30
reason = "변조"
"#;

fn file(rules: &str) -> String {
    format!("schema = \"kcsec.banrules/1\"\n{rules}")
}

fn rules(text: &str) -> BanRules {
    BanRules::parse("rules.toml", file(text).as_bytes()).unwrap()
}

fn list(lines: &[&str], text: &str) -> BanList {
    BanList::new(&days(lines), &rules(text))
}

/// Id, type, days and reason.
fn shown(list: &BanList) -> Vec<String> {
    let row = |ban: &Ban| {
        let kind = ban.template_type();
        format!("{} {kind} {} {}", ban.id, ban.ban_days, ban.reason())
    };
    list.bans.iter().map(row).collect()
}

#[test]
fn who_is_banned() {
    let two_counters = RULE.replace("= 3 }", "= 3, cheatCount = 2 }");
    let two_days = RULE.replace("ban_days", "days_seen = 2\nban_days");
    let both = RULE.replace("\"android\"", "\"both\"");
    let both_two_days = two_days.replace("\"android\"", "\"both\"");
    let users = RULE.replace("\"device\"", "\"user\"");
    let suspects = RULE.replace(
        "modificationCount = 3",
        "blackCount = 1, macroSuspectCount = 1",
    );
    let suspects = format!("{suspects}allow_suspects = true\n");
    let later = RULE.replace("modificationCount", "vpnCount");
    let huge = RULE.replace("= 3 }", &format!("= {} }}", i64::MAX));
    let d1 = "2026-11-23 android device";
    let d2 = "2026-11-24 android device";
    let cases: &[(&str, &str, Vec<String>, &[&str])] = &[
        (
            "at the threshold",
            RULE,
            vec![
                format!("{d1} A modificationCount=3"),
                format!("{d1} B modificationCount=2"),
            ],
            &["A"],
        ),
        (
            "several counters on one day",
            &two_counters,
            vec![
                format!("{d1} A modificationCount=3 cheatCount=2"),
                format!("{d1} B modificationCount=9"),
                format!("{d1} C modificationCount=3"),
                format!("{d2} C cheatCount=9"),
            ],
            &["A"],
        ),
        (
            "counts of days are not added up",
            RULE,
            vec![
                format!("{d1} A modificationCount=2"),
                format!("{d2} A modificationCount=2"),
            ],
            &[],
        ),
        (
            "on so many days",
            &two_days,
            vec![
                format!("{d1} A modificationCount=3"),
                format!("{d2} A modificationCount=4"),
                format!("{d1} B modificationCount=3"),
                format!("{d2} B modificationCount=2"),
                format!("{d1} C modificationCount=3"),
                format!("{d1} C modificationCount=3"),
            ],
            &["A"],
        ),
        (
            "an id that a day lists twice did all of it",
            RULE,
            vec![
                format!("{d1} A modificationCount=2"),
                format!("{d1} A modificationCount=1"),
            ],
            &["A"],
        ),
        (
            "one operating system",
            RULE,
            vec!["2026-11-23 ios device A modificationCount=3".into()],
            &[],
        ),
        (
            "both operating systems",
            &both,
            vec![
                "2026-11-23 ios device A modificationCount=3".into(),
                format!("{d1} B modificationCount=3"),
            ],
            &["A", "B"],
        ),
        (
            "a day on two operating systems is one day",
            &both_two_days,
            vec![
                "2026-11-23 ios device A modificationCount=3".into(),
                format!("{d1} A modificationCount=3"),
                "2026-11-23 ios device B modificationCount=3".into(),
                format!("{d2} B modificationCount=3"),
            ],
            &["B"],
        ),
        (
            "one type of id",
            RULE,
            vec!["2026-11-23 android user A modificationCount=3".into()],
            &[],
        ),
        (
            "users",
            &users,
            vec!["2026-11-23 android user A modificationCount=3".into()],
            &["A"],
        ),
        (
            "suspects where they are allowed",
            &suspects,
            vec![
                format!("{d1} A blackCount=1 macroSuspectCount=1"),
                format!("{d1} B blackCount=1"),
            ],
            &["A"],
        ),
        (
            "a counter of a later year",
            &later,
            vec![format!("{d1} A vpnCount=3")],
            &["A"],
        ),
        (
            "a threshold that nobody reaches",
            &huge,
            vec![format!("{d1} A modificationCount=9223372036854775806")],
            &[],
        ),
        (
            "apps are not added up",
            &two_days,
            vec![
                format!("{d1} one/A modificationCount=3"),
                format!("{d2} two/A modificationCount=3"),
                format!("{d1} one/B modificationCount=3"),
                format!("{d2} one/B modificationCount=3"),
            ],
            &["B"],
        ),
        (
            "ids differ in case",
            &two_days,
            vec![
                format!("{d1} a modificationCount=3"),
                format!("{d2} A modificationCount=3"),
            ],
            &[],
        ),
    ];
    for (case, text, lines, expected) in cases {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let found = list(&lines, text);
        let ids: Vec<&str> = found.bans.iter().map(|ban| ban.id.as_str()).collect();
        assert_eq!(ids, *expected, "{case}");
    }
}

#[test]
fn several_rules_of_one_id_are_one_row_with_the_longest_ban() {
    let text = r#"
[[rule]]
name = "루팅"
os = "android"
id = "device"
when = { rootingCount = 1 }
ban_days = 7
reason = "루팅 {rootingCount}회"
[[rule]]
name = "변조"
os = "android"
id = "device"
when = { modificationCount = 1 }
ban_days = 30
reason = "변조 {modificationCount}회, 루팅 {rootingCount}회, {days_seen}일 ({first}~{last})"
[[rule]]
name = "같은 사유"
os = "both"
id = "device"
when = { rootingCount = 1 }
ban_days = 1
reason = "루팅 {rootingCount}회"
[[rule]]
name = "사용자"
os = "both"
id = "user"
when = { rootingCount = 1 }
ban_days = 1
reason = "사용자"
"#;
    let lines = [
        "2026-11-20 android device B rootingCount=2 modificationCount=1",
        "2026-11-21 android device B rootingCount=9",
        "2026-11-23 android device B modificationCount=5",
        "2026-11-23 android device A rootingCount=1",
        "2026-11-23 android user B rootingCount=1",
    ];
    let found = list(&lines, text);
    assert_eq!(
        shown(&found),
        [
            "A DEVICEID 7 루팅 1회",
            "B DEVICEID 30 루팅 9회; 변조 5회, 루팅 9회, 2일 (2026-11-20~2026-11-23)",
            "B USERID 1 사용자",
        ]
    );
    let both = &found.bans[1];
    assert_eq!(both.rules, ["루팅", "변조", "같은 사유"]);
    assert_eq!(both.days.len(), 3);
    assert_eq!(both.counts["rootingCount"], 9);
}

#[test]
fn testers_are_never_banned() {
    let lines = ["TEST-DEVICE-1", "qa-7", "qa", "x#1", "B"]
        .map(|id| format!("2026-11-23 android device {id} modificationCount=3"));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut rules = rules(&format!("exclude = [\"TEST-DEVICE-1\", \"qa-*\"]\n{RULE}"));
    let found = BanList::new(&days(&lines), &rules);
    let ids = |list: &BanList| {
        list.bans
            .iter()
            .map(|ban| ban.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (ids(&found), found.excluded),
        (vec!["B".into(), "qa".into(), "x#1".into()], 2)
    );
    let more = "\u{feff}# testers\r\n\r\nx#1 # an id with a sign in it\r\nq?\r\n";
    rules
        .exclude
        .extend(IdGlobs::parse("testers.txt", more.as_bytes()).unwrap());
    let found = BanList::new(&days(&lines), &rules);
    assert_eq!((ids(&found), found.excluded), (vec!["B".to_owned()], 4));

    for (bad, problem) in [
        (&b"# nobody\n"[..], "testers.txt:1: it names no id"),
        (
            b"a\nqa-[0-9]\n",
            "testers.txt:2: \"qa-[0-9]\" is not a glob",
        ),
        (b"\xbe\xc6\n", "testers.txt:1: the file is not UTF-8"),
    ] {
        let error = IdGlobs::parse("testers.txt", bad).unwrap_err().to_string();
        assert!(error.starts_with(problem), "{error}");
    }
}

#[test]
fn a_counter_of_another_platform_is_one_that_is_never_seen() {
    let ios = RULE.replace("\"android\"", "\"ios\"");
    let lines = [
        "2026-11-23 android device A modificationCount=3",
        "2026-11-23 ios device B hookCount=3",
    ];
    assert!(matches!(
        list(&lines, &ios).notes[..],
        [RuleNote::NeverSeen { .. }]
    ));
    assert!(list(&lines, RULE).notes.is_empty());
}

#[test]
fn what_is_odd_about_rules_is_said() {
    let text = RULE.replace("modificationCount = 3", "modificationCuont = 3");
    let text = format!("{text}days_seen = 3\n");
    let found = list(&["2026-11-23 android device A modificationCount=3"], &text);
    let rule = || "변조".to_owned();
    let counter = "modificationCuont".to_owned();
    let expected = [
        RuleNote::NeverSeen {
            rule: rule(),
            counter,
        },
        RuleNote::TooFewDays {
            rule: rule(),
            days_seen: 3,
            here: 1,
        },
    ];
    for (note, expected) in found.notes.iter().zip(&expected) {
        assert_eq!(note, expected);
    }
    assert_eq!(found.notes.len(), 2);
    assert_eq!(
        list(&["2026-11-23 android device A modificationCount=3"], RULE).notes,
        []
    );
}

#[test]
fn every_mistake_of_a_rules_file_is_told_with_its_line() {
    let change = |from: &str, to: &str| {
        assert!(RULE.contains(from));
        file(&RULE.replace(from, to))
    };
    for (text, problem) in [
        (String::new(), "1: missing field `schema`"),
        (file(""), "1: there is no rule; write [[rule]]"),
        (RULE.to_owned(), "1: missing field `schema`"),
        (
            file(RULE).replace("banrules/1", "banrules/2"),
            "1: the schema \"kcsec.banrules/2\" is not",
        ),
        (change("[[rule]]", "[rule]"), "3: invalid type"),
        (change("[[rule]]", "[[rules]]"), "3: unknown field `rules`"),
        (change("ban_days", "bandays"), "8: unknown field `bandays`"),
        (change("ban_days = 30\n", ""), "3: missing field `ban_days`"),
        (
            change("\"android\"", "\"windows\""),
            "5: unknown variant `windows`",
        ),
        (
            change("\"device\"", "\"phone\""),
            "6: unknown variant `phone`",
        ),
        (
            change("{ modificationCount = 3 }", "{}"),
            "7: when names no counter",
        ),
        (
            change("= 3 }", "= 0 }"),
            "7: modificationCount must be 1 or more",
        ),
        (
            change("= 3 }", "= -1 }"),
            "7: modificationCount must be 1 or more",
        ),
        (change("= 3 }", "= 1.5 }"), "7: invalid type"),
        (change("= 3 }", "= 99999999999999999999 }"), "7: "),
        (
            change("modificationCount", "blackCount"),
            "7: blackCount only suspects",
        ),
        (
            change("modificationCount", "macroSuspectCount"),
            "7: macroSuspectCount only suspects",
        ),
        (change("= 30", "= 0"), "8: ban_days must be 1"),
        (change("= 30", "= -7"), "8: ban_days must be 1"),
        (
            change("= 30", "= 30\ndays_seen = 0"),
            "9: days_seen must be 1",
        ),
        (change("name = \"변조\"", "name = \"\""), "4: name is blank"),
        (
            change("reason = \"변조\"", "reason = \" \""),
            "9: reason is blank",
        ),
        (
            change("reason = \"변조\"", "reason = \"a\\tb\""),
            "9: reason must be one line",
        ),
        (
            change("reason = \"변조\"", "reason = \"=1+1\""),
            "9: reason must not begin with",
        ),
        (
            change("reason = \"변조\"", "reason = \"{modCount}\""),
            "9: reason has an unknown placeholder {modCount}",
        ),
        (
            change("reason = \"변조\"", "reason = \"{id}\""),
            "9: reason has an unknown placeholder {id}",
        ),
        (
            change("reason = \"변조\"", "reason = \"{}\""),
            "9: reason has an unknown placeholder {}",
        ),
        (
            change("reason = \"변조\"", "reason = \"{first\""),
            "9: reason has a { without its }",
        ),
        (
            file(&format!("{RULE}{RULE}")),
            "12: there are two rules of the name \"변조\"",
        ),
        (
            file(&format!("exclude = [\"qa-[0-9]\"]\n{RULE}")),
            "2: \"qa-[0-9]\" is not a glob",
        ),
        (
            file(&format!("exclude = [\" \"]\n{RULE}")),
            "2: exclude has a blank value",
        ),
        (
            file(&format!("exclude = \"qa\"\n{RULE}")),
            "2: invalid type",
        ),
    ] {
        let error = BanRules::parse("rules.toml", text.as_bytes())
            .unwrap_err()
            .to_string();
        let expected = format!("rules.toml:{problem}");
        assert!(error.starts_with(&expected), "{expected}\n{error}\n{text}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
    let cp949 = BanRules::parse("rules.toml", b"# \xba\xaf\xc1\xb6\n").unwrap_err();
    assert!(cp949.to_string().contains("UTF-8"));
    let all = change("= 3 }", "= 0, blackCount = 1 }").replace("= 30", "= 0");
    let error = BanRules::parse("rules.toml", all.as_bytes()).unwrap_err();
    assert_eq!(error.problems.len(), 3);
}

/// Ids that formulas, numbers, XML and delimited text would change.
const HOSTILE: [&str; 17] = [
    "=HYPERLINK(\"http://x\")",
    "+82-10-0000",
    "-1",
    "@SUM(A1)",
    "1e10",
    "00012345678901234567",
    "TRUE",
    "2026-11-24",
    "a\"b",
    "\"quoted\"",
    "a,b;c",
    "<b>&amp;</b>",
    "_x0041_",
    "'a",
    " a",
    "a ",
    "#REF!",
];

fn hostile() -> BanList {
    let text = RULE.replace(
        "reason = \"변조\"",
        "reason = \"변조, \\\"3\\\"회; {modificationCount}\"",
    );
    let mut days = DetectionDays::new();
    let date = day("2026-11-23");
    let detections = HOSTILE.map(|id| {
        let mut detection = Detection::new(date, "android", "device", id);
        detection.counts.insert("modificationCount".to_owned(), 3);
        detection
    });
    let run = Run::detections(date, "android", "device", time("2026-11-25T09:00:00+09:00"));
    days.add(run, detections.to_vec());
    BanList::new(&days, &rules(&text))
}

fn expected_rows() -> Vec<Vec<String>> {
    let mut ids = HOSTILE.to_vec();
    ids.sort_unstable();
    let row = |id: &str| {
        [id, "DEVICEID", "변조, \"3\"회; 3", "30"]
            .map(str::to_owned)
            .to_vec()
    };
    ids.into_iter().map(row).collect()
}

#[test]
fn tsv_has_four_columns_no_header_and_the_ids_as_they_are() {
    let mut out = Vec::new();
    write_ban_list_tsv(&hostile(), &mut out).unwrap();
    let text = String::from_utf8(out.clone()).unwrap();
    assert!(
        text.contains("\n=HYPERLINK") || text.contains("\n\"=HYPERLINK"),
        "{text}"
    );
    assert!(text.starts_with(" a\tDEVICEID\t"));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(b'\t')
        .from_reader(out.as_slice());
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    assert_eq!(rows, expected_rows());
}

#[test]
fn csv_has_a_mark_the_korean_header_and_the_ids_as_they_are() {
    let mut out = Vec::new();
    write_ban_list_csv(&hostile(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let text = text
        .strip_prefix("\u{feff}등록 아이디,아이디 유형,등록 사유,차단 기간(일)\r\n")
        .unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    assert_eq!(rows, expected_rows());
}

#[test]
fn xlsx_has_one_sheet_the_korean_header_and_the_ids_as_text() {
    let created = Some(time("2026-11-25T09:00:00+09:00"));
    let write = |list: &BanList| {
        let mut out = Vec::new();
        write_ban_list_xlsx(list, created, &mut out).unwrap();
        out
    };
    let workbook = write(&hostile());
    assert_eq!(workbook, write(&hostile()), "equal input gives equal bytes");
    let mut sheets = sheets(&workbook);
    let (name, mut rows) = sheets.remove(0);
    assert_eq!((name.as_str(), sheets.len()), ("blacklist", 0));
    assert_eq!(
        rows.remove(0),
        ["등록 아이디", "아이디 유형", "등록 사유", "차단 기간(일)"]
    );
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|mut row| {
            // As XLSX writes what would be read as another character.
            row[0] = row[0].replace("_x005F_", "_");
            row
        })
        .collect();
    assert_eq!(rows, expected_rows());
    let nobody = list(&[], RULE);
    assert_eq!(sheets_of_rows(&write(&nobody)), 1);
}

fn sheets_of_rows(workbook: &[u8]) -> usize {
    sheets(workbook)[0].1.len()
}

#[test]
fn odd_ids_are_left_out_unless_they_are_asked_for() {
    let mut days = DetectionDays::new();
    let date = day("2026-11-23");
    let too_long = "가".repeat(40_000);
    let detections = ["기기-1", "a\tb", "A", "", " ", &too_long].map(|id| {
        let mut detection = Detection::new(date, "android", "device", id);
        detection.counts.insert("modificationCount".to_owned(), 3);
        detection
    });
    let run = Run::detections(date, "android", "device", time("2026-11-25T09:00:00+09:00"));
    days.add(run, detections.to_vec());
    let mut found = BanList::new(&days, &rules(RULE));
    let ids = |list: &BanList| {
        list.bans
            .iter()
            .map(|ban| ban.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&found), ["A"]);
    let count = |list: &BanList, problem| {
        list.left_out
            .iter()
            .filter(|one| one.problem == problem)
            .count()
    };
    assert_eq!(count(&found, IdProblem::NotPrintable), 2);
    assert_eq!(count(&found, IdProblem::Blank), 2);
    assert_eq!(count(&found, IdProblem::TooLong), 1);

    assert_eq!(found.keep_odd_ids(), 2);
    assert_eq!(ids(&found), ["A", "a\tb", "기기-1"]);
    assert_eq!(found.left_out.len(), 3);
    let mut out = Vec::new();
    write_ban_list_tsv(&found, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("\"a\tb\"\tDEVICEID"), "{text}");
    let mut out = Vec::new();
    write_ban_list_xlsx(&found, None, &mut out).unwrap();
    let rows = sheets(&out).remove(0).1;
    assert_eq!(rows[2][0].replace("_x0009_", "\t"), "a\tb");
}
