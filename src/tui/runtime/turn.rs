//! The thread that owns the model: takes messages, carries out effects, draws.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::crash::Crash;
use super::keeper::{Answer, Keeper};
use super::library::{Question, Shelf};
use super::{Ended, Message, Provoked, editor};
use crate::app::Model;
use crate::app::action::{Action, Failure};
use crate::app::effect::Effect;
use crate::domain::time::{DayStart, Now};
use crate::tui::clock::{self, SleepWatch};
use crate::tui::input::{Reader, Report};
use crate::tui::terminal::signals::Signal;
use crate::tui::terminal::{self, Terminal};
use crate::tui::theme::{Palette, Theme};
use crate::tui::view;

/// The most messages between two frames, so that a flood of keys does not freeze the screen.
const BURST: usize = 500;
/// The shortest wait, in milliseconds, so that a wake-up that is always due costs little.
const SHORTEST_WAIT: u64 = 5;

/// The number of the signal that tells of a terminal that is gone.
const HANG_UP: u8 = 1;

/// Everything the loop works with.
pub struct Ui {
    pub model: Model,
    pub theme: Theme<'static>,
    pub terminal: Terminal,
    pub received: Receiver<Message>,
    pub keeper: Keeper,
    pub shelf: Shelf,
    pub reader: Option<Reader>,
    pub sleep: SleepWatch,
    pub editor: Option<String>,
    /// When the learner's day begins.
    pub day_start: DayStart,
    pub lent_out: Arc<AtomicBool>,
    /// How many sittings were begun or opened so far.
    pub sitting: u64,
    pub provoked: Option<Provoked>,
    pub ended: Option<Ended>,
}

impl Ui {
    /// Runs until something ends the program.
    pub fn run(&mut self) {
        self.carry_out(vec![Effect::ReadHistory], self.now());
        while self.ended.is_none() {
            match self.wait() {
                Some(message) => self.receive(message),
                None => self.update(Action::Tick),
            }
            for _ in 0..BURST {
                match self.received.try_recv() {
                    Ok(message) if self.ended.is_none() => self.receive(message),
                    _ => break,
                }
            }
            self.draw();
        }
    }

    fn now(&self) -> Now {
        clock::at(self.day_start)
    }

    /// Draws what changed.
    pub fn draw(&mut self) {
        let Self { model, theme, terminal, .. } = self;
        // The palette decides on colors, not the library below.
        let palette = model.colors.map_or(theme.palette, Palette::from);
        crossterm::style::force_color_output(palette != Palette::Mono);
        terminal.draw(|buffer, area| view::draw_into(model, *theme, buffer, area));
    }

    /// The next message; `None` when the model wants to be woken before there is one.
    fn wait(&self) -> Option<Message> {
        let Some(at) = self.model.next_wake() else { return self.received.recv().ok() };
        let millis = at.saturating_sub(clock::now().monotonic).max(SHORTEST_WAIT);
        self.received.recv_timeout(Duration::from_millis(millis)).ok()
    }

    fn receive(&mut self, message: Message) {
        match message {
            Message::Input(Report::Action(action))
            | Message::Read(action)
            | Message::Kept(Answer::Action(action)) => self.update(action),
            Message::Input(Report::HungUp) => self.ended = Some(Ended::by_signal(HANG_UP)),
            Message::Signal(Signal::Resized) => {
                let size = terminal::size();
                self.terminal.resize(size);
                self.update(Action::Resized(size));
            }
            Message::Signal(Signal::Continued) => self.take_terminal(),
            Message::Signal(Signal::End(number)) => self.ended = Some(Ended::by_signal(number)),
            // A late word about a sitting that is not open any more says nothing about the one that is.
            Message::Kept(Answer::Saved { sitting, generation }) if sitting == self.sitting => {
                self.update(Action::Saved(generation));
            }
            Message::Kept(Answer::Saved { .. }) | Message::Freed => {}
            Message::Kept(Answer::Unsealed(cases)) => self.shelf.ask(Question::Unsealed(cases)),
            Message::Kept(Answer::Marked(marked)) => self.keeper.keep(marked, self.now()),
            Message::Kept(Answer::Unusable(ended)) => self.ended = Some(ended),
            Message::Broken { thread, crash } => self.broken(&thread, &crash),
        }
    }

    /// Without keyboard or screen there is nothing left to do; without anything else there is.
    fn broken(&mut self, thread: &str, crash: &Crash) {
        let lost = match thread {
            "keyboard" | "screen" => return self.ended = Some(Ended::crashed(Some(crash), None)),
            "history" => "saving has crashed: nothing from now on is kept",
            "library" => "the playbook is unavailable",
            "marking" => "progress is not complete",
            "signals" => "resizing is unavailable",
            _ => "a part of greenroom is unavailable",
        };
        self.update(Action::Banner(format!("{lost}; {}", crash.details())));
    }

