use super::*;
use crate::domain::drill::DrillKind;
use crate::domain::id::{PageId, RecallId};
use crate::domain::schedule::{Limits, Retention, Settings, Subject, Trace};

const TODAY: Day = Day(20_000);

fn entries(count: usize) -> Vec<Entry> {
    let entry = |number: usize| {
        let subject = Subject::Recall(
            PageId::new("kappa").unwrap(),
            RecallId::new(format!("question-{number}")).unwrap(),
        );
        let id = subject.id();
        Entry { subject, id, kind: DrillKind::Recall, title: "Kappa".into(), side: None, dimension: None }
    };
    (0..count).map(entry).collect()
}

fn deck(days: i32, minutes: u32) -> Deck {
    let limits = Limits { minutes, new: 40, reviews: 200 };
    Deck {
        settings: Settings { limits, interview: Some(TODAY.plus(days)), ..Settings::default() },
        ..Deck::default()
    }
}

/// Practices every day with a memory of its own, decided by this seed, and says what is remembered on the day.
fn sat(deck: &Deck, catalog: &[Entry], seed: u64) -> Forecast {
    let day = deck.settings.interview.unwrap();
    let mut learner = Learner::new(deck.clone(), seed);
    let mut longest = 0;
    for at in TODAY.0..day.0 {
        let minutes = learner.day(catalog, Day(at));
        // A card that was begun is finished, so that a day may run over by one card.
        assert!(minutes <= deck.settings.limits.minutes + 1, "day {at} took {minutes} minutes");
        longest = longest.max(minutes);
    }
    learner.on_the_day(catalog, day, longest)
}

#[test]
fn a_learner_reaches_the_aim_within_the_cap_or_is_told_early_that_it_will_not_do() {
    for (days, minutes, cards) in
        [(40, 15, 200), (21, 20, 150), (14, 10, 60), (60, 20, 350), (10, 10, 300), (30, 5, 300)]
    {
        let (deck, catalog) = (deck(days, minutes), entries(cards));
        let told = forecast(&deck, &catalog, TODAY).unwrap();
        for seed in 2..6 {
            let sat = sat(&deck, &catalog, seed);
            let is_told = !told.reaches_aim() || told.seen < cards;
            assert!(
                sat.recall >= AIM && sat.seen + 3 >= told.seen || is_told,
                "{days} days of {minutes} minutes, {cards} cards: told {told:?}, came to {sat:?}"
            );
            assert!((sat.recall - told.recall).abs() < 0.03, "told {told:?}, came to {sat:?}");
        }
    }
}

#[test]
fn with_time_enough_everything_is_seen_and_known() {
    let told = forecast(&deck(40, 20), &entries(200), TODAY).unwrap();
    assert!(told.reaches_aim() && told.seen == 200, "{told:?}");
    let told = forecast(&deck(8, 5), &entries(400), TODAY).unwrap();
    assert!(told.seen < 100, "{told:?}");
}

#[test]
fn the_minutes_that_would_be_needed_are_enough_and_no_more() {
    let catalog = entries(250);
    let deck = deck(20, 5);
    assert!(forecast(&deck, &catalog, TODAY).unwrap().seen < 250);
    let minutes = minutes_needed(&deck, &catalog, TODAY).unwrap();
    let under = |minutes| {
        let mut deck = deck.clone();
        deck.settings.limits = Limits { minutes, new: u32::MAX, reviews: u32::MAX };
        forecast(&deck, &catalog, TODAY).unwrap()
    };
    assert!(under(minutes).reaches_aim() && under(minutes).seen == 250, "{minutes}");
    assert!(under(minutes / 2).seen < 250, "{minutes}");
    assert_eq!(minutes_needed(&self::deck(7, 5), &entries(5_000), TODAY), None);
}

#[test]
fn the_target_rises_towards_the_day_and_the_evening_before_is_for_rest() {
    let day = TODAY.plus(60);
    let on = |interview: Option<Day>, at| {
        retention(&Settings { interview, ..Settings::default() }, TODAY.plus(at))
    };
    let targets: Vec<f64> = (0..60).map(|at| on(Some(day), at)).collect();
    assert!(targets.is_sorted() && (targets[0] - 0.85).abs() < 1e-9 && targets[59] > 0.94, "{targets:?}");
    assert!((on(None, 0) - 0.9).abs() < 1e-9 && (on(Some(TODAY.plus(-1)), 0) - 0.9).abs() < 1e-9);
    let modest = Settings { retention: Retention(80), ..Settings::default() };
    assert!((retention(&modest, TODAY) - 0.8).abs() < 1e-9, "as set, while none is ahead");
    assert!(
        is_rest(Some(day), TODAY.plus(59)) && !is_rest(Some(day), TODAY.plus(58)) && !is_rest(None, TODAY)
    );
    let mut deck = deck(1, 20);
    let catalog = entries(5);
    let card = catalog[0].id.clone();
    let trace = Some(Trace { stability: 1.0, difficulty: 5.0, last: TODAY.plus(-9) });
    deck.cards.insert(card.clone(), Card { trace, ..Card::new(card, TODAY, Timestamp(0)) });
    assert!(queue(&deck, &catalog, &Wish::default(), TODAY).cards.is_empty());
}

#[test]
fn a_card_that_would_be_forgotten_comes_back_before_the_day() {
    let deck = deck(30, 20);
    for entry in entries(50) {
        for next in deck.next(&entry.id, TODAY) {
            let known = forgetting::recall(Some(next.trace), TODAY.plus(30)) >= AIM;
            assert!(known || next.due <= TODAY.plus(28), "{next:?}");
        }
    }
}
