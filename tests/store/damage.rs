//! Files that are not what was written.

use std::fs;
use std::path::{Path, PathBuf};

use greenroom::domain::interview::Stamped;
use greenroom::domain::interview::entry::Entry;
use greenroom::domain::sitting::SittingId;
use greenroom::domain::time::Timestamp;
use greenroom::store::{BACKUPS, DATABASE, Error, Filter, Notice, Opened, Standing, Store, Why};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::{NOW, open, text_of, with_answers, write_of};
use crate::support::scaled;
use crate::support::sittings::{interview, snapshot};

const DAY: i64 = 24 * 3_600_000;

/// Draws numbers that are the same in every run.
struct Draw(TestRunner);

impl Draw {
    fn new() -> Self {
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        Self(TestRunner::new_with_rng(ProptestConfig::default(), rng))
    }

    fn below(&mut self, end: usize) -> usize {
        (0..end).new_tree(&mut self.0).unwrap().current()
    }
}

/// The answers of a log, checked: each is the one that was written, in order.
fn answers(log: &[Stamped]) -> Vec<u64> {
    let texts = log.iter().filter_map(|stamped| match &stamped.entry {
        Entry::Wrote { text, .. } => Some((stamped.at.whole_seconds(), text)),
        _ => None,
    });
    texts
        .map(|(number, text)| {
            assert_eq!(*text, text_of(number), "a text was changed and nobody noticed");
            number
        })
        .collect()
}

fn files(directory: &Path, part: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.file_name().unwrap().to_str().unwrap().contains(part)).collect();
    files.sort();
    files
}

fn backups(directory: &Path) -> Vec<PathBuf> {
    files(&directory.join(BACKUPS), "greenroom-")
}

#[test]
fn a_torn_write_ahead_log_loses_only_what_was_not_synchronized() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, id) = with_answers(directory.path(), 1);
    let path = directory.path().join(DATABASE);
    let wal_path = directory.path().join("greenroom.db-wal");
    // How long the log was after each commit.
    let mut lengths = vec![fs::metadata(&wal_path).unwrap().len()];
    for number in 2..=30 {
        store.commit(&[write_of(id, number)]).unwrap();
        lengths.push(fs::metadata(&wal_path).unwrap().len());
    }
    let (database, wal) = (fs::read(&path).unwrap(), fs::read(&wal_path).unwrap());
    let mut draw = Draw::new();
    let start = lengths[0] as usize;
    for variant in 0..scaled(100) {
        let cut = start + draw.below(wal.len() - start + 1);
        let mut torn = wal[..cut].to_vec();
        match variant % 3 {
            0 => {}
            1 => torn.resize(wal.len(), 0),
            _ => torn.extend((cut..wal.len()).map(|_| draw.below(256) as u8)),
        }
        let copy = tempfile::tempdir().unwrap();
        fs::write(copy.path().join(DATABASE), &database).unwrap();
        fs::write(copy.path().join("greenroom.db-wal"), &torn).unwrap();
        let Opened { store, notices } = Store::open(copy.path(), NOW).unwrap();
        assert_eq!(notices, [], "variant {variant}");
        let synchronized = lengths.iter().filter(|length| **length as usize <= cut).count() as u64;
        let (log, damaged) = store.log(id).unwrap();
        let found = answers(&log);
        assert_eq!(found, (1..=found.len() as u64).collect::<Vec<_>>(), "variant {variant}");
        assert_eq!((found.len() as u64, damaged), (synchronized, 0), "variant {variant}, cut at {cut}");
    }
}

#[test]
fn a_flipped_bit_is_never_a_silent_loss() {
    let directory = tempfile::tempdir().unwrap();
    let (store, id) = with_answers(directory.path(), 40);
    drop(store);
    // The next day's start makes a backup.
    drop(Store::open(directory.path(), Timestamp(NOW.0 + DAY)).unwrap());
    assert_eq!(backups(directory.path()).len(), 1);
    let backup = fs::read(&backups(directory.path())[0]).unwrap();
    let backup_name = backups(directory.path())[0].file_name().unwrap().to_owned();
    let mut store = open_at(directory.path(), NOW.0 + DAY + 1).store;
    store.commit(&(41..=400).map(|number| write_of(id, number)).collect::<Vec<_>>()).unwrap();
    drop(store);
    let database = fs::read(directory.path().join(DATABASE)).unwrap();
    let mut draw = Draw::new();
    let mut told = 0;
    for variant in 0..scaled(100) {
        let bit = if variant % 5 == 0 { draw.below(100 * 8) } else { draw.below(database.len() * 8) };
        let mut flipped = database.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let copy = tempfile::tempdir().unwrap();
        fs::write(copy.path().join(DATABASE), &flipped).unwrap();
        fs::create_dir(copy.path().join(BACKUPS)).unwrap();
        fs::write(copy.path().join(BACKUPS).join(&backup_name), &backup).unwrap();
        told += usize::from(is_told(copy.path(), &flipped, id, &format!("bit {bit}")));
    }
    assert!(told > 30, "hardly any flip did harm ({told}): this test does not reach what it should");
}

