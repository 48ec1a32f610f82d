//! Writing on in one's own editor.

use std::os::unix::fs::PermissionsExt;

use super::INTERVIEW;
use crate::support::pty::Home;

#[test]
fn the_editor_gets_an_ordinary_terminal_and_its_text_comes_back() {
    let home = Home::new();
    let script = home.path("editor.sh");
    let lines =
        "#!/bin/sh\nprintf 'in the editor: '\nread word\nprintf ' %s' \"$word\" >> \"$2\"\nstty -a > stty\n";
    std::fs::write(&script, lines).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o700)).unwrap();
    let editor = format!("{} --wait", script.display());
    let mut pty = home.run_with(("EDITOR", &editor), INTERVIEW);
    pty.wait_for("Step 1/5");
    pty.types("How fresh");
    pty.keys("<ctrl+g>");
    pty.wait_for("in the editor:");
    pty.is_given_back();
    pty.bytes(b"must\r");
    pty.wait_for("> How fresh must");
    let line = std::fs::read_to_string(home.path("stty")).unwrap();
    let on = |mode| line.split_whitespace().any(|word| word == mode);
    assert!(on("icanon") && on("isig") && on("echo"), "{line}");
    pty.types(" it be");
}

#[test]
fn an_editor_that_fails_changes_nothing() {
    let home = Home::new();
    let mut pty = home.run_with(("VISUAL", "false"), INTERVIEW);
    pty.wait_for("Step 1/5");
    pty.types("How fresh");
    pty.keys("<ctrl+g>");
    pty.wait_for("writing in your editor");
    pty.wait_for("> How fresh");
}
