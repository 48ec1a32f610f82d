//! Speak mode: the candidate talks, the program keeps the time, and the candidate marks what was said.

use greenroom::app::screen::Screen;
use greenroom::app::screen::setup::Settings;
use greenroom::domain::id::CaseId;
use greenroom::domain::interview::entry::Entry;

use crate::support::script::{Script, minutes, seconds, small_playbook};

fn spoken() -> Script {
    let case = CaseId::new("parcels").expect("a case is named by its id");
    Script::sat(Settings { case: Some(case), speak: true, seed: Some(1), ..Settings::default() })
}

/// A whole sitting in which only one question is typed.
fn sat() -> Script {
    let mut script = spoken().after(minutes(1)).keys("How fresh must it be?<enter>").after(minutes(5));
    for _ in 0..5 {
        script = script.keys("<f5>").after(minutes(4)).keys("<f6><enter>").after(minutes(6));
    }
    script
}

fn to_the_points(script: Script) -> Script {
    let mut script = script;
    for _ in 0..6 {
        if matches!(script.model().screen(), Screen::Interview(_)) {
            script = script.keys("<f5><enter>").after(minutes(1));
        }
    }
    script.keys("s")
}

#[test]
fn an_empty_message_says_that_an_answer_is_done() {
    let script = spoken().after(minutes(6)).keys("<f5>").after(minutes(9)).keys("<f5>").after(minutes(2));
    let posed = |script: &mut Script| script.shelf.current().interview.posed().count();
    let mut script = script;
    let before = posed(&mut script);
    let mut script = script.keys("<enter>");
    assert!(posed(&mut script) > before, "the next question is asked");
    let log = script.shelf.current().interview.log().to_vec();
    assert!(log.iter().any(|stamped| matches!(stamped.entry, Entry::Spoke { .. })));
    let mut again = script.keys("<enter>");
    assert!(again.screen(80, 24).contains("Say it aloud"), "a key pressed twice costs no question");
}

#[test]
fn whoever_talks_is_not_asked_whether_they_are_there() {
    let mut script = spoken().after(minutes(6)).keys("<f5>").after(minutes(5));
    let before = script.shelf.current().interview.log().len();
    let mut script = script.after(minutes(4));
    assert_eq!(script.shelf.current().interview.log().len(), before);
}

#[test]
fn points_are_marked_after_the_levels_and_each_mark_is_kept_at_once() {
    let mut script = to_the_points(sat());
    assert!(script.screen(80, 24).contains("Mark it yourself"), "{}", script.screen(80, 24));
    let mut script = script.keys("<enter>");
    assert!(script.screen(80, 24).contains("Mark what you said"), "{}", script.screen(80, 24));
    let mut script = script.keys("023");
    let log = script.shelf.current().interview.log().to_vec();
    let marks: Vec<u8> = log
        .iter()
        .filter_map(|stamped| match &stamped.entry {
            Entry::Marked { mark, .. } => Some(*mark),
            _ => None,
        })
        .collect();
    assert_eq!(marks, [0, 2, 3]);
    let mut script = script.keys("<enter>").after(seconds(10));
    let shown = script.screen(120, 35);
    assert!(shown.contains("carry your own mark"), "{shown}");
}

#[test]
fn killed_while_marking_the_marking_comes_back_where_it_was() {
    let script = to_the_points(sat()).keys("02");
    let shelf = script.shelf.clone();
    let mut again = Script::started(small_playbook(), shelf, None).keys("h");
    assert!(again.screen(80, 24).contains("spoken"), "{}", again.screen(80, 24));
    let mut again = again.keys("<enter>");
    let screen = again.screen(80, 24);
    assert!(matches!(again.model().screen(), Screen::OwnMarks(_)) && screen.contains("[x]"), "{screen}");
    let done = again.keys("<enter>").after(seconds(10));
    let mut later = Script::started(small_playbook(), done.shelf, None).keys("h<enter>");
    assert!(later.screen(80, 24).starts_with(" Debrief"), "{}", later.screen(80, 24));
    let mut list = later.keys("<esc>");
    assert!(!list.screen(80, 24).contains("/100"), "own marks are no measurement: {}", list.screen(80, 24));
}

#[test]
fn killed_before_the_levels_they_are_asked_for_again() {
    let mut script = sat();
    while matches!(script.model().screen(), Screen::Interview(_)) {
        script = script.keys("<f5><enter>").after(minutes(1));
    }
    let again = Script::started(small_playbook(), script.shelf.clone(), None).keys("h<enter>");
    assert!(matches!(again.model().screen(), Screen::SelfScore(_)));
}

#[test]
fn a_typed_interview_has_no_points_to_mark() {
    let mut script = Script::on("parcels").after(minutes(6));
    while matches!(script.model().screen(), Screen::Interview(_)) {
        script = script.keys("<f5><enter>").after(minutes(20));
    }
    assert!(script.keys("s").screen(80, 24).contains("Debrief"));
}

#[test]
fn marking_what_was_said_aloud() {
    let mut script = to_the_points(sat()).keys("02");
    let pictures = [(80, 24), (120, 35)]
        .map(|(width, height)| format!("{width}x{height}\n{}", script.screen(width, height)));
    insta::assert_snapshot!(pictures.join("\n\n"));
}

#[test]
fn the_result_of_a_spoken_sitting_is_a_band_and_only_what_was_marked_as_unsaid_becomes_cards() {
    let mut script = to_the_points(sat()).keys("020").keys("<enter>");
    let shown = script.screen(120, 35);
    assert!(shown.contains(", spoken") && !shown.contains("of 100"), "{shown}");
    assert!(shown.contains("became 1 card;") || shown.contains("became 2 cards;"), "{shown}");
}
