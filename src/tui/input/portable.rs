//! A thread that reads the terminal by crossterm's own means, where the terminal cannot be polled as on Linux.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crossterm::event;

use super::{Report, action};

/// How soon an order to leave the terminal alone is obeyed.
const SLICE: Duration = Duration::from_millis(50);

/// The reading end of the terminal.
#[derive(Debug)]
pub struct Reader {
    paused: Arc<AtomicBool>,
    reading: Arc<Mutex<()>>,
}

impl Reader {
    /// Reads standard input on a thread of its own and hands every report to `report`.
    pub fn start(report: impl Fn(Report) + Send + 'static) -> io::Result<Self> {
        let reader = Self { paused: Arc::default(), reading: Arc::default() };
        let (paused, reading) = (Arc::clone(&reader.paused), Arc::clone(&reader.reading));
        crate::tui::runtime::thread("keyboard", move || {
            loop {
                if paused.load(Ordering::Acquire) {
                    std::thread::sleep(SLICE);
                    continue;
                }
                let turn = reading.lock().unwrap_or_else(PoisonError::into_inner);
                let read = event::poll(SLICE).and_then(|some| some.then(event::read).transpose());
                drop(turn);
                match read {
                    Ok(event) => {
                        if let Some(action) = event.and_then(action) {
                            report(Report::Action(action));
                        }
                    }
                    Err(_) => return report(Report::HungUp),
                }
            }
        })?;
        Ok(reader)
    }

    /// Stops reading, so that another program can. Returns once nothing is read any more.
    pub fn pause(&mut self) {
        self.paused.store(true, Ordering::Release);
        drop(self.reading.lock());
    }

    /// Reads on.
    pub fn resume(&mut self) {
        self.paused.store(false, Ordering::Release);
    }
}
