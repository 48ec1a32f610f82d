//! The interview: one conversation with a clock, a whiteboard and notes.
//!
//! The log in [`Interview`] is the only truth; this screen holds what is not said yet (the fields), what is running
//! (the clock) and what the eye needs (focus, scroll, notices).

pub mod board;
pub mod checklist;
pub mod draft;
mod drawing;
pub mod layout;
pub mod review;
mod steps;
pub mod stopwatch;
mod talk;
mod time;
pub mod transcript;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::Context;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::keymap::{Intent, Scope};
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::app::screen::scroll::Scroll;
use crate::app::screen::{Input, Reaction, Transition};
use crate::app::text_area::{Edit, Insertion};
use crate::domain::interview::clock::Clock;
use crate::domain::interview::entry::{Entry, Mode};
use crate::domain::interview::plan::BudgetScale;
use crate::domain::interview::{Interview, clock};
use crate::domain::interviewer::Interviewer;
use crate::domain::playbook::Snapshot;
use crate::domain::quantity::{Evaluated, evaluate_line};
use crate::domain::sitting::{Pane, Sitting, SittingId};
use crate::domain::step::Step;
use crate::domain::time::{Now, SessionTime};
use board::Board;
use checklist::{Checklist, Freshness};
use draft::Fields;
use review::Review;
use stopwatch::Stopwatch;

/// A word about the clock that stays for a few seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// Monotonic milliseconds after which it goes.
    pub until: u64,
}

/// State of an interview that is under way.
#[derive(Debug, Clone)]
pub struct InterviewScreen {
    /// The sitting's number, once it has one.
    pub id: Option<SittingId>,
    /// The log.
    pub interview: Interview,
    /// What it is sat with.
    pub snapshot: Arc<Snapshot>,
    /// The fields and which of them has the focus.
    pub fields: Fields,
    /// Session time.
    pub stopwatch: Stopwatch,
    /// Whether the clock is hidden.
    pub clock_hidden: bool,
    /// The whiteboard.
    pub board: Board,
    /// Rows the conversation is scrolled back.
    pub scrolled_back: usize,
    /// A word about the clock.
    pub notice: Option<Notice>,
    /// What the question on the table should cover, as far as it was heard (guided mode).
    pub checklist: Checklist,
    /// Whether the whole list stands in place of the conversation.
    pub shows_checklist: bool,
    /// How far the whole list is scrolled.
    pub list_scroll: Scroll,
    /// The model answers after a step (guided mode).
    pub review: Option<Review>,
    freshness: Freshness,
    interviewer: Interviewer,
    noticed: BTreeSet<(Step, u8)>,
    checked_in: BTreeSet<Step>,
    active_at: u64,
    beat_at: u64,
    curveball_waits_since: Option<u64>,
}

impl InterviewScreen {
    /// An interview that has just been opened.
    pub fn begin(interview: Interview, snapshot: Arc<Snapshot>, now: Now) -> Self {
        let interviewer = Interviewer::new(&snapshot);
        Self {
            id: None,
            interview,
            fields: Fields::default(),
            stopwatch: Stopwatch::running(SessionTime::ZERO, now.monotonic),
            clock_hidden: false,
            board: Board::new(&snapshot.lexicon),
            scrolled_back: 0,
            notice: None,
            snapshot,
            checklist: Checklist::default(),
            shows_checklist: false,
            list_scroll: Scroll::default(),
            review: None,
            freshness: Freshness::default(),
            interviewer,
            noticed: BTreeSet::new(),
            checked_in: BTreeSet::new(),
            active_at: now.monotonic,
            beat_at: now.monotonic,
            curveball_waits_since: None,
        }
    }

    /// An interview that is taken up again: same step, text and caret; the clock stands until the first key.
    pub fn resume(sitting: Sitting, now: Now) -> (Self, Vec<Effect>) {
        let Sitting { id, interview, snapshot, drafts, clock, seen } = sitting;
        let mut screen = Self::begin(interview, Arc::new(snapshot), now);
        screen.id = Some(id);
        screen.fields = Fields::restore(&screen.interview, &drafts);
        screen.stopwatch = Stopwatch::stopped(clock.max(screen.interview.last_at()));
        let away = (now.wall.0 - seen.0).max(0) as u64;
        let effects = vec![screen.record(Entry::Returned { away }, now)];
        screen.forget_past_notices(now);
        screen.fields.focus =
            if screen.interview.step() == Step::Architecture && screen.fields.sketch_is_newer() {
                Pane::Sketch
            } else {
                Pane::Answer
            };
        screen.read_board();
        screen.review_again();
        screen.check(now);
        (screen, effects)
    }

    /// Session time as of now.
    pub fn at(&self, now: Now) -> SessionTime {
        self.stopwatch.read(now.monotonic)
    }

    /// Where the time went, as of now.
    pub fn clock(&self, now: Now) -> Clock {
        Clock::read(&self.interview, self.at(now))
    }

    /// Whether the candidate stopped the clock.
    pub fn is_paused(&self) -> bool {
        self.interview.is_paused()
    }

