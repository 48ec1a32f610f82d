//! Files that have been read and parsed, but not resolved.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::content::problem::{Sheet, refused};
use crate::content::raw::{self, Placed, Text};
use crate::content::scan;
use crate::content::source::{self, File, Source};
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::page::PageKind;

/// What a file of a pack is, by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Manifest,
    Framework,
    Rubric,
    Topics,
    Lexicon,
    Wording,
    Page(PageKind),
}

/// The most values of one pack; the built-in pack has some fifty thousand.
const MAX_VALUES: usize = 400_000;

/// The files at the top of a pack.
const FILES: [(&str, Kind); 5] = [
    ("pack.yaml", Kind::Manifest),
    ("framework.yaml", Kind::Framework),
    ("rubric.yaml", Kind::Rubric),
    ("topics.yaml", Kind::Topics),
    ("lexicon.yaml", Kind::Lexicon),
];

/// The folders of a pack, with the ending of their files.
const FOLDERS: [(&str, &str, Kind); 7] = [
    ("cases", "yaml", Kind::Page(PageKind::Case)),
    ("patterns", "md", Kind::Page(PageKind::Pattern)),
    ("chapters", "md", Kind::Page(PageKind::Chapter)),
    ("tradeoffs", "yaml", Kind::Page(PageKind::Tradeoff)),
    ("estimates", "yaml", Kind::Page(PageKind::Estimate)),
    ("reviews", "yaml", Kind::Page(PageKind::Review)),
    ("wordings", "yaml", Kind::Wording),
];

/// A file that has been parsed.
#[derive(Debug)]
pub struct Draft<'a, T> {
    /// The number of its pack.
    pub pack: usize,
    /// Its text.
    pub sheet: Sheet<'a>,
    /// What it says.
    pub raw: T,
}

/// Which shared files could not be parsed.
#[derive(Debug, Default, Clone, Copy)]
pub struct Broken {
    /// Topics and skills.
    pub topics: bool,
    /// The lexicon.
    pub lexicon: bool,
}

/// Everything that has been parsed, by kind.
#[derive(Debug, Default)]
pub struct Drafts<'a> {
    pub manifests: Vec<Draft<'a, raw::Manifest>>,
    pub frameworks: Vec<Draft<'a, raw::framework::Framework>>,
    pub rubrics: Vec<Draft<'a, raw::rubric::Rubric>>,
    pub topics: Vec<Draft<'a, raw::framework::Topics>>,
    pub lexicons: Vec<Draft<'a, raw::lexicon::Lexicon>>,
    pub cases: Vec<Draft<'a, raw::case::Case>>,
    pub wordings: Vec<Draft<'a, raw::wording::Wording>>,
    pub patterns: Vec<Draft<'a, raw::page::Page>>,
    pub chapters: Vec<Draft<'a, raw::page::Page>>,
    pub tradeoffs: Vec<Draft<'a, raw::drill::Tradeoff>>,
    pub estimates: Vec<Draft<'a, raw::drill::Estimate>>,
    pub reviews: Vec<Draft<'a, raw::drill::Review>>,
    /// Every page id that a file stands for, also a broken file, with the place of the claim.
    pub claimed: BTreeMap<String, PageKind>,
    places: BTreeMap<String, String>,
    packs: BTreeMap<String, String>,
    /// How many values were read from each pack.
    values: BTreeMap<usize, usize>,
    pub broken: Broken,
    pub diagnostics: Vec<Diagnostic>,
}

/// What stands under an id of its own.
pub trait Identified {
    /// The id, as written.
    fn id(&self) -> &Placed<Text>;
}

macro_rules! identified {
    ($($raw:ty)+) => {$(
        impl Identified for $raw {
            fn id(&self) -> &Placed<Text> {
                &self.id
            }
        }
    )+};
}

identified! { raw::case::Case raw::page::Page raw::drill::Tradeoff raw::drill::Estimate raw::drill::Review }

impl<'a> Drafts<'a> {
    /// Reads and parses all files of all packs.
    pub fn read(sources: &'a [Source]) -> Self {
        let mut drafts = Self::default();
        for (pack, source) in sources.iter().enumerate() {
            drafts.diagnostics.extend(source.problems.iter().cloned());
            if drafts.manifest(pack, source) {
                // What everything leans on first, so that it is there if the rest turns out to be too much.
                let (below, top): (Vec<&File>, Vec<&File>) =
                    source.files.iter().partition(|file| file.path.contains('/'));
                top.into_iter().chain(below).for_each(|file| drafts.file(pack, source, file));
            }
        }
        for (file, _) in FILES.iter().skip(1) {
            drafts.require(sources, file);
        }
        drafts
    }

