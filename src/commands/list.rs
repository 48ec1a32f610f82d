//! `greenroom list`: every page with its kind, id and title.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::{Exit, Shell};
use crate::cli::List;
use crate::diagnostic::nearest;
use crate::domain::article::Article;
use crate::domain::page::PageKind;
use crate::domain::playbook::Playbook;

/// Lists pages, of one kind or of all.
pub fn run(args: &List, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let playbook = shell.playbook()?;
    let index: Vec<(PageKind, &str, &str)> = playbook
        .index()
        .into_iter()
        .filter(|(kind, id, _)| {
            args.kind.is_none_or(|wanted| wanted == *kind) && is_wanted(args, &playbook, id)
        })
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
        writeln!(shell.err, "there is nothing of this kind in your packs{}", hint(args, &playbook))?;
        return Ok(Exit::Negative);
    }
    Ok(Exit::Ok)
}

/// Whether a page is about every skill that was asked for, and as difficult as that.
fn is_wanted(args: &List, playbook: &Playbook, id: &str) -> bool {
    let is_as_difficult = args
        .difficulty
        .is_none_or(|wanted| playbook.cases.get(id).is_some_and(|case| case.difficulty == wanted));
    let is_about = || {
        let Some(article) = Article::of(playbook, id) else { return false };
        args.skill.iter().all(|wanted| article.skills.iter().any(|skill| skill.as_str() == wanted.as_str()))
    };
    is_as_difficult && (args.skill.is_empty() || is_about())
}

/// Which skill may have been meant by one that does not exist.
fn hint(args: &List, playbook: &Playbook) -> String {
    let skills = || playbook.skills.iter().map(|skill| skill.id.as_str());
    let unknown = args.skill.iter().find(|wanted| skills().all(|skill| skill != wanted.as_str()));
    let near = unknown.and_then(|unknown| nearest(unknown, skills()));
    near.map(|near| format!("; did you mean the skill `{near}`?")).unwrap_or_default()
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
