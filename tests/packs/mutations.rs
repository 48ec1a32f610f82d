//! Files that nobody would write.

use greenroom::diagnostic::is_unclean;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::support::packs::Pack;

/// Bits of YAML and Markdown that have confused parsers.
const SHRAPNEL: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    "- ",
    "? ",
    "|",
    ">-",
    "&a",
    "*a",
    "!t",
    "<<: ",
    "---\n",
    "...\n",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "'",
    "\"",
    "\\",
    "#",
    " #",
    "%",
    "@",
    "`",
    "\u{0}",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "é",
    "🦀",
    "  ",
    "null",
    "~",
    "{a}",
    "$",
    "$x",
    "(",
    ")",
    "=",
    "\"\\e\"",
    "```\n",
    "](",
    "| a |",
    "999999999999999999999",
];

/// One change of a text.
fn mutate(text: &mut Vec<u8>, kind: u8, at: Index, length: usize, bit: &str) {
    let start = at.index(text.len() + 1);
    let end = (start + length).min(text.len());
    match kind {
        0 => drop(text.drain(start..end)),
        1 => drop(text.splice(start..start, bit.bytes())),
        2 => drop(text.splice(start..end, bit.bytes())),
        3 => {
            let copy = text[start..end].to_vec();
            drop(text.splice(start..start, copy));
        }
        _ => text.truncate(start),
    }
}

proptest! {
    #[test]
    fn no_change_of_a_file_makes_the_loader_panic(
        file in any::<Index>(),
        changes in prop::collection::vec((0..5_u8, any::<Index>(), 0..40_usize, select(SHRAPNEL)), 1..6),
    ) {
        let pack = Pack::sound();
        let paths = pack.paths();
        let path = file.get(&paths);
        let mut text = pack.text(path).into_bytes();
        for (kind, at, length, bit) in &changes {
            mutate(&mut text, *kind, *at, *length, bit);
        }
        let source = pack.with(path, text).source();
        let checked = greenroom::content::check::check(&source, &source);
        for problem in &checked.diagnostics {
            prop_assert!(!problem.to_string().chars().any(is_unclean), "{problem:?}");
            if let Some(place) = &problem.place {
                prop_assert!(place.excerpt.get(place.mark.clone()).is_some());
            }
        }
    }

    #[test]
    fn any_text_is_a_document(text in "[ -~\n\t*_`#>|\\[\\](){}!-]{0,200}") {
        let document = greenroom::content::markdown::parse(&text);
        let sections = document.sections();
        prop_assert!(sections.iter().all(|section| section.slug.is_some() || section.path.is_empty()));
    }
}
