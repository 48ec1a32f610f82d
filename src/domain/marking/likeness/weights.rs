//! The weights of the measures: a logistic regression over labeled interviews.

use super::MEASURES;

/// In the order of the measures.
const WEIGHTS: [f64; MEASURES] = [
    2.88, 6.44, 3.50, 2.91, -0.19, -2.10, -1.15, -2.71, -0.25, 1.58, 0.12, -0.40, -0.40, 0.46, -2.96, -3.19,
    1.54,
];
/// The odds of a passage in which nothing is measured.
const BIAS: f64 = -5.03;
/// From these odds on a passage is taken to say the point.
pub const THRESHOLD: f64 = 0.0;

/// The logarithm of the odds that a passage with these measures says the point.
pub fn odds(measures: &[f64; MEASURES]) -> f64 {
    BIAS + measures.iter().zip(&WEIGHTS).map(|(measure, weight)| measure * weight).sum::<f64>()
}
