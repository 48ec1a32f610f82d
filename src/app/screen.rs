//! The screens. Each variant holds the state that needs it.

pub mod compare;
pub mod debrief;
pub mod drill;
pub mod history;
pub mod home;
pub mod interview;
pub mod own_marks;
pub mod progress;
pub mod reader;
pub mod replay;
pub mod scroll;
pub mod search;
pub mod self_score;
pub mod setup;

use std::sync::Arc;

use crate::app::Context;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::keymap::{Intent, Scope};
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::domain::interview::Stamped;
use crate::domain::interview::entry::Entry;
use crate::domain::sitting::Sitting;
use crate::domain::time::Now;
use compare::CompareScreen;
use debrief::DebriefScreen;
use drill::DrillScreen;
use history::HistoryScreen;
use home::Home;
use interview::InterviewScreen;
use own_marks::OwnMarks;
use progress::ProgressScreen;
use reader::Reader;
use replay::ReplayScreen;
use search::Search;
use self_score::SelfScore;
use setup::Setup;

/// What is in front of the user.
#[derive(Debug, Clone)]
pub enum Screen {
    /// Where everything starts.
    Home(Home),
    /// Choosing a case.
    Setup(Setup),
    /// An interview under way.
    Interview(Box<InterviewScreen>),
    /// One's own marks.
    SelfScore(Box<SelfScore>),
    /// One's own marks of points said aloud.
    OwnMarks(Box<OwnMarks>),
    /// What the log shows.
    Debrief(Box<DebriefScreen>),
    /// Past sittings.
    History(HistoryScreen),
    /// Two sittings of one case.
    Compare(Box<CompareScreen>),
    /// A sitting that plays again.
    Replay(Box<ReplayScreen>),
    /// Where one stands.
    Progress(ProgressScreen),
    /// Search as you type.
    Search(Box<Search>),
    /// A page.
    Reader(Box<Reader>),
    /// Drills.
    Drill(Box<DrillScreen>),
}

impl Screen {
    /// The screen a stored sitting is shown on: the interview while it is not over, else its debrief.
    pub fn of_sitting(sitting: Sitting, now: Now) -> Reaction {
        if sitting.interview.is_finished() {
            let debrief = DebriefScreen::new(Some(sitting.id), sitting.interview, Arc::new(sitting.snapshot));
            let score = Effect::KeepScore(debrief.debrief.overall());
            return Reaction::open(Self::Debrief(Box::new(debrief))).and(score);
        }
        let (screen, effects) = InterviewScreen::resume(sitting, now);
        Reaction::effects(effects).to(Transition::Open(Box::new(Self::Interview(Box::new(screen)))))
    }

    /// The marking of a spoken interview, where it was left.
    pub fn marking(sitting: Sitting) -> Self {
        let is_scored =
            |stamped: &Stamped| matches!(stamped.entry, Entry::SelfScored { .. } | Entry::Marked { .. });
        let has_levels = sitting.interview.log().iter().any(is_scored);
        let (id, snapshot) = (Some(sitting.id), Arc::new(sitting.snapshot));
        if has_levels {
            Self::OwnMarks(Box::new(OwnMarks::new(id, sitting.interview, snapshot)))
        } else {
            Self::SelfScore(Box::new(SelfScore::new(id, sitting.interview, snapshot)))
        }
    }

    /// Scopes whose bindings are valid, innermost first, without the global one.
    pub fn scopes(&self) -> Vec<Scope> {
        match self {
            Self::Home(_) => vec![Scope::Home, Scope::List],
            Self::Setup(_) => vec![Scope::Setup, Scope::List],
            Self::Interview(screen) => screen.scopes(),
            Self::SelfScore(_) | Self::OwnMarks(_) => vec![Scope::SelfScore, Scope::List],
            Self::Debrief(screen) => screen.scopes(),
            Self::History(screen) => screen.scopes(),
            Self::Compare(_) => vec![Scope::Compare, Scope::List],
            Self::Replay(_) => vec![Scope::Replay, Scope::List],
            Self::Progress(_) => vec![Scope::Progress, Scope::List],
            Self::Search(_) => vec![Scope::Search, Scope::Text],
            Self::Reader(screen) => screen.scopes(),
            Self::Drill(screen) => screen.scopes(),
        }
    }

    /// Whether characters go into a text field.
    pub fn is_typing(&self) -> bool {
        match self {
            Self::Search(_) => true,
            Self::Interview(screen) => screen.review.is_none(),
            Self::Debrief(screen) => screen.field.is_some(),
            Self::Reader(screen) => screen.finding.is_some(),
            Self::Drill(screen) => screen.is_typing(),
            Self::History(screen) => screen.is_filtering,
            Self::Home(_)
            | Self::Setup(_)
            | Self::SelfScore(_)
            | Self::OwnMarks(_)
            | Self::Compare(_)
            | Self::Replay(_)
            | Self::Progress(_) => false,
        }
    }

    /// Fits what was set for another width to the terminal's.
    pub fn fit(&mut self, context: Context<'_>) {
        if let Self::Reader(screen) = self {
            screen.fit(context);
        }
    }

    /// Whether leaving the program interrupts something.
    pub fn is_under_way(&self) -> bool {
        matches!(self, Self::Interview(_))
    }

    /// What Esc opens where it does not simply go back.
    pub fn menu(&self) -> Option<Overlay> {
        match self {
            Self::Home(_) => Some(Overlay::menu(
                "Leave greenroom?",
                "Everything is saved.",
                vec![
                    MenuItem::new("Stay", Choice::Dismiss),
                    MenuItem::new("Quit", Choice::Intent(Intent::Quit)),
                ],
            )),
            Self::Interview(screen) => Some(screen.menu()),
            _ => None,
        }
    }

