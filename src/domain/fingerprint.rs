//! Short names for content: equal content has an equal fingerprint, on every machine and in every version.

use std::fmt;

/// 128 bits that stand for a piece of content. Not a defense against forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

/// FNV-1a with 128 bits, taken over words of 8 bytes: <http://www.isthe.com/chongo/tech/comp/fnv/>. Each step is
/// a bijection, so a change within one word always changes the outcome.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Fingerprint {
    /// Of these parts, in this order. Where one part ends and the next begins counts, too.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        Self(parts.into_iter().fold(OFFSET, |hash, part| {
            let (words, rest) = part.as_chunks::<8>();
            let mut last = [0; 8];
            last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            let hash = words.iter().fold(hash, |hash, word| add(hash, *word));
            add(add(hash, last), (part.len() as u64).to_le_bytes())
        }))
    }

    /// Of something long, four parts of it side by side, which takes a third of the time: each step of one has to wait
    /// for the step before. Not the same as [`Fingerprint::of`].
    pub fn of_long(bytes: &[u8]) -> Self {
        let (words, rest) = bytes.as_chunks::<8>();
        let quarter = words.len() / 4;
        let (first, behind) = words.split_at(quarter);
        let (second, behind) = behind.split_at(quarter);
        let (third, fourth) = behind.split_at(quarter);
        let mut lanes = [OFFSET; 4];
        for (((first, second), third), fourth) in first.iter().zip(second).zip(third).zip(fourth) {
            let side_by_side = [first, second, third, fourth];
            lanes.iter_mut().zip(side_by_side).for_each(|(lane, word)| *lane = add(*lane, *word));
        }
        let left = fourth.get(quarter..).unwrap_or_default().as_flattened();
        let lanes = lanes.map(u128::to_le_bytes);
        let lanes = lanes.iter().map(<[u8; 16]>::as_slice);
        Self::of(lanes.chain([left, rest, &(bytes.len() as u64).to_le_bytes()]))
    }

    /// The fingerprint of these fingerprints.
    pub fn of_all(all: impl IntoIterator<Item = Self>) -> Self {
        let bytes: Vec<[u8; 16]> = all.into_iter().map(Self::to_bytes).collect();
        Self::of(bytes.iter().map(<[u8; 16]>::as_slice))
    }

    /// As bytes, in the order of the digits.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn from_hex(digits: &str) -> Option<Self> {
        u128::from_str_radix(digits, 16).ok().map(Self)
    }

    /// Folded to 64 bits, as a check sum of a row.
    pub fn check_sum(self) -> i64 {
        (self.0 ^ (self.0 >> 64)) as i64
    }
}

fn add(hash: u128, word: [u8; 8]) -> u128 {
    (hash ^ u128::from(u64::from_le_bytes(word))).wrapping_mul(PRIME)
}

/// 32 hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_same_in_every_version() {
        let fingerprint = Fingerprint::of([b"late data".as_slice()]);
        assert_eq!(fingerprint.to_string(), "490290a1aafdff700a27851b87dc748d");
        assert_eq!(Fingerprint::from_hex(&fingerprint.to_string()), Some(fingerprint));
        assert_eq!(Fingerprint::of([]).to_string(), "6c62272e07bb014262b821756295c58d");
    }

    #[test]
    fn the_seams_between_parts_count() {
        let parts = |parts: &[&str]| Fingerprint::of(parts.iter().map(|part| part.as_bytes()));
        assert_ne!(parts(&["ab", "c"]), parts(&["a", "bc"]));
        assert_ne!(parts(&["ab"]), parts(&["ab", ""]));
        assert_ne!(parts(&["ab"]), parts(&["ab\0"]));
    }

    #[test]
    fn every_bit_of_something_long_counts() {
        let long: Vec<u8> = (0..75).collect();
        let fingerprint = Fingerprint::of_long(&long);
        for bit in 0..long.len() * 8 {
            let mut other = long.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(Fingerprint::of_long(&other), fingerprint, "{bit}");
        }
        for length in 0..long.len() {
            assert_ne!(Fingerprint::of_long(&long[..length]), fingerprint, "{length}");
        }
        let swapped = [&long[16..32], &long[..16], &long[32..]].concat();
        assert_ne!(Fingerprint::of_long(&swapped), fingerprint);
    }
}
