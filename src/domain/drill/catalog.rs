//! Everything in the playbook that can be drilled, as cards.

use crate::domain::drill::DrillKind;
use crate::domain::drill::pose::main_dimension;
use crate::domain::playbook::Playbook;
use crate::domain::rubric::Dimension;
use crate::domain::schedule::{CardId, Deck, Subject};

/// A card as the playbook has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is about.
    pub subject: Subject,
    /// Its name.
    pub id: CardId,
    /// The kind of drill.
    pub kind: DrillKind,
    /// The title of the page it comes from.
    pub title: String,
    /// Of a trade-off: which option is the better one; none where either can be defended.
    pub side: Option<usize>,
    /// What of the rubric it trains, where that is clear.
    pub dimension: Option<Dimension>,
}

/// All cards of the playbook, and those that interviews have made, in the order of kinds and ids.
pub fn catalog(playbook: &Playbook, deck: &Deck) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add = |subject: Subject, title: &str, side: Option<usize>, dimension: Option<Dimension>| {
        let (id, kind) = (subject.id(), subject.kind());
        entries.push(Entry { subject, id, kind, title: title.to_owned(), side, dimension });
    };
    for page in playbook.tradeoffs.values() {
        for situation in &page.situations {
            let side = situation.better.as_ref();
            let side = side.and_then(|better| page.options.iter().position(|option| option.id == *better));
            let subject = Subject::Tradeoff(page.header.id.clone(), situation.id.clone());
            add(subject, &page.header.title, side, Some(Dimension::Tradeoffs));
        }
    }
    for page in playbook.estimates.values() {
        add(Subject::Estimate(page.header.id.clone()), &page.header.title, None, Some(Dimension::Numbers));
    }
    for page in playbook.pages.values() {
        let header = &page.header;
        for recall in &page.recall {
            add(Subject::Recall(header.id.clone(), recall.id.clone()), &header.title, None, None);
        }
        if let Some(explain) = &page.explain {
            add(Subject::Explain(header.id.clone()), &header.title, None, main_dimension(&explain.points));
        }
    }
    for case in playbook.cases.values() {
        add(Subject::Clarify(case.id.clone()), &case.title, None, Some(Dimension::Scope));
        for curveball in &case.curveballs {
            let subject = Subject::Curveball(case.id.clone(), curveball.id.clone());
            add(subject, &case.title, None, main_dimension(&curveball.points));
        }
    }
    for page in playbook.reviews.values() {
        add(Subject::Review(page.header.id.clone()), &page.header.title, None, main_dimension(&page.flaw));
    }
    for subject in deck.cards.keys().filter_map(Subject::of) {
        let from_interview = matches!(subject, Subject::Point(..) | Subject::Fact(..));
        if from_interview && subject.exists(playbook) {
            let dimension = dimension_of(playbook, &subject);
            let title = playbook.title(subject.page()).unwrap_or_default().to_owned();
            add(subject, &title, None, dimension);
        }
    }
    entries.sort_by(|one, other| (one.kind, &one.subject).cmp(&(other.kind, &other.subject)));
    entries
}

/// What of the rubric a card of an interview trains.
fn dimension_of(playbook: &Playbook, subject: &Subject) -> Option<Dimension> {
    match subject {
        Subject::Point(case, ask, point) => {
            let ask = playbook.cases.get(case)?.ask(ask)?;
            ask.points.iter().find(|known| known.id == *point).map(|point| point.dimension)
        }
        Subject::Fact(..) => Some(Dimension::Scope),
        _ => None,
    }
}
