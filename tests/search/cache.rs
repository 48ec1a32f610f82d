//! The index as a cache: used when fresh, replaced when not, and never in the way.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use greenroom::domain::fingerprint::Fingerprint;
use greenroom::search::{Ask, Check, Material, SearchIndex};

use super::{fingerprint, page, places, search};

const FILE: &str = "search.index";

fn material() -> Material {
    let documents = vec![
        page("kappa", "Kappa", "One stream, replayed from the log."),
        page("lambda", "Lambda", "Two paths over the same events."),
    ];
    Material { documents, synonyms: vec![vec!["kappa".to_owned(), "replay only".to_owned()]] }
}

/// Opens the index; says whether it had to be built.
fn open(directory: &Path, fingerprint: Fingerprint) -> (SearchIndex, bool) {
    let built = Cell::new(false);
    let index = SearchIndex::open_or_build(directory, fingerprint, Check::Whole, || {
        built.set(true);
        material()
    });
    (index.unwrap(), built.get())
}

fn write_behind(index: &mut SearchIndex, directory: &Path) {
    index.take_unwritten().unwrap().write(directory).unwrap();
}

fn works(index: &SearchIndex) {
    assert_eq!(places(&search(index, "replay")), ["kappa"]);
    assert_eq!(places(&search(index, "replay only"))[0], "kappa");
    assert_eq!(places(&search(index, "paths"))[0], "lambda");
    assert_eq!(index.len(), 2);
}

#[test]
fn a_fresh_cache_is_used_and_no_document_is_asked_for() {
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("made/when/needed");
    let (mut index, built) = open(&directory, fingerprint());
    assert!(built);
    works(&index);
    assert!(!directory.exists(), "nothing is written before somebody asks");
    write_behind(&mut index, &directory);
    assert!(index.take_unwritten().is_none(), "once is enough");

    let (mut index, built) = open(&directory, fingerprint());
    assert!(!built && index.take_unwritten().is_none());
    works(&index);
}

#[test]
fn other_content_is_indexed_anew() {
    let directory = tempfile::tempdir().unwrap();
    let (mut index, _) = open(directory.path(), fingerprint());
    write_behind(&mut index, directory.path());
    let other = Fingerprint::of([b"other content".as_slice()]);
    let (mut index, built) = open(directory.path(), other);
    assert!(built);
    write_behind(&mut index, directory.path());
    assert!(!open(directory.path(), other).1 && open(directory.path(), fingerprint()).1);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "one file, no litter");
}

#[test]
fn a_damaged_cache_is_never_believed() {
    let directory = tempfile::tempdir().unwrap();
    let (mut index, _) = open(directory.path(), fingerprint());
    write_behind(&mut index, directory.path());
    let path = directory.path().join(FILE);
    let sound = fs::read(&path).unwrap();
    let step = sound.len() / 60;
    let mut variants: Vec<Vec<u8>> = (0..60).map(|place| sound[..place * step].to_vec()).collect();
    variants.extend((0..60).map(|place| {
        let mut flipped = sound.clone();
        flipped[place * step] ^= 1 << (place % 8);
        flipped
    }));
    variants.push(sound.iter().copied().chain([0]).collect());
    variants.push(vec![0; sound.len()]);
    for (variant, bytes) in variants.iter().enumerate() {
        fs::write(&path, bytes).unwrap();
        let (index, built) = open(directory.path(), fingerprint());
        assert!(built, "variant {variant}");
        works(&index);
    }
    fs::write(&path, &sound).unwrap();
    assert!(!open(directory.path(), fingerprint()).1);
}

#[test]
fn damage_that_a_search_meets_is_mended_by_building_anew() {
    let directory = tempfile::tempdir().unwrap();
    let (mut index, _) = open(directory.path(), fingerprint());
    write_behind(&mut index, directory.path());
    let path = directory.path().join(FILE);
    let sound = fs::read(&path).unwrap();
    let mut rebuilt = 0;
    for place in (0..60).map(|place| place * sound.len() / 60) {
        let mut damaged = sound.clone();
        damaged[place] ^= 4;
        fs::write(&path, &damaged).unwrap();
        let opened = SearchIndex::open_or_build(directory.path(), fingerprint(), Check::AsRead, material);
        let unsealed = BTreeSet::new();
        let ask = Ask { text: "replay", rows: 0..9, unsealed: &unsealed, kinds: &[], skills: &[] };
        let mut index = opened.unwrap();
        let hits = index.search_or_rebuild(&ask, material).unwrap();
        assert_eq!(places(&hits), ["kappa"], "byte {place}");
        works(&index);
        rebuilt += usize::from(index.take_unwritten().is_some());
    }
    assert_eq!(rebuilt, 60, "the whole file is one block here, so every search meets the damage");
}

#[test]
fn where_nothing_can_be_written_the_index_works_in_memory() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, b"").unwrap();
    for impossible in [file.clone(), file.join("below")] {
        let (mut index, built) = open(&impossible, fingerprint());
        assert!(built);
        works(&index);
        assert!(index.take_unwritten().unwrap().write(&impossible).is_err());
        works(&index);
    }
}

#[test]
fn a_cache_that_is_replaced_under_a_reader_goes_on_to_be_read() {
    let directory = tempfile::tempdir().unwrap();
    let (mut index, _) = open(directory.path(), fingerprint());
    write_behind(&mut index, directory.path());
    let (reader, _) = open(directory.path(), fingerprint());
    fs::write(directory.path().join(FILE), b"cut off by another process").unwrap();
    works(&reader);
}

#[test]
fn two_processes_may_write_the_same_cache_at_once() {
    let directory = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..10 {
                    let mut index = SearchIndex::build(fingerprint(), &material()).unwrap();
                    write_behind(&mut index, directory.path());
                    let (index, built) = open(directory.path(), fingerprint());
                    assert!(!built, "a reader never meets half a file");
                    works(&index);
                }
            });
        }
    });
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}
