//! How lines run between two layers: straight across, or over a track that runs along the layer.
//!
//! Lines that leave one box share a track until they part, and lines that reach one box share a track once they have
//! met, so that a fan is a trunk with branches. A line never shares a cell with a stranger except to cross it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::sketch::layers::Layered;

/// Cost of a picture that would be wrong rather than only crowded.
const WRONG: i32 = 10_000;

/// Nets that are put in order by trying all.
const MOST_EXACT: usize = 7;

/// Doglegs that one gutter may take.
const MOST_DOGLEGS: usize = 12;

/// A piece that runs along the layers, with the lines that lead to it and from it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Net {
    /// Lines from the left boundary.
    left: BTreeSet<i32>,
    /// Lines to the right boundary.
    right: BTreeSet<i32>,
    /// Whether its labels stand in front of it (it gathers) rather than behind it (it spreads).
    gathers: bool,
}

impl Net {
    fn low(&self) -> i32 {
        self.left.iter().chain(&self.right).copied().min().unwrap_or(0)
    }

    fn high(&self) -> i32 {
        self.left.iter().chain(&self.right).copied().max().unwrap_or(0)
    }

    fn spans(&self, line: i32) -> bool {
        self.low() < line && line < self.high()
    }
}

/// Where a track lies in its gutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Track {
    /// In front of the labels, counted from 0.
    Near(usize),
    /// Behind the labels, counted from 0.
    Far(usize),
}

/// A bend: on this track, to this line.
pub(super) type Bend = (Track, i32);

/// The routes between two layers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Gutter {
    /// By segment of the whole picture.
    pub bends: BTreeMap<usize, Vec<Bend>>,
    pub near: usize,
    pub far: usize,
}

/// Routes the segments between `layer` and the next. `line` gives the line of each vertex.
pub(super) fn gutter(layers: &Layered, layer: usize, line: &[i32]) -> Gutter {
    let mut router = Router::new(layers, layer, line);
    router.attach();
    router.relate();
    let order = router.settle();
    router.tracks(&order)
}

struct Hop {
    segment: usize,
    left: usize,
    right: usize,
    from: i32,
    to: i32,
    /// Nets it runs over, each with the line it leaves it on.
    over: Vec<(usize, i32)>,
}

/// Which nets a hop takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Its source's.
    Spreads,
    /// Its target's.
    Gathers,
    /// Both.
    Detours,
}

/// A line that nobody uses, close to where the hop ends, on the side it comes from.
fn detour(used: &BTreeSet<i32>, from: i32, to: i32) -> i32 {
    let step = if from < to { -1 } else { 1 };
    let lines = (1..).map(|distance| to + step * distance);
    lines.take(4096).find(|line| !used.contains(line)).unwrap_or(to)
}

struct Router {
    hops: Vec<Hop>,
    nets: Vec<Net>,
    /// Pairs of nets of which the first must come first.
    before: BTreeSet<(usize, usize)>,
    /// Lines that lead from the one net to the other.
    joints: BTreeSet<(usize, usize, i32)>,
}

impl Router {
    fn new(layers: &Layered, layer: usize, line: &[i32]) -> Self {
        let here =
            layers.segments.iter().enumerate().filter(|(_, segment)| {
                !segment.edges.is_empty() && layers.vertices[segment.left].layer == layer
            });
        let hops = here
            .map(|(index, segment)| Hop {
                segment: index,
                left: segment.left,
                right: segment.right,
                from: line[segment.left],
                to: line[segment.right],
                over: Vec::new(),
            })
            .collect();
        Self { hops, nets: Vec::new(), before: BTreeSet::new(), joints: BTreeSet::new() }
    }

