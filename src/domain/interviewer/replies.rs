//! Which fact answers which part of a message.

use super::Mind;
use super::decision::begins_choosing;
use super::features::Query;
use super::index::{Match, Stray, Target};
use super::lines::{line, plain};
use super::opinion::asks_opinion;
use super::split::{Part, PartKind, asked_at_the_end, parts, takes_for_granted, wants_repeated};
use crate::domain::framework::Lines;
use crate::domain::id::FactId;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::{Candidate, Entry, Reply, ReplyKind};
use crate::domain::step::Step;
use crate::domain::text::wordset::stands_in;
use crate::domain::text::{self, Mark, Text};

/// A question finds its target from this confidence up: about every second one of those that are no surer is answered
/// wrongly.
pub(super) const FOUND: f64 = 0.43;
/// From this score up a question asks for a fact even where it sounds like a decision handed over: "is it ok to lose
/// some events?"
const PLAIN: f64 = 0.9;
/// From this confidence up an assumption is taken to be about a fact.
const ASSUMED: f64 = 0.6;
/// From this confidence up the interviewer asks whether a topic is meant.
const GUESSED: f64 = 0.2;
/// Each of several subjects in one question needs this score by itself.
const SECOND: f64 = 0.6;
/// What a question that goes on from the last one speaks for the last one's fact.
const LEANING: f64 = 0.2;
/// A question of less than this weight in words has no subject of its own.
const BARE: f64 = 1.7;
/// From this weight and this confidence on a few words are a question by themselves.
const ALONE: f64 = 0.95;
const SURE: f64 = 0.8;
/// So many candidates are kept for those who ask why.
const KEPT: usize = 5;
/// The share of runs of three words by which a message is the prompt pasted back.
const PASTED: f64 = 0.6;

impl Mind {
    /// The replies to a message.
    pub fn reply(&self, interview: &Interview, message: &str) -> Vec<Reply> {
        let lines = &self.snapshot.framework.lines;
        if self.is_prompt(message) {
            return vec![plain(
                ReplyKind::PastedPrompt,
                line(&lines.pasted_prompt, interview, ReplyKind::PastedPrompt, 0),
                message,
            )];
        }
        let mut talk = Talk { mind: self, interview, lines, replies: Vec::new(), last: last_fact(interview) };
        if agrees(message) && talk.confirm() {
            return talk.replies;
        }
        if let Some(reply) = self.repetition(interview, message) {
            return vec![reply];
        }
        let all = parts(message);
        let asked = if interview.step() == Step::Clarify { &all } else { asked_at_the_end(&all) };
        for (at, part) in asked.iter().enumerate() {
            match part.kind {
                PartKind::Question | PartKind::Fragment => {
                    let before = at.checked_sub(1).and_then(|before| asked.get(before));
                    talk.question(&self.in_context(before, part));
                }
                PartKind::Statement if interview.step() == Step::Clarify => talk.assumption(part),
                PartKind::Statement | PartKind::SmallTalk => {}
            }
        }
        if talk.replies.is_empty() {
            talk.acknowledge(message, &all);
        }
        talk.replies
    }

    /// What was asked last, for somebody who asks to hear it again or did not follow.
    fn repetition(&self, interview: &Interview, message: &str) -> Option<Reply> {
        if interview.step() == Step::Clarify || !wants_repeated(message) {
            return None;
        }
        let ask = self.snapshot.case.ask(&interview.current_ask())?.ask.trim().to_owned();
        let kind = ReplyKind::SmallTalk;
        let lead = line(&self.snapshot.framework.lines.repeat, interview, kind, 0);
        let text = if lead.is_empty() { ask } else { lead.replace("{ask}", &ask) };
        Some(plain(kind, text, message))
    }

    /// A question without a subject of its own is about what was said before it: "They come in double. Do you know how
    /// many?"
    fn in_context(&self, before: Option<&Part>, part: &Part) -> Part {
        // After another question a few words may well stand by themselves: "Duplicates? And the retention?"
        let bare = |before: &Part| {
            let query = self.features.read(&self.words, &part.text);
            let stands = || query.words >= ALONE && confidence(&self.index.matches(&query)) >= SURE;
            query.words < BARE && !(before.kind == PartKind::Question && stands())
        };
        match before {
            Some(before) if before.kind != PartKind::SmallTalk && bare(before) => {
                Part { text: format!("{} {}", before.text, part.text), leans: false, ..part.clone() }
            }
            _ => part.clone(),
        }
    }

