//! A thread that writes frames, so that nobody else waits for the terminal.

use std::io::{self, Write};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Whether frames are on their way, and whether they may be.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    under_way: usize,
    /// Somebody could not draw, and wants to know when it can.
    awaited: bool,
    closed: bool,
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        // Counters stay right whatever their holder died of.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets frames through.
    pub fn open(&self) {
        self.state().closed = false;
    }

    /// Lets no further frame through, and waits for the last one at most this long.
    pub fn close(&self, patience: Duration) {
        let mut state = self.state();
        state.closed = true;
        // A poisoned lock is taken as the end of the wait.
        drop(self.changed.wait_timeout_while(state, patience, |state| state.under_way > 0));
    }
}

/// Takes frames and has them written.
#[derive(Debug)]
pub struct Output {
    frames: Sender<Vec<u8>>,
    gate: Arc<Gate>,
}

impl Output {
    /// Starts the thread. `freed` is called when it is free again after somebody was turned away.
    pub fn start(freed: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (frames, waiting) = channel::<Vec<u8>>();
        let gate = Arc::new(Gate::default());
        let own = Arc::clone(&gate);
        let mut terminal = terminal()?;
        crate::tui::runtime::thread("screen", move || {
            for frame in waiting {
                if !own.state().closed {
                    // A terminal that is gone is noticed by the reader; there is nobody to tell here.
                    let _ = terminal.write_all(&frame).and_then(|()| terminal.flush());
                }
                let mut state = own.state();
                state.under_way -= 1;
                own.changed.notify_all();
                if state.under_way == 0 && std::mem::take(&mut state.awaited) {
                    freed();
                }
            }
        })?;
        Ok(Self { frames, gate })
    }

    /// What to close before anybody else writes to the terminal.
    pub fn gate(&self) -> Arc<Gate> {
        Arc::clone(&self.gate)
    }

    /// Whether everything before is written. If not, `freed` will be called.
    pub fn is_free(&self) -> bool {
        let mut state = self.gate.state();
        state.awaited = state.under_way > 0;
        !state.awaited
    }

    /// Has this written.
    pub fn send(&self, bytes: Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        self.gate.state().under_way += 1;
        // The thread lives as long as this sender.
        let _ = self.frames.send(bytes);
    }
}

/// Standard output without a buffer, so that a frame is one write.
#[cfg(unix)]
fn terminal() -> io::Result<std::fs::File> {
    use std::os::fd::AsFd;
    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

#[cfg(not(unix))]
fn terminal() -> io::Result<io::Stdout> {
    Ok(io::stdout())
}
