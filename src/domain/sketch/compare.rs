//! Two drawings side by side: before and after a change, one's own and the reference.

use crate::domain::case::{Case, Redesign, Slot};
use crate::domain::lexicon::Role;
use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::list::and;
use crate::domain::sketch::parse::key;
use crate::domain::sketch::roles::{Roles, stems};

/// What became of a drawing. Boxes are told apart by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Boxes of the second drawing that the first had not.
    pub added: Vec<String>,
    /// Boxes of both.
    pub kept: Vec<String>,
    /// Boxes of the first drawing that the second has not.
    pub dropped: Vec<String>,
    /// Connections of the second that the first had not, by the names of their ends.
    pub linked: Vec<(String, String)>,
    /// Connections of the first, between boxes that stayed, that the second has not.
    pub unlinked: Vec<(String, String)>,
}

impl Change {
    /// The change in sentences: added, kept, dropped, and links between boxes that stayed.
    pub fn sentences(&self) -> Vec<String> {
        if self.is_nothing() {
            return vec!["Nothing has changed in the drawing.".to_owned()];
        }
        let lists = [("Added", &self.added), ("Kept", &self.kept), ("Dropped", &self.dropped)];
        let told = lists.into_iter().filter(|(_, names)| !names.is_empty());
        let mut sentences: Vec<String> =
            told.map(|(what, names)| format!("{what}: {}.", and(&texts(names)))).collect();
        let stayed = |(from, to): &&(String, String)| self.kept.contains(from) && self.kept.contains(to);
        let links = |links: &[(String, String)]| -> Vec<String> {
            links.iter().filter(stayed).map(|(from, to)| format!("{from} -> {to}")).collect()
        };
        for (what, links) in [("Linked", links(&self.linked)), ("No longer linked", links(&self.unlinked))] {
            if !links.is_empty() {
                sentences.push(format!("{what}: {}.", and(&texts(&links))));
            }
        }
        sentences
    }

    /// Whether the two drawings say the same.
    pub fn is_nothing(&self) -> bool {
        [&self.added, &self.dropped].iter().all(|names| names.is_empty())
            && self.linked.is_empty()
            && self.unlinked.is_empty()
    }
}

/// What became of the first drawing in the second.
pub fn change(before: &Graph, after: &Graph) -> Change {
    let has = |graph: &Graph, key: &str| graph.nodes.iter().any(|node| node.key == key);
    let names = |graph: &Graph, wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
        graph.nodes.iter().filter(|node| wanted(&node.key)).map(|node| node.name.clone()).collect()
    };
    let links =
        |graph: &Graph| -> Vec<[usize; 2]> { graph.edges.iter().map(|edge| [edge.from, edge.to]).collect() };
    let missing = |from: &Graph, other: &Graph, of_both: bool| -> Vec<(String, String)> {
        let known: Vec<[&str; 2]> =
            links(other).into_iter().map(|ends| ends.map(|end| other.nodes[end].key.as_str())).collect();
        let ours = links(from).into_iter().filter(|ends| {
            let keys = ends.map(|end| from.nodes[end].key.as_str());
            !known.contains(&keys) && (!of_both || keys.iter().all(|key| has(other, key)))
        });
        ours.map(|[a, b]| (from.nodes[a].name.clone(), from.nodes[b].name.clone())).collect()
    };
    Change {
        added: names(after, &|key| !has(before, key)),
        kept: names(after, &|key| has(before, key)),
        dropped: names(before, &|key| !has(after, key)),
        linked: missing(after, before, false),
        unlinked: missing(before, after, true),
    }
}

/// A change against what a curveball asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// What should have been added, and was.
    pub added: Vec<String>,
    /// What should have been added, and was not.
    pub not_added: Vec<String>,
    /// What should have been removed, and was.
    pub removed: Vec<String>,
    /// What should have been removed, and was not.
    pub not_removed: Vec<String>,
    /// What should have stayed, and was dropped.
    pub lost: Vec<String>,
}

