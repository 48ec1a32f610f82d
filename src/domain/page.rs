//! What is read and drilled rather than sat: patterns, chapters, trade-offs, estimates, reviews.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::case::Point;
use crate::domain::id::{OptionId, PageId, RecallId, SituationId, SkillId};

/// What a page id leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// An interview problem.
    Case,
    /// A design that comes back.
    Pattern,
    /// A page about a topic.
    Chapter,
    /// A decision between options.
    Tradeoff,
    /// A number drill.
    Estimate,
    /// A flawed statement to mend.
    Review,
}

impl PageKind {
    /// All kinds, in the order they are listed.
    pub const ALL: [Self; 6] =
        [Self::Case, Self::Pattern, Self::Chapter, Self::Tradeoff, Self::Estimate, Self::Review];

    /// The id used on the command line and in filters.
    pub fn id(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Pattern => "pattern",
            Self::Chapter => "chapter",
            Self::Tradeoff => "tradeoff",
            Self::Estimate => "estimate",
            Self::Review => "review",
        }
    }
}

/// What every page has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Stable; links and progress hang on it.
    pub id: PageId,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// What people call it, too, when they look for it.
    #[serde(default)]
    pub also: Vec<String>,
    /// What it is about.
    pub skills: Vec<SkillId>,
    /// Pages worth reading next.
    pub see: Vec<PageId>,
}

/// A question to answer from memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// Unique within the page.
    pub id: RecallId,
    /// The question.
    pub ask: String,
    /// The answer.
    pub answer: String,
}

/// A pattern to explain in a minute or so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explain {
    /// The request.
    pub ask: String,
    /// What is looked for.
    pub points: Vec<Point>,
}

/// A pattern or a chapter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Title and links.
    pub header: Header,
    /// Pattern or chapter.
    pub kind: PageKind,
    /// The explain drill.
    pub explain: Option<Explain>,
    /// The recall cards.
    pub recall: Vec<Recall>,
    /// Markdown, from `##` down.
    pub body: String,
}

/// One side of a trade-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Unique within the trade-off.
    pub id: OptionId,
    /// Its name for people.
    pub title: String,
    /// When it wins.
    pub wins: Vec<String>,
    /// What it costs.
    pub costs: Vec<String>,
}

/// A situation in which to choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// Unique within the trade-off.
    pub id: SituationId,
    /// The situation.
    pub situation: String,
    /// The better option; `None` where either can be defended.
    pub better: Option<OptionId>,
    /// The reasons looked for.
    pub because: Vec<Point>,
    /// The cost a good answer accepts.
    pub accept: String,
    /// What would change the decision.
    pub revisit: String,
    /// One sentence with all four slots.
    pub model: String,
    /// The sentence for the other side.
    pub against: Option<String>,
}

/// A decision between options.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tradeoff {
    /// Title and links.
    pub header: Header,
    /// What is weighed against what.
    pub axis: String,
    /// Two or three.
    pub options: Vec<Choice>,
    /// How to argue it, in Markdown.
    pub body: String,
    /// Situations to drill.
    pub situations: Vec<Situation>,
}

/// A step of the worked chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkedStep {
    /// What is computed, with `{names}`.
    pub say: String,
    /// The expression.
    pub compute: String,
    /// The unit to show it in.
    pub unit: String,
}

/// One fixed example with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EstimateCheck {
    /// Values by name.
    pub given: BTreeMap<String, String>,
    /// What must come out, with its unit.
    pub value: String,
}

/// A number drill with fresh values each time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Title and links.
    pub header: Header,
    /// The question, with `{names}`.
    pub ask: String,
    /// Values to draw from, by name.
    pub vary: BTreeMap<String, Vec<String>>,
    /// Values that stay, by name.
    pub fixed: BTreeMap<String, String>,
    /// The expression that answers it.
    pub answer: String,
    /// The unit to show the answer in.
    pub unit: String,
    /// How far off an answer may be, as a ratio: 0.1 is ten percent either way.
    pub tolerance: f64,
    /// The worked chain.
    pub steps: Vec<WorkedStep>,
    /// The fixed example.
    pub check: EstimateCheck,
    /// How to do it in the head.
    pub tip: String,
}

/// A plausible statement that holds a flaw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Title and links.
    pub header: Header,
    /// The statement.
    pub statement: String,
    /// What is wrong with it.
    pub flaw: Vec<Point>,
    /// The mended statement.
    pub model: String,
}
