//! The whiteboard of an interview: what helps while typing, what is asked, and what is shown.

use greenroom::app::effect::Effect;
use greenroom::app::screen::Screen;
use greenroom::app::screen::interview::InterviewScreen;
use greenroom::app::screen::setup::Settings;
use greenroom::domain::id::CaseId;
use greenroom::domain::interview::entry::{Entry, Mode};
use greenroom::domain::step::Step;

use crate::support::script::{Script, built_in_playbook, minutes, seconds};

fn board_of(case: &str, mode: Mode) -> Script {
    let case = CaseId::new(case).ok();
    Script::sat(Settings { case, seed: Some(1), mode, ..Settings::default() })
        .after(seconds(20))
        .keys(if mode == Mode::Guided { "<f5><enter><enter>" } else { "<f5><enter>" })
}

fn board() -> Script {
    board_of("ride-hailing", Mode::Mock)
}

fn interview(script: &Script) -> &InterviewScreen {
    match script.model().screen() {
        Screen::Interview(screen) => screen,
        other => panic!("an interview was in front, not {other:?}"),
    }
}

fn sketch(script: &Script) -> &str {
    interview(script).fields.sketch.text()
}

#[test]
fn a_drawing_said_in_the_answer_is_pointed_to_the_whiteboard_and_no_question() {
    let mut said = board().keys("<f6>apps -> kafka : events<enter>");
    let screen = said.screen(100, 30);
    assert!(screen.contains("F4 takes you there"), "{screen}");
    let told = interview(&said)
        .interview
        .log()
        .iter()
        .filter(|stamped| matches!(&stamped.entry, Entry::Told(reply) if !reply.facts.is_empty()));
    assert_eq!(told.count(), 0);
}

#[test]
fn tab_completes_a_name_and_again_takes_the_next_one() {
    let typed = board().keys("rides -> red");
    let offers: Vec<String> = interview(&typed).board.offers.iter().map(|offer| offer.text.clone()).collect();
    assert!(offers.len() > 1, "{offers:?}");
    let once = typed.keys("<tab>");
    assert_eq!(sketch(&once), format!("rides -> {}", offers[0]));
    let twice = once.clone().keys("<tab>");
    assert_eq!(sketch(&twice), format!("rides -> {}", offers[1]));
    let around = (0..offers.len()).fold(once.clone(), |script, _| script.keys("<tab>"));
    assert_eq!(sketch(&around), "rides -> red", "after the last one, what was typed");
    assert_eq!(sketch(&around.keys("<tab>")), format!("rides -> {}", offers[0]));
    assert_eq!(sketch(&twice.keys(" -> lake")), format!("rides -> {} -> lake", offers[1]));
}

#[test]
fn boxes_drawn_already_are_offered_first() {
    let mut script = board().keys("raw zone -> redeemed coupons\nlake -> re");
    assert_eq!(interview(&script).board.offers[0].text, "redeemed coupons");
    assert!(script.screen(80, 24).contains(" Tab redeemed coupons"), "{}", script.screen(80, 24));
}

#[test]
fn one_undo_takes_a_completion_or_a_link_back() {
    let completed = board().keys("rides -> kine<tab>");
    assert_eq!(sketch(&completed), "rides -> kinesis");
    assert_eq!(sketch(&completed.clone().keys("<ctrl+_>")), "rides -> kine");
    let linked = completed.keys("<alt+l>");
    assert_eq!(sketch(&linked), "rides -> kinesis\nkinesis -> ");
    let back = linked.keys("<ctrl+_>");
    assert_eq!(sketch(&back), "rides -> kinesis");
    assert_eq!(sketch(&back.keys("<ctrl+_>")), "rides -> kine");
}

#[test]
fn a_link_goes_on_from_the_line_of_the_caret() {
    let script = board().keys("a -> b : raw\nc -> d<up><alt+l>e");
    assert_eq!(sketch(&script), "a -> b : raw\nb -> e\nc -> d");
}

#[test]
fn tab_goes_on_to_the_next_pane_where_there_is_nothing_to_complete() {
    let script = board().keys("apps -> <tab>hello");
    assert_eq!(sketch(&script), "apps -> ");
    assert_eq!(interview(&script).fields.notes.text(), "hello");
}

