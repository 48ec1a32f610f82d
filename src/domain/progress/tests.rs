use proptest::prelude::*;

use super::*;
use crate::domain::id::{CaseId, SkillId};
use crate::domain::rubric::Dimension;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

const TODAY: Day = Day(20_000);

fn figure(dimension: Dimension, mean: f64, own: Option<u8>) -> DimensionFigure {
    let (title, level) = (dimension.id().to_owned(), Some(crate::domain::score::level(mean)));
    DimensionFigure { dimension, title, weight: 10, mean: Some(mean), level, own }
}

/// A sitting so many days ago, with this mean everywhere.
fn sat(id: i64, days_ago: i32, mean: f64) -> Sat {
    let step = |step: Step, used: u64| StepFigure {
        step,
        used: SessionTime::minutes(used),
        budget: Some(SessionTime::minutes(10)),
        mean: (step != Step::Summary).then_some(mean),
    };
    let figures = Figures {
        case: CaseId::new("parcels").unwrap(),
        title: "Parcel tracking".to_owned(),
        skills: vec![SkillId::new("late-data").unwrap()],
        overall: Some((mean * 100.0) as u32),
        total: SessionTime::minutes(45),
        budget: Some(SessionTime::minutes(45)),
        dimensions: vec![figure(Dimension::Scope, mean, Some(3)), figure(Dimension::Numbers, 1.0, None)],
        steps: vec![step(Step::Clarify, 8), step(Step::DeepDive, 15), step(Step::Summary, 2)],
    };
    let day = TODAY.plus(-days_ago);
    Sat { id: SittingId(id), opened: Timestamp(i64::from(day.0) * 86_400_000), day, figures }
}

fn progress(sittings: Vec<Sat>) -> Progress {
    Progress::of(&Record { sittings, ..Record::default() }, TODAY)
}

#[test]
fn with_nothing_there_is_one_thing_to_do() {
    let progress = progress(Vec::new());
    assert_eq!(progress.next.first().map(|advice| advice.deed), Some(Deed::Interview));
    assert!(progress.dimensions.is_empty() && progress.coverage.is_empty());
    assert_eq!(progress.since(), None);
}

#[test]
fn lines_run_from_the_oldest_sitting_to_the_newest() {
    let progress = progress(vec![sat(2, 1, 0.7), sat(1, 3, 0.2)]);
    let scope = progress.dimensions.first().unwrap();
    assert_eq!(scope.dots.iter().map(|dot| dot.mean).collect::<Vec<_>>(), [0.2, 0.7]);
    assert_eq!(progress.overall.iter().map(|dot| dot.overall).collect::<Vec<_>>(), [20, 70]);
    assert!((scope.recent.unwrap() - 0.45).abs() < 1e-9);
    assert_eq!(scope.level, Some(1));
}

#[test]
fn only_the_latest_five_sittings_count_for_now() {
    let old = (0..20).map(|id| sat(id, 100 - id as i32, 0.0));
    let new = (20..25).map(|id| sat(id, 30 - id as i32, 1.0));
    let progress = progress(old.chain(new).collect());
    assert_eq!(progress.dimensions.first().and_then(|line| line.level), Some(3));
    let row = progress.coverage.first().unwrap();
    assert_eq!((row.sittings, row.cells[0].sittings, row.cells[0].level), (25, 5, Some(3)));
    assert_eq!(progress.pace.first().map(|pace| pace.sittings), Some(5));
}

#[test]
fn a_step_that_was_never_reached_is_blank_and_not_zero() {
    let progress = progress(vec![sat(1, 0, 0.5)]);
    let row = progress.coverage.first().unwrap();
    assert_eq!(
        row.cells.iter().map(|cell| cell.level).collect::<Vec<_>>(),
        [Some(1), None, Some(1), None, None]
    );
}

