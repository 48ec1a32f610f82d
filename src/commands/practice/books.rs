//! The playbook as the screens ask for it: pages by id, hits by words.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::library::OpenedPage;
use crate::content::document;
use crate::domain::article::Article;
use crate::domain::document::Target;
use crate::domain::hits::Hits;
use crate::domain::id::PageId;
use crate::domain::playbook::Playbook;
use crate::tui::runtime::{Library, Unsealed};

/// A playbook, with what was found out about it so far.
pub struct Books {
    playbook: Arc<Playbook>,
    /// Which pages lead to a page; made when the first page is opened.
    links: Option<BTreeMap<PageId, Vec<PageId>>>,
}

impl Books {
    /// Nothing is read before it is asked for.
    pub fn new(playbook: Arc<Playbook>) -> Self {
        Self { playbook, links: None }
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
    fn find(&mut self, _query: &str, _unsealed: &Unsealed) -> Result<Hits, String> {
        Ok(Hits::default())
    }

    fn page(&mut self, id: &PageId, unsealed: &Unsealed) -> Option<OpenedPage> {
        let article = Article::of(&self.playbook, id.as_str())?;
        let is_open = unsealed.contains(id.as_str());
        let (previous, next) = self.neighbors(id);
        Some(OpenedPage {
            id: article.id.clone(),
            kind: article.kind.id().to_owned(),
            document: document(&self.playbook, &article, |_| is_open),
            sealed: !is_open && article.parts.iter().any(|part| part.seal.is_some()),
            used_in: self.used_in(id),
            previous,
            next,
            title: article.title,
            summary: article.summary,
            see: article.see,
        })
    }
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
