//! Holding the program to account: the shipped interviewer and marking, run over texts whose labels others gave.
//!
//! Knows sheets of answers with a mark per point, and questions with the fact they are about. Reading the files is
//! the edge's business.

mod sitting;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::case::Case;
use crate::domain::id::{CaseId, PointId};
use crate::domain::interviewer::Interviewer;
use crate::domain::marking::Marks;
use crate::domain::playbook::{Playbook, Snapshot};
use crate::domain::score;

/// One candidate's answers to one case, with the marks that people gave.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sheet {
    /// The case.
    pub case: String,
    /// The kind of candidate.
    #[serde(default)]
    pub persona: String,
    /// What the labels were given for; only `text` is known.
    #[serde(default)]
    pub scope: Option<String>,
    /// Texts by ask: a step, a probe or a curveball.
    pub answers: BTreeMap<String, String>,
    /// The drawing.
    #[serde(default)]
    pub sketch: Option<String>,
    /// Marks by point; a point that is left out is not judged.
    #[serde(default)]
    pub labels: BTreeMap<String, u8>,
}

/// A question with the fact it is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Question {
    /// The case.
    pub case: String,
    /// The question.
    pub q: String,
    /// The fact, several of which any is right, or `none`.
    pub fact: Expected,
}

/// What a question is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Expected {
    /// One fact, or `none`.
    One(String),
    /// Any of these.
    Any(Vec<String>),
}

impl Expected {
    fn facts(&self) -> Vec<&str> {
        match self {
            Self::One(fact) if fact == "none" => Vec::new(),
            Self::One(fact) => vec![fact],
            Self::Any(facts) => facts.iter().map(String::as_str).filter(|fact| *fact != "none").collect(),
        }
    }
}

/// Questions answered.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct FactFigures {
    /// Questions in all.
    pub n: usize,
    /// Of those about a fact, the share that got it first.
    pub top1: f64,
    /// Of those about none, the share that were told a fact.
    pub false_answers: f64,
}

/// Points found, each as seen (mark 1 or more) or not.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Agreement {
    /// Labels in all.
    pub n: usize,
    /// Of the points that were credited, the share that people credit.
    pub precision: f64,
    /// Of the points that people credit, the share that were credited.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

/// Points found, in all and by kind of candidate and by case.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct PointFigures {
    /// In all.
    #[serde(flatten)]
    pub all: Agreement,
    /// By kind of candidate.
    pub by_persona: BTreeMap<String, Agreement>,
    /// By case.
    pub by_case: BTreeMap<String, Agreement>,
}

/// The score of one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetScore {
    /// The file.
    pub file: String,
    /// 0 to 100, over the points of the asks that the sheet answers.
    pub percent: u32,
}

/// Where the program and people disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// The file.
    pub file: String,
    /// The point, or the question.
    pub what: String,
    /// What people say.
    pub expected: String,
    /// What the program says.
    pub found: String,
    /// On what grounds.
    pub why: String,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// Questions.
    pub facts: FactFigures,
    /// Points.
    pub points: PointFigures,
    /// Scores, in the order of the sheets.
    pub scores: Vec<SheetScore>,
    /// Disagreements, in the order of the files.
    pub disagreements: Vec<Disagreement>,
    /// What could not be used, such as an unknown case.
    pub problems: Vec<String>,
}

/// Runs the interviewer over the questions and the marking over the sheets. Names of files go with both.
pub fn evaluate(playbook: &Playbook, sheets: &[(String, Sheet)], questions: &[(String, Question)]) -> Report {
    let mut bench = Bench { playbook, minds: BTreeMap::new(), report: Report::default() };
    bench.questions(questions);
    bench.sheets(sheets);
    bench.report
}

struct Bench<'a> {
    playbook: &'a Playbook,
    minds: BTreeMap<String, Option<(Snapshot, Interviewer)>>,
    report: Report,
}

