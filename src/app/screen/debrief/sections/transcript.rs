//! Every word of both sides, with the passages that made points marked in place.

use super::{Item, Section, Sign, Tone, flowed};
use crate::domain::cue::in_words;
use crate::domain::interview::Interview;
use crate::domain::marking::{MARK_NAMES, Marks};
use crate::domain::playbook::Snapshot;
use crate::domain::transcript::{Credit, Turn, Voice, transcript};

/// The whole sitting, from the first word to the last.
pub fn section(marks: &Marks, interview: &Interview, snapshot: &Snapshot) -> Section {
    let turns = transcript(interview, snapshot, marks);
    Section { title: "Transcript".to_owned(), items: turns.iter().map(item).collect() }
}

fn item(turn: &Turn) -> Item {
    let (text, passages) = turn.marked();
    let lead = match turn.voice {
        Voice::Record => format!("{}  ", turn.at),
        voice => format!("{}  {} {}: ", turn.at, voice.label(), turn.kind),
    };
    let lead = if text.contains('\n') { format!("{}\n", lead.trim_end()) } else { lead };
    let shifted = passages.into_iter().map(|bytes| bytes.start + lead.len()..bytes.end + lead.len());
    Item {
        tone: if turn.voice == Voice::Record { Tone::Quiet } else { Tone::Plain },
        details: turn.credits.iter().map(credit).collect(),
        ask: turn.ask.clone().filter(|_| turn.voice == Voice::Candidate),
        passages: shifted.collect(),
        text: format!("{lead}{text}"),
        ..Item::default()
    }
}

/// The point behind a number: its mark, what it says, and the cue.
fn credit(credit: &Credit) -> (String, Tone) {
    let say = flowed(&credit.say);
    if credit.mark == 0 {
        return (format!("[{}] [!] taken as the opposite of: {say}", credit.number), Tone::Warning);
    }
    let sign = Sign::of(credit.mark).sign();
    let name = MARK_NAMES[usize::from(credit.mark.min(3))];
    let tone = if credit.mark == 1 { Tone::Warning } else { Tone::Good };
    (format!("[{}] {sign} {name}: {say} (by `{}`)", credit.number, in_words(&credit.cue)), tone)
}
