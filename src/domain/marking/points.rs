//! The points of one ask, ready to be heard in a text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cues::{Compiled, Sought};
use super::likeness::{Known, MEASURES, Rarity, Refusals, THRESHOLD, Window, measures, odds, windows};
use super::manner::Manner;
use super::reading::Reading;
use super::signals::{Placed, Signal, Signals};
use super::substance::Worth;
use crate::domain::case::{Fact, Point, Span};
use crate::domain::id::{FactId, PointId};
use crate::domain::lexicon::words::Words;
use crate::domain::rubric::Dimension;
use crate::domain::text;
use crate::domain::text::figure::Figure;

/// From these odds on, and from a candidate who does not refuse on principle, a point can be more than named.
const SURE: f64 = 0.3;

/// A point compiled.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Which.
    pub id: PointId,
    /// What it counts for.
    pub dimension: Dimension,
    /// 1 to 3.
    pub weight: u8,
    /// Facts that earn it when told.
    pub told: Vec<FactId>,
    cues: Vec<Compiled>,
    not: Vec<Compiled>,
    span: Span,
    figures: Vec<Tie>,
}

/// Words that tie a statement to a fact.
#[derive(Debug, Clone)]
enum Tie {
    Figure(Figure),
    Phrase(Vec<u32>),
}

/// What a marker was taught of the ways to say its points.
#[derive(Debug, Clone)]
pub struct Taught {
    /// How rare words are.
    pub rarity: Rarity,
    /// The ways.
    pub known: Known,
}

/// A text read, with what its words show and its passages weighed.
#[derive(Debug, Clone)]
pub struct Listened {
    /// The text.
    pub reading: Reading,
    /// Reasons, figures, costs and the like in it.
    pub signals: Vec<Placed>,
    /// Its passages.
    pub windows: Vec<Window>,
}

impl Listened {
    /// Weighs the passages of a text.
    pub fn new(reading: Reading, words: &Words, signals: &Signals, taught: &Taught) -> Self {
        let signals = signals.find(&reading);
        let windows = windows(&reading, words, &taught.rarity, &taught.known);
        Self { reading, signals, windows }
    }

    /// How much of it refuses.
    pub fn refusals(&self) -> Refusals {
        Refusals::of(&self.reading)
    }

    /// Takes it as said by somebody of this manner.
    pub fn said_by(&mut self, manner: Manner) {
        self.windows.iter_mut().for_each(|window| window.manner = manner);
    }
}

/// How one point was heard in one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// Which point.
    pub point: PointId,
    /// 0 to 3.
    pub mark: u8,
    /// The cue that fired, or the one that proves the opposite.
    pub cue: Option<String>,
    /// The bytes of the passage.
    pub bytes: Range<usize>,
    /// What raised the mark, with its bytes.
    pub raised: Vec<(Signal, Range<usize>)>,
    /// Whether the opposite was said.
    pub against: bool,
    /// The tokens that matched.
    pub(super) tokens: BTreeSet<usize>,
}

/// The points of one ask.
#[derive(Debug, Clone)]
pub struct PointSet {
    points: Vec<Wanted>,
    /// The number of the first among all points of the marker.
    first: usize,
}

impl PointSet {
    /// Compiles points; their words are known to `words` from now on. `first` is the number of the first among all
    /// points of the marker.
    pub fn new(first: usize, points: &[Point], facts: &[Fact], words: &mut Words) -> Self {
        Self { points: points.iter().map(|point| wanted(point, facts, words)).collect(), first }
    }

    /// Learns how telling the words of the cues are.
    pub fn weigh(&mut self, rarity: &Rarity) {
        self.points.iter_mut().flat_map(|point| &mut point.cues).for_each(|cue| cue.weigh(rarity));
    }

    fn numbers(&self) -> Range<usize> {
        self.first..self.first + self.points.len()
    }

    /// What is measured of each point in each passage that has words of it: by point, by window.
    pub fn measure(&self, text: &Listened, is_own: bool) -> Vec<Vec<[f64; MEASURES]>> {
        let measured = |(number, point): (usize, &Wanted)| {
            point.measured(number, &self.numbers(), text, is_own).map(|(_, measures)| measures).collect()
        };
        self.numbers().zip(&self.points).map(measured).collect()
    }

    /// The points, compiled.
    pub fn points(&self) -> &[Wanted] {
        &self.points
    }

    /// Marks all points in a text that was read. `is_own` says that it was an answer to the ask of these points.
    pub fn hear_in(&self, text: &Listened, taught: &Taught, is_own: bool) -> Vec<Heard> {
        let siblings = self.numbers();
        let ear = |number: usize| Ear { number, siblings: &siblings, known: &taught.known, text, is_own };
        let mut heard: Vec<Heard> =
            siblings.clone().zip(&self.points).map(|(number, point)| point.hear(&ear(number))).collect();
        self.count_once(&mut heard);
        heard
    }

