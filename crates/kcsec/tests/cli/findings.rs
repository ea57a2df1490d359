//! From a collection to decisions: `ssc collect`, `report`, `diff`, `gate`, `history`, `register`.

use std::path::PathBuf;

use crate::support::{Done, World, bare, done};
use korea_cloud_security::emulator::{Fault, FaultRule, Operation};

/// A world whose servers were inspected, and the folder of their snapshots.
struct Collected {
    world: World,
    folder: PathBuf,
}

impl Collected {
    fn new(world: World) -> Self {
        let folder = world.home().join("history");
        Self { world, folder }
    }

    fn collect(&self, args: &str) -> Done {
        let mut command = self
            .world
            .kcsec(&format!("ssc collect --region kr1 -o json {args} --save"));
        done(command.arg(&self.folder))
    }

    /// An offline command: no settings, no network.
    fn offline(&self, args: &str) -> Done {
        let args = args.replace("DIR", &self.folder.display().to_string());
        done(&mut bare(&args))
    }

    fn snapshots(&self) -> Vec<PathBuf> {
        let days = std::fs::read_dir(self.folder.join("service=ssc")).unwrap();
        let days = days.filter_map(|day| std::fs::read_dir(day.unwrap().path()).ok());
        let mut files: Vec<PathBuf> = days.flatten().map(|file| file.unwrap().path()).collect();
        files.sort();
        files
    }
}

#[test]
fn what_is_collected_is_reported_judged_and_verified() {
    let it = Collected::new(World::new());
    let collected = it.collect("").expect(0).json();
    assert_eq!(collected["inspections"], 3);
    assert_eq!(collected["complete"], true);

    let rows = it.offline("report DIR -o json").expect(0).json();
    let rows = rows.as_array().unwrap();
    let failed = rows.iter().filter(|row| row["status"] == "fail").count() as u64;
    assert_eq!(collected["findings"], rows.len() as u64);
    assert_eq!(collected["weak"], failed);

    let gate = it.offline("gate DIR -o json").expect(1).json();
    assert_eq!(gate["passed"], false);
    let high = rows
        .iter()
        .filter(|row| row["status"] == "fail" && row["severity"] == "high");
    assert_eq!(gate["counted"].as_array().unwrap().len(), high.count());
    it.offline("gate DIR --max 100000").expect(0);

    let file = it.snapshots().remove(0).display().to_string();
    let verified = it
        .offline(&format!("snapshot verify {file} -o json"))
        .expect(0)
        .json();
    assert_eq!(verified[0]["sha256"], collected["sha256"]);

    // Nothing changed: no change is reported.
    it.collect("").expect(0);
    // Two runs of one second with equal bytes are one snapshot.
    let snapshots = it.snapshots();
    let (old, new) = (&snapshots[0], &snapshots[snapshots.len() - 1]);
    let diff = it
        .offline(&format!("diff {} {} -o json", old.display(), new.display()))
        .expect(0);
    let classes: Vec<_> = diff
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["class"].clone())
        .collect();
    assert!(classes.iter().all(|class| class == "still"), "{classes:?}");
}

#[test]
fn what_was_not_read_is_never_clean() {
    let it = Collected::new(World::new());
    it.world
        .emulator
        .faults()
        .add(FaultRule::new(Fault::ResetBeforeRead).on(Operation::Details));
    let collected = it.collect("--max-attempts 1").expect(4);
    assert_eq!(collected.json()["unread"].as_array().unwrap().len(), 3);
    let gate = it.offline("gate DIR --max 100000").expect(4);
    assert!(gate.stderr.contains("--allow-incomplete"), "{gate:?}");

    let nothing = Collected::new(World::new());
    let warned = nothing
        .collect("--from 2001-01-01 --to 2001-01-02")
        .expect(0);
    assert!(warned.stderr.contains("KR1"), "{warned:?}");
    nothing.offline("gate DIR --max 100000").expect(1);
}

#[test]
fn an_expected_server_that_is_missing_fails_the_gate() {
    let it = Collected::new(World::new());
    it.collect("").expect(0);
    let expected = it.world.home().join("servers.txt");
    std::fs::write(&expected, "# our servers\nno-such-server # new\n").unwrap();
    let gate = it
        .offline(&format!(
            "gate DIR --max 100000 --expect {}",
            expected.display()
        ))
        .expect(1);
    assert!(gate.stderr.contains("no-such-server"), "{gate:?}");
}

#[test]
fn a_register_is_made_checked_and_applied() {
    let it = Collected::new(World::new());
    it.collect("").expect(0);
    let register = it.world.home().join("register.toml");
    let made = it.offline("register init DIR").expect(0).stdout;
    std::fs::write(&register, &made).unwrap();
    let path = register.display();
    let refused = it.offline(&format!("register check {path}")).expect(2);
    assert!(refused.stderr.contains("register.toml:"), "{refused:?}");

    let accepted = "schema = \"kcsec.register/1\"\n[[entry]]\naction = \"accept\"\ncheck = \"*\"\n";
    std::fs::write(&register, accepted).unwrap();
    let problems = it
        .offline(&format!("register check {path}"))
        .expect(2)
        .stderr;
    for missing in ["reason", "approver", "until", "server"] {
        assert!(problems.contains(missing), "{missing}: {problems}");
    }
}

