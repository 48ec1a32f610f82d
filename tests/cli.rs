//! The command line keeps its conventions: exit codes, streams, color, help.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Stdio;

use assert_cmd::Command;
use clap::CommandFactory as _;
use greenroom::cli::Cli;
use greenroom::commands::{self, Env, Exit};
use greenroom::content::{Source, load, source};
use greenroom::domain::id::CaseId;
use greenroom::domain::marking::Marker;
use greenroom::domain::playbook::Snapshot;
use serde_json::Value;

use crate::support::packs::{Pack, sound_folder};

/// What a run left behind.
struct Run {
    exit: Exit,
    out: String,
    err: String,
}

/// An environment with an empty home.
fn env(home: &tempfile::TempDir) -> Env {
    let home = home.path().to_str().unwrap().to_owned();
    Env { vars: [("HOME".to_owned(), home)].into(), ..Env::default() }
}

fn run_in(env: &Env, args: &[&str]) -> Run {
    let args = std::iter::once("greenroom").chain(args.iter().copied()).map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = commands::run(args, env, &mut out, &mut err);
    Run { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn run(args: &[&str]) -> Run {
    run_in(&env(&tempfile::tempdir().unwrap()), args)
}

/// The sound pack as a folder, with changes.
fn folder(change: impl FnOnce(Pack) -> Pack) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in change(Pack::sound()).source().files {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.bytes).unwrap();
    }
    folder
}

fn path(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().unwrap()
}

#[test]
fn help_of_every_subcommand_begins_with_examples_and_fits_80_columns() {
    fn visit(command: &clap::Command, path: &[String]) {
        for flag in ["--help", "-h"] {
            let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
            args.push(flag);
            let run = run(&args);
            assert_eq!((run.exit, run.err.as_str()), (Exit::Ok, ""), "{args:?}");
            assert!(run.out.starts_with("Examples:\n"), "{args:?}: {}", run.out);
            assert!(
                run.out.lines().skip(1).take(2).all(|line| line.starts_with("  greenroom")),
                "{}",
                run.out
            );
            let widest = run.out.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(80), "{args:?}: {}", run.out);
        }
        for sub in command.get_subcommands() {
            visit(sub, &[path, &[sub.get_name().to_owned()]].concat());
        }
    }
    visit(&Cli::command(), &[]);
}

