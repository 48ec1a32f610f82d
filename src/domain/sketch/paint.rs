//! Paints a shape: borders, names, lines, heads, frames and labels into cells.

use crate::domain::lexicon::Role;
use crate::domain::sketch::drawing::{Drawing, Form, Ink, LabelShape};
use crate::domain::sketch::graph::{Edge, Graph};
use crate::domain::sketch::shape::{BoxShape, FrameShape, Point, Route, Shape};
use crate::domain::sketch::strokes::{DOWN, LEFT, Meeting, RIGHT, Strokes, UP, glyph};
use crate::domain::sketch::wrap;

/// Which characters a picture is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Charset {
    /// Box-drawing characters.
    #[default]
    Unicode,
    /// `+`, `-`, `|`.
    Ascii,
}

/// A picture drawn with box-drawing characters, in ASCII; every character keeps its place.
pub fn in_ascii(drawn: &str) -> String {
    let plain = |char: char| match char {
        '│' => '|',
        '─' => '-',
        '╌' | '╭' | '╮' => '.',
        '╎' | '╰' | '╯' => ':',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => '+',
        _ => char,
    };
    drawn.chars().map(plain).collect()
}

/// Paints a shape with its labels.
pub(super) fn paint(
    graph: &Graph,
    shape: Shape,
    labels: Vec<LabelShape>,
    strokes: &Strokes,
    (form, charset): (Form, Charset),
) -> Drawing {
    let (width, height) = (strokes.width.max(0) as usize, strokes.height.max(0) as usize);
    let mut painter = Painter {
        graph,
        strokes,
        ascii: charset == Charset::Ascii,
        drawing: Drawing::blank(form, width, height),
    };
    for frame in &shape.frames {
        painter.frame(frame);
    }
    for shape in &shape.boxes {
        painter.border(shape);
    }
    painter.lines();
    for shape in &shape.boxes {
        painter.name(shape);
    }
    for frame in &shape.frames {
        painter.title(frame);
    }
    for route in &shape.routes {
        painter.pointers(route);
        painter.heads(route);
    }
    for label in &labels {
        for (row, line) in label.lines.iter().enumerate() {
            painter.text(label.at.x, label.at.y + row as i32, line, Ink::Label);
        }
    }
    let mut drawing = painter.drawing;
    drawing.boxes = shape.boxes;
    drawing.frames = shape.frames;
    drawing.routes = shape.routes;
    drawing.labels = labels;
    drawing
}

/// Every cell of a line, in order.
fn cells(points: &[Point]) -> Vec<Point> {
    let mut cells: Vec<Point> = points.first().copied().into_iter().collect();
    for leg in points.windows(2) {
        let [mut at, to] = *leg else { continue };
        while at != to {
            at = Point { x: at.x + (to.x - at.x).signum(), y: at.y + (to.y - at.y).signum() };
            cells.push(at);
        }
    }
    cells
}

struct Painter<'a> {
    graph: &'a Graph,
    strokes: &'a Strokes,
    ascii: bool,
    drawing: Drawing,
}

