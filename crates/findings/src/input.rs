//! Files that people write: their text, and what is wrong with them.

use std::fmt;

/// Everything that is wrong with a file that a person wrote, in the order of the file.
///
/// A file with an error decides nothing: no entry of it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputError {
    /// The problems, at least one.
    pub problems: Vec<InputProblem>,
}

/// One thing that is wrong with a file that a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputProblem {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// What is wrong, and what to write instead.
    pub message: String,
    /// The message with `{0}`, `{1}` and so on for its values, by which a translation is found.
    pub template: &'static str,
    /// What stands in the places of the template.
    pub values: Vec<String>,
}

impl fmt::Display for InputProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// One problem a line.
impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for InputError {}

/// A problem and its line.
pub(crate) type Problem = (u64, Message);

/// What is wrong: a template, and what stands in its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) template: &'static str,
    pub(crate) values: Vec<String>,
}

/// A message of a template and values.
macro_rules! message {
    ($template:literal $(, $value:expr)* $(,)?) => {
        $crate::input::Message {
            template: $template,
            values: vec![$($value.to_string()),*],
        }
    };
}
pub(crate) use message;

impl Message {
    fn text(&self) -> String {
        let mut text = String::new();
        let mut rest = self.template;
        // In one pass: a value that looks like a place is the file's own text.
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let place = after.split_once('}');
            let value = place.and_then(|(at, _)| self.values.get(at.parse::<usize>().ok()?));
            rest = match (place, value) {
                (Some((_, behind)), Some(value)) => {
                    text.push_str(value);
                    behind
                }
                _ => {
                    text.push('{');
                    after
                }
            };
        }
        text + rest
    }
}

impl InputError {
    /// The problems of a file, in its order.
    pub(crate) fn new(file: &str, problems: Vec<Problem>) -> Self {
        let problems = problems.into_iter().map(|(line, message)| InputProblem {
            file: file.to_owned(),
            line,
            message: message.text(),
            template: message.template,
            values: message.values,
        });
        let mut problems: Vec<InputProblem> = problems.collect();
        problems.sort_by(|a, b| (a.line, &a.message).cmp(&(b.line, &b.message)));
        Self { problems }
    }
}

/// The text of a file without its byte order mark.
pub(crate) fn text_of(bytes: &[u8]) -> Result<&str, Problem> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
            let message = message!(
                "the file is not UTF-8, it may be CP949 (EUC-KR); save it as UTF-8 (in Excel: \"CSV UTF-8\")"
            );
            Err((line, message))
        }
    }
}

/// Where the lines of a text begin.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    /// The line of a byte, from 1.
    pub(crate) fn number(&self, offset: usize) -> u64 {
        self.0.partition_point(|start| *start <= offset) as u64
    }
}
