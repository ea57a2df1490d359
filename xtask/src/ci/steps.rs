use super::tools::{CARGO_DENY, CARGO_HACK, CARGO_SEMVER_CHECKS, Tool};

/// One check: a command of the project's own tools.
pub(super) struct Step {
    pub(super) name: &'static str,
    command: &'static str,
    pub(super) variables: &'static [(&'static str, &'static str)],
    pub(super) tool: Option<Tool>,
    /// A check that is passed over, aloud, where the network does not reach what it needs.
    pub(super) needs: Option<&'static str>,
}

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

const fn with_tool(name: &'static str, command: &'static str, tool: Tool) -> Step {
    Step {
        tool: Some(tool),
        ..step(name, command)
    }
}

/// What CI runs, in its order: what is quick to fail first.
pub(super) fn steps(full: bool) -> Vec<Step> {
    let mut steps = vec![
        step("format", "cargo fmt --all --check"),
        step(
            "clippy",
            "cargo clippy --workspace --all-targets -- -D warnings",
        ),
        // The README's test command.
        step("tests", "cargo test --workspace"),
        Step {
            variables: &[("RUSTDOCFLAGS", "-D warnings")],
            ..step("docs", "cargo doc --workspace --no-deps")
        },
        step("fixtures", "cargo xtask fixtures --check"),
        step("openapi", "cargo xtask openapi --check"),
        step("public API", "cargo xtask public-api --check"),
        with_tool(
            "features",
            "cargo hack check --workspace --each-feature --no-dev-deps --ignore-private --exclude-no-default-features",
            CARGO_HACK,
        ),
        with_tool(
            "dependencies",
            "cargo deny check licenses bans sources",
            CARGO_DENY,
        ),
        Step {
            needs: Some("the advisory database"),
            ..with_tool("advisories", "cargo deny check advisories", CARGO_DENY)
        },
        step(
            "packages",
            "cargo publish --workspace --dry-run --allow-dirty",
        ),
        step(
            "fuzz targets",
            "cargo check --manifest-path fuzz/Cargo.toml --target-dir target/fuzz",
        ),
    ];
    if full {
        steps.extend([
            with_tool(
                "feature powerset",
                "cargo hack check --workspace --feature-powerset --no-dev-deps --ignore-private",
                CARGO_HACK,
            ),
            Step {
                needs: Some("an earlier release"),
                ..with_tool(
                    "semver",
                    "cargo semver-checks --workspace",
                    CARGO_SEMVER_CHECKS,
                )
            },
        ]);
    }
    steps
}
