//! `greenroom score`: a debrief computed anew, and the grounds of it.

use std::path::Path;

use greenroom::commands::{Env, Exit};
use greenroom::domain::cue::Cue;
use greenroom::domain::id::{AskId, FactId};
use greenroom::domain::interview::entry::{Candidate, Ending, Entry, Reply, ReplyKind};
use greenroom::domain::interview::{Interview, Stamped};
use greenroom::domain::playbook::Snapshot;
use greenroom::domain::step::Step;
use greenroom::domain::time::{SessionTime, Timestamp};
use greenroom::store::{Store, Write};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::program::{env, run};
use crate::support::sittings;

const NOW: Timestamp = Timestamp(1_795_366_000_000);

/// One entry a minute, from the first minute on.
fn sit(home: &Path, snapshot: &Snapshot, entries: Vec<Entry>) {
    let mut opening = sittings::interview().opening().clone();
    opening.snapshot = snapshot.fingerprint().to_string();
    let mut store = Store::open(&home.join(".local/share/greenroom"), NOW).unwrap().store;
    let id = store.begin(&Interview::open(opening, NOW), snapshot).unwrap();
    let writes = entries.into_iter().enumerate().map(|(place, entry)| {
        let at = SessionTime::minutes(place as u64 + 1);
        Write::Entry { sitting: id, place: place + 1, stamped: Stamped { at, wall: NOW, entry } }
    });
    store.commit(&writes.collect::<Vec<_>>()).unwrap();
}

fn wrote(ask: &AskId, text: &str) -> Entry {
    Entry::Wrote { ask: ask.clone(), text: text.to_owned() }
}

/// A finished interview: a fact told, a point with its reason, and one that is turned into its opposite.
fn home() -> (TempDir, Env) {
    let mut snapshot = sittings::snapshot();
    snapshot.case.deep_dive.probes[0].points[0].not = vec![Cue::parse("append duplicates").unwrap()];
    let candidate =
        |id: &str, score: f64, by: &str| Candidate { id: id.to_owned(), score, by: by.to_owned() };
    let told = Reply {
        kind: ReplyKind::Fact,
        text: "Within a minute.".to_owned(),
        facts: vec![FactId::new("freshness").unwrap()],
        topic: None,
        question: "How fresh must it be?".to_owned(),
        why: vec![
            candidate("freshness", 0.91, "Is nightly good enough?"),
            candidate("volume", 0.34, "how many"),
        ],
    };
    let probe = snapshot.case.deep_dive.probes[0].id.clone();
    let entries = vec![
        Entry::Asked { text: "How fresh must it be?".to_owned() },
        Entry::Told(told),
        Entry::Advanced { to: Step::Architecture },
        wrote(&Step::Architecture.ask(), "We merge by the business key because rows come late."),
        Entry::Advanced { to: Step::DeepDive },
        Entry::Posed { ask: probe.clone(), text: "What if it is late?".to_owned() },
        wrote(&probe, "We append the duplicates and let readers sort them out."),
        Entry::Finished { how: Ending::Early },
    ];
    let home = tempfile::tempdir().unwrap();
    sit(home.path(), &snapshot, entries);
    let env = env(home.path());
    (home, env)
}

#[test]
fn a_score_needs_no_pack_and_is_the_same_byte_for_byte_each_time() {
    let (_home, mut env) = home();
    for args in [&["score", "1"][..], &["score", "1", "--verbose"], &["score", "1", "--json"]] {
        let first = run(&env, args);
        assert_eq!((first.exit, first.err.as_str()), (Exit::Ok, ""), "the case is in no pack");
        env.vars.insert("TZ".to_owned(), "Asia/Tokyo".to_owned());
        assert_eq!(run(&env, args).out, first.out);
    }
}

