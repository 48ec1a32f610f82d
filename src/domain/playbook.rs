//! Everything loaded, by id.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::case::Case;
use crate::domain::document::Target;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::framework::{Framework, Skill, Topic};
use crate::domain::id::{CaseId, PackId, PageId};
use crate::domain::lexicon::Lexicon;
use crate::domain::page::{Estimate, Header, Page, PageKind, Review, Tradeoff};
use crate::domain::rubric::Rubric;

/// A folder of content, as its manifest describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// Unique.
    pub id: PackId,
    /// Title.
    pub title: String,
    /// Its own version.
    pub version: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Under which licence, as an SPDX expression.
    pub licence: String,
}

/// Everything loaded. Ids, references and ranges were checked when it was built.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Playbook {
    /// The packs, the built-in one first.
    pub packs: Vec<Pack>,
    /// The five steps and the interviewer's lines.
    pub framework: Framework,
    /// How a score is made.
    pub rubric: Rubric,
    /// Clarifying topics.
    pub topics: Vec<Topic>,
    /// Skills.
    pub skills: Vec<Skill>,
    /// Concepts and technologies.
    pub lexicon: Lexicon,
    /// Interview problems.
    pub cases: BTreeMap<CaseId, Case>,
    /// Patterns and chapters.
    pub pages: BTreeMap<PageId, Page>,
    /// Trade-offs.
    pub tradeoffs: BTreeMap<PageId, Tradeoff>,
    /// Number drills.
    pub estimates: BTreeMap<PageId, Estimate>,
    /// Review-the-answer drills.
    pub reviews: BTreeMap<PageId, Review>,
}

impl Playbook {
    /// Kind and title of every page id, in the order of kinds and ids.
    pub fn index(&self) -> Vec<(PageKind, &str, &str)> {
        let mut index: Vec<(PageKind, &str, &str)> = Vec::new();
        index.extend(self.cases.values().map(|case| (PageKind::Case, case.id.as_str(), case.title.as_str())));
        index.extend(self.pages.values().map(|page| header(page.kind, &page.header)));
        index.extend(self.tradeoffs.values().map(|page| header(PageKind::Tradeoff, &page.header)));
        index.extend(self.estimates.values().map(|page| header(PageKind::Estimate, &page.header)));
        index.extend(self.reviews.values().map(|page| header(PageKind::Review, &page.header)));
        index.sort();
        index
    }

    /// The title of the page of this id.
    pub fn title(&self, id: &str) -> Option<&str> {
        let case = self.cases.get(id).map(|case| case.title.as_str());
        let page = || self.pages.get(id).map(|page| page.header.title.as_str());
        let tradeoff = || self.tradeoffs.get(id).map(|page| page.header.title.as_str());
        let estimate = || self.estimates.get(id).map(|page| page.header.title.as_str());
        let review = || self.reviews.get(id).map(|page| page.header.title.as_str());
        case.or_else(page).or_else(tradeoff).or_else(estimate).or_else(review)
    }

    /// What the page of this id is called beside its title.
    pub fn also(&self, id: &str) -> &[String] {
        let case = self.cases.get(id).map(|case| &case.also);
        let page = || self.pages.get(id).map(|page| &page.header.also);
        let tradeoff = || self.tradeoffs.get(id).map(|page| &page.header.also);
        let estimate = || self.estimates.get(id).map(|page| &page.header.also);
        let review = || self.reviews.get(id).map(|page| &page.header.also);
        let also = case.or_else(page).or_else(tradeoff).or_else(estimate).or_else(review);
        also.map_or(&[], Vec::as_slice)
    }

    /// Whether a link leads anywhere. Headings are not looked up.
    pub fn leads_to(&self, target: &Target) -> bool {
        match target {
            Target::Page { id, .. } => self.title(id.as_str()).is_some(),
            Target::Section(_) | Target::Url(_) => true,
            Target::Unknown(_) => false,
        }
    }
}

fn header(kind: PageKind, header: &Header) -> (PageKind, &str, &str) {
    (kind, header.id.as_str(), header.title.as_str())
}

/// What a sitting was sat with, so that its score can be recomputed when the pack has changed or is gone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The case.
    pub case: Case,
    /// The words.
    pub lexicon: Lexicon,
    /// The rubric.
    pub rubric: Rubric,
    /// Steps and lines.
    pub framework: Framework,
    /// Clarifying topics.
    pub topics: Vec<Topic>,
}

impl Snapshot {
    /// What a sitting of this case is sat with.
    pub fn of(playbook: &Playbook, case: &CaseId) -> Option<Self> {
        Some(Self {
            case: playbook.cases.get(case)?.clone(),
            lexicon: playbook.lexicon.clone(),
            rubric: playbook.rubric.clone(),
            framework: playbook.framework.clone(),
            topics: playbook.topics.clone(),
        })
    }

    /// The parts, in a fixed order, each with its name and as JSON. Equal parts of two sittings are stored once.
    pub fn parts(&self) -> Result<[(&'static str, String); 5], serde_json::Error> {
        Ok([
            ("case", serde_json::to_string(&self.case)?),
            ("lexicon", serde_json::to_string(&self.lexicon)?),
            ("rubric", serde_json::to_string(&self.rubric)?),
            ("framework", serde_json::to_string(&self.framework)?),
            ("topics", serde_json::to_string(&self.topics)?),
        ])
    }

    /// Stands for the whole content, as noted in [`Opening::snapshot`](crate::domain::interview::entry::Opening).
    pub fn fingerprint(&self) -> Fingerprint {
        let parts = self.parts().expect("content is made of texts and numbers, which JSON can hold");
        Fingerprint::of(parts.iter().map(|(_, json)| json.as_bytes()))
    }
}
