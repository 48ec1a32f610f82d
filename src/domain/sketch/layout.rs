//! From a graph and an area to a drawing: which way it runs, how dense it is, what is left out.

use crate::domain::sketch::drawing::{Drawing, Form};
use crate::domain::sketch::frames;
use crate::domain::sketch::graph::{Edge, Graph, Group};
use crate::domain::sketch::label;
use crate::domain::sketch::layers;
use crate::domain::sketch::list;
use crate::domain::sketch::order;
use crate::domain::sketch::paint::{self, Charset};
use crate::domain::sketch::place::Flow;
use crate::domain::sketch::rank::{self, Helpers};
use crate::domain::sketch::room;
use crate::domain::sketch::shape::{self, Point, Shape, Style};
use crate::domain::sketch::squeeze;
use crate::domain::sketch::strokes::Strokes;

/// Cells around a picture in which labels may still be placed.
const MARGIN: i32 = 24;

/// In how many steps a picture may grow beyond the area.
const SPILLS: usize = 3;

/// What a drawing has to fit into, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Columns.
    pub width: usize,
    /// Rows; none where a picture may be as high as it likes.
    pub height: Option<usize>,
}

/// How much is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Detail {
    /// As much as fits.
    #[default]
    Fitting,
    /// Labels and roles, fit or not.
    Full,
    /// Boxes and lines only.
    Bare,
}

/// How a drawing is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Options {
    /// A form to keep to; none for whichever fits best.
    pub form: Option<Form>,
    /// How much is drawn.
    pub detail: Detail,
    /// Which characters are used.
    pub charset: Charset,
    /// Columns by which a picture may be wider than the area, to be scrolled, before the list takes its place.
    pub spill: usize,
}

/// Draws a graph: the fullest picture that fits the area. Labels go first where room is short, then roles, then the
/// frames of groups. A picture too high for the area is scrolled; if every picture is too wide, there is the list.
/// With a fixed form the picture may be larger than the area. The same graph, area and options give the same drawing.
pub fn layout(graph: &Graph, area: Area, options: Options) -> Drawing {
    if options.form == Some(Form::List) || graph.nodes.is_empty() {
        return list::list(graph, area.width);
    }
    let framed = fullest(graph, area, options, Helpers::Beside);
    let picture = framed.or_else(|| fullest(graph, area, options, Helpers::InLine));
    picture.or_else(|| unframed(graph, area, options)).unwrap_or_else(|| list::list(graph, area.width))
}

/// The fullest picture that fits the area.
fn fullest(graph: &Graph, area: Area, options: Options, helpers: Helpers) -> Option<Drawing> {
    let parts = parts(graph);
    let plans: Vec<Plan> = parts.iter().map(|part| Plan::of(&part.graph, helpers)).collect();
    let mut best: Option<(usize, Drawing)> = None;
    for (rank, style) in styles(options).into_iter().enumerate() {
        if best.as_ref().is_some_and(|(least, _)| *least <= rank) {
            break;
        }
        let Some(drawing) = draw(graph, (&parts, &plans), &style, area, options) else { continue };
        let cost = rank + cost(&drawing, area);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, drawing));
        }
    }
    best.map(|(_, drawing)| drawing)
}

/// The fullest picture without frames, which cost columns; at last one that is wider than the area by as little as
/// possible.
fn unframed(graph: &Graph, area: Area, options: Options) -> Option<Drawing> {
    let bare = Graph { groups: Vec::new(), ..graph.clone() };
    let wider = (0..=SPILLS).map(|part| area.width + options.spill * part / SPILLS);
    let mut widths: Vec<usize> = wider.collect();
    widths.dedup();
    let ways =
        widths.into_iter().flat_map(|width| [Helpers::Beside, Helpers::InLine].map(|way| (width, way)));
    let mut pictures = ways.filter_map(|(width, way)| fullest(&bare, Area { width, ..area }, options, way));
    let mut drawing = pictures.next()?;
    drawing.hidden.extend(graph.groups.iter().map(|group| group.title.clone()));
    Some(drawing)
}

