//! A small lexicon for tests.

use crate::domain::id::TermId;
use crate::domain::lexicon::{Concept, Lexicon, Role, Technology};
use crate::domain::sketch::{Graph, Roles, Sketch};

/// Technologies and concepts of every kind that the tests draw.
pub fn lexicon() -> Lexicon {
    let technologies = [
        ("kinesis", "Amazon Kinesis", "kinesis|kinesis data streams", Role::StreamLog),
        ("kafka", "Apache Kafka", "kafka", Role::StreamLog),
        ("firehose", "Data Firehose", "firehose|kinesis data firehose", Role::Ingestion),
        ("s3", "Amazon S3", "s3", Role::Lake),
        ("spark", "Apache Spark", "spark", Role::BatchEngine),
        ("flink", "Apache Flink", "flink", Role::StreamEngine),
        ("airflow", "Apache Airflow", "airflow", Role::Orchestrator),
        ("redshift", "Amazon Redshift", "redshift", Role::Warehouse),
        ("redis", "Redis", "redis", Role::KeyValue),
        ("postgres", "PostgreSQL", "postgres|postgresql", Role::Relational),
    ];
    let concepts = [
        ("raw-layer", "raw zone|raw", Role::Lake),
        ("silver-layer", "silver|silver table", Role::TableFormat),
        ("gold-layer", "gold|gold table", Role::TableFormat),
        ("city-operations", "city operations|city ops", Role::Consumer),
        ("executives", "head office|executives|exec", Role::Consumer),
    ];
    let split = |names: &str| names.split('|').map(str::to_owned).collect::<Vec<_>>();
    Lexicon {
        technologies: technologies
            .into_iter()
            .map(|(id, title, names, role)| Technology {
                id: TermId::new(id).unwrap(),
                title: title.to_owned(),
                names: split(names),
                role,
                managed: false,
                gloss: None,
            })
            .collect(),
        concepts: concepts
            .into_iter()
            .map(|(id, terms, role)| Concept {
                id: TermId::new(id).unwrap(),
                title: id.to_owned(),
                gloss: None,
                role: Some(role),
                includes: Vec::new(),
                terms: split(terms),
            })
            .collect(),
        ..Lexicon::default()
    }
}

/// What names of that lexicon do.
pub fn roles() -> Roles {
    Roles::of_lexicon(&lexicon())
}

/// A text, read with that lexicon.
pub fn graph(text: &str) -> Graph {
    Graph::of(&Sketch::parse(text), &roles())
}
