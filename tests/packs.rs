//! What is wrong with a pack is said with the right code, at the right line.

use greenroom::content::{Loaded, load};
use greenroom::diagnostic::{Severity, is_unclean};

use crate::support::packs::Pack;

/// One way to break the sound pack: the file, what is replaced by what, the code of the problem, and a text of the
/// broken file on whose (first) line the problem must stand; empty where the line does not matter.
struct Break {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
    on: &'static str,
}

const fn broken(
    file: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
    on: &'static str,
) -> Break {
    Break { file, from, to, code, on }
}

const CASE: &str = "cases/parcels.yaml";
const PAGE: &str = "patterns/kappa.md";
const TRADEOFF: &str = "tradeoffs/batch-or-stream.yaml";
const ESTIMATE: &str = "estimates/events-a-day.yaml";

/// Structure: one problem a file.
const STRUCTURE: &[Break] = &[
    broken(CASE, "title: Parcel", "titel: Parcel", "unknown-field", "titel:"),
    broken(CASE, "summary: Where is every parcel now?\n", "", "missing-field", "id: parcels"),
    broken(CASE, "minutes: 45", "minutes: soon", "wrong-type", "minutes: soon"),
    broken(CASE, "minutes: 45", "minutes: 45\nminutes: 30", "duplicate-key", "minutes: 30"),
    broken(CASE, "title: Parcel tracking", "title:", "missing-value", "title:"),
    broken(CASE, "title: Parcel tracking", "title: Parcels: where", "yaml-syntax", "title:"),
    broken(CASE, "title: Parcel tracking", "title: \"Parcels", "yaml-syntax", ""),
    broken(CASE, "skills: [late-data, upserts]", "skills: [late-data, upserts", "yaml-syntax", ""),
    broken(CASE, "skills: [late-data, upserts]", "skills: late-data", "wrong-type", "skills:"),
    broken(CASE, "skills: [late-data, upserts]", "skills:\n\t- late-data", "tab-indent", "\t- late-data"),
    broken(CASE, "title: Parcel tracking", "title: &t Parcel tracking", "anchor", "title:"),
    broken(CASE, "summary: Where is every parcel now?", "summary: *t", "alias", "summary:"),
    broken(CASE, "summary: Where is", "summary: !secret Where is", "tag", "summary:"),
    broken(CASE, "    need: must", "    need: must\n    <<: {a: b}", "merge-key", "<<:"),
    broken(CASE, "facts:\n", "---\nfacts:\n", "two-documents", "---"),
    broken(CASE, "title: Parcel", "title: \u{0}Parcel", "control-character", "title:"),
    broken(CASE, "title: Parcel", "title: \u{1b}[2JParcel", "control-character", "title:"),
    broken(CASE, "title: Parcel tracking", "title: \"\\e[2J\"", "control-character", "title:"),
    broken(CASE, "title: Parcel tracking", "title: \"\\u202e\"", "control-character", "title:"),
    broken(CASE, "title: Parcel", "title: \u{202e}Parcel", "control-character", "title:"),
    broken(CASE, "weight: 2", "weight: heavy", "wrong-type", "weight: heavy"),
    broken("lexicon.yaml", "managed: false", "managed: no", "wrong-type", "managed: no"),
    broken(PAGE, "---\nid: kappa", "id: kappa", "no-front-matter", "id: kappa"),
    broken(PAGE, "---\n\n## The idea", "\n## The idea", "no-front-matter", "---"),
    broken(PAGE, "title: Kappa", "titel: Kappa", "unknown-field", "titel:"),
    broken(ESTIMATE, "tolerance: 0.1", "tolerance: a bit", "wrong-type", "tolerance:"),
];

