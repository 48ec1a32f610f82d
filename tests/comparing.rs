//! Two sittings of one case, side by side.

use std::collections::BTreeMap;

use greenroom::app::effect::Effect;
use greenroom::domain::interview::Interview;
use greenroom::domain::interview::entry::Entry;
use greenroom::domain::sitting::SittingId;
use greenroom::domain::time::{SessionTime, Timestamp};

use crate::history::{debriefed, history_of, shelf_of};
use crate::support::script::{Script, small_playbook};
use crate::support::shelf::{Kept, Shelf};
use crate::support::styled;

/// Two sittings of one case: the second says more about late scans, less about the rest, and takes longer.
pub fn two() -> Shelf {
    let script = debriefed();
    let first = script.shelf.sittings[&SittingId(1)].clone();
    let wall = Timestamp(first.seen.0 + 3 * 86_400_000);
    let mut interview = Interview::open(first.interview.opening().clone(), wall);
    for stamped in first.interview.log().iter().skip(1).cloned() {
        let entry = match stamped.entry {
            Entry::Wrote { ask, text } if text.starts_with("Late scans") => Entry::Wrote {
                ask,
                text: "We merge by the business key because rows come late: vans upload up to two days late, and \
                       a rerun of any day changes nothing."
                    .to_owned(),
            },
            Entry::Wrote { text, .. } if text.starts_with("We alert") => continue,
            entry => entry,
        };
        interview.record(SessionTime(stamped.at.0 * 3 / 2), wall, entry);
    }
    let clock = interview.last_at();
    let second = Kept { interview, drafts: BTreeMap::new(), clock, seen: wall, ..first.clone() };
    let mut shelf = Shelf::default();
    shelf.sittings.extend([(SittingId(1), first), (SittingId(2), second)]);
    shelf
}

fn history() -> Script {
    Script::started(small_playbook(), two(), None).keys("h")
}

#[test]
fn the_earlier_stands_first_whichever_was_chosen_first() {
    for keys in ["cc", "<down>c<enter>"] {
        let screen = history().keys(keys).screen(80, 24);
        assert!(screen.starts_with(" Compared: "), "{screen}");
        assert!(
            screen.contains("A: interview 1, 2026-11-22") && screen.contains("B: interview 2"),
            "{screen}"
        );
    }
}

#[test]
fn only_finished_sittings_of_the_same_case_are_offered() {
    let mut script = history_of(8).keys("<down>c");
    let screen = script.screen(80, 24);
    assert!(screen.contains("Compare 7 (") && screen.contains("with:"), "{screen}");
    assert!(screen.contains("5 of 8") && !screen.contains("unfinished"), "{screen}");
    let screen = script.clone().keys("<esc>").screen(80, 24);
    assert!(screen.contains("Past sittings") && screen.contains("unfinished"), "{screen}");
    script = script.keys("<esc><home>c");
    assert!(script.screen(80, 24).contains("only finished ones are compared"), "{}", script.screen(80, 24));
    let alone = history_of(1).keys("c").screen(80, 24);
    assert!(alone.contains("no other finished sitting of this case"), "{alone}");
}

#[test]
fn points_levels_and_words_stand_beside_each_other() {
    let mut script = history().keys("cc");
    insta::assert_snapshot!("compared_points", styled::pictures(&mut script));
    let mut levels = script.clone().keys("<tab>");
    insta::assert_snapshot!("compared_levels", styled::pictures(&mut levels));
    let mut words = script.keys("<enter>");
    insta::assert_snapshot!("compared_words", styled::pictures(&mut words));
    let screen = words.screen(120, 35);
    assert!(
        screen.contains("Late scans are merged on the parcel id")
            && screen.contains("because rows come late")
    );
}

#[test]
fn a_sitting_plays_again_straight_from_the_history() {
    let mut script = history_of(4).keys("<down>r");
    assert!(script.screen(80, 24).starts_with(" Replay:"), "{}", script.screen(80, 24));
    assert!(script.keys("<esc>").screen(80, 24).starts_with(" Past sittings"));
    let opened = shelf_of(2);
    let script = Script::started(small_playbook(), opened, None).keys("hr");
    assert!(!script.outside.iter().any(|effect| matches!(effect, Effect::OpenSitting(_))));
}