/// Holds a change against what the case says must change. Everything else should stay; a box that gave way to a new one
/// of the same role has stayed.
pub fn verdict(before: &Graph, after: &Graph, redesign: &Redesign) -> Verdict {
    let change = change(before, after);
    let fills = |graph: &Graph, names: &[String], wanted: &str| {
        let nodes = graph.nodes.iter().filter(|node| names.contains(&node.name));
        nodes.into_iter().any(|node| is_meant(&node.name, node.role, wanted))
    };
    let has_more = |wanted: &str| {
        let count =
            |graph: &Graph| graph.nodes.iter().filter(|node| is_meant(&node.name, node.role, wanted)).count();
        count(after) > count(before)
    };
    let (added, not_added) =
        split(&redesign.add, |wanted| fills(after, &change.added, wanted) || has_more(wanted));
    let (removed, not_removed) = split(&redesign.remove, |wanted| {
        !after.nodes.iter().any(|node| is_meant(&node.name, node.role, wanted))
    });
    let role = |graph: &Graph, name: &str| {
        graph.nodes.iter().find(|node| node.name == name).and_then(|node| node.role)
    };
    let lost = change.dropped.iter().filter(|name| {
        let own = role(before, name);
        let meant = redesign.remove.iter().any(|wanted| is_meant(name, own, wanted));
        let replaced = own.is_some() && change.added.iter().any(|new| role(after, new) == own);
        !meant && !replaced
    });
    Verdict { added, not_added, removed, not_removed, lost: lost.cloned().collect() }
}

fn split(wanted: &[String], is: impl Fn(&str) -> bool) -> (Vec<String>, Vec<String>) {
    wanted.iter().cloned().partition(|wanted| is(wanted))
}

/// Whether a word of a case, a role or the name of a box, means this box.
fn is_meant(name: &str, role: Option<Role>, wanted: &str) -> bool {
    if let Some(wanted) = Role::from_id(wanted) {
        role == Some(wanted)
    } else {
        let (wanted, own) = (stems(wanted), stems(name));
        !wanted.is_empty() && wanted.iter().all(|stem| own.contains(stem))
    }
}

impl Verdict {
    /// Whether everything that was asked for was done, and nothing else was torn down.
    pub fn is_clean(&self) -> bool {
        self.not_added.is_empty() && self.not_removed.is_empty() && self.lost.is_empty()
    }

    /// The verdict in sentences.
    pub fn sentences(&self) -> Vec<String> {
        let lists = [
            ("Added, as it needs", &self.added),
            ("Still missing", &self.not_added),
            ("Removed, as it should be", &self.removed),
            ("Still there, though it should go", &self.not_removed),
            ("Gone, though it should have stayed", &self.lost),
        ];
        let told = lists.into_iter().filter(|(_, names)| !names.is_empty());
        told.map(|(what, names)| format!("{what}: {}.", and(&texts(names)))).collect()
    }
}

fn texts(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

/// Two boxes that do the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// In one's own drawing.
    pub yours: String,
    /// In the reference.
    pub theirs: String,
}

/// One's own drawing against the reference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Match {
    /// Boxes that do the same.
    pub pairs: Vec<Pair>,
    /// Boxes of the reference that nothing of one's own stands for, with their roles.
    pub theirs: Vec<(String, Option<Role>)>,
    /// Boxes of one's own that the reference has nothing like.
    pub yours: Vec<(String, Option<Role>)>,
    /// Connections of the reference between boxes that one has too, which one's own drawing leads nowhere near, by the names
    /// of one's own boxes.
    pub ways: Vec<(String, String)>,
}

/// Matches one's own boxes with the reference's: by name, by term of the lexicon, then by role.
pub fn match_up(yours: &Graph, theirs: &Graph, roles: &Roles) -> Match {
    let mut matching = Matching {
        yours,
        theirs,
        mine: vec![None; theirs.nodes.len()],
        used: vec![false; yours.nodes.len()],
    };
    let term = |name: &str| roles.known(name).map(|known| known.term.clone());
    matching.pair(|your, their| key(&your.name) == key(&their.name));
    matching.pair(|your, their| term(&your.name).is_some() && term(&your.name) == term(&their.name));
    matching.pair(|your, their| your.role.is_some() && your.role == their.role);
    matching
        .pair(|your, their| your.role.is_some_and(|own| their.role.is_some_and(|other| are_kin(own, other))));
    matching.result()
}

/// Roles that stand for each other in a drawing.
fn are_kin(a: Role, b: Role) -> bool {
    let families = [
        [Role::StreamLog, Role::Queue],
        [Role::Lake, Role::TableFormat],
        [Role::Warehouse, Role::Olap],
        [Role::BatchEngine, Role::Transform],
        [Role::KeyValue, Role::Cache],
        [Role::KeyValue, Role::FeatureStore],
        [Role::Ingestion, Role::Cdc],
        [Role::Bi, Role::Consumer],
    ];
    families.iter().any(|family| family.contains(&a) && family.contains(&b))
}

