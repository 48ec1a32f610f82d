//! Drills: one card after the other, feedback at once, a grade that the person decides, and every step undoable.

pub mod card;

use std::collections::VecDeque;
use std::sync::Arc;

use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::{Intent, Scope};
use crate::app::screen::{Input, Reaction, Screen, Transition};
use crate::domain::chance::Chance;
use crate::domain::drill::catalog::catalog;
use crate::domain::drill::mark::{mark, unreadable};
use crate::domain::drill::pose::Exercise;
use crate::domain::id::PageId;
use crate::domain::playbook::Playbook;
use crate::domain::schedule::plan;
use crate::domain::schedule::queue::{Hidden, Queue, Wish, pace, queue};
use crate::domain::schedule::{CardId, Deck, Grade, Graded, Limits, Step, Subject};
use crate::domain::time::{Day, Now};
pub use card::{OnCard, Stage};

/// A card that was forgotten comes back after so many others.
const BACK_AFTER: usize = 3;
/// The most steps that can be taken back.
const UNDO_DEPTH: usize = 500;
/// The longest a card counts, in milliseconds: whoever walks away is not at the drill.
const LONGEST_MILLIS: u64 = 600_000;
/// How much "more today" allows.
const MORE: Limits = Limits { new: 10, reviews: 30, minutes: 10 };

/// How a card was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// With a grade.
    Graded(Grade),
    /// Not to be seen today.
    Buried,
    /// Not to be seen any more.
    Suspended,
}

/// A card that was left, with all that is needed to come back to it.
#[derive(Debug, Clone)]
struct Passed {
    card: OnCard,
    queue: VecDeque<CardId>,
    step: Step,
    left: Left,
}

/// State of the drills.
#[derive(Debug, Clone)]
pub struct DrillScreen {
    /// All cards, with the grades of this session.
    pub deck: Deck,
    /// What was asked for.
    pub wish: Wish,
    /// The card in front; none when the session is done.
    pub card: Option<OnCard>,
    /// What the limits of the day keep back.
    pub hidden: Hidden,
    playbook: Arc<Playbook>,
    queue: VecDeque<CardId>,
    passed: Vec<Passed>,
    posed: u64,
}

impl DrillScreen {
    /// A session with the cards that the wish gets.
    pub fn new(playbook: &Arc<Playbook>, deck: Deck, wish: Wish, now: Now) -> Self {
        let mut screen = Self {
            deck,
            wish,
            card: None,
            hidden: Hidden::default(),
            playbook: Arc::clone(playbook),
            queue: VecDeque::new(),
            passed: Vec::new(),
            posed: 0,
        };
        screen.fill(now);
        screen
    }

    /// The session as a reaction; a word where there is no such card at all.
    pub fn open(wish: Wish, context: Context<'_>) -> Reaction {
        let (Some(playbook), Some(history)) = (context.playbook, context.history) else {
            return Reaction::notice("The playbook is still being read; a moment.");
        };
        let mut wish = wish;
        if wish.seed == 0 {
            wish.seed = context.now.wall.0 as u64;
        }
        let is_page = wish.page.is_some();
        let screen = Self::new(playbook, history.deck.clone(), wish, context.now);
        if is_page && screen.card.is_none() {
            return Reaction::notice("There is nothing to drill on this page.");
        }
        Reaction::open(Screen::Drill(Box::new(screen)))
    }

    /// Cards still to come, the one in front included.
    pub fn left(&self) -> usize {
        self.queue.len() + usize::from(self.card.is_some())
    }

    /// Cards left behind in this session, the same one each time it came.
    pub fn passed(&self) -> usize {
        self.passed.len()
    }

    /// The grades of this session, from [`Grade::Again`] up.
    pub fn grades(&self) -> [usize; 4] {
        let count = |grade| self.passed.iter().filter(|passed| passed.left == Left::Graded(grade)).count();
        Grade::ALL.map(count)
    }

    /// About how long the rest takes, in minutes.
    pub fn minutes_left(&self) -> u32 {
        let front = self.card.iter().map(|card| card.exercise.kind);
        let coming = self.queue.iter().filter_map(Subject::of).map(|subject| subject.kind());
        front.chain(coming).map(|kind| pace(&self.deck, kind)).sum::<u32>().div_ceil(60)
    }

