//! Finding figures among tokens.

use super::{Figure, Unit};
use crate::domain::text::wordset::stands_in;
use crate::domain::text::{Mark, PlacedFigure, Token};

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3600.0;
const DAY: f64 = 86_400.0;

/// Numbers in words.
const NUMBERS: [(&str, f64); 32] = [
    ("couple", 2.0),
    ("double", 2.0),
    ("dozen", 12.0),
    ("eight", 8.0),
    ("eighteen", 18.0),
    ("eighty", 80.0),
    ("eleven", 11.0),
    ("fifteen", 15.0),
    ("fifty", 50.0),
    ("five", 5.0),
    ("forty", 40.0),
    ("four", 4.0),
    ("fourteen", 14.0),
    ("half", 0.5),
    ("nine", 9.0),
    ("ninety", 90.0),
    ("one", 1.0),
    ("quarter", 0.25),
    ("seven", 7.0),
    ("seventeen", 17.0),
    ("seventy", 70.0),
    ("six", 6.0),
    ("sixteen", 16.0),
    ("sixty", 60.0),
    ("ten", 10.0),
    ("thirteen", 13.0),
    ("thirty", 30.0),
    ("three", 3.0),
    ("twelve", 12.0),
    ("twenty", 20.0),
    ("twice", 2.0),
    ("two", 2.0),
];

/// The figures of a text, in order, none inside another.
pub fn find(tokens: &[Token], source: &str) -> Vec<PlacedFigure> {
    let mut figures = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let reader = Reader { tokens, source, at };
        if let Some(placed) = reader.figure() {
            at = placed.tokens.end.max(at + 1);
            figures.push(placed);
        } else {
            at += 1;
        }
    }
    figures
}

/// A number before its unit is known.
#[derive(Clone, Copy)]
struct Number {
    low: f64,
    high: f64,
    /// Said with digits or with more than one word, so that it is a figure even without a unit.
    plain: bool,
    /// `5m`: five million or five minutes.
    small_m: bool,
}

