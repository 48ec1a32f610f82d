//! What is written comes back.

use greenroom::domain::interview::entry::{Ending, Entry};
use greenroom::domain::interview::{Interview, Stamped};
use greenroom::domain::sitting::{Draft, Pane, SittingId};
use greenroom::domain::time::{SessionTime, Timestamp};
use greenroom::store::{Claim, Error, Filter, Process, Standing, Store, Write, Writer};
use proptest::prelude::*;

use super::{NOW, open, with_answers, write_of};
use crate::support::sittings::{any_entry, interview, snapshot};

const DAY: i64 = 24 * 3_600_000;

#[test]
fn an_unfinished_sitting_comes_back_with_its_drafts_and_its_clock() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, id) = with_answers(directory.path(), 2);
    let draft =
        |pane, text: &str, at| Draft { pane, text: text.to_owned(), caret: 3, at: SessionTime::seconds(at) };
    let write = |draft| Write::Draft { sitting: id, draft, wall: NOW };
    let sketch = draft(Pane::Sketch, "apps -> log", 40);
    let late = draft(Pane::Answer, "late da\u{1f9ea}", 50);
    store
        .commit(&[write(draft(Pane::Answer, "late", 30)), write(sketch.clone()), write(late.clone())])
        .unwrap();
    store.commit(&[Write::Clock { sitting: id, at: SessionTime::seconds(61), wall: NOW }]).unwrap();
    drop(store);

    let loaded = open(directory.path()).unfinished().unwrap().unwrap();
    let sitting = loaded.sitting;
    assert_eq!((sitting.id, loaded.damaged, sitting.interview.log().len()), (id, 0, 3));
    assert_eq!(sitting.drafts, [late, sketch]);
    assert_eq!((sitting.clock, sitting.seen), (SessionTime::seconds(61), NOW));
    assert_eq!(sitting.snapshot, snapshot());
    assert_eq!(sitting.snapshot.fingerprint().to_string(), sitting.interview.opening().snapshot);
}

#[test]
fn a_finished_sitting_is_listed_and_no_longer_unfinished() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, id) = with_answers(directory.path(), 1);
    let stamped =
        Stamped { at: SessionTime::minutes(40), wall: NOW, entry: Entry::Finished { how: Ending::Complete } };
    store
        .commit(&[Write::Entry { sitting: id, place: 2, stamped }, Write::Score { sitting: id, score: 71 }])
        .unwrap();
    assert_eq!(store.unfinished().unwrap(), None);
    let listing = store.list(&Filter::default()).unwrap();
    let row = listing.rows.first().unwrap();
    assert_eq!((row.id, row.title.as_str(), row.minutes), (id, "Parcel tracking", 45));
    assert_eq!((row.used, row.finished, row.score), (SessionTime::minutes(40), true, Some(71)));
}

#[test]
fn sittings_are_numbered_from_one_and_a_number_is_never_given_twice() {
    let mut store = Store::in_memory().unwrap();
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(store.begin(&interview(), &snapshot()).unwrap());
    }
    store.purge(ids[2]).unwrap();
    ids.push(store.begin(&interview(), &snapshot()).unwrap());
    assert_eq!(ids.iter().map(|id| id.0).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn what_two_sittings_were_sat_with_is_stored_once() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path());
    let mut other = snapshot();
    other.case.title = "Parcels again".to_owned();
    let first = store.begin(&interview(), &snapshot()).unwrap();
    let second = store.begin(&interview(), &snapshot()).unwrap();
    let third = store.begin(&interview(), &other).unwrap();
    let file = rusqlite::Connection::open(directory.path().join("greenroom.db")).unwrap();
    let parts = || file.query_row("SELECT count(*) FROM parts", [], |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!(parts(), 6, "five parts, and one more case");
    assert_eq!(store.sitting(third).unwrap().sitting.snapshot, other);
    store.purge(third).unwrap();
    assert_eq!(parts(), 5);
    store.purge(first).unwrap();
    assert_eq!(store.sitting(second).unwrap().sitting.snapshot, snapshot());
}

