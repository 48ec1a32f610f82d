//! Number drills: a template with values drawn afresh each time, and the worked chain with these values.

use crate::domain::chance::Chance;
use crate::domain::page::Estimate;
use crate::domain::quantity::verdict::{Expected, Verdict};
use crate::domain::quantity::{Expression, Mistake, Names, Quantity, UnitExpression, thousands};

/// Which value was drawn for each varied name, in the order of the names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Draw(Vec<usize>);

/// A step of the chain, worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    /// What is computed: `Bytes per day: 500M events/d times 1 KB`.
    pub say: String,
    /// With numbers: `500M events/d * 1 KB = 500 GB/d`.
    pub formula: String,
}

/// An estimate with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Posed {
    /// The question.
    pub ask: String,
    /// What comes out, in which unit, and how near an answer must be.
    pub expected: Expected,
    /// The worked chain.
    pub steps: Vec<Worked>,
    /// How to do it in the head.
    pub tip: String,
    /// The values drawn.
    pub draw: Draw,
}

/// What is wrong with an estimate's template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The value of a name, or the example's result, cannot be read.
    #[error("`{text}`: {mistake}")]
    Value {
        /// As written.
        text: String,
        /// Why.
        mistake: Mistake,
    },
    /// An expression cannot be read or calculated.
    #[error("`{text}`: {mistake}")]
    Expression {
        /// As written.
        text: String,
        /// Why.
        mistake: Mistake,
    },
    /// This is no unit.
    #[error("`{0}` is no unit")]
    Unit(String),
    /// The unit measures something else than the expression.
    #[error("`{text}` gives {given}, which is not told in `{unit}`")]
    Dimension {
        /// The expression.
        text: String,
        /// What it gives, in words.
        given: String,
        /// The unit.
        unit: String,
    },
    /// With the values of the example, something else comes out than the example says.
    #[error("with these values the answer is {0}")]
    Check(String),
    /// No draw gives an answer above zero.
    #[error("no choice of values gives an answer above zero")]
    NoDraw,
}

impl Posed {
    /// Marks an answer: what was said, and how it compares.
    pub fn judge(&self, answer: &str) -> Result<(Quantity, Verdict), Mistake> {
        self.expected.judge(answer)
    }

    /// The answer in the unit asked for: `725.76 TB`.
    pub fn answer(&self) -> String {
        self.expected.value.in_unit(&self.expected.unit)
    }
}

/// Poses an estimate with values that the seed decides, for the so many-th time. Even and odd times draw from different
/// halves of all choices, so that no two in a row are alike; choices that give no answer above zero are not drawn.
pub fn pose(estimate: &Estimate, seed: u64, turn: u32) -> Result<Posed, Fault> {
    let sizes: Vec<usize> = estimate.vary.values().map(Vec::len).collect();
    let all: usize = sizes.iter().product::<usize>().max(1);
    let half = (turn % 2) as usize;
    let own: Vec<usize> = (0..all).filter(|number| number % 2 == half).collect();
    let others = (0..all).filter(|number| number % 2 != half);
    let first = Chance::new(seed).below(own.len());
    let (late, early) = own.split_at(first);
    for number in early.iter().chain(late).copied().chain(others) {
        let posed = posed(estimate, &numbered(&sizes, number))?;
        if posed.expected.value.value > 0.0 {
            return Ok(posed);
        }
    }
    Err(Fault::NoDraw)
}

/// The so many-th of all draws.
fn numbered(sizes: &[usize], mut number: usize) -> Draw {
    let mut draw = Vec::with_capacity(sizes.len());
    for size in sizes {
        draw.push(number % size.max(&1));
        number /= size.max(&1);
    }
    Draw(draw)
}

fn posed(estimate: &Estimate, draw: &Draw) -> Result<Posed, Fault> {
    let drawn =
        estimate.vary.iter().zip(&draw.0).filter_map(|((name, values), at)| Some((name, values.get(*at)?)));
    let texts: Vec<(&str, &str)> =
        drawn.chain(&estimate.fixed).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Ok(Posed { draw: draw.clone(), ..worked(estimate, &Given::read(texts)?)? })
}

