//! The weights of the measures: a logistic regression over labeled interviews and the samples of the pack.

use super::MEASURES;

/// In the order of the measures.
const WEIGHTS: [f64; MEASURES] =
    [1.52, 3.43, 3.05, 0.38, -0.00, -0.34, 1.02, -0.67, -0.80, 0.19, -2.88, 1.11];
/// The odds of a passage in which nothing is measured.
const BIAS: f64 = -5.30;
/// From these odds on a passage is taken to say the point.
pub const THRESHOLD: f64 = 0.1;

/// The logarithm of the odds that a passage with these measures says the point.
pub fn odds(measures: &[f64; MEASURES]) -> f64 {
    BIAS + measures.iter().zip(&WEIGHTS).map(|(measure, weight)| measure * weight).sum::<f64>()
}
