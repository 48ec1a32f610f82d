//! Pages that are announced and may not be written yet. A reference to one of them is no error; until the page
//! exists, it is not shown as a link.

/// The ids of announced pages, in the order of their kinds.
pub const PLANNED: &[&str] = &[
    // Chapters.
    "glossary",
    "methodology",
    // Trade-offs.
    "spark-or-flink",
    "iceberg-or-delta",
    "kinesis-kafka-or-msk",
    // Cases.
    "retail-warehouse-load",
    "customer-360",
    "fraud-detection",
    "recommendation-features",
    "clickstream-analytics",
    "ad-attribution",
];

/// Whether a page of this id is announced.
pub fn is_planned(id: &str) -> bool {
    PLANNED.contains(&id)
}
