//! Pictures among the lines of a page: side by side where there is room, else one above the other.

use ratatui::style::Style;

use super::drawing::charset;
use super::paint::{Line, width};
use crate::app::easel::Easel;
use crate::app::screen::debrief::sections::Pane;
use crate::domain::sketch::{Area, Drawing, Form, Options};
use crate::tui::theme::Theme;

/// Columns between two pictures.
const GAP: usize = 4;

/// Panes as lines of `columns` columns, each picture under its title.
pub fn lines(easel: &Easel, panes: &[Pane], columns: usize, theme: Theme) -> Vec<Line> {
    let draw = |pane: &Pane, width: usize, form: Option<Form>| {
        let options = Options { charset: charset(theme), form, ..Options::default() };
        easel.draw(&pane.text, Area { width, height: None }, options, || pane.graph.clone())
    };
    if let [left, right] = panes {
        let half = columns.saturating_sub(GAP) / 2;
        let mut both = [left, right].map(|pane| draw(pane, half, None));
        if both[0].form != both[1].form {
            // What is to be compared runs the same way.
            both = [left, right].map(|pane| draw(pane, half, Some(Form::Down)));
        }
        if both.iter().all(|drawing| drawing.form != Form::List && drawing.width <= half) {
            let wide = both[0].width.max(width(&left.title)).max(half / 2);
            return beside((left, &both[0]), (right, &both[1]), wide, theme);
        }
    }
    let mut lines = Vec::new();
    for pane in panes {
        let drawing = draw(pane, columns, None);
        lines.push(vec![(pane.title.clone(), theme.strong())]);
        lines.extend((0..drawing.height).map(|row| line(&drawing, row, theme)));
        lines.push(Line::new());
    }
    lines
}

fn beside(left: (&Pane, &Drawing), right: (&Pane, &Drawing), wide: usize, theme: Theme) -> Vec<Line> {
    let padded = |mut line: Line| {
        let used: usize = line.iter().map(|(text, _)| width(text)).sum();
        line.push((" ".repeat((wide + GAP).saturating_sub(used)), Style::default()));
        line
    };
    let title = |pane: &Pane| vec![(pane.title.clone(), theme.strong())];
    let mut lines = vec![[padded(title(left.0)), title(right.0)].concat()];
    for row in 0..left.1.height.max(right.1.height) {
        lines.push([padded(line(left.1, row, theme)), line(right.1, row, theme)].concat());
    }
    lines.push(Line::new());
    lines
}

/// One row of a picture, in pieces of one look.
fn line(drawing: &Drawing, row: usize, theme: Theme) -> Line {
    let mut line = Line::new();
    for cells in drawing.window((0, row), (drawing.width, 1)) {
        for cell in cells {
            let style = theme.ink(cell.ink);
            match line.last_mut().filter(|(_, last)| *last == style) {
                Some((text, _)) => text.push_str(&cell.symbol),
                None => line.push((cell.symbol.to_string(), style)),
            }
        }
    }
    line
}
