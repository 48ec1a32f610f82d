//! Figures: `200GB`, `50k/s`, `5 %`, `two days`, `$300`, `1.2M events/s`. Compared by value, not by spelling.
//!
//! A figure is a note on the tokens it is made of, which stay words as well, so that "days late" is still heard in
//! "two days late".

mod read;

pub use read::find;

use crate::domain::cue::FigureClass;

/// What is counted or measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// Seconds.
    Seconds,
    /// Parts of a hundred.
    Percent,
    /// Money, whatever the currency.
    Money,
    /// `4x`, `four times`.
    Times,
    /// Things, or nothing that was named.
    Count,
}

/// A figure: one value, or a range from low to high.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// In base units (bytes, seconds); the lower end of a range.
    pub low: f64,
    /// The upper end; equal to `low` for a single value.
    pub high: f64,
    /// What is counted.
    pub unit: Unit,
    /// Per how many seconds, for a rate: `a day` is 86,400.
    pub per: Option<f64>,
}

/// Two figures are the same if they differ by no more than this ratio.
const TOLERANCE: f64 = 0.03;
/// A bare number at least this large can be recognized without its unit.
const TELLING: f64 = 1000.0;

impl Figure {
    /// The first figure of a text, such as `2-3 TB` or `four times`.
    pub fn parse(text: &str) -> Option<Self> {
        let read = super::Text::read(text);
        read.figures.first().map(|placed| placed.figure)
    }

    /// Whether it belongs to a class. Bytes a second are both bytes and a rate.
    pub fn is(self, class: FigureClass) -> bool {
        match class {
            FigureClass::Bytes => self.unit == Unit::Bytes,
            FigureClass::Rate => self.per.is_some(),
            FigureClass::Duration => self.unit == Unit::Seconds && self.per.is_none(),
            FigureClass::Count => matches!(self.unit, Unit::Count | Unit::Times),
            FigureClass::Percent => self.unit == Unit::Percent,
            FigureClass::Money => self.unit == Unit::Money,
        }
    }

    /// Whether it carries a unit of any kind, so that it is more than a bare number.
    pub fn has_unit(self) -> bool {
        self.unit != Unit::Count || self.per.is_some() || self.low >= TELLING
    }

    /// Whether both say the same, allowing for rounding: 24 h and one day, 23k/s and 23,000 events per second.
    pub fn same(self, other: Self) -> bool {
        if self.unit != other.unit {
            return false;
        }
        if let (Some(own), Some(others)) = (self.per, other.per) {
            return overlap((self.low / own, self.high / own), (other.low / others, other.high / others));
        }
        // One of the two was said without its time: "23,000" where the fact has 23,000 events/s.
        (self.per.is_none() && other.per.is_none() || self.low >= TELLING)
            && overlap((self.low, self.high), (other.low, other.high))
    }
}

fn overlap(own: (f64, f64), other: (f64, f64)) -> bool {
    own.0 <= other.1 * (1.0 + TOLERANCE) && other.0 <= own.1 * (1.0 + TOLERANCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(text: &str) -> Figure {
        Figure::parse(text).unwrap_or_else(|| panic!("no figure in `{text}`"))
    }

    #[test]
    fn spellings_of_one_value_are_the_same() {
        for (one, other) in [
            ("200GB", "200 GB"),
            ("200 gigabytes", "0.2 TB"),
            ("50k/s", "50,000 events per second"),
            ("5 %", "five percent"),
            ("two days", "48 hours"),
            ("48h", "2 days"),
            ("15min", "15-minute"),
            ("a quarter of an hour", "15 min"),
            ("$300", "300 dollars"),
            ("1.2M events/s", "1.2 million a second"),
            ("500 million", "500M"),
            ("half a billion", "500M"),
            ("4x", "four times"),
            ("fourfold", "4 times"),
            ("2-3 TB", "2.5 TB"),
            ("2 to 3 TB", "2.5TB"),
            ("13 months", "thirteen months"),
            ("23,000 events/s", "23k per sec"),
            ("23,000", "23k/s"),
            ("an hour", "60 minutes"),
        ] {
            assert!(
                figure(one).same(figure(other)),
                "{one} / {other}: {:?} {:?}",
                figure(one),
                figure(other)
            );
        }
    }

    #[test]
    fn other_values_and_other_units_are_not_the_same() {
        for (one, other) in [
            ("200 GB", "200 MB"),
            ("5 %", "5"),
            ("2 days", "3 days"),
            ("15 min", "15 s"),
            ("4x", "4 hours"),
            ("10/s", "10/h"),
        ] {
            assert!(!figure(one).same(figure(other)), "{one} / {other}");
        }
    }

    #[test]
    fn classes_are_read_off_the_unit() {
        use FigureClass::{Bytes, Count, Duration, Money, Percent, Rate};
        for (text, class) in [
            ("200GB", Bytes),
            ("116 MB/s", Bytes),
            ("116 MB/s", Rate),
            ("500 million events a day", Rate),
            ("50k msgs per sec", Rate),
            ("two days", Duration),
            ("15m", Duration),
            ("120 shards", Count),
            ("10x", Count),
            ("0.1 %", Percent),
            ("$4,000", Money),
        ] {
            assert!(figure(text).is(class), "{text} {class:?} {:?}", figure(text));
        }
        assert!(!figure("120 shards").is(Rate));
        assert!(!figure("two days").is(Count));
    }

    #[test]
    fn words_that_only_look_like_figures_are_none() {
        for text in ["one row per trip", "a day late", "S3 and p99", "we scale", "once more"] {
            assert!(Figure::parse(text).is_none(), "{text}: {:?}", Figure::parse(text));
        }
    }
}
