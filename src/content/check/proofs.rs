//! Whether a pack can grade: points are heard where they are made and nowhere else, model answers earn their points,
//! questions lead to their facts, drawings can be drawn. Cases and drills are proven side by side, on all cores.

mod drill;
mod foreign;
mod points;
mod questions;
mod sitting;
mod sketches;
pub mod tally;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::{Findings, Scene, walk};
use crate::diagnostic::{Diagnostic, Severity};
use crate::domain::case::Case;
use crate::domain::marking::Language;
use crate::domain::page::{Page, Review, Tradeoff};
use tally::{Proof, Tally};

/// How bad it is when a proof fails. To become an error once none of the built-in pack's does.
const UNPROVEN: Severity = Severity::Warning;

/// What can be proven by itself.
#[derive(Clone, Copy)]
enum Job<'a> {
    Case(&'a Case),
    Page(&'a Page),
    Tradeoff(&'a Tradeoff),
    Review(&'a Review),
}

/// What came of it.
#[derive(Default)]
struct Outcome {
    problems: Vec<Diagnostic>,
    tally: Tally,
}

/// Proves everything in the pack that is marked.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    let jobs = jobs(scene);
    let mut drills = Tally::default();
    for (job, outcome) in jobs.iter().zip(run(scene, &jobs)) {
        findings.problems.extend(outcome.problems);
        match job {
            Job::Case(case) => {
                findings.proofs.push(Proof { case: Some(case.id.to_string()), tally: outcome.tally });
            }
            Job::Page(_) | Job::Tradeoff(_) | Job::Review(_) => drills += outcome.tally,
        }
    }
    if drills.points > 0 {
        findings.proofs.push(Proof { case: None, tally: drills });
    }
}

/// The cases first: they take longest.
fn jobs<'a>(scene: &Scene<'a>) -> Vec<Job<'a>> {
    let (drafts, playbook) = (scene.drafts, scene.playbook);
    let cases = walk::own(scene, &drafts.cases).filter_map(|draft| playbook.cases.get(&*draft.raw.id.value));
    let pages = walk::own(scene, &drafts.patterns).chain(walk::own(scene, &drafts.chapters));
    let pages = pages.filter_map(|draft| playbook.pages.get(&*draft.raw.id.value));
    let tradeoffs = walk::own(scene, &drafts.tradeoffs);
    let tradeoffs = tradeoffs.filter_map(|draft| playbook.tradeoffs.get(&*draft.raw.id.value));
    let reviews = walk::own(scene, &drafts.reviews);
    let reviews = reviews.filter_map(|draft| playbook.reviews.get(&*draft.raw.id.value));
    let mut jobs: Vec<Job<'a>> = cases.map(Job::Case).collect();
    jobs.extend(pages.map(Job::Page));
    jobs.extend(tradeoffs.map(Job::Tradeoff));
    jobs.extend(reviews.map(Job::Review));
    jobs
}

/// The outcomes in the order of the jobs, whoever finishes first.
fn run(scene: &Scene<'_>, jobs: &[Job<'_>]) -> Vec<Outcome> {
    let language = Language::new(&scene.playbook.lexicon);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Outcome)>> = Mutex::new(Vec::with_capacity(jobs.len()));
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(number) else { return };
            let outcome = prove(scene, &language, *job);
            done.lock().expect("no job panics while it holds the list").push((number, outcome));
        }
    };
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get).min(jobs.len());
    thread::scope(|scope| {
        for _ in 1..cores {
            // Where no thread can be had, this one does the work.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let mut done = done.into_inner().expect("no job panics while it holds the list");
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}

fn prove(scene: &Scene<'_>, language: &Language, job: Job<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    match job {
        Job::Case(case) => sitting::prove(scene, case, &mut outcome),
        Job::Page(page) => drill::page(scene, language, page, &mut outcome),
        Job::Tradeoff(page) => drill::tradeoff(scene, language, page, &mut outcome),
        Job::Review(page) => drill::review(scene, language, page, &mut outcome),
    }
    outcome
}