    /// Whether this is an interview just taken up again whose clock still stands.
    pub fn awaits_return(&self) -> bool {
        !self.stopwatch.is_running() && !self.interview.is_paused() && self.review.is_none()
    }

    /// Whether help is given on the way.
    pub fn is_guided(&self) -> bool {
        self.interview.opening().mode == Mode::Guided
    }

    /// Scopes, innermost first.
    pub fn scopes(&self) -> Vec<Scope> {
        if self.review.is_some() {
            return vec![Scope::Review, Scope::List];
        }
        match self.fields.focus {
            Pane::Answer => vec![Scope::Answer, Scope::Interview, Scope::Text],
            Pane::Sketch => vec![Scope::Sketch, Scope::Interview, Scope::Text],
            Pane::Notes => vec![Scope::Notes, Scope::Interview, Scope::Text],
        }
    }

    /// Puts an entry into the log, and asks for it to be kept.
    fn record(&mut self, entry: Entry, now: Now) -> Effect {
        let at = self.at(now);
        Effect::Journal(self.interview.record(at, now.wall, entry).clone())
    }

    /// What Esc opens.
    pub fn menu(&self) -> Overlay {
        if let Some(review) = &self.review {
            return review.menu();
        }
        let paused = if self.is_paused() { "Let the clock go on" } else { "Pause the clock" };
        let intent = |label: &str, intent| MenuItem::new(label, Choice::Intent(intent));
        Overlay::menu(
            "Interview",
            "Everything you typed is saved.",
            vec![
                MenuItem::new("Back to the interview", Choice::Dismiss),
                intent(paused, Intent::Pause),
                intent("Next step", Intent::NextStep),
                intent("More or less time", Intent::Budget),
                MenuItem::new("Leave; resume it later", Choice::Leave),
                MenuItem::new("Finish now and see the debrief", Choice::Finish),
            ],
        )
    }

    /// Applies an input.
    pub fn input(&mut self, input: Input, context: Context<'_>) -> Reaction {
        let now = context.now;
        if self.review.is_some() {
            return self.in_review(&input, context);
        }
        if self.awaits_return() && input != Input::Intent(Intent::Pause) {
            // The clock of an interview that was taken up again starts with the first key.
            self.stopwatch.start(now.monotonic);
        }
        self.active_at = now.monotonic;
        if input != Input::Intent(Intent::Complete) {
            self.board.settle();
        }
        let reaction = match input {
            Input::Typed(char) => self.type_text(&char.to_string(), now),
            Input::Paste(text) => self.type_text(&text, now),
            Input::Intent(Intent::Edit(edit)) => self.edit(edit, context),
            Input::Intent(intent) => self.intent(intent, context),
        };
        self.read_board();
        reaction
    }

    fn type_text(&mut self, text: &str, now: Now) -> Reaction {
        if self.is_paused() {
            return Reaction::notice("Paused. {pause} lets the clock go on; then type.");
        }
        self.show_text();
        self.draft_moved();
        let inserted = self.fields.focused_mut().insert(text);
        let reaction = Reaction::effects(self.fields.changed(self.at(now), now));
        match inserted {
            Insertion::Whole => reaction,
            Insertion::Truncated(bytes) => reaction
                .saying(format!("This field holds 64 KiB; the last {bytes} bytes were left out of it.")),
        }
    }

    fn edit(&mut self, edit: Edit, context: Context<'_>) -> Reaction {
        if self.is_paused() {
            return Reaction::notice("Paused. {pause} lets the clock go on; then type.");
        }
        if self.looks_at_diagram() && self.pan(edit) {
            return Reaction::none();
        }
        self.show_text();
        self.draft_moved();
        let width = self.fields.width_of_focused(context.size.width, self.board.is_beside());
        let mistake = if edit == Edit::NewLine { self.calculate() } else { None };
        self.fields.focused_mut().apply(edit, width);
        let reaction = Reaction::effects(self.fields.changed(self.at(context.now), context.now));
        mistake.map_or(reaction.clone(), |mistake| reaction.saying(mistake))
    }

    /// A line of the notes that begins or ends with `=` gets its result; gives back why it cannot have one.
    fn calculate(&mut self) -> Option<String> {
        if self.fields.focus != Pane::Notes {
            return None;
        }
        let line = self.fields.notes.line().to_owned();
        match evaluate_line(&line)? {
            Evaluated::Result(text) => {
                self.fields.notes.replace_line(&text);
                None
            }
            Evaluated::Mistake(mistake) => Some(format!("Not calculated: {mistake}.")),
        }
    }

