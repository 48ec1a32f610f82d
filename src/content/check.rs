//! `pack check`: everything that can be said about a pack beyond what loading it finds.
//!
//! One file per family of checks, one line per family in [`FAMILIES`]. A family sees the playbook (what is meant),
//! the drafts (what was written, with places), and reports problems and remarks.

mod cues;
mod estimates;
mod figures;
mod items;
mod lexicon;
mod links;
mod places;
mod proofs;
mod shape;
mod slots;
mod spelling;
mod walk;

use std::collections::BTreeMap;

use crate::content::load::draft::{Drafts, pack_id};
use crate::content::load::load;
use crate::content::source::Source;
use crate::diagnostic::Diagnostic;
use crate::domain::page::PageKind;
use crate::domain::playbook::Playbook;

pub use places::{Places, Spot};
pub use proofs::tally::{Count, Proof, Tally};

/// What a family sees.
pub struct Scene<'a> {
    /// What is meant: the pack together with the one it builds on.
    pub playbook: &'a Playbook,
    /// What was written, in all packs.
    pub drafts: &'a Drafts<'a>,
    /// The number of the pack that is checked. The others are only there to be referred to.
    pub pack: usize,
    /// Where things stand.
    pub places: &'a Places<'a>,
}

/// What a family has to say.
#[derive(Debug, Default)]
pub struct Findings {
    /// Problems.
    pub problems: Vec<Diagnostic>,
    /// Figures for the summary, a line each.
    pub remarks: Vec<String>,
    /// How well the pack can grade: each case, then what is drilled.
    pub proofs: Vec<Proof>,
}

/// A family of checks.
type Family = fn(&Scene<'_>, &mut Findings);

/// All families, in the order in which they run.
const FAMILIES: &[Family] = &[
    links::check,
    items::check,
    lexicon::check,
    cues::check,
    estimates::check,
    figures::check,
    shape::check,
    slots::check,
    spelling::check,
    proofs::check,
];

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// All problems, in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    /// Figures, a line each.
    pub remarks: Vec<String>,
    /// How well the pack can grade: each case, then what is drilled.
    pub proofs: Vec<Proof>,
    /// How many files with a page of their own the pack has.
    pub pages: BTreeMap<PageKind, usize>,
}

/// Checks a pack. A pack of the same id as `base` stands for itself; any other builds on `base`.
pub fn check(base: &Source, source: &Source) -> Checked {
    let is_base = pack_id(source).is_some_and(|id| Some(id) == pack_id(base));
    let sources: Vec<Source> =
        if is_base { vec![source.clone()] } else { vec![base.clone(), source.clone()] };
    let pack = sources.len() - 1;

    let loaded = load(&sources);
    let drafts = Drafts::read(&sources);
    let mut findings = Findings { problems: loaded.diagnostics, ..Findings::default() };
    if let Some(playbook) = &loaded.playbook {
        let places = Places::of(&drafts);
        let scene = Scene { playbook, drafts: &drafts, pack, places: &places };
        for family in FAMILIES {
            family(&scene, &mut findings);
        }
    }
    let mut diagnostics = findings.problems;
    diagnostics.retain(|problem| problem.place.as_ref().is_none_or(|place| is_in(&place.file, &source.name)));
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    Checked { diagnostics, remarks: findings.remarks, proofs: findings.proofs, pages: drafts.count(pack) }
}

fn is_in(file: &str, pack: &str) -> bool {
    file.strip_prefix(pack).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
