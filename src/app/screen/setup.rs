//! Choosing a case, a length, a mode and a level.

use std::sync::Arc;

use crate::app::Context;
use crate::app::action::History;
use crate::app::effect::Effect;
use crate::app::keymap::Intent;
use crate::app::screen::interview::InterviewScreen;
use crate::app::screen::{Input, Reaction, Screen, Transition};
use crate::domain::case::{Difficulty, Level};
use crate::domain::id::CaseId;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Mode, Opening};
use crate::domain::interview::plan::{BudgetScale, Plan};
use crate::domain::playbook::{Playbook, Snapshot};
use crate::domain::sitting::SittingRow;
use crate::domain::step::Step;
use crate::domain::time::Now;

/// Lengths that are offered, in minutes, with a word about each.
pub const LENGTHS: [(u32, &str); 4] =
    [(30, "short"), (35, "45 with small talk"), (45, "usual"), (60, "long")];

/// How an interview is to be sat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The case; `None` picks one that was not seen lately.
    pub case: Option<CaseId>,
    /// Length before scaling, in minutes.
    pub minutes: u32,
    /// Mock or guided.
    pub mode: Mode,
    /// The level aimed for.
    pub level: Level,
    /// How generous the budgets are.
    pub scale: BudgetScale,
    /// Talk aloud, mark afterwards.
    pub speak: bool,
    /// One step only.
    pub step: Option<Step>,
    /// Decides what chance decides; taken from the clock where it is not given.
    pub seed: Option<u64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            case: None,
            minutes: 45,
            mode: Mode::Mock,
            level: Level::Senior,
            scale: BudgetScale::Normal,
            speak: false,
            step: None,
            seed: None,
        }
    }
}

impl Settings {
    /// Opens the interview; `None` when there is no such case.
    pub fn begin(&self, playbook: &Playbook, now: Now) -> Option<Reaction> {
        let case = self.case.as_ref()?;
        let snapshot = Arc::new(Snapshot::of(playbook, case)?);
        let plan = match self.step {
            None => Plan::whole(&playbook.framework, self.minutes, self.scale),
            Some(step) => {
                let budget = Plan::whole(&playbook.framework, self.minutes, self.scale).budget(step);
                Plan::single(step, (budget.whole_seconds() / 60).max(1) as u32, self.scale)
            }
        };
        let opening = Opening {
            case: case.clone(),
            title: snapshot.case.title.clone(),
            snapshot: snapshot.fingerprint().to_string(),
            mode: self.mode,
            level: self.level,
            speak: self.speak,
            seed: self.seed.unwrap_or(now.wall.0 as u64),
            plan,
        };
        let interview = Interview::open(opening.clone(), now.wall);
        let mut screen = InterviewScreen::begin(interview, Arc::clone(&snapshot), now);
        let mut effects = vec![Effect::StartSitting { opening: Box::new(opening), snapshot }];
        effects.extend(screen.open_step(now));
        let transition = Transition::Open(Box::new(Screen::Interview(Box::new(screen))));
        Some(Reaction { effects, transition, ..Reaction::default() })
    }
}

/// One case to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// How hard.
    pub difficulty: Difficulty,
    /// Usual length in minutes.
    pub minutes: u32,
    /// What it exercises, in words.
    pub skills: Vec<String>,
    /// How often it was finished.
    pub times: usize,
    /// The last score.
    pub last_score: Option<u32>,
}

/// A line of the options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Length.
    Length,
    /// Mode.
    Mode,
    /// Target level.
    Level,
    /// Budget scale.
    Scale,
    /// Typing or talking.
    Speak,
}

impl Field {
    /// All, from the top.
    pub const ALL: [Self; 5] = [Self::Length, Self::Mode, Self::Level, Self::Scale, Self::Speak];
}

/// State of the setup screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The cases, the easiest first. Row 0 of the list is "surprise me".
    pub cases: Vec<CaseRow>,
    /// Chosen row of the list.
    pub selected: usize,
    /// The option in focus; `None` while the list is.
    pub field: Option<Field>,
    /// What is chosen so far.
    pub settings: Settings,
    /// Whether titles are hidden.
    pub disguised: bool,
    recent: Vec<CaseId>,
}

