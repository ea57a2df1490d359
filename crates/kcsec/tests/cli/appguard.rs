//! AppGuard over many days: `collect`, `trend`, `banlist`, and the report.

use std::path::PathBuf;

use crate::support::{Done, World, bare, done, spawn};
use chrono::{DateTime, Days, FixedOffset, TimeDelta, Utc};
use korea_cloud_security::emulator::{Fault, FaultRule, Operation};
use korea_cloud_security::findings::{Detection, Run, SnapshotContent, SnapshotName};

/// An emulator, and a folder of days.
struct Kept {
    world: World,
    folder: PathBuf,
}

impl Kept {
    fn new() -> Self {
        let world = World::new();
        let folder = world.home().join("history");
        Self { world, folder }
    }

    fn collect(&self, args: &str) -> Done {
        let mut command = self
            .world
            .kcsec(&format!("appguard collect {args} --lang en --save"));
        done(command.arg(&self.folder))
    }

    /// An offline command: no settings, no network.
    fn offline(&self, args: &str) -> Done {
        let args = args.replace("DIR", &self.folder.display().to_string());
        let args = args.replace("HOME", &self.world.home().display().to_string());
        done(&mut bare(&args))
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.world.home().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.world.home().join(name)).unwrap()
    }

    fn files(&self) -> Vec<PathBuf> {
        let days = std::fs::read_dir(self.folder.join("service=appguard"));
        let days = days.into_iter().flatten();
        let days = days.filter_map(|day| std::fs::read_dir(day.unwrap().path()).ok());
        let mut files: Vec<PathBuf> = days.flatten().map(|file| file.unwrap().path()).collect();
        files.sort();
        files
    }

    /// How often the service was asked for a day.
    fn calls(&self) -> u64 {
        self.world.emulator.log().reached(Operation::AbnormalStatus)
    }
}

#[test]
fn days_are_collected_once_and_those_that_were_read_early_again() {
    let it = Kept::new();
    let first = it.collect("--os both --days 5").expect(0);
    assert_eq!(first.stdout.lines().count(), 1, "{first:?}");
    assert_eq!(first.stderr, "");
    assert!(
        first.stdout.contains("10 saved, 0 kept, 0 failed"),
        "{first:?}"
    );
    assert_eq!((it.files().len(), it.calls()), (10, 10));

    // Yesterday ended less than a day ago: it is asked for again, and said the same.
    let second = it.collect("--os both --days 5").expect(0);
    assert!(
        second.stdout.contains("0 saved, 10 kept, 0 failed"),
        "{second:?}"
    );
    assert_eq!((it.files().len(), it.calls()), (10, 12));

    let more = it.collect("--os android --days 7 -o json").expect(0).json();
    assert_eq!((&more["saved"], &more["kept"]), (&2.into(), &5.into()));
    let user = it
        .collect("--os ios --date 3d --id-type user -o json")
        .expect(0)
        .json();
    assert_eq!(
        (&user["saved"], &user["id_type"]),
        (&1.into(), &"user".into())
    );
    assert_eq!(it.files().len(), 13);
}

#[test]
fn ninety_days_are_the_border_and_today_is_refused() {
    let it = Kept::new();
    it.collect("--os ios --days 90").expect(0);
    assert_eq!(it.files().len(), 90);
    it.collect("--os ios --date 90d").expect(0);
    for out in [
        "--date today",
        "--date 91d",
        "--date 2099-01-01",
        "--days 0",
        "--days 91",
        "",
        "--date 1d --days 2",
    ] {
        let refused = it.collect(&format!("--os ios {out}")).expect(2);
        assert_eq!(refused.stdout, "", "{out}");
    }
    let today = it.collect("--os ios --date today").expect(2);
    assert!(
        today
            .error_line()
            .contains("90 days ago to yesterday in Korea"),
        "{today:?}"
    );
    assert_eq!(it.calls(), 90, "nothing was asked that cannot be had");
    it.collect("--os IOS --id-type DEVICE --date 90d").expect(0);
    for (args, said) in [
        ("--days 91", "1부터 90까지"),
        ("--days many", "숫자를 지정하세요"),
        ("--days 1 --project=", "이름을 지정하거나"),
    ] {
        let mut command = it.world.kcsec(&format!(
            "appguard collect --os ios {args} --lang ko --save"
        ));
        let refused = done(command.arg(&it.folder)).expect(2);
        assert!(refused.error_line().contains(said), "{refused:?}");
    }
}

