//! `greenroom list`: every page with its kind, id and title.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::{Exit, Refusal, Shell};
use crate::cli::List;
use crate::diagnostic::{clean, nearest};
use crate::domain::article::Article;
use crate::domain::page::PageKind;
use crate::domain::playbook::Playbook;

/// Lists pages, of one kind or of all.
pub fn run(args: &List, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let playbook = shell.playbook()?;
    check(args, &playbook)?;
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
        writeln!(shell.err, "there is nothing of this kind in your packs")?;
        return Ok(Exit::Negative);
    }
    Ok(Exit::Ok)
}

/// Refuses a skill that there is not, and a difficulty of what has none.
fn check(args: &List, playbook: &Playbook) -> Result<(), Refusal> {
    let skills: Vec<&str> = playbook.skills.iter().map(|skill| skill.id.as_str()).collect();
    if let Some(unknown) = args.skill.iter().find(|wanted| !skills.contains(&wanted.as_str())) {
        let help = match nearest(unknown, skills.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("skills are: {}", skills.join(", ")),
        };
        let message = format!("there is no skill `{}`", clean(unknown));
        return Err(Refusal::new(Exit::Usage, message).help(help));
    }
    let without = args.kind.filter(|kind| args.difficulty.is_some() && *kind != PageKind::Case);
    match without {
        Some(kind) => {
            let message = format!("only cases have a difficulty, and no {} does", kind.id());
            let help = "`greenroom list case --difficulty ..` lists cases";
            Err(Refusal::new(Exit::Usage, message).help(help))
        }
        None => Ok(()),
    }
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
