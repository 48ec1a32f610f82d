//! Cues that can be judged without matching them against anything.

use super::{Findings, Scene, walk};
use crate::content::problem::Sheet;
use crate::content::raw::{Placed, Text};
use crate::diagnostic::Diagnostic;
use crate::domain::cue::{Cue, Item};

/// Finds cues that say too little, and cues that another of the same point makes superfluous.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    for (sheet, point) in walk::points(scene) {
        of_one(sheet, &point.cues, findings);
        of_one(sheet, &point.not, findings);
    }
    for draft in walk::own(scene, &scene.drafts.cases) {
        draft.raw.facts.iter().for_each(|fact| of_one(&draft.sheet, &fact.cues, findings));
    }
}

fn of_one(sheet: &Sheet<'_>, written: &[Placed<Text>], findings: &mut Findings) {
    let cues: Vec<(&Placed<Text>, Cue)> =
        written.iter().filter_map(|text| Some((text, Cue::parse(&text.value).ok()?))).collect();
    let mut warn = |at: &Placed<Text>, code: &'static str, message: String, help: &str| {
        let problem = Diagnostic::warning(code, message).help(help);
        findings.problems.push(problem.at(sheet.place(sheet.span(at))));
    };
    for (number, (text, cue)) in cues.iter().enumerate() {
        if is_bare_figure(cue) {
            let message = format!("the cue `{}` is a figure and nothing else", text.value);
            warn(text, "bare-figure", message, "add a word that says what the figure is of");
        }
        let wider = cues.iter().enumerate().find(|(other, (_, wide))| {
            *other != number && includes(wide, cue) && (*other < number || !includes(cue, wide))
        });
        if let Some((_, (wider, _))) = wider {
            let message = format!("whatever `{}` finds, `{}` finds already", text.value, wider.value);
            warn(text, "superfluous-cue", message, "remove it, or make the wider one narrower");
        }
    }
}

/// Whether a cue asks for nothing but one figure.
fn is_bare_figure(cue: &Cue) -> bool {
    let mut asked = cue.items().iter().filter(|item| !matches!(item, Item::Not(_)));
    let (Some(only), None) = (asked.next(), asked.next()) else { return false };
    match only {
        Item::Word(word) | Item::Exact(word) => word.chars().all(|c| c.is_ascii_digit() || ".,%".contains(c)),
        Item::Figure(_) => true,
        Item::Name(_) | Item::Phrase(_) | Item::Any(_) | Item::Not(_) => false,
    }
}

/// Whether every text that `narrow` finds is found by `wide` too: each item that `wide` asks for is asked for by an
/// item of `narrow` of its own, and what `wide` rules out `narrow` rules out.
fn includes(wide: &Cue, narrow: &Cue) -> bool {
    let mut free: Vec<&Item> = narrow.items().iter().collect();
    wide.items().iter().all(|item| {
        let covered = free.iter().position(|other| covers(item, other));
        covered.map(|at| free.swap_remove(at)).is_some()
    })
}

/// Whether whatever is found by `narrow` is found by `wide`.
fn covers(wide: &Item, narrow: &Item) -> bool {
    match (wide, narrow) {
        (Item::Any(wide), Item::Any(narrow)) => {
            narrow.iter().all(|narrow| wide.iter().any(|wide| covers(wide, narrow)))
        }
        (Item::Any(wide), narrow) => wide.iter().any(|wide| covers(wide, narrow)),
        // What rules out more finds less.
        (Item::Not(wide), Item::Not(narrow)) => covers(narrow, wide),
        (wide, narrow) => wide == narrow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(text: &str) -> Cue {
        Cue::parse(text).unwrap()
    }

    #[test]
    fn a_wider_cue_finds_what_a_narrower_one_finds() {
        for (wide, narrow) in [
            ("merge key", "key merge late"),
            ("(merge|upsert) key", "merge key"),
            ("(a|b|c) d", "(b|c) d e"),
            ("a -b", "a c -(b|d)"),
        ] {
            assert!(includes(&cue(wide), &cue(narrow)), "{wide} / {narrow}");
            assert!(!includes(&cue(narrow), &cue(wide)), "{narrow} / {wide}");
        }
        assert!(!includes(&cue("a a"), &cue("a b")), "two items need two words");
        assert!(!includes(&cue("a -b"), &cue("a c")));
    }

    #[test]
    fn a_figure_alone_says_nothing() {
        for bare in ["5", "$bytes", "$rate -old", "=42"] {
            assert!(is_bare_figure(&cue(bare)), "{bare}");
        }
        for sound in ["5 shards", "$bytes day", "shards", "(5|6)"] {
            assert!(!is_bare_figure(&cue(sound)), "{sound}");
        }
    }
}