    /// What comes after the card in front.
    pub fn coming(&self) -> Option<Subject> {
        self.queue.front().and_then(Subject::of)
    }

    /// Scopes, innermost first.
    pub fn scopes(&self) -> Vec<Scope> {
        match self.card.as_ref().map(|card| card.stage) {
            None => vec![Scope::DrillDone],
            Some(Stage::Side) => vec![Scope::DrillSide, Scope::Drill],
            Some(Stage::Reveal) => vec![Scope::DrillReveal, Scope::Drill],
            Some(Stage::Grade) => vec![Scope::DrillGrade, Scope::Drill],
            Some(Stage::Field) => vec![Scope::DrillField, Scope::Drill, Scope::Text],
        }
    }

    /// Whether characters go into the field.
    pub fn is_typing(&self) -> bool {
        self.card.as_ref().is_some_and(|card| card.stage == Stage::Field)
    }

    /// When the clock of a timed card shows another second.
    pub fn next_wake(&self, now: Now) -> Option<u64> {
        let card = self.card.as_ref().filter(|card| card.stage == Stage::Field)?;
        card.exercise.kind.limit()?;
        Some(now.monotonic + 1000 - card.millis(now) % 1000)
    }

    /// Applies an input.
    pub fn input(&mut self, input: Input, context: Context<'_>) -> Reaction {
        let now = context.now;
        let intent = match input {
            Input::Typed(char) => return self.typed(&char.to_string()),
            Input::Paste(text) => return self.typed(&text),
            Input::Intent(intent) => intent,
        };
        match intent {
            Intent::Back => Reaction::go(Transition::Back),
            Intent::TakeBack => self.undo(),
            Intent::Bury => self.put_away(Left::Buried, now),
            Intent::SuspendCard => self.put_away(Left::Suspended, now),
            Intent::Grade(grade) => self.grade(grade, now),
            Intent::Source => self.source(),
            Intent::MoreToday => self.more(now),
            Intent::Open if self.card.is_none() => Reaction::go(Transition::Back),
            Intent::Open if self.stage() == Some(Stage::Grade) => {
                match self.card.as_ref().and_then(OnCard::suggested) {
                    Some(grade) => self.grade(grade, now),
                    None => Reaction::notice("Only you can tell: 1 again, 2 hard, 3 good, 4 easy."),
                }
            }
            Intent::Send => self.send(now),
            Intent::Show => self.show(now),
            _ => {
                if let Some(card) = &mut self.card {
                    card.intent(intent, context);
                }
                Reaction::none()
            }
        }
    }

    fn stage(&self) -> Option<Stage> {
        self.card.as_ref().map(|card| card.stage)
    }

    fn typed(&mut self, text: &str) -> Reaction {
        if let Some(card) = &mut self.card {
            card.field.insert(text);
        }
        Reaction::none()
    }

    /// Hands in what was typed. A sprint goes on with the next line until an empty one, and a number that cannot be
    /// read is to be mended first.
    fn send(&mut self, now: Now) -> Reaction {
        let Some(card) = &mut self.card else { return Reaction::none() };
        if card.exercise.is_sprint() && !card.field.line().trim().is_empty() {
            card.field.insert("\n");
            return Reaction::none();
        }
        if let Some(mistake) = unreadable(&card.exercise, card.field.text()) {
            return Reaction::notice(format!("{mistake} Try again; F9 shows the solution."));
        }
        self.show(now)
    }

    /// Marks what was said and shows what is looked for.
    fn show(&mut self, now: Now) -> Reaction {
        let Some(card) = &mut self.card else { return Reaction::none() };
        let marked = mark(&card.exercise, &self.playbook, card.field.text(), card.side);
        card.show(marked, now);
        Reaction::none()
    }

    fn grade(&mut self, grade: Grade, now: Now) -> Reaction {
        let Some(card) = self.card.take_if(|card| card.stage == Stage::Grade) else {
            return Reaction::none();
        };
        let today = now.day();
        let given = Graded {
            card: card.exercise.id.clone(),
            grade,
            proposed: card.marked.as_ref().and_then(|marked| marked.proposed),
            millis: card.millis(now).min(LONGEST_MILLIS) as u32,
            answer: card.field.text().to_owned(),
        };
        let (step, changes) = self.deck.grade(given, now.wall, today);
        let before = self.queue.clone();
        if grade == Grade::Again {
            let place = BACK_AFTER.min(self.queue.len());
            self.queue.insert(place, card.exercise.id.clone());
        }
        self.pass(Passed { card, queue: before, step, left: Left::Graded(grade) });
        self.advance(now);
        Reaction::effect(Effect::Remember(changes))
    }

