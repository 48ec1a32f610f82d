//! `greenroom sketch`: a text as a drawing, with the questions an interviewer would ask about it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde_json::{Value, json};

use super::{Exit, Refusal, Shell};
use crate::cli::{Sketch as Args, SketchFormat};
use crate::diagnostic::{clean, nearest};
use crate::domain::case::Case;
use crate::domain::playbook::Playbook;
use crate::domain::sketch::lint::{self, Facts, Question, Scene};
use crate::domain::sketch::parse::Problem;
use crate::domain::sketch::{
    Area, Charset, Detail, Drawing, Form, Graph, Options, Roles, Sketch, export, layout, list,
};

/// The longest text that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// A link as it is written.
const EXAMPLE: &str = "apps -> kafka -> s3 : raw events";

/// Columns where no terminal says otherwise.
const COLUMNS: u16 = 80;

/// Prints a drawing, and on standard error what was skipped and what there is to ask. Exit 1 if nothing could be drawn.
pub fn run(args: &Args, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let playbook = shell.playbook()?;
    let case = args.case.as_deref().map(|id| find(&playbook, id)).transpose()?;
    let text = read(args.file.as_deref(), shell)?;
    let sketch = Sketch::parse(&text);
    let roles = Roles::of_lexicon(&playbook.lexicon);
    let graph = Graph::of(&sketch, &roles);
    let facts = case.map(|case| Facts::of(case, &roles, |_| true)).unwrap_or_default();
    let scene =
        Scene { sketch: &sketch, graph: &graph, roles: &roles, facts: &facts, said: "", caret_line: None };
    let questions = lint::lint(&scene);
    let drawing = draw(args, shell, &graph);
    if args.json {
        let document = document(&text, &graph, &drawing, &sketch.problems, &questions);
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        print(args, shell, &graph, &drawing)?;
        for problem in &sketch.problems {
            writeln!(shell.err, "line {}: {}", problem.line + 1, problem.kind)?;
        }
        for question in &questions {
            writeln!(shell.err, "? {} (greenroom show {})", clean(&question.text), question.why)?;
        }
    }
    if graph.nodes.is_empty() {
        writeln!(shell.err, "there is nothing to draw: write one link per line, such as `{EXAMPLE}`")?;
    }
    Ok(if graph.nodes.is_empty() { Exit::Negative } else { Exit::Ok })
}

fn find<'a>(playbook: &'a Playbook, id: &str) -> Result<&'a Case, Refusal> {
    playbook.cases.get(id).ok_or_else(|| {
        let help = match nearest(id, playbook.cases.keys().map(crate::domain::id::CaseId::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`greenroom list case` names all cases".to_owned(),
        };
        Refusal::new(Exit::Usage, format!("there is no case `{id}`")).help(help)
    })
}

/// The text, from a file or from standard input. What is not UTF-8 is replaced.
fn read(file: Option<&Path>, shell: &Shell<'_>) -> anyhow::Result<String> {
    let named = file.filter(|path| path.as_os_str() != "-");
    if named.is_none() && file.is_none() && shell.env.stdin_is_terminal {
        let help = "name a file, or pipe a text in: echo 'apps -> kafka -> s3' | greenroom sketch";
        return Err(Refusal::new(Exit::Usage, "there is no sketch to draw").help(help).into());
    }
    let mut bytes = Vec::new();
    let (name, outcome) = match named {
        Some(path) => {
            let read = File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes));
            (format!("`{}`", path.display()), read)
        }
        None => ("standard input".to_owned(), io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes)),
    };
    outcome.map_err(|error| Refusal::new(Exit::Usage, format!("cannot read {name}: {error}")))?;
    if bytes.len() as u64 > LONGEST {
        return Err(Refusal::new(Exit::Data, format!("{name} is longer than 1 MiB")).into());
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn draw(args: &Args, shell: &Shell<'_>, graph: &Graph) -> Drawing {
    let width = args.width.or(shell.env.columns.filter(|_| shell.env.stdout_is_terminal)).unwrap_or(COLUMNS);
    // A terminal that cannot show more than ASCII says so; a file or pipe can hold anything.
    let plain = shell.global.ascii || shell.env.stdout_is_terminal && shell.is_ascii();
    let options = Options {
        form: (args.format == SketchFormat::List).then_some(Form::List),
        detail: Detail::Fitting,
        charset: if plain { Charset::Ascii } else { Charset::Unicode },
        spill: 0,
    };
    layout(graph, Area { width: usize::from(width), height: None }, options)
}

fn print(args: &Args, shell: &mut Shell<'_>, graph: &Graph, drawing: &Drawing) -> anyhow::Result<()> {
    match args.format {
        SketchFormat::Text | SketchFormat::List => write!(shell.out, "{drawing}")?,
        SketchFormat::Mermaid => write!(shell.out, "{}", export::mermaid(graph, drawing.form))?,
        SketchFormat::Svg => write!(shell.out, "{}", export::svg(graph, drawing))?,
    }
    Ok(())
}

fn document(
    text: &str,
    graph: &Graph,
    drawing: &Drawing,
    problems: &[Problem],
    questions: &[Question],
) -> Value {
    let name = |node: usize| graph.nodes.get(node).map(|node| node.name.as_str());
    let nodes: Vec<Value> =
        graph.nodes.iter().map(|node| json!({"name": node.name, "role": node.role})).collect();
    let links: Vec<Value> = graph
        .edges
        .iter()
        .map(|edge| json!({"from": name(edge.from), "to": name(edge.to), "label": edge.label, "both": edge.both}))
        .collect();
    let groups: Vec<Value> = graph
        .groups
        .iter()
        .map(|group| {
            let members: Vec<_> = group.members.iter().map(|&node| name(node)).collect();
            json!({"title": group.title, "members": members})
        })
        .collect();
    let problems: Vec<Value> = problems
        .iter()
        .map(|problem| {
            let text = text.get(problem.span.clone());
            json!({"line": problem.line + 1, "text": text, "problem": problem.kind.to_string()})
        })
        .collect();
    let questions: Vec<Value> = questions
        .iter()
        .map(|question| {
            let about: Vec<_> = question.nodes.iter().map(|&node| name(node)).collect();
            json!({"rule": question.rule, "question": question.text, "about": about, "why": question.why})
        })
        .collect();
    let form = match drawing.form {
        Form::Right => "right",
        Form::Down => "down",
        Form::List => "list",
    };
    json!({
        "schema": "greenroom.sketch/1",
        "nodes": nodes,
        "links": links,
        "groups": groups,
        "problems": problems,
        "questions": questions,
        "drawing": {"form": form, "lines": drawing.lines().collect::<Vec<_>>(), "hidden": drawing.hidden},
        "sentences": list::sentences(graph),
    })
}
