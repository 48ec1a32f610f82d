//! The debrief: what the log shows, section by section, with the candidate's own words for each point.
//!
//! The sections are made by [`sections`]; this screen moves among them, takes claims, and lets a missed question be
//! answered once more.

pub mod sections;

use std::cell::Cell;
use std::sync::Arc;

use crate::app::Context;
use crate::app::easel::Easel;
use crate::app::effect::Effect;
use crate::app::keymap::{Intent, Scope};
use crate::app::screen::replay::ReplayScreen;
use crate::app::screen::{Input, Reaction, Screen, Transition};
use crate::app::text_area::TextArea;
use crate::domain::id::{AskId, PointId};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::playbook::Snapshot;
use crate::domain::score::{self, Debrief};
use crate::domain::sitting::SittingId;
use crate::domain::time::Now;
use sections::{Item, Section};

/// What a field on the debrief is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// "I said this, here": the candidate's own words for a point.
    Claim(AskId, PointId),
    /// A missed question, answered once more.
    SayAgain(AskId),
}

/// A field that is open on the debrief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenField {
    /// What it is for.
    pub purpose: Purpose,
    /// What it asks, in a line.
    pub label: String,
    /// What was typed.
    pub text: TextArea,
}

/// State of the debrief.
#[derive(Debug, Clone)]
pub struct DebriefScreen {
    /// The sitting's number.
    pub id: Option<SittingId>,
    /// The log.
    pub interview: Interview,
    /// What it was sat with.
    pub snapshot: Arc<Snapshot>,
    /// What the log shows.
    pub debrief: Debrief,
    /// The same, to read.
    pub sections: Vec<Section>,
    /// The section in front.
    pub section: usize,
    /// The chosen item of the section.
    pub selected: usize,
    /// The field that is open, if one is.
    pub field: Option<OpenField>,
    /// Drawings that were made.
    pub easel: Easel,
    /// Rows of the chosen item that are scrolled past, where it is higher than the page.
    pub past: usize,
    /// Rows of the chosen item below the page, as last seen.
    pub below: Cell<usize>,
    kept: Vec<OpenField>,
}

impl DebriefScreen {
    /// The debrief of a finished interview.
    pub fn new(id: Option<SittingId>, interview: Interview, snapshot: Arc<Snapshot>) -> Self {
        let debrief = score::debrief(&snapshot, &interview);
        let sections = read(&debrief, &interview, &snapshot);
        Self {
            id,
            interview,
            snapshot,
            debrief,
            sections,
            section: 0,
            selected: 0,
            field: None,
            easel: Easel::default(),
            past: 0,
            below: Cell::new(0),
            kept: Vec::new(),
        }
    }

    /// The section in front.
    pub fn current(&self) -> Option<&Section> {
        self.sections.get(self.section)
    }

    /// The chosen item.
    pub fn chosen(&self) -> Option<&Item> {
        self.current()?.items.get(self.selected)
    }

    /// Scopes, innermost first.
    pub fn scopes(&self) -> Vec<Scope> {
        if self.field.is_some() { vec![Scope::Field, Scope::Text] } else { vec![Scope::Debrief, Scope::List] }
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        match (self.field.is_some(), input) {
            (true, _) => self.in_field(input, context),
            (false, Input::Intent(intent)) => self.intent(*intent, context),
            (false, Input::Typed(_) | Input::Paste(_)) => Reaction::none(),
        }
    }

    fn in_field(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let Some(field) = &mut self.field else { return Reaction::none() };
        match input {
            Input::Typed(char) => {
                field.text.insert(&char.to_string());
            }
            Input::Paste(text) => {
                field.text.insert(text);
            }
            Input::Intent(Intent::Edit(edit)) => {
                field.text.apply(*edit, usize::from(context.size.width).saturating_sub(7).max(2));
            }
            Input::Intent(Intent::Send) => return self.send(context.now),
            Input::Intent(Intent::Back) => self.close_field(),
            Input::Intent(_) => {}
        }
        Reaction::none()
    }

    /// Closing a field keeps what stands in it, for when it is opened again.
    fn close_field(&mut self) {
        if let Some(field) = self.field.take() {
            self.kept.retain(|kept| kept.purpose != field.purpose);
            self.kept.push(field);
        }
    }

    fn open_field(&mut self, purpose: Purpose, label: String) {
        let kept = self.kept.iter().position(|kept| kept.purpose == purpose);
        let text = kept.map_or_else(TextArea::default, |at| self.kept.remove(at).text);
        self.field = Some(OpenField { purpose, label, text });
    }

