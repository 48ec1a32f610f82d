//! What is wrong with a pack is said with the right code, at the right line.

mod corpus;
mod mutations;

use std::fs;
use std::path::Path;

use greenroom::content::{Loaded, Source, load};
use greenroom::diagnostic::{Diagnostic, Severity, is_unclean};
use greenroom::domain::page::PageKind;

use crate::support::packs::Pack;
use corpus::{Break, CASE, CHECKED, MEANING, PAGE, STRUCTURE};

/// The line of a text in the broken file, from 1; 0 for the file as a whole.
fn line(text: &str, on: &str) -> usize {
    let at = text.find(on).unwrap_or_else(|| panic!("`{on}` is not in the file"));
    text.get(..at).map_or(0, |before| before.matches('\n').count() + 1)
}

/// The problems of the broken file, after checking the one that was caused.
fn check(case: &Break) -> Loaded {
    let pack = Pack::sound().edit(case.file, case.from, case.to);
    let loaded = pack.load();
    is_reported(case, &pack, &loaded.diagnostics);
    loaded
}

fn is_reported(case: &Break, pack: &Pack, diagnostics: &[Diagnostic]) {
    let context = format!("{} with `{}`: {diagnostics:#?}", case.file, case.to);
    let file = format!("sound/{}", case.file);
    let is_there = |problem: &&Diagnostic| problem.place.as_ref().is_some_and(|place| place.file == file);
    let found: Vec<_> =
        diagnostics.iter().filter(is_there).filter(|problem| problem.code == case.code).collect();
    let first = found.first().unwrap_or_else(|| panic!("no {} in {context}", case.code));
    assert!(first.help.is_some(), "no next step in {context}");
    if case.on.is_empty() {
        return;
    }
    let text = pack.text(case.file);
    let lines: Vec<usize> =
        found.iter().filter_map(|problem| problem.place.as_ref()).map(|p| p.line).collect();
    let expected = line(&text, case.on);
    assert!(lines.contains(&expected), "line {expected} expected in {context}");
}

#[test]
fn a_check_finds_more_than_loading_does() {
    for case in CHECKED {
        let pack = Pack::sound().edit(case.file, case.from, case.to);
        let source = pack.source();
        is_reported(case, &pack, &greenroom::content::check::check(&source, &source).diagnostics);
    }
}

#[test]
fn good_answers_to_another_case_must_not_earn_the_points_of_this_one() {
    let twin = Pack::sound().text(CASE).replace("id: parcels\n", "id: twin\n");
    let source = Pack::sound().with("cases/twin.yaml", twin).source();
    let checked = greenroom::content::check::check(&source, &source);
    let foreign = checked.diagnostics.iter().filter(|problem| problem.code == "foreign-answers");
    let said: Vec<&str> = foreign.map(|problem| problem.message.as_str()).collect();
    assert_eq!(said.len(), 2, "{:?}", checked.diagnostics);
    assert!(said[0].starts_with("the senior answers of `twin` earn "), "{said:?}");
    let alone = Pack::sound().source();
    let checked = greenroom::content::check::check(&alone, &alone);
    assert!(checked.diagnostics.iter().all(|problem| problem.code != "foreign-answers"));
}

/// Where editors look for the form of a file.
const SCHEMA_LINE: &str = "# yaml-language-server: $schema=";

#[test]
fn the_schemas_in_the_repository_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    for (name, text) in greenroom::content::schemas() {
        let written = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert!(written == text, "{name} is old: run `cargo run -- pack check --schema schemas`");
    }
}

#[test]
fn what_a_file_says_about_its_schema_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut told = 0;
    for file in Source::folder(&root).files {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let Some(schema) = text.lines().next().and_then(|line| line.strip_prefix(SCHEMA_LINE)) else {
            continue;
        };
        let path = root.join(&file.path);
        let schema = path.parent().unwrap().join(schema);
        assert!(schema.is_file(), "{}: there is no {}", file.path, schema.display());
        let kind = file.path.split(['/', '.']).next().unwrap().trim_end_matches('s');
        let name = schema.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(name.trim_end_matches(".schema.json").trim_end_matches('s'), kind, "{}", file.path);
        told += 1;
    }
    assert!(told > 0, "no file names its schema");
}

#[test]
fn a_check_counts_what_was_heard_and_found() {
    let source = Pack::sound().source();
    let proofs = greenroom::content::check::check(&source, &source).proofs;
    let [parcels] = &proofs[..] else { panic!("{proofs:?}") };
    assert_eq!(parcels.case.as_deref(), Some("parcels"));
    let tally = parcels.tally;
    assert_eq!((tally.points, tally.heard.of, tally.silent.of, tally.found.of), (1, 2, 2, 1));
    assert_eq!((tally.recall(), tally.precision()), (Some(1.0), Some(1.0)));
}

#[test]
fn a_pack_that_builds_on_another_is_checked_alone() {
    let base = Pack::sound().edit("lexicon.yaml", "[kafka, msk]", "[kafka, s3]").source();
    let mine = Pack::empty("mine")
        .with("chapters/mine.md", "---\nid: mine\ntitle: M\nsummary: S\n---\n[x](parcels)\n");
    let checked = greenroom::content::check::check(&base, &mine.source());
    let codes: Vec<&str> = checked.diagnostics.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["page-length"], "{:?}", checked.diagnostics);
    assert_eq!(checked.pages[&PageKind::Chapter], 1);
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
        .edit(CASE, "see: [replay-log", "see: [replay-lag");
    let loaded = pack.load();
    let found: Vec<(&str, Option<&str>)> =
        loaded.diagnostics.iter().map(|problem| (problem.code, problem.help.as_deref())).collect();
    assert_eq!(
        found,
        [
            ("unknown-value", Some("did you mean `core`?")),
            ("unknown-id", Some("did you mean `freshness`?")),
            ("unknown-name", Some("did you mean `business-key`?")),
            ("unknown-id", Some("did you mean `replay-log`?")),
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
fn a_pack_that_holds_too_much_is_read_in_part() {
    let large = format!("nope: 1\n#{}\n", "x".repeat(1 << 20));
    let pack = (0..9).fold(Pack::sound(), |pack, n| pack.with(&format!("reviews/z{n}.yaml"), large.clone()));
    let loaded = pack.load();
    assert!(loaded.diagnostics.iter().any(|problem| problem.code == "pack-too-large"));
    assert_eq!(loaded.playbook.unwrap().cases.len(), 1, "what was read before counts");
    let many = "- {id: x, title: x}\n".repeat(50_000);
    let loaded = Pack::sound().with("topics.yaml", format!("skills:\n{many}")).load();
    assert_eq!(loaded.diagnostics[0].code, "too-nested");
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
