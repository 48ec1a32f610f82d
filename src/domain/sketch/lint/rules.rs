//! The rules, each a function of the board.

use crate::domain::cue::FigureClass;
use crate::domain::lexicon::Role;
use crate::domain::sketch::lint::{Board, Finding, paths};
use crate::domain::sketch::roles::stems;
use crate::domain::text::figure::Figure;

/// Words that speak of a box or a path for bad records.
const REJECTS: &str = "dlq dead quarantine reject rejected poison unreadable invalid malformed";
/// Words that speak of hiding personal data.
const MASKING: &str = "mask tokenize token pseudonym pseudonymize pseudonymous anonymous anonymize hash redact \
                       encrypt sealed aggregate";
/// Words that speak of keeping state.
const STATE: &str = "checkpoint savepoint rocksdb changelog snapshot";
/// Words that speak of a rule between writers.
const MERGING: &str = "merge upsert replace idempotent overwrite dedupe deduplicate";
/// Words that speak of it on the lines of the writers themselves.
const MERGING_LINE: &str =
    "merge upsert replace idempotent overwrite dedupe deduplicate key version final swap";
/// Words that speak of order between jobs.
const ORDERING: &str = "schedule scheduler cron trigger orchestrate orchestrator dag workflow airflow";
/// Words that speak of surviving an outage.
const SURVIVAL: &str = "replica replicate failover standby availability redundant restart retry";
/// Words that name a first copy.
const RAW: &str = "raw bronze landing archive staging original history";

/// A delay that a batch cannot be expected to keep, in seconds.
const QUICK: f64 = 3600.0;

impl Board<'_> {
    fn role(&self, node: usize) -> Option<Role> {
        self.graph.nodes[node].role
    }

    fn is(&self, node: usize, roles: &[Role]) -> bool {
        self.role(node).is_some_and(|role| roles.contains(&role))
    }

    fn nodes(&self, roles: &[Role]) -> Vec<usize> {
        (0..self.graph.nodes.len()).filter(|&node| self.is(node, roles)).collect()
    }

    fn label(&self, edge: usize) -> &str {
        self.graph.edges[edge].label.as_deref().unwrap_or_default()
    }

    /// Whether a name or a label has one of these words, in any form.
    fn says(text: &str, words: &str) -> bool {
        let wanted = stems(words);
        stems(text).iter().any(|stem| wanted.contains(stem))
    }

    /// Labels of all connections at a box, and its name.
    fn texts_at(&self, node: usize) -> impl Iterator<Item = &str> {
        let edges = self.graph.edges.iter().filter(move |edge| edge.from == node || edge.to == node);
        edges.filter_map(|edge| edge.label.as_deref()).chain([self.graph.nodes[node].name.as_str()])
    }
}

/// Boxes that hold or move data, so that somebody has to fill and to read them.
const HOLDING: [Role; 14] = [
    Role::StreamLog,
    Role::Queue,
    Role::Lake,
    Role::TableFormat,
    Role::BatchEngine,
    Role::StreamEngine,
    Role::Transform,
    Role::Warehouse,
    Role::Olap,
    Role::KeyValue,
    Role::Cache,
    Role::SearchIndex,
    Role::Graph,
    Role::FeatureStore,
];

/// A store, a job or a service that leads nowhere.
pub(super) fn nothing_reads(board: &Board) -> Option<Finding> {
    let last = |node: &usize| {
        board.paths.outgoing(*node).next().is_none() && board.paths.incoming(*node).next().is_some()
    };
    // A raw copy waits for the day it is needed.
    let spare = |node: &usize| {
        let mut feeders = board.paths.incoming(*node);
        let early = [Role::StreamLog, Role::Queue, Role::Ingestion, Role::Gateway, Role::Cdc];
        board.is(*node, &[Role::Lake]) && feeders.any(|(_, from)| board.is(from, &early))
    };
    let mut nodes = board.nodes(&HOLDING);
    nodes.extend(board.nodes(&[Role::Api, Role::Relational, Role::Ingestion, Role::Cdc, Role::Gateway]));
    nodes.retain(|node| last(node) && !spare(node));
    nodes.sort_unstable();
    found(board, nodes)
}

