//! The register: its rules, its errors, and what its entries decide.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use common::{day, state};
use korea_cloud_security_findings::{
    Action, Check, EntryState, Inspection, JudgeOptions, Judged, Judgement, Register,
    RegisterRules, Run, Service, State, StateBuilder, StateOptions, Status, web_scan,
    write_register,
};

const TODAY: &str = "2026-06-01";

fn rules() -> RegisterRules {
    RegisterRules::new(day(TODAY))
}

fn toml(entry: &str) -> String {
    format!("schema = \"kcsec.register/1\"\n[[entry]]\n{entry}\n")
}

fn parse(text: &str) -> Register {
    Register::parse("r.toml", text.as_bytes(), &rules()).unwrap()
}

fn problems(file: &str, text: &[u8]) -> String {
    let error = Register::parse(file, text, &rules()).unwrap_err();
    error.to_string()
}

const FIX: &str =
    "action = \"fix\"\ncheck = \"U-01\"\nserver = \"*\"\nreason = \"교체\"\ndue = 2026-09-30";
const ACCEPT: &str = "action = \"accept\"\ncheck = \"U-01\"\nserver = \"*\"\nreason = \"내부망\"\napprover = \"CISO\"\nuntil = 2026-12-31";
const NA: &str =
    "action = \"na\"\ncheck = \"U-01\"\nserver = \"*\"\nreason = \"미사용\"\napprover = \"CISO\"";

#[test]
fn a_register_is_read_from_toml_and_from_csv_alike() {
    let text = toml(
        "action = \"accept\"\ncheck = [\"U-05\", \"U-06\"]\nserver = [\"web-*\", \"was-01\"]\n\
         standard = \"M\"\nitem = \"root 이외의 UID가 '0' 금지\"\nreason = \"내부망 전용\"\n\
         approver = \"정보보호최고책임자\"\nuntil = 2026-12-31\nowner = \"인프라팀\"\n\
         due = \"2026-09-30\"\nticket = \"SEC-123\"",
    );
    let from_toml = parse(&text);
    let entry = &from_toml.entries[0];
    assert_eq!(entry.action, Action::Accept);
    assert_eq!(entry.check, ["U-05", "U-06"]);
    assert_eq!(entry.until, Some(day("2026-12-31")));
    assert_eq!(entry.due, Some(day("2026-09-30")));
    assert_eq!(entry.line, 2);

    let csv = "\u{feff}action,check,server,standard,item,reason,approver,until,owner,due,ticket\r\n\
               ,,,,,,,,,,\r\n\
               accept,U-05;U-06,web-*; was-01,M,root 이외의 UID가 '0' 금지,내부망 전용,\
               정보보호최고책임자,2026-12-31,인프라팀,2026-09-30,SEC-123\r\n";
    let from_csv = Register::parse("r.csv", csv.as_bytes(), &rules()).unwrap();
    let mut entry = entry.clone();
    entry.line = 3;
    assert_eq!(from_csv.entries, [entry]);
}