/// Meaning: all problems of a file.
const MEANING: &[Break] = &[
    broken("pack.yaml", "format: 1", "format: 2", "format-version", "format: 2"),
    broken("pack.yaml", "id: sound", "id: Sound Pack", "invalid-id", "id: Sound"),
    broken("framework.yaml", "  - id: clarify", "  - id: clarity", "unknown-value", "id: clarity"),
    broken("framework.yaml", "share: {min: 40, max: 50}", "share: {min: 50, max: 40}", "shares", "{min: 50"),
    broken("framework.yaml", "45: 20, 60: 27", "45: 21, 60: 27", "shares", "- id: clarify"),
    broken(
        "framework.yaml",
        "share: {min: 40, max: 50}",
        "share: {min: 90, max: 95}",
        "shares",
        "- id: clarify",
    ),
    broken("framework.yaml", "statement: [Sounds fair.]", "statement: []", "empty-list", "statement:"),
    broken("rubric.yaml", "weight: 12", "weight: 13", "weights", "id: scope"),
    broken("rubric.yaml", "id: scope,", "id: scoop,", "unknown-value", "id: scoop"),
    broken(
        "rubric.yaml",
        "levels: [Nothing, Named, Reasoned, Proven]",
        "levels: [No, Yes]",
        "level-count",
        "[No, Yes]",
    ),
    broken("rubric.yaml", "{below: 101, title: strong}", "{below: 100, title: strong}", "bands", "below: 40"),
    broken("rubric.yaml", "cap: mixed", "cap: mixd", "unknown-id", "cap: mixd"),
    broken("rubric.yaml", "at-least: {scope: 1,", "at-least: {scope: 4,", "out-of-range", "scope: 4"),
    broken("topics.yaml", "- id: volume", "- id: freshness", "duplicate-id", "freshness\n    title: Volume"),
    broken("lexicon.yaml", "- id: business-key", "- id: warehouse", "role-name", "- id: warehouse"),
    broken("lexicon.yaml", "{id: s3,", "{id: late-data,", "duplicate-id", "{id: late-data"),
    broken("lexicon.yaml", "role: lake\n", "role: pond\n", "unknown-value", "role: pond"),
    broken("lexicon.yaml", "includes: [late-data]", "includes: [late-date]", "unknown-id", "late-date"),
    broken("lexicon.yaml", "terms: [raw copy,", "terms: [\"--\",", "empty-term", "\"--\""),
    broken(CASE, "difficulty: core", "difficulty: cor", "unknown-value", "difficulty:"),
    broken(CASE, "minutes: 45", "minutes: 4500", "out-of-range", "minutes: 4500"),
    broken(CASE, "skills: [late-data, upserts]", "skills: [late-date]", "unknown-id", "skills:"),
    broken(CASE, "topic: freshness", "topic: fresness", "unknown-id", "topic: fresness"),
    broken(CASE, "need: must", "need: may", "unknown-value", "need: may"),
    broken(CASE, "  - id: volume", "  - id: freshness", "duplicate-id", "freshness\n    topic: volume"),
    broken(CASE, "{topic: budget,", "{topic: budge,", "unknown-id", "topic: budge"),
    broken(CASE, "dim: scope", "dim: scop", "unknown-value", "dim: scop"),
    broken(CASE, "weight: 2", "weight: 4", "out-of-range", "weight: 4"),
    broken(CASE, "told: [freshness]", "told: [fresh]", "unknown-id", "told:"),
    broken(CASE, "facts: [volume]", "told: [volume]", "told-outside-clarify", "told: [volume]"),
    broken(CASE, "        told: [freshness]\n", "", "no-cues", "id: asks-freshness"),
    broken(
        CASE,
        "(merge|upsert) $business-key",
        "(merge|upsert $business-key",
        "invalid-cue",
        "(merge|upsert",
    ),
    broken(
        CASE,
        "(merge|upsert) $business-key",
        "(merge|upsert) $busines-key",
        "unknown-name",
        "$busines-key",
    ),
    broken(CASE, "- append $late-data", "- append $late-dta", "unknown-name", "append $late-dta"),
    broken(CASE, "- rebuild partition", "- -rebuild", "invalid-cue", "- -rebuild"),
    broken(CASE, "span: answer", "span: page", "unknown-value", "span: page"),
    broken(CASE, "- id: late-scans", "- id: deep-dive", "step-id", "- id: deep-dive"),
    broken(CASE, "- id: alerts", "- id: late-scans", "duplicate-id", "late-scans\n        ask: How do"),
    broken(CASE, "- id: top-risk", "- id: rebuild", "duplicate-id", "rebuild\n        dim: correctness"),
    broken(CASE, "  deep-dive:\n    opening", "  deep-drive:\n    opening", "unknown-field", "deep-drive:"),
    broken(CASE, "step: deep-dive", "step: summary", "unknown-value", "step: summary"),
    broken(CASE, "{fact: freshness,", "{fact: fresh,", "unknown-id", "{fact: fresh,"),
    broken(CASE, "remove: [batch]", "remove: [gateaway]", "unknown-id", "gateaway"),
    broken(CASE, "(stream-log|cdc)", "(stream-lock|cdc)", "unknown-id", "stream-lock"),
    broken(CASE, "I rebuild the partition. {rebuild}", "I rebuild it. {rebild}", "unknown-id", "{rebild}"),
    broken(CASE, "  kafka: {add", "  kafca: {add", "unknown-id", "kafca:"),
    broken(CASE, "see: [kappa,", "see: [kapa,", "unknown-id", "see: [kapa"),
    broken(PAGE, "see: [parcels, lambda]", "see: [parcel, lambda]", "unknown-id", "see:"),
    broken(PAGE, "{id: what,", "{id: What,", "invalid-id", "id: What"),
    broken(
        PAGE,
        "        - one (path|code) history\n",
        "        - one (path|code)) $x\n",
        "unknown-name",
        "$x",
    ),
    broken(
        PAGE,
        "      weight: 3\n",
        "      weight: 3\n      facts: [volume]\n",
        "facts-outside-case",
        "facts:",
    ),
    broken(TRADEOFF, "better: batch", "better: bach", "unknown-id", "better: bach"),
    broken(TRADEOFF, "  - id: stream", "  - id: batch", "duplicate-id", "batch\n    title: Stream"),
    broken(
        TRADEOFF,
        "- id: somebody-acts",
        "- id: nobody-waits",
        "duplicate-id",
        "nobody-waits\n        dim: tradeoffs\n        weight: 2\n        say: Somebody",
    ),
    broken(ESTIMATE, "{events} events a day", "{event} events a day", "unknown-id", "ask:"),
    broken(ESTIMATE, "{events: 500M, size: 2 KB}", "{events: 500M}", "missing-value", "value: 1 TB"),
    broken(ESTIMATE, "tolerance: 0.1", "tolerance: 0", "out-of-range", "tolerance: 0"),
    broken(ESTIMATE, "events: [100M, 500M]", "events: []", "empty-list", "events: []"),
];

