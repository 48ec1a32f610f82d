//! Boxes, frames and lines with their cells: the drawing before it is painted.

use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::layers::{Kind, Layered};
use crate::domain::sketch::marks::tag;
use crate::domain::sketch::place::{self, Extent, Flow, Places, Room};
use crate::domain::sketch::rank::{Course, Ranked, Side};
use crate::domain::sketch::room::{self, Reserve};
use crate::domain::sketch::route::{self, Gutter, Track};
use crate::domain::sketch::wrap;

/// How dense a drawing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    pub flow: Flow,
    /// Whether labels are drawn.
    pub labels: bool,
    /// Whether boxes say their role.
    pub tags: bool,
    /// Cells between a box's name and its sides.
    pub pad: i32,
    /// Cells of a name's line, where words allow.
    pub name: i32,
    /// Cells of a label's line, where words allow.
    pub label: i32,
}

impl Style {
    /// Cells between two boxes side by side in a picture that runs down.
    pub fn gap(&self) -> i32 {
        if self.pad > 0 { 3 } else { 1 }
    }
}

/// A place in the drawing, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A rectangle of cells, borders included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// The left border.
    pub x: i32,
    /// The top border.
    pub y: i32,
    /// Cells from left to right.
    pub width: i32,
    /// Cells from top to bottom.
    pub height: i32,
}

impl Rect {
    /// The rightmost column.
    pub fn right(&self) -> i32 {
        self.x + self.width - 1
    }

    /// The lowest row.
    pub fn bottom(&self) -> i32 {
        self.y + self.height - 1
    }

    /// Whether the two share a cell.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x <= other.right()
            && other.x <= self.right()
            && self.y <= other.bottom()
            && other.y <= self.bottom()
    }

    /// Whether the cell is inside, borders included.
    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxShape {
    /// Index of the node.
    pub node: usize,
    /// Its cells.
    pub rect: Rect,
    /// The name, line by line.
    pub lines: Vec<String>,
    /// The role, where it is shown.
    pub tag: Option<&'static str>,
}

/// A frame around a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameShape {
    /// Index of the group.
    pub group: usize,
    /// Its cells.
    pub rect: Rect,
    /// Its name.
    pub title: String,
}

/// A line from box to box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Index of the edge.
    pub edge: usize,
    /// From the border of the one box to the head of the arrow, corner by corner.
    pub points: Vec<Point>,
    /// Whether there is a head at the beginning too.
    pub both: bool,
}

/// Everything that is drawn but the labels.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shape {
    pub boxes: Vec<BoxShape>,
    pub frames: Vec<FrameShape>,
    pub routes: Vec<Route>,
}

impl Shape {
    pub fn shift(&mut self, by: Point) {
        for shape in &mut self.boxes {
            shape.rect.x += by.x;
            shape.rect.y += by.y;
        }
        for frame in &mut self.frames {
            frame.rect.x += by.x;
            frame.rect.y += by.y;
        }
        for point in self.routes.iter_mut().flat_map(|route| &mut route.points) {
            point.x += by.x;
            point.y += by.y;
        }
    }

    /// The least rectangle around everything.
    pub fn bounds(&self) -> Rect {
        let rects =
            self.boxes.iter().map(|shape| shape.rect).chain(self.frames.iter().map(|frame| frame.rect));
        let points = self.routes.iter().flat_map(|route| &route.points);
        let cells = points.map(|point| Rect { x: point.x, y: point.y, width: 1, height: 1 });
        let union = |a: Rect, b: Rect| {
            let (x, y) = (a.x.min(b.x), a.y.min(b.y));
            let (right, bottom) = (a.right().max(b.right()), a.bottom().max(b.bottom()));
            Rect { x, y, width: right - x + 1, height: bottom - y + 1 }
        };
        rects.chain(cells).reduce(union).unwrap_or_default()
    }
}