#[test]
fn guided_mode_asks_about_the_drawing_and_a_mock_interview_does_not() {
    let drawn = "apps -> kafka -> flink -> redis\nkafka -> spark -> redshift\n";
    let mut guided = board_of("ride-hailing", Mode::Guided).keys(drawn);
    let questions = interview(&guided).board.questions.clone();
    assert!((1..=3).contains(&questions.len()), "{questions:?}");
    let picture = guided.screen(120, 35);
    assert!(picture.contains(&format!("? {}", &questions[0].text.split(' ').next().unwrap())), "{picture}");
    let mut mock = board().keys(drawn);
    assert!(interview(&mock).board.questions.is_empty());
    assert!(!mock.screen(120, 35).contains("tells why"));
}

#[test]
fn the_line_being_typed_is_asked_nothing_about() {
    let drawn = "apps -> kafka -> lake\nlake -> spark -> redshift -> analysts\nkafka -> flink";
    let about_flink = |script: &Script| {
        interview(script).board.questions.iter().any(|question| question.text.contains("flink"))
    };
    let typing = board_of("ride-hailing", Mode::Guided).keys(drawn);
    assert!(!about_flink(&typing));
    assert!(about_flink(&typing.keys("\n")));
}

#[test]
fn every_question_leads_to_its_page_of_the_playbook() {
    let drawn = "apps -> kafka -> flink -> redis\nkafka -> spark -> redshift\n";
    let script = board_of("ride-hailing", Mode::Guided).keys(drawn);
    let first = interview(&script).board.questions[0].clone();
    let opened = script.keys("<alt+y>").keys("<enter>");
    let page = opened.outside.iter().find_map(|effect| match effect {
        Effect::OpenPage { id, preview: false, .. } => Some(id.as_str()),
        _ => None,
    });
    assert_eq!(page, Some(first.why));
}

#[test]
fn the_page_of_every_rule_is_in_the_playbook() {
    let playbook = built_in_playbook();
    for (rule, page) in greenroom::domain::sketch::lint::rules() {
        assert!(playbook.title(page).is_some(), "{rule}: {page}");
    }
}

#[test]
fn every_reference_is_a_picture_beside_its_text_on_a_small_terminal() {
    for case in built_in_playbook().cases.values() {
        let mut script = board().paste(&case.sketch);
        let picture = script.screen(80, 24);
        assert!(picture.contains('┌') && !picture.contains("sends to"), "{}\n{picture}", case.id);
        assert!(picture.contains("> "), "{picture}");
    }
}

#[test]
fn the_diagram_can_have_the_whole_pane_be_zoomed_and_be_a_list() {
    let mut alone = board().paste("scanners -> queue : every scan\nqueue -> lake").keys("<alt+d>");
    let picture = alone.screen(80, 24);
    assert!(!picture.contains("Sketch (F4)") && picture.contains("every scan"), "{picture}");
    let mut bare = alone.clone().keys("<alt+z>");
    assert!(!bare.screen(80, 24).contains("every scan"));
    assert!(
        bare.screen(80, 24).contains("2 labels hidden") || bare.screen(80, 24).contains("1 labels hidden")
    );
    let mut list = alone.clone().keys("<alt+v><alt+v><alt+v>");
    assert!(list.screen(80, 24).contains("1. scanners sends every scan to queue"));
    let mut typed = alone.keys("x");
    assert!(typed.screen(80, 24).contains("Sketch (F4)"), "who types sees the text");
}

#[test]
fn the_diagram_follows_the_caret_until_it_is_scrolled() {
    let chain: Vec<String> = (0..30).map(|number| format!("step {number} -> step {}", number + 1)).collect();
    let mut script = board().paste(&chain.join("\n"));
    assert!(script.screen(80, 24).contains("│ step 30 │"), "{}", script.screen(80, 24));
    let mut up = script.clone().keys("<pgup>");
    let above = up.screen(80, 24);
    assert_ne!(above, script.screen(80, 24));
    let mut back = up.keys("<pgdn>");
    assert_eq!(back.screen(80, 24), script.screen(80, 24), "scrolling stops at the end");
}

#[test]
fn no_frame_draws_a_picture_that_was_drawn_before() {
    let mut script = board().paste("apps -> queue -> lake");
    let made = |script: &Script| interview(script).board.pictures_made();
    script.screen(80, 24);
    let before = made(&script);
    for _ in 0..5 {
        script = script.after(seconds(1));
        script.screen(80, 24);
    }
    assert_eq!(made(&script), before, "time passes and nothing is drawn anew");
    script = script.keys(" : raw");
    script.screen(80, 24);
    assert!(made(&script) > before);
}

