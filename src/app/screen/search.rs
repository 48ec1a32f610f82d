//! Search as you type, with the page beside the list.

mod offers;

use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::Intent;
use crate::app::library::OpenedPage;
use crate::app::screen::{Input, Reaction, Transition};
use crate::app::text_area::TextArea;
use crate::app::typeset::Typeset;
use crate::domain::hits::{Hit, Hits};
use crate::domain::id::PageId;

pub use offers::Offers;

/// State of the search.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What was typed.
    pub field: TextArea,
    /// What the newest answered query found.
    pub found: Hits,
    /// Whether the answer to what stands in the field is still awaited.
    pub pending: bool,
    /// The chosen hit.
    pub selected: usize,
    /// The page of the chosen hit, set for the preview.
    pub preview: Option<Preview>,
    /// Queries of before, newest first; shown while the field is empty.
    pub recent: Vec<String>,
    /// What there is to choose from for the filter that is being typed.
    pub offers: Option<Offers>,
    generation: u64,
}

/// A page beside the list.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The page.
    pub page: OpenedPage,
    /// Set for the width of the pane.
    pub set: Typeset,
    /// The first row shown.
    pub top: usize,
}

impl Search {
    /// The chosen hit.
    pub fn chosen(&self) -> Option<&Hit> {
        self.found.rows.get(self.selected)
    }

    /// What Tab would add to what was typed.
    pub fn completion(&self) -> Option<&str> {
        self.offers.as_ref()?.rest(self.field.text())
    }

    /// Columns of the list in a terminal of this width; the preview has the rest, if it is wide enough for one.
    pub fn list_width(terminal: u16) -> u16 {
        if terminal < 70 { terminal } else { (terminal * 9 / 20).clamp(32, 60) }
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        let reaction = self.applied(input, context);
        let is_chosen = |offers: &Offers| offers.is_of_values() && offers.chosen(self.field.text()).is_some();
        let goes_on =
            matches!(input, Input::Intent(Intent::NextPane)) && self.offers.as_ref().is_some_and(is_chosen);
        if !goes_on {
            self.offers = Offers::of(self.field.text(), context.playbook);
        }
        reaction
    }

    fn applied(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        match input {
            Input::Typed(char) => {
                self.field.insert(&char.to_string());
                self.ask()
            }
            Input::Paste(text) => {
                self.field.insert(&text.replace('\n', " "));
                self.ask()
            }
            Input::Intent(Intent::Edit(edit)) => {
                let before = self.field.text().to_owned();
                self.field.apply(*edit, usize::from(u16::MAX));
                if before == self.field.text() { Reaction::none() } else { self.ask() }
            }
            Input::Intent(intent) => self.intent(*intent, context),
        }
    }

    fn ask(&mut self) -> Reaction {
        self.generation += 1;
        self.pending = true;
        Reaction::effect(Effect::Search { query: self.field.text().to_owned(), generation: self.generation })
    }

    fn intent(&mut self, intent: Intent, context: Context<'_>) -> Reaction {
        let page = usize::from(context.size.height / 2).max(1);
        match intent {
            Intent::Up | Intent::Down => return self.choose(intent == Intent::Down),
            Intent::PageUp | Intent::PageDown => {
                if let Some(preview) = &mut self.preview {
                    let last = preview.set.rows.len().saturating_sub(1);
                    preview.top = if intent == Intent::PageUp {
                        preview.top.saturating_sub(page)
                    } else {
                        (preview.top + page).min(last)
                    };
                }
            }
            Intent::Open => return self.open(),
            Intent::NextPane => return self.complete(),
            Intent::Copy => {
                let Some(preview) = &self.preview else { return Reaction::notice("Choose a hit first.") };
                let text = preview.page.document.text();
                return Reaction::effect(Effect::Copy(text)).saying("The page is on the clipboard.");
            }
            Intent::Back => return Reaction::go(Transition::Back),
            _ => {}
        }
        Reaction::none()
    }

    /// How many rows there are to choose from: hits, or, while the field is empty, queries of before.
    fn rows(&self) -> usize {
        if self.field.is_blank() { self.recent.len() } else { self.found.rows.len() }
    }

    fn choose(&mut self, down: bool) -> Reaction {
        let last = self.rows().saturating_sub(1);
        let before = self.selected;
        self.selected = if down { (self.selected + 1).min(last) } else { self.selected.saturating_sub(1) };
        if before == self.selected || self.field.is_blank() { Reaction::none() } else { self.show_preview() }
    }

    /// Asks for the page of the chosen hit.
    fn show_preview(&mut self) -> Reaction {
        self.preview = None;
        self.page_of_chosen(true).map_or_else(Reaction::none, Reaction::effect)
    }

    fn page_of_chosen(&self, preview: bool) -> Option<Effect> {
        let hit = self.chosen()?;
        let id = PageId::new(hit.page.clone()).ok()?;
        Some(Effect::OpenPage { id, slug: hit.slug.clone(), preview })
    }

