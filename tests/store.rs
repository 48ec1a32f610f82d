//! The history on disk: what was saved comes back, whatever happens to the file.

mod care;
mod carried;
mod damage;
mod faults;
mod kept;
mod memory;

use std::path::Path;

use greenroom::domain::sitting::SittingId;
use greenroom::domain::time::Timestamp;
use greenroom::store::{Opened, Store, Write};

use crate::support::sittings::{answer, interview, snapshot};

/// A moment in November 2026.
const NOW: Timestamp = Timestamp(1_795_366_000_000);

fn open(directory: &Path) -> Store {
    let Opened { store, notices } = Store::open(directory, NOW).unwrap();
    assert_eq!(notices, []);
    store
}

/// A history with one sitting of so many answers beside its opening, each committed on its own.
fn with_answers(directory: &Path, answers: u64) -> (Store, SittingId) {
    let mut store = open(directory);
    let id = store.begin(&interview(), &snapshot()).unwrap();
    for number in 1..=answers {
        store.commit(&[write_of(id, number)]).unwrap();
    }
    (store, id)
}

fn write_of(sitting: SittingId, number: u64) -> Write {
    Write::Entry { sitting, place: number as usize, stamped: answer(number, &text_of(number)) }
}

/// A text of some length that names its own number.
fn text_of(number: u64) -> String {
    format!("answer {number}: ")
        + &"late scans are merged by their business key; ".repeat(1 + number as usize % 7)
}
