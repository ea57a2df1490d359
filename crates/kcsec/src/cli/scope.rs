//! What is asked of Server Security Check: a region, a standard, a kind.

use std::fmt;
use std::str::FromStr;

use clap::ValueEnum;

use crate::lang::say;

/// A region's code: letters and digits, upper-cased as the service wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Region(String);

impl Region {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Region {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let code = text.trim().to_ascii_uppercase();
        if !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            Ok(Self(code))
        } else {
            Err(say!(
                "리전은 영문자와 숫자입니다(예: KR1)",
                "a region is letters and digits, such as KR1"
            ))
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "UPPER")]
pub(crate) enum Standard {
    M,
    F,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "UPPER")]
pub(crate) enum Kind {
    Os,
    Was,
}

/// Reads a project's name: a blank one would keep snapshots apart that nobody could name.
pub(super) fn project_name(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err(say!(
            "이름을 지정하거나 옵션을 빼세요",
            "give a name, or leave the option out"
        )),
        name => Ok(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_upper_cased_and_nothing_else() {
        assert_eq!("kr1".parse::<Region>().unwrap().as_str(), "KR1");
        for bad in ["", "KR-1", "KR 1", "kr1/..", "한국"] {
            assert!(bad.parse::<Region>().is_err(), "{bad}");
        }
    }
}
