//! How many samples and phrasings did what they should.

use std::ops::AddAssign;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Those that did.
    pub met: usize,
    /// All.
    pub of: usize,
}

impl Count {
    /// Counts one more.
    pub fn add(&mut self, did: bool) {
        self.met += usize::from(did);
        self.of += 1;
    }

    /// From 0 to 1; none where there is nothing to count.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.met as f64 / self.of as f64)
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.met += other.met;
        self.of += other.of;
    }
}

/// The figures of a case, or of a whole pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Points that have samples.
    pub points: usize,
    /// Samples that make their point, and those of them in which it was heard.
    pub heard: Count,
    /// Samples that do not make their point, and those of them in which it was not heard.
    pub silent: Count,
    /// Phrasings of facts, and those of them that lead to their fact while left out of the index.
    pub found: Count,
}

impl Tally {
    /// The share of the samples that make a point in which it was heard, from 0 to 1.
    pub fn recall(&self) -> Option<f64> {
        self.heard.share()
    }

    /// The share of the samples in which a point was heard that do make it, from 0 to 1.
    pub fn precision(&self) -> Option<f64> {
        let falsely = self.silent.of - self.silent.met;
        Count { met: self.heard.met, of: self.heard.met + falsely }.share()
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.points += other.points;
        self.heard += other.heard;
        self.silent += other.silent;
        self.found += other.found;
    }
}

/// The figures of one part of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The id of the case; none for everything that is drilled rather than sat.
    pub case: Option<String>,
    /// The figures.
    pub tally: Tally,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_counts_what_was_heard_and_should_not_have_been() {
        let tally =
            Tally { heard: Count { met: 9, of: 10 }, silent: Count { met: 7, of: 10 }, ..Tally::default() };
        assert_eq!((tally.recall(), tally.precision()), (Some(0.9), Some(0.75)));
        assert_eq!(Tally::default().precision(), None, "nothing was heard");
    }
}
