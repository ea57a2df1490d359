use std::fmt;
use std::io::Write;
use std::str::FromStr;

use super::{
    Note, OutputError, OutputOptions, write_csv, write_defectdojo, write_junit, write_markdown,
    write_ocsf, write_sarif, write_xlsx,
};
use crate::judged::Judged;

/// An output format.
///
/// ```
/// use korea_cloud_security_findings::output::{Format, OutputOptions};
/// use korea_cloud_security_findings::{JudgeOptions, Judged, Run, Service, StateBuilder};
///
/// let mut builder = StateBuilder::new();
/// let run = Run::new(Service::Ssc, "2026-11-25T12:15:00+09:00".parse()?);
/// builder.snapshot(run, "KR1.ndjson.gz", "", Vec::new());
/// let judged = Judged::new(builder.finish(), JudgeOptions::new("2026-11-25".parse()?));
///
/// let format: Format = "md".parse()?;
/// let mut out = Vec::new();
/// format.write(&judged, &OutputOptions::default(), &mut out)?;
/// assert!(String::from_utf8(out)?.starts_with("# "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// An Excel workbook.
    Xlsx,
    /// CSV for spreadsheets: UTF-8 with a byte order mark, CRLF.
    Csv,
    /// A report of one page, without scripts and without requests.
    Html,
    /// JUnit XML.
    Junit,
    /// SARIF 2.1.0.
    Sarif,
    /// DefectDojo Generic Findings JSON.
    DefectDojo,
    /// Markdown.
    Markdown,
    /// OCSF 1.5.0 events as NDJSON.
    Ocsf,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 8] = [
        Self::Xlsx,
        Self::Csv,
        Self::Html,
        Self::Junit,
        Self::Sarif,
        Self::DefectDojo,
        Self::Markdown,
        Self::Ocsf,
    ];

    /// The name as an option takes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Html => "html",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
            Self::DefectDojo => "defectdojo",
            Self::Markdown => "md",
            Self::Ocsf => "ocsf",
        }
    }

    /// Whether the output is text that a terminal may show.
    pub fn is_text(self) -> bool {
        self != Self::Xlsx
    }

    /// Writes the judged list, and returns what the format could not hold.
    ///
    /// # Errors
    ///
    /// When the output cannot be written to, or there is more than the format takes.
    pub fn write(
        self,
        judged: &Judged,
        options: &OutputOptions,
        out: &mut (impl Write + Send),
    ) -> Result<Vec<Note>, OutputError> {
        match self {
            Self::Xlsx => return write_xlsx(judged, options, out),
            Self::Csv => write_csv(judged, options, out)?,
            Self::Html => return super::write_html(judged, options, out),
            Self::Junit => return write_junit(judged, options, out),
            Self::Sarif => write_sarif(judged, options, out)?,
            Self::DefectDojo => write_defectdojo(judged, options, out)?,
            Self::Markdown => write_markdown(judged, options, out)?,
            Self::Ocsf => write_ocsf(judged, options, out)?,
        }
        Ok(Vec::new())
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is not the name of a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a format; use xlsx, csv, html, junit, sarif, defectdojo, md or ocsf")]
pub struct UnknownFormat(String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|format| format.as_str() == text);
        found.ok_or_else(|| UnknownFormat(text.escape_debug().to_string()))
    }
}
