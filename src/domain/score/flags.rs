//! Red flags: at most three anti-patterns, each with its sentence. Listed, never averaged in.

use serde::{Deserialize, Serialize};

use super::gates::tool_before_fact;
use super::insight::{Message, Spoken};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::lexicon::words::NameKind;
use crate::domain::marking::Marks;
use crate::domain::marking::signals::Signal;
use crate::domain::marking::substance::Worth;
use crate::domain::playbook::Snapshot;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

/// So many flags are shown.
const SHOWN: usize = 3;
/// A number is expected within this time.
const FIRST_NUMBER: SessionTime = SessionTime::minutes(10);
/// Decisions without a reason, from this many up and where they are most of all.
const BARE_DECISIONS: usize = 3;
/// Terms that make a list a run of buzzwords.
const BUZZWORDS: usize = 4;
/// The share of a sitting that one question may take.
const ONE_QUESTION: f64 = 0.4;

/// An anti-pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlagKind {
    /// A technology was named before any requirement was known.
    ToolFirst,
    /// No number in the first ten minutes.
    NoNumber,
    /// Decisions without a because.
    NoReason,
    /// Nothing ever fails.
    HappyPath,
    /// Terms in a row that nothing supports.
    Buzzwords,
    /// The point itself was shown as a hint, and still not made.
    IgnoredHint,
    /// More than 40 % of the time went into one question.
    OneQuestion,
}

impl FlagKind {
    /// What the debrief says.
    pub fn title(self) -> &'static str {
        match self {
            Self::ToolFirst => "A tool was named before any requirement was known.",
            Self::NoNumber => "No number in the first ten minutes.",
            Self::NoReason => "Decisions without a because.",
            Self::HappyPath => "Only the happy path: nothing ever fails.",
            Self::Buzzwords => "Terms in a row that nothing supports.",
            Self::IgnoredHint => "A hint gave the point away, and it was still not made.",
            Self::OneQuestion => "More than 40 % of the time went into one question.",
        }
    }
}

/// An anti-pattern with its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedFlag {
    /// Which.
    pub kind: FlagKind,
    /// What the debrief says.
    pub title: String,
    /// The candidate's sentence, or the question or hint concerned.
    pub sentence: String,
    /// When.
    pub at: SessionTime,
}

/// The worst flags, at most three.
pub fn flags(snapshot: &Snapshot, interview: &Interview, marks: &Marks, spoken: &Spoken<'_>) -> Vec<RedFlag> {
    let found = [
        tool_first(interview, spoken),
        no_number(interview, spoken),
        no_reason(spoken),
        happy_path(interview, spoken),
        buzzwords(spoken),
        ignored_hint(interview, marks),
        one_question(snapshot, interview),
    ];
    found.into_iter().flatten().take(SHOWN).collect()
}

fn flag(kind: FlagKind, sentence: String, at: SessionTime) -> RedFlag {
    RedFlag { kind, title: kind.title().to_owned(), sentence, at }
}

fn tool_first(interview: &Interview, spoken: &Spoken<'_>) -> Option<RedFlag> {
    let sentence = tool_before_fact(interview, spoken)?;
    let at = spoken
        .messages
        .iter()
        .find(|message| message.source.contains(&sentence))
        .map_or(SessionTime::ZERO, |message| message.at);
    Some(flag(FlagKind::ToolFirst, sentence, at))
}

fn no_number(interview: &Interview, spoken: &Spoken<'_>) -> Option<RedFlag> {
    // What was said aloud is not known.
    if interview.opening().speak
        || interview.last_at() < FIRST_NUMBER
        || interview.opening().plan.first_step() != Step::Clarify
    {
        return None;
    }
    let early: Vec<&Message<'_>> =
        spoken.messages.iter().filter(|message| message.at <= FIRST_NUMBER).collect();
    let has_number = early
        .iter()
        .any(|message| message.reading.text.figures.iter().any(|placed| placed.figure.has_unit()));
    let last = early.last()?;
    (!has_number).then(|| flag(FlagKind::NoNumber, last.sentence(0), last.at))
}