    fn is_prompt(&self, message: &str) -> bool {
        let own = text::stems(message);
        if own.len() < 8 {
            return false;
        }
        let prompt = text::stems(&self.snapshot.case.prompt);
        let known: std::collections::HashSet<&[String]> = prompt.windows(3).collect();
        let shared = own.windows(3).filter(|run| known.contains(run)).count();
        shared as f64 >= PASTED * (own.len() - 2) as f64
    }

    /// What a fact's answer is now: a curveball may have changed it. Also since which entry.
    fn answer_now(&self, interview: &Interview, fact: &FactId) -> (String, usize) {
        let case = &self.snapshot.case;
        let mut answer = case.fact(fact).map(|fact| fact.answer.clone()).unwrap_or_default();
        let mut since = 0;
        for (entry, stamped) in interview.log().iter().enumerate() {
            let Entry::Struck { curveball, .. } = &stamped.entry else { continue };
            let change = case.curveball(curveball).and_then(|curveball| curveball.changes.as_ref());
            if let Some(change) = change.filter(|change| change.fact == *fact) {
                answer.clone_from(&change.answer);
                since = entry;
            }
        }
        (answer, since)
    }
}

/// How sure the best match is: its score, and how far it stands out from the next.
fn confidence(matches: &[Match]) -> f64 {
    let score = |at: usize| matches.get(at).map_or(0.0, |found| found.score);
    2.0 * score(0) - score(1)
}

/// The fact told last.
fn last_fact(interview: &Interview) -> Option<FactId> {
    interview.log().iter().rev().find_map(|stamped| match &stamped.entry {
        Entry::Told(reply) => reply.facts.first().cloned(),
        _ => None,
    })
}

/// The question whether a topic is meant, where that was said last and to the last message.
fn last_guess(interview: &Interview) -> Option<&Reply> {
    let mut told = interview.log().iter().rev().filter_map(|stamped| match &stamped.entry {
        Entry::Told(reply) => Some(reply),
        _ => None,
    });
    told.next().filter(|reply| reply.kind == ReplyKind::NotUnderstood && reply.topic.is_some())
}

/// Whether a message is a yes and no more.
fn agrees(message: &str) -> bool {
    let read = Text::read(message);
    let words = || read.tokens.iter().map(|token| token.word.as_str());
    let is_yes = |word: &str| stands_in!(word, "yes yeah yep yup exactly right correct sure indeed ya");
    let goes_along = |word: &str| {
        stands_in!(word, "that is thats it its what i mean meant please ok okay so this one quite just")
    };
    read.tokens.len() <= 8 && words().any(is_yes) && words().all(|word| is_yes(word) || goes_along(word))
}

/// The parts of a question between "and" and commas. What stands on both sides of an "or" is one question.
fn joined(question: &str) -> Vec<String> {
    let read = Text::read(question);
    let mut pieces = Vec::new();
    let mut start = 0;
    for at in 0..=read.tokens.len() {
        let word = read.tokens.get(at).map_or("", |token| token.word.as_str());
        let is_joint = matches!(word, "and" | "plus");
        let parted = read.tokens.get(at).is_some_and(|token| token.gap.mark >= Mark::Comma);
        if at == read.tokens.len() || is_joint || parted {
            let piece = question.get(read.bytes(start..at)).unwrap_or_default();
            if !piece.is_empty() {
                pieces.push(piece.to_owned());
            }
            start = if is_joint { at + 1 } else { at };
        }
    }
    pieces
}

struct Talk<'a> {
    mind: &'a Mind,
    interview: &'a Interview,
    lines: &'a Lines,
    replies: Vec<Reply>,
    last: Option<FactId>,
}

impl<'a> Talk<'a> {
    fn question(&mut self, part: &Part) {
        let query = self.mind.features.read(&self.mind.words, &part.text);
        let mut matches = self.mind.index.matches(&query);
        if part.leans && confidence(&matches) < FOUND {
            matches = self.lean(&query).unwrap_or(matches);
        }
        let why = self.candidates(&matches);
        let best = matches.first().filter(|_| confidence(&matches) >= FOUND).cloned();
        let is_told = !begins_choosing(&part.text)
            && best.as_ref().is_some_and(|best| {
                best.score >= PLAIN && matches!(self.mind.index.targets[best.target], Target::Fact(_))
            });
        if asks_opinion(&part.text) || (!is_told && self.mind.is_decision(&part.text)) {
            self.say(ReplyKind::YourCall, &self.lines.your_call, part, why);
            return;
        }
        let Some(best) = best else {
            if part.kind == PartKind::Question && !self.guess(&matches, part, &why) {
                self.say(ReplyKind::NotUnderstood, &self.lines.not_understood, part, why);
            }
            return;
        };
        let found = self.all_found(part, best);
        self.answer(&found, part, &why);
    }

