//! The weights of the measures: a logistic regression over labeled interviews and the samples of the pack.

use super::MEASURES;

/// In the order of the measures.
const WEIGHTS: [f64; MEASURES] = [
    1.59, 1.18, 4.34, 1.70, 0.32, -1.48, -0.92, -1.70, -1.36, 0.24, 1.57, -0.21, -0.14, 0.08, -4.26, -2.0,
    0.75,
];
/// The odds of a passage in which nothing is measured.
const BIAS: f64 = -4.7;
/// From these odds on a passage is taken to say the point.
pub const THRESHOLD: f64 = 0.0;

/// The logarithm of the odds that a passage with these measures says the point.
pub fn odds(measures: &[f64; MEASURES]) -> f64 {
    BIAS + measures.iter().zip(&WEIGHTS).map(|(measure, weight)| measure * weight).sum::<f64>()
}