/// Sentences outside the clarify step that choose a technology.
fn decisions<'a, 'b>(spoken: &'a Spoken<'b>) -> Vec<(&'a Message<'b>, usize, bool)> {
    let words = spoken.marker.words();
    let mut decisions = Vec::new();
    for message in spoken.messages.iter().filter(|message| message.step != Step::Clarify) {
        let mut last = None;
        for hit in message.reading.hits.iter().filter(|hit| words.kind_of(hit.name) == NameKind::Technology) {
            let sentence = message.reading.text.sentence_of(hit.start);
            if last == Some(sentence) || message.reading.worth.get(sentence) != Some(&Worth::Statement) {
                continue;
            }
            last = Some(sentence);
            let end = (sentence + 2).min(message.reading.text.sentences.len());
            let tokens = message.reading.tokens(&(sentence..end));
            let has_reason = message.signals.iter().any(|placed| {
                tokens.contains(&placed.tokens.start)
                    && matches!(placed.signal, Signal::Reason | Signal::Cost | Signal::Revisit)
            });
            decisions.push((message, sentence, has_reason));
        }
    }
    decisions
}

fn no_reason(spoken: &Spoken<'_>) -> Option<RedFlag> {
    let decisions = decisions(spoken);
    let bare: Vec<_> = decisions.iter().filter(|(_, _, has_reason)| !has_reason).collect();
    let (message, sentence, _) = bare.first()?;
    let most = bare.len() >= BARE_DECISIONS && bare.len() * 3 > decisions.len() * 2;
    most.then(|| flag(FlagKind::NoReason, message.sentence(*sentence), message.at))
}

fn happy_path(interview: &Interview, spoken: &Spoken<'_>) -> Option<RedFlag> {
    let is_under_way =
        !interview.by_step().any(|(step, _)| step > Step::DeepDive) && !interview.is_finished();
    if interview.opening().speak || is_under_way {
        return None;
    }
    let design: Vec<&Message<'_>> = spoken
        .messages
        .iter()
        .filter(|message| matches!(message.step, Step::Architecture | Step::DeepDive))
        .collect();
    let fails =
        design.iter().any(|message| message.signals.iter().any(|placed| placed.signal == Signal::Failure));
    let longest = design.iter().max_by_key(|message| message.source.len())?;
    (!fails && interview.by_step().any(|(step, _)| step == Step::DeepDive))
        .then(|| flag(FlagKind::HappyPath, longest.sentence(0), longest.at))
}

fn buzzwords(spoken: &Spoken<'_>) -> Option<RedFlag> {
    spoken.messages.iter().find_map(|message| {
        let number = (0..message.reading.worth.len()).find(|number| {
            let tokens = message.reading.tokens(&(*number..number + 1));
            message.reading.worth[*number] == Worth::List
                && message.reading.hits.iter().filter(|hit| tokens.contains(&hit.start)).count() >= BUZZWORDS
        })?;
        Some(flag(FlagKind::Buzzwords, message.sentence(number), message.at))
    })
}

fn ignored_hint(interview: &Interview, marks: &Marks) -> Option<RedFlag> {
    interview.log().iter().find_map(|stamped| {
        let Entry::Hinted { ask, point: Some(point), text, .. } = &stamped.entry else { return None };
        let made = marks.of(ask, point).is_some_and(|mark| mark.mark > 0);
        (!made).then(|| flag(FlagKind::IgnoredHint, text.clone(), stamped.at))
    })
}

fn one_question(snapshot: &Snapshot, interview: &Interview) -> Option<RedFlag> {
    let total = interview.last_at().0.max(1) as f64;
    if interview.opening().plan.steps().len() < 2 {
        return None;
    }
    let spans = super::time::by_ask(interview);
    let (ask, used, at) = spans
        .into_iter()
        .filter(|(ask, _, _)| Step::from_id(ask.as_str()).is_none())
        .find(|(_, used, _)| used.0 as f64 > total * ONE_QUESTION)?;
    let question = snapshot.case.ask(&ask).map(|ask| ask.ask.to_owned()).unwrap_or_default();
    (used >= SessionTime::minutes(5)).then(|| flag(FlagKind::OneQuestion, question, at))
}
