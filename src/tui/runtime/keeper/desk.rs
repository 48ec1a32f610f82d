//! What the keeper does with each effect, and what it does when the disk refuses.

use super::Answer;
use super::open::Open;
use crate::app::action::{Action, Failure, History};
use crate::app::effect::Effect;
use crate::domain::sitting::{Sitting, SittingId};
use crate::domain::time::{Now, Timestamp};
use crate::store::{Claim, Error, Filter, Process, Store, Write, Writer};

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
        }
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
            Effect::DeleteSitting(id) => {
                let moved = self.store.trash(id, now.wall);
                self.moved(moved, "deleting the sitting", now, answers);
            }
            Effect::RestoreSitting(id) => {
                let moved = self.store.restore(id);
                self.moved(moved, "bringing the sitting back", now, answers);
            }
            Effect::ReadHistory => self.read_history(now, answers),
            Effect::ReadProgress => {
                self.settle(now, answers);
                let record = self.store.record(now).map(|record| Action::ProgressRead(Box::new(record)));
                answers.push(answer(record, "reading your figures"));
            }
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

    fn read_history(&mut self, now: Now, answers: &mut Vec<Answer>) {
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

    fn tell_unsealed(&self, answers: &mut Vec<Answer>) {
        // Cases stay sealed where this cannot be read; nothing is given away by mistake.
        if let (Ok(mut cases), Ok(opened)) = (self.store.sat_cases(), self.store.opened_seals()) {
            cases.extend(opened);
            answers.push(Answer::Unsealed(cases));
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
mod tests {
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    use rusqlite::Connection;
    use tempfile::TempDir;

    use super::*;
    use crate::app::screen::setup::Settings;
    use crate::content::{Source, load};
    use crate::domain::id::CaseId;
    use crate::domain::interview::Stamped;
    use crate::domain::interview::entry::Entry;
    use crate::domain::sitting::{Draft, Pane};
    use crate::domain::step::Step;
    use crate::domain::time::SessionTime;
    use crate::store::DATABASE;

    fn at(seconds: i64) -> Now {
        Now { wall: Timestamp(1_763_800_000_000 + seconds * 1000), ..Now::default() }
    }

    fn started() -> Vec<Effect> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pack");
        let playbook = load(&[Source::folder(&folder)]).playbook.unwrap();
        let settings = Settings { case: Some(CaseId::new("parcels").unwrap()), ..Settings::default() };
        settings.begin(&playbook, at(0)).unwrap().effects
    }

    fn said(seconds: i64, text: &str) -> Effect {
        let entry = Entry::Wrote { ask: Step::Clarify.ask(), text: text.to_owned() };
        Effect::Journal(Stamped { at: SessionTime::seconds(seconds as u64), wall: at(seconds).wall, entry })
    }

    fn typed(text: &str, generation: u64) -> Effect {
        let draft = Draft {
            pane: Pane::Answer,
            text: text.to_owned(),
            caret: text.len(),
            at: SessionTime::seconds(generation),
        };
        Effect::SaveDraft { draft, generation }
    }

    fn desk(directory: &Path) -> Desk {
        let mut store = Store::open(directory, at(0).wall).unwrap().store;
        store.wait_at_most(Duration::ZERO).unwrap();
        Desk::new(store, false)
    }

    /// Carries effects out and settles, and gives the answers.
    fn done(desk: &mut Desk, effects: Vec<Effect>) -> Vec<Answer> {
        let mut answers = Vec::new();
        desk.carry_out(effects, at(0), &mut answers);
        desk.settle(at(0), &mut answers);
        answers
    }

    /// What was sent, then what stands in the fields.
    fn texts(sitting: &Sitting) -> Vec<&str> {
        let wrote = sitting.interview.log().iter().filter_map(|stamped| match &stamped.entry {
            Entry::Wrote { text, .. } => Some(text.as_str()),
            _ => None,
        });
        wrote.chain(sitting.drafts.iter().map(|draft| draft.text.as_str())).collect()
    }

    fn opened(answers: &[Answer]) -> &Sitting {
        let sitting = answers.iter().find_map(|answer| match answer {
            Answer::Action(Action::SittingOpened(sitting)) => Some(sitting),
            _ => None,
        });
        sitting.unwrap_or_else(|| panic!("{answers:?}"))
    }

    fn is_locked(directory: &Path) -> Connection {
        let other = Connection::open(directory.join(DATABASE)).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        other
    }

    const FIRST: SittingId = SittingId(1);
    const SECOND: SittingId = SittingId(2);

    #[test]
    fn what_is_called_saved_is_read_by_the_next_process() {
        let folder = TempDir::new().unwrap();
        let mut first = desk(folder.path());
        let answers = done(&mut first, started());
        assert!(answers.contains(&action(Action::SittingStarted(FIRST))), "{answers:?}");
        let answers = done(&mut first, vec![said(5, "sent"), typed("half a sent", 7)]);
        assert_eq!(answers, [Answer::Saved { sitting: 1, generation: 7 }]);
        // As after a kill: nothing is closed.
        let mut second = Desk { process: Process::of(1), ..desk(folder.path()) };
        let answers = done(&mut second, vec![Effect::ReadHistory]);
        let Some(Answer::Action(Action::HistoryRead(history))) = answers.first() else {
            panic!("{answers:?}")
        };
        assert_eq!(history.open_elsewhere, Some((FIRST, std::process::id())));
        assert_eq!(first.finish(), Ok(()));
        let answers = done(&mut second, vec![Effect::ReadHistory, Effect::OpenSitting(FIRST)]);
        assert_eq!(texts(opened(&answers)), ["sent", "half a sent"]);
    }

    #[test]
    fn nothing_is_lost_while_the_history_is_locked_and_nothing_is_called_saved() {
        let folder = TempDir::new().unwrap();
        let mut desk = desk(folder.path());
        let other = is_locked(folder.path());
        let answers = done(&mut desk, [started(), vec![said(5, "sent"), typed("half", 7)]].concat());
        let [Answer::Action(Action::Banner(banner))] = answers.as_slice() else { panic!("{answers:?}") };
        assert!(banner.starts_with("saving is delayed: the history is locked"), "{banner}");
        assert_eq!(done(&mut desk, vec![typed("half a", 9)]), []);
        assert!(desk.is_failing() && desk.finish().is_err());
        drop(other);
        let answers = done(&mut desk, Vec::new());
        assert!(answers.contains(&Answer::Saved { sitting: 1, generation: 9 }), "{answers:?}");
        assert!(answers.contains(&action(Action::SittingStarted(FIRST))));
        assert!(answers.contains(&action(Action::Banner(String::new()))));
        let read = desk.store.sitting(FIRST).unwrap().sitting;
        assert_eq!(texts(&read), ["sent", "half a"]);
    }

    #[test]
    fn an_interview_left_and_taken_up_while_nothing_can_be_written_is_whole() {
        let folder = TempDir::new().unwrap();
        let mut desk = desk(folder.path());
        done(&mut desk, started());
        let other = is_locked(folder.path());
        done(&mut desk, vec![said(5, "sent"), typed("half", 7)]);
        let answers = done(&mut desk, vec![Effect::OpenSitting(FIRST)]);
        assert_eq!(texts(opened(&answers)), ["sent", "half"]);
        let answers = done(&mut desk, vec![said(8, "more"), Effect::DropDraft(Pane::Answer)]);
        assert_eq!(answers, []);
        drop(other);
        done(&mut desk, Vec::new());
        assert_eq!(texts(&desk.store.sitting(FIRST).unwrap().sitting), ["sent", "more", ""]);
    }

    #[test]
    fn two_interviews_begun_while_nothing_can_be_written_are_both_kept() {
        let folder = TempDir::new().unwrap();
        let mut desk = desk(folder.path());
        let other = is_locked(folder.path());
        done(&mut desk, [started(), vec![said(5, "first")]].concat());
        done(&mut desk, [started(), vec![said(6, "second"), typed("half", 3)]].concat());
        drop(other);
        let answers = done(&mut desk, Vec::new());
        assert!(answers.contains(&action(Action::SittingStarted(SECOND))), "{answers:?}");
        assert!(answers.contains(&Answer::Saved { sitting: 2, generation: 3 }));
        assert_eq!(texts(&desk.store.sitting(FIRST).unwrap().sitting), ["first"]);
        assert_eq!(texts(&desk.store.sitting(SECOND).unwrap().sitting), ["second", "half"]);
    }

    #[test]
    fn a_sitting_deleted_elsewhere_goes_on_under_a_number_of_its_own() {
        let folder = TempDir::new().unwrap();
        let mut desk = desk(folder.path());
        done(&mut desk, [started(), vec![said(5, "sent"), typed("half", 2)]].concat());
        Store::open(folder.path(), at(0).wall).unwrap().store.purge(FIRST).unwrap();
        let answers = done(&mut desk, vec![said(9, "more")]);
        assert!(answers.contains(&action(Action::SittingStarted(SECOND))), "{answers:?}");
        assert_eq!(texts(&desk.store.sitting(SECOND).unwrap().sitting), ["sent", "more", "half"]);
    }

    #[test]
    fn what_is_in_memory_only_is_never_called_saved() {
        let mut desk = Desk::new(Store::in_memory().unwrap(), true);
        let answers = done(&mut desk, [started(), vec![typed("half", 7)]].concat());
        assert_eq!(answers, [action(Action::SittingStarted(FIRST))]);
    }

    #[test]
    fn a_case_is_unsealed_by_sitting_it_or_on_request() {
        let folder = TempDir::new().unwrap();
        let mut desk = desk(folder.path());
        let other = CaseId::new("clicks").unwrap();
        let answers = done(&mut desk, [started(), vec![Effect::Unseal(other)]].concat());
        let unsealed = ["clicks".to_owned(), "parcels".to_owned()].into();
        assert!(answers.contains(&Answer::Unsealed(unsealed)), "{answers:?}");
    }
}
