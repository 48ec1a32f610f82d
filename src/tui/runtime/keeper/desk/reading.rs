//! What the keeper reads for lists, replays and comparisons.

use super::{Desk, action, answer, failed};
use crate::app::action::{Action, History};
use crate::domain::comparison;
use crate::domain::sitting::SittingId;
use crate::domain::time::Now;
use crate::store::{Error, Filter};
use crate::tui::runtime::keeper::{Answer, Marked};

/// How many figures are written, and shown, at a time.
const TOGETHER: usize = 10;

impl Desk {
    /// Reads a sitting without taking it over.
    pub(super) fn read_again(&mut self, id: SittingId, now: Now, answers: &mut Vec<Answer>) {
        self.settle(now, answers);
        let read = self.store.sitting(id);
        let read = read.map(|loaded| Action::SittingRead(Box::new(loaded.sitting)));
        answers.push(answer(read, "reading the sitting"));
    }

    pub(super) fn compare(
        &mut self,
        before: SittingId,
        after: SittingId,
        now: Now,
        answers: &mut Vec<Answer>,
    ) {
        self.settle(now, answers);
        let read =
            |id| self.store.sitting(id).map(|loaded| loaded.sitting).map_err(|error| error.to_string());
        let compared = read(before).and_then(|before| {
            comparison::compare(&before, &read(after)?).map_err(|error| error.to_string())
        });
        answers.push(match compared {
            Ok(comparison) => action(Action::Compared(Box::new(comparison))),
            Err(cause) => failed("comparing the sittings", cause, "Both are still there.".to_owned()),
        });
    }

    pub(super) fn read_history(&mut self, now: Now, answers: &mut Vec<Answer>) {
        self.settle(now, answers);
        match self.history(now) {
            Ok(history) => answers.push(action(Action::HistoryRead(history))),
            Err(error) => {
                // Without an answer, nothing would ever begin.
                answers.push(action(Action::HistoryRead(History::default())));
                let hint = "`greenroom doctor` looks into it.".to_owned();
                answers.push(failed("reading the history", error.to_string(), hint));
            }
        }
        self.tell_unsealed(answers);
    }

    fn history(&self, now: Now) -> Result<History, Error> {
        let sittings = self.store.list(&Filter::default())?.rows;
        let (mut unfinished, mut open_elsewhere) = (None, None);
        for row in sittings.iter().filter(|row| !row.finished) {
            match self.store.held_elsewhere(row.id, &self.process)? {
                Some(pid) => open_elsewhere = open_elsewhere.or(Some((row.id, pid))),
                None => unfinished = unfinished.or(Some(row.id)),
            }
        }
        let deck = self.store.deck(now.day())?;
        Ok(History { sittings, unfinished, open_elsewhere, deck })
    }

    pub(super) fn tell_unsealed(&self, answers: &mut Vec<Answer>) {
        // Cases stay sealed where this cannot be read; nothing is given away by mistake.
        if let (Ok(mut cases), Ok(opened)) = (self.store.sat_cases(), self.store.opened_seals()) {
            cases.extend(opened);
            answers.push(Answer::Unsealed(cases));
        }
    }

    /// All that progress is read from, as far as it is known; the rest is marked meanwhile, and follows.
    pub(super) fn read_progress(&mut self, now: Now, answers: &mut Vec<Answer>) {
        self.settle(now, answers);
        self.keep_all_marked();
        let read = self.store.known_record(now).map(|(mut record, missing)| {
            record.waiting = 0;
            if let Some(marking) = &mut self.marking {
                marking.want(missing, &self.store);
                record.waiting = marking.left();
            }
            Action::ProgressRead(Box::new(record))
        });
        answers.push(answer(read, "reading your figures"));
    }

    fn keep_all_marked(&mut self) {
        let marked = std::mem::take(&mut self.marked);
        self.store.keep_figures(&marked);
    }

    /// Figures were made. They are written, and told, several at a time.
    pub fn keep_marked(&mut self, marked: Marked, now: Now, answers: &mut Vec<Answer>) {
        let Some(marking) = &mut self.marking else { return };
        marking.is_marked(&marked.of, &self.store);
        self.marked.push((marked.of, marked.figures));
        let left = marking.left();
        if left > 0 && self.marked.len() < TOGETHER {
            return answers.push(action(Action::FiguresLeft(left)));
        }
        self.keep_all_marked();
        let read = self.store.known_record(now).map(|(mut record, _)| {
            record.waiting = left;
            Action::ProgressRead(Box::new(record))
        });
        answers.push(answer(read, "reading your figures"));
    }
}
