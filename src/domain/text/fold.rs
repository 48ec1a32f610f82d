//! Folding: when two spellings are the same word. Stated here and used everywhere.
//!
//! Case and accents do not count; curly quotes are straight; `-`, `_` and `/` part words as a space does; short
//! forms are written out (`don't`, `dont` -> `do not`; `w/` -> `with`); thousands separators are dropped.

/// Letters that stand for a plain one.
const ACCENTS: [(&str, &str); 17] = [
    ("àáâãäåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđ", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ìíîïĩīĭįı", "i"),
    ("ĺļľł", "l"),
    ("ñńņň", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşš", "s"),
    ("ţťț", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("ß", "ss"),
    ("æ", "ae"),
];

/// Short forms without an apostrophe, each with its full words and how many letters belong to each of these.
const SHORT: [(&str, &[(&str, usize)]); 42] = [
    ("arent", &[("are", 3), ("not", 2)]),
    ("b4", &[("before", 2)]),
    ("bc", &[("because", 2)]),
    ("cannot", &[("can", 3), ("not", 3)]),
    ("cant", &[("can", 2), ("not", 2)]),
    ("couldnt", &[("could", 5), ("not", 2)]),
    ("coz", &[("because", 3)]),
    ("cus", &[("because", 3)]),
    ("cuz", &[("because", 3)]),
    ("didnt", &[("did", 3), ("not", 2)]),
    ("doesnt", &[("does", 4), ("not", 2)]),
    ("dont", &[("do", 2), ("not", 2)]),
    ("gonna", &[("going", 3), ("to", 2)]),
    ("gotta", &[("got", 3), ("to", 2)]),
    ("hadnt", &[("had", 3), ("not", 2)]),
    ("hasnt", &[("has", 3), ("not", 2)]),
    ("havent", &[("have", 4), ("not", 2)]),
    ("im", &[("i", 1), ("am", 1)]),
    ("isnt", &[("is", 2), ("not", 2)]),
    ("ive", &[("i", 1), ("have", 2)]),
    ("mins", &[("minutes", 4)]),
    ("neednt", &[("need", 4), ("not", 2)]),
    ("pls", &[("please", 3)]),
    ("plz", &[("please", 3)]),
    ("ppl", &[("people", 3)]),
    ("prolly", &[("probably", 6)]),
    ("secs", &[("seconds", 4)]),
    ("shouldnt", &[("should", 6), ("not", 2)]),
    ("thats", &[("that", 4), ("is", 1)]),
    ("theres", &[("there", 5), ("is", 1)]),
    ("theyre", &[("they", 4), ("are", 2)]),
    ("thru", &[("through", 4)]),
    ("til", &[("until", 3)]),
    ("u", &[("you", 1)]),
    ("wanna", &[("want", 3), ("to", 2)]),
    ("wasnt", &[("was", 3), ("not", 2)]),
    ("werent", &[("were", 4), ("not", 2)]),
    ("whats", &[("what", 4), ("is", 1)]),
    ("wont", &[("will", 2), ("not", 2)]),
    ("wouldnt", &[("would", 5), ("not", 2)]),
    ("youd", &[("you", 3), ("would", 1)]),
    ("youre", &[("you", 3), ("are", 2)]),
];

/// Words behind which `'s` is "is" rather than a possessive.
const IS: [&str; 14] = [
    "it",
    "that",
    "what",
    "who",
    "there",
    "here",
    "how",
    "where",
    "he",
    "she",
    "this",
    "when",
    "why",
    "everything",
];

/// Whether the character belongs to a word rather than between words.
pub fn is_word_char(char: char) -> bool {
    char.is_alphanumeric()
}

/// Whether it is an apostrophe in any of its shapes.
pub fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// Adds the folded form of a character to `word`.
pub fn push_folded(char: char, word: &mut String) {
    if char.is_ascii() {
        word.push(char.to_ascii_lowercase());
        return;
    }
    if is_apostrophe(char) {
        word.push('\'');
        return;
    }
    for lower in char.to_lowercase().filter(|lower| is_word_char(*lower)) {
        match ACCENTS.iter().find(|(letters, _)| letters.contains(lower)) {
            Some((_, plain)) => word.push_str(plain),
            None => word.push(lower),
        }
    }
}

/// A part of a word as written: what it stands for, and how many characters of the original it takes.
pub type Part = (String, usize);

/// What a folded word of `chars` characters stands for. Most words stand for themselves.
pub fn expand(word: &str, chars: usize) -> Vec<Part> {
    if let Ok(at) = SHORT.binary_search_by_key(&word, |(short, _)| *short) {
        return SHORT[at].1.iter().map(|(full, chars)| ((*full).to_owned(), *chars)).collect();
    }
    let Some((base, ending)) = word.rsplit_once('\'') else { return vec![(word.to_owned(), chars)] };
    let rest = |ending: usize| chars.saturating_sub(ending);
    let two = |first: &str, second: &str, ending: usize| {
        vec![(first.to_owned(), rest(ending)), (second.to_owned(), ending.min(chars))]
    };
    match ending {
        "t" if base.ends_with('n') => {
            let verb = base.strip_suffix('n').unwrap_or(base);
            let verb = match verb {
                "ca" => "can",
                "wo" => "will",
                "sha" => "shall",
                _ => verb,
            };
            two(verb, "not", 3)
        }
        "s" if base == "let" => two("let", "us", 2),
        "s" if IS.contains(&base) => two(base, "is", 2),
        "s" | "" => vec![(base.to_owned(), chars)],
        "d" => two(base, "would", 2),
        "ll" => two(base, "will", 3),
        "re" => two(base, "are", 3),
        "ve" => two(base, "have", 3),
        "m" => two(base, "am", 2),
        _ => vec![(word.replace('\'', ""), chars)],
    }
    .into_iter()
    .map(|(word, chars)| (word.replace('\'', ""), chars))
    .filter(|(word, _)| !word.is_empty())
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut folded = String::new();
        word.chars().for_each(|char| push_folded(char, &mut folded));
        folded
    }

    #[test]
    fn case_accents_and_curly_quotes_fold_away() {
        assert_eq!(folded("Datençöß’S"), "datencoss's");
    }

    #[test]
    fn short_forms_are_written_out() {
        let words = |word: &str| -> Vec<String> {
            expand(word, word.chars().count()).into_iter().map(|(word, _)| word).collect()
        };
        assert_eq!(words("don't"), ["do", "not"]);
        assert_eq!(words("cant"), ["can", "not"]);
        assert_eq!(words("won't"), ["will", "not"]);
        assert_eq!(words("it's"), ["it", "is"]);
        assert_eq!(words("rider's"), ["rider"]);
        assert_eq!(words("i'd"), ["i", "would"]);
        assert_eq!(words("riders'"), ["riders"]);
        assert_eq!(words("o'clock"), ["oclock"]);
    }

    #[test]
    fn the_table_of_short_forms_can_be_searched() {
        assert!(SHORT.is_sorted_by_key(|(short, _)| *short));
    }
}
