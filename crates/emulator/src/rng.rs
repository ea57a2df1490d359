//! Seeded numbers: everything the emulator invents comes from here, so that one seed is one state.

/// Mixes one word into another of equal size (splitmix64's finaliser).
pub(crate) const fn mix(mut word: u64) -> u64 {
    word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// A number that depends on the seed, on what it is for, and on an index: no state, no order.
pub(crate) const fn pick(seed: u64, purpose: u64, index: u64) -> u64 {
    mix(seed ^ mix(purpose ^ mix(index)))
}

/// A seeded sequence.
#[derive(Debug)]
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `bound` (0 if `bound` is 0).
    pub(crate) const fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 { 0 } else { self.next() % bound }
    }

    /// A number from 0 up to, not including, 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// The numbers below `count` in a random order.
    pub(crate) fn shuffled(&mut self, count: u32) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..count).collect();
        for place in (1..numbers.len()).rev() {
            numbers.swap(place, self.below(place as u64 + 1) as usize);
        }
        numbers
    }

    /// Text of letters and digits.
    pub(crate) fn alphanumeric(&mut self, length: usize) -> String {
        const ALPHABET: &[u8; 62] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        (0..length)
            .map(|_| char::from(ALPHABET[(self.next() % 62) as usize]))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_is_one_sequence() {
        let mut a = Rng::new(42);
        let mut b = Rng::new(42);
        let mut c = Rng::new(43);
        assert_eq!(a.alphanumeric(20), b.alphanumeric(20));
        assert_ne!(a.alphanumeric(20), c.alphanumeric(20));
    }

    #[test]
    fn unit_stays_in_its_range_and_spreads() {
        let mut rng = Rng::new(1);
        let mean = (0..10_000)
            .map(|_| rng.unit())
            .inspect(|n| assert!((0.0..1.0).contains(n)));
        let mean = mean.sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.02, "{mean}");
    }
}