/// What speaks against a drawing: that it must be scrolled, and that labels are missing.
fn cost(drawing: &Drawing, area: Area) -> usize {
    let too_wide = drawing.width.saturating_sub(area.width);
    let too_high = area.height.map_or(0, |height| drawing.height.saturating_sub(height));
    too_wide * 2 + too_high * 2 + drawing.hidden.len() * 3
}

/// The styles to try, the fullest first.
fn styles(options: Options) -> Vec<Style> {
    let style = |flow, labels, tags, pad, name, label| Style { flow, labels, tags, pad, name, label };
    let (right, down) = (Flow::Right, Flow::Down);
    let all = [
        style(right, true, true, 1, 18, 18),
        style(right, true, true, 1, 14, 12),
        style(right, true, false, 1, 18, 12),
        style(right, true, false, 0, 12, 10),
        style(down, true, true, 1, 18, 14),
        style(down, true, false, 1, 18, 14),
        style(down, true, false, 1, 10, 10),
        style(right, false, false, 0, 12, 0),
        style(down, false, false, 1, 12, 0),
        style(down, false, false, 0, 8, 0),
    ];
    let wanted = all.into_iter().filter(|style| {
        let form = match style.flow {
            Flow::Right => Form::Right,
            Flow::Down => Form::Down,
        };
        options.form.is_none_or(|wanted| wanted == form)
            && match options.detail {
                Detail::Fitting => true,
                Detail::Full => style.labels,
                Detail::Bare => !style.labels,
            }
    });
    wanted.collect()
}

/// A connected piece of a graph, with the indexes its boxes and edges have in the whole.
struct Part {
    graph: Graph,
    nodes: Vec<usize>,
    edges: Vec<usize>,
    groups: Vec<usize>,
}

/// Pieces that nothing connects, neither a line nor a group, in the order they were written.
fn parts(graph: &Graph) -> Vec<Part> {
    let count = graph.nodes.len();
    let mut root: Vec<usize> = (0..count).collect();
    let links = graph.edges.iter().map(|edge| (edge.from, edge.to));
    let bonds = graph.groups.iter().flat_map(|group| group.members.windows(2).map(|pair| (pair[0], pair[1])));
    for (a, b) in links.chain(bonds) {
        let (a, b) = (find(&root, a), find(&root, b));
        root[a.max(b)] = a.min(b);
    }
    let of: Vec<usize> = (0..count).map(|node| find(&root, node)).collect();
    let roots = (0..count).filter(|&node| of[node] == node);
    roots.map(|root| part(graph, &(0..count).filter(|&node| of[node] == root).collect::<Vec<_>>())).collect()
}

fn find(root: &[usize], mut node: usize) -> usize {
    while root[node] != node {
        node = root[node];
    }
    node
}

fn part(graph: &Graph, nodes: &[usize]) -> Part {
    let local = |node: usize| nodes.iter().position(|&known| known == node);
    let mut part = Part {
        graph: Graph {
            nodes: nodes.iter().map(|&node| graph.nodes[node].clone()).collect(),
            ..Graph::default()
        },
        nodes: nodes.to_vec(),
        edges: Vec::new(),
        groups: Vec::new(),
    };
    for (index, edge) in graph.edges.iter().enumerate() {
        if let (Some(from), Some(to)) = (local(edge.from), local(edge.to)) {
            part.graph.edges.push(Edge { from, to, ..edge.clone() });
            part.edges.push(index);
        }
    }
    for (index, group) in graph.groups.iter().enumerate() {
        let members: Vec<usize> = group.members.iter().filter_map(|&member| local(member)).collect();
        if !members.is_empty() {
            part.graph.groups.push(Group { title: group.title.clone(), members });
            part.groups.push(index);
        }
    }
    part
}

