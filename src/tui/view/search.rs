//! Search: the field, the hits, and the page of the chosen hit.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;

use super::field;
use super::paint::{Line, frame, put, put_line, put_lines, put_right, shortened, styled, width, wrapped};
use super::reader::line;
use crate::app::screen::search::{Preview, Search};
use crate::domain::hits::{Hit, LookedFor, Marked};
use crate::tui::theme::Theme;

/// Stands for what was left out in front.
const LEAD: &str = "..";
/// Rows of one hit: title, and where with a snippet.
const HIT_ROWS: usize = 3;
/// The most rows of what there is to say about the hits.
const NOTE_ROWS: usize = 3;

/// Draws the search; gives back where the caret is.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &Search, theme: Theme) -> Option<Position> {
    let [top, body] = Layout::vertical([Constraint::Length(3), Constraint::Fill(1)]).areas(area);
    let inside = frame(buffer, top, "Search the playbook", theme, true);
    put(buffer, inside, (0, 0), ">", theme.key());
    let text = Rect { x: inside.x + 2.min(inside.width), width: inside.width.saturating_sub(20), ..inside };
    let caret = field::draw(buffer, text, &screen.field, theme.text());
    put_right(buffer, inside, 0, &counted(screen), theme.quiet());
    if let (Some(at), Some(rest)) = (caret, screen.completion()) {
        let ghost = Rect { x: at.x, y: at.y, width: text.right().saturating_sub(at.x), height: 1 };
        put(buffer, ghost, (0, 0), &theme.naming(&format!("{rest}  ({{complete}})")), theme.quiet());
    }
    let [left, right] =
        Layout::horizontal([Constraint::Length(Search::list_width(area.width)), Constraint::Fill(1)])
            .areas(body);
    list(buffer, left, screen, theme);
    if right.width > 0 {
        match &screen.preview {
            Some(shown) if !screen.field.is_blank() => {
                preview(buffer, right, shown, &screen.found.looked_for, theme);
            }
            _ => {
                frame(buffer, right, "", theme, false);
            }
        }
    }
    caret
}

fn counted(screen: &Search) -> String {
    match (screen.field.is_blank(), screen.found.total) {
        (true, _) => String::new(),
        // Nothing is known yet, which is not the same as nothing found.
        (false, 0) if screen.pending => "...".to_owned(),
        (false, 1) => "1 hit".to_owned(),
        (false, hits) => format!("{hits} hits"),
    }
}

fn list(buffer: &mut Buffer, area: Rect, screen: &Search, theme: Theme) {
    let corrected = screen.found.correction.as_ref().filter(|_| screen.found.total > 0);
    let title = corrected.map_or_else(|| "Hits".to_owned(), |correction| format!("Hits for `{correction}`"));
    let inside = frame(buffer, area, &title, theme, false);
    if screen.field.is_blank() {
        return before(buffer, inside, screen, theme);
    }
    let inside = notes(buffer, inside, screen, theme);
    if screen.found.rows.is_empty() {
        put_lines(buffer, inside, &styled(&empty(screen), usize::from(inside.width), theme.text()));
        return;
    }
    let room = usize::from(inside.height) / HIT_ROWS;
    let first = (screen.selected + 1).saturating_sub(room.max(1));
    let shown = screen.found.rows.iter().enumerate().skip(first).take(room.max(1));
    for (slot, (index, hit)) in shown.enumerate() {
        let row = (slot * HIT_ROWS) as u16;
        let at = Rect {
            y: inside.y + row.min(inside.height),
            height: inside.height.saturating_sub(row),
            ..inside
        };
        one(buffer, at, hit, index == screen.selected, theme);
    }
    if screen.found.sealed > 0 {
        let edge = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
        let words = format!(" {} sealed: cases not tried yet ", screen.found.sealed);
        put(
            buffer,
            edge,
            (2, 0),
            &shortened(&words, usize::from(edge.width).saturating_sub(4)),
            theme.quiet(),
        );
    }
}

