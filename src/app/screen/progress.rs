//! Where somebody stands, in four sections, with what to do next on the first.

use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::Intent;
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::app::screen::drill::DrillScreen;
use crate::app::screen::{Input, Reaction, Screen, Transition, home};
use crate::domain::progress::{Deed, Progress, Record};
use crate::domain::rubric::Dimension;
use crate::domain::schedule::queue::Wish;
use crate::domain::step::Step;
use crate::domain::time::Now;

/// A section of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// Levels over time, and what to do next.
    #[default]
    Levels,
    /// Skills by step.
    Map,
    /// Time against budget, overall scores, own marks.
    Time,
    /// Retention, load ahead, days.
    Days,
}

impl Section {
    /// All, from left to right.
    pub const ALL: [Self; 4] = [Self::Levels, Self::Map, Self::Time, Self::Days];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Levels => "Levels",
            Self::Map => "Skills by step",
            Self::Time => "Time and marks",
            Self::Days => "Drills and days",
        }
    }
}

/// State of the screen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProgressScreen {
    /// What there is to show; none before the history was read.
    pub progress: Option<Box<Progress>>,
    /// The section in front.
    pub section: Section,
    /// The chosen advice, or the first row of the map.
    pub selected: usize,
}

impl ProgressScreen {
    /// An empty screen, and the wish to fill it.
    pub fn open() -> Reaction {
        Reaction::open(Screen::Progress(Self::default())).and(Effect::ReadProgress)
    }

    /// The history was read.
    pub fn fill(&mut self, record: &Record, now: Now) {
        self.progress = Some(Box::new(Progress::of(record, now.day())));
        self.selected = self.selected.min(self.last());
    }

    /// The figures of so many sittings are still to be made.
    pub fn waits_for(&mut self, left: usize) {
        if let Some(progress) = &mut self.progress {
            progress.waiting = left;
        }
    }

    fn last(&self) -> usize {
        let count = self.progress.as_ref().map_or(0, |progress| match self.section {
            Section::Levels => progress.next.len(),
            Section::Map => progress.coverage.len(),
            Section::Time | Section::Days => 0,
        });
        count.saturating_sub(1)
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let Input::Intent(intent) = *input else { return Reaction::none() };
        let page = usize::from(context.size.height / 2).max(1);
        match intent {
            Intent::NextSection | Intent::NextPane => self.turn(1),
            Intent::PreviousSection | Intent::PreviousPane => self.turn(Section::ALL.len() - 1),
            Intent::Up => self.selected = self.selected.saturating_sub(1),
            Intent::Down => self.selected += 1,
            Intent::PageUp => self.selected = self.selected.saturating_sub(page),
            Intent::PageDown => self.selected += page,
            Intent::First => self.selected = 0,
            Intent::Last => self.selected = self.last(),
            Intent::Open => return self.act(context),
            Intent::NewInterview => return home::open_setup(context),
            Intent::Drill => return DrillScreen::open(Wish::default(), context),
            Intent::Back => return Reaction::go(Transition::Back),
            _ => {}
        }
        self.selected = self.selected.min(self.last());
        Reaction::none()
    }

    fn turn(&mut self, by: usize) {
        let at = Section::ALL.iter().position(|section| *section == self.section).unwrap_or(0);
        self.section = Section::ALL[(at + by) % Section::ALL.len()];
        self.selected = 0;
    }

    /// Whether there is advice to be done in the section in front.
    pub fn can_act(&self) -> bool {
        let is_advised = |progress: &Progress| progress.next.len() > self.selected;
        self.section == Section::Levels && self.progress.as_deref().is_some_and(is_advised)
    }

    /// Does what is advised.
    fn act(&self, context: Context<'_>) -> Reaction {
        let Some(progress) = self.progress.as_ref().filter(|_| self.section == Section::Levels) else {
            return Reaction::none();
        };
        let Some(advice) = progress.next.get(self.selected) else { return Reaction::none() };
        match advice.deed {
            Deed::Interview => home::open_setup(context),
            Deed::Review => DrillScreen::open(Wish::default(), context),
            Deed::Drill(dimension) => {
                DrillScreen::open(Wish { dimension: Some(dimension), ..Wish::default() }, context)
            }
            Deed::Sit(step) => sit(step, context),
            Deed::Calibrate(dimension) => levels(dimension, context),
        }
    }
}

/// The choice of a case, for one step only.
fn sit(step: Step, context: Context<'_>) -> Reaction {
    let mut reaction = home::open_setup(context);
    if let Transition::Open(screen) = &mut reaction.transition
        && let Screen::Setup(setup) = screen.as_mut()
    {
        setup.settings.step = Some(step);
        return reaction.saying(format!("Step {} only: {step}.", step.number()));
    }
    reaction
}

/// What the levels of a dimension mean, to be read before marking oneself.
fn levels(dimension: Dimension, context: Context<'_>) -> Reaction {
    let guide = context.playbook.and_then(|playbook| playbook.rubric.guide(dimension));
    let Some(guide) = guide else { return Reaction::notice("The playbook is still being read; a moment.") };
    let levels = guide.levels.iter().enumerate().map(|(level, text)| format!("{level}: {text}"));
    let text = levels.collect::<Vec<_>>().join("\n");
    Reaction::ask(Overlay::menu(&guide.title, text, vec![MenuItem::new("Close", Choice::Dismiss)]))
}
