//! Everything with a page of its own as Markdown, for the reader, for search and for reports.
//!
//! A case consists of parts that are open (what the candidate is told) and parts that stay sealed until it was
//! attempted (what the interviewer knows, model answers). Everything else is open.

use std::fmt::Write as _;

use crate::domain::anchor;
use crate::domain::case::{Case, Level, OpenStep, Point};
use crate::domain::drill::estimate::{example, grouped};
use crate::domain::framework::StepGuide;
use crate::domain::glossary;
use crate::domain::id::{PageId, SkillId};
use crate::domain::page::{Estimate, Header, Page, PageKind, Review, Tradeoff};
use crate::domain::playbook::Playbook;

/// What is kept from a candidate who has not attempted the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seal {
    /// What the interviewer knows.
    Facts,
    /// What strong answers say.
    Answers,
}

/// A stretch of an article that is sealed or open as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// None where it is open.
    pub seal: Option<Seal>,
    /// Markdown, from `##` down, without anchors.
    pub markdown: String,
}

/// A page of the playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Which kind.
    pub kind: PageKind,
    /// Which page.
    pub id: PageId,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// What people call it, too, when they look for it.
    pub also: Vec<String>,
    /// What it is about.
    pub skills: Vec<SkillId>,
    /// Pages worth reading next, with their titles.
    pub see: Vec<(PageId, String)>,
    /// From top to bottom.
    pub parts: Vec<Part>,
}

impl Article {
    /// The page of this id.
    pub fn of(playbook: &Playbook, id: &str) -> Option<Self> {
        if let Some(case) = playbook.cases.get(id) {
            return Some(of_case(playbook, case));
        }
        if let Some(page) = playbook.pages.get(id) {
            return Some(of_page(playbook, page));
        }
        if let Some(page) = playbook.tradeoffs.get(id) {
            return Some(open(playbook, PageKind::Tradeoff, &page.header, tradeoff(page)));
        }
        if let Some(page) = playbook.estimates.get(id) {
            return Some(open(playbook, PageKind::Estimate, &page.header, estimate(page)));
        }
        let page = playbook.reviews.get(id)?;
        Some(open(playbook, PageKind::Review, &page.header, review(page)))
    }

    /// Every page, in the order of kinds and ids.
    pub fn all(playbook: &Playbook) -> Vec<Self> {
        playbook.index().into_iter().filter_map(|(_, id, _)| Self::of(playbook, id)).collect()
    }

    /// The whole page as Markdown, title and links included. Of sealed parts, only a line.
    pub fn markdown(&self, opens: impl Fn(Seal) -> bool) -> String {
        let mut text = format!("# {}\n\n{}\n\n", self.title, self.summary);
        let mut sealed = None;
        for part in &self.parts {
            match part.seal {
                // Neighbors under the same seal are told of once.
                Some(seal) if !opens(seal) && sealed == Some(seal) => {}
                Some(seal) if !opens(seal) => {
                    sealed = Some(seal);
                    let _ = write!(text, "{}\n\n", seal.notice());
                }
                _ => {
                    let _ = write!(text, "{}\n\n", part.markdown.trim());
                }
            }
        }
        if !self.see.is_empty() {
            text.push_str("## See also\n\n");
            for (id, title) in &self.see {
                let _ = writeln!(text, "- [{title}]({id})");
            }
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }
}

impl Seal {
    /// What stands in place of a sealed part.
    pub fn notice(self) -> &'static str {
        match self {
            Self::Facts => "*What the interviewer knows stays sealed until you have attempted this case.*",
            Self::Answers => "*Design and model answers stay sealed until you have attempted this case.*",
        }
    }
}

fn open(playbook: &Playbook, kind: PageKind, header: &Header, markdown: String) -> Article {
    Article {
        kind,
        id: header.id.clone(),
        title: header.title.clone(),
        summary: header.summary.clone(),
        also: header.also.clone(),
        skills: header.skills.clone(),
        see: see(playbook, &header.see),
        parts: vec![Part { seal: None, markdown }],
    }
}

fn see(playbook: &Playbook, ids: &[PageId]) -> Vec<(PageId, String)> {
    ids.iter().filter_map(|id| Some((id.clone(), playbook.title(id.as_str())?.to_owned()))).collect()
}

fn of_page(playbook: &Playbook, page: &Page) -> Article {
    let mut article = open(playbook, page.kind, &page.header, page.body.clone());
    if page.header.id.as_str() == glossary::PAGE {
        article.parts.push(Part { seal: None, markdown: glossary::markdown(playbook) });
    }
    article
}

fn of_case(playbook: &Playbook, case: &Case) -> Article {
    let mut parts = vec![Part { seal: None, markdown: format!("## The problem\n\n{}", case.prompt.trim()) }];
    parts.push(Part { seal: Some(Seal::Facts), markdown: facts(playbook, case) });
    parts.push(Part { seal: Some(Seal::Answers), markdown: design(case) });
    for guide in &playbook.framework.steps {
        parts.push(Part { seal: Some(Seal::Answers), markdown: step(case, guide) });
    }
    if !case.curveballs.is_empty() {
        parts.push(Part { seal: Some(Seal::Answers), markdown: curveballs(case) });
    }
    Article {
        kind: PageKind::Case,
        id: PageId::new(case.id.as_str()).expect("a case id has the form of a page id"),
        title: case.title.clone(),
        summary: case.summary.clone(),
        also: case.also.clone(),
        skills: case.skills.clone(),
        see: see(playbook, &case.see),
        parts,
    }
}

