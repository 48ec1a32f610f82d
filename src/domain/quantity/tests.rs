use std::collections::BTreeMap;

use proptest::prelude::*;

use super::unit::UNITS;
use super::verdict::{Expected, Verdict};
use super::*;

fn value(text: &str) -> f64 {
    Quantity::parse(text).unwrap_or_else(|mistake| panic!("`{text}`: {mistake}")).value
}

fn is_close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}

#[test]
fn numbers_are_read_in_many_spellings() {
    for (text, expected) in [
        ("100k * 4KB * 7d * 3", 100e3 * 4e3 * 604_800.0 * 3.0),
        ("100k/s * 4KB * 7d * 3", 725.76e12),
        ("726 TB", 726e12),
        ("0.7PB", 0.7e15),
        ("700e12 B", 700e12),
        ("8 Gbit/s", 1e9),
        ("8 Gbps", 1e9),
        ("500M", 500e6),
        ("1.2B events/d", 1.2e9 / 86_400.0),
        ("5k", 5e3),
        ("2_000", 2_000.0),
        ("1,000,000", 1e6),
        ("1.2 million events per day", 1.2e6 / 86_400.0),
        ("$300/month", 300.0 / 2_592_000.0),
        ("300 $/month", 300.0 / 2_592_000.0),
        ("$2B", 2e9),
        ("0.023 $/GB/month * 1 TB * 1 month", 23.0),
        ("5 %", 0.05),
        ("5% of 3 TB", 150e9),
        ("100 TB / 10 MB/s", 1e7),
        ("1 h 30 min", 5_400.0),
        ("5.8k/s x4", 23_200.0),
        ("3 x 100", 300.0),
        ("4x", 4.0),
        ("-3 + 5", 2.0),
        ("2 ^ 3 ^ 2", 512.0),
        ("-2^2", -4.0),
        ("max(1, 2, 1_500)", 1_500.0),
        ("ceil(0.1 * 30)", 3.0),
        ("512B", 512.0),
        ("500B events", 500e9),
        ("128 MiB", 134_217_728.0),
        ("10 MB a second", 1e7),
        (".5 h", 1_800.0),
        ("2e-3 s", 0.002),
        ("12k qps", 12e3),
        ("(1 + 2) × 3", 9.0),
        ("15m", 900.0),
    ] {
        assert!(is_close(value(text), expected), "{text}: {} is not {expected}", value(text));
    }
}

#[test]
fn what_cannot_be_calculated_says_where_and_why() {
    for (text, part, words) in [
        ("3 TB + 2 h", "3 TB + 2 h", "cannot add bytes and time"),
        ("5 blorps", "blorps", "`blorps` is no unit"),
        ("3 4", "4", "two numbers"),
        ("(3", "(", "never closed"),
        ("3)", ")", "closes nothing"),
        ("3 *", "", "a number is missing"),
        ("1 / 0", "1 / 0", "division by zero"),
        ("ceil(3 TB)", "ceil(3 TB)", "rounds plain numbers"),
        ("9e307 * 100", "9e307 * 100", "too large"),
        ("3 ; 4", ";", "no meaning"),
    ] {
        let mistake = Quantity::parse(text).unwrap_err();
        assert!(mistake.message.contains(words), "{text}: {mistake}");
        assert_eq!(text.get(mistake.span.clone()), Some(part), "{text}: {mistake}");
    }
    assert!(Quantity::parse(&"(".repeat(500)).is_err());
    assert!(Quantity::parse(&"1+".repeat(5_000)).is_err());
}

#[test]
fn names_stand_for_values_and_win_over_units() {
    let names: Names = BTreeMap::from([
        ("tb".to_owned(), Quantity::parse("1 TB").unwrap()),
        ("day".into(), Quantity::parse("24 h").unwrap()),
    ]);
    let expression = Expression::parse("5 TB/day / tb", &["tb", "day"]).unwrap();
    let value = expression.value(&names).unwrap();
    assert!(is_close(value.value, 5.0 / 86_400.0) && value.dimension.time == -1);
    assert_eq!(expression.to_string(), "5 TB / day / tb");
}

