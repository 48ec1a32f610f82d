//! Processes that die, disks that are full or broken, files that somebody else holds.
//!
//! Most of these run a part of themselves in a process of its own, under a tool that makes the fault. Where the
//! tool is missing, the test says so and passes.

use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use greenroom::domain::interview::entry::Entry;
use greenroom::domain::sitting::SittingId;
use greenroom::store::{Error, Filter, Opened, Standing, Store, Why, Writer};

use super::{NOW, open, text_of, with_answers, write_of};
use crate::support::scaled;
use crate::support::sittings::{interview, snapshot};

const DIRECTORY: &str = "GREENROOM_TEST_DIRECTORY";

/// This test program, told to run one of its parts on a directory.
fn part(tool: &[&str], name: &str, directory: &Path) -> Command {
    let program = std::env::current_exe().unwrap();
    let mut line: Vec<&str> = tool.to_vec();
    line.push(program.to_str().unwrap());
    let name = format!("store::faults::{name}");
    line.extend([name.as_str(), "--exact", "--ignored", "--nocapture", "--quiet"]);
    let mut command = Command::new(line[0]);
    command.args(&line[1..]).env(DIRECTORY, directory).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The directory to work on; none when the part is run by itself.
fn directory_of_part() -> Option<PathBuf> {
    std::env::var_os(DIRECTORY).map(PathBuf::from)
}

fn is_missing(tool: &[&str]) -> bool {
    let works = Command::new(tool[0]).args(&tool[1..]).arg("true").stderr(Stdio::null()).status();
    let missing = !works.is_ok_and(|status| status.success());
    if missing {
        let mut out = std::io::stdout();
        writeln!(out, "skipped: `{}` does not work here", tool.join(" ")).unwrap();
    }
    missing
}

/// Reads `saved N` lines until `N` is reached or the process ends; returns the last `N`.
fn read_saved(child: &mut Child, until: u64) -> u64 {
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    let numbers = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("saved ")?.parse().ok());
    let mut last = 0;
    for number in numbers {
        last = number;
        if last >= until {
            break;
        }
    }
    last
}

/// All answers that were acknowledged are there, and nothing that was not written.
fn check_answers(directory: &Path, saved: u64, at_most: u64, what: &str) {
    let store = open(directory);
    let rows = store.list(&Filter::default()).unwrap().rows;
    let Some(row) = rows.first() else {
        assert_eq!(saved, 0, "{what}");
        return;
    };
    let (log, damaged) = store.log(row.id).unwrap();
    assert_eq!(damaged, 0, "{what}");
    for (number, stamped) in log.iter().enumerate().skip(1) {
        let Entry::Wrote { text, .. } = &stamped.entry else { panic!("{what}: {stamped:?}") };
        assert_eq!(*text, text_of(number as u64), "{what}");
    }
    let found = log.len() as u64 - 1;
    assert!((saved..=at_most).contains(&found), "{what}: {saved} saved, {found} found");
}

#[test]
#[ignore = "a part of other tests, in a process of its own"]
fn writes_and_says_so() {
    let Some(directory) = directory_of_part() else { return };
    let mut store = Store::open(&directory, NOW).unwrap().store;
    let id = store.begin(&interview(), &snapshot()).unwrap();
    for number in 1..=2_000 {
        store.commit(&[write_of(id, number)]).unwrap();
        let mut out = std::io::stdout();
        writeln!(out, "saved {number}").and_then(|()| out.flush()).unwrap();
    }
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    for trial in 0..scaled(20) {
        let directory = tempfile::tempdir().unwrap();
        let mut child = part(&[], "writes_and_says_so", directory.path()).spawn().unwrap();
        let saved = read_saved(&mut child, 1 + trial as u64 * 7 % 40);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(saved > 0);
        check_answers(directory.path(), saved, 2_000, &format!("trial {trial}"));
    }
}

#[test]
fn a_kill_inside_a_commit_leaves_the_state_before_or_after() {
    if is_missing(&["strace", "-o", "/dev/null"]) {
        return;
    }
    for call in ["fsync", "pwrite64"] {
        for place in [1, 2, 3, 4, 5, 6, 7, 9, 12, 16, 23, 31] {
            let directory = tempfile::tempdir().unwrap();
            let inject = format!("inject={call}:signal=KILL:when={place}");
            let tool = ["strace", "-f", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject];
            let mut child = part(&tool, "writes_and_says_so", directory.path()).spawn().unwrap();
            let saved = read_saved(&mut child, u64::MAX);
            child.wait().unwrap();
            assert!(saved < 2_000, "{call} {place} was never reached");
            check_answers(directory.path(), saved, saved + 1, &format!("{call} {place}"));
        }
    }
}

#[test]
#[ignore = "a part of another test, in a process of its own"]
fn goes_on_after_a_failed_synchronization() {
    let Some(directory) = directory_of_part() else { return };
    let mut store = Store::open(&directory, NOW).unwrap().store;
    let id = store.begin(&interview(), &snapshot()).unwrap();
    let mut writer = Writer::default();
    let mut failures = 0;
    for number in 1..=20 {
        writer.push(write_of(id, number));
        match writer.commit(&mut store) {
            Ok(()) => assert_eq!(writer.pending(), 0),
            Err(error) => {
                assert!(matches!(error, Error::Disk(_)) && error.may_pass(), "{error}");
                assert!(writer.pending() > 0, "what is not saved still waits");
                failures += 1;
            }
        }
    }
    assert_eq!((failures, writer.pending()), (1, 0));
    assert_eq!(store.log(id).unwrap().0.len(), 21);
}

