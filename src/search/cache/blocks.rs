//! A file that is read where somebody looks: by blocks, each believed only when its check sum is right, and each read
//! once.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use tantivy::directory::OwnedBytes;

use crate::domain::fingerprint::Fingerprint;

/// The length of a block in bytes. Shorter ones would need more reading, longer ones more checking.
const LENGTH: usize = 4 * 1024;

/// The check sums of all blocks of some data.
pub fn sums(data: &[u8]) -> Vec<i64> {
    data.chunks(LENGTH).map(sum).collect()
}

/// How many blocks so many bytes have.
pub fn count(length: usize) -> usize {
    length.div_ceil(LENGTH)
}

/// Four words of 8 bytes side by side, as FNV-1a does one: reading a block must not take longer than finding something in
/// it. Each step is a bijection, so a change within one word always changes the outcome.
fn sum(block: &[u8]) -> i64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let (rows, rest) = block.as_chunks::<32>();
    let mut lanes = [1_u64, 2, 3, 4];
    for row in rows {
        for (lane, word) in lanes.iter_mut().zip(row.as_chunks::<8>().0) {
            *lane = (*lane ^ u64::from_le_bytes(*word)).wrapping_mul(PRIME).rotate_left(29);
        }
    }
    let lanes = lanes.map(u64::to_le_bytes);
    Fingerprint::of([lanes.as_flattened(), rest]).check_sum()
}

/// Data in a file.
#[derive(Debug)]
pub struct Blocks {
    file: Mutex<File>,
    /// Where the data begins in the file.
    start: usize,
    length: usize,
    sums: Vec<i64>,
    /// What was read so far.
    held: Vec<OnceLock<OwnedBytes>>,
    is_damaged: AtomicBool,
}

impl Blocks {
    /// `length` bytes from `start` on, whose blocks have these sums.
    pub fn new(file: File, start: usize, length: usize, sums: Vec<i64>) -> Self {
        let held = sums.iter().map(|_| OnceLock::new()).collect();
        Self { file: Mutex::new(file), start, length, sums, held, is_damaged: AtomicBool::new(false) }
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether something that was looked for could not be read, or was not what had been written.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged.load(Ordering::Relaxed)
    }

    /// The bytes of a range; of one that was read before, without a copy where it lies in one block.
    pub fn read(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        let blocks = range.start / LENGTH..count(range.end).min(self.sums.len());
        let first = blocks.start * LENGTH;
        let inside = range.start - first..range.end - first;
        let whole = match self.held.get(blocks.clone()) {
            Some([only]) if only.get().is_some() => only.get().cloned(),
            Some(held) if held.iter().all(|block| block.get().is_some()) => Some(joined(held)),
            _ => self.fetch(blocks).inspect_err(|_| self.is_damaged.store(true, Ordering::Relaxed)).ok(),
        };
        match whole {
            Some(whole) if inside.end <= whole.len() => Ok(whole.slice(inside)),
            _ => Err(io::Error::new(io::ErrorKind::InvalidData, "the file is damaged")),
        }
    }

    /// Reads neighboring blocks at once, and holds each.
    fn fetch(&self, blocks: Range<usize>) -> io::Result<OwnedBytes> {
        let first = blocks.start * LENGTH;
        let length = (blocks.end * LENGTH).min(self.length).saturating_sub(first);
        let mut bytes = Vec::with_capacity(length);
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start((self.start + first) as u64))?;
            (&mut *file).take(length as u64).read_to_end(&mut bytes)?;
        }
        let expected = self.sums.get(blocks.clone()).unwrap_or_default();
        if bytes.chunks(LENGTH).map(sum).ne(expected.iter().copied()) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let bytes = OwnedBytes::new(bytes);
        for (place, held) in self.held.get(blocks).into_iter().flatten().enumerate() {
            let end = bytes.len().min((place + 1) * LENGTH);
            // Another thread may have been faster, with the same bytes.
            let _ = held.set(bytes.slice(place * LENGTH..end));
        }
        Ok(bytes)
    }
}

fn joined(held: &[OnceLock<OwnedBytes>]) -> OwnedBytes {
    let parts: Vec<&[u8]> = held.iter().filter_map(OnceLock::get).map(OwnedBytes::as_slice).collect();
    OwnedBytes::new(parts.concat())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use proptest::prelude::*;

    use super::*;

    fn blocks(data: &[u8], sums: Vec<i64>) -> Blocks {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"head").unwrap();
        file.write_all(data).unwrap();
        Blocks::new(file, 4, data.len(), sums)
    }

    fn data() -> Vec<u8> {
        (0..LENGTH * 3 + 100).map(|place| (place * 31 / 7) as u8).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn whatever_is_read_in_whatever_order_is_what_was_written(
            ranges in proptest::collection::vec((0..LENGTH * 3 + 100, 0..LENGTH * 2), 1..12)
        ) {
            let data = data();
            let blocks = blocks(&data, sums(&data));
            for (start, length) in ranges {
                let range = start..(start + length).min(data.len());
                let read = blocks.read(range.clone()).unwrap();
                prop_assert_eq!(Some(read.as_slice()), data.get(range));
            }
            prop_assert!(!blocks.is_damaged());
        }
    }

    #[test]
    fn every_bit_of_a_block_counts() {
        let block: Vec<u8> = (0..75).collect();
        let whole = sum(&block);
        for bit in 0..block.len() * 8 {
            let mut other = block.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(sum(&other), whole, "{bit}");
        }
        assert!((0..block.len()).all(|length| sum(&block[..length]) != whole));
        let swapped = [&block[8..16], &block[..8], &block[16..]].concat();
        assert_ne!(sum(&swapped), whole);
        let swapped = [&block[32..64], &block[..32], &block[64..]].concat();
        assert_ne!(sum(&swapped), whole);
    }

    #[test]
    fn a_damaged_block_is_noticed_when_it_is_read_and_not_before() {
        let mut data = data();
        let sums = sums(&data);
        data[LENGTH + 5] ^= 1;
        let blocks = blocks(&data, sums);
        assert!(blocks.read(0..LENGTH).is_ok() && blocks.read(LENGTH * 2..LENGTH * 3 + 100).is_ok());
        assert!(!blocks.is_damaged());
        assert!(blocks.read(LENGTH - 1..LENGTH + 1).is_err() && blocks.is_damaged());
        assert!(blocks.read(0..LENGTH).is_ok(), "the rest can still be read");
    }
}
