//! Whole runs of the program, from keys to pictures, on a clock of their own.

use std::time::Duration;

use greenroom::app::effect::Effect;
use greenroom::app::screen::Screen;
use greenroom::domain::interview::entry::{Entry, ReplyKind};
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

#[test]
fn the_last_question_of_a_step_says_that_it_was_the_last() {
    let mut script = Script::on("parcels").after(minutes(6)).keys("<f5>").after(minutes(10)).keys("<f5>");
    for _ in 0..4 {
        script =
            script.keys("Late scans are merged on the parcel id, so that a rerun changes nothing.<enter>");
    }
    assert!(script.screen(80, 24).contains("last question of this step"), "{}", script.screen(80, 24));
}

#[test]
fn an_answer_from_the_debrief_is_kept_and_compared_with_the_first_at_any_size() {
    let mut script = Script::on("parcels");
    for keys in
        ["<f5><enter>", "<f5><enter>", "No idea.<enter>", "<f5><enter>", "<f5><enter>", "<f5><enter>s"]
    {
        script = script.keys(keys).after(minutes(7));
    }
    let mut script = script.keys("<tab><tab><tab>").after(seconds(10)).keys("a");
    for (width, height) in [(80, 24), (120, 35)] {
        let asked = script.screen(width, height);
        assert!(asked.contains("Enter keeps it") && asked.contains("A scan arrives an hour late"), "{asked}");
    }
    let again = "Late rows update the affected parcels with a merge on the business key, because a rerun must be safe.";
    let mut script = script.keys(again).keys("<enter>").after(seconds(10)).keys("<enter>");
    for (width, height) in [(80, 24), (120, 35)] {
        let shown = script.screen(width, height);
        assert!(shown.contains("No idea.") && shown.contains("YOU, AGAIN"), "{shown}");
        assert!(shown.contains("said again, was [ ]"), "{shown}");
    }
    let kept = script.shelf.current().interview.log().to_vec();
    assert!(
        kept.iter().any(|stamped| matches!(&stamped.entry, Entry::Retried { text, .. } if text == again))
    );
}

/// The ride-hailing case at the architecture, with these answers given.
fn told(answers: &[&str]) -> Script {
    let mut script = Script::on("ride-hailing").after(minutes(6)).keys("<f5><f6>").after(minutes(1));
    for answer in answers {
        script = script.paste(answer).keys("<enter>").after(seconds(30));
    }
    script
}

#[test]
fn a_decision_in_the_last_sentence_of_an_answer_has_its_reason() {
    let mut script = told(&[
        "I take Kafka for the events because phones lose their connection.",
        "I take Flink for the minutes because the cities want 15 minutes.",
        "I take Redshift for the dashboards because the team knows it.",
    ]);
    while matches!(script.model().screen(), Screen::Interview(_)) {
        script = script.keys("<f5><enter>").after(minutes(1));
    }
    let Screen::Debrief(debrief) = script.keys("s").model().screen().clone() else {
        panic!("a debrief follows")
    };
    let flags: Vec<&str> = debrief.debrief.flags.iter().map(|flag| flag.title.as_str()).collect();
    assert!(!flags.iter().any(|title| title.contains("without a because")), "{flags:?}");
}

#[test]
fn a_choice_is_asked_about_when_it_is_made_and_not_when_it_is_mentioned_again() {
    let asked = |script: &mut Script| {
        let log = script.shelf.current().interview.log().to_vec();
        log.iter()
            .filter(
                |stamped| matches!(&stamped.entry, Entry::Told(reply) if reply.kind == ReplyKind::AskReason),
            )
            .count()
    };
    let mut once = told(&["We would use Kafka."]);
    assert_eq!(asked(&mut once), 1, "{}", once.screen(120, 35));
    let mut never = told(&[
        "I take Kafka for the events because phones lose their connection.",
        "The lag of Kafka is watched by the team.",
    ]);
    assert_eq!(asked(&mut never), 0, "{}", never.screen(120, 35));
}

#[test]
fn points_for_which_no_time_was_left_say_so() {
    let script = Script::on("parcels").after(minutes(6)).keys("<f5>").after(minutes(60)).keys("<f5><f5>");
    let script = script.keys("<f5><enter><f5><enter><f5><enter>").after(seconds(1));
    let mut script = script.keys("s");
    assert!(script.screen(120, 35).contains("time, not knowledge"), "{}", script.screen(120, 35));
    let labeled = (0..8).any(|_| {
        script = script.clone().keys("<tab>");
        script.screen(120, 35).contains("time, not knowledge: no time was left for this")
    });
    assert!(labeled);
}

#[test]
fn a_question_half_understood_is_asked_back_and_a_yes_is_enough() {
    let mut script = Script::on("parcels").keys("See a scan how soon?<enter>").after(seconds(1));
    let shown = script.screen(80, 24);
    assert!(shown.contains("Do you ask about freshness?") && !shown.contains("Within a minute"), "{shown}");
    let mut script = script.keys("yes, that's what I mean<enter>").after(seconds(1));
    let shown = script.screen(80, 24);
    assert!(shown.contains("Within a minute"), "{shown}");
}
