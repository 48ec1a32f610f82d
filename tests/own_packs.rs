//! A pack of one's own is a pack like the built-in one.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use greenroom::commands::{self, Env, Exit};
use greenroom::content::{Source, load};
use greenroom::domain::case::Level;
use greenroom::domain::id::CaseId;
use greenroom::domain::interview::Interview;
use greenroom::domain::interview::entry::{Ending, Entry, Mode, Opening};
use greenroom::domain::interview::plan::{BudgetScale, Plan};
use greenroom::domain::playbook::Snapshot;
use greenroom::domain::time::{SessionTime, Timestamp};
use greenroom::store::Store;
use serde_json::Value;

use crate::support::program::{env, run};

const NOW: Timestamp = Timestamp(1_795_366_000_000);

/// A home, and a pack called `mine` outside of it.
fn with_pack() -> (tempfile::TempDir, Env, String) {
    let home = tempfile::tempdir().unwrap();
    let env = env(home.path());
    let elsewhere = home.path().join("elsewhere");
    let made = run(&env, &["pack", "new", "mine", "--data-dir", elsewhere.to_str().unwrap()]);
    assert_eq!(made.exit, Exit::Ok, "{}", made.err);
    (home, env, made.out.trim_end().to_owned())
}

#[test]
fn a_pack_from_any_folder_is_listed_shown_found_and_reported() {
    let (home, env, pack) = with_pack();
    let with = |args: &[&str]| run(&env, &[args, &["--pack", &pack]].concat());
    assert!(!run(&env, &["list", "case"]).out.contains("mine-case"));
    let listed = with(&["list", "case"]);
    assert!(listed.out.contains("mine-case") && listed.err.is_empty(), "{}", listed.err);
    assert!(with(&["pack", "list"]).out.contains("mine  "));
    assert_eq!(with(&["show", "mine-case"]).exit, Exit::Ok);

    let sources = [Source::built_in(), Source::folder(&PathBuf::from(&pack))];
    let playbook = load(&sources).playbook.unwrap();
    let case = CaseId::new("mine-case").unwrap();
    let title = playbook.cases[&case].title.clone();
    let found = with(&["search", &title, "--kind", "case", "--json"]);
    let found: Value = serde_json::from_str(&found.out).unwrap();
    assert!(found["hits"].as_array().unwrap().iter().any(|hit| hit["page"] == "mine-case"), "{found}");
    let drills = with(&["drill", "--anki"]).out.lines().count();
    assert!(drills >= run(&env, &["drill", "--anki"]).out.lines().count());

    sit(home.path(), &Snapshot::of(&playbook, &case).unwrap());
    let report = run(&env, &["history", "report", "1"]);
    assert!(
        report.exit == Exit::Ok && report.out.contains("Interview 1"),
        "also without the pack: {}",
        report.err
    );
}

fn sit(home: &Path, snapshot: &Snapshot) {
    let opening = Opening {
        case: snapshot.case.id.clone(),
        title: snapshot.case.title.clone(),
        snapshot: snapshot.fingerprint().to_string(),
        mode: Mode::Mock,
        level: Level::Senior,
        speak: false,
        seed: 1,
        plan: Plan::whole(&snapshot.framework, 45, BudgetScale::Normal),
    };
    let mut interview = Interview::open(opening, NOW);
    let question = snapshot.case.facts[0].ask[0].clone();
    interview.record(SessionTime::seconds(9), NOW, Entry::Asked { text: question });
    interview.record(SessionTime::minutes(9), NOW, Entry::Finished { how: Ending::Early });
    Store::open(&home.join(".local/share/greenroom"), NOW)
        .unwrap()
        .store
        .begin(&interview, snapshot)
        .unwrap();
}

#[test]
fn two_packs_of_one_id_are_an_error_that_names_both() {
    let (home, env, pack) = with_pack();
    let copy = home.path().join("copy");
    for name in ["pack.yaml", "cases/mine-case.yaml"] {
        fs::create_dir_all(copy.join(name).parent().unwrap()).unwrap();
        if Path::new(&pack).join(name).exists() {
            fs::copy(Path::new(&pack).join(name), copy.join(name)).unwrap();
        }
    }
    let copy = copy.to_str().unwrap();
    let both = run(&env, &["list", "case", "--pack", &pack, "--pack", copy]);
    assert!(
        both.err.contains(&pack) && both.err.contains(copy) && both.err.contains("one id"),
        "{}",
        both.err
    );
    assert!(both.out.contains("mine-case"), "the first is used");
    let doctor = run(&env, &["doctor", "--pack", &pack, "--pack", copy]);
    assert!(doctor.exit == Exit::Negative && doctor.out.contains(copy), "{}", doctor.out);
}

#[test]
fn a_pack_that_is_not_there_is_told_by_name() {
    let (_home, env, _) = with_pack();
    let run = run(&env, &["list", "case", "--pack", "/nowhere/at/all"]);
    assert!(run.err.contains("/nowhere/at/all"), "{}", run.err);
}

/// An author who reads the check, makes a mistake, reads it again, and goes home.
struct Author {
    manifest: PathBuf,
    read: String,
}

impl Write for Author {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.read.push_str(std::str::from_utf8(bytes).unwrap());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.read.contains("---- changed ----") {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let text = fs::read_to_string(&self.manifest)?;
        fs::write(&self.manifest, text.replace("format: 1", "format: one"))
    }
}

#[test]
fn a_watched_pack_is_checked_again_when_a_file_changes() {
    let (_home, env, pack) = with_pack();
    let mut author = Author { manifest: Path::new(&pack).join("pack.yaml"), read: String::new() };
    let args = ["greenroom", "pack", "check", &pack, "--watch"].map(OsString::from);
    let exit = commands::run(args, &env, &mut author, &mut Vec::new());
    assert_eq!(exit, Exit::Ok, "nobody reads on");
    let (before, after) = author.read.split_once("---- changed ----").unwrap();
    assert!(before.contains("0 errors") && after.contains("1 error"), "{}", author.read);
}
