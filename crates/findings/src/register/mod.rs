//! The register of decisions: accepted risks, planned fixes, checks that do not apply.

mod entry;

pub use entry::{Action, Entry, EntryState, Register, RegisterEntry};
