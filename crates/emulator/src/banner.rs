//! What somebody needs to know who wants to call the emulator.

use std::fmt;

/// Where the emulator listens, and the settings with which the tools find it.
///
/// `Display` writes it as lines for a shell: `eval` of them sets everything. The keys are the
/// emulator's own test keys; they are meant to be seen.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Banner {
    /// The base URL of all services.
    pub url: String,
    /// Environment variables, name and value, in the order in which to show them.
    pub environment: Vec<(&'static str, String)>,
    /// An app that is registered for integrity verification.
    pub integrity_app_id: String,
    /// A token of that app, good for one read.
    pub integrity_token: String,
    /// The days of a history's rounds, oldest first, as `YYYY-MM-DD`.
    pub rounds: Vec<String>,
}

impl fmt::Display for Banner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = &self.url;
        writeln!(
            out,
            "# Emulator of four Korean cloud security APIs on {url}"
        )?;
        for (name, value) in &self.environment {
            writeln!(out, "export {name}={value}")?;
        }
        writeln!(out, "# Metadata service of a server role:")?;
        writeln!(out, "#   export NCLOUD_METADATA_API_ENDPOINT={url}")?;
        writeln!(out, "# An app for integrity verification:")?;
        writeln!(out, "export APP_ID={}", self.integrity_app_id)?;
        writeln!(out, "# A token of it, good for one read:")?;
        writeln!(out, "#   {}", self.integrity_token)?;
        writeln!(
            out,
            "# Another: curl -s -X POST {url}/__admin/integrity-tokens -d '{{}}'"
        )?;
        if !self.rounds.is_empty() {
            writeln!(out, "# Rounds of inspections: {}", self.rounds.join(", "))?;
        }
        write!(out, "# Control: curl -s {url}/__admin")
    }
}

impl fmt::Debug for Banner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Banner")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}
