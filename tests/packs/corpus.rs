//! Ways to break the sound pack.

/// One way to break the sound pack: the file, what is replaced by what, the code of the problem, and a text of the
/// broken file on whose (first) line the problem must stand; empty where the line does not matter.
pub struct Break {
    /// The file.
    pub file: &'static str,
    /// What is replaced.
    pub from: &'static str,
    /// By what.
    pub to: &'static str,
    /// The code of the problem.
    pub code: &'static str,
    /// A text on whose line the problem must stand.
    pub on: &'static str,
}

const fn broken(
    file: &'static str,
    from: &'static str,
    to: &'static str,
    code: &'static str,
    on: &'static str,
) -> Break {
    Break { file, from, to, code, on }
}

pub const CASE: &str = "cases/parcels.yaml";
pub const PAGE: &str = "patterns/replay-log.md";
pub const TRADEOFF: &str = "tradeoffs/nightly-or-live.yaml";
pub const ESTIMATE: &str = "estimates/scans-a-day.yaml";

/// Structure: one problem a file.
pub const STRUCTURE: &[Break] = &[
    broken(CASE, "title: Parcel", "titel: Parcel", "unknown-field", "titel:"),
    broken(CASE, "summary: Where is every parcel now?\n", "", "missing-field", "id: parcels"),
    broken(CASE, "minutes: 45", "minutes: soon", "wrong-type", "minutes: soon"),
    broken(CASE, "minutes: 45", "minutes: 45\nminutes: 30", "duplicate-key", "minutes: 30"),
    broken(CASE, "title: Parcel tracking", "title:", "missing-value", "title:"),
    broken(CASE, "title: Parcel tracking", "title: Parcels: where", "yaml-syntax", "title:"),
    broken(CASE, "title: Parcel tracking", "title: \"Parcels", "yaml-syntax", ""),
    broken(CASE, "skills: [late-data, upserts]", "skills: [late-data, upserts", "yaml-syntax", ""),
    broken(CASE, "skills: [late-data, upserts]", "skills: late-data", "wrong-type", "skills:"),
    broken(CASE, "skills: [late-data, upserts]", "skills:\n\t- late-data", "tab-indent", "\t- late-data"),
    broken(CASE, "title: Parcel tracking", "title: &t Parcel tracking", "anchor", "title:"),
    broken(CASE, "summary: Where is every parcel now?", "summary: *t", "alias", "summary:"),
    broken(CASE, "summary: Where is", "summary: !secret Where is", "tag", "summary:"),
    broken(CASE, "    need: must", "    need: must\n    <<: {a: b}", "merge-key", "<<:"),
    broken(CASE, "facts:\n", "---\nfacts:\n", "two-documents", "---"),
    broken(CASE, "title: Parcel", "title: \u{0}Parcel", "control-character", "title:"),
    broken(CASE, "title: Parcel", "title: \u{1b}[2JParcel", "control-character", "title:"),
    broken(CASE, "title: Parcel tracking", "title: \"\\e[2J\"", "control-character", "title:"),
    broken(CASE, "title: Parcel tracking", "title: \"\\u202e\"", "control-character", "title:"),
    broken(CASE, "title: Parcel", "title: \u{202e}Parcel", "control-character", "title:"),
    broken(CASE, "weight: 2", "weight: heavy", "wrong-type", "weight: heavy"),
    broken("lexicon.yaml", "managed: false", "managed: no", "wrong-type", "managed: no"),
    broken(PAGE, "---\nid: replay-log", "id: replay-log", "no-front-matter", "id: replay-log"),
    broken(PAGE, "---\n\n## The idea", "\n## The idea", "no-front-matter", "---"),
    broken(PAGE, "title: Kappa", "titel: Kappa", "unknown-field", "titel:"),
    broken(ESTIMATE, "tolerance: 0.1", "tolerance: a bit", "wrong-type", "tolerance:"),
];

