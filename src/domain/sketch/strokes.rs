//! Lines as cells: which connections run through a cell, in which directions, and what that looks like.

use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::shape::{Point, Route};

pub(super) const UP: u8 = 1;
pub(super) const DOWN: u8 = 2;
pub(super) const LEFT: u8 = 4;
pub(super) const RIGHT: u8 = 8;

/// What runs through one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stroke {
    /// Each connection with its directions.
    pub lines: Vec<(usize, u8)>,
}

/// What the lines of a cell do to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// One line, or lines that part or meet: they touch.
    Joined(u8),
    /// Straight across each other: they don't touch.
    Crossing,
    /// Strangers that touch: a line seems to lead where it does not.
    Confused(u8),
}

/// The strokes of a picture, by cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Strokes {
    pub width: i32,
    pub height: i32,
    cells: Vec<Stroke>,
}

impl Strokes {
    pub fn of(routes: &[Route], width: i32, height: i32) -> Self {
        let mut strokes =
            Self { width, height, cells: vec![Stroke::default(); (width * height).max(0) as usize] };
        for route in routes {
            strokes.draw(route);
        }
        strokes
    }

    pub fn at(&self, point: Point) -> Option<&Stroke> {
        let inside = (0..self.width).contains(&point.x) && (0..self.height).contains(&point.y);
        if inside { self.cells.get((point.y * self.width + point.x) as usize) } else { None }
    }

    /// Whether any line runs through the cell.
    pub fn is_used(&self, point: Point) -> bool {
        self.at(point).is_some_and(|stroke| !stroke.lines.is_empty())
    }

    /// Every cell that a line runs through.
    pub fn iter(&self) -> impl Iterator<Item = (Point, &Stroke)> {
        let width = self.width.max(1) as usize;
        let used = self.cells.iter().enumerate().filter(|(_, stroke)| !stroke.lines.is_empty());
        used.map(move |(index, stroke)| {
            (Point { x: (index % width) as i32, y: (index / width) as i32 }, stroke)
        })
    }

    fn draw(&mut self, route: &Route) {
        for leg in route.points.windows(2) {
            let [from, to] = *leg else { continue };
            let (dx, dy) = ((to.x - from.x).signum(), (to.y - from.y).signum());
            let (ahead, behind) = match (dx, dy) {
                (1, _) => (RIGHT, LEFT),
                (-1, _) => (LEFT, RIGHT),
                (_, 1) => (DOWN, UP),
                _ => (UP, DOWN),
            };
            let mut at = from;
            self.add(at, route.edge, ahead);
            while at != to {
                at = Point { x: at.x + dx, y: at.y + dy };
                self.add(at, route.edge, behind);
                if at != to {
                    self.add(at, route.edge, ahead);
                }
            }
        }
    }

    fn add(&mut self, point: Point, edge: usize, bits: u8) {
        let inside = (0..self.width).contains(&point.x) && (0..self.height).contains(&point.y);
        if !inside {
            return;
        }
        let Some(stroke) = self.cells.get_mut((point.y * self.width + point.x) as usize) else { return };
        match stroke.lines.iter_mut().find(|(known, _)| *known == edge) {
            Some((_, known)) => *known |= bits,
            None => stroke.lines.push((edge, bits)),
        }
    }
}

impl Stroke {
    /// What the lines of this cell do to each other.
    pub fn meeting(&self, graph: &Graph) -> Meeting {
        let all = self.lines.iter().fold(0, |bits, (_, more)| bits | more);
        let straight = |way: u8| self.lines.iter().any(|&(_, bits)| bits == way);
        let turns = self.lines.iter().any(|&(_, bits)| bits != LEFT | RIGHT && bits != UP | DOWN);
        if !turns && straight(LEFT | RIGHT) && straight(UP | DOWN) {
            return Meeting::Crossing;
        }
        let akin = |a: usize, b: usize| a == b || are_akin(graph, a, b);
        let misled = self.lines.iter().any(|&(a, _)| self.lines.iter().any(|&(b, _)| !akin(a, b)));
        if misled { Meeting::Confused(all) } else { Meeting::Joined(all) }
    }
}

/// Whether the lines of two connections may touch: they have an end in common, or both their beginnings lead to both
/// their ends.
fn are_akin(graph: &Graph, a: usize, b: usize) -> bool {
    let (a, b) = (&graph.edges[a], &graph.edges[b]);
    let either = a.both || b.both;
    let leads = |from: usize, to: usize| graph.edges.iter().any(|edge| edge.from == from && edge.to == to);
    a.from == b.from
        || a.to == b.to
        || either && (a.from == b.to || a.to == b.from)
        || leads(a.from, b.to) && leads(b.from, a.to)
}

/// The character for lines in these directions.
pub(super) fn glyph(bits: u8, ascii: bool) -> &'static str {
    let level = bits & (LEFT | RIGHT) != 0;
    let upright = bits & (UP | DOWN) != 0;
    if ascii {
        return match (level, upright) {
            (true, true) => "+",
            (true, false) => "-",
            _ => "|",
        };
    }
    match bits {
        b if b == UP | DOWN || b == UP || b == DOWN => "│",
        b if b == LEFT | RIGHT || b == LEFT || b == RIGHT => "─",
        b if b == DOWN | RIGHT => "┌",
        b if b == DOWN | LEFT => "┐",
        b if b == UP | RIGHT => "└",
        b if b == UP | LEFT => "┘",
        b if b == UP | DOWN | RIGHT => "├",
        b if b == UP | DOWN | LEFT => "┤",
        b if b == DOWN | LEFT | RIGHT => "┬",
        b if b == UP | LEFT | RIGHT => "┴",
        _ => "┼",
    }
}
