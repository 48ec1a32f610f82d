//! Searching and reading inside the program, against SQLite's full-text search.
//!
//! `cargo bench --bench search` prints ratios, both sides measured in turn in the same run. No bound is asserted here:
//! a busy machine says nothing about the program.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench measures time and prints it")]

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use greenroom::app::typeset::Typeset;
use greenroom::commands::material;
use greenroom::content::{Source, load, markdown};
use greenroom::domain::fingerprint::Fingerprint;
use greenroom::domain::hits::HitKind;
use greenroom::search::relevance;
use greenroom::search::{Ask, Document, Material, SearchIndex};
use rusqlite::Connection;

/// How many rows a list shows.
const ROWS: usize = 20;

fn main() {
    typing_the_corpus();
    for documents in [600, 10_000, 100_000] {
        typing(documents);
    }
    scrolling();
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn find(index: &SearchIndex, text: &str) -> usize {
    let unsealed = BTreeSet::new();
    let ask = Ask { text, rows: 0..ROWS, unsealed: &unsealed, kinds: &[], skills: &[] };
    index.search(&ask).map_or(0, |hits| hits.rows.len())
}

/// Each text that stands in the field while a query is typed.
fn typed(query: &str) -> impl Iterator<Item = String> + '_ {
    (1..=query.chars().count()).map(|count| query.chars().take(count).collect())
}

/// Goal 5: keystrokes that find nothing on the way to something.
fn typing_the_corpus() {
    let sources = [Source::built_in()];
    let playbook = load(&sources).playbook.expect("the built-in pack is whole");
    let index = SearchIndex::build(material::fingerprint(&sources), &material::of(&playbook));
    let index = index.expect("an index in memory is built");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/tune");
    let wishes = relevance::read(&corpus).expect("the corpus is there");
    let (mut keys, mut empty) = (0, 0);
    for wish in wishes.iter().filter(|wish| find(&index, &wish.q) > 0) {
        for text in typed(&wish.q).filter(|text| text.ends_with(char::is_alphanumeric)) {
            keys += 1;
            empty += usize::from(find(&index, &text) == 0);
        }
    }
    println!("goal 5, keystrokes that find nothing (0): {empty} of {keys}");
}

/// Pages of ten parts, from the words of the built-in pack.
fn synthetic(count: usize) -> Vec<Document> {
    let texts: Vec<String> = Source::built_in()
        .files
        .iter()
        .filter(|file| Path::new(&file.path).extension().is_some_and(|ending| ending == "md"))
        .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
        .collect();
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut some = |count: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let start = (state >> 33) as usize % words.len().saturating_sub(count).max(1);
        words.iter().skip(start).take(count).copied().collect::<Vec<&str>>().join(" ")
    };
    (0..count)
        .map(|number| {
            let (page, part) = (format!("page-{}", number / 10), number % 10);
            Document {
                slug: (part > 0).then(|| format!("part-{part}")),
                kind: HitKind::Chapter,
                title: some(4),
                also: Vec::new(),
                path: if part > 0 { vec![page.clone()] } else { Vec::new() },
                body: some(60),
                skills: Vec::new(),
                sealed: false,
                page,
            }
        })
        .collect()
}

const PHRASES: [&str; 6] = [
    "exactly once delivery",
    "late data arrives",
    "how many partitions",
    "schema change in production",
    "backfill the history",
    "hot key in a join",
];

/// Goal 6: each keystroke of some phrases against the full-text search of SQLite.
fn typing(count: usize) {
    let documents = synthetic(count);
    let database = fts(&documents).expect("SQLite works in memory");
    let start = Instant::now();
    let material = Material { documents, synonyms: Vec::new() };
    let index = SearchIndex::build(Fingerprint::of([]), &material).expect("an index in memory is built");
    let built = start.elapsed();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for text in PHRASES.iter().flat_map(|phrase| typed(phrase)) {
        ours.push(fastest(|| find(&index, &text)));
        theirs.push(fastest(|| ask_fts(&database, &text)));
    }
    let (ours, theirs) = (quantiles(ours), quantiles(theirs));
    let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
    println!(
        "goal 6, {count} documents (p50 <= 0.2, p99 <= 0.1 at 100k): p50 {:.2} / {:.2} ms = {:.2}, p99 {:.2} / \
         {:.2} ms = {:.2}; built in {:.0} ms",
        millis(ours.0),
        millis(theirs.0),
        ratio(ours.0, theirs.0),
        millis(ours.1),
        millis(theirs.1),
        ratio(ours.1, theirs.1),
        millis(built)
    );
}

/// The shorter of two runs.
fn fastest(run: impl Fn() -> usize) -> Duration {
    let time = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    time().min(time())
}

fn quantiles(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    let at = |share: f64| times.get(((times.len() - 1) as f64 * share) as usize).copied().unwrap_or_default();
    (at(0.5), at(0.99))
}

fn fts(documents: &[Document]) -> rusqlite::Result<Connection> {
    let mut database = Connection::open_in_memory()?;
    database.execute_batch(
        "CREATE VIRTUAL TABLE pages USING fts5(title, body, prefix = '1 2 3 4', tokenize = 'porter unicode61')",
    )?;
    let transaction = database.transaction()?;
    {
        let mut insert = transaction.prepare("INSERT INTO pages VALUES (?, ?)")?;
        for document in documents {
            insert.execute([&document.title, &document.body])?;
        }
    }
    transaction.commit()?;
    Ok(database)
}

fn ask_fts(database: &Connection, text: &str) -> usize {
    let words: Vec<String> = text.split_whitespace().map(|word| format!("\"{word}\"")).collect();
    let wanted = words.join(" ") + "*";
    let sql = "SELECT title, snippet(pages, 1, '[', ']', '...', 30) FROM pages WHERE pages MATCH ?
               ORDER BY bm25(pages, 3.0, 1.0) LIMIT 20";
    let found = database.prepare_cached(sql).and_then(|mut statement| {
        let rows = statement.query_map([wanted], |row| row.get::<_, String>(1))?;
        Ok(rows.count())
    });
    found.unwrap_or(0)
}

/// Goal 7: rows at the end of a long page against rows at its start.
fn scrolling() {
    let text = "## Part\n\nA paragraph of *words*.\n\n".repeat(700);
    let set = Typeset::of(&markdown::parse(&text), 90);
    let frame = |top: usize| -> usize {
        let rows = set.rows.iter().skip(top).take(50);
        rows.map(|row| row.iter().map(|piece| piece.text.len()).sum::<usize>()).sum()
    };
    let last = set.rows.len().saturating_sub(50);
    let many = |top: usize| fastest(|| (0..1000).map(|_| black_box(frame(black_box(top)))).sum());
    let (start, end) = (many(0), many(last));
    let ratio = end.as_secs_f64() / start.as_secs_f64();
    println!(
        "goal 7, rows of a frame at the end of {} rows against the start (<= 1.2): {ratio:.2}",
        set.rows.len()
    );
}
