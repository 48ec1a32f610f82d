//! The playbook as it was understood, kept so that the next start need not read it again.
//!
//! A cache like the index: one file, named by what was read and by the part of this program that understood it,
//! believed only when its check sum is right. Where it is missing, stale, damaged or cannot be written, the packs are
//! read, and nothing else notices.

use std::io::Write as _;
use std::path::Path;

use super::problems_in;
use crate::content::{Loaded, Source, load};
use crate::domain::fingerprint::Fingerprint;
use crate::domain::playbook::Playbook;

const NAME: &str = "playbook.json";
const MAGIC: &[u8; 16] = b"greenroom book2\n";
/// Magic, check sum, key.
const HEADER: usize = 16 + 16 + 16;

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

fn read(directory: &Path, key: Fingerprint) -> Option<Playbook> {
    let bytes = std::fs::read(directory.join(NAME)).ok()?;
    let (header, json) = bytes.split_at_checked(HEADER)?;
    (header == head(key, json)).then(|| serde_json::from_slice(json).ok())?
}

fn write(directory: &Path, key: Fingerprint, playbook: &Playbook) -> std::io::Result<()> {
    let json = serde_json::to_vec(playbook)?;
    std::fs::create_dir_all(directory)?;
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    file.write_all(&head(key, &json))?;
    file.write_all(&json)?;
    file.persist(directory.join(NAME))?;
    Ok(())
}

fn head(key: Fingerprint, json: &[u8]) -> Vec<u8> {
    [MAGIC.as_slice(), &Fingerprint::of_long(json).to_bytes(), &key.to_bytes()].concat()
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