struct Matching<'a> {
    yours: &'a Graph,
    theirs: &'a Graph,
    /// By node of the reference: one's own.
    mine: Vec<Option<usize>>,
    used: Vec<bool>,
}

impl Matching<'_> {
    fn pair(&mut self, fits: impl Fn(&super::graph::Node, &super::graph::Node) -> bool) {
        for (index, their) in self.theirs.nodes.iter().enumerate() {
            if self.mine[index].is_some() {
                continue;
            }
            let mut free = (0..self.yours.nodes.len()).filter(|&your| !self.used[your]);
            if let Some(your) = free.find(|&your| fits(&self.yours.nodes[your], their)) {
                self.mine[index] = Some(your);
                self.used[your] = true;
            }
        }
    }

    fn result(self) -> Match {
        let pairs = self.mine.iter().enumerate().filter_map(|(their, your)| {
            let (your, their) = (&self.yours.nodes[(*your)?], &self.theirs.nodes[their]);
            Some(Pair { yours: your.name.clone(), theirs: their.name.clone() })
        });
        let theirs = self.theirs.nodes.iter().zip(&self.mine).filter(|(_, mine)| mine.is_none());
        let yours = self.yours.nodes.iter().zip(&self.used).filter(|(_, used)| !**used);
        Match {
            pairs: pairs.collect(),
            theirs: theirs.map(|(node, _)| (node.name.clone(), node.role)).collect(),
            yours: yours.map(|(node, _)| (node.name.clone(), node.role)).collect(),
            ways: self.ways(),
        }
    }

    /// A connection is there if one leads from the one box to the other, over whatever lies between.
    fn ways(&self) -> Vec<(String, String)> {
        let missing = self.theirs.edges.iter().filter_map(|edge| {
            let (from, to) = (self.mine[edge.from]?, self.mine[edge.to]?);
            (from != to && !leads(self.yours, from, to)).then_some((from, to))
        });
        let name = |node: usize| self.yours.nodes[node].name.clone();
        missing.map(|(from, to)| (name(from), name(to))).collect()
    }
}

fn leads(graph: &Graph, from: usize, to: usize) -> bool {
    let mut seen = vec![false; graph.nodes.len()];
    let mut stack = vec![from];
    while let Some(node) = stack.pop() {
        if node == to {
            return true;
        }
        if !std::mem::replace(&mut seen[node], true) {
            stack.extend(graph.outputs(node));
        }
    }
    false
}

impl Match {
    /// The comparison in sentences.
    pub fn sentences(&self) -> Vec<String> {
        let told = |boxes: &[(String, Option<Role>)]| {
            let names: Vec<String> = boxes.iter().map(|(name, role)| told(name, *role)).collect();
            and(&texts(&names))
        };
        let mut sentences = Vec::new();
        if !self.theirs.is_empty() {
            sentences.push(format!("The reference has {}, which yours lacks.", told(&self.theirs)));
        }
        if !self.yours.is_empty() {
            sentences.push(format!("Yours has {}, which the reference does without.", told(&self.yours)));
        }
        for (from, to) in &self.ways {
            sentences.push(format!("In the reference a way leads from {from} to {to}; in yours none does."));
        }
        let renamed = self.pairs.iter().filter(|pair| key(&pair.yours) != key(&pair.theirs));
        for Pair { yours, theirs } in renamed {
            sentences.push(format!("Your {yours} does what {theirs} does there."));
        }
        sentences
    }
}

/// A name with what it does, where the name does not say it.
fn told(name: &str, role: Option<Role>) -> String {
    match role.and_then(|role| super::marks::tag(role, name)) {
        Some(tag) => format!("{name} ({tag})"),
        None => name.to_owned(),
    }
}

/// How far a drawing fills the slots of the accepted design that it comes closest to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// Which of [`Case::accepts`].
    pub design: usize,
    /// Slots that are filled.
    pub filled: Vec<Slot>,
    /// Slots that nothing fills.
    pub missing: Vec<Slot>,
}

