use super::checked::{RegisterRules, check};
use super::csv;
use super::entry::Register;
use super::toml;
use crate::input::{InputError, message, text_of};

impl Register {
    /// Reads a register; `file` is its name, whose ending (`.toml` or `.csv`) says what it is.
    ///
    /// ```
    /// use korea_cloud_security_findings::{Action, Register, RegisterRules};
    ///
    /// let rules = RegisterRules::new("2026-06-01".parse()?);
    /// let text = r#"
    /// schema = "kcsec.register/1"
    /// [[entry]]
    /// action = "accept"
    /// check = "U-05"
    /// server = ["web-*", "was-01"]
    /// reason = "내부망 전용, 보상통제 적용"
    /// approver = "정보보호최고책임자"
    /// until = 2026-12-31
    /// "#;
    /// let register = Register::parse("register.toml", text.as_bytes(), &rules)?;
    /// assert_eq!(register.entries[0].action, Action::Accept);
    ///
    /// let error = Register::parse("register.toml", b"[[entry]]\nwhat = 1", &rules).unwrap_err();
    /// assert!(error.to_string().contains("register.toml:2: unknown key \"what\""));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the file is not UTF-8, is no TOML or CSV, or an entry breaks a rule: an unknown key, a
    /// blank reason, a missing approver, last day or due day, a last day that is too far away, a
    /// bad glob, or the same entry twice. Every problem is named, with its line.
    pub fn parse(file: &str, bytes: &[u8], rules: &RegisterRules) -> Result<Self, InputError> {
        let text = text_of(bytes).map_err(|problem| InputError::new(file, vec![problem]))?;
        let mut problems = Vec::new();
        let extension = file.rsplit('.').next().unwrap_or_default();
        let raw = match extension.to_ascii_lowercase().as_str() {
            "toml" => toml::entries(text, &mut problems),
            "csv" => csv::entries(text, &mut problems),
            _ => {
                let message = message!("the name must end in .toml or .csv");
                return Err(InputError::new(file, vec![(1, message)]));
            }
        };
        let entries = check(raw, rules, &mut problems);
        if problems.is_empty() {
            Ok(Self {
                file: file.to_owned(),
                entries,
            })
        } else {
            Err(InputError::new(file, problems))
        }
    }
}
