//! Signals, on a thread of their own. Each becomes a message; one that ends the program also sees to it that it ends.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use super::Modes;

/// How long the program has to end by itself. With what follows, it is gone within 300 ms.
const PATIENCE: Duration = Duration::from_millis(240);

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// The terminal has another size.
    Resized,
    /// The process was stopped and goes on.
    Continued,
    /// To end, by the signal of this number.
    End(u8),
}

/// Set while another program has the terminal: its Ctrl+C is not ours.
pub type LentOut = Arc<AtomicBool>;

/// Watches for signals and hands each to `report`.
pub fn watch(
    modes: Arc<Modes>,
    lent_out: LentOut,
    report: impl Fn(Signal) + Send + 'static,
) -> io::Result<()> {
    let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH])?;
    crate::tui::runtime::thread("signals", move || {
        for signal in signals.forever() {
            match signal {
                SIGWINCH => report(Signal::Resized),
                SIGCONT => report(Signal::Continued),
                SIGINT | SIGQUIT if lent_out.load(Ordering::Relaxed) => {}
                signal => {
                    report(Signal::End(signal as u8));
                    std::thread::sleep(PATIENCE);
                    modes.restore();
                    low_level::exit(128 + signal);
                }
            }
        }
    })?;
    Ok(())
}
