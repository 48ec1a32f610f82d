//! From what was written to what is meant: ids, references and ranges are checked here once, and everything
//! after may trust its types. All problems of a file are collected; a file with a problem that would change
//! its meaning is left out whole.

pub mod case;
pub mod drill;
pub mod framework;
pub mod lexicon;
pub mod page;
mod point;
pub mod rubric;
pub mod wording;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::content::names::{Known, Names};
use crate::content::problem::Sheet;
use crate::content::raw::{Placed, Text};
use crate::diagnostic::{Diagnostic, nearest};
use crate::domain::cue::Cue;
use crate::domain::id::{InvalidId, PageId, SkillId};
use crate::domain::page::Header;
use crate::domain::step::Step;

/// Problems of one file that are reported; past these the author has enough to do.
const MAX_PROBLEMS: usize = 100;

/// One file while it is resolved.
pub struct Desk<'a> {
    /// The file.
    pub sheet: &'a Sheet<'a>,
    /// What it may refer to.
    pub names: &'a Names,
    problems: Vec<Diagnostic>,
    broken: bool,
    silenced: usize,
}

impl<'a> Desk<'a> {
    /// Starts on a file.
    pub fn new(sheet: &'a Sheet<'a>, names: &'a Names) -> Self {
        Self { sheet, names, problems: Vec::new(), broken: false, silenced: 0 }
    }

    /// The value if nothing broke it, and all problems.
    pub fn finish<T>(mut self, value: Option<T>) -> (Option<T>, Vec<Diagnostic>) {
        if self.silenced > 0 {
            let message = format!("{} more problems in this file", self.silenced);
            let place = crate::diagnostic::Place::file(&self.sheet.name);
            self.problems.push(Diagnostic::note("more-problems", message).at(place));
        }
        (value.filter(|_| !self.broken), self.problems)
    }

    /// A problem that leaves the file out.
    pub fn refuse(
        &mut self,
        span: Range<usize>,
        code: &'static str,
        message: impl AsRef<str>,
        help: impl AsRef<str>,
    ) {
        self.broken = true;
        self.push(span, Diagnostic::error(code, message).help(help));
    }

    /// A problem at a value that leaves the file out.
    pub fn refuse_at<T>(
        &mut self,
        value: &Placed<T>,
        code: &'static str,
        message: impl AsRef<str>,
        help: &str,
    ) {
        self.refuse(self.sheet.span(value), code, message, help);
    }

    /// A problem that leaves out only what it stands at.
    pub fn push(&mut self, span: Range<usize>, problem: Diagnostic) {
        if self.problems.len() < MAX_PROBLEMS {
            let place = self.sheet.place(span);
            self.problems.push(problem.at(place));
        } else {
            self.silenced += 1;
        }
    }

    /// An id of any kind.
    pub fn id<I: TryFrom<String, Error = InvalidId>>(&mut self, written: &Placed<Text>) -> Option<I> {
        match I::try_from(written.value.to_string()) {
            Ok(id) => Some(id),
            Err(error) => {
                let help = "for example `late-data`";
                self.refuse_at(written, "invalid-id", error.to_string(), help);
                None
            }
        }
    }

    /// Refuses a value that was there before, naming the line of the first.
    pub fn unique(&mut self, seen: &mut Seen, kind: &str, written: &Placed<Text>) {
        let line = written.referenced.line() as usize + self.lines_before_yaml();
        if let Some(first) = seen.0.insert(written.value.to_string(), line) {
            let message = format!("there are two {kind} `{}`; the first is on line {first}", written.value);
            self.refuse_at(written, "duplicate-id", message, "give one of them another id");
        }
    }

