//! A sitting that plays again: words and sketch as they stood at each moment, on the clock of the sitting.

use std::sync::Arc;

use crate::app::Context;
use crate::app::easel::Easel;
use crate::app::keymap::Intent;
use crate::app::screen::debrief::sections::Pane;
use crate::app::screen::{Input, Reaction, Transition};
use crate::domain::interview::Interview;
use crate::domain::interview::clock::Clock;
use crate::domain::interview::entry::Entry;
use crate::domain::marking::Marks;
use crate::domain::playbook::Snapshot;
use crate::domain::sketch::{Graph, Roles, Sketch};
use crate::domain::time::{Now, SessionTime};
use crate::domain::transcript::{Turn, transcript};

/// How many times faster than it was.
const SPEEDS: [u64; 3] = [1, 4, 16];
/// Between two frames at least, in milliseconds.
const FRAME_MILLIS: u64 = 100;

/// State of a replay.
#[derive(Debug, Clone)]
pub struct ReplayScreen {
    /// What it was sat with.
    pub snapshot: Arc<Snapshot>,
    /// Every entry, the last included.
    pub turns: Vec<Turn>,
    /// How many of them have happened.
    pub shown: usize,
    /// The clock of the sitting.
    pub at: SessionTime,
    /// Whether time passes.
    pub is_playing: bool,
    /// Rows of the conversation scrolled back.
    pub scrolled_back: usize,
    /// Drawings that were made.
    pub easel: Easel,
    interview: Interview,
    roles: Roles,
    speed: usize,
    since: u64,
}

impl ReplayScreen {
    /// A sitting from its beginning, at four times its pace.
    pub fn new(interview: &Interview, snapshot: Arc<Snapshot>, now: Now) -> Self {
        let turns = transcript(interview, &snapshot, &Marks::default());
        let roles = Roles::of_lexicon(&snapshot.lexicon);
        let mut screen = Self {
            snapshot,
            turns,
            shown: 0,
            at: SessionTime::ZERO,
            is_playing: true,
            scrolled_back: 0,
            easel: Easel::default(),
            interview: interview.clone(),
            roles,
            speed: 1,
            since: now.monotonic,
        };
        screen.catch_up();
        screen
    }

    /// How many times faster than it was.
    pub fn speed(&self) -> u64 {
        SPEEDS[self.speed]
    }

    /// Whether everything has happened.
    pub fn is_over(&self) -> bool {
        self.shown >= self.turns.len()
    }

    /// What has happened, in order.
    pub fn past(&self) -> &[Turn] {
        self.turns.get(..self.shown).unwrap_or_default()
    }

    /// The clock of the sitting as it stood.
    pub fn clock(&self) -> Option<Clock> {
        let entries = self.past().last().map_or(1, |turn| turn.entry + 1);
        let log = self.interview.log().iter().take(entries).cloned();
        Interview::replay(log).ok().map(|interview| Clock::read(&interview, self.at))
    }

    /// The sketch as it stood, if anything was drawn.
    pub fn sketch(&self) -> Option<Pane> {
        let drawn = self.past().iter().rev().find_map(|turn| {
            match self.interview.log().get(turn.entry).map(|stamped| &stamped.entry) {
                Some(Entry::Drew { text }) => Some((turn.at, text)),
                _ => None,
            }
        });
        drawn.map(|(at, text)| Pane {
            title: format!("Sketch, as of {at}"),
            text: text.clone(),
            graph: Graph::of(&Sketch::parse(text), &self.roles),
        })
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let Input::Intent(intent) = *input else { return Reaction::none() };
        let page = usize::from(context.size.height / 2).max(1);
        match intent {
            Intent::Pause => self.toggle(context.now),
            Intent::NextEntry => self.jump(self.shown + 1),
            Intent::PreviousEntry => self.jump(self.shown.saturating_sub(1)),
            Intent::First => self.jump(1),
            Intent::Last => self.jump(self.turns.len()),
            Intent::Faster => self.speed = (self.speed + 1).min(SPEEDS.len() - 1),
            Intent::Slower => self.speed = self.speed.saturating_sub(1),
            Intent::Up => self.scrolled_back += 1,
            Intent::Down => self.scrolled_back = self.scrolled_back.saturating_sub(1),
            Intent::PageUp => self.scrolled_back += page,
            Intent::PageDown => self.scrolled_back = self.scrolled_back.saturating_sub(page),
            Intent::Back => return Reaction::go(Transition::Back),
            _ => {}
        }
        Reaction::none()
    }

    /// Stops, goes on, or begins anew at the end.
    fn toggle(&mut self, now: Now) {
        if self.is_over() {
            self.jump(1);
            self.is_playing = false;
        }
        self.is_playing = !self.is_playing;
        self.since = now.monotonic;
    }

    /// Stands still after so many entries: the first is the opening.
    fn jump(&mut self, shown: usize) {
        self.is_playing = false;
        self.scrolled_back = 0;
        self.shown = shown.clamp(1, self.turns.len().max(1));
        self.at = self.past().last().map_or(SessionTime::ZERO, |turn| turn.at);
    }

    /// Lets time pass.
    pub fn tick(&mut self, now: Now) {
        let passed = now.monotonic.saturating_sub(self.since);
        self.since = now.monotonic;
        if self.is_playing {
            self.at = self.at.plus(SessionTime(passed * self.speed())).min(self.interview.last_at());
            self.catch_up();
        }
    }

    fn catch_up(&mut self) {
        self.shown = self.shown.max(self.turns.partition_point(|turn| turn.at <= self.at));
        self.is_playing = !self.is_over();
    }

    /// When the clock shows another second, or the next entry comes; in monotonic milliseconds.
    pub fn next_wake(&self, now: Now) -> Option<u64> {
        if !self.is_playing {
            return None;
        }
        let second = 1000 - self.at.0 % 1000;
        let next = self.turns.get(self.shown).map(|turn| turn.at.since(self.at).0);
        let wait = next.unwrap_or(second).min(second).div_ceil(self.speed());
        Some(now.monotonic + wait.max(FRAME_MILLIS))
    }
}
