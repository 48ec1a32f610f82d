//! The published schemas hold what the program prints, and nothing less.

use std::collections::BTreeMap;

use greenroom::commands::{Env, Exit};
use greenroom::domain::id::{AskId, PointId};
use greenroom::domain::interview::Interview;
use greenroom::domain::interview::entry::Entry;
use greenroom::domain::rubric::Dimension;
use greenroom::domain::schedule::{CardId, Change, Deck, Grade, Graded};
use greenroom::domain::sitting::SittingId;
use greenroom::domain::time::Now;
use greenroom::store::{Store, Write};
use serde_json::{Value, json};

use crate::comparing::two;
use crate::support::json_schema::problems;
use crate::support::program::{env, run};

/// Each kind with the command that prints it.
const COMMANDS: [(&str, &[&str]); 5] = [
    ("report", &["history", "report", "--format", "json"]),
    ("progress", &["progress", "--json"]),
    ("comparison", &["history", "compare", "1", "2", "--json"]),
    ("history", &["history", "list", "--json"]),
    ("export", &["export"]),
];

/// With own marks, a claim and a second answer after its end.
fn looked_back(mut interview: Interview) -> Interview {
    let (at, wall) = (interview.last_at(), interview.log()[0].wall);
    let ask = AskId::new("late-scans").unwrap();
    let point = PointId::new("late").unwrap();
    let entries = [
        Entry::SelfScored { levels: [(Dimension::Scope, 2)].into() },
        Entry::Claimed { ask: ask.clone(), point, quote: "I said this.".to_owned() },
        Entry::Retried { ask, text: "We merge by the business key because rows come late.".to_owned() },
    ];
    for entry in entries {
        interview.record(at, wall, entry);
    }
    interview
}

/// Two interviews of one case with own marks, claims and second answers, and some drills.
fn home() -> (tempfile::TempDir, Env) {
    let home = tempfile::tempdir().unwrap();
    let shelf = two();
    let first = &shelf.sittings[&SittingId(1)];
    let now = Now { wall: first.seen, ..Now::default() };
    let mut store = Store::open(&home.path().join(".local/share/greenroom"), now.wall).unwrap().store;
    for kept in shelf.sittings.values() {
        let interview = &looked_back(kept.interview.clone());
        let id = store.begin(interview, &kept.snapshot).unwrap();
        let entries = interview.log().iter().enumerate().skip(1);
        let writes =
            entries.map(|(place, stamped)| Write::Entry { sitting: id, place, stamped: stamped.clone() });
        store.commit(&writes.collect::<Vec<_>>()).unwrap();
    }
    let mut deck = Deck::default();
    for (number, grade) in [Grade::Good, Grade::Again, Grade::Easy].into_iter().enumerate() {
        let card: CardId = serde_json::from_value(json!(format!("recall:page:{number}"))).unwrap();
        let given = Graded { card, grade, proposed: None, millis: 9_000, answer: "Because.".to_owned() };
        let (_, changes): (_, Vec<Change>) = deck.grade(given, now.wall, now.day());
        store.commit(&changes.into_iter().map(Write::Memory).collect::<Vec<_>>()).unwrap();
    }
    let env = env(home.path());
    (home, env)
}

fn documents() -> BTreeMap<&'static str, (Value, Value)> {
    let (_home, env) = home();
    let read = |args: &[&str]| -> Value {
        let ran = run(&env, args);
        assert_eq!(ran.exit, Exit::Ok, "{args:?}: {}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    };
    COMMANDS.into_iter().map(|(kind, args)| (kind, (read(&["schema", kind]), read(args)))).collect()
}

#[test]
fn what_is_printed_is_what_the_schema_says() {
    for (kind, (schema, document)) in documents() {
        assert_eq!(problems(&schema, &document), Vec::<String>::new(), "{kind}");
    }
}

/// Every object of a document, by its place.
fn objects(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| objects(value, format!("{at}/{name}"), found));
            found.push(at);
        }
        // The first of a list stands for all.
        Value::Array(items) => items.iter().take(1).for_each(|item| objects(item, format!("{at}/0"), found)),
        _ => {}
    }
}

#[test]
fn a_field_that_is_missing_or_unknown_is_noticed_wherever_it_is() {
    for (kind, (schema, document)) in documents() {
        let mut places = Vec::new();
        objects(&document, String::new(), &mut places);
        assert!(places.len() > 1, "{kind}");
        for place in places {
            let mut more = document.clone();
            more.pointer_mut(&place).unwrap()["unheard-of"] = json!(1);
            assert_ne!(problems(&schema, &more), Vec::<String>::new(), "{kind} {place}: more");
            let mut less = document.clone();
            let fields = less.pointer_mut(&place).unwrap().as_object_mut().unwrap();
            // What an advice is about is the one thing that may be left out.
            let Some(name) = fields.keys().find(|name| *name != "of").cloned() else { continue };
            fields.remove(&name);
            assert_ne!(problems(&schema, &less), Vec::<String>::new(), "{kind} {place}: without {name}");
        }
    }
}

#[test]
fn without_a_kind_all_are_named_with_their_commands() {
    let home = tempfile::tempdir().unwrap();
    let out = run(&env(home.path()), &["schema"]).out;
    for (kind, args) in COMMANDS {
        assert!(out.lines().any(|line| line.starts_with(kind) && line.contains(args[0])), "{kind}\n{out}");
    }
}

#[test]
fn progress_and_report_draw_from_the_same_figures() {
    let documents = documents();
    let (progress, report) = (&documents["progress"].1, &documents["report"].1);
    let sat = report["sittings"].as_array().unwrap();
    let drawn = progress["progress"]["overall"].as_array().unwrap();
    assert_eq!(drawn.len(), sat.len());
    for (dot, one) in drawn.iter().zip(sat) {
        assert_eq!(dot["sitting"], one["sitting"]["id"]);
        assert_eq!(dot["overall"], one["debrief"]["card"]["overall"]);
    }
    let mut compared = 0;
    for line in progress["progress"]["dimensions"].as_array().unwrap() {
        for dot in line["dots"].as_array().unwrap() {
            let one = sat.iter().find(|one| one["sitting"]["id"] == dot["sitting"]).unwrap();
            let scores = one["debrief"]["card"]["dimensions"].as_array().unwrap();
            let score = scores.iter().find(|score| score["dimension"] == line["dimension"]).unwrap();
            assert_eq!((&dot["mean"], &dot["level"]), (&score["mean"], &score["level"]));
            compared += 1;
        }
    }
    assert!(compared > 4, "{compared}");
}