#[test]
fn a_day_that_cannot_be_read_leaves_the_others_alone() {
    let it = Kept::new();
    let cut = FaultRule::new(Fault::ResetBeforeRead).on(Operation::AbnormalStatus);
    it.world.emulator.faults().add(cut.times(2));
    let broken = it.collect("--os both --days 4 --max-attempts 1").expect(4);
    assert!(
        broken.stdout.contains("6 saved, 0 kept, 2 failed"),
        "{broken:?}"
    );
    assert!(
        broken.stderr.contains("run the same command again"),
        "{broken:?}"
    );
    assert_eq!(it.files().len(), 6);
    let again = it.collect("--os both --days 4 -o json").expect(0).json();
    assert_eq!(again["saved"], 2);
    assert_eq!(it.files().len(), 8);
}

#[test]
fn a_key_that_is_rejected_ends_the_run_at_once() {
    let it = Kept::new();
    let mut command = it
        .world
        .kcsec("appguard collect --os both --days 90 --save");
    command
        .arg(&it.folder)
        .env("NHN_CLOUD_SECRET_ACCESS_KEY", "test-secret-wrong");
    let rejected = done(&mut command).expect(3);
    assert!(it.calls() < 10, "{}", it.calls());
    assert!(rejected.stderr.contains("4010008"), "{rejected:?}");
    assert!(
        rejected.stdout.contains("0 saved, 0 kept, 180 failed"),
        "{rejected:?}"
    );
    assert_eq!(it.files().len(), 0);
}

#[test]
fn gaps_are_told_with_the_command_that_fills_them() {
    let it = Kept::new();
    it.collect("--os android --date 9d").expect(0);
    let gap = it.collect("--os android --days 2").expect(0);
    assert_eq!(gap.stderr.lines().count(), 1, "{gap:?}");
    assert!(
        gap.stderr.contains("android: 6 days not in the folder"),
        "{gap:?}"
    );
    assert!(gap.stderr.contains("--days 8"), "{gap:?}");
    assert_eq!(it.collect("--os android --days 2 -q").expect(0).stderr, "");

    let trend = it.offline("appguard trend DIR --lang en").expect(0);
    assert!(
        trend.stderr.contains("only the 3 of 9 days that are here"),
        "{trend:?}"
    );
    let filled = it.collect("--os android --days 8").expect(0);
    assert_eq!(filled.stderr, "", "{filled:?}");
}

#[test]
fn two_runs_at_once_harm_nothing() {
    let it = Kept::new();
    let run = || {
        let mut command = it.world.kcsec("appguard collect --os both --days 6 --save");
        spawn(command.arg(&it.folder))
    };
    for child in [run(), run(), run()] {
        let ended: Done = child.wait_with_output().unwrap().into();
        ended.expect(0);
    }
    let days = it.offline("appguard trend DIR -o json").expect(0).json();
    assert_eq!(days.as_array().unwrap().len(), 12, "each day counts once");
}

