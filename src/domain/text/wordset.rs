//! Word lists of the language, written as prose is: one text, words parted by spaces.

/// Whether a word stands in a list. The list is cut once.
macro_rules! stands_in {
    ($word:expr, $list:expr) => {{
        static SET: std::sync::LazyLock<std::collections::HashSet<&'static str>> =
            std::sync::LazyLock::new(|| $list.split_whitespace().collect());
        SET.contains($word)
    }};
}

pub(crate) use stands_in;
