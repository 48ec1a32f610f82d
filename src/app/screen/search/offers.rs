//! The values of a filter that is being typed.

use std::sync::Arc;

use crate::domain::hits::{Filter, HitKind};
use crate::domain::playbook::Playbook;

/// What there is to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// What stands before the value.
    lead: String,
    /// What was typed of the value.
    begun: String,
    /// The values that begin so.
    pub values: Vec<String>,
    /// What stands behind the value once it is chosen.
    end: &'static str,
}

impl Offers {
    /// What fits the end of this text; `None` where nothing does.
    pub fn of(text: &str, playbook: Option<&Arc<Playbook>>) -> Option<Self> {
        Filter::ALL.into_iter().find_map(|filter| Self::of_values(filter, text, playbook)).or_else(|| {
            let (lead, begun) = text
                .rsplit_once(' ')
                .map_or(("", text), |(_, begun)| (text.strip_suffix(begun).unwrap_or_default(), begun));
            let names = Filter::ALL.map(|filter| format!("{}:", filter.id()));
            let values: Vec<String> =
                names.into_iter().filter(|name| begun.len() > 1 && name.starts_with(begun)).collect();
            Self { lead: lead.to_owned(), begun: begun.to_owned(), values, end: "" }.any()
        })
    }

    fn of_values(filter: Filter, text: &str, playbook: Option<&Arc<Playbook>>) -> Option<Self> {
        let (_, behind) = text.rsplit_once(&format!("{}:", filter.id()))?;
        let begun = behind.trim_start().rsplit(',').next().unwrap_or_default();
        let lead = text.strip_suffix(begun).unwrap_or_default().to_owned();
        let all: Vec<String> = match filter {
            Filter::Kind => HitKind::ALL.map(|kind| kind.id().to_owned()).to_vec(),
            Filter::Skill => {
                let skills = playbook.iter().flat_map(|playbook| &playbook.skills);
                skills.map(|skill| skill.id.to_string()).collect()
            }
        };
        let fits = |value: &String| value.starts_with(begun) && value != begun;
        let values = all.into_iter().filter(fits).collect();
        Self { lead, begun: begun.to_owned(), values, end: " " }.any()
    }

    fn any(self) -> Option<Self> {
        (!self.values.is_empty()).then_some(self)
    }

    /// Whether it is a value that is being typed, and not the name of a filter.
    pub fn is_of_values(&self) -> bool {
        !self.end.is_empty()
    }

    /// What is left to type of the first value, while none is chosen.
    pub fn rest(&self, text: &str) -> Option<&str> {
        let is_typed = self.chosen(text).is_none();
        self.values.first()?.strip_prefix(self.begun.as_str()).filter(|_| is_typed)
    }

    /// Which value the text ends with.
    pub fn chosen(&self, text: &str) -> Option<usize> {
        (0..self.values.len()).find(|at| self.with(*at).as_deref() == Some(text))
    }

    /// The text with the first value, or with the one behind that which it has.
    pub fn next(&self, text: &str) -> Option<String> {
        let next = self.chosen(text).map_or(0, |at| (at + 1) % self.values.len().max(1));
        self.with(next).filter(|with| with != text)
    }

    fn with(&self, at: usize) -> Option<String> {
        self.values.get(at).map(|value| format!("{}{value}{}", self.lead, self.end))
    }
}
