//! `lexicon.yaml`.

use serde::Deserialize;

use super::{Placed, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lexicon {
    #[serde(default)]
    pub concepts: Vec<Concept>,
    #[serde(default)]
    pub technologies: Vec<Technology>,
    #[serde(default)]
    pub discourse: Discourse,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Concept {
    pub id: Placed<Text>,
    #[serde(default)]
    pub title: Option<Text>,
    #[serde(default)]
    pub gloss: Option<Text>,
    #[serde(default)]
    pub role: Option<Placed<Text>>,
    #[serde(default)]
    pub includes: Vec<Placed<Text>>,
    #[serde(default)]
    pub terms: Vec<Placed<Text>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Technology {
    pub id: Placed<Text>,
    #[serde(default)]
    pub title: Option<Text>,
    #[serde(default)]
    pub names: Vec<Placed<Text>>,
    pub role: Placed<Text>,
    pub managed: bool,
    #[serde(default)]
    pub gloss: Option<Text>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Discourse {
    pub reason: Vec<Placed<Text>>,
    pub cost: Vec<Placed<Text>>,
    pub revisit: Vec<Placed<Text>>,
    pub failure: Vec<Placed<Text>>,
    pub hedge: Vec<Placed<Text>>,
    pub negators: Vec<Placed<Text>>,
    pub rejecters: Vec<Placed<Text>>,
    pub question: Vec<Placed<Text>>,
    pub assume: Vec<Placed<Text>>,
}

impl Lexicon {
    /// The ids of all concepts and technologies.
    pub fn ids(&self) -> impl Iterator<Item = &Placed<Text>> {
        self.concepts.iter().map(|one| &one.id).chain(self.technologies.iter().map(|one| &one.id))
    }
}