/// The line of a text in the broken file, from 1; 0 for the file as a whole.
fn line(text: &str, on: &str) -> usize {
    let at = text.find(on).unwrap_or_else(|| panic!("`{on}` is not in the file"));
    text.get(..at).map_or(0, |before| before.matches('\n').count() + 1)
}

/// The problems of the broken file, after checking the one that was caused.
fn check(case: &Break) -> Loaded {
    let pack = Pack::sound().edit(case.file, case.from, case.to);
    let loaded = pack.load();
    let context = format!("{} with `{}`: {:#?}", case.file, case.to, loaded.diagnostics);
    let found: Vec<_> = loaded.diagnostics.iter().filter(|problem| problem.code == case.code).collect();
    let first = found.first().unwrap_or_else(|| panic!("no {} in {context}", case.code));
    let place = first.place.as_ref().expect("every problem has a place");
    assert_eq!(place.file, format!("sound/{}", case.file), "{context}");
    assert!(first.help.is_some(), "no next step in {context}");
    if case.on.is_empty() {
        return loaded;
    }
    let text = pack.text(case.file);
    let lines: Vec<usize> =
        found.iter().filter_map(|problem| problem.place.as_ref()).map(|p| p.line).collect();
    let expected = line(&text, case.on);
    assert!(lines.contains(&expected), "line {expected} expected in {context}");
    loaded
}

