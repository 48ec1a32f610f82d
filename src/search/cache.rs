//! The index as one file: written whole, and read where a search looks. Each part of it is believed only when its
//! check sum is right.
//!
//! One file rather than a directory of them, so that no state in between exists. It is read and not mapped into
//! memory, so that nobody who cuts it off ends the program.

mod blocks;
mod frozen;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::OwnedBytes;

use super::schema::VERSION;
use crate::domain::fingerprint::Fingerprint;
use blocks::Blocks;
use frozen::Held;

pub use frozen::{Frozen, Part};

const NAME: &str = "search.index";
const MAGIC: &[u8; 12] = b"greenroom i3";
/// Magic, check sum of the table of contents, its length.
const START: usize = 12 + 16 + 4;
/// What is listed of the largest index there may be; no length that a damaged file names makes more room than this.
const LONGEST_CONTENTS: usize = 16 << 20;

/// A file for the cache.
pub struct CacheFile {
    head: Vec<u8>,
    data: OwnedBytes,
    files: BTreeMap<PathBuf, Range<usize>>,
}

impl CacheFile {
    /// Packs the files of an index.
    pub fn of(fingerprint: Fingerprint, files: &BTreeMap<String, Vec<u8>>) -> Self {
        let data = files.values().map(Vec::as_slice).collect::<Vec<&[u8]>>().concat();
        let mut contents = Vec::new();
        contents.extend(VERSION.to_le_bytes());
        contents.extend(fingerprint.to_bytes());
        contents.extend((files.len() as u32).to_le_bytes());
        let mut places = BTreeMap::new();
        let mut at = 0;
        for (name, bytes) in files {
            contents.extend((name.len() as u32).to_le_bytes());
            contents.extend(name.as_bytes());
            contents.extend((bytes.len() as u64).to_le_bytes());
            places.insert(PathBuf::from(name), at..at + bytes.len());
            at += bytes.len();
        }
        contents.extend(blocks::sums(&data).into_iter().flat_map(i64::to_le_bytes));
        let sum = Fingerprint::of_long(&contents).to_bytes();
        let length = (contents.len() as u32).to_le_bytes();
        let head = [MAGIC.as_slice(), &sum, &length, &contents].concat();
        Self { head, data: OwnedBytes::new(data), files: places }
    }

    /// Writes the file into a directory, whole or not at all.
    pub fn write(&self, directory: &Path) -> io::Result<()> {
        std::fs::create_dir_all(directory)?;
        let mut file = tempfile::NamedTempFile::new_in(directory)?;
        file.write_all(&self.head)?;
        file.write_all(&self.data)?;
        file.persist(directory.join(NAME))?;
        Ok(())
    }

    /// The files in it.
    pub fn frozen(&self) -> Frozen {
        Frozen::new(Held::Memory(self.data.clone()), self.files.clone())
    }
}

/// How much of an index is checked before it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// What a search looks at, when it does: then [`super::SearchIndex::search_or_rebuild`] makes a damaged index anew.
    AsRead,
    /// All of it, before anything is looked for.
    Whole,
}

/// The index of this content in a directory; `None` where it is missing, stale or known to be damaged.
pub fn read(directory: &Path, fingerprint: Fingerprint, check: Check) -> Option<Frozen> {
    let mut file = File::open(directory.join(NAME)).ok()?;
    let total = usize::try_from(file.metadata().ok()?.len()).ok()?;
    let mut start = [0; START];
    file.read_exact(&mut start).ok()?;
    let mut reader = Reader { bytes: &start, at: 0 };
    if reader.take(MAGIC.len())? != MAGIC {
        return None;
    }
    let sum = reader.take(16)?.to_vec();
    let length = usize::try_from(reader.number(4)?).ok()?;
    if length > total.min(LONGEST_CONTENTS) {
        return None;
    }
    let mut contents = vec![0; length];
    file.read_exact(&mut contents).ok()?;
    if sum != Fingerprint::of_long(&contents).to_bytes() {
        return None;
    }
    let (files, data, sums) = listed(&contents, fingerprint)?;
    if START + length + data != total {
        return None;
    }
    let blocks = Blocks::new(file, START + length, data, sums);
    let frozen = Frozen::new(Held::File(Arc::new(blocks)), files);
    (check == Check::AsRead || frozen.read_all().is_ok()).then_some(frozen)
}

type Listed = (BTreeMap<PathBuf, Range<usize>>, usize, Vec<i64>);

/// The files that a table of contents names, how long they are together, and the sums of their blocks; `None` where
/// they are not of this version and content.
fn listed(contents: &[u8], fingerprint: Fingerprint) -> Option<Listed> {
    let mut reader = Reader { bytes: contents, at: 0 };
    if reader.number(4)? != u64::from(VERSION) || reader.take(16)? != fingerprint.to_bytes() {
        return None;
    }
    let mut files = BTreeMap::new();
    let mut at: usize = 0;
    for _ in 0..reader.number(4)? {
        let length = reader.number(4)? as usize;
        let name = std::str::from_utf8(reader.take(length)?).ok()?.into();
        let end = at.checked_add(usize::try_from(reader.number(8)?).ok()?)?;
        files.insert(name, at..end);
        at = end;
    }
    let sums =
        (0..blocks::count(at)).map(|_| Some(reader.number(8)? as i64)).collect::<Option<Vec<i64>>>()?;
    (reader.at == contents.len()).then_some((files, at, sums))
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(length)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    fn number(&mut self, length: usize) -> Option<u64> {
        let bytes = self.take(length)?;
        Some(bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
    }
}

#[cfg(test)]
mod tests {
    use tantivy::HasLen as _;

    use super::*;

    fn packed() -> (Fingerprint, Vec<u8>) {
        let fingerprint = Fingerprint::of([b"content".as_slice()]);
        let files = [("a".to_owned(), vec![1, 2, 3]), ("b".to_owned(), Vec::new())].into();
        let file = CacheFile::of(fingerprint, &files);
        (fingerprint, [file.head.as_slice(), &file.data].concat())
    }

    #[test]
    fn what_was_packed_is_read_and_nothing_else_is() {
        let directory = tempfile::tempdir().unwrap();
        let (fingerprint, bytes) = packed();
        let read_back = |bytes: &[u8]| {
            std::fs::write(directory.path().join(NAME), bytes).unwrap();
            let whole = read(directory.path(), fingerprint, Check::Whole);
            let as_read = read(directory.path(), fingerprint, Check::AsRead);
            let is_sound = as_read.is_some_and(|frozen| {
                let bytes = frozen.file("a").map(|part| part.get(0..part.len()).to_vec());
                assert_eq!(frozen.is_damaged(), bytes.as_deref() == Some(&[]));
                !frozen.is_damaged()
            });
            assert_eq!(whole.is_some(), is_sound);
            whole
        };
        let frozen = read_back(&bytes).unwrap();
        assert_eq!(frozen.file("a").unwrap().get(0..3).as_slice(), [1, 2, 3]);
        assert_eq!(frozen.file("a").unwrap().get(1..4).as_slice(), [] as [u8; 0]);
        assert!(frozen.file("c").is_none());
        for cut in 0..bytes.len() {
            assert!(read_back(&bytes[..cut]).is_none(), "cut at {cut}");
        }
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(read_back(&flipped).is_none(), "bit {bit}");
        }
        assert!(read(directory.path(), Fingerprint::of([]), Check::Whole).is_none());
    }
}
