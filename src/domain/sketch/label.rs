//! Where a label is written: beside a piece of line that belongs to its connection alone.

use crate::domain::sketch::drawing::LabelShape;
use crate::domain::sketch::place::Flow;
use crate::domain::sketch::room::{self, Label};
use crate::domain::sketch::shape::{Point, Rect, Shape, Style};
use crate::domain::sketch::strokes::Strokes;
use crate::domain::sketch::wrap;

/// Labels with their places, and those that found none.
pub(super) fn place(
    labels: Vec<Label>,
    shape: &Shape,
    strokes: &Strokes,
    style: &Style,
) -> (Vec<LabelShape>, Vec<String>) {
    let mut ground = Ground { strokes, taken: occupied(shape, strokes), style };
    let (mut placed, mut hidden) = (Vec::new(), Vec::new());
    for label in labels {
        match ground.best(&label, shape) {
            Some(found) => {
                ground.take(&found);
                placed.push(found);
            }
            None => hidden.push(label.text),
        }
    }
    (placed, hidden)
}

/// What a cell is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Free,
    /// A frame: a label may stand on it if there is no better place.
    Frame,
    Taken,
}

/// Which cells are in use.
fn occupied(shape: &Shape, strokes: &Strokes) -> Vec<Use> {
    let (width, height) = (strokes.width, strokes.height);
    let mut taken = vec![Use::Free; (width * height).max(0) as usize];
    let mut mark = |x: i32, y: i32, what: Use| {
        if (0..width).contains(&x) && (0..height).contains(&y) {
            let cell = &mut taken[(y * width + x) as usize];
            *cell = what.max(*cell);
        }
    };
    for rect in shape.boxes.iter().map(|shape| shape.rect) {
        for y in rect.y..=rect.bottom() {
            (rect.x..=rect.right()).for_each(|x| mark(x, y, Use::Taken));
        }
    }
    for rect in shape.frames.iter().map(|frame| frame.rect) {
        (rect.x..=rect.right()).for_each(|x| {
            // The title stands in the upper border.
            mark(x, rect.y, Use::Taken);
            mark(x, rect.bottom(), Use::Frame);
        });
        (rect.y..=rect.bottom()).for_each(|y| {
            mark(rect.x, y, Use::Frame);
            mark(rect.right(), y, Use::Frame);
        });
    }
    strokes.iter().for_each(|(point, _)| mark(point.x, point.y, Use::Taken));
    taken
}

struct Ground<'a> {
    strokes: &'a Strokes,
    taken: Vec<Use>,
    style: &'a Style,
}

/// A straight piece of line.
#[derive(Debug, Clone, Copy)]
struct Run {
    from: Point,
    to: Point,
}

impl Run {
    fn is_level(&self) -> bool {
        self.from.y == self.to.y
    }

    fn length(&self) -> i32 {
        (self.to.x - self.from.x).abs() + (self.to.y - self.from.y).abs() + 1
    }
}