#[test]
fn a_damaged_file_is_named_and_its_day_is_read_again() {
    let it = Kept::new();
    it.collect("--os android --days 3").expect(0);
    let file = it.files().remove(0);
    std::fs::write(&file, "no snapshot").unwrap();
    let again = it.collect("--os android --days 3 -o json").expect(0);
    assert_eq!(again.json()["saved"], 1);
    let name = file.display().to_string();
    assert!(again.stderr.contains(&name), "{again:?}");
    assert!(
        it.offline("appguard trend DIR")
            .expect(4)
            .stderr
            .contains(&name)
    );
    std::fs::remove_file(file).unwrap();
    it.offline("appguard trend DIR").expect(0);

    // Cut behind its first record.
    let file = it.files().remove(0);
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() - 30]).unwrap();
    it.offline("appguard trend DIR").expect(4);
    let again = it.collect("--os android --days 3 -o json").expect(0);
    assert_eq!(again.json()["saved"], 1, "{again:?}");
    assert!(
        again.stderr.contains(&file.display().to_string()),
        "{again:?}"
    );
    it.offline("appguard trend DIR").expect(0);
}

#[test]
fn projects_are_kept_apart() {
    let it = Kept::new();
    it.collect("--os ios --days 2").expect(0);
    it.collect("--os ios --days 3 --project shop/a").expect(0);
    assert_eq!(it.files().len(), 5);
    let count = |args: &str| {
        let rows = it
            .offline(&format!("appguard trend DIR -o json {args}"))
            .expect(0);
        rows.json().as_array().unwrap().len()
    };
    assert_eq!(count(""), 5);
    assert_eq!(count("--project default"), 2);
    assert_eq!(count("--project shop/a --project default"), 5);
    it.offline("appguard trend DIR --project shop").expect(2);
    it.write("rules.toml", RULES);
    let both = it
        .offline("appguard banlist DIR --rules HOME/rules.toml")
        .expect(2);
    assert!(both.error_line().contains("default, shop/a"), "{both:?}");
    it.offline("appguard banlist DIR --rules HOME/rules.toml --project default")
        .expect(0);
}

#[test]
fn trends_are_rows_of_days_detections_and_ids() {
    let it = Kept::new();
    it.collect("--os both --days 30").expect(0);
    let rows = |args: &str| {
        let rows = it
            .offline(&format!("appguard trend DIR -o json {args}"))
            .expect(0);
        rows.json().as_array().unwrap().clone()
    };
    let sum = |rows: &[serde_json::Value]| {
        rows.iter()
            .map(|row| row["total"].as_u64().unwrap())
            .sum::<u64>()
    };
    let by_day = rows("");
    assert_eq!(by_day.len(), 60);
    let by_id = rows("--by id");
    assert_eq!(sum(&by_day), sum(&by_id));
    let by_detection = rows("--by detection");
    assert_eq!(by_detection.len(), 12 + 6, "the counters of both platforms");
    let shares: f64 = by_detection
        .iter()
        .map(|row| row["share"].as_f64().unwrap())
        .sum();
    assert!((shares - 200.0).abs() < 0.2, "{shares}");
    assert_eq!(rows("--by id --top 3").len(), 6);
    assert_eq!(rows("--from 7d --to today").len(), 14);
    it.offline("appguard trend DIR --from 1d --to 7d").expect(2);

    let csv = it
        .offline("appguard trend DIR --by id --top 1 -o csv")
        .expect(0)
        .stdout;
    let header = csv.lines().next().unwrap();
    assert!(
        header.starts_with("project,os,id_type,id,total,days,first,last,counts."),
        "{header}"
    );
    let table = it
        .offline("appguard trend DIR --by detection --lang ko")
        .expect(0);
    assert!(
        table.stdout.contains("루팅") && !table.stdout.contains("rootingCount"),
        "{table:?}"
    );

    let id = by_id[0]["id"].as_str().unwrap();
    for args in [
        "--by id -o json",
        "--by id -o csv",
        "--by id",
        "--write html=-",
    ] {
        let plain = it
            .offline(&format!("appguard trend DIR {args}"))
            .expect(0)
            .stdout;
        assert!(plain.contains(id), "{args}");
        let masked = it
            .offline(&format!("appguard trend DIR {args} --mask-ids"))
            .expect(0);
        let masked = format!("{}{}", masked.stdout, masked.stderr);
        assert!(!masked.contains(id) && masked.contains(&id[..4]), "{args}");
    }
}

