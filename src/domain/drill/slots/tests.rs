use proptest::prelude::*;

use super::*;
use crate::domain::id::OptionId;

fn options() -> Vec<Choice> {
    let option = |id: &str, title: &str| Choice {
        id: OptionId::new(id).unwrap(),
        title: title.to_owned(),
        wins: Vec::new(),
        costs: Vec::new(),
    };
    vec![
        option("batch", "Batch (large bounded pieces, for example Spark or dbt)"),
        option("stream", "Stream (each record on arrival, for example Flink)"),
    ]
}

fn reader() -> SlotReader {
    SlotReader::new(&options(), &Discourse::default())
}

const C: usize = 0;
const B: usize = 1;
const A: usize = 2;
const R: usize = 3;

#[test]
fn slots_are_found_in_any_order_and_wording() {
    let batch = Some(Side::Option(0));
    let stream = Some(Side::Option(1));
    let all = &[C, B, A, R][..];
    for (answer, side, filled) in [
        (
            "Batch over streaming, because nobody acts before the morning; I accept figures a day old; I would revisit when managers change prices.",
            batch,
            all,
        ),
        (
            "I'd go with batch. Nobody needs it sooner, and since the ledger must match I want reruns. The downside is stale figures. If somebody starts acting within the hour I'd switch.",
            batch,
            all,
        ),
        (
            "If prices start to change during the day I would move to streaming; until then batch, since managers only read at eight, at the cost of freshness of a day.",
            batch,
            all,
        ),
        (
            "stream rather than batch bc fraud must be stopped within 300 ms, giving up a quiet night, unless the check moves to a queue",
            stream,
            all,
        ),
        (
            "Given that decisions follow within seconds, streaming instead of a nightly batch. We live with on-call duty. Reconsider once the check becomes a daily review.",
            stream,
            all,
        ),
        (
            "Accepting a day of delay, I take batch: correctness matters more than freshness. Would rethink it as soon as someone reads it hourly.",
            batch,
            all,
        ),
        (
            "Not streaming. The reason is cost. We pay with latency there. What flips it is a live price change",
            batch,
            all,
        ),
        ("Batch because it is cheap to rerun and exact.", batch, &[C, B]),
        ("Streaming.", stream, &[C]),
        ("I accept a bill that is higher.", None, &[A]),
        ("7 days hot; 97 % of reads are under 3 days old. I accept slower old reads.", None, &[A]),
        (
            "Either, because the team knows both and the target is an hour; I accept one more tool; revisit if the target drops.",
            Some(Side::Either),
            all,
        ),
        ("It depends on nothing here: both are cheap.", Some(Side::Either), &[C]),
        ("We sacrifice freshness for exactness.", None, &[A]),
        ("Because because because", None, &[]),
        ("I accept. I would revisit. Because.", None, &[]),
        ("I do not accept any delay at all, so streaming", stream, &[C]),
        ("", None, &[]),
        ("The weather is fine today and we like cake.", None, &[]),
    ] {
        let slots = reader().read(answer);
        let found: Vec<usize> = (0..4).filter(|at| slots.filled[*at].is_some()).collect();
        assert_eq!((slots.side, found.as_slice()), (side, filled), "{answer}\n{slots:?}");
    }
}

#[test]
fn a_price_and_what_would_be_done_then_fill_their_slots_in_plain_words() {
    let slots = reader().read(
        "I pick batch: one job reads it all and reruns are free. Price is that figures get stale. If finance begins to act \
         during the day I'd add a live path.",
    );
    assert!(slots.filled[C].is_some() && slots.filled[A].is_some() && slots.filled[R].is_some(), "{slots:?}");
    assert!(reader().read("I'd keep both if asked nicely by ops.").of(Slot::Accept).is_none());
}

#[test]
fn each_slot_names_the_words_that_fill_it() {
    let answer = "I accept figures a day old; batch over streaming, since nobody acts sooner. I would revisit when prices change.";
    let slots = reader().read(answer);
    let words = |slot| answer.get(slots.of(slot).unwrap()).unwrap();
    assert_eq!(words(Slot::Accept), "accept figures a day old");
    assert_eq!(words(Slot::Choice), "batch over streaming");
    assert_eq!(words(Slot::Because), "since nobody acts sooner");
    assert_eq!(words(Slot::Revisit), "revisit when prices change");
}

proptest! {
    #[test]
    fn any_answer_is_read_and_every_slot_lies_in_it(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "batch", "streaming", "over", "because", "I accept", "revisit", "if", "switch", "not", ".", ";", ",",
                "instead of", "either", "日本", "e\u{301}", "delay", "100 GB", "\n",
            ]),
            0..30,
        ),
    ) {
        let answer = words.join(" ");
        let slots = reader().read(&answer);
        for filled in slots.filled.iter().flatten() {
            prop_assert!(answer.get(filled.clone()).is_some_and(|words| !words.is_empty()));
        }
    }
}
