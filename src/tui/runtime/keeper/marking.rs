//! A thread that marks sittings whose figures are missing, one after the other, so that neither saving nor the screen
//! waits for it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use super::{Answer, Reply};
use crate::domain::interview::Interview;
use crate::domain::playbook::Snapshot;
use crate::domain::progress::{FigureReader, Figures};
use crate::store::{LastSnapshot, Store, Unmarked};
use crate::tui::runtime::thread;

/// Figures that were made.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    pub of: Unmarked,
    pub figures: Figures,
}

/// A sitting to be marked.
struct Job {
    of: Unmarked,
    interview: Interview,
    snapshot: Arc<Snapshot>,
}

/// What is still to be marked.
pub struct Marking {
    jobs: Sender<Job>,
    waiting: VecDeque<Unmarked>,
    under_way: Option<Unmarked>,
    last: LastSnapshot,
}

impl Marking {
    /// Figures go to `report`. Where there can be no thread, nothing is ever marked.
    pub fn new(report: Reply<Answer>) -> Self {
        let (jobs, given) = channel::<Job>();
        let marks = move || {
            let mut reader = FigureReader::default();
            for Job { of, interview, snapshot } in given {
                let figures = reader.read(&interview, &snapshot);
                report(Answer::Marked(Box::new(Marked { of, figures })));
            }
        };
        // The next order finds nobody, and what waits is given up.
        let _ = thread("marking", marks);
        Self { jobs, waiting: VecDeque::new(), under_way: None, last: None }
    }

    /// How many are still to be marked.
    pub fn left(&self) -> usize {
        self.waiting.len() + usize::from(self.under_way.is_some())
    }

    /// These are to be marked, and nothing else.
    pub fn want(&mut self, missing: Vec<Unmarked>, store: &Store) {
        self.waiting = missing.into_iter().filter(|of| Some(of) != self.under_way.as_ref()).collect();
        self.go_on(store);
    }

    /// One has been marked.
    pub fn is_marked(&mut self, of: &Unmarked, store: &Store) {
        self.under_way = self.under_way.take().filter(|own| own != of);
        self.go_on(store);
    }

    /// Hands over the next one that can be read.
    fn go_on(&mut self, store: &Store) {
        while let (None, Some(of)) = (&self.under_way, self.waiting.pop_front()) {
            let Ok((interview, snapshot)) = store.to_mark(of.id, &mut self.last) else { continue };
            let job = Job { of: of.clone(), interview, snapshot };
            if self.jobs.send(job).is_err() {
                return self.waiting.clear();
            }
            self.under_way = Some(of);
        }
        if self.left() == 0 {
            // A snapshot is large.
            self.last = None;
        }
    }
}
