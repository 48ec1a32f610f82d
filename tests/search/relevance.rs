//! Relevance: queries as people type them, with the pages that should come first.
//!
//! `cargo test relevance -- --nocapture` prints the figures and what missed. Ranking is tuned on `tune`; `held` and
//! `test` are only measured.

use std::collections::BTreeSet;
use std::path::Path;

use greenroom::commands::material;
use greenroom::content::{Source, load};
use greenroom::search::SearchIndex;
use greenroom::search::relevance::{Outcome, Relevance, Wish, measure, read};

use super::search;

/// The queries of a part of the corpus whose pages there are in the built-in pack.
fn wishes(part: &str, pages: &BTreeSet<&str>) -> Vec<Wish> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(part);
    let is_there = |wish: &Wish| wish.want.iter().any(|page| pages.contains(page.as_str()));
    read(&corpus).unwrap().into_iter().filter(is_there).collect()
}

/// A line for each query whose first page is not a right one.
fn misses(outcomes: &[Outcome]) -> String {
    let missed = outcomes.iter().filter(|outcome| outcome.rank != Some(1));
    let line = |Outcome { wish, found, rank }: &Outcome| {
        format!("{:<44} {rank:?} {:?}", wish.q, found.iter().take(4).collect::<Vec<_>>())
    };
    missed.map(line).collect::<Vec<_>>().join("\n")
}

/// What stands in the field on the way to a single word that is found, and finds nothing.
fn empty_keystrokes(index: &SearchIndex, wishes: &[Wish]) -> Vec<String> {
    let single = wishes.iter().map(|wish| wish.q.as_str()).filter(|query| !query.contains(' '));
    let found = single.filter(|query| search(index, query).total > 0);
    let typed = found.flat_map(|query| {
        query.char_indices().filter_map(|(end, letter)| query.get(..end + letter.len_utf8()))
    });
    let open = typed.filter(|typed| typed.ends_with(char::is_alphanumeric));
    open.filter(|typed| search(index, typed).total == 0).map(str::to_owned).collect()
}

#[test]
fn the_right_page_comes_first_or_nearly_so() {
    let sources = [Source::built_in()];
    let playbook = load(&sources).playbook.unwrap();
    let pages: BTreeSet<&str> = playbook.index().into_iter().map(|(_, id, _)| id).collect();
    let index = SearchIndex::build(material::fingerprint(&sources), &material::of(&playbook)).unwrap();
    let mut asked = 0;
    // What is printed is the measure; the floors keep a change from spoiling it unnoticed while content is added.
    for (part, least_mrr, least_hit3) in [("tune", 0.93, 0.96), ("held", 0.9, 0.95), ("test", 0.86, 0.95)] {
        let outcomes = measure(&index, &wishes(part, &pages)).unwrap();
        if part == "tune" {
            println!("{}", misses(&outcomes));
        }
        let Relevance { n, mrr, hit1, hit3 } = Relevance::of(&outcomes);
        println!("{part}: {n} queries, MRR {mrr:.3}, first {hit1:.3}, in the first three {hit3:.3}");
        asked += n;
        assert!(mrr >= least_mrr, "{part}: MRR {mrr:.3}");
        assert!(hit3 >= least_hit3, "{part}: in the first three {hit3:.3}");
    }
    assert!(asked >= 420, "{asked} queries");
    let empty = empty_keystrokes(&index, &wishes("tune", &pages));
    assert!(empty.is_empty(), "on the way to something, nothing is found for {empty:?}");
}
