//! Standard output, with a memory for what went wrong on it.

use std::io::{self, Write};

/// A writer that remembers its first failure and swallows what comes after it.
pub struct Output<'a> {
    inner: &'a mut dyn Write,
    failure: Option<io::Error>,
}

impl<'a> Output<'a> {
    /// Nothing has failed yet.
    pub fn new(inner: &'a mut dyn Write) -> Self {
        Self { inner, failure: None }
    }

    /// What failed first.
    pub fn failure(&self) -> Option<&io::Error> {
        self.failure.as_ref()
    }

    fn remember(&mut self, error: io::Error) -> io::Error {
        let again = io::Error::from(error.kind());
        self.failure.get_or_insert(error);
        again
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.inner.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => Err(self.remember(error)),
            Ok(count) => Ok(count),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failure.is_some() {
            return Ok(());
        }
        self.inner.flush().map_err(|error| self.remember(error))
    }
}
