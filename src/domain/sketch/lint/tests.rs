//! For each rule a drawing on which it speaks, and one on which it must not.

use super::*;
use crate::domain::sketch::fixtures;

/// A drawing with what is known and said beside it.
struct Fixture {
    text: &'static str,
    facts: Facts,
    said: &'static str,
}

fn drawn(text: &'static str) -> Fixture {
    Fixture { text, facts: Facts::default(), said: "" }
}

impl Fixture {
    fn with(self, facts: Facts) -> Self {
        Self { facts, ..self }
    }

    fn saying(self, said: &'static str) -> Self {
        Self { said, ..self }
    }

    /// All questions, without the limit on how many are asked.
    fn questions(&self, caret_line: Option<usize>) -> Vec<Question> {
        let (sketch, roles) = (Sketch::parse(self.text), fixtures::roles());
        let graph = Graph::of(&sketch, &roles);
        let scene = Scene {
            sketch: &sketch,
            graph: &graph,
            roles: &roles,
            facts: &self.facts,
            said: self.said,
            caret_line,
        };
        all(&scene)
    }

    fn asks(&self, rule: &str) -> Option<String> {
        self.questions(None).into_iter().find(|question| question.rule == rule).map(|question| question.text)
    }
}

fn personal() -> Facts {
    Facts { is_personal: true, ..Facts::default() }
}

fn within(words: &str, seconds: f64) -> Facts {
    Facts { freshness: Some((words.to_owned(), seconds)), ..Facts::default() }
}

fn promised(consumers: &[&str]) -> Facts {
    Facts { consumers: consumers.iter().map(|&name| name.to_owned()).collect(), ..Facts::default() }
}

const SOUND: &str = "apps -> gateway -> kafka : tokenized
kafka -> raw zone : as received
kafka -> flink -> redis -> api -> city ops
flink -> state store : checkpoints
flink -> dead-letter
raw zone -> spark -> silver -> gold -> redshift -> dashboards -> executives
airflow -> spark";

fn speaks(rule: &str, fixture: &Fixture, question: &str) {
    assert_eq!(fixture.asks(rule).as_deref(), Some(question), "{rule} speaks about\n{}", fixture.text);
}

fn is_silent(rule: &str, fixture: &Fixture) {
    assert_eq!(fixture.asks(rule), None, "{rule} has nothing to say about\n{}", fixture.text);
}

#[test]
fn nothing_is_asked_about_a_sound_drawing() {
    let facts = Facts {
        is_personal: true,
        freshness: Some(("1 min".to_owned(), 60.0)),
        consumers: vec!["city ops".to_owned(), "head office".to_owned()],
    };
    assert_eq!(drawn(SOUND).with(facts).questions(None), []);
}

#[test]
fn who_reads_what_leads_nowhere() {
    let fixture = drawn("apps -> kafka -> flink -> redis\nkafka -> s3 -> spark -> gold");
    speaks("nothing-reads", &fixture, "Who reads redis and gold?");
    is_silent(
        "nothing-reads",
        &drawn("apps -> kafka -> flink -> redis -> api -> analysts\nkafka -> raw zone"),
    );
    is_silent("nothing-reads", &drawn("apps -> kafka -> flink -> dead-letter"));
}

#[test]
fn what_fills_what_nothing_leads_to() {
    let fixture =
        drawn("apps -> kafka -> flink -> api\nfeature-store -> flink\nairflow -> gold -> dashboards");
    speaks("nothing-fills", &fixture, "What fills feature-store and gold?");
    is_silent(
        "nothing-fills",
        &drawn("postgres -> cdc -> kafka -> flink -> redis\nschema registry -> kafka"),
    );
}

#[test]
fn jobs_need_a_copy_to_run_again_from() {
    let question = "Say a job was wrong for a week. What do you replay from?";
    speaks("no-raw-copy", &drawn("apps -> kafka -> flink -> redshift -> analysts"), question);
    speaks("no-raw-copy", &drawn("apps -> kafka -> spark -> s3 -> redshift"), question);
    is_silent("no-raw-copy", &drawn("apps -> kafka -> flink -> redshift\nkafka -> s3"));
    is_silent("no-raw-copy", &drawn("postgres -> redshift\nredshift -> staging -> gold -> analysts"));
    is_silent("no-raw-copy", &drawn("apps -> kafka -> spark -> archive\nspark -> redshift"));
}

