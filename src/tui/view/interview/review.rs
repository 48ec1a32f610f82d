//! One's own text beside the model answer, question by question, after a step of guided mode.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::checklist::more_below;
use crate::app::screen::interview::InterviewScreen;
use crate::app::screen::interview::layout::NARROW;
use crate::app::screen::interview::review::{Part, Review};
use crate::tui::theme::Theme;
use crate::tui::view::paint::{Line, frame, put, put_lines, put_right, rule, styled, width};

/// Columns between the two texts.
const GAP: usize = 3;

/// Draws what is read between two steps.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, review: &Review, theme: Theme) {
    let guide = screen.snapshot.framework.guide(review.step);
    let title = format!("After step {}/5 {}", review.step.number(), guide.title);
    put(buffer, area, (1, 0), &title, theme.strong());
    let right = if area.width >= NARROW { "the clock stands   {go-on} goes on " } else { "{go-on} goes on " };
    let right = &theme.naming(right);
    put_right(buffer, area, 0, right, theme.quiet());
    rule(buffer, area, 1, theme);
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let level = screen.interview.opening().level.id();
    let inside = frame(buffer, body, &format!("Yours, and the model answer ({level})"), theme, true);
    let columns = usize::from(inside.width);
    let mut lines: Vec<Line> = Vec::new();
    for part in &review.parts {
        if !lines.is_empty() {
            lines.push(Line::new());
        }
        lines.extend(part_lines(part, columns, theme));
    }
    let (past, left) = review.scroll.place(lines.len(), usize::from(inside.height));
    put_lines(buffer, inside, lines.get(past..).unwrap_or_default());
    more_below(buffer, body, left, theme);
}

fn part_lines(part: &Part, columns: usize, theme: Theme) -> Vec<Line> {
    let mut lines = styled(&part.question, columns, theme.strong());
    let nothing = ["You said nothing to this.".to_owned()];
    let own = if part.own.is_empty() { &nothing[..] } else { &part.own };
    let beside = columns >= usize::from(NARROW) - 4;
    let room = if beside { (columns - GAP) / 2 } else { columns };
    let yours = column("YOU", own, room, theme.you(), theme);
    let model = column("MODEL", &part.model, room, theme.good(), theme);
    if beside {
        lines.extend(side_by_side(yours, model, room, theme));
    } else {
        lines.extend(yours);
        lines.extend(model);
    }
    let seen = part.points.iter().filter(|(sign, _)| sign.worth() > 0).count();
    let summary = format!("Heard {seen} of {} points. Looked for:", part.points.len());
    lines.extend(styled(&summary, columns, theme.quiet()));
    for (sign, say) in &part.points {
        let style = match sign.worth() {
            0 => theme.text(),
            1 => theme.warning(),
            _ => theme.good(),
        };
        for (row, mut line) in
            styled(say, columns.saturating_sub(4).max(8), theme.text()).into_iter().enumerate()
        {
            let lead = if row == 0 { format!("{} ", sign.sign()) } else { "    ".to_owned() };
            line.insert(0, (lead, style));
            lines.push(line);
        }
    }
    lines
}

/// A heading, then paragraphs with an empty row between them.
fn column(
    heading: &str,
    paragraphs: &[String],
    room: usize,
    style: ratatui::style::Style,
    theme: Theme,
) -> Vec<Line> {
    let mut lines = vec![vec![(heading.to_owned(), style)]];
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if number > 0 {
            lines.push(Line::new());
        }
        lines.extend(styled(paragraph, room, theme.text()));
    }
    lines
}

fn side_by_side(left: Vec<Line>, right: Vec<Line>, room: usize, theme: Theme) -> Vec<Line> {
    let rows = left.len().max(right.len());
    let mut left = left.into_iter();
    let mut right = right.into_iter();
    let row = |_| {
        let mut line = left.next().unwrap_or_default();
        let used: usize = line.iter().map(|(text, _)| width(text)).sum();
        line.push((" ".repeat(room.saturating_sub(used)), theme.text()));
        line.push((format!(" {} ", theme.border().vertical_left), theme.quiet()));
        line.extend(right.next().unwrap_or_default());
        line
    };
    (0..rows).map(row).collect()
}
