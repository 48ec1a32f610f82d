//! Problems as a compiler shows them, and as JSON.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Place, Severity};

/// The widest that a problem is drawn.
const WIDTH: usize = 120;

/// A problem with its place, its line, a caret and what to do.
pub fn compiler_style(problem: &Diagnostic, colors: bool, columns: Option<u16>) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(problem.message.as_str()).id(problem.code);
    let mut group = Group::with_title(title);
    if let Some(place) = &problem.place {
        group = located(group, place);
    }
    let mut groups = Vec::new();
    match &problem.help {
        // A title of its own needs a snippet to hang below.
        Some(help) if problem.place.as_ref().is_none_or(|place| place.line == 0) => {
            groups.push(group.element(Level::HELP.message(help.as_str())));
        }
        Some(help) => groups.extend([group, Group::with_title(Level::HELP.secondary_title(help.as_str()))]),
        None => groups.push(group),
    }
    let renderer = if colors { Renderer::styled() } else { Renderer::plain() };
    let width = columns.map_or(WIDTH, usize::from).clamp(40, WIDTH);
    renderer.decor_style(DecorStyle::Ascii).term_width(width).render(&groups)
}

fn located<'a>(group: Group<'a>, place: &'a Place) -> Group<'a> {
    let origin = Origin::path(place.file.as_str());
    if place.line == 0 {
        return group.element(origin);
    }
    let mark = AnnotationKind::Primary.span(place.mark.clone());
    let snippet = Snippet::source(place.excerpt.as_str()).line_start(place.line).annotation(mark);
    if place.begins_line() {
        return group.element(snippet.path(place.file.as_str()));
    }
    // The column cannot be counted in a line that is cut.
    group.element(origin.line(place.line).char_column(place.column)).element(snippet)
}

/// A problem for programs.
pub fn json(problem: &Diagnostic) -> Value {
    let place = problem.place.as_ref();
    let line = place.filter(|place| place.line > 0);
    json!({
        "severity": problem.severity.id(),
        "code": problem.code,
        "message": problem.message,
        "file": place.map(|place| &place.file),
        "line": line.map(|place| place.line),
        "column": line.map(|place| place.column),
        "help": problem.help,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_shows_its_line_with_a_caret() {
        let text = "facts:\n  - topic: fresness\n";
        let at = text.find("fresness").unwrap();
        let problem = Diagnostic::error("unknown-id", "there is no topic `fresness`")
            .at(Place::in_text("content/cases/x.yaml", text, at..at + 8))
            .help("did you mean `freshness`?");
        let expected = "error[unknown-id]: there is no topic `fresness`\n \
                        --> content/cases/x.yaml:2:12\n  |\n\
                        2 |   - topic: fresness\n  |            ^^^^^^^^\n  |\nhelp: did you mean `freshness`?";
        assert_eq!(compiler_style(&problem, false, None), expected);
    }
}
