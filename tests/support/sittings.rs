//! Small interviews and what they are sat with.

use std::collections::BTreeMap;

use greenroom::domain::case::{
    Astray, Case, Difficulty, Fact, Level, ModelAnswer, Need, OpenStep, Point, Probe, ProbedStep, Span, Ways,
};
use greenroom::domain::cue::Cue;
use greenroom::domain::framework::{Framework, Lines, Share, StepGuide, Topic};
use greenroom::domain::id::{AskId, CaseId, FactId, PointId, TopicId};
use greenroom::domain::interview::entry::{Candidate, Ending, Entry, Mode, Opening, Reply, ReplyKind};
use greenroom::domain::interview::plan::{BudgetScale, Plan};
use greenroom::domain::interview::{Interview, Stamped};
use greenroom::domain::lexicon::{Discourse, Lexicon};
use greenroom::domain::playbook::Snapshot;
use greenroom::domain::rubric::{Band, Bar, Dimension, DimensionGuide, Rubric};
use greenroom::domain::step::Step;
use greenroom::domain::time::{SessionTime, Timestamp};
use proptest::prelude::*;

/// What a sitting of a small case is sat with.
pub fn snapshot() -> Snapshot {
    Snapshot {
        case: case(),
        lexicon: Lexicon {
            concepts: Vec::new(),
            technologies: Vec::new(),
            discourse: Discourse { reason: vec!["because".to_owned()], ..Discourse::default() },
        },
        rubric: rubric(),
        framework: framework(),
        topics: vec![Topic {
            id: TopicId::new("freshness").unwrap(),
            title: "Freshness".to_owned(),
            ask: vec!["How fresh must it be?".to_owned()],
            terms: vec!["latency".to_owned()],
            asked: BTreeMap::new(),
        }],
    }
}

fn case() -> Case {
    let model = || ModelAnswer { mid: "m".to_owned(), senior: "s".to_owned(), staff: "t".to_owned() };
    let open = |point: &str| OpenStep {
        opening: "Go on.".to_owned(),
        points: vec![point_of(point)],
        model: model(),
        hints: Vec::new(),
    };
    let probed = |id: &str| ProbedStep {
        opening: "Deeper.".to_owned(),
        probes: vec![Probe {
            id: AskId::new(id).unwrap(),
            ask: "What if it is late?".to_owned(),
            points: vec![point_of("late")],
            model: "Merge by {late}.".to_owned(),
            hints: vec!["Think of time.".to_owned()],
            sketch: Some("apps -> log".to_owned()),
        }],
    };
    Case {
        id: CaseId::new("parcels").unwrap(),
        title: "Parcel tracking".to_owned(),
        summary: "Where is every parcel?".to_owned(),
        also: Vec::new(),
        difficulty: Difficulty::Core,
        minutes: 45,
        skills: Vec::new(),
        prompt: "Design it.".to_owned(),
        facts: vec![Fact {
            id: FactId::new("freshness").unwrap(),
            topic: TopicId::new("freshness").unwrap(),
            need: Need::Must,
            ask: vec!["Is nightly good enough?".to_owned()],
            ways: Vec::new(),
            cues: vec![Cue::parse("(fresh|latency) $duration").unwrap()],
            answer: "Within a minute.".to_owned(),
            figures: vec!["1 min".to_owned()],
        }],
        open: Vec::new(),
        sketch: "apps -> log -> lake".to_owned(),
        accepts: Vec::new(),
        evolutions: Vec::new(),
        clarify: open("asks-freshness"),
        architecture: open("raw-copy"),
        deep_dive: probed("late-scans"),
        cross_cutting: probed("masking"),
        summing_up: open("recap"),
        curveballs: Vec::new(),
        lexicon: BTreeMap::new(),
        astray: Astray::default(),
        see: Vec::new(),
    }
}

fn point_of(id: &str) -> Point {
    Point {
        id: PointId::new(id).unwrap(),
        dimension: Dimension::Correctness,
        weight: 2,
        say: "Merges late rows by key.".to_owned(),
        cues: vec![Cue::parse("merge \"business key\" -append").unwrap()],
        not: Vec::new(),
        facts: Vec::new(),
        told: Vec::new(),
        span: Span::Passage,
        samples: None,
        ways: Ways::default(),
    }
}

fn rubric() -> Rubric {
    let guide = |dimension: Dimension| DimensionGuide {
        id: dimension,
        title: dimension.id().to_owned(),
        weight: 10,
        step: Step::DeepDive,
        levels: ["0", "1", "2", "3"].map(str::to_owned),
    };
    Rubric {
        dimensions: Dimension::ALL.map(guide).to_vec(),
        bars: Level::ALL.into_iter().map(|level| (level, Bar::default())).collect(),
        gates: Vec::new(),
        bands: vec![Band { below: 101, title: "all".to_owned() }],
        note: "Keyword-based.".to_owned(),
    }
}

