//! Past sittings: found again, read word by word.

use std::collections::BTreeMap;
use std::sync::Arc;

use greenroom::commands::{Env, Exit};
use greenroom::domain::id::{AskId, CaseId};
use greenroom::domain::interview::entry::{Ending, Entry, Mode, Opening};
use greenroom::domain::interview::{Interview, Stamped};
use greenroom::domain::sitting::SittingId;
use greenroom::domain::step::Step;
use greenroom::domain::time::{SessionTime, Timestamp};
use greenroom::store::{Store, Write};
use serde_json::Value;

use crate::support::program::{env, run};
use crate::support::script::{Script, minutes, seconds, small_playbook};
use crate::support::shelf::{Kept, Shelf};
use crate::support::{sittings, styled};

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
    insta::assert_snapshot!("the_history_with_styles", styled::pictures(&mut script.clone()));
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

/// The conversation and the clock of a replay, at a size at which all of it fits.
fn replayed(script: &mut Script) -> String {
    script.screen(80, 60)
}

#[test]
fn a_replay_runs_on_the_clock_of_the_sitting_at_the_speed_that_is_asked_for() {
    let mut script = debriefed().keys("r");
    assert!(replayed(&mut script).contains("00:00/45:00"), "{}", replayed(&mut script));
    script = script.after(seconds(10));
    assert!(replayed(&mut script).contains("00:40/45:00"), "four times as fast: {}", replayed(&mut script));
    script = script.keys("-").after(seconds(10));
    assert!(replayed(&mut script).contains("00:50/45:00"), "as it was: {}", replayed(&mut script));
    script = script.keys("++").after(seconds(5));
    assert!(replayed(&mut script).contains("02:10/45:00"), "16 times: {}", replayed(&mut script));
    script = script.keys("<space>").after(minutes(5));
    assert!(replayed(&mut script).contains("02:10/45:00"), "it stands: {}", replayed(&mut script));
    script = script.keys("<space>").after(minutes(1));
    let screen = replayed(&mut script);
    assert!(screen.contains("06:00/45:00") && screen.contains("at the end"), "{screen}");
    assert!(script.model().next_wake().is_none(), "nothing is drawn once it is over");
}

#[test]
fn a_replay_shows_words_and_sketch_only_from_the_moment_they_were_there() {
    let mut script = debriefed().keys("r<home>");
    let (mut drawn, mut answered) = (0, 0);
    for entry in 1..40 {
        let screen = replayed(&mut script);
        let shows = |words: &str| screen.contains(words);
        drawn += usize::from(shows("Sketch, as of 02:00"));
        answered += usize::from(shows("vans go offline."));
        assert!(shows(&format!("entry {entry} of ")) || shows("at the end"), "{screen}");
        if drawn == 0 {
            assert!(!shows("scanners"), "{screen}");
        }
        script = script.keys("n");
    }
    assert!(drawn > answered && answered > 0, "drawn first, then answered: {drawn}, {answered}");
    insta::assert_snapshot!("a_replay", pictures(script.keys("bbbbbbbbbbb")));
    assert!(debriefed().keys("r<esc>").screen(80, 24).starts_with(" Debrief"));
}

/// Two finished interviews of one case in a store: the second answers where the first said nothing.
fn home_with_two() -> (tempfile::TempDir, Env) {
    let home = tempfile::tempdir().unwrap();
    let now = Timestamp(1_795_366_000_000);
    let mut store = Store::open(&home.path().join(".local/share/greenroom"), now).unwrap().store;
    let late = "We merge by the business key because rows come late.";
    for (answer, minute) in [("It depends.", 2), (late, 5)] {
        let snapshot = sittings::snapshot();
        let interview = Interview::open(sittings::interview().opening().clone(), now);
        let id = store.begin(&interview, &snapshot).unwrap();
        let ask = AskId::new("late-scans").unwrap();
        let entries = [
            Entry::Advanced { to: Step::DeepDive },
            Entry::Posed { ask: ask.clone(), text: "What if it is late?".to_owned() },
            Entry::Wrote { ask, text: answer.to_owned() },
            Entry::Finished { how: Ending::Complete },
        ];
        let writes = entries.into_iter().enumerate().map(|(place, entry)| {
            let at = SessionTime::minutes(minute * (place as u64 + 1));
            Write::Entry { sitting: id, place: place + 1, stamped: Stamped { at, wall: now, entry } }
        });
        store.commit(&writes.collect::<Vec<_>>()).unwrap();
    }
    let env = env(home.path());
    (home, env)
}

#[test]
fn a_comparison_names_points_gained_and_lost_with_time_and_words() {
    let (_home, env) = home_with_two();
    let compared = run(&env, &["history", "compare", "1", "last"]);
    assert_eq!((compared.exit, compared.err.as_str()), (Exit::Ok, ""));
    let out = &compared.out;
    for part in [
        "## Points gained",
        "- 0 to 2  `late`",
        "> It depends.",
        "> We merge by the business key",
        "06:00/20:00 to 15:00/20:00",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    assert!(!out.contains("Points lost"));
    let back = run(&env, &["history", "compare", "2", "1"]).out;
    assert!(back.contains("## Points lost") && !back.contains("Points gained"), "{back}");
    let json: Value =
        serde_json::from_str(&run(&env, &["history", "compare", "1", "2", "--json"]).out).unwrap();
    assert_eq!(json["schema"], "greenroom.comparison/1");
    let point = json["points"].as_array().unwrap().iter().find(|point| point["point"] == "late").unwrap();
    assert_eq!((&point["mark"]["before"], &point["mark"]["after"]), (&0.into(), &2.into()));
    assert_eq!(run(&env, &["history", "compare", "1", "9"]).exit, Exit::Usage);
}

#[test]
fn a_printed_transcript_has_every_word_and_the_evidence_in_place() {
    let (_home, env) = home_with_two();
    let printed = run(&env, &["history", "show", "last", "--transcript"]);
    assert_eq!((printed.exit, printed.err.as_str()), (Exit::Ok, ""));
    let out = &printed.out;
    assert!(
        out.contains("INT prompt: Design it.") && out.contains("INT follow-up: What if it is late?"),
        "{out}"
    );
    assert!(
        out.contains("YOU answer: [1,2,3 We merge by the business key because rows come late]."),
        "{out}"
    );
    assert!(out.contains("- [2] `late` 2 reasoned: Merges late rows by key."), "{out}");
}

#[test]
fn a_printed_list_is_narrowed_by_case_mode_and_date() {
    let (_home, env) = home_with_two();
    let listed = |args: &[&str]| run(&env, &[&["history", "list"], args].concat());
    assert_eq!(listed(&["--case", "parcels", "--mode", "mock"]).out.lines().count(), 2);
    assert_eq!(listed(&["--since", "2026-11-01", "--limit", "1"]).out.lines().count(), 1);
    for none in [["--case", "ride-hailing"], ["--mode", "guided"], ["--since", "2027-01-01"]] {
        let run = listed(&none);
        assert_eq!((run.exit, run.out.as_str()), (Exit::Negative, ""), "{none:?}");
        assert!(run.err.contains("no interview is like that"));
    }
    assert_eq!(listed(&["--since", "yesterday"]).exit, Exit::Usage);
}
