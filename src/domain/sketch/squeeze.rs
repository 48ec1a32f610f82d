//! Takes out what turned out not to be needed: room that was kept for a label which found a better place.

use crate::domain::sketch::drawing::LabelShape;
use crate::domain::sketch::place::Flow;
use crate::domain::sketch::shape::{Point, Rect, Shape, Style};
use crate::domain::sketch::wrap;

/// What a row or column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// Lines that go straight through, or nothing.
    Slack,
    /// Something that may lie close to others.
    Taken,
    /// The side of a frame where it begins, and where it ends.
    Opening,
    Closing,
    /// The border of a box.
    Border,
}

/// Which way a picture is drawn together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Rows,
    Columns,
}

impl Axis {
    fn of(self, point: Point) -> i32 {
        match self {
            Self::Rows => point.y,
            Self::Columns => point.x,
        }
    }

    fn ends(self, rect: Rect) -> (i32, i32) {
        match self {
            Self::Rows => (rect.y, rect.bottom()),
            Self::Columns => (rect.x, rect.right()),
        }
    }
}

/// Draws everything together, rows and columns.
pub(super) fn squeeze(shape: &mut Shape, labels: &mut [LabelShape], style: &Style) {
    for axis in [Axis::Rows, Axis::Columns] {
        let along = (axis == Axis::Rows) == (style.flow == Flow::Down);
        let uses = survey(shape, labels, axis);
        let kept = keep(&uses, |before, after| distance((before, after), axis, along, style));
        let target = |at: i32| usize::try_from(at).ok().and_then(|at| kept.get(at).copied()).unwrap_or(at);
        shift(shape, labels, axis, target);
    }
}

fn shift(shape: &mut Shape, labels: &mut [LabelShape], axis: Axis, target: impl Fn(i32) -> i32) {
    let boxes = shape.boxes.iter_mut().map(|shape| &mut shape.rect);
    for rect in boxes.chain(shape.frames.iter_mut().map(|frame| &mut frame.rect)) {
        let (from, to) = axis.ends(*rect);
        let (from, length) = (target(from), target(to) - target(from) + 1);
        match axis {
            Axis::Rows => (rect.y, rect.height) = (from, length),
            Axis::Columns => (rect.x, rect.width) = (from, length),
        }
    }
    let points = shape.routes.iter_mut().flat_map(|route| &mut route.points);
    for point in points.chain(labels.iter_mut().map(|label| &mut label.at)) {
        match axis {
            Axis::Rows => point.y = target(point.y),
            Axis::Columns => point.x = target(point.x),
        }
    }
}

fn survey(shape: &Shape, labels: &[LabelShape], axis: Axis) -> Vec<Use> {
    let bounds = shape.bounds();
    let length = axis.ends(bounds).1 + 1;
    let mut uses = vec![Use::Slack; length.max(0) as usize];
    let mut mark = |at: i32, what: Use| {
        if let Some(slot) = usize::try_from(at).ok().and_then(|at| uses.get_mut(at)) {
            *slot = what.max(*slot);
        }
    };
    for rect in shape.boxes.iter().map(|shape| shape.rect) {
        let (from, to) = axis.ends(rect);
        (from + 1..to).for_each(|at| mark(at, Use::Taken));
        mark(from, Use::Border);
        mark(to, Use::Border);
    }
    for frame in &shape.frames {
        let (from, to) = axis.ends(frame.rect);
        mark(from, Use::Opening);
        mark(to, Use::Closing);
        if axis == Axis::Columns {
            (from..from + wrap::width(&frame.title) + 4).for_each(|at| mark(at, Use::Taken));
        }
    }
    for point in shape.routes.iter().flat_map(|route| &route.points) {
        mark(axis.of(*point), Use::Taken);
    }
    for label in labels {
        let wide = label.lines.iter().map(|line| wrap::width(line)).max().unwrap_or(0);
        let rect = Rect { x: label.at.x, y: label.at.y, width: wide, height: label.lines.len() as i32 };
        let (from, to) = axis.ends(rect);
        (from..=to).for_each(|at| mark(at, Use::Taken));
    }
    uses
}

/// Where each row or column goes.
fn keep(uses: &[Use], distance: impl Fn(Use, Use) -> usize) -> Vec<i32> {
    let mut kept = Vec::with_capacity(uses.len());
    let mut next = 0;
    let mut at = 0;
    while at < uses.len() {
        if uses[at] != Use::Slack {
            kept.push(next);
            next += 1;
            at += 1;
            continue;
        }
        let run = uses.iter().skip(at).take_while(|what| **what == Use::Slack).count();
        let before = at.checked_sub(1).map(|before| uses[before]);
        let after = uses.get(at + run).copied();
        let stays = match (before, after) {
            (None, _) | (_, None) => run,
            (Some(before), Some(after)) => run.min(distance(before, after)),
        };
        for slack in 0..run {
            kept.push(next + slack.min(stays) as i32);
        }
        next += stays as i32;
        at += run;
    }
    kept
}

/// Cells that stay between two things.
fn distance((before, after): (Use, Use), axis: Axis, along: bool, style: &Style) -> usize {
    let boxes = before == Use::Border && after == Use::Border;
    let inside = before == Use::Opening || after == Use::Closing;
    match axis {
        Axis::Rows if along => usize::from(boxes),
        Axis::Rows => usize::from(!inside),
        Axis::Columns if along && boxes => 3,
        Axis::Columns if along => 2,
        Axis::Columns if inside => 1,
        Axis::Columns => style.gap() as usize,
    }
}
