//! Figures of facts: a bare number where the answer gives it a unit would be earned by any number of that size.

use super::{Findings, Scene, walk};
use crate::diagnostic::Diagnostic;
use crate::domain::cue::FigureClass;
use crate::domain::text::Text;

/// Finds figures without the unit that they have in the answer of their fact.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    for draft in walk::own(scene, &scene.drafts.cases) {
        for fact in &draft.raw.facts {
            for written in &fact.figures {
                if is_off(&written.value, &fact.answer) {
                    let message =
                        format!("the figure `{}` lacks the unit that it has in the answer", written.value);
                    let problem = Diagnostic::warning("figure-unit", message)
                        .help("write it as the answer does: value, unit, and per what time");
                    findings.problems.push(problem.at(draft.sheet.place(draft.sheet.span(written))));
                }
            }
        }
    }
}

/// Whether the answer says the same number, but never as bare as this. A figure that follows from the answer and does
/// not stand in it is fine.
fn is_off(figure: &str, answer: &str) -> bool {
    let (read, answer) = (Text::read(figure), Text::read(answer));
    let Some(value) = read.figures.first().map(|placed| placed.figure) else { return false };
    let number = read.tokens.iter().find(|token| token.is_number).map(|token| &token.word);
    // Bytes, durations and rates have their unit; what was computed from the answer may share a number with it.
    let is_bare =
        !value.is(FigureClass::Rate) && (value.is(FigureClass::Count) || value.is(FigureClass::Percent));
    let says_number = answer.tokens.iter().any(|token| Some(&token.word) == number);
    is_bare && says_number && !answer.figures.iter().any(|other| value.same(other.figure))
}

#[cfg(test)]
mod tests {
    use super::is_off;

    #[test]
    fn a_figure_has_the_unit_that_its_answer_gives_it() {
        assert!(is_off("50", "Up to 50 MB/s at peak."));
        assert!(is_off("40 %", "It grows by 40 % a year."));
        assert!(!is_off("24 MB", "Deletes within 24 hours."), "it may be computed");
        assert!(!is_off("50 MB/s", "Up to 50 MB/s at peak."));
        assert!(!is_off("1.4x", "35,000/s on average, 50,000/s at peak."), "it follows from the answer");
        assert!(!is_off("Avro", "Avro with a registry."));
    }
}
