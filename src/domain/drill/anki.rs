//! Cards as a CSV that Anki imports as it is: <https://docs.ankiweb.net/importing/text-files.html>.

use std::fmt::Write as _;

use crate::domain::drill::catalog::Entry;
use crate::domain::drill::mark::mark;
use crate::domain::drill::pose::{Exercise, Task, one_line};
use crate::domain::playbook::Playbook;

/// What Anki is told of the columns. The first one names the note, so that a second import updates it.
const HEAD: &str = "#separator:Comma\n#html:true\n#notetype:Basic\n#deck:greenroom\n#columns:GUID,Front,Back,Tags\n\
                    #guid column:1\n#tags column:4\n";

/// The cards, a row each. Of estimates, one example with its worked chain.
pub fn csv(playbook: &Playbook, entries: &[Entry]) -> String {
    let mut text = HEAD.to_owned();
    for entry in entries {
        let Some(exercise) = Exercise::of(playbook, &entry.subject, 1, 0) else { continue };
        let cells = [
            format!("greenroom/{}", entry.id),
            html(&format!("{}\n\n{}", exercise.ask, exercise.request)),
            html(&back(&exercise, playbook)),
            format!("greenroom {}", entry.kind.id()),
        ];
        let cells = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        let _ = writeln!(text, "{}", cells.join(","));
    }
    text
}

/// What stands on the back: what is looked for, then good answers.
fn back(exercise: &Exercise, playbook: &Playbook) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    match &exercise.task {
        Task::Points(points) => {
            paragraphs.extend(points.iter().map(|point| format!("- {}", one_line(&point.say))));
        }
        Task::Tradeoff { situation, .. } => {
            paragraphs.extend(situation.because.iter().map(|point| format!("- {}", one_line(&point.say))));
        }
        Task::Estimate(_) => {
            let marked = mark(exercise, playbook, "", None);
            paragraphs.push(marked.headline);
            paragraphs.extend(marked.lines.into_iter().map(|line| line.text));
            paragraphs.extend(marked.model.into_iter().map(|(_, text)| text));
        }
        Task::Questions { case, fact: None } => {
            // The topics, not the facts: those stay sealed.
            let facts = playbook.cases.get(case).into_iter().flat_map(|case| &case.facts);
            let title = |id| playbook.topics.iter().find(|topic| topic.id == id).map(|topic| &topic.title);
            paragraphs.extend(facts.filter_map(|fact| Some(format!("- {}", title(fact.topic.clone())?))));
        }
        Task::Recall | Task::Questions { .. } => {}
    }
    paragraphs.extend(exercise.model.iter().map(|(lead, text)| format!("{lead}: {text}")));
    paragraphs.join("\n")
}

fn html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    escaped.replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_taken_for_markup() {
        assert_eq!(html("a < b & \"c\"\n<script>"), "a &lt; b &amp; \"c\"<br>&lt;script&gt;");
    }
}