impl Painter<'_> {
    fn role(&self, node: usize) -> Option<Role> {
        self.graph.nodes.get(node).and_then(|node| node.role)
    }

    /// A box's border is a line too: where a connection leaves, the two join.
    fn border(&mut self, shape: &BoxShape) {
        let rect = shape.rect;
        let ink = Ink::Border(self.role(shape.node));
        for y in rect.y..=rect.bottom() {
            for x in rect.x..=rect.right() {
                let (top, bottom) = (y == rect.y, y == rect.bottom());
                let (left, right) = (x == rect.x, x == rect.right());
                let bits = match (left || right, top || bottom) {
                    (true, true) => (if top { DOWN } else { UP }) | if left { RIGHT } else { LEFT },
                    (true, false) => UP | DOWN,
                    (false, true) => LEFT | RIGHT,
                    (false, false) => {
                        self.drawing.set(x, y, " ", Ink::Name(self.role(shape.node)));
                        continue;
                    }
                };
                let outward = !((if top { DOWN } else { 0 })
                    | (if bottom { UP } else { 0 })
                    | (if left { RIGHT } else { 0 })
                    | if right { LEFT } else { 0 });
                let joined = self
                    .strokes
                    .at(Point { x, y })
                    .map_or(0, |stroke| stroke.lines.iter().fold(0, |bits, (_, more)| bits | more) & outward);
                self.drawing.set(x, y, glyph(bits | joined, self.ascii), ink);
            }
        }
    }

    fn lines(&mut self) {
        for (point, stroke) in self.strokes.iter() {
            let on_border = self.drawing.cell(point.x as usize, point.y as usize).map(|cell| cell.ink);
            if matches!(on_border, Some(Ink::Border(_))) {
                continue;
            }
            let symbol = match stroke.meeting(self.graph) {
                Meeting::Joined(bits) | Meeting::Confused(bits) => glyph(bits, self.ascii),
                Meeting::Crossing => glyph(UP | DOWN, self.ascii),
            };
            self.drawing.set(point.x, point.y, symbol, Ink::Line);
        }
    }

    fn name(&mut self, shape: &BoxShape) {
        let role = self.role(shape.node);
        let tag = shape.tag.map(|tag| format!("({tag})"));
        let rows = shape.lines.len() as i32 + i32::from(tag.is_some());
        let mut y = shape.rect.y + 1 + (shape.rect.height - 2 - rows) / 2;
        for line in &shape.lines {
            self.centered(shape, y, line, Ink::Name(role));
            y += 1;
        }
        if let Some(tag) = tag {
            self.centered(shape, y, &tag, Ink::Tag(role));
        }
    }

    fn centered(&mut self, shape: &BoxShape, y: i32, text: &str, ink: Ink) {
        let inner = shape.rect.width - 2;
        let x = shape.rect.x + 1 + (inner - wrap::width(text)) / 2;
        self.text(x, y, text, ink);
    }

    fn text(&mut self, x: i32, y: i32, text: &str, ink: Ink) {
        self.drawing.write(x, y, text, ink);
    }

    fn frame(&mut self, frame: &FrameShape) {
        let rect = frame.rect;
        let [level, upright] = if self.ascii { [".", ":"] } else { ["╌", "╎"] };
        for x in rect.x..=rect.right() {
            self.drawing.set(x, rect.y, level, Ink::Frame);
            self.drawing.set(x, rect.bottom(), level, Ink::Frame);
        }
        for y in rect.y..=rect.bottom() {
            self.drawing.set(rect.x, y, upright, Ink::Frame);
            self.drawing.set(rect.right(), y, upright, Ink::Frame);
        }
        let corners = if self.ascii { [".", ".", ":", ":"] } else { ["╭", "╮", "╰", "╯"] };
        let places = [
            (rect.x, rect.y),
            (rect.right(), rect.y),
            (rect.x, rect.bottom()),
            (rect.right(), rect.bottom()),
        ];
        for ((x, y), corner) in places.into_iter().zip(corners) {
            self.drawing.set(x, y, corner, Ink::Frame);
        }
    }

    /// The title stands in the upper border, where no line runs through it.
    fn title(&mut self, frame: &FrameShape) {
        let title = format!(" {} ", frame.title);
        let wide = wrap::width(&title);
        let last = frame.rect.right() - wide;
        let crossed =
            |x: i32| (x..x + wide).filter(|&x| self.strokes.is_used(Point { x, y: frame.rect.y })).count();
        let at = (frame.rect.x + 2..=last).min_by_key(|&x| (crossed(x), x)).unwrap_or(frame.rect.x + 1);
        self.text(at, frame.rect.y, &title, Ink::Title);
    }

    /// Where a line has parted from one trunk and is about to meet another, nothing but a head tells which way it runs.
    fn pointers(&mut self, route: &Route) {
        let edge = &self.graph.edges[route.edge];
        let cells = cells(&route.points);
        let alone = |point: Point| self.strokes.at(point).is_some_and(|stroke| stroke.lines.len() == 1);
        let shared = |point: Point, of: fn(&Edge) -> usize| {
            let lines = self.strokes.at(point).map_or(&[][..], |stroke| &stroke.lines);
            lines.iter().any(|&(other, _)| other != route.edge && of(&self.graph.edges[other]) == of(edge))
        };
        let Some(first) = cells.iter().rposition(|&cell| shared(cell, |edge| edge.from)) else { return };
        let after = cells.iter().skip(first + 1).position(|&cell| shared(cell, |edge| edge.to));
        let Some(meeting) = after.map(|at| at + first + 1) else { return };
        let last = (first + 1..meeting).rev().find(|&at| cells.get(at).is_some_and(|&cell| alone(cell)));
        if let Some(at) = last
            && let (Some(&before), Some(&here), Some(&next)) =
                (cells.get(at - 1), cells.get(at), cells.get(at + 1))
            && (next.x - here.x, next.y - here.y) == (here.x - before.x, here.y - before.y)
        {
            self.head(before, here, here);
        }
    }

    fn heads(&mut self, route: &Route) {
        if let [.., before, end] = route.points.as_slice() {
            self.head(*before, *end, *end);
        }
        if route.both
            && let [start, next, ..] = route.points.as_slice()
        {
            // On a side the head stands in front of the border, above and below in it.
            let step = (next.x - start.x).signum();
            self.head(*next, *start, Point { x: start.x + step, y: start.y });
            if step != 0 {
                let (symbol, ink) = (
                    if self.ascii { "|" } else { "│" },
                    self.drawing.cell(start.x as usize, start.y as usize),
                );
                let ink = ink.map_or(Ink::Line, |cell| cell.ink);
                self.drawing.set(start.x, start.y, symbol, ink);
            }
        }
    }

    /// A head at `at`, pointing the way from `from` to `to`.
    fn head(&mut self, from: Point, to: Point, at: Point) {
        let symbol = match ((to.x - from.x).signum(), (to.y - from.y).signum()) {
            (1, _) => ">",
            (-1, _) => "<",
            (_, 1) => "v",
            _ => "^",
        };
        self.drawing.set(at.x, at.y, symbol, Ink::Head);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_in_ascii_keeps_every_character_in_its_place() {
        let drawn = "\u{250c}\u{2500}\u{2510} \u{256d}\u{254c}\u{256e}\n\u{2502}a\u{251c}>\u{254e}";
        let plain = in_ascii(drawn);
        assert_eq!(plain, "+-+ ...\n|a+>:");
        assert_eq!(plain.chars().count(), drawn.chars().count());
    }
}
