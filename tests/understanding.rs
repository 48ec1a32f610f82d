//! How well the interviewer and the marking do on labeled texts that nothing was fitted to, printed with
//! `--nocapture`. The floors keep the figures from falling unseen.

use std::fs;

use greenroom::domain::evaluation::{Question, Report, Sheet, evaluate};
use serde::de::DeserializeOwned;

use crate::support::script::built_in_playbook;

fn read<T: DeserializeOwned>(folder: &str) -> Vec<(String, T)> {
    let folder = format!("{}/tests/corpus/test/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect()
}

fn held_out() -> Report {
    let questions: Vec<(String, Vec<Question>)> = read("questions");
    let questions: Vec<(String, Question)> = questions
        .into_iter()
        .flat_map(|(file, list)| list.into_iter().map(move |question| (file.clone(), question)))
        .collect();
    let sheets: Vec<(String, Sheet)> = read("answers");
    evaluate(&built_in_playbook(), &sheets, &questions)
}

#[test]
fn strangers_are_understood_as_well_as_the_methodology_says() {
    let report = held_out();
    let (facts, points) = (&report.facts, report.points.all);
    println!("{facts:?}\n{points:?}\n{:#?}\n{:?}", report.points.by_persona, report.scores);
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    assert!(facts.top1 >= 0.83 && facts.false_answers <= 0.19, "{facts:?}");
    assert!(points.precision >= 0.78 && points.recall >= 0.85 && points.f1 >= 0.82, "{points:?}");
    let stuffed = report
        .scores
        .iter()
        .filter(|score| score.file.contains("keyword-list") || score.file.contains("off-domain"));
    assert!(stuffed.clone().count() > 0 && stuffed.clone().all(|score| score.percent <= 10));
    let of = |persona: &str| {
        let scores = report.scores.iter().filter(|score| score.file.contains(persona));
        scores.map(|score| score.percent).collect::<Vec<_>>()
    };
    let (wrong, weak) = (of("confidently-wrong"), of("weak"));
    let mean =
        |scores: &[u32]| scores.iter().map(|score| f64::from(*score)).sum::<f64>() / scores.len() as f64;
    assert!(wrong.iter().all(|score| *score <= 10), "{wrong:?} of who is wrong");
    assert!(mean(&wrong) < mean(&weak), "{wrong:?} of who is wrong, {weak:?} of who is weak");
}
