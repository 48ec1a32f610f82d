//! A thread that keeps the history. What waits is written in one transaction, and called saved only after it.

mod desk;
mod marking;
mod open;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::{Ended, Reply, Unsealed};
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::domain::time::Now;
use crate::store::{Error, Opened, Standing, Store};
use crate::tui::clock;
use desk::Desk;
pub use marking::Marked;

/// How long after a failure saving is tried again.
const RETRY: Duration = Duration::from_secs(2);
/// How long a write waits for another process before that is called a failure.
const PATIENCE: Duration = Duration::from_secs(1);

/// What comes back.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Something for the model.
    Action(Action),
    /// This change of the sitting that was begun or opened as this one in a row is on disk.
    Saved { sitting: u64, generation: u64 },
    /// The cases whose answers are no secret any more.
    Unsealed(Unsealed),
    /// The figures of a sitting, to be handed to [`Keeper::keep`].
    Marked(Box<Marked>),
    /// There is no history to be kept, and the program cannot go on without.
    Unusable(Ended),
}

enum Order {
    /// Carry these out, as of this time.
    Effects(Vec<Effect>, Now),
    /// Write what waits, and say what could not be written.
    Finish(Sender<Result<(), String>>),
    /// Keep these figures.
    Marked(Box<Marked>, Now),
    /// Panic, for tests.
    Crash,
}

/// The way to the thread.
pub struct Keeper {
    orders: Sender<Order>,
    /// What the thread starts with, until it has.
    idle: Option<(Receiver<Order>, [Reply<Answer>; 2])>,
}

impl Keeper {
    /// Answers go to both of these, from two threads. Orders given before the start wait for it.
    pub fn new(report: [Reply<Answer>; 2]) -> Self {
        let (orders, given) = channel();
        Self { orders, idle: Some((given, report)) }
    }

    /// Opens the history in this directory and begins to keep it.
    pub fn start(&mut self, directory: PathBuf) -> io::Result<()> {
        let Some((given, [report, marked])) = self.idle.take() else { return Ok(()) };
        let mut queue = Queue { given, waiting: Vec::new() };
        super::thread("history", move || {
            if let Some(desk) = open_history(&directory, &mut queue, &report) {
                serve(desk.marking(marked), queue, &report);
            }
        })
    }

    /// Has effects carried out, in order, after all before.
    pub fn carry_out(&self, effects: Vec<Effect>, now: Now) {
        if !effects.is_empty() {
            self.order(Order::Effects(effects, now));
        }
    }

    /// Keeps figures that were made.
    pub fn keep(&self, marked: Box<Marked>, now: Now) {
        self.order(Order::Marked(marked, now));
    }

    /// Panics on its thread.
    pub fn crash(&self) {
        self.order(Order::Crash);
    }

    /// Has everything written; the answer is why it could not be.
    pub fn finish(&self) -> Receiver<Result<(), String>> {
        let (reply, answer) = channel();
        self.order(Order::Finish(reply));
        answer
    }

    fn order(&self, order: Order) {
        // A thread that has crashed was reported; `finish` tells that nothing was saved.
        let _ = self.orders.send(order);
    }
}

/// Orders, some of which were taken before their time.
struct Queue {
    given: Receiver<Order>,
    waiting: Vec<Order>,
}

impl Queue {
    /// Waits for orders, and takes all there are; none after `patience`, `None` when there will be no more.
    fn take(&mut self, patience: Option<Duration>) -> Option<Vec<Order>> {
        let mut orders = std::mem::take(&mut self.waiting);
        if orders.is_empty() {
            let first = match patience {
                None => self.given.recv().map_err(RecvTimeoutError::from),
                Some(patience) => self.given.recv_timeout(patience),
            };
            match first {
                Ok(order) => orders.push(order),
                Err(RecvTimeoutError::Timeout) => return Some(orders),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        orders.extend(self.given.try_iter());
        Some(orders)
    }
}

fn serve(mut desk: Desk, mut queue: Queue, report: &Reply<Answer>) {
    while let Some(orders) = queue.take(desk.is_failing().then_some(RETRY)) {
        let mut finished = Vec::new();
        let mut answers = Vec::new();
        for order in orders {
            match order {
                Order::Effects(effects, now) => desk.carry_out(effects, now, &mut answers),
                Order::Finish(reply) => finished.push(reply),
                Order::Marked(marked, now) => desk.keep_marked(*marked, now, &mut answers),
                Order::Crash => panic!("provoked by a test"),
            }
        }
        desk.settle(clock::now(), &mut answers);
        answers.into_iter().for_each(report);
        for reply in finished {
            // Whoever asked may be gone.
            let _ = reply.send(desk.finish());
        }
    }
}

/// Opens the history, and waits for it while another process holds it. `None` when the program has to end.
fn open_history(directory: &Path, queue: &mut Queue, report: &Reply<Answer>) -> Option<Desk> {
    loop {
        match Store::open(directory, clock::now().wall) {
            Ok(opened) => return Some(begin(opened, report)),
            Err(error @ (Error::Directory { .. } | Error::Foreign(_))) => {
                report(Answer::Unusable(Ended::without_history(&error.to_string())));
                return None;
            }
            Err(error @ Error::Busy) => {
                report(banner(format!("saving is delayed: {error}; trying again every 2 s")));
                let orders = queue.take(Some(RETRY))?;
                queue.waiting = refuse_to_finish(orders, &error);
            }
            Err(error) => {
                report(banner(format!("nothing will be saved: {error}")));
                match Store::in_memory() {
                    Ok(store) => return Some(Desk::new(store, true)),
                    Err(error) => {
                        report(Answer::Unusable(Ended::without_history(&error.to_string())));
                        return None;
                    }
                }
            }
        }
    }
}

fn begin(opened: Opened, report: &Reply<Answer>) -> Desk {
    let Opened { mut store, notices } = opened;
    if let Standing::MemoryOnly(why) = store.standing() {
        report(banner(why.to_string()));
    }
    if !notices.is_empty() {
        let notices: Vec<String> = notices.iter().map(ToString::to_string).collect();
        report(Answer::Action(Action::Notice(notices.join("; "))));
    }
    let is_patient = store.wait_at_most(PATIENCE).is_ok();
    let standing = matches!(store.standing(), Standing::MemoryOnly(_));
    debug_assert!(is_patient, "the time to wait for a lock can always be set");
    Desk::new(store, standing)
}

fn refuse_to_finish(orders: Vec<Order>, error: &Error) -> Vec<Order> {
    let (finishing, others): (Vec<_>, Vec<_>) =
        orders.into_iter().partition(|order| matches!(order, Order::Finish(_)));
    for order in finishing {
        if let Order::Finish(reply) = order {
            // Whoever asked may be gone.
            let _ = reply.send(Err(error.to_string()));
        }
    }
    others
}

fn banner(text: String) -> Answer {
    Answer::Action(Action::Banner(text))
}