#[test]
fn the_version_is_one_line() {
    let run = run(&["--version"]);
    assert_eq!(run.out, format!("greenroom {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn exit_codes_are_those_that_are_documented() {
    let documented = run(&["--help"]).out;
    let all = [
        (Exit::Ok, 0),
        (Exit::Negative, 1),
        (Exit::Usage, 2),
        (Exit::Data, 65),
        (Exit::NoTerminal, 69),
        (Exit::Crash, 70),
        (Exit::CannotCreate, 73),
        (Exit::CannotWrite, 74),
        (Exit::Busy, 75),
        (Exit::Config, 78),
    ];
    for (exit, code) in all {
        assert_eq!(exit.code(), code);
        assert!(documented.contains(&format!("{code} ")), "{code} is not in the help");
    }
}

#[test]
fn mistakes_in_the_arguments_end_with_2_and_a_suggestion_on_stderr() {
    for (args, suggestion) in [
        (&["lst"][..], "list"),
        (&["list", "patern"], "pattern"),
        (&["pack", "chek"], "check"),
        (&["--colour", "never"], "--color"),
        (&["pack", "check", "/nowhere/at/all"], "pack.yaml"),
    ] {
        let run = run(args);
        assert_eq!((run.exit, run.out.as_str()), (Exit::Usage, ""), "{args:?}");
        assert!(run.err.contains(suggestion), "{args:?}: {}", run.err);
    }
}

#[test]
fn a_mistyped_page_is_suggested() {
    let run = run(&["show", "mindst"]);
    assert_eq!((run.exit, run.out.as_str()), (built_in(Exit::Usage), ""));
    if run.exit == Exit::Usage {
        assert_eq!(run.err, "error: there is no page `mindst`\nhelp: did you mean `mindset`?\n");
    }
}

/// What a command ends with, or 65 as long as the built-in pack is not whole.
fn built_in(exit: Exit) -> Exit {
    let loaded = load(&[Source::built_in()]);
    if loaded.playbook.is_some() { exit } else { Exit::Data }
}

#[test]
fn checking_a_sound_pack_ends_with_0_and_a_broken_one_with_1() {
    let sound = run(&["pack", "check", sound_folder().to_str().unwrap()]);
    assert_eq!((sound.exit, sound.err.as_str()), (Exit::Ok, ""), "{}", sound.out);
    let pages = "1 case, 1 pattern, 1 chapter, 1 tradeoff, 1 estimate, 1 review; 0 errors, ";
    assert!(sound.out.lines().last().is_some_and(|summary| summary.contains(pages)), "{}", sound.out);

    let broken = folder(|pack| pack.edit("cases/parcels.yaml", "topic: freshness", "topic: fresness"));
    let run = run(&["pack", "check", path(&broken)]);
    assert_eq!((run.exit, run.err.as_str()), (Exit::Negative, ""));
    let place = format!("--> {}/cases/parcels.yaml:11:12", path(&broken));
    for part in
        ["error[unknown-id]: there is no topic `fresness`", &place, "^^^^^^^^", "did you mean `freshness`?"]
    {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    assert!(run.out.lines().last().is_some_and(|summary| summary.contains("1 error, ")), "{}", run.out);
}

#[test]
fn json_says_how_well_a_pack_can_grade() {
    let run = run(&["pack", "check", sound_folder().to_str().unwrap(), "--json"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let proofs = &report["proofs"];
    assert_eq!(proofs["parts"][0]["case"], "parcels");
    assert_eq!((&proofs["all"]["precision"], &proofs["all"]["questions"]), (&1.0.into(), &1.0.into()));
}

#[test]
fn json_has_a_schema_and_says_the_same() {
    let broken = folder(|pack| pack.edit("cases/parcels.yaml", "topic: freshness", "topic: fresness"));
    let run = run(&["pack", "check", path(&broken), "--json"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["schema"], "greenroom.pack-check/1");
    assert_eq!(report["errors"], 1);
    assert_eq!(report["pages"]["case"], 1);
    let problems = report["problems"].as_array().unwrap();
    let problem = problems.iter().find(|problem| problem["severity"] == "error").unwrap();
    assert_eq!(problem["code"], "unknown-id");
    assert_eq!((&problem["line"], &problem["column"]), (&Value::from(11), &Value::from(12)));
}

#[test]
fn color_is_a_matter_of_the_option_and_the_environment() {
    let broken = folder(|pack| pack.edit("cases/parcels.yaml", "topic: freshness", "topic: fresness"));
    let home = tempfile::tempdir().unwrap();
    let escapes = |vars: &[(&str, &str)], extra: &[&str]| {
        let mut env = env(&home);
        env.vars.extend(vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        run_in(&env, &[&["pack", "check", path(&broken)], extra].concat()).out.contains('\u{1b}')
    };
    assert!(!escapes(&[], &[]), "no terminal, no color");
    assert!(escapes(&[], &["--color", "always"]));
    assert!(escapes(&[("FORCE_COLOR", "1")], &[]));
    assert!(!escapes(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!escapes(&[("FORCE_COLOR", "1")], &["--color", "never"]));
}

#[test]
fn packs_of_the_user_are_found_and_a_broken_one_stops_nothing() {
    let home = tempfile::tempdir().unwrap();
    let env = env(&home);
    let pack = home.path().join(".local/share/greenroom/packs/broken");
    fs::create_dir_all(&pack).unwrap();
    fs::write(pack.join("pack.yaml"), "id: [").unwrap();
    let run = run_in(&env, &["list"]);
    assert_eq!(run.exit, built_in(Exit::Ok));
    assert!(run.err.contains("greenroom pack check"), "{}", run.err);
}

/// A writer that fails.
struct Failing(io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_went_away_is_no_failure_and_a_full_disk_is_one() {
    for (kind, exit, words) in [
        (io::ErrorKind::BrokenPipe, Exit::Ok, ""),
        (io::ErrorKind::StorageFull, Exit::CannotWrite, "cannot write"),
    ] {
        for args in [&["greenroom", "--help"][..], &["greenroom", "list"]] {
            let mut err = Vec::new();
            let env = env(&tempfile::tempdir().unwrap());
            let was = commands::run(args.iter().map(OsString::from), &env, &mut Failing(kind), &mut err);
            let err = String::from_utf8(err).unwrap();
            assert_eq!(was, exit, "{args:?}");
            assert!(err.contains(words) && err.lines().count() <= 1, "{err}");
        }
    }
}

fn program() -> Command {
    let mut command = Command::cargo_bin("greenroom").unwrap();
    command.env_clear().env("HOME", "/nonexistent");
    command
}

#[test]
fn the_program_itself_keeps_its_streams_and_codes() {
    program().arg("--version").assert().code(0).stderr("");
    program().arg("lst").assert().code(2).stdout("");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_one_line_and_74() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("greenroom"));
    let run = command.arg("--help").stdout(Stdio::from(full)).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(run.status.code(), Some(74));
    assert_eq!(String::from_utf8(run.stderr).unwrap().lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn what_a_pack_must_not_hold_is_refused_without_hanging() {
    use std::os::unix::fs::symlink;

    let pack = folder(|pack| pack);
    let inside = |name: &str| pack.path().join(name);
    symlink("..", inside("loop")).unwrap();
    symlink("/etc/passwd", inside("cases/passwd.yaml")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        inside("cases/pipe.yaml"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RWXU,
        0,
    )
    .unwrap();
    fs::write(inside("cases/large.yaml"), vec![b'a'; (1 << 20) + 1]).unwrap();
    let source = Source::folder(pack.path());
    let mut codes: Vec<&str> = source.problems.iter().map(|problem| problem.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["file-too-large", "not-a-file", "symbolic-link", "symbolic-link"]);
    assert!(source.file("cases/parcels.yaml").is_some(), "the rest is read");
}

#[test]
fn a_pack_of_too_many_files_is_not_read() {
    let pack = tempfile::tempdir().unwrap();
    for number in 0..=source::MAX_FILES {
        fs::write(pack.path().join(format!("{number}.txt")), "").unwrap();
    }
    let source = Source::folder(pack.path());
    assert_eq!(source.problems[0].code, "too-many-files");
}

#[test]
fn a_folder_that_is_not_there_is_a_problem_of_the_pack() {
    let source = Source::folder(&PathBuf::from("/nowhere/at/all"));
    assert_eq!(source.problems[0].code, "unreadable");
    let source = Source::folder(&PathBuf::from("/dev/null"));
    assert_eq!(source.problems[0].code, "not-a-folder");
}

#[test]
fn a_new_pack_is_in_use_at_once_and_can_be_graded() {
    let home = tempfile::tempdir().unwrap();
    let env = env(&home);
    let made = run_in(&env, &["pack", "new", "mine"]);
    assert_eq!(made.exit, Exit::Ok, "{}", made.err);
    let folder = made.out.trim_end();
    assert!(run_in(&env, &["pack", "new", "mine"]).exit == Exit::CannotCreate, "it is not written over");
    assert_eq!(run_in(&env, &["pack", "new", "My Pack"]).exit, Exit::Usage);

    let sources = [Source::built_in(), Source::folder(&PathBuf::from(folder))];
    let Some(playbook) = load(&sources).playbook else { return };
    let checked = run_in(&env, &["pack", "check", folder]);
    assert!(checked.out.contains("1 case; 0 errors, 0 warnings"), "{}", checked.out);

    let id = CaseId::new("mine-case").unwrap();
    let marker = Marker::new(&Snapshot::of(&playbook, &id).unwrap());
    for ask in playbook.cases[&id].asks() {
        for point in ask.points {
            let Some(samples) = &point.samples else { continue };
            let mark = |text: &str| {
                let heard = marker.mark_answer(&ask.id, text);
                heard.iter().find(|heard| heard.point == point.id).map_or(0, |heard| heard.mark)
            };
            assert!(mark(&samples.good) >= 1, "{}: {}", point.id, samples.good);
            assert!(mark(&samples.paraphrase) >= 1, "{}: {}", point.id, samples.paraphrase);
            assert_eq!(mark(&samples.wrong), 0, "{}: {}", point.id, samples.wrong);
            assert_eq!(mark(&samples.reject), 0, "{}: {}", point.id, samples.reject);
        }
    }
}