    /// How many files of each kind a pack has.
    pub fn count(&self, pack: usize) -> BTreeMap<PageKind, usize> {
        fn of<T>(drafts: &[Draft<'_, T>], pack: usize) -> usize {
            drafts.iter().filter(|draft| draft.pack == pack).count()
        }
        BTreeMap::from([
            (PageKind::Case, of(&self.cases, pack)),
            (PageKind::Pattern, of(&self.patterns, pack)),
            (PageKind::Chapter, of(&self.chapters, pack)),
            (PageKind::Tradeoff, of(&self.tradeoffs, pack)),
            (PageKind::Estimate, of(&self.estimates, pack)),
            (PageKind::Review, of(&self.reviews, pack)),
        ])
    }

    /// Reads the manifest; whether the other files of the pack are to be read.
    fn manifest(&mut self, pack: usize, source: &'a Source) -> bool {
        let Some(file) = source.file("pack.yaml") else {
            if source.problems.is_empty() || !source.files.is_empty() {
                let message = format!("`{}` has no pack.yaml", source.name);
                let problem = Diagnostic::error("missing-file", message).at(Place::file(&source.name));
                self.diagnostics.push(problem.help("add one with id, title, version, format and licence"));
            }
            return true;
        };
        let Some(draft) = self.parse::<raw::Manifest>(pack, source, file) else { return true };
        let id = &draft.raw.id;
        if let Some(first) = self.packs.get(&*id.value) {
            let message = format!("the packs `{first}` and `{}` have one id, `{}`", source.name, id.value);
            let place = draft.sheet.place(draft.sheet.span(id));
            let problem = Diagnostic::error("duplicate-pack", message).at(place);
            self.diagnostics
                .push(problem.help("remove one of them, or give it another id; the first is used"));
            return false;
        }
        self.packs.insert(id.value.to_string(), source.name.clone());
        self.manifests.push(draft);
        true
    }

    fn file(&mut self, pack: usize, source: &'a Source, file: &'a File) {
        let Some(kind) = kind(&file.path) else {
            return self.unknown(source, file);
        };
        match kind {
            Kind::Manifest => {}
            Kind::Framework => {
                let draft = self.parse(pack, source, file);
                self.frameworks.extend(draft);
            }
            Kind::Rubric => {
                let draft = self.parse(pack, source, file);
                self.rubrics.extend(draft);
            }
            Kind::Topics => match self.parse(pack, source, file) {
                Some(draft) => self.topics.push(draft),
                None => self.broken.topics = true,
            },
            Kind::Lexicon => match self.parse(pack, source, file) {
                Some(draft) => self.lexicons.push(draft),
                None => self.broken.lexicon = true,
            },
            Kind::Wording => {
                let draft = self.parse(pack, source, file);
                self.wordings.extend(draft);
            }
            Kind::Page(kind) => self.page(pack, source, file, kind),
        }
    }

    fn page(&mut self, pack: usize, source: &'a Source, file: &'a File, kind: PageKind) {
        match kind {
            PageKind::Case => {
                let draft = self.claim(pack, source, file, kind);
                self.cases.extend(draft);
            }
            PageKind::Pattern => {
                let draft = self.claim(pack, source, file, kind);
                self.patterns.extend(draft);
            }
            PageKind::Chapter => {
                let draft = self.claim(pack, source, file, kind);
                self.chapters.extend(draft);
            }
            PageKind::Tradeoff => {
                let draft = self.claim(pack, source, file, kind);
                self.tradeoffs.extend(draft);
            }
            PageKind::Estimate => {
                let draft = self.claim(pack, source, file, kind);
                self.estimates.extend(draft);
            }
            PageKind::Review => {
                let draft = self.claim(pack, source, file, kind);
                self.reviews.extend(draft);
            }
        }
    }

    /// Parses a file with a page of its own. A file that cannot be parsed keeps the id it is named after, so that
    /// references to it are no further errors; a second file of one id is left out.
    fn claim<T: DeserializeOwned + Identified>(
        &mut self,
        pack: usize,
        source: &'a Source,
        file: &'a File,
        kind: PageKind,
    ) -> Option<Draft<'a, T>> {
        let stem = stem(&file.path);
        let Some(draft) = self.parse::<T>(pack, source, file) else {
            self.claimed.entry(stem.to_owned()).or_insert(kind);
            return None;
        };
        let id = draft.raw.id();
        let place = draft.sheet.place(draft.sheet.span(id));
        if let Some(first) = self.places.get(&*id.value) {
            let message =
                format!("`{}` is the id of two files: `{first}` and `{}`", id.value, draft.sheet.name);
            let problem = Diagnostic::error("duplicate-id", message).at(place);
            self.diagnostics.push(problem.help("give one of them another id; the first is used"));
            return None;
        }
        if *id.value != *stem {
            let message = format!("the file is called `{stem}` and its id is `{}`", id.value);
            let problem = Diagnostic::warning("file-name", message).at(place);
            self.diagnostics.push(problem.help("name the file after its id"));
        }
        self.places.insert(id.value.to_string(), draft.sheet.name.clone());
        self.claimed.insert(id.value.to_string(), kind);
        Some(draft)
    }

