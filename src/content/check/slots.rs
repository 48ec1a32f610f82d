//! Whether the model sentence of each situation can be read as a candidate's: all four slots, for the better side.

use super::{Findings, Scene, walk};
use crate::content::load::draft::Draft;
use crate::diagnostic::Diagnostic;
use crate::domain::drill::slots::{Side, Slot, SlotReader, Slots};

/// Reads the model sentences of the pack's trade-offs.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    let discourse = &scene.playbook.lexicon.discourse;
    for Draft { sheet, raw, .. } in walk::own(scene, &scene.drafts.tradeoffs) {
        let Some(page) = scene.playbook.tradeoffs.get(&*raw.id.value) else { continue };
        let reader = SlotReader::new(&page.options, discourse);
        for (situation, written) in page.situations.iter().zip(&raw.situations) {
            let slots = reader.read(&situation.model);
            let better = situation.better.as_ref();
            let better = better.and_then(|id| page.options.iter().position(|option| option.id == *id));
            if let Some(message) = fault(&slots, better) {
                let place = sheet.place(sheet.span(&written.id));
                let help = "write it as: X over Y, because A matters more than B here; I accept C; I would revisit \
                            when D";
                findings.problems.push(Diagnostic::warning("model-slots", message).at(place).help(help));
            }
        }
    }
}

/// What a reader misses in a model sentence.
fn fault(slots: &Slots, better: Option<usize>) -> Option<String> {
    let open: Vec<&str> =
        Slot::ALL.into_iter().filter(|slot| slots.of(*slot).is_none()).map(Slot::words).collect();
    if !open.is_empty() {
        return Some(format!("in the model sentence, this is not found: {}", open.join("; ")));
    }
    let is_other = better.is_some_and(|better| slots.side != Some(Side::Option(better)));
    is_other.then(|| "the model sentence is not read as one for the better side".to_owned())
}
