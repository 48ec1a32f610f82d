//! Drills at the keyboard: what is shown, what is kept, and what can be taken back.

use greenroom::app::Start;
use greenroom::app::effect::Effect;
use greenroom::app::screen::Screen;
use greenroom::domain::drill::DrillKind;
use greenroom::domain::schedule::queue::Wish;
use greenroom::domain::schedule::{Deck, Grade, Limits, Settings};

use crate::support::script::{Script, built_in_playbook, minutes, page, seconds, small_playbook};
use crate::support::shelf::Shelf;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 35), (40, 12)];

fn pictures(mut script: Script) -> String {
    let picture = |(width, height)| format!("{width}x{height}\n{}", script.screen(width, height));
    SIZES.map(picture).join("\n\n")
}

/// A session of one kind, with the small playbook.
fn of(kind: DrillKind) -> Script {
    let wish = Wish { kind: Some(kind), seed: 5, ..Wish::default() };
    Script::started(small_playbook(), Shelf::default(), Some(Start::Drill(wish)))
}

/// What the day brings, with the small playbook.
fn daily() -> Script {
    let wish = Wish { seed: 5, ..Wish::default() };
    Script::started(small_playbook(), Shelf::default(), Some(Start::Drill(wish)))
}

fn bytes(deck: &Deck) -> String {
    serde_json::to_string(&(deck.cards.values().collect::<Vec<_>>(), &deck.reviews, &deck.settings)).unwrap()
}

#[test]
fn taking_a_side() {
    insta::assert_snapshot!(pictures(of(DrillKind::Tradeoff)));
}

#[test]
fn a_trade_off_with_its_slots() {
    let answer = "Batch over stream, because nobody waits before the morning. I accept a day of delay.";
    insta::assert_snapshot!(pictures(of(DrillKind::Tradeoff).keys(&format!("1{answer}<enter>"))));
}

#[test]
fn an_estimate_that_is_a_factor_off() {
    insta::assert_snapshot!(pictures(of(DrillKind::Estimate).keys("2 GB<enter>")));
}

#[test]
fn a_recall_question_and_its_grades() {
    insta::assert_snapshot!(pictures(of(DrillKind::Recall).keys("<space>")));
}

#[test]
fn the_end_of_a_session() {
    insta::assert_snapshot!(pictures(of(DrillKind::Estimate).keys("<enter>4")));
}

#[test]
fn space_shows_and_space_takes_the_suggested_grade() {
    let script = of(DrillKind::Estimate).keys("1<enter><space>");
    let review = script.shelf.deck.reviews.first().unwrap();
    assert_eq!((review.grade, review.proposed), (Grade::Again, Some(Grade::Again)));
    let script = of(DrillKind::Estimate).keys("1<enter>4");
    assert_eq!(script.shelf.deck.reviews.first().unwrap().grade, Grade::Easy, "the person decides");
}

#[test]
fn nothing_is_graded_by_space_where_nothing_is_suggested() {
    let mut script = of(DrillKind::Recall).keys("<space>").after(seconds(9)).keys("<space><enter>");
    assert!(script.shelf.deck.reviews.is_empty());
    let shown = script.screen(80, 24);
    assert!(shown.contains("Only you can tell") && !shown.contains("as suggested"), "{shown}");
    let review = script.keys("3").shelf.deck.reviews.first().cloned().unwrap();
    assert_eq!((review.grade, review.proposed), (Grade::Good, None));
}

#[test]
fn a_sprint_goes_on_with_each_line_until_an_empty_one() {
    let mut script = of(DrillKind::Clarify).keys("How much data?<enter>How fresh?");
    let shown = script.screen(80, 24);
    assert!(shown.contains("on an empty one, done") && shown.contains("How fresh?"), "{shown}");
    script = script.keys("<enter>");
    assert!(matches!(script.model().screen(), Screen::Drill(screen) if screen.is_typing()));
    script = script.keys("<enter>");
    assert!(matches!(script.model().screen(), Screen::Drill(screen) if !screen.is_typing()));
}

#[test]
fn a_number_that_cannot_be_read_is_said_so_and_may_be_tried_again() {
    let mut script = of(DrillKind::Estimate).keys("7 blorps<enter>");
    let shown = script.screen(80, 24);
    assert!(shown.contains("Cannot be read") && shown.contains("> 7 blorps"), "{shown}");
    assert!(matches!(script.model().screen(), Screen::Drill(screen) if screen.is_typing()));
    script = script.keys("<f9>");
    assert!(matches!(script.model().screen(), Screen::Drill(screen) if !screen.is_typing()));
}

#[test]
fn a_notice_names_a_key_that_works_over_a_field_and_goes_when_it_was_taken_back() {
    let mut script = daily().keys("<alt+x>");
    assert!(script.screen(80, 24).contains("Alt+U takes it back"), "{}", script.screen(80, 24));
    script = script.keys("<alt+u>");
    let shown = script.screen(80, 24);
    assert!(!shown.contains("Suspended") && shown.contains("Taken back."), "{shown}");
}

