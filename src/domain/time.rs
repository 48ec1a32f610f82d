//! Times as values. Nothing here reads a clock.

use serde::{Deserialize, Serialize};

/// A point in an interview, in milliseconds of session time: pauses, suspends and crashes do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionTime(pub u64);

impl SessionTime {
    /// The start of the interview.
    pub const ZERO: Self = Self(0);

    /// That many whole seconds in.
    pub const fn seconds(seconds: u64) -> Self {
        Self(seconds * 1000)
    }

    /// That many whole minutes in.
    pub const fn minutes(minutes: u64) -> Self {
        Self::seconds(minutes * 60)
    }

    /// Whole seconds, rounded down.
    pub const fn whole_seconds(self) -> u64 {
        self.0 / 1000
    }

    /// The time from `earlier` to this; zero when `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }

    /// This much later.
    #[must_use]
    pub const fn plus(self, span: Self) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

/// `12:05`, and `1:02:05` from an hour up.
impl std::fmt::Display for SessionTime {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seconds = self.whole_seconds();
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            write!(formatter, "{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(formatter, "{minutes:02}:{seconds:02}")
        }
    }
}

/// A moment of wall-clock time, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Date and time of a place `utc_offset` seconds from UTC.
    pub fn local(self, utc_offset: i32) -> jiff::civil::DateTime {
        let zone = jiff::tz::Offset::from_seconds(utc_offset).unwrap_or(jiff::tz::Offset::UTC);
        let moment = jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        zone.to_datetime(moment)
    }
}

/// A day of the learner's calendar, counted from 1970-01-01. Days start at 04:00 local time by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// This many days later.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from `earlier` to this.
    pub fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The date in the calendar.
    pub fn date(self) -> jiff::civil::Date {
        let epoch = jiff::civil::date(1970, 1, 1);
        epoch.saturating_add(jiff::Span::new().days(self.0.clamp(-700_000, 2_900_000)))
    }
}

/// `2026-12-10`.
impl std::fmt::Display for Day {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.date())
    }
}

/// From `2026-12-10`.
impl std::str::FromStr for Day {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let date: jiff::civil::Date = text.trim().parse()?;
        Ok(Self(date.since(jiff::civil::date(1970, 1, 1))?.get_days()))
    }
}

/// The hour after local midnight at which the learner's day begins, 0 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayStart(pub u8);

impl Default for DayStart {
    /// Who practices past midnight still practices today.
    fn default() -> Self {
        Self(4)
    }
}

/// What the runtime knows of time at one moment. The only way time enters the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Now {
    /// Milliseconds of a clock that never jumps and stands still while the machine sleeps.
    pub monotonic: u64,
    /// Milliseconds of a clock that never jumps and runs on while the machine sleeps.
    pub boot: u64,
    /// The wall clock, for the record only.
    pub wall: Timestamp,
    /// Offset of local time from UTC at `wall`, in seconds, for showing dates and finding the day.
    pub utc_offset: i32,
    /// When the learner's day begins.
    pub day_start: DayStart,
}

impl Now {
    /// The learner's day.
    pub fn day(&self) -> Day {
        let DayStart(hour) = self.day_start;
        let local = self.wall.0.div_euclid(1000) + i64::from(self.utc_offset) - i64::from(hour) * 3600;
        Day(local.div_euclid(86_400) as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn session_time_reads_like_a_clock() {
        assert_eq!(SessionTime::seconds(65).to_string(), "01:05");
        assert_eq!(SessionTime::minutes(62).to_string(), "1:02:00");
    }

    #[test]
    fn a_day_is_written_as_a_date() {
        for day in [Day(0), Day(20_432), Day(-1), Day(59), Day(11_016)] {
            assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
        }
        assert_eq!(Day(20_432).to_string(), "2025-12-10");
        assert!("2026-02-30".parse::<Day>().is_err());
    }

    #[test]
    fn the_day_starts_at_four_wherever_the_learner_is() {
        // 2025-12-10T03:59:59 and 04:00:00 local, from Honolulu to Kiritimati.
        for offset in [-36_000, -12_600, 0, 19_800, 50_400] {
            let local = |seconds: i64| Now {
                wall: Timestamp((20_432 * 86_400 + seconds - i64::from(offset)) * 1000),
                utc_offset: offset,
                ..Now::default()
            };
            assert_eq!(local(4 * 3600 - 1).day(), Day(20_431), "{offset}");
            assert_eq!(local(4 * 3600).day(), Day(20_432), "{offset}");
        }
    }

    #[test]
    fn the_day_starts_at_four_in_the_morning() {
        let at = |hour: i64| Now { wall: Timestamp(hour * 3_600_000), ..Now::default() };
        assert_eq!(at(27).day(), Day(0));
        assert_eq!(at(28).day(), Day(1));
        let from_six = |hour| Now { day_start: DayStart(6), ..at(hour) };
        assert_eq!((from_six(29).day(), from_six(30).day()), (Day(0), Day(1)), "or when the learner says");
    }
}