/// The five steps with the usual minutes of 45.
pub fn framework() -> Framework {
    let guide = |(step, minutes): (Step, u32)| StepGuide {
        id: step,
        title: step.id().to_owned(),
        share: Share { min: 10, max: 40 },
        minutes: BTreeMap::from([(45, minutes)]),
        goal: String::new(),
        opening: "Go on.".to_owned(),
        checklist: Vec::new(),
        phrases: Vec::new(),
        mistakes: Vec::new(),
    };
    let line = || vec!["Well.".to_owned()];
    Framework {
        steps: Step::ALL.into_iter().zip([6, 10, 20, 6, 3]).map(guide).collect(),
        lines: Lines {
            unknown: line(),
            your_call: line(),
            already_said: line(),
            declined: line(),
            small_talk: line(),
            statement: line(),
            check_in: line(),
            ask_reason: line(),
            did_you_mean: line(),
            under_way: Vec::new(),
            repeat: Vec::new(),
            not_understood: line(),
            pasted_prompt: line(),
            next_probe: line(),
            curveball: line(),
            wrap_up: line(),
        },
    }
}

/// An interview of the small case that has just been opened.
pub fn interview() -> Interview {
    let snapshot = snapshot();
    let opening = Opening {
        case: snapshot.case.id.clone(),
        title: snapshot.case.title.clone(),
        snapshot: snapshot.fingerprint().to_string(),
        mode: Mode::Mock,
        level: Level::Senior,
        speak: false,
        seed: u64::MAX,
        plan: Plan::whole(&snapshot.framework, 45, BudgetScale::Normal),
    };
    Interview::open(opening, Timestamp(1_763_800_000_000))
}

/// An answer, `number` seconds into the interview.
pub fn answer(number: u64, text: &str) -> Stamped {
    Stamped {
        at: SessionTime::seconds(number),
        wall: Timestamp(1_763_800_000_000 + number as i64 * 1000),
        entry: Entry::Wrote { ask: Step::Clarify.ask(), text: text.to_owned() },
    }
}

/// Any entry but `Opened`, with texts of all scripts.
pub fn any_entry() -> impl Strategy<Value = Entry> {
    let text = || proptest::string::string_regex("(?s).{0,40}").unwrap();
    let ask = || "[a-z][a-z0-9]{0,9}".prop_map(|id| AskId::new(id).unwrap());
    let reply = (text(), text(), any::<f64>(), text()).prop_map(|(text, question, score, by)| {
        let score = if score.is_finite() { score } else { 0.1 };
        let why = vec![Candidate { id: "freshness".to_owned(), score, by }];
        let facts = vec![FactId::new("freshness").unwrap()];
        Entry::Told(Reply { kind: ReplyKind::Fact, text, facts, topic: None, question, why })
    });
    let levels = proptest::collection::btree_map(0..10_usize, 0..=3_u8, 0..10).prop_map(|levels| {
        let levels = levels.into_iter().map(|(dimension, level)| (Dimension::ALL[dimension], level));
        Entry::SelfScored { levels: levels.collect() }
    });
    prop_oneof![
        text().prop_map(|text| Entry::Asked { text }),
        reply,
        (ask(), text()).prop_map(|(ask, text)| Entry::Posed { ask, text }),
        (ask(), text()).prop_map(|(curveball, text)| Entry::Struck { curveball, text }),
        (ask(), text()).prop_map(|(ask, text)| Entry::Wrote { ask, text }),
        text().prop_map(|text| Entry::Drew { text }),
        text().prop_map(|text| Entry::Noted { text }),
        (0..5_usize).prop_map(|step| Entry::Advanced { to: Step::ALL[step] }),
        (ask(), 1..=3_u8, text()).prop_map(|(ask, rung, text)| Entry::Hinted {
            ask,
            rung,
            text,
            point: None
        }),
        ask().prop_map(|ask| Entry::Declined { ask }),
        Just(Entry::Paused),
        Just(Entry::Resumed),
        any::<u64>().prop_map(|away| Entry::Returned { away }),
        (any::<u64>(), any::<bool>()).prop_map(|(gap, counted)| Entry::Slept { gap, counted }),
        (0..5_usize).prop_map(|scale| Entry::BudgetChanged { scale: BudgetScale::ALL[scale] }),
        levels,
        (ask(), text()).prop_map(|(ask, quote)| Entry::Claimed {
            ask,
            point: PointId::new("late").unwrap(),
            quote
        }),
        Just(Entry::Finished { how: Ending::Early }),
    ]
}