struct Reader<'a> {
    tokens: &'a [Token],
    source: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    fn mark(&self, at: usize) -> Mark {
        self.tokens.get(at).map_or(Mark::Block, |token| token.gap.mark)
    }

    fn figure(mut self) -> Option<PlacedFigure> {
        let start = self.at;
        let currency = matches!(self.word(start), "dollar" | "euro") && self.tokens.get(start + 1)?.is_number;
        if currency {
            self.at += 1;
        }
        let mut number = self.range()?;
        self.multiply(&mut number);
        let unit = if currency { Some((Unit::Money, 1.0)) } else { self.unit(&number) };
        let per = self.per();
        let (unit, scale) = match unit {
            Some(unit) => unit,
            None if number.small_m => (Unit::Seconds, MINUTE),
            None if number.plain || per.is_some() => (Unit::Count, 1.0),
            None => return None,
        };
        let figure = Figure { low: number.low * scale, high: number.high * scale, unit, per };
        Some(PlacedFigure { tokens: start..self.at, figure })
    }

    /// One number, or two joined by a hyphen or "to".
    fn range(&mut self) -> Option<Number> {
        let first = self.number()?;
        let joined = match self.word(self.at) {
            "to" if self.mark(self.at) <= Mark::Space => 1,
            _ if matches!(self.mark(self.at), Mark::Hyphen | Mark::Dash) => 0,
            _ => return Some(first),
        };
        let back = self.at;
        self.at += joined;
        let second = if self.mark(self.at) <= Mark::Dash { self.number() } else { None };
        match second {
            Some(second) if second.low > first.low => {
                Some(Number { low: first.low, high: second.low, plain: true, small_m: second.small_m })
            }
            _ => {
                self.at = back;
                Some(first)
            }
        }
    }

    fn number(&mut self) -> Option<Number> {
        let token = self.tokens.get(self.at)?;
        if token.is_number {
            let value = token.word.parse::<f64>().ok()?;
            self.at += 1;
            let value = self.spaced_thousands(value);
            return Some(Number { low: value, high: value, plain: true, small_m: false });
        }
        let named =
            |word: &str| NUMBERS.binary_search_by_key(&word, |(name, _)| *name).ok().map(|at| NUMBERS[at].1);
        if matches!(token.word.as_str(), "a" | "an") {
            return self.single();
        }
        if let Some(times) = token.word.strip_suffix("fold").and_then(named) {
            return Some(Number { low: times, high: times, plain: false, small_m: false });
        }
        let mut value = named(&token.word)?;
        let fraction = value < 1.0;
        if token.word == "twice" || token.word == "double" {
            return None;
        }
        self.at += 1;
        if value >= 20.0
            && let Some(ones) = named(self.word(self.at)).filter(|ones| *ones >= 1.0 && *ones < 10.0)
        {
            value += ones;
            self.at += 1;
        }
        if matches!(self.word(self.at), "of") && matches!(self.word(self.at + 1), "a" | "an") && fraction {
            self.at += 1;
        }
        if matches!(self.word(self.at), "a" | "an" | "of") && (fraction || token.word == "couple") {
            self.at += 1;
        }
        // "one row" and "half of them" are no figures by themselves, "six engineers" is.
        Some(Number { low: value, high: value, plain: value > 1.0, small_m: false })
    }

    /// `500 000`
    fn spaced_thousands(&mut self, mut value: f64) -> f64 {
        let groups =
            |token: &Token| token.is_number && token.gap.mark == Mark::Space && token.word.len() == 3;
        while (1.0..1_000_000.0).contains(&value) && self.tokens.get(self.at).is_some_and(groups) {
            let Ok(group) = self.word(self.at).parse::<f64>() else { break };
            value = value * 1000.0 + group;
            self.at += 1;
        }
        value
    }

    /// "an hour" is a figure behind a word that measures; "a day late" is none.
    fn single(&mut self) -> Option<Number> {
        let behind = self.at.checked_sub(1).map_or("", |before| self.word(before));
        let measures = matches!(
            behind,
            "" | "within"
                | "in"
                | "for"
                | "after"
                | "under"
                | "about"
                | "than"
                | "over"
                | "last"
                | "roughly"
                | "to"
                | "once"
                | "every"
        );
        let unit = self.word(self.at + 1);
        let telling = matches!(
            unit,
            "hour" | "minute" | "second" | "million" | "billion" | "thousand" | "dozen" | "hundred"
        ) || (!behind.is_empty()
            && matches!(unit, "day" | "week" | "month" | "year" | "quarter"));
        if !measures || !telling {
            return None;
        }
        self.at += 1;
        Some(Number { low: 1.0, high: 1.0, plain: false, small_m: false })
    }

    /// Thousands, millions, billions.
    fn multiply(&mut self, number: &mut Number) {
        while let Some(token) = self.tokens.get(self.at) {
            let letter = token.gap.mark == Mark::Joined;
            let factor = match token.word.as_str() {
                "hundred" => 1e2,
                "k" if token.gap.mark <= Mark::Space => 1e3,
                "thousand" | "thousands" => 1e3,
                "million" | "millions" | "mio" | "mn" | "mil" | "mill" => 1e6,
                "billion" | "billions" | "bn" | "bio" => 1e9,
                "trillion" | "trillions" | "tn" => 1e12,
                "m" if letter || self.is_capital(token) => self.small_or_million(token, number),
                "b" if letter && self.is_capital(token) => 1e9,
                "t" if letter && self.is_capital(token) => 1e12,
                _ => return,
            };
            if factor > 1.0 {
                number.low *= factor;
                number.high *= factor;
                number.plain = true;
            }
            self.at += 1;
            if number.small_m {
                return;
            }
        }
    }

    fn is_capital(&self, token: &Token) -> bool {
        self.source.get(token.span.clone()).is_some_and(|letter| letter.chars().all(char::is_uppercase))
    }

    /// `5M` is millions; `5m` is minutes unless things follow that come in millions.
    fn small_or_million(&self, token: &Token, number: &mut Number) -> f64 {
        let next = self.tokens.get(self.at + 1).filter(|next| next.gap.mark <= Mark::Space);
        let things = next.is_some_and(|next| is_thing(&next.stem));
        if self.is_capital(token) || things || next.is_some_and(|next| next.gap.mark == Mark::Hyphen) {
            return 1e6;
        }
        number.small_m = true;
        1.0
    }

    fn unit(&mut self, number: &Number) -> Option<(Unit, f64)> {
        let token = self.tokens.get(self.at)?;
        let behind_slash = self.source.get(..token.span.start).is_some_and(|before| before.ends_with('/'));
        if number.small_m || token.gap.mark > Mark::Space || behind_slash {
            return None;
        }
        let found = bytes(&token.word)
            .map(|scale| (Unit::Bytes, scale))
            .or_else(|| seconds(&token.word, token.gap.mark).map(|scale| (Unit::Seconds, scale)))
            .or_else(|| other(&token.word))?;
        self.at += 1;
        if matches!(self.word(self.at), "second" | "seconds") && token.word == "milli" {
            self.at += 1;
        }
        Some(found)
    }

    /// `/s`, `per day`, `a second`, with up to two nouns before it: `events a day`.
    fn per(&mut self) -> Option<f64> {
        let back = self.at;
        for _ in 0..=2 {
            if let Some(per) = self.time_behind_slash() {
                return Some(per);
            }
            let noun =
                self.tokens.get(self.at).filter(|token| token.gap.mark <= Mark::Space && !token.is_number);
            if noun.is_none_or(|noun| ends_figure(&noun.word)) {
                break;
            }
            self.at += 1;
        }
        self.at = back;
        match self.word(self.at) {
            "qps" | "tps" | "rps" | "eps" | "mps" => {
                self.at += 1;
                Some(1.0)
            }
            _ => None,
        }
    }

    fn time_behind_slash(&mut self) -> Option<f64> {
        let token = self.tokens.get(self.at)?;
        let time = |at: usize| {
            let token = self.tokens.get(at)?;
            (token.gap.mark <= Mark::Space).then(|| rate_time(&token.word)).flatten()
        };
        let (per, length) = match token.word.as_str() {
            "per" | "each" | "every" | "a" | "an" => (time(self.at + 1)?, 2),
            "daily" => (DAY, 1),
            "hourly" => (HOUR, 1),
            "monthly" => (30.0 * DAY, 1),
            "yearly" | "annually" => (365.0 * DAY, 1),
            word if token.gap.mark == Mark::Hyphen => (rate_time(word)?, 1),
            _ => return None,
        };
        self.at += length;
        Some(per)
    }
}

