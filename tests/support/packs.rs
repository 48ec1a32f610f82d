//! Packs for tests: a small one in which everything is right, and ways to break it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use greenroom::content::source::File;
use greenroom::content::{Loaded, Source, load};

/// Where the sound pack stands on disk.
pub fn sound_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pack")
}

/// A pack as texts by path.
#[derive(Clone)]
#[must_use]
pub struct Pack {
    name: &'static str,
    files: BTreeMap<String, Vec<u8>>,
}

impl Pack {
    /// A pack in which everything is right.
    pub fn sound() -> Self {
        let source = Source::folder(&sound_folder());
        assert_eq!(source.problems, []);
        let files = source.files.into_iter().map(|file| (file.path, file.bytes.into_owned())).collect();
        Self { name: "sound", files }
    }

    /// A pack with a manifest and nothing else.
    pub fn empty(name: &'static str) -> Self {
        let manifest = format!("id: {name}\ntitle: Mine\nversion: 1.0.0\nformat: 1\nlicence: MIT\n");
        Self { name, files: BTreeMap::new() }.with("pack.yaml", manifest)
    }

    /// Puts a file in.
    pub fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), text.into());
        self
    }

    /// Takes a file out.
    pub fn without(mut self, path: &str) -> Self {
        assert!(self.files.remove(path).is_some(), "there is no {path}");
        self
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(&self.files[path]).into_owned()
    }

    /// Replaces the first occurrence of a text.
    pub fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.text(path);
        assert!(text.contains(from), "{path} does not hold `{from}`");
        let text = text.replacen(from, to, 1);
        self.with(path, text)
    }

    /// The paths of all files.
    pub fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// The pack as the loader takes it.
    pub fn source(&self) -> Source {
        let file =
            |(path, bytes): (&String, &Vec<u8>)| File { path: path.clone(), bytes: bytes.clone().into() };
        Source::of(self.name, self.files.iter().map(file).collect())
    }

    /// Loads it alone.
    pub fn load(&self) -> Loaded {
        load(&[self.source()])
    }
}
