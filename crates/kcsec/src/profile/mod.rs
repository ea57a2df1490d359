//! The profile file of all four services: `~/.config/kcsec/config.toml`, or what `KCSEC_CONFIG`
//! names. A profile says what environment variables say, one table each.

mod environment;
mod file;
mod find;
mod keys;
mod parse;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use environment::ProfileEnvironment;
pub(crate) use file::ProfileFile;
pub(crate) use find::Profile;
pub(crate) use keys::{DEFAULT, KEYS, Key};
pub(crate) use write::with_values;
