//! What an interviewer would ask about a drawing.
//!
//! Rules look at roles and facts, never at brand names, and speak in questions. Each is a line in [`RULES`]: what it
//! looks for is a function of the board, what it asks is a text with slots.

pub mod facts;
mod paths;
mod rules;
mod said;

use std::collections::BTreeSet;

use crate::domain::sketch::graph::Graph;
use crate::domain::sketch::parse::Sketch;
use crate::domain::sketch::roles::Roles;

pub use facts::Facts;
use paths::Paths;
use said::Said;

/// Questions that are asked at a time.
const MOST: usize = 3;

/// A question about a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The rule it comes from.
    pub rule: &'static str,
    /// The question.
    pub text: String,
    /// Indexes of the boxes it is about; none where it is about the whole.
    pub nodes: Vec<usize>,
    /// The page of the playbook that says why it matters.
    pub why: &'static str,
}

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The text of the whiteboard, read.
    pub sketch: &'a Sketch,
    /// What it says.
    pub graph: &'a Graph,
    /// What names do.
    pub roles: &'a Roles,
    /// What is known of the problem.
    pub facts: &'a Facts,
    /// What the candidate has said or written beside it; empty where nothing is known.
    pub said: &'a str,
    /// The line that is being typed, counted from 0. Nothing is asked about what stands on it.
    pub caret_line: Option<usize>,
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Finding {
    nodes: Vec<usize>,
    /// What fills the slots of the question, in order.
    slots: Vec<String>,
}

/// One rule.
struct Rule {
    id: &'static str,
    /// The question. Each `{}` is a slot.
    ask: &'static str,
    /// A page of the playbook.
    why: &'static str,
    /// Connections that must be drawn before the question is fair.
    from_links: usize,
    find: fn(&Board) -> Option<Finding>,
}

/// What rules look at.
struct Board<'a> {
    graph: &'a Graph,
    roles: &'a Roles,
    facts: &'a Facts,
    said: Said,
    paths: Paths<'a>,
}

/// All rules, the most important first.
const RULES: [Rule; 13] = [
    Rule {
        id: "no-serving-path",
        ask: "I see no way to {} yet. What do they read?",
        why: "step-architecture",
        from_links: 4,
        find: rules::no_serving_path,
    },
    Rule {
        id: "stale-path",
        ask: "{} was asked for, but every way to {} goes through {}. How often does that run?",
        why: "batch-or-stream",
        from_links: 3,
        find: rules::stale_path,
    },
    Rule {
        id: "unmasked",
        ask: "There is personal data in this. How much of it reaches {}?",
        why: "step-cross-cutting",
        from_links: 4,
        find: rules::unmasked,
    },
    Rule {
        id: "no-raw-copy",
        ask: "Say a job was wrong for a week. What do you replay from?",
        why: "land-or-direct",
        from_links: 3,
        find: rules::no_raw_copy,
    },
    Rule {
        id: "two-writers",
        ask: "{} write to {}. Which one wins when they disagree about a row?",
        why: "upsert",
        from_links: 4,
        find: rules::two_writers,
    },
    Rule {
        id: "no-checkpoint",
        ask: "What does {} remember, and what becomes of that when it restarts?",
        why: "checkpoints-and-exactly-once",
        from_links: 3,
        find: rules::no_checkpoint,
    },
    Rule {
        id: "no-dead-letter",
        ask: "A record cannot be parsed. Where does it go, and who looks at it?",
        why: "retries-and-failures",
        from_links: 5,
        find: rules::no_dead_letter,
    },
    Rule {
        id: "nothing-fills",
        ask: "What fills {}?",
        why: "step-architecture",
        from_links: 3,
        find: rules::nothing_fills,
    },
    Rule {
        id: "nothing-reads",
        ask: "Who reads {}?",
        why: "step-architecture",
        from_links: 3,
        find: rules::nothing_reads,
    },
    Rule {
        id: "single-point",
        ask: "Everything crosses {}. What happens while it is down?",
        why: "answer-reliability",
        from_links: 5,
        find: rules::single_point,
    },
    Rule {
        id: "no-orchestration",
        ask: "What starts {}, and in which order?",
        why: "orchestration",
        from_links: 4,
        find: rules::no_orchestration,
    },
    Rule {
        id: "never-spoken-of",
        ask: "You drew {} and have not spoken of it yet. What is it for?",
        why: "step-architecture",
        from_links: 3,
        find: rules::never_spoken_of,
    },
    Rule {
        id: "never-drawn",
        ask: "You spoke of {}. Where is it in the picture?",
        why: "step-architecture",
        from_links: 3,
        find: rules::never_drawn,
    },
];

/// The ids of all rules with the pages that say why, the most important first.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    RULES.iter().map(|rule| (rule.id, rule.why))
}

/// What an interviewer would ask: the three most important questions at most, and none about the line being typed.
pub fn lint(scene: &Scene) -> Vec<Question> {
    let mut questions = all(scene);
    questions.truncate(MOST);
    questions
}

/// Everything there is to ask, the most important first.
fn all(scene: &Scene) -> Vec<Question> {
    let typed: BTreeSet<usize> =
        scene.caret_line.into_iter().flat_map(|line| scene.sketch.named_on(line)).collect();
    let board = Board {
        graph: scene.graph,
        roles: scene.roles,
        facts: scene.facts,
        said: Said::of(scene.graph, scene.said, scene.roles),
        paths: Paths::of(scene.graph),
    };
    let ready = RULES.iter().filter(|rule| scene.graph.edges.len() >= rule.from_links);
    let questions = ready.filter_map(|rule| {
        let finding = (rule.find)(&board)?;
        let is_typed = finding.nodes.iter().any(|node| typed.contains(node));
        (!is_typed).then(|| Question {
            rule: rule.id,
            text: fill(rule.ask, &finding.slots),
            nodes: finding.nodes,
            why: rule.why,
        })
    });
    questions.collect()
}

fn fill(ask: &str, slots: &[String]) -> String {
    let mut parts = ask.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        text.push_str(slots.get(at).map_or("", String::as_str));
        text.push_str(part);
    }
    text
}

impl Board<'_> {
    /// The names of boxes, as a list for a sentence.
    fn names(&self, nodes: &[usize]) -> String {
        let names: Vec<&str> = nodes.iter().map(|&node| self.graph.nodes[node].name.as_str()).collect();
        super::list::and(&names)
    }
}

#[cfg(test)]
mod tests;
