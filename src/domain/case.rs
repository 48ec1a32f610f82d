//! An interview problem and its parts, as data.

mod wording;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::cue::Cue;
use crate::domain::id::{AskId, CaseId, FactId, PageId, PointId, SkillId, TopicId};
use crate::domain::rubric::Dimension;
use crate::domain::step::Step;

pub use wording::{Astray, Ways};

/// How hard a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difficulty {
    /// A first case.
    WarmUp,
    /// What most interviews ask.
    Core,
    /// Harder than most interviews.
    Stretch,
}

impl Difficulty {
    /// All difficulties, the easiest first.
    pub const ALL: [Self; 3] = [Self::WarmUp, Self::Core, Self::Stretch];

    /// The word for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::WarmUp => "warm-up",
            Self::Core => "core",
            Self::Stretch => "stretch",
        }
    }
}

impl std::fmt::Display for Difficulty {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id())
    }
}

/// How much a fact matters; orders the debrief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// No sound design without it.
    Must,
    /// A strong candidate asks.
    Should,
    /// Good to know.
    Could,
}

/// Something the interviewer knows and tells only when asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Unique within the case.
    pub id: FactId,
    /// What it is about.
    pub topic: TopicId,
    /// How much it matters.
    pub need: Need,
    /// Phrasings special to this case, beside those of the topic.
    pub ask: Vec<String>,
    /// How people ask for it.
    #[serde(default)]
    pub ways: Vec<String>,
    /// Further hints by which a question is recognized.
    pub cues: Vec<Cue>,
    /// What the interviewer says, always in these words.
    pub answer: String,
    /// Figures which, said later, tie a decision to this fact. Compared by value.
    pub figures: Vec<String>,
}

/// A topic for which the interviewer has no number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenTopic {
    /// The topic.
    pub topic: TopicId,
    /// What the interviewer says.
    pub answer: String,
}

/// Where the parts of a point must be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// A sentence with its neighbor.
    #[default]
    Passage,
    /// One whole answer: for points about a whole path.
    Answer,
}

/// Texts that prove that a point can be graded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Samples {
    /// Makes the point in its own vocabulary.
    pub good: String,
    /// Makes the point in other words.
    pub paraphrase: String,
    /// On the topic and mistaken.
    pub wrong: String,
    /// Names the idea and refuses it.
    pub reject: String,
}

impl Samples {
    /// Each with its name in the file, its text, and whether the point must be heard in it.
    pub fn all(&self) -> [(&'static str, &str, bool); 4] {
        [
            ("good", &self.good, true),
            ("paraphrase", &self.paraphrase, true),
            ("wrong", &self.wrong, false),
            ("reject", &self.reject, false),
        ]
    }
}

/// One thing that a strong answer says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Unique within its case, page or drill.
    pub id: PointId,
    /// The one dimension it counts for.
    pub dimension: Dimension,
    /// 1 to 3.
    pub weight: u8,
    /// The point, as the debrief says it.
    pub say: String,
    /// Any one of these recognizes it.
    pub cues: Vec<Cue>,
    /// Any one of these proves that the opposite was said.
    pub not: Vec<Cue>,
    /// Facts whose figures tie the point to the case.
    pub facts: Vec<FactId>,
    /// Clarify points: the point is earned when one of these facts is told.
    pub told: Vec<FactId>,
    /// Where its parts must be found.
    pub span: Span,
    /// Proof that it can be graded.
    pub samples: Option<Samples>,
    /// How people say it, and what they say instead.
    #[serde(default)]
    pub ways: Ways,
}

/// A model answer at three depths, in Markdown with `{point-id}` anchors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelAnswer {
    /// What carries a mid-level loop.
    pub mid: String,
    /// What carries a senior loop.
    pub senior: String,
    /// What carries a staff loop.
    pub staff: String,
}

/// A step that is one conversation: clarify, architecture, summary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenStep {
    /// What the interviewer opens with.
    pub opening: String,
    /// What is looked for.
    pub points: Vec<Point>,
    /// Model answers.
    pub model: ModelAnswer,
    /// Nudge and pointer; the third rung is the point itself.
    pub hints: Vec<String>,
}

