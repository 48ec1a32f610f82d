use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::app::screen::setup::Settings;
use crate::content::{Source, load};
use crate::domain::id::CaseId;
use crate::domain::interview::Stamped;
use crate::domain::interview::entry::{Ending, Entry};
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
    let Some(Answer::Action(Action::HistoryRead(history))) = answers.first() else { panic!("{answers:?}") };
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

#[test]
fn progress_shows_at_once_what_is_known_and_the_rest_when_it_is_marked() {
    let folder = TempDir::new().unwrap();
    let (report, marked) = std::sync::mpsc::channel();
    let report = Box::new(move |answer| report.send(answer).unwrap());
    let mut desk = desk(folder.path()).marking(report);
    let finished = Stamped {
        at: SessionTime::minutes(40),
        wall: at(2400).wall,
        entry: Entry::Finished { how: Ending::Complete },
    };
    done(&mut desk, [started(), vec![said(5, "sent"), Effect::Journal(finished)]].concat());
    let told = |answers: &[Answer]| {
        let record = answers.iter().find_map(|answer| match answer {
            Answer::Action(Action::ProgressRead(record)) => Some(record),
            _ => None,
        });
        record.map(|record| (record.sittings.len(), record.waiting))
    };
    assert_eq!(told(&done(&mut desk, vec![Effect::ReadProgress])), Some((0, 1)));
    let Ok(Answer::Marked(figures)) = marked.recv_timeout(Duration::from_mins(1)) else {
        panic!("no figures")
    };
    let mut answers = Vec::new();
    desk.keep_marked(*figures, at(2500), &mut answers);
    assert_eq!(told(&answers), Some((1, 0)));
    assert_eq!(told(&done(&mut desk, vec![Effect::ReadProgress])), Some((1, 0)), "they are kept");
}