#[test]
fn the_trash_keeps_a_sitting_for_thirty_days() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, id) = with_answers(directory.path(), 1);
    store.trash(id, NOW).unwrap();
    assert_eq!((store.list(&Filter::default()).unwrap().rows.len(), store.unfinished().unwrap()), (0, None));
    let trash = Filter { trashed: true, ..Filter::default() };
    assert_eq!(store.list(&trash).unwrap().rows.len(), 1);
    store.restore(id).unwrap();
    assert_eq!(store.list(&Filter::default()).unwrap().rows.len(), 1);
    store.trash(id, NOW).unwrap();
    drop(store);
    let after = |days: i64| Store::open(directory.path(), Timestamp(NOW.0 + days * DAY)).unwrap().store;
    assert_eq!(after(29).list(&trash).unwrap().rows.len(), 1);
    let store = after(31);
    assert_eq!(store.list(&trash).unwrap().rows.len(), 0);
    assert!(matches!(store.sitting(id), Err(Error::NoSitting(missing)) if missing == id));
}

#[test]
fn writing_the_same_entry_again_is_fine_and_writing_another_in_its_place_is_not() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, id) = with_answers(directory.path(), 2);
    store.commit(&[write_of(id, 2), write_of(id, 3)]).unwrap();
    let Write::Entry { stamped, .. } = write_of(id, 9) else { unreachable!() };
    let usurper = Write::Entry { sitting: id, place: 3, stamped };
    assert!(matches!(store.commit(&[write_of(id, 4), usurper]), Err(Error::Conflict(_))));
    let (log, damaged) = store.log(id).unwrap();
    assert_eq!((log.len(), damaged), (4, 0), "a commit is whole or not at all");
}

#[test]
fn a_writer_keeps_only_the_newest_draft_of_a_pane_waiting() {
    let mut store = Store::in_memory().unwrap();
    let id = store.begin(&interview(), &snapshot()).unwrap();
    let mut writer = Writer::default();
    for (at, text) in ["l", "la", "lat"].into_iter().enumerate() {
        let at = SessionTime(at as u64);
        let draft = Draft { pane: Pane::Notes, text: text.to_owned(), caret: 0, at };
        writer.push(Write::Draft { sitting: id, draft, wall: NOW });
        writer.push(Write::Clock { sitting: id, at, wall: NOW });
    }
    assert_eq!(writer.pending(), 2);
    writer.commit(&mut store).unwrap();
    assert_eq!(writer.pending(), 0);
    assert_eq!(store.sitting(id).unwrap().sitting.drafts[0].text, "lat");
}

#[test]
fn a_sitting_that_is_gone_keeps_nothing_else_from_being_written() {
    let mut store = Store::in_memory().unwrap();
    let id = store.begin(&interview(), &snapshot()).unwrap();
    let mut writer = Writer::default();
    writer.push(write_of(SittingId(9), 1));
    writer.push(write_of(id, 1));
    assert!(matches!(writer.commit(&mut store), Err(Error::NoSitting(SittingId(9)))));
    writer.forget(SittingId(9));
    writer.commit(&mut store).unwrap();
    assert_eq!(store.places(id).unwrap(), 2);
}

#[test]
fn searches_positions_seals_and_settings_are_remembered() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path());
    let search = |query: &str, wall| Write::Search { query: query.to_owned(), wall: Timestamp(wall) };
    store.commit(&[search("kappa", 1), search("late data", 2), search("kappa", 3)]).unwrap();
    let position = |offset| Write::Position { page: "lambda".to_owned(), offset, wall: NOW };
    let setting = |value: &str| Write::Setting { name: "theme".to_owned(), value: value.to_owned() };
    let seal = Write::Seal { page: "parcels".to_owned(), wall: NOW };
    store.commit(&[position(4), position(12), setting("dark"), setting("light"), seal]).unwrap();
    let mut many: Vec<Write> = (10..90).map(|number| search(&format!("query {number}"), number)).collect();
    drop(store);
    let mut store = open(directory.path());
    assert_eq!(store.searches().unwrap(), ["kappa", "late data"]);
    assert_eq!(store.position("lambda").unwrap(), Some(12));
    assert_eq!(store.position("kappa").unwrap(), None);
    assert_eq!(store.setting("theme").unwrap().as_deref(), Some("light"));
    assert_eq!(store.opened_seals().unwrap(), ["parcels".to_owned()].into());
    many.push(search("last", 1000));
    store.commit(&many).unwrap();
    let searches = store.searches().unwrap();
    assert_eq!((searches.len(), searches[0].as_str()), (50, "last"));
}

