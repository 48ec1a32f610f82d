//! The result at a glance: score and bars, dimensions with one's own marks, the first fix, red flags, words.

use super::{Item, Section, Tone, flowed};
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::rubric::Dimension;
use crate::domain::score::{BarResult, Debrief, DimensionScore, Term};

/// The first section.
pub fn section(debrief: &Debrief, interview: &Interview) -> Section {
    let mut items = vec![Item { text: debrief.headline(), tone: Tone::Heading, ..Item::default() }];
    items.push(note(debrief));
    items.extend(own_marks(debrief, interview));
    items.extend(help(debrief, interview));
    items.extend(debrief.card.gates.iter().map(|gate| {
        let words = if gate.quote.is_empty() { Vec::new() } else { vec![quoted(&gate.quote)] };
        let text = format!("{}: no better than \"{}\"", gate.title.trim_end_matches('.'), gate.cap);
        Item { text, tone: Tone::Warning, details: words, ..Item::default() }
    }));
    items.extend(debrief.card.bars.iter().filter(|bar| bar.level == debrief.card.target).map(bar));
    items.extend(first_fix(debrief));
    items.push(heading("Levels 0 to 3, yours in parentheses"));
    items.extend(Dimension::ALL.into_iter().filter_map(|dimension| {
        let score = debrief.card.of(dimension)?;
        Some(level(score, own(interview, dimension)))
    }));
    if !debrief.flags.is_empty() {
        items.push(heading("Habits to break"));
        items.extend(debrief.flags.iter().map(|flag| Item {
            indent: 1,
            text: format!("{} ({})", flag.title, flag.at),
            tone: Tone::Warning,
            details: if flag.sentence.is_empty() { Vec::new() } else { vec![quoted(&flag.sentence)] },
            ..Item::default()
        }));
    }
    items.extend(words(debrief));
    Section { title: "Result".to_owned(), items }
}

fn heading(text: &str) -> Item {
    Item { text: text.to_owned(), tone: Tone::Heading, ..Item::default() }
}

fn quoted(text: &str) -> (String, Tone) {
    (format!("\"{}\"", flowed(text)), Tone::Quote)
}

fn note(debrief: &Debrief) -> Item {
    let mut details = Vec::new();
    if let Some(claimed) = debrief.claimed_overall {
        details.push((format!("{claimed} of 100 if every claim of yours counted as reasoned."), Tone::Quiet));
    }
    let lost = debrief.for_lack_of_time.len();
    if lost > 0 {
        let points = if lost == 1 { "1 point was".to_owned() } else { format!("{lost} points were") };
        let text = format!("{points} lost where no time was left: time, not knowledge.");
        details.push((text, Tone::Quiet));
    }
    Item { text: debrief.note.clone(), tone: Tone::Quiet, details, ..Item::default() }
}

/// Who marked what, after a sitting that was spoken.
fn own_marks(debrief: &Debrief, interview: &Interview) -> Option<Item> {
    if !interview.opening().speak {
        return None;
    }
    let own = debrief.marks.points.iter().filter(|mark| mark.reached && mark.by_candidate).count();
    let text = if own == 0 {
        "Spoken, and no point was marked: the program heard only what you typed.".to_owned()
    } else {
        format!(
            "{own} of {} points carry your own mark, given after speaking; of the others the program heard only what \
             you typed. Such marks give a band, no number.",
            debrief.card.points
        )
    };
    Some(Item { text, tone: Tone::Warning, ..Item::default() })
}