/// A part in its layers, ordered: the same for every style.
struct Plan {
    ranked: rank::Ranked,
    layers: layers::Layered,
}

impl Plan {
    fn of(graph: &Graph, helpers: Helpers) -> Self {
        let group_of = frames::framed(graph);
        let ranked = rank::rank(graph, &group_of, helpers);
        let mut layers = layers::expand(graph, &ranked, &group_of);
        order::order(&mut layers, graph);
        Self { ranked, layers }
    }
}

/// One style's drawing; none if its frames contradict the order, or if it is too wide and there is a choice.
fn draw(
    graph: &Graph,
    (parts, plans): (&[Part], &[Plan]),
    style: &Style,
    area: Area,
    options: Options,
) -> Option<Drawing> {
    let mut whole = Shape::default();
    let mut corner = Point::default();
    let mut shelf = 0;
    for (part, plan) in parts.iter().zip(plans) {
        let mut shape = shape::shape(&part.graph, &plan.ranked, &plan.layers, style)?;
        let bounds = shape.bounds();
        let wraps = style.flow == Flow::Right || corner.x + bounds.width > area.width as i32;
        if wraps && corner.x > 0 {
            corner = Point { x: 0, y: shelf + 1 };
        }
        shape.shift(Point { x: corner.x - bounds.x, y: corner.y - bounds.y });
        corner.x += bounds.width + 3;
        shelf = shelf.max(corner.y + bounds.height);
        for mut shape in shape.boxes {
            shape.node = part.nodes[shape.node];
            whole.boxes.push(shape);
        }
        for mut frame in shape.frames {
            frame.group = part.groups[frame.group];
            whole.frames.push(frame);
        }
        for mut route in shape.routes {
            route.edge = part.edges[route.edge];
            whole.routes.push(route);
        }
    }
    whole.boxes.sort_by_key(|shape| shape.node);
    let mut least = whole.clone();
    squeeze::squeeze(&mut least, &mut [], style);
    if options.form.is_none() && least.bounds().width > area.width as i32 {
        return None;
    }
    let drawing = finish(graph, whole, style, options.charset);
    (options.form.is_some() || drawing.width <= area.width).then_some(drawing)
}

/// Adds the labels, draws everything together, and paints.
fn finish(graph: &Graph, mut shape: Shape, style: &Style, charset: Charset) -> Drawing {
    let bounds = shape.bounds();
    shape.shift(Point { x: MARGIN - bounds.x, y: MARGIN - bounds.y });
    let (width, height) = (bounds.width + 2 * MARGIN, bounds.height + 2 * MARGIN);
    let strokes = Strokes::of(&shape.routes, width, height);
    let wanted = room::labels(graph);
    let (mut labels, hidden) = if style.labels {
        label::place(wanted, &shape, &strokes, style)
    } else {
        (Vec::new(), wanted.into_iter().map(|label| label.text).collect())
    };
    squeeze::squeeze(&mut shape, &mut labels, style);
    let bounds = shape.bounds();
    let (mut left, mut top) = (bounds.x, bounds.y);
    let (mut right, mut bottom) = (bounds.x + bounds.width, bounds.y + bounds.height);
    for label in &labels {
        let wide = label.lines.iter().map(|line| crate::domain::sketch::wrap::width(line)).max().unwrap_or(0);
        left = left.min(label.at.x);
        top = top.min(label.at.y);
        right = right.max(label.at.x + wide);
        bottom = bottom.max(label.at.y + label.lines.len() as i32);
    }
    shape.shift(Point { x: -left, y: -top });
    for label in &mut labels {
        label.at.x -= left;
        label.at.y -= top;
    }
    let strokes = Strokes::of(&shape.routes, right - left, bottom - top);
    let form = match style.flow {
        Flow::Right => Form::Right,
        Flow::Down => Form::Down,
    };
    let mut drawing = paint::paint(graph, shape, labels, &strokes, (form, charset));
    drawing.hidden = hidden;
    drawing
}
