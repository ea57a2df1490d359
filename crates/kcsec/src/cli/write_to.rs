use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

use crate::lang::say;

/// `FORMAT=FILE` of `--write`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WriteTo<F> {
    pub(crate) format: F,
    /// `-` is standard output.
    pub(crate) file: PathBuf,
}

impl<F> WriteTo<F> {
    /// Whether it goes to standard output.
    pub(crate) fn is_stdout(&self) -> bool {
        self.file.as_os_str() == "-"
    }
}

impl<F: ValueEnum> FromStr for WriteTo<F> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names: Vec<_> = F::value_variants()
            .iter()
            .filter_map(ValueEnum::to_possible_value)
            .map(|value| value.get_name().to_owned())
            .collect();
        let (format, file) = text
            .split_once('=')
            .filter(|(_, file)| !file.trim().is_empty())
            .ok_or_else(|| {
                let name = names.first().map_or("format", String::as_str);
                say!(
                    "형식=파일로 지정하세요(예: {0}=report.{0}). -는 표준 출력입니다",
                    "give FORMAT=FILE, such as {0}=report.{0}; - is standard output",
                    name
                )
            })?;
        let format = F::from_str(format.trim(), true).map_err(|_| {
            say!(
                "형식은 {} 중 하나여야 합니다",
                "the format must be one of {}",
                names.join(", ")
            )
        })?;
        Ok(Self {
            format,
            file: PathBuf::from(file.trim()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{BanListFormat, ReportFormat};

    #[test]
    fn a_report_is_a_format_and_a_file() {
        let write: WriteTo<ReportFormat> = "XLSX=a=b.xlsx".parse().unwrap();
        assert_eq!(
            (write.format, write.file),
            (ReportFormat::Xlsx, PathBuf::from("a=b.xlsx"))
        );
        for bad in ["xlsx", "xlsx=", "pdf=a.pdf", "=a", "tsv=a"] {
            assert!(bad.parse::<WriteTo<ReportFormat>>().is_err(), "{bad}");
        }
        let write: WriteTo<BanListFormat> = "tsv=-".parse().unwrap();
        assert!(write.is_stdout());
    }
}
