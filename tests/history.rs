//! Past sittings: found again, read word by word.

use std::collections::BTreeMap;
use std::sync::Arc;

use greenroom::domain::id::CaseId;
use greenroom::domain::interview::entry::{Entry, Mode, Opening};
use greenroom::domain::interview::{Interview, Stamped};
use greenroom::domain::sitting::SittingId;
use greenroom::domain::time::{SessionTime, Timestamp};

use crate::support::script::{Script, minutes, seconds, small_playbook};
use crate::support::shelf::{Kept, Shelf};

/// The usual sizes, and the smallest that is of any use.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 35), (40, 12)];

pub fn pictures(mut script: Script) -> String {
    let picture = |(width, height)| format!("{width}x{height}\n{}", script.screen(width, height));
    SIZES.map(picture).join("\n\n")
}

/// A whole sitting with a pause; the debrief is in front.
pub fn debriefed() -> Script {
    let sitting = [
        "How fresh must it be?<enter>",
        "<f5><enter>scanners -> queue -> lake",
        "<f6>A queue takes the scans because vans go offline.<enter>",
        "<f8>",
        "<f8><f5><enter>Late scans are merged on the parcel id, so that a rerun changes nothing.<enter>",
        "<f5><enter>We alert when the lag passes ten minutes.<enter>",
        "<f5><enter>The queue is the bottleneck; next I would add a cache.<enter>",
        "<f5><enter>s",
    ];
    let script =
        sitting.iter().fold(Script::on("parcels"), |script, keys| script.keys(keys).after(minutes(1)));
    script.after(seconds(10))
}

/// A history of so many sittings, every fourth unfinished, one a day.
pub fn shelf_of(count: i64) -> Shelf {
    let script = debriefed();
    let model = script.shelf.sitting(SittingId(1));
    let mut shelf = Shelf::default();
    for id in 1..=count {
        let wall = Timestamp(1_752_000_000_000 + id * 86_400_000);
        let is_finished = id % 4 != 0;
        let title = if id % 3 == 0 { "Ride-hailing platform" } else { "Parcel tracking" };
        let opening = Opening {
            title: title.to_owned(),
            mode: if id % 5 == 0 { Mode::Guided } else { Mode::Mock },
            case: CaseId::new("parcels").unwrap(),
            ..model.interview.opening().clone()
        };
        let mut interview = Interview::open(opening, wall);
        let keep = if is_finished { usize::MAX } else { 4 };
        for Stamped { at, entry, .. } in model.interview.log().iter().skip(1).take(keep).cloned() {
            interview.record(at, wall, entry);
        }
        let kept = Kept {
            interview,
            snapshot: Arc::new(model.snapshot.clone()),
            drafts: BTreeMap::new(),
            clock: SessionTime::ZERO,
            seen: wall,
            score: is_finished.then_some((id * 37 % 101) as u32),
            is_trashed: false,
        };
        shelf.sittings.insert(SittingId(id), kept);
    }
    shelf
}

pub fn history_of(count: i64) -> Script {
    Script::started(small_playbook(), shelf_of(count), None).keys("h")
}

#[test]
fn without_a_sitting_the_history_says_what_to_do() {
    let screen = history_of(0).screen(80, 24);
    assert!(screen.contains("No sitting yet") && screen.contains("i starts an interview"), "{screen}");
}

#[test]
fn five_hundred_sittings_are_narrowed_as_one_types() {
    let mut script = history_of(500);
    assert!(script.screen(80, 24).contains("500"));
    script = script.keys("fride");
    assert!(script.screen(80, 24).contains("166 of 500"), "{}", script.screen(80, 24));
    script = script.keys(" guided >90");
    insta::assert_snapshot!("a_narrowed_history", pictures(script.clone()));
    assert!(script.keys(" zebra").screen(80, 24).contains("No sitting has all of these words"));
}

#[test]
fn letters_narrow_only_while_the_filter_has_the_focus_and_escape_goes_back_step_by_step() {
    let mut script = history_of(8).keys("fride<enter>x");
    assert!(script.screen(80, 24).contains("Delete sitting 6?"), "{}", script.screen(80, 24));
    script = script.keys("<down><enter>");
    assert!(
        script.shelf.sittings[&SittingId(6)].is_trashed,
        "what is chosen in the narrowed list is deleted"
    );
    script = script.keys("u");
    assert!(!script.shelf.sittings[&SittingId(6)].is_trashed);
    assert!(script.screen(80, 24).contains("2 of 8"));
    for (keys, shows) in [("f", true), ("fride<esc>", true), ("fride<esc><esc>", false)] {
        let screen = history_of(8).keys(keys).screen(80, 24);
        assert_eq!(screen.contains("only:"), shows, "{keys}\n{screen}");
        assert!(screen.starts_with(" Past sittings"), "{keys}\n{screen}");
    }
    assert!(!history_of(8).keys("fride<esc><esc><esc>").screen(80, 24).starts_with(" Past sittings"));
}

#[test]
fn the_list_is_sorted_by_date_score_and_case() {
    let first = |keys: &str| {
        let screen = history_of(8).keys(keys).screen(80, 24);
        screen.lines().nth(3).unwrap().to_owned()
    };
    assert!(first("").contains("  8 "));
    assert!(first("s").contains("  1 "));
    assert!(first("ss").contains("84/100"), "{}", first("ss"));
    assert!(first("sss").contains("10/100"), "{}", first("sss"));
    assert!(first("ssss").contains("Parcel"));
}

#[test]
fn the_time_line_has_every_entry_with_its_minute() {
    let mut script = debriefed().keys("<left><left>");
    insta::assert_snapshot!("the_time_line", pictures(script.clone()));
    let screen = script.screen(120, 80);
    for words in ["YOU question:", "INT told freshness", "Paused.", "Went on.", "INT follow-up:"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
}

#[test]
fn the_transcript_marks_in_place_what_made_a_point() {
    let mut script = debriefed().keys("<left><left><left>");
    insta::assert_snapshot!("the_transcript", pictures(script.clone()));
    let screen = script.screen(120, 120);
    assert!(screen.contains("[2 "), "{screen}");
    for stamped in script.shelf.current().interview.log() {
        if let Entry::Wrote { text, .. } = &stamped.entry {
            assert!(
                text.split_whitespace().all(|word| screen.contains(word.trim_end_matches('.'))),
                "{text}"
            );
        }
    }
}