#[test]
fn an_answer_is_told_apart_by_what_is_wrong_with_it() {
    let storage = Expected {
        value: Quantity::parse("725.76 TB").unwrap(),
        unit: UnitExpression::parse("TB").unwrap(),
        tolerance: 0.1,
    };
    let of = |expected: &Expected, answer: &str| {
        expected.judge(answer).unwrap_or_else(|mistake| panic!("{answer}: {mistake}")).1
    };
    assert_eq!(of(&storage, "726 TB"), Verdict::Right);
    assert_eq!(of(&storage, "100k/s * 4KB * 7d * 3"), Verdict::Right);
    assert!(matches!(of(&storage, "about 0.7PB"), Verdict::Close(_)));
    assert_eq!(of(&storage, "660 TiB"), Verdict::Right);
    assert_eq!(of(&storage, "726"), Verdict::NoUnit);
    assert_eq!(of(&storage, "726 GB"), Verdict::Magnitude(-3));
    assert_eq!(of(&storage, "726e12 bit"), Verdict::Bits);
    assert!(matches!(of(&storage, "726 TB/s"), Verdict::Dimension { .. }));
    assert!(matches!(of(&storage, "240 TB"), Verdict::Wrong(_)));
    assert!(matches!(of(&storage, "-5 TB"), Verdict::Wrong(_)));
    let exact = Expected { tolerance: 0.05, ..storage.clone() };
    assert_eq!(of(&exact, "726 TiB"), Verdict::Binary);
    let network = Expected {
        value: Quantity::parse("80 Mbit/s").unwrap(),
        unit: UnitExpression::parse("Mbit/s").unwrap(),
        tolerance: 0.1,
    };
    assert_eq!(of(&network, "10 MB/s"), Verdict::NotInBits);
    assert_eq!(of(&network, "5k/s * 2KB * 8"), Verdict::NoUnit, "bits are meant");
    assert_eq!(of(&network, "80 MB/s"), Verdict::Bits);
    assert_eq!(of(&network, "80 Mb/s"), Verdict::Right);
    let rate = Expected {
        value: Quantity::parse("6k/s").unwrap(),
        unit: UnitExpression::parse("/s").unwrap(),
        tolerance: 0.1,
    };
    assert_eq!(
        of(&rate, "6k/min").words(),
        "Off by a factor 60: seconds and minutes, or minutes and hours, are mixed up."
    );
    assert_eq!(of(&rate, "360k/min"), Verdict::Right);
    let size = Expected {
        value: Quantity::parse("5 B").unwrap(),
        unit: UnitExpression::parse("B").unwrap(),
        tolerance: 0.1,
    };
    assert_eq!(of(&size, "5B"), Verdict::Right, "glued, and still bytes");
}

fn expected(value: &str, unit: &str) -> Expected {
    let unit = UnitExpression::parse(unit).unwrap();
    Expected { value: Quantity::parse(value).unwrap(), unit, tolerance: 0.1 }
}

#[test]
fn the_number_of_an_answer_is_found_among_what_is_said_around_it() {
    for (answer, value, unit) in [
        ("100 M/day x 1 KB x 30 = 3 TB", "3 TB", "TB"),
        ("about three TB", "3 TB", "TB"),
        ("3TB (9 TB with 3 copies)", "3 TB", "TB"),
        ("100 GB per day, so 3 TB", "3 TB", "TB"),
        ("(40-10)*60/(10-5) s", "360 s", "s"),
        ("1e9*2e3/86400 B/s", "23.148 MB/s", "MB/s"),
        ("$3420", "3420 $/month", "$/month"),
        ("180 TB * 19 $/TB", "3420 $/month", "$/month"),
        ("$10/night", "10 $", "$"),
        ("10 dollars a night", "10 $", "$"),
        ("$10 per day", "10 $", "$"),
    ] {
        let judged = expected(value, unit).judge(answer);
        assert!(judged.as_ref().is_ok_and(|(_, verdict)| verdict.is_right()), "{answer}: {judged:?}");
    }
    for bare in ["3", "3e12"] {
        assert_eq!(expected("3 TB", "TB").judge(bare).unwrap().1, Verdict::NoUnit, "{bare}");
    }
    for (answer, words) in
        [("2-4 TB", "range"), ("between 2 and 4 TB", "range"), ("x", "no number"), ("TB", "no number")]
    {
        let mistake = expected("3 TB", "TB").judge(answer).unwrap_err();
        assert!(mistake.message.contains(words), "{answer}: {mistake}");
    }
}

