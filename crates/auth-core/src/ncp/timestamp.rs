use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970, written in decimal on the stack, with the line breaks around them.
pub(super) struct Timestamp {
    text: [u8; Self::LONGEST],
    start: usize,
}

impl Timestamp {
    /// The digits of `u64::MAX` and two line breaks.
    const LONGEST: usize = 22;

    pub(super) fn from_ms(mut number: u64) -> Self {
        let mut text = [b'\n'; Self::LONGEST];
        let mut start = Self::LONGEST - 1;
        loop {
            start -= 1;
            text[start] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                return Self { text, start };
            }
        }
    }

    /// A clock before 1970 writes 0: the gateway refuses that and tells the right time.
    pub(super) fn of(now: SystemTime) -> Self {
        let since_1970 = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        Self::from_ms(u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX))
    }

    pub(super) fn digits(&self) -> &[u8] {
        &self.text[self.start..Self::LONGEST - 1]
    }

    /// The digits between line breaks, as they stand in the string to sign.
    pub(super) fn line(&self) -> &[u8] {
        &self.text[self.start - 1..]
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn is_written_as_the_standard_library_writes_numbers() {
        for number in [0, 9, 10, 1_700_000_000_000, u64::MAX - 1, u64::MAX] {
            let timestamp = Timestamp::from_ms(number);
            assert_eq!(timestamp.digits(), number.to_string().as_bytes());
            assert_eq!(timestamp.line(), format!("\n{number}\n").as_bytes());
        }
    }

    #[test]
    fn keeps_whole_milliseconds_only() {
        let now = UNIX_EPOCH + Duration::new(1_700_000_000, 123_999_999);
        assert_eq!(Timestamp::of(now).digits(), b"1700000000123");
    }

    #[test]
    fn a_clock_before_1970_writes_zero() {
        let now = UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(Timestamp::of(now).digits(), b"0");
    }
}
