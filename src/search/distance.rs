//! How far apart two spellings are.

/// The fewest insertions, deletions, changes and swaps of neighbors that make `typed` of `word`, or of a beginning
/// of it when `typed` is still being typed; `None` when there are more than `most`.
pub fn distance(typed: &[char], word: &[char], most: usize, is_open: bool) -> Option<usize> {
    let too_long = word.len() > typed.len() + most && !is_open;
    if too_long || typed.len() > word.len() + most {
        return None;
    }
    let word = word.get(..word.len().min(typed.len() + most)).unwrap_or(word);
    let width = word.len() + 1;
    let mut before = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (row, letter) in typed.iter().enumerate() {
        let mut next = Vec::with_capacity(width);
        next.push(row + 1);
        for (column, other) in word.iter().enumerate() {
            let change = last[column] + usize::from(letter != other);
            let mut cost = change.min(last[column + 1] + 1).min(next[column] + 1);
            let swapped = row > 0 && column > 0 && *letter == word[column - 1] && typed[row - 1] == *other;
            if swapped {
                cost = cost.min(before[column - 1] + 1);
            }
            next.push(cost);
        }
        if next.iter().all(|cost| *cost > most) {
            return None;
        }
        before = std::mem::replace(&mut last, next);
    }
    let distance = if is_open { last.iter().min().copied() } else { last.last().copied() };
    distance.filter(|distance| *distance <= most)
}

/// How many mistakes a word of this many letters may hold.
pub fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Whether both begin alike, which short words do in spite of mistakes: with the same letter, or with the first two
/// swapped.
pub fn begin_alike(typed: &[char], word: &[char]) -> bool {
    let is_swapped = typed.len() > 1 && word.len() > 1 && typed[0] == word[1] && typed[1] == word[0];
    typed.len() > SHORT || typed.first() == word.first() || is_swapped
}

/// The most letters of a short word.
const SHORT: usize = 5;

/// Whether a word may have been meant by what was typed: it holds it, or begins nearly so.
pub fn is_like(typed: &str, word: &str) -> bool {
    let letters = |text: &str| text.to_lowercase().chars().collect::<Vec<char>>();
    let (typed, word) = (letters(typed), letters(word));
    let holds = || word.windows(typed.len()).any(|part| part == typed);
    !typed.is_empty() && (holds() || distance(&typed, &word, typed.len().div_ceil(3), true).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(typed: &str, word: &str, is_open: bool) -> Option<usize> {
        let letters = |text: &str| text.chars().collect::<Vec<char>>();
        distance(&letters(typed), &letters(word), 2, is_open)
    }

    #[test]
    fn mistakes_are_counted() {
        assert_eq!(between("kappa", "kappa", false), Some(0));
        assert_eq!(between("kapa", "kappa", false), Some(1));
        assert_eq!(between("kapap", "kappa", false), Some(1), "neighbors swapped");
        assert_eq!(between("kxxpa", "kappa", false), Some(2));
        assert_eq!(between("lambda", "kappa", false), None);
        assert_eq!(between("", "ab", false), Some(2));
    }

    #[test]
    fn a_word_that_is_still_typed_is_compared_with_the_beginning() {
        assert_eq!(between("wahter", "watermark", true), Some(1));
        assert_eq!(between("watemar", "watermark", true), Some(1));
        assert_eq!(between("watermark", "water", true), None);
    }

    #[test]
    fn short_words_begin_alike() {
        let alike = |typed: &str, word: &str| {
            begin_alike(&typed.chars().collect::<Vec<_>>(), &word.chars().collect::<Vec<_>>())
        };
        assert!(alike("kakfa", "kafka") && alike("akfka", "kafka") && alike("zatermark", "watermark"));
        assert!(!alike("saga", "again") && !alike("", "a"));
    }

    #[test]
    fn what_may_have_been_meant_is_like_what_was_typed() {
        for (typed, word) in [("data", "late-data"), ("privcy", "privacy"), ("late-data-2", "late-data")] {
            assert!(is_like(typed, word), "{typed}");
        }
        assert!(!is_like("foo", "governance") && !is_like("", "privacy"));
    }
}
