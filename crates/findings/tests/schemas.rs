//! What is written and read is what `schemas/` says.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::collections::BTreeSet;
use std::io::Read;

use common::{content, day, save, state, state_of, time};
use flate2::read::MultiGzDecoder;
use jsonschema::Validator;
use korea_cloud_security_findings::{
    BanRules, Comparison, Detection, GateOptions, Inspection, JudgeOptions, Judged, Register,
    RegisterRules, Run, Service, SnapshotContent, SnapshotName, Unread, web_scan, write_gate,
    write_register,
};
use serde_json::Value;

fn schema(name: &str) -> Validator {
    let path = format!("{}/../../schemas/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn assert_valid(schema: &Validator, value: &Value) {
    let errors: Vec<String> = schema
        .iter_errors(value)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?} in {value}");
}

#[test]
fn every_record_of_a_snapshot_is_as_its_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut ssc = content(
        "2026-11-25",
        &[("web-01", &["U-01 H X", "U-02 Q ?"]), ("web-02", &[])],
    );
    ssc.run.from = Some(time("2025-11-25T00:00:00+09:00"));
    ssc.run.as_of = Some(day("2026-11-24"));
    let mut unread = Unread::new("9", "web-09");
    unread.standard = "M".to_owned();
    unread.checked_at = ssc.run.from;
    ssc.unread = vec![unread, Unread::new("10", "web-10")];
    let mut paths = vec![save(ssc, folder.path())];

    let mut web = SnapshotContent::new(Run::new(Service::Wsc, time("2026-11-25T12:00:00+09:00")));
    let report = serde_json::json!({ "Classify_byRisk_Level": { "Total": 3, "High": 3 } });
    web.inspections.push(web_scan(
        Inspection::new(Service::Wsc, "a.example.com", "7"),
        &report,
    ));
    let name = SnapshotName::web_scan(&web.run, "7");
    paths.push(web.save(folder.path(), &name).unwrap().path);

    let read_at = time("2026-11-25T12:00:00+09:00");
    let run = Run::detections(day("2026-11-24"), "ios", "user", read_at);
    let name = SnapshotName::detections(&run, day("2026-11-24"), "ios", "user");
    let mut detections = SnapshotContent::new(run);
    let mut detection = Detection::new(day("2026-11-24"), "ios", "user", "U1");
    detection.counts.insert("jailbreakCount".to_owned(), 2);
    detections.detections.push(detection);
    paths.push(detections.save(folder.path(), &name).unwrap().path);

    let schema = schema("snapshot");
    let mut kinds = BTreeSet::new();
    for path in paths {
        let mut text = String::new();
        let file = std::fs::File::open(path).unwrap();
        MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
        for line in text.lines() {
            let record: Value = serde_json::from_str(line).unwrap();
            assert_valid(&schema, &record);
            kinds.insert(record["record"].as_str().unwrap().to_owned());
        }
    }
    let all = ["detection", "end", "finding", "inspection", "item", "run"];
    assert!(kinds.iter().eq(all));
    let strange = serde_json::json!({ "record": "finding", "status": "O" });
    assert!(!schema.is_valid(&strange));
}

#[test]
fn what_a_gate_writes_is_as_its_schema_says() {
    let schema = schema("gate");
    let register = "schema = \"kcsec.register/1\"\n\
        [[entry]]\naction = \"accept\"\ncheck = \"U-01\"\nserver = \"web-01\"\nreason = \"r\"\n\
        approver = \"a\"\nuntil = 2026-12-31\n\
        [[entry]]\naction = \"accept\"\ncheck = \"U-02\"\nserver = \"web-01\"\nreason = \"r\"\n\
        approver = \"a\"\nuntil = 2026-01-31\n\
        [[entry]]\naction = \"fix\"\ncheck = \"U-03\"\nserver = \"web-01\"\nreason = \"r\"\n\
        due = 2026-12-31\n";
    let rules = RegisterRules::new(day("2026-11-25"));
    let mut new = content(
        "2026-11-20",
        &[("web-01", &["U-01 H X", "U-02 H X", "U-03 H X", "U-04 H ?"])],
    );
    new.unread.push(Unread::new("9", "web-09"));
    let new = state_of(new);
    let old = state("2026-05-25", &[("web-01", &["U-01 H O"])]);
    let mut options = JudgeOptions::new(day("2026-11-25"));
    options.register = Some(Register::parse("r.toml", register.as_bytes(), &rules).unwrap());
    options.expected = vec!["web-02".to_owned()];
    let mut gate = GateOptions::default();
    (gate.strict, gate.max_age_days, gate.min_servers) = (true, Some(1), 5);
    options.gate = Some(gate);
    let with_baseline = Judged::compared(
        new.clone(),
        Comparison::new(old, &new).unwrap(),
        options.clone(),
    );
    let mut clean = JudgeOptions::new(day("2026-11-25"));
    clean.gate = Some(GateOptions::default());
    let clean = Judged::new(state("2026-11-25", &[("web-01", &["U-01 H O"])]), clean);
    let no_gate = Judged::new(new, JudgeOptions::new(day("2026-11-25")));
    for (judged, counted, accepted, expired) in [
        (&with_baseline, 3, 1, 1),
        (&clean, 0, 0, 0),
        (&no_gate, 3, 0, 0),
    ] {
        let mut out = Vec::new();
        write_gate(judged, &mut out).unwrap();
        let json: Value = serde_json::from_slice(&out).unwrap();
        assert_valid(&schema, &json);
        let length = |key: &str| json[key].as_array().unwrap().len();
        assert_eq!(
            (length("counted"), length("accepted"), length("expired")),
            (counted, accepted, expired)
        );
    }
}

