//! Export, import, erase and backups on the command line.

use std::fs;
use std::path::{Path, PathBuf};

use greenroom::commands::{Env, Exit};
use greenroom::domain::time::Timestamp;
use greenroom::store::{Store, Write};
use serde_json::Value;

use crate::support::program::{Run, env, run};
use crate::support::sittings::{answer, interview, snapshot};

const NOW: Timestamp = Timestamp(1_795_366_000_000);

fn data(home: &Path) -> PathBuf {
    home.join(".local/share/greenroom")
}

/// A home with one interview.
fn home() -> (tempfile::TempDir, Env) {
    let home = tempfile::tempdir().unwrap();
    let mut store = Store::open(&data(home.path()), NOW).unwrap().store;
    let id = store.begin(&interview(), &snapshot()).unwrap();
    store.commit(&[Write::Entry { sitting: id, place: 1, stamped: answer(65, "One line.") }]).unwrap();
    let env = env(home.path());
    (home, env)
}

fn done(run: Run) -> String {
    assert_eq!(run.exit, Exit::Ok, "{}", run.err);
    run.out
}

#[test]
fn what_is_exported_here_is_imported_there_and_exported_there_again() {
    let (home, here) = home();
    let file = home.path().join("all.json");
    let file = file.to_str().unwrap();
    assert_eq!(done(run(&here, &["export", "-o", file])), "");
    let exported = fs::read_to_string(file).unwrap();
    assert_eq!(done(run(&here, &["export"])), exported);

    let elsewhere = tempfile::tempdir().unwrap();
    let there = env(elsewhere.path());
    assert_eq!(done(run(&there, &["import", file])), "new here: 1 interview, 2 lines, 0 grades\n");
    assert_eq!(done(run(&there, &["import", file])), "new here: 0 interviews, 0 lines, 0 grades\n");
    assert_eq!(done(run(&there, &["export"])), exported);
    assert!(done(run(&there, &["history", "show", "1"])).contains("One line."));
}

#[test]
fn an_export_is_imported_from_standard_input() {
    let (_home, here) = home();
    let exported = done(run(&here, &["export"]));
    let elsewhere = tempfile::tempdir().unwrap();
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_greenroom"));
    command.env_clear().env("HOME", elsewhere.path()).args(["import", "-"]).write_stdin(exported.clone());
    let output = command.output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "new here: 1 interview, 2 lines, 0 grades\n");
    assert_eq!(done(run(&env(elsewhere.path()), &["export"])), exported);
}

#[test]
fn a_folder_holds_the_document_and_a_table_for_each_kind_of_row() {
    let (home, env) = home();
    let folder = format!("{}/out/", home.path().display());
    done(run(&env, &["export", "-o", &folder]));
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let document: Value =
        serde_json::from_str(&fs::read_to_string(Path::new(&folder).join("greenroom.json")).unwrap())
            .unwrap();
    assert_eq!(document["schema"], "greenroom.export/1");
    let mut expected: Vec<String> =
        document["tables"].as_object().unwrap().keys().map(|name| format!("{name}.csv")).collect();
    expected.push("greenroom.json".to_owned());
    expected.sort();
    assert_eq!(names, expected);
    assert!(
        fs::read_to_string(Path::new(&folder).join("sittings.csv")).unwrap().contains("\"Parcel tracking\"")
    );
    assert_eq!(run(&env, &["import", &folder]).exit, Exit::Ok, "the folder will do");
}

#[test]
fn what_cannot_be_imported_is_refused_with_the_reason() {
    let (home, env) = home();
    let file = home.path().join("other.json");
    fs::write(&file, "{\"schema\": \"photos/3\", \"tables\": {}}").unwrap();
    let refused = run(&env, &["import", file.to_str().unwrap()]);
    assert_eq!(refused.exit, Exit::Data);
    assert!(
        refused.err.contains("no export of greenroom") && refused.err.contains("photos/3"),
        "{}",
        refused.err
    );
    assert_eq!(run(&env, &["import", "/nowhere/at/all"]).exit, Exit::Usage);
}

#[test]
fn erasing_is_never_done_unasked() {
    let (home, env) = home();
    let before = done(run(&env, &["export"]));
    let refused = run(&env, &["erase"]);
    assert_eq!((refused.exit, refused.out.as_str()), (Exit::Usage, ""));
    assert!(refused.err.contains("--yes") && refused.err.contains("greenroom export"), "{}", refused.err);
    assert_eq!(done(run(&env, &["export"])), before);

    let crashes = home.path().join(".local/state/greenroom");
    fs::create_dir_all(&crashes).unwrap();
    fs::write(crashes.join("crash-20261122-0-1.txt"), "what was on the screen").unwrap();
    let pack = done(run(&env, &["pack", "new", "mine"]));
    assert!(done(run(&env, &["erase", "--yes"])).starts_with("erased: 1 interview, 0 grades, "));
    assert_eq!(fs::read_dir(&crashes).unwrap().count(), 0);
    assert!(Path::new(pack.trim_end()).join("pack.yaml").exists(), "packs stay");
    assert_eq!(run(&env, &["history", "list"]).exit, Exit::Negative);
    assert_eq!(run(&env, &["backup", "list"]).exit, Exit::Negative);
}

#[test]
fn backups_are_made_listed_and_gone_back_to_by_number() {
    let (home, env) = home();
    let made = done(run(&env, &["backup", "now"]));
    let first = done(run(&env, &["export"]));
    let listed = done(run(&env, &["backup", "list"]));
    assert!(listed.lines().next().unwrap().contains("sound") && listed.contains(made.trim_end()), "{listed}");
    let json: Value = serde_json::from_str(&done(run(&env, &["backup", "list", "--json"]))).unwrap();
    assert_eq!(
        (&json["schema"], &json["backups"][0]["sound"]),
        (&"greenroom.backups/1".into(), &true.into())
    );
    let mut store = Store::open(&data(home.path()), NOW).unwrap().store;
    store.begin(&interview(), &snapshot()).unwrap();
    drop(store);
    assert_ne!(done(run(&env, &["export"])), first);
    // Opening the history may have made one more, which is newer.
    let listed = done(run(&env, &["backup", "list"]));
    let place = listed.lines().position(|line| line.ends_with(made.trim_end())).unwrap();
    let number = &(place + 1).to_string();
    let restored = run(&env, &["backup", "restore", number]);
    assert!(restored.err.contains("what it was before is in"), "{}", restored.err);
    assert_eq!(done(run(&env, &["export"])), first);
    let missing = run(&env, &["backup", "restore", "99"]);
    assert_eq!(missing.exit, Exit::Usage);
    assert!(missing.err.contains("backup list"));
}