impl Bench<'_> {
    fn mind(&mut self, case: &str) -> Option<&(Snapshot, Interviewer)> {
        let playbook = self.playbook;
        let mind = self.minds.entry(case.to_owned()).or_insert_with(|| {
            let snapshot = Snapshot::of(playbook, &CaseId::new(case).ok()?)?;
            let interviewer = Interviewer::new(&snapshot);
            Some((snapshot, interviewer))
        });
        mind.as_ref()
    }

    fn questions(&mut self, questions: &[(String, Question)]) {
        let (mut about, mut first, mut none, mut wrongly) = (0, 0, 0, 0);
        for (file, question) in questions {
            let Some((snapshot, interviewer)) = self.mind(&question.case) else {
                self.report.problems.push(format!("{file}: there is no case `{}`", question.case));
                continue;
            };
            let replies = interviewer.reply(&sitting::opened(&snapshot.case), &question.q);
            let told = replies.iter().flat_map(|reply| &reply.facts).next().map(ToString::to_string);
            let why = replies.iter().flat_map(|reply| &reply.why).take(3);
            let why: Vec<String> =
                why.map(|candidate| format!("{} {:.2}", candidate.id, candidate.score)).collect();
            let expected = question.fact.facts();
            let right = match &told {
                Some(told) => expected.contains(&told.as_str()),
                None => expected.is_empty(),
            };
            if expected.is_empty() {
                none += 1;
                wrongly += usize::from(!right);
            } else {
                about += 1;
                first += usize::from(right);
            }
            if !right {
                self.report.disagreements.push(Disagreement {
                    file: file.clone(),
                    what: question.q.clone(),
                    expected: if expected.is_empty() { "none".to_owned() } else { expected.join(" or ") },
                    found: told.unwrap_or_else(|| "none".to_owned()),
                    why: why.join(", "),
                });
            }
        }
        self.report.facts =
            FactFigures { n: about + none, top1: share(first, about), false_answers: share(wrongly, none) };
    }

    fn sheets(&mut self, sheets: &[(String, Sheet)]) {
        let mut all = Count::default();
        let mut by_persona: BTreeMap<String, Count> = BTreeMap::new();
        let mut by_case: BTreeMap<String, Count> = BTreeMap::new();
        for (file, sheet) in sheets {
            let Some((snapshot, interviewer)) = self.mind(&sheet.case) else {
                self.report.problems.push(format!("{file}: there is no case `{}`", sheet.case));
                continue;
            };
            let interview = sitting::of_sheet(&snapshot.case, sheet);
            let debrief = score::debrief_with(interviewer.marker(), snapshot, &interview);
            let found = compare(file, &snapshot.case, sheet, &debrief.marks);
            for judged in &found.judged {
                all.add(*judged);
                by_persona.entry(sheet.persona.clone()).or_default().add(*judged);
                by_case.entry(sheet.case.clone()).or_default().add(*judged);
            }
            self.report.disagreements.extend(found.disagreements);
            self.report.problems.extend(found.problems);
            self.report.scores.push(SheetScore { file: file.clone(), percent: debrief.overall() });
        }
        let agreements = |counts: BTreeMap<String, Count>| {
            counts.into_iter().map(|(name, count)| (name, count.agreement())).collect()
        };
        self.report.points = PointFigures {
            all: all.agreement(),
            by_persona: agreements(by_persona),
            by_case: agreements(by_case),
        };
    }
}

#[derive(Default)]
struct Compared {
    /// What people say, and what the program says.
    judged: Vec<(bool, bool)>,
    disagreements: Vec<Disagreement>,
    problems: Vec<String>,
}

fn compare(file: &str, case: &Case, sheet: &Sheet, marks: &Marks) -> Compared {
    let mut compared = Compared::default();
    for (label, given) in &sheet.labels {
        let mark = PointId::new(label.as_str())
            .ok()
            .and_then(|id| marks.points.iter().find(|mark| mark.point == id));
        let Some(mark) = mark else {
            compared.problems.push(format!("{file}: `{label}` is no point of {}", case.id));
            continue;
        };
        let (expected, found) = (*given > 0, mark.mark > 0);
        compared.judged.push((expected, found));
        if expected != found {
            let evidence = mark.evidence.first().or(mark.against.as_ref());
            compared.disagreements.push(Disagreement {
                file: file.to_owned(),
                what: format!("{}/{label}", mark.ask),
                expected: given.to_string(),
                found: mark.mark.to_string(),
                why: evidence
                    .map(|evidence| format!("{} | {}", evidence.cue, evidence.quote))
                    .unwrap_or_default(),
            });
        }
    }
    compared
}

/// Agreements and disagreements on seen or not seen.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    both: usize,
    only_people: usize,
    only_program: usize,
    neither: usize,
}

impl Count {
    fn add(&mut self, (people, program): (bool, bool)) {
        match (people, program) {
            (true, true) => self.both += 1,
            (true, false) => self.only_people += 1,
            (false, true) => self.only_program += 1,
            (false, false) => self.neither += 1,
        }
    }

    fn agreement(self) -> Agreement {
        let precision = share(self.both, self.both + self.only_program);
        let recall = share(self.both, self.both + self.only_people);
        let f1 = share(2 * self.both, 2 * self.both + self.only_people + self.only_program);
        Agreement {
            n: self.both + self.only_people + self.only_program + self.neither,
            precision,
            recall,
            f1,
        }
    }
}

/// A share rounded to a tenth of a percent; 0 of nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { (part as f64 / whole as f64 * 1000.0).round() / 1000.0 }
}