/// A step that is a series of follow-ups: deep dive, cross-cutting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProbedStep {
    /// What the interviewer opens with.
    pub opening: String,
    /// The prepared follow-ups.
    pub probes: Vec<Probe>,
}

/// A prepared follow-up question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Probe {
    /// Unique among probes and curveballs of the case.
    pub id: AskId,
    /// The question.
    pub ask: String,
    /// What is looked for.
    pub points: Vec<Point>,
    /// The model answer, in Markdown with `{point-id}` anchors.
    pub model: String,
    /// Nudge and pointer; the third rung is the point itself.
    pub hints: Vec<String>,
    /// A drawing of the model answer.
    pub sketch: Option<String>,
}

/// A fact that is different from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactChange {
    /// Which.
    pub fact: FactId,
    /// What the interviewer says from now on.
    pub answer: String,
}

/// What a curveball asks of the drawing, by role or node; everything else should stay.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Redesign {
    /// What a good redesign adds.
    pub add: Vec<String>,
    /// What it removes.
    pub remove: Vec<String>,
}

/// A follow-up that changes or stresses the problem.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curveball {
    /// Unique among probes and curveballs of the case.
    pub id: AskId,
    /// Deep dive or cross-cutting.
    pub step: Step,
    /// The question.
    pub ask: String,
    /// The fact that changes, if any.
    pub changes: Option<FactChange>,
    /// What it asks of the drawing, if anything.
    pub redesign: Option<Redesign>,
    /// What is looked for.
    pub points: Vec<Point>,
    /// The model answer, in Markdown with `{point-id}` anchors.
    pub model: String,
    /// The design afterwards.
    pub sketch: Option<String>,
    /// Nudge and pointer.
    pub hints: Vec<String>,
}

/// A later or earlier stage of the reference design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evolution {
    /// Unique within the case.
    pub id: String,
    /// Title.
    pub title: String,
    /// When it is the right design.
    pub when: String,
    /// The drawing.
    pub sketch: String,
}

/// How the case narrows a word of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TermChange {
    /// Terms that count here.
    pub add: Vec<String>,
    /// Terms that do not count here.
    pub drop: Vec<String>,
}

/// One slot of an accepted design: any of these roles or nodes fills it.
pub type Slot = Vec<String>;

/// An interview problem.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Stable; progress hangs on it.
    pub id: CaseId,
    /// Title.
    pub title: String,
    /// One sentence that gives no fact away.
    pub summary: String,
    /// What people call it, too, when they look for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// How hard.
    pub difficulty: Difficulty,
    /// The usual length of a sitting, in minutes.
    pub minutes: u32,
    /// What it exercises.
    pub skills: Vec<SkillId>,
    /// What the candidate is told. Markdown; vague on purpose.
    pub prompt: String,
    /// What the interviewer knows.
    pub facts: Vec<Fact>,
    /// What the interviewer has no number for.
    pub open: Vec<OpenTopic>,
    /// The reference design, in the whiteboard's language.
    pub sketch: String,
    /// Designs that are as good, by the roles they fill.
    pub accepts: Vec<Vec<Slot>>,
    /// Stages of the reference design.
    pub evolutions: Vec<Evolution>,
    /// Step 1.
    pub clarify: OpenStep,
    /// Step 2.
    pub architecture: OpenStep,
    /// Step 3.
    pub deep_dive: ProbedStep,
    /// Step 4.
    pub cross_cutting: ProbedStep,
    /// Step 5.
    pub summing_up: OpenStep,
    /// Follow-ups that come unannounced.
    pub curveballs: Vec<Curveball>,
    /// Words that mean something else here.
    pub lexicon: BTreeMap<String, TermChange>,
    /// Questions that none of the facts answers.
    #[serde(default)]
    pub astray: Astray,
    /// Pages worth reading.
    pub see: Vec<PageId>,
}