#[test]
fn near_is_not_wrong_and_no_false_reason_is_given() {
    let verdict = |value: &str, unit: &str, answer: &str| expected(value, unit).judge(answer).unwrap().1;
    assert!(matches!(verdict("6 min", "min", "5 min"), Verdict::Near(_)));
    assert!(matches!(verdict("160 Mbit/s", "Mbit/s", "~200 Mbps"), Verdict::Near(_)));
    assert!(matches!(verdict("3 TB", "TB", "3.4 TB"), Verdict::Near(_)), "no power of 1024");
    assert!(matches!(verdict("3420 $/month", "$/month", "$9000"), Verdict::Wrong(_)));
    assert!(matches!(verdict("3 TB", "TB", "9 TB"), Verdict::Wrong(_)));
}

#[test]
fn quantities_show_in_a_unit_that_fits() {
    for (text, shown) in [
        ("725.76 TB", "725.8 TB"),
        ("500M/d", "5,787/s"),
        ("60 M events/d x5", "3,472/s"),
        ("100k/s", "100 k/s"),
        ("1 MB * 3", "3 MB"),
        ("90 min", "1.5 h"),
        ("1e6", "1 M"),
        ("12 events/d", "12/d"),
        ("100 $/month", "100 $/month"),
        ("30 $", "30 $"),
        ("999.99 GB", "1 TB"),
    ] {
        assert_eq!(Quantity::parse(text).unwrap().to_string(), shown, "{text}");
    }
    let month = UnitExpression::parse("$/month").unwrap();
    assert_eq!(Quantity::parse("96768 $/month").unwrap().in_unit(&month), "96,768 $/month");
    assert_eq!(
        [number(0.023_1), number(28_800_000.0), number(-1234.5)],
        ["0.0231", "28,800,000", "-1,234.5"]
    );
}

#[test]
fn a_line_with_an_equals_sign_calculates() {
    let result = |line: &str| match evaluate_line(line) {
        Some(Evaluated::Result(text)) => text,
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(result("60 M ev/d ="), "60 M ev/d = 694.4/s");
    assert_eq!(result("peak: 700/s x5 ="), "peak: 700/s x5 = 3,500/s");
    assert_eq!(result("= 3 * 4 TB"), "3 * 4 TB = 12 TB");
    assert_eq!(result("80 MB/s in Mbit/s ="), "80 MB/s in Mbit/s = 640 Mbit/s");
    assert_eq!(result("1 TB = 1000 GB * 2 ="), "1 TB = 1000 GB * 2 = 2 TB");
    assert_eq!([evaluate_line("no formula"), evaluate_line("="), evaluate_line("a = b")], [None, None, None]);
    let Some(Evaluated::Mistake(mistake)) = evaluate_line("peak: 3 blorps =") else { panic!() };
    assert_eq!("peak: 3 blorps =".get(mistake.span), Some("blorps"));
}

fn any_unit() -> impl Strategy<Value = UnitExpression> {
    let known: Vec<usize> = (0..UNITS.len()).filter(|at| UNITS[*at].symbol != "x").collect();
    let part = (prop::sample::select(known), prop_oneof![Just(1_i8), Just(-1_i8)]);
    prop::collection::vec(part, 0..3).prop_map(|parts| UnitExpression { parts })
}

fn at(node: Node) -> Expression {
    Expression { node, span: 0..0 }
}

fn any_expression() -> impl Strategy<Value = Expression> {
    let value = prop_oneof![(0_u32..100_000).prop_map(f64::from), 0.0..1e15_f64, 1e-9..1.0_f64];
    let leaf = prop_oneof![
        4 => (value, any_unit()).prop_map(|(value, unit)| at(Node::Number(value, unit))),
        1 => prop::sample::select(vec!["rate", "day", "tb"]).prop_map(|name| at(Node::Name(name.to_owned()))),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let operator = prop::sample::select(vec![
            Operator::Plus,
            Operator::Minus,
            Operator::Times,
            Operator::Over,
            Operator::Power,
        ]);
        let function = prop::sample::select(Function::ALL.to_vec());
        prop_oneof![
            inner.clone().prop_map(|inner| at(Node::Negative(Box::new(inner)))),
            (operator, inner.clone(), inner.clone()).prop_map(|(sign, left, right)| at(Node::Binary(
                sign,
                Box::new(left),
                Box::new(right)
            ))),
            (function, prop::collection::vec(inner, 1..4))
                .prop_map(|(function, arguments)| at(Node::Call(function, arguments))),
        ]
    })
}

