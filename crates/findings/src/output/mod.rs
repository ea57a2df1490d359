//! The outputs: one judged list, many formats.
//!
//! Every format is written from the same [`Judged`](crate::Judged) list, so no number differs
//! between two of them. Equal input gives equal bytes: the only times that are written are those of
//! the snapshots.
//!
//! | Format | For | Rows |
//! | --- | --- | --- |
//! | [`Format::Xlsx`] | audit evidence, remediation plans | all, and the failed ones on a sheet of their own |
//! | [`Format::Csv`] | spreadsheets, scripts | all |
//! | [`Format::Html`] | a management report, on screen and on paper | failed and unknown ones |
//! | [`Format::Junit`] | Jenkins, GitLab, any CI | all |
//! | [`Format::Sarif`] | code scanning at GitHub and GitLab | failed and unknown ones |
//! | [`Format::DefectDojo`] | DefectDojo's Generic Findings Import | failed ones |
//! | [`Format::Markdown`] | a comment, a chat, a mail | those that the gate counts |
//! | [`Format::Ocsf`] | a SIEM or security lake | failed and unknown ones |
//!
//! With [`StatusFilter::Fail`](crate::StatusFilter::Fail) each format holds failed rows only, and
//! with [`StatusFilter::All`](crate::StatusFilter::All) OCSF holds the passed ones too.

mod ban_list;
mod columns;
mod cover;
mod csv;
mod cwe;
mod defectdojo;
mod detections;
mod error;
mod format;
mod groups;
mod html;
mod ids;
mod json;
mod junit;
mod language;
mod markdown;
mod note;
mod ocsf;
mod options;
mod sarif;
pub(crate) mod text;
mod words;
mod xlsx;

pub use self::csv::write_csv;
pub use ban_list::{write_ban_list_csv, write_ban_list_tsv, write_ban_list_xlsx};
pub use defectdojo::write_defectdojo;
pub use detections::{DetectionOptions, write_detections_html};
pub use error::OutputError;
pub use format::{Format, UnknownFormat};
pub use html::write_html;
pub use junit::write_junit;
pub use language::Language;
pub use markdown::write_markdown;
pub use note::Note;
pub use ocsf::write_ocsf;
pub use options::{HeaderNames, OutputOptions};
pub use sarif::write_sarif;
pub use xlsx::write_xlsx;
