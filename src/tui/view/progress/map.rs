//! Skills by step. The mark carries the value; no color is needed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::{frame, put, put_right, shortened};
use crate::domain::framework::Skill;
use crate::domain::progress::{Cell, RECENT, SkillRow};
use crate::domain::step::Step;
use crate::tui::theme::Theme;

/// The mark of each level, from 0 to 3.
const MARKS: [char; 4] = ['.', '-', '+', '#'];
/// The narrowest and the widest cell, in columns.
const CELLS: (u16, u16) = (8, 16);
/// The widest name of a skill, in columns.
const NAMES: u16 = 30;

/// Follows a level that stands on own marks, in part or whole, and says so in the legend.
const OWN_MARKS_NOTE: &str = "   ~ by own marks";

/// What is drawn.
pub struct Map<'a> {
    /// All rows.
    pub rows: &'a [SkillRow],
    /// The first one shown.
    pub first: usize,
    /// The names of skills.
    pub skills: &'a [Skill],
}

pub fn draw(buffer: &mut Buffer, area: Rect, map: &Map<'_>, theme: Theme) {
    let title = format!("Levels by skill and step, last {RECENT} sittings of each skill");
    let inside = frame(buffer, area, &title, theme, true);
    let columns = Columns::of(inside.width);
    for step in Step::ALL {
        let room = usize::from(columns.cell) - 1;
        let heading: String = format!("{} {}", step.number(), step.id()).chars().take(room).collect();
        put(buffer, inside, (columns.at(step.index()), 0), &heading, theme.quiet());
    }
    put(buffer, inside, (columns.at(Step::ALL.len()), 0), "sat", theme.quiet());
    let height = usize::from(inside.height).saturating_sub(3);
    let first = map.first.min(map.rows.len().saturating_sub(height));
    let mut rows: Vec<&SkillRow> = map.rows.iter().collect();
    rows.sort_by_key(|row| map.title(row).to_lowercase());
    for (row, skill) in rows.into_iter().skip(first).take(height).enumerate() {
        let at = Rect { y: inside.y + 1 + row as u16, height: 1, ..inside };
        one(buffer, at, (skill, map.title(skill)), columns, theme);
    }
    let foot = inside.height.saturating_sub(1);
    put(buffer, inside, (0, foot), &map.legend(), theme.quiet());
    let below = map.rows.len().saturating_sub(first + height);
    if below > 0 {
        put_right(buffer, inside, foot, &format!("{below} more below"), theme.quiet());
    }
}

impl<'a> Map<'a> {
    fn legend(&self) -> String {
        let own = self.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.own_marks > 0);
        let note = if own { OWN_MARKS_NOTE } else { "" };
        format!(". 0   - 1   + 2   # 3   blank: never reached{note}")
    }

    fn title(&self, row: &'a SkillRow) -> &'a str {
        let skill = self.skills.iter().find(|skill| skill.id == row.skill);
        skill.map_or(row.skill.as_str(), |skill| skill.title.as_str())
    }
}

/// Where things stand in a row.
#[derive(Debug, Clone, Copy)]
struct Columns {
    names: u16,
    cell: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        let names = (width / 3).min(NAMES);
        Self { names, cell: (width.saturating_sub(names + 5) / 5).clamp(CELLS.0, CELLS.1) }
    }

    /// The column of a cell, by number.
    fn at(self, cell: usize) -> u16 {
        self.names + 1 + self.cell * cell as u16
    }
}

fn one(buffer: &mut Buffer, area: Rect, (row, title): (&SkillRow, &str), columns: Columns, theme: Theme) {
    put(buffer, area, (0, 0), &shortened(title, columns.names.into()), theme.text());
    for (column, cell) in row.cells.iter().enumerate() {
        put(buffer, area, (columns.at(column), 0), &shown(cell), theme.strong());
    }
    put(buffer, area, (columns.at(row.cells.len()), 0), &format!("{:>3}", row.sittings), theme.quiet());
}

fn shown(cell: &Cell) -> String {
    let mark = cell.level.and_then(|level| Some((MARKS.get(usize::from(level))?, level)));
    let own = if cell.own_marks > 0 { "~" } else { "" };
    mark.map(|(mark, level)| format!("{mark} {level}{own}")).unwrap_or_default()
}