    fn outgoing(&self, left: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.hops.len()).filter(move |&hop| self.hops[hop].left == left)
    }

    fn incoming(&self, right: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.hops.len()).filter(move |&hop| self.hops[hop].right == right)
    }

    /// Gives each hop its nets: that of its source where it spreads, that of its target where it gathers, and both, with
    /// a line of its own in between, where it would be mistaken for another.
    fn attach(&mut self) {
        let mut spread: BTreeMap<usize, Vec<(usize, i32)>> = BTreeMap::new();
        let mut gather: BTreeMap<usize, Vec<(usize, i32)>> = BTreeMap::new();
        let buses = self.buses();
        let mut used: BTreeSet<i32> = self.hops.iter().flat_map(|hop| [hop.from, hop.to]).collect();
        for hop in 0..self.hops.len() {
            if buses.iter().flatten().any(|&member| member == hop) {
                continue;
            }
            let Hop { left, right, from, to, .. } = self.hops[hop];
            match self.way(hop) {
                Way::Spreads => spread.entry(left).or_default().push((hop, to)),
                Way::Gathers => gather.entry(right).or_default().push((hop, from)),
                Way::Detours => {
                    let line = detour(&used, from, to);
                    used.insert(line);
                    spread.entry(left).or_default().push((hop, line));
                    gather.entry(right).or_default().push((hop, line));
                }
            }
        }
        for hops in buses {
            let lines: Vec<(usize, i32, i32)> =
                hops.iter().map(|&hop| (hop, self.hops[hop].from, self.hops[hop].to)).collect();
            self.net(&lines, false);
        }
        for hops in spread.into_values() {
            let lines: Vec<(usize, i32, i32)> =
                hops.into_iter().map(|(hop, line)| (hop, self.hops[hop].from, line)).collect();
            self.net(&lines, false);
        }
        for hops in gather.into_values() {
            let lines: Vec<(usize, i32, i32)> =
                hops.into_iter().map(|(hop, line)| (hop, line, self.hops[hop].to)).collect();
            self.net(&lines, true);
        }
    }

    /// Everything of the one side to everything of the other: one bus.
    fn buses(&self) -> Vec<Vec<usize>> {
        let mut buses: BTreeMap<BTreeSet<usize>, Vec<usize>> = BTreeMap::new();
        let lefts: BTreeSet<usize> = self.hops.iter().map(|hop| hop.left).collect();
        for left in lefts {
            let rights: BTreeSet<usize> = self.outgoing(left).map(|hop| self.hops[hop].right).collect();
            if rights.len() > 1 {
                buses.entry(rights).or_default().push(left);
            }
        }
        let complete = buses.into_iter().filter(|(rights, lefts)| {
            lefts.len() > 1 && rights.iter().all(|&right| self.incoming(right).count() == lefts.len())
        });
        complete.map(|(_, lefts)| lefts.iter().flat_map(|&left| self.outgoing(left)).collect()).collect()
    }

    /// Which nets a hop takes. Where its source spreads and its target gathers, the source's track is taken, but by one
    /// source only: the lines of two would be told apart no more.
    fn way(&self, hop: usize) -> Way {
        let Hop { left, right, from, .. } = self.hops[hop];
        if self.incoming(right).count() == 1 {
            return Way::Spreads;
        }
        if self.outgoing(left).count() == 1 {
            return Way::Gathers;
        }
        let rivals = || self.incoming(right).filter(|&hop| self.outgoing(self.hops[hop].left).count() > 1);
        let straight = rivals().find(|&hop| self.has_straight(self.hops[hop].left));
        if straight.or_else(|| rivals().next()) == Some(hop) {
            return if self.is_run_through(hop) { Way::Detours } else { Way::Spreads };
        }
        let straight = self.outgoing(left).any(|hop| self.hops[hop].to == from);
        let first = self.outgoing(left).find(|&hop| self.incoming(self.hops[hop].right).count() > 1);
        if straight || first != Some(hop) { Way::Detours } else { Way::Gathers }
    }

    /// Whether a stranger's straight line to the same target would run into the middle of the source's track.
    fn is_run_through(&self, hop: usize) -> bool {
        let Hop { left, right, from, to, .. } = self.hops[hop];
        let stranger = |other: usize| self.hops[other].left != left && self.hops[other].from == to;
        let lines = || self.outgoing(left).map(|hop| self.hops[hop].to).chain([from]);
        let inside = lines().any(|line| line < to) && lines().any(|line| line > to);
        inside && self.incoming(right).any(stranger)
    }

    fn has_straight(&self, left: usize) -> bool {
        self.outgoing(left).any(|hop| self.hops[hop].to == self.hops[hop].from)
    }

    /// Adds a net for these hops, each with the line it comes on and the line it leaves on.
    fn net(&mut self, hops: &[(usize, i32, i32)], gathers: bool) {
        if hops.iter().all(|(_, from, to)| from == to) {
            return;
        }
        let mut net = Net { gathers, ..Net::default() };
        for &(hop, from, to) in hops {
            net.left.insert(from);
            net.right.insert(to);
            self.hops[hop].over.push((self.nets.len(), to));
        }
        self.nets.push(net);
    }

    /// A line parts from its siblings before it meets those that go its way.
    fn relate(&mut self) {
        for hop in &self.hops {
            for pair in hop.over.windows(2) {
                if let [(first, line), (second, _)] = *pair {
                    self.before.insert((first, second));
                    self.joints.insert((first, second, line));
                }
            }
        }
        for hop in &self.hops {
            let siblings =
                self.hops.iter().filter(|other| other.left == hop.left && other.right != hop.right);
            let company = self.hops.iter().filter(|other| other.right == hop.right && other.left != hop.left);
            for sibling in siblings {
                for other in company.clone() {
                    if let (Some(&(first, _)), Some(&(second, _))) =
                        (sibling.over.first(), other.over.first())
                        && first != second
                        && self.nets[second].gathers
                        && !self.nets[first].gathers
                    {
                        self.before.insert((first, second));
                    }
                }
            }
        }
    }

    /// What it costs to put net `a` in front of net `b`.
    fn cost(&self, a: usize, b: usize) -> i32 {
        let (first, second) = (&self.nets[a], &self.nets[b]);
        let crossed = second.left.iter().filter(|&&line| first.spans(line)).count();
        let crossing = first.right.iter().filter(|&&line| second.spans(line)).count();
        let shared = self.shared(a, b).count();
        let wrong = shared as i32 * WRONG + if self.before.contains(&(b, a)) { WRONG } else { 0 };
        wrong + crossed as i32 + crossing as i32
    }

    /// Lines on which net `a`, in front of net `b`, would run into what leads to `b`.
    fn shared(&self, a: usize, b: usize) -> impl Iterator<Item = i32> + '_ {
        let lines = self.nets[a].right.intersection(&self.nets[b].left).copied();
        lines.filter(move |&line| !self.joints.contains(&(a, b, line)))
    }

    /// An order of the nets; where two cannot agree, one of them takes a dogleg.
    fn settle(&mut self) -> Vec<usize> {
        for _ in 0..MOST_DOGLEGS {
            let order = self.order();
            let quarrel = order.iter().enumerate().find_map(|(at, &a)| {
                let rivals = order.get(at + 1..)?;
                rivals.iter().find_map(|&b| {
                    let shared = self.shared(a, b).next();
                    shared.map(|line| (b, line))
                })
            });
            let Some((net, line)) = quarrel else { return order };
            if !self.dogleg(net, line) {
                return order;
            }
        }
        self.order()
    }

    /// The cheapest order; of many nets, the cheapest that moving single ones leads to.
    fn order(&self) -> Vec<usize> {
        let count = self.nets.len();
        let costs: Vec<Vec<i32>> = (0..count)
            .map(|a| (0..count).map(|b| if a == b { 0 } else { self.cost(a, b) }).collect())
            .collect();
        if count <= MOST_EXACT {
            return cheapest(&costs);
        }
        let mut order: Vec<usize> = (0..count).collect();
        for _ in 0..count.min(12) {
            let mut improved = false;
            for item in 0..count {
                improved |= reinsert(&mut order, item, &costs);
            }
            if !improved {
                break;
            }
        }
        order
    }

    /// Leads what reaches a net on this line to a line that nobody uses, on a track of its own in front of it.
    fn dogleg(&mut self, net: usize, line: i32) -> bool {
        let nets = self.nets.iter().flat_map(|net| net.left.union(&net.right).copied());
        let used: BTreeSet<i32> = nets.chain(self.hops.iter().flat_map(|hop| [hop.from, hop.to])).collect();
        let (low, high) = (self.nets[net].low(), self.nets[net].high());
        let distance = |free: i32| {
            let outside = (low - free).max(free - high).max(0);
            (outside, (free - line).abs())
        };
        let free = (low - 8..=high + 8).filter(|free| !used.contains(free));
        let Some(free) = free.min_by_key(|&free| distance(free)) else { return false };
        self.nets[net].left.remove(&line);
        self.nets[net].left.insert(free);
        let first = Net { left: BTreeSet::from([line]), right: BTreeSet::from([free]), gathers: false };
        self.nets.push(first);
        let first = self.nets.len() - 1;
        self.before.insert((first, net));
        self.joints.insert((first, net, free));
        for hop in self.hops.iter_mut().filter(|hop| hop.from == line) {
            if let Some(at) = hop.over.iter().position(|&(over, _)| over == net) {
                hop.over.insert(at, (first, free));
            }
        }
        true
    }

    /// Packs the nets into tracks, in order, on both sides of the labels.
    fn tracks(self, order: &[usize]) -> Gutter {
        let split = self.split(order);
        let mut track = vec![Track::Near(0); self.nets.len()];
        let (near, far) = (order.get(..split).unwrap_or(&[]), order.get(split..).unwrap_or(&[]));
        let mut gutter = Gutter {
            near: self.pack(near, &mut track, Track::Near),
            far: self.pack(far, &mut track, Track::Far),
            bends: BTreeMap::new(),
        };
        for hop in &self.hops {
            let mut at = hop.from;
            let mut bends: Vec<Bend> = Vec::new();
            for &(net, line) in &hop.over {
                if line != at {
                    bends.push((track[net], line));
                }
                at = line;
            }
            gutter.bends.insert(hop.segment, bends);
        }
        gutter
    }

    /// How many nets stand in front of the labels: those that spread, as far as the order lets them.
    fn split(&self, order: &[usize]) -> usize {
        let misplaced = |split: &usize| {
            let near = order.iter().take(*split).filter(|&&net| self.nets[net].gathers).count();
            let far = order.iter().skip(*split).filter(|&&net| !self.nets[net].gathers).count();
            near + far
        };
        (0..=order.len()).rev().min_by_key(misplaced).unwrap_or(0)
    }

    fn pack(&self, nets: &[usize], track: &mut [Track], side: fn(usize) -> Track) -> usize {
        let mut placed: Vec<(usize, usize)> = Vec::new();
        for &net in nets {
            let (low, high) = (self.nets[net].low(), self.nets[net].high());
            let clashing = placed.iter().filter(|&&(other, _)| {
                let other = &self.nets[other];
                other.low() <= high + 1 && low <= other.high() + 1
            });
            let at = clashing.map(|&(_, at)| at + 1).max().unwrap_or(0);
            placed.push((net, at));
            track[net] = side(at);
        }
        placed.iter().map(|&(_, at)| at + 1).max().unwrap_or(0)
    }
}