impl Setup {
    /// All cases of the playbook, with how the last sittings of each went, and the usual choice of the rest.
    pub fn new(playbook: &Playbook, history: Option<&History>, usual: &Settings) -> Self {
        let sittings = history.map_or(&[][..], |history| &history.sittings);
        let mut cases: Vec<CaseRow> = playbook
            .cases
            .values()
            .map(|case| {
                let finished = sittings.iter().filter(|row| row.case == case.id && row.finished);
                let title = |id| playbook.skills.iter().find(|skill| skill.id == id);
                CaseRow {
                    id: case.id.clone(),
                    title: case.title.clone(),
                    summary: case.summary.clone(),
                    difficulty: case.difficulty,
                    minutes: case.minutes,
                    skills: case
                        .skills
                        .iter()
                        .filter_map(|id| title(id.clone()))
                        .map(|skill| skill.title.clone())
                        .collect(),
                    times: finished.clone().count(),
                    last_score: finished.clone().find_map(SittingRow::measured),
                }
            })
            .collect();
        cases.sort_by(|a, b| (a.difficulty, &a.title).cmp(&(b.difficulty, &b.title)));
        let recent = sittings.iter().map(|row| row.case.clone()).collect();
        Self { cases, selected: 1, field: None, settings: usual.clone(), disguised: false, recent }
    }

    /// The case in the chosen row; `None` for "surprise me".
    pub fn chosen(&self) -> Option<&CaseRow> {
        self.selected.checked_sub(1).and_then(|row| self.cases.get(row))
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let Input::Intent(intent) = *input else { return Reaction::none() };
        match intent {
            Intent::Start | Intent::Open => return self.start(context),
            Intent::Back => return Reaction::go(Transition::Back),
            Intent::Disguise => self.disguised = !self.disguised,
            Intent::NextPane | Intent::PreviousPane => {
                self.field = if self.field.is_some() { None } else { Some(Field::Length) };
            }
            Intent::Left | Intent::Right => self.sideways(intent == Intent::Right),
            Intent::Up | Intent::Down | Intent::First | Intent::Last | Intent::PageUp | Intent::PageDown => {
                self.vertical(intent);
            }
            _ => {}
        }
        Reaction::none()
    }

    fn start(&self, context: Context<'_>) -> Reaction {
        let Some(playbook) = context.playbook else { return Reaction::none() };
        let case = self.chosen().map_or_else(|| self.surprise(context.now), |row| Some(row.id.clone()));
        let settings = Settings { case, ..self.settings.clone() };
        settings.begin(playbook, context.now).map_or_else(Reaction::none, |mut reaction| {
            // The setup screen has done its work: leaving the interview leads home.
            if let Transition::Open(screen) = reaction.transition {
                reaction.transition = Transition::Replace(screen);
            }
            reaction
        })
    }

    /// The case that was seen longest ago, if ever; among the unseen, the clock decides.
    fn surprise(&self, now: Now) -> Option<CaseId> {
        let age = |case: &CaseRow| self.recent.iter().position(|id| *id == case.id).unwrap_or(usize::MAX);
        let oldest = self.cases.iter().map(age).max()?;
        let pool: Vec<&CaseRow> = self.cases.iter().filter(|case| age(case) == oldest).collect();
        let pick = (now.wall.0.unsigned_abs() % pool.len() as u64) as usize;
        pool.get(pick).map(|case| case.id.clone())
    }

    fn vertical(&mut self, intent: Intent) {
        let (position, last) = match self.field {
            None => (self.selected, self.cases.len()),
            Some(field) => (field as usize, Field::ALL.len() - 1),
        };
        let target = match intent {
            Intent::Up => position.saturating_sub(1),
            Intent::Down => (position + 1).min(last),
            Intent::First | Intent::PageUp => 0,
            _ => last,
        };
        match self.field {
            None => self.selected = target,
            Some(_) => self.field = Field::ALL.get(target).copied(),
        }
    }

    fn sideways(&mut self, right: bool) {
        let settings = &mut self.settings;
        match self.field {
            None => self.field = Some(Field::Length),
            Some(Field::Length) => {
                let lengths = LENGTHS.map(|(minutes, _)| minutes);
                settings.minutes = turn(&lengths, settings.minutes, right);
            }
            Some(Field::Mode) => {
                settings.mode = if settings.mode == Mode::Mock { Mode::Guided } else { Mode::Mock };
            }
            Some(Field::Level) => settings.level = turn(&Level::ALL, settings.level, right),
            Some(Field::Scale) => settings.scale = turn(&BudgetScale::ALL, settings.scale, right),
            Some(Field::Speak) => settings.speak = !settings.speak,
        }
    }
}

fn turn<T: Copy + PartialEq>(values: &[T], current: T, right: bool) -> T {
    let at = values.iter().position(|value| *value == current).unwrap_or(0);
    let step = if right { 1 } else { values.len() - 1 };
    values.get((at + step) % values.len()).copied().unwrap_or(current)
}
