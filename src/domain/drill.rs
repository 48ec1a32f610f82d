//! Drills: short exercises, how they are posed, and how an answer is marked.

pub mod estimate;
