//! Every way out gives the terminal back, and keeps what was typed.

use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{INTERVIEW, answering, interview, is_resumed};
use crate::support::pty::{Home, PROGRAM, Pty};

#[test]
fn signals_end_it_with_their_code_and_everything_saved() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let home = Home::new();
        let mut pty = answering(&home);
        pty.types(" must it");
        pty.signal(signal);
        pty.ends_with(code);
        is_resumed(&home, "How fresh must it");
    }
}

#[test]
fn interrupting_twice_leaves() {
    let home = Home::new();
    let mut pty = answering(&home);
    pty.keys("<ctrl+c>");
    pty.wait_for("again to quit");
    pty.keys("<ctrl+c>");
    pty.ends_with(0);
    is_resumed(&home, "How fresh");
}

#[test]
fn a_terminal_that_vanishes_ends_it_even_if_no_signal_arrives() {
    for block in ["--block-signal=HUP", "--default-signal=HUP"] {
        let home = Home::new();
        let args: Vec<&str> = [block, PROGRAM].iter().chain(INTERVIEW).copied().collect();
        let mut pty = Pty::start(home.command("env", &args));
        pty.wait_for("Step 1/5");
        pty.types("How fresh");
        pty.hangs_up();
        assert_eq!(pty.end().exit_code(), 129, "{block}");
        is_resumed(&home, "How fresh");
    }
}

#[test]
fn a_terminal_that_takes_nothing_keeps_nobody_from_saving_and_leaving() {
    let home = Home::new();
    let mut pty = answering(&home);
    pty.goes_deaf();
    for _ in 0..400 {
        pty.keys("<ctrl+l>");
    }
    pty.bytes(b" must it be");
    home.wait_for_draft("How fresh must it be");
    pty.signal(Signal::TERM);
    assert_eq!(pty.end().exit_code(), 143);
    is_resumed(&home, "How fresh must it be");
}

#[test]
fn a_crash_of_the_screen_gives_the_terminal_back_and_says_where_to_read_more() {
    let home = Home::new();
    let mut pty = home.run_with(("GREENROOM_TEST_PANIC", "ui"), INTERVIEW);
    pty.wait_for("Step 1/5");
    pty.types("How fresh");
    pty.keys("<ctrl+l>");
    pty.wait_for("greenroom crashed");
    pty.ends_with(70);
    let said = pty.picture().replace('\n', "");
    let report = said.split('`').nth(1).expect("a path stands in back-ticks").to_owned();
    let text = std::fs::read_to_string(&report).unwrap();
    assert!(text.contains("provoked by a test") && text.contains("thread main"), "{text}");
    is_resumed(&home, "How fresh");
}

#[test]
fn a_crash_in_the_background_is_told_and_survived() {
    let home = Home::new();
    let mut pty = home.run_with(("GREENROOM_TEST_PANIC", "worker"), INTERVIEW);
    pty.wait_for("Step 1/5");
    pty.keys("<ctrl+l>");
    pty.wait_for("saving has crashed");
    pty.types("How fresh");
    pty.wait_for(" ... ");
    pty.keys("<ctrl+c><ctrl+c>");
    pty.ends_with(74);
    pty.wait_for("could not be saved");
}

#[test]
fn a_shell_with_job_control_can_stop_it_and_take_it_up_again() {
    let home = Home::new();
    let mut command = home.command("bash", &["--norc", "--noediting", "-i"]);
    command.env("PS1", "ready> ");
    let mut shell = Pty::start(command);
    shell.wait_for("ready>");
    shell.bytes(format!("{PROGRAM} {}\r", INTERVIEW.join(" ")).as_bytes());
    shell.wait_for("Step 1/5");
    shell.types("How fresh");
    shell.keys("<ctrl+z>");
    shell.wait_for("Stopped");
    shell.is_given_back();
    // In the background it stops again rather than taking the terminal.
    shell.bytes(b"bg; sleep 0.2; jobs\r");
    shell.wait_until("a job that is stopped again", |seen| seen.picture().matches("Stopped").count() >= 2);
    shell.is_given_back();
    shell.bytes(b"fg\r");
    shell.wait_for("> How fresh");
    shell.wait_for("F1 help");
    shell.keys("<ctrl+c><ctrl+c>");
    shell.wait_until("the prompt", |seen| seen.picture().trim_end().ends_with("ready>"));
    shell.bytes(b"echo code $?\r");
    shell.wait_for("code 0");
    shell.is_given_back();
}

#[test]
fn a_stop_from_outside_is_followed_by_a_whole_screen() {
    let home = Home::new();
    let pty = answering(&home);
    pty.signal(Signal::STOP);
    let before = pty.look(|seen| seen.bytes.len());
    pty.signal(Signal::CONT);
    pty.wait_until("everything once more", |seen| {
        let text = String::from_utf8_lossy(&seen.bytes[before..]).into_owned();
        ["?1049h", "?2004h", "fresh", "F1"].iter().all(|part| text.contains(part))
    });
}

#[test]
fn without_a_place_for_the_history_it_says_so() {
    let home = Home::new();
    std::fs::write(home.path("file"), "").unwrap();
    let mut pty = home.run(&["interview", "--data-dir", "file"]);
    pty.ends_with(73);
    pty.wait_until("the way out", |seen| {
        seen.picture().replace('\n', "").contains("`--data-dir` names another place")
    });
}

#[test]
fn a_second_run_leaves_the_interview_of_the_first_alone() {
    let home = Home::new();
    let mut first = answering(&home);
    let mut second = home.run(&["resume"]);
    second.wait_for("Nothing to open");
    first.types(" must");
    second.keys("q");
    second.ends_with(0);
    first.wait_for(" saved ");
    drop(interview(&home));
}

#[test]
fn a_dumb_terminal_is_refused() {
    let home = Home::new();
    let mut pty = home.run_with(("TERM", "dumb"), &[]);
    pty.ends_with(69);
    pty.wait_for("this needs a terminal");
    assert!(!pty.look(|seen| seen.bytes.contains(&0x1b)));
}

/// Types a growing text, kills at some moment, and gives the age of the oldest key that was lost, if any was.
fn lost_by_a_kill(round: u64) -> Option<Duration> {
    let home = Home::new();
    let mut pty = interview(&home);
    let (_never, pace) = channel::<()>();
    #[expect(clippy::disallowed_methods, reason = "a promise about time is measured by a clock")]
    let now = Instant::now;
    let mut typed = Vec::new();
    for key in 0..20 + round * 37 % 90 {
        pty.bytes(&[b'a' + (key % 26) as u8]);
        typed.push(now());
        // The pace of somebody in a hurry.
        let _ = pace.recv_timeout(Duration::from_millis(10 + round * key % 23));
    }
    pty.signal(Signal::KILL);
    let killed = now();
    pty.end();
    let kept = home.draft().len();
    typed.get(kept).map(|at| killed.duration_since(*at))
}

#[test]
#[ignore = "takes minutes, and a machine with nothing else to do; run with --ignored"]
fn a_kill_at_any_moment_loses_at_most_half_a_second() {
    let mut lost: Vec<Duration> = (0..300).map(|round| lost_by_a_kill(round).unwrap_or_default()).collect();
    lost.sort();
    let (median, worst) = (lost[lost.len() / 2], lost[lost.len() - 1]);
    assert!(worst <= Duration::from_millis(500), "median {median:?}, worst {worst:?}");
    assert!(median <= Duration::from_millis(260), "median {median:?}, worst {worst:?}");
}
