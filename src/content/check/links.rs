//! Links in Markdown texts lead to pages and headings that exist.

use std::collections::{BTreeMap, BTreeSet};

use super::{Findings, Scene, walk};
use crate::content::markdown;
use crate::diagnostic::{Diagnostic, nearest};
use crate::domain::article::Article;
use crate::domain::document::Target;
use crate::domain::playbook::Playbook;

/// Finds links that lead nowhere.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    let slugs = Slugs::of(scene.playbook);
    for body in walk::bodies(scene) {
        let document = markdown::parse(body.text);
        let own: BTreeSet<&str> = document.outline().map(|heading| heading.slug.as_str()).collect();
        let mut from = 0;
        for (target, words) in document.links() {
            let Some((problem, written)) = dead(target, words, &own, &slugs) else { continue };
            let start = body.span.start + from;
            let text = body.sheet.text.get(start..body.span.end.max(start)).unwrap_or_default();
            let found = text.find(&format!("]({written}"));
            let span = found.map_or(body.span.start..body.span.start + 1, |at| {
                let begin = start + at + 2;
                begin..begin + written.len()
            });
            from = found.map_or(from, |_| span.end - body.span.start);
            findings.problems.push(problem.at(body.sheet.place(span)));
        }
    }
}

/// The headings of every page.
struct Slugs(BTreeMap<String, BTreeSet<String>>);

impl Slugs {
    fn of(playbook: &Playbook) -> Self {
        let slugs = |article: &Article| {
            let document = markdown::parse(&article.markdown(|_| true));
            document.outline().map(|heading| heading.slug.clone()).collect()
        };
        Self(Article::all(playbook).iter().map(|article| (article.id.to_string(), slugs(article))).collect())
    }
}

/// What is wrong with a link, and how its destination was written.
fn dead(target: &Target, words: &str, own: &BTreeSet<&str>, slugs: &Slugs) -> Option<(Diagnostic, String)> {
    match target {
        Target::Url(_) => None,
        Target::Unknown(written) => {
            let message = format!("the link `{words}` leads to `{written}`, which is no page");
            let help = "write `page-id`, `page-id#heading`, `#heading`, or an address with https://";
            Some((Diagnostic::error("dead-link", message).help(help), written.clone()))
        }
        Target::Section(slug) => (!own.contains(slug.as_str()))
            .then(|| (missing_heading(slug, "this page", own.iter().copied()), format!("#{slug}"))),
        Target::Page { id, slug } => {
            let Some(there) = slugs.0.get(id.as_str()) else {
                let help = match nearest(id.as_str(), slugs.0.keys().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`greenroom list` names all pages".to_owned(),
                };
                let problem = Diagnostic::error("dead-link", format!("there is no page `{id}`")).help(help);
                return Some((problem, id.to_string()));
            };
            let slug = slug.as_ref().filter(|slug| !there.contains(*slug))?;
            let problem = missing_heading(slug, &format!("`{id}`"), there.iter().map(String::as_str));
            Some((problem, format!("{id}#{slug}")))
        }
    }
}

fn missing_heading<'a>(slug: &str, page: &str, there: impl Iterator<Item = &'a str>) -> Diagnostic {
    let there: Vec<&str> = there.collect();
    let help = match nearest(slug, there.iter().copied()) {
        Some(near) => format!("did you mean `#{near}`?"),
        None => format!("its headings: {}", there.join(", ")),
    };
    Diagnostic::error("dead-link", format!("{page} has no heading `#{slug}`")).help(help)
}
