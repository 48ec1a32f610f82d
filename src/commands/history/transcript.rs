//! `greenroom history show --transcript`: every word of both sides as plain text, with the passages on which points
//! rest in numbered brackets and the points below them.

use unicode_width::UnicodeWidthStr as _;

use super::date;
use crate::diagnostic::clean;
use crate::domain::marking::MARK_NAMES;
use crate::domain::score;
use crate::domain::sitting::Sitting;
use crate::domain::step::Step;
use crate::domain::transcript::{Credit, Turn, Voice, transcript};

/// The lines of a sitting.
pub fn lines(sitting: &Sitting) -> Vec<String> {
    let debrief = score::debrief(&sitting.snapshot, &sitting.interview);
    let opened = sitting.interview.log().first().map_or(sitting.seen, |stamped| stamped.wall);
    let title = sitting.interview.opening().title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines = vec![
        format!("# Interview {}: {title}", sitting.id),
        String::new(),
        format!("{}. {}.", date(opened), debrief.headline()),
        debrief.note.split_whitespace().collect::<Vec<_>>().join(" "),
    ];
    let mut step: Option<Step> = None;
    for turn in transcript(&sitting.interview, &sitting.snapshot, &debrief.marks) {
        if step != Some(turn.step) {
            step = Some(turn.step);
            let title = &sitting.snapshot.framework.guide(turn.step).title;
            lines.extend([String::new(), format!("## {} {title}", turn.step.number())]);
        }
        lines.push(String::new());
        lines.extend(said(&turn));
    }
    lines.iter().map(|line| clean(line).trim_end().to_owned()).collect()
}

fn said(turn: &Turn) -> Vec<String> {
    let lead = match turn.voice {
        Voice::Record => format!("{}  ", turn.at),
        voice => format!("{}  {} {}: ", turn.at, voice.label(), turn.kind),
    };
    let (text, _) = turn.marked();
    let indent = " ".repeat(turn.at.to_string().width() + 2);
    let lines: Vec<&str> = text.lines().collect();
    let mut said = match lines.as_slice() {
        [] => vec![lead],
        [only] => vec![format!("{lead}{only}")],
        lines => {
            let rest = lines.iter().map(|line| format!("{indent}{line}"));
            [lead].into_iter().chain(rest).collect()
        }
    };
    said.extend(turn.credits.iter().map(|one| format!("{indent}- {}", credit(one))));
    said
}

fn credit(credit: &Credit) -> String {
    let say = credit.say.split_whitespace().collect::<Vec<_>>().join(" ");
    let (number, point) = (credit.number, &credit.point);
    if credit.mark == 0 {
        return format!("[{number}] `{point}` 0, taken as the opposite of: {say}");
    }
    let name = MARK_NAMES[usize::from(credit.mark.min(3))];
    format!("[{number}] `{point}` {} {name}: {say} (by `{}`)", credit.mark, credit.cue)
}