#[test]
fn what_is_wrong_is_said_with_file_and_line() {
    let change = |entry: &str, from: &str, to: &str| {
        assert!(entry.contains(from));
        toml(&entry.replace(from, to))
    };
    let cases: &[(String, &str)] = &[
        (
            toml("x = 1").replace("kcsec.register/1", "kcsec.register/2"),
            "r.toml:1: the schema",
        ),
        (
            format!("[[entry]]\n{FIX}"),
            "r.toml:1: schema = \"kcsec.register/1\" is missing",
        ),
        (toml(FIX) + "[other]\n", "r.toml:8: unknown key \"other\""),
        (
            toml(&format!("{FIX}\nexpires = 2026-01-01")),
            "r.toml:8: unknown key \"expires\"",
        ),
        (toml("action = \n"), "r.toml:3: "),
        (
            change(FIX, "\"fix\"", "\"ignore\""),
            "r.toml:3: action must be accept, fix or na",
        ),
        (
            change(FIX, "action = \"fix\"\n", ""),
            "r.toml:2: action must be",
        ),
        (
            change(FIX, "\"교체\"", "\" \""),
            "r.toml:6: reason is missing or blank",
        ),
        // Nor is what no reader would see.
        (
            change(FIX, "\"교체\"", "\"\u{3000}\u{200b}\u{3164}\""),
            "r.toml:6: reason is missing or blank",
        ),
        (
            change(ACCEPT, "\"CISO\"", "\"\u{2060}\""),
            "approver is missing or blank",
        ),
        (
            change(FIX, "\"*\"", "[\"web-*\", \"\u{200d}\"]"),
            "r.toml:5: server has a blank value",
        ),
        (
            change(FIX, "reason = \"교체\"\n", ""),
            "r.toml:2: reason is missing or blank",
        ),
        (
            change(FIX, "\ndue = 2026-09-30", ""),
            "r.toml:2: due is missing or blank; fix needs it",
        ),
        (
            change(FIX, "server = \"*\"\n", ""),
            "r.toml:2: server is missing",
        ),
        (change(FIX, "\"U-01\"", "[]"), "r.toml:4: check is missing"),
        (
            change(FIX, "\"U-01\"", "1"),
            "r.toml:4: check must be a text or a list, not a number",
        ),
        (
            change(FIX, "\"U-01\"", "[1]"),
            "r.toml:4: check must be a text or a list",
        ),
        (
            change(FIX, "\"U-01\"", "[\"\"]"),
            "r.toml:4: check has a blank value",
        ),
        (
            change(FIX, "\"*\"", "\"web-[12]\""),
            "r.toml:5: server \"web-[12]\" is not a glob",
        ),
        (
            change(FIX, "2026-09-30", "\"30.9.2026\""),
            "r.toml:7: due must be a day",
        ),
        (
            change(FIX, "2026-09-30", "2026-09-30T00:00:00Z"),
            "r.toml:7: due must be a day",
        ),
        (
            change(ACCEPT, "approver = \"CISO\"\n", ""),
            "r.toml:2: approver is missing",
        ),
        (
            change(ACCEPT, "\"CISO\"", "\"\""),
            "r.toml:7: approver is missing",
        ),
        (
            change(ACCEPT, "\nuntil = 2026-12-31", ""),
            "r.toml:2: until is missing",
        ),
        (
            change(ACCEPT, "2026-12-31", "2027-06-03"),
            "r.toml:8: until 2027-06-03 is more than 366",
        ),
        (
            change(NA, "\napprover = \"CISO\"", ""),
            "r.toml:2: approver is missing",
        ),
        (
            toml(FIX) + &format!("[[entry]]\n{FIX}"),
            "r.toml:8: the same entry is there already",
        ),
        (
            toml(FIX).replace("[[entry]]", "[entry]"),
            "r.toml:2: an entry is a table",
        ),
    ];
    for (text, message) in cases {
        let said = problems("r.toml", text.as_bytes());
        assert!(said.contains(message), "{message:?} in {said:?} of\n{text}");
    }
    // Every problem is named at once.
    let two = toml("action = \"accept\"\ncheck = \"U-01\"\nserver = \"*\"\nwhat = 1");
    assert_eq!(problems("r.toml", two.as_bytes()).lines().count(), 4);
    // As far as it may go, and no further.
    parse(&toml(&ACCEPT.replace("2026-12-31", "2027-06-02")));
}

#[test]
fn what_is_wrong_in_a_csv_file_is_said_as_well() {
    let header = "action,check,server,reason,due\n";
    let cases: &[(&[u8], &str)] = &[
        (b"", "r.csv:1: the header line is missing"),
        (
            b"action,check\nfix\n",
            "r.csv:2: 1 cells where the header has 2",
        ),
        (
            b"action,check,what\nfix,U-01,x\n",
            "r.csv:2: unknown key \"what\"",
        ),
        (
            b"check,check\na,b\n",
            "r.csv:1: the column \"check\" is there twice",
        ),
        // 사유 in CP949.
        (
            b"action,check\nfix,\xbb\xe7\xc0\xaf\n",
            "r.csv:2: the file is not UTF-8, it may be CP949",
        ),
    ];
    for (bytes, message) in cases {
        let said = problems("r.csv", bytes);
        assert!(said.contains(message), "{message:?} in {said:?}");
    }
    let blank = format!("{header}fix,U-01,*,,2026-09-30\n");
    assert!(problems("r.csv", blank.as_bytes()).contains("r.csv:2: reason is missing"));
    let quoted = format!("{header}fix,U-01,*,\"두 줄\n사유\",2026-09-30\nfix,U-02,*,,2026-09-30\n");
    assert!(problems("r.csv", quoted.as_bytes()).contains("r.csv:4: reason is missing"));
    assert!(problems("r.yaml", b"").contains("must end in .toml or .csv"));
}

