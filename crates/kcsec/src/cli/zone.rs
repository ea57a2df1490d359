use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, Error};

/// Reads a zone in every spelling that `KCSEC_ZONE` may have; completions offer the plain ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct ZoneName;

impl ZoneName {
    fn names() -> PossibleValuesParser {
        PossibleValuesParser::new(["public", "gov", "fin"])
    }
}

impl TypedValueParser for ZoneName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        let word = value.to_string_lossy().trim().to_ascii_lowercase();
        Self::names().parse_ref(command, arg, OsStr::new(&word))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let values = Self::names().possible_values()?.collect::<Vec<_>>();
        Some(Box::new(values.into_iter()))
    }
}
