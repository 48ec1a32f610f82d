//! A thread that reads the playbook and then answers questions about it.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::Reply;
use crate::app::action::{Action, Failure};
use crate::app::library::OpenedPage;
use crate::domain::hits::Hits;
use crate::domain::id::PageId;
use crate::domain::playbook::Playbook;

/// The cases, by id, whose facts and model answers are no secret any more: sat, or unsealed on request.
pub type Unsealed = BTreeSet<String>;

/// What can be asked about the playbook. Questions come one at a time.
pub trait Library: Send {
    /// Looks for pages; else says why it cannot.
    fn find(&mut self, query: &str, unsealed: &Unsealed) -> Result<Hits, String>;

    /// Fetches a page; `None` when there is none of this id.
    fn page(&mut self, id: &PageId, unsealed: &Unsealed) -> Option<OpenedPage>;
}

/// A playbook that has been read.
pub struct Loaded {
    /// The content.
    pub playbook: Arc<Playbook>,
    /// One line about problems in the user's packs, if there are any.
    pub problems: Option<String>,
    /// Answers questions about it.
    pub library: Box<dyn Library>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Which pages a query finds.
    Find { query: String, generation: u64 },
    /// A page, to be opened at a heading or shown beside a list.
    Page { id: PageId, slug: Option<String>, preview: bool },
    /// The cases that are unsealed changed.
    Unsealed(Unsealed),
}

/// What comes back.
pub type Answer = Action;

/// The way to the thread.
pub struct Shelf {
    questions: Sender<Question>,
    /// What the thread starts with, until it has.
    idle: Option<(Receiver<Question>, Reply<Answer>)>,
}

impl Shelf {
    /// Answers go to `report`.
    pub fn new(report: Reply<Answer>) -> Self {
        let (questions, asked) = channel();
        Self { questions, idle: Some((asked, report)) }
    }

    /// Starts reading the playbook.
    pub fn start(&mut self, load: Box<dyn FnOnce() -> Loaded + Send>) -> io::Result<()> {
        let Some((asked, report)) = self.idle.take() else { return Ok(()) };
        super::thread("library", move || {
            let Loaded { playbook, problems, mut library } = load();
            report(Action::Loaded { playbook, problems });
            serve(&asked, library.as_mut(), &report);
        })
    }

    /// Asks.
    pub fn ask(&self, question: Question) {
        // Without the thread there is no answer; its crash was told.
        let _ = self.questions.send(question);
    }
}

fn serve(asked: &Receiver<Question>, library: &mut dyn Library, report: &Reply<Answer>) {
    let mut unsealed = Unsealed::new();
    while let Ok(first) = asked.recv() {
        let waiting: Vec<Question> = std::iter::once(first).chain(asked.try_iter()).collect();
        for question in newest(&waiting) {
            match question {
                Question::Unsealed(cases) => unsealed = cases,
                question => report(answer(library, &unsealed, question)),
            }
        }
    }
}

/// Leaves out questions that were overtaken by a newer one of the same kind.
fn newest(waiting: &[Question]) -> Vec<Question> {
    let is_overtaken = |question: &Question, later: &[Question]| match question {
        Question::Find { .. } => later.iter().any(|later| matches!(later, Question::Find { .. })),
        Question::Page { preview, .. } => {
            *preview && later.iter().any(|later| matches!(later, Question::Page { .. }))
        }
        Question::Unsealed(_) => false,
    };
    let kept = |(index, question): (usize, &Question)| {
        let later = waiting.get(index + 1..).unwrap_or_default();
        (!is_overtaken(question, later)).then(|| question.clone())
    };
    waiting.iter().enumerate().filter_map(kept).collect()
}

fn answer(library: &mut dyn Library, unsealed: &Unsealed, question: Question) -> Answer {
    match question {
        Question::Find { query, generation } => match library.find(&query, unsealed) {
            Ok(hits) => Action::Found { generation, hits: Box::new(hits) },
            Err(cause) => Action::Failed(Failure {
                doing: "searching".to_owned(),
                cause,
                hint: "`greenroom doctor` looks into it.".to_owned(),
            }),
        },
        Question::Page { id, slug, preview } => match library.page(&id, unsealed) {
            Some(page) => Action::PageOpened { page: Box::new(page), slug, preview },
            None => Action::Failed(Failure {
                doing: format!("opening `{id}`"),
                cause: "no page has this id".to_owned(),
                hint: "`/` searches the playbook.".to_owned(),
            }),
        },
        Question::Unsealed(_) => Action::Tick,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_that_was_overtaken_is_not_answered() {
        let find = |generation| Question::Find { query: "q".to_owned(), generation };
        let page = |id: &str, preview| Question::Page { id: PageId::new(id).unwrap(), slug: None, preview };
        let waiting =
            vec![find(1), page("a", true), page("b", false), find(2), page("c", true), page("d", true)];
        assert_eq!(newest(&waiting), [page("b", false), find(2), page("d", true)]);
    }
}