/// Judges one server by a register as of a day; the judgement of each row, and the entries' states.
fn judged(state: State, register: &str, today: &str) -> (Vec<Judgement>, Vec<EntryState>) {
    let judged = judged_list(state, register, today);
    let judgements = judged.rows().map(|row| row.judgement).collect();
    let states = judged.register().iter().map(|entry| entry.state).collect();
    (judgements, states)
}

fn judged_list(state: State, register: &str, today: &str) -> Judged {
    let mut options = JudgeOptions::new(day(today));
    options.register = Some(parse(register));
    Judged::new(state, options)
}

fn one(row: &str) -> State {
    state("2026-05-25", &[("web-01", &[row])])
}

#[test]
fn an_acceptance_holds_through_its_last_day_and_not_longer() {
    for (today, judgement, entry) in [
        ("2026-06-01", Judgement::Accepted, EntryState::Active),
        ("2026-12-01", Judgement::Accepted, EntryState::EndsSoon),
        ("2026-12-31", Judgement::Accepted, EntryState::EndsSoon),
        ("2027-01-01", Judgement::Counted, EntryState::Expired),
    ] {
        let found = judged(one("U-01 H X a"), &toml(ACCEPT), today);
        assert_eq!(found, (vec![judgement], vec![entry]), "{today}");
    }
}

#[test]
fn what_each_action_does_to_each_result() {
    let cases = [
        (ACCEPT, "X", Judgement::Accepted),
        (ACCEPT, "O", Judgement::Passed),
        (ACCEPT, "?", Judgement::Unknown),
        (FIX, "X", Judgement::Counted),
        (FIX, "O", Judgement::Passed),
        (NA, "X", Judgement::NotApplicable),
        (NA, "O", Judgement::NotApplicable),
        (NA, "?", Judgement::NotApplicable),
    ];
    for (entry, result, judgement) in cases {
        let (judgements, _) = judged(one(&format!("U-01 H {result} a")), &toml(entry), TODAY);
        assert_eq!(judgements, [judgement], "{entry} {result}");
    }
    // What is accepted still counts as failed; what does not apply is out of the score.
    let list = judged_list(one("U-01 H X a"), &toml(ACCEPT), TODAY);
    let all = list.totals().all;
    assert_eq!(
        (all.failed, all.accepted, list.totals().score.tenths()),
        (1, 1, Some(0))
    );
    let list = judged_list(one("U-01 H X a"), &toml(NA), TODAY);
    let all = list.totals().all;
    assert_eq!((all.checks, all.failed, all.not_applicable), (1, 0, 1));
    assert_eq!(list.totals().score.tenths(), None);
}

#[test]
fn accept_beats_na_beats_fix_and_then_the_later_end_wins() {
    let accept_late = ACCEPT
        .replace("2026-12-31", "2027-01-31")
        .replace("\"U-01\"", "[\"U-01\", \"U-09\"]");
    let over = ACCEPT
        .replace("2026-12-31", "2026-05-31")
        .replace("\"*\"", "\"web-??\"");
    let cases: &[(&[&str], usize)] = &[
        (&[FIX, NA, ACCEPT], 2),
        (&[FIX, NA], 1),
        (&[FIX], 0),
        (&[ACCEPT, &accept_late], 1),
        (&[&over, NA], 1),
        (&[&over, FIX], 1),
    ];
    for (entries, winner) in cases {
        let register = entries.iter().map(|entry| format!("[[entry]]\n{entry}\n"));
        let register = format!(
            "schema = \"kcsec.register/1\"\n{}",
            register.collect::<String>()
        );
        let list = judged_list(one("U-01 H X a"), &register, TODAY);
        let row = list.rows().next().unwrap();
        assert_eq!(
            row.entry.unwrap(),
            &list.register()[*winner].entry,
            "{entries:?}"
        );
    }
}

#[test]
fn entries_match_by_check_server_standard_region_and_project() {
    let cases = [
        ("server = \"*\"", "server = \"web-*\"", true),
        ("server = \"*\"", "server = \"WEB-*\"", false),
        ("server = \"*\"", "server = [\"was-01\", \"web-0?\"]", true),
        ("server = \"*\"", "server = \"web-0\"", false),
        ("check = \"U-01\"", "check = \"U-1\"", false),
        ("check = \"U-01\"", "check = \"U-*\"", false),
        ("check = \"U-01\"", "check = [\"U-02\", \"U-01\"]", true),
        ("server = \"*\"", "server = \"*\"\nstandard = \"M\"", true),
        ("server = \"*\"", "server = \"*\"\nstandard = \"F\"", false),
        ("server = \"*\"", "server = \"*\"\nregion = \"KR2\"", false),
        (
            "server = \"*\"",
            "server = \"*\"\nproject = \"other\"",
            false,
        ),
        (
            "server = \"*\"",
            "server = \"*\"\nproject = \"default\"",
            true,
        ),
        ("server = \"*\"", "server = \"*\"\nlocation = \"/a\"", false),
    ];
    for (from, to, matches) in cases {
        let (judgements, states) =
            judged(one("U-01 H X a"), &toml(&ACCEPT.replace(from, to)), TODAY);
        let expected = match matches {
            true => (Judgement::Accepted, EntryState::Active),
            false => (Judgement::Counted, EntryState::Unused),
        };
        assert_eq!((judgements[0], states[0]), expected, "{to}");
    }
}

