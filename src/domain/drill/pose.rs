//! A card made ready to be practiced: what is asked, how it is marked, and what a good answer is.

use crate::domain::anchor;
use crate::domain::case::{Case, Point};
use crate::domain::drill::DrillKind;
use crate::domain::drill::estimate::{self, Posed};
use crate::domain::id::CaseId;
use crate::domain::page::{Situation, Tradeoff};
use crate::domain::playbook::Playbook;
use crate::domain::rubric::Dimension;
use crate::domain::schedule::{CardId, Subject};

/// How an answer is marked.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// A side, and the four slots.
    Tradeoff {
        /// The trade-off.
        page: Box<Tradeoff>,
        /// The situation.
        situation: Box<Situation>,
    },
    /// A number with its unit.
    Estimate(Box<Posed>),
    /// By oneself.
    Recall,
    /// By points.
    Points(Vec<Point>),
    /// By what the questions find out; of one fact, or of all.
    Questions {
        /// The case.
        case: CaseId,
        /// The only fact that counts.
        fact: Option<crate::domain::id::FactId>,
    },
}

/// A card made ready.
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    /// Its name.
    pub id: CardId,
    /// The kind of drill.
    pub kind: DrillKind,
    /// What it is about.
    pub subject: Subject,
    /// The page it comes from.
    pub title: String,
    /// What is asked, as plain paragraphs.
    pub ask: String,
    /// What to do, in a sentence.
    pub request: &'static str,
    /// How an answer is marked.
    pub task: Task,
    /// Good answers: a heading, and the text.
    pub model: Vec<(String, String)>,
}

