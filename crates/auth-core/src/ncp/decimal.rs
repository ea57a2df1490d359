/// A number written in decimal, on the stack.
pub(super) struct Decimal {
    digits: [u8; Self::LONGEST],
    start: usize,
}

impl Decimal {
    /// Digits of `u64::MAX`.
    const LONGEST: usize = 20;

    pub(super) fn new(mut number: u64) -> Self {
        let mut digits = [b'0'; Self::LONGEST];
        let mut start = Self::LONGEST;
        loop {
            start -= 1;
            digits[start] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                return Self { digits, start };
            }
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.digits[self.start..]
    }
}
