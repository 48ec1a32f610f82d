//! Lines and bars in cells: blocks for one row, braille for several, and ASCII where that is asked for.

/// Block cells, from nothing to full.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The dots of a braille cell, by row and column, as bits.
const DOTS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
const BRAILLE: u32 = 0x2800;

/// The newest values that fit, one cell each. Where there are more, each cell is the mean of its share of all.
pub fn sampled(values: &[f64], count: usize) -> Vec<f64> {
    if values.len() <= count || count == 0 {
        return values.iter().copied().take(count).collect();
    }
    let bound = |at: usize| at * values.len() / count;
    let share = |at: usize| values.get(bound(at)..bound(at + 1)).unwrap_or_default();
    let mean = |share: &[f64]| share.iter().sum::<f64>() / share.len().max(1) as f64;
    (0..count).map(|at| mean(share(at))).collect()
}

/// Values from 0 to 1 in one row of at most `columns` cells: blocks, or digits from 0 to 9 in ASCII.
pub fn row(values: &[f64], columns: usize, ascii: bool) -> String {
    let cell = |value: f64| {
        let value = value.clamp(0.0, 1.0);
        if ascii {
            char::from_digit((value * 9.0).round() as u32, 10).unwrap_or('0')
        } else {
            BLOCKS[(value * 7.0).round() as usize]
        }
    };
    sampled(values, columns).into_iter().map(cell).collect()
}

/// Values from 0 to 1 as a line over several rows, the highest row first.
pub fn line(values: &[f64], columns: usize, rows: usize, ascii: bool) -> Vec<String> {
    if columns == 0 || rows == 0 {
        return Vec::new();
    }
    let (wide, high) = if ascii { (1, 1) } else { (2, 4) };
    let mut canvas = Canvas::new(columns * wide, rows * high);
    let sampled = sampled(values, columns);
    let stride = canvas.width.saturating_sub(1).checked_div(sampled.len().saturating_sub(1));
    let stride = stride.unwrap_or(0).clamp(1, 4 * wide);
    let row_of = |value: f64| ((1.0 - value.clamp(0.0, 1.0)) * (canvas.height - 1) as f64).round() as usize;
    let points: Vec<(usize, usize)> =
        sampled.iter().enumerate().map(|(at, value)| (at * stride, row_of(*value))).collect();
    for (column, row) in &points {
        canvas.set(*column, *row);
    }
    if !ascii {
        points.windows(2).for_each(|ends| canvas.join(ends[0], ends[1]));
    }
    (0..rows).map(|row| if ascii { canvas.stars(row) } else { canvas.braille(row, columns) }).collect()
}

struct Canvas {
    width: usize,
    height: usize,
    dots: Vec<bool>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, dots: vec![false; width * height] }
    }

    fn set(&mut self, column: usize, row: usize) {
        if column < self.width && row < self.height {
            self.dots[row * self.width + column] = true;
        }
    }

    fn is_set(&self, column: usize, row: usize) -> bool {
        self.dots.get(row * self.width + column).copied().unwrap_or(false)
    }

    /// Dots on the way from one point to a later one.
    fn join(&mut self, (left, from): (usize, usize), (right, to): (usize, usize)) {
        let span = (right - left).max(from.abs_diff(to)).max(1);
        for at in 0..=span {
            let share = at as f64 / span as f64;
            let row = from as f64 + (to as f64 - from as f64) * share;
            self.set(left + ((right - left) as f64 * share).round() as usize, row.round() as usize);
        }
    }

    fn stars(&self, row: usize) -> String {
        let cells: String = (0..self.width).map(|at| if self.is_set(at, row) { '*' } else { ' ' }).collect();
        cells.trim_end().to_owned()
    }

    fn braille(&self, row: usize, columns: usize) -> String {
        let cell = |column: usize| {
            let dots = DOTS.iter().enumerate().flat_map(|(down, bits)| {
                bits.iter().enumerate().map(move |(right, bit)| (down, right, *bit))
            });
            let bits = dots
                .filter(|(down, right, _)| self.is_set(column * 2 + right, row * 4 + down))
                .map(|(_, _, bit)| bit);
            match bits.sum() {
                0 => ' ',
                bits => char::from_u32(BRAILLE + bits).unwrap_or(' '),
            }
        };
        (0..columns).map(cell).collect::<String>().trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_row_rises_with_its_values() {
        assert_eq!(row(&[0.0, 0.5, 1.0], 10, false), "▁▅█");
        assert_eq!(row(&[0.0, 0.5, 1.0], 10, true), "059");
        assert_eq!(row(&[], 10, false), "");
    }

    #[test]
    fn many_values_are_drawn_as_means() {
        assert_eq!(sampled(&[0.0, 1.0, 0.0, 1.0], 2), [0.5, 0.5]);
        assert_eq!(row(&[0.2; 500], 40, false).chars().count(), 40);
    }

    #[test]
    fn a_line_goes_from_corner_to_corner() {
        assert_eq!(line(&[0.0, 1.0], 5, 3, true), ["    *", "", "*"]);
        assert_eq!(line(&[0.0, 1.0], 2, 1, false), ["⡠⠊"]);
        assert_eq!(line(&[0.5], 4, 1, true), ["*"]);
    }

    proptest! {
        #[test]
        fn no_line_leaves_its_place(
            values in proptest::collection::vec(-1.0..2.0_f64, 0..600),
            columns in 0..90_usize,
            rows in 0..12_usize,
            ascii: bool,
        ) {
            let lines = line(&values, columns, rows, ascii);
            prop_assert!(lines.len() <= rows);
            prop_assert!(lines.iter().all(|line| line.chars().count() <= columns));
            prop_assert_eq!(lines.iter().any(|line| !line.is_empty()), !values.is_empty() && columns * rows > 0);
        }
    }
}
