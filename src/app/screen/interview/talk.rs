//! What is said: sending, the interviewer's answers, probes, curveballs, hints.

use super::InterviewScreen;
use crate::app::effect::Effect;
use crate::app::screen::Reaction;
use crate::domain::id::AskId;
use crate::domain::interview::entry::{Entry, Reply, ReplyKind};
use crate::domain::interviewer::{only_asks, wants_repeated};
use crate::domain::sitting::Pane;
use crate::domain::sketch::Sketch;
use crate::domain::step::Step;
use crate::domain::time::{Now, SessionTime};

/// No answer is spoken in less time than this.
const LEAST_SPOKEN: SessionTime = SessionTime::seconds(3);
/// The name of a box has no more words.
const LONGEST_NAME: usize = 4;

impl InterviewScreen {
    /// Sends what stands in the answer field, and lets the interviewer answer.
    pub(super) fn send(&mut self, now: Now) -> Reaction {
        if self.is_paused() {
            return Reaction::notice("Paused. {pause} lets the clock go on; then send.");
        }
        if self.fields.answer.is_blank() && self.interview.opening().speak {
            return self.answered_aloud(now);
        }
        if self.fields.answer.is_blank() {
            return Reaction::notice(match self.interview.step() {
                Step::Clarify => "Type a question first. {next-step} goes on to the architecture.",
                _ => "Type your answer first. {next-step} goes on to the next step.",
            });
        }
        self.scrolled_back = 0;
        let mut effects = self.keep_drawing(now);
        effects.extend(self.say(now));
        let answers = self.answer_back(now);
        let is_last = answers.is_empty();
        effects.extend(answers);
        self.check(now);
        self.after_answer(Reaction::effects(effects), is_last)
    }

    /// Speak mode: an empty message says that the answer is done. Not right after the question, where a key that was
    /// pressed twice would cost it.
    fn answered_aloud(&mut self, now: Now) -> Reaction {
        if self.interview.step() == Step::Clarify {
            return Reaction::notice("Type what you want answered; {next-step} goes on to the architecture.");
        }
        if self.at(now).since(self.interview.last_at()) < LEAST_SPOKEN {
            return Reaction::notice("Say it aloud, then {send}. {next-step} goes on to the next step.");
        }
        self.scrolled_back = 0;
        let mut effects = self.keep_drawing(now);
        effects.push(self.record(Entry::Spoke { ask: self.interview.current_ask() }, now));
        let mut is_last = false;
        if self.interview.step() != Step::Architecture {
            let next = self.go_on(now);
            is_last = next.is_empty();
            effects.extend(next);
        }
        self.check(now);
        self.after_answer(Reaction::effects(effects), is_last)
    }

    /// Nobody should wait for a question that does not come.
    fn after_answer(&self, reaction: Reaction, is_last: bool) -> Reaction {
        match self.interview.step() {
            Step::DeepDive | Step::CrossCutting if is_last => reaction
                .saying("That was the last question of this step. Add what you like; {next-step} goes on."),
            Step::Architecture if self.last_said().is_some_and(|said| is_drawing(&said)) => {
                reaction.saying("Said. What you write on the whiteboard is drawn: {sketch} takes you there.")
            }
            Step::Summary => {
                reaction.saying("{next-step} finishes; your own marks and the debrief come next.")
            }
            _ => reaction,
        }
    }

    /// Records what stands in the answer field. Nothing is recorded for an empty field.
    pub(super) fn say(&mut self, now: Now) -> Vec<Effect> {
        if self.fields.answer.is_blank() {
            return Vec::new();
        }
        let text = self.fields.take_answer().trim().to_owned();
        let entry = match self.interview.step() {
            Step::Clarify => Entry::Asked { text },
            _ => Entry::Wrote { ask: self.interview.current_ask(), text },
        };
        vec![self.record(entry, now), Effect::DropDraft(Pane::Answer)]
    }

    /// The interviewer's part after something was said.
    fn answer_back(&mut self, now: Now) -> Vec<Effect> {
        let Some(said) = self.last_said() else { return Vec::new() };
        let replies = self.interviewer.reply(&self.interview, &said);
        if self.interview.step() == Step::Clarify {
            return self.tell(replies, now);
        }
        let (answers, others): (Vec<Reply>, Vec<Reply>) =
            replies.into_iter().partition(|reply| answers_a_question(reply.kind));
        if !answers.is_empty() {
            return self.tell(answers, now);
        }
        // Who only asks has not answered yet: the question stays open.
        if only_asks(&said) || wants_repeated(&said) {
            return self.tell(others, now);
        }
        if let Some(reply) = self.interviewer.ask_reason(&self.interview) {
            return self.tell(vec![reply], now);
        }
        match self.interview.step() {
            Step::DeepDive | Step::CrossCutting | Step::Summary => self.go_on(now),
            Step::Clarify | Step::Architecture => self.take_note(others, now),
        }
    }