    /// The same words earn one point only.
    fn count_once(&self, heard: &mut [Heard]) {
        let mut order: Vec<usize> = (0..heard.len()).filter(|at| heard[*at].mark > 0).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(self.points[*at].weight), *at));
        let mut taken: Vec<BTreeSet<usize>> = Vec::new();
        for at in order {
            if taken.contains(&heard[at].tokens) {
                heard[at].mark = 0;
                heard[at].raised.clear();
            } else {
                taken.push(heard[at].tokens.clone());
            }
        }
    }
}

fn wanted(point: &Point, facts: &[Fact], words: &mut Words) -> Wanted {
    let figures = facts.iter().filter(|fact| point.facts.contains(&fact.id)).flat_map(|fact| &fact.figures);
    Wanted {
        id: point.id.clone(),
        dimension: point.dimension,
        weight: point.weight,
        told: point.told.clone(),
        cues: point.cues.iter().map(|cue| Compiled::new(cue, words)).collect(),
        not: point.not.iter().map(|cue| Compiled::new(cue, words)).collect(),
        span: point.span,
        figures: figures.map(|figure| tie(figure, words)).collect(),
    }
}

fn tie(figure: &str, words: &mut Words) -> Tie {
    Figure::parse(figure).map_or_else(
        || Tie::Phrase(text::stems(figure).iter().map(|stem| words.intern(stem)).collect()),
        Tie::Figure,
    )
}

/// One point listened for in one text.
struct Ear<'a> {
    /// The point's number among all points of the marker.
    number: usize,
    /// The numbers of the points of the same ask.
    siblings: &'a Range<usize>,
    known: &'a Known,
    text: &'a Listened,
    /// Whether the text was an answer to the ask of these points.
    is_own: bool,
}

impl Wanted {
    /// How this point is heard in a text.
    fn hear(&self, ear: &Ear<'_>) -> Heard {
        let reading = &ear.text.reading;
        let opposite = self.not.iter().enumerate().find_map(|(number, cue)| {
            let found = cue.find(number, reading, Span::Passage).into_iter().next()?;
            Some(Place::of(cue, found.items.into_iter().flatten().collect()))
        });
        if let Some(place) = opposite {
            return Heard { against: true, ..self.heard(reading, &place, 0) };
        }
        let mut best: Option<Heard> = None;
        for place in self.places(ear) {
            let heard = self.level(ear.text, &place);
            if best.as_ref().is_none_or(|best| heard.mark > best.mark) {
                best = Some(heard);
            }
        }
        best.unwrap_or_else(|| self.unheard())
    }

    /// Where it is said, the likeliest passage first; for a point about a whole answer, also where a cue fires over
    /// all of it.
    fn places(&self, ear: &Ear<'_>) -> Vec<Place> {
        let reading = &ear.text.reading;
        let mut likely: Vec<(f64, &Window)> = self
            .measured(ear.number, ear.siblings, ear.text, ear.is_own)
            .map(|(window, measures)| (odds(&measures), window))
            .filter(|(odds, _)| *odds >= THRESHOLD)
            .collect();
        likely.sort_by(|one, other| other.0.total_cmp(&one.0));
        let mut places: Vec<Place> = likely
            .into_iter()
            .filter_map(|(odds, window)| {
                let place = self.place(ear, window)?;
                Some(Place { is_sure: odds >= SURE && window.manner.refuses < 0.5, ..place })
            })
            .collect();
        if self.span == Span::Answer && ear.is_own {
            for (number, cue) in self.cues.iter().enumerate() {
                let found = cue.find(number, reading, Span::Answer).into_iter();
                places.extend(found.map(|found| Place::of(cue, found.items.into_iter().flatten().collect())));
            }
        }
        places
    }

