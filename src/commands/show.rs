//! `greenroom show`: one page of the playbook.

mod pager;

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Exit, Refusal, Shell, material};
use crate::app::typeset::{Look, Piece, Place, Typeset};
use crate::cli::Show;
use crate::content::document;
use crate::diagnostic::{clean, nearest};
use crate::domain::article::Article;
use crate::domain::glossary;
use crate::domain::lookup::Called;
use crate::domain::playbook::Playbook;
use crate::domain::sketch::in_ascii;
use crate::search::{Ask, Check};
use crate::store::Store;

/// Columns where no terminal says otherwise, and the most that are used.
const COLUMNS: u16 = 80;
const MOST_COLUMNS: u16 = 100;
/// How many pages are suggested for a name that is of none.
const SUGGESTED: usize = 3;

/// Prints a page, set for the terminal, or as Markdown. What a case keeps from the candidate stays sealed until they
/// have sat it, as on the screens.
pub fn run(args: &Show, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let playbook = shell.playbook()?;
    let wanted = Wanted::of(&playbook, &args.name.join(" "), shell)?;
    let article = &wanted.article;
    let data = shell.env.data_dir(shell.global).ok();
    let is_open = data.is_some_and(|data| Store::glance_unsealed(&data).contains(article.id.as_str()));
    let is_sealed = !is_open && article.parts.iter().any(|part| part.seal.is_some());
    let text = if args.raw {
        article.markdown(|_| is_open)
    } else {
        let columns = shell.env.columns.unwrap_or(COLUMNS).min(MOST_COLUMNS);
        let set = Typeset::of(&document(&playbook, article, |_| is_open), usize::from(columns));
        let rows = set.rows.get(wanted.rows(&set)?).unwrap_or(&set.rows);
        let colors = shell.colors();
        let text: String = rows.iter().map(|row| printed(row, colors) + "\n").collect();
        if shell.env.is_utf8() { text } else { in_ascii(&text) }
    };
    let rows = text.lines().count();
    let is_long = shell.env.rows.is_some_and(|screen| rows >= usize::from(screen));
    let is_paged = shell.env.stdout_is_terminal && is_long && pager::show(&text, shell);
    if !is_paged {
        write!(shell.out, "{text}")?;
    }
    if is_sealed && wanted.part.is_none() {
        let _ = shell.out.flush();
        let id = &article.id;
        writeln!(
            shell.err,
            "note: facts and model answers are the answers of this case, so they are sealed until you have sat it: \
             `greenroom interview {id}`; `u` on its page in `greenroom` opens them, on the record"
        )?;
    }
    Ok(Exit::Ok)
}

/// What is to be shown.
struct Wanted {
    article: Article,
    /// The heading of a part, by its slug or its text.
    part: Option<String>,
}

impl Wanted {
    fn of(playbook: &Playbook, name: &str, shell: &mut Shell<'_>) -> anyhow::Result<Self> {
        let (page, part) = match name.split_once('#') {
            Some((page, slug)) => (page, Some(slug.to_owned())),
            None => (name, None),
        };
        let (id, part) = match Called::of(playbook, page) {
            Called::Page(id) => (id, part),
            Called::Term(title) => (glossary::PAGE.to_owned(), Some(title)),
            Called::Several(ids) => {
                let message = format!("`{}` may be one of several pages", clean(page));
                let help = format!("they are {}", ids.join(", "));
                return Err(Refusal::new(Exit::Usage, message).help(help).into());
            }
            Called::Nothing => return Err(unknown(playbook, page, shell).into()),
        };
        let article = Article::of(playbook, &id);
        let article = article.ok_or_else(|| Refusal::new(Exit::Usage, format!("there is no page `{id}`")))?;
        Ok(Self { article, part })
    }

    /// The rows of the part: from its heading to the next one that is not below it.
    fn rows(&self, set: &Typeset) -> Result<Range<usize>, Refusal> {
        let Some(part) = &self.part else { return Ok(0..set.rows.len()) };
        let is_wanted = |place: &Place| place.slug == *part || place.title == *part;
        let Some(at) = set.headings.iter().position(is_wanted) else {
            let slugs: Vec<&str> = set.headings.iter().map(|place| place.slug.as_str()).collect();
            let message = format!("`{}` has no heading `{}`", self.article.id, clean(part));
            let help = match nearest(part, slugs.iter().copied()) {
                Some(near) => format!("did you mean `{}#{near}`?", self.article.id),
                None => format!("its headings are {}", slugs.join(", ")),
            };
            return Err(Refusal::new(Exit::Usage, message).help(help));
        };
        let mut behind = set.headings.iter().skip(at);
        let heading = behind.next();
        let level = heading.map_or(0, |heading| heading.level);
        let end = behind.find(|place| place.level <= level).map_or(set.rows.len(), |place| place.row);
        Ok(heading.map_or(0, |heading| heading.row)..end)
    }
}

/// Says which page may have been meant: one that is spelled nearly so, or those that a search finds.
fn unknown(playbook: &Playbook, name: &str, shell: &Shell<'_>) -> Refusal {
    let index = playbook.index();
    let ids = index.iter().map(|(_, id, _)| *id);
    let help = match nearest(name, ids) {
        Some(near) => format!("did you mean `{near}`?"),
        None => match found(playbook, name, shell).as_slice() {
            [] => "`greenroom list` names all pages".to_owned(),
            found => format!("a search finds {}", found.join(", ")),
        },
    };
    Refusal::new(Exit::Usage, format!("there is no page `{}`", clean(name))).help(help)
}

/// The first pages that a search finds.
fn found(playbook: &Playbook, text: &str, shell: &Shell<'_>) -> Vec<String> {
    let cache = shell.env.cache_dir();
    let material = || material::of(playbook);
    let index = material::index(&shell.sources(), cache.as_deref(), Check::AsRead, material);
    let ask = Ask { text, rows: 0..10, unsealed: &BTreeSet::new(), kinds: &[], skills: &[] };
    let hits = index.and_then(|mut index| index.search_or_rebuild(&ask, material)).unwrap_or_default();
    let mut pages: Vec<String> = Vec::new();
    // What was found for other words is no suggestion.
    for hit in hits.rows.into_iter().filter(|_| hits.correction.is_none()) {
        let place = match hit.slug {
            Some(slug) if hit.page == glossary::PAGE => format!("`{}#{slug}`", hit.page),
            _ => format!("`{}`", hit.page),
        };
        if !pages.contains(&place) {
            pages.push(place);
        }
    }
    pages.truncate(SUGGESTED);
    pages
}

/// A row, with its looks where there are colors.
fn printed(row: &[Piece], colors: bool) -> String {
    let mut text = String::new();
    for piece in row {
        let code = match piece.look {
            Look::Heading | Look::Strong => "1",
            Look::Emphasis => "3",
            Look::Code => "32",
            Look::Link(_) => "4",
            Look::Mark => "2",
            Look::Text => "",
        };
        if colors && !code.is_empty() {
            text.extend(["\u{1b}[", code, "m", &piece.text, "\u{1b}[0m"]);
        } else {
            text.push_str(&piece.text);
        }
    }
    text.truncate(text.trim_end().len());
    text
}
