//! The playbook as it was understood, kept so that the next start need not read it again.
//!
//! A cache like the index: one file, named by what was read and by the part of this program that understood it,
//! believed only when its check sum is right. Where it is missing, stale, damaged or cannot be written, the packs are
//! read, and nothing else notices.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::problems_in;
use crate::content::{Loaded, Source, load};
use crate::domain::case::Case;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::page::{Estimate, Page, Review, Tradeoff};
use crate::domain::playbook::Playbook;

const NAME: &str = "playbook.json";
const MAGIC: &[u8; 16] = b"greenroom book3\n";
/// Magic, key, how many parts there are.
const HEADER: usize = 16 + 16 + 4;
/// Of each part: its length, its check sum.
const BEFORE_PART: usize = 4 + 16;
/// No length that a damaged file names makes more room than this.
const LONGEST_PART: usize = 64 << 20;

/// A playbook, and a line about problems.
pub type Read = (Playbook, Option<String>);

/// Everything there is to sit, and a line about problems. Where packs of the user leave nothing whole, the built-in
/// one still is.
pub fn whole(sources: &[Source], cache: Option<&Path>) -> Read {
    let Loaded { playbook, diagnostics } = loaded(sources, cache);
    if let Some(playbook) = playbook {
        return (playbook, problems_in(&diagnostics));
    }
    let built_in = loaded(&[Source::built_in()], cache).playbook.expect("the built-in pack is whole");
    (built_in, Some("your packs cannot be used; `greenroom pack check` says why".to_owned()))
}

/// What [`load`] finds in these packs. What has no problem is kept in the directory.
pub fn loaded(sources: &[Source], cache: Option<&Path>) -> Loaded {
    let Some(directory) = cache else { return load(sources) };
    let key = key(sources);
    if let Some(playbook) = read(directory, key) {
        return Loaded { playbook: Some(playbook), diagnostics: Vec::new() };
    }
    let loaded = load(sources);
    if let (Some(playbook), true) = (&loaded.playbook, loaded.diagnostics.is_empty()) {
        // Where that does not work, it is read again.
        let _ = write(directory, key, playbook);
    }
    loaded
}

/// Stands for the packs, and for the code that reads them.
fn key(sources: &[Source]) -> Fingerprint {
    let code = Fingerprint::from_hex(env!("GREENROOM_CODE"));
    Fingerprint::of_all(sources.iter().map(Source::fingerprint).chain(code))
}

/// A piece of a playbook. One is read after the other, so that what is written never is in memory as a whole.
#[derive(Serialize, Deserialize)]
enum Part {
    /// What there is one of.
    Rest(Box<Playbook>),
    Case(Box<Case>),
    Page(Box<Page>),
    Tradeoff(Box<Tradeoff>),
    Estimate(Box<Estimate>),
    Review(Box<Review>),
}

impl Part {
    /// All parts, the rest first.
    fn all(playbook: &Playbook) -> Vec<Self> {
        let mut rest = Box::new(playbook.clone());
        let cases = std::mem::take(&mut rest.cases).into_values().map(|case| Self::Case(case.into()));
        let pages = std::mem::take(&mut rest.pages).into_values().map(|page| Self::Page(page.into()));
        let tradeoffs =
            std::mem::take(&mut rest.tradeoffs).into_values().map(|page| Self::Tradeoff(page.into()));
        let estimates =
            std::mem::take(&mut rest.estimates).into_values().map(|page| Self::Estimate(page.into()));
        let reviews = std::mem::take(&mut rest.reviews).into_values().map(|page| Self::Review(page.into()));
        let many = cases.chain(pages).chain(tradeoffs).chain(estimates).chain(reviews);
        std::iter::once(Self::Rest(rest)).chain(many).collect()
    }

    /// Puts the part where it belongs; the rest is only in its place as the first.
    fn join(self, book: Option<Playbook>) -> Option<Playbook> {
        match (self, book) {
            (Self::Rest(rest), None) => Some(*rest),
            (Self::Rest(_), Some(_)) | (_, None) => None,
            (part, Some(mut book)) => {
                part.enter(&mut book);
                Some(book)
            }
        }
    }

