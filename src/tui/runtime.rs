//! The loop that drives the program: one channel, one model, one frame for each burst of what happens.
//!
//! Blocks while nothing happens. Files, the history and the playbook have threads of their own, which answer
//! with messages; so have the keyboard, the screen and signals.

mod crash;
mod editor;
mod ending;
mod keeper;
mod library;
mod turn;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Sender, channel};

pub use ending::{Ended, How};
pub use library::{Library, Loaded, Unsealed};

use crate::app::{Model, Preferences, Start};
use crate::domain::time::DayStart;
use crate::tui::clock;
use crate::tui::input::{Reader, Report};
use crate::tui::terminal::signals::Signal;
use crate::tui::terminal::{self, Terminal, signals};
use crate::tui::theme::Theme;
use crash::{Crash, CrashWatch};
use keeper::{Answer, Keeper};
use turn::Ui;

/// What the loop is started with. It reads no environment itself.
pub struct Options {
    /// Colors and characters.
    pub theme: Theme<'static>,
    /// The directory of the history.
    pub data: PathBuf,
    /// The directory for reports of crashes.
    pub crashes: PathBuf,
    /// The user's editor, as a shell command.
    pub editor: Option<String>,
    /// What the user prefers.
    pub preferences: Preferences,
    /// When the learner's day begins.
    pub day_start: DayStart,
    /// What to open at once.
    pub start: Option<Start>,
    /// Reads the playbook; runs on a thread of its own.
    pub load: Box<dyn FnOnce() -> Loaded + Send>,
    /// A crash to be provoked with Ctrl+L, for tests.
    pub provoked: Option<Provoked>,
}

/// A crash on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provoked {
    /// Of the thread that draws.
    Ui,
    /// Of the thread that saves.
    Keeper,
}

/// Everything that reaches the loop.
enum Message {
    Input(Report),
    Signal(Signal),
    Kept(Answer),
    Read(library::Answer),
    /// A frame that had to wait can be drawn.
    Freed,
    /// A thread has crashed.
    Broken {
        thread: String,
        crash: Crash,
    },
}

/// Runs until the user leaves, and gives the terminal back whatever happens. Both ends must be a terminal.
pub fn run(options: Options) -> Ended {
    match start(options) {
        Ok(ended) => ended,
        Err(error) => Ended::failed(&error),
    }
}

fn start(options: Options) -> io::Result<Ended> {
    let (messages, received) = channel();
    let freed = sender(&messages, |()| Message::Freed);
    let terminal = Terminal::new(move || freed(()))?;
    let broken = messages.clone();
    let watch = CrashWatch::install(terminal.modes(), options.crashes, move |thread, crash| {
        // As with every answer, nobody may listen any more.
        let _ = broken.send(Message::Broken { thread, crash });
    });
    let lent_out = signals::LentOut::new(AtomicBool::new(false));
    // Before the terminal is taken, so that there is no moment in which a signal would not give it back.
    signals::watch(terminal.modes(), Arc::clone(&lent_out), sender(&messages, Message::Signal))?;
    let keeper = Keeper::new([sender(&messages, Message::Kept), sender(&messages, Message::Kept)]);
    let shelf = library::Shelf::new(sender(&messages, Message::Read));
    let mut ui = Ui {
        model: Model::new(terminal::size(), clock::at(options.day_start), options.start)
            .preferring(options.preferences),
        day_start: options.day_start,
        theme: options.theme,
        terminal,
        received,
        keeper,
        shelf,
        reader: None,
        sleep: clock::SleepWatch::new(clock::now()),
        editor: options.editor,
        lent_out,
        sitting: 0,
        provoked: options.provoked,
        ended: None,
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| -> io::Result<()> {
        ui.terminal.enter()?;
        // The first frame waits for nothing.
        ui.draw();
        ui.keeper.start(options.data)?;
        ui.shelf.start(options.load)?;
        ui.reader = Some(Reader::start(sender(&messages, Message::Input))?);
        ui.run();
        Ok(())
    }));
    drop(messages);
    let crash = watch.remove();
    match outcome {
        Ok(Ok(())) => Ok(ui.leave()),
        Ok(Err(error)) => Err(error),
        Err(_) => Ok(ui.leave_after(crash.as_ref())),
    }
}

/// Where a thread's answers go.
type Reply<T> = Box<dyn Fn(T) + Send>;

fn sender<T: 'static>(messages: &Sender<Message>, wrap: fn(T) -> Message) -> Reply<T> {
    let messages = messages.clone();
    // Nobody listens any more when the program is about to end.
    Box::new(move |value| drop(messages.send(wrap(value))))
}

/// Starts a thread whose crash is reported by its name.
pub fn thread(name: &str, body: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new().name(name.to_owned()).spawn(body).map(drop)
}