#[test]
fn a_cut_snapshot_is_refused() {
    let it = Collected::new(World::new());
    it.collect("").expect(0);
    let file = it.snapshots().remove(0);
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    for command in ["report DIR", "gate DIR --max 100000", "history DIR"] {
        it.offline(command).expect(4);
    }
    it.offline(&format!("snapshot verify {}", file.display()))
        .expect(4);
    it.offline("gate nowhere").expect(2);
}

#[test]
fn a_finished_scan_is_collected_once_and_judged_by_its_counts() {
    let it = Collected::new(World::new());
    let created = it
        .world
        .run("wsc create --url https://shop.example.com --yes -q -o json --wait")
        .expect(0)
        .json();
    let id = created["instanceNo"].to_string();
    let collect = || {
        let mut command = it.world.kcsec(&format!("wsc collect {id} -o json --save"));
        done(command.arg(&it.folder))
    };
    let collected = collect().expect(0).json();
    assert_eq!(collected[0]["inspections"], 1);
    // It is there already, and stays as it is.
    assert_eq!(collect().expect(0).json(), serde_json::json!([]));
    let gate = it.offline("gate DIR --max 100000 -o json").expect(0).json();
    assert_eq!(gate["servers"], 1);
    for format in ["table", "csv"] {
        let places = it
            .offline(&format!("report DIR -o {format}"))
            .expect(0)
            .stdout;
        assert!(places.contains(" · p1"), "{places}");
    }
    let mut missing = it.world.kcsec("wsc collect 99999 --save");
    done(missing.arg(&it.folder)).expect(3);
    let appguard = it.offline("gate DIR --service appguard").expect(2);
    let told = "there is no snapshot of appguard; there are snapshots of wsc";
    assert!(appguard.error_line().contains(told), "{appguard:?}");
}

/// Also where no gate counts: a decision that is not applied is not lost silently.
#[test]
fn a_register_that_rows_cannot_take_is_said_aloud() {
    let world = World::new();
    let counts = r#"{"Total":900,"High":900,"Medium":0,"Low":0}"#;
    let fault = Fault::set_raw("/Classify_byRisk_Level", counts);
    let rule = FaultRule::new(fault).on(Operation::GetReport);
    world.emulator.faults().add(rule);
    let it = Collected::new(world);
    let created = it
        .world
        .run("wsc create --url https://shop.example.com --yes -q -o json --wait")
        .expect(0);
    let id = created.json()["instanceNo"].to_string();
    let register = it.folder.join("register.toml");
    std::fs::create_dir_all(&it.folder).unwrap();
    let entry = "schema = \"kcsec.register/1\"\n[[entry]]\naction = \"na\"\ncheck = \"*\"\nserver = \"*\"\nlocation = \"*\"\nreason = \"test\"\napprover = \"test\"\n";
    std::fs::write(&register, entry).unwrap();
    let register = register.display();
    let mut collect = it.world.kcsec(&format!(
        "wsc collect {id} --register {register} --write html=- --save"
    ));
    let collected = done(collect.arg(&it.folder)).expect(0);
    let report = it.offline(&format!("report DIR --register {register} --write html=-"));
    for done in [collected, report.expect(0)] {
        assert!(
            done.stderr.contains("the register was not applied"),
            "{done:?}"
        );
        assert!(
            done.stdout.contains("Register not applied to 1 web scan"),
            "{done:?}"
        );
    }
    let without = it.offline("report DIR --write html=-").expect(0);
    assert!(!without.stderr.contains("register"), "{without:?}");
}

/// A folder with the states of an emulator's rounds, collected today.
fn rounds(count: u32) -> (Collected, Vec<String>) {
    let it = Collected::new(World::with(|builder| builder.history(count)));
    let days = it.world.emulator.banner().rounds;
    for day in &days {
        it.collect(&format!("--as-of {day}")).expect(0);
    }
    (it, days)
}

#[test]
fn a_history_has_the_days_that_were_asked_for() {
    let (it, days) = rounds(3);
    let points = it.offline("history DIR -o json").expect(0).json();
    let points = points.as_array().unwrap().iter();
    let all: Vec<_> = points.filter(|point| point["group"].is_null()).collect();
    let dates: Vec<_> = all.iter().map(|point| &point["date"]).collect();
    assert_eq!(dates, days.iter().collect::<Vec<_>>());
    let page = it.offline("report DIR --write html=-").expect(0).stdout;
    assert!(page.contains("Failed checks over time"), "{days:?}");
    // What it is compared with is the state of that day, not of the day it was collected.
    let since = it.offline(&format!("report DIR --since {} --write html=-", days[0]));
    let since = since.expect(0).stdout;
    assert!(since.contains(&format!(">{} 23:59<", days[0])));
    for part in ["--as-of 2001-01-01", "--severity high"] {
        let page = it.offline(&format!("report DIR {part} --write html=-"));
        assert!(!page.expect(0).stdout.contains("Failed checks over time"));
    }
    for (point, day) in all.iter().zip(&days) {
        let rows = it
            .offline(&format!("report DIR --as-of {day} --status fail -o json"))
            .expect(0)
            .json();
        assert_eq!(point["failed"], rows.as_array().unwrap().len(), "{day}");
    }
}

