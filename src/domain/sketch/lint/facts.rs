//! What a case's facts mean for a drawing.

use crate::domain::case::{Case, Fact};
use crate::domain::cue::FigureClass;
use crate::domain::lexicon::Role;
use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::parse::Sketch;
use crate::domain::sketch::roles::{Roles, stems};
use crate::domain::text::figure::Figure;

/// What is known of the problem, as far as the rules ask.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// Whether there is personal data.
    pub is_personal: bool,
    /// The shortest delay that anybody asked for, in the words of the fact, and in seconds.
    pub freshness: Option<(String, f64)>,
    /// Those who were promised a result.
    pub consumers: Vec<String>,
}

impl Facts {
    /// What the facts that `known` lets through say. Consumers are those of the reference drawing that the prompt or such
    /// a fact names, so that no question gives a name away.
    pub fn of(case: &Case, roles: &Roles, known: impl Fn(&Fact) -> bool) -> Self {
        let facts: Vec<&Fact> = case.facts.iter().filter(|fact| known(fact)).collect();
        let about = |topic: &'static str| facts.iter().filter(move |fact| fact.topic.as_str() == topic);
        let delays = about("freshness").flat_map(|fact| &fact.figures).filter_map(|figure| {
            let value = Figure::parse(figure).filter(|value| value.is(FigureClass::Duration))?;
            Some((figure.clone(), value.high))
        });
        let heard = facts.iter().map(|fact| fact.answer.as_str()).chain([case.prompt.as_str()]);
        Self {
            is_personal: about("privacy").next().is_some(),
            freshness: delays.min_by(|a, b| a.1.total_cmp(&b.1)),
            consumers: consumers(case, roles, &heard.collect::<Vec<_>>().join("\n")),
        }
    }
}

/// Those at the ends of the reference drawing that a text names, by their own words or by another name for them.
fn consumers(case: &Case, roles: &Roles, heard: &str) -> Vec<String> {
    let reference = Graph::of(&Sketch::parse(&case.sketch), roles);
    let words = stems(heard);
    let terms: Vec<&str> = roles.known_in(heard).into_iter().map(|(_, known)| known.term.as_str()).collect();
    let named = |name: &str| {
        let own = stems(name);
        !own.is_empty() && own.iter().all(|stem| words.contains(stem))
            || roles.known(name).is_some_and(|known| terms.contains(&known.term.as_str()))
    };
    let ends = (0..reference.nodes.len()).filter(|&node| reference.outputs(node).next().is_none());
    let people = ends.map(|node| &reference.nodes[node]).filter(|node| node.role == Some(Role::Consumer));
    people.filter(|node| named(&node.name)).map(|node| node.name.clone()).collect()
}
