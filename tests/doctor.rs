//! The doctor sees what is wrong, and mends it where that can be done.

use std::fs;
use std::path::{Path, PathBuf};

use greenroom::commands::{Env, Exit};
use greenroom::domain::time::Timestamp;
use greenroom::store::{Store, Write};
use serde_json::Value;

use crate::support::program::{env, run};
use crate::support::sittings::{answer, interview, snapshot};

const NOW: Timestamp = Timestamp(1_795_366_000_000);

fn data(home: &Path) -> PathBuf {
    home.join(".local/share/greenroom")
}

/// A home with an interview and a backup of it.
fn home() -> (tempfile::TempDir, Env) {
    let home = tempfile::tempdir().unwrap();
    let mut store = Store::open(&data(home.path()), NOW).unwrap().store;
    let id = store.begin(&interview(), &snapshot()).unwrap();
    store.commit(&[Write::Entry { sitting: id, place: 1, stamped: answer(65, "One line.") }]).unwrap();
    store.back_up(NOW).unwrap();
    drop(store);
    let env = env(home.path());
    (home, env)
}

/// How each place was found.
fn states(env: &Env, args: &[&str]) -> (Exit, Vec<(String, String)>) {
    let run = run(env, &[&["doctor", "--json"], args].concat());
    let document: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(document["schema"], "greenroom.doctor/1");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let findings = document["findings"].as_array().unwrap().iter();
    (run.exit, findings.map(|finding| (text(&finding["place"]), text(&finding["state"]))).collect())
}

fn has(found: &[(String, String)], place: &str, state: &str) -> bool {
    found.iter().any(|(own, found)| own == place && found == state)
}

#[test]
fn a_sound_history_has_no_problems_and_every_place_is_looked_at() {
    let (_home, env) = home();
    let (exit, found) = states(&env, &[]);
    assert_eq!(exit, Exit::Ok, "{found:?}");
    for place in ["packs", "history", "backups", "cards", "permissions", "index", "terminal"] {
        assert!(found.iter().any(|(own, _)| own == place), "{place}: {found:?}");
    }
    assert!(found.iter().all(|(_, state)| state != "problem" && state != "mended"), "{found:?}");
}

#[test]
fn without_a_history_nothing_is_made() {
    let home = tempfile::tempdir().unwrap();
    let (exit, found) = states(&env(home.path()), &[]);
    assert!(exit == Exit::Ok && has(&found, "history", "note"), "{found:?}");
    assert!(!data(home.path()).exists());
}

#[test]
fn rows_that_were_changed_by_damage_are_taken_from_a_backup() {
    let (home, env) = home();
    let database = rusqlite::Connection::open(data(home.path()).join("greenroom.db")).unwrap();
    database.execute("UPDATE entries SET json = replace(json, 'One line', 'No line')", []).unwrap();
    drop(database);
    let (exit, found) = states(&env, &[]);
    assert!(exit == Exit::Negative && has(&found, "history", "problem"), "{found:?}");
    let (exit, found) = states(&env, &["--fix"]);
    assert!(exit == Exit::Ok && has(&found, "history", "mended"), "{found:?}");
    assert!(run(&env, &["history", "show", "1"]).out.contains("One line."));
    assert_eq!(states(&env, &[]).0, Exit::Ok);
}

#[cfg(unix)]
#[test]
fn a_history_that_others_can_read_is_told_and_closed() {
    use std::os::unix::fs::PermissionsExt as _;

    let (home, env) = home();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let database = data(home.path()).join("greenroom.db");
    mode(&data(home.path()), 0o755);
    mode(&database, 0o644);
    let (exit, found) = states(&env, &[]);
    assert!(exit == Exit::Negative && has(&found, "permissions", "problem"), "{found:?}");
    let (_, found) = states(&env, &["--fix"]);
    assert!(has(&found, "permissions", "mended"), "{found:?}");
    assert_eq!(fs::metadata(&database).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(states(&env, &[]).0, Exit::Ok);
}

#[test]
fn a_damaged_backup_and_a_broken_pack_are_problems() {
    let (home, env) = home();
    fs::write(data(home.path()).join("backups/greenroom-2026-01-01T00-00-00.000Z.db"), "nothing").unwrap();
    let (exit, found) = states(&env, &[]);
    assert!(exit == Exit::Negative && has(&found, "backups", "problem"), "{found:?}");
    let pack = data(home.path()).join("packs/broken");
    fs::create_dir_all(&pack).unwrap();
    fs::write(pack.join("pack.yaml"), "id: [").unwrap();
    assert!(has(&states(&env, &[]).1, "packs", "problem"));
}
