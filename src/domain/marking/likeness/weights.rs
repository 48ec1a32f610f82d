//! The weights of the measures: a logistic regression over labeled interviews and the samples of the pack.

use super::MEASURES;

/// In the order of the measures.
const WEIGHTS: [f64; MEASURES] =
    [1.90, 0.0, 3.85, 3.25, 0.05, -0.39, 0.0, 0.0, 0.0, -0.18, 0.44, -0.01, -0.98, 0.24, -4.61, 1.34];
/// The odds of a passage in which nothing is measured.
const BIAS: f64 = -5.0;
/// From these odds on a passage is taken to say the point.
pub const THRESHOLD: f64 = 0.0;

/// The logarithm of the odds that a passage with these measures says the point.
pub fn odds(measures: &[f64; MEASURES]) -> f64 {
    BIAS + measures.iter().zip(&WEIGHTS).map(|(measure, weight)| measure * weight).sum::<f64>()
}
