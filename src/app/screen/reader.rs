//! Reading a page: outline, links, find in the page, and the way back.

use std::ops::Range;

use crate::app::Context;
use crate::app::effect::Effect;
use crate::app::keymap::{Intent, Scope};
use crate::app::library::OpenedPage;
use crate::app::overlay::{Choice, MenuItem, Overlay};
use crate::app::screen::{Input, Reaction, Transition};
use crate::app::text_area::TextArea;
use crate::app::typeset::{Look, Typeset};
use crate::domain::document::Target;
use crate::domain::id::{CaseId, PageId};

/// Columns of the outline beside the page, where there is room for it.
pub const OUTLINE: u16 = 30;

/// Rows shown above one that is jumped to.
const LEAD: usize = 2;

/// Positions are kept as shares of a page, since its rows depend on the terminal.
const MILLION: u64 = 1_000_000;

/// State of the reader.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The page.
    pub page: OpenedPage,
    /// The page in rows, for the width it was set for.
    pub set: Typeset,
    /// The first row shown.
    pub top: usize,
    /// The link in focus.
    pub link: Option<usize>,
    /// Whether the outline has the focus, and which heading is chosen in it.
    pub outline: Option<usize>,
    /// The field of "find in the page", while it is open.
    pub finding: Option<TextArea>,
    /// What was looked for.
    pub wanted: String,
    /// Rows that hold it.
    pub matches: Vec<usize>,
    /// Which of them was jumped to last.
    at: usize,
    width: u16,
    trail: Vec<(PageId, usize)>,
}

impl Reader {
    /// A page, opened at a heading.
    pub fn new(page: OpenedPage, slug: Option<&str>, context: Context<'_>) -> Self {
        let width = context.size.width;
        let set = Typeset::of(&page.document, text_columns(width));
        let top = slug.and_then(|slug| set.row_of(slug)).unwrap_or(0);
        Self {
            page,
            set,
            top,
            link: None,
            outline: None,
            finding: None,
            wanted: String::new(),
            matches: Vec::new(),
            at: 0,
            width,
            trail: Vec::new(),
        }
    }

    /// How far the page is read, to be kept.
    pub fn position(&self) -> Effect {
        let rows = self.set.rows.len().max(1) as u64;
        let millionths = self.top as u64 * MILLION / rows;
        Effect::KeepPosition { page: self.page.id.clone(), millionths }
    }

    /// Goes on where the page was left in an earlier run, unless it was moved in the meantime.
    pub fn go_on(&mut self, page: &PageId, millionths: u64) -> Reaction {
        if self.page.id != *page || self.top > 0 || millionths == 0 {
            return Reaction::none();
        }
        let rows = self.set.rows.len() as u64;
        // Rounded up, so that the same row comes out that went in.
        self.top =
            ((millionths * rows).div_ceil(MILLION) as usize).min(self.set.rows.len().saturating_sub(1));
        Reaction::notice("Where you left off; {first} goes to the top.")
    }

    /// Another page in the same reader; the way back is remembered. Says whether it is opened at its top.
    pub fn turn_to(&mut self, page: OpenedPage, slug: Option<&str>, context: Context<'_>) -> bool {
        let mut trail = std::mem::take(&mut self.trail);
        let mut top = None;
        if page.id == self.page.id {
            // The same page again, with its seals open.
            top = Some(self.top);
        } else if trail.last().is_some_and(|(id, _)| *id == page.id) {
            top = trail.pop().map(|(_, top)| top);
        } else {
            trail.push((self.page.id.clone(), self.top));
        }
        *self = Self { trail, ..Self::new(page, slug, context) };
        let is_anew = top.is_none() && slug.is_none();
        self.top = top.unwrap_or(self.top);
        is_anew
    }

    /// Scopes, innermost first.
    pub fn scopes(&self) -> Vec<Scope> {
        if self.finding.is_some() {
            vec![Scope::Field, Scope::Text]
        } else {
            vec![Scope::Reader, Scope::List]
        }
    }

    /// How far down the page is, in percent of its rows.
    pub fn progress(&self, height: u16) -> usize {
        let furthest = self.set.rows.len().saturating_sub(usize::from(height));
        (self.top.min(furthest) * 100).checked_div(furthest).unwrap_or(100)
    }

    /// Applies an input.
    pub fn input(&mut self, input: &Input, context: Context<'_>) -> Reaction {
        self.fit(context);
        if self.finding.is_some() {
            return self.in_field(input);
        }
        let Input::Intent(intent) = *input else { return Reaction::none() };
        match self.outline {
            Some(chosen) => self.in_outline(intent, chosen),
            None => self.intent(intent, context),
        }
    }