/// The small playbook with an interview in so many days.
fn days_before(days: i32) -> Script {
    let mut shelf = Shelf::default();
    // The scripts begin on this day.
    let today = of(DrillKind::Estimate).keys("<enter>3").shelf.deck.reviews.first().unwrap().day;
    shelf.deck.settings.interview = Some(today.plus(days));
    Script::started(small_playbook(), shelf, None)
}

#[test]
fn whoever_begins_in_the_last_days_drills_all_the_same() {
    for days in 2..=6 {
        let script = days_before(days).keys("d");
        let Screen::Drill(screen) = script.model().screen() else { panic!() };
        assert!(screen.card.is_some(), "{days} days before");
    }
}

#[test]
fn the_evening_before_says_rest_everywhere_and_gives_a_short_read_through_to_whoever_asks() {
    let mut script = days_before(1);
    let home = script.screen(120, 35);
    assert!(home.contains("Rest this evening") && !home.contains("New here?"), "{home}");
    script = script.keys("d");
    let drills = script.screen(80, 24);
    assert!(drills.contains("rest this evening") && drills.contains("a short read-through"), "{drills}");
    assert!(!drills.contains("cards are done") && !drills.contains("limits hide"), "{drills}");
    script = script.keys("m");
    let Screen::Drill(screen) = script.model().screen() else { panic!() };
    assert!(screen.card.is_some() && screen.minutes_left() <= 11, "{}", screen.minutes_left());
}

#[test]
fn a_question_has_the_room_of_a_small_terminal_and_scrolls_where_it_is_longer() {
    let mut script = of(DrillKind::Clarify);
    let shown = script.screen(40, 12);
    assert!(shown.contains("more rows"), "{shown}");
    let asked = |shown: &str| shown.lines().filter(|line| line.starts_with('│')).count();
    assert!(asked(&shown) >= 5, "{shown}");
    let below = script.keys("<pgdn>").screen(40, 12);
    assert_ne!(below, shown);
}

#[test]
fn letters_and_digits_are_typed_while_an_answer_is_typed() {
    let mut script = of(DrillKind::Tradeoff).keys("1ubxs 1234 e q?");
    assert!(script.screen(80, 24).contains("ubxs 1234 e q?"), "{}", script.screen(80, 24));
    assert!(script.shelf.deck.reviews.is_empty() && script.shelf.deck.cards.is_empty());
}

#[test]
fn every_step_of_a_session_is_on_disk_at_once_and_can_be_taken_back_to_the_first() {
    let start = daily();
    let before = bytes(&start.shelf.deck);
    let mut script = start;
    let mut steps = 0;
    for (number, keys) in ["3", "1", "4", "2", "b", "x", "<space>"].iter().cycle().take(40).enumerate() {
        let Screen::Drill(screen) = script.model().screen() else { panic!() };
        let Some(card) = &screen.card else { break };
        let show = if card.exercise.has_field() { "<tab>word<f9>" } else { "<space>" };
        let show =
            if card.exercise.options().is_empty() { show.replace("<tab>", "") } else { show.to_owned() };
        let kept = script.shelf.deck.clone();
        script = script.after(seconds(3 + number as u64)).keys(&show).keys(keys);
        assert_ne!(script.shelf.deck, kept, "{keys} is kept at once");
        steps += 1;
    }
    assert!(steps > 5, "{steps}");
    for _ in 0..steps {
        script = script.keys("u");
    }
    assert_eq!(bytes(&script.shelf.deck), before);
    assert!(script.clone().keys("u").screen(80, 24).contains("Nothing to take back"));
}

#[test]
fn twenty_steps_and_more_are_taken_back_the_end_of_the_session_included() {
    let wish = Wish { kind: Some(DrillKind::Recall), count: Some(25), seed: 3, ..Wish::default() };
    let mut script = Script::started(built_in_playbook(), Shelf::default(), Some(Start::Drill(wish)));
    let before = bytes(&script.shelf.deck);
    for _ in 0..25 {
        script = script.after(seconds(2)).keys("<space>3");
    }
    assert!(script.screen(80, 24).contains("25 answers"), "{}", script.screen(80, 24));
    for _ in 0..25 {
        script = script.keys("u");
    }
    assert_eq!(bytes(&script.shelf.deck), before);
    assert!(script.screen(80, 24).contains("Drills  0 of 25"));
}

#[test]
fn a_forgotten_card_comes_again_in_the_same_session() {
    let script = of(DrillKind::Estimate).keys("<enter>1");
    let Screen::Drill(screen) = script.model().screen() else { panic!() };
    assert_eq!((screen.passed(), screen.left()), (1, 1));
    let script = script.keys("<enter>3");
    let Screen::Drill(screen) = script.model().screen() else { panic!() };
    assert_eq!((screen.passed(), screen.left()), (2, 0));
}

#[test]
fn timed_drills_count_on_and_cut_nothing_off() {
    let mut script = of(DrillKind::Curveball).after(seconds(181)).keys("half a thought");
    let shown = script.screen(120, 35);
    assert!(shown.contains("03:01 of 03:00, +00:01 over") && shown.contains("half a thought"), "{shown}");
}