#[test]
fn after_a_failed_synchronization_nothing_is_claimed_and_nothing_is_lost() {
    let base = ["strace", "-f", "-o", "/dev/null"];
    if is_missing(&base) {
        return;
    }
    for place in [12, 17, 21] {
        let directory = tempfile::tempdir().unwrap();
        let inject = format!("inject=fsync:error=EIO:when={place}");
        let tool = [base.as_slice(), &["-e", "trace=fsync", "-e", &inject]].concat();
        succeed(&mut part(&tool, "goes_on_after_a_failed_synchronization", directory.path()));
        check_answers(directory.path(), 20, 20, &inject);
    }
}

fn succeed(command: &mut Command) {
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
#[ignore = "a part of another test, in a process of its own"]
fn fills_a_disk() {
    let Some(directory) = directory_of_part() else { return };
    let (mut store, id) = with_answers(&directory, 1);
    let mut writer = Writer::default();
    let full = (2..2_000).find_map(|number| {
        writer.push(write_of(id, number));
        writer.commit(&mut store).err().map(|error| (number, error))
    });
    let (number, error) = full.expect("the disk is small");
    assert!(matches!(error, Error::Full), "{error}");
    assert_eq!(writer.pending(), 1, "what could not be written stays in memory");
    assert_eq!(store.log(id).unwrap().0.len() as u64, number, "the file is whole");
    // Somebody makes room.
    std::fs::remove_file(directory.join("ballast")).unwrap();
    writer.commit(&mut store).unwrap();
    assert_eq!(store.log(id).unwrap().0.len() as u64, number + 1);
    drop(store);
    check_answers(&directory, number, number, "after room was made");
}

#[test]
fn a_full_disk_keeps_what_is_written_and_takes_the_rest_later() {
    let namespace = ["unshare", "-Urm"];
    if is_missing(&namespace) {
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let script = format!(
        "mount -t tmpfs -o size=400k none '{0}' && head -c 120000 /dev/zero > '{0}/ballast' && exec \"$@\"",
        directory.path().display()
    );
    let tool = [namespace.as_slice(), &["sh", "-c", &script, "sh"]].concat();
    succeed(&mut part(&tool, "fills_a_disk", directory.path()));
}

#[test]
#[ignore = "a part of another test, in a process of its own"]
fn reads_where_it_cannot_write() {
    let Some(directory) = directory_of_part() else { return };
    let Opened { mut store, notices } = Store::open(&directory, NOW).unwrap();
    assert_eq!(notices, []);
    let Standing::MemoryOnly(why @ Why::NotWritable { .. }) = store.standing() else {
        panic!("{:?}", store.standing());
    };
    assert!(why.to_string().contains("nothing will be saved"), "{why}");
    let id = SittingId(1);
    assert_eq!(store.log(id).unwrap().0.len(), 4);
    store.commit(&[write_of(id, 4)]).unwrap();
    assert_eq!(store.unfinished().unwrap().unwrap().sitting.interview.log().len(), 5);
    assert!(matches!(
        Store::open(&directory.join("new"), NOW).unwrap().store.standing(),
        Standing::MemoryOnly(Why::NotWritable { .. })
    ));
}

#[test]
fn a_read_only_directory_is_read_and_the_session_goes_on_in_memory() {
    let namespace = ["unshare", "-Urm"];
    if is_missing(&namespace) {
        return;
    }
    for leave_a_log in [false, true] {
        let directory = tempfile::tempdir().unwrap();
        if leave_a_log {
            // The log of a killed process, not yet in the main file.
            let source = tempfile::tempdir().unwrap();
            let (store, _) = with_answers(source.path(), 3);
            for name in ["greenroom.db", "greenroom.db-wal"] {
                std::fs::copy(source.path().join(name), directory.path().join(name)).unwrap();
            }
            drop(store);
        } else {
            drop(with_answers(directory.path(), 3));
        }
        let path = directory.path().display();
        let script =
            format!("mount --bind '{path}' '{path}' && mount -o remount,ro,bind '{path}' && exec \"$@\"");
        let tool = [namespace.as_slice(), &["sh", "-c", &script, "sh"]].concat();
        succeed(&mut part(&tool, "reads_where_it_cannot_write", directory.path()));
    }
}

#[test]
fn a_locked_history_is_busy_and_takes_the_same_writes_later() {
    let directory = tempfile::tempdir().unwrap();
    let (mut store, id) = with_answers(directory.path(), 1);
    store.wait_at_most(Duration::from_millis(10)).unwrap();
    let other = rusqlite::Connection::open(directory.path().join("greenroom.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut writer = Writer::default();
    writer.push(write_of(id, 2));
    let error = writer.commit(&mut store).unwrap_err();
    assert!(matches!(error, Error::Busy) && error.may_pass(), "{error}");
    assert_eq!((store.log(id).unwrap().0.len(), writer.pending()), (2, 1), "reading goes on");
    assert_eq!(open(directory.path()).log(id).unwrap().0.len(), 2, "so does opening");
    other.execute_batch("ROLLBACK").unwrap();
    writer.commit(&mut store).unwrap();
    assert_eq!(store.log(id).unwrap().0.len(), 3);
}

#[test]
fn many_processes_may_open_a_new_history_at_once() {
    for _ in 0..scaled(5) {
        let directory = tempfile::tempdir().unwrap();
        let spawn = |_| part(&[], "begins_a_sitting", directory.path()).spawn().unwrap();
        let children: Vec<Child> = (0..4).map(spawn).collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(open(directory.path()).list(&Filter::default()).unwrap().rows.len(), 4);
    }
}

#[test]
#[ignore = "a part of another test, in a process of its own"]
fn begins_a_sitting() {
    let Some(directory) = directory_of_part() else { return };
    open(&directory).begin(&interview(), &snapshot()).unwrap();
}
