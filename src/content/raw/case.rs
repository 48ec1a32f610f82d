//! `cases/<id>.yaml`.

use serde::Deserialize;

use super::point::Point;
use super::{Placed, Table, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Case {
    pub id: Placed<Text>,
    pub title: Text,
    pub summary: Text,
    #[serde(default)]
    pub also: Vec<Text>,
    pub difficulty: Placed<Text>,
    pub minutes: Placed<i64>,
    #[serde(default)]
    pub skills: Vec<Placed<Text>>,
    pub prompt: Placed<Text>,
    #[serde(default)]
    pub facts: Vec<Fact>,
    #[serde(default)]
    pub open: Vec<OpenTopic>,
    pub sketch: Text,
    #[serde(default)]
    pub accepts: Vec<Vec<Placed<Text>>>,
    #[serde(default)]
    pub evolutions: Vec<Evolution>,
    pub steps: Placed<Steps>,
    #[serde(default)]
    pub curveballs: Vec<Curveball>,
    #[serde(default)]
    pub lexicon: Table<TermChange>,
    #[serde(default)]
    pub see: Vec<Placed<Text>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fact {
    pub id: Placed<Text>,
    pub topic: Placed<Text>,
    pub need: Placed<Text>,
    #[serde(default)]
    pub ask: Vec<Placed<Text>>,
    #[serde(default)]
    pub cues: Vec<Placed<Text>>,
    pub answer: Text,
    #[serde(default)]
    pub figures: Vec<Placed<Text>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OpenTopic {
    pub topic: Placed<Text>,
    pub answer: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Evolution {
    pub id: Placed<Text>,
    pub title: Text,
    pub when: Text,
    pub sketch: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Steps {
    #[serde(default)]
    pub clarify: Option<OpenStep>,
    #[serde(default)]
    pub architecture: Option<OpenStep>,
    #[serde(default)]
    pub deep_dive: Option<ProbedStep>,
    #[serde(default)]
    pub cross_cutting: Option<ProbedStep>,
    #[serde(default)]
    pub summary: Option<OpenStep>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OpenStep {
    pub opening: Placed<Text>,
    #[serde(default)]
    pub points: Vec<Point>,
    pub model: Models,
    #[serde(default)]
    pub hints: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Models {
    pub mid: Placed<Text>,
    pub senior: Placed<Text>,
    pub staff: Placed<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProbedStep {
    pub opening: Placed<Text>,
    #[serde(default)]
    pub probes: Vec<Probe>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Probe {
    pub id: Placed<Text>,
    pub ask: Text,
    #[serde(default)]
    pub points: Vec<Point>,
    pub model: Placed<Text>,
    #[serde(default)]
    pub hints: Vec<Text>,
    #[serde(default)]
    pub sketch: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Curveball {
    pub id: Placed<Text>,
    pub step: Placed<Text>,
    pub ask: Text,
    #[serde(default)]
    pub changes: Option<FactChange>,
    #[serde(default)]
    pub redesign: Option<Redesign>,
    #[serde(default)]
    pub points: Vec<Point>,
    pub model: Placed<Text>,
    #[serde(default)]
    pub sketch: Option<Text>,
    #[serde(default)]
    pub hints: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FactChange {
    pub fact: Placed<Text>,
    pub answer: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Redesign {
    #[serde(default)]
    pub add: Vec<Placed<Text>>,
    #[serde(default)]
    pub remove: Vec<Placed<Text>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TermChange {
    #[serde(default)]
    pub add: Vec<Placed<Text>>,
    #[serde(default)]
    pub drop: Vec<Placed<Text>>,
}
