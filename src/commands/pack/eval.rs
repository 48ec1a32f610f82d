//! `greenroom pack eval`: how well the interviewer and the marking do on texts of one's own.

use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::json;

use crate::cli::PackEval;
use crate::commands::kept::whole;
use crate::commands::{Exit, Refusal, Shell, material};
use crate::domain::evaluation::{Agreement, Report, Sheet, evaluate};
use crate::search::Check;
use crate::search::relevance::{self, Outcome, Relevance, Wish};

/// The largest file of labeled texts that is read, in bytes.
const MAX_FILE: u64 = 8 << 20;

/// Runs the program over a folder of labeled texts and says how far it agrees.
pub fn run(args: &PackEval, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    if !args.directory.is_dir() {
        let message = format!("there is no folder `{}`", args.directory.display());
        return Err(Refusal::new(Exit::Usage, message)
            .help("give a folder with answers/ or questions/ in it")
            .into());
    }
    let sheets: Vec<(String, Sheet)> = read(&args.directory.join("answers"))?;
    let lists = read(&args.directory.join("questions"))?;
    let questions: Vec<_> = lists
        .into_iter()
        .flat_map(|(file, list): (String, Vec<_>)| {
            list.into_iter().map(move |question| (file.clone(), question))
        })
        .collect();
    let wishes = relevance::read(&args.directory)
        .map_err(|error| Refusal::new(Exit::Data, format!("queries cannot be used: {error}")))?;
    if sheets.is_empty() && questions.is_empty() && wishes.is_empty() {
        let message = format!("`{}` holds no answers, questions or queries", args.directory.display());
        return Err(Refusal::new(Exit::Data, message)
            .help("put JSON files into its folders answers, questions and queries")
            .into());
    }
    let playbook = shell.playbook()?;
    let report = evaluate(&playbook, &sheets, &questions);
    let queries = search_for(&wishes, shell)?;
    if args.json {
        let document = document(&report, &queries, args.verbose);
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        print(&report, args.verbose, shell)?;
        print_queries(&queries, args.verbose, shell)?;
    }
    Ok(if report.problems.is_empty() { Exit::Ok } else { Exit::Data })
}

/// Which pages each query finds.
fn search_for(wishes: &[Wish], shell: &mut Shell<'_>) -> anyhow::Result<Vec<Outcome>> {
    if wishes.is_empty() {
        return Ok(Vec::new());
    }
    let cache = shell.env.cache_dir();
    let sources = shell.sources();
    let mut index = material::index(&sources, cache.as_deref(), Check::Whole, || {
        material::of(&whole(&sources, shell.env.cache_dir().as_deref()).0)
    })?;
    let outcomes = relevance::measure(&index, wishes)?;
    material::keep(&mut index, cache.as_deref());
    Ok(outcomes)
}

fn print_queries(queries: &[Outcome], is_verbose: bool, shell: &mut Shell<'_>) -> anyhow::Result<()> {
    if queries.is_empty() {
        return Ok(());
    }
    for outcome in queries.iter().filter(|outcome| is_verbose && outcome.rank.is_none_or(|rank| rank > 3)) {
        let found: Vec<&str> = outcome.found.iter().take(3).map(String::as_str).collect();
        writeln!(
            shell.out,
            "{}: people want {}, the program has {}",
            outcome.wish.q,
            outcome.wish.want.join(" or "),
            found.join(", ")
        )?;
    }
    let Relevance { n, mrr, hit1, hit3 } = Relevance::of(queries);
    writeln!(shell.out, "queries    n {n:4}  MRR {mrr:.3}  first {hit1:.3}  in the first three {hit3:.3}")?;
    Ok(())
}

/// The JSON files of a folder, by name. A folder that is not there has none.
fn read<T: DeserializeOwned>(folder: &Path) -> anyhow::Result<Vec<(String, T)>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let refuse =
            |cause: String| Refusal::new(Exit::Data, format!("`{}` cannot be used: {cause}", path.display()));
        let size = fs::metadata(&path).map_err(|error| refuse(error.to_string()))?.len();
        if size > MAX_FILE {
            return Err(refuse(format!("it is larger than {} MB", MAX_FILE >> 20)).into());
        }
        let text = fs::read_to_string(&path).map_err(|error| refuse(error.to_string()))?;
        let value = serde_json::from_str(&text).map_err(|error| refuse(error.to_string()))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push((name, value));
    }
    Ok(files)
}

fn document(report: &Report, queries: &[Outcome], verbose: bool) -> serde_json::Value {
    let mut document = json!({
        "schema": "greenroom.pack-eval/1",
        "facts": report.facts,
        "points": report.points,
        "scores": report.scores,
        "queries": Relevance::of(queries),
        "problems": report.problems,
    });
    if verbose && let Some(document) = document.as_object_mut() {
        document.insert("disagreements".to_owned(), json!(report.disagreements));
    }
    document
}

fn print(report: &Report, verbose: bool, shell: &mut Shell<'_>) -> anyhow::Result<()> {
    for problem in &report.problems {
        writeln!(shell.err, "warning: {problem}")?;
    }
    if verbose {
        for found in &report.disagreements {
            writeln!(
                shell.out,
                "{}: {}: people say {}, the program {}",
                found.file, found.what, found.expected, found.found
            )?;
            if !found.why.is_empty() {
                writeln!(shell.out, "    {}", found.why)?;
            }
        }
    }
    let facts = &report.facts;
    writeln!(
        shell.out,
        "questions  n {:4}  top-1 {:.3}  false answers {:.3}",
        facts.n, facts.top1, facts.false_answers
    )?;
    line("points", &report.points.all, shell)?;
    for (persona, agreement) in &report.points.by_persona {
        line(&format!("  {persona}"), agreement, shell)?;
    }
    for (case, agreement) in &report.points.by_case {
        line(&format!("  {case}"), agreement, shell)?;
    }
    for score in &report.scores {
        writeln!(shell.out, "score      {:3} of 100  {}", score.percent, score.file)?;
    }
    Ok(())
}

fn line(name: &str, agreement: &Agreement, shell: &mut Shell<'_>) -> anyhow::Result<()> {
    let Agreement { n, precision, recall, f1 } = agreement;
    writeln!(shell.out, "{name:24} n {n:4}  precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}")?;
    Ok(())
}