    fn put_away(&mut self, left: Left, now: Now) -> Reaction {
        let Some(card) = self.card.take() else { return Reaction::none() };
        let today = now.day();
        let id = card.exercise.id.clone();
        let (words, (step, changes)) = match left {
            Left::Suspended => (
                "Suspended: it will not come again. Alt+U takes it back.",
                self.deck.suspend(&id, now.wall, today),
            ),
            _ => ("Buried until tomorrow. Alt+U takes it back.", self.deck.bury(&id, now.wall, today)),
        };
        let before = self.queue.clone();
        self.queue.retain(|other| *other != id);
        self.pass(Passed { card, queue: before, step, left });
        self.advance(now);
        Reaction::effect(Effect::Remember(changes)).saying(words)
    }

    fn pass(&mut self, passed: Passed) {
        self.passed.push(passed);
        if self.passed.len() > UNDO_DEPTH {
            self.passed.remove(0);
        }
    }

    /// Back to the card before, as it was; from the end of the session, to its last card.
    fn undo(&mut self) -> Reaction {
        let Some(Passed { mut card, queue, step, .. }) = self.passed.pop() else {
            return Reaction::notice("Nothing to take back in this session.");
        };
        let changes = self.deck.undo(&step);
        self.queue = queue;
        card.returned();
        self.card = Some(card);
        Reaction::effect(Effect::Remember(changes)).saying("Taken back.")
    }

    fn source(&self) -> Reaction {
        let page = self.card.as_ref().and_then(|card| PageId::new(card.exercise.subject.page()).ok());
        page.map_or_else(Reaction::none, |id| {
            Reaction::effect(Effect::OpenPage { id, slug: None, preview: false })
        })
    }

    /// Raises the limits of today, and takes what they hid.
    fn more(&mut self, now: Now) -> Reaction {
        let today = now.day();
        let mut settings = self.deck.settings;
        // Whoever did more than a limit allows gets as much beyond what was done.
        let (limits, done) = (settings.today(today), self.deck.done(today));
        let minutes = (done.millis / 60_000) as u32;
        settings.allow_more(
            today,
            Limits {
                new: MORE.new + done.new.saturating_sub(limits.new),
                reviews: MORE.reviews + done.reviews.saturating_sub(limits.reviews),
                minutes: MORE.minutes + minutes.saturating_sub(limits.minutes),
            },
        );
        let changes = self.deck.set(settings);
        self.fill(now);
        let words = if self.card.is_some() {
            "More for today; tomorrow the limits hold again."
        } else {
            "Nothing is left for today."
        };
        Reaction::effect(Effect::Remember(changes)).saying(words)
    }

    /// Whether the interview is tomorrow, and this evening is for rest.
    pub fn is_rest(&self, now: Now) -> bool {
        plan::is_rest(self.deck.settings.interview, now.day())
    }

    /// Fetches the cards of the session, or what is left for the day.
    fn fill(&mut self, now: Now) {
        let today: Day = now.day();
        let entries = catalog(&self.playbook, &self.deck);
        let Queue { cards, hidden, .. } = queue(&self.deck, &entries, &self.wish, today);
        self.queue = cards.into();
        self.hidden = hidden;
        self.advance(now);
    }

    /// The next card that can be posed comes to the front.
    fn advance(&mut self, now: Now) {
        self.card = None;
        while let Some(id) = self.queue.pop_front() {
            self.posed += 1;
            let seed = Chance::new(self.wish.seed.wrapping_add(self.posed)).number();
            let Some(subject) = Subject::of(&id) else { continue };
            let turn = self.deck.card(&id).map_or(0, |card| card.reps);
            let Some(exercise) = Exercise::of(&self.playbook, &subject, seed, turn) else { continue };
            let next = self.deck.next(&id, now.day());
            self.card = Some(OnCard::new(exercise, next, now));
            return;
        }
    }
}
