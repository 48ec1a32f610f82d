//! Whole runs of the program, from keys to pictures, on a clock of their own.

use std::time::Duration;

use greenroom::app::effect::Effect;
use greenroom::app::screen::Screen;
use greenroom::domain::sitting::Pane;

use crate::support::script::{Script, minutes, seconds};

#[test]
fn the_home_screen_leads_into_an_interview() {
    let mut script = Script::home();
    assert!(script.screen(80, 24).contains("Mock interview"));
    let mut script = script.keys("i<enter>");
    assert!(matches!(script.model().screen(), Screen::Interview(_)), "{}", script.screen(80, 24));
}

#[test]
fn the_clock_shows_the_time_that_has_passed() {
    let mut script = Script::on("parcels").after(minutes(4) + seconds(7));
    assert!(script.screen(80, 24).contains("04:07"), "{}", script.screen(80, 24));
}

#[test]
fn what_was_typed_is_on_disk_a_quarter_of_a_second_later() {
    let mut script = Script::on("parcels").keys("How fresh").after(Duration::from_millis(250));
    assert_eq!(script.shelf.current().drafts[&Pane::Answer].text, "How fresh");
    assert_eq!(script.caret(80, 24).map(|(_, row)| row > 12), Some(true));
}

#[test]
fn a_paste_is_text_and_sends_nothing() {
    let mut script = Script::on("parcels").paste("one\ntwo\u{1b}[2Jq").after(seconds(1));
    assert_eq!(script.shelf.current().drafts[&Pane::Answer].text, "one\ntwo[2Jq");
    let mut home = Script::home().paste("i\nq\n");
    assert!(matches!(home.model().screen(), Screen::Home(_)), "{}", home.screen(80, 24));
    assert_eq!(home.outside, []);
}

#[test]
fn saved_is_said_only_when_it_is() {
    let mut script = Script::on("parcels").disk_is_full(true).keys("abc").after(seconds(2));
    let unsaved = script.screen(80, 24);
    let saved = script.disk_is_full(false).keys("d").after(seconds(2)).screen(80, 24);
    let claims = |screen: &str| screen.lines().any(|line| line.contains("saved") && !line.contains("not"));
    assert!(claims(&saved) && !claims(&unsaved), "{unsaved}\n{saved}");
}

#[test]
fn an_interview_goes_on_after_a_kill_with_text_step_and_clock() {
    let script = Script::on("parcels").after(minutes(2)).keys("<f5><enter>").after(minutes(1));
    let script = script.keys("<f6>half a sent").after(seconds(6));
    let mut again = script.killed_and_resumed_after(minutes(90));
    let shown = again.screen(80, 24);
    for expected in ["Step 2/5", "half a sent", "03:0"] {
        assert!(shown.contains(expected), "{expected} is missing:\n{shown}");
    }
    let mut later = again.after(minutes(10));
    assert!(later.screen(80, 24).contains("03:0"), "the clock stands until the first key");
}

#[test]
fn sleep_is_asked_about_once_and_costs_nothing_by_default() {
    let mut script = Script::on("parcels").after(minutes(1)).sleeps(minutes(38));
    assert!(script.screen(80, 24).contains("38:00"), "{}", script.screen(80, 24));
    let mut script = script.keys("<enter>").after(seconds(1));
    assert!(script.screen(80, 24).contains("01:01"), "{}", script.screen(80, 24));
}

#[test]
fn interrupting_twice_leaves_an_interview_and_once_is_not_enough() {
    let script = Script::on("parcels").keys("x<ctrl+c>");
    assert!(!script.outside.contains(&Effect::Quit));
    assert!(script.keys("<ctrl+c>").outside.contains(&Effect::Quit));
}

#[test]
fn a_line_of_the_notes_with_an_equals_sign_is_calculated() {
    let mut script =
        Script::on("parcels").keys("<f2>60 M ev/d =<enter>= 3 x 4 TB<enter>size: 3 blorps =<enter>");
    let shown = script.screen(120, 35);
    for expected in
        ["60 M ev/d = 694.4/s", "3 x 4 TB = 12 TB", "size: 3 blorps =", "Not calculated: `blorps`"]
    {
        assert!(shown.contains(expected), "{expected} is missing:\n{shown}");
    }
    let mut script = script.keys("<f6>3 =<alt+enter>");
    assert!(!script.screen(120, 35).contains("3 = 3"), "only notes calculate");
}
