//! The front matter of `patterns/<id>.md` and `chapters/<id>.md`.

use serde::Deserialize;

use super::point::Point;
use super::{Placed, Text};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Page {
    pub id: Placed<Text>,
    pub title: Text,
    pub summary: Text,
    #[serde(default)]
    pub also: Vec<Text>,
    #[serde(default)]
    pub skills: Vec<Placed<Text>>,
    #[serde(default)]
    pub see: Vec<Placed<Text>>,
    #[serde(default)]
    pub explain: Option<Explain>,
    #[serde(default)]
    pub recall: Vec<Recall>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Explain {
    pub ask: Text,
    #[serde(default)]
    pub points: Vec<Point>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recall {
    pub id: Placed<Text>,
    pub ask: Text,
    pub answer: Text,
}
