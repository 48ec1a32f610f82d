//! All cards with their recent grades, and the changes of them: to be written down, and to be taken back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::forgetting::{self, Next};
use super::{Card, CardId, Grade, Limits, Origin, Settings, Subject, plan};
use crate::domain::sitting::SittingId;
use crate::domain::time::{Day, Timestamp};

/// A grade as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// The card.
    pub card: CardId,
    /// When; no two grades of a card have the same time.
    pub at: Timestamp,
    /// The learner's day.
    pub day: Day,
    /// The grade that was given.
    pub grade: Grade,
    /// The grade that the program proposed, where it marked the answer.
    pub proposed: Option<Grade>,
    /// How long it took, in milliseconds.
    pub millis: u32,
    /// The chance of recall just before, 0 to 1; none for a new card.
    pub recall: Option<f64>,
    /// What was typed.
    pub answer: String,
}

/// Something to be written down. Doing it twice is as good as once.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The card is like this from now on.
    Put(Card),
    /// The card has no row any more: it is new again.
    Drop(CardId),
    /// A grade was given.
    Graded(Review),
    /// A grade was taken back.
    TakenBack {
        /// Of this card.
        card: CardId,
        /// At this time.
        at: Timestamp,
    },
    /// A setting has this value.
    Set {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: String,
    },
}

/// What a change did to a card, so that it can be taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The card.
    pub card: CardId,
    before: Option<Card>,
    review: Option<Timestamp>,
}

/// A grade that is being given.
#[derive(Debug, Clone, PartialEq)]
pub struct Graded {
    /// The card.
    pub card: CardId,
    /// The grade.
    pub grade: Grade,
    /// What the program proposed.
    pub proposed: Option<Grade>,
    /// How long it took, in milliseconds.
    pub millis: u32,
    /// What was typed.
    pub answer: String,
}

/// What was done on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Cards seen for the first time.
    pub new: u32,
    /// Cards that had come back.
    pub reviews: u32,
    /// Time at the drills, in milliseconds.
    pub millis: u64,
}

/// All cards that have a row, the recent grades, and the settings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deck {
    /// By name. A card that is not here is new.
    pub cards: BTreeMap<CardId, Card>,
    /// Recent grades, in the order of time.
    pub reviews: Vec<Review>,
    /// What the learner has set.
    pub settings: Settings,
}