/// Meaning: all problems of a file.
pub const MEANING: &[Break] = &[
    broken("pack.yaml", "format: 1", "format: 2", "format-version", "format: 2"),
    broken("pack.yaml", "id: sound", "id: Sound Pack", "invalid-id", "id: Sound"),
    broken("framework.yaml", "  - id: clarify", "  - id: clarity", "unknown-value", "id: clarity"),
    broken("framework.yaml", "share: {min: 40, max: 50}", "share: {min: 50, max: 40}", "shares", "{min: 50"),
    broken("framework.yaml", "45: 20, 60: 27", "45: 21, 60: 27", "shares", "- id: clarify"),
    broken(
        "framework.yaml",
        "share: {min: 40, max: 50}",
        "share: {min: 90, max: 95}",
        "shares",
        "- id: clarify",
    ),
    broken("framework.yaml", "statement: [Sounds fair.]", "statement: []", "empty-list", "statement:"),
    broken("rubric.yaml", "weight: 12", "weight: 13", "weights", "id: scope"),
    broken("rubric.yaml", "id: scope,", "id: scoop,", "unknown-value", "id: scoop"),
    broken(
        "rubric.yaml",
        "levels: [Nothing, Named, Reasoned, Proven]",
        "levels: [No, Yes]",
        "level-count",
        "[No, Yes]",
    ),
    broken("rubric.yaml", "{below: 101, title: strong}", "{below: 100, title: strong}", "bands", "below: 40"),
    broken("rubric.yaml", "cap: mixed", "cap: mixd", "unknown-id", "cap: mixd"),
    broken("rubric.yaml", "at-least: {scope: 1,", "at-least: {scope: 4,", "out-of-range", "scope: 4"),
    broken("topics.yaml", "- id: volume", "- id: freshness", "duplicate-id", "freshness\n    title: Volume"),
    broken("lexicon.yaml", "- id: business-key", "- id: warehouse", "role-name", "- id: warehouse"),
    broken("lexicon.yaml", "{id: s3,", "{id: late-data,", "duplicate-id", "{id: late-data"),
    broken("lexicon.yaml", "role: lake\n", "role: pond\n", "unknown-value", "role: pond"),
    broken("lexicon.yaml", "includes: [late-data]", "includes: [late-date]", "unknown-id", "late-date"),
    broken("lexicon.yaml", "terms: [raw copy,", "terms: [\"--\",", "empty-term", "\"--\""),
    broken(CASE, "difficulty: core", "difficulty: cor", "unknown-value", "difficulty:"),
    broken(CASE, "minutes: 45", "minutes: 4500", "out-of-range", "minutes: 4500"),
    broken(CASE, "skills: [late-data, upserts]", "skills: [late-date]", "unknown-id", "skills:"),
    broken(CASE, "topic: freshness", "topic: fresness", "unknown-id", "topic: fresness"),
    broken(CASE, "need: must", "need: may", "unknown-value", "need: may"),
    broken(CASE, "  - id: volume", "  - id: freshness", "duplicate-id", "freshness\n    topic: volume"),
    broken(CASE, "{topic: budget,", "{topic: budge,", "unknown-id", "topic: budge"),
    broken(CASE, "dim: scope", "dim: scop", "unknown-value", "dim: scop"),
    broken(CASE, "weight: 2", "weight: 4", "out-of-range", "weight: 4"),
    broken(CASE, "told: [freshness]", "told: [fresh]", "unknown-id", "told:"),
    broken(CASE, "facts: [volume]", "told: [volume]", "told-outside-clarify", "told: [volume]"),
    broken(CASE, "        told: [freshness]\n", "", "no-cues", "id: asks-freshness"),
    broken(
        CASE,
        "(merge|upsert) $business-key",
        "(merge|upsert $business-key",
        "invalid-cue",
        "(merge|upsert",
    ),
    broken(
        CASE,
        "(merge|upsert) $business-key",
        "(merge|upsert) $busines-key",
        "unknown-name",
        "$busines-key",
    ),
    broken(CASE, "- append $late-data", "- append $late-dta", "unknown-name", "append $late-dta"),
    broken(CASE, "- rebuild partition", "- -rebuild", "invalid-cue", "- -rebuild"),
    broken(CASE, "span: answer", "span: page", "unknown-value", "span: page"),
    broken(CASE, "- id: late-scans", "- id: deep-dive", "step-id", "- id: deep-dive"),
    broken(CASE, "- id: alerts", "- id: late-scans", "duplicate-id", "late-scans\n        ask: How do"),
    broken(CASE, "- id: top-risk", "- id: rebuild", "duplicate-id", "rebuild\n        dim: correctness"),
    broken(CASE, "  deep-dive:\n    opening", "  deep-drive:\n    opening", "unknown-field", "deep-drive:"),
    broken(CASE, "step: deep-dive", "step: summary", "unknown-value", "step: summary"),
    broken(CASE, "{fact: freshness,", "{fact: fresh,", "unknown-id", "{fact: fresh,"),
    broken(CASE, "remove: [batch]", "remove: [gateaway]", "unknown-id", "gateaway"),
    broken(CASE, "(stream-log|cdc)", "(stream-lock|cdc)", "unknown-id", "stream-lock"),
    broken(CASE, "I rebuild the partition. {rebuild}", "I rebuild it. {rebild}", "unknown-id", "{rebild}"),
    broken(CASE, "  kafka: {add", "  kafca: {add", "unknown-id", "kafca:"),
    broken(CASE, "see: [replay-log,", "see: [replay-lag,", "unknown-id", "see: [replay-lag"),
    broken(PAGE, "see: [parcels, first-minutes]", "see: [parcel, first-minutes]", "unknown-id", "see:"),
    broken(PAGE, "{id: what,", "{id: What,", "invalid-id", "id: What"),
    broken(
        PAGE,
        "        - one (path|code) history\n",
        "        - one (path|code)) $x\n",
        "unknown-name",
        "$x",
    ),
    broken(
        PAGE,
        "      weight: 3\n",
        "      weight: 3\n      facts: [volume]\n",
        "facts-outside-case",
        "facts:",
    ),
    broken(TRADEOFF, "better: batch", "better: bach", "unknown-id", "better: bach"),
    broken(TRADEOFF, "  - id: stream", "  - id: batch", "duplicate-id", "batch\n    title: Stream"),
    broken(
        TRADEOFF,
        "- id: somebody-acts",
        "- id: nobody-waits",
        "duplicate-id",
        "nobody-waits\n        dim: tradeoffs\n        weight: 2\n        say: Somebody",
    ),
    broken(ESTIMATE, "{events} events a day", "{event} events a day", "unknown-id", "ask:"),
    broken(ESTIMATE, "{events: 500M, size: 2 KB}", "{events: 500M}", "missing-value", "value: 1 TB"),
    broken(ESTIMATE, "tolerance: 0.1", "tolerance: 0", "out-of-range", "tolerance: 0"),
    broken(ESTIMATE, "events: [100M, 500M]", "events: []", "empty-list", "events: []"),
];

