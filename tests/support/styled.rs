//! Pictures with their styles apart: first the symbols, then a letter for the style of each cell, and what the
//! letters stand for.

use std::collections::BTreeMap;

use ratatui::style::Style;

use super::script::Script;

/// The usual sizes.
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 35)];

/// The screen at the usual sizes, symbols and styles.
pub fn pictures(script: &mut Script) -> String {
    let picture = |(width, height): (u16, u16)| {
        let symbols = script.screen(width, height);
        format!(
            "{width}x{height}\n{symbols}\n\nstyles of {width}x{height}\n{}",
            styles(script, width, height)
        )
    };
    SIZES.map(picture).join("\n\n")
}

/// One letter for each cell; a dot is plain. Letters are given in the order in which their styles come up.
fn styles(script: &mut Script, width: u16, height: u16) -> String {
    let buffer = script.cells(width, height).0;
    let mut letters: BTreeMap<String, char> = BTreeMap::new();
    let mut rows = Vec::new();
    for y in 0..height {
        let cells = (0..width).filter_map(|x| buffer.cell((x, y)));
        let row: String = cells
            .map(|cell| {
                let is_blank =
                    cell.symbol() == " " && !cell.modifier.contains(ratatui::style::Modifier::REVERSED);
                let name = if is_blank { String::new() } else { name(cell.style()) };
                if name.is_empty() {
                    return '.';
                }
                let next = char::from(b'a' + letters.len() as u8);
                *letters.entry(name).or_insert(next)
            })
            .collect();
        rows.push(row.trim_end_matches('.').to_owned());
    }
    let mut legend: Vec<(char, String)> = letters.into_iter().map(|(name, letter)| (letter, name)).collect();
    legend.sort();
    rows.extend(legend.into_iter().map(|(letter, name)| format!("{letter} = {name}")));
    rows.join("\n")
}

/// Colors and modifiers in words; nothing for a plain cell.
fn name(style: Style) -> String {
    let color = |lead: &str, color: Option<ratatui::style::Color>| {
        let color = color.filter(|color| *color != ratatui::style::Color::Reset)?;
        Some(format!("{lead}{color}"))
    };
    let modifiers = style.add_modifier.iter_names().map(|(name, _)| name.to_lowercase());
    let colors = [color("", style.fg), color("on ", style.bg)].into_iter().flatten();
    colors.chain(modifiers).collect::<Vec<_>>().join(" ")
}
