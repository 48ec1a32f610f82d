//! Short names for content: equal content has an equal fingerprint, on every machine and in every version.

use std::fmt;

/// 128 bits that stand for a piece of content. Not a defense against forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

/// FNV-1a with 128 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Fingerprint {
    /// Of these parts, in this order. Where one part ends and the next begins counts, too.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let hash = parts.into_iter().fold(OFFSET, |hash, part| {
            let length = (part.len() as u64).to_le_bytes();
            part.iter().chain(&length).fold(hash, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
        });
        Self(hash)
    }

    /// The lower half, as a check sum of a row.
    pub fn check_sum(self) -> i64 {
        (self.0 ^ (self.0 >> 64)) as i64
    }
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
        assert_eq!(fingerprint.to_string(), "0d183840d5f3657b64bb9eef7c882c62");
        assert_eq!(Fingerprint::of([]).to_string(), "6c62272e07bb014262b821756295c58d");
    }

    #[test]
    fn the_seams_between_parts_count() {
        let parts = |parts: &[&str]| Fingerprint::of(parts.iter().map(|part| part.as_bytes()));
        assert_ne!(parts(&["ab", "c"]), parts(&["a", "bc"]));
        assert_ne!(parts(&["ab"]), parts(&["ab", ""]));
    }
}
