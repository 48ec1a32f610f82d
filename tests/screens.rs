//! What the screens look like: a script of keys, then a picture. Colors are left out, so nothing may hang on them.

use greenroom::app::Model;
use greenroom::domain::interview::Interview;
use greenroom::tui::theme::{Palette, Theme};
use greenroom::tui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::support::script::{Script, minutes, seconds};

/// The usual sizes, and the smallest that is of any use.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 35), (40, 12)];

fn pictures(mut script: Script) -> String {
    let picture = |(width, height)| format!("{width}x{height}\n{}", script.screen(width, height));
    SIZES.map(picture).join("\n\n")
}

/// An interview of the fixture in which a question was asked and some time has passed.
fn asked() -> Script {
    Script::on("parcels").after(seconds(40)).keys("How fresh must it be?<enter>").after(seconds(30))
}

fn drawing() -> Script {
    asked().keys("<f5><enter>").after(seconds(20)).keys("scanners -> queue : scans\nqueue -> lake, stream")
}

/// A whole sitting, step by step; each piece ends with something on record.
const SITTING: [&str; 7] = [
    "How fresh must it be?<enter>",
    "<f5><enter>scanners -> queue -> lake",
    "<f6>A queue takes the scans because vans go offline.<enter>",
    "<f5><enter>Late scans are merged on the parcel id, so that a rerun changes nothing.<enter>",
    "<f5><enter>We alert when the lag passes ten minutes.<enter>",
    "<f5><enter>The queue is the bottleneck; next I would add a cache.<enter>",
    "<f5><enter>",
];

fn sat() -> Script {
    SITTING.iter().fold(Script::on("parcels"), |script, keys| script.keys(keys).after(minutes(1)))
}

#[test]
fn the_home_screen_on_an_empty_history() {
    insta::assert_snapshot!(pictures(Script::home()));
}

#[test]
fn choosing_a_case() {
    insta::assert_snapshot!(pictures(Script::home().keys("i<down><tab>")));
}

#[test]
fn a_question_and_its_answer() {
    insta::assert_snapshot!(pictures(asked()));
}

#[test]
fn drawing_at_the_whiteboard() {
    insta::assert_snapshot!(pictures(drawing()));
}

#[test]
fn a_step_over_its_time() {
    insta::assert_snapshot!(pictures(asked().after(minutes(6))));
}

#[test]
fn a_paused_interview() {
    insta::assert_snapshot!(pictures(asked().keys("<f8>").after(minutes(3))));
}

#[test]
fn the_menu_of_an_interview() {
    insta::assert_snapshot!(pictures(asked().keys("<esc>")));
}

#[test]
fn help_in_an_interview() {
    insta::assert_snapshot!(pictures(asked().keys("<f1>")));
}

#[test]
fn marking_oneself() {
    insta::assert_snapshot!(pictures(sat().keys("21")));
}

#[test]
fn the_result_of_a_sitting() {
    insta::assert_snapshot!(pictures(sat().keys("2102<enter>")));
}

#[test]
fn the_points_of_a_step_with_the_quoted_words() {
    insta::assert_snapshot!(pictures(sat().keys("s<tab><tab>").after(seconds(10))));
}

#[test]
fn where_the_time_went() {
    insta::assert_snapshot!(pictures(sat().keys("s<left><left>").after(seconds(10))));
}

#[test]
fn the_history_after_a_sitting() {
    insta::assert_snapshot!(pictures(sat().keys("s<esc>h").after(seconds(10))));
}

#[test]
fn a_kill_at_any_moment_of_a_sitting_loses_nothing() {
    let mut script = Script::on("parcels");
    for keys in SITTING.iter().take(SITTING.len() - 1) {
        script = script.keys(keys).after(seconds(7));
        let mut before = script.clone();
        let mut again = script.clone().killed_and_resumed_after(minutes(3)).keys("<f8>");
        // At most five seconds of the clock are lost, between two heartbeats; never a word or a step.
        let step = |picture: &str| picture.split('[').next().unwrap_or_default().to_owned();
        assert_eq!(step(&before.screen(120, 35)), step(&again.screen(120, 35)), "after {keys}");
        let said = |script: &mut Script| script.shelf.current().interview.log().len();
        assert_eq!(said(&mut before) + 1, said(&mut again), "one entry tells of the return");
    }
}

#[test]
fn the_log_of_a_sitting_replays_to_the_same_interview() {
    let mut script = sat();
    let log = script.shelf.current().interview.log().to_vec();
    for end in 1..=log.len() {
        let live = Interview::replay(log.iter().take(end).cloned()).unwrap();
        assert_eq!(live.log(), &log[..end]);
    }
}

#[test]
fn the_colors_are_changed_from_the_command_list() {
    for (words, palette) in
        [("light", Palette::Light), ("theme high", Palette::HighContrast), ("no color", Palette::Mono)]
    {
        let mut script = Script::home().keys(&format!("<ctrl+o>{words}<enter>"));
        assert!(script.screen(80, 24).contains("to keep it."), "{words}");
        let area = Rect::new(0, 0, 80, 24);
        let drawn = |model: &Model, palette: Palette| {
            let mut buffer = Buffer::empty(area);
            let _ = view::draw_into(model, Theme { palette, ..Theme::default() }, &mut buffer, area);
            buffer
        };
        let changed = drawn(script.model(), Palette::Ansi);
        let unchanged = Script::home();
        assert!(changed != drawn(unchanged.model(), Palette::Ansi), "{words}");
        assert_eq!(changed, drawn(script.model(), palette), "{words}: what the start was is no matter");
    }
}

#[test]
fn a_history_without_a_sitting_offers_nothing_to_do_with_one() {
    let mut script = Script::home().keys("h");
    let foot = |screen: String| screen.lines().last().unwrap_or_default().to_owned();
    let empty = foot(script.screen(80, 24));
    assert!(
        ["open", "filter", "sort", "compare", "delete"].iter().all(|hint| !empty.contains(hint)),
        "{empty}"
    );
    assert!(empty.contains("help"), "{empty}");
}

#[test]
fn the_title_of_the_home_screen_keeps_clear_of_the_version() {
    for width in 40..=80 {
        let screen = Script::home().screen(width, 12);
        let head = screen.lines().next().unwrap_or_default();
        assert!(head.contains(concat!(" v", env!("CARGO_PKG_VERSION"))), "{width}: {head}");
    }
}