impl Exercise {
    /// The options of a trade-off.
    pub fn options(&self) -> Vec<&str> {
        match &self.task {
            Task::Tradeoff { page, .. } => page.options.iter().map(|option| option.title.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether as many questions as possible are wanted, one a line.
    pub fn is_sprint(&self) -> bool {
        matches!(self.task, Task::Questions { fact: None, .. })
    }

    /// Whether something is to be typed. A recall question is answered in the head.
    pub fn has_field(&self) -> bool {
        self.task != Task::Recall
    }

    /// Makes a card ready for the so many-th time; none where its content is gone.
    pub fn of(playbook: &Playbook, subject: &Subject, seed: u64, turn: u32) -> Option<Self> {
        let title = playbook.title(subject.page())?.to_owned();
        let (ask, request, task, model) = match subject {
            Subject::Tradeoff(page, situation) => {
                let page = playbook.tradeoffs.get(page)?;
                tradeoff(page, page.situations.iter().find(|known| known.id == *situation)?)
            }
            Subject::Estimate(page) => {
                let posed = estimate::pose(playbook.estimates.get(page)?, seed, turn).ok()?;
                let unit = posed.expected.unit.to_string();
                // Money for a time: which time is not to be guessed.
                let period =
                    if unit.starts_with("$/") { format!(" Answer in {unit}.") } else { String::new() };
                let ask = format!("{}{period}", posed.ask);
                let request =
                    "Answer with its unit: 726 TB, 0.7 PB, 12k/s. Arithmetic is fine: 100k/s * 4KB * 7d.";
                (ask, request, Task::Estimate(Box::new(posed)), Vec::new())
            }
            Subject::Recall(page, recall) => {
                let recall = playbook.pages.get(page)?.recall.iter().find(|known| known.id == *recall)?;
                let model = vec![("Answer".to_owned(), recall.answer.trim().to_owned())];
                (recall.ask.clone(), "Say it in your head or aloud, then look.", Task::Recall, model)
            }
            Subject::Explain(page) => {
                let explain = playbook.pages.get(page)?.explain.as_ref()?;
                let request = "90 seconds, typed or aloud. Enter on an empty field shows what is looked for.";
                by_points(&explain.ask, request, &explain.points, None)
            }
            Subject::Clarify(case) => clarify(playbook.cases.get(case)?),
            Subject::Curveball(case, ask) => {
                let curveball = playbook.cases.get(case)?.curveball(ask)?;
                let request = "Three minutes: what happens, what changes, what it costs.";
                by_points(&curveball.ask, request, &curveball.points, Some(&curveball.model))
            }
            Subject::Review(page) => {
                let review = playbook.reviews.get(page)?;
                let ask = format!("A candidate says: \"{}\"", one_line(&review.statement));
                by_points(
                    &ask,
                    "Find the flaw: what is wrong, and why? That is marked; how you would mend it is for you to compare.",
                    &review.flaw,
                    Some(&review.model),
                )
            }
            Subject::Point(case, ask, point) => {
                let ask = playbook.cases.get(case)?.ask(ask)?;
                let point = ask.points.iter().find(|known| known.id == *point)?;
                let request = "You missed one point here. Make it in a sentence or two, with its reason.";
                by_points(ask.ask, request, std::slice::from_ref(point), None)
            }
            Subject::Fact(case, fact) => missed_fact(playbook, playbook.cases.get(case)?, fact)?,
        };
        let (id, kind) = (subject.id(), subject.kind());
        let ask = one_line_each(&ask);
        Some(Self { id, kind, subject: subject.clone(), title, ask, request, task, model })
    }
}

type Parts = (String, &'static str, Task, Vec<(String, String)>);

fn tradeoff(page: &Tradeoff, situation: &Situation) -> Parts {
    let name = |id: &crate::domain::id::OptionId| {
        page.options.iter().find(|option| option.id == *id).map_or("", |option| short(&option.title))
    };
    let lead = situation
        .better
        .as_ref()
        .map_or("Either, said for one side".to_owned(), |id| format!("For {}", name(id)));
    let mut model = vec![(lead, one_line(&situation.model))];
    if let Some(against) = &situation.against {
        model.push(("For the other side".to_owned(), one_line(against)));
    }
    let request = "Say it in one breath: X over Y, because A matters more than B here; I accept C; I would revisit when D.";
    let task = Task::Tradeoff { page: Box::new(page.clone()), situation: Box::new(situation.clone()) };
    (situation.situation.clone(), request, task, model)
}

fn by_points(ask: &str, request: &'static str, points: &[Point], model: Option<&str>) -> Parts {
    let model = model.map(|model| ("Model answer".to_owned(), anchor::without(model).trim().to_owned()));
    (ask.to_owned(), request, Task::Points(points.to_vec()), model.into_iter().collect())
}

fn clarify(case: &Case) -> Parts {
    let request = "Five minutes: as many useful questions as you can, one a line. An empty line hands in.";
    (case.prompt.clone(), request, Task::Questions { case: case.id.clone(), fact: None }, Vec::new())
}

/// A card for a fact that was never asked for: what leans on it is shown, the question is to be found.
fn missed_fact(playbook: &Playbook, case: &Case, id: &crate::domain::id::FactId) -> Option<Parts> {
    let fact = case.fact(id)?;
    let topic = playbook.topics.iter().find(|topic| topic.id == fact.topic);
    let title = topic.map_or_else(|| fact.topic.to_string(), |topic| topic.title.clone());
    let leaning = case.points().map(|(_, _, point)| point).filter(|point| point.facts.contains(id));
    let heaviest = leaning.max_by_key(|point| point.weight);
    let ask = match heaviest {
        Some(point) => {
            format!("{}: which question gives this a basis? \"{}\"", case.title, one_line(&point.say))
        }
        None => format!("{}: what do you ask about {}?", case.title, title.to_lowercase()),
    };
    let question = fact.ask.first().or_else(|| topic?.ask.first()).cloned().unwrap_or_default();
    let model = vec![
        (format!("A question ({})", title.to_lowercase()), question),
        ("What the interviewer says".to_owned(), one_line(&fact.answer)),
    ];
    let task = Task::Questions { case: case.id.clone(), fact: Some(id.clone()) };
    Some((ask, "Type the question as you would ask it.", task, model))
}

/// A title up to its parenthesis.
pub fn short(title: &str) -> &str {
    title.split(" (").next().unwrap_or(title)
}

/// The dimension that most cards of a list of points train.
pub fn main_dimension(points: &[Point]) -> Option<Dimension> {
    points.iter().rev().max_by_key(|point| point.weight).map(|point| point.dimension)
}

/// White space, line breaks included, as single blanks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each paragraph in one line.
fn one_line_each(text: &str) -> String {
    text.trim().split("\n\n").map(one_line).collect::<Vec<_>>().join("\n\n")
}