/// Gives everything its cells; none if the groups' frames contradict the order.
pub(super) fn shape(graph: &Graph, ranked: &Ranked, layers: &Layered, style: &Style) -> Option<Shape> {
    let faces: Vec<Face> = (0..graph.nodes.len()).map(|node| Face::of(graph, node, style)).collect();
    let mut widest = vec![0; layers.layers.len()];
    for (node, face) in faces.iter().enumerate() {
        let layer = ranked.layer[node];
        widest[layer] = face.width.max(widest[layer]);
    }
    let reserve = room::reserve(graph, ranked, layers, style, &widest);
    let loops: Vec<bool> = (0..graph.nodes.len())
        .map(|node| graph.edges.iter().any(|edge| edge.from == node && edge.to == node))
        .collect();
    let down = style.flow == Flow::Down;
    let extent = |node: usize| {
        let size = if down { faces[node].width } else { faces[node].height };
        let before = (size - 1) / 2;
        Extent { before: before + i32::from(loops[node] && !down), after: size - 1 - before }
    };
    let room = Room {
        flow: style.flow,
        gap: style.gap(),
        extent: (0..graph.nodes.len()).map(extent).collect(),
        label_before: reserve.before.clone(),
        label_after: reserve.after.clone(),
        helper_gap: reserve.helper.clone(),
    };
    let places = place::place(layers, &room)?;
    let depth = layers.layers.len();
    let gutters =
        (0..depth.saturating_sub(1)).map(|layer| route::gutter(layers, layer, &places.line)).collect();
    let mut shaping = Shaping {
        graph,
        ranked,
        layers,
        style,
        faces,
        loops,
        places,
        gutters,
        reserve,
        start: Vec::new(),
        end: Vec::new(),
        tracks: Vec::new(),
    };
    shaping.measure();
    Some(shaping.draw())
}

/// A box's name and the cells it takes.
struct Face {
    lines: Vec<String>,
    tag: Option<&'static str>,
    width: i32,
    height: i32,
}

impl Face {
    fn of(graph: &Graph, node: usize, style: &Style) -> Self {
        let node_name = &graph.nodes[node].name;
        let lines = wrap::wrap(node_name, style.name);
        let tag = graph.nodes[node].role.filter(|_| style.tags).and_then(|role| tag(role, node_name));
        let text = lines.iter().map(|line| wrap::width(line)).max().unwrap_or(1).max(1);
        let text = text.max(tag.map_or(0, |tag| wrap::width(tag) + 2));
        let looped = graph.edges.iter().any(|edge| edge.from == node && edge.to == node);
        let width = (text + 2 * style.pad + 2).max(if looped { 11 } else { 3 });
        Self { height: lines.len() as i32 + i32::from(tag.is_some()) + 2, lines, tag, width }
    }
}

/// Where the tracks of a gutter lie along the flow.
struct Tracks {
    near: i32,
    far: i32,
    step: i32,
}

struct Shaping<'a> {
    graph: &'a Graph,
    ranked: &'a Ranked,
    layers: &'a Layered,
    style: &'a Style,
    faces: Vec<Face>,
    loops: Vec<bool>,
    places: Places,
    gutters: Vec<Gutter>,
    reserve: Reserve,
    /// By layer, along the flow: the first cell of its boxes, and the first behind them.
    start: Vec<i32>,
    end: Vec<i32>,
    tracks: Vec<Tracks>,
}

