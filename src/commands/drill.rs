//! `greenroom drill` and `greenroom today`.

use serde_json::{Value, json};

use super::history::{open as open_history, refusal};
use super::{Exit, Refusal, Shell, practice};
use crate::cli::{Drill, Today};
use crate::config::Name;
use crate::domain::drill::anki;
use crate::domain::drill::catalog::catalog;
use crate::domain::playbook::Playbook;
use crate::domain::rubric::Dimension;
use crate::domain::schedule::agenda::{Agenda, Item, agenda};
use crate::domain::schedule::queue::Wish;
use crate::domain::schedule::{Change, Overrides, Settings};
use crate::domain::step::Step;
use crate::domain::time::Day;
use crate::store::{Filter, Store, Write};

/// Drills at the terminal, or the cards as a file for Anki.
pub fn drill(args: &Drill, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    if args.anki {
        return export(args, shell);
    }
    practice::drill(
        Wish {
            kind: args.kind,
            count: args.count,
            minutes: args.minutes,
            due_only: args.due,
            seed: args.seed.unwrap_or(0),
            ..Wish::default()
        },
        shell,
    )
}

fn export(args: &Drill, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let playbook = shell.playbook()?;
    let store = open_history(shell)?;
    let deck = shell.deck(&store)?;
    let mut entries = catalog(&playbook, &deck);
    entries.retain(|entry| args.kind.is_none_or(|kind| entry.kind == kind));
    entries.truncate(args.count.unwrap_or(usize::MAX));
    write!(shell.out, "{}", anki::csv(&playbook, &entries))?;
    writeln!(shell.err, "{} cards; in Anki: File, Import", entries.len())?;
    Ok(Exit::Ok)
}

/// What to do today, and why.
pub fn today(args: &Today, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let day = shell.now().day();
    let playbook = shell.playbook()?;
    let mut store = open_history(shell)?;
    let mut deck = store.deck(day).map_err(|error| refusal(&error))?;
    if let Some(date) = &args.interview {
        let settings = Settings { interview: date_of(date, day)?, ..deck.settings };
        write(&mut store, deck.set(settings))?;
    }
    if let Some(minutes) = args.cap {
        let mut settings = deck.settings;
        settings.limits.minutes = minutes;
        write(&mut store, deck.set(settings))?;
    }
    deck.settings = deck.settings.with(&beside(args, shell)?);
    let entries = catalog(&playbook, &deck);
    let sittings = store.list(&Filter::default()).map_err(|error| refusal(&error))?.rows;
    let plan = agenda(&playbook, &entries, &deck, &sittings, (day, args.minutes));
    if args.json {
        let document = document(&plan, day, deck.settings);
        writeln!(shell.out, "{}", serde_json::to_string_pretty(&document)?)?;
    } else {
        let lines = lines(&plan, &playbook, deck.settings);
        lines.iter().try_for_each(|line| writeln!(shell.out, "{line}"))?;
    }
    Ok(Exit::Ok)
}

/// What is configured, but for what was just set, which holds for this run at least.
fn beside(args: &Today, shell: &mut Shell<'_>) -> anyhow::Result<Overrides> {
    let config = &shell.configured.config;
    let mut decided = config.drills();
    let set = [
        (args.interview.is_some() && decided.interview.is_some(), Name::Date),
        (args.cap.is_some() && decided.minutes.is_some(), Name::Drilling),
    ];
    for name in set.into_iter().filter_map(|(is_beaten, name)| is_beaten.then_some(name)) {
        let key = name.row().key;
        writeln!(
            shell.err,
            "note: `{key}` is configured, too, and that goes before what is set here from the next time on; \
             `greenroom config show --origin` says where"
        )?;
    }
    if args.interview.is_some() {
        decided.interview = None;
    }
    if args.cap.is_some() {
        decided.minutes = None;
    }
    Ok(decided)
}

fn write(store: &mut Store, changes: Vec<Change>) -> anyhow::Result<()> {
    let writes: Vec<Write> = changes.into_iter().map(Write::Memory).collect();
    Ok(store.commit(&writes).map_err(|error| refusal(&error))?)
}

/// A date that is still to come; none for `none`.
fn date_of(text: &str, today: Day) -> Result<Option<Day>, Refusal> {
    if text == "none" {
        return Ok(None);
    }
    let refuse =
        |message: String| Refusal::new(Exit::Usage, message).help("write it as 2026-12-10, or `none`");
    let day: Day = text.parse().map_err(|_| refuse(format!("`{text}` is no date")))?;
    if day < today {
        return Err(refuse(format!("{day} is past")));
    }
    Ok(Some(day))
}

