//! Guided mode: the checklist, the hints, and the model answer after each step.

use greenroom::app::screen::Screen;
use greenroom::app::screen::setup::Settings;
use greenroom::domain::id::CaseId;
use greenroom::domain::interview::entry::{Entry, Mode};

use crate::support::script::{Script, minutes, seconds};

fn guided(case: &str) -> Script {
    let case = CaseId::new(case).expect("a case is named by its id");
    Script::sat(Settings { case: Some(case), mode: Mode::Guided, seed: Some(1), ..Settings::default() })
}

/// At the architecture, past the model answer of the first step.
fn at_the_board() -> Script {
    guided("parcels")
        .after(seconds(40))
        .keys("How fresh must it be?<enter>")
        .after(minutes(5))
        .keys("<f5><enter>")
}

fn pictures(mut script: Script) -> String {
    [(80, 24), (120, 35)]
        .map(|(width, height)| format!("{width}x{height}\n{}", script.screen(width, height)))
        .join("\n\n")
}

fn heard(script: &Script) -> usize {
    let Screen::Interview(screen) = script.model().screen() else { panic!("an interview is under way") };
    screen.checklist.heard.0
}

#[test]
fn the_checklist_beside_a_guided_interview() {
    insta::assert_snapshot!(pictures(
        guided("parcels").after(seconds(40)).keys("How fresh must it be?<enter>")
    ));
}

#[test]
fn the_whole_checklist_of_a_step() {
    insta::assert_snapshot!(pictures(
        guided("parcels").after(seconds(40)).keys("How fresh must it be?<enter><f7>")
    ));
}

#[test]
fn the_model_answer_beside_ones_own_after_a_step() {
    let script = guided("parcels").after(seconds(40)).keys("How fresh must it be?<enter>").after(minutes(5));
    insta::assert_snapshot!(pictures(script.keys("<f5>")));
}

#[test]
fn a_tick_comes_when_the_typing_pauses_and_not_at_a_key() {
    let answer = "All raw scans land in the lake untouched, because a rerun must start from them.";
    let script = at_the_board().keys("<f6>").keys(answer);
    let before = heard(&script);
    let after = heard(&script.after(seconds(2)));
    assert!(after > before, "{before} then {after}");
}

#[test]
fn nothing_is_ticked_in_a_mock_interview() {
    let mut script = Script::on("parcels").after(seconds(40)).keys("How fresh must it be?<enter><f7>");
    assert_eq!(heard(&script), 0);
    assert!(script.screen(120, 35).contains("belongs to guided mode"));
    assert!(!script.screen(120, 35).contains("Checklist"));
}

#[test]
fn a_point_is_not_told_before_it_is_said_or_shown() {
    let mut script = guided("parcels").keys("<f7>");
    let Screen::Interview(screen) = script.model().screen() else { panic!("an interview is under way") };
    let says: Vec<String> =
        screen.snapshot.case.clarify.points.iter().map(|point| point.say.clone()).collect();
    let shown = script.screen(200, 60);
    assert!(says.iter().all(|say| !shown.contains(say.as_str())), "{shown}");
}

#[test]
fn hints_come_in_three_rungs_at_the_whiteboard_too_and_are_on_the_record() {
    let mut script = at_the_board().keys("<f9>");
    assert!(script.screen(120, 35).contains("On the record: a nudge"), "{}", script.screen(120, 35));
    script = script.keys("<f9><f9>");
    assert!(script.screen(120, 35).contains("the point itself"), "{}", script.screen(120, 35));
    let log = script.shelf.current().interview.log().to_vec();
    let rungs: Vec<u8> = log
        .iter()
        .filter_map(|stamped| match &stamped.entry {
            Entry::Hinted { rung, .. } => Some(*rung),
            _ => None,
        })
        .collect();
    assert_eq!(rungs, [1, 2, 3]);
    let mut debrief = script.keys("<esc><down><down><down><down><down><enter><enter>s");
    let shown = debrief.screen(120, 35);
    assert!(shown.contains("Help taken: 1 nudge, 1 pointer, 1 point shown"), "{shown}");
}

#[test]
fn the_clock_stands_over_the_model_answer_and_the_step_is_over() {
    let script = guided("parcels").after(seconds(40)).keys("How fresh must it be?<enter>").after(minutes(5));
    let mut script = script.keys("<f5>").after(minutes(9)).keys("x");
    let shown = script.screen(120, 35);
    assert!(shown.contains("After step 1/5") && shown.contains("MODEL"), "{shown}");
    let mut script = script.keys("<enter>").after(seconds(3));
    let shown = script.screen(120, 35);
    assert!(shown.contains("Step 2/5") && shown.contains("total 05:43"), "{shown}");
}

#[test]
fn an_interview_killed_over_the_model_answer_comes_back_to_it() {
    let script =
        guided("parcels").after(minutes(5)).keys("How fresh must it be?<enter><f5>").after(minutes(1));
    let mut again = script.killed_and_resumed_after(minutes(30));
    assert!(again.screen(120, 35).contains("After step 1/5"), "{}", again.screen(120, 35));
    let mut again = again.keys("<enter>").after(seconds(1));
    assert!(again.screen(120, 35).contains("Step 2/5"), "{}", again.screen(120, 35));
}

#[test]
fn the_last_model_answer_comes_before_ones_own_marks() {
    let mut script = at_the_board().after(minutes(9));
    for _ in 0..3 {
        script = script.keys("<f5><enter>").after(minutes(20));
    }
    let mut script = script.keys("The queue is the bottleneck.<enter><f5><enter>");
    assert!(script.screen(120, 35).contains("After step 5/5"), "{}", script.screen(120, 35));
    let mut script = script.keys("<enter>");
    assert!(script.screen(120, 35).contains("Your own marks"), "{}", script.screen(120, 35));
}
