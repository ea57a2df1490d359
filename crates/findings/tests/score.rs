//! The score: weights, rounding, grades, and what takes no part.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use common::{day, state};
use korea_cloud_security_findings::{
    Grade, JudgeOptions, Judged, Register, RegisterRules, Score, Severity, Status,
};

fn score(rows: &[(Severity, Status, u64)]) -> Score {
    let mut score = Score::default();
    for (severity, status, count) in rows {
        (0..*count).for_each(|_| score.add(*severity, *status));
    }
    score
}

#[test]
fn the_score_is_the_weighted_share_of_what_passed() {
    use Severity::{High, Low, Medium, Unknown};
    use Status::{Fail, Pass};
    let cases = [
        (vec![], "–", None),
        (vec![(High, Status::Unknown, 3)], "–", None),
        (vec![(High, Pass, 1)], "100.0", Some(Grade::Excellent)),
        (vec![(High, Fail, 1)], "0.0", Some(Grade::Weak)),
        (
            vec![(High, Pass, 1), (High, Fail, 1)],
            "50.0",
            Some(Grade::Weak),
        ),
        // 10 of 10 + 8 + 6 + 6.
        (
            vec![
                (High, Pass, 1),
                (Medium, Fail, 1),
                (Low, Fail, 1),
                (Unknown, Fail, 1),
            ],
            "33.3",
            Some(Grade::Weak),
        ),
        // 10 of 16 is 62.5; 6 of 16 is 37.5.
        (
            vec![(High, Pass, 1), (Low, Fail, 1)],
            "62.5",
            Some(Grade::Poor),
        ),
        // Half up: 2190 of 2400 is 91.25, 1457 of 1600 is 91.0625.
        (
            vec![(High, Pass, 219), (High, Fail, 21)],
            "91.3",
            Some(Grade::Excellent),
        ),
        // 90.95 of 100 is printed, and graded, as 91.0.
        (
            vec![(High, Pass, 1819), (High, Fail, 181)],
            "91.0",
            Some(Grade::Excellent),
        ),
        (
            vec![(High, Pass, 909), (High, Fail, 91)],
            "90.9",
            Some(Grade::Good),
        ),
        (
            vec![(High, Pass, 81), (High, Fail, 19)],
            "81.0",
            Some(Grade::Good),
        ),
        (
            vec![(High, Pass, 71), (High, Fail, 29)],
            "71.0",
            Some(Grade::Fair),
        ),
        (
            vec![(High, Pass, 61), (High, Fail, 39)],
            "61.0",
            Some(Grade::Poor),
        ),
        (
            vec![(High, Pass, 609), (High, Fail, 391)],
            "60.9",
            Some(Grade::Weak),
        ),
    ];
    for (rows, printed, grade) in cases {
        let score = score(&rows);
        assert_eq!(
            (score.to_string().as_str(), score.grade()),
            (printed, grade),
            "{rows:?}"
        );
    }
}

#[test]
fn accepted_risks_count_as_failed_unless_asked_for() {
    let register = "schema = \"kcsec.register/1\"\n[[entry]]\naction = \"accept\"\ncheck = \"A\"\n\
                    server = \"*\"\nreason = \"r\"\napprover = \"a\"\nuntil = 2026-12-31\n";
    let rules = RegisterRules::new(day("2026-11-25"));
    for (as_passed, tenths) in [(false, 500), (true, 1000)] {
        let mut options = JudgeOptions::new(day("2026-11-25"));
        options.register = Some(Register::parse("r.toml", register.as_bytes(), &rules).unwrap());
        options.score_accepted_as_passed = as_passed;
        let state = state("2026-11-25", &[("web-01", &["A H X", "B H O", "C H ?"])]);
        let judged = Judged::new(state, options);
        assert_eq!(judged.totals().score.tenths(), Some(tenths));
        assert_eq!(
            judged.servers().next().unwrap().score.tenths(),
            Some(tenths)
        );
    }
}
