//! The files of an index, to be read only, in memory or in the file of the cache.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};

use super::blocks::Blocks;

/// Where the bytes are.
#[derive(Debug, Clone)]
pub enum Held {
    /// In memory.
    Memory(OwnedBytes),
    /// In a file.
    File(Arc<Blocks>),
}

/// The files of an index.
#[derive(Debug, Clone)]
pub struct Frozen {
    held: Held,
    files: Arc<BTreeMap<PathBuf, Range<usize>>>,
}

impl Frozen {
    /// Files at their places in what is held.
    pub fn new(held: Held, files: BTreeMap<PathBuf, Range<usize>>) -> Self {
        Self { held, files: Arc::new(files) }
    }

    /// One of the files.
    pub fn file(&self, name: impl AsRef<Path>) -> Option<Part> {
        let range = self.files.get(name.as_ref())?.clone();
        Some(Part { held: self.held.clone(), range })
    }

    /// Reads everything that was not read yet.
    pub fn read_all(&self) -> io::Result<()> {
        let read = |range: &Range<usize>| self.held.read(range.clone()).map(drop);
        self.files.values().try_for_each(read)
    }

    /// Whether something that was looked for was damaged.
    pub fn is_damaged(&self) -> bool {
        match &self.held {
            Held::Memory(_) => false,
            Held::File(blocks) => blocks.is_damaged(),
        }
    }

    fn found(&self, path: &Path) -> Result<Part, OpenReadError> {
        self.file(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }
}

impl Held {
    fn read(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        match self {
            Self::Memory(bytes) => Ok(bytes.slice(range)),
            Self::File(blocks) => blocks.read(range),
        }
    }
}

/// A file of an index.
#[derive(Debug, Clone)]
pub struct Part {
    held: Held,
    range: Range<usize>,
}

impl Part {
    /// A file in memory.
    pub fn of(bytes: Vec<u8>) -> Self {
        let range = 0..bytes.len();
        Self { held: Held::Memory(OwnedBytes::new(bytes)), range }
    }

    /// The bytes of a range; none where they are damaged or not there.
    pub fn get(&self, range: Range<usize>) -> OwnedBytes {
        let is_inside = range.start <= range.end && range.end <= self.len();
        let read = is_inside.then(|| self.read_bytes(range).ok()).flatten();
        read.unwrap_or_else(OwnedBytes::empty)
    }
}

impl HasLen for Part {
    fn len(&self) -> usize {
        self.range.len()
    }
}

impl FileHandle for Part {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let end = self.range.start + range.end;
        if end > self.range.end {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.held.read(self.range.start + range.start..end)
    }
}

fn read_only() -> io::Error {
    io::Error::from(io::ErrorKind::ReadOnlyFilesystem)
}

impl Directory for Frozen {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.found(path)?))
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
        let file = self.found(path)?;
        let bytes = file.read_bytes(0..file.len());
        let bytes = bytes.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
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