/// Values that can be added, multiplied and divided without leaving the range of numbers.
fn any_quantity() -> impl Strategy<Value = Quantity> {
    let dimension = (-1_i8..=1, -1_i8..=1, -1_i8..=1).prop_map(|(information, time, money)| Dimension {
        information,
        time,
        money,
    });
    (1e-6..1e9_f64, dimension).prop_map(|(value, dimension)| Quantity { value, dimension })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_printed_reads_the_same_again(expression in any_expression()) {
        let text = expression.to_string();
        let again = Expression::parse_as(&text, &["rate", "day", "tb"], Reading::Bytes);
        prop_assert_eq!(again.as_ref(), Ok(&expression), "{}", text);
    }

    #[test]
    fn a_shown_quantity_reads_as_nearly_the_same(quantity in any_quantity()) {
        let text = quantity.to_string();
        let again = Quantity::parse(&text).map_err(|mistake| TestCaseError::fail(format!("{text}: {mistake}")))?;
        prop_assert_eq!(again.dimension, quantity.dimension, "{}", &text);
        prop_assert!((again.value / quantity.value - 1.0).abs() < 0.01, "{text}: {} {}", again.value, quantity.value);
    }

    #[test]
    fn units_obey_algebra(one in any_quantity(), two in any_quantity(), three in any_quantity()) {
        let same = |left: Result<Quantity, String>, right: Result<Quantity, String>| {
            let (left, right) = (left.unwrap(), right.unwrap());
            left.dimension == right.dimension && is_close(left.value, right.value)
        };
        prop_assert!(same(one.times(two), two.times(one)));
        prop_assert!(same(one.times(two).unwrap().times(three), one.times(two.times(three).unwrap())));
        prop_assert!(same(one.times(two).unwrap().over(two), Ok(one)));
        prop_assert!(same(one.over(two), one.times(Quantity::plain(1.0).over(two).unwrap())));
        let alike = Quantity { dimension: one.dimension, ..two };
        prop_assert!(same(one.plus(alike), alike.plus(one)));
        let spread = one.plus(alike).unwrap().times(three);
        prop_assert!(same(spread, one.times(three).unwrap().plus(alike.times(three).unwrap())));
        prop_assert_eq!(one.plus(two).is_ok(), one.dimension == two.dimension);
    }

    #[test]
    fn no_text_breaks_the_parser(text in "(?s).{0,60}") {
        let _ = Quantity::parse(&text);
        let _ = evaluate_line(&text);
    }

    #[test]
    fn no_text_made_of_its_own_words_breaks_the_parser(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "1", "2.5", "1e9", "k", "B", "KB", "TB", "/s", "/", "*", "(", ")", "-", "max(", ",", "x", "per", "day",
                "$", "%", "in", "=", ":", "^", "0", "1,000", "events",
            ]),
            0..24,
        ),
        glue in any::<bool>(),
    ) {
        let text = words.join(if glue { "" } else { " " });
        if let Ok(value) = Quantity::parse(&text) {
            prop_assert!(value.value.is_finite());
        }
        let _ = evaluate_line(&text);
    }

    #[test]
    fn an_answer_that_is_what_was_expected_is_right(quantity in any_quantity(), tolerance in 0.02..0.3_f64) {
        let unit = UnitExpression::parse("TB").unwrap();
        let expected = Expected { value: quantity, unit, tolerance };
        prop_assert_eq!(expected.compare(quantity, None), Verdict::Right);
    }
}