/// What only a check finds.
pub const CHECKED: &[Break] = &[
    broken(PAGE, "(scans-a-day#worked)", "(scans-a-dya#worked)", "dead-link", "One engine"),
    broken(PAGE, "(scans-a-day#worked)", "(scans-a-day#worket)", "dead-link", "One engine"),
    broken(PAGE, "(#when-it-fits)", "(#when-it-fit)", "dead-link", "One engine"),
    broken(PAGE, "(#when-it-fits)", "(javascript:x)", "dead-link", "One engine"),
    broken(CASE, "**delivery firm**", "[firm](firm)", "dead-link", "[firm]"),
    broken(TRADEOFF, "Start from who waits.", "See [this](#that).", "dead-link", "See [this]"),
    broken(CASE, "figures: [1 min]", "figures: [50,000/s]", "split-item", "figures: [50"),
    broken(CASE, "figures: [1 min]", "figures: [60]", "not-a-text", "figures: [60]"),
    broken(ESTIMATE, "size: [1 KB, 2 KB]", "size: [1e3, 2 KB]", "not-a-text", "size: [1e3"),
    broken("lexicon.yaml", "[kafka, msk]", "[kafka, Landing-Zone]", "shared-term", "[kafka,"),
    broken(
        "lexicon.yaml",
        "concepts:\n",
        "concepts:\n  - {id: orphan, terms: [o]}\n",
        "unused-concept",
        "{id: orphan",
    ),
    broken(CASE, "- rebuild partition", "- $count", "bare-figure", "- $count"),
    broken(
        CASE,
        "- rebuild partition",
        "- rebuild (a|b)\n          - again b rebuild",
        "superfluous-cue",
        "- again b",
    ),
    broken(PAGE, "## When it fits", "## When", "page-length", "id: replay-log"),
    broken(PAGE, "recall:\n", "recall:\n", "few-items", "id: replay-log"),
    broken(TRADEOFF, "better: batch", "better: stream", "one-sided", "id: nightly-or-live"),
    broken(
        CASE,
        "good: I land the raw scans untouched in S3 first.",
        "good: Hills everywhere.",
        "sample-not-heard",
        "good: Hills",
    ),
    broken(
        CASE,
        "wrong: Raw data is thrown away after parsing.",
        "wrong: I land the raw scans untouched in S3 first.",
        "sample-heard",
        "wrong: I land",
    ),
    broken(
        CASE,
        "model: I merge on the business key. {keyed-merge}",
        "model: It rains.",
        "model-falls-short",
        "model: It rains",
    ),
    broken(CASE, "How fresh must operations see a scan?", "Is it red?", "question-astray", "Is it red?"),
    broken(CASE, "  scanners -> queue : events\n", "  scanners\n", "sketch", "id: parcels"),
    broken(CASE, "sketch: \"queue -> stream -> hot\"", "sketch: \"# nothing yet\"", "sketch", "id: parcels"),
    broken(CASE, "queue -> lake -> batch", "queue -> batch", "sketch-questioned", "id: parcels"),
    broken(TRADEOFF, "Start from who waits.", "Start from Dynamo DB.", "technology-name", "Start from"),
    broken("pack.yaml", "language: en", "language: de", "language", "language: de"),
    broken("chapters/first-minutes.md", "id: first-minutes", "id: second-minutes", "file-name", "id: second"),
];
