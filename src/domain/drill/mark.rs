//! The marking of an answer: at once, with the words that earned it, and a grade that is only proposed.

use crate::domain::case::Point;
use crate::domain::drill::estimate::Posed;
use crate::domain::drill::pose::{Exercise, Task, one_line, short};
use crate::domain::drill::questions;
use crate::domain::drill::slots::{Side, Slot, SlotReader};
use crate::domain::marking::{DrillMarker, Heard, Language};
use crate::domain::page::{Situation, Tradeoff};
use crate::domain::playbook::Playbook;
use crate::domain::quantity::verdict::Verdict;
use crate::domain::schedule::Grade;

/// How a line of the feedback stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// There, with its reason.
    Full,
    /// There, but only named.
    Part,
    /// Not found.
    Open,
    /// Neither: something to know.
    Note,
}

/// A line of the feedback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How it stands.
    pub sign: Sign,
    /// What was looked for, or what is to be known.
    pub text: String,
    /// The words of the answer that earned it.
    pub quote: Option<String>,
}

impl Line {
    /// A line with a quote or without one.
    pub fn new(sign: Sign, text: impl Into<String>, quote: Option<String>) -> Self {
        Self { sign, text: text.into(), quote: quote.map(|quote| one_line(&quote)) }
    }
}

/// An answer marked.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// The result in a few words.
    pub headline: String,
    /// What the program would grade it; none where only the person can tell.
    pub proposed: Option<Grade>,
    /// What was found and what was not.
    pub lines: Vec<Line>,
    /// Good answers: a heading, and the text.
    pub model: Vec<(String, String)>,
}

/// Marks an answer. `chosen` is the side that was picked by key, where there are sides.
pub fn mark(exercise: &Exercise, playbook: &Playbook, answer: &str, chosen: Option<Side>) -> Marked {
    let model = exercise.model.clone();
    match &exercise.task {
        Task::Recall => Marked {
            headline: "How well did you know it?".to_owned(),
            proposed: None,
            lines: Vec::new(),
            model,
        },
        Task::Tradeoff { page, situation } => tradeoff(page, situation, playbook, answer, chosen),
        Task::Estimate(posed) => estimate(posed, answer),
        Task::Points(points) => {
            let (headline, proposed, lines) = by_points(points, playbook, &exercise.ask, answer);
            Marked { headline, proposed, lines, model }
        }
        Task::Questions { case, fact } => {
            let mut marked = questions::mark(playbook, case, fact.as_ref(), answer);
            marked.model.extend(model);
            marked
        }
    }
}

fn heard(points: &[Point], playbook: &Playbook, asked: &str, answer: &str) -> Vec<Heard> {
    // Nothing can be heard where nothing was said.
    if answer.trim().is_empty() {
        return Vec::new();
    }
    DrillMarker::new(Language::new(&playbook.lexicon), points).mark_reply(asked, answer)
}

fn point_lines(points: &[Point], heard: &[Heard], answer: &str) -> Vec<Line> {
    let line = |(point, heard): (&Point, &Heard)| {
        let sign = match heard.mark {
            0 => Sign::Open,
            1 => Sign::Part,
            _ => Sign::Full,
        };
        let quote = answer.get(heard.bytes.clone()).filter(|quote| heard.mark > 0 && !quote.is_empty());
        let said = one_line(&point.say);
        let text = if heard.against { format!("{said} (you said the opposite)") } else { said };
        Line::new(sign, text, quote.map(str::to_owned))
    };
    points.iter().zip(heard).map(line).collect()
}

/// The share of the points that was made, by weight: a named one counts half.
fn share(points: &[Point], heard: &[Heard]) -> f64 {
    let worth = |mark: u8| match mark {
        0 => 0.0,
        1 => 0.5,
        _ => 1.0,
    };
    let all: f64 = points.iter().map(|point| f64::from(point.weight)).sum();
    let made = points.iter().zip(heard).map(|(point, heard)| f64::from(point.weight) * worth(heard.mark));
    if all == 0.0 { 0.0 } else { made.sum::<f64>() / all }
}