#[test]
fn an_entry_that_was_made_for_another_check_is_stale() {
    let guarded = |item: &str| toml(&format!("{ACCEPT}\nitem = \"{item}\""));
    let row = "U-01 H X root 이외의 UID가 '0' 금지";
    let same = judged(one(row), &guarded("root 이외의 UID가 ‘0’ 금지"), TODAY);
    assert_eq!(same, (vec![Judgement::Accepted], vec![EntryState::Active]));
    let other = judged(one(row), &guarded("root 홈, 패스 디렉터리 권한"), TODAY);
    assert_eq!(other, (vec![Judgement::Counted], vec![EntryState::Stale]));
    // A failure that was fixed needs no acceptance any more.
    let fixed = judged(one("U-01 H O a"), &toml(ACCEPT), TODAY);
    assert_eq!(fixed.1, [EntryState::Unused]);
}

#[test]
fn a_web_finding_is_accepted_by_its_location_only() {
    let report = serde_json::json!({
        "Classify_byRisk_Level": { "Total": 2, "High": 2, "Medium": 0, "Low": 0 },
        "Details": { "U-01": [
            { "url": "https://a.example.com/x", "risk": "High", "parameter": "p" },
            { "url": "https://a.example.com/y", "risk": "High" }
        ] }
    });
    let state = || {
        let (inspection, checks) =
            web_scan(Inspection::new(Service::Wsc, "a.example.com", "1"), &report);
        let mut builder = StateBuilder::new();
        builder.inspection(inspection, checks);
        let run = Run::new(Service::Wsc, common::time("2026-05-25T12:00:00+09:00"));
        builder.snapshot(run, "1", "", Vec::new());
        builder.finish()
    };
    let (judgements, states) = judged(state(), &toml(ACCEPT), TODAY);
    assert_eq!(judgements, [Judgement::Counted; 2]);
    assert_eq!(states, [EntryState::Unused]);
    let with_location = format!("{ACCEPT}\nlocation = \"https://a.example.com/x*\"");
    let (judgements, states) = judged(state(), &toml(&with_location), TODAY);
    assert_eq!(judgements, [Judgement::Accepted, Judgement::Counted]);
    assert_eq!(states, [EntryState::Active]);
}

#[test]
fn a_register_to_begin_with_is_refused_until_a_person_writes_the_reasons() {
    let rows: &[&str] = &["U-10 H X a \"b\" \\ c", "U-2 M X b", "U-3 H O c"];
    let state = state(
        "2026-05-25",
        &[("web-10", rows), ("web-2", rows), ("odd [1]", &rows[..1])],
    );
    let mut out = Vec::new();
    write_register(&state, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let error = problems("r.toml", text.as_bytes());
    assert_eq!(error.matches("reason is missing").count(), 2, "{error}");
    assert!(!error.contains("unknown"), "{error}");

    let written = text
        .replace("reason = \"\"", "reason = \"패치 예정\"")
        .replace("# due", "due");
    let register = parse(&written);
    let checks: Vec<&String> = register
        .entries
        .iter()
        .flat_map(|entry| &entry.check)
        .collect();
    assert_eq!(checks, ["U-2", "U-10"]);
    assert_eq!(register.entries[0].server, ["web-2", "web-10"]);
    assert_eq!(register.entries[1].server, ["odd ?1?", "web-2", "web-10"]);
    let list = judged_list(state, &written, TODAY);
    assert!(
        list.register()
            .iter()
            .all(|entry| entry.state == EntryState::Active)
    );
    assert!(
        list.rows()
            .filter(|row| row.status == Status::Fail)
            .all(|row| row.entry.is_some())
    );
    let _ = (Check::from_codes(None, None, None), StateOptions::default());
}
