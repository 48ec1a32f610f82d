//! Sittings made up from sheets: nothing asked, each text sent as the answer to its ask, all within the time.

use super::Sheet;
use crate::domain::case::{AskKind, Case, Level};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Ending, Entry, Mode, Opening};
use crate::domain::interview::plan::{BudgetScale, Plan};
use crate::domain::step::Step;
use crate::domain::time::{SessionTime, Timestamp};

/// Between two entries.
const PAUSE: SessionTime = SessionTime::seconds(20);

/// A sitting in which nothing has happened yet.
pub fn opened(case: &Case) -> Interview {
    open(case, Step::ALL.to_vec())
}

fn open(case: &Case, steps: Vec<Step>) -> Interview {
    let steps = steps.into_iter().map(|step| (step, SessionTime::minutes(20))).collect();
    let opening = Opening {
        case: case.id.clone(),
        title: case.title.clone(),
        snapshot: String::new(),
        mode: Mode::Mock,
        level: Level::Senior,
        speak: false,
        seed: 1,
        plan: Plan::of(steps, BudgetScale::Normal),
    };
    Interview::open(opening, Timestamp(0))
}

/// The sitting of a sheet: its steps in order, in each the asks that it answers.
pub fn of_sheet(case: &Case, sheet: &Sheet) -> Interview {
    let answered = |id: &str| sheet.answers.get(id);
    let mut steps: Vec<Step> =
        case.asks().filter(|ask| answered(ask.id.as_str()).is_some()).map(|ask| ask.step).collect();
    steps.sort_unstable();
    steps.dedup();
    let first = steps.first().copied();
    let mut interview = open(case, if steps.is_empty() { vec![Step::Architecture] } else { steps.clone() });
    let mut at = SessionTime::ZERO;
    let mut record = |entry: Entry| {
        at = at.plus(PAUSE);
        interview.record(at, Timestamp(at.0 as i64), entry);
    };
    for step in steps {
        if Some(step) != first {
            record(Entry::Advanced { to: step });
        }
        for ask in case.asks().filter(|ask| ask.step == step) {
            let Some(text) = answered(ask.id.as_str()) else { continue };
            match ask.kind {
                AskKind::Opening => {}
                AskKind::Probe => record(Entry::Posed { ask: ask.id.clone(), text: ask.ask.to_owned() }),
                AskKind::Curveball => {
                    record(Entry::Struck { curveball: ask.id.clone(), text: ask.ask.to_owned() });
                }
            }
            let text = text.clone();
            record(if step == Step::Clarify {
                Entry::Asked { text }
            } else {
                Entry::Wrote { ask: ask.id.clone(), text }
            });
        }
        if let Some(sketch) = sheet.sketch.as_ref().filter(|_| step == Step::Architecture) {
            record(Entry::Drew { text: sketch.clone() });
        }
    }
    record(Entry::Finished { how: Ending::Complete });
    interview
}