/// An estimate with the values of its example.
pub fn example(estimate: &Estimate) -> Result<Posed, Fault> {
    let texts = estimate.check.given.iter().chain(&estimate.fixed);
    worked(estimate, &Given::read(texts.map(|(name, text)| (name.as_str(), text.as_str())).collect())?)
}

fn worked(estimate: &Estimate, given: &Given<'_>) -> Result<Posed, Fault> {
    let mut steps: Vec<Worked> = Vec::new();
    let mut known: Vec<(&str, String)> = Vec::new();
    for step in &estimate.steps {
        let (value, unit) = given.told(&step.compute, &step.unit)?;
        let outcome = value.in_unit(&unit);
        let formula = format!("{} = {outcome}", given.with_numbers(&step.compute, &known));
        steps.push(Worked { say: given.filled(&step.say), formula });
        known.push((step.compute.trim(), outcome));
    }
    let (value, unit) = given.told(&estimate.answer, &estimate.unit)?;
    Ok(Posed {
        ask: given.filled(&estimate.ask),
        expected: Expected { value, unit, tolerance: estimate.tolerance },
        steps,
        tip: estimate.tip.trim().to_owned(),
        draw: Draw::default(),
    })
}

/// Looks through a template: everything must be readable, calculable and told in a fitting unit for every draw, and
/// the example must come out. Gives back how many draws give no answer above zero.
pub fn check(estimate: &Estimate) -> Result<usize, Fault> {
    /// So many draws are looked at; more than any estimate of ours has.
    const MOST: usize = 4_000;
    let example = estimate.check.given.iter().chain(&estimate.fixed);
    let given = Given::read(example.map(|(name, text)| (name.as_str(), text.as_str())).collect())?;
    let (value, unit) = given.told(&estimate.answer, &estimate.unit)?;
    let text = &estimate.check.value;
    let stated = Quantity::parse(text).map_err(|mistake| Fault::Value { text: text.clone(), mistake })?;
    let is_same = stated.dimension == value.dimension
        && (stated.value - value.value).abs() <= 0.001 * value.value.abs().max(f64::MIN_POSITIVE);
    if !is_same {
        return Err(Fault::Check(value.in_unit(&unit)));
    }
    let sizes: Vec<usize> = estimate.vary.values().map(Vec::len).collect();
    let all = sizes.iter().product::<usize>().clamp(1, MOST);
    let mut without = 0;
    for number in 0..all {
        without += usize::from(posed(estimate, &numbered(&sizes, number))?.expected.value.value <= 0.0);
    }
    if without == all { Err(Fault::NoDraw) } else { Ok(without) }
}

/// The values of a draw, as shown and as quantities.
struct Given<'a> {
    texts: Vec<(&'a str, String)>,
    values: Names,
}

impl<'a> Given<'a> {
    fn read(texts: Vec<(&'a str, &'a str)>) -> Result<Self, Fault> {
        let mut values = Names::new();
        for (name, text) in &texts {
            let fault = |mistake| Fault::Value { text: (*text).to_owned(), mistake };
            let expression = Expression::parse(text, &[]).map_err(fault)?;
            values.insert((*name).to_owned(), expression.value(&Names::new()).map_err(fault)?);
        }
        Ok(Self { texts: texts.into_iter().map(|(name, text)| (name, grouped(text))).collect(), values })
    }

    fn expression(&self, text: &str) -> Result<Expression, Fault> {
        let names: Vec<&str> = self.texts.iter().map(|(name, _)| *name).collect();
        Expression::parse(text, &names)
            .map_err(|mistake| Fault::Expression { text: text.trim().to_owned(), mistake })
    }

