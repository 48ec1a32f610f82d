//! The home screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::paint::{Line, frame, put, put_line, put_lines, put_right, rule, shortened, styled};
use crate::app::Model;
use crate::app::action::History;
use crate::app::keymap::Scope;
use crate::app::screen::home::{Home, Item};
use crate::domain::sitting::SittingRow;
use crate::domain::time::Timestamp;
use crate::tui::theme::Theme;

/// The version at the right edge.
const VERSION: &str = concat!("v", env!("CARGO_PKG_VERSION"), " ");

/// Draws the home screen.
pub fn draw(buffer: &mut Buffer, area: Rect, home: &Home, model: &Model, theme: Theme) {
    put(buffer, area, (1, 0), "greenroom", theme.strong());
    let room = usize::from(area.width).saturating_sub(11 + VERSION.len() + 1);
    let subjects = ["| data-engineering system-design rehearsal", "| system-design rehearsal", "| rehearsal"];
    if let Some(subject) = subjects.into_iter().find(|subject| subject.len() <= room) {
        put(buffer, area, (11, 0), subject, theme.quiet());
    }
    put_right(buffer, area, 0, VERSION, theme.quiet());
    rule(buffer, area, 1, theme);
    let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let unfinished = model.history.as_ref().and_then(unfinished_row);
    let resume_rows = if unfinished.is_some() { 5.min(area.height / 2) } else { 0 };
    let [resume, rest] = Layout::vertical([Constraint::Length(resume_rows), Constraint::Fill(1)]).areas(area);
    if let Some(row) = unfinished {
        unfinished_box(buffer, resume, row, theme);
    }
    let side = if area.width < 70 { 0 } else { area.width * 2 / 5 };
    let [left, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(side)]).areas(rest);
    start(buffer, left, home, model, theme);
    recent(buffer, right, model, theme);
}

fn unfinished_row(history: &History) -> Option<&SittingRow> {
    let id = history.unfinished?;
    history.sittings.iter().find(|row| row.id == id)
}

fn unfinished_box(buffer: &mut Buffer, area: Rect, row: &SittingRow, theme: Theme) {
    let inside = frame(buffer, area, "Unfinished interview", theme, true);
    let line = format!("{}   {} of {}:00", row.title, row.used, row.minutes);
    put(buffer, inside, (0, 0), &line, theme.strong());
    put(
        buffer,
        inside,
        (0, 1),
        "Nothing you typed was lost. The clock stands until you are back.",
        theme.text(),
    );
    let keys: Line = vec![
        ("r".to_owned(), theme.key()),
        (" resume   ".to_owned(), theme.text()),
        ("x".to_owned(), theme.key()),
        (" end it and see the debrief".to_owned(), theme.text()),
    ];
    put_line(buffer, inside, 2, &keys);
}

fn start(buffer: &mut Buffer, area: Rect, home: &Home, model: &Model, theme: Theme) {
    let inside = frame(buffer, area, "Start something", theme, true);
    let unfinished = model.history.as_ref().is_some_and(|history| history.unfinished.is_some());
    let items = Home::items(unfinished);
    let gap = if usize::from(inside.height) >= items.len() * 2 + 6 { 2 } else { 1 };
    for (index, item) in items.iter().enumerate() {
        let row = (index * gap) as u16;
        let chosen = home.selected.min(items.len() - 1) == index;
        let (name, about) = words(*item, model);
        let style = if chosen { theme.selected() } else { theme.text() };
        let key = model.keymap.key_for(&[Scope::Home, Scope::Global], item.intent());
        let lead = if chosen { theme.pointer() } else { "  " };
        put(buffer, inside, (0, row), lead, theme.key());
        put(buffer, inside, (2, row), &key.map(|key| key.to_string()).unwrap_or_default(), theme.key());
        let end = put(buffer, inside, (5, row), &name, style);
        let room = usize::from(inside.width.saturating_sub(end + 3));
        put(buffer, inside, (end + 3, row), &shortened(&about, room), theme.quiet());
    }
    let below = (items.len() * gap + 1) as u16;
    if below < inside.height {
        let rest = Rect { y: inside.y + below, height: inside.height - below, ..inside };
        put_lines(
            buffer,
            rest,
            &styled(&theme.naming(&advice(model)), usize::from(inside.width), theme.text()),
        );
    }
}