/// A word that ends a figure rather than naming what is counted.
fn ends_figure(word: &str) -> bool {
    stands_in!(word, "and or in of is are at to for with we i because so then on")
}

/// Things that come in millions.
fn is_thing(stem: &str) -> bool {
    stands_in!(
        stem,
        "event record row user messag msg request trip transact rider driver customer click order card \
         txn per key session file devic product ride"
    )
}

fn bytes(word: &str) -> Option<f64> {
    let scale = match word {
        "b" | "byte" | "bytes" => 1.0,
        "kb" | "kbyte" | "kilobyte" | "kilobytes" | "kbs" => 1e3,
        "mb" | "mbyte" | "megabyte" | "megabytes" | "mbs" | "megs" | "meg" => 1e6,
        "gb" | "gbyte" | "gigabyte" | "gigabytes" | "gig" | "gigs" | "gbs" => 1e9,
        "tb" | "tbyte" | "terabyte" | "terabytes" | "tera" | "tbs" => 1e12,
        "pb" | "petabyte" | "petabytes" => 1e15,
        "kib" => 1024.0,
        "mib" => 1024.0 * 1024.0,
        "gib" => 1024.0 * 1024.0 * 1024.0,
        "tib" => 1024.0 * 1024.0 * 1024.0 * 1024.0,
        "kbit" | "kilobit" | "kilobits" => 1e3 / 8.0,
        "mbit" | "megabit" | "megabits" => 1e6 / 8.0,
        "gbit" | "gigabit" | "gigabits" => 1e9 / 8.0,
        _ => return None,
    };
    Some(scale)
}

fn seconds(word: &str, mark: Mark) -> Option<f64> {
    let scale = match word {
        "ms" | "millisecond" | "milliseconds" | "millis" | "milli" | "msec" => 1e-3,
        "s" if mark <= Mark::Space => 1.0,
        "sec" | "second" | "seconds" => 1.0,
        "min" | "minute" | "minutes" => MINUTE,
        "h" | "hr" | "hrs" | "hour" | "hours" => HOUR,
        "d" | "day" | "days" => DAY,
        "week" | "weeks" | "wk" | "wks" => 7.0 * DAY,
        "month" | "months" => 30.0 * DAY,
        "quarter" | "quarters" => 91.0 * DAY,
        "year" | "years" | "yr" | "yrs" | "y" => 365.0 * DAY,
        _ => return None,
    };
    Some(scale)
}

fn other(word: &str) -> Option<(Unit, f64)> {
    let unit = match word {
        "percent" | "pct" => Unit::Percent,
        "dollar" | "dollars" | "usd" | "bucks" | "euro" | "euros" | "eur" | "cents" => Unit::Money,
        "x" | "times" => Unit::Times,
        _ if word.ends_with("fold") => Unit::Times,
        _ => return None,
    };
    Some((unit, 1.0))
}

fn rate_time(word: &str) -> Option<f64> {
    match word {
        "month" | "mo" => Some(30.0 * DAY),
        _ if word.len() > 1 || matches!(word, "s" | "h" | "d") => {
            seconds(word, Mark::Space).filter(|time| *time >= 1.0)
        }
        _ => None,
    }
}