fn by_points(
    points: &[Point],
    playbook: &Playbook,
    asked: &str,
    answer: &str,
) -> (String, Option<Grade>, Vec<Line>) {
    if answer.trim().is_empty() {
        let open = |point: &Point| Line::new(Sign::Note, one_line(&point.say), None);
        let headline = "Nothing typed: mark yourself by what is looked for.".to_owned();
        return (headline, None, points.iter().map(open).collect());
    }
    let heard = heard(points, playbook, asked, answer);
    let seen = heard.iter().filter(|heard| heard.mark > 0).count();
    let share = share(points, &heard);
    let proposed = match share {
        share if share >= 0.999 => Grade::Easy,
        share if share >= 0.7 => Grade::Good,
        share if share >= 0.4 => Grade::Hard,
        _ => Grade::Again,
    };
    let plural = if points.len() == 1 { "point" } else { "points" };
    let headline = format!("{seen} of {} {plural} heard", points.len());
    (headline, Some(proposed), point_lines(points, &heard, answer))
}

fn tradeoff(
    page: &Tradeoff,
    situation: &Situation,
    playbook: &Playbook,
    answer: &str,
    chosen: Option<Side>,
) -> Marked {
    let slots = SlotReader::new(&page.options, &playbook.lexicon.discourse).read(answer);
    let better =
        situation.better.as_ref().and_then(|id| page.options.iter().position(|option| option.id == *id));
    let side = slots.side.or(chosen);
    let name = |side: Side| match side {
        Side::Either => "either",
        Side::Option(at) => page.options.get(at).map_or("", |option| short(&option.title)),
    };
    let quote = |slot: Slot| slots.of(slot).and_then(|bytes| answer.get(bytes)).map(str::to_owned);
    let heard = heard(&situation.because, playbook, &situation.situation, answer);
    let first = heard.iter().filter(|heard| heard.mark > 0).find_map(|heard| answer.get(heard.bytes.clone()));
    let mut lines = Vec::new();
    let mut filled = 0;
    for slot in Slot::ALL {
        let found = match slot {
            Slot::Choice => quote(slot).or_else(|| chosen.map(|side| name(side).to_owned())),
            // A reason may come without "because", where it is one of those looked for.
            Slot::Because => quote(slot).or_else(|| first.map(str::to_owned)),
            Slot::Accept | Slot::Revisit => quote(slot),
        };
        filled += usize::from(found.is_some());
        lines.push(Line::new(if found.is_some() { Sign::Full } else { Sign::Open }, slot.words(), found));
    }
    let fits = better.is_none() || side.is_none_or(|side| side == better.map_or(Side::Either, Side::Option));
    if let (Some(picked), Some(said)) = (chosen, slots.side)
        && picked != said
    {
        let text = format!("You picked {} and argued for {}.", name(picked), name(said));
        lines.push(Line::new(Sign::Note, text, None));
    }
    if let (false, Some(better)) = (fits, better) {
        let better = name(Side::Option(better));
        let text = format!(
            "The situation speaks for {better}. What counts is how you argue; here is how that side would."
        );
        lines.push(Line::new(Sign::Note, text, None));
    } else {
        lines.extend(point_lines(&situation.because, &heard, answer));
        if heard.is_empty() {
            let open = |point: &Point| Line::new(Sign::Note, one_line(&point.say), None);
            lines.extend(situation.because.iter().map(open));
        }
    }
    let (headline, proposed) = tradeoff_grade(filled, fits, &heard, answer);
    Marked {
        headline,
        proposed,
        lines,
        model: tradeoff_models(situation, fits, better.map(|at| name(Side::Option(at)))),
    }
}

