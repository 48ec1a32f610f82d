//! Cues compiled and found. A cue fires where all its items stand within one passage, each on words of its own that
//! are claimed rather than refused.

use std::ops::Range;

use super::likeness::{Rarity, Window, name_feature};
use super::reading::Reading;
use super::stance::{Refusal, Scope};
use super::substance::Worth;
use crate::domain::case::Span;
use crate::domain::cue::{Cue, FigureClass, Item};
use crate::domain::lexicon::words::{NameId, NameKind, Words, is_article};
use crate::domain::text::{self, Mark};

/// A cue's items stand within so many tokens, unless the point spans the whole answer.
const REACH: usize = 64;

/// What one item of a cue asks for.
#[derive(Debug, Clone)]
enum Element {
    Stem(u32),
    Form(u32),
    Phrase(Vec<u32>),
    Name(NameId, NameKind),
    Figure(FigureClass),
    Any(Vec<Element>),
    /// A name that the lexicon does not know.
    Never,
}

/// A cue ready to be looked for.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// As written.
    pub text: String,
    all: Vec<Element>,
    none: Vec<Element>,
    /// How telling each item is.
    weights: Vec<f64>,
}

/// A cue found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The tokens of each item, in the order of the items.
    pub items: Vec<Range<usize>>,
    /// Which cue, by number.
    pub cue: usize,
}

impl Found {
    /// From the first to the last token.
    pub fn tokens(&self) -> Range<usize> {
        let start = self.items.iter().map(|item| item.start).min().unwrap_or(0);
        let end = self.items.iter().map(|item| item.end).max().unwrap_or(start);
        start..end
    }
}

impl Compiled {
    /// Compiles a cue; its words are known to `words` from now on.
    pub fn new(cue: &Cue, words: &mut Words) -> Self {
        let mut compiled =
            Self { text: cue.text().to_owned(), all: Vec::new(), none: Vec::new(), weights: Vec::new() };
        for item in cue.items() {
            match item {
                Item::Not(item) => compiled.none.push(element(item, words)),
                item => compiled.all.push(element(item, words)),
            }
        }
        compiled.weights = vec![1.0; compiled.all.len()];
        compiled
    }

    /// Learns how telling its items are: as much as the most common of their alternatives.
    pub fn weigh(&mut self, rarity: &Rarity) {
        self.weights = self.all.iter().map(|element| element.rarity(rarity)).collect();
    }

    /// Looks its items up in a text, once for all passages.
    pub fn seek<'a>(&'a self, reading: &'a Reading) -> Sought<'a> {
        let places: Vec<Vec<Range<usize>>> = self.all.iter().map(|element| element.places(reading)).collect();
        let exempt = exempt(reading, &places);
        let claimed = |(element, places): (&Element, &Vec<Range<usize>>)| {
            places.iter().filter(|place| is_claimed(element, place, reading, &exempt)).cloned().collect()
        };
        let places: Vec<Vec<Range<usize>>> = self.all.iter().zip(&places).map(claimed).collect();
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|item| places[*item].len());
        Sought { weights: &self.weights, places, order }
    }

    /// The places where the cue fires, at most one for each place of its rarest item.
    pub fn find(&self, number: usize, reading: &Reading, span: Span) -> Vec<Found> {
        let mut places = Vec::with_capacity(self.all.len());
        for element in &self.all {
            let found = element.places(reading);
            if found.is_empty() {
                return Vec::new();
            }
            places.push(found);
        }
        let exempt = exempt(reading, &places);
        for (element, found) in self.all.iter().zip(&mut places) {
            found.retain(|place| is_claimed(element, place, reading, &exempt));
        }
        self.combine(number, &places, reading, span)
    }

    fn combine(
        &self,
        number: usize,
        places: &[Vec<Range<usize>>],
        reading: &Reading,
        span: Span,
    ) -> Vec<Found> {
        let Some(rarest) = (0..places.len()).min_by_key(|item| places[*item].len()) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for anchor in &places[rarest] {
            let tightest = windows(anchor, reading, span)
                .into_iter()
                .filter_map(|window| around(anchor, rarest, places, &window))
                .map(|items| Found { items, cue: number })
                .min_by_key(|found| found.tokens().len());
            let Some(found) = tightest else { continue };
            if self.is_clear(&found, reading) && is_stated(&found, reading) && !all.contains(&found) {
                all.push(found);
            }
        }
        all
    }

    /// Whether nothing stands near that must not.
    fn is_clear(&self, found: &Found, reading: &Reading) -> bool {
        let near = reading.tokens(&reading.sentences(&found.tokens()));
        self.none.iter().all(|element| {
            !element.places(reading).iter().any(|place| place.start < near.end && near.start < place.end)
        })
    }
}