    /// An assumption on something the interviewer knows is put right or confirmed by telling it.
    fn assumption(&mut self, part: &Part) {
        if !takes_for_granted(&part.text) {
            return;
        }
        let query = self.mind.features.read(&self.mind.words, &part.text);
        let matches = self.mind.index.matches(&query);
        let Some(best) = matches.first().filter(|_| confidence(&matches) >= ASSUMED).cloned() else { return };
        if matches!(self.mind.index.targets[best.target], Target::Fact(_)) {
            let why = self.candidates(&matches);
            let found = self.all_found(part, best);
            self.answer(&found, part, &why);
        }
    }

    /// Asks whether the topic of the best match is meant, where that is worth asking.
    fn guess(&mut self, matches: &[Match], part: &Part, why: &[Candidate]) -> bool {
        let Some(best) = matches.first().filter(|_| confidence(matches) >= GUESSED) else { return false };
        let Target::Fact(fact) = &self.mind.index.targets[best.target] else { return false };
        let Some(fact) = self.mind.snapshot.case.fact(fact) else { return false };
        let topics = &self.mind.snapshot.topics;
        let Some(topic) = topics.iter().find(|topic| topic.id == fact.topic) else { return false };
        if self.lines.did_you_mean.is_empty() {
            return false;
        }
        let kind = ReplyKind::NotUnderstood;
        let line = line(&self.lines.did_you_mean, self.interview, kind, self.ahead(kind));
        let mut reply = plain(kind, line.replace("{topic}", &topic.title.to_lowercase()), &part.text);
        reply.topic = Some(topic.id.clone());
        reply.why = why.to_vec();
        self.push(reply);
        true
    }

    /// "Yes", said to "do you mean ...?": the fact that was meant. The question is the one that was not understood.
    fn confirm(&mut self) -> bool {
        let Some(guess) = last_guess(self.interview) else { return false };
        let fact = guess.why.first().and_then(|first| FactId::new(&first.id).ok());
        let Some(fact) = fact.filter(|fact| self.mind.snapshot.case.fact(fact).is_some()) else {
            return false;
        };
        let part =
            Part { kind: PartKind::Question, text: guess.question.clone(), leans: false, is_marked: true };
        self.tell(vec![fact], &part, &guess.why);
        true
    }

