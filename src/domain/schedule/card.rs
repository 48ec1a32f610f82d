//! A card: what it is about, and what is remembered of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::drill::DrillKind;
use crate::domain::id::{AskId, CaseId, FactId, PageId, PointId, RecallId, SituationId};
use crate::domain::playbook::Playbook;
use crate::domain::sitting::SittingId;
use crate::domain::time::{Day, Timestamp};

/// The name of a card: `recall/kappa/when-it-fits`. Made of the ids of the content, never of its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CardId(pub String);

impl fmt::Display for CardId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What a card is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A situation of a trade-off.
    Tradeoff(PageId, SituationId),
    /// A number drill.
    Estimate(PageId),
    /// A recall question of a page.
    Recall(PageId, RecallId),
    /// The explain drill of a page.
    Explain(PageId),
    /// The prompt of a case.
    Clarify(CaseId),
    /// A curveball of a case.
    Curveball(CaseId, AskId),
    /// A flawed statement.
    Review(PageId),
    /// A point that an interview missed.
    Point(CaseId, AskId, PointId),
    /// A fact that an interview never asked for.
    Fact(CaseId, FactId),
}

impl Subject {
    /// The card's name.
    pub fn id(&self) -> CardId {
        CardId(match self {
            Self::Tradeoff(page, situation) => format!("tradeoff/{page}/{situation}"),
            Self::Estimate(page) => format!("estimate/{page}"),
            Self::Recall(page, recall) => format!("recall/{page}/{recall}"),
            Self::Explain(page) => format!("explain/{page}"),
            Self::Clarify(case) => format!("clarify/{case}"),
            Self::Curveball(case, ask) => format!("curveball/{case}/{ask}"),
            Self::Review(page) => format!("review/{page}"),
            Self::Point(case, ask, point) => format!("point/{case}/{ask}/{point}"),
            Self::Fact(case, fact) => format!("fact/{case}/{fact}"),
        })
    }

    /// What a name stands for; none for a name of another making.
    pub fn of(id: &CardId) -> Option<Self> {
        let parts: Vec<&str> = id.0.split('/').collect();
        Some(match parts.as_slice() {
            ["tradeoff", page, situation] => Self::Tradeoff(page.parse().ok()?, situation.parse().ok()?),
            ["estimate", page] => Self::Estimate(page.parse().ok()?),
            ["recall", page, recall] => Self::Recall(page.parse().ok()?, recall.parse().ok()?),
            ["explain", page] => Self::Explain(page.parse().ok()?),
            ["clarify", case] => Self::Clarify(case.parse().ok()?),
            ["curveball", case, ask] => Self::Curveball(case.parse().ok()?, ask.parse().ok()?),
            ["review", page] => Self::Review(page.parse().ok()?),
            ["point", case, ask, point] => {
                Self::Point(case.parse().ok()?, ask.parse().ok()?, point.parse().ok()?)
            }
            ["fact", case, fact] => Self::Fact(case.parse().ok()?, fact.parse().ok()?),
            _ => return None,
        })
    }

    /// The kind of drill it is practiced in.
    pub fn kind(&self) -> DrillKind {
        match self {
            Self::Tradeoff(..) => DrillKind::Tradeoff,
            Self::Estimate(_) => DrillKind::Estimate,
            Self::Recall(..) | Self::Point(..) | Self::Fact(..) => DrillKind::Recall,
            Self::Explain(_) => DrillKind::Explain,
            Self::Clarify(_) => DrillKind::Clarify,
            Self::Curveball(..) => DrillKind::Curveball,
            Self::Review(_) => DrillKind::Review,
        }
    }

    /// The page it comes from.
    pub fn page(&self) -> &str {
        match self {
            Self::Tradeoff(page, _)
            | Self::Estimate(page)
            | Self::Recall(page, _)
            | Self::Explain(page)
            | Self::Review(page) => page.as_str(),
            Self::Clarify(case) | Self::Curveball(case, _) | Self::Point(case, ..) | Self::Fact(case, _) => {
                case.as_str()
            }
        }
    }

    /// Whether the content still has it.
    pub fn exists(&self, playbook: &Playbook) -> bool {
        let case = |id: &CaseId| playbook.cases.get(id);
        match self {
            Self::Tradeoff(page, situation) => playbook
                .tradeoffs
                .get(page)
                .is_some_and(|page| page.situations.iter().any(|known| known.id == *situation)),
            Self::Estimate(page) => playbook.estimates.contains_key(page),
            Self::Recall(page, recall) => playbook
                .pages
                .get(page)
                .is_some_and(|page| page.recall.iter().any(|known| known.id == *recall)),
            Self::Explain(page) => playbook.pages.get(page).is_some_and(|page| page.explain.is_some()),
            Self::Review(page) => playbook.reviews.contains_key(page),
            Self::Clarify(id) => case(id).is_some(),
            Self::Curveball(id, ask) => {
                case(id).is_some_and(|case| case.curveballs.iter().any(|known| known.id == *ask))
            }
            Self::Point(id, ask, point) => case(id)
                .and_then(|case| case.ask(ask))
                .is_some_and(|ask| ask.points.iter().any(|known| known.id == *point)),
            Self::Fact(id, fact) => {
                case(id).is_some_and(|case| case.facts.iter().any(|known| known.id == *fact))
            }
        }
    }
}

/// What FSRS keeps of a card that was graded at least once.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// Days after which the chance of recall is 90 %. Above 0, at most 36,500.
    pub stability: f32,
    /// 1 to 10.
    pub difficulty: f32,
    /// The day of the last grade.
    pub last: Day,
}

impl Trace {
    /// A trace as it may stand in a file: what is out of range is brought into it, what is no number is none.
    pub fn sound(stability: f64, difficulty: f64, last: Day) -> Option<Self> {
        let is_sound = stability.is_finite() && difficulty.is_finite() && stability > 0.0;
        is_sound.then(|| Self {
            stability: (stability as f32).clamp(0.001, 36_500.0),
            difficulty: (difficulty as f32).clamp(1.0, 10.0),
            last,
        })
    }
}

/// The interview a card comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its number, once it had one.
    pub sitting: Option<SittingId>,
    /// The sentence of the debrief.
    pub said: String,
}

/// A card that was graded, buried, suspended, or came out of an interview. All others are new, and need no row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Its name.
    pub id: CardId,
    /// None while it was never graded.
    pub trace: Option<Trace>,
    /// The first day on which it is wanted.
    pub due: Day,
    /// The day on which it is not shown.
    pub buried: Option<Day>,
    /// Whether it is not shown at all.
    pub suspended: bool,
    /// How often it was graded.
    pub reps: u32,
    /// How often it was forgotten after it had been known.
    pub lapses: u32,
    /// When it got its row.
    pub added: Timestamp,
    /// The interview that made it, or asked for it again.
    pub origin: Option<Origin>,
}

impl Card {
    /// A card without any grade, wanted from this day.
    pub fn new(id: CardId, due: Day, added: Timestamp) -> Self {
        Self { id, trace: None, due, buried: None, suspended: false, reps: 0, lapses: 0, added, origin: None }
    }

    /// Whether it may be shown on a day.
    pub fn is_open(&self, today: Day) -> bool {
        !self.suspended && self.buried.is_none_or(|day| day != today)
    }

    /// Whether it was graded before and is wanted on a day.
    pub fn is_due(&self, today: Day) -> bool {
        self.trace.is_some() && self.due <= today && self.is_open(today)
    }
}