    /// In a step without follow-ups a first statement is taken note of, so that nobody wonders whether they were heard.
    fn take_note(&mut self, replies: Vec<Reply>, now: Now) -> Vec<Effect> {
        let step = self.interview.step();
        let is_noted = self.interview.by_step().any(|(at, stamped)| {
            at == step && matches!(&stamped.entry, Entry::Told(reply) if reply.kind == ReplyKind::Statement)
        });
        let noted = replies.into_iter().find(|reply| reply.kind == ReplyKind::Statement && !is_noted);
        self.tell(noted.into_iter().collect(), now)
    }

    fn last_said(&self) -> Option<String> {
        self.interview.log().iter().rev().find_map(|stamped| match &stamped.entry {
            Entry::Asked { text } | Entry::Wrote { text, .. } => Some(text.clone()),
            _ => None,
        })
    }

    fn tell(&mut self, replies: Vec<Reply>, now: Now) -> Vec<Effect> {
        replies.into_iter().map(|reply| self.record(Entry::Told(reply), now)).collect()
    }

    /// The next thing the interviewer wants to hear: a curveball that waits, else the next probe, else nothing more.
    pub(super) fn go_on(&mut self, now: Now) -> Vec<Effect> {
        if let Some(effects) = self.strike(now) {
            return effects;
        }
        if let Some(ask) = self.interviewer.next_probe(&self.interview) {
            return self.pose(ask, now);
        }
        if let Some(curveball) = self.interviewer.curveball_left(&self.interview) {
            return self.pose_curveball(curveball, now);
        }
        let wrap_up = self.interviewer.wrap_up(&self.interview);
        wrap_up.map(|reply| self.record(Entry::Told(reply), now)).into_iter().collect()
    }

    /// Throws the curveball that is due, if one is.
    pub(super) fn strike(&mut self, now: Now) -> Option<Vec<Effect>> {
        let curveball = self.interviewer.curveball_due(&self.interview, self.at(now))?;
        Some(self.pose_curveball(curveball, now))
    }

    fn pose(&mut self, ask: AskId, now: Now) -> Vec<Effect> {
        let text = self.snapshot.case.ask(&ask).map(|ask| ask.ask.to_owned()).unwrap_or_default();
        self.scrolled_back = 0;
        vec![self.record(Entry::Posed { ask, text }, now)]
    }

    fn pose_curveball(&mut self, curveball: AskId, now: Now) -> Vec<Effect> {
        let text = self.snapshot.case.ask(&curveball).map(|ask| ask.ask.to_owned()).unwrap_or_default();
        self.curveball_waits_since = None;
        self.scrolled_back = 0;
        let mut effects = self.keep_drawing(now);
        effects.push(self.record(Entry::Struck { curveball, text }, now));
        self.check(now);
        effects
    }

    /// Declines the question that was asked last.
    pub(super) fn move_on(&mut self, now: Now) -> Reaction {
        match self.interview.step() {
            Step::DeepDive | Step::CrossCutting => {}
            Step::Clarify | Step::Architecture | Step::Summary => {
                return Reaction::notice(
                    "There is no follow-up to decline here. {next-step} goes on to the next step.",
                );
            }
        }
        let ask = self.interview.current_ask();
        if self.interview.declined().any(|declined| *declined == ask) {
            return Reaction::notice(
                "That question is already declined. {next-step} goes on to the next step.",
            );
        }
        let mut effects = self.say(now);
        effects.push(self.record(Entry::Declined { ask }, now));
        let line = self.interviewer.declined(&self.interview);
        effects.extend(line.map(|line| self.record(Entry::Told(line), now)));
        let next = self.go_on(now);
        let is_last = next.is_empty();
        effects.extend(next);
        self.check(now);
        self.after_answer(Reaction::effects(effects), is_last)
    }
}

/// Whether a message is what belongs on the whiteboard: arrows from one short name to the next.
fn is_drawing(said: &str) -> bool {
    let sketch = Sketch::parse(said);
    let is_name = |name: &str| name.split_whitespace().count() <= LONGEST_NAME;
    let has_arrow = |line: &str| line.trim().is_empty() || line.contains("->");
    !sketch.links.is_empty()
        && sketch.problems.is_empty()
        && sketch.nodes.iter().all(|node| is_name(&node.name))
        && said.lines().all(has_arrow)
}

fn answers_a_question(kind: ReplyKind) -> bool {
    match kind {
        ReplyKind::Fact | ReplyKind::AlreadySaid | ReplyKind::Unknown | ReplyKind::YourCall => true,
        ReplyKind::SmallTalk
        | ReplyKind::Statement
        | ReplyKind::NotUnderstood
        | ReplyKind::PastedPrompt
        | ReplyKind::CheckIn
        | ReplyKind::AskReason
        | ReplyKind::Declined
        | ReplyKind::WrapUp => false,
    }
}