fn facts(playbook: &Playbook, case: &Case) -> String {
    let title = |id: &str| {
        let topic = playbook.topics.iter().find(|topic| topic.id.as_str() == id);
        topic.map_or_else(|| id.to_owned(), |topic| topic.title.clone())
    };
    let mut text = "## What the interviewer knows\n\n".to_owned();
    for fact in &case.facts {
        let _ = writeln!(text, "- **{}.** {}", title(fact.topic.as_str()), one_line(&fact.answer));
    }
    for open in &case.open {
        let _ =
            writeln!(text, "- **{}** (left open). {}", title(open.topic.as_str()), one_line(&open.answer));
    }
    text
}

fn design(case: &Case) -> String {
    let mut text = format!("## The design\n\n{}", drawn(&case.sketch));
    for evolution in &case.evolutions {
        let _ = write!(
            text,
            "### {}\n\n{}\n\n{}",
            evolution.title,
            evolution.when.trim(),
            drawn(&evolution.sketch)
        );
    }
    text
}

/// Headings and items are lines, however their texts were broken in the file.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn drawn(sketch: &str) -> String {
    format!("```sketch\n{}\n```\n\n", sketch.trim())
}

fn step(case: &Case, guide: &StepGuide) -> String {
    let mut text = format!("## {}\n\n", guide.title);
    if let Some(open) = case.open_step(guide.id) {
        open_step(open, &guide.title, &mut text);
    }
    for probe in case.probes(guide.id) {
        let _ = write!(text, "### {}\n\n", one_line(&probe.ask));
        answer(&probe.model, &mut text);
        if let Some(sketch) = &probe.sketch {
            text.push_str(&drawn(sketch));
        }
        looked_for(&probe.points, &mut text);
    }
    text
}

/// Headings name the step, so that each has a slug of its own however much of the page is sealed.
fn open_step(open: &OpenStep, title: &str, text: &mut String) {
    for level in Level::ALL {
        let _ = write!(text, "### {title}: model answer, {}\n\n", level.id());
        answer(open.model.at(level), text);
    }
    looked_for(&open.points, text);
}

fn answer(model: &str, text: &mut String) {
    let _ = write!(text, "{}\n\n", anchor::without(model).trim());
}

fn looked_for(points: &[Point], text: &mut String) {
    text.push_str("What is looked for:\n\n");
    for point in points {
        let _ = writeln!(text, "- {}", one_line(&point.say));
    }
    text.push('\n');
}

fn curveballs(case: &Case) -> String {
    let mut text = "## Curveballs\n\n".to_owned();
    for curveball in &case.curveballs {
        let _ = write!(text, "### {}\n\n", one_line(&curveball.ask));
        answer(&curveball.model, &mut text);
        if let Some(sketch) = &curveball.sketch {
            text.push_str(&drawn(sketch));
        }
        looked_for(&curveball.points, &mut text);
    }
    text
}

fn tradeoff(page: &Tradeoff) -> String {
    let mut text = format!("*{}*\n\n", page.axis.trim());
    for option in &page.options {
        let _ = write!(text, "## {}\n\n", option.title);
        for (lead, lines) in [("Wins when", &option.wins), ("Costs", &option.costs)] {
            if !lines.is_empty() {
                let _ = write!(text, "{lead}:\n\n");
                for line in lines {
                    let _ = writeln!(text, "- {}", one_line(line));
                }
                text.push('\n');
            }
        }
    }
    let _ = write!(text, "{}\n\n## Situations\n\n", page.body.trim());
    for situation in &page.situations {
        let better =
            situation.better.as_ref().and_then(|id| page.options.iter().find(|option| option.id == *id));
        let better = better.map_or("Either can be defended", |option| option.title.as_str());
        let _ = write!(text, "**{}** {better}. {}\n\n", situation.situation.trim(), situation.model.trim());
        if let Some(against) = &situation.against {
            let _ = write!(text, "The other side: {}\n\n", against.trim());
        }
    }
    text
}

/// The example, worked as a drill shows it. A template that cannot be worked is told by `pack check`.
fn estimate(page: &Estimate) -> String {
    let Ok(worked) = example(page) else {
        return format!("{}\n\n## In the head\n\n{}\n", page.ask.trim(), page.tip.trim());
    };
    let mut text = format!("{}\n\n## Worked\n\n", one_line(&worked.ask));
    for step in &worked.steps {
        let (formula, outcome) = step.formula.rsplit_once(" = ").unwrap_or((&step.formula, ""));
        let _ = writeln!(text, "1. {}: `{formula}` = **{outcome}**", one_line(&step.say));
    }
    let answer = grouped(&page.check.value);
    let _ = write!(text, "\nThe answer: **{answer}**\n\n## In the head\n\n{}\n", worked.tip);
    text
}

fn review(page: &Review) -> String {
    let mut text = format!("> {}\n\n## The flaw\n\n", page.statement.trim().replace('\n', "\n> "));
    for point in &page.flaw {
        let _ = writeln!(text, "- {}", one_line(&point.say));
    }
    let _ = write!(text, "\n## Mended\n\n{}\n", anchor::without(&page.model).trim());
    text
}