fn words(item: Item, model: &Model) -> (String, String) {
    let cases = model.playbook.as_ref().map_or(0, |playbook| playbook.cases.len());
    let sittings = model.history.as_ref().map_or(0, |history| history.sittings.len());
    let (name, about) = match item {
        Item::Resume => ("Resume the interview", String::new()),
        Item::EndUnfinished => ("End it and score it", String::new()),
        Item::Interview if model.playbook.is_none() => {
            ("Mock interview", "reading the playbook ...".to_owned())
        }
        Item::Interview => ("Mock interview", counted(cases, "case", "five steps, timed")),
        Item::Drill => ("Drills due", drills(model)),
        Item::DrillKinds => ("Practice one kind", "trade-offs, estimates, recall, ...".to_owned()),
        Item::Search => ("Search the playbook", "patterns, chapters, trade-offs".to_owned()),
        Item::History => ("Past sittings", counted(sittings, "sitting", "debriefs to read again")),
        Item::Progress => ("Progress", "levels, skills, what to do next".to_owned()),
    };
    (name.to_owned(), about)
}

/// `12 due, 20 new, about 9 min`
fn drills(model: &Model) -> String {
    let Some(outlook) = model.outlook else { return String::new() };
    match (outlook.due, outlook.new) {
        _ if outlook.is_rest => "rest: tomorrow is the day".to_owned(),
        (0, 0) => "nothing due".to_owned(),
        (due, new) => format!("{due} due, {new} new, {} min", outlook.minutes),
    }
}

fn counted(count: usize, noun: &str, more: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}, {more}")
}

/// What is to be known of the interview ahead, if its date is set.
fn ahead(model: &Model) -> Option<String> {
    Some(match model.outlook?.days_left? {
        0 => "The interview is today. Good luck.\n\n".to_owned(),
        1 => {
            let words = "The interview is tomorrow. Rest this evening; what sits now, sits. For a short read-through, \
                 {drill}, then {drill-more}: ten minutes, what is most at risk first.";
            return Some(format!("{words}\n\n"));
        }
        days => format!("Interview in {days} days: `greenroom today` plans the way there.\n\n"),
    })
}

fn advice(model: &Model) -> String {
    let ahead = ahead(model).unwrap_or_default();
    let is_new = model.history.as_ref().is_some_and(|history| history.sittings.is_empty());
    let is_eve = model.outlook.is_some_and(|outlook| outlook.is_rest);
    let words = if is_new && !is_eve {
        "New here? Press {new-interview}, take the first case and sit it for 30 minutes. You ask, an interviewer answers from \
         hidden facts; you draw, answer follow-ups, and get a debrief that quotes your own words.\n\nNothing leaves \
         this machine."
    } else {
        "Nothing leaves this machine."
    };
    format!("{ahead}{words}")
}

fn recent(buffer: &mut Buffer, area: Rect, model: &Model, theme: Theme) {
    if area.width == 0 {
        return;
    }
    let inside = frame(buffer, area, "Last sittings", theme, false);
    let Some(history) = &model.history else {
        put(buffer, inside, (0, 0), "reading your history ...", theme.quiet());
        return;
    };
    let finished: Vec<&SittingRow> = history.sittings.iter().filter(|row| row.finished).collect();
    if finished.is_empty() {
        let text = "No sitting yet. Your scores will stand here.";
        put_lines(buffer, inside, &styled(text, usize::from(inside.width), theme.quiet()));
        return;
    }
    for (row, sitting) in finished.iter().take(usize::from(inside.height)).enumerate() {
        let score = match sitting.measured() {
            Some(score) => format!("{score:2}/100"),
            None if sitting.spoken => "spoken".to_owned(),
            None => " -/100".to_owned(),
        };
        let date = date(sitting.opened, model.now.utc_offset);
        let room = usize::from(inside.width).saturating_sub(16);
        put(buffer, inside, (0, row as u16), &date, theme.quiet());
        put(buffer, inside, (7, row as u16), &shortened(&sitting.title, room), theme.text());
        put_right(buffer, inside, row as u16, &score, theme.strong());
    }
}

/// `18 Nov`, in local time.
pub fn date(at: Timestamp, utc_offset: i32) -> String {
    at.local(utc_offset).strftime("%d %b").to_string()
}
