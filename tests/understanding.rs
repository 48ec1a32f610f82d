//! How well the interviewer and the marking do on labeled texts that nothing was fitted to, printed with
//! `--nocapture`. The floors keep the figures from falling unseen.

use std::fs;

use greenroom::domain::case::Case;
use greenroom::domain::evaluation::{Question, Report, Sheet, evaluate};
use greenroom::domain::id::{AskId, CaseId};
use greenroom::domain::interview::entry::Entry;
use greenroom::domain::interviewer::Interviewer;
use greenroom::domain::playbook::{Playbook, Snapshot};
use greenroom::domain::step::Step;
use greenroom::domain::time::{SessionTime, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::json;

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
    assert!(facts.top1 >= 0.82 && facts.false_answers <= 0.16, "{facts:?}");
    assert!(points.precision >= 0.80 && points.recall >= 0.81 && points.f1 >= 0.81, "{points:?}");
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

/// The share of answers at most that the interviewer may take for questions.
const MISTAKEN: f64 = 0.01;

#[test]
fn an_answer_is_not_taken_for_a_question() {
    let playbook = built_in_playbook();
    let sheets: Vec<(String, Sheet)> = read("answers");
    let (mut answers, mut mistaken) = (0, Vec::new());
    for (_, sheet) in &sheets {
        let snapshot = Snapshot::of(&playbook, &CaseId::new(&sheet.case).unwrap()).unwrap();
        let interviewer = Interviewer::new(&snapshot);
        for (ask, text) in sheet.answers.iter().filter(|(ask, _)| *ask != "clarify") {
            let mut sitting = interviewer.blank_sitting();
            let wrote = Entry::Wrote { ask: AskId::new(ask).unwrap(), text: text.clone() };
            for entry in [Entry::Advanced { to: Step::DeepDive }, wrote] {
                sitting.record(SessionTime::ZERO, Timestamp(0), entry);
            }
            answers += 1;
            let told = interviewer.reply(&sitting, text);
            mistaken
                .extend(told.into_iter().filter(|reply| !reply.facts.is_empty()).map(|reply| reply.question));
        }
    }
    println!("{} of {answers} answers are taken for questions: {mistaken:?}", mistaken.len());
    assert!(mistaken.len() as f64 <= MISTAKEN * f64::from(answers), "{mistaken:?}");
}

#[test]
fn a_choice_is_held_against_what_the_cloud_of_the_case_has() {
    let playbook = built_in_playbook();
    let snapshot = Snapshot::of(&playbook, &CaseId::new("customer-360").unwrap()).unwrap();
    let interviewer = Interviewer::new(&snapshot);
    for said in ["Debezium reads the billing log.", "The profile is in DynamoDB.", "Airflow starts the jobs."]
    {
        let mut sitting = interviewer.blank_sitting();
        let wrote = Entry::Wrote { ask: AskId::new("architecture").unwrap(), text: said.to_owned() };
        for entry in [Entry::Advanced { to: Step::Architecture }, wrote] {
            sitting.record(SessionTime::ZERO, Timestamp(0), entry);
        }
        let asked = interviewer.ask_reason(&sitting).expect("no reason was given");
        let is_elsewhere = ["Google", "Azure"].iter().any(|cloud| asked.text.contains(cloud));
        assert!(!is_elsewhere, "the case is on AWS: {}", asked.text);
    }
}

/// The questions of the list, put to each case: a fact on one of the topics is right, or none where the case has none.
fn plain_questions(playbook: &Playbook) -> Vec<(String, Question)> {
    let path = format!("{}/tests/corpus/plain/questions.txt", env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(path).unwrap();
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let asked: Vec<(Vec<&str>, &str)> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(topics, question)| (topics.split('|').collect(), question))
        .collect();
    let put = |case: &Case, (topics, question): &(Vec<&str>, &str)| {
        let facts = case.facts.iter().filter(|fact| topics.contains(&fact.topic.as_str()));
        let facts: Vec<&str> = facts.map(|fact| fact.id.as_str()).collect();
        let right = if facts.is_empty() { json!("none") } else { json!(facts) };
        let asked = json!({"case": case.id.as_str(), "q": question, "fact": right});
        (case.id.to_string(), serde_json::from_value(asked).unwrap())
    };
    playbook.cases.values().flat_map(|case| asked.iter().map(move |asked| put(case, asked))).collect()
}

#[test]
fn the_questions_that_everybody_asks_are_understood_in_every_case() {
    let playbook = built_in_playbook();
    let questions = plain_questions(&playbook);
    let report = evaluate(&playbook, &[], &questions);
    println!("{:?}", report.facts);
    assert!(report.facts.n > 1000 && report.facts.top1 >= 0.92, "{:?}", report.facts);
    assert!(report.facts.false_answers <= 0.07, "{:?}", report.facts);
}

#[test]
fn a_short_question_between_two_others_is_answered_for_itself() {
    let playbook = built_in_playbook();
    let message =
        "Are there duplicates? What is the retention? Do we have to delete personal data on request?";
    for case in playbook.cases.keys() {
        let snapshot = Snapshot::of(&playbook, case).unwrap();
        let told = Interviewer::new(&snapshot).facts_told(message);
        let kept: Vec<_> =
            snapshot.case.facts.iter().filter(|fact| fact.topic.as_str() == "retention").collect();
        assert!(kept.is_empty() || kept.iter().any(|fact| told.contains(&fact.id)), "{case}: {told:?}");
    }
}
