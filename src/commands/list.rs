//! `greenroom list`: every page with its kind, id and title.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::{Exit, Shell};
use crate::cli::List;
use crate::domain::article::Article;
use crate::domain::page::PageKind;
use crate::domain::playbook::Playbook;

/// Lists pages, of one kind or of all.
pub fn run(args: &List, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let playbook = shell.playbook()?;
    let index: Vec<(PageKind, &str, &str)> = playbook
        .index()
        .into_iter()
        .filter(|(kind, _, _)| args.kind.is_none_or(|wanted| wanted == *kind))
        .collect();
    if args.json {
        let pages: Vec<Value> = index.iter().filter_map(|(_, id, _)| page(&playbook, id)).collect();
        let document = json!({"schema": "greenroom.list/1", "pages": pages});
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        let width = index.iter().map(|(_, id, _)| id.width()).max().unwrap_or(0);
        for (kind, id, title) in &index {
            writeln!(shell.out, "{:<8}  {id:<width$}  {title}", kind.id())?;
        }
    }
    if index.is_empty() {
        writeln!(shell.err, "there is nothing of this kind in your packs")?;
        return Ok(Exit::Negative);
    }
    Ok(Exit::Ok)
}

fn page(playbook: &Playbook, id: &str) -> Option<Value> {
    let article = Article::of(playbook, id)?;
    let case = playbook.cases.get(id);
    Some(json!({
        "kind": article.kind.id(),
        "id": id,
        "title": article.title,
        "summary": article.summary,
        "skills": article.skills,
        "difficulty": case.map(|case| case.difficulty),
        "minutes": case.map(|case| case.minutes),
    }))
}
