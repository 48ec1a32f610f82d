//! Two sittings of one case: what was gained and lost, where the time went, and what was said to each question.

use std::cell::Cell;

use crate::app::Context;
use crate::app::keymap::Intent;
use crate::app::screen::{Input, Reaction, Transition};
use crate::domain::comparison::{Change, Comparison, PointPair};

/// A section of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// Points gained and lost.
    #[default]
    Points,
    /// Levels, and time of each step.
    Levels,
    /// What was said to each question.
    Words,
}

impl Section {
    /// All, from left to right.
    pub const ALL: [Self; 3] = [Self::Points, Self::Levels, Self::Words];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Points => "Points",
            Self::Levels => "Levels and time",
            Self::Words => "Words",
        }
    }
}

/// State of the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareScreen {
    /// The two.
    pub comparison: Comparison,
    /// The section in front.
    pub section: Section,
    /// The chosen point or question.
    pub selected: usize,
    /// Rows of both texts that are scrolled past.
    pub past: usize,
    /// Rows of the longer text below the page, as last seen.
    pub below: Cell<usize>,
}

impl CompareScreen {
    /// With the points in front.
    pub fn new(comparison: Comparison) -> Self {
        Self { comparison, section: Section::default(), selected: 0, past: 0, below: Cell::new(0) }
    }

    /// The points as they are listed, those that changed first.
    pub fn points(&self) -> impl Iterator<Item = (Change, &PointPair)> {
        let of = |change| self.comparison.changed(change).map(move |pair| (change, pair));
        Change::ALL.into_iter().flat_map(of)
    }

    fn last(&self) -> usize {
        let count = match self.section {
            Section::Points => self.comparison.points.len(),
            Section::Levels => 0,
            Section::Words => self.comparison.texts.len(),
        };
        count.saturating_sub(1)
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let Input::Intent(intent) = *input else { return Reaction::none() };
        let page = usize::from(context.size.height / 3).max(1);
        let is_text = self.section == Section::Words;
        match intent {
            Intent::NextSection | Intent::NextPane => self.turn(1),
            Intent::PreviousSection | Intent::PreviousPane => self.turn(Section::ALL.len() - 1),
            Intent::PageUp if is_text => self.past = self.past.saturating_sub(page),
            Intent::PageDown if is_text => self.past += page.min(self.below.get()),
            Intent::Up => self.choose(self.selected.saturating_sub(1)),
            Intent::Down => self.choose(self.selected + 1),
            Intent::PageUp => self.choose(self.selected.saturating_sub(page)),
            Intent::PageDown => self.choose(self.selected + page),
            Intent::First => self.choose(0),
            Intent::Last => self.choose(self.last()),
            Intent::Open => return self.show_words(),
            Intent::Back => return Reaction::go(Transition::Back),
            _ => {}
        }
        Reaction::none()
    }

    fn choose(&mut self, item: usize) {
        self.selected = item.min(self.last());
        self.past = 0;
        self.below.set(0);
    }

    fn turn(&mut self, by: usize) {
        let at = Section::ALL.iter().position(|section| *section == self.section).unwrap_or(0);
        self.section = Section::ALL[(at + by) % Section::ALL.len()];
        self.choose(0);
    }

    /// Whether there is a point whose words can be shown.
    pub fn can_open(&self) -> bool {
        self.section == Section::Points && !self.comparison.points.is_empty()
    }

    /// From a point to what was said to its question.
    fn show_words(&mut self) -> Reaction {
        if !self.can_open() {
            return Reaction::none();
        }
        let Some((_, pair)) = self.points().nth(self.selected) else { return Reaction::none() };
        let Some(at) = self.comparison.texts.iter().position(|text| text.ask == pair.ask) else {
            return Reaction::notice("Neither of the two said anything to this.");
        };
        self.section = Section::Words;
        self.choose(at);
        Reaction::none()
    }
}