/// The cheapest order of all: the best last item of every set, from the small sets to the large ones.
fn cheapest(costs: &[Vec<i32>]) -> Vec<usize> {
    let count = costs.len();
    let mut best = vec![(0_i32, 0_usize); 1 << count];
    for set in 1_usize..1 << count {
        let members = (0..count).filter(|item| set & (1 << item) != 0);
        let ends = members.map(|last| {
            let rest = set & !(1 << last);
            let before = (0..count).filter(|item| rest & (1 << item) != 0);
            (best[rest].0 + before.map(|item| costs[item][last]).sum::<i32>(), last)
        });
        // Among equals the highest comes last, so that the order of the nets is kept.
        best[set] = ends.min_by_key(|&(cost, last)| (cost, count - last)).unwrap_or_default();
    }
    let mut set = (1 << count) - 1;
    let mut order = Vec::with_capacity(count);
    while set != 0 {
        let last = best[set].1;
        order.push(last);
        set &= !(1 << last);
    }
    order.reverse();
    order
}

/// Moves one item to where it costs least; true if that saves anything.
fn reinsert(order: &mut Vec<usize>, item: usize, costs: &[Vec<i32>]) -> bool {
    let Some(at) = order.iter().position(|&other| other == item) else { return false };
    order.remove(at);
    let mut cost: i32 = order.iter().map(|&other| costs[item][other]).sum();
    let (mut best, mut best_at, mut now) = (i32::MAX, 0, 0);
    for place in 0..=order.len() {
        if place == at {
            now = cost;
        }
        if cost < best {
            (best, best_at) = (cost, place);
        }
        if let Some(&other) = order.get(place) {
            cost += costs[other][item] - costs[item][other];
        }
    }
    let better = best < now;
    order.insert(if better { best_at } else { at }, item);
    better
}
