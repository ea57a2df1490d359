//! The rows of the report: what is compared with what, and what it should reach.

/// What a row should reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reach {
    /// Our side at most so many times the other.
    AtMost(f64),
    /// Our side at least so many times the other.
    AtLeast(f64),
    /// Our side at most so much more than the other.
    MoreAtMost(f64),
    /// Our side at most so much, whatever the other.
    OursAtMost(f64),
    /// Nothing: it is there to be known.
    ToKnow,
}

/// One row.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) what: &'static str,
    pub(super) against: &'static str,
    pub(super) reach: Reach,
    /// The name in the picture, for the main rows.
    pub(super) picture: Option<&'static str>,
}

const fn row(
    id: &'static str,
    what: &'static str,
    against: &'static str,
    reach: Reach,
    picture: Option<&'static str>,
) -> Row {
    Row {
        id,
        what,
        against,
        reach,
        picture,
    }
}

/// All rows, in the order of the report.
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row("signature-by-hand", "NCP signature, whole: string, HMAC, Base64, header values", "`format!`, `Hmac::new_from_slice`, header values from texts", Reach::AtMost(0.6), Some("NCP signature / by hand")),
    row("call-instructions", "100 SSC summary calls over loopback, keep-alive, 10 rows: instructions", "reqwest and serde by hand: same headers, limits, time-outs", Reach::AtMost(1.03), Some("SSC call, instructions")),
    row("call-time", "one such call: time", "the same", Reach::ToKnow, None),
    row("listening-nobody", "two spans and an event such as those of a call, nobody listening: time", "a whole call, without a socket, 10 rows", Reach::AtMost(0.01), Some("spans with no listener / a call")),
    row("listening-warnings", "such a call, its listener wanting warnings only: time", "the same without a listener", Reach::AtMost(1.05), None),
    row("listening-spans", "the same, its listener keeping the spans", "the same without a listener", Reach::ToKnow, None),
    row("decode-summary", "decode a summary page of 1,000 rows, by the client: time", "`serde_json::from_slice` into the plainest structs", Reach::AtMost(1.05), Some("decode 1,000 rows")),
    row("decode-details", "decode a details answer of 10 MB: time", "the same", Reach::AtMost(1.05), Some("decode 10 MB of details")),
    row("decode-report", "decode a WSC report of 5 MB: time", "the same", Reach::AtMost(1.05), Some("decode a 5 MB report")),
    row("decode-summary-instructions", "a summary page of 1,000 rows: instructions", "the same", Reach::ToKnow, None),
    row("many-details", "details of 10,000 inspections, 20 ms round trip, 64 at once", "the ideal: calls ÷ 64 × 20 ms", Reach::AtMost(1.1), Some("10,000 details / ideal")),
    row("many-details-reqwest", "the same", "bare reqwest, 64 at once: what of it is this machine's", Reach::ToKnow, None),
    row("all-pages", "all pages of 100,000 inspections, 20 ms round trip", "page after page", Reach::AtMost(0.6), Some("all pages / page after page")),
    row("integrity", "10,000 integrity verifications, 500 at once: throughput", "bare reqwest, same limits", Reach::AtLeast(0.95), Some("integrity / bare reqwest")),
    row("token-read", "token put on a request, 16 tasks", "an atomic load of an `Arc` put on a request", Reach::ToKnow, None),
    row("crates-integrity", "crates below `nhn-integrity` alone, itself included", "reqwest with the same features", Reach::MoreAtMost(14.0), Some("nhn-integrity, more crates")),
    row("build-integrity", "cold build of `nhn-integrity` alone", "the same", Reach::AtMost(1.25), Some("nhn-integrity, cold build")),
    row("crates-umbrella", "crates below the umbrella with all four", "reqwest with the same features", Reach::OursAtMost(130.0), Some("umbrella, crates")),
    row("build-umbrella", "cold build of the umbrella with all four", "reqwest with the same features", Reach::AtMost(1.5), Some("umbrella, cold build")),
    row("tool-start", "`kcsec --version`: start to end", "`curl --version`", Reach::AtMost(3.0), Some("kcsec start / curl")),
    row("tool-call", "`kcsec ssc summary` against a local emulator: token and call", "`curl` doing both calls", Reach::ToKnow, None),
    row("tool-size", "`kcsec`, stripped release binary", "12 MB at most", Reach::OursAtMost(12.0), Some("kcsec, size")),
    row("findings-collect-memory", "a run of 10,000 servers with 70 checks each is written: peak memory", "64 MB at most", Reach::OursAtMost(64.0), Some("10,000 servers written, memory")),
    row("findings-gate", "the gate on such a round, 700,000 findings: processor time", "5 s at most", Reach::OursAtMost(5.0), Some("gate on 700,000 findings")),
    row("findings-gate-memory", "the same: peak memory", "300 MB at most", Reach::OursAtMost(300.0), None),
    row("findings-diff", "two such rounds compared and judged: processor time", "5 s at most", Reach::OursAtMost(5.0), Some("diff of 1,400,000 findings")),
    row("findings-diff-memory", "the same: peak memory", "300 MB at most", Reach::OursAtMost(300.0), Some("the same, memory")),
    row("findings-xlsx", "one such round as a workbook, judged and written: processor time", "no other", Reach::ToKnow, None),
    row("findings-xlsx-memory", "the same: peak memory", "60 MB at most", Reach::OursAtMost(60.0), Some("workbook of 700,000 findings, memory")),
    row("findings-history", "a history of 1,000 servers over 5 years of 24 rounds, one pass, by category: processor time", "DuckDB counts the failures of each day, all its threads", Reach::AtMost(3.0), Some("history / DuckDB")),
    row("findings-history-memory", "the same: peak memory", "64 MB at most", Reach::OursAtMost(64.0), None),
];

impl Row {
    /// How much of what is allowed is used: 1 is the reach itself, less is better; `None` where
    /// nothing is to be reached.
    pub(super) fn share(&self, figure: &super::figure::Figure) -> Option<f64> {
        match self.reach {
            Reach::AtMost(most) => Some(figure.ratio? / most),
            Reach::AtLeast(least) => Some(least / figure.ratio?),
            Reach::MoreAtMost(most) => Some(f64::max(figure.ours - figure.other?, 0.0) / most),
            Reach::OursAtMost(most) => Some(figure.ours / most),
            Reach::ToKnow => None,
        }
    }
}

impl std::fmt::Display for Reach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AtMost(ratio) => write!(f, "≤ {ratio} ×"),
            Self::AtLeast(ratio) => write!(f, "≥ {ratio} ×"),
            Self::MoreAtMost(more) => write!(f, "≤ {more} more"),
            Self::OursAtMost(most) => write!(f, "≤ {most}"),
            Self::ToKnow => f.write_str("–"),
        }
    }
}