#[test]
fn each_structural_error_is_one_problem_at_its_line() {
    for case in STRUCTURE {
        let loaded = check(case);
        let in_file = loaded.diagnostics.iter().filter(|problem| {
            problem.place.as_ref().is_some_and(|place| place.file == format!("sound/{}", case.file))
        });
        assert_eq!(in_file.count(), 1, "{:?}", loaded.diagnostics);
    }
}

#[test]
fn each_error_of_meaning_is_reported_at_its_line() {
    for case in MEANING {
        check(case);
    }
}

#[test]
fn the_corpus_is_as_large_as_promised() {
    assert!(STRUCTURE.len() + MEANING.len() >= 60, "{}", STRUCTURE.len() + MEANING.len());
}

#[test]
fn all_errors_of_meaning_in_a_file_are_reported_at_once() {
    let pack = Pack::sound()
        .edit(CASE, "difficulty: core", "difficulty: cor")
        .edit(CASE, "topic: freshness", "topic: fresness")
        .edit(CASE, "$business-key", "$busines-key")
        .edit(CASE, "see: [kappa", "see: [kapa");
    let loaded = pack.load();
    let found: Vec<(&str, Option<&str>)> =
        loaded.diagnostics.iter().map(|problem| (problem.code, problem.help.as_deref())).collect();
    assert_eq!(
        found,
        [
            ("unknown-value", Some("did you mean `core`?")),
            ("unknown-id", Some("did you mean `freshness`?")),
            ("unknown-name", Some("did you mean `business-key`?")),
            ("unknown-id", Some("did you mean `kappa`?")),
        ]
    );
    assert!(loaded.playbook.unwrap().cases.is_empty(), "a case with errors is left out");
}

#[test]
fn an_unknown_name_in_a_cue_is_marked_itself() {
    let loaded = Pack::sound().edit(CASE, "$business-key", "$busines-key").load();
    let place = loaded.diagnostics[0].place.clone().unwrap();
    assert_eq!(place.excerpt.get(place.mark), Some("$busines-key"));
}

#[test]
fn other_encodings_are_refused_with_their_line() {
    let pack = Pack::sound().with("cases/parcels.yaml", &b"id: parcels\ntitle: Caf\xe9\n"[..]);
    let problem = &pack.load().diagnostics[0];
    assert_eq!((problem.code, problem.place.as_ref().map(|place| place.line)), ("not-utf8", Some(2)));
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let mut windows = Pack::sound();
    for path in windows.paths() {
        let text = format!("\u{feff}{}", windows.text(&path).replace('\n', "\r\n"));
        windows = windows.with(&path, text);
    }
    assert_eq!(windows.load(), Pack::sound().load());
}

#[test]
fn empty_files_are_errors_and_strange_ones_are_warnings() {
    let pack = Pack::sound()
        .with("cases/empty.yaml", "# nothing\n\n")
        .with("cases/x.yml", "a: b")
        .with("README.md", "hi");
    let loaded = pack.load();
    let found: Vec<(&str, Severity)> = loaded.diagnostics.iter().map(|p| (p.code, p.severity)).collect();
    assert_eq!(found, [("empty-file", Severity::Error), ("unknown-file", Severity::Warning)]);
}

#[test]
fn a_pack_without_its_shared_files_says_which_are_missing() {
    for path in ["framework.yaml", "rubric.yaml", "topics.yaml", "lexicon.yaml"] {
        let loaded = Pack::sound().without(path).load();
        assert!(loaded.playbook.is_none());
        let missing = loaded.diagnostics.iter().find(|problem| problem.code == "missing-file");
        assert!(missing.is_some_and(|problem| problem.message.contains(path)), "{path}");
    }
}

#[test]
fn a_broken_lexicon_does_not_make_every_cue_an_error() {
    let loaded = Pack::sound().with("lexicon.yaml", "concepts: [").load();
    assert_eq!(loaded.diagnostics.len(), 1, "{:?}", loaded.diagnostics);
}

