//! A gzip body that is a thousand times larger than it looks, made without packing anything.
//!
//! The deflate stream says "a blank" once and then "the last 258 bytes again", over and over; the
//! code for that is two zero bits, so that the body's middle is nothing but zero bytes.

use bytes::Bytes;

use crate::net::Payload;

/// What one "again" unpacks to.
const AGAIN: u64 = 258;
/// "Agains" in one byte.
const PER_BYTE: u64 = 4;
const FILLING: usize = 16 * 1_024;

struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    /// Appends the lowest bits of a value, the lowest first.
    fn push(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.used == 0 {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> bit & 1) as u8) << self.used;
            }
            self.used = (self.used + 1) % 8;
        }
    }
}

/// The payload, and its true size when unpacked (the wanted size, rounded).
pub(super) fn bomb(unpacked: u64) -> (Payload, u64) {
    let amount = (unpacked / (AGAIN * PER_BYTE)).max(1);
    let size = 1 + amount * AGAIN * PER_BYTE;

    let mut bits = Bits {
        bytes: vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255],
        used: 0,
    };
    bits.push(1, 1); // the last block
    bits.push(2, 2); // with codes of its own
    bits.push(29, 5); // literals and lengths up to 285
    bits.push(0, 5); // one distance
    bits.push(14, 4); // eighteen lengths of the code for the lengths follow
    // In the order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1: 18 has one bit, 1 and 2 have two.
    for length in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] {
        bits.push(length, 3);
    }
    // So "0" is a run of zero lengths, "10" the length 1 and "11" the length 2; codes are written
    // from their first bit on.
    let zeros = |bits: &mut Bits, count: u32| {
        bits.push(0, 1);
        bits.push(count - 11, 7);
    };
    let length_one = |bits: &mut Bits| bits.push(0b01, 2);
    let length_two = |bits: &mut Bits| bits.push(0b11, 2);
    zeros(&mut bits, 32);
    length_two(&mut bits); // 32, a blank: "10"
    zeros(&mut bits, 138);
    zeros(&mut bits, 85);
    length_two(&mut bits); // 256, the end: "11"
    zeros(&mut bits, 28);
    length_one(&mut bits); // 285, 258 bytes again: "0"
    length_one(&mut bits); // distance 1: "0"
    bits.push(0b01, 2); // a blank

    // Every "again" is two zero bits; whole bytes of them, one taken up by the bits that are over.
    let over = bits.used;
    let zero_bytes = amount - u64::from(over > 0);
    let mut tail = Bits {
        bytes: Vec::new(),
        used: 0,
    };
    tail.push(0, over);
    tail.push(0b11, 2);
    let mut tail = tail.bytes;
    tail.extend_from_slice(&crc_of_blanks(size).to_le_bytes());
    tail.extend_from_slice(&((size & 0xffff_ffff) as u32).to_le_bytes());
    let payload = Payload::Filled {
        head: Bytes::from(bits.bytes),
        filling: Bytes::from(vec![0; FILLING]),
        amount: zero_bytes,
        tail: Bytes::from(tail),
        declared: true,
    };
    (payload, size)
}

/// The CRC-32 of so many blanks, by doubling instead of by reading them.
fn crc_of_blanks(count: u64) -> u32 {
    // A blank maps the register by an affine function: a matrix and a constant, which can be
    // squared.
    let step = |register: u32| {
        let mut register = register ^ u32::from(b' ');
        for _ in 0..8 {
            register = register >> 1 ^ if register & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
        register
    };
    let constant = step(0);
    let mut power = (
        std::array::from_fn(|bit| step(1 << bit) ^ constant),
        constant,
    );
    let mut register = u32::MAX;
    let mut rest = count;
    while rest > 0 {
        if rest & 1 == 1 {
            register = apply(&power, register);
        }
        power = (
            power.0.map(|column| apply(&(power.0, 0), column)),
            apply(&power, power.1),
        );
        rest >>= 1;
    }
    !register
}

fn apply((columns, constant): &([u32; 32], u32), register: u32) -> u32 {
    columns
        .iter()
        .enumerate()
        .fold(*constant, |sum, (bit, column)| {
            if register >> bit & 1 == 1 {
                sum ^ column
            } else {
                sum
            }
        })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn packed(payload: Payload) -> Vec<u8> {
        let Payload::Filled {
            head,
            filling,
            amount,
            tail,
            ..
        } = payload
        else {
            panic!("the bomb is filled")
        };
        let mut out = head.to_vec();
        (0..amount).for_each(|_| out.push(filling[0]));
        out.extend_from_slice(&tail);
        out
    }

    #[test]
    fn a_small_bomb_unpacks_to_blanks_with_the_right_checksum() {
        for wanted in [1, 5_000, 3_000_000] {
            let (payload, size) = bomb(wanted);
            let mut text = Vec::new();
            flate2::read::GzDecoder::new(packed(payload).as_slice())
                .read_to_end(&mut text)
                .unwrap();
            assert_eq!(text.len() as u64, size);
            assert!(text.iter().all(|byte| *byte == b' '));
        }
    }

    #[test]
    fn a_gigabyte_fits_into_a_megabyte() {
        let (payload, size) = bomb(1 << 30);
        assert!(size.abs_diff(1 << 30) < 2_000);
        let length = packed(payload).len();
        assert!((1_000_000..1_100_000).contains(&length), "{length}");
    }
}
