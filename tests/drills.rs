//! Drills over the built-in content: everything can be posed, and what the content calls good is marked as good.

use greenroom::domain::drill::DrillKind;
use greenroom::domain::drill::catalog::catalog;
use greenroom::domain::drill::mark::{Sign, mark};
use greenroom::domain::drill::pose::{Exercise, Task};
use greenroom::domain::drill::slots::{Side, SlotReader};
use greenroom::domain::rubric::Dimension;
use greenroom::domain::schedule::agenda::{Item, agenda};
use greenroom::domain::schedule::{CardId, Deck, Grade, Subject};
use greenroom::domain::time::{Day, Timestamp};

use crate::support::script::built_in_playbook;

#[test]
fn every_card_of_the_content_can_be_posed_and_marked() {
    let playbook = built_in_playbook();
    let entries = catalog(&playbook, &Deck::default());
    for kind in DrillKind::ALL {
        assert!(entries.iter().any(|entry| entry.kind == kind), "no {}", kind.id());
    }
    for entry in &entries {
        assert_eq!(Subject::of(&entry.id).as_ref(), Some(&entry.subject), "{}", entry.id);
        let exercise =
            Exercise::of(&playbook, &entry.subject, 7, 0).unwrap_or_else(|| panic!("{}", entry.id));
        assert!(!exercise.ask.is_empty() && !exercise.ask.contains('{'), "{}: {}", entry.id, exercise.ask);
        if entry.kind != DrillKind::Clarify {
            let marked = mark(&exercise, &playbook, "", None);
            assert!(marked.proposed.is_none_or(|grade| grade == Grade::Again), "{}", entry.id);
        }
    }
}