    /// Applies an input.
    pub fn input(&mut self, input: Input, context: Context<'_>) -> Reaction {
        match self {
            Self::Home(screen) => screen.input(&input, context),
            Self::Setup(screen) => screen.input(&input, context),
            Self::Interview(screen) => screen.input(input, context),
            Self::SelfScore(screen) => screen.input(&input, context),
            Self::OwnMarks(screen) => screen.input(&input, context),
            Self::Debrief(screen) => screen.input(&input, context),
            Self::History(screen) => screen.input(&input, context),
            Self::Compare(screen) => screen.input(&input, context),
            Self::Replay(screen) => screen.input(&input, context),
            Self::Progress(screen) => screen.input(&input, context),
            Self::Search(screen) => screen.input(&input, context),
            Self::Reader(screen) => screen.input(&input, context),
            Self::Drill(screen) => screen.input(input, context),
        }
    }

    /// Carries out what was chosen in a menu.
    pub fn choose(&mut self, choice: &Choice, context: Context<'_>) -> Reaction {
        match (self, choice) {
            (Self::Interview(screen), choice) => screen.choose(choice, context.now),
            (Self::History(screen), Choice::Delete(id)) => screen.delete(*id),
            (Self::Reader(screen), Choice::Unseal) => screen.unseal(),
            (_, Choice::Drill(wish)) => DrillScreen::open(wish.as_ref().clone(), context),
            _ => Reaction::none(),
        }
    }

    /// What became of effects.
    pub fn action(&mut self, action: &Action, context: Context<'_>) -> Reaction {
        match self {
            Self::Interview(screen) => screen.action(action, context.now),
            Self::SelfScore(screen) => {
                if let Action::SittingStarted(id) = action {
                    screen.id = Some(*id);
                }
                Reaction::none()
            }
            Self::OwnMarks(screen) => {
                if let Action::SittingStarted(id) = action {
                    screen.id = Some(*id);
                }
                Reaction::none()
            }
            Self::Search(screen) => match action {
                Action::Found { generation, hits } => screen.answered(*generation, hits.as_ref().clone()),
                Action::SearchesRead(recent) => {
                    screen.recent.clone_from(recent);
                    Reaction::none()
                }
                _ => Reaction::none(),
            },
            Self::Progress(screen) => {
                match action {
                    Action::ProgressRead(record) => screen.fill(record, context.now),
                    Action::FiguresLeft(left) => screen.waits_for(*left),
                    _ => {}
                }
                Reaction::none()
            }
            Self::Reader(screen) => match action {
                Action::PositionRead { page, millionths } => screen.go_on(page, *millionths),
                _ => Reaction::none(),
            },
            _ => Reaction::none(),
        }
    }

    /// Lets time pass.
    pub fn tick(&mut self, now: Now) -> Reaction {
        match self {
            Self::Interview(screen) => screen.tick(now),
            Self::Replay(screen) => {
                screen.tick(now);
                Reaction::none()
            }
            _ => Reaction::none(),
        }
    }

    /// When it wants to be woken, in monotonic milliseconds.
    pub fn next_wake(&self, now: Now) -> Option<u64> {
        match self {
            Self::Interview(screen) => screen.next_wake(now),
            Self::Drill(screen) => screen.next_wake(now),
            Self::Replay(screen) => screen.next_wake(now),
            _ => None,
        }
    }

    /// What must be written before the program goes.
    pub fn flush(&mut self, now: Now) -> Vec<Effect> {
        match self {
            Self::Interview(screen) => screen.flush(now),
            Self::Reader(screen) => vec![screen.position()],
            _ => Vec::new(),
        }
    }
}

/// What reaches a screen: a meaning, or text for the field in focus.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// What a key means here.
    Intent(Intent),
    /// A character typed into the field in focus.
    Typed(char),
    /// Text pasted into the field in focus.
    Paste(String),
}

/// Where to go next.
#[derive(Debug, Clone, Default)]
pub enum Transition {
    /// Nowhere.
    #[default]
    Stay,
    /// A screen on top of this one.
    Open(Box<Screen>),
    /// A screen in place of this one.
    Replace(Box<Screen>),
    /// The screen below.
    Back,
    /// The home screen, whatever is in between.
    Home,
}

/// What a screen makes of an input.
#[derive(Debug, Clone, Default)]
pub struct Reaction {
    /// What to do outside.
    pub effects: Vec<Effect>,
    /// Where to go.
    pub transition: Transition,
    /// A word to the user.
    pub notice: Option<String>,
    /// A question or menu to put on top.
    pub overlay: Option<Overlay>,
}

impl Reaction {
    /// Nothing more to do.
    pub fn none() -> Self {
        Self::default()
    }

    /// Do this.
    pub fn effect(effect: Effect) -> Self {
        Self { effects: vec![effect], ..Self::default() }
    }

    /// Do these.
    pub fn effects(effects: Vec<Effect>) -> Self {
        Self { effects, ..Self::default() }
    }

    /// Say this.
    pub fn notice(text: impl Into<String>) -> Self {
        Self { notice: Some(text.into()), ..Self::default() }
    }

    /// Go there.
    pub fn go(transition: Transition) -> Self {
        Self { transition, ..Self::default() }
    }

    /// Open a screen on top.
    pub fn open(screen: Screen) -> Self {
        Self::go(Transition::Open(Box::new(screen)))
    }

    /// Ask this.
    pub fn ask(overlay: Overlay) -> Self {
        Self { overlay: Some(overlay), ..Self::default() }
    }

    /// Also go there.
    #[must_use]
    pub fn to(mut self, transition: Transition) -> Self {
        self.transition = transition;
        self
    }

    /// Also do this.
    #[must_use]
    pub fn and(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    /// Also say this.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.notice = Some(text.into());
        self
    }
}
