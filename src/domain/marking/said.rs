//! What the candidate said in a sitting, read once, and the marks it earns.

use std::collections::HashSet;

use super::echo::Echoes;
use super::manner::Manner;
use super::points::{Heard, Listened, Wanted};
use super::reading::Reading;
use super::{AskPoints, Evidence, Marker, PointMark};
use crate::domain::anchor;
use crate::domain::case::AskKind;
use crate::domain::id::{AskId, FactId};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

/// What stands before the fact that was told, where a cue stands otherwise.
pub const TOLD: &str = "told: ";
/// At most so many passages are kept for a point.
const MOST_EVIDENCE: usize = 3;

/// One thing that was said.
struct Statement<'a> {
    entry: usize,
    at: SessionTime,
    ask: AskId,
    source: &'a str,
    text: Listened,
}

/// All that was said.
pub struct Said<'a> {
    statements: Vec<Statement<'a>>,
    told: Vec<(usize, SessionTime, FactId, String)>,
    reached: HashSet<AskId>,
    marked: Vec<(AskId, crate::domain::id::PointId, u8)>,
}

impl<'a> Said<'a> {
    /// Reads the log.
    pub fn of(marker: &Marker, interview: &'a Interview) -> Self {
        let mut said = Self {
            statements: Vec::new(),
            told: Vec::new(),
            reached: reached(marker, interview),
            marked: Vec::new(),
        };
        let mut heard = Echoes::default();
        heard.add(&marker.case.prompt);
        for (entry, (step, stamped)) in interview.by_step().enumerate() {
            match &stamped.entry {
                Entry::Posed { text, .. } | Entry::Struck { text, .. } | Entry::Hinted { text, .. } => {
                    heard.add(text);
                }
                Entry::Told(reply) => {
                    heard.add(&reply.text);
                    said.told.extend(
                        reply
                            .facts
                            .iter()
                            .map(|fact| (entry, stamped.at, fact.clone(), reply.question.clone())),
                    );
                }
                Entry::Reviewed { step } => {
                    let shown = marker.case.asks().filter(|ask| ask.step == *step);
                    for ask in shown.filter(|ask| said.reached.contains(&ask.id)) {
                        let model = marker.case.model(&ask.id, interview.opening().level);
                        heard.add(&anchor::without(model.unwrap_or_default()));
                        ask.points.iter().for_each(|point| heard.add(&point.say));
                    }
                }
                Entry::Asked { text } => {
                    said.add(marker, &heard, (entry, stamped.at, step.ask()), text);
                }
                Entry::Wrote { ask, text } => {
                    said.add(marker, &heard, (entry, stamped.at, ask.clone()), text);
                }
                Entry::Marked { ask, point, mark } => {
                    said.marked.retain(|(own, known, _)| own != ask || known != point);
                    said.marked.push((ask.clone(), point.clone(), (*mark).min(3)));
                }
                _ => {}
            }
        }
        let manner = Manner::of(said.statements.iter().map(|statement| &statement.text));
        said.statements.iter_mut().for_each(|statement| statement.text.said_by(manner));
        said
    }

    fn add(&mut self, marker: &Marker, heard: &Echoes, place: (usize, SessionTime, AskId), source: &'a str) {
        let mut reading = Reading::new(&marker.words, source);
        heard.silence(&mut reading);
        let text = marker.weigh(reading);
        let (entry, at, ask) = place;
        self.statements.push(Statement { entry, at, ask, source, text });
    }

    /// The marks of the points of one ask.
    pub fn mark_ask(&self, marker: &Marker, ask: &AskPoints) -> Vec<PointMark> {
        let mut marks: Vec<PointMark> =
            ask.points.points().iter().map(|point| self.blank(ask, point)).collect();
        for own in [true, false] {
            for statement in self.statements.iter().filter(|statement| (statement.ask == ask.ask) == own) {
                if !own && marker.case.open_step(Step::Clarify).is_some() && ask.step == Step::Clarify {
                    continue;
                }
                for (mark, heard) in
                    marks.iter_mut().zip(ask.points.hear_in(&statement.text, &marker.taught, own))
                {
                    take(mark, &heard, statement, own);
                }
            }
        }
        let is_curveball = marker.case.curveball(&ask.ask).is_some();
        for (mark, point) in marks.iter_mut().zip(ask.points.points()) {
            self.take_told(mark, point);
            self.take_marked(mark);
            // What a curveball asks for cannot have been answered before it struck.
            mark.reached |= mark.mark > 0 && !is_curveball;
        }
        marks
    }

