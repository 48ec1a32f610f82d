//! The index as one file: written whole, read whole, and believed only when its check sum is right.
//!
//! One file rather than a directory of them, so that no state in between exists, and nobody can cut off a file
//! that is mapped into memory.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};

use super::schema::VERSION;
use crate::domain::fingerprint::Fingerprint;

const NAME: &str = "search.index";
const MAGIC: &[u8; 12] = b"greenroom i2";
/// Magic, check sum, version, fingerprint.
const HEADER: usize = 12 + 16 + 4 + 16;

/// A file for the cache.
pub struct CacheFile {
    bytes: OwnedBytes,
}

impl CacheFile {
    /// Packs the files of an index.
    pub fn of(fingerprint: Fingerprint, files: &BTreeMap<String, Vec<u8>>) -> Self {
        let mut body = Vec::new();
        body.extend(VERSION.to_le_bytes());
        body.extend(fingerprint.to_bytes());
        body.extend((files.len() as u32).to_le_bytes());
        for (name, bytes) in files {
            body.extend((name.len() as u32).to_le_bytes());
            body.extend(name.as_bytes());
            body.extend((bytes.len() as u64).to_le_bytes());
            body.extend(bytes);
        }
        let sum = Fingerprint::of_long(&body);
        let bytes = [MAGIC.as_slice(), &sum.to_bytes(), &body].concat();
        Self { bytes: OwnedBytes::new(bytes) }
    }

    /// Writes the file into a directory, whole or not at all.
    pub fn write(&self, directory: &Path) -> io::Result<()> {
        std::fs::create_dir_all(directory)?;
        let mut file = tempfile::NamedTempFile::new_in(directory)?;
        file.write_all(&self.bytes)?;
        file.persist(directory.join(NAME))?;
        Ok(())
    }

    /// The files in it, if it is whole.
    pub fn frozen(&self) -> Option<Frozen> {
        unpack(self.bytes.clone()).map(|(_, frozen)| frozen)
    }
}

/// How long an index is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// For one search: the file is looked at where it is. Who cut it off in that moment would end the program.
    Once,
    /// For as long as somebody sits there: the file is copied, so that nobody can take it away.
    Long,
}

/// The index of this content in a directory; `None` where it is missing, stale or damaged.
pub fn read(directory: &Path, fingerprint: Fingerprint, how: Use) -> Option<Frozen> {
    let bytes = match how {
        Use::Once => MmapDirectory::open(directory).ok()?.get_file_handle(Path::new(NAME)).ok()?,
        Use::Long => Arc::new(OwnedBytes::new(std::fs::read(directory.join(NAME)).ok()?)),
    };
    let bytes = bytes.read_bytes(0..bytes.len()).ok()?;
    if bytes.get(HEADER - 16..HEADER)? != fingerprint.to_bytes() {
        return None;
    }
    let (found, frozen) = unpack(bytes)?;
    (found == fingerprint.to_bytes()).then_some(frozen)
}

fn unpack(bytes: OwnedBytes) -> Option<([u8; 16], Frozen)> {
    let mut reader = Reader { bytes: &bytes, at: 0 };
    let magic = reader.take(MAGIC.len())?;
    let sum = reader.take(16)?;
    let body = bytes.get(reader.at..)?;
    if magic != MAGIC || sum != Fingerprint::of_long(body).to_bytes() {
        return None;
    }
    if reader.number(4)? != u64::from(VERSION) {
        return None;
    }
    let fingerprint = reader.take(16)?.try_into().ok()?;
    let mut files = BTreeMap::new();
    for _ in 0..reader.number(4)? {
        let length = reader.number(4)? as usize;
        let name = std::str::from_utf8(reader.take(length)?).ok()?.into();
        let length = reader.number(8)? as usize;
        let start = reader.at;
        reader.take(length)?;
        files.insert(name, start..reader.at);
    }
    let files = Arc::new(files);
    Some((fingerprint, Frozen { bytes, files }))
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

/// The files of an index, to be read only.
#[derive(Clone)]
pub struct Frozen {
    bytes: OwnedBytes,
    files: Arc<BTreeMap<PathBuf, Range<usize>>>,
}

impl Frozen {
    /// The bytes of a file.
    pub fn bytes(&self, name: impl AsRef<Path>) -> Option<OwnedBytes> {
        self.files.get(name.as_ref()).map(|range| self.bytes.slice(range.clone()))
    }
}

impl std::fmt::Debug for Frozen {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Frozen").field("files", &self.files).finish_non_exhaustive()
    }
}

fn read_only() -> io::Error {
    io::Error::from(io::ErrorKind::ReadOnlyFilesystem)
}

impl Directory for Frozen {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let bytes = self.bytes(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))?;
        Ok(Arc::new(bytes))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.files.contains_key(path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let bytes = self.bytes(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))?;
        Ok(bytes.to_vec())
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    /// Nobody writes, so there is nothing to keep anybody from.
    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn watch(&self, _watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed() -> (Fingerprint, Vec<u8>) {
        let fingerprint = Fingerprint::of([b"content".as_slice()]);
        let files = [("a".to_owned(), vec![1, 2, 3]), ("b".to_owned(), Vec::new())].into();
        (fingerprint, CacheFile::of(fingerprint, &files).bytes.to_vec())
    }

    #[test]
    fn what_was_packed_is_read_and_nothing_else_is() {
        let directory = tempfile::tempdir().unwrap();
        let (fingerprint, bytes) = packed();
        let read_back = |bytes: &[u8]| {
            std::fs::write(directory.path().join(NAME), bytes).unwrap();
            let once = read(directory.path(), fingerprint, Use::Once).is_some();
            let long = read(directory.path(), fingerprint, Use::Long);
            assert_eq!(once, long.is_some());
            long
        };
        let frozen = read_back(&bytes).unwrap();
        assert_eq!(
            (frozen.bytes("a").unwrap().as_slice(), frozen.bytes("c").is_none()),
            ([1, 2, 3].as_slice(), true)
        );
        for cut in 0..bytes.len() {
            assert!(read_back(&bytes[..cut]).is_none(), "cut at {cut}");
        }
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(read_back(&flipped).is_none(), "bit {bit}");
        }
        assert!(read(directory.path(), Fingerprint::of([]), Use::Long).is_none());
    }
}