/// Says what there is to say about query and hits; gives back the room below.
fn notes(buffer: &mut Buffer, area: Rect, screen: &Search, theme: Theme) -> Rect {
    let room = usize::from(area.height).saturating_sub(HIT_ROWS).min(NOTE_ROWS);
    let mut rows = said(screen, usize::from(area.width)).into_iter();
    let mut shown: Vec<String> = rows.by_ref().take(room).collect();
    if let (Some(last), Some(_)) = (shown.last_mut(), rows.next()) {
        *last = shortened(&format!("{last} .."), usize::from(area.width));
    }
    for (row, text) in shown.iter().enumerate() {
        put(buffer, area, (0, row as u16), text, theme.quiet());
    }
    let taken = shown.len() as u16;
    Rect { y: area.y + taken, height: area.height - taken, ..area }
}

/// The values of a filter that is being typed, or of one that has none that there is; else that no hit is right.
fn said(screen: &Search, columns: usize) -> Vec<String> {
    if let Some(offers) = screen.offers.as_ref().filter(|offers| offers.is_of_values()) {
        return wrapped(&offers.values.join("  "), columns);
    }
    let Some(unfilled) = screen.found.unfilled.iter().find(|unfilled| !unfilled.value.is_empty()) else {
        let is_partial = screen.found.is_partial && !screen.pending;
        let text = if is_partial { "No place has all words. Nearest:" } else { "" };
        return wrapped(text, columns).into_iter().filter(|row| !row.is_empty()).collect();
    };
    let (name, value) = (unfilled.filter.id(), &unfilled.value);
    wrapped(&format!("No {name} `{value}`. There are: {}", unfilled.values.join(", ")), columns)
}

fn one(buffer: &mut Buffer, area: Rect, hit: &Hit, chosen: bool, theme: Theme) {
    let style = if chosen { theme.selected() } else { theme.strong() };
    let width = usize::from(area.width);
    let mut title: Line = vec![(if chosen { theme.pointer() } else { "  " }.to_owned(), theme.key())];
    title.extend(cut(marked(&hit.title, theme, style), width.saturating_sub(2)));
    put_line(buffer, area, 0, &title);
    let path = &hit.path.text;
    let place =
        if path.is_empty() { hit.kind.id().to_owned() } else { format!("{} | {path}", hit.kind.id()) };
    let room = width.saturating_sub(4);
    put(buffer, area, (4, 1), &shortened(&place, room), theme.quiet());
    let mut snippet: Line = vec![("    ".to_owned(), theme.text())];
    snippet.extend(cut(marked(&from_first_mark(&hit.snippet, room), theme, theme.text()), room));
    put_line(buffer, area, 2, &snippet);
}

/// A line of at most so many columns; what is cut off shows as two dots.
fn cut(line: Line, columns: usize) -> Line {
    if line.iter().map(|(text, _)| width(text)).sum::<usize>() <= columns {
        return line;
    }
    let mut room = columns.saturating_sub(2);
    let mut kept = Line::new();
    for (text, style) in line {
        let wide = width(&text);
        if wide > room {
            // Two columns beyond the room are those of the dots, which stand for what follows, too.
            kept.push((shortened(&(text + ".."), room + 2), style));
            break;
        }
        room -= wide;
        kept.push((text, style));
    }
    kept
}

/// The text from a word on that lets its first mark be seen in so many columns.
fn from_first_mark(text: &Marked, columns: usize) -> Marked {
    let Some(mark) = text.marks.first() else { return text.clone() };
    let is_seen = |start: usize| {
        text.text.get(start..mark.end).is_some_and(|shown| width(shown) + LEAD.len() <= columns * 2 / 3)
    };
    let words = text.text.match_indices(' ').map(|(at, _)| at + 1).take_while(|at| *at <= mark.start);
    let start = [0].into_iter().chain(words).find(|start| is_seen(*start)).unwrap_or(mark.start);
    if start == 0 {
        return text.clone();
    }
    let moved =
        |mark: &std::ops::Range<usize>| mark.start + LEAD.len() - start..mark.end + LEAD.len() - start;
    Marked {
        text: format!("{LEAD}{}", text.text.get(start..).unwrap_or_default()),
        marks: text.marks.iter().map(moved).collect(),
    }
}