/// A register that the tool accepts is valid, and what the schema can see it rejects as well.
#[test]
fn registers_are_as_their_schema_says() {
    let schema = schema("register");
    let rules = RegisterRules::new(day("2026-11-25"));
    let full = "schema = \"kcsec.register/1\"\n[[entry]]\naction = \"accept\"\ncheck = [\"U-01\"]\n\
        server = \"web-*\"\nlocation = [\"*\"]\nproject = \"p\"\nregion = \"KR1\"\nstandard = \"M\"\n\
        item = \"i\"\nreason = \"r\"\napprover = \"a\"\nuntil = \"2026-12-31\"\nowner = \"o\"\n\
        due = \"2026-12-01\"\nticket = \"t\"\n";
    let mut init = Vec::new();
    write_register(
        &state("2026-11-25", &[("web-01", &["U-01 H X"])]),
        &mut init,
    )
    .unwrap();
    let init = String::from_utf8(init).unwrap();
    let filled = init
        .replace("reason = \"\"", "reason = \"r\"")
        .replace("# due = 2026-12-31", "due = \"2026-12-31\"");
    for (text, is_valid) in [
        (full.to_owned(), true),
        (filled, true),
        (init, false),
        (full.replace("kcsec.register/1", "kcsec.register/2"), false),
        (full.replace("approver", "approved_by"), false),
        (full.replace("\"r\"", "\" \""), false),
        (full.replace("\"a\"", "\"\""), false),
        (full.replace("until = \"2026-12-31\"\n", ""), false),
        (full.replace("web-*", "web-[1]"), false),
        (full.replace("[\"U-01\"]", "[]"), false),
        (full.replace("accept", "ignore"), false),
        (
            full.replace("accept", "fix")
                .replace("due = \"2026-12-01\"\n", ""),
            false,
        ),
    ] {
        let json: Value = toml::from_str(&text).unwrap();
        assert_eq!(schema.is_valid(&json), is_valid, "{text}");
        let parsed = Register::parse("r.toml", text.as_bytes(), &rules);
        assert_eq!(parsed.is_ok(), is_valid, "{text}");
    }
}

/// The same for the rules of a ban list.
#[test]
fn ban_rules_are_as_their_schema_says() {
    let schema = schema("banrules");
    let full = "schema = \"kcsec.banrules/1\"\nexclude = [\"TEST-1\", \"qa-*\"]\n[[rule]]\n\
        name = \"n\"\nos = \"both\"\nid = \"user\"\nwhen = { rootingCount = 1, blackCount = 2 }\n\
        days_seen = 2\nban_days = 30\nreason = \"{rootingCount}\"\nallow_suspects = true\n";
    for (text, is_valid) in [
        (full.to_owned(), true),
        (full.replace("days_seen = 2\n", ""), true),
        (full.replace("exclude = [\"TEST-1\", \"qa-*\"]\n", ""), true),
        (full.replace("banrules/1", "banrules/2"), false),
        (full.replace("qa-*", "qa-[0-9]"), false),
        (full.replace("[[rule]]", "[[rules]]"), false),
        (full.replace("\"both\"", "\"all\""), false),
        (full.replace("\"user\"", "\"phone\""), false),
        (full.replace("rootingCount = 1, blackCount = 2", ""), false),
        (full.replace("blackCount = 2", "blackCount = 0"), false),
        (full.replace("= 30", "= 0"), false),
        (full.replace("ban_days = 30\n", ""), false),
        (full.replace("days_seen", "seen"), false),
        (full.replace("\"{rootingCount}\"", "\" \""), false),
        (full.replace("\"{rootingCount}\"", "\" =1\""), false),
        (full.replace("\"{rootingCount}\"", "\"a\\nb\""), false),
    ] {
        let json: Value = toml::from_str(&text).unwrap();
        assert_eq!(schema.is_valid(&json), is_valid, "{text}");
        let parsed = BanRules::parse("rules.toml", text.as_bytes());
        assert_eq!(parsed.is_ok(), is_valid, "{text}");
    }
}
