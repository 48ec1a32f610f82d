//! Backups on request, the way back to one, and the end of it all.

use std::fs;
use std::path::Path;

use greenroom::domain::time::Timestamp;
use greenroom::store::{BACKUPS, DATABASE, Error, Filter, Store};

use super::{NOW, open, with_answers};
use crate::support::sittings::{interview, snapshot};

fn later(milliseconds: i64) -> Timestamp {
    Timestamp(NOW.0 + milliseconds)
}

fn everything(store: &Store) -> String {
    store.export().unwrap().json()
}

#[test]
fn one_can_go_back_to_a_backup_and_from_there_to_what_was_before() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, _) = with_answers(directory.path(), 3);
    let first = everything(&store);
    store.back_up(later(1)).unwrap();
    store.begin(&interview(), &snapshot()).unwrap();
    let second = everything(&store);

    let backup = store.backups()[0].path.clone();
    let before = store.go_back_to(&backup, later(2)).unwrap();
    assert_eq!(everything(&store), first);
    drop(store);
    let mut store = open(directory.path());
    assert_eq!(everything(&store), first, "it is on disk");
    store.go_back_to(&before, later(3)).unwrap();
    assert_eq!(everything(&store), second);
}

#[test]
fn a_damaged_backup_is_refused_and_nothing_changes() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, _) = with_answers(directory.path(), 30);
    let backup = store.back_up(later(1)).unwrap();
    let mut bytes = fs::read(&backup).unwrap();
    bytes.truncate(9_000);
    fs::write(&backup, bytes).unwrap();
    let before = everything(&store);
    assert!(matches!(store.go_back_to(&backup, later(2)), Err(Error::Damaged(_))));
    assert_eq!(everything(&store), before);
}

#[test]
fn nothing_that_was_typed_is_left_anywhere_after_erasing() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, _) = with_answers(directory.path(), 9);
    store.back_up(later(1)).unwrap();
    fs::write(directory.path().join("greenroom.damaged-2026.db"), "late scans are merged").unwrap();
    let erased = store.erase().unwrap();
    assert_eq!((erased.backups, erased.set_aside), (1, 1));
    assert_eq!(fs::read_dir(directory.path().join(BACKUPS)).unwrap().count(), 0);
    assert!(!holds(directory.path(), b"late scans"), "before the file is closed");
    drop(store);
    assert!(!holds(directory.path(), b"late scans"));
    let store = open(directory.path());
    assert!(
        store.list(&Filter::default()).unwrap().rows.is_empty() && directory.path().join(DATABASE).exists()
    );
}

fn holds(directory: &Path, text: &[u8]) -> bool {
    let files = fs::read_dir(directory).unwrap().flatten().filter(|entry| entry.path().is_file());
    let mut files = files.map(|entry| fs::read(entry.path()).unwrap());
    files.any(|bytes| bytes.windows(text.len()).any(|window| window == text))
}

#[cfg(unix)]
#[test]
fn an_interview_that_is_open_elsewhere_is_not_taken_from_under_it() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, id) = with_answers(directory.path(), 1);
    let backup = store.back_up(later(1)).unwrap();
    // The parent of this process lives as long as the test does.
    let parent = greenroom::store::Process::of(std::os::unix::process::parent_id());
    store.claim(id, &parent, NOW).unwrap();
    let before = everything(&store);
    assert!(matches!(store.erase(), Err(Error::Busy)));
    assert!(matches!(store.go_back_to(&backup, later(2)), Err(Error::Busy)));
    assert_eq!(everything(&store), before);
}
