//! Which sittings a list shows, and in which order.

use super::SittingRow;
use crate::domain::text::fold::push_folded;

/// An order of sittings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As they were opened, the latest first.
    #[default]
    Newest,
    /// As they were opened.
    Oldest,
    /// By score, the best first; those without one at the end.
    Best,
    /// By score, the worst first; those without one at the end.
    Worst,
    /// By title, the latest first within one.
    Case,
}

impl Order {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Newest, Self::Oldest, Self::Best, Self::Worst, Self::Case];

    /// In two words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Newest => "newest first",
            Self::Oldest => "oldest first",
            Self::Best => "best first",
            Self::Worst => "worst first",
            Self::Case => "by case",
        }
    }

    /// The one that is offered after this.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|order| *order == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// The rows that hold every word of `query`, in this order. A word is looked for in title, case, mode, level, date
/// (`2026-11-22`, `nov`, `sun`) and state (`unfinished`, `72/100`); `>60`, `<40`, `>=58` and `<=74` compare the score.
/// Dates are those of a place `utc_offset` seconds from UTC.
pub fn arranged<'a>(
    rows: &'a [SittingRow],
    query: &str,
    order: Order,
    utc_offset: i32,
) -> Vec<&'a SittingRow> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let is_wanted = |row: &&SittingRow| {
        let text = described(row, utc_offset);
        words.iter().all(|word| compared(row.measured(), word).unwrap_or_else(|| text.contains(&fold(word))))
    };
    let mut rows: Vec<&SittingRow> = rows.iter().filter(is_wanted).collect();
    match order {
        Order::Newest => rows.sort_by_key(|row| std::cmp::Reverse(row.id)),
        Order::Oldest => rows.sort_by_key(|row| row.id),
        Order::Best => rows.sort_by_key(|row| (std::cmp::Reverse(row.measured()), std::cmp::Reverse(row.id))),
        Order::Worst => {
            rows.sort_by_key(|row| (row.measured().is_none(), row.measured(), std::cmp::Reverse(row.id)));
        }
        Order::Case => rows.sort_by(|a, b| a.title.cmp(&b.title).then(b.id.cmp(&a.id))),
    }
    rows
}

/// Without case and accents.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|char| push_folded(char, &mut folded));
    folded
}

/// All that a word can be found in.
fn described(row: &SittingRow, utc_offset: i32) -> String {
    let state = match (row.finished, row.score) {
        (false, _) => "unfinished".to_owned(),
        (true, _) if row.spoken => "finished spoken".to_owned(),
        (true, Some(score)) => format!("finished {score}/100"),
        (true, None) => "finished no score".to_owned(),
    };
    let date = row.opened.local(utc_offset).strftime("%Y-%m-%d %d %b %B %a");
    let (mode, level) = (row.mode.id(), row.level.id());
    fold(&format!("{} {} {} {mode} {level} {date} {state}", row.id, row.title, row.case))
}

/// Whether a score is as `>60` says; none where the word is no comparison.
fn compared(score: Option<u32>, word: &str) -> Option<bool> {
    let (sign, limit) = [">=", "<=", ">", "<"]
        .into_iter()
        .find_map(|sign| Some((sign, word.strip_prefix(sign)?.parse::<u32>().ok()?)))?;
    Some(score.is_some_and(|score| match sign {
        ">=" => score >= limit,
        "<=" => score <= limit,
        ">" => score > limit,
        _ => score < limit,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Level;
    use crate::domain::id::CaseId;
    use crate::domain::interview::entry::Mode;
    use crate::domain::sitting::SittingId;
    use crate::domain::time::{SessionTime, Timestamp};

    fn row(id: i64, title: &str, score: Option<u32>) -> SittingRow {
        SittingRow {
            id: SittingId(id),
            case: CaseId::new("parcels").expect("an id"),
            title: title.to_owned(),
            opened: Timestamp(1_795_366_000_000 + id * 86_400_000),
            mode: if id == 1 { Mode::Guided } else { Mode::Mock },
            level: Level::Senior,
            minutes: 45,
            used: SessionTime::minutes(40),
            finished: id != 4,
            spoken: false,
            score,
        }
    }

    fn found(query: &str, order: Order) -> Vec<i64> {
        let titles = ["Parcel tracking", "Ride-hailing", "Café orders", "Ride-hailing"];
        let scores = [Some(40), Some(72), None, None];
        let rows: Vec<SittingRow> =
            (1..=4).zip(titles).zip(scores).map(|((id, title), score)| row(id, title, score)).collect();
        arranged(&rows, query, order, 0).into_iter().map(|row| row.id.0).collect()
    }

    #[test]
    fn every_word_must_be_found_in_title_mode_date_or_state() {
        assert_eq!(found("RIDE hail", Order::Newest), [4, 2]);
        assert_eq!(found("cafe", Order::Newest), [3]);
        assert_eq!(found("guided", Order::Newest), [1]);
        assert_eq!(found("ride unfinished", Order::Newest), [4]);
        assert_eq!(found("2026-11-23", Order::Newest), [1]);
        assert_eq!(found("nov mon", Order::Newest), [1]);
        assert!(found("zebra", Order::Newest).is_empty());
    }

    #[test]
    fn a_score_can_be_compared_and_sorted_by() {
        assert_eq!(found(">40", Order::Newest), [2]);
        assert_eq!(found(">=40", Order::Best), [2, 1]);
        assert_eq!(found("<72", Order::Newest), [1]);
        assert_eq!(found("", Order::Best), [2, 1, 4, 3]);
        assert_eq!(found("", Order::Worst), [1, 2, 4, 3]);
        assert_eq!(found("", Order::Oldest), [1, 2, 3, 4]);
        assert_eq!(found("", Order::Case), [3, 1, 4, 2]);
    }
}
