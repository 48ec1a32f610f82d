//! Where somebody stands: on screen, at the command line, and from the file.

use greenroom::app::action::Action;
use greenroom::app::effect::Effect;
use greenroom::commands::Exit;
use greenroom::domain::interview::entry::{Ending, Entry};
use greenroom::domain::progress::{Figures, Progress, Record, Sat};
use greenroom::domain::schedule::{Card, CardId, Grade, Graded};
use greenroom::domain::score::level;
use greenroom::domain::sitting::SittingId;
use greenroom::domain::time::{Day, DayStart, Now, SessionTime, Timestamp};
use greenroom::store::{Store, Write};

use crate::support::program;
use crate::support::script::{Script, minutes, small_playbook};
use crate::support::shelf::Shelf;
use crate::support::{sittings, styled};

const NOW: Now = Now {
    monotonic: 1_000_000,
    boot: 1_000_000,
    wall: Timestamp(1_795_366_000_000),
    utc_offset: 0,
    day_start: DayStart(4),
};

fn pictures(mut script: Script) -> String {
    let small = format!("40x12\n{}", script.screen(40, 12));
    format!("{}\n\n{small}", styled::pictures(&mut script))
}

/// A whole sitting of the fixture, with own marks, back at home.
fn one_sitting() -> Script {
    let said = [
        "How fresh must it be?<enter>",
        "<f5><enter>scanners -> queue -> lake",
        "<f6>A queue takes the scans because vans go offline.<enter>",
        "<f5><enter>Late scans are merged on the parcel id, so that a rerun changes nothing.<enter>",
        "<f5><enter>We alert when the lag passes ten minutes.<enter>",
        "<f5><enter>The queue is the bottleneck; next I would add a cache.<enter>",
        "<f5><enter>",
    ];
    let sat = said.iter().fold(Script::on("parcels"), |script, keys| script.keys(keys).after(minutes(1)));
    sat.keys("3<down>2<down>2<down>1<enter><esc>").after(minutes(1))
}

fn figures() -> Figures {
    one_sitting().shelf.record(NOW).sittings.into_iter().next().unwrap().figures
}

/// Five hundred sittings over two years, slowly getting better, and cards on their way back.
fn long_history() -> Shelf {
    let figures = figures();
    let today = NOW.day();
    let sat_before = (0..500_i64).map(|number| {
        let mut figures = figures.clone();
        let better = number as f64 / 500.0;
        for (at, dimension) in figures.dimensions.iter_mut().enumerate() {
            let wave = ((number as usize * 7 + at * 3) % 10) as f64 / 40.0;
            dimension.mean = Some((better * 0.7 + wave).min(1.0));
            dimension.level = dimension.mean.map(level);
            dimension.own = Some([3, 2, 1, 2][at % 4]);
        }
        for step in &mut figures.steps {
            step.mean = Some((better * 0.8 + 0.1).min(1.0));
            step.used = SessionTime::minutes(4 + number as u64 % 9);
        }
        figures.overall = Some((better * 80.0) as u32 + number as u32 % 7);
        let day = today.plus(-((499 - number) * 3 / 2) as i32);
        Sat { id: SittingId(number + 1), opened: Timestamp(number), day, figures }
    });
    let mut shelf = Shelf::default();
    shelf.sat_before = sat_before.collect();
    for (number, back) in (0..60).zip((1..30).cycle()) {
        let (card, day) = (CardId(format!("recall/kappa/{number}")), today.plus(-back));
        let grade = Grade::ALL[number % 4];
        for day in [day.plus(-8), day] {
            let given =
                Graded { card: card.clone(), grade, proposed: None, millis: 9_000, answer: String::new() };
            shelf.deck.grade(given, Timestamp(i64::from(day.0) * 86_400_000), day);
        }
    }
    shelf
}

fn long() -> Script {
    Script::started(small_playbook(), long_history(), None)
}

#[test]
fn progress_without_a_sitting_says_what_to_do() {
    insta::assert_snapshot!(pictures(Script::home().keys("s")));
    for (section, words) in [("<tab>", "Press i"), ("<tab><tab>", "Press i"), ("<left>", "Press d")] {
        let screen = Script::home().keys("s").keys(section).screen(80, 24);
        assert!(screen.contains(words), "{screen}");
    }
}

#[test]
fn progress_after_one_sitting() {
    insta::assert_snapshot!(pictures(one_sitting().keys("s")));
}

#[test]
fn what_is_still_being_marked_is_said_and_counts_down() {
    let mut record = long_history().record(NOW);
    record.waiting = 40;
    let script = long().keys("s").happens(Action::ProgressRead(Box::new(record)));
    let mut script = script.happens(Action::FiguresLeft(39));
    assert!(script.screen(80, 24).contains("39 more are being marked"), "{}", script.screen(80, 24));
    let none = Record { waiting: 12, ..Record::default() };
    let mut none = Script::home().keys("s").happens(Action::ProgressRead(Box::new(none)));
    assert!(none.screen(80, 24).contains("Marking your sittings once: 12 to go"), "{}", none.screen(80, 24));
}

#[test]
fn levels_after_five_hundred_sittings() {
    insta::assert_snapshot!(pictures(long().keys("s")));
}

#[test]
fn skills_by_step_after_five_hundred_sittings() {
    insta::assert_snapshot!(pictures(long().keys("s<tab>")));
}

#[test]
fn time_and_marks_after_five_hundred_sittings() {
    insta::assert_snapshot!(pictures(long().keys("s<tab><tab>")));
}

#[test]
fn drills_and_days_after_five_hundred_sittings() {
    insta::assert_snapshot!(pictures(long().keys("s<left>")));
}