#[test]
fn two_packs_or_two_cases_of_one_id_are_named_both() {
    let loaded = load(&[Pack::sound().source(), Pack::empty("sound").source()]);
    assert_eq!(loaded.diagnostics.len(), 1);
    assert_eq!(loaded.diagnostics[0].code, "duplicate-pack");

    let mine = Pack::empty("mine").with(CASE, Pack::sound().text(CASE));
    let loaded = load(&[Pack::sound().source(), mine.source()]);
    assert_eq!(loaded.diagnostics.len(), 1);
    let message = &loaded.diagnostics[0].message;
    assert!(
        message.contains("sound/cases/parcels.yaml") && message.contains("mine/cases/parcels.yaml"),
        "{message}"
    );
    assert_eq!(loaded.playbook.unwrap().cases.len(), 1);
}

#[test]
fn bombs_are_refused() {
    let deep = "[".repeat(80_000);
    let wide = format!("a: &a [x]\nb: [{}]\n", "*a,".repeat(50_000));
    let dashes = "- ".repeat(500_000);
    let questions = "? ".repeat(500_000);
    let keys = (0..100_000).map(|n| format!("{n}: x\n")).collect::<Vec<_>>().concat();
    let quote = format!("a: \"{}", "x".repeat(1 << 20));
    for bomb in [deep, wide, dashes, questions, keys, quote] {
        let loaded = Pack::sound().with(CASE, bomb).load();
        assert!(
            loaded
                .diagnostics
                .iter()
                .any(|problem| problem.place.as_ref().is_some_and(|p| p.file.ends_with(CASE)))
        );
    }
}

#[test]
fn a_long_text_is_refused() {
    let pack = Pack::sound().edit(CASE, "title: Parcel", &format!("title: {} Parcel", "x".repeat(70_000)));
    assert_eq!(pack.load().diagnostics[0].code, "text-too-long");
    let pack = Pack::sound().edit(PAGE, "One engine", &"word ".repeat(20_000));
    assert_eq!(pack.load().diagnostics[0].code, "text-too-long");
}

#[test]
fn a_file_full_of_errors_does_not_flood_the_reader() {
    let fact = |n| format!("  - {{id: f{n}, topic: nope, need: must, answer: x}}\n");
    let facts = (0..5_000).map(fact).collect::<Vec<_>>().concat();
    let pack = Pack::sound().edit(CASE, "open:\n", &format!("{facts}open:\n"));
    let loaded = pack.load();
    assert!(loaded.diagnostics.len() <= 101, "{}", loaded.diagnostics.len());
    assert!(loaded.diagnostics.iter().any(|problem| problem.code == "more-problems"));
}

#[test]
fn no_control_character_reaches_a_message() {
    for payload in
        ["\u{1b}]52;c;aGk=\u{7}", "\u{9b}31m", "\u{202e}evil", "\u{1b}P$q\u{1b}\\", "\u{8}\u{8}", "\u{7f}"]
    {
        let escape = |c: char| format!("\\u{:04x}", u32::from(c));
        let escaped = payload.chars().map(escape).collect::<Vec<_>>().concat();
        for pack in [
            Pack::sound().edit(CASE, "title: Parcel", &format!("title: {payload} Parcel")),
            Pack::sound().edit(CASE, "title: Parcel tracking", &format!("title: \"{escaped}\"")),
            Pack::sound().edit(CASE, "topic: freshness", &format!("topic: \"{escaped}\"")),
            Pack::sound().edit(CASE, "title: Parcel", &format!("\"{escaped}\": Parcel")),
            Pack::sound().with(&format!("cases/{payload}.yaml"), "id: ["),
            Pack::sound().edit(PAGE, "One engine", payload),
        ] {
            let loaded = pack.load();
            assert!(!loaded.diagnostics.is_empty());
            for problem in &loaded.diagnostics {
                assert!(!problem.to_string().chars().any(is_unclean), "{problem:?}");
                let excerpt = problem.place.as_ref().map(|place| place.excerpt.clone()).unwrap_or_default();
                assert!(!excerpt.chars().any(|c| c != '\t' && is_unclean(c)), "{problem:?}");
            }
        }
    }
}
