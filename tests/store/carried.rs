//! The whole history out as data, and in again elsewhere.

use greenroom::domain::interview::entry::{Ending, Entry};
use greenroom::domain::interview::{Interview, Stamped};
use greenroom::domain::schedule::{CardId, Deck, Grade, Graded};
use greenroom::domain::sitting::{Draft, Pane, SittingId};
use greenroom::domain::time::{Day, SessionTime, Timestamp};
use greenroom::store::{Error, Filter, Imported, Store, Write};
use proptest::prelude::*;
use serde_json::Value;

use super::{NOW, write_of};
use crate::support::sittings::{any_entry, interview, snapshot};

fn json(store: &Store) -> String {
    let exported = store.export().unwrap();
    assert_eq!(exported.damaged, 0);
    exported.json()
}

fn sat_at(wall: i64) -> Interview {
    Interview::open(interview().opening().clone(), Timestamp(wall))
}

fn entry(sitting: SittingId, place: usize, entry: Entry) -> Write {
    let stamped = Stamped { at: SessionTime::seconds(place as u64), wall: NOW, entry };
    Write::Entry { sitting, place, stamped }
}

/// Something in every table.
fn full() -> Store {
    let mut store = Store::in_memory().unwrap();
    let deleted = store.begin(&sat_at(1), &snapshot()).unwrap();
    let id = store.begin(&sat_at(2), &snapshot()).unwrap();
    store.begin(&sat_at(3), &snapshot()).unwrap();
    store.trash(SittingId(3), NOW).unwrap();
    let draft =
        Draft { pane: Pane::Answer, text: "=1+1 \"late\", \r\n".to_owned(), caret: 1, at: SessionTime(7) };
    let mut writes = vec![
        write_of(id, 1),
        entry(id, 2, Entry::Finished { how: Ending::Complete }),
        Write::Score { sitting: id, score: 71 },
        Write::Draft { sitting: SittingId(3), draft, wall: NOW },
        Write::Clock { sitting: id, at: SessionTime(99), wall: NOW },
        Write::Search { query: "late data".to_owned(), wall: NOW },
        Write::Position { page: "kappa".to_owned(), offset: 3, wall: NOW },
        Write::Seal { page: "kappa".to_owned(), wall: NOW },
        Write::Setting { name: "limit".to_owned(), value: "5".to_owned() },
    ];
    writes.extend(grades(4));
    store.commit(&writes).unwrap();
    store.purge(deleted).unwrap();
    store
}

fn grades(days: i32) -> Vec<Write> {
    let mut deck = Deck::default();
    let mut writes = Vec::new();
    for day in 0..days {
        let card = CardId("recall/kappa/why".to_owned());
        let answer = "one code path".to_owned();
        let given = Graded { card, grade: Grade::Good, proposed: None, millis: 4_000, answer };
        let changes = deck.grade(given, Timestamp(NOW.0 + i64::from(day)), Day(20_780 + day * 9)).1;
        writes.extend(changes.into_iter().map(Write::Memory));
    }
    writes
}