/// The text in pieces, the marked ones in the color of a hit.
fn marked(marked: &Marked, theme: Theme, style: Style) -> Line {
    let mut line = Line::new();
    let mut at = 0;
    let part = |range: std::ops::Range<usize>| marked.text.get(range).unwrap_or_default().replace('\n', " ");
    for mark in &marked.marks {
        line.push((part(at..mark.start), style));
        line.push((part(mark.clone()), theme.hit()));
        at = mark.end;
    }
    line.push((part(at..marked.text.len()), style));
    line
}

/// What can be typed, and what was typed before.
fn before(buffer: &mut Buffer, area: Rect, screen: &Search, theme: Theme) {
    let help = "Type to search patterns, chapters, trade-offs, cases, estimates and the glossary.\n\n\
                \"late data\" finds the phrase, kind:pattern and skill:cost narrow, -word leaves out.";
    let help = styled(help, usize::from(area.width), theme.text());
    put_lines(buffer, area, &help);
    if screen.recent.is_empty() {
        return;
    }
    let row = help.len() as u16 + 1;
    put(buffer, area, (0, row), "Lately:", theme.quiet());
    let below =
        Rect { y: area.y + (row + 1).min(area.height), height: area.height.saturating_sub(row + 1), ..area };
    let room = usize::from(below.height).max(1);
    let first = (screen.selected + 1).saturating_sub(room);
    for (row, (index, query)) in screen.recent.iter().enumerate().skip(first).take(room).enumerate() {
        let chosen = index == screen.selected;
        let style = if chosen { theme.selected() } else { theme.text() };
        put(buffer, below, (0, row as u16), if chosen { theme.pointer() } else { "  " }, theme.key());
        let query = shortened(query, usize::from(below.width).saturating_sub(2));
        put(buffer, below, (2, row as u16), &query, style);
    }
}

fn empty(screen: &Search) -> String {
    if screen.pending {
        return "...".to_owned();
    }
    let sealed = match screen.found.sealed {
        0 => String::new(),
        count => {
            format!("\n\n{count} hits are sealed: facts and model answers of cases you have not tried yet.")
        }
    };
    match &screen.found.suggestion {
        Some(word) => {
            format!(
                "Nothing for `{}`. Did you mean `{word}`? Enter looks for that.{sealed}",
                screen.field.text().trim()
            )
        }
        None => {
            format!("Nothing for `{}`. Fewer or other words may help.{sealed}", screen.field.text().trim())
        }
    }
}

fn preview(buffer: &mut Buffer, area: Rect, shown: &Preview, looked_for: &LookedFor, theme: Theme) {
    let inside = frame(buffer, area, &shown.page.title, theme, false);
    let rows = shown.set.rows.iter().enumerate().skip(shown.top).take(usize::from(inside.height));
    let lines: Vec<Line> = rows
        .map(|(index, row)| line(row, theme, |_| false, &looked_for.marks(&shown.set.text(index))))
        .collect();
    put_lines(buffer, inside, &lines);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_mark_of_a_snippet_can_be_seen_in_a_narrow_list() {
        let text = "the partners read a report of the day before, and a late event changes it".to_owned();
        let late = text.find("late").expect("it is there");
        let snippet = Marked { marks: std::iter::once(late..late + 4).collect(), text };
        let shown = from_first_mark(&snippet, 24);
        assert_eq!(shown.text, "..and a late event changes it");
        assert_eq!(shown.text.get(shown.marks[0].clone()), Some("late"));
        assert_eq!(from_first_mark(&snippet, 120), snippet);
        let unmarked = Marked { text: "nothing".to_owned(), marks: Vec::new() };
        assert_eq!(from_first_mark(&unmarked, 4), unmarked);
    }

    #[test]
    fn a_line_that_is_too_long_ends_in_dots() {
        let line = |texts: &[&str]| -> Line {
            texts.iter().map(|text| ((*text).to_owned(), Style::default())).collect()
        };
        let text = |line: Line| line.into_iter().map(|(text, _)| text).collect::<String>();
        assert_eq!(text(cut(line(&["late ", "data"]), 9)), "late data");
        assert_eq!(text(cut(line(&["late ", "data"]), 8)), "late d..");
        assert_eq!(text(cut(line(&["late", " data"]), 5)), "lat..");
    }
}