    /// The ids of a list, each of which may stand there once.
    pub fn ids<'i>(&mut self, kind: &str, ids: impl IntoIterator<Item = &'i Placed<Text>>) -> Seen {
        let mut seen = Seen::default();
        for id in ids {
            self.unique(&mut seen, kind, id);
        }
        seen
    }

    fn lines_before_yaml(&self) -> usize {
        self.sheet.text.get(..self.sheet.yaml.start).map_or(0, |before| before.matches('\n').count())
    }

    /// Refuses a name that is not among the known ones, with the nearest one as advice.
    pub fn known<'k>(
        &mut self,
        written: &Placed<Text>,
        kind: &str,
        is_known: bool,
        candidates: impl IntoIterator<Item = &'k str>,
    ) -> bool {
        if !is_known {
            let message = format!("there is no {kind} `{}`", written.value);
            let help = advice(&written.value, kind, candidates);
            self.refuse(self.sheet.span(written), "unknown-id", message, help);
        }
        is_known
    }

    /// A reference to a name of this kind. An unknown name breaks the file quietly where the list is partial.
    pub fn reference<I: TryFrom<String, Error = InvalidId>>(
        &mut self,
        written: &Placed<Text>,
        kind: &str,
        known: &'a Known,
    ) -> Option<I> {
        if known.is_partial && !known.has(&written.value) {
            self.broken = true;
            return None;
        }
        self.known(written, kind, known.has(&written.value), known.iter()).then(|| self.id(written)).flatten()
    }

    /// Leaves the file out without a word, because the reason is a problem of another file.
    pub fn leave_out(&mut self) {
        self.broken = true;
    }

    /// One value of a fixed list.
    pub fn choice<T: Copy>(
        &mut self,
        written: &Placed<Text>,
        kind: &str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let found = choices.iter().find(|(id, _)| *id == &*written.value).map(|(_, value)| *value);
        if found.is_none() {
            let names = choices.iter().map(|(id, _)| *id);
            let help = match nearest(&written.value, names.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("one of: {}", names.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("there is no {kind} `{}`", written.value);
            self.refuse(self.sheet.span(written), "unknown-value", message, help);
        }
        found
    }

    /// A step.
    pub fn step(&mut self, written: &Placed<Text>) -> Option<Step> {
        self.choice(written, "step", &Step::ALL.map(|step| (step.id(), step)))
    }

    /// A number between two others, both included.
    pub fn number<N: TryFrom<i64>>(
        &mut self,
        written: &Placed<i64>,
        range: std::ops::RangeInclusive<i64>,
    ) -> Option<N> {
        if !range.contains(&written.value) {
            let message = format!("{} is out of range", written.value);
            let help = format!("use {} to {}", range.start(), range.end());
            self.refuse_at(written, "out-of-range", message, &help);
            return None;
        }
        N::try_from(written.value).ok()
    }

    /// A list that must not be empty.
    pub fn at_least_one<T>(&mut self, list: &[T], beside: &Placed<Text>, what: &str) {
        if list.is_empty() {
            let message = format!("`{}` has no {what}", beside.value);
            self.refuse_at(beside, "empty-list", message, &format!("add at least one to {what}"));
        }
    }

    /// A cue, with every `$name` in it known.
    pub fn cue(&mut self, written: &Placed<Text>) -> Option<Cue> {
        let cue = match Cue::parse(&written.value) {
            Ok(cue) => cue,
            Err(error) => {
                let help = "items are words, \"phrases\", (a|b), $names, =exact forms, and -items that must not be near";
                self.refuse_at(written, "invalid-cue", error.to_string(), help);
                return None;
            }
        };
        let mut is_sound = true;
        for name in cue.names() {
            if self.names.terms.has(name) {
                continue;
            }
            is_sound = false;
            self.broken = true;
            if !self.names.terms.is_partial {
                let within = self.within(written, &format!("${name}"));
                let help = advice(name, "concept, technology or role", self.names.terms.iter());
                let message = format!("`${name}` is not in the lexicon");
                self.refuse(within, "unknown-name", message, help);
            }
        }
        is_sound.then_some(cue)
    }

    /// All cues of a list.
    pub fn cues(&mut self, written: &[Placed<Text>]) -> Option<Vec<Cue>> {
        self.all(written, Self::cue)
    }

    /// The span of `part` inside a value, or of the whole value where escapes hide it.
    pub fn within(&self, written: &Placed<Text>, part: &str) -> Range<usize> {
        let span = self.sheet.span(written);
        let at = self.sheet.text.get(span.clone()).and_then(|text| text.find(part));
        at.map_or(span.clone(), |at| span.start + at..span.start + at + part.len())
    }

    /// Resolves every item before it says whether all are sound.
    pub fn all<R, T>(
        &mut self,
        list: impl IntoIterator<Item = R>,
        each: impl Fn(&mut Self, R) -> Option<T>,
    ) -> Option<Vec<T>> {
        let resolved: Vec<Option<T>> = list.into_iter().map(|item| each(self, item)).collect();
        resolved.into_iter().collect()
    }

    /// The skills of a page.
    pub fn skills(&mut self, written: &[Placed<Text>]) -> Option<Vec<SkillId>> {
        let names = self.names;
        self.all(written, |desk, skill| desk.reference(skill, "skill", &names.skills))
    }

    /// The pages worth reading next: those that exist. Another is an error, and left out.
    pub fn see(&mut self, written: &[Placed<Text>]) -> Vec<PageId> {
        let mut pages = Vec::new();
        for id in written {
            if self.names.pages.contains_key(&*id.value) {
                pages.extend(PageId::new(id.value.to_string()).ok());
            } else {
                let help = advice(&id.value, "page", self.names.pages.keys().map(String::as_str));
                let problem = Diagnostic::error("unknown-id", format!("there is no page `{}`", id.value));
                self.push(self.sheet.span(id), problem.help(help));
            }
        }
        pages
    }

    /// Title and links of a page.
    pub fn header(&mut self, raw: RawHeader) -> Option<Header> {
        let id = self.id(&raw.id);
        let skills = self.skills(&raw.skills);
        let see = self.see(&raw.see);
        Some(Header {
            id: id?,
            title: raw.title.into(),
            summary: raw.summary.into(),
            also: strings(raw.also),
            skills: skills?,
            see,
        })
    }
}

/// What every page has, as written.
pub struct RawHeader {
    /// Its id.
    pub id: Placed<Text>,
    /// Title.
    pub title: Text,
    /// One sentence.
    pub summary: Text,
    /// Other names.
    pub also: Vec<Text>,
    /// Skills.
    pub skills: Vec<Placed<Text>>,
    /// Links.
    pub see: Vec<Placed<Text>>,
}

/// Ids met so far, with their lines.
#[derive(Default)]
pub struct Seen(BTreeMap<String, usize>);

impl Seen {
    /// Whether the id was met.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// All ids met.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// Plain strings from texts.
pub fn strings<T: Into<String>>(texts: Vec<T>) -> Vec<String> {
    texts.into_iter().map(Into::into).collect()
}

/// Plain strings from placed texts.
pub fn plain(texts: Vec<Placed<Text>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value.into()).collect()
}

/// What to do about an unknown name.
pub fn advice<'k>(word: &str, kind: &str, candidates: impl IntoIterator<Item = &'k str>) -> String {
    let names: Vec<&str> = candidates.into_iter().collect();
    match nearest(word, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.is_empty() => format!("add a {kind} of this id"),
        None if names.len() <= 12 => format!("known: {}", names.join(", ")),
        None => format!("add a {kind} of this id, or use one that exists"),
    }
}