#[test]
fn export_then_import_then_export_is_byte_identical() {
    let exported = json(&full());
    let mut other = Store::in_memory().unwrap();
    let imported = other.import(exported.as_bytes()).unwrap();
    assert_eq!((imported.sittings, imported.reviews, imported.left_out), (2, 4, 0));
    assert_eq!(json(&other), exported);
    let again = other.import(exported.as_bytes()).unwrap();
    assert_eq!(again, Imported::default(), "the same again brings nothing");
    assert_eq!(json(&other), exported);
    let document: Value = serde_json::from_str(&exported).unwrap();
    for (table, rows) in document["tables"].as_object().unwrap() {
        assert!(!rows.as_array().unwrap().is_empty(), "{table} is tried, too");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_was_said_is_carried_letter_by_letter(entries in prop::collection::vec(any_entry(), 0..12)) {
        let mut store = Store::in_memory().unwrap();
        let id = store.begin(&interview(), &snapshot()).unwrap();
        let writes: Vec<Write> =
            entries.into_iter().enumerate().map(|(place, said)| entry(id, place + 1, said)).collect();
        store.commit(&writes).unwrap();
        let exported = json(&store);
        let mut other = Store::in_memory().unwrap();
        other.import(exported.as_bytes()).unwrap();
        prop_assert_eq!(json(&other), exported);
        prop_assert_eq!(other.sitting(id).unwrap(), store.sitting(id).unwrap());
    }
}

#[test]
fn two_machines_that_import_from_each_other_have_everything_once() {
    let (mut here, mut there) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
    let both = here.begin(&sat_at(1), &snapshot()).unwrap();
    there.import(json(&here).as_bytes()).unwrap();
    here.begin(&sat_at(2), &snapshot()).unwrap();
    there.begin(&sat_at(3), &snapshot()).unwrap();
    here.commit(&grades(2)).unwrap();
    there.commit(&grades(5)).unwrap();
    there.commit(&[write_of(both, 1), entry(both, 2, Entry::Finished { how: Ending::Early })]).unwrap();

    let imported = here.import(json(&there).as_bytes()).unwrap();
    assert_eq!((imported.sittings, imported.entries, imported.reviews), (1, 3, 3));
    let imported = there.import(json(&here).as_bytes()).unwrap();
    assert_eq!((imported.sittings, imported.reviews), (1, 0));
    for store in [&here, &there] {
        let rows = store.list(&Filter::default()).unwrap().rows;
        let mut opened: Vec<i64> = rows.iter().map(|row| row.opened.0).collect();
        opened.sort_unstable();
        assert_eq!(opened, [1, 2, 3]);
        assert!(rows.iter().any(|row| row.opened.0 == 1 && row.finished), "it went on there");
        assert_eq!(store.cards().unwrap()[0].reps, 5, "the card of the last grade");
        assert_eq!(store.reviews(Day(0)).unwrap().len(), 5);
    }
    assert_eq!(here.import(json(&there).as_bytes()).unwrap(), Imported::default());
}

#[test]
fn an_interview_that_went_on_differently_is_told_and_stays_as_it_is_here() {
    let (mut here, mut there) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
    let id = here.begin(&sat_at(1), &snapshot()).unwrap();
    there.import(json(&here).as_bytes()).unwrap();
    here.commit(&[entry(id, 1, Entry::Paused)]).unwrap();
    there.commit(&[entry(id, 1, Entry::Resumed), entry(id, 2, Entry::Paused)]).unwrap();
    let before = json(&here);
    let imported = here.import(json(&there).as_bytes()).unwrap();
    assert_eq!(imported, Imported { differing: vec![id], ..Imported::default() });
    assert_eq!(json(&here), before);
}

#[test]
fn what_is_no_export_changes_nothing() {
    let sound = json(&full());
    let mut store = full();
    let before = json(&store);
    for (from, to) in [
        ("greenroom.export/1", "greenroom.export/2"),
        ("\"seals\"", "\"stars\""),
        ("\"page\"", "\"pages\""),
        ("\"offset\":3", "\"offset\":\"three\""),
        ("\"offset\":3", "\"offset\":[3]"),
        ("\"reps\":4", "\"reps\":null"),
        ("}}\n", "}"),
    ] {
        assert!(sound.contains(from), "{from}");
        let changed = sound.replacen(from, to, 1);
        let error = store.import(changed.as_bytes()).unwrap_err();
        assert!(matches!(error, Error::NotAnExport(_)), "{from}: {error:?}");
        assert_eq!(json(&store), before);
    }
}

#[test]
fn an_interview_that_is_not_whole_is_left_out_and_the_rest_comes() {
    let sound = json(&full());
    for (from, to) in [
        ("{\\\"id\\\":\\\"parcels\\\"", "{\\\"id\\\":\\\"parcelz\\\""),
        ("\"mode\":\"mock\"", "\"mode\":\"shout\""),
        ("\"case_id\":\"parcels\"", "\"case_id\":\"../../etc\""),
        ("\"case_id\":\"parcels\"", "\"case_id\":\"others\""),
        ("\\\"entry\\\":\\\"opened\\\"", "\\\"entry\\\":\\\"closed\\\""),
    ] {
        assert!(sound.contains(from), "{from}");
        let mut other = Store::in_memory().unwrap();
        let imported = other.import(sound.replacen(from, to, 1).as_bytes()).unwrap();
        assert!(imported.left_out >= 1 && imported.sittings + imported.left_out == 2, "{from}: {imported:?}");
        assert_eq!(imported.reviews, 4);
        assert!(other.list(&Filter::default()).is_ok() && json(&other).len() < sound.len());
    }
}

#[test]
fn the_tables_for_spreadsheets_quote_texts_and_defuse_formulas() {
    let tables = full().export().unwrap().csv();
    let drafts = &tables.iter().find(|(name, _)| *name == "drafts").unwrap().1;
    assert_eq!(
        drafts,
        &format!(
            "sitting,pane,text,caret,at,wall\r\n3,\"answer\",\"'=1+1 \"\"late\"\", \r\n\",1,7,{}\r\n",
            NOW.0
        )
    );
}