/// A store, a job or a dashboard that nothing leads to.
pub(super) fn nothing_fills(board: &Board) -> Option<Finding> {
    let mut nodes = board.nodes(&HOLDING);
    nodes.extend(board.nodes(&[Role::Bi]));
    nodes.retain(|&node| board.paths.incoming(node).next().is_none());
    nodes.sort_unstable();
    found(board, nodes)
}

fn found(board: &Board, nodes: Vec<usize>) -> Option<Finding> {
    (!nodes.is_empty()).then(|| Finding { slots: vec![board.names(&nodes)], nodes })
}

/// Jobs, and no copy in front of them to run them again from.
pub(super) fn no_raw_copy(board: &Board) -> Option<Finding> {
    let changing =
        [Role::BatchEngine, Role::StreamEngine, Role::Transform, Role::Warehouse, Role::Olap, Role::Model];
    if board.nodes(&changing).is_empty() || board.paths.beginnings().is_empty() {
        return None;
    }
    let reached = board.paths.reached(|node| !board.is(node, &changing), |_| true);
    let keeps = |node: usize| board.is(node, &[Role::Lake, Role::TableFormat]) && reached[node];
    let named = |node: usize| Board::says(&board.graph.nodes[node].name, RAW);
    let kept = (0..board.graph.nodes.len()).any(|node| keeps(node) || named(node));
    (!kept).then(Finding::default)
}

/// A stream job that does more than hand on, and nothing about its state.
pub(super) fn no_checkpoint(board: &Board) -> Option<Finding> {
    if board.said.mentions(STATE) {
        return None;
    }
    let keeps = |node: usize| {
        let mut others = board.graph.inputs(node).chain(board.graph.outputs(node));
        others.any(|other| board.is(other, &[Role::StateStore]))
    };
    let hands_on = |node: usize| {
        let mut targets = board.paths.outgoing(node).map(|(_, to)| to).peekable();
        targets.peek().is_none() || targets.all(|to| board.is(to, &[Role::Lake, Role::DeadLetter]))
    };
    let mut jobs = board.nodes(&[Role::StreamEngine]).into_iter();
    let job = jobs.find(|&node| !keeps(node) && !hands_on(node))?;
    found(board, vec![job])
}

/// A pipeline without a place for what it cannot read.
pub(super) fn no_dead_letter(board: &Board) -> Option<Finding> {
    let working =
        [Role::BatchEngine, Role::StreamEngine, Role::Transform, Role::Warehouse, Role::TableFormat];
    let works = !board.nodes(&working).is_empty() && !board.paths.beginnings().is_empty();
    let provided = !board.nodes(&[Role::DeadLetter]).is_empty() || board.said.mentions(REJECTS);
    (works && !provided).then(Finding::default)
}

/// A way from a source to people on which nothing hides personal data.
pub(super) fn unmasked(board: &Board) -> Option<Finding> {
    if !board.facts.is_personal || board.said.says(MASKING) {
        return None;
    }
    let guarded = |node: usize| {
        board.is(node, &[Role::Masking])
            || board.graph.inputs(node).any(|other| board.is(other, &[Role::Masking, Role::Access]))
    };
    let reached = board.paths.reached(|node| !guarded(node), |edge| !Board::says(board.label(edge), MASKING));
    let people = board.nodes(&[Role::Consumer, Role::Bi]);
    let last = |node: &usize| board.paths.outgoing(*node).next().is_none();
    found(board, people.into_iter().filter(|&node| reached[node] && !guarded(node)).filter(last).collect())
}