    fn intent(&mut self, intent: Intent, context: Context<'_>) -> Reaction {
        let now = context.now;
        match intent {
            Intent::Send => self.send(now),
            Intent::MoveOn => self.move_on(now),
            Intent::NextStep => self.ask_for_next_step(now),
            Intent::Pause => self.toggle_pause(now),
            Intent::Hint => self.hint(now),
            Intent::Checklist => self.turn_checklist(),
            Intent::Budget => self.ask_for_budget(),
            Intent::Notes => self.focus(Pane::Notes, now),
            Intent::Sketch => self.focus(Pane::Sketch, now),
            Intent::Talk => self.focus(Pane::Answer, now),
            Intent::NextPane => self.focus(self.fields.next(false), now),
            Intent::PreviousPane => self.focus(self.fields.next(true), now),
            Intent::LinkFromLast => self.link_from_last(now),
            Intent::Complete => self.complete(now),
            Intent::Why => self.why(),
            Intent::Zoom => Reaction::notice(self.board.zoom()),
            Intent::ListForm => Reaction::notice(self.board.turn_form()),
            Intent::ExternalEditor => {
                Reaction::effect(Effect::EditExternally(self.fields.focused().text().to_owned()))
            }
            _ => {
                self.look(intent, context);
                Reaction::none()
            }
        }
    }

    /// What changes nothing but what is seen.
    fn look(&mut self, intent: Intent, context: Context<'_>) {
        let page = usize::from(context.size.height / 2).max(1);
        let by = page as isize;
        let at_board = self.fields.focus == Pane::Sketch;
        match intent {
            Intent::HideClock => self.clock_hidden = !self.clock_hidden,
            Intent::Diagram => self.turn_board(),
            Intent::PageUp | Intent::PageDown if self.shows_checklist => {
                self.list_scroll.apply(intent, page);
            }
            Intent::PageUp if at_board => self.board.scroll(0, -by),
            Intent::PageDown if at_board => self.board.scroll(0, by),
            Intent::DiagramLeft => self.board.scroll(-by, 0),
            Intent::DiagramRight => self.board.scroll(by, 0),
            Intent::PageUp => self.scrolled_back += page,
            Intent::PageDown => self.scrolled_back = self.scrolled_back.saturating_sub(page),
            _ => {}
        }
    }

    fn focus(&mut self, pane: Pane, now: Now) -> Reaction {
        let pane = if self.fields.focus == pane { Pane::Answer } else { pane };
        let effects = self.keep_drawing(now);
        self.fields.focus = pane;
        Reaction::effects(effects)
    }

    fn ask_for_budget(&self) -> Reaction {
        let current = clock::scale(&self.interview);
        let item = |scale: BudgetScale| {
            let mark = if scale == current { " (now)" } else { "" };
            let words = if scale == BudgetScale::Unlimited { "no limit" } else { scale.id() };
            MenuItem::new(format!("{words}{mark}"), Choice::Budget(scale))
        };
        let items = BudgetScale::ALL.map(item).into();
        Reaction::ask(Overlay::menu("Budgets", "Scales the budget of every step; goes on the record.", items))
    }

    /// Carries out what was chosen in a menu.
    pub fn choose(&mut self, choice: &Choice, now: Now) -> Reaction {
        match *choice {
            Choice::Finish => self.finish(now),
            Choice::Leave => Reaction::effects(self.flush(now)).to(Transition::Home),
            Choice::Budget(scale) => {
                let effect = self.record(Entry::BudgetChanged { scale }, now);
                Reaction::effect(effect).saying(match scale {
                    BudgetScale::Unlimited => "No limit from now on; time is still counted.".to_owned(),
                    _ => format!("Budgets are {} from now on.", scale.id()),
                })
            }
            Choice::Slept { gap, counted } => {
                if counted {
                    self.stopwatch.add(SessionTime(gap));
                }
                Reaction::effect(self.record(Entry::Slept { gap, counted }, now))
            }
            Choice::NextStep => self.next_step(now),
            Choice::Why(_) => Self::open_why(choice),
            Choice::Intent(_)
            | Choice::Dismiss
            | Choice::Delete(_)
            | Choice::Unseal
            | Choice::Drill(_)
            | Choice::Colors(_) => Reaction::none(),
        }
    }

    /// What became of effects, and what the machine did.
    pub fn action(&mut self, action: &Action, now: Now) -> Reaction {
        match action {
            Action::SittingStarted(id) => self.id = Some(*id),
            Action::Saved(generation) => self.fields.saved = self.fields.saved.max(*generation),
            Action::EditedExternally(Some(text)) => {
                self.fields.focused_mut().replace_all(text);
                self.read_board();
                return Reaction::effects(self.fields.changed(self.at(now), now));
            }
            Action::Slept(gap) if self.stopwatch.is_running() => return Reaction::ask(slept(*gap)),
            _ => {}
        }
        Reaction::none()
    }

    /// What must be written before the program goes.
    pub fn flush(&mut self, now: Now) -> Vec<Effect> {
        let at = self.at(now);
        let mut effects = self.fields.flush(at, now);
        effects.push(Effect::Heartbeat(at));
        effects
    }
}

fn slept(gap: u64) -> Overlay {
    let span = SessionTime(gap);
    Overlay::menu(
        format!("The machine slept for {span}"),
        "Does that time count? Either way it is on the record.",
        vec![
            MenuItem::new("Leave it out", Choice::Slept { gap, counted: false }),
            MenuItem::new("Count it", Choice::Slept { gap, counted: true }),
        ],
    )
}
