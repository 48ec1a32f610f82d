//! Behavior without a terminal: the model, and what every action makes of it.
//!
//! Knows screens, keys and effects as values. Does not know how anything looks, and reads no clock: `now` is handed in.

pub mod action;
mod begin;
pub mod colors;
pub mod easel;
pub mod effect;
pub mod key;
pub mod keymap;
pub mod library;
pub mod outlook;
pub mod overlay;
pub mod screen;
pub mod text_area;
pub mod typeset;

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

pub use begin::{Preferences, Start};

use action::{Action, Failure, History, Size};
use colors::Colors;
use effect::Effect;
use key::Key;
use keymap::{Intent, Keymap, Scope};
use outlook::Outlook;
use overlay::{Choice, Overlay};
use screen::drill::DrillScreen;
use screen::{Input, Reaction, Screen, Transition};

use crate::domain::id::PageId;
use crate::domain::playbook::Playbook;
use crate::domain::schedule::Overrides;
use crate::domain::schedule::queue::Wish;
use crate::domain::time::Now;

/// How long a word to the user stays, in milliseconds.
const TOAST_MILLIS: u64 = 6_000;
/// How long a first Ctrl+C counts, in milliseconds.
const INTERRUPT_MILLIS: u64 = 2_000;

/// A word to the user at the foot of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// The words.
    pub text: String,
    /// Whether something went wrong.
    pub is_failure: bool,
    /// Monotonic milliseconds after which it goes.
    pub until: u64,
}

/// What screens may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The time.
    pub now: Now,
    /// The size of the terminal.
    pub size: Size,
    /// The content, once loaded.
    pub playbook: Option<&'a Arc<Playbook>>,
    /// Past sittings, once read.
    pub history: Option<&'a History>,
    /// How an interview is sat unless something else is chosen.
    pub usual: &'a screen::setup::Settings,
}

/// Everything the program knows while it runs.
#[derive(Debug, Clone)]
pub struct Model {
    /// The screens, the one in front last. Never empty.
    screens: Vec<Screen>,
    /// What is on top of the screen.
    pub overlay: Option<Overlay>,
    /// A word to the user.
    pub toast: Option<Toast>,
    /// Something that stays true while the program runs.
    pub banner: Option<String>,
    /// The bindings in force.
    pub keymap: Keymap,
    /// The colors that were chosen, instead of those of the start.
    pub colors: Option<Colors>,
    usual: screen::setup::Settings,
    drills: Overrides,
    /// The size of the terminal.
    pub size: Size,
    /// The content, once loaded.
    pub playbook: Option<Arc<Playbook>>,
    /// Past sittings, once read.
    pub history: Option<History>,
    /// What the day holds, once content and history are there.
    pub outlook: Option<Outlook>,
    /// The time of the last action.
    pub now: Now,
    interrupted: Option<u64>,
    start: Option<Start>,
}

impl Model {
    /// A program that has just been started, on its home screen.
    pub fn new(size: Size, now: Now, start: Option<Start>) -> Self {
        Self {
            screens: vec![Screen::Home(screen::home::Home::default())],
            overlay: None,
            toast: None,
            banner: None,
            keymap: Keymap::default(),
            colors: None,
            usual: screen::setup::Settings::default(),
            drills: Overrides::default(),
            size,
            playbook: None,
            history: None,
            outlook: None,
            now,
            interrupted: None,
            start,
        }
    }

    /// The screens, and what they may look at.
    fn parts(&mut self) -> (&mut Vec<Screen>, Context<'_>) {
        let Self { screens, now, size, playbook, history, usual, .. } = self;
        let (playbook, history) = (playbook.as_ref(), history.as_ref());
        (screens, Context { now: *now, size: *size, playbook, history, usual })
    }

    /// The screen in front.
    pub fn screen(&self) -> &Screen {
        self.screens.last().expect("the home screen is never closed")
    }

    fn screen_mut(&mut self) -> &mut Screen {
        self.screens.last_mut().expect("the home screen is never closed")
    }