fn struck(mode: Mode) -> Script {
    let mut script = board_of("parcels", mode).paste("scanners -> queue -> batch -> lake");
    script = script.keys("<f6>A queue, because vans are offline.<enter><f5><enter><enter>");
    for _ in 0..20 {
        script = script.after(minutes(1)).keys("Late scans are merged on the parcel id.<enter>");
    }
    let thrown = script.shelf.current().interview.posed().any(|ask| ask.as_str() == "three-days-late");
    assert!(thrown, "the curveball was thrown");
    script.keys("<f4>")
}

#[test]
fn before_and_after_a_curveball_stand_side_by_side() {
    let mut after = struck(Mode::Mock).keys("\nqueue -> dlq<alt+d><alt+d>");
    let sizes = [(80, 24), (120, 35), (60, 30)];
    let pictures = sizes.map(|(width, height)| format!("{width}x{height}\n{}", after.screen(width, height)));
    assert!(!pictures[0].contains("Still there"), "a mock interview gives nothing away");
    insta::assert_snapshot!(pictures.join("\n\n"));
    let mut guided = struck(Mode::Guided).keys("\nqueue -> dlq<alt+d><alt+d>");
    assert!(guided.screen(120, 35).contains("Still there, though it should go: batch."));
}

#[test]
fn the_whiteboard_in_guided_mode() {
    let drawn = "apps -> kafka -> flink -> redis : trips\nkafka -> spark -> redshift\nthis line says nothing\nspark -> re";
    let mut script = board_of("ride-hailing", Mode::Guided).paste(drawn);
    let sizes = [(80, 24), (120, 35), (60, 20)];
    let pictures = sizes.map(|(width, height)| format!("{width}x{height}\n{}", script.screen(width, height)));
    insta::assert_snapshot!(pictures.join("\n\n"));
}

/// The whiteboard section of the debrief after that sitting.
fn debriefed(keys: &str) -> Script {
    let mut script = struck(Mode::Mock).keys(keys);
    while matches!(script.model().screen(), Screen::Interview(_)) {
        script = script.after(minutes(7)).keys("<f5><enter>");
    }
    script = script.keys("s");
    for _ in 0..12 {
        match script.model().screen() {
            Screen::Debrief(screen) if screen.current().is_some_and(|it| it.title == "Whiteboard") => break,
            _ => script = script.keys("<tab>"),
        }
    }
    script
}

#[test]
fn the_debrief_shows_ones_own_drawing_beside_the_reference() {
    let mut script = debriefed("\nqueue -> dlq");
    let sizes = [(80, 24), (120, 50), (40, 30)];
    let pictures = sizes.map(|(width, height)| format!("{width}x{height}\n{}", script.screen(width, height)));
    insta::assert_snapshot!(pictures.join("\n\n"));
}

#[test]
fn every_row_of_the_whiteboard_section_can_be_reached() {
    let mut script = debriefed("\nqueue -> dlq\nlake -> one -> two -> three -> four -> five -> six");
    let mut seen = String::new();
    for _ in 0..60 {
        seen.push_str(&script.screen(60, 16));
        script = script.keys("<down>");
    }
    for word in ["scanners", "│ three │", "│ six │", "Added:", "Still there, though it should go: batch."]
    {
        assert!(seen.contains(word), "{word}\n{seen}");
    }
    let end = script.screen(60, 16);
    let mut back = String::new();
    for _ in 0..60 {
        script = script.keys("<up>");
        back.push_str(&script.screen(60, 16));
    }
    assert_ne!(script.screen(60, 16), end);
    assert!(back.contains("Your drawing and the reference"), "{back}");
}

#[test]
fn a_question_about_the_drawing_opens_its_page_from_the_debrief() {
    let mut script = debriefed("\nqueue -> dlq");
    for _ in 0..60 {
        script = script.keys("<down>");
        let Screen::Debrief(screen) = script.model().screen() else { panic!("the debrief was in front") };
        if screen.chosen().is_some_and(|item| item.page.is_some()) {
            let opened = script.keys("<enter>");
            assert!(matches!(opened.outside.last(), Some(Effect::OpenPage { .. })));
            return;
        }
    }
    panic!("no question was found");
}

#[test]
fn a_sitting_of_another_step_does_not_show_the_design() {
    let case = CaseId::new("parcels").ok();
    let only = Settings { case, seed: Some(1), step: Some(Step::Clarify), ..Settings::default() };
    let script =
        Script::sat(only).keys("How fresh must it be?<enter>").after(minutes(9)).keys("<f5><enter>s");
    let Screen::Debrief(screen) = script.model().screen() else { panic!("the debrief was in front") };
    assert!(screen.sections.iter().all(|section| section.title != "Whiteboard"));
}
