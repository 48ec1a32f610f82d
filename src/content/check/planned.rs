//! Pages that were announced and exist by now need no announcement.

use super::{Findings, Scene};
use crate::content::planned::PLANNED;
use crate::diagnostic::Diagnostic;

/// Names the announced pages that exist, in one note.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    // The announcements are those of the built-in pack.
    if scene.pack != 0 {
        return;
    }
    let written: Vec<&str> =
        PLANNED.iter().copied().filter(|id| scene.playbook.title(id).is_some()).collect();
    if !written.is_empty() {
        let message = format!("{} announced pages exist by now: {}", written.len(), written.join(", "));
        let problem = Diagnostic::note("planned-page-exists", message);
        findings.problems.push(problem.help("take them off the list in `content/planned.rs`"));
    }
}
