//! The playbook as the screens ask for it: pages by id, hits by words.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::library::OpenedPage;
use crate::commands::material;
use crate::content::{Source, document, markdown};
use crate::domain::article::Article;
use crate::domain::document::Target;
use crate::domain::hits::Hits;
use crate::domain::id::PageId;
use crate::domain::playbook::Playbook;
use crate::search::{self, Ask, Check, SearchIndex};
use crate::tui::runtime::{Library, Unsealed};

/// A playbook, with what was found out about it so far.
pub struct Books {
    playbook: Arc<Playbook>,
    /// What it was read from.
    sources: Vec<Source>,
    /// Where the index is kept.
    cache: Option<PathBuf>,
    /// Opened or made with the first search.
    index: Option<SearchIndex>,
    /// Which pages lead to a page; made when the first page is opened.
    links: Option<BTreeMap<PageId, Vec<PageId>>>,
}

/// How many hits a list shows.
const HITS: usize = 60;

impl Books {
    /// Nothing is read before it is asked for.
    pub fn new(playbook: Arc<Playbook>, sources: Vec<Source>, cache: Option<PathBuf>) -> Self {
        Self { playbook, sources, cache, index: None, links: None }
    }

    /// What is found; a new index is kept at once, on this thread, which nobody draws from.
    fn search(&mut self, ask: &Ask<'_>) -> Result<Hits, search::Error> {
        let cache = self.cache.as_deref();
        let material = || material::of(&self.playbook);
        let index = match &mut self.index {
            Some(index) => index,
            None => self.index.insert(material::index(&self.sources, cache, Check::AsRead, material)?),
        };
        let found = index.search_or_rebuild(ask, material);
        material::keep(index, cache);
        found
    }

    fn with_title(&self, id: PageId) -> (PageId, String) {
        let title = self.playbook.title(id.as_str()).unwrap_or(id.as_str()).to_owned();
        (id, title)
    }

    /// Pages that lead to this one, in the order of the playbook. What a sealed part links to is no secret.
    fn used_in(&mut self, id: &PageId) -> Vec<(PageId, String)> {
        let playbook = &self.playbook;
        let links = self.links.get_or_insert_with(|| links(playbook));
        let used_in = links.get(id).cloned().unwrap_or_default();
        used_in.into_iter().map(|id| self.with_title(id)).collect()
    }

    /// The pages before and after this one.
    fn neighbors(&self, id: &PageId) -> (Option<PageId>, Option<PageId>) {
        let index = self.playbook.index();
        let Some(at) = index.iter().position(|(_, page, _)| *page == id.as_str()) else {
            return (None, None);
        };
        let page = |at: usize| index.get(at).and_then(|(_, id, _)| PageId::new(*id).ok());
        (at.checked_sub(1).and_then(page), page(at + 1))
    }
}

impl Library for Books {
    fn find(&mut self, query: &str, unsealed: &Unsealed) -> Result<Hits, String> {
        let ask = Ask { text: query, rows: 0..HITS, unsealed, kinds: &[], skills: &[] };
        self.search(&ask).map_err(|error| error.to_string())
    }

    fn page(&mut self, id: &PageId, unsealed: &Unsealed) -> Option<OpenedPage> {
        let article = Article::of(&self.playbook, id.as_str())?;
        let is_open = unsealed.contains(id.as_str());
        let (previous, next) = self.neighbors(id);
        let used_in = self.used_in(id);
        let mut document = document(&self.playbook, &article, |_| is_open);
        let others = used_in.iter().filter(|page| !article.see.contains(page));
        document.blocks.extend(markdown::parse(&listed("Used in", others)).blocks);
        Some(OpenedPage {
            id: article.id.clone(),
            kind: article.kind.id().to_owned(),
            document,
            sealed: !is_open && article.parts.iter().any(|part| part.seal.is_some()),
            used_in,
            previous,
            next,
            title: article.title,
            summary: article.summary,
            see: article.see,
        })
    }
}

/// Links under a heading; nothing where there are none.
fn listed<'a>(heading: &str, pages: impl Iterator<Item = &'a (PageId, String)>) -> String {
    let links: Vec<String> = pages.map(|(id, title)| format!("- [{title}]({id})\n")).collect();
    if links.is_empty() { String::new() } else { format!("## {heading}\n\n{}", links.concat()) }
}

fn links(playbook: &Playbook) -> BTreeMap<PageId, Vec<PageId>> {
    let mut links: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
    for article in Article::all(playbook) {
        let document = document(playbook, &article, |_| true);
        for (target, _) in document.links() {
            let Target::Page { id, .. } = target else { continue };
            let from = links.entry(id.clone()).or_default();
            if *id != article.id && from.last() != Some(&article.id) {
                from.push(article.id.clone());
            }
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::load;

    #[test]
    fn the_first_search_makes_the_index_and_keeps_it_and_later_ones_use_it() {
        let cache = tempfile::tempdir().unwrap();
        let playbook = Arc::new(load(&[Source::built_in()]).playbook.unwrap());
        let books =
            || Books::new(Arc::clone(&playbook), vec![Source::built_in()], Some(cache.path().to_owned()));
        let found = |books: &mut Books, query: &str| books.find(query, &Unsealed::new()).unwrap();
        let mut first = books();
        assert_eq!(found(&mut first, "kappa").rows[0].page, "kappa");
        assert_eq!(std::fs::read_dir(cache.path()).unwrap().count(), 1);
        let mut second = books();
        assert_eq!(found(&mut second, "kap"), found(&mut first, "kap"));
        assert_eq!(found(&mut second, "").total, 0);
    }

    #[test]
    fn what_the_interviewer_knows_is_found_once_the_case_is_unsealed() {
        let playbook = Arc::new(load(&[Source::built_in()]).playbook.unwrap());
        let Some(case) = playbook.cases.values().next() else { return };
        let mut books = Books::new(Arc::clone(&playbook), vec![Source::built_in()], None);
        let query =
            format!("kind:fact {}", case.facts[0].answer.split(' ').take(6).collect::<Vec<_>>().join(" "));
        let sealed = books.find(&query, &Unsealed::new()).unwrap();
        assert!(sealed.rows.is_empty() && sealed.sealed > 0, "{sealed:?}");
        let open = books.find(&query, &[case.id.to_string()].into()).unwrap();
        assert_eq!((open.rows[0].page.as_str(), open.rows[0].kind.id()), (case.id.as_str(), "fact"));
    }
}