impl Case {
    /// The fact of this id.
    pub fn fact(&self, id: &FactId) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == *id)
    }

    /// The open conversation of this step, if the step is one.
    pub fn open_step(&self, step: Step) -> Option<&OpenStep> {
        match step {
            Step::Clarify => Some(&self.clarify),
            Step::Architecture => Some(&self.architecture),
            Step::Summary => Some(&self.summing_up),
            Step::DeepDive | Step::CrossCutting => None,
        }
    }

    /// The probes of this step; none where the step is one conversation.
    pub fn probes(&self, step: Step) -> &[Probe] {
        match step {
            Step::DeepDive => &self.deep_dive.probes,
            Step::CrossCutting => &self.cross_cutting.probes,
            Step::Clarify | Step::Architecture | Step::Summary => &[],
        }
    }

    /// What the interviewer opens the step with.
    pub fn opening(&self, step: Step) -> &str {
        match step {
            Step::Clarify => &self.clarify.opening,
            Step::Architecture => &self.architecture.opening,
            Step::DeepDive => &self.deep_dive.opening,
            Step::CrossCutting => &self.cross_cutting.opening,
            Step::Summary => &self.summing_up.opening,
        }
    }

    /// Everything that can be asked for, in order: steps that are one conversation, probes, curveballs.
    pub fn asks(&self) -> impl Iterator<Item = Ask<'_>> {
        let steps = Step::ALL.into_iter().flat_map(|step| {
            let open = self.open_step(step).map(|open| Ask {
                id: step.ask(),
                step,
                kind: AskKind::Opening,
                ask: &open.opening,
                points: &open.points,
                hints: &open.hints,
            });
            let probes = self.probes(step).iter().map(move |probe| Ask {
                id: probe.id.clone(),
                step,
                kind: AskKind::Probe,
                ask: &probe.ask,
                points: &probe.points,
                hints: &probe.hints,
            });
            open.into_iter().chain(probes)
        });
        let curveballs = self.curveballs.iter().map(|curveball| Ask {
            id: curveball.id.clone(),
            step: curveball.step,
            kind: AskKind::Curveball,
            ask: &curveball.ask,
            points: &curveball.points,
            hints: &curveball.hints,
        });
        steps.chain(curveballs)
    }

    /// The ask of this id.
    pub fn ask(&self, id: &AskId) -> Option<Ask<'_>> {
        self.asks().find(|ask| ask.id == *id)
    }

    /// The curveball of this id.
    pub fn curveball(&self, id: &AskId) -> Option<&Curveball> {
        self.curveballs.iter().find(|curveball| curveball.id == *id)
    }

    /// The model answer to an ask, at this depth where there are several.
    pub fn model(&self, id: &AskId, level: Level) -> Option<&str> {
        if let Some(open) = Step::from_id(id.as_str()).and_then(|step| self.open_step(step)) {
            return Some(open.model.at(level));
        }
        let probes = Step::ALL.into_iter().flat_map(|step| self.probes(step));
        let probe = probes.into_iter().find(|probe| probe.id == *id).map(|probe| probe.model.as_str());
        probe.or_else(|| self.curveball(id).map(|curveball| curveball.model.as_str()))
    }

    /// Every point with the ask it belongs to, in order.
    pub fn points(&self) -> impl Iterator<Item = (AskId, Step, &Point)> {
        self.asks().flat_map(|ask| ask.points.iter().map(move |point| (ask.id.clone(), ask.step, point)))
    }
}

/// What the candidate can be asked for, whichever part of the case it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask<'a> {
    /// Its id in the log.
    pub id: AskId,
    /// The step it belongs to.
    pub step: Step,
    /// What kind of question it is.
    pub kind: AskKind,
    /// The words of the interviewer.
    pub ask: &'a str,
    /// What is looked for.
    pub points: &'a [Point],
    /// Nudge and pointer.
    pub hints: &'a [String],
}

/// What kind of question an ask is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskKind {
    /// The opening of a step that is one conversation.
    Opening,
    /// A prepared follow-up.
    Probe,
    /// Unannounced.
    Curveball,
}

/// The level a candidate aims for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Mid-level.
    Mid,
    /// Senior.
    #[default]
    Senior,
    /// Staff.
    Staff,
}

impl Level {
    /// All levels, in order.
    pub const ALL: [Self; 3] = [Self::Mid, Self::Senior, Self::Staff];

    /// The word for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Staff => "staff",
        }
    }
}

impl ModelAnswer {
    /// The answer at this depth.
    pub fn at(&self, level: Level) -> &str {
        match level {
            Level::Mid => &self.mid,
            Level::Senior => &self.senior,
            Level::Staff => &self.staff,
        }
    }
}