    /// Sets the page anew when the terminal's width has changed, keeping the place.
    pub fn fit(&mut self, context: Context<'_>) {
        if context.size.width == self.width {
            return;
        }
        let share = if self.set.rows.is_empty() { 0.0 } else { self.top as f64 / self.set.rows.len() as f64 };
        self.width = context.size.width;
        self.set = Typeset::of(&self.page.document, text_columns(self.width));
        self.top = (share * self.set.rows.len() as f64) as usize;
        self.find();
    }

    fn intent(&mut self, intent: Intent, context: Context<'_>) -> Reaction {
        let page = usize::from(context.size.height).saturating_sub(6).max(1);
        match intent {
            Intent::Up => self.top = self.top.saturating_sub(1),
            Intent::Down => self.top += 1,
            Intent::PageUp => self.top = self.top.saturating_sub(page),
            Intent::PageDown => self.top += page,
            Intent::First => self.top = 0,
            Intent::Last => self.top = usize::MAX,
            Intent::Outline if self.set.headings.is_empty() => {
                return Reaction::notice("This page has no headings.");
            }
            Intent::Outline => self.outline = Some(self.heading_at_top()),
            Intent::NextLink => self.next_link(page),
            Intent::FollowLink | Intent::Open => return self.follow(),
            Intent::PageBack => return self.page_back(),
            Intent::NextPage => return open(self.page.next.as_ref(), "This is the last page."),
            Intent::PreviousPage => return open(self.page.previous.as_ref(), "This is the first page."),
            Intent::Find => self.finding = Some(TextArea::new(&self.wanted)),
            Intent::FindNext | Intent::FindPrevious => return self.jump(intent == Intent::FindNext),
            Intent::Copy => {
                let text = self.page.document.text();
                return Reaction::effect(Effect::Copy(text)).saying("The page is on the clipboard.");
            }
            Intent::Unseal if self.page.sealed => return Reaction::ask(unseal_question()),
            Intent::Unseal => return Reaction::notice("Nothing on this page is sealed."),
            Intent::Back => return Reaction::go(Transition::Back),
            _ => {}
        }
        self.top = self.top.min(self.set.rows.len().saturating_sub(1));
        Reaction::none()
    }

    fn in_outline(&mut self, intent: Intent, chosen: usize) -> Reaction {
        let last = self.set.headings.len().saturating_sub(1);
        match intent {
            Intent::Up => self.outline = Some(chosen.saturating_sub(1)),
            Intent::Down => self.outline = Some((chosen + 1).min(last)),
            Intent::First | Intent::PageUp => self.outline = Some(0),
            Intent::Last | Intent::PageDown => self.outline = Some(last),
            Intent::FollowLink | Intent::Open => {
                self.top = self.set.headings.get(chosen).map_or(self.top, |place| place.row);
                self.outline = None;
            }
            Intent::Back | Intent::Outline => self.outline = None,
            _ => {}
        }
        Reaction::none()
    }

    fn heading_at_top(&self) -> usize {
        self.set.headings.iter().rposition(|place| place.row <= self.top).unwrap_or(0)
    }

    /// The next link from the one in focus, or from the top of what is shown.
    fn next_link(&mut self, page: usize) {
        let from = self.link.map_or_else(
            || self.set.links.iter().position(|(_, row)| *row >= self.top).unwrap_or(0),
            |link| link + 1,
        );
        self.link = if self.set.links.is_empty() { None } else { Some(from % self.set.links.len()) };
        let row = self.link.and_then(|link| self.set.links.get(link)).map_or(self.top, |(_, row)| *row);
        if row < self.top || row >= self.top + page {
            self.top = row.saturating_sub(page / 3);
        }
    }

    fn follow(&mut self) -> Reaction {
        let target = self.link.and_then(|link| self.set.links.get(link)).map(|(target, _)| target.clone());
        match target {
            None => Reaction::notice("{next-link} chooses a link, {follow-link} follows it."),
            Some(Target::Page { id, slug }) => {
                Reaction::effect(Effect::OpenPage { id, slug, preview: false })
            }
            Some(Target::Section(slug)) => {
                self.top = self.set.row_of(&slug).unwrap_or(self.top);
                Reaction::none()
            }
            Some(Target::Url(url)) => {
                Reaction::effect(Effect::Copy(url.clone())).saying(format!("{url} is on the clipboard."))
            }
            Some(Target::Unknown(text)) => Reaction::notice(format!("`{text}` leads nowhere.")),
        }
    }

    fn page_back(&self) -> Reaction {
        match self.trail.last() {
            Some((id, _)) => open(Some(id), ""),
            None => Reaction::go(Transition::Back),
        }
    }

