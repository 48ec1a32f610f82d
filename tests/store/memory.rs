//! Cards, grades and settings on disk, and steps taken back.

use greenroom::domain::chance::Chance;
use greenroom::domain::schedule::{
    Card, CardId, Change, Deck, Grade, Graded, Limits, Review, Settings, Step, Subject,
};
use greenroom::domain::sitting::SittingId;
use greenroom::domain::time::{Day, Timestamp};
use greenroom::store::{Store, Write};

use super::{NOW, open};

const TODAY: Day = Day(20_780);

fn id(number: usize) -> CardId {
    CardId(format!("recall/kappa/question-{number}"))
}

fn given(card: CardId, grade: Grade) -> Graded {
    Graded { card, grade, proposed: Some(Grade::Good), millis: 4_000, answer: "one code path".to_owned() }
}

fn write(store: &mut Store, changes: Vec<Change>) {
    store.commit(&changes.into_iter().map(Write::Memory).collect::<Vec<_>>()).unwrap();
}

/// Everything the deck holds, as bytes.
fn bytes(deck: &Deck) -> String {
    serde_json::to_string(&(deck.cards.values().collect::<Vec<_>>(), &deck.reviews, &deck.settings)).unwrap()
}

/// Some cards with a past.
fn with_past() -> (Deck, Vec<Change>) {
    let (mut deck, mut changes) = (Deck::default(), Vec::new());
    let mut chance = Chance::new(7);
    for number in 0..12 {
        for day in 0..chance.below(4) {
            let grade = Grade::ALL[chance.below(4)];
            let day = Day(TODAY.0 - 40 + day as i32 * 9);
            changes.extend(deck.grade(given(id(number), grade), Timestamp(NOW.0 + number as i64), day).1);
        }
    }
    let subject = Subject::of(&CardId("point/parcels/late/merge".to_owned())).unwrap();
    let missed = vec![(subject, "Late scans are merged.".to_owned())];
    changes.extend(deck.take_in(missed, Some(SittingId(3)), NOW, TODAY));
    let settings = Settings {
        limits: Limits { new: 5, reviews: 30, minutes: 15 },
        interview: Some(TODAY.plus(20)),
        ..Settings::default()
    };
    changes.extend(deck.set(settings));
    (deck, changes)
}

#[test]
fn cards_grades_and_settings_come_back() {
    let directory = tempfile::tempdir().unwrap();
    let (deck, changes) = with_past();
    let mut store = open(directory.path());
    write(&mut store, changes.clone());
    write(&mut store, changes);
    drop(store);
    let read = open(directory.path()).deck(TODAY).unwrap();
    assert_eq!((&read.cards, &read.settings), (&deck.cards, &deck.settings));
    let by_time = |reviews: &[Review]| {
        let mut reviews = reviews.to_vec();
        reviews.sort_by(|one, other| (one.at, &one.card).cmp(&(other.at, &other.card)));
        reviews
    };
    assert_eq!(by_time(&read.reviews), by_time(&deck.reviews));
    let unset = Settings { interview: None, ..deck.settings };
    let mut store = open(directory.path());
    write(&mut store, deck.clone().set(unset));
    assert_eq!(store.deck(TODAY).unwrap().settings, unset);
}

/// A step of chance: a grade, a burial, a suspension, or something taken back.
fn act(deck: &mut Deck, steps: &mut Vec<Step>, chance: &mut Chance) -> Vec<Change> {
    let now = Timestamp(NOW.0 + chance.below(3) as i64);
    let today = TODAY.plus(chance.below(30) as i32);
    let card = id(chance.below(16));
    let (step, changes) = match chance.below(10) {
        0..=5 => deck.grade(given(card, Grade::ALL[chance.below(4)]), now, today),
        6 => deck.bury(&card, now, today),
        7 => deck.suspend(&card, now, today),
        _ => {
            let Some(step) = steps.pop() else { return Vec::new() };
            return deck.undo(&step);
        }
    };
    steps.push(step);
    changes
}

#[test]
fn ten_thousand_sequences_taken_back_leave_every_byte_as_it_was() {
    let (base, changes) = with_past();
    let mut store = Store::in_memory().unwrap();
    write(&mut store, changes);
    let before = bytes(&base);
    let on_disk = bytes(&store.deck(TODAY).unwrap());
    for seed in 0..10_000 {
        let mut chance = Chance::new(seed);
        let (mut deck, mut steps, mut changes) = (base.clone(), Vec::new(), Vec::new());
        for _ in 0..=chance.below(24) {
            changes.extend(act(&mut deck, &mut steps, &mut chance));
        }
        while let Some(step) = steps.pop() {
            changes.extend(deck.undo(&step));
        }
        assert_eq!(bytes(&deck), before, "seed {seed}");
        if seed % 20 == 0 {
            write(&mut store, changes);
            assert_eq!(bytes(&store.deck(TODAY).unwrap()), on_disk, "seed {seed}");
        }
    }
}

#[test]
fn after_any_sequence_the_disk_holds_what_the_deck_holds() {
    for seed in 0..60 {
        let mut chance = Chance::new(seed);
        let (mut deck, changes) = with_past();
        let mut store = Store::in_memory().unwrap();
        write(&mut store, changes);
        let mut steps = Vec::new();
        for _ in 0..30 {
            let changes = act(&mut deck, &mut steps, &mut chance);
            write(&mut store, changes);
        }
        let read = store.deck(TODAY.plus(30)).unwrap();
        assert_eq!(read.cards, deck.cards, "seed {seed}");
        assert_eq!(read.reviews.len(), deck.reviews.iter().filter(|one| one.day >= TODAY.plus(-30)).count());
    }
}

#[test]
fn a_card_with_impossible_numbers_is_new_again_and_is_named() {
    let mut store = Store::in_memory().unwrap();
    let mut deck = Deck::default();
    let (_, changes) = deck.grade(given(id(1), Grade::Good), NOW, TODAY);
    write(&mut store, changes);
    assert_eq!(store.unsound_cards().unwrap(), []);
    let mut card: Card = store.cards().unwrap().remove(0);
    card.trace =
        card.trace.map(|trace| greenroom::domain::schedule::Trace { stability: f32::INFINITY, ..trace });
    write(&mut store, vec![Change::Put(card)]);
    assert_eq!(store.unsound_cards().unwrap(), [id(1)]);
    assert_eq!(store.deck(TODAY).unwrap().card(&id(1)).unwrap().trace, None);
}
