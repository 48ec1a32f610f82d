//! What a user waits for in an interview: a frame, an answer, a debrief, and the disk.
//!
//! `cargo bench --bench practice` prints the times. No bound is asserted here: a test that fails on a busy machine
//! says nothing about the program.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use greenroom::app::Model;
use greenroom::app::Start;
use greenroom::app::action::{Action, History, Size};
use greenroom::app::screen::setup::Settings;
use greenroom::commands::kept;
use greenroom::content::{Source, load};
use greenroom::domain::case::Level;
use greenroom::domain::id::{AskId, CaseId};
use greenroom::domain::interview::Interview;
use greenroom::domain::interview::entry::{Entry, Mode, Opening};
use greenroom::domain::interview::plan::{BudgetScale, Plan};
use greenroom::domain::interviewer::Interviewer;
use greenroom::domain::marking::Marker;
use greenroom::domain::playbook::{Playbook, Snapshot};
use greenroom::domain::score::debrief_with;
use greenroom::domain::sketch::{Area, Graph, Options, Roles, Sketch, layout};
use greenroom::domain::time::{Now, SessionTime, Timestamp};
use greenroom::store::{Store, Write};
use greenroom::tui::theme::Theme;
use greenroom::tui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const CASE: &str = "ride-hailing";

fn playbook() -> Arc<Playbook> {
    Arc::new(load(&[Source::built_in()]).playbook.expect("the built-in pack is whole"))
}

fn case() -> CaseId {
    CaseId::new(CASE).expect("it is an id")
}

/// An interview in which every model answer was given, about three thousand words.
fn sitting(playbook: &Playbook) -> (Snapshot, Interview) {
    let snapshot = Snapshot::of(playbook, &case()).expect("the case is built in");
    let opening = Opening {
        case: case(),
        title: snapshot.case.title.clone(),
        snapshot: snapshot.fingerprint().to_string(),
        mode: Mode::Mock,
        level: Level::Senior,
        speak: false,
        seed: 1,
        plan: Plan::whole(&snapshot.framework, 45, BudgetScale::Normal),
    };
    let mut interview = Interview::open(opening, Timestamp(0));
    let asks: Vec<_> = snapshot.case.asks().map(|ask| ask.id).collect();
    for (minute, ask) in asks.into_iter().enumerate() {
        let text = snapshot.case.model(&ask, Level::Mid).unwrap_or_default().to_owned();
        let at = SessionTime::minutes(minute as u64);
        interview.record(at, Timestamp(0), Entry::Posed { ask: ask.clone(), text: String::new() });
        interview.record(at, Timestamp(0), Entry::Wrote { ask, text });
    }
    (snapshot, interview)
}

/// The first 1,500 words that were written in an interview. Goal for marking them against the points of one question: 5 ms.
fn long_answer(interview: &Interview) -> String {
    let written = interview.log().iter().filter_map(|stamped| match &stamped.entry {
        Entry::Wrote { text, .. } => Some(text.as_str()),
        _ => None,
    });
    let words: Vec<&str> = written.flat_map(|text| text.split_inclusive(char::is_whitespace)).collect();
    words.into_iter().take(1500).collect()
}

fn frame(criterion: &mut Criterion) {
    let settings = Settings { case: Some(case()), seed: Some(1), ..Settings::default() };
    let size = Size { width: 120, height: 35 };
    let mut model = Model::new(size, Now::default(), Some(Start::Interview(settings)));
    model.update(Action::HistoryRead(History::default()), Now::default());
    model.update(Action::Loaded { playbook: playbook(), problems: None }, Now::default());
    let area = Rect::new(0, 0, size.width, size.height);
    criterion.bench_function("frame of an interview, 120x35", |bencher| {
        bencher.iter(|| {
            let mut buffer = Buffer::empty(area);
            view::draw_into(&model, Theme::default(), &mut buffer, area);
            black_box(buffer)
        });
    });
}

fn understanding(criterion: &mut Criterion) {
    let playbook = playbook();
    let (snapshot, interview) = sitting(&playbook);
    let marker = Marker::new(&snapshot);
    let interviewer = Interviewer::new(&snapshot);
    criterion.bench_function("answer a question", |bencher| {
        bencher.iter(|| {
            black_box(interviewer.reply(&interview, "how fresh must the dashbords be, and at peak?"))
        });
    });
    let long = long_answer(&interview);
    let architecture = AskId::new("architecture").expect("it is an id");
    criterion.bench_function("mark an answer of 1,500 words", |bencher| {
        bencher.iter(|| black_box(marker.mark_answer(&architecture, &long)));
    });
    criterion.bench_function("debrief of a whole interview", |bencher| {
        bencher.iter(|| black_box(debrief_with(&marker, &snapshot, &interview)));
    });
    criterion.bench_function("compile a case", |bencher| bencher.iter(|| black_box(Marker::new(&snapshot))));
}

/// The largest reference sketch of the pack, beside its text in a terminal of 80 by 24 and of 120 by 35, and the most
/// that somebody would draw: 60 boxes. Each key that changes the sketch costs this much; goal: 5 ms.
fn drawing(criterion: &mut Criterion) {
    let playbook = playbook();
    let roles = Roles::of_lexicon(&playbook.lexicon);
    let mut texts: Vec<&str> = playbook.cases.values().map(|case| case.sketch.as_str()).collect();
    texts.sort_by_key(|text| text.len());
    let largest = texts.pop().expect("there are cases").to_owned();
    let sixty: Vec<String> =
        (0..60).map(|node| format!("box {} -> box {node} : step {node}", node / 2 + node % 3)).collect();
    let windows =
        [("80x24", Area { width: 44, height: Some(12) }), ("120x35", Area { width: 70, height: Some(22) })];
    for (name, text) in [("the largest reference", largest), ("60 boxes", sixty.join("\n"))] {
        for (terminal, area) in windows {
            let options = Options { spill: area.width, ..Options::default() };
            criterion.bench_function(&format!("draw {name}, {terminal}"), |bencher| {
                bencher.iter(|| black_box(layout(&Graph::of(&Sketch::parse(&text), &roles), area, options)));
            });
        }
    }
}

fn disk(criterion: &mut Criterion) {
    let (snapshot, interview) = sitting(&playbook());
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let mut store = Store::open(folder.path(), Timestamp(0)).expect("a new history opens").store;
    let id = store.begin(&interview, &snapshot).expect("a sitting begins");
    let stamped = interview.log().last().expect("the log is not empty").clone();
    let mut place = interview.log().len();
    criterion.bench_function("commit an answer to disk", |bencher| {
        bencher.iter(|| {
            let write = Write::Entry { sitting: id, place, stamped: stamped.clone() };
            place += 1;
            store.commit(&[write]).expect("the disk takes it");
        });
    });
}

fn content(criterion: &mut Criterion) {
    criterion.bench_function("read the built-in pack", |bencher| bencher.iter(|| black_box(playbook())));
    let cache = tempfile::tempdir().expect("there is room for a folder");
    let kept = || kept::whole(&[Source::built_in()], Some(cache.path()));
    kept();
    criterion.bench_function("read the kept playbook", |bencher| bencher.iter(|| black_box(kept())));
}

criterion_group!(benches, frame, understanding, drawing, disk, content);
criterion_main!(benches);
