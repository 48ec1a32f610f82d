//! What the keeper does with each effect, and what it does when the disk refuses.

mod reading;

use super::marking::Marking;
use super::open::Open;
use super::{Answer, Reply};
use crate::app::action::{Action, Failure};
use crate::app::effect::Effect;
use crate::domain::progress::Figures;
use crate::domain::sitting::{Sitting, SittingId};
use crate::domain::time::{Now, Timestamp};
use crate::store::{Claim, Error, Process, Store, Unmarked, Write, Writer};

/// The history, and what is still to be written into it.
pub struct Desk {
    store: Store,
    writer: Writer,
    process: Process,
    /// The sitting that was begun or opened last, as the so many one.
    open: Option<Open>,
    number: u64,
    /// Sittings left before they could be given a number.
    stranded: Vec<Open>,
    /// The newest change that waits.
    generation: Option<u64>,
    failing: Option<String>,
    is_memory_only: bool,
    marking: Option<Marking>,
    /// Figures that were made, to be written several at a time.
    marked: Vec<(Unmarked, Figures)>,
}

impl Desk {
    /// Works on this history. What is in memory only is never called saved.
    pub fn new(store: Store, is_memory_only: bool) -> Self {
        Self {
            store,
            writer: Writer::default(),
            process: Process::current(),
            open: None,
            number: 0,
            stranded: Vec::new(),
            generation: None,
            failing: None,
            is_memory_only,
            marking: None,
            marked: Vec::new(),
        }
    }

    /// Has missing figures made on a thread of their own.
    pub fn marking(self, report: Reply<Answer>) -> Self {
        Self { marking: Some(Marking::new(report)), ..self }
    }

    /// Whether something waits that could not be written.
    pub fn is_failing(&self) -> bool {
        self.failing.is_some()
    }

    /// Carries out effects. Writing waits for [`Self::settle`], but where a later effect reads.
    pub fn carry_out(&mut self, effects: Vec<Effect>, now: Now, answers: &mut Vec<Answer>) {
        for effect in effects {
            self.one(effect, now, answers);
        }
    }

    fn one(&mut self, effect: Effect, now: Now, answers: &mut Vec<Answer>) {
        match effect {
            Effect::StartSitting { opening, snapshot } => {
                self.put_away(now, answers);
                self.open = Some(Open::begun(*opening, snapshot, now));
            }
            Effect::Journal(stamped) => self.write(|open| open.record(stamped)),
            Effect::SaveDraft { draft, generation } => {
                self.generation = Some(generation);
                self.write(|open| open.draft(draft, now.wall));
            }
            Effect::DropDraft(pane) => self.write(|open| open.drop_draft(pane, now.wall)),
            Effect::Heartbeat(at) => self.write(|open| open.beat(at, now.wall)),
            Effect::KeepScore(score) => self.write(|open| open.score(score)),
            Effect::OpenSitting(id) => self.open(id, now, answers),
            Effect::ReadSitting(id) => self.read_again(id, now, answers),
            Effect::CompareSittings(before, after) => self.compare(before, after, now, answers),
            Effect::DeleteSitting(id) => {
                let moved = self.store.trash(id, now.wall);
                self.moved(moved, "deleting the sitting", now, answers);
            }
            Effect::RestoreSitting(id) => {
                let moved = self.store.restore(id);
                self.moved(moved, "bringing the sitting back", now, answers);
            }
            Effect::ReadHistory => self.read_history(now, answers),
            Effect::ReadProgress => self.read_progress(now, answers),
            Effect::RememberSearch(query) => self.writer.push(Write::Search { query, wall: now.wall }),
            Effect::ReadSearches => {
                let searches = self.store.searches().map(Action::SearchesRead);
                answers.push(answer(searches, "reading past searches"));
            }
            Effect::KeepPosition { page, millionths: offset } => {
                self.writer.push(Write::Position { page: page.to_string(), offset, wall: now.wall });
            }
            Effect::ReadPosition(page) => {
                let read = self.store.position(page.as_str());
                let at = |offset: Option<u64>| Action::PositionRead { page, millionths: offset.unwrap_or(0) };
                answers.push(answer(read.map(at), "reading where you were"));
            }
            Effect::Remember(changes) => {
                for change in changes {
                    self.writer.push(Write::Memory(change));
                }
            }
            Effect::Unseal(case) => {
                self.writer.push(Write::Seal { page: case.to_string(), wall: now.wall });
                self.settle(now, answers);
                self.tell_unsealed(answers);
            }
            Effect::Search { .. }
            | Effect::OpenPage { .. }
            | Effect::Copy(_)
            | Effect::EditExternally(_)
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Quit => {}
        }
    }

    fn write(&mut self, change: impl FnOnce(&mut Open) -> Option<Write>) {
        if let Some(write) = self.open.as_mut().and_then(change) {
            self.writer.push(write);
        }
    }

    /// The open sitting makes room for another.
    fn put_away(&mut self, now: Now, answers: &mut Vec<Answer>) {
        self.settle(now, answers);
        self.number += 1;
        self.generation = None;
        match self.open.take() {
            Some(Open { id: Some(id), .. }) => {
                // A claim that stays is cleared with the process.
                let _ = self.store.release(id, &self.process);
            }
            open => self.stranded.extend(open),
        }
    }

