//! How much a day may hold, and when the interview is.

use serde::{Deserialize, Serialize};

use crate::domain::time::Day;

/// How much a day may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Cards never seen before.
    pub new: u32,
    /// Cards that come back.
    pub reviews: u32,
    /// Minutes at the drills.
    pub minutes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { new: 20, reviews: 60, minutes: 20 }
    }
}

/// What is allowed on one day beyond the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// The only day it counts on.
    pub day: Day,
    /// In the same units as the limits.
    pub more: Limits,
}

/// The chance of recall at which cards come back while no interview is ahead, in percent, 70 to 97.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Retention(pub u8);

impl Default for Retention {
    /// What FSRS is tuned for: <https://github.com/open-spaced-repetition/fsrs4anki/wiki>.
    fn default() -> Self {
        Self(90)
    }
}

/// What is decided outside the history and goes before what is kept in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overrides {
    /// Cards never seen before, a day.
    pub new: Option<u32>,
    /// Cards that come back, a day.
    pub reviews: Option<u32>,
    /// Minutes at the drills, a day.
    pub minutes: Option<u32>,
    /// The chance of recall at which cards come back.
    pub retention: Option<Retention>,
    /// The day of the interview.
    pub interview: Option<Day>,
}

/// What the learner has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// How much a day may hold.
    pub limits: Limits,
    /// More, on one day.
    pub extra: Option<Extra>,
    /// The day of the interview.
    pub interview: Option<Day>,
    /// How well cards are to be remembered; not kept in the history.
    #[serde(default)]
    pub retention: Retention,
}

/// The names under which settings are kept.
const LIMITS: &str = "drill.limits";
const EXTRA: &str = "drill.extra";
const INTERVIEW: &str = "interview.date";

impl Settings {
    /// The names under which the settings are kept.
    pub const NAMES: [&'static str; 3] = [LIMITS, EXTRA, INTERVIEW];

    /// These, but where something is decided outside the history.
    #[must_use]
    pub fn with(self, decided: &Overrides) -> Self {
        Self {
            limits: Limits {
                new: decided.new.unwrap_or(self.limits.new),
                reviews: decided.reviews.unwrap_or(self.limits.reviews),
                minutes: decided.minutes.unwrap_or(self.limits.minutes),
            },
            extra: self.extra,
            interview: decided.interview.or(self.interview),
            retention: decided.retention.unwrap_or(self.retention),
        }
    }

    /// What holds on a day: the limits, and what is allowed beyond them. The evening before the interview is for
    /// rest, and on its day nothing new begins, but for what is allowed beyond.
    pub fn today(&self, today: Day) -> Limits {
        let more = self.extra.filter(|extra| extra.day == today).map(|extra| extra.more);
        let more = more.unwrap_or(Limits { new: 0, reviews: 0, minutes: 0 });
        let usual = match self.interview.map(|day| day.since(today)) {
            Some(1) => Limits { new: 0, reviews: 0, minutes: 0 },
            Some(0) => Limits { new: 0, ..self.limits },
            _ => self.limits,
        };
        Limits {
            new: usual.new.saturating_add(more.new),
            reviews: usual.reviews.saturating_add(more.reviews),
            minutes: usual.minutes.saturating_add(more.minutes),
        }
    }

    /// Allows more today, on top of what was allowed before.
    pub fn allow_more(&mut self, today: Day, more: Limits) {
        let before = self.extra.filter(|extra| extra.day == today).map(|extra| extra.more);
        let before = before.unwrap_or(Limits { new: 0, reviews: 0, minutes: 0 });
        let more = Limits {
            new: before.new.saturating_add(more.new),
            reviews: before.reviews.saturating_add(more.reviews),
            minutes: before.minutes.saturating_add(more.minutes),
        };
        self.extra = Some(Extra { day: today, more });
    }

    /// As texts, each under its name; empty where nothing is set.
    pub fn texts(&self) -> [(&'static str, String); 3] {
        let json = |value: serde_json::Result<String>| value.expect("numbers are JSON");
        [
            (LIMITS, json(serde_json::to_string(&self.limits))),
            (EXTRA, self.extra.map_or_else(String::new, |extra| json(serde_json::to_string(&extra)))),
            (INTERVIEW, self.interview.map_or_else(String::new, |day| day.to_string())),
        ]
    }

    /// From texts by name; what is missing or not readable is as if never set.
    pub fn read(text: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            limits: text(LIMITS).and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
            extra: text(EXTRA).and_then(|json| serde_json::from_str(&json).ok()),
            interview: text(INTERVIEW).and_then(|date| date.parse().ok()),
            retention: Retention::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_being_written_down() {
        let mut settings = Settings { interview: Some(Day(20_432)), ..Settings::default() };
        settings.allow_more(Day(20_400), Limits { new: 5, reviews: 0, minutes: 10 });
        settings.allow_more(Day(20_400), Limits { new: 5, reviews: 20, minutes: 0 });
        let texts = settings.texts();
        let read = Settings::read(|name| {
            texts.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone())
        });
        assert_eq!(read, settings);
        assert_eq!(settings.today(Day(20_400)), Limits { new: 30, reviews: 80, minutes: 30 });
        assert_eq!(settings.today(Day(20_401)), Limits::default(), "more is for one day only");
        assert_eq!(Settings::read(|_| Some("nonsense".to_owned())), Settings::default());
    }

    #[test]
    fn what_is_decided_outside_the_history_goes_before_what_is_kept_in_it() {
        let kept = Settings { interview: Some(Day(20_432)), ..Settings::default() };
        let decided = Overrides { new: Some(5), retention: Some(Retention(85)), ..Overrides::default() };
        let settings = kept.with(&decided);
        assert_eq!(settings.limits, Limits { new: 5, ..Limits::default() });
        assert_eq!((settings.retention, settings.interview), (Retention(85), kept.interview));
        let later = Overrides { interview: Some(Day(20_500)), ..Overrides::default() };
        assert_eq!(kept.with(&later).interview, Some(Day(20_500)));
    }
}
