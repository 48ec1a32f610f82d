//! `tradeoffs/<id>.yaml`, `estimates/<id>.yaml`, `reviews/<id>.yaml`.

use serde::Deserialize;

use super::point::Point;
use super::{Placed, Table, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tradeoff {
    pub id: Placed<Text>,
    pub title: Text,
    pub summary: Text,
    #[serde(default)]
    pub also: Vec<Text>,
    #[serde(default)]
    pub skills: Vec<Placed<Text>>,
    #[serde(default)]
    pub see: Vec<Placed<Text>>,
    pub axis: Text,
    #[serde(default)]
    pub options: Vec<Choice>,
    pub body: Placed<Text>,
    #[serde(default)]
    pub situations: Vec<Situation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Choice {
    pub id: Placed<Text>,
    pub title: Text,
    #[serde(default)]
    pub wins: Vec<Placed<Text>>,
    #[serde(default)]
    pub costs: Vec<Placed<Text>>,
}

#[expect(clippy::struct_field_names, reason = "the field is called so in the file")]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Situation {
    pub id: Placed<Text>,
    pub situation: Text,
    pub better: Placed<Text>,
    #[serde(default)]
    pub because: Vec<Point>,
    pub accept: Text,
    pub revisit: Text,
    pub model: Text,
    #[serde(default)]
    pub against: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Estimate {
    pub id: Placed<Text>,
    pub title: Text,
    pub summary: Text,
    #[serde(default)]
    pub also: Vec<Text>,
    #[serde(default)]
    pub skills: Vec<Placed<Text>>,
    #[serde(default)]
    pub see: Vec<Placed<Text>>,
    pub ask: Placed<Text>,
    #[serde(default)]
    pub vary: Table<Vec<Placed<Text>>>,
    #[serde(default)]
    pub fixed: Table<Placed<Text>>,
    pub answer: Placed<Text>,
    pub unit: Text,
    pub tolerance: Placed<f64>,
    #[serde(default)]
    pub steps: Vec<WorkedStep>,
    pub check: Check,
    pub tip: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WorkedStep {
    pub say: Placed<Text>,
    pub compute: Text,
    pub unit: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Check {
    #[serde(default)]
    pub given: Table<Placed<Text>>,
    pub value: Placed<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Review {
    pub id: Placed<Text>,
    pub title: Text,
    /// Where it is missing, the title stands in.
    #[serde(default)]
    pub summary: Option<Text>,
    #[serde(default)]
    pub also: Vec<Text>,
    #[serde(default)]
    pub skills: Vec<Placed<Text>>,
    #[serde(default)]
    pub see: Vec<Placed<Text>>,
    pub statement: Text,
    #[serde(default)]
    pub flaw: Vec<Point>,
    pub model: Placed<Text>,
}
