use super::tools::{CARGO_DENY, CARGO_HACK, CARGO_SEMVER_CHECKS, Tool};

/// One check: a command of the project's own tools.
pub(super) struct Step {
    pub(super) name: &'static str,
    command: &'static str,
    pub(super) variables: &'static [(&'static str, &'static str)],
    pub(super) tool: Option<Tool>,
    /// A check that is passed over, aloud, where the network does not reach what it needs.
    pub(super) needs: Option<Need>,
}

/// Something outside the project.
#[derive(Clone, Copy)]
pub(super) struct Need {
    pub(super) what: &'static str,
    /// A command that succeeds where it is reached.
    pub(super) probe: &'static str,
}

const PAGES: Need = Need {
    what: "the vendors' pages in ../shared/docs",
    probe: "test -d ../shared/docs",
};
const ADVISORIES: Need = Need {
    what: "the advisory database",
    probe: "git ls-remote --exit-code https://github.com/RustSec/advisory-db HEAD",
};
const DPKG: Need = Need {
    what: "dpkg",
    probe: "dpkg --version",
};
const EARLIER_RELEASE: Need = Need {
    what: "an earlier release",
    probe: "cargo info --registry crates-io korea-cloud-security",
};

/// Archives are built where everything else is, with the workspace's profile, which an archive does
/// not bring: their dependencies are built already.
const SHARED_BUILD: &[(&str, &str)] = &[
    ("CARGO_TARGET_DIR", "target"),
    ("CARGO_PROFILE_DEV_DEBUG", "line-tables-only"),
];

impl Step {
    pub(super) fn what(&self) -> String {
        self.variables
            .iter()
            .map(|(name, value)| format!("{name}='{value}' "))
            .chain([self.command.to_owned()])
            .collect()
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.command.split(' ')
    }

    const fn with(self, variables: &'static [(&'static str, &'static str)]) -> Self {
        Self { variables, ..self }
    }

    const fn tool(self, tool: Tool) -> Self {
        Self {
            tool: Some(tool),
            ..self
        }
    }

    const fn needs(self, need: Need) -> Self {
        Self {
            needs: Some(need),
            ..self
        }
    }
}

const fn step(name: &'static str, command: &'static str) -> Step {
    Step {
        name,
        command,
        variables: &[],
        tool: None,
        needs: None,
    }
}

/// What CI runs, in its order: whether it builds, in every form; whether it works; whether it can be
/// published.
const STEPS: &[Step] = &[
    step("format", "cargo fmt --all --check"),
    step(
        "clippy",
        "cargo clippy --workspace --all-targets --locked -- -D warnings",
    ),
    step("docs", "cargo doc --workspace --no-deps").with(&[("RUSTDOCFLAGS", "-D warnings")]),
    step(
        "features",
        "cargo hack check --workspace --each-feature --ignore-private",
    )
    .tool(CARGO_HACK),
    // The README's test command.
    step("tests", "cargo test --workspace"),
    // A client that could never reach its service is refused when it is made.
    step(
        "tests without TLS",
        "cargo test -p transport-core --no-default-features --features ncp,nhn-token --test hardening",
    ),
    step(
        "fixtures",
        "cargo xtask fixtures --docs ../shared/docs --check",
    )
    .needs(PAGES),
    step("openapi", "cargo xtask openapi --check"),
    step("public API", "cargo xtask public-api --check"),
    // Each alone, so that none is built with what another asked for.
    step(
        "consumers",
        "cargo hack check -p consumer-ssc-alone -p consumer-wsc-alone -p consumer-appguard-alone -p consumer-integrity-alone -p consumer-one-feature -p consumer-auth-core-alone",
    )
    .tool(CARGO_HACK),
    step(
        "dependencies",
        "cargo deny check --hide-inclusion-graph licenses bans sources",
    )
    .tool(CARGO_DENY),
    step("advisories", "cargo deny check advisories")
        .tool(CARGO_DENY)
        .needs(ADVISORIES),
    step("packages", "cargo xtask packages").with(SHARED_BUILD),
    step(
        "fuzz targets",
        "cargo check --manifest-path fuzz/Cargo.toml",
    )
    .with(SHARED_BUILD),
];

/// What is slow, or looks beyond this version.
const SLOW_STEPS: &[Step] = &[
    step(
        "feature powerset",
        "cargo hack check --workspace --feature-powerset --ignore-private",
    )
    .tool(CARGO_HACK),
    step("minimal versions", "cargo xtask minimal-versions"),
    step("packages of the tool", "cargo xtask dist --deb").needs(DPKG),
    step("reports", "cargo xtask validate-reports"),
    step("semver", "cargo semver-checks --workspace")
        .tool(CARGO_SEMVER_CHECKS)
        .needs(EARLIER_RELEASE),
];

pub(super) fn steps(full: bool) -> Vec<&'static Step> {
    let slow = if full { SLOW_STEPS } else { &[] };
    STEPS.iter().chain(slow).collect()
}