    /// What an expression gives, with the unit it is told in.
    fn told(&self, text: &str, unit: &str) -> Result<(Quantity, UnitExpression), Fault> {
        let fault = |mistake| Fault::Expression { text: text.trim().to_owned(), mistake };
        let value = self.expression(text)?.value(&self.values).map_err(fault)?;
        let parsed = UnitExpression::parse(unit).ok_or_else(|| Fault::Unit(unit.to_owned()))?;
        if parsed.one().dimension == value.dimension {
            return Ok((value, parsed));
        }
        let (text, given) = (text.trim().to_owned(), value.dimension.words());
        Err(Fault::Dimension { text, given, unit: unit.to_owned() })
    }

    /// The expression with values in place of names, and with outcomes in place of what was computed before:
    /// `500M events/d * 1 KB`, `max(12 brokers, 61 brokers)`.
    fn with_numbers(&self, text: &str, known: &[(&str, String)]) -> String {
        let mut shown = String::new();
        let mut rest = text.trim();
        while let Some(first) = rest.chars().next() {
            let computed = known.iter().rev().find(|(computed, _)| {
                rest.strip_prefix(computed).is_some_and(|after| is_apart(&shown, computed, after))
            });
            if let Some((computed, outcome)) = computed {
                shown.push_str(outcome);
                rest = rest.strip_prefix(computed).unwrap_or_default();
                continue;
            }
            let is_word = |char: char| char.is_alphanumeric() || char == '_';
            let length = if is_word(first) {
                rest.find(|char| !is_word(char)).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (word, after) = rest.split_at(length);
            let value = self.texts.iter().find(|(name, _)| *name == word).map(|(_, value)| value.as_str());
            shown.push_str(value.unwrap_or(word));
            rest = after;
        }
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn filled(&self, text: &str) -> String {
        let fill = |text: String, (name, value): &(&str, String)| text.replace(&format!("{{{name}}}"), value);
        self.texts.iter().fold(text.trim().to_owned(), fill)
    }
}

/// Whether what was computed stands between these by itself, so that its outcome may stand there, too.
fn is_apart(before: &str, computed: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end().chars().next_back(), after.trim_start().chars().next());
    let mut depth = 0;
    let is_sum = computed.chars().any(|sign| {
        depth += i32::from(sign == '(') - i32::from(sign == ')');
        depth == 0 && matches!(sign, '+' | '-')
    });
    let opens = matches!(before, None | Some('(' | ',')) || !is_sum && before == Some('+');
    let closes =
        matches!(after, None | Some(')' | ',' | '+' | '-')) || !is_sum && matches!(after, Some('*' | '/'));
    opens && closes
}

/// A text with commas between the thousands of its numbers: `28,800,000 requests/d`.
pub fn grouped(text: &str) -> String {
    let mut grouped = String::new();
    let mut digits = String::new();
    // A blank at the end settles the last number.
    for next in text.chars().chain([' ']) {
        if next.is_ascii_digit() {
            digits.push(next);
            continue;
        }
        let is_whole = !grouped.ends_with(['.', '_', ',']) && !grouped.ends_with(char::is_alphanumeric);
        let is_number = is_whole && !matches!(next, '_' | '.');
        grouped.push_str(&if is_number { thousands(&digits) } else { digits.clone() });
        digits.clear();
        grouped.push(next);
    }
    grouped.pop();
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PageId;
    use crate::domain::page::{EstimateCheck, Header, WorkedStep};

    fn storage() -> Estimate {
        let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Estimate {
            header: Header {
                id: PageId::new("storage").unwrap(),
                title: "Storage".to_owned(),
                summary: String::new(),
                also: Vec::new(),
                skills: Vec::new(),
                see: Vec::new(),
            },
            ask: "{daily} of {size}: how much a day?".to_owned(),
            vary: [
                ("daily".to_owned(), texts(&["500M events/d", "1B events/d"])),
                ("size".to_owned(), texts(&["1 KB", "2 KB"])),
            ]
            .into(),
            fixed: [pair("day", "1 d")].into(),
            answer: "daily * size * day".to_owned(),
            unit: "TB".to_owned(),
            tolerance: 0.1,
            steps: vec![WorkedStep {
                say: "{daily} times {size}".to_owned(),
                compute: "daily * size".to_owned(),
                unit: "GB/d".to_owned(),
            }],
            check: EstimateCheck {
                given: [pair("daily", "500M events/d"), pair("size", "1 KB")].into(),
                value: "0.5 TB".to_owned(),
            },
            tip: "A thousand times a million is a billion.".to_owned(),
        }
    }

    #[test]
    fn the_chain_is_worked_with_the_numbers_drawn() {
        let posed = posed(&storage(), &Draw(vec![1, 1])).unwrap();
        assert_eq!(posed.ask, "1B events/d of 2 KB: how much a day?");
        assert_eq!(posed.answer(), "2 TB");
        let step = posed.steps.first().unwrap();
        assert_eq!(step.say, "1B events/d times 2 KB");
        assert_eq!(step.formula, "1B events/d * 2 KB = 2,000 GB/d");
    }

    #[test]
    fn what_was_computed_before_stands_in_later_steps_as_its_outcome() {
        let mut estimate = storage();
        let step = |compute: &str| WorkedStep {
            say: "Next".to_owned(),
            compute: compute.to_owned(),
            unit: "GB/d".to_owned(),
        };
        estimate.steps.extend([
            step("max(daily * size, 2 GB/d)"),
            step("daily * size * 2 - 1 GB/d"),
            step("7 * daily * size"),
        ]);
        let formulas: Vec<String> =
            example(&estimate).unwrap().steps.into_iter().map(|step| step.formula).collect();
        assert_eq!(
            formulas,
            [
                "500M events/d * 1 KB = 500 GB/d",
                "max(500 GB/d, 2 GB/d) = 500 GB/d",
                "500 GB/d * 2 - 1 GB/d = 999 GB/d",
                "7 * 500M events/d * 1 KB = 3,500 GB/d",
            ]
        );
    }

    #[test]
    fn numbers_are_shown_with_commas_between_thousands() {
        for (text, shown) in [
            ("28800000 requests/d", "28,800,000 requests/d"),
            ("1000 partitions", "1,000 partitions"),
            ("2_000 B, 0.12345 $, 1e9, v2000", "2_000 B, 0.12345 $, 1e9, v2000"),
            ("100 MB/s", "100 MB/s"),
        ] {
            assert_eq!(grouped(text), shown);
        }
    }

    #[test]
    fn no_two_draws_in_a_row_are_alike() {
        let estimate = storage();
        let mut before = None;
        for turn in 0..300 {
            let posed = pose(&estimate, u64::from(turn) * 7, turn).unwrap();
            assert_ne!(Some(&posed.draw), before.as_ref(), "turn {turn}");
            before = Some(posed.draw);
        }
        assert_eq!(pose(&estimate, 5, 1), pose(&estimate, 5, 1));
    }

    #[test]
    fn faults_of_a_template_are_found() {
        assert_eq!(check(&storage()), Ok(0));
        let with = |change: fn(&mut Estimate)| {
            let mut estimate = storage();
            change(&mut estimate);
            check(&estimate).unwrap_err().to_string()
        };
        assert_eq!(
            with(|estimate| estimate.check.value = "0.6 TB".into()),
            "with these values the answer is 0.5 TB"
        );
        assert!(with(|estimate| estimate.unit = "TB/s".into()).contains("not told in `TB/s`"));
        assert!(with(|estimate| estimate.answer = "daily * sise".into()).contains("`sise` is no unit"));
        assert!(with(|estimate| estimate.answer = "daily + size".into()).contains("cannot add"));
        assert!(with(|estimate| estimate.steps[0].unit = "blorps".into()).contains("is no unit"));
        assert!(
            with(|estimate| estimate.vary.get_mut("size").unwrap().push("1 blorp".into())).contains("blorp")
        );
        assert!(
            with(|estimate| estimate.answer = "daily * size * day - 500 TB".into())
                .contains("answer is -499.5 TB")
        );
    }
}