#[test]
fn what_the_limits_hide_is_counted_and_more_is_for_today_only() {
    let limits = Limits { new: 2, reviews: 5, minutes: 60 };
    let mut shelf = Shelf::default();
    shelf.deck.settings = Settings { limits, ..Settings::default() };
    let wish = Wish { seed: 5, ..Wish::default() };
    let mut script = Script::started(small_playbook(), shelf, Some(Start::Drill(wish)));
    let left = |script: &Script| match script.model().screen() {
        Screen::Drill(screen) => (screen.left(), screen.hidden.new),
        _ => panic!("no drill"),
    };
    let (cards, hidden) = left(&script);
    assert_eq!(cards, 2);
    assert!(hidden > 0);
    script = script.keys("<alt+b>b").keys("<alt+b>b");
    while left(&script).0 > 0 {
        script = script.keys("<alt+b>");
    }
    assert!(
        script.screen(80, 24).contains(&format!("hide 0 reviews and {hidden} new")),
        "{}",
        script.screen(80, 24)
    );
    script = script.keys("m");
    assert!(left(&script).0 > 0);
    assert!(script.shelf.deck.settings.extra.is_some());
}

#[test]
fn an_interview_s_gaps_become_cards_with_the_sentence_of_the_debrief() {
    let script = Script::on("parcels").after(minutes(1)).keys("<esc><down><down><down><down><down><enter>s");
    let deck = &script.shelf.deck;
    assert!(!deck.cards.is_empty());
    assert!(
        deck.cards.values().all(|card| card.origin.as_ref().is_some_and(|origin| !origin.said.is_empty()))
    );
    assert!(deck.cards.keys().any(|id| id.0.starts_with("fact/parcels/")), "{:?}", deck.cards.keys());
    let mut script = script.keys("<esc>d");
    let Screen::Drill(screen) = script.model().screen() else { panic!() };
    let front = screen.card.as_ref().unwrap();
    assert!(deck_has(&script, &front.exercise.id.0), "cards of the interview come first");
    assert!(script.screen(80, 24).contains("parcel") || script.screen(80, 24).contains("Parcel"));
}

fn deck_has(script: &Script, id: &str) -> bool {
    script.shelf.deck.cards.keys().any(|known| known.0 == id)
}

#[test]
fn home_leads_to_what_is_due_and_to_one_kind() {
    let mut script = Script::home();
    assert!(script.screen(80, 24).contains("Drills due"), "{}", script.screen(80, 24));
    assert!(matches!(script.clone().keys("d").model().screen(), Screen::Drill(_)));
    let chosen = script.keys("p<down><enter>");
    let Screen::Drill(screen) = chosen.model().screen() else { panic!() };
    assert_eq!(screen.wish.kind, Some(DrillKind::Estimate));
}

#[test]
fn a_card_buried_at_night_comes_back_at_four_and_one_graded_then_belongs_to_the_day_before() {
    // The scripts begin at 16:46:40 UTC; 03:46:40 is eleven hours later.
    let night = of(DrillKind::Estimate).after(minutes(11 * 60)).keys("<alt+b>");
    let Screen::Drill(screen) = night.model().screen() else { panic!() };
    assert!(screen.card.is_none(), "buried");
    let before = night.clone().keys("<esc>").after(minutes(5)).keys("p<down><enter>");
    let Screen::Drill(screen) = before.model().screen() else { panic!() };
    assert!(screen.card.is_none(), "still night");
    let after = night.keys("<esc>").after(minutes(14)).keys("p<down><enter>");
    let Screen::Drill(screen) = after.model().screen() else { panic!() };
    assert!(screen.card.is_some(), "a new day");
    let days = |hours: u64| {
        let script = of(DrillKind::Estimate).after(minutes(hours * 60)).keys("<enter>3");
        script.shelf.deck.reviews.first().unwrap().day
    };
    assert_eq!((days(0), days(11)), (days(1), days(2)));
    assert_eq!(days(12).since(days(11)), 1);
}

#[test]
fn what_was_graded_is_known_when_the_drills_are_left_and_begun_again() {
    let script = of(DrillKind::Estimate).keys("<enter>3<esc>d");
    let Screen::Drill(screen) = script.model().screen() else { panic!() };
    assert_eq!(screen.deck.done(screen.deck.reviews.first().unwrap().day).new, 1);
}

#[test]
fn a_card_leads_to_its_page_and_a_page_to_its_cards() {
    let script = of(DrillKind::Recall).keys("s");
    let asked = script
        .outside
        .iter()
        .any(|effect| matches!(effect, Effect::OpenPage { id, .. } if id.as_str() == "replay-log"));
    assert!(asked, "{:?}", script.outside);
    let script = Script::home().happens(page("replay-log", &[])).keys("d");
    let Screen::Drill(screen) = script.model().screen() else { panic!() };
    assert_eq!(screen.wish.page.as_deref(), Some("replay-log"));
    assert!(screen.left() >= 2);
    let mut script = Script::home().happens(page("first-minutes-of-nothing", &[])).keys("<f6>");
    assert!(script.screen(80, 24).contains("nothing to drill on this page"), "{}", script.screen(80, 24));
}
