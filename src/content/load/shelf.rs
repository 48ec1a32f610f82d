//! What has been resolved so far, and how several packs become one playbook.

use std::collections::{BTreeMap, BTreeSet};

use super::Loaded;
use super::draft::Draft;
use crate::content::names::Names;
use crate::content::resolve::Desk;
use crate::content::resolve::lexicon::merge;
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::case::{Astray, Case};
use crate::domain::framework::{Framework, Skill, Topic};
use crate::domain::id::{CaseId, PageId};
use crate::domain::lexicon::Lexicon;
use crate::domain::page::{Estimate, Page, Review, Tradeoff};
use crate::domain::playbook::{Pack, Playbook};
use crate::domain::rubric::Rubric;

/// A file: the number of its pack, and its name.
pub type Origin = (usize, String);

/// What has been resolved so far.
#[derive(Default)]
pub struct Shelf {
    pub diagnostics: Vec<Diagnostic>,
    pub packs: Vec<Pack>,
    pub frameworks: Vec<(Origin, Framework)>,
    pub rubrics: Vec<(Origin, Rubric)>,
    pub topics: Vec<Topic>,
    pub skills: Vec<Skill>,
    pub lexicon: Lexicon,
    pub cases: BTreeMap<CaseId, Case>,
    pub pages: BTreeMap<PageId, Page>,
    pub tradeoffs: BTreeMap<PageId, Tradeoff>,
    pub estimates: BTreeMap<PageId, Estimate>,
    pub reviews: BTreeMap<PageId, Review>,
}

impl Shelf {
    /// Resolves a draft and keeps its problems.
    pub fn resolve<R, T>(
        &mut self,
        draft: Draft<'_, R>,
        names: &Names,
        how: impl FnOnce(&mut Desk<'_>, R) -> Option<T>,
    ) -> Option<(Origin, T)> {
        let mut desk = Desk::new(&draft.sheet, names);
        let value = how(&mut desk, draft.raw);
        let (value, problems) = desk.finish(value);
        self.diagnostics.extend(problems);
        value.map(|value| ((draft.pack, draft.sheet.name), value))
    }

    /// Adds topics and skills; a topic that exists gains phrasings.
    pub fn add_topics(&mut self, topics: Vec<Topic>, skills: Vec<Skill>) {
        for topic in topics {
            match self.topics.iter_mut().find(|old| old.id == topic.id) {
                Some(old) => {
                    old.ask.extend(topic.ask);
                    old.terms.extend(topic.terms);
                }
                None => self.topics.push(topic),
            }
        }
        for skill in skills {
            if !self.skills.iter().any(|old| old.id == skill.id) {
                self.skills.push(skill);
            }
        }
    }

    /// Lets each case learn from how the others are asked about: the same topic is asked about in much the same words,
    /// and so are decisions and the interview itself.
    pub fn share_questions(&mut self) {
        for topic in &mut self.topics {
            for case in self.cases.values() {
                let facts = case.facts.iter().filter(|fact| fact.topic == topic.id);
                let asked: Vec<String> =
                    facts.flat_map(|fact| fact.ask.iter().chain(&fact.ways)).cloned().collect();
                if !asked.is_empty() {
                    topic.asked.insert(case.id.clone(), asked);
                }
            }
        }
        let all = |kind: fn(&Astray) -> &Vec<String>| -> BTreeSet<String> {
            self.cases.values().flat_map(|case| kind(&case.astray)).cloned().collect()
        };
        let decisions = all(|astray| &astray.decision);
        let chat = all(|astray| &astray.chat);
        for case in self.cases.values_mut() {
            case.astray.decision = decisions.iter().cloned().collect();
            case.astray.chat = chat.iter().cloned().collect();
        }
    }

    /// Adds words.
    pub fn add_lexicon(&mut self, lexicon: Lexicon) {
        merge(&mut self.lexicon, lexicon);
    }

    /// The names that content may use.
    pub fn names(&self) -> Names {
        let mut names = Names::new();
        self.topics.iter().for_each(|topic| names.topics.add(topic.id.as_str()));
        self.skills.iter().for_each(|skill| names.skills.add(skill.id.as_str()));
        self.lexicon.concepts.iter().for_each(|concept| names.terms.add(concept.id.as_str()));
        self.lexicon.technologies.iter().for_each(|technology| names.terms.add(technology.id.as_str()));
        names
    }

    /// One playbook of it all.
    pub fn finish(mut self) -> Loaded {
        let framework = chosen(&mut self.diagnostics, std::mem::take(&mut self.frameworks), "framework");
        let rubric = chosen(&mut self.diagnostics, std::mem::take(&mut self.rubrics), "rubric");
        let is_whole = !self.topics.is_empty() && !self.lexicon.concepts.is_empty();
        let mut diagnostics = std::mem::take(&mut self.diagnostics);
        diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
        let playbook = match (framework, rubric) {
            (Some(framework), Some(rubric)) if is_whole => Some(self.playbook(framework, rubric)),
            _ => None,
        };
        Loaded { playbook, diagnostics }
    }

    fn playbook(self, framework: Framework, rubric: Rubric) -> Playbook {
        let mut playbook = Playbook {
            packs: self.packs,
            framework,
            rubric,
            topics: self.topics,
            skills: self.skills,
            lexicon: self.lexicon,
            cases: self.cases,
            pages: self.pages,
            tradeoffs: self.tradeoffs,
            estimates: self.estimates,
            reviews: self.reviews,
        };
        without_dead_links(&mut playbook);
        playbook
    }
}

/// The one that counts: that of a user's pack if there is one, else the first.
fn chosen<T>(diagnostics: &mut Vec<Diagnostic>, mut all: Vec<(Origin, T)>, what: &str) -> Option<T> {
    let base = all.first()?.0.0;
    let own: Vec<usize> = (0..all.len()).filter(|at| all[*at].0.0 != base).collect();
    if let [first, second, ..] = own[..] {
        let (first, second) = (&all[first].0.1, &all[second].0.1);
        let message = format!("two packs bring a {what}: `{first}` and `{second}`");
        let problem = Diagnostic::error("two-packs", message).at(Place::file(second));
        diagnostics.push(problem.help("remove one of the two files; the first is used"));
    }
    let at = own.first().copied().unwrap_or(0);
    Some(all.swap_remove(at).1)
}

/// A page may have been claimed by a file that turned out to be broken.
fn without_dead_links(playbook: &mut Playbook) {
    let ids: BTreeSet<String> = playbook.index().into_iter().map(|(_, id, _)| id.to_owned()).collect();
    let prune = |see: &mut Vec<PageId>| see.retain(|id| ids.contains(id.as_str()));
    playbook.cases.values_mut().for_each(|case| prune(&mut case.see));
    playbook.pages.values_mut().for_each(|page| prune(&mut page.header.see));
    playbook.tradeoffs.values_mut().for_each(|page| prune(&mut page.header.see));
    playbook.estimates.values_mut().for_each(|page| prune(&mut page.header.see));
    playbook.reviews.values_mut().for_each(|page| prune(&mut page.header.see));
}
