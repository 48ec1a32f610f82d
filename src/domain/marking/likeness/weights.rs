//! The weights of the measures: a logistic regression over labeled interviews and the samples of the pack.

use super::MEASURES;

/// In the order of the measures.
const WEIGHTS: [f64; MEASURES] = [
    1.63, 1.27, 4.29, 1.47, 0.33, -0.80, -0.50, -1.53, -1.10, 0.46, 1.88, -0.43, -0.11, -0.06, -3.5, -2.0,
    0.73,
];
/// The odds of a passage in which nothing is measured.
const BIAS: f64 = -4.95;
/// From these odds on a passage is taken to say the point.
pub const THRESHOLD: f64 = 0.0;

/// The logarithm of the odds that a passage with these measures says the point.
pub fn odds(measures: &[f64; MEASURES]) -> f64 {
    BIAS + measures.iter().zip(&WEIGHTS).map(|(measure, weight)| measure * weight).sum::<f64>()
}
