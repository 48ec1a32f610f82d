//! The words of the product, as data and pure functions over them.
//!
//! Knows cases, facts, points, the log of an interview, and how they are read. Does not know files, clocks,
//! terminals or databases: times and seeds are parameters.

pub mod anchor;
pub mod article;
pub mod case;
pub mod chance;
pub mod comparison;
pub mod cue;
pub mod document;
pub mod drill;
pub mod evaluation;
pub mod fingerprint;
pub mod framework;
pub mod glossary;
pub mod hits;
pub mod id;
pub mod interview;
pub mod interviewer;
pub mod lexicon;
pub mod lookup;
pub mod marking;
pub mod page;
pub mod playbook;
pub mod progress;
pub mod quantity;
pub mod rubric;
pub mod schedule;
pub mod score;
pub mod sitting;
pub mod sketch;
pub mod step;
pub mod text;
pub mod time;
pub mod transcript;