    fn open(&mut self, id: SittingId, now: Now, answers: &mut Vec<Answer>) {
        self.settle(now, answers);
        let in_memory = self.open.as_ref().filter(|open| open.id == Some(id)).and_then(Open::sitting);
        let read = match (in_memory, &self.failing) {
            (Some(sitting), Some(_)) => {
                self.number += 1;
                self.generation = None;
                Ok(sitting)
            }
            (None, Some(cause)) => Err(cause.clone()),
            (_, None) => self.read(id, now, answers),
        };
        match read {
            Ok(sitting) => answers.push(action(Action::SittingOpened(Box::new(sitting)))),
            Err(cause) => {
                self.number += 1;
                let hint = "Everything that was saved is still there; try again.".to_owned();
                answers.push(failed("opening the interview", cause, hint));
            }
        }
    }

    fn read(&mut self, id: SittingId, now: Now, answers: &mut Vec<Answer>) -> Result<Sitting, String> {
        let words = |error: Error| error.to_string();
        if let Claim::Held { pid } = self.store.claim(id, &self.process, now.wall).map_err(words)? {
            return Err(format!("it is open in another greenroom, process {pid}"));
        }
        let loaded = self.store.sitting(id).map_err(words)?;
        let places = self.store.places(id).map_err(words)?;
        if self.open.as_ref().is_some_and(|open| open.id == Some(id)) {
            (self.number, self.generation) = (self.number + 1, None);
        } else {
            self.put_away(now, answers);
        }
        if loaded.damaged > 0 {
            let text = format!("{} entries of this sitting are damaged and left out.", loaded.damaged);
            answers.push(action(Action::Notice(text)));
        }
        self.open = Some(Open::read(&loaded.sitting, places));
        Ok(loaded.sitting)
    }

    /// Into the trash or out of it.
    fn moved(&mut self, moved: Result<(), Error>, doing: &str, now: Now, answers: &mut Vec<Answer>) {
        match moved {
            Ok(()) => self.read_history(now, answers),
            Err(error) => answers.push(failed(doing, error.to_string(), "It is still there.".to_owned())),
        }
    }

    /// Writes all that waits. What cannot be written stays, and the user is told.
    pub fn settle(&mut self, now: Now, answers: &mut Vec<Answer>) {
        match self.write_all(now.wall, answers) {
            Ok(()) => {
                if self.failing.take().is_some() {
                    answers.push(action(Action::Banner(String::new())));
                    answers
                        .push(action(Action::Notice("Saving works again; everything is saved.".to_owned())));
                }
                let generation = self.generation.take().filter(|_| !self.is_memory_only);
                let sitting = self.number;
                answers.extend(generation.map(|generation| Answer::Saved { sitting, generation }));
            }
            Err(error) => {
                let cause = error.to_string();
                if self.failing.as_ref() != Some(&cause) {
                    answers.push(action(Action::Banner(format!(
                        "saving is delayed: {cause}. What you type is kept in memory; trying again every 2 s"
                    ))));
                }
                self.failing = Some(cause);
            }
        }
    }

    fn write_all(&mut self, wall: Timestamp, answers: &mut Vec<Answer>) -> Result<(), Error> {
        loop {
            self.begin_all(wall, answers)?;
            match self.writer.commit(&mut self.store) {
                Err(Error::Conflict(id) | Error::NoSitting(id)) => self.go_on_as_another(id, answers),
                outcome => return outcome,
            }
        }
    }

    /// Gives a number to every sitting that has none.
    fn begin_all(&mut self, wall: Timestamp, answers: &mut Vec<Answer>) -> Result<(), Error> {
        while let Some(open) = self.stranded.first_mut() {
            open.begin(&mut self.store)?.into_iter().for_each(|write| self.writer.push(write));
            self.stranded.remove(0);
        }
        if let Some(open) = self.open.as_mut().filter(|open| open.id.is_none()) {
            open.begin(&mut self.store)?.into_iter().for_each(|write| self.writer.push(write));
            if let Some(id) = open.id {
                answers.push(action(Action::SittingStarted(id)));
                self.store.claim(id, &self.process, wall)?;
            }
        }
        Ok(())
    }

    /// Somebody else has changed or deleted the sitting: what is in memory is kept under a number of its own.
    fn go_on_as_another(&mut self, id: SittingId, answers: &mut Vec<Answer>) {
        self.writer.forget(id);
        if let Some(open) = self.open.as_mut().filter(|open| open.id == Some(id)) {
            open.id = None;
            let text =
                format!("Sitting {id} was changed elsewhere; this one goes on under a number of its own.");
            answers.push(action(Action::Notice(text)));
        }
    }

    /// Whether all is written; if not, why. Gives the open sitting back.
    pub fn finish(&mut self) -> Result<(), String> {
        if let Some(id) = self.open.as_ref().and_then(|open| open.id) {
            // A claim that stays is cleared with the process.
            let _ = self.store.release(id, &self.process);
        }
        self.failing.clone().map_or(Ok(()), Err)
    }
}

fn action(action: Action) -> Answer {
    Answer::Action(action)
}

fn failed(doing: &str, cause: String, hint: String) -> Answer {
    action(Action::Failed(Failure { doing: doing.to_owned(), cause, hint }))
}

fn answer(outcome: Result<Action, Error>, doing: &str) -> Answer {
    match outcome {
        Ok(action) => Answer::Action(action),
        Err(error) => failed(doing, error.to_string(), "`greenroom doctor` looks into it.".to_owned()),
    }
}

#[cfg(test)]
mod tests;