    fn enter(self, book: &mut Playbook) {
        match self {
            Self::Rest(_) => {}
            Self::Case(case) => drop(book.cases.insert(case.id.clone(), *case)),
            Self::Page(page) => drop(book.pages.insert(page.header.id.clone(), *page)),
            Self::Tradeoff(page) => drop(book.tradeoffs.insert(page.header.id.clone(), *page)),
            Self::Estimate(page) => drop(book.estimates.insert(page.header.id.clone(), *page)),
            Self::Review(page) => drop(book.reviews.insert(page.header.id.clone(), *page)),
        }
    }
}

fn read(directory: &Path, key: Fingerprint) -> Option<Playbook> {
    let mut file = BufReader::new(File::open(directory.join(NAME)).ok()?);
    let mut header = [0; HEADER];
    file.read_exact(&mut header).ok()?;
    let (named, count) = header.split_last_chunk::<4>()?;
    if named != [MAGIC.as_slice(), &key.to_bytes()].concat() {
        return None;
    }
    let mut book = None;
    let mut json = Vec::new();
    for _ in 0..u32::from_le_bytes(*count) {
        let mut before = [0; BEFORE_PART];
        file.read_exact(&mut before).ok()?;
        let (length, sum) = before.split_first_chunk::<4>()?;
        let length = u32::from_le_bytes(*length) as usize;
        if length > LONGEST_PART {
            return None;
        }
        json.clear();
        (&mut file).take(length as u64).read_to_end(&mut json).ok()?;
        if json.len() != length || sum != Fingerprint::of_long(&json).to_bytes() {
            return None;
        }
        book = Some(serde_json::from_slice::<Part>(&json).ok()?.join(book)?);
    }
    let is_end = file.read(&mut [0]).ok()? == 0;
    book.filter(|_| is_end)
}

fn write(directory: &Path, key: Fingerprint, playbook: &Playbook) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)?;
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    let parts = Part::all(playbook);
    let mut out = BufWriter::new(&mut file);
    out.write_all(&[MAGIC.as_slice(), &key.to_bytes(), &(parts.len() as u32).to_le_bytes()].concat())?;
    for part in parts {
        let json = serde_json::to_vec(&part)?;
        out.write_all(&(json.len() as u32).to_le_bytes())?;
        out.write_all(&Fingerprint::of_long(&json).to_bytes())?;
        out.write_all(&json)?;
    }
    out.flush()?;
    drop(out);
    file.persist(directory.join(NAME))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_was_read() {
        let cache = tempfile::tempdir().unwrap();
        let sources = [Source::built_in()];
        let first = loaded(&sources, Some(cache.path()));
        assert_eq!(first.diagnostics, []);
        assert_eq!(read(cache.path(), key(&sources)), first.playbook);
        assert_eq!(loaded(&sources, Some(cache.path())), first);
    }

    #[test]
    fn what_is_stale_or_damaged_is_not_believed() {
        let cache = tempfile::tempdir().unwrap();
        let sources = [Source::built_in()];
        let playbook = loaded(&sources, Some(cache.path())).playbook.unwrap();
        let file = cache.path().join(NAME);
        let whole = std::fs::read(&file).unwrap();
        assert_eq!(read(cache.path(), Fingerprint::of([])), None);
        for at in [0, 20, 40, HEADER, whole.len() / 2, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            std::fs::write(&file, &damaged).unwrap();
            assert_eq!(read(cache.path(), key(&sources)), None, "{at}");
            std::fs::write(&file, &whole[..at]).unwrap();
            assert_eq!(read(cache.path(), key(&sources)), None, "cut at {at}");
        }
        assert_eq!(loaded(&sources, Some(cache.path())).playbook.as_ref(), Some(&playbook));
        assert_eq!(read(cache.path(), key(&sources)), Some(playbook), "it is kept anew");
    }
}
