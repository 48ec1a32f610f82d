//! `greenroom sketch`: a text from a file or standard input as a drawing, with what there is to ask.

use std::fs;

use assert_cmd::Command;
use greenroom::commands::Exit;
use serde_json::Value;

use crate::support::program::{env, run};

/// What the program prints about this text, given in a file.
fn sketched(text: &str, options: &[&str]) -> crate::support::program::Run {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("design.txt");
    fs::write(&file, text).unwrap();
    let path = file.to_str().unwrap().to_owned();
    run(&env(home.path()), &[&["sketch", &path], options].concat())
}

const TEXT: &str = "apps -> kinesis -> s3 : raw json\nkinesis -> flink -> redis\ns3 -> spark -> redshift\n";

#[test]
fn a_file_is_drawn_and_asked_about() {
    let run = sketched(TEXT, &["--width", "100"]);
    assert_eq!(run.exit, Exit::Ok);
    let picture = "\
┌──────┐            ┌─────────┐ raw json";
    assert!(run.out.contains("┌──────┐") && run.out.contains("raw json"), "{}\n{picture}", run.out);
    for name in ["apps", "kinesis", "s3", "flink", "redis", "spark", "redshift"] {
        assert_eq!(run.out.matches(&format!(" {name} ")).count(), 1, "{name}\n{}", run.out);
    }
    let questions = run.err.lines().filter(|line| line.starts_with("? ")).count();
    assert!((1..=3).contains(&questions), "{}", run.err);
    assert!(run.err.contains("(greenroom show "), "{}", run.err);
    assert!(!run.out.contains('?') && !run.out.contains('\u{1b}'), "data and messages are apart");
}

#[test]
fn standard_input_is_drawn_with_a_dash_and_without() {
    for arguments in [&["sketch"][..], &["sketch", "-"][..]] {
        let home = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_greenroom"));
        command.env_clear().env("HOME", home.path()).env("PATH", "").env("LANG", "C.UTF-8");
        let output = command.args(arguments).write_stdin("apps -> queue -> lake\n").output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{out}");
        assert!(out.contains("│ apps ├──>│ queue ├──>│ lake"), "{out}");
    }
}

#[test]
fn nothing_to_draw_says_how_a_link_is_written() {
    for text in ["", "\n\n", "# only a comment\n"] {
        let run = sketched(text, &[]);
        assert_eq!((run.exit, run.out.as_str()), (Exit::Negative, ""), "{text:?}");
        assert!(run.err.contains("nothing to draw") && run.err.contains("apps -> kafka"), "{}", run.err);
    }
}

#[test]
fn a_bad_line_is_named_by_its_number_and_the_rest_is_drawn() {
    let run = sketched("apps -> queue\nthis says nothing\nqueue -> lake -> \n-> \n", &[]);
    assert_eq!(run.exit, Exit::Ok);
    for name in ["apps", "queue", "lake"] {
        assert!(run.out.contains(name), "{}", run.out);
    }
    assert!(!run.out.contains("nothing"), "{}", run.out);
    assert!(run.err.lines().any(|line| line.starts_with("line 2: ")), "{}", run.err);
    assert!(!run.err.contains("line 1: "), "{}", run.err);
}

#[test]
fn ascii_draws_with_what_every_terminal_has() {
    let run = sketched(TEXT, &["--ascii", "--width", "100"]);
    assert!(run.out.is_ascii() && run.out.contains("+------+"), "{}", run.out);
}

#[test]
fn the_picture_keeps_to_the_width_it_is_given() {
    for width in [20_usize, 40, 60, 80, 120] {
        let run = sketched(TEXT, &["--width", &width.to_string()]);
        let widest = run.out.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width, "{width}\n{}", run.out);
    }
}

#[test]
fn json_has_boxes_links_questions_problems_and_the_picture() {
    let run = sketched(&format!("{TEXT}this says nothing\n[lake] s3, spark\n"), &["--json", "--width", "90"]);
    let document: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(document["schema"], "greenroom.sketch/1");
    let count = |field: &str| document[field].as_array().unwrap().len();
    assert_eq!((count("nodes"), count("links"), count("groups")), (7, 6, 1));
    assert_eq!(document["nodes"][1]["name"], "kinesis");
    assert_eq!(document["nodes"][1]["role"], "stream-log");
    assert_eq!(document["problems"][0]["line"], 4);
    assert_eq!(document["problems"][0]["text"], "this says nothing");
    assert!(count("questions") > 0 && document["questions"][0]["why"].is_string());
    assert!(document["drawing"]["lines"].as_array().unwrap().len() > 5);
    assert_eq!(run.err, "", "everything is in the document");
}

#[test]
fn other_formats_are_for_pasting_elsewhere() {
    assert!(sketched(TEXT, &["--format", "list"]).out.contains("apps sends"), "sentences");
    assert!(sketched(TEXT, &["--format", "mermaid"]).out.starts_with("flowchart "), "a flowchart");
    assert!(sketched(TEXT, &["--format", "svg"]).out.contains("</svg>"), "a picture");
}

#[test]
fn a_case_asks_with_its_own_facts() {
    let plain = sketched(TEXT, &[]);
    let with = sketched(TEXT, &["--case", "ride-hailing"]);
    assert_ne!(plain.err, with.err, "the case names who was promised something");
    let unknown = sketched(TEXT, &["--case", "ride-haling"]);
    assert_eq!(unknown.exit, Exit::Usage);
    assert!(unknown.err.contains("did you mean `ride-hailing`?"), "{}", unknown.err);
}

#[test]
fn nothing_to_draw_ends_with_1() {
    let run = sketched("# only a comment\n", &[]);
    assert_eq!(run.exit, Exit::Negative);
}