    fn open(&mut self) -> Reaction {
        if self.field.is_blank() {
            let Some(before) = self.recent.get(self.selected).cloned() else { return Reaction::none() };
            self.field = TextArea::new(&before);
            return self.ask();
        }
        if let (true, Some(other)) = (self.found.rows.is_empty() && !self.pending, &self.found.suggestion) {
            self.field = TextArea::new(other);
            return self.ask();
        }
        let Some(page) = self.page_of_chosen(false) else {
            return Reaction::notice("Nothing found yet to open.");
        };
        let query = self.field.text().trim().to_owned();
        self.recent.retain(|before| *before != query);
        self.recent.insert(0, query.clone());
        Reaction::effect(Effect::RememberSearch(query)).and(page)
    }

    /// Completes `kind:` and `skill:` with the first value that fits, then with the next one.
    fn complete(&mut self) -> Reaction {
        let Some(next) = self.offers.as_ref().and_then(|offers| offers.next(self.field.text())) else {
            return Reaction::none();
        };
        self.field = TextArea::new(&next);
        self.ask()
    }

    /// An answer arrived; an older one than the newest question is dropped.
    pub fn answered(&mut self, generation: u64, found: Hits) -> Reaction {
        if generation != self.generation {
            return Reaction::none();
        }
        self.pending = false;
        self.found = found;
        self.selected = 0;
        self.show_preview()
    }

    /// A page for the preview arrived.
    pub fn previewed(&mut self, page: OpenedPage, slug: Option<&str>, context: Context<'_>) {
        let wanted = self.chosen().is_some_and(|hit| hit.page == page.id.as_str());
        if !wanted {
            return;
        }
        let columns =
            context.size.width.saturating_sub(Self::list_width(context.size.width)).saturating_sub(4);
        let set = Typeset::of(&page.document, usize::from(columns));
        let top = slug.and_then(|slug| set.row_of(slug)).unwrap_or(0);
        self.preview = Some(Preview { page, set, top });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Size;
    use crate::domain::time::Now;

    fn context() -> Context<'static> {
        let (now, usual) = (Now::default(), Box::leak(Box::default()));
        Context { now, size: Size { width: 80, height: 24 }, playbook: None, history: None, usual }
    }

    fn after(search: &mut Search, inputs: &[Input]) -> Reaction {
        inputs.iter().map(|input| search.input(input, context())).last().unwrap_or_else(Reaction::none)
    }

    #[test]
    fn a_query_of_before_is_chosen_while_the_field_is_empty() {
        let recent = ["late data", "kappa"].map(str::to_owned).to_vec();
        let mut search = Search { recent, ..Search::default() };
        let down = Input::Intent(Intent::Down);
        let asked = after(&mut search, &[down.clone(), down, Input::Intent(Intent::Open)]);
        assert_eq!(search.field.text(), "kappa");
        let query = "kappa".to_owned();
        assert_eq!(asked.effects, [Effect::Search { query, generation: 1 }]);
    }

    #[test]
    fn enter_takes_what_is_suggested_where_nothing_was_found() {
        let mut search = Search::default();
        after(&mut search, &"kind:fact trips".chars().map(Input::Typed).collect::<Vec<_>>());
        let generation = search.generation;
        let found = Hits { suggestion: Some("trips".to_owned()), ..Hits::default() };
        let _ = search.answered(generation, found);
        let asked = after(&mut search, &[Input::Intent(Intent::Open)]);
        assert_eq!(search.field.text(), "trips");
        let query = "trips".to_owned();
        assert_eq!(asked.effects, [Effect::Search { query, generation: generation + 1 }]);
    }

    #[test]
    fn what_tab_would_add_is_known_while_a_filter_is_typed() {
        let mut search = Search::default();
        let typed: Vec<Input> = "late kind:pa".chars().map(Input::Typed).collect();
        after(&mut search, &typed);
        assert_eq!(search.completion(), Some("ttern"));
        after(&mut search, &[Input::Intent(Intent::NextPane)]);
        assert_eq!((search.field.text(), search.completion()), ("late kind:pattern ", None));
    }

    #[test]
    fn tab_goes_on_to_the_next_value_until_something_is_typed() {
        let mut search = Search::default();
        let tab = Input::Intent(Intent::NextPane);
        after(&mut search, &"kind:ca".chars().map(Input::Typed).collect::<Vec<_>>());
        assert_eq!(
            search.offers.as_ref().map(|offers| offers.values.join(" ")).as_deref(),
            Some("case card")
        );
        let texts = [0; 3].map(|_| {
            after(&mut search, std::slice::from_ref(&tab));
            search.field.text().to_owned()
        });
        assert_eq!(texts, ["kind:case ", "kind:card ", "kind:case "]);
        after(&mut search, &[Input::Typed('x'), tab]);
        assert_eq!((search.field.text(), &search.offers), ("kind:case x", &None));
        let mut search = Search::default();
        after(&mut search, &"kind:".chars().map(Input::Typed).collect::<Vec<_>>());
        assert_eq!(search.offers.map(|offers| offers.values.len()), Some(12));
    }
}