    /// The passages that have words of the point, with what is measured of them.
    fn measured<'a>(
        &'a self,
        number: usize,
        siblings: &Range<usize>,
        text: &'a Listened,
        is_own: bool,
    ) -> impl Iterator<Item = (&'a Window, [f64; MEASURES])> {
        let cues: Vec<Sought<'a>> = self.cues.iter().map(|cue| cue.seek(&text.reading)).collect();
        let siblings = siblings.clone();
        text.windows
            .iter()
            .filter_map(move |window| Some((window, measures(number, &siblings, &cues, window, is_own)?)))
    }

    /// The words of a passage that make the point: those of a cue that fires there, or else those it shares with
    /// what the point's author wrote.
    fn place(&self, ear: &Ear<'_>, window: &Window) -> Option<Place> {
        let reading = &ear.text.reading;
        let within = |tokens: &BTreeSet<usize>| tokens.iter().all(|at| window.tokens.contains(at));
        let fired = self.cues.iter().enumerate().find_map(|(number, cue)| {
            let found = cue.find(number, reading, Span::Passage).into_iter();
            let mut tokens = found.map(|found| found.items.into_iter().flatten().collect());
            Some(Place::of(cue, tokens.find(within)?))
        });
        fired.or_else(|| {
            let tokens = ear.known.shared_tokens(ear.number, window, reading);
            let ground = format!("as in: {}", ear.known.text(window.likeness.get(ear.number)?));
            (!tokens.is_empty()).then_some(Place { ground, tokens, is_sure: true })
        })
    }

    fn unheard(&self) -> Heard {
        Heard {
            point: self.id.clone(),
            mark: 0,
            cue: None,
            bytes: 0..0,
            raised: Vec::new(),
            against: false,
            tokens: BTreeSet::new(),
        }
    }

    fn heard(&self, reading: &Reading, place: &Place, mark: u8) -> Heard {
        Heard {
            mark,
            cue: Some(place.ground.clone()),
            bytes: reading.text.bytes(reading.tokens(&reading.sentences(&place.range()))),
            tokens: place.tokens.clone(),
            ..self.unheard()
        }
    }

    fn level(&self, text: &Listened, place: &Place) -> Heard {
        let reading = &text.reading;
        let mut heard = self.heard(reading, place, 1);
        if !place.is_sure || place.is_listed(reading) {
            return heard;
        }
        let passage = place.passage(reading);
        let mut near: Vec<Placed> = text
            .signals
            .iter()
            .filter(|placed| {
                passage.contains(&placed.tokens.start)
                    && !placed.tokens.clone().all(|at| place.tokens.contains(&at))
            })
            .cloned()
            .collect();
        near.extend(self.ties(reading, &passage));
        let first = |signal: Signal| near.iter().find(|placed| placed.signal == signal);
        let Some(grounds) = first(Signal::Reason).or_else(|| first(Signal::FactFigure)) else { return heard };
        heard.mark = 2;
        heard.raised.push((grounds.signal, reading.text.bytes(grounds.tokens.clone())));
        let other = |placed: &&Placed| {
            matches!(placed.signal, Signal::Figure | Signal::Failure | Signal::Cost | Signal::Revisit)
                && (placed.tokens.start >= grounds.tokens.end || placed.tokens.end <= grounds.tokens.start)
        };
        if let Some(proof) = near.iter().find(other) {
            heard.mark = 3;
            heard.raised.push((proof.signal, reading.text.bytes(proof.tokens.clone())));
        }
        heard
    }

    /// The figures of the point's facts in a passage.
    fn ties(&self, reading: &Reading, passage: &Range<usize>) -> Vec<Placed> {
        let mut placed = Vec::new();
        let figures = reading.text.figures.iter().filter(|figure| passage.contains(&figure.tokens.start));
        for figure in figures {
            let ties =
                self.figures.iter().any(|tie| matches!(tie, Tie::Figure(own) if own.same(figure.figure)));
            if ties {
                placed.push(Placed { signal: Signal::FactFigure, tokens: figure.tokens.clone() });
            }
        }
        for tie in &self.figures {
            let Tie::Phrase(stems) = tie else { continue };
            let stands = |at: &usize| {
                stems
                    .iter()
                    .enumerate()
                    .all(|(offset, stem)| reading.ids.get(at + offset).is_some_and(|ids| ids.stem == *stem))
            };
            if let Some(at) = passage.clone().find(stands).filter(|_| !stems.is_empty()) {
                placed.push(Placed { signal: Signal::FactFigure, tokens: at..at + stems.len() });
            }
        }
        placed
    }
}

/// Words that make a point.
struct Place {
    /// The cue, or what they are like.
    ground: String,
    tokens: BTreeSet<usize>,
    /// Whether the point is said clearly enough for more than "named".
    is_sure: bool,
}

impl Place {
    fn of(cue: &Compiled, tokens: BTreeSet<usize>) -> Self {
        Self { ground: cue.text.clone(), tokens, is_sure: true }
    }

    fn range(&self) -> Range<usize> {
        let first = self.tokens.first().copied().unwrap_or(0);
        first..self.tokens.last().map_or(first, |last| last + 1)
    }

    /// A sentence with its neighbor: the sentences of the words, and the next one where they fit into one.
    fn passage(&self, reading: &Reading) -> Range<usize> {
        let sentences = reading.sentences(&self.range());
        let end = if sentences.len() == 1 { sentences.end + 1 } else { sentences.end };
        reading.tokens(&(sentences.start..end.min(reading.text.sentences.len())))
    }

    /// Whether all of them stand in lists of terms.
    fn is_listed(&self, reading: &Reading) -> bool {
        self.tokens.iter().all(|at| {
            let sentence = reading.text.sentence_of(*at);
            reading.worth.get(sentence).is_some_and(|worth| *worth <= Worth::List)
        })
    }
}