/// The plan in words.
fn lines(plan: &Agenda, playbook: &Playbook, settings: Settings) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(left), Some(day)) = (plan.days_left, settings.interview) {
        lines.push(match left {
            0 => "The interview is today. Good luck.".to_owned(),
            1 => "The interview is tomorrow. Rest this evening: what sits now, sits. For a short read-through, \
                  `greenroom drill` and m: ten minutes, what is most at risk first."
                .to_owned(),
            left => format!("Interview on {day}, in {left} days."),
        });
    }
    if plan.is_rest {
        return lines;
    }
    if plan.items.is_empty() {
        lines.push("Nothing is due, and today's limit is used up. Tomorrow is another day.".to_owned());
    } else {
        lines.push(format!("Today, in {} minutes:", plan.minutes));
    }
    for (number, item) in plan.items.iter().enumerate() {
        let (what, why, command) = told(item, playbook);
        lines.push(format!("  {}. {what}", number + 1));
        lines.push(format!("     {why}"));
        lines.push(format!("     {command}"));
    }
    let hidden = plan.hidden;
    if hidden.new + hidden.reviews > 0 {
        let text = format!("Today's limits hide {} reviews and {} new cards.", hidden.reviews, hidden.new);
        lines.push(text);
    }
    if let Some(forecast) = plan.forecast {
        let cap = format!("At your cap of {} minutes of cards a day", settings.limits.minutes);
        let (seen, all) = (forecast.seen, forecast.all);
        lines.push(if seen == 0 {
            format!("{cap} you will have seen none of {all} cards by then.")
        } else {
            let percent = (forecast.recall * 100.0).round();
            format!(
                "{cap} you will have seen {seen} of {all} cards by then, with {percent} % of them recalled."
            )
        });
        if forecast.missed_unseen > 0 {
            let missed = forecast.missed_unseen;
            lines.push(format!("{missed} cards from your interviews would stay unseen."));
        }
        if !forecast.reaches_aim() || forecast.seen < forecast.all {
            lines.push(match plan.needed {
                Some(minutes) => {
                    format!("For all of them at 90 % it takes {minutes} minutes a day: --cap {minutes}.")
                }
                None => "There is no time for all of them: what is due and what you missed comes first."
                    .to_owned(),
            });
        }
    }
    lines
}

/// What to do, why, and how to begin it.
fn told(item: &Item, playbook: &Playbook) -> (String, String, String) {
    let guide = |dimension: Dimension| {
        playbook
            .rubric
            .guide(dimension)
            .map_or_else(|| dimension.id().to_owned(), |guide| guide.title.clone())
    };
    match item {
        Item::Cards { due, new, minutes } => (
            format!("Cards: {due} due, {new} new, about {minutes} min"),
            "What comes back now is remembered longest.".to_owned(),
            format!("greenroom drill --minutes {minutes}"),
        ),
        Item::Drill { kind, dimension, minutes } => (
            format!("{} drill, about {minutes} min", kind.title()),
            match dimension {
                Some(dimension) => format!("Your weakest of late: {}.", guide(*dimension)),
                None => "Nothing stands out as weak yet; decisions come up in every interview.".to_owned(),
            },
            format!("greenroom drill {} --minutes {minutes}", kind.id()),
        ),
        Item::Case { case, title, step, sitting, minutes, is_new } => {
            let step_title = |id| {
                let guides = &playbook.framework.steps;
                guides.iter().find(|guide| guide.id == id).map_or("", |guide| guide.title.as_str())
            };
            let what = match step {
                Some(step) => format!(
                    "{title}: {} only, about {minutes} min of a sitting of {sitting}",
                    step_title(*step)
                ),
                None => format!("{title}: the whole case, {minutes} min"),
            };
            let only = step.map_or_else(String::new, |step| format!(" --step {}", step.id()));
            let command = format!("greenroom interview {case}{only} --minutes {sitting}");
            let why = if *is_new {
                "A case you have not sat yet."
            } else {
                "The case you have not sat for longest."
            };
            (what, why.to_owned(), command)
        }
    }
}

fn document(plan: &Agenda, day: Day, settings: Settings) -> Value {
    let items: Vec<Value> = plan.items.iter().map(item_json).collect();
    json!({
        "schema": "greenroom.today/1",
        "day": day.to_string(),
        "minutes": plan.minutes,
        "rest": plan.is_rest,
        "items": items,
        "hidden": {"reviews": plan.hidden.reviews, "new": plan.hidden.new},
        "limits": settings.limits,
        "interview": settings.interview.map(|day| day.to_string()),
        "days_left": plan.days_left,
        "minutes_needed": plan.needed,
        "retention": plan.retention,
        "forecast": plan.forecast.map(|forecast| json!({
            "recall": forecast.recall,
            "seen": forecast.seen,
            "all": forecast.all,
            "missed_unseen": forecast.missed_unseen,
            "reaches_aim": forecast.reaches_aim(),
        })),
    })
}

fn item_json(item: &Item) -> Value {
    match item {
        Item::Cards { due, new, minutes } => {
            json!({"what": "cards", "due": due, "new": new, "minutes": minutes})
        }
        Item::Drill { kind, dimension, minutes } => {
            json!({"what": "drill", "kind": kind, "dimension": dimension, "minutes": minutes})
        }
        Item::Case { case, step, minutes, sitting, .. } => {
            json!({"what": "case", "case": case, "step": step.map(Step::id), "minutes": minutes, "sitting": sitting})
        }
    }
}