/// Somebody was promised a result and is not in the picture, nor is anybody else who could be meant.
pub(super) fn no_serving_path(board: &Board) -> Option<Finding> {
    let reached = board.paths.reached(|_| true, |_| true);
    let ends: Vec<usize> = board.nodes(&[Role::Consumer]).into_iter().filter(|&node| reached[node]).collect();
    let same = |consumer: &str, node: usize| {
        let name = &board.graph.nodes[node].name;
        let (wanted, drawn) = (stems(consumer), stems(name));
        let term = |name: &str| board.roles.known(name).map(|known| known.term.clone());
        wanted.iter().any(|stem| drawn.contains(stem))
            || term(consumer).is_some_and(|wanted| term(name) == Some(wanted))
    };
    let drawn = |consumer: &String| {
        let all = (0..board.graph.nodes.len()).filter(|&node| reached[node]);
        all.into_iter().any(|node| same(consumer, node))
    };
    let missing: Vec<&String> = board.facts.consumers.iter().filter(|consumer| !drawn(consumer)).collect();
    let others =
        ends.iter().filter(|&&node| !board.facts.consumers.iter().any(|consumer| same(consumer, node)));
    if missing.len() <= others.count() {
        return None;
    }
    let names: Vec<&str> = missing.iter().map(|name| name.as_str()).collect();
    Some(Finding { nodes: Vec::new(), slots: vec![crate::domain::sketch::list::and(&names)] })
}

/// Every way to the users waits for something that runs too seldom.
pub(super) fn stale_path(board: &Board) -> Option<Finding> {
    let (words, seconds) = board.facts.freshness.as_ref()?;
    if *seconds > QUICK {
        return None;
    }
    let slow_label = |edge: usize| period(board.label(edge)).is_some_and(|period| period > *seconds);
    let slow_node = |node: usize| {
        let batch = board.is(node, &[Role::BatchEngine, Role::Transform]);
        // What stands on the lines of a job is how often it runs.
        let stated = if batch {
            board.texts_at(node).filter_map(period).reduce(f64::min)
        } else {
            period(&board.graph.nodes[node].name)
        };
        stated.map_or(batch, |period| period > *seconds)
    };
    let ends = board.paths.ends();
    let reached = board.paths.reached(|node| !slow_node(node), |edge| !slow_label(edge));
    let all = board.paths.reached(|_| true, |_| true);
    if ends.iter().any(|&end| reached[end]) {
        return None;
    }
    let end = ends.into_iter().find(|&end| all[end])?;
    let slow = (0..board.graph.nodes.len()).find(|&node| reached[node] && slow_node(node));
    let late = || (0..board.graph.edges.len()).find(|&edge| slow_label(edge));
    let what = match slow {
        Some(node) => board.graph.nodes[node].name.clone(),
        None => late().map(|edge| format!("`{}`", board.label(edge)))?,
    };
    let nodes: Vec<usize> = slow.into_iter().chain([end]).collect();
    Some(Finding { slots: vec![words.clone(), board.names(&[end]), what], nodes })
}

/// Words that say how often something runs, with the seconds in between.
const PERIODS: [(&str, f64); 8] = [
    ("minutely", 60.0),
    ("hourly", 3600.0),
    ("daily", 86_400.0),
    ("nightly", 86_400.0),
    ("overnight", 86_400.0),
    ("t+1", 86_400.0),
    ("weekly", 604_800.0),
    ("monthly", 2_592_000.0),
];

/// How often something runs, in seconds, if a text says so: `nightly`, `every 5 min`, and any short time, since a long one
/// may as well be the time that something is kept.
fn period(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let words = || lower.split(|c: char| c.is_whitespace() || c == ',' || c == '-');
    let named = words().find_map(|word| PERIODS.iter().find(|(name, _)| *name == word));
    let figure =
        Figure::parse(text).filter(|figure| figure.is(FigureClass::Duration)).map(|figure| figure.high);
    let every = words().any(|word| matches!(word, "every" | "each" | "per"));
    named.map(|&(_, seconds)| seconds).or_else(|| figure.filter(|&seconds| every || seconds < QUICK))
}