#[test]
fn a_stream_job_remembers() {
    let question = "What does flink remember, and what becomes of that when it restarts?";
    speaks("no-checkpoint", &drawn("apps -> kafka -> flink -> redis -> api"), question);
    is_silent("no-checkpoint", &drawn("apps -> kafka -> flink -> redis\nflink -> state store"));
    is_silent("no-checkpoint", &drawn("apps -> kafka -> flink -> redis : checkpointed every minute"));
    is_silent("no-checkpoint", &drawn("apps -> kafka -> flink -> s3 : only lands the files"));
    let said =
        drawn("apps -> kafka -> flink -> redis -> api").saying("Flink writes a checkpoint each minute.");
    is_silent("no-checkpoint", &said);
}

#[test]
fn bad_records_need_a_place() {
    let question = "A record cannot be parsed. Where does it go, and who looks at it?";
    let text = "apps -> kafka -> raw zone -> spark -> gold -> analysts";
    speaks("no-dead-letter", &drawn(text), question);
    is_silent(
        "no-dead-letter",
        &drawn(text).saying("Whatever fails to parse is quarantined with its reason."),
    );
    is_silent("no-dead-letter", &drawn("apps -> kafka -> raw zone -> spark -> gold\nspark -> rejects"));
}

#[test]
fn people_do_not_get_personal_data_in_clear() {
    let text = "apps -> kafka -> raw zone -> spark -> gold -> analysts";
    speaks(
        "unmasked",
        &drawn(text).with(personal()),
        "There is personal data in this. How much of it reaches analysts?",
    );
    is_silent("unmasked", &drawn(text));
    is_silent(
        "unmasked",
        &drawn("apps -> kafka -> raw zone -> spark -> gold -> analysts : masked").with(personal()),
    );
    is_silent("unmasked", &drawn("apps -> masking -> kafka -> spark -> gold -> analysts").with(personal()));
    let one_way_left = "apps -> masking -> kafka -> spark -> gold -> analysts\napps -> gold";
    assert!(drawn(one_way_left).with(personal()).asks("unmasked").is_some());
}

#[test]
fn whoever_was_promised_numbers_gets_them() {
    let text = "apps -> kafka -> raw zone -> spark -> gold -> executives";
    let facts = || promised(&["city ops", "head office"]);
    speaks("no-serving-path", &drawn(text).with(facts()), "I see no way to city ops yet. What do they read?");
    let both = "apps -> kafka -> raw zone -> spark -> gold -> head office, City-Ops";
    is_silent("no-serving-path", &drawn(both).with(facts()));
    let otherwise_named = "apps -> kafka -> raw zone -> spark -> gold -> executives, dispatch team";
    is_silent("no-serving-path", &drawn(otherwise_named).with(facts()));
    let unconnected = "apps -> kafka -> raw zone -> spark -> gold -> executives\nx -> y\n[people] city ops";
    assert!(drawn(unconnected).with(facts()).asks("no-serving-path").is_some());
}

#[test]
fn a_daily_batch_does_not_keep_a_promise_of_minutes() {
    let nightly = "apps -> kafka -> raw zone -> spark -> gold -> dashboards";
    let question =
        "15 min was asked for, but every way to dashboards goes through spark. How often does that run?";
    speaks("stale-path", &drawn(nightly).with(within("15 min", 900.0)), question);
    is_silent("stale-path", &drawn(nightly).with(within("24 h", 86_400.0)));
    let often = "apps -> kafka -> spark -> gold : every 5 min\ngold -> dashboards";
    is_silent("stale-path", &drawn(often).with(within("15 min", 900.0)));
    let nightly_line = "apps -> kafka -> raw zone -> gold : nightly\ngold -> dashboards";
    let question =
        "15 min was asked for, but every way to dashboards goes through `nightly`. How often does that run?";
    speaks("stale-path", &drawn(nightly_line).with(within("15 min", 900.0)), question);
    let kept = "apps -> kafka -> flink -> gold : by hour, kept 30 days\ngold -> dashboards";
    is_silent("stale-path", &drawn(kept).with(within("15 min", 900.0)));
    let hourly = "apps -> kafka -> flink -> gold : hourly\ngold -> dashboards";
    assert!(drawn(hourly).with(within("15 min", 900.0)).asks("stale-path").is_some());
    let fast = "apps -> kafka -> raw zone -> spark -> gold -> dashboards\nkafka -> flink -> redis -> api";
    is_silent("stale-path", &drawn(fast).with(within("15 min", 900.0)));
}

