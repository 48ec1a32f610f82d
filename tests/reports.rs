//! Reports say what the debrief says, and nothing in them is more than text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use greenroom::commands::{Env, Exit};
use greenroom::domain::interview::entry::{Ending, Entry};
use greenroom::domain::interview::{Interview, Stamped};
use greenroom::domain::playbook::Snapshot;
use greenroom::domain::rubric::Dimension;
use greenroom::domain::score;
use greenroom::domain::step::Step;
use greenroom::domain::time::{SessionTime, Timestamp};
use greenroom::store::{Store, Write};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

use crate::support::program::{env, run};
use crate::support::sittings;

const NOW: Timestamp = Timestamp(1_795_366_000_000);

/// What somebody might put into an answer or the title of a pack to be run, loaded or believed.
const HOSTILE: &str = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)> \" onload='x' \
                       ![p](http://e/p.png) [l](javascript:x) | a | `b` {{7*7}} &lt; \u{1b}[2J \u{202e}";

/// A history with one finished interview in which `text` stands wherever somebody can write.
fn home_with(text: &str) -> (tempfile::TempDir, Env) {
    let home = tempfile::tempdir().unwrap();
    let mut snapshot = sittings::snapshot();
    snapshot.case.title = format!("Parcels {text}");
    snapshot.case.clarify.points[0].say = format!("Merges {text}.");
    snapshot.rubric.dimensions[5].title = format!("Correct {text}");
    snapshot.framework.steps[0].title = format!("Clarify {text}");
    sit(home.path(), &snapshot, text);
    let env = env(home.path());
    (home, env)
}

fn sit(home: &Path, snapshot: &Snapshot, text: &str) {
    let mut opening = sittings::interview().opening().clone();
    opening.title.clone_from(&snapshot.case.title);
    opening.snapshot = snapshot.fingerprint().to_string();
    let interview = Interview::open(opening, NOW);
    let mut store = Store::open(&home.join(".local/share/greenroom"), NOW).unwrap().store;
    let id = store.begin(&interview, snapshot).unwrap();
    let answer = format!("We merge by the business key because rows come late. {text}");
    let entries = [
        Entry::Posed { ask: Step::Clarify.ask(), text: text.to_owned() },
        Entry::Asked { text: format!("{text}?") },
        Entry::Wrote { ask: Step::Clarify.ask(), text: answer },
        Entry::Drew { text: format!("apps -> log : {text}\nlog -> lake") },
        Entry::SelfScored { levels: BTreeMap::from([(Dimension::Correctness, 2)]) },
        Entry::Finished { how: Ending::Complete },
    ];
    let writes = entries.into_iter().enumerate().map(|(place, entry)| {
        let at = SessionTime::minutes(place as u64 + 1);
        Write::Entry { sitting: id, place: place + 1, stamped: Stamped { at, wall: NOW, entry } }
    });
    store.commit(&writes.collect::<Vec<_>>()).unwrap();
}

fn report(env: &Env, args: &[&str]) -> String {
    let report = run(env, &[&["history", "report"], args].concat());
    assert_eq!((report.exit, report.err.as_str()), (Exit::Ok, ""));
    report.out
}

/// Everything between `<` and `>`: the tags with their attributes, but for the text of `aria-label`.
fn tags(html: &str) -> BTreeSet<String> {
    let tags = html.split('<').skip(1).map(|rest| rest.split_once('>').expect("tags are closed").0);
    let name = |tag: &str| {
        let words = tag.split('"').step_by(2).map(str::trim).collect::<Vec<_>>();
        words.join("\"\"")
    };
    tags.map(name).collect()
}

