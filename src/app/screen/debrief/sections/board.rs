//! The whiteboard: one's own drawing beside the reference, what an interviewer would ask about it, and what became of it
//! after each curveball.

use super::{Item, Pane, Section, Tone, flowed};
use crate::domain::case::Case;
use crate::domain::id::PageId;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::playbook::Snapshot;
use crate::domain::sketch::compare::{self, Verdict};
use crate::domain::sketch::lint::{self, Facts, Scene};
use crate::domain::sketch::redraw::{Redrawn, redrawn};
use crate::domain::sketch::{Graph, Roles, Sketch};
use crate::domain::step::Step;

/// The section; none if the sitting never came near the whiteboard, so that it gives no design away.
pub fn section(interview: &Interview, snapshot: &Snapshot) -> Option<Section> {
    let is_reached = interview.by_step().any(|(step, _)| step == Step::Architecture);
    let own = interview.sketch().filter(|text| !text.trim().is_empty());
    if own.is_none() && !is_reached {
        return None;
    }
    let desk = Desk { roles: Roles::of_lexicon(&snapshot.lexicon), case: &snapshot.case, interview };
    let changes = redrawn(interview, &snapshot.case, None);
    // What was drawn before the problem changed is what the reference answers.
    let first = changes.first().map(|redrawn| redrawn.before.as_str()).filter(|text| !text.trim().is_empty());
    let mut items = desk.beside_reference(first.or(own));
    items.extend(changes.iter().flat_map(|redrawn| desk.change(redrawn)));
    items.extend(desk.stages());
    Some(Section { title: "Whiteboard".to_owned(), items })
}

struct Desk<'a> {
    roles: Roles,
    case: &'a Case,
    interview: &'a Interview,
}

fn heading(text: impl Into<String>) -> Item {
    Item { text: text.into(), tone: Tone::Heading, ..Item::default() }
}

fn line(text: impl Into<String>, tone: Tone) -> Item {
    Item { indent: 1, text: text.into(), tone, ..Item::default() }
}

fn pictures(panes: Vec<Pane>) -> Item {
    Item { boards: panes, ..Item::default() }
}

impl Desk<'_> {
    fn pane(&self, title: &str, text: &str) -> Pane {
        Pane { title: title.to_owned(), text: text.to_owned(), graph: self.read(text) }
    }

    fn read(&self, text: &str) -> Graph {
        Graph::of(&Sketch::parse(text), &self.roles)
    }

    fn beside_reference(&self, own: Option<&str>) -> Vec<Item> {
        let reference = self.pane("The reference", &self.case.sketch);
        let mut items = vec![heading("Your drawing and the reference, matched by what each box does")];
        let Some(text) = own else {
            items.push(line("You drew nothing.", Tone::Warning));
            items.push(pictures(vec![reference]));
            return items;
        };
        let mine = self.pane("Yours", text);
        let matched = compare::match_up(&mine.graph, &reference.graph, &self.roles);
        let fit = compare::fit(&mine.graph, self.case);
        let questions = self.questions(text, &mine.graph);
        items.push(pictures(vec![mine, reference]));
        items.extend(matched.sentences().into_iter().map(|sentence| line(sentence, Tone::Plain)));
        items.extend(fit.map(|fit| {
            let all = fit.filled.len() + fit.missing.len();
            let slot = |slot: &Vec<String>| slot.join(" or ");
            let missing: Vec<String> = fit.missing.iter().map(slot).collect();
            if missing.is_empty() {
                line(format!("All {all} parts of an accepted design are there."), Tone::Good)
            } else {
                let text =
                    format!("{} of the {all} parts of an accepted design are there.", fit.filled.len());
                let item = line(text, Tone::Warning);
                Item { details: vec![(format!("Not found: {}.", missing.join("; ")), Tone::Plain)], ..item }
            }
        }));
        items.extend(questions);
        items
    }

    /// What an interviewer would ask, with the page that says why.
    fn questions(&self, text: &str, graph: &Graph) -> Vec<Item> {
        let said: Vec<&str> = self
            .interview
            .log()
            .iter()
            .filter_map(|stamped| match &stamped.entry {
                Entry::Asked { text } | Entry::Wrote { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let facts = Facts::of(self.case, &self.roles, |_| true);
        let sketch = Sketch::parse(text);
        let scene = Scene {
            sketch: &sketch,
            graph,
            roles: &self.roles,
            facts: &facts,
            said: &said.join("\n"),
            caret_line: None,
        };
        let questions = lint::lint(&scene);
        if questions.is_empty() {
            return Vec::new();
        }
        let asked = questions.into_iter().map(|question| Item {
            details: vec![(format!("why: {} (a page; open it from here)", question.why), Tone::Quiet)],
            page: PageId::new(question.why).ok(),
            ..line(question.text, Tone::Warning)
        });
        [heading("What an interviewer would ask about it")].into_iter().chain(asked).collect()
    }

    fn change(&self, redrawn: &Redrawn<'_>) -> Vec<Item> {
        let mut items = vec![heading(format!("After the curveball: {}", flowed(&redrawn.curveball.ask)))];
        let after = self.pane("After", &redrawn.after);
        if redrawn.is_changed() {
            items.push(pictures(vec![self.pane("Before", &redrawn.before), after]));
            let told = redrawn.change(&self.roles).sentences();
            items.extend(told.into_iter().map(|sentence| line(sentence, Tone::Plain)));
        } else {
            items.push(line("You left the drawing as it was.", Tone::Warning));
        }
        let verdict = redrawn.verdict(&self.roles);
        items.extend(judged(&verdict));
        items.extend(redrawn.curveball.sketch.as_deref().map(|text| {
            let theirs = self.pane("The reference after the curveball", text);
            pictures(vec![theirs])
        }));
        items
    }

    /// The reference design at other stages.
    fn stages(&self) -> Vec<Item> {
        let stages = self.case.evolutions.iter();
        let items = stages.flat_map(|stage| {
            let title = heading(format!("The reference, {}", stage.title));
            let when = line(flowed(&stage.when), Tone::Quiet);
            [title, when, pictures(vec![self.pane(&stage.title, &stage.sketch)])]
        });
        items.collect()
    }
}

/// A change against what the case wants changed and kept.
fn judged(verdict: &Verdict) -> Vec<Item> {
    if verdict.is_clean() {
        let told = verdict.sentences().into_iter().map(|sentence| line(sentence, Tone::Good));
        return told.chain([line("Nothing was torn down that should stay.", Tone::Good)]).collect();
    }
    let good = verdict.added.len() + verdict.removed.len() > 0;
    let tone = |text: &str| {
        if good && (text.starts_with("Added") || text.starts_with("Removed")) {
            Tone::Good
        } else {
            Tone::Warning
        }
    };
    verdict.sentences().into_iter().map(|text| line(text.clone(), tone(&text))).collect()
}