    fn intent(&mut self, intent: Intent, context: Context<'_>) -> Reaction {
        let page = usize::from(context.size.height / 2).max(1);
        let last = self.current().map_or(0, |section| section.items.len().saturating_sub(1));
        match intent {
            Intent::NextSection | Intent::NextPane => self.turn(1),
            Intent::PreviousSection | Intent::PreviousPane => {
                self.turn(self.sections.len().saturating_sub(1));
            }
            Intent::Up | Intent::PageUp if self.past > 0 => {
                self.past = self.past.saturating_sub(page);
            }
            Intent::Down | Intent::PageDown if self.below.get() > 0 => {
                self.past += page.min(self.below.get());
            }
            Intent::Up => self.choose(self.selected.saturating_sub(1)),
            Intent::Down => self.choose((self.selected + 1).min(last)),
            Intent::PageUp => self.choose(self.selected.saturating_sub(page)),
            Intent::PageDown => self.choose((self.selected + page).min(last)),
            Intent::First => self.choose(0),
            Intent::Last => self.choose(last),
            Intent::Open => return self.show_answer(),
            Intent::Claim => return self.open_claim(),
            Intent::SayAgain => return self.open_say_again(),
            Intent::Replay => {
                let replay = ReplayScreen::new(&self.interview, Arc::clone(&self.snapshot), context.now);
                return Reaction::open(Screen::Replay(Box::new(replay)));
            }
            Intent::Copy => {
                let own = sections::of(&self.debrief, &self.interview, &self.snapshot);
                let text = sections::as_text(&own);
                return Reaction::effect(Effect::Copy(text)).saying("The debrief is on the clipboard.");
            }
            Intent::Back => return Reaction::go(Transition::Back),
            _ => {}
        }
        Reaction::none()
    }

    fn turn(&mut self, by: usize) {
        self.section = (self.section + by) % self.sections.len().max(1);
        self.choose(0);
    }

    fn choose(&mut self, item: usize) {
        self.selected = item;
        self.past = 0;
        self.below.set(0);
    }

    /// From a point or question to what was said to it, with the model answer.
    fn show_answer(&mut self) -> Reaction {
        if let Some(id) = self.chosen().and_then(|item| item.page.clone()) {
            return Reaction::effect(Effect::OpenPage { id, slug: None, preview: false });
        }
        let Some(ask) = self.chosen().and_then(|item| item.ask.clone()) else {
            return Reaction::notice(
                "Choose a question or a point; {answer-to-this} then shows your answer and the model's.",
            );
        };
        let answers = self.sections.len().saturating_sub(1);
        let items = self.sections.last().map_or(&[][..], |section| &section.items);
        if let Some(at) = items.iter().position(|item| item.ask.as_ref() == Some(&ask)) {
            self.section = answers;
            self.selected = at;
        }
        Reaction::none()
    }

    fn open_claim(&mut self) -> Reaction {
        let Some((ask, point)) = self.chosen().and_then(|item| item.point.clone()) else {
            return Reaction::notice("Choose a point in one of the step sections; {claim} then claims it.");
        };
        let label = "I said this: your words. Empty takes the claim back. {keep} keeps it".to_owned();
        self.open_field(Purpose::Claim(ask, point), label);
        Reaction::none()
    }

    fn open_say_again(&mut self) -> Reaction {
        let ask = self.chosen().and_then(|item| item.ask.clone());
        let question =
            ask.and_then(|ask| self.snapshot.case.ask(&ask).map(|found| (ask, found.ask.to_owned())));
        let Some((ask, question)) = question else {
            return Reaction::notice(
                "Choose a question or one of its points; {say-again} then answers it once more.",
            );
        };
        self.open_field(Purpose::SayAgain(ask), question);
        Reaction::none()
    }

    fn send(&mut self, now: Now) -> Reaction {
        let Some(field) = self.field.take() else { return Reaction::none() };
        let text = field.text.text().trim().to_owned();
        let (entry, word) = match field.purpose {
            Purpose::Claim(ask, point) if text.is_empty() => {
                (Entry::Claimed { ask, point, quote: text }, "The claim is taken back.")
            }
            Purpose::Claim(ask, point) => (
                Entry::Claimed { ask, point, quote: text },
                "Kept as a claim, beside the marks and never mixed into them.",
            ),
            Purpose::SayAgain(_) if text.is_empty() => {
                return Reaction::notice("Nothing typed, nothing kept.");
            }
            Purpose::SayAgain(ask) => (
                Entry::Retried { ask, text },
                "Kept. Both answers stand under the question, with what each shows.",
            ),
        };
        let at = self.interview.last_at();
        let effect = Effect::Journal(self.interview.record(at, now.wall, entry).clone());
        self.refresh();
        Reaction::effect(effect).saying(word)
    }

    fn refresh(&mut self) {
        self.debrief = score::debrief(&self.snapshot, &self.interview);
        self.sections = read(&self.debrief, &self.interview, &self.snapshot);
        let last = self.current().map_or(0, |section| section.items.len().saturating_sub(1));
        self.selected = self.selected.min(last);
    }
}

/// The debrief, and the transcript before the answers.
fn read(debrief: &Debrief, interview: &Interview, snapshot: &Snapshot) -> Vec<Section> {
    let mut sections = sections::of(debrief, interview, snapshot);
    let before = sections.len().saturating_sub(2);
    sections.insert(before, sections::transcript::section(&debrief.marks, interview, snapshot));
    sections
}
