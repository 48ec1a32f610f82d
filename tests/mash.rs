//! Keys without a plan, at any size: nothing panics, and what must always hold does.

use std::time::Duration;

use greenroom::app::action::{Action, Size};
use greenroom::app::effect::Effect;
use greenroom::app::key::Key;
use greenroom::app::keymap::TABLE;
use greenroom::app::screen::Screen;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::support::script::{Script, seconds};

/// Something that happens.
#[derive(Debug, Clone)]
enum Step {
    Key(Key),
    Type(&'static str),
    Paste(String),
    Wait(u64),
    Sleep(u64),
    Resize(u16, u16),
    Kill,
}

fn any_step() -> impl Strategy<Value = Step> {
    let keys: Vec<Key> =
        TABLE.iter().flat_map(|row| row.keys.split(' ')).map(|key| key.parse().unwrap()).collect();
    // Leaving is what the other steps are for.
    let leaves = |key: &Key| matches!(key.to_string().as_str(), "q" | "Ctrl+C");
    let keys: Vec<Key> = keys.into_iter().filter(|key| !leaves(key)).collect();
    let words = vec!["a", "how fresh ", "a -> b : raw, ", "中文", "e\u{301}", "👩‍👩‍👧", "שלום", "  ", "because "];
    prop_oneof![
        60 => prop::sample::select(keys).prop_map(Step::Key),
        20 => prop::sample::select(words).prop_map(Step::Type),
        5 => Just(Step::Key("enter".parse().unwrap())),
        2 => "(?s).{0,60}".prop_map(Step::Paste),
        4 => (0..9_000_u64).prop_map(Step::Wait),
        1 => (0..200_000_u64).prop_map(Step::Wait),
        1 => (0..9_000_u64).prop_map(Step::Sleep),
        4 => (0..130_u16, 0..45_u16).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => Just(Step::Kill),
    ]
}

fn taken(script: Script, step: &Step) -> Script {
    match step {
        Step::Key(key) => script.happens(Action::Key(*key)),
        Step::Type(text) => {
            text.chars().fold(script, |script, char| script.happens(Action::Key(Key::char(char))))
        }
        Step::Paste(text) => script.paste(text),
        Step::Wait(millis) => script.after(Duration::from_millis(*millis)),
        Step::Sleep(span) => script.sleeps(seconds(*span)),
        Step::Resize(width, height) => {
            script.happens(Action::Resized(Size { width: *width, height: *height }))
        }
        Step::Kill => script.killed_and_resumed_after(seconds(40)),
    }
}

/// What must hold after every step.
fn check(script: &mut Script) {
    let Size { width, height } = script.model().size;
    if let Some((x, y)) = script.caret(width, height) {
        assert!(x < width && y < height, "the caret is at {x},{y} on {width}x{height}");
    }
    if let Screen::Interview(screen) = script.model().screen() {
        for pane in greenroom::domain::sitting::Pane::ALL {
            let field = screen.fields.of(pane);
            assert!(field.text().is_char_boundary(field.caret()), "{pane:?} {}", field.caret());
        }
        let clock = screen.clock(script.model().now);
        let used: u64 = clock.steps.iter().map(|step| step.used.0).sum();
        assert_eq!(used, clock.total.0, "the steps add up to the whole");
    }
    script.outside.retain(|effect| matches!(effect, Effect::Quit));
}

/// Runs so many steps, in runs of 500 from the home screen.
fn mash(steps: usize, seed: u8) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = prop::collection::vec(any_step(), 500);
    for run in 0..steps / 500 {
        let plan = strategy.new_tree(&mut runner).unwrap().current();
        let mut script = Script::home().keys(if run % 2 == 1 { "d" } else { "i<enter>" });
        for (number, step) in plan.iter().enumerate() {
            let after = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                let mut script = taken(script, step);
                check(&mut script);
                script
            }));
            let Ok(after) = after else {
                panic!("step {number} breaks it: {:?}", plan.get(number.saturating_sub(12)..=number));
            };
            // Whoever quit starts again.
            script = if after.outside.is_empty() { after } else { Script::home() };
        }
    }
}

#[test]
fn thousands_of_steps_without_a_plan_break_nothing() {
    mash(5_000, 1);
}

/// One of each screen, and of what can lie on top.
fn screens() -> Vec<Script> {
    let interview = || Script::on("parcels");
    let asked = || interview().keys("How fresh must it be?<enter>").after(seconds(330));
    let drawing = || asked().keys("<f5><enter>").keys("apps -> queue : 中文 raw\nqueue -> s3");
    let marks = || interview().keys("<esc><down><down><down><down><down><enter>");
    vec![
        Script::home(),
        Script::home().keys("<esc>"),
        Script::home().keys("<f1>"),
        Script::home().keys("<ctrl+o>st"),
        Script::home().keys("i<down><tab><right>"),
        Script::home().keys("/late data"),
        Script::home().keys("h"),
        Script::home().keys("p"),
        Script::home().keys("d"),
        Script::home().keys("p<enter>1batch, because 中文 it is simple<enter>"),
        Script::home().keys("p<down><down><enter> "),
        Script::home().keys("p<down><enter>5 GB<enter>4"),
        asked(),
        asked().keys("<f8>"),
        asked().keys("<f2>a note<f1>"),
        asked().keys("a long answer ").paste(&"word 中文 ".repeat(400)),
        drawing(),
        drawing().keys("<alt+v>"),
        drawing().keys("<f5>").after(seconds(2_000)),
        marks(),
        marks().keys("s"),
        marks().keys("2<enter>"),
        interview().killed_and_resumed_after(seconds(5)),
        interview().happens(Action::Banner("nothing will be saved: the disk is full".to_owned())),
    ]
}

#[test]
fn every_screen_fits_every_size() {
    let widths = (0..=12).chain([40, 60, 80, 120, 200]);
    let sizes: Vec<(u16, u16)> = widths
        .flat_map(|width| (0..=8).chain([10, 12, 24, 35, 60]).map(move |height| (width, height)))
        .collect();
    for mut script in screens() {
        for (width, height) in &sizes {
            script = script.happens(Action::Resized(Size { width: *width, height: *height }));
            check(&mut script);
        }
    }
}

#[test]
#[ignore = "takes minutes; run with --ignored"]
fn a_million_steps_without_a_plan_break_nothing() {
    (0..10).for_each(|seed| mash(100_000, seed));
}
