//! Relevance: queries as people type them, with the pages that should come first.

use std::collections::BTreeSet;
use std::path::Path;

use greenroom::commands::material;
use greenroom::content::{Source, load};
use greenroom::search::{Ask, SearchIndex};
use serde::Deserialize;

#[derive(Deserialize)]
struct Wish {
    q: String,
    want: Vec<String>,
}

#[test]
fn the_right_page_comes_first_or_nearly_so() {
    let sources = [Source::built_in()];
    let playbook = load(&sources).playbook.unwrap();
    let pages: BTreeSet<&str> = playbook.index().into_iter().map(|(_, id, _)| id).collect();
    let index = SearchIndex::build(material::fingerprint(&sources), &material::of(&playbook)).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries/built-in.json");
    let wishes: Vec<Wish> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let unsealed = BTreeSet::new();
    let (mut reciprocal, mut first, mut three, mut asked) = (0.0, 0, 0, 0_usize);
    for Wish { q, want } in &wishes {
        if !want.iter().any(|page| pages.contains(page.as_str())) {
            continue;
        }
        asked += 1;
        let ask = Ask { text: q, rows: 0..60, unsealed: &unsealed, kinds: &[], skills: &[] };
        let hits = index.search(&ask).unwrap();
        let mut found: Vec<&str> = Vec::new();
        for hit in &hits.rows {
            if !found.contains(&hit.page.as_str()) {
                found.push(&hit.page);
            }
        }
        let rank =
            found.iter().position(|page| want.iter().any(|wanted| wanted == page)).map(|place| place + 1);
        reciprocal += rank.map_or(0.0, |rank| 1.0 / rank as f64);
        first += usize::from(rank == Some(1));
        three += usize::from(rank.is_some_and(|rank| rank <= 3));
        if rank != Some(1) {
            println!("{q:<40} {rank:?} {:?}", &found[..found.len().min(4)]);
        }
    }
    let asked = asked as f64;
    let (mrr, first, three) = (reciprocal / asked, first as f64 / asked, three as f64 / asked);
    println!("{asked} queries: MRR {mrr:.3}, first {first:.3}, in the first three {three:.3}");
    // What is printed is the measure; these keep a change from spoiling it unnoticed while content is added.
    assert!(mrr >= 0.85, "MRR {mrr:.3}");
    assert!(three >= 0.9, "in the first three {three:.3}");
}
