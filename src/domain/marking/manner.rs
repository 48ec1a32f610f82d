//! The manner of a candidate over a whole sitting: one who refuses most ideas, or is mistaken about most subjects, is
//! likely to refuse or err in a passage that taken by itself could be read either way.

use super::likeness::Refusals;
use super::points::Listened;

/// Of an honest candidate up to this share of the points is spoken of more as in what is mistaken than as in what is
/// right; on labeled interviews it was 0.09 to 0.33, up to 0.47 of a weak one, and 0.56 to 0.73 of those who were wrong
/// on purpose.
const COMMON_ERRORS: f64 = 0.46;
/// From this share on a candidate is taken to be mistaken about the subject.
const MANY_ERRORS: f64 = 0.58;
/// A point counts if something that was said is at least so like one of its sentences.
const TOUCHED: f64 = 0.25;
/// So few points tell little of anybody's manner.
const FEW_POINTS: f64 = 8.0;

/// How somebody speaks.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Manner {
    /// How far they refuse on principle, from 0 to 1.
    pub refuses: f64,
    /// How far they are mistaken about most of what they speak of, from 0 to 1.
    pub errs: f64,
}

impl Manner {
    /// The manner of somebody who said all this.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a Listened>) -> Self {
        let mut refusals = Refusals::default();
        let mut best: Vec<(f64, f64)> = Vec::new();
        for text in texts {
            refusals = refusals.plus(text.refusals());
            for window in &text.windows {
                best.resize(window.likeness.len().max(best.len()), (0.0, 0.0));
                for ((right, wrong), likeness) in best.iter_mut().zip(&window.likeness) {
                    *right = likeness.closest.max(*right);
                    *wrong = likeness.wrong.max(*wrong);
                }
            }
        }
        let touched: Vec<&(f64, f64)> =
            best.iter().filter(|(right, wrong)| right.max(*wrong) >= TOUCHED).collect();
        let mistaken = touched.iter().filter(|(right, wrong)| wrong > right).count();
        let share = mistaken as f64 / (touched.len() as f64).max(FEW_POINTS);
        let errs = ((share - COMMON_ERRORS) / (MANY_ERRORS - COMMON_ERRORS)).clamp(0.0, 1.0);
        Self { refuses: refusals.manner(), errs }
    }
}
