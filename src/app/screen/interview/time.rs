//! What happens because time passes: notices, curveballs, the kind word after two quiet minutes, saving.

use super::{InterviewScreen, Notice};
use crate::app::effect::Effect;
use crate::app::screen::Reaction;
use crate::domain::interview::clock::StepTime;
use crate::domain::interview::entry::Entry;
use crate::domain::time::{Now, SessionTime};

/// How long a word about the clock stays, in milliseconds.
const NOTICE_MILLIS: u64 = 10_000;
/// How often the clock is put on record while nothing else is, in milliseconds.
const BEAT_MILLIS: u64 = 5_000;
/// How long a curveball waits for the candidate to send, in milliseconds.
const CURVEBALL_PATIENCE_MILLIS: u64 = 60_000;
/// How long it is quiet before the interviewer checks in, in milliseconds.
const QUIET_MILLIS: u64 = 120_000;

/// The shares of a step's budget at which a word is said, in percent.
const MARKS: [u8; 2] = [80, 100];

impl InterviewScreen {
    /// Lets time pass.
    pub fn tick(&mut self, now: Now) -> Reaction {
        let at = self.at(now);
        let mut effects = self.fields.due(at, now);
        if self.notice.as_ref().is_some_and(|notice| notice.until <= now.monotonic) {
            self.notice = None;
        }
        if !self.stopwatch.is_running() || self.interview.is_finished() {
            return Reaction::effects(effects);
        }
        self.check_if_due(now);
        self.notice_time(now);
        effects.extend(self.beat(at, now));
        effects.extend(self.surprise(now));
        effects.extend(self.check_in(now));
        Reaction::effects(effects)
    }

    /// When it wants to be woken, in monotonic milliseconds.
    pub fn next_wake(&self, now: Now) -> Option<u64> {
        let second = self.stopwatch.next_second(now.monotonic);
        let notice = self.notice.as_ref().map(|notice| notice.until);
        second.into_iter().chain(notice).chain(self.fields.next_wake()).chain(self.next_check()).min()
    }

    fn beat(&mut self, at: SessionTime, now: Now) -> Option<Effect> {
        if now.monotonic.saturating_sub(self.beat_at) < BEAT_MILLIS {
            return None;
        }
        self.beat_at = now.monotonic;
        Some(Effect::Heartbeat(at))
    }

    /// A curveball waits until the candidate sends, or for a minute; over an empty field it comes at once.
    fn surprise(&mut self, now: Now) -> Vec<Effect> {
        if self.interviewer.curveball_due(&self.interview, self.at(now)).is_none() {
            return Vec::new();
        }
        let since = *self.curveball_waits_since.get_or_insert(now.monotonic);
        let waited = now.monotonic.saturating_sub(since) >= CURVEBALL_PATIENCE_MILLIS;
        if waited || self.fields.answer.is_blank() {
            self.strike(now).unwrap_or_default()
        } else {
            Vec::new()
        }
    }

    fn check_in(&mut self, now: Now) -> Option<Effect> {
        let step = self.interview.step();
        let quiet = now.monotonic.saturating_sub(self.active_at) >= QUIET_MILLIS;
        // Whoever talks aloud is not quiet.
        if !quiet || self.interview.opening().speak || !self.checked_in.insert(step) {
            return None;
        }
        let reply = self.interviewer.check_in(&self.interview)?;
        Some(self.record(Entry::Told(reply), now))
    }

    fn notice_time(&mut self, now: Now) {
        let clock = self.clock(now);
        let Some(row) = clock.current().copied() else { return };
        for mark in MARKS {
            if reached(&row, mark) && self.noticed.insert((row.step, mark)) {
                let text = words(&row, mark, &clock.steps);
                self.notice = Some(Notice { text, until: now.monotonic + NOTICE_MILLIS });
            }
        }
    }

    /// After a return nothing is said again that was said before.
    pub(super) fn forget_past_notices(&mut self, now: Now) {
        if let Some(row) = self.clock(now).current() {
            self.noticed
                .extend(MARKS.into_iter().filter(|mark| reached(row, *mark)).map(|mark| (row.step, mark)));
        }
        let checked = self.interview.by_step().filter_map(|(step, stamped)| match &stamped.entry {
            Entry::Told(reply) => {
                (reply.kind == crate::domain::interview::entry::ReplyKind::CheckIn).then_some(step)
            }
            _ => None,
        });
        self.checked_in = checked.collect();
    }
}

fn reached(row: &StepTime, percent: u8) -> bool {
    row.budget.is_some_and(|budget| budget.0 > 0 && row.used.0 * 100 >= budget.0 * u64::from(percent))
}

fn words(row: &StepTime, mark: u8, steps: &[StepTime]) -> String {
    let left = row.budget.unwrap_or_default().since(row.used);
    if mark < 100 {
        return format!(
            "{mark} % of this step is used, {left} left. Bring it to a close, then {{next-step}}."
        );
    }
    let later = steps.iter().find(|later| later.step > row.step);
    let shrinks = later.and_then(|later| Some((later.step, later.left_by_earlier?)));
    match shrinks {
        Some((step, left)) => format!(
            "This step's time is used. Nothing is cut off: go on, or {{next-step}}. Step {} has {left} left.",
            step.number()
        ),
        None => "The time is used. Nothing is cut off: go on, or {next-step} to finish.".to_owned(),
    }
}
