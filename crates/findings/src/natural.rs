//! The order people expect of ids and names: `U-2` before `U-10`.

use std::cmp::Ordering;

/// Compares two texts, runs of digits by their number.
pub(crate) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (Some(first), Some(second)) = (left.chars().next(), right.chars().next()) else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        let order = if first.is_ascii_digit() && second.is_ascii_digit() {
            let (one, two) = (digits(&mut left), digits(&mut right));
            one.len().cmp(&two.len()).then_with(|| one.cmp(two))
        } else {
            left = &left[first.len_utf8()..];
            right = &right[second.len_utf8()..];
            first.cmp(&second)
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// Takes a run of digits, and returns it without the zeros in front.
fn digits<'a>(text: &mut &'a str) -> &'a str {
    let end = text.find(|char: char| !char.is_ascii_digit());
    let (run, rest) = text.split_at(end.unwrap_or(text.len()));
    *text = rest;
    run.trim_start_matches('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_as_numbers_and_the_order_is_total() {
        let sorted = [
            "", "?", "SRV-001", "SRV-1a", "U-2", "U-02a", "U-10", "U-10-1", "회원",
        ];
        for (i, a) in sorted.iter().enumerate() {
            for (j, b) in sorted.iter().enumerate() {
                assert_eq!(natural(a, b), i.cmp(&j), "{a} {b}");
            }
        }
        assert!(natural("U-2", "U-02").is_ne());
        assert_eq!(
            natural("9".repeat(40).as_str(), &"8".repeat(41)),
            Ordering::Less
        );
    }
}