/// The accepted design that a drawing comes closest to; none for a case that lists none. One box fills one slot.
pub fn fit(graph: &Graph, case: &Case) -> Option<Fit> {
    let fits = case.accepts.iter().enumerate().map(|(design, slots)| {
        let mut used = vec![false; graph.nodes.len()];
        let mut fit = Fit { design, filled: Vec::new(), missing: Vec::new() };
        // Slots with one choice first, so that the others take what is left.
        let mut order: Vec<&Slot> = slots.iter().collect();
        order.sort_by_key(|slot| slot.len());
        for slot in order {
            let fills = |node: &usize| {
                let part = &graph.nodes[*node];
                !used[*node] && slot.iter().any(|wanted| is_meant(&part.name, part.role, wanted))
            };
            match (0..graph.nodes.len()).find(fills) {
                Some(node) => {
                    used[node] = true;
                    fit.filled.push(slot.clone());
                }
                None => fit.missing.push(slot.clone()),
            }
        }
        fit
    });
    fits.min_by_key(|fit| (fit.missing.len(), fit.design))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sketch::fixtures::{graph, roles};

    fn redesign(add: &[&str], remove: &[&str]) -> Redesign {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Redesign { add: owned(add), remove: owned(remove) }
    }

    #[test]
    fn a_change_is_what_was_added_kept_and_dropped() {
        let change = change(&graph("a -> b -> c"), &graph("A -> b\nb -> d -> a"));
        assert_eq!(change.added, ["d"]);
        assert_eq!(change.kept, ["A", "b"]);
        assert_eq!(change.dropped, ["c"]);
        assert_eq!(change.linked, [("b".to_owned(), "d".to_owned()), ("d".to_owned(), "A".to_owned())]);
        assert_eq!(change.unlinked, []);
        assert_eq!(change.sentences(), ["Added: d.", "Kept: A and b.", "Dropped: c."]);
    }

    #[test]
    fn links_that_came_and_went_between_boxes_that_stayed_are_told() {
        let change = change(&graph("a -> b -> c"), &graph("a -> c\nb -> c"));
        let told = ["Kept: a, c and b.", "Linked: a -> c.", "No longer linked: a -> b."];
        assert_eq!(change.sentences(), told);
        let nothing = super::change(&graph("a -> b"), &graph("a -> b : label"));
        assert_eq!(nothing.sentences(), ["Nothing has changed in the drawing."]);
    }

    #[test]
    fn a_curveball_is_met_by_adding_what_it_needs_and_leaving_the_rest() {
        let before = graph("apps -> kinesis -> s3 -> spark -> redshift");
        let after = graph("apps -> kinesis -> s3 -> spark -> redshift\nspark -> rejects");
        let met = verdict(&before, &after, &redesign(&["dead-letter"], &[]));
        assert!(met.is_clean());
        assert_eq!(met.sentences(), ["Added, as it needs: dead-letter."]);
    }

    #[test]
    fn what_is_missing_and_what_was_torn_down_is_told() {
        let before = graph("apps -> kinesis -> s3 -> spark -> redshift\nkinesis -> flink -> redis");
        let after = graph("apps -> kinesis -> flink -> redis");
        let verdict = verdict(&before, &after, &redesign(&["cache"], &["flink"]));
        assert!(!verdict.is_clean());
        let told = [
            "Still missing: cache.",
            "Still there, though it should go: flink.",
            "Gone, though it should have stayed: s3, spark and redshift.",
        ];
        assert_eq!(verdict.sentences(), told);
    }

    #[test]
    fn a_box_that_gave_way_to_another_of_its_role_has_stayed() {
        let verdict =
            verdict(&graph("apps -> kinesis -> s3"), &graph("apps -> kafka -> s3"), &redesign(&[], &[]));
        assert_eq!(verdict.lost, Vec::<String>::new());
    }

    #[test]
    fn drawings_are_matched_by_role_not_by_brand() {
        let yours = graph("phones -> kafka -> raw zone -> spark -> warehouse -> executives\nkafka -> redis");
        let theirs = graph(
            "apps -> kinesis -> s3 -> spark -> redshift -> head office\nspark -> dead-letter\nairflow -> spark",
        );
        let matched = match_up(&yours, &theirs, &roles());
        let told = [
            "The reference has dead-letter and airflow (schedule), which yours lacks.",
            "Yours has redis (lookup), which the reference does without.",
            "Your phones does what apps does there.",
            "Your kafka does what kinesis does there.",
            "Your raw zone does what s3 does there.",
            "Your warehouse does what redshift does there.",
            "Your executives does what head office does there.",
        ];
        assert_eq!(matched.sentences(), told);
        assert_eq!(matched.ways, []);
    }

    #[test]
    fn a_way_of_the_reference_may_lead_over_other_boxes_in_ones_own() {
        let theirs = graph("kinesis -> redshift\nkinesis -> s3");
        let yours = graph("kafka -> flink -> redshift\ns3 -> flink");
        let matched = match_up(&yours, &theirs, &roles());
        assert_eq!(matched.ways, [("kafka".to_owned(), "s3".to_owned())]);
    }
}
