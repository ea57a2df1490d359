//! JSON, written straight into bytes.

use serde::Serialize;

/// Appends a whole number in decimal.
pub(crate) fn push_number(out: &mut Vec<u8>, number: i64) {
    // Most numbers have one digit or two.
    match number {
        0..=9 => return out.push(b'0' + number as u8),
        10..=99 => {
            let number = number as u8;
            return out.extend_from_slice(&[b'0' + number / 10, b'0' + number % 10]);
        }
        _ => {}
    }
    let mut rest = number.unsigned_abs();
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends any value as JSON.
pub(crate) fn push_value(out: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    // Writing to memory cannot fail, and these values have only text for keys.
    let _ = serde_json::to_writer(out, value);
}

/// Any value as JSON.
pub(crate) fn to_bytes(value: &(impl Serialize + ?Sized)) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    push_value(&mut out, value);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_decimal() {
        for number in [0_i64, 7, 10, 99, 100, -1, i64::MAX, i64::MIN] {
            let mut out = Vec::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string().into_bytes());
        }
    }
}