#[test]
fn without_unicode_progress_is_drawn_in_ascii() {
    for section in ["", "<tab>", "<tab><tab>", "<left>"] {
        let screen = long().keys("s").keys(section).in_ascii().screen(100, 30);
        assert!(screen.is_ascii(), "{screen}");
    }
}

#[test]
fn enter_does_what_is_advised() {
    assert!(Script::home().keys("s<enter>").screen(80, 24).contains("New interview"));
    let mut script = long().keys("s<down><enter>");
    let screen = script.screen(80, 24);
    assert!(!screen.contains("What to do next"), "{screen}");
}

#[test]
fn leaving_progress_leads_home() {
    let script = Script::home().keys("s<esc>");
    assert_eq!(script.outside, Vec::<Effect>::new());
    assert!(script.clone().screen(80, 24).contains("Start something"));
}

/// A store with finished sittings of the small case.
fn with_sittings(directory: &std::path::Path, count: usize) -> Store {
    let mut store = Store::open(directory, NOW.wall).unwrap().store;
    for number in 0..count {
        let mut interview = sittings::interview();
        interview.record(
            SessionTime::minutes(30),
            Timestamp(NOW.wall.0 + number as i64),
            Entry::Finished { how: Ending::Complete },
        );
        let id = store.begin(&interview, &sittings::snapshot()).unwrap();
        store.commit(&[Write::Score { sitting: id, score: 50 }]).unwrap();
    }
    store
}

#[test]
fn figures_are_kept_and_made_anew_when_the_log_has_grown() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = with_sittings(directory.path(), 3);
    let first = store.record(NOW, |_| ()).unwrap();
    assert_eq!(first.sittings.len(), 3);
    assert_eq!(store.record(NOW, |_| ()).unwrap(), first, "what is kept is what was made");
    store.trash(SittingId(2), NOW.wall).unwrap();
    assert_eq!(store.record(NOW, |_| ()).unwrap().sittings.len(), 2);
    store.restore(SittingId(2)).unwrap();
    store.purge(SittingId(3)).unwrap();
    assert_eq!(store.record(NOW, |_| ()).unwrap().sittings.len(), 2);
}

#[test]
fn grades_are_counted_by_day() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = Store::open(directory.path(), NOW.wall).unwrap().store;
    let mut deck = store.deck(Day(100)).unwrap();
    let mut changes = Vec::new();
    for (day, grade) in [(100, Grade::Good), (103, Grade::Again), (103, Grade::Good)] {
        let card = CardId("recall/kappa/one".to_owned());
        let given = Graded { card, grade, proposed: None, millis: 2_000, answer: String::new() };
        changes.extend(deck.grade(given, Timestamp(day * 86_400_000), Day(day as i32)).1);
    }
    store.commit(&changes.into_iter().map(Write::Memory).collect::<Vec<_>>()).unwrap();
    let days = store.review_days().unwrap();
    let told: Vec<_> = days.iter().map(|day| (day.day.0, day.grades, day.repeated, day.recalled)).collect();
    assert_eq!(told, [(100, 1, 0, 0), (103, 2, 2, 1)]);
    assert!(deck.cards.values().all(|card: &Card| card.reps == 3));
}

#[test]
fn a_deleted_sitting_is_brought_back_by_one_key() {
    let before = one_sitting().keys("h").screen(80, 24);
    let mut gone = one_sitting().keys("hx<down><enter>");
    assert!(gone.screen(80, 24).contains("No sitting yet"));
    let mut back = gone.keys("u").after(minutes(1));
    assert_eq!(back.screen(80, 24), before);
    assert!(back.keys("u").screen(80, 24).contains("Nothing was deleted here"));
}

#[test]
fn the_shell_deletes_lists_the_trash_and_restores() {
    let directory = tempfile::tempdir().unwrap();
    let env = program::env(directory.path());
    drop(with_sittings(&directory.path().join(".local/share/greenroom"), 2));
    let listed = |args: &[&str]| program::run(&env, args).out.lines().count();
    assert_eq!(program::run(&env, &["history", "delete", "1"]).exit, Exit::Ok);
    assert_eq!((listed(&["history", "list"]), listed(&["history", "list", "--trash"])), (1, 1));
    assert_eq!(program::run(&env, &["history", "restore", "1"]).exit, Exit::Ok);
    assert_eq!((listed(&["history", "list"]), listed(&["history", "list", "--trash"])), (2, 0));
    assert_eq!(program::run(&env, &["history", "delete", "9"]).exit, Exit::Usage);
}

#[test]
fn the_command_line_says_the_same_as_the_screen() {
    let directory = tempfile::tempdir().unwrap();
    let env = program::env(directory.path());
    let empty = program::run(&env, &["progress"]);
    assert!(empty.out.contains("Sit your first interview"), "{}", empty.out);
    let json = program::run(&env, &["progress", "--json"]);
    let document: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(document["schema"], "greenroom.progress/1");
    assert_eq!(document["progress"]["next"][0]["deed"]["kind"], "interview");
    let progress = Progress::of(&long_history().record(NOW), NOW.day());
    assert_eq!(progress.sittings, 500);
}

#[test]
fn the_footer_offers_to_do_it_only_where_enter_does_something() {
    let mut script = Script::home().keys("s");
    assert!(script.screen(80, 24).contains("do it"), "{}", script.screen(80, 24));
    for _ in 0..3 {
        script = script.keys("<tab>");
        assert!(!script.screen(80, 24).contains("do it"), "{}", script.screen(80, 24));
    }
    assert!(script.keys("<tab>").screen(80, 24).contains("do it"));
}
