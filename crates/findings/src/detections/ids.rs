use crate::output::text::begins_a_formula;

/// A cell of a spreadsheet holds no more characters, counted in UTF-16.
const LONGEST: usize = 32_767;

/// Why an id is not put into a ban list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdProblem {
    /// It is empty, or nothing but spaces.
    Blank,
    /// It has a character outside printable ASCII.
    NotPrintable,
    /// It is longer than a cell of a spreadsheet may be.
    TooLong,
}

impl IdProblem {
    /// What is wrong with an id, if anything.
    pub fn of(id: &str) -> Option<Self> {
        if id.trim().is_empty() {
            return Some(Self::Blank);
        }
        if id.len() > LONGEST && id.encode_utf16().count() > LONGEST {
            return Some(Self::TooLong);
        }
        let is_printable = id.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        (!is_printable).then_some(Self::NotPrintable)
    }
}

/// Whether an id begins as a formula does: a spreadsheet would calculate it where its cell is not
/// a text cell.
pub fn looks_like_formula(id: &str) -> bool {
    begins_a_formula(id)
}

/// Whether a spreadsheet that is pasted an id may take it for a formula, a number, a day or a
/// truth value, and show or keep another one where its cell is not a text cell.
pub fn changes_in_spreadsheets(id: &str) -> bool {
    let is_number = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b" +-.,:/eE%".contains(&byte))
    };
    looks_like_formula(id)
        || id.starts_with(['\'', ' '])
        || id.ends_with(' ')
        || is_number(id)
        || id.eq_ignore_ascii_case("true")
        || id.eq_ignore_ascii_case("false")
}

/// An id's first four characters; of a shorter one nothing, as it would be shown whole.
pub fn mask_id(id: &str) -> String {
    match id.char_indices().nth(4) {
        Some((end, _)) => format!("{}…", &id[..end]),
        None => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_ids_are_told_apart() {
        let longest = "a".repeat(LONGEST);
        for good in ["A", " a b ", "=1+1", "~", "a\"b,c;d", longest.as_str()] {
            assert_eq!(IdProblem::of(good), None, "{good}");
        }
        let too_long = "a".repeat(LONGEST + 1);
        let emoji = "😀".repeat(LONGEST / 2 + 1);
        for (odd, problem) in [
            ("", IdProblem::Blank),
            (" \t", IdProblem::Blank),
            ("한글", IdProblem::NotPrintable),
            ("a\tb", IdProblem::NotPrintable),
            ("a\u{7f}", IdProblem::NotPrintable),
            ("a\u{202e}b", IdProblem::NotPrintable),
            ("é", IdProblem::NotPrintable),
            (&too_long, IdProblem::TooLong),
            (&emoji, IdProblem::TooLong),
        ] {
            assert_eq!(IdProblem::of(odd), Some(problem), "{odd:?}");
        }
    }

    #[test]
    fn ids_that_a_spreadsheet_would_change_are_known() {
        for formula in ["=1+1", "+82-10", "-1", "@SUM(A1)", " =1", "＝1"] {
            assert!(
                looks_like_formula(formula) && changes_in_spreadsheets(formula),
                "{formula}"
            );
        }
        for changed in [
            "1e10",
            "0123",
            "12345678901234567",
            "1-2",
            "2026/11/24",
            "10:30",
            "TRUE",
            "false",
            "1,000",
            "50%",
            "1.50",
            " a",
            "a ",
            "'a",
        ] {
            assert!(changes_in_spreadsheets(changed), "{changed}");
            assert!(!looks_like_formula(changed), "{changed}");
        }
        for kept in ["player-00012", "00ff", "e10", "a=b", "DEVICE-1"] {
            assert!(!changes_in_spreadsheets(kept), "{kept}");
        }
    }

    #[test]
    fn masked_ids_show_four_characters() {
        for (id, shown) in [
            ("DEVICE-1", "DEVI…"),
            ("한글아이디", "한글아이…"),
            ("abcd", "…"),
            ("", "…"),
        ] {
            assert_eq!(mask_id(id), shown);
        }
    }
}