/// A table that a stream job and a batch job both write, and no rule between them.
pub(super) fn two_writers(board: &Board) -> Option<Finding> {
    if board.said.mentions(MERGING) {
        return None;
    }
    let slow = [Role::BatchEngine, Role::Transform, Role::TableFormat, Role::Lake];
    let tables = board.nodes(&[Role::TableFormat, Role::Warehouse, Role::Olap, Role::Relational]);
    tables.into_iter().find_map(|table| {
        let lines: Vec<(usize, usize)> = board.paths.incoming(table).collect();
        if lines.iter().any(|&(edge, _)| Board::says(board.label(edge), MERGING_LINE)) {
            return None;
        }
        let writers: Vec<usize> = lines.into_iter().map(|(_, from)| from).collect();
        let fast: Vec<usize> =
            writers.iter().copied().filter(|&node| board.is(node, &[Role::StreamEngine])).collect();
        let batch: Vec<usize> = writers.into_iter().filter(|&node| board.is(node, &slow)).collect();
        let both: Vec<usize> = fast.iter().chain(&batch).copied().collect();
        (!fast.is_empty() && both.len() > 1).then(|| Finding {
            slots: vec![board.names(&both), board.names(&[table])],
            nodes: both.into_iter().chain([table]).collect(),
        })
    })
}

/// A job or database that every way crosses.
pub(super) fn single_point(board: &Board) -> Option<Finding> {
    if board.said.mentions(SURVIVAL) {
        return None;
    }
    let all = board.paths.reached(|_| true, |_| true);
    let ends: Vec<usize> = board.paths.ends().into_iter().filter(|&end| all[end]).collect();
    let beginnings = board.paths.beginnings();
    if ends.is_empty() || ends.len() + beginnings.len() < 3 {
        return None;
    }
    let frail = board.nodes(&[Role::StreamEngine, Role::BatchEngine, Role::Transform, Role::Relational]);
    let crossed = |node: usize| {
        let reached = board.paths.reached(|other| other != node, |_| true);
        !beginnings.contains(&node) && !ends.contains(&node) && ends.iter().all(|&end| !reached[end])
    };
    found(board, frail.into_iter().find(|&node| crossed(node)).into_iter().collect())
}

/// Batch jobs that nothing starts.
pub(super) fn no_orchestration(board: &Board) -> Option<Finding> {
    let jobs = board.nodes(&[Role::BatchEngine, Role::Transform]);
    let ordered = !board.nodes(&[Role::Orchestrator]).is_empty() || board.said.mentions(ORDERING);
    if ordered || jobs.len() < 2 { None } else { found(board, jobs) }
}

/// A box that the candidate has not said a word about.
pub(super) fn never_spoken_of(board: &Board) -> Option<Finding> {
    if !board.said.is_enough() {
        return None;
    }
    let silent = |node: &usize| {
        let part = &board.graph.nodes[*node];
        let by_role = part.role.is_some_and(|role| board.said.known.iter().any(|known| known.role == role));
        !by_role && !board.said.speaks_of(&part.name)
    };
    found(board, (0..board.graph.nodes.len()).find(silent).into_iter().collect())
}

/// A technology that was spoken of, and no box that could be it.
pub(super) fn never_drawn(board: &Board) -> Option<Finding> {
    let drawn = |term: &str, role: Role| {
        let by_name = board
            .graph
            .nodes
            .iter()
            .any(|node| board.roles.known(&node.name).is_some_and(|known| known.term == term));
        by_name || !board.nodes(&[role]).is_empty()
    };
    let boxes = |role: Role| role != Role::Format && role != Role::Platform && !paths::is_aside(role);
    let mut known = board.said.known.iter();
    let missing = known
        .find(|known| known.technology.is_some() && boxes(known.role) && !drawn(&known.term, known.role))?;
    Some(Finding { nodes: Vec::new(), slots: vec![missing.technology.clone().unwrap_or_default()] })
}