/// Opens a history with a flipped bit. It must be whole, or something must be said; and what was set aside must
/// still be there as it was.
fn is_told(directory: &Path, flipped: &[u8], id: SittingId, variant: &str) -> bool {
    let Opened { store, notices } = match Store::open(directory, Timestamp(NOW.0 + DAY + 2)) {
        Ok(opened) => opened,
        Err(error) => {
            assert!(matches!(error, Error::Foreign(_)), "{variant}: {error}");
            return true;
        }
    };
    let is_memory = *store.standing() != Standing::Kept;
    let set_aside = notices.iter().any(|notice| matches!(notice, Notice::SetAside { .. }));
    assert_eq!(set_aside, !files(directory, "damaged").is_empty(), "{variant}");
    for aside in files(directory, "damaged") {
        assert_eq!(fs::read(aside).unwrap(), flipped, "{variant}: set aside as it was");
    }
    let told = is_memory || !notices.is_empty();
    let (log, damaged) = match store.log(id) {
        Ok(log) => log,
        Err(_) if told => return true,
        Err(error) => {
            assert!(matches!(error, Error::Damaged(_)), "{variant}: {error}");
            return true;
        }
    };
    let found = answers(&log);
    if set_aside {
        assert!(found.len() >= 40, "{variant}: less than the backup held");
    }
    let listing = store.list(&Filter::default()).unwrap();
    let told = told || damaged > 0 || listing.damaged > 0;
    let whole = found.len() == 400 && listing.rows.len() == 1;
    assert!(whole || told, "{variant}: {} answers, and nothing said", found.len());
    told
}

fn open_at(directory: &Path, now: i64) -> Opened {
    Store::open(directory, Timestamp(now)).unwrap()
}

#[test]
fn a_damaged_history_is_set_aside_and_the_backup_and_what_is_sound_take_its_place() {
    let directory = tempfile::tempdir().unwrap();
    let (store, id) = with_answers(directory.path(), 3);
    drop(store);
    drop(open_at(directory.path(), NOW.0 + DAY));
    let mut store = open_at(directory.path(), NOW.0 + DAY + 1).store;
    let newer = store.begin(&interview(), &snapshot()).unwrap();
    for number in 1..=200 {
        store.commit(&[write_of(newer, number)]).unwrap();
    }
    store.commit(&[write_of(id, 4)]).unwrap();
    drop(store);
    // Break a page in the middle, where the answers are.
    let path = directory.path().join(DATABASE);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(&path, &bytes).unwrap();

    let Opened { store, notices } = open_at(directory.path(), NOW.0 + DAY + 2);
    let [Notice::SetAside { aside, backup: Some(backup), rescued, .. }] = notices.as_slice() else {
        panic!("{notices:?}");
    };
    assert_eq!(fs::read(aside).unwrap(), bytes);
    assert_eq!(*backup, backups(directory.path())[0]);
    assert!(rescued.entries >= 150, "{rescued:?}");
    assert_eq!(answers(&store.log(id).unwrap().0), [1, 2, 3, 4], "one more than the backup held");
    let saved = answers(&store.log(newer).unwrap().0);
    assert!(saved.len() >= 150 && saved.contains(&1) && saved.contains(&200), "{saved:?}");
    assert_eq!(store.sitting(newer).unwrap().sitting.snapshot, snapshot());
}

#[test]
fn without_a_backup_a_damaged_history_starts_afresh_and_works() {
    for garbage in [b"this is not a database, it is a letter to a friend".repeat(40), vec![0; 8192]] {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(DATABASE), &garbage).unwrap();
        let Opened { mut store, notices } = open_at(directory.path(), NOW.0);
        let [Notice::SetAside { aside, backup: None, .. }] = notices.as_slice() else {
            panic!("{notices:?}")
        };
        assert_eq!(fs::read(aside).unwrap(), garbage);
        store.begin(&interview(), &snapshot()).unwrap();
        drop(store);
        assert_eq!(open(directory.path()).list(&Filter::default()).unwrap().rows.len(), 1);
    }
}

#[test]
fn two_damaged_histories_of_one_moment_are_both_kept() {
    let directory = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        fs::write(directory.path().join(DATABASE), "not a database").unwrap();
        drop(open_at(directory.path(), NOW.0));
    }
    assert_eq!(files(directory.path(), "damaged").len(), 2);
}