impl Ground<'_> {
    /// What it costs to write into a rectangle; none if something is in the way.
    fn cost(&self, rect: &Rect) -> Option<i32> {
        let inside = rect.x >= 0
            && rect.y >= 0
            && rect.right() < self.strokes.width
            && rect.bottom() < self.strokes.height;
        if !inside {
            return None;
        }
        let cell = |x: i32, y: i32| self.taken.get((y * self.strokes.width + x) as usize).copied();
        let cells = (rect.y..=rect.bottom()).flat_map(|y| (rect.x..=rect.right()).map(move |x| (x, y)));
        match cells.filter_map(|(x, y)| cell(x, y)).max() {
            Some(Use::Taken) => None,
            Some(Use::Frame) => Some(12),
            Some(Use::Free) | None => Some(0),
        }
    }

    fn take(&mut self, label: &LabelShape) {
        let width = label.lines.iter().map(|line| wrap::width(line)).max().unwrap_or(0);
        for y in label.at.y..label.at.y + label.lines.len() as i32 {
            for x in label.at.x..label.at.x + width {
                if let Some(cell) = self.taken.get_mut((y * self.strokes.width + x) as usize) {
                    *cell = Use::Taken;
                }
            }
        }
    }

    /// The pieces of line that only connections with this label run on.
    fn runs(&self, label: &Label, shape: &Shape) -> Vec<Run> {
        let own = |point: Point| {
            let stroke = self.strokes.at(point);
            stroke.is_some_and(|stroke| stroke.lines.iter().all(|(edge, _)| label.edges.contains(edge)))
        };
        let mut runs = Vec::new();
        let routes = shape.routes.iter().filter(|route| label.edges.contains(&route.edge));
        for leg in routes.flat_map(|route| route.points.windows(2)) {
            let [from, to] = *leg else { continue };
            let step = Point { x: (to.x - from.x).signum(), y: (to.y - from.y).signum() };
            let mut start: Option<Point> = None;
            let mut at = from;
            loop {
                if own(at) {
                    start.get_or_insert(at);
                }
                let over = at == to;
                let next = Point { x: at.x + step.x, y: at.y + step.y };
                if (over || !own(next))
                    && let Some(from) = start.take()
                {
                    runs.push(Run { from, to: at });
                }
                if over {
                    break;
                }
                at = next;
            }
        }
        runs
    }

    fn best(&self, label: &Label, shape: &Shape) -> Option<LabelShape> {
        let runs = self.runs(label, shape);
        let mut best: Option<(i32, LabelShape)> = None;
        for (variant, lines) in variants(&label.text, self.style).into_iter().enumerate() {
            let width = lines.iter().map(|line| wrap::width(line)).max().unwrap_or(0);
            let size = (width, lines.len() as i32);
            for run in &runs {
                for (cost, at) in self.spots(*run, size) {
                    let cost = cost + 3 * variant as i32 - run.length().min(20) / 4;
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        let shape = LabelShape { edges: label.edges.clone(), at, lines: lines.clone() };
                        best = Some((cost, shape));
                    }
                }
            }
        }
        best.map(|(_, shape)| shape)
    }

    /// Free places beside a run, with what speaks against each.
    fn spots(&self, run: Run, (width, height): (i32, i32)) -> Vec<(i32, Point)> {
        let mut spots = Vec::new();
        let down = self.style.flow == Flow::Down;
        if run.is_level() {
            let (left, right) = (run.from.x.min(run.to.x), run.from.x.max(run.to.x));
            let room = right - left + 1 - width;
            if room < 0 {
                return spots;
            }
            for (shift, cost) in shifts(room) {
                let x = left + shift;
                for (y, side) in [(run.from.y - height, 0), (run.from.y + 1, 5)] {
                    let rect = Rect { x: x - 1, y, width: width + 2, height };
                    let beyond = if side == 0 { y - 1 } else { y + height };
                    let crowd = (x..x + width).any(|x| self.strokes.is_used(Point { x, y: beyond }));
                    let crowd = if crowd { 8 } else { 0 };
                    let turned = if down { 3 } else { 0 };
                    let spot = self.cost(&rect).map(|ground| ground + cost + side + crowd + turned);
                    spots.extend(spot.map(|cost| (cost, Point { x, y })));
                }
            }
        } else {
            let (top, bottom) = (run.from.y.min(run.to.y), run.from.y.max(run.to.y));
            let room = bottom - top + 1 - height;
            if room < 0 {
                return spots;
            }
            for (shift, cost) in shifts(room) {
                let y = top + shift;
                for (x, side) in [(run.from.x + 2, 0), (run.from.x - 1 - width, 4)] {
                    let rect = Rect { x: x - 1, y, width: width + 2, height };
                    let turned = if down { 0 } else { 4 };
                    let spot = self.cost(&rect).map(|ground| ground + cost + side + turned);
                    spots.extend(spot.map(|cost| (cost, Point { x, y })));
                }
            }
        }
        spots
    }
}

/// Places along a run, the middle first, with what speaks against each.
fn shifts(room: i32) -> impl Iterator<Item = (i32, i32)> {
    let middle = room / 2;
    let near = (0..=room).filter(move |shift| (shift - middle).abs() <= 8 || *shift == 0 || *shift == room);
    near.map(move |shift| (shift, ((shift - middle).abs() + 2) / 3))
}

/// The ways to break a label, the most wanted first.
fn variants(text: &str, style: &Style) -> Vec<Vec<String>> {
    let mut variants = Vec::new();
    if style.flow == Flow::Down {
        variants.push(room::lines(text, style));
    }
    for count in 1..=4 {
        let lines = wrap::wrap_into(text, count);
        if !variants.contains(&lines) {
            variants.push(lines);
        }
    }
    variants
}
