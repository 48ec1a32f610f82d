//! Concepts and technologies with their synonyms and roles, as data; [`words`] compiles them for matching.

pub mod words;

use serde::{Deserialize, Serialize};

use crate::domain::id::TermId;

/// What a box on the whiteboard does, whichever product it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Apps, databases, devices, files: where data comes from.
    Source,
    /// Accepts client traffic.
    Gateway,
    /// Kafka, Kinesis, Pub/Sub: an ordered log that can be read again.
    StreamLog,
    /// A work queue: a message is gone once handled.
    Queue,
    /// Captures changes of a database.
    Cdc,
    /// Loads or delivers data.
    Ingestion,
    /// Object storage with raw or cleaned files.
    Lake,
    /// Iceberg, Delta, Hudi.
    TableFormat,
    /// Spark and its kin.
    BatchEngine,
    /// Flink and its kin.
    StreamEngine,
    /// SQL inside the warehouse, such as dbt.
    Transform,
    /// Schedules and orders jobs.
    Orchestrator,
    /// Analytical SQL store.
    Warehouse,
    /// Low-latency analytics store.
    Olap,
    /// Relational database.
    Relational,
    /// Lookup by key.
    KeyValue,
    /// In memory, in front of something.
    Cache,
    /// Text search.
    SearchIndex,
    /// Graph database or library.
    Graph,
    /// Features for models.
    FeatureStore,
    /// Trains or serves models.
    Model,
    /// Serves requests.
    Api,
    /// Dashboards and reports.
    Bi,
    /// People, teams and systems that use the result.
    Consumer,
    /// Tests data.
    Quality,
    /// Knows what data there is, and its lineage.
    Catalog,
    /// Schemas and contracts.
    Registry,
    /// Where bad records go.
    DeadLetter,
    /// State of a stream job.
    StateStore,
    /// Metrics, logs, alerts.
    Monitoring,
    /// Masks or tokenizes personal data.
    Masking,
    /// Who may see what.
    Access,
    /// Parquet, Avro, JSON.
    Format,
    /// Kubernetes, Terraform, CI.
    Platform,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 34] = [
        Self::Source,
        Self::Gateway,
        Self::StreamLog,
        Self::Queue,
        Self::Cdc,
        Self::Ingestion,
        Self::Lake,
        Self::TableFormat,
        Self::BatchEngine,
        Self::StreamEngine,
        Self::Transform,
        Self::Orchestrator,
        Self::Warehouse,
        Self::Olap,
        Self::Relational,
        Self::KeyValue,
        Self::Cache,
        Self::SearchIndex,
        Self::Graph,
        Self::FeatureStore,
        Self::Model,
        Self::Api,
        Self::Bi,
        Self::Consumer,
        Self::Quality,
        Self::Catalog,
        Self::Registry,
        Self::DeadLetter,
        Self::StateStore,
        Self::Monitoring,
        Self::Masking,
        Self::Access,
        Self::Format,
        Self::Platform,
    ];

    /// The id used in content and in cues.
    pub fn id(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Gateway => "gateway",
            Self::StreamLog => "stream-log",
            Self::Queue => "queue",
            Self::Cdc => "cdc",
            Self::Ingestion => "ingestion",
            Self::Lake => "lake",
            Self::TableFormat => "table-format",
            Self::BatchEngine => "batch-engine",
            Self::StreamEngine => "stream-engine",
            Self::Transform => "transform",
            Self::Orchestrator => "orchestrator",
            Self::Warehouse => "warehouse",
            Self::Olap => "olap",
            Self::Relational => "relational",
            Self::KeyValue => "key-value",
            Self::Cache => "cache",
            Self::SearchIndex => "search-index",
            Self::Graph => "graph",
            Self::FeatureStore => "feature-store",
            Self::Model => "model",
            Self::Api => "api",
            Self::Bi => "bi",
            Self::Consumer => "consumer",
            Self::Quality => "quality",
            Self::Catalog => "catalog",
            Self::Registry => "registry",
            Self::DeadLetter => "dead-letter",
            Self::StateStore => "state-store",
            Self::Monitoring => "monitoring",
            Self::Masking => "masking",
            Self::Access => "access",
            Self::Format => "format",
            Self::Platform => "platform",
        }
    }

    /// What it is called in texts.
    pub fn title(self) -> &'static str {
        match self {
            Self::Source => "Source",
            Self::Gateway => "Gateway",
            Self::StreamLog => "Stream log",
            Self::Queue => "Queue",
            Self::Cdc => "Change data capture",
            Self::Ingestion => "Ingestion",
            Self::Lake => "Lake storage",
            Self::TableFormat => "Table format",
            Self::BatchEngine => "Batch engine",
            Self::StreamEngine => "Stream engine",
            Self::Transform => "SQL transformation",
            Self::Orchestrator => "Orchestrator",
            Self::Warehouse => "Warehouse",
            Self::Olap => "Low-latency analytics",
            Self::Relational => "Relational database",
            Self::KeyValue => "Key-value store",
            Self::Cache => "Cache",
            Self::SearchIndex => "Text search",
            Self::Graph => "Graph database",
            Self::FeatureStore => "Feature store",
            Self::Model => "Model training and serving",
            Self::Api => "API",
            Self::Bi => "Dashboards and reports",
            Self::Consumer => "Consumer",
            Self::Quality => "Data quality",
            Self::Catalog => "Catalog and lineage",
            Self::Registry => "Schema registry",
            Self::DeadLetter => "Dead-letter path",
            Self::StateStore => "State store",
            Self::Monitoring => "Monitoring",
            Self::Masking => "Masking of personal data",
            Self::Access => "Access control",
            Self::Format => "File format",
            Self::Platform => "Platform",
        }
    }

    /// The role of this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }
}

/// An idea with the ways to say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Unique among concepts, technologies and roles.
    pub id: TermId,
    /// Its name for people.
    pub title: String,
    /// What it means, for the glossary.
    pub gloss: Option<String>,
    /// What it does when it stands on a whiteboard.
    pub role: Option<Role>,
    /// Concepts whose mention counts as a mention of this one.
    pub includes: Vec<TermId>,
    /// The ways to say it.
    pub terms: Vec<String>,
}

/// A product or library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Technology {
    /// Unique among concepts, technologies and roles.
    pub id: TermId,
    /// Its name today.
    pub title: String,
    /// All names, former ones too.
    pub names: Vec<String>,
    /// What it does.
    pub role: Role,
    /// Whether somebody else runs it.
    pub managed: bool,
    /// What it is, for the glossary.
    pub gloss: Option<String>,
}

/// Words that show how something is said rather than what. `...` stands for a gap of a few words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Discourse {
    /// A reason follows.
    pub reason: Vec<String>,
    /// A cost is accepted.
    pub cost: Vec<String>,
    /// What would change the decision.
    pub revisit: Vec<String>,
    /// What happens when something breaks.
    pub failure: Vec<String>,
    /// Not sure.
    pub hedge: Vec<String>,
    /// Negates what follows.
    pub negators: Vec<String>,
    /// Refuses what is named.
    pub rejecters: Vec<String>,
    /// Opens a question.
    pub question: Vec<String>,
    /// Opens an assumption.
    pub assume: Vec<String>,
}

/// The words of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// Ideas.
    pub concepts: Vec<Concept>,
    /// Products.
    pub technologies: Vec<Technology>,
    /// Ways of speaking.
    pub discourse: Discourse,
}
