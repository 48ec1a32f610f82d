//! What somebody waits for who has practiced for years: 500 sittings and 50,000 grades.
//!
//! `cargo bench --bench history` builds such a history in a temporary folder and prints the times. The goal for each
//! screen is 50 ms. No bound is asserted here: a test that fails on a busy machine says nothing about the program.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use greenroom::app::outlook::Outlook;
use greenroom::content::{Source, load};
use greenroom::domain::case::Level;
use greenroom::domain::drill::catalog::catalog;
use greenroom::domain::id::CaseId;
use greenroom::domain::interview::Interview;
use greenroom::domain::interview::entry::{Ending, Entry, Mode, Opening};
use greenroom::domain::interview::plan::{BudgetScale, Plan};
use greenroom::domain::playbook::{Playbook, Snapshot};
use greenroom::domain::progress::Progress;
use greenroom::domain::schedule::{Change, Deck, Grade, Graded};
use greenroom::domain::time::{Now, SessionTime, Timestamp};
use greenroom::store::{Filter, Store, Write};

const SITTINGS: i64 = 500;
const GRADES: usize = 50_000;
const DAY: i64 = 24 * 3_600_000;
/// The day of the last sitting and the last grade.
const TODAY: i64 = 1_795_366_000_000;
/// As many days as sittings, and a hundred grades a day.
const START: i64 = TODAY - SITTINGS * DAY;

fn now() -> Now {
    Now { wall: Timestamp(TODAY), ..Now::default() }
}

/// A whole interview with a model answer to everything, sat on this day.
fn sitting(playbook: &Playbook, day: i64) -> (Snapshot, Interview) {
    let cases: Vec<&CaseId> = playbook.cases.keys().collect();
    let case = cases[day as usize % cases.len()];
    let snapshot = Snapshot::of(playbook, case).expect("the case is built in");
    let opening = Opening {
        case: case.clone(),
        title: snapshot.case.title.clone(),
        snapshot: snapshot.fingerprint().to_string(),
        mode: Mode::Mock,
        level: Level::Senior,
        speak: false,
        seed: 1,
        plan: Plan::whole(&snapshot.framework, 45, BudgetScale::Normal),
    };
    let opened = Timestamp(START + day * DAY);
    let mut interview = Interview::open(opening, opened);
    let asks: Vec<_> = snapshot.case.asks().map(|ask| ask.id).collect();
    for (minute, ask) in asks.into_iter().enumerate() {
        let text = snapshot.case.model(&ask, Level::Mid).unwrap_or_default().to_owned();
        let (at, wall) = (SessionTime::minutes(minute as u64), Timestamp(opened.0 + minute as i64 * 60_000));
        interview.record(at, wall, Entry::Posed { ask: ask.clone(), text: String::new() });
        interview.record(at, wall, Entry::Wrote { ask, text });
    }
    let end = SessionTime::minutes(44);
    interview.record(end, Timestamp(opened.0 + 44 * 60_000), Entry::Finished { how: Ending::Complete });
    (snapshot, interview)
}

/// Writes the history.
fn practice(playbook: &Playbook, directory: &Path) {
    let mut store = Store::open(directory, Timestamp(START)).expect("the folder is new").store;
    for day in 0..SITTINGS {
        let (snapshot, interview) = sitting(playbook, day);
        let id = store.begin(&interview, &snapshot).expect("there is room");
        store.commit(&[Write::Score { sitting: id, score: (day % 100) as u32 }]).expect("there is room");
    }
    let mut deck = Deck::default();
    let cards: Vec<_> = catalog(playbook, &deck).into_iter().map(|entry| entry.id).collect();
    let mut writes: Vec<Write> = Vec::new();
    for number in 0..GRADES {
        let moment =
            Now { wall: Timestamp(START + number as i64 * (SITTINGS * DAY / GRADES as i64)), ..now() };
        let given = Graded {
            card: cards[number % cards.len()].clone(),
            grade: if number % 7 == 0 { Grade::Again } else { Grade::Good },
            proposed: None,
            millis: 20_000,
            answer: "Because late rows are merged by key, a rerun changes nothing.".to_owned(),
        };
        // Only what is written counts here; a deck holds the grades of sixty days.
        deck.reviews.clear();
        let (_, changes): (_, Vec<Change>) = deck.grade(given, moment.wall, moment.day());
        writes.extend(changes.into_iter().map(Write::Memory));
        if writes.len() >= 2_000 {
            store.commit(&writes).expect("there is room");
            writes.clear();
        }
    }
    store.commit(&writes).expect("there is room");
}

fn long_history(criterion: &mut Criterion) {
    let playbook = load(&[Source::built_in()]).playbook.expect("the built-in pack is whole");
    let folder = tempfile::tempdir().expect("there is room");
    practice(&playbook, folder.path());
    let open = || Store::open(folder.path(), now().wall).expect("it was just written").store;
    let mut store = open();
    #[expect(clippy::disallowed_methods, reason = "what happens once cannot be repeated to be measured")]
    let begun = std::time::Instant::now();
    store.record(now(), |_| ()).expect("it can be read");
    // The figures are kept, so only a history that was imported or written by an older version waits for this.
    let first = begun.elapsed();
    let _ =
        std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("figures of all, once: {first:?}\n"));
    let mut group = criterion.benchmark_group("500 sittings, 50,000 grades");
    group.sample_size(20);
    group.bench_function("open the file", |bencher| bencher.iter(|| drop(black_box(open()))));
    group.bench_function("home: sittings, cards, what the day holds", |bencher| {
        bencher.iter(|| {
            let rows = store.list(&Filter::default()).expect("it can be read").rows;
            let deck = store.deck(now().day()).expect("it can be read");
            black_box((rows, Outlook::of(&playbook, &deck, now())))
        });
    });
    group.bench_function("history: sittings", |bencher| {
        bencher.iter(|| black_box(store.list(&Filter::default()).expect("it can be read")));
    });
    group.bench_function("progress: figures and all that is read from them", |bencher| {
        bencher.iter(|| {
            let record = store.known_record(now()).expect("it can be read").0;
            black_box(Progress::of(&record, now().day()))
        });
    });
    group.finish();
}

criterion_group!(benches, long_history);
criterion_main!(benches);
