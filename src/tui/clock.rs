//! The clocks. The only place that reads them; everything else is handed [`Now`].

use jiff::tz::TimeZone;

use crate::domain::time::{DayStart, Now, Timestamp};

/// A gap between the two monotonic clocks that counts as sleep, in milliseconds.
const SLEEP_MILLIS: u64 = 60_000;

/// The time, for somebody whose day begins at four.
pub fn now() -> Now {
    at(DayStart::default())
}

/// The time, for somebody whose day begins at this hour.
pub fn at(day_start: DayStart) -> Now {
    let moment = jiff::Timestamp::now();
    Now {
        monotonic: monotonic(),
        boot: boot(),
        wall: Timestamp(moment.as_millisecond()),
        utc_offset: TimeZone::system().to_offset(moment).seconds(),
        day_start,
    }
}

#[cfg(unix)]
fn read(clock: rustix::time::ClockId) -> u64 {
    let time = rustix::time::clock_gettime(clock);
    time.tv_sec.unsigned_abs() * 1000 + time.tv_nsec.unsigned_abs() / 1_000_000
}

#[cfg(unix)]
fn monotonic() -> u64 {
    read(rustix::time::ClockId::Monotonic)
}

#[cfg(not(unix))]
fn monotonic() -> u64 {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    #[expect(clippy::disallowed_methods, reason = "this is the place that reads the clock")]
    let now = Instant::now();
    now.duration_since(*START.get_or_init(|| now)).as_millis() as u64
}

#[cfg(target_os = "linux")]
fn boot() -> u64 {
    read(rustix::time::ClockId::Boottime)
}

/// Systems without a second clock to compare with never report sleep.
#[cfg(not(target_os = "linux"))]
fn boot() -> u64 {
    monotonic()
}

/// Notices that the machine slept: one of the clocks ran on while the other stood still.
#[derive(Debug, Clone, Copy)]
pub struct SleepWatch {
    ahead: u64,
}

impl SleepWatch {
    /// Compares from now on.
    pub fn new(now: Now) -> Self {
        Self { ahead: ahead(now) }
    }

    /// How long the machine slept since it was asked last, in milliseconds, if that was worth a question.
    pub fn slept(&mut self, now: Now) -> Option<u64> {
        let gap = ahead(now).saturating_sub(self.ahead);
        self.ahead = ahead(now);
        (gap > SLEEP_MILLIS).then_some(gap)
    }
}

fn ahead(now: Now) -> u64 {
    now.boot.saturating_sub(now.monotonic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(monotonic: u64, slept: u64) -> Now {
        Now { monotonic, boot: monotonic + slept + 17, ..Now::default() }
    }

    #[test]
    fn sleep_is_reported_once_and_only_when_it_was_long() {
        let mut watch = SleepWatch::new(moment(1_000, 0));
        assert_eq!(watch.slept(moment(500_000, 0)), None);
        assert_eq!(watch.slept(moment(501_000, 59_000)), None);
        assert_eq!(watch.slept(moment(502_000, 59_000 + 2_280_000)), Some(2_280_000));
        assert_eq!(watch.slept(moment(503_000, 59_000 + 2_280_000)), None);
    }

    #[test]
    fn the_clocks_run_forward() {
        let (earlier, later) = (now(), now());
        assert!(earlier.monotonic <= later.monotonic && earlier.boot <= later.boot);
        assert!(later.wall.0 > 1_700_000_000_000);
        assert!(later.utc_offset.abs() <= 26 * 3600);
    }
}