    fn in_field(&mut self, input: &Input) -> Reaction {
        let Some(field) = &mut self.finding else { return Reaction::none() };
        match input {
            Input::Typed(char) => {
                field.insert(&char.to_string());
            }
            Input::Paste(text) => {
                field.insert(&text.replace('\n', " "));
            }
            Input::Intent(Intent::Edit(edit)) => field.apply(*edit, usize::from(u16::MAX)),
            Input::Intent(Intent::Send) => {
                self.wanted = field.text().trim().to_owned();
                self.finding = None;
                self.find();
                return self.jump_to_first();
            }
            Input::Intent(Intent::Back) => self.finding = None,
            Input::Intent(_) => {}
        }
        Reaction::none()
    }

    fn find(&mut self) {
        let rows = 0..self.set.rows.len();
        self.matches =
            rows.filter(|row| !occurrences(&self.set.text(*row), &self.wanted).is_empty()).collect();
        self.at = self.at.min(self.matches.len().saturating_sub(1));
    }

    /// Where in a row what was looked for stands, as ranges of its bytes.
    pub fn found_in(&self, row: usize) -> Vec<Range<usize>> {
        if self.matches.binary_search(&row).is_err() {
            return Vec::new();
        }
        occurrences(&self.set.text(row), &self.wanted)
    }

    /// Which of the rows that hold what was looked for was jumped to last, counted from 1, and how many there are.
    pub fn found(&self) -> Option<(usize, usize)> {
        (!self.matches.is_empty()).then_some((self.at + 1, self.matches.len()))
    }

    fn jump_to_first(&mut self) -> Reaction {
        if self.matches.is_empty() {
            let is_wanted = !self.wanted.is_empty();
            let text = format!("`{}` is not on this page.", self.wanted);
            return if is_wanted { Reaction::notice(text) } else { Reaction::none() };
        }
        self.jump_to(self.matches.iter().position(|row| *row >= self.top).unwrap_or(0));
        let is_one = self.matches.len() == 1;
        if is_one { Reaction::none() } else { Reaction::notice("{find-next} next, {find-previous} previous") }
    }

    fn jump_to(&mut self, place: usize) {
        self.at = place;
        self.top = self.matches.get(place).map_or(self.top, |row| row.saturating_sub(LEAD));
    }

    fn jump(&mut self, forward: bool) -> Reaction {
        // Who has not moved since goes on from there, wherever the page could be scrolled to.
        let last = self.matches.get(self.at).copied();
        let here = last.filter(|row| row.saturating_sub(LEAD) == self.top).unwrap_or(self.top + LEAD);
        let next = if forward {
            self.matches.iter().position(|row| *row > here).or(Some(0))
        } else {
            self.matches.iter().rposition(|row| *row < here).or(self.matches.len().checked_sub(1))
        };
        match next.filter(|_| !self.matches.is_empty()) {
            Some(place) => {
                self.jump_to(place);
                Reaction::none()
            }
            None => Reaction::notice("{find} finds a word in the page."),
        }
    }

    /// Opens what is sealed, on the record, and fetches the page again.
    pub fn unseal(&self) -> Reaction {
        let id = self.page.id.clone();
        let Ok(case) = CaseId::new(id.as_str()) else { return Reaction::none() };
        Reaction::effect(Effect::Unseal(case)).and(Effect::OpenPage { id, slug: None, preview: false })
    }

    /// Whether a piece belongs to the link in focus.
    pub fn is_focused(&self, look: Look) -> bool {
        matches!(look, Look::Link(index) if Some(index) == self.link)
    }
}

/// Where a text stands in another, whatever its capitals; no two overlap. Nowhere when it is empty.
fn occurrences(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let wanted = lower(wanted);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, _) in text.char_indices() {
        if wanted.is_empty() || found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let mut rest = wanted.as_slice();
        for (at, char) in text.get(start..).unwrap_or_default().char_indices() {
            let Some(behind) = rest.strip_prefix(lower(char.encode_utf8(&mut [0; 4])).as_slice()) else {
                break;
            };
            rest = behind;
            if rest.is_empty() {
                found.push(start..start + at + char.len_utf8());
                break;
            }
        }
    }
    found
}

/// Columns for text in a terminal of this width, outline and frame taken off.
pub fn text_columns(terminal: u16) -> usize {
    let outline = if terminal >= 100 { OUTLINE } else { 0 };
    usize::from(terminal.saturating_sub(outline).saturating_sub(4))
}

fn open(page: Option<&PageId>, otherwise: &str) -> Reaction {
    match page {
        Some(id) => Reaction::effect(Effect::OpenPage { id: id.clone(), slug: None, preview: false }),
        None => Reaction::notice(otherwise),
    }
}

