//! `framework.yaml` and `topics.yaml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Placed, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Framework {
    pub steps: Placed<Vec<StepGuide>>,
    pub lines: Lines,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepGuide {
    pub id: Placed<Text>,
    pub title: Text,
    pub share: Placed<Share>,
    #[serde(default)]
    pub minutes: BTreeMap<u32, u32>,
    pub goal: Text,
    pub opening: Text,
    #[serde(default)]
    pub checklist: Vec<Text>,
    #[serde(default)]
    pub phrases: Vec<Text>,
    #[serde(default)]
    pub mistakes: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Share {
    pub min: u32,
    pub max: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lines {
    pub unknown: Placed<Vec<Text>>,
    pub your_call: Placed<Vec<Text>>,
    pub already_said: Placed<Vec<Text>>,
    pub declined: Placed<Vec<Text>>,
    pub small_talk: Placed<Vec<Text>>,
    pub statement: Placed<Vec<Text>>,
    pub check_in: Placed<Vec<Text>>,
    pub ask_reason: Placed<Vec<Text>>,
    #[serde(default)]
    pub did_you_mean: Vec<Text>,
    #[serde(default)]
    pub under_way: Vec<Text>,
    #[serde(default)]
    pub repeat: Vec<Text>,
    pub not_understood: Placed<Vec<Text>>,
    pub pasted_prompt: Placed<Vec<Text>>,
    pub next_probe: Placed<Vec<Text>>,
    pub curveball: Placed<Vec<Text>>,
    pub wrap_up: Placed<Vec<Text>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Topics {
    #[serde(default)]
    pub topics: Vec<Topic>,
    #[serde(default)]
    pub skills: Vec<Skill>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Topic {
    pub id: Placed<Text>,
    pub title: Text,
    #[serde(default)]
    pub ask: Vec<Placed<Text>>,
    #[serde(default)]
    pub terms: Vec<Placed<Text>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Skill {
    pub id: Placed<Text>,
    pub title: Text,
}