#[test]
fn two_writers_need_a_rule() {
    let text = "apps -> kafka -> flink -> redshift -> dashboards\nkafka -> s3 -> spark -> redshift";
    speaks(
        "two-writers",
        &drawn(text),
        "flink and spark write to redshift. Which one wins when they disagree about a row?",
    );
    is_silent("two-writers", &drawn(text).saying("The batch replaces the provisional rows with a merge."));
    let labeled =
        "apps -> kafka -> flink -> redshift -> dashboards\nkafka -> s3 -> spark -> redshift : by key";
    is_silent("two-writers", &drawn(labeled));
    is_silent("two-writers", &drawn("apps -> kafka -> flink -> redis\nkafka -> s3 -> spark -> redis -> api"));
}

#[test]
fn what_everything_crosses_may_be_down() {
    let text = "apps, phones -> kafka -> flink -> redis -> api -> analysts, executives";
    speaks("single-point", &drawn(text), "Everything crosses flink. What happens while it is down?");
    is_silent("single-point", &drawn(text).saying("A standby takes over within a minute."));
    is_silent(
        "single-point",
        &drawn("apps, phones -> kafka -> flink -> redis -> analysts\nkafka -> spark -> gold -> executives"),
    );
}

#[test]
fn batch_jobs_are_started_by_something() {
    let text = "apps -> s3 -> spark -> silver -> dbt job -> gold -> analysts";
    speaks("no-orchestration", &drawn(text), "What starts spark and dbt job, and in which order?");
    is_silent(
        "no-orchestration",
        &drawn("apps -> s3 -> spark -> silver -> dbt job -> gold\nairflow -> spark, dbt job"),
    );
    is_silent("no-orchestration", &drawn("apps -> s3 -> spark -> silver -> gold -> analysts"));
}

/// A long answer about everything in the drawing below but the gold tables.
const ANSWER: &str = "The apps send their events to Kafka, because it keeps them for a week and every reader can start
    again. Everything lands unchanged in S3 first, so that we can run the jobs again whenever they were wrong. Then
    Spark builds the cleaned layer by key every hour, which is cheap and quick enough for the analysts, who look at the
    numbers in the morning and do not mind if they are an hour old. I would revisit that when they do.";

#[test]
fn what_is_drawn_should_be_spoken_of() {
    let text = "apps -> kafka -> s3 -> spark -> gold -> analysts";
    let question = "You drew gold and have not spoken of it yet. What is it for?";
    speaks("never-spoken-of", &drawn(text).saying(ANSWER), question);
    is_silent("never-spoken-of", &drawn("apps -> kafka -> s3 -> spark -> analysts").saying(ANSWER));
    is_silent("never-spoken-of", &drawn(text).saying("Not much yet."));
}

#[test]
fn what_is_spoken_of_should_be_drawn() {
    let text = "apps -> kafka -> s3 -> spark -> analysts";
    speaks(
        "never-drawn",
        &drawn(text).saying("Then Redshift serves it."),
        "You spoke of Amazon Redshift. Where is it in the picture?",
    );
    is_silent(
        "never-drawn",
        &drawn(text).saying("Spark rather than Flink, and nothing in Redis? No Redshift."),
    );
    is_silent(
        "never-drawn",
        &drawn("apps -> kafka -> s3 -> spark -> warehouse").saying("Then Redshift serves it."),
    );
}

#[test]
fn three_questions_at_most_the_most_important_first() {
    let fixture =
        drawn("apps -> kafka -> flink -> redshift -> analysts\nspark, flink -> gold\nspark -> redshift")
            .with(personal());
    let (sketch, roles) = (Sketch::parse(fixture.text), fixtures::roles());
    let graph = Graph::of(&sketch, &roles);
    let scene = Scene {
        sketch: &sketch,
        graph: &graph,
        roles: &roles,
        facts: &fixture.facts,
        said: "",
        caret_line: None,
    };
    let asked: Vec<&str> = lint(&scene).into_iter().map(|question| question.rule).collect();
    assert_eq!(asked, ["unmasked", "no-raw-copy", "two-writers"]);
}

#[test]
fn nothing_is_asked_about_the_line_being_typed() {
    let fixture = drawn("apps -> kafka -> raw zone\nraw zone -> spark -> gold");
    assert!(fixture.questions(None).iter().any(|question| question.rule == "nothing-reads"));
    assert!(fixture.questions(Some(0)).iter().any(|question| question.rule == "nothing-reads"));
    assert!(!fixture.questions(Some(1)).iter().any(|question| question.rule == "nothing-reads"));
}

#[test]
fn a_drawing_just_begun_is_left_in_peace() {
    for text in ["", "apps -> kafka", "apps -> kafka -> flink", "redshift -> analysts"] {
        assert_eq!(drawn(text).with(personal()).questions(None), [], "{text}");
    }
}