fn unseal_question() -> Overlay {
    Overlay::menu(
        "Show facts and model answers?",
        "This case is not tried yet. Opening it is put on record and shown in its next debrief.",
        vec![MenuItem::new("Keep it sealed", Choice::Dismiss), MenuItem::new("Show me", Choice::Unseal)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Size;
    use crate::domain::document::{Block, Document, Run};
    use crate::domain::time::Now;

    fn context(width: u16) -> Context<'static> {
        let now = Now::default();
        let usual = Box::leak(Box::default());
        Context { now, size: Size { width, height: 24 }, playbook: None, history: None, usual }
    }

    fn page(id: &str) -> OpenedPage {
        let words = "a stream is read from the log until it ends ".repeat(6);
        OpenedPage {
            id: PageId::new(id).unwrap(),
            title: id.to_owned(),
            kind: "chapter".to_owned(),
            summary: String::new(),
            document: Document { blocks: vec![Block::Paragraph(vec![Run::plain(&words)]); 40] },
            sealed: false,
            see: Vec::new(),
            used_in: Vec::new(),
            previous: None,
            next: None,
        }
    }

    fn kept(reader: &Reader) -> u64 {
        let Effect::KeepPosition { millionths, .. } = reader.position() else { panic!("a position") };
        millionths
    }

    #[test]
    fn a_text_is_found_whatever_its_capitals_and_wherever_it_stands() {
        let found = |text: &str, wanted: &str| -> Vec<String> {
            occurrences(text, wanted)
                .into_iter()
                .filter_map(|range| text.get(range).map(str::to_owned))
                .collect()
        };
        assert_eq!(found("Late, later, \u{c4}TE late", "LATE"), ["Late", "late", "late"]);
        assert_eq!(found("Stra\u{df}e \u{c4}ra \u{e4}RA", "\u{e4}ra"), ["\u{c4}ra", "\u{e4}RA"]);
        assert_eq!(found("aaaa", "aa"), ["aa", "aa"]);
        assert!(found("late", "").is_empty() && found("lat", "late").is_empty());
    }

    #[test]
    fn what_was_found_says_which_of_how_many_and_goes_with_the_page() {
        let mut reader = Reader::new(page("log"), None, context(80));
        let send =
            [Input::Intent(Intent::Find), Input::Paste("STREAM".to_owned()), Input::Intent(Intent::Send)];
        let said = send.iter().map(|input| reader.input(input, context(80))).last().and_then(|it| it.notice);
        assert_eq!(said.as_deref(), Some("{find-next} next, {find-previous} previous"));
        let all = reader.matches.len();
        let mut at = |intent: Intent| {
            reader.input(&Input::Intent(intent), context(80));
            reader.found()
        };
        assert_eq!(at(Intent::FindNext), Some((2, all)));
        assert_eq!(at(Intent::FindPrevious), Some((1, all)));
        assert_eq!(at(Intent::FindPrevious), Some((all, all)), "around the top");
        assert_eq!(at(Intent::FindNext), Some((1, all)));
        let places: Vec<_> = (0..all).map(|_| at(Intent::FindNext).unwrap().0).collect();
        assert_eq!(places, (2..=all).chain([1]).collect::<Vec<_>>(), "each is reached, also near the end");
        reader.turn_to(page("other"), None, context(80));
        assert_eq!(reader.found(), None);
    }

    #[test]
    fn every_row_of_a_page_is_come_back_to() {
        let mut reader = Reader::new(page("log"), None, context(80));
        for row in 0..reader.set.rows.len() {
            reader.top = row;
            let mut again = Reader::new(page("log"), None, context(80));
            again.go_on(&reader.page.id, kept(&reader));
            assert_eq!(again.top, row);
        }
    }

    #[test]
    fn in_another_width_the_place_is_the_same_share_of_the_page() {
        let mut reader = Reader::new(page("log"), None, context(120));
        reader.top = reader.set.rows.len() / 2;
        let mut again = Reader::new(page("log"), None, context(50));
        again.go_on(&reader.page.id, kept(&reader));
        assert!(again.top.abs_diff(again.set.rows.len() / 2) <= 2);
    }

    #[test]
    fn who_has_moved_or_turned_the_page_stays_there() {
        let mut reader = Reader::new(page("log"), None, context(80));
        reader.top = 3;
        reader.go_on(&PageId::new("log").unwrap(), 500_000);
        assert_eq!(reader.top, 3);
        reader.top = 0;
        reader.go_on(&PageId::new("other").unwrap(), 500_000);
        assert_eq!(reader.top, 0);
    }
}