impl Deck {
    /// A card, if it has a row.
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        self.cards.get(id)
    }

    /// What each grade would make of a card today.
    pub fn next(&self, id: &CardId, today: Day) -> [Next; 4] {
        let trace = self.cards.get(id).and_then(|card| card.trace);
        let interview = self.settings.interview;
        let next = forgetting::next(trace, today, plan::retention(&self.settings, today));
        next.map(|next| plan::before_interview(next, id, interview, today))
    }

    /// Gives a grade.
    pub fn grade(&mut self, given: Graded, now: Timestamp, today: Day) -> (Step, Vec<Change>) {
        let before = self.cards.get(&given.card).cloned();
        let next = self.next(&given.card, today)[given.grade as usize];
        let mut card = before.clone().unwrap_or_else(|| Card::new(given.card.clone(), today, now));
        let recall = card.trace.map(|trace| forgetting::recall(Some(trace), today));
        let latest =
            self.reviews.iter().filter(|review| review.card == card.id).map(|review| review.at.0 + 1);
        let at = Timestamp(latest.max().unwrap_or(i64::MIN).max(now.0));
        card.lapses += u32::from(card.trace.is_some() && given.grade == Grade::Again);
        card.reps += 1;
        card.trace = Some(next.trace);
        card.due = next.due;
        card.buried = None;
        let review = Review {
            card: given.card.clone(),
            at,
            day: today,
            grade: given.grade,
            proposed: given.proposed,
            millis: given.millis,
            recall,
            answer: given.answer,
        };
        self.reviews.push(review.clone());
        let step = Step { card: given.card, before, review: Some(at) };
        (step, vec![Change::Graded(review), self.put(card)])
    }

    /// Does not show a card for the rest of the day.
    pub fn bury(&mut self, id: &CardId, now: Timestamp, today: Day) -> (Step, Vec<Change>) {
        self.amend(id, now, today, |card| card.buried = Some(today))
    }

    /// Does not show a card any more, or shows it again.
    pub fn suspend(&mut self, id: &CardId, now: Timestamp, today: Day) -> (Step, Vec<Change>) {
        self.amend(id, now, today, |card| card.suspended = !card.suspended)
    }

    fn amend(
        &mut self,
        id: &CardId,
        now: Timestamp,
        today: Day,
        change: impl FnOnce(&mut Card),
    ) -> (Step, Vec<Change>) {
        let before = self.cards.get(id).cloned();
        let mut card = before.clone().unwrap_or_else(|| Card::new(id.clone(), today, now));
        change(&mut card);
        (Step { card: id.clone(), before, review: None }, vec![self.put(card)])
    }

    fn put(&mut self, card: Card) -> Change {
        self.cards.insert(card.id.clone(), card.clone());
        Change::Put(card)
    }

    /// Takes a step back, as if it had never been made. Steps are taken back in reverse order.
    pub fn undo(&mut self, step: &Step) -> Vec<Change> {
        let mut changes = Vec::new();
        if let Some(at) = step.review {
            self.reviews.retain(|review| review.card != step.card || review.at != at);
            changes.push(Change::TakenBack { card: step.card.clone(), at });
        }
        changes.push(if let Some(card) = &step.before {
            self.put(card.clone())
        } else {
            self.cards.remove(&step.card);
            Change::Drop(step.card.clone())
        });
        changes
    }

    /// What an interview missed becomes cards that are wanted today, each with the sentence of the debrief.
    pub fn take_in(
        &mut self,
        missed: Vec<(Subject, String)>,
        sitting: Option<SittingId>,
        now: Timestamp,
        today: Day,
    ) -> Vec<Change> {
        let card = |(subject, said): (Subject, String)| {
            let id = subject.id();
            let known = self.cards.get(&id).cloned();
            let mut card = known.unwrap_or_else(|| Card::new(id, today, now));
            card.due = card.due.min(today);
            card.origin = Some(Origin { sitting, said });
            self.put(card)
        };
        missed.into_iter().map(card).collect()
    }

    /// Changes the settings.
    pub fn set(&mut self, settings: Settings) -> Vec<Change> {
        let before = self.settings.texts();
        self.settings = settings;
        let texts = settings.texts().into_iter().zip(before).filter(|(text, before)| text != before);
        texts.map(|((name, value), _)| Change::Set { name, value }).collect()
    }

    /// What was done on a day.
    pub fn done(&self, day: Day) -> Done {
        let reviews = self.reviews.iter().filter(|review| review.day == day);
        reviews.fold(Done::default(), |done, review| Done {
            new: done.new + u32::from(review.recall.is_none()),
            reviews: done.reviews + u32::from(review.recall.is_some()),
            millis: done.millis + u64::from(review.millis),
        })
    }

    /// What is left of the limits of a day.
    pub fn left(&self, day: Day) -> Limits {
        let (limits, done) = (self.settings.today(day), self.done(day));
        Limits {
            new: limits.new.saturating_sub(done.new),
            reviews: limits.reviews.saturating_sub(done.reviews),
            minutes: limits.minutes.saturating_sub((done.millis / 60_000) as u32),
        }
    }

    /// The cards whose content is gone. They are kept, should it come back.
    pub fn orphans(&self, playbook: &crate::domain::playbook::Playbook) -> Vec<&CardId> {
        let exists = |id: &CardId| Subject::of(id).is_some_and(|subject| subject.exists(playbook));
        self.cards.keys().filter(|id| !exists(id)).collect()
    }
}