/// The items of a cue, looked up in a text.
#[derive(Debug, Clone)]
pub struct Sought<'a> {
    weights: &'a [f64],
    /// By item: where it stands on claimed words.
    places: Vec<Vec<Range<usize>>>,
    /// The items, the rarest first.
    order: Vec<usize>,
}

impl Sought<'_> {
    /// The share of its items that stand in a passage on claimed words, telling ones counting more.
    pub fn fraction(&self, window: &Window) -> f64 {
        let mut taken: Vec<&Range<usize>> = Vec::new();
        let (mut found, mut whole) = (0.0, 0.0);
        for item in &self.order {
            whole += self.weights[*item];
            let free = |place: &&Range<usize>| {
                window.tokens.start <= place.start
                    && place.end <= window.tokens.end
                    && taken.iter().all(|taken| place.end <= taken.start || taken.end <= place.start)
            };
            if let Some(place) = self.places[*item].iter().find(free) {
                taken.push(place);
                found += self.weights[*item];
            }
        }
        if whole > 0.0 { found / whole } else { 0.0 }
    }
}

/// Whether at least one of the sentences concerned states something, and none is an echo.
fn is_stated(found: &Found, reading: &Reading) -> bool {
    let worth = |item: &Range<usize>| {
        reading.worth.get(reading.text.sentence_of(item.start)).copied().unwrap_or(Worth::Statement)
    };
    found.items.iter().all(|item| worth(item) > Worth::Echo)
        && found.items.iter().any(|item| worth(item) > Worth::Question)
}

/// The passages that an item can belong to: its sentence with the next, and with the one before.
fn windows(anchor: &Range<usize>, reading: &Reading, span: Span) -> Vec<Range<usize>> {
    if span == Span::Answer {
        return std::iter::once(0..reading.text.tokens.len()).collect();
    }
    let sentence = reading.text.sentence_of(anchor.start);
    let last = reading.text.sentences.len();
    [sentence..(sentence + 2).min(last), sentence.saturating_sub(1)..(sentence + 1).min(last)]
        .iter()
        .map(|sentences| {
            let tokens = reading.tokens(sentences);
            tokens.start.max(anchor.start.saturating_sub(REACH))..tokens.end.min(anchor.end + REACH)
        })
        .collect()
}

/// The nearest place of each other item, no two on the same token, all within two neighboring sentences.
fn around(
    anchor: &Range<usize>,
    rarest: usize,
    places: &[Vec<Range<usize>>],
    window: &Range<usize>,
) -> Option<Vec<Range<usize>>> {
    let mut items = vec![None; places.len()];
    items[rarest] = Some(anchor.clone());
    let mut order: Vec<usize> = (0..places.len()).filter(|item| *item != rarest).collect();
    order.sort_by_key(|item| places[*item].len());
    for item in order {
        let taken: Vec<Range<usize>> = items.iter().flatten().cloned().collect();
        let free = |place: &&Range<usize>| {
            place.start >= window.start
                && place.end <= window.end
                && taken.iter().all(|taken| place.end <= taken.start || taken.end <= place.start)
        };
        let distance = |place: &&Range<usize>| place.start.abs_diff(anchor.start);
        items[item] = Some(places[item].iter().filter(free).min_by_key(distance)?.clone());
    }
    items.into_iter().collect()
}

/// The refusals that do not count for a cue: those whose refusing words the cue itself asks for.
fn exempt<'a>(reading: &'a Reading, places: &[Vec<Range<usize>>]) -> Vec<&'a Scope> {
    let asked = |scope: &&Scope| {
        places
            .iter()
            .flatten()
            .any(|place| place.start < scope.trigger.end && scope.trigger.start < place.end)
    };
    reading.scopes.iter().filter(asked).collect()
}

