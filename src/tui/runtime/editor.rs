//! Writing on in the user's own editor.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus};

use tempfile::Builder;

/// The editor where none is named.
const USUAL: &str = "vi";
/// The most bytes that are taken back; a field holds less, and says so.
const LIMIT: u64 = 1 << 20;

/// Opens text in an editor given as a shell command, and waits for it. Gives back the text if it was changed.
pub fn edit(editor: Option<&str>, text: &str) -> io::Result<Option<String>> {
    let mut file = Builder::new().prefix("greenroom-").suffix(".md").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let editor = editor.unwrap_or(USUAL);
    let status = open(editor, file.path())?;
    if !status.success() {
        return Err(io::Error::other(format!("`{editor}` ended with {status}")));
    }
    // Editors may put a new file in its place, so it is opened anew.
    let mut bytes = Vec::new();
    File::open(file.path())?.take(LIMIT).read_to_end(&mut bytes)?;
    Ok(changed(text, &String::from_utf8_lossy(&bytes)))
}

/// Editors end the last line; that alone is no change.
fn changed(before: &str, after: &str) -> Option<String> {
    let after = if before.ends_with('\n') { after } else { after.strip_suffix('\n').unwrap_or(after) };
    (after != before).then(|| after.to_owned())
}

/// By way of the shell, since `$EDITOR` may hold arguments.
#[cfg(unix)]
fn open(editor: &str, path: &Path) -> io::Result<ExitStatus> {
    let mut script = OsString::from(editor);
    script.push(" \"$1\"");
    Command::new("sh").arg("-c").arg(script).arg("greenroom").arg(path).status()
}

#[cfg(not(unix))]
fn open(editor: &str, path: &Path) -> io::Result<ExitStatus> {
    Command::new(OsString::from(editor)).arg(path).status()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_that_the_editor_added_is_no_change() {
        assert_eq!(changed("a", "a\n"), None);
        assert_eq!(changed("a\n", "a\n"), None);
        assert_eq!(changed("a", "a\nb\n"), Some("a\nb".to_owned()));
        assert_eq!(changed("a\n", "a"), Some("a".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn the_editor_is_a_command_with_arguments_and_its_failure_is_told() {
        let edited = edit(Some("printf ' and %s' more >>"), "text").unwrap();
        assert_eq!(edited.as_deref(), Some("text and more"));
        assert_eq!(edit(Some("true"), "text").unwrap(), None);
        assert!(edit(Some("false"), "text").unwrap_err().to_string().contains("`false`"));
    }
}