    fn update(&mut self, action: Action) {
        let now = self.now();
        if let Some(gap) = self.sleep.slept(now) {
            let effects = self.model.update(Action::Slept(gap), now);
            self.carry_out(effects, now);
        }
        let effects = self.model.update(action, now);
        self.carry_out(effects, now);
    }

    fn carry_out(&mut self, effects: Vec<Effect>, now: Now) {
        let mut kept = Vec::new();
        for effect in effects {
            match effect {
                Effect::Search { query, generation } => self.shelf.ask(Question::Find { query, generation }),
                Effect::OpenPage { id, slug, preview } => {
                    self.shelf.ask(Question::Page { id, slug, preview });
                }
                Effect::Copy(text) => self.terminal.copy(&text),
                Effect::Redraw => self.redraw(),
                Effect::Quit => self.ended = Some(Ended::well()),
                Effect::EditExternally(text) => {
                    self.keep(std::mem::take(&mut kept), now);
                    self.edit(&text);
                }
                Effect::Suspend => {
                    self.keep(std::mem::take(&mut kept), now);
                    self.suspend();
                }
                effect => kept.push(effect),
            }
        }
        self.keep(kept, now);
    }

    fn keep(&mut self, effects: Vec<Effect>, now: Now) {
        let opens = |effect: &&Effect| matches!(effect, Effect::StartSitting { .. } | Effect::OpenSitting(_));
        self.sitting += effects.iter().filter(opens).count() as u64;
        self.keeper.carry_out(effects, now);
    }

    fn redraw(&mut self) {
        match self.provoked {
            Some(Provoked::Ui) => panic!("provoked by a test"),
            Some(Provoked::Keeper) => self.keeper.crash(),
            None => {}
        }
        self.terminal.forget();
    }

    /// What must be written before somebody else has the terminal.
    fn flush(&mut self) {
        let now = self.now();
        let effects = self.model.flush();
        self.keep(effects, now);
    }

    /// Back to the shell until it continues the process.
    fn suspend(&mut self) {
        self.flush();
        self.lend(stop);
    }

    fn edit(&mut self, text: &str) {
        self.flush();
        let command = self.editor.clone();
        let edited = self.lend(|| editor::edit(command.as_deref(), text));
        match edited {
            Ok(text) => self.update(Action::EditedExternally(text)),
            Err(error) => {
                self.update(Action::EditedExternally(None));
                self.update(Action::Failed(Failure {
                    doing: "writing in your editor".to_owned(),
                    cause: error.to_string(),
                    hint: "Your text is as it was; `$VISUAL` and `$EDITOR` name the editor.".to_owned(),
                }));
            }
        }
    }

    /// Gives the terminal to somebody else, and takes it back afterwards.
    fn lend<T>(&mut self, to: impl FnOnce() -> T) -> T {
        if let Some(reader) = &mut self.reader {
            reader.pause();
        }
        self.terminal.leave();
        self.lent_out.store(true, Ordering::Relaxed);
        let outcome = to();
        self.lent_out.store(false, Ordering::Relaxed);
        self.take_terminal();
        if let Some(reader) = &mut self.reader {
            reader.resume();
        }
        outcome
    }

    fn take_terminal(&mut self) {
        if self.ended.is_some() {
            return;
        }
        match self.terminal.enter() {
            Ok(()) => self.update(Action::Resized(terminal::size())),
            // It was a terminal before, so it is gone. A hang-up may well show here first.
            Err(_) => self.ended = Some(Ended::by_signal(HANG_UP)),
        }
    }

    /// Hands over what is still to be written, gives the terminal back, and waits for the disk.
    pub fn leave(mut self) -> Ended {
        self.flush();
        let saved = self.keeper.finish();
        self.terminal.leave();
        let ended = self.ended.take().unwrap_or_else(Ended::well);
        ended.after_saving(&saved)
    }

    /// The same after a crash of this thread, as far as the model still works.
    pub fn leave_after(mut self, crash: Option<&Crash>) -> Ended {
        let flushed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.flush()));
        self.terminal.leave();
        let unsaved = flushed.err().map(|_| "it could not be read from memory".to_owned());
        let unsaved = unsaved.or_else(|| super::ending::wait_for(&self.keeper.finish()).err());
        Ended::crashed(crash, unsaved.as_deref())
    }
}

/// Stops the process, and whatever it was started with, until it is continued.
#[cfg(unix)]
fn stop() {
    use rustix::process::{Signal, kill_current_process_group};
    // Where there is no job control, nothing stops, and the program goes on.
    let _ = kill_current_process_group(Signal::TSTP);
}

#[cfg(not(unix))]
fn stop() {}