#[test]
fn what_is_unsealed_can_be_looked_up_without_opening_the_history() {
    let directory = tempfile::tempdir().unwrap();
    assert!(Store::glance_unsealed(directory.path()).is_empty());
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0, "looking makes no file");
    let (mut store, _) = with_answers(directory.path(), 1);
    store.commit(&[Write::Seal { page: "rides".to_owned(), wall: NOW }]).unwrap();
    let expected = ["parcels".to_owned(), "rides".to_owned()].into();
    assert_eq!(Store::glance_unsealed(directory.path()), expected, "while it is open");
    assert_eq!(store.unsealed().unwrap(), expected);
    drop(store);
    assert_eq!(Store::glance_unsealed(directory.path()), expected);
    std::fs::write(directory.path().join("greenroom.db"), "not a database").unwrap();
    assert!(Store::glance_unsealed(directory.path()).is_empty());
}

#[test]
fn a_sitting_that_another_process_has_open_cannot_be_claimed() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, id) = with_answers(directory.path(), 1);
    let mut sleeper = std::process::Command::new("sleep").arg("60").spawn().unwrap();
    let other = Process::of(sleeper.id());
    let this = Process::current();
    assert_eq!(store.claim(id, &other, NOW).unwrap(), Claim::Yours);
    assert_eq!(store.claim(id, &this, NOW).unwrap(), Claim::Held { pid: other.pid });
    assert_eq!(store.held_elsewhere(id, &this).unwrap(), Some(other.pid));
    assert_eq!(store.held_elsewhere(id, &other).unwrap(), None);
    store.release(id, &this).unwrap();
    assert_eq!(store.claim(id, &this, NOW).unwrap(), Claim::Held { pid: other.pid }, "not mine to release");
    sleeper.kill().unwrap();
    sleeper.wait().unwrap();
    assert_eq!(store.held_elsewhere(id, &this).unwrap(), None);
    assert_eq!(store.claim(id, &this, NOW).unwrap(), Claim::Yours, "the claim of a dead process is cleared");
    assert_eq!(store.claim(id, &this, NOW).unwrap(), Claim::Yours);
    store.release(id, &this).unwrap();
}

#[test]
fn a_history_in_memory_says_so_and_works() {
    let mut store = Store::in_memory().unwrap();
    assert!(matches!(store.standing(), Standing::MemoryOnly(_)));
    let id = store.begin(&interview(), &snapshot()).unwrap();
    assert_eq!(store.unfinished().unwrap().unwrap().sitting.id, id);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_log_comes_back_as_it_was(entries in proptest::collection::vec((0..1_000_000_u64, any_entry()), 0..30)) {
        let mut live = interview();
        let mut store = Store::in_memory().unwrap();
        let id = store.begin(&live, &snapshot()).unwrap();
        let mut writer = Writer::default();
        for (place, (at, entry)) in entries.into_iter().enumerate() {
            let stamped = live.record(SessionTime(at), Timestamp(at as i64), entry).clone();
            writer.push(Write::Entry { sitting: id, place: place + 1, stamped });
        }
        writer.commit(&mut store).unwrap();
        let sitting = store.sitting(id).unwrap().sitting;
        prop_assert_eq!(&sitting.interview, &live);
        prop_assert_eq!(store.unfinished().unwrap().is_none(), live.is_finished());
        prop_assert_eq!(Interview::replay(store.log(id).unwrap().0), Ok(live));
    }
}
