//! What somebody needs to know who wants to call the emulator.

use std::fmt;

/// Where the emulator listens, and the settings with which the tools find it.
///
/// `Display` writes it as lines for a shell. The keys are the emulator's own test keys; they are
/// meant to be seen.
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
}

impl fmt::Display for Banner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "# Emulator of four Korean cloud security APIs on {}",
            self.url
        )?;
        for (name, value) in &self.environment {
            writeln!(out, "export {name}={value}")?;
        }
        writeln!(out, "# Metadata service of a server role:")?;
        writeln!(out, "#   export NCLOUD_METADATA_API_ENDPOINT={}", self.url)?;
        writeln!(out, "# Integrity: app id {}", self.integrity_app_id)?;
        writeln!(
            out,
            "#   a token, good for one read: {}",
            self.integrity_token
        )?;
        writeln!(
            out,
            "#   another: curl -s -X POST {}/__admin/integrity-tokens -d '{{}}'",
            self.url
        )?;
        write!(out, "# Control: curl -s {}/__admin", self.url)
    }
}

impl fmt::Debug for Banner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Banner")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}
