//! `greenroom today` and the cards for Anki.

use greenroom::commands::Exit;
use greenroom::tui::clock;
use serde_json::Value;

use crate::support::program::{env, run};

#[test]
fn today_fits_the_minutes_and_names_the_commands() {
    let home = tempfile::tempdir().unwrap();
    for minutes in ["10", "20", "30"] {
        let run = run(&env(home.path()), &["today", "--minutes", minutes, "--json"]);
        assert_eq!((run.exit, run.err.as_str()), (Exit::Ok, ""));
        let plan: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(plan["schema"], "greenroom.today/1");
        let items = plan["items"].as_array().unwrap();
        let sum: u64 = items.iter().map(|item| item["minutes"].as_u64().unwrap()).sum();
        let wanted: u64 = minutes.parse().unwrap();
        // A card that was begun is finished.
        assert!(sum <= wanted + 2 && sum + 2 >= wanted, "{sum} of {minutes}: {items:?}");
        assert!(items.iter().any(|item| item["what"] == "cards"), "{items:?}");
        assert_eq!(items.iter().any(|item| item["what"] == "case"), wanted >= 20, "{items:?}");
    }
    let text = run(&env(home.path()), &["today"]).out;
    assert!(text.contains("greenroom drill --minutes") && text.contains("greenroom interview "), "{text}");
}

#[test]
fn an_interview_date_is_kept_told_and_forgotten() {
    let home = tempfile::tempdir().unwrap();
    let today = |args: &[&str]| run(&env(home.path()), &[&["today"], args].concat());
    let date = clock::now().day().plus(20).to_string();
    let set = today(&["--interview", &date, "--cap", "45"]);
    assert!(set.out.starts_with(&format!("Interview on {date}, in ")), "{}", set.out);
    assert!(set.out.contains("At your cap of 45 minutes of cards a day you will have seen"), "{}", set.out);
    assert!(today(&[]).out.contains(&date));
    let past = today(&["--interview", "2001-01-01"]);
    assert_eq!((past.exit, past.err.contains("2001-01-01 is past")), (Exit::Usage, true));
    let nonsense = today(&["--interview", "soon"]);
    assert_eq!((nonsense.exit, nonsense.err.contains("`soon` is no date")), (Exit::Usage, true));
    assert!(!today(&["--interview", "none"]).out.contains(&date));
    assert!(!today(&[]).out.contains(&date));
}

#[test]
fn the_plan_of_a_day_shortly_before_the_interview_has_cards_and_its_figures_are_sound() {
    let home = tempfile::tempdir().unwrap();
    for days in 2..=6 {
        let date = clock::now().day().plus(days).to_string();
        let out = run(&env(home.path()), &["today", "--interview", &date]).out;
        assert!(out.contains("Cards: 0 due") && !out.contains("-0 %") && !out.contains(" 0 of"), "{out}");
        assert!(out.contains("A case you have not sat yet."), "{out}");
    }
    let date = clock::now().day().plus(1).to_string();
    let out = run(&env(home.path()), &["today", "--interview", &date]).out;
    assert!(out.contains("Rest this evening") && out.contains("short read-through"), "{out}");
}

/// The cells of a CSV in which every cell is quoted.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let lines = csv.lines().filter(|line| !line.starts_with('#'));
    let cells = |line: &str| {
        let inner = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap();
        inner.split("\",\"").map(|cell| cell.replace("\"\"", "\"")).collect()
    };
    lines.map(cells).collect()
}

#[test]
fn the_cards_for_anki_are_whole_rows_with_names_of_their_own() {
    let home = tempfile::tempdir().unwrap();
    let run = run(&env(home.path()), &["drill", "--anki"]);
    assert_eq!(run.exit, Exit::Ok);
    assert!(run.out.starts_with("#separator:Comma\n#html:true\n"), "{}", run.out.get(..80).unwrap());
    let rows = rows(&run.out);
    assert!(rows.len() > 300, "{}", rows.len());
    let mut names = std::collections::BTreeSet::new();
    for row in &rows {
        let [name, front, back, tags] = row.as_slice() else { panic!("{row:?}") };
        assert!(names.insert(name.clone()), "{name} twice");
        assert!(!front.is_empty() && !back.is_empty(), "{name} is empty on one side");
        assert!(tags.starts_with("greenroom "), "{tags}");
        assert!(!front.contains('\n') && !back.contains('\n'), "{name} spans lines");
    }
}
