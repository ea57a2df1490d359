//! The register of decisions: accepted risks, planned fixes, checks that do not apply.

mod checked;
mod csv;
mod decide;
mod entry;
mod init;
mod parse;
mod raw;
mod toml;

pub use checked::RegisterRules;
pub use entry::{Action, Entry, EntryState, Register, RegisterEntry};
pub use init::write_register;

pub(crate) use decide::Decider;