fn is_claimed(element: &Element, place: &Range<usize>, reading: &Reading, exempt: &[&Scope]) -> bool {
    reading.scopes.iter().all(|scope| {
        let refused = place.start < scope.tokens.end && scope.tokens.start < place.end;
        let own = place.start < scope.trigger.end && scope.trigger.start < place.end;
        !refused
            || own
            || exempt.contains(&scope)
            || scope.refusal == Refusal::Denied
            || (scope.refusal == Refusal::PassedOver && element.is_product())
    })
}

impl Element {
    /// A product that was passed over is still the alternative that was weighed.
    fn is_product(&self) -> bool {
        match self {
            Self::Name(_, kind) => *kind == NameKind::Technology,
            Self::Any(elements) => elements.iter().any(Self::is_product),
            Self::Stem(_) | Self::Form(_) | Self::Phrase(_) | Self::Figure(_) | Self::Never => false,
        }
    }

    fn rarity(&self, rarity: &Rarity) -> f64 {
        match self {
            Self::Stem(stem) => rarity.weight(*stem).unwrap_or(0.5),
            Self::Form(_) => 3.0,
            Self::Phrase(stems) => stems.iter().filter_map(|stem| rarity.weight(*stem)).fold(0.5, f64::max),
            Self::Name(_, NameKind::Role) => 1.5,
            Self::Name(name, _) => rarity.weight(name_feature(*name)).unwrap_or(0.5),
            Self::Figure(_) => 1.2,
            Self::Any(elements) => elements.iter().map(|element| element.rarity(rarity)).fold(4.0, f64::min),
            Self::Never => 0.0,
        }
    }

    fn places(&self, reading: &Reading) -> Vec<Range<usize>> {
        match self {
            Self::Stem(stem) => reading.of_stem(*stem).iter().map(|at| *at..at + 1).collect(),
            Self::Form(form) => reading.of_form(*form).iter().map(|at| *at..at + 1).collect(),
            Self::Phrase(stems) => phrase_places(stems, reading),
            Self::Name(name, _) => reading.of_name(*name).to_vec(),
            Self::Figure(class) => {
                let figures = reading.text.figures.iter().filter(|placed| placed.figure.is(*class));
                figures.map(|placed| placed.tokens.start..placed.tokens.start + 1).collect()
            }
            Self::Any(elements) => {
                let mut places: Vec<Range<usize>> =
                    elements.iter().flat_map(|element| element.places(reading)).collect();
                places.sort_by_key(|place| (place.start, place.end));
                places.dedup();
                places
            }
            Self::Never => Vec::new(),
        }
    }
}

/// Words side by side; articles between them do not part them.
fn phrase_places(stems: &[u32], reading: &Reading) -> Vec<Range<usize>> {
    let Some((first, rest)) = stems.split_first() else { return Vec::new() };
    let end_of = |start: &usize| {
        let mut at = *start + 1;
        for stem in rest {
            while reading.ids.get(at).is_some_and(|ids| ids.stem != *stem)
                && is_article(&reading.text.tokens[at].word)
            {
                at += 1;
            }
            let stands = reading.ids.get(at).is_some_and(|ids| ids.stem == *stem);
            if !stands || reading.text.tokens[at].gap.mark > Mark::Quote {
                return None;
            }
            at += 1;
        }
        Some(*start..at)
    };
    reading.of_stem(*first).iter().filter_map(end_of).collect()
}

fn element(item: &Item, words: &mut Words) -> Element {
    match item {
        Item::Word(word) => stems_of(word, words),
        Item::Phrase(parts) => stems_of(&parts.join(" "), words),
        Item::Exact(form) => {
            let forms = text::words(form);
            match forms.as_slice() {
                [one] => Element::Form(words.intern(&format!("={one}"))),
                _ => stems_of(form, words),
            }
        }
        Item::Name(id) => match words.name(id) {
            Some(name) => Element::Name(name, words.kind_of(name)),
            None => Element::Never,
        },
        Item::Figure(class) => Element::Figure(*class),
        Item::Any(items) => Element::Any(items.iter().map(|item| element(item, words)).collect()),
        Item::Not(item) => element(item, words),
    }
}

fn stems_of(source: &str, words: &mut Words) -> Element {
    let ids: Vec<u32> = text::stems(source).iter().map(|stem| words.intern(stem)).collect();
    match ids.as_slice() {
        [] => Element::Never,
        [one] => Element::Stem(*one),
        _ => Element::Phrase(ids),
    }
}
