//! How a role shows without color: a word or two under the name.

use crate::domain::lexicon::Role;
use crate::domain::sketch::roles::stems;

/// What stands under a name for its role; nothing where the name says it already, or where everybody knows.
pub(super) fn tag(role: Role, name: &str) -> Option<&'static str> {
    let word = word(role)?;
    let said = stems(name);
    let says = |word: &str| stems(word).iter().all(|stem| said.contains(stem));
    (!says(word) && !says(role.id())).then_some(word)
}

fn word(role: Role) -> Option<&'static str> {
    match role {
        Role::Source | Role::Consumer => None,
        Role::Gateway => Some("gateway"),
        Role::StreamLog => Some("log"),
        Role::Queue => Some("queue"),
        Role::Cdc => Some("cdc"),
        Role::Ingestion => Some("loader"),
        Role::Lake => Some("lake"),
        Role::TableFormat => Some("table"),
        Role::BatchEngine => Some("batch"),
        Role::StreamEngine => Some("stream"),
        Role::Transform => Some("sql"),
        Role::Orchestrator => Some("schedule"),
        Role::Warehouse => Some("warehouse"),
        Role::Olap => Some("olap"),
        Role::Relational => Some("database"),
        Role::KeyValue => Some("lookup"),
        Role::Cache => Some("cache"),
        Role::SearchIndex => Some("search"),
        Role::Graph => Some("graph"),
        Role::FeatureStore => Some("features"),
        Role::Model => Some("model"),
        Role::Api => Some("api"),
        Role::Bi => Some("bi"),
        Role::Quality => Some("checks"),
        Role::Catalog => Some("catalog"),
        Role::Registry => Some("schemas"),
        Role::DeadLetter => Some("rejects"),
        Role::StateStore => Some("state"),
        Role::Monitoring => Some("alerts"),
        Role::Masking => Some("masking"),
        Role::Access => Some("access"),
        Role::Format => Some("format"),
        Role::Platform => Some("platform"),
    }
}

/// A light color for a role in exported pictures: one for each family of roles.
pub(super) fn tint(role: Option<Role>) -> &'static str {
    let Some(role) = role else { return "#f6f8fa" };
    match role {
        Role::Source | Role::Gateway | Role::Consumer | Role::Bi | Role::Api => "#fff8c5",
        Role::StreamLog | Role::Queue | Role::Cdc | Role::Ingestion => "#ddf4ff",
        Role::BatchEngine | Role::StreamEngine | Role::Transform | Role::Model => "#dafbe1",
        Role::DeadLetter | Role::Quality | Role::Monitoring | Role::Masking | Role::Access => "#ffebe9",
        Role::Orchestrator | Role::Catalog | Role::Registry | Role::Format | Role::Platform => "#f6f8fa",
        Role::Lake
        | Role::TableFormat
        | Role::Warehouse
        | Role::Olap
        | Role::Relational
        | Role::KeyValue
        | Role::Cache
        | Role::SearchIndex
        | Role::Graph
        | Role::FeatureStore
        | Role::StateStore => "#fbefff",
    }
}
