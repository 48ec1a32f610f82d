use proptest::prelude::*;

use super::*;
use crate::domain::id::{PageId, RecallId, SituationId};
use crate::domain::schedule::{Grade, Graded, Limits, Settings, Subject};
use crate::domain::time::Timestamp;

const TODAY: Day = Day(20_000);

fn entry(subject: Subject, side: Option<usize>) -> Entry {
    Entry { id: subject.id(), kind: subject.kind(), title: String::new(), side, dimension: None, subject }
}

fn recall(number: usize) -> Entry {
    let recall = RecallId::new(format!("q{number}")).unwrap();
    entry(Subject::Recall(PageId::new("kappa").unwrap(), recall), None)
}

fn tradeoff(number: usize, side: Option<usize>) -> Entry {
    let situation = SituationId::new(format!("s{number}")).unwrap();
    entry(Subject::Tradeoff(PageId::new("batch-or-stream").unwrap(), situation), side)
}

fn graded(deck: &mut Deck, entry: &Entry, grade: Grade, day: Day) {
    let id = entry.id.clone();
    let given = Graded { card: id, grade, proposed: None, millis: 1_000, answer: String::new() };
    deck.grade(given, Timestamp(i64::from(day.0) * 86_400_000), day);
}

fn limited(new: u32, reviews: u32, minutes: u32) -> Deck {
    let limits = Limits { new, reviews, minutes };
    Deck { settings: Settings { limits, ..Settings::default() }, ..Deck::default() }
}

#[test]
fn what_is_due_comes_first_and_the_limits_say_what_they_hide() {
    let catalog: Vec<Entry> = (0..30).map(recall).collect();
    let mut deck = limited(5, 4, 600);
    for entry in catalog.iter().take(10) {
        graded(&mut deck, entry, Grade::Good, TODAY.plus(-30));
    }
    let found = queue(&deck, &catalog, &Wish::default(), TODAY);
    assert_eq!(
        (found.due, found.new, found.hidden),
        (4, 0, Hidden { new: 20, reviews: 6 }),
        "new cards wait"
    );
    deck.settings.limits.reviews = 40;
    let found = queue(&deck, &catalog, &Wish::default(), TODAY);
    assert_eq!((found.due, found.new, found.hidden), (10, 5, Hidden { new: 15, reviews: 0 }));
    let is_due = |id: &CardId| deck.card(id).is_some();
    assert!(found.cards.iter().take(10).all(is_due) && !found.cards.iter().skip(10).any(is_due));
    graded(&mut deck, &catalog[20], Grade::Good, TODAY);
    assert_eq!(queue(&deck, &catalog, &Wish::default(), TODAY).new, 4, "what was seen today counts");
    deck.settings.allow_more(TODAY, Limits { new: 3, reviews: 0, minutes: 0 });
    assert_eq!(queue(&deck, &catalog, &Wish::default(), TODAY).new, 7, "more, on this day only");
    assert_eq!(queue(&deck, &catalog, &Wish::default(), TODAY.plus(1)).new, 5);
}

#[test]
fn minutes_limit_a_day_and_a_wish() {
    let catalog: Vec<Entry> = (0..60).map(recall).collect();
    let found = queue(&limited(60, 60, 5), &catalog, &Wish::default(), TODAY);
    assert_eq!((found.cards.len(), found.hidden.new), (12, 48), "25 s each");
    let wish = Wish { minutes: Some(2), ..Wish::default() };
    assert_eq!(queue(&limited(60, 60, 5), &catalog, &wish, TODAY).cards.len(), 5);
}

#[test]
fn a_kind_asked_for_by_name_is_not_held_back_and_goes_ahead_of_time() {
    let catalog: Vec<Entry> = (0..8).map(recall).chain((0..4).map(|at| tradeoff(at, Some(at % 2)))).collect();
    let mut deck = limited(0, 0, 0);
    graded(&mut deck, &catalog[0], Grade::Easy, TODAY.plus(-1));
    let wish = Wish { kind: Some(DrillKind::Recall), ..Wish::default() };
    let found = queue(&deck, &catalog, &wish, TODAY);
    assert_eq!((found.cards.len(), found.due, found.new), (8, 0, 7));
    assert_eq!(found.cards.last(), Some(&catalog[0].id), "what is not due yet comes last");
    let due = Wish { due_only: true, ..wish };
    assert!(queue(&deck, &catalog, &due, TODAY).cards.is_empty());
}

#[test]
fn buried_cards_come_back_tomorrow_and_suspended_ones_do_not() {
    let catalog: Vec<Entry> = (0..3).map(recall).collect();
    let mut deck = limited(60, 60, 60);
    deck.bury(&catalog[0].id, Timestamp(0), TODAY);
    deck.suspend(&catalog[1].id, Timestamp(0), TODAY);
    let on = |day| queue(&deck, &catalog, &Wish::default(), day).cards.len();
    assert_eq!((on(TODAY), on(TODAY.plus(1))), (1, 2));
}

#[test]
fn an_interview_s_cards_are_the_first_new_ones() {
    let mut catalog: Vec<Entry> = (0..20).map(recall).collect();
    let missed = Subject::of(&CardId("point/parcels/late/merge".to_owned())).unwrap();
    let mut deck = limited(20, 60, 60);
    deck.take_in(vec![(missed.clone(), "Merge late scans.".to_owned())], None, Timestamp(0), TODAY);
    catalog.push(entry(missed.clone(), None));
    for seed in 0..10 {
        let found = queue(&deck, &catalog, &Wish { seed, ..Wish::default() }, TODAY);
        assert_eq!(found.cards.first(), Some(&missed.id()));
    }
}

proptest! {
    #[test]
    fn both_sides_of_a_trade_off_win_about_equally_often(
        sides in prop::collection::vec(prop_oneof![Just(Some(0)), Just(Some(1)), Just(None)], 40..80),
        count in 4..16_usize,
        seed in any::<u64>(),
    ) {
        let catalog: Vec<Entry> = sides.iter().enumerate().map(|(at, side)| tradeoff(at, *side)).collect();
        let has = |side| sides.iter().filter(|known| **known == Some(side)).count();
        prop_assume!(has(0) >= 8 && has(1) >= 8);
        let wish = Wish { kind: Some(DrillKind::Tradeoff), count: Some(count), seed, ..Wish::default() };
        let found = queue(&Deck::default(), &catalog, &wish, TODAY);
        prop_assert_eq!(found.cards.len(), count);
        let won = |side| {
            let won = |id: &&CardId| catalog.iter().any(|entry| entry.id == **id && entry.side == Some(side));
            found.cards.iter().filter(won).count()
        };
        prop_assert!(won(0).abs_diff(won(1)) <= 1, "{} and {}", won(0), won(1));
    }

    #[test]
    fn a_queue_holds_no_card_twice_and_loses_none_to_order(
        cards in 1..50_usize,
        seed in any::<u64>(),
    ) {
        let catalog: Vec<Entry> = (0..cards).map(recall).chain((0..cards).map(|at| tradeoff(at, Some(at % 2)))).collect();
        let deck = limited(1_000, 1_000, 10_000);
        let mut found = queue(&deck, &catalog, &Wish { seed, ..Wish::default() }, TODAY).cards;
        prop_assert_eq!(found.len(), cards * 2);
        found.sort();
        found.dedup();
        prop_assert_eq!(found.len(), cards * 2);
    }
}