#[test]
fn advice_names_the_costliest_dimension_the_slowest_step_and_the_blind_spot() {
    let progress = progress(vec![sat(1, 0, 0.2)]);
    let deeds: Vec<Deed> = progress.next.iter().map(|advice| advice.deed).collect();
    assert_eq!(
        deeds,
        [Deed::Drill(Dimension::Scope), Deed::Sit(Step::DeepDive), Deed::Calibrate(Dimension::Scope)]
    );
    let gap = progress.calibration.first().unwrap();
    assert!((gap.gap - 2.0).abs() < 1e-9, "own mark 3, level 1");
    assert_eq!(progress.pace[2].percent(), Some(150));
}

#[test]
fn levels_that_somebody_gave_themselves_calibrate_nothing() {
    let mut spoken = sat(1, 0, 0.2);
    spoken.figures.overall = None;
    assert!(progress(vec![spoken]).calibration.is_empty());
}

#[test]
fn a_week_without_an_interview_asks_for_one() {
    let first = |days_ago| progress(vec![sat(1, days_ago, 0.2)]).next.first().unwrap().deed;
    assert_eq!(first(6), Deed::Drill(Dimension::Scope));
    assert_eq!(first(7), Deed::Interview);
}

#[test]
fn days_in_a_row_may_end_yesterday() {
    let run = |days: &[i32]| {
        let sittings = days.iter().zip(1..).map(|(ago, id)| sat(id, *ago, 0.5)).collect();
        let days = progress(sittings).days;
        (days.current, days.longest)
    };
    assert_eq!(run(&[0, 1, 2]), (3, 3));
    assert_eq!(run(&[1, 2]), (2, 2));
    assert_eq!(run(&[2, 3, 4]), (0, 3));
    assert_eq!(run(&[0, 5, 6, 6]), (1, 2));
}

#[test]
fn retention_counts_only_what_had_been_seen_before() {
    let day = |ago: i32, grades, repeated, recalled| ReviewDay {
        day: TODAY.plus(-ago),
        grades,
        repeated,
        recalled,
        millis: 1_000,
    };
    let record =
        Record { reviews: vec![day(0, 10, 4, 3), day(6, 1, 0, 0), day(7, 5, 5, 5)], ..Record::default() };
    let progress = Progress::of(&record, TODAY);
    let weeks = &progress.drills.weeks;
    assert_eq!(weeks.len(), 12);
    assert_eq!([weeks[11].percent(), weeks[10].percent(), weeks[9].percent()], [Some(75), Some(100), None]);
    assert_eq!((progress.reviews, progress.drill_millis), (16, 3_000));
}

proptest! {
    #[test]
    fn the_order_of_the_record_changes_nothing(
        means in proptest::collection::vec((0..200_i32, 0.0..=1.0_f64), 0..30),
        seed in any::<u64>(),
    ) {
        let sittings: Vec<Sat> =
            means.iter().zip(1..).map(|((ago, mean), id)| sat(id, *ago, *mean)).collect();
        let mut shuffled = sittings.clone();
        crate::domain::chance::Chance::new(seed).shuffle(&mut shuffled);
        let progress = progress(sittings);
        prop_assert_eq!(&progress, &self::progress(shuffled));
        prop_assert!(!progress.next.is_empty());
        prop_assert!(progress.days.current <= progress.days.longest);
        let sat: u32 = progress.days.practiced.iter().map(|day| day.sittings).sum();
        prop_assert_eq!(sat as usize, progress.sittings);
    }
}

#[test]
fn what_stands_on_own_marks_is_told_apart() {
    let mut spoken = sat(2, 1, 1.0);
    spoken.figures.overall = None;
    let progress = progress(vec![sat(1, 3, 0.5), spoken]);
    let scope = progress.dimensions.first().unwrap();
    assert_eq!(scope.dots.iter().map(|dot| dot.own_marks).collect::<Vec<_>>(), [false, true]);
    assert!(scope.has_own_marks());
    let cell = &progress.coverage.first().unwrap().cells[0];
    assert_eq!((cell.sittings, cell.own_marks), (2, 1));
}