/// What the hints cost: how many were taken, and how many of the points that count were given away first.
fn help(debrief: &Debrief, interview: &Interview) -> Option<Item> {
    let mut rungs = [0_usize; 3];
    let mut helped = 0;
    for stamped in interview.log() {
        let Entry::Hinted { ask, rung, point, .. } = &stamped.entry else { continue };
        rungs[usize::from((*rung).clamp(1, 3)) - 1] += 1;
        let made = point.as_ref().and_then(|point| debrief.marks.of(ask, point));
        helped += usize::from(made.is_some_and(|mark| mark.mark > 0));
    }
    let [nudges, pointers, shown] = rungs;
    let taken = [(nudges, "nudge"), (pointers, "pointer"), (shown, "point shown")];
    let taken: Vec<String> = taken.into_iter().filter(|(count, _)| *count > 0).map(counted).collect();
    if taken.is_empty() {
        return None;
    }
    let heard = debrief.marks.points.iter().filter(|mark| mark.mark > 0).count();
    let tail =
        if helped > 0 { format!("; {helped} of {heard} points were made after that") } else { String::new() };
    let text = format!("Help taken: {}{tail}.", taken.join(", "));
    Some(Item { text, tone: Tone::Warning, ..Item::default() })
}

fn counted((count, word): (usize, &str)) -> String {
    let plural =
        if word.ends_with("shown") { word.replacen("point", "points", 1) } else { format!("{word}s") };
    if count == 1 { format!("1 {word}") } else { format!("{count} {plural}") }
}

fn bar(bar: &BarResult) -> Item {
    let (text, tone) = if bar.is_met {
        (format!("The {} bar is cleared.", bar.level.id()), Tone::Good)
    } else {
        (format!("The {} bar is not cleared: {}.", bar.level.id(), bar.missing.join("; ")), Tone::Plain)
    };
    Item { text, tone, ..Item::default() }
}

fn first_fix(debrief: &Debrief) -> Vec<Item> {
    let Some(fix) = &debrief.first_fix else { return Vec::new() };
    vec![
        heading("Mend this first"),
        Item {
            indent: 1,
            text: fix.advice.clone(),
            details: vec![(flowed(&fix.say), Tone::Plain)],
            ask: Some(fix.ask.clone()),
            point: Some((fix.ask.clone(), fix.point.clone())),
            ..Item::default()
        },
    ]
}

/// The candidate's own level for a dimension, taken before anything was shown.
fn own(interview: &Interview, dimension: Dimension) -> Option<u8> {
    interview.log().iter().rev().find_map(|stamped| match &stamped.entry {
        Entry::SelfScored { levels } => Some(levels.get(&dimension).copied()),
        _ => None,
    })?
}

fn level(score: &DimensionScore, own: Option<u8>) -> Item {
    const BAR: usize = 12;
    let filled = (score.mean * BAR as f64).round() as usize;
    let bar: String = (0..BAR).map(|at| if at < filled { '#' } else { '-' }).collect();
    let shown = match (score.level, score.is_thin) {
        (Some(level), _) => level.to_string(),
        (None, true) => "-".to_owned(),
        (None, false) => "not reached".to_owned(),
    };
    let own = own.map_or_else(|| "( )".to_owned(), |own| format!("({own})"));
    let thin = if score.is_thin { "   thin evidence: fewer than three points" } else { "" };
    Item {
        indent: 1,
        text: format!("[{bar}] {shown} {own}  {}{thin}", score.title),
        tone: if score.level == Some(0) { Tone::Warning } else { Tone::Plain },
        ..Item::default()
    }
}

fn words(debrief: &Debrief) -> Vec<Item> {
    let insight = &debrief.insight;
    if insight.words == 0 {
        return Vec::new();
    }
    let list = |terms: &[Term]| {
        terms
            .iter()
            .take(8)
            .map(|term| format!("{} {}", term.title, term.count))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let line = |text: String| Item { indent: 1, text, tone: Tone::Quiet, ..Item::default() };
    let mut items = vec![
        heading("Your words"),
        line(format!("{} words, {} different terms of the trade.", insight.words, insight.vocabulary)),
    ];
    for (label, terms) in
        [("Most used", &insight.terms), ("Over-used", &insight.overused), ("Hedges", &insight.hedges)]
    {
        if !terms.is_empty() {
            items.push(line(format!("{label}: {}.", list(terms))));
        }
    }
    items
}