#[test]
fn the_model_sentences_of_every_trade_off_fill_all_four_slots() {
    let playbook = built_in_playbook();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for page in playbook.tradeoffs.values() {
        let reader = SlotReader::new(&page.options, &playbook.lexicon.discourse);
        for situation in &page.situations {
            for (sentence, is_model) in
                [Some((&situation.model, true)), situation.against.as_ref().map(|against| (against, false))]
                    .into_iter()
                    .flatten()
            {
                all += 1;
                let slots = reader.read(sentence);
                let better = situation
                    .better
                    .as_ref()
                    .and_then(|id| page.options.iter().position(|option| option.id == *id));
                let is_side = match (slots.side, better) {
                    (Some(Side::Option(side)), Some(better)) => (side == better) == is_model,
                    (Some(_), None) => true,
                    _ => false,
                };
                if slots.count() < 4 || !is_side {
                    wrong.push(format!("{}/{}: {slots:?}\n    {sentence}", page.header.id, situation.id));
                }
            }
        }
    }
    println!("{} of {all} sentences read in full", all - wrong.len());
    assert!(wrong.len() * 50 <= all, "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn good_samples_of_a_trade_off_reason_are_quoted_and_a_side_against_the_situation_is_not_simply_wrong() {
    let playbook = built_in_playbook();
    let subject = Subject::Tradeoff("batch-or-stream".parse().unwrap(), "morning-revenue".parse().unwrap());
    let exercise = Exercise::of(&playbook, &subject, 1, 0).unwrap();
    let Task::Tradeoff { situation, .. } = &exercise.task else { panic!() };
    let model = mark(&exercise, &playbook, &situation.model, None);
    assert_eq!(model.proposed, Some(Grade::Easy), "{model:#?}");
    assert!(model.lines.iter().filter(|line| line.sign == Sign::Full).all(|line| line.quote.is_some()));
    let against = situation.against.clone().unwrap();
    let other = mark(&exercise, &playbook, &against, Some(Side::Option(0)));
    assert_eq!(other.proposed, Some(Grade::Hard), "{other:#?}");
    let notes: Vec<&str> =
        other.lines.iter().filter(|line| line.sign == Sign::Note).map(|line| line.text.as_str()).collect();
    assert!(notes.iter().any(|note| note.starts_with("You picked Batch and argued for Stream")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("speaks for Batch")), "{notes:?}");
    assert_eq!(other.model.first().map(|(lead, _)| lead.as_str()), Some("For the other side"));
    let nothing = mark(&exercise, &playbook, "Streaming, it is modern.", None);
    assert_eq!(nothing.proposed, Some(Grade::Again));
}

#[test]
fn the_mended_statement_of_most_reviews_makes_its_own_points() {
    let playbook = built_in_playbook();
    let (mut good, mut all) = (0, 0);
    // Marking in a debug build takes its time; every fourth will do.
    for page in playbook.reviews.values().step_by(4) {
        let exercise = Exercise::of(&playbook, &Subject::Review(page.header.id.clone()), 1, 0).unwrap();
        let marked = mark(&exercise, &playbook, &page.model, None);
        let repeated = mark(&exercise, &playbook, &page.statement, None);
        all += 1;
        good += usize::from(marked.proposed >= Some(Grade::Hard));
        assert!(repeated.proposed <= Some(Grade::Hard), "{}: the flaw itself is no answer", page.header.id);
    }
    println!("{good} of {all} reviews");
    assert!(good * 10 >= all * 9, "{good} of {all}");
}

#[test]
fn a_sprint_of_questions_names_what_was_found_and_what_was_not() {
    let playbook = built_in_playbook();
    let case = playbook.cases.get("ride-hailing").unwrap();
    let exercise = Exercise::of(&playbook, &Subject::Clarify(case.id.clone()), 1, 0).unwrap();
    let questions: Vec<&str> =
        case.facts.iter().filter_map(|fact| fact.ask.first()).map(String::as_str).collect();
    let marked = mark(&exercise, &playbook, &questions.join("\n"), None);
    assert!(marked.proposed >= Some(Grade::Good), "{}", marked.headline);
    let poor = mark(&exercise, &playbook, "How much data is there?\nWhat is the weather like?", None);
    assert_eq!(poor.proposed, Some(Grade::Again), "{}", poor.headline);
    assert!(poor.lines.iter().any(|line| line.sign == Sign::Full && line.quote.is_some()));
    assert!(poor.lines.iter().filter(|line| line.sign == Sign::Open).count() > 5);
}

#[test]
fn a_letter_or_two_find_nothing_in_a_sprint() {
    let playbook = built_in_playbook();
    let exercise = Exercise::of(&playbook, &Subject::Clarify("ride-hailing".parse().unwrap()), 1, 0).unwrap();
    for nonsense in ["x", "?? 10x"] {
        let marked = mark(&exercise, &playbook, nonsense, None);
        let found: Vec<_> = marked.lines.iter().filter(|line| line.sign == Sign::Full).collect();
        assert!(found.is_empty(), "{nonsense}: {found:?}");
    }
}

#[test]
fn a_template_without_any_reason_comes_again_and_plain_words_with_all_reasons_do_not() {
    let playbook = built_in_playbook();
    let posed = |page: &str, number: usize| {
        let page = playbook.tradeoffs.get(&page.parse::<greenroom::domain::id::PageId>().unwrap()).unwrap();
        let subject = Subject::Tradeoff(page.header.id.clone(), page.situations[number].id.clone());
        (Exercise::of(&playbook, &subject, 1, 0).unwrap(), page.options[0].title.clone())
    };
    for page in playbook.tradeoffs.keys() {
        let (exercise, option) = posed(page.as_str(), 0);
        let short = option.split(" (").next().unwrap();
        let empty = format!(
            "{short} it is, because bananas matters more than apples here; I accept everything; I would revisit when pigs fly."
        );
        let marked = mark(&exercise, &playbook, &empty, None);
        assert!(marked.proposed <= Some(Grade::Hard), "{page}: {}", marked.headline);
        if marked.headline.contains(", 0 of") {
            assert_eq!(marked.proposed, Some(Grade::Again), "{page}: {}", marked.headline);
        }
    }
}

#[test]
fn each_of_several_questions_on_one_line_of_a_sprint_is_asked() {
    let playbook = built_in_playbook();
    let line = "Are there duplicates? What is the retention? Do we have to delete personal data on request?";
    for case in ["ride-hailing", "fraud-detection"] {
        let exercise = Exercise::of(&playbook, &Subject::Clarify(case.parse().unwrap()), 1, 0).unwrap();
        let marked = mark(&exercise, &playbook, line, None);
        for topic in ["Duplicates", "Retention", "Personal data"] {
            let found = marked.lines.iter().find(|line| line.text.starts_with(topic)).unwrap();
            assert_eq!(found.sign, Sign::Full, "{case}: {topic}");
        }
    }
}

#[test]
fn an_estimate_shows_the_chain_with_its_numbers() {
    let playbook = built_in_playbook();
    let subject = Subject::Estimate("volume-in-motion".parse().unwrap());
    let exercise = Exercise::of(&playbook, &subject, 3, 0).unwrap();
    let Task::Estimate(posed) = &exercise.task else { panic!() };
    let right = mark(&exercise, &playbook, &posed.answer(), None);
    assert_eq!(right.proposed, Some(Grade::Good), "{right:#?}");
    assert!(right.lines.iter().any(|line| line.text.contains(" = ")));
    let bare = posed.answer().split(' ').next().unwrap().to_owned();
    assert_eq!(mark(&exercise, &playbook, &bare, None).proposed, Some(Grade::Hard), "right, without a unit");
    assert_eq!(mark(&exercise, &playbook, "no idea", None).proposed, Some(Grade::Again));
}

#[test]
fn the_day_s_plan_drills_what_the_interview_showed_to_be_weak() {
    let playbook = built_in_playbook();
    let case = playbook.cases.get("ride-hailing").unwrap();
    let (ask, _, point) =
        case.points().find(|(_, _, point)| point.dimension == Dimension::Operations).unwrap();
    let missed = vec![(Subject::Point(case.id.clone(), ask, point.id.clone()), point.say.clone())];
    let mut deck = Deck::default();
    let today = Day(20_780);
    deck.take_in(missed, None, Timestamp(0), today);
    let plan = agenda(&playbook, &catalog(&playbook, &deck), &deck, &[], (today, 30));
    let trained = plan.items.iter().find_map(|item| match item {
        Item::Drill { dimension, .. } => *dimension,
        _ => None,
    });
    assert_eq!(trained, Some(Dimension::Operations), "{:?}", plan.items);
    let step = plan.items.iter().find_map(|item| match item {
        Item::Case { step, .. } => *step,
        _ => None,
    });
    assert_eq!(step, Some(playbook.rubric.guide(Dimension::Operations).unwrap().step));
    deck.settings.interview = Some(today.plus(1));
    let eve = agenda(&playbook, &catalog(&playbook, &deck), &deck, &[], (today, 30));
    assert!(eve.is_rest && eve.items.is_empty(), "the evening before is for rest");
}

#[test]
fn cards_whose_content_is_gone_are_named_and_kept() {
    let playbook = built_in_playbook();
    let mut deck = Deck::default();
    for id in ["recall/kappa/no-such-question", "estimate/volume-in-motion", "of-another-making"] {
        deck.bury(&CardId(id.to_owned()), Timestamp(0), Day(20_780));
    }
    let orphans: Vec<&str> = deck.orphans(&playbook).into_iter().map(|id| id.0.as_str()).collect();
    assert_eq!(orphans, ["of-another-making", "recall/kappa/no-such-question"]);
    assert_eq!(deck.cards.len(), 3);
}