fn tradeoff_grade(filled: usize, fits: bool, heard: &[Heard], answer: &str) -> (String, Option<Grade>) {
    if answer.trim().is_empty() {
        return ("Nothing typed: mark yourself by the four slots.".to_owned(), None);
    }
    let reasons = heard.iter().filter(|heard| heard.mark > 0).count();
    let proposed = match (filled, fits) {
        (4, true) if reasons == heard.len() => Grade::Easy,
        (4, true) if reasons > 0 => Grade::Good,
        // A template without any of the reasons says nothing.
        (_, true) if reasons == 0 && !heard.is_empty() => Grade::Again,
        (4, _) | (3, true) => Grade::Hard,
        (2, true) if reasons == heard.len() => Grade::Hard,
        _ => Grade::Again,
    };
    let reasons =
        if fits { format!(", {reasons} of {} reasons looked for", heard.len()) } else { String::new() };
    (format!("{filled} of 4 slots filled{reasons}"), Some(proposed))
}

/// The model sentence of the better side, and of the other one where it is written.
fn tradeoff_models(situation: &Situation, fits: bool, better: Option<&str>) -> Vec<(String, String)> {
    let lead = better.map_or("Either; for one side".to_owned(), |better| format!("For {better}"));
    let mut models = vec![(lead, one_line(&situation.model))];
    models.extend(
        situation.against.as_ref().map(|against| ("For the other side".to_owned(), one_line(against))),
    );
    models.push(("A cost to accept".to_owned(), one_line(&situation.accept)));
    models.push(("A reason to revisit".to_owned(), one_line(&situation.revisit)));
    if !fits && models.len() > 3 {
        // Whoever argued for the other side sees first how it is argued well.
        models.swap(0, 1);
    }
    models
}

/// Why a number cannot be read, in a sentence; none where it can, where nothing is typed, or no number is wanted.
pub fn unreadable(exercise: &Exercise, answer: &str) -> Option<String> {
    let Task::Estimate(posed) = &exercise.task else { return None };
    if answer.trim().is_empty() {
        return None;
    }
    posed.judge(answer).err().map(|mistake| format!("Cannot be read: {}.", mistake.message))
}

fn estimate(posed: &Posed, answer: &str) -> Marked {
    let mut lines = Vec::new();
    let (headline, proposed) = if answer.trim().is_empty() {
        (format!("It is {}.", posed.answer()), Some(Grade::Again))
    } else {
        match posed.judge(answer) {
            Err(mistake) => {
                let part = answer.trim().get(mistake.span).unwrap_or_default().to_owned();
                let quote = Some(part).filter(|part| !part.is_empty());
                lines.push(Line::new(Sign::Open, format!("Cannot be read: {}", mistake.message), quote));
                (format!("It is {}.", posed.answer()), Some(Grade::Again))
            }
            Ok((value, verdict)) => {
                let told = if let Verdict::Dimension { given, .. } = &verdict {
                    format!("Asked for an answer in {}; this is {}.", posed.expected.unit, given.words())
                } else {
                    let read = value.in_unit(&posed.expected.unit);
                    format!("{} It was read as {read}.", verdict.words())
                };
                lines.push(Line::new(sign(&verdict), told, None));
                (format!("It is {}.", posed.answer()), Some(grade(&verdict)))
            }
        }
    };
    let worked =
        posed.steps.iter().map(|step| Line::new(Sign::Note, format!("{}: {}", step.say, step.formula), None));
    lines.extend(worked);
    let model = vec![("In the head".to_owned(), one_line(&posed.tip))];
    Marked { headline, proposed, lines, model }
}

fn sign(verdict: &Verdict) -> Sign {
    match verdict {
        Verdict::Right | Verdict::Close(_) => Sign::Full,
        Verdict::Binary | Verdict::NoUnit | Verdict::Near(_) | Verdict::NotInBits => Sign::Part,
        Verdict::Bits
        | Verdict::Magnitude(_)
        | Verdict::Time { .. }
        | Verdict::Dimension { .. }
        | Verdict::Wrong(_) => Sign::Open,
    }
}

fn grade(verdict: &Verdict) -> Grade {
    match verdict {
        Verdict::Right | Verdict::Close(_) => Grade::Good,
        Verdict::Binary | Verdict::NoUnit | Verdict::Near(_) | Verdict::NotInBits => Grade::Hard,
        Verdict::Bits
        | Verdict::Magnitude(_)
        | Verdict::Time { .. }
        | Verdict::Dimension { .. }
        | Verdict::Wrong(_) => Grade::Again,
    }
}
