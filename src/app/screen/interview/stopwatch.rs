//! Session time: what has been counted, and since when it runs. No ticks are counted.

use crate::domain::time::SessionTime;

/// A stopwatch over a monotonic clock in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopwatch {
    counted: SessionTime,
    running_since: Option<u64>,
}

impl Stopwatch {
    /// Runs on from `counted`.
    pub fn running(counted: SessionTime, monotonic: u64) -> Self {
        Self { counted, running_since: Some(monotonic) }
    }

    /// Stands at `counted`.
    pub fn stopped(counted: SessionTime) -> Self {
        Self { counted, running_since: None }
    }

    /// Whether it runs.
    pub fn is_running(&self) -> bool {
        self.running_since.is_some()
    }

    /// What it shows.
    pub fn read(&self, monotonic: u64) -> SessionTime {
        let running = self.running_since.map_or(0, |since| monotonic.saturating_sub(since));
        self.counted.plus(SessionTime(running))
    }

    /// Stops it.
    pub fn stop(&mut self, monotonic: u64) {
        *self = Self::stopped(self.read(monotonic));
    }

    /// Starts it, if it stands.
    pub fn start(&mut self, monotonic: u64) {
        if !self.is_running() {
            self.running_since = Some(monotonic);
        }
    }

    /// Counts this much more.
    pub fn add(&mut self, span: SessionTime) {
        self.counted = self.counted.plus(span);
    }

    /// Monotonic milliseconds at which the next whole second begins; `None` while it stands.
    pub fn next_second(&self, monotonic: u64) -> Option<u64> {
        self.running_since?;
        Some(monotonic + 1000 - self.read(monotonic).0 % 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_costs_nothing() {
        let mut watch = Stopwatch::running(SessionTime::seconds(5), 1_000);
        watch.stop(3_500);
        watch.start(60_000);
        assert_eq!(watch.read(61_000), SessionTime(8_500));
        assert_eq!(watch.next_second(61_000), Some(61_500));
    }
}