#[test]
fn a_score_shows_dimensions_bars_gates_and_the_first_fix() {
    let (_home, env) = home();
    let score = run(&env, &["score", "last"]).out;
    assert!(score.starts_with("Interview 1: Parcel tracking, level senior\n"), "{score}");
    for part in [
        " of 100, all\nKeyword-based.\n",
        "\nDimensions\n  scope         not reached\n",
        "\n  correctness   level ",
        "\nBars\n  mid     cleared\n",
        "\nGates\n  none closed\n",
        "\nFirst fix\n  Merges late rows by key.\n",
    ] {
        assert!(score.contains(part), "{part}\n---\n{score}");
    }
    assert!(!score.contains("\nPoints\n"), "{score}");
}

#[test]
fn the_grounds_are_the_words_the_minute_the_cue_and_what_raised_the_mark_or_spoke_against_it() {
    let (_home, env) = home();
    let score = run(&env, &["score", "1", "--verbose"]).out;
    for part in [
        "    2 reasoned: `raw-copy` (correctness, weight 2)\n      Merges late rows by key.\n      \"We merge by the business \
         key because rows come late\"\n      at 04:00 by `merge \"business key\" -append`; a reason, `because`, said \
         to `architecture`\n",
        "    0 not seen: `late` (correctness, weight 2)\n",
        "      spoke against it: \"We append the duplicates and let readers sort them out\"\n      at 07:00 by `append \
         duplicates`",
    ] {
        assert!(score.contains(part), "{part}\n---\n{score}");
    }
}

#[test]
fn an_answer_of_the_interviewer_shows_the_fact_that_was_chosen_and_what_came_second() {
    let (_home, env) = home();
    let score = run(&env, &["score", "1", "--verbose"]).out;
    let reply = "  02:00  \"How fresh must it be?\"\n      fact `freshness`: Within a minute.\n      chosen: `freshness` \
                 0.91 by `Is nightly good enough?`\n      passed over: `volume` 0.34 by `how many`\n";
    assert!(score.ends_with(&format!("\nReplies\n{reply}")), "{score}");
}

#[test]
fn a_score_as_json_holds_the_whole_debrief_and_every_reply() {
    let (_home, env) = home();
    let json: Value = serde_json::from_str(&run(&env, &["score", "1", "--json"]).out).unwrap();
    assert_eq!((&json["schema"], &json["case"]), (&"greenroom.score/1".into(), &"parcels".into()));
    let marks = json["debrief"]["marks"]["points"].as_array().unwrap();
    let raw_copy = marks.iter().find(|mark| mark["point"] == "raw-copy").unwrap();
    assert_eq!((&raw_copy["mark"], &raw_copy["evidence"][0]["at"]), (&2.into(), &240_000.into()));
    assert_eq!(json["replies"][0]["reply"]["why"][1]["id"], "volume");
}

#[test]
fn the_last_interview_is_the_newest_and_an_unfinished_one_is_scored_so_far() {
    let (home, env) = home();
    sit(home.path(), &sittings::snapshot(), vec![wrote(&Step::Clarify.ask(), "One \u{1b}[2J word.")]);
    let last = run(&env, &["score", "last", "--verbose"]);
    assert!(last.out.starts_with("Interview 2: ") && !last.out.contains('\u{1b}'), "{}", last.out);
    assert_eq!(last.err, "note: interview 2 is not finished; this is the score so far\n");
    let shown = run(&env, &["history", "show", "last"]).out;
    assert!(shown.contains("Interview 2: "), "{shown}");
}

#[test]
fn an_interview_that_is_not_there_has_no_score() {
    let home = tempfile::tempdir().unwrap();
    let empty = env(home.path());
    let none = run(&empty, &["score", "last"]);
    assert_eq!((none.exit, none.out.as_str()), (Exit::Negative, ""));
    let (_home, env) = self::home();
    let missing = run(&env, &["score", "9"]);
    assert_eq!(missing.exit, Exit::Usage);
    assert!(missing.err.contains("there is no sitting 9"), "{}", missing.err);
    let nonsense = run(&env, &["score", "newest"]);
    assert_eq!(nonsense.exit, Exit::Usage);
    assert!(nonsense.err.contains("neither a number nor `last`"), "{}", nonsense.err);
}