    fn blank(&self, ask: &AskPoints, point: &Wanted) -> PointMark {
        PointMark {
            ask: ask.ask.clone(),
            step: ask.step,
            point: point.id.clone(),
            dimension: point.dimension,
            weight: point.weight,
            mark: 0,
            reached: self.reached.contains(&ask.ask),
            by_candidate: false,
            evidence: Vec::new(),
            against: None,
        }
    }

    /// A clarify point is earned by asking so that one of its facts is told; asking for all of them is more.
    fn take_told(&self, mark: &mut PointMark, point: &Wanted) {
        let told: Vec<_> = self.told.iter().filter(|(_, _, fact, _)| point.told.contains(fact)).collect();
        let distinct: HashSet<&FactId> = told.iter().map(|(_, _, fact, _)| fact).collect();
        if distinct.is_empty() {
            return;
        }
        let earned = if distinct.len() == point.told.len() { 3 } else { 2 };
        mark.mark = mark.mark.max(earned);
        mark.against = None;
        for (entry, at, fact, question) in told.into_iter().take(MOST_EVIDENCE) {
            mark.evidence.push(Evidence {
                entry: *entry,
                at: *at,
                ask: mark.ask.clone(),
                bytes: 0..question.len(),
                quote: question.clone(),
                cue: format!("{TOLD}{fact}"),
                raised: Vec::new(),
            });
        }
        mark.evidence.truncate(MOST_EVIDENCE);
    }

    fn take_marked(&self, mark: &mut PointMark) {
        let own = self.marked.iter().find(|(ask, point, _)| *ask == mark.ask && *point == mark.point);
        if let Some((_, _, given)) = own {
            mark.mark = *given;
            mark.by_candidate = true;
        }
    }
}

fn take(mark: &mut PointMark, heard: &Heard, statement: &Statement<'_>, own: bool) {
    if heard.against && own && mark.mark == 0 && mark.against.is_none() {
        mark.against = Some(evidence(heard, statement));
        return;
    }
    if heard.mark == 0 || mark.against.is_some() {
        return;
    }
    let better = heard.mark > mark.mark;
    mark.mark = mark.mark.max(heard.mark);
    let at = if better { 0 } else { mark.evidence.len() };
    mark.evidence.insert(at, evidence(heard, statement));
    mark.evidence.truncate(MOST_EVIDENCE);
}

fn evidence(heard: &Heard, statement: &Statement<'_>) -> Evidence {
    let words =
        |bytes: &std::ops::Range<usize>| statement.source.get(bytes.clone()).unwrap_or_default().to_owned();
    Evidence {
        entry: statement.entry,
        at: statement.at,
        ask: statement.ask.clone(),
        bytes: heard.bytes.clone(),
        quote: words(&heard.bytes),
        cue: heard.cue.clone().unwrap_or_default(),
        raised: heard.raised.iter().map(|(signal, bytes)| (*signal, words(bytes))).collect(),
    }
}

/// The asks that the sitting came to.
fn reached(marker: &Marker, interview: &Interview) -> HashSet<AskId> {
    let steps: HashSet<Step> = interview.by_step().map(|(step, _)| step).collect();
    let posed: HashSet<&AskId> = interview.posed().collect();
    let answered: HashSet<&AskId> = interview
        .log()
        .iter()
        .filter_map(|stamped| match &stamped.entry {
            Entry::Wrote { ask, .. } => Some(ask),
            _ => None,
        })
        .collect();
    let is_reached = |id: &AskId, step: Step, kind: AskKind| match kind {
        AskKind::Opening => steps.contains(&step),
        AskKind::Probe | AskKind::Curveball => posed.contains(id) || answered.contains(id),
    };
    marker.case.asks().filter(|ask| is_reached(&ask.id, ask.step, ask.kind)).map(|ask| ask.id).collect()
}