    /// The question with the last fact's subject behind it.
    fn lean(&self, query: &Query) -> Option<Vec<Match>> {
        let last = self.last.as_ref()?;
        let index = &self.mind.index;
        let target =
            index.targets.iter().position(|target| matches!(target, Target::Fact(fact) if fact == last))?;
        let mut matches = index.matches(query);
        for found in &mut matches {
            if found.target == target {
                found.score += LEANING;
            }
        }
        if query.features.is_empty() {
            matches.push(Match { target, score: FOUND, by: "the last question".to_owned() });
        }
        matches.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.target.cmp(&other.target)));
        Some(matches)
    }

    /// The best target, and those that the parts of a question joined by "and" or commas name by themselves.
    fn all_found(&self, part: &Part, best: Match) -> Vec<Match> {
        if !self.mind.index.targets[best.target].is_whole() {
            return vec![best];
        }
        let mut found: Vec<Match> = Vec::new();
        for piece in joined(&part.text) {
            let query = self.mind.features.read(&self.mind.words, &piece);
            let Some(own) = self.mind.index.matches(&query).into_iter().next() else { continue };
            if own.score >= SECOND && found.iter().all(|known| known.target != own.target) {
                found.push(own);
            }
        }
        if found.len() < 2 || found.iter().all(|own| own.target != best.target) {
            return vec![best];
        }
        // What the whole question is about comes first.
        found.sort_by_key(|own| own.target != best.target);
        found.truncate(4);
        found
    }

    fn answer(&mut self, found: &[Match], part: &Part, why: &[Candidate]) {
        let mut facts: Vec<FactId> = Vec::new();
        for found in found {
            match &self.mind.index.targets[found.target] {
                Target::Fact(fact) => facts.push(fact.clone()),
                Target::Open(topic) => {
                    let open = self.mind.snapshot.case.open.iter().find(|open| open.topic == *topic);
                    let text = open.map(|open| open.answer.clone()).unwrap_or_default();
                    let mut reply = plain(ReplyKind::Unknown, text, &part.text);
                    reply.topic = Some(topic.clone());
                    reply.why = why.to_vec();
                    self.push(reply);
                }
                Target::Silent(topic) if found.score > 0.0 && facts.is_empty() => {
                    let text = line(
                        &self.lines.unknown,
                        self.interview,
                        ReplyKind::Unknown,
                        self.ahead(ReplyKind::Unknown),
                    );
                    let mut reply = plain(ReplyKind::Unknown, text, &part.text);
                    reply.topic = Some(topic.clone());
                    reply.why = why.to_vec();
                    self.push(reply);
                }
                Target::Silent(_) => {}
                Target::Astray(stray) => self.stray(*stray, part, why),
            }
        }
        if !facts.is_empty() {
            self.tell(facts, part, why);
        }
    }

    /// Answers a question that no fact answers.
    fn stray(&mut self, stray: Stray, part: &Part, why: &[Candidate]) {
        let (kind, lines) = match stray {
            Stray::Unknowable => (ReplyKind::Unknown, &self.lines.unknown),
            Stray::Decision => (ReplyKind::YourCall, &self.lines.your_call),
            Stray::Chat => (ReplyKind::SmallTalk, self.talk()),
        };
        self.say(kind, lines, part, why.to_vec());
    }

    /// Tells facts; those told before, in the same words, only where nothing else is new.
    fn tell(&mut self, facts: Vec<FactId>, part: &Part, why: &[Candidate]) {
        let fresh: Vec<FactId> = facts.iter().filter(|fact| !self.was_told(fact)).cloned().collect();
        let known = fresh.is_empty();
        let told = if known { facts } else { fresh };
        let answers: Vec<String> =
            told.iter().map(|fact| self.mind.answer_now(self.interview, fact).0).collect();
        let mut text = answers.join(" ");
        let kind = if known { ReplyKind::AlreadySaid } else { ReplyKind::Fact };
        if known {
            if self.replies.iter().any(|reply| told.iter().all(|fact| reply.facts.contains(fact))) {
                return;
            }
            let lead = line(&self.lines.already_said, self.interview, kind, self.ahead(kind));
            text = format!("{lead} {text}");
        }
        self.last = told.first().cloned();
        let mut reply = plain(kind, text, &part.text);
        reply.facts = told;
        reply.why = why.to_vec();
        self.push(reply);
    }

    fn was_told(&self, fact: &FactId) -> bool {
        let (_, since) = self.mind.answer_now(self.interview, fact);
        let before = self.interview.log().iter().skip(since).any(|stamped| match &stamped.entry {
            Entry::Told(reply) => reply.facts.contains(fact),
            _ => false,
        });
        before || self.replies.iter().any(|reply| reply.facts.contains(fact))
    }

    /// Nothing was asked: a statement is noted, a greeting returned.
    fn acknowledge(&mut self, message: &str, all: &[Part]) {
        let only_talk = all.iter().all(|part| part.kind == PartKind::SmallTalk);
        let (kind, lines) = if all.is_empty() {
            (ReplyKind::NotUnderstood, &self.lines.not_understood)
        } else if only_talk {
            (ReplyKind::SmallTalk, self.talk())
        } else if all.iter().any(|part| part.kind == PartKind::Statement) {
            (ReplyKind::Statement, &self.lines.statement)
        } else {
            (ReplyKind::NotUnderstood, &self.lines.not_understood)
        };
        self.replies.push(plain(kind, line(lines, self.interview, kind, 0), message));
    }

    /// Greetings are returned at the beginning; afterwards the talk is about the interview.
    fn talk(&self) -> &'a Vec<String> {
        let is_under_way = self
            .interview
            .log()
            .iter()
            .any(|stamped| matches!(stamped.entry, Entry::Told(_) | Entry::Posed { .. }));
        match &self.lines.under_way {
            lines if is_under_way && !lines.is_empty() => lines,
            _ => &self.lines.small_talk,
        }
    }

    fn say(&mut self, kind: ReplyKind, lines: &[String], part: &Part, why: Vec<Candidate>) {
        let mut reply = plain(kind, line(lines, self.interview, kind, self.ahead(kind)), &part.text);
        reply.why = why;
        self.push(reply);
    }

    fn ahead(&self, kind: ReplyKind) -> usize {
        self.replies.iter().filter(|reply| reply.kind == kind).count()
    }

    fn push(&mut self, reply: Reply) {
        if !self.replies.iter().any(|known| known.kind == reply.kind && known.text == reply.text) {
            self.replies.push(reply);
        }
    }

    fn candidates(&self, matches: &[Match]) -> Vec<Candidate> {
        matches
            .iter()
            .take(KEPT)
            .map(|found| Candidate {
                id: self.mind.index.targets[found.target].id().to_owned(),
                score: (found.score * 1000.0).round() / 1000.0,
                by: found.by.clone(),
            })
            .collect()
    }
}