    fn parse<T: DeserializeOwned>(
        &mut self,
        pack: usize,
        source: &Source,
        file: &'a File,
    ) -> Option<Draft<'a, T>> {
        let sheet = match sheet(source, file) {
            Ok(sheet) => sheet,
            Err(problem) => {
                self.diagnostics.push(*problem);
                return None;
            }
        };
        let values = self.values.entry(pack).or_default();
        if *values > MAX_VALUES {
            let problem =
                Diagnostic::error("pack-too-large", "the files before this one hold too much already");
            let problem = problem.at(Place::file(&sheet.name)).help("split the pack into several packs");
            self.diagnostics.push(problem);
            return None;
        }
        match raw::read(&sheet) {
            Ok((raw, more)) => {
                *values += more;
                Some(Draft { pack, sheet, raw })
            }
            Err(problem) => {
                // How much of it was read is not known.
                *values += sheet.text.len() / 16;
                self.diagnostics.push(*problem);
                None
            }
        }
    }

    fn unknown(&mut self, pack: &Source, file: &File) {
        let is_note = !file.path.contains('/') && source::is_markdown(&file.path);
        if !is_note {
            let name = format!("{}/{}", pack.name, file.path);
            let problem =
                Diagnostic::warning("unknown-file", format!("`{}` is not part of a pack", file.path));
            let folders: Vec<String> =
                FOLDERS.iter().map(|(folder, ending, _)| format!("{folder}/*.{ending}")).collect();
            let help = format!("content stands in {}", folders.join(", "));
            self.diagnostics.push(problem.at(Place::file(&name)).help(help));
        }
    }

    /// One pack must bring each shared file.
    fn require(&mut self, sources: &[Source], path: &str) {
        if !sources.is_empty() && sources.iter().all(|source| source.file(path).is_none()) {
            let first = &sources[0].name;
            let problem = Diagnostic::error("missing-file", format!("no pack brings {path}"));
            let help = format!("add `{first}/{path}`");
            self.diagnostics.push(problem.at(Place::file(&format!("{first}/{path}"))).help(help));
            self.broken.topics |= path == "topics.yaml";
            self.broken.lexicon |= path == "lexicon.yaml";
        }
    }
}

/// The id in the manifest of a pack, where it can be read.
pub fn pack_id(source: &Source) -> Option<String> {
    let sheet = sheet(source, source.file("pack.yaml")?).ok()?;
    let (manifest, _): (raw::Manifest, usize) = raw::read(&sheet).ok()?;
    Some(manifest.id.value.into())
}

/// The text of a file, with the parts that are YAML and Markdown.
fn sheet<'a>(pack: &Source, file: &'a File) -> Result<Sheet<'a>, Box<Diagnostic>> {
    let name = format!("{}/{}", pack.name, file.path);
    let text = match scan::text(&file.bytes) {
        Ok(text) => text,
        Err((text, refusal)) => {
            let sheet = Sheet { name, text: text.into(), yaml: 0..0, body: 0..0 };
            return Err(Box::new(refused(&sheet, &refusal)));
        }
    };
    let mut sheet = Sheet { name, yaml: 0..text.len(), body: text.len()..text.len(), text };
    if source::is_markdown(&file.path) {
        match scan::front_matter(&sheet.text) {
            Ok((yaml, body)) => (sheet.yaml, sheet.body) = (yaml, body),
            Err(refusal) => return Err(Box::new(refused(&sheet, &refusal))),
        }
    }
    let yaml = sheet.text.get(sheet.yaml.clone()).unwrap_or_default();
    if yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        let problem = Diagnostic::error("empty-file", "the file says nothing").at(Place::file(&sheet.name));
        return Err(Box::new(problem.help("write it, or remove it")));
    }
    scan::yaml(yaml).map_err(|mut refusal| {
        refusal.span = refusal.span.start + sheet.yaml.start..refusal.span.end + sheet.yaml.start;
        Box::new(refused(&sheet, &refusal))
    })?;
    Ok(sheet)
}

/// What kind of page a file holds, if it holds one.
pub fn page_kind(path: &str) -> Option<PageKind> {
    match kind(path)? {
        Kind::Page(kind) => Some(kind),
        _ => None,
    }
}

fn kind(path: &str) -> Option<Kind> {
    if let Some((_, kind)) = FILES.iter().find(|(name, _)| *name == path) {
        return Some(*kind);
    }
    let (folder, name) = path.split_once('/')?;
    let (_, ending) = name.rsplit_once('.')?;
    let is_one =
        |(of, with, _): &&(&str, &str, Kind)| *of == folder && *with == ending && !name.contains('/');
    FOLDERS.iter().find(is_one).map(|(_, _, kind)| *kind)
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
