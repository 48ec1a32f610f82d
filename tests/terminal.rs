//! The whole program in a real pseudo-terminal: what it draws, and how it leaves.

mod editor;
mod leaving;
mod typing;

use crate::support::pty::{Home, Pty};

const INTERVIEW: &[&str] = &["interview", "parcels", "--seed", "1"];

/// An interview that has just been opened.
fn interview(home: &Home) -> Pty {
    let pty = home.run(INTERVIEW);
    pty.wait_for("Step 1/5");
    pty
}

/// The same with some text in the field, on disk.
fn answering(home: &Home) -> Pty {
    let mut pty = interview(home);
    pty.types("How fresh");
    pty.wait_for(" saved ");
    pty
}

/// Takes the interview up again and checks that the text is there.
fn is_resumed(home: &Home, text: &str) -> Pty {
    let pty = home.run(&["resume"]);
    pty.wait_for("Welcome back");
    pty.wait_for(text);
    pty
}