    /// The screens below the one in front, the home screen first.
    pub fn below(&self) -> &[Screen] {
        self.screens.split_last().map_or(&[], |(_, below)| below)
    }

    /// The scopes whose bindings are valid, innermost first.
    pub fn scopes(&self) -> Vec<Scope> {
        if self.overlay.is_some() {
            let text = self.is_typing().then_some(Scope::Text);
            return [Scope::Overlay].into_iter().chain(text).chain([Scope::Global]).collect();
        }
        let mut scopes = self.screen().scopes();
        scopes.push(Scope::Global);
        scopes
    }

    /// Whether characters go into a text field.
    pub fn is_typing(&self) -> bool {
        self.overlay.as_ref().map_or_else(|| self.screen().is_typing(), Overlay::is_typing)
    }

    /// Applies what happened, and says what to do about it.
    pub fn update(&mut self, action: Action, now: Now) -> Vec<Effect> {
        self.now = now;
        let (place, said) = (self.place(), self.toast.clone());
        let mut effects = self.happened(action);
        // What was said about a page or screen does not follow to the next one; a failure does.
        let is_stale = self.toast == said && self.place() != place;
        self.toast.take_if(|toast| toast.until <= now.monotonic || is_stale && !toast.is_failure);
        effects.extend(self.tick());
        effects
    }

    /// Where the user is: how deep, on which screen, on which page, and whether something lies on top.
    fn place(&self) -> (usize, Discriminant<Screen>, Option<PageId>, bool) {
        let page = match self.screen() {
            Screen::Reader(reader) => Some(reader.page.id.clone()),
            _ => None,
        };
        (self.screens.len(), discriminant(self.screen()), page, self.overlay.is_some())
    }