#[test]
fn a_damaged_backup_is_passed_over_for_an_older_one() {
    let directory = tempfile::tempdir().unwrap();
    let (store, id) = with_answers(directory.path(), 3);
    drop(store);
    drop(open_at(directory.path(), NOW.0 + DAY));
    drop(open_at(directory.path(), NOW.0 + 2 * DAY));
    let [older, newer] = backups(directory.path()).try_into().unwrap();
    let bytes = fs::read(&newer).unwrap();
    fs::write(&newer, &bytes[..bytes.len() / 2]).unwrap();
    fs::write(directory.path().join(DATABASE), b"").unwrap();
    let Opened { store, notices } = open_at(directory.path(), NOW.0 + 2 * DAY);
    let [Notice::BackupDamaged { backup: passed }, Notice::SetAside { backup: Some(backup), .. }] =
        notices.as_slice()
    else {
        panic!("{notices:?}");
    };
    assert_eq!((passed, backup), (&newer, &older));
    assert_eq!(answers(&store.log(id).unwrap().0), [1, 2, 3]);
}

#[test]
fn a_history_that_is_gone_comes_back_from_its_backup() {
    let directory = tempfile::tempdir().unwrap();
    let (store, id) = with_answers(directory.path(), 3);
    drop(store);
    drop(open_at(directory.path(), NOW.0 + DAY));
    fs::remove_file(directory.path().join(DATABASE)).unwrap();
    let Opened { store, notices } = open_at(directory.path(), NOW.0 + DAY);
    assert!(matches!(notices.as_slice(), [Notice::Restored { .. }]), "{notices:?}");
    assert_eq!(answers(&store.log(id).unwrap().0), [1, 2, 3]);
}

#[test]
fn a_backup_is_made_once_a_day_and_never_of_nothing() {
    let directory = tempfile::tempdir().unwrap();
    drop(open(directory.path()));
    drop(open_at(directory.path(), NOW.0 + DAY));
    assert!(!directory.path().join(BACKUPS).exists());
    drop(with_answers(directory.path(), 1));
    for hour in [30, 31, 53, 54, 55, 79] {
        drop(open_at(directory.path(), NOW.0 + hour * 3_600_000));
    }
    assert_eq!(backups(directory.path()).len(), 3);
    let copy = tempfile::tempdir().unwrap();
    fs::copy(&backups(directory.path())[2], copy.path().join(DATABASE)).unwrap();
    assert_eq!(open(copy.path()).list(&Filter::default()).unwrap().rows.len(), 1, "a backup is a history");
}

#[test]
fn a_changed_letter_is_told_and_its_backups_are_kept() {
    let directory = tempfile::tempdir().unwrap();
    drop(with_answers(directory.path(), 3));
    let file = rusqlite::Connection::open(directory.path().join(DATABASE)).unwrap();
    file.execute("UPDATE entries SET json = replace(json, 'late', 'lane') WHERE seq = 2", []).unwrap();
    drop(file);
    let Opened { store, notices } = open_at(directory.path(), NOW.0 + DAY);
    assert_eq!(notices, [Notice::RowsDamaged { rows: 1 }]);
    let loaded = store.unfinished().unwrap().unwrap();
    assert_eq!((answers(loaded.sitting.interview.log()), loaded.damaged), (vec![1, 3], 1));
    assert_eq!(store.places(loaded.sitting.id).unwrap(), 4, "the next entry takes no damaged one's place");
}

#[test]
fn a_newer_history_is_read_and_left_as_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let (store, id) = with_answers(directory.path(), 3);
    drop(store);
    let path = directory.path().join(DATABASE);
    let file = rusqlite::Connection::open(&path).unwrap();
    file.pragma_update(None, "user_version", 999).unwrap();
    file.execute_batch("CREATE TABLE later (x)").unwrap();
    drop(file);
    let before = fs::read(&path).unwrap();
    let Opened { mut store, notices } = open_at(directory.path(), NOW.0 + DAY);
    assert_eq!(notices, []);
    let Standing::MemoryOnly(why @ Why::Newer { found: 999, .. }) = store.standing() else { panic!() };
    assert!(why.to_string().contains("schema 999"), "{why}");
    assert_eq!(answers(&store.log(id).unwrap().0), [1, 2, 3]);
    store.commit(&[write_of(id, 4)]).unwrap();
    drop(store);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_database_of_another_program_is_refused_and_left_as_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(DATABASE);
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE photos (x)").unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(Store::open(directory.path(), NOW), Err(Error::Foreign(_))));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_data_directory_that_is_a_file_is_named_in_the_error() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("file");
    fs::write(&path, b"").unwrap();
    for wrong in [path.clone(), path.join("inside")] {
        let error = Store::open(&wrong, NOW).unwrap_err();
        assert!(matches!(error, Error::Directory { .. }), "{error}");
        assert!(error.to_string().contains(wrong.to_str().unwrap()), "{error}");
    }
}