impl Shaping<'_> {
    fn is_down(&self) -> bool {
        self.style.flow == Flow::Down
    }

    /// Turns a place along and across the flow into one of the drawing.
    fn point(&self, along: i32, across: i32) -> Point {
        if self.is_down() { Point { x: across, y: along } } else { Point { x: along, y: across } }
    }

    /// Layers and gutters along the flow.
    fn measure(&mut self) {
        let mut at = 0;
        for layer in 0..self.layers.layers.len() {
            let nodes: Vec<usize> = self.nodes_in(layer).collect();
            let down = self.is_down();
            let frame_before = self.places.frames.iter().any(|frame| frame.first == layer);
            let looped = down && nodes.iter().any(|&node| self.loops[node]);
            at += i32::from(down && frame_before) + i32::from(looped);
            if layer == 0 && frame_before && !down {
                at += 2;
            }
            self.start.push(at);
            let size = |&node: &usize| if down { self.faces[node].height } else { self.faces[node].width };
            at += nodes.iter().map(size).max().unwrap_or(if down { 1 } else { 3 });
            self.end.push(at);
            at = self.measure_gutter(layer, at);
        }
    }

    fn nodes_in(&self, layer: usize) -> impl Iterator<Item = usize> + '_ {
        let vertices = self.layers.vertices.iter().filter(move |vertex| vertex.layer == layer);
        vertices.filter_map(|vertex| match vertex.kind {
            Kind::Box(node) => Some(node),
            Kind::Pass | Kind::Turn { .. } | Kind::Room => None,
        })
    }

    /// Returns where the next layer may begin.
    fn measure_gutter(&mut self, layer: usize, end: i32) -> i32 {
        let Some(gutter) = self.gutters.get(layer) else { return end };
        let down = self.is_down();
        let framed = self.places.frames.iter().any(|frame| frame.last == layer);
        let zone = self.reserve.gutter[layer];
        let (step, exit, arrive, least) = if down {
            (1, i32::from(framed), 0, 1)
        } else {
            (2, 1 + i32::from(framed || self.reserve.both[layer]), 2, if self.style.pad > 0 { 4 } else { 3 })
        };
        let span = |tracks: usize| (tracks as i32 * step - (step - 1)).max(0);
        let near = end + exit + zone.before;
        let apart = if gutter.near > 0 && gutter.far > 0 { step - 1 } else { 0 };
        let far = near + span(gutter.near) + zone.between.max(apart);
        let behind = far + span(gutter.far) + zone.behind + arrive;
        self.tracks.push(Tracks { near, far, step });
        behind.max(end + least)
    }

    fn track(&self, layer: usize, track: Track) -> i32 {
        let tracks = &self.tracks[layer];
        match track {
            Track::Near(at) => tracks.near + at as i32 * tracks.step,
            Track::Far(at) => tracks.far + at as i32 * tracks.step,
        }
    }

    fn draw(&self) -> Shape {
        let boxes: Vec<BoxShape> = (0..self.graph.nodes.len()).map(|node| self.draw_box(node)).collect();
        let frames = self.places.frames.iter().map(|frame| self.draw_frame(frame)).collect();
        let courses = self.ranked.course.iter().enumerate();
        let routes = courses.map(|(edge, course)| {
            let points = match course {
                Course::Forward => self.forward(edge),
                Course::Back => self.back(edge),
                Course::Loop => self.turn_around(edge),
                Course::Beside => self.beside(edge),
            };
            Route { edge, points: straighten(&points), both: self.graph.edges[edge].both }
        });
        let routes = routes.collect();
        Shape { boxes, frames, routes }
    }

    fn rect(&self, node: usize) -> Rect {
        let vertex = self.layers.box_of[node];
        let (layer, line) = (self.layers.vertices[vertex].layer, self.places.line[vertex]);
        let face = &self.faces[node];
        let (start, length) = (self.start[layer], self.end[layer] - self.start[layer]);
        if self.is_down() {
            Rect { x: line - (face.width - 1) / 2, y: start, width: face.width, height: length }
        } else {
            Rect { x: start, y: line - (face.height - 1) / 2, width: length, height: face.height }
        }
    }

    fn draw_box(&self, node: usize) -> BoxShape {
        let face = &self.faces[node];
        BoxShape { node, rect: self.rect(node), lines: face.lines.clone(), tag: face.tag }
    }

    fn draw_frame(&self, frame: &place::Frame) -> FrameShape {
        let along = if self.is_down() { 1 } else { 2 };
        let (from, to) = (self.start[frame.first] - along, self.end[frame.last] - 1 + along);
        let (start, end) = (self.point(from, frame.before), self.point(to, frame.after));
        let rect = Rect { x: start.x, y: start.y, width: end.x - start.x + 1, height: end.y - start.y + 1 };
        FrameShape { group: frame.group, rect, title: self.graph.groups[frame.group].title.clone() }
    }

    /// The corners of a connection between its two layers, from the earlier one.
    fn corners(&self, edge: usize) -> Vec<Point> {
        let mut corners = Vec::new();
        for &segment in &self.layers.path[edge] {
            let left = self.layers.segments[segment].left;
            let layer = self.layers.vertices[left].layer;
            let mut line = self.places.line[left];
            for &(track, to) in self.gutters[layer].bends.get(&segment).into_iter().flatten() {
                let along = self.track(layer, track);
                corners.push(self.point(along, line));
                corners.push(self.point(along, to));
                line = to;
            }
        }
        corners
    }

    fn forward(&self, edge: usize) -> Vec<Point> {
        let (from, to) = (self.graph.edges[edge].from, self.graph.edges[edge].to);
        let (source, target) = (self.layers.box_of[from], self.layers.box_of[to]);
        let leave = self.end[self.layers.vertices[source].layer] - 1;
        let reach = self.start[self.layers.vertices[target].layer] - i32::from(!self.is_down());
        let mut points = vec![self.point(leave, self.places.line[source])];
        points.extend(self.corners(edge));
        points.push(self.point(reach, self.places.line[target]));
        points
    }

    /// Where a line enters or leaves a box on its side, and where it turns beside it.
    fn side(&self, node: usize, turn: Option<(usize, Side)>, head: bool) -> Vec<Point> {
        let rect = self.rect(node);
        let Some((turn, side)) = turn else { return Vec::new() };
        let line = self.places.line[turn];
        let (start, end) = if self.is_down() { (rect.x, rect.right()) } else { (rect.y, rect.bottom()) };
        let middle = self.middle(&rect);
        let outside = i32::from(head && self.is_down());
        let border = match side {
            Side::Before => start - outside,
            Side::After => end + outside,
        };
        vec![self.point(middle, border), self.point(middle, line)]
    }

    /// The middle of a box along the flow.
    fn middle(&self, rect: &Rect) -> i32 {
        if self.is_down() { rect.y + (rect.height - 1) / 2 } else { rect.x + (rect.width - 1) / 2 }
    }

    fn back(&self, edge: usize) -> Vec<Point> {
        let (from, to) = (self.graph.edges[edge].from, self.graph.edges[edge].to);
        let mut points = self.side(from, self.layers.turn_out[from], false);
        points.extend(self.corners(edge).into_iter().rev());
        points.extend(self.side(to, self.layers.turn_in[to], true).into_iter().rev());
        points
    }

    /// Out at the top and in again beside it.
    fn turn_around(&self, edge: usize) -> Vec<Point> {
        let rect = self.rect(self.graph.edges[edge].from);
        let (leave, enter) = (rect.right() - 1, rect.right() - 3);
        let above = rect.y - 1;
        vec![
            Point { x: leave, y: rect.y },
            Point { x: leave, y: above },
            Point { x: enter, y: above },
            Point { x: enter, y: rect.y },
        ]
    }

    /// Straight between a box and its helper.
    fn beside(&self, edge: usize) -> Vec<Point> {
        let (from, to) = (self.rect(self.graph.edges[edge].from), self.rect(self.graph.edges[edge].to));
        let middle = self.middle(&from);
        if self.is_down() {
            let (leave, reach) =
                if from.x < to.x { (from.right(), to.x - 1) } else { (from.x, to.right() + 1) };
            vec![self.point(middle, leave), self.point(middle, reach)]
        } else {
            let (leave, reach) = if from.y < to.y { (from.bottom(), to.y) } else { (from.y, to.bottom()) };
            vec![self.point(middle, leave), self.point(middle, reach)]
        }
    }
}

/// Drops points that are no corners.
fn straighten(points: &[Point]) -> Vec<Point> {
    let mut straight: Vec<Point> = Vec::new();
    for &point in points {
        if straight.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = straight.as_slice() {
            let vertical = a.x == b.x && b.x == point.x && (b.y - a.y).signum() == (point.y - b.y).signum();
            let level = a.y == b.y && b.y == point.y && (b.x - a.x).signum() == (point.x - b.x).signum();
            if vertical || level {
                straight.pop();
            }
        }
        straight.push(point);
    }
    straight
}