    fn happened(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Key(key) => self.key(key),
            Action::Paste(text) => self.paste(text),
            Action::Resized(size) => {
                self.size = size;
                self.react(|screen, context| {
                    screen.fit(context);
                    Reaction::none()
                })
            }
            Action::Focused(_) | Action::Tick => Vec::new(),
            Action::Loaded { playbook, problems } => {
                self.playbook = Some(playbook);
                if let Some(problems) = problems {
                    self.say(&problems, true);
                }
                self.begin()
            }
            Action::HistoryRead(mut history) => {
                history.deck.settings = history.deck.settings.with(&self.drills);
                self.history = Some(history);
                self.begin()
            }
            Action::Banner(text) => {
                self.banner = Some(text).filter(|text| !text.is_empty());
                Vec::new()
            }
            Action::SittingOpened(sitting) => self.opened(*sitting),
            Action::SittingRead(sitting) => self.replay(*sitting),
            Action::Compared(comparison) => self.compared(*comparison),
            Action::Failed(failure) => {
                self.say(&failure_text(&failure), true);
                Vec::new()
            }
            Action::Notice(text) => {
                self.say(&text, false);
                Vec::new()
            }
            Action::ProgressRead(mut record) => {
                record.deck.settings = record.deck.settings.with(&self.drills);
                self.forward(&Action::ProgressRead(record))
            }
            Action::PageOpened { page, slug, preview } => self.page_opened(*page, slug.as_deref(), preview),
            Action::Found { .. }
            | Action::FiguresLeft(_)
            | Action::SearchesRead(_)
            | Action::PositionRead { .. }
            | Action::SittingStarted(_)
            | Action::Saved(_)
            | Action::EditedExternally(_)
            | Action::Slept(_) => self.forward(&action),
        }
    }

    /// Monotonic milliseconds at which the model wants to be woken, if nothing happens before.
    pub fn next_wake(&self) -> Option<u64> {
        let toast = self.toast.as_ref().map(|toast| toast.until);
        let screens = self.screens.iter().filter_map(|screen| screen.next_wake(self.now));
        screens.chain(toast).min()
    }

    fn say(&mut self, text: &str, is_failure: bool) {
        let until = self.now.monotonic + TOAST_MILLIS;
        self.toast = Some(Toast { text: self.keymap.fill(text), is_failure, until });
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        let typing = self.is_typing();
        if let (true, Some(char)) = (typing, key.typed()) {
            return self.input(Input::Typed(char));
        }
        match self.keymap.resolve(&self.scopes(), key) {
            Some(intent) => self.intent(intent),
            None => Vec::new(),
        }
    }

    fn paste(&mut self, text: String) -> Vec<Effect> {
        if self.is_typing() { self.input(Input::Paste(text)) } else { Vec::new() }
    }

    fn intent(&mut self, intent: Intent) -> Vec<Effect> {
        match intent {
            Intent::Interrupt => self.interrupt(),
            Intent::Quit => self.quit(),
            Intent::Suspend => vec![Effect::Suspend],
            Intent::Redraw => vec![Effect::Redraw],
            Intent::Help => self.toggle_help(),
            Intent::Commands => self.open_commands(),
            Intent::Search => self.open_search(),
            Intent::DrillPage => self.drill_page(),
            Intent::History if !matches!(self.screen(), Screen::History(_)) => {
                self.screens.push(Screen::History(screen::history::HistoryScreen::default()));
                vec![Effect::ReadHistory]
            }
            _ => self.input(Input::Intent(intent)),
        }
    }

    /// A mock interview is closed book.
    fn open_search(&mut self) -> Vec<Effect> {
        let closed = self.screens.iter().any(|screen| match screen {
            Screen::Interview(screen) => !screen.is_guided(),
            _ => false,
        });
        if closed {
            self.say("A mock interview is closed book; guided mode opens the playbook.", false);
            return Vec::new();
        }
        self.overlay = None;
        self.screens.retain(|screen| !matches!(screen, Screen::Search(_)));
        self.screens.push(Screen::Search(Box::default()));
        vec![Effect::ReadSearches]
    }

    /// Drills the page that is read, or chosen among hits.
    fn drill_page(&mut self) -> Vec<Effect> {
        let page = match self.screen() {
            Screen::Reader(reader) => Some(reader.page.id.to_string()),
            Screen::Search(search) => search.chosen().map(|hit| hit.page.clone()),
            _ => None,
        };
        self.react(|_, context| match page {
            Some(page) => DrillScreen::open(Wish { page: Some(page), ..Wish::default() }, context),
            None => Reaction::notice("Choose a page first."),
        })
    }

    /// A page goes beside the hits, into the reader in front, or into a new one.
    fn page_opened(&mut self, page: library::OpenedPage, slug: Option<&str>, preview: bool) -> Vec<Effect> {
        let (screens, context) = self.parts();
        match screens.last_mut() {
            Some(Screen::Search(search)) if preview => search.previewed(page, slug, context),
            _ if preview => {}
            Some(Screen::Reader(reader)) => {
                let kept = reader.position();
                let is_anew = reader.turn_to(page, slug, context);
                let read = is_anew.then(|| Effect::ReadPosition(reader.page.id.clone()));
                return [kept].into_iter().chain(read).collect();
            }
            _ => {
                let read = slug.is_none().then(|| Effect::ReadPosition(page.id.clone()));
                let reader = screen::reader::Reader::new(page, slug, context);
                screens.push(Screen::Reader(Box::new(reader)));
                return read.into_iter().collect();
            }
        }
        Vec::new()
    }

    fn toggle_help(&mut self) -> Vec<Effect> {
        self.overlay = match self.overlay {
            Some(Overlay::Help { .. }) => None,
            _ => Some(Overlay::Help { scroll: 0 }),
        };
        Vec::new()
    }

    fn open_commands(&mut self) -> Vec<Effect> {
        if self.overlay.is_none() {
            self.overlay = Some(Overlay::commands(&self.keymap, &self.scopes()));
        }
        Vec::new()
    }

    /// Everything typed is on disk within half a second, so quitting needs no question but in an interview.
    fn interrupt(&mut self) -> Vec<Effect> {
        let now = self.now.monotonic;
        let armed = self.interrupted.is_some_and(|at| now.saturating_sub(at) <= INTERRUPT_MILLIS);
        if armed || !self.screens.iter().any(Screen::is_under_way) {
            return self.quit();
        }
        self.interrupted = Some(now);
        self.say("Saved. Press Ctrl+C again to quit; `greenroom resume` comes back here.", false);
        self.flush()
    }

    fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.flush();
        effects.push(Effect::Quit);
        effects
    }

    /// What must be written before the program goes, however it goes.
    pub fn flush(&mut self) -> Vec<Effect> {
        let now = self.now;
        self.screens.iter_mut().flat_map(|screen| screen.flush(now)).collect()
    }

    fn input(&mut self, input: Input) -> Vec<Effect> {
        if let Some(overlay) = &mut self.overlay {
            return match overlay.input(input) {
                overlay::Outcome::Stay => Vec::new(),
                overlay::Outcome::Close => {
                    self.overlay = None;
                    Vec::new()
                }
                overlay::Outcome::Choose(choice) => {
                    self.overlay = None;
                    self.choose(choice)
                }
            };
        }
        if input == Input::Intent(Intent::Back)
            && let Some(menu) = self.screen().menu()
        {
            self.overlay = Some(menu);
            return Vec::new();
        }
        self.react(|screen, context| screen.input(input, context))
    }

    fn choose(&mut self, choice: Choice) -> Vec<Effect> {
        match choice {
            Choice::Intent(intent) => self.intent(intent),
            Choice::Dismiss => Vec::new(),
            Choice::Colors(colors) => {
                self.colors = Some(colors);
                self.say(&format!("For now; set theme = \"{}\" to keep it.", colors.id()), false);
                Vec::new()
            }
            choice => self.react(|screen, context| screen.choose(&choice, context)),
        }
    }

    /// Hands an action to every screen that may care, so that an interview below a page hears of it too.
    fn forward(&mut self, action: &Action) -> Vec<Effect> {
        let mut effects = Vec::new();
        for index in 0..self.screens.len() {
            let (screens, context) = self.parts();
            let reaction = screens[index].action(action, context);
            effects.extend(self.apply(reaction));
        }
        effects
    }

    /// Lets time pass on every screen: notices, curveballs, drafts that are due.
    fn tick(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for index in 0..self.screens.len() {
            let now = self.now;
            let reaction = self.screens[index].tick(now);
            effects.extend(self.apply(reaction));
        }
        effects
    }

    fn react(&mut self, act: impl FnOnce(&mut Screen, Context<'_>) -> Reaction) -> Vec<Effect> {
        let (screens, context) = self.parts();
        let screen = screens.last_mut().expect("the home screen is never closed");
        let reaction = act(screen, context);
        self.apply(reaction)
    }

    fn apply(&mut self, reaction: Reaction) -> Vec<Effect> {
        let Reaction { mut effects, transition, notice, overlay } = reaction;
        if let Some(text) = notice {
            self.say(&text, false);
        }
        if overlay.is_some() {
            self.overlay = overlay;
        }
        match transition {
            Transition::Stay => {}
            Transition::Open(screen) => self.screens.push(*screen),
            Transition::Replace(screen) => *self.screen_mut() = *screen,
            Transition::Back => {
                self.keep_deck();
                effects.extend(self.flush());
                if self.screens.len() > 1 {
                    self.screens.pop();
                }
                effects.push(Effect::ReadHistory);
            }
            Transition::Home => {
                self.keep_deck();
                effects.extend(self.flush());
                self.screens.truncate(1);
                effects.push(Effect::ReadHistory);
            }
        }
        effects
    }

    /// What was drilled is known at once, not only when it was read back.
    fn keep_deck(&mut self) {
        if let (Some(Screen::Drill(drill)), Some(history)) = (self.screens.last(), &mut self.history) {
            history.deck = drill.deck.clone();
        }
    }
}

fn failure_text(failure: &Failure) -> String {
    format!("{}: {}. {}", failure.doing, failure.cause, failure.hint)
}