#[test]
fn the_report_is_a_page_of_detections() {
    let it = Kept::new();
    it.collect("--os both --days 40").expect(0);
    let args = "report DIR --service appguard --lang ko --write html=HOME/a.html";
    let written = it.offline(&format!("{args} --mask-ids")).expect(0);
    assert_eq!(written.stdout, "");
    let page = it.read("a.html");
    for said in [
        "AppGuard 탐지 보고서",
        "Android · 기기",
        "iOS · 기기",
        "일자별 탐지",
        "탐지별 비율",
        "다시 나타난 아이디",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let rows = it
        .offline("report DIR --service appguard -o json")
        .expect(0)
        .json();
    assert_eq!(rows.as_array().unwrap().len(), 12 + 6);
    it.offline("report DIR --service appguard --write xlsx=HOME/a.xlsx")
        .expect(2);
    it.offline("report DIR --service appguard --score")
        .expect(2);
    it.offline("report DIR --mask-ids").expect(2);
    let hint = it.offline("report DIR").expect(2);
    assert!(hint.error_line().contains("--service appguard"), "{hint:?}");
}

#[test]
fn the_alarm_ends_with_1_where_the_newest_day_is_too_high() {
    let it = Kept::new();
    it.collect("--os both --days 30").expect(0);
    // Each platform on its own, and no day is 100 times the median.
    it.offline("appguard trend DIR --alarm 10000 --over 7")
        .expect(0);
    let raised = it
        .offline("appguard trend DIR --alarm 10 --over 7 --lang en")
        .expect(1);
    assert_eq!(raised.stderr.matches("alarm: ").count(), 2, "{raised:?}");
    assert!(raised.stderr.contains("android device") && raised.stderr.contains("ios device"));
    // A spike is in the last 45 days of any time; quiet days are not.
    let one = it
        .offline("appguard trend DIR --from 1d --alarm 100 --over 7")
        .expect(4);
    assert!(one.stderr.contains("cannot judge"), "{one:?}");
    let old = it
        .offline("appguard trend DIR --alarm 10000 --over 60 --lang en")
        .expect(0);
    assert!(old.stderr.contains("(29 here)"), "{old:?}");
    for bad in [
        "--alarm 9 --over 7",
        "--alarm 10001 --over 7",
        "--alarm 100",
        "--over 7",
        "--alarm 100 --over 0",
    ] {
        it.offline(&format!("appguard trend DIR {bad}")).expect(2);
    }
    // The newest day is an old one.
    let stale = Kept::new();
    stale.collect("--os ios --date 3d").expect(0);
    stale.collect("--os ios --date 4d").expect(0);
    let told = stale
        .offline("appguard trend DIR --alarm 10000 --over 1 --lang en")
        .expect(0);
    assert!(
        told.stderr.contains("is not here; the newest day is"),
        "{told:?}"
    );
    let asked = stale
        .offline("appguard trend DIR --alarm 10000 --over 1 --lang en --to 3d")
        .expect(0);
    assert!(
        !asked.stderr.contains("is not here; the newest"),
        "{asked:?}"
    );
}

const RULES: &str = r#"
schema = "kcsec.banrules/1"
[[rule]]
name = "변조"
os = "android"
id = "device"
when = { modificationCount = 3 }
days_seen = 2
ban_days = 30
reason = "변조 {modificationCount}회 이상, {days_seen}일 ({first}~{last})"
"#;

#[test]
fn a_ban_list_is_reviewed_and_written() {
    let it = Kept::new();
    it.collect("--os both --days 30").expect(0);
    it.write("rules.toml", RULES);
    let args = "appguard banlist DIR --rules HOME/rules.toml";
    let review = it.offline(&format!("{args} --lang ko")).expect(0);
    assert!(review.stdout.contains("변조"), "{review:?}");
    assert!(review.stderr.contains("자동 등록 없음"), "{review:?}");

    let bans = it.offline(&format!("{args} -o json")).expect(0).json();
    let bans = bans.as_array().unwrap();
    assert!(!bans.is_empty());
    let tsv = it
        .offline(&format!("{args} --write tsv=-"))
        .expect(0)
        .stdout;
    assert_eq!(tsv.lines().count(), bans.len());
    for (line, ban) in tsv.lines().zip(bans) {
        let cells: Vec<&str> = line.split('\t').collect();
        let text = |name: &str| ban[name].as_str().unwrap();
        assert_eq!(cells, [text("id"), "DEVICEID", text("reason"), "30"]);
        assert!(text("reason").ends_with(&format!("({}~{})", text("first"), text("last"))));
        assert!(ban["days_seen"].as_u64().unwrap() >= 2);
    }
    let csv = it.offline(&format!("{args} -o csv")).expect(0).stdout;
    let header = csv.lines().next().unwrap();
    assert!(!header.contains("in_words"), "for people only: {header}");
    let files = "--write xlsx=HOME/a.xlsx --write csv=HOME/a.csv --write tsv=HOME/a.tsv";
    let written = it.offline(&format!("{args} {files}")).expect(0);
    assert_eq!(
        written.stdout.lines().count(),
        bans.len() + 1,
        "the review comes first"
    );
    assert_eq!(it.read("a.tsv"), tsv);
    assert!(
        it.read("a.csv")
            .starts_with("\u{feff}등록 아이디,아이디 유형,등록 사유,차단 기간(일)\r\n")
    );
    it.offline(&format!("{args} --write tsv=- --write csv=-"))
        .expect(2);

    // Nobody of them, and none of the others.
    let id = bans[0]["id"].as_str().unwrap();
    it.write("testers.txt", &format!("{id}\n"));
    let fewer = it
        .offline(&format!("{args} --exclude HOME/testers.txt -o json"))
        .expect(0);
    assert_eq!(fewer.json().as_array().unwrap().len(), bans.len() - 1);
    it.write("testers.txt", "*\n");
    let nobody = it
        .offline(&format!("{args} --exclude HOME/testers.txt --write tsv=-"))
        .expect(0);
    assert_eq!(nobody.stdout, "");
    it.write("testers.txt", "");
    it.offline(&format!("{args} --exclude HOME/testers.txt"))
        .expect(2);
    it.offline(&format!("{args} --exclude HOME/nowhere.txt"))
        .expect(2);
    it.offline("appguard banlist DIR").expect(2);
}

#[test]
fn wrong_rules_are_told_line_by_line_and_odd_ones_are_noted() {
    let it = Kept::new();
    it.collect("--os android --days 2").expect(0);
    let with = |rules: &str, status| {
        it.write("rules.toml", rules);
        it.offline("appguard banlist DIR --rules HOME/rules.toml --lang en")
            .expect(status)
    };
    let wrong = with(&RULES.replace("= 3 }", "= 0 }").replace("= 30", "= 0"), 2);
    assert!(
        wrong.stderr.contains("rules.toml:7: ") && wrong.stderr.contains("rules.toml:9: "),
        "{wrong:?}"
    );
    assert_eq!(wrong.stdout, "");
    let suspect = with(&RULES.replace("modificationCount", "blackCount"), 2);
    assert!(
        suspect.error_line().contains("allow_suspects = true"),
        "{suspect:?}"
    );
    let unseen = RULES.replace("modificationCount", "vpnCount");
    let noted = with(&unseen.replace("days_seen = 2", "days_seen = 5"), 0);
    assert!(noted.stderr.contains("vpnCount is never seen"), "{noted:?}");
    assert!(
        noted.stderr.contains("asks for 5 days and 2 are here"),
        "{noted:?}"
    );
}

#[test]
fn problems_of_files_that_people_write_are_korean_too() {
    let it = Kept::new();
    it.collect("--os android --days 1").expect(0);
    let hangul = |c: char| ('가'..='힣').contains(&c);
    let check = |args: &str, name: &str, text: &[u8], problems: usize| {
        std::fs::write(it.world.home().join(name), text).unwrap();
        let told = it.offline(&format!("{args} --lang ko")).expect(2);
        let lines: Vec<&str> = told.stderr.lines().collect();
        assert_eq!(lines.len(), problems, "{told:?}");
        for line in lines {
            let message = line.split_once(&format!("{name}:")).expect(line).1;
            assert!(message.contains(hangul), "{line}");
        }
        let english = it.offline(&format!("{args} --lang en")).expect(2);
        assert!(!english.stderr.contains(hangul), "{english:?}");
    };
    it.write("good.toml", RULES);
    let rules = "appguard banlist DIR --rules HOME/rules.toml";
    let many = r#"
schema = "kcsec.banrules/2"
exclude = [" ", "qa-[1]"]
[[rule]]
name = " "
os = "both"
id = "device"
when = {}
ban_days = 0
reason = "=1 {oops}"
[[rule]]
name = "a"
os = "both"
id = "device"
when = { blackCount = 0 }
ban_days = 1
reason = "a\tb {first"
[[rule]]
name = "a"
os = "both"
id = "device"
when = { hookCount = 1 }
ban_days = 1
reason = "x"
"#;
    check(rules, "rules.toml", many.as_bytes(), 13);
    let empty = b"schema = \"kcsec.banrules/1\"";
    check(rules, "rules.toml", empty, 1);
    check(rules, "rules.toml", b"schema = ", 1);
    check(rules, "rules.toml", b"schema = 1\nrules = 2", 1);
    check(rules, "rules.toml", b"\xb0\xa1", 1);
    let testers = "appguard banlist DIR --rules HOME/good.toml --exclude HOME/testers.txt";
    check(testers, "testers.txt", b"# nobody", 1);
    check(testers, "testers.txt", b"{a,b}", 1);

    let many = r#"
other = 1
entry = 2
"#;
    let register = "register check HOME/register.toml";
    check(register, "register.toml", many.as_bytes(), 3);
    let many = r#"
schema = "kcsec.register/2"
[[entry]]
action = "maybe"
check = 1
server = [""]
reason = 2
until = "soon"
what = 1
[[entry]]
action = "accept"
check = "U-01"
server = "a[1]"
reason = "r"
approver = "p"
until = 2999-01-01
[[entry]]
action = "fix"
check = "U-01"
server = "a"
reason = "r"
due = 2026-01-01
[[entry]]
action = "fix"
check = "U-01"
server = "a"
reason = "r"
[[entry]]
action = "fix"
check = "U-01"
server = "a"
reason = "again"
due = 2026-01-02
"#;
    check(register, "register.toml", many.as_bytes(), 11);
    let register = "register check HOME/register.csv";
    let csv = b"action,check,check\nfix,U-01,U-02\nfix\n";
    check(register, "register.csv", csv, 5);
    check(register, "register.csv", b"", 1);
    check("register check HOME/register.txt", "register.txt", b"", 1);
}

/// A day of a folder as a run at that time would have kept it.
fn keep(it: &Kept, days_ago: u64, read_after_hours: i64, ids: &[&str]) {
    let korea = FixedOffset::east_opt(9 * 3_600).unwrap();
    let today = DateTime::<Utc>::from(it.world.emulator.clock().now())
        .with_timezone(&korea)
        .date_naive();
    let date = today - Days::new(days_ago);
    let end = korea_cloud_security::findings::end_of_korea_day(date);
    let run = Run::detections(
        date,
        "ios",
        "device",
        end + TimeDelta::hours(read_after_hours),
    );
    let name = SnapshotName::detections(&run, date, "ios", "device");
    let mut content = SnapshotContent::new(run);
    content.detections.extend(
        ids.iter()
            .map(|id| Detection::new(date, "ios", "device", *id)),
    );
    content.save(&it.folder, &name).unwrap();
}

#[test]
fn a_day_that_was_read_within_a_day_of_its_end_is_read_again() {
    for (hours, saved) in [(0, 1), (23, 1), (24, 0), (48, 0)] {
        let it = Kept::new();
        keep(&it, 5, hours, &["A"]);
        let again = it.collect("--os ios --date 5d -o json").expect(0).json();
        assert_eq!(again["saved"], saved, "read {hours} hours after its end");
        assert_eq!(it.files().len() as u64, 1 + saved);
        let third = it.collect("--os ios --date 5d -o json").expect(0).json();
        assert_eq!(third["kept"], 1);
        let ids = it
            .offline("appguard trend DIR --by id -o json")
            .expect(0)
            .json();
        let is_old = ids.as_array().unwrap().iter().any(|row| row["id"] == "A");
        assert_eq!(is_old, saved == 0);
    }
}

#[test]
fn what_a_hostile_service_sends_is_neither_lost_nor_altered() {
    let it = Kept::new();
    let data = r##"[
        {"abnormalId":"=HYPERLINK(\"http://x\")","total":3,"modificationCount":3},
        {"abnormalId":"1e10","modificationCount":3},
        {"abnormalId":"a\tb","total":3,"modificationCount":3},
        {"abnormalId":"기기\u202e1","total":3,"modificationCount":3},
        {"abnormalId":"","total":3,"modificationCount":3},
        {"abnormalId":"::error::x","total":18446744073709551615,"modificationCount":18446744073709551615},
        {"abnormalId":"later","total":1,"modificationCount":1},
        {"abnormalId":"later","total":2,"modificationCount":2,"vpnCount":7,"<b>Count":1,"cheatCount":-4},
        {"total":5}
    ]"##;
    it.world
        .emulator
        .faults()
        .add(Fault::set_raw("/data", data));
    let collected = it.collect("--os android --date yesterday").expect(4);
    assert!(collected.stderr.contains("1 in part"), "{collected:?}");
    it.write("rules.toml", &RULES.replace("days_seen = 2\n", ""));
    let args = "appguard banlist DIR --rules HOME/rules.toml --lang en";
    let list = it
        .offline(&format!("{args} --write tsv=HOME/a.tsv -q"))
        .expect(0);
    let tsv = it.read("a.tsv");
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader
        .has_headers(false)
        .delimiter(b'\t')
        .from_reader(tsv.as_bytes());
    let ids: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    assert_eq!(
        ids,
        ["1e10", "::error::x", "=HYPERLINK(\"http://x\")", "later"]
    );
    for said in [
        "left out for characters outside printable ASCII, 2 ids",
        "\"a\\tb\"",
        "\\u{202e}1\"",
        "blank, 1 id:",
        "like formulas look 1 id",
        "may change 1 id into numbers",
        "entries without an id could not be read",
    ] {
        assert!(list.stderr.contains(said), "{said}: {list:?}");
    }
    assert!(!list.stdout.contains('\u{202e}') && !list.stderr.contains('\u{202e}'));
    let odd = it
        .offline(&format!("{args} --keep-odd-ids --write tsv=-"))
        .expect(0);
    assert!(odd.stdout.contains("기기\u{202e}1\tDEVICEID"), "{odd:?}");
    for by in ["day", "detection", "id"] {
        for format in ["table", "json", "csv"] {
            let args = format!("appguard trend DIR --by {by} -o {format} --write html=HOME/a.html");
            it.offline(&args).expect(0);
        }
    }
    assert!(!it.read("a.html").contains("<b>Count"));
    it.offline("appguard trend DIR --alarm 100 --over 7")
        .expect(4);
}