#[test]
fn nothing_that_is_written_becomes_a_tag_or_an_attribute() {
    let (_plain_home, plain) = home_with("harmless");
    let (_hostile_home, hostile) = home_with(HOSTILE);
    for args in [&["1", "--format", "html"][..], &["--format", "html"]] {
        let (plain, hostile) = (report(&plain, args), report(&hostile, args));
        assert_eq!(tags(&hostile), tags(&plain), "{args:?}");
        assert!(hostile.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{args:?}");
        assert!(!hostile.contains(|c: char| c.is_control() && c != '\n') && !hostile.contains('\u{202e}'));
    }
}

#[test]
fn an_html_report_loads_nothing_and_runs_nothing() {
    let (_home, env) = home_with("harmless");
    for args in [&["1", "--format", "html"][..], &["--format", "html"]] {
        let html = report(&env, args);
        for word in
            ["<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import", "http:", "https:"]
        {
            assert!(!html.contains(word), "{word}");
        }
        for part in ["default-src 'none'", "prefers-color-scheme: dark", "@media print", "<svg viewBox"] {
            assert!(html.contains(part), "{part}");
        }
        let opened = |tag: &str| html.matches(&format!("<{tag}>")).count();
        for tag in ["ul", "li", "h3", "pre", "table", "figure", "title"] {
            assert_eq!(opened(tag), html.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}

#[test]
fn nothing_that_is_written_becomes_markdown() {
    let (_home, env) = home_with(HOSTILE);
    for args in [&["1"][..], &[]] {
        let markdown = report(&env, args);
        let mut shown = String::new();
        for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
                Event::Start(tag @ (Tag::Image { .. } | Tag::Link { .. })) => panic!("{tag:?}"),
                Event::Text(text) => shown.push_str(&text),
                _ => {}
            }
        }
        assert!(shown.contains("<script>alert(1)</script>") && shown.contains("![p](http://e/p.png)"));
        assert!(!markdown.contains('\u{1b}'));
    }
}

#[test]
fn every_form_says_what_the_debrief_says() {
    let (home, env) = home_with("harmless");
    let store = Store::open(&home.path().join(".local/share/greenroom"), NOW).unwrap().store;
    let id = "1".parse().unwrap();
    let sitting = store.sitting(id).unwrap().sitting;
    let debrief = score::debrief(&sitting.snapshot, &sitting.interview);
    drop(store);
    let (markdown, html) = (report(&env, &["1"]), report(&env, &["1", "--format", "html"]));
    let quote = "We merge by the business key because rows come late";
    for form in [&markdown, &html] {
        assert!(form.contains(&debrief.headline()), "{form}");
        assert!(form.contains(quote) && form.contains("level") && form.contains("apps"), "{form}");
    }
    let json: Value = serde_json::from_str(&report(&env, &["1", "--format", "json"])).unwrap();
    assert_eq!(json["schema"], "greenroom.report/1");
    assert_eq!(json["sittings"][0]["debrief"], serde_json::to_value(&debrief).unwrap());
    assert_eq!(json["sittings"][0]["sitting"]["id"], 1);
}

#[test]
fn a_report_of_all_interviews_has_a_row_for_each_and_leaves_out_the_unfinished() {
    let (home, env) = home_with("harmless");
    sit(home.path(), &sittings::snapshot(), "once more");
    let mut store = Store::open(&home.path().join(".local/share/greenroom"), NOW).unwrap().store;
    store.begin(&sittings::interview(), &sittings::snapshot()).unwrap();
    drop(store);
    let json: Value = serde_json::from_str(&report(&env, &["--format", "json"])).unwrap();
    assert_eq!(json["sittings"].as_array().unwrap().len(), 2);
    let html = report(&env, &["--format", "html"]);
    let body = html.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    assert_eq!(body.matches("<tr>").count(), 2);
    assert_eq!(html.matches("<circle").count(), 2);
}

#[test]
fn a_report_goes_to_a_file_whole_or_not_at_all() {
    let (home, env) = home_with("harmless");
    let file = home.path().join("report.html");
    let out = report(&env, &["1", "--format", "html", "-o", file.to_str().unwrap()]);
    assert_eq!(out, "");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), report(&env, &["1", "--format", "html"]));
    let nowhere = home.path().join("no/such/folder/report.md");
    let refused = run(&env, &["history", "report", "1", "-o", nowhere.to_str().unwrap()]);
    assert_eq!((refused.exit, refused.out.as_str()), (Exit::CannotCreate, ""));
    assert_eq!(run(&env, &["history", "report", "9"]).exit, Exit::Usage);
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(run(&crate::support::program::env(empty.path()), &["history", "report"]).exit, Exit::Negative);
}
