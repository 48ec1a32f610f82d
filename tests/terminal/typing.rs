//! Typing, pasting, resizing, and what it costs to do nothing.

use super::{INTERVIEW, answering, interview, is_resumed};
use crate::support::pty::Home;

#[test]
fn text_stays_where_it_is_while_the_window_changes() {
    let home = Home::new();
    let mut pty = answering(&home);
    for (columns, rows) in [(60, 18), (120, 35), (1, 1), (0, 0), (30, 8), (500, 200), (80, 24)] {
        pty.resize(columns, rows);
    }
    pty.wait_until("the whole screen", |seen| {
        let picture = seen.picture();
        let last = picture.lines().last().unwrap_or_default();
        picture.contains("> How fresh") && last.contains("F1 help") && picture.lines().count() == 24
    });
    pty.types(" must");
    pty.wait_for("> How fresh must");
}

#[test]
fn a_window_that_changes_all_the_time_harms_nothing() {
    let home = Home::new();
    let mut pty = answering(&home);
    for round in 0..300_u16 {
        pty.resize(round * 7 % 131, round * 5 % 47);
    }
    pty.resize(80, 24);
    pty.keys("<ctrl+l>");
    pty.wait_until("the whole screen", |seen| {
        seen.picture().contains("> How fresh") && seen.picture().contains("F1 help")
    });
}

#[test]
fn a_paste_sends_nothing_with_brackets_or_without() {
    let home = Home::new();
    let mut pty = interview(&home);
    pty.bytes(b"\x1b[200~first\rsecond\x1b[201~");
    pty.wait_for("second");
    pty.bytes(b" third\rfourth, and more\r");
    pty.wait_for("fourth, and more");
    assert!(!pty.picture().contains("YOU"), "{}", pty.picture());
    pty.keys("<enter>");
    pty.wait_for("YOU");
}

#[test]
fn late_answers_and_garbage_type_nothing() {
    let home = Home::new();
    let mut pty = interview(&home);
    pty.bytes(b"a\x1b]11;rgb:1e1e/1e1e/2e2e\x07\x1b[?62;4c\x1b[<35;10;10M\xff\xfe\x1b[I\x1b[O\x1b[97;1:3ub");
    pty.wait_for("> ab");
    pty.bytes(b"\x1b[");
    pty.bytes(b"D\xe4\xb8");
    pty.bytes(b"\xad");
    pty.wait_for("> a中b");
}

#[test]
fn the_mouse_is_left_to_the_terminal() {
    let home = Home::new();
    let pty = answering(&home);
    pty.look(|seen| {
        let text = String::from_utf8_lossy(&seen.bytes);
        for mode in ["?1000h", "?1002h", "?1003h", "?1006h"] {
            assert!(!text.contains(mode), "{mode}");
        }
    });
}

#[test]
fn without_utf8_everything_is_drawn_in_ascii() {
    let home = Home::new();
    let pty = home.run_with(("LC_ALL", "C"), INTERVIEW);
    pty.wait_for("F1 help");
    pty.wait_for("+ Interviewer");
    assert!(pty.look(|seen| seen.bytes.is_ascii()), "{}", pty.picture());
}

#[test]
fn colors_can_be_switched_off_and_on() {
    let colors = |pty: &crate::support::pty::Pty| {
        pty.wait_for("F1 help");
        pty.look(|seen| String::from_utf8_lossy(&seen.bytes).contains("\u{1b}[38;5;"))
    };
    let home = Home::new();
    assert!(colors(&home.run(INTERVIEW)));
    assert!(!colors(&home.run_with(("NO_COLOR", "1"), INTERVIEW)));
    let always = [INTERVIEW, &["--color", "always"]].concat();
    assert!(colors(&home.run_with(("NO_COLOR", "1"), &always)));
}

#[test]
fn an_idle_interview_writes_little() {
    let home = Home::new();
    let pty = interview(&home);
    pty.wait_for("00:03/");
    let before = pty.look(|seen| seen.bytes.len());
    pty.wait_for("00:06/");
    let written = pty.look(|seen| seen.bytes.len()) - before;
    assert!(written <= 3 * 80, "{written} bytes in 3 seconds");
}

#[test]
fn a_killed_interview_comes_back_with_text_caret_step_and_clock() {
    let home = Home::new();
    let mut pty = interview(&home);
    pty.keys("<f5><enter>");
    pty.wait_for("Step 2/5");
    pty.types("apps -> queue");
    pty.keys("<left><left><left>");
    pty.wait_until("the caret in the text", |seen| {
        let (row, column) = seen.emulator.screen().cursor_position();
        let before: String =
            seen.picture().lines().nth(row.into()).unwrap_or_default().chars().take(column.into()).collect();
        before.ends_with("apps -> qu")
    });
    pty.wait_until("two seconds, saved", |seen| {
        let picture = seen.picture();
        picture.contains("00:02") && !picture.contains(" ... ")
    });
    let caret = pty.caret();
    pty.signal(rustix::process::Signal::KILL);
    pty.end();
    let again = is_resumed(&home, "apps -> queue");
    again.wait_for("Step 2/5");
    again.wait_for("total 00:0");
    again.wait_until("the caret", |seen| seen.emulator.screen().cursor_position() == caret);
}