#[test]
fn a_comparison_tells_every_class_and_the_share_that_was_fixed() {
    let (it, days) = rounds(4);
    let mut redefined = 0;
    for pair in days.windows(2) {
        let command = format!("diff DIR --from {} --to {} -o json", pair[0], pair[1]);
        let diff = it.offline(&command).expect(0);
        let rows = diff.json();
        let count = |is: &dyn Fn(&serde_json::Value) -> bool| {
            rows.as_array()
                .unwrap()
                .iter()
                .filter(|row| is(row))
                .count()
        };
        let of = |class: &'static str| count(&move |row| row["class"] == class);
        let unresolved = count(&|row| {
            row["class"] == "unknown" && row["previous"] == "fail" && row["status"] == "unknown"
        });
        let open = of("still") + of("severity") + unresolved;
        let rate = of("fixed") as f64 * 100.0 / (of("fixed") + open) as f64;
        for told in [
            format!("{} fixed", of("fixed")),
            format!("{} redefined", of("redefined")),
            format!("fix rate {rate:.1} %"),
        ] {
            assert!(diff.stderr.contains(&told), "{told}: {}", diff.stderr);
        }
        redefined += of("redefined");
    }
    // The last round is inspected by another edition of the checklist.
    assert!(redefined > 0);
}

#[test]
fn what_a_collection_is_judged_by_is_read_before_anything_is_sent() {
    let it = Collected::new(World::new());
    let register = it.world.home().join("register.toml");
    std::fs::write(&register, "[[entry]]\n").unwrap();
    for bad in [
        format!("--register {}", register.display()),
        "--register no-such-file.toml".to_owned(),
        "--expect no-such-file.txt".to_owned(),
        "--write csv=- --write md=-".to_owned(),
    ] {
        it.collect(&bad).expect(2);
        it.world.run(&format!("wsc collect 10024 {bad}")).expect(2);
    }
    assert_eq!(it.world.emulator.log().reached(Operation::Summary), 0);
    assert_eq!(it.world.emulator.log().reached(Operation::GetReport), 0);
    assert!(!it.folder.exists());
}

#[test]
fn an_expected_server_that_was_not_collected_is_told_at_once() {
    let it = Collected::new(World::new());
    let expected = it.world.home().join("servers.txt");
    std::fs::write(&expected, "no-such-server\n").unwrap();
    let expect = format!("--expect {}", expected.display());
    let report = it.world.home().join("report.md");
    for args in [
        expect.clone(),
        format!("{expect} --write md={}", report.display()),
    ] {
        let collected = it.collect(&args).expect(1);
        assert!(collected.stderr.contains("no-such-server"), "{collected:?}");
        assert_eq!(collected.json()["complete"], true);
    }
    assert!(
        std::fs::read_to_string(&report)
            .unwrap()
            .contains("no-such-server")
    );
}

/// Space ends in the middle of a report: one line says which, and no half a file is left.
#[cfg(unix)]
#[test]
fn a_full_disk_ends_a_report_with_one_line() {
    let it = Collected::new(World::new());
    it.collect("").expect(0);
    let report = it.world.home().join("report");
    for format in [
        "xlsx",
        "csv",
        "html",
        "junit",
        "sarif",
        "defectdojo",
        "md",
        "ocsf",
    ] {
        let script = format!(
            "trap '' XFSZ; ulimit -f 1; exec \"$0\" report {} -q --write {format}={}",
            it.folder.display(),
            report.display()
        );
        let kcsec = env!("CARGO_BIN_EXE_kcsec");
        let mut shell = std::process::Command::new("sh");
        let full = done(shell.env_clear().args(["-c", &script, kcsec])).expect(4);
        let line = full.error_line();
        assert!(
            line.contains("report cannot be written"),
            "{format}: {line}"
        );
        assert!(!report.exists(), "{format}");
    }
}

#[test]
fn a_report_on_standard_output_stands_there_alone() {
    let it = Collected::new(World::new());
    let collected = it.collect("--write sarif=-").expect(0);
    assert_eq!(collected.json()["version"], "2.1.0");
    assert!(collected.stderr.contains("snapshot: "), "{collected:?}");
    let web = it.world.run("wsc collect 10024,10023 --write sarif=-");
    assert_eq!(web.expect(0).json()["version"], "2.1.0");
    let both = it.world.run("wsc collect 10024,10023 -o csv").expect(0);
    let headers = both
        .stdout
        .lines()
        .filter(|line| line.starts_with("snapshot,"));
    assert_eq!((headers.count(), both.stdout.lines().count()), (1, 3));
}
