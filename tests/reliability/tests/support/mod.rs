//! Properties whose seed is printed when they fail, and text as nobody expects it.

use std::fmt::Debug;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

/// The variable that repeats a failed run.
const SEED: &str = "PROPERTY_SEED";

/// Tries so many values.
#[track_caller]
pub fn check<S: Strategy>(cases: u32, strategy: S, test: impl Fn(S::Value) -> TestCaseResult)
where
    S::Value: Debug,
{
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever runs the test repeats a failure"
    )]
    let given = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok());
    let seed: u64 = given.unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases,
        max_shrink_iters: 2_000,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    if let Err(failure) = TestRunner::new_with_rng(config, rng).run(&strategy, test) {
        panic!("{failure}\nthe same again: {SEED}={seed}");
    }
}

/// Any Unicode, and above all what paths, queries, headers, JSON and terminals give a meaning.
pub fn nasty_text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "/",
        "\\",
        "..",
        ".",
        "?",
        "#",
        "&",
        "=",
        "+",
        "%",
        "%2F",
        "%2e%2e",
        "%00",
        "%zz",
        " ",
        ";",
        ":",
        "@",
        "~",
        "\"",
        "'",
        "<",
        ">",
        "{",
        "}",
        "[",
        "|",
        "^",
        "`",
        "\0",
        "\r\n",
        "\n",
        "\t",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{200b}",
        "\u{202e}",
        "\u{2028}",
        "\u{feff}",
        "\u{fffd}",
        "\u{10ffff}",
        "한글",
        "가",
        "e\u{301}",
        "ﬀ",
        "İ",
        "😀",
        "a",
        "Z",
        "0",
    ];
    prop_oneof![
        vec(any::<char>(), 0..24).prop_map(String::from_iter),
        vec(select(PIECES), 0..12).prop_map(|pieces| pieces.concat()),
        vec(
            prop_oneof![
                any::<char>().prop_map(String::from),
                select(PIECES).prop_map(str::to_owned)
            ],
            0..12
        )
        .prop_map(|pieces| pieces.concat()),
    ]
}
