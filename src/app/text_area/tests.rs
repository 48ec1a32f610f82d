use proptest::prelude::*;

use super::wrap;
use super::*;

fn edits(area: &mut TextArea, edits: &[Edit]) {
    for edit in edits {
        area.apply(*edit, 20);
    }
}

#[test]
fn typing_can_be_undone_word_by_word_and_done_again() {
    let mut area = TextArea::default();
    for char in "late data".chars() {
        area.insert(&char.to_string());
    }
    area.apply(Edit::Undo, 20);
    assert_eq!(area.text(), "late ");
    area.apply(Edit::Undo, 20);
    assert_eq!(area.text(), "");
    edits(&mut area, &[Edit::Redo, Edit::Redo]);
    assert_eq!(area.text(), "late data");
}

#[test]
fn an_emoji_family_is_deleted_whole() {
    let mut area = TextArea::new("a👨‍👩‍👧b");
    edits(&mut area, &[Edit::Left, Edit::Backspace]);
    assert_eq!(area.text(), "ab");
}

#[test]
fn words_and_lines_are_deleted_and_yanked() {
    let mut area = TextArea::new("keyed merge  ");
    area.apply(Edit::DeleteWordLeft, 20);
    assert_eq!(area.text(), "keyed ");
    area.apply(Edit::Yank, 20);
    assert_eq!(area.text(), "keyed merge  ");
    area.apply(Edit::DeleteToLineStart, 20);
    assert_eq!(area.text(), "");
}

#[test]
fn up_and_down_keep_the_column_through_short_lines() {
    let mut area = TextArea::new("abcdef\nx\nabcdef");
    area.apply(Edit::Up, 20);
    assert_eq!(area.position(), (2, 2));
    area.apply(Edit::Up, 20);
    assert_eq!(area.position(), (1, 7));
}

#[test]
fn a_paste_keeps_line_breaks_and_loses_control_characters() {
    let mut area = TextArea::default();
    area.insert("a\r\nb\tc\u{1b}[2J\u{202E}d");
    assert_eq!(area.text(), "a\nb    c[2Jd");
}

#[test]
fn a_paste_beyond_the_limit_is_cut_and_said_so() {
    let mut area = TextArea::default();
    assert_eq!(area.insert(&"x".repeat(LIMIT + 7)), Insertion::Truncated(7));
    assert_eq!(area.text().len(), LIMIT);
}

#[test]
fn long_words_break_and_blanks_hang() {
    let rows: Vec<_> = wrap::rows("one two  abcdefghij", 5).iter().map(|row| (row.start, row.end)).collect();
    assert_eq!(rows, [(0, 4), (4, 9), (9, 14), (14, 19)]);
}

fn any_edit() -> impl Strategy<Value = Edit> {
    use Edit::{
        Backspace, Delete, DeleteToLineEnd, DeleteToLineStart, DeleteWordLeft, DeleteWordRight, Down, Left,
        LineEnd, LineStart, NewLine, Redo, Right, TextEnd, TextStart, Undo, Up, WordLeft, WordRight, Yank,
    };
    prop::sample::select(vec![
        Left,
        Right,
        Up,
        Down,
        WordLeft,
        WordRight,
        LineStart,
        LineEnd,
        TextStart,
        TextEnd,
        Backspace,
        Delete,
        DeleteWordLeft,
        DeleteWordRight,
        DeleteToLineStart,
        DeleteToLineEnd,
        Yank,
        Undo,
        Redo,
        NewLine,
    ])
}

#[derive(Debug, Clone)]
enum Step {
    Insert(String),
    Edit(Edit),
}

fn nasty() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec![
            "a",
            " ",
            "word",
            "\n",
            "é",
            "e\u{301}",
            "\u{301}",
            "日本",
            "👍🏽",
            "👨‍👩‍👧",
            "\u{200d}",
            "ب",
            "🇩🇪",
            "\u{fe0f}",
        ]),
        0..6,
    )
    .prop_map(|parts| parts.concat())
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![nasty().prop_map(Step::Insert), any_edit().prop_map(Step::Edit)]
}

fn play(area: &mut TextArea, step: &Step) {
    match step {
        Step::Insert(text) => {
            area.insert(text);
        }
        Step::Edit(edit) => area.apply(*edit, 12),
    }
}

#[test]
fn a_line_is_replaced_as_one_edit() {
    let mut area = TextArea::with_caret("one\n2 + 2 =\nthree", 6);
    assert_eq!(area.line(), "2 + 2 =");
    area.replace_line("2 + 2 = 4");
    assert_eq!((area.text(), area.caret()), ("one\n2 + 2 = 4\nthree", 13));
    area.apply(Edit::Undo, 80);
    assert_eq!(area.text(), "one\n2 + 2 =\nthree");
}

proptest! {
    #[test]
    fn the_caret_is_always_between_two_graphemes(steps in prop::collection::vec(any_step(), 0..40)) {
        let mut area = TextArea::default();
        for step in &steps {
            play(&mut area, step);
            let ends = area.text().len();
            let boundary = area.text().grapheme_indices(true).any(|(at, _)| at == area.caret());
            prop_assert!(boundary || area.caret() == ends);
        }
    }

    #[test]
    fn undoing_everything_gives_the_first_text_back(steps in prop::collection::vec(any_step(), 0..40)) {
        let mut area = TextArea::new("start");
        for step in &steps {
            if !matches!(step, Step::Edit(Edit::Undo | Edit::Redo)) {
                play(&mut area, step);
            }
        }
        for _ in 0..200 {
            area.apply(Edit::Undo, 12);
        }
        prop_assert_eq!(area.text(), "start");
    }

    #[test]
    fn wrapped_rows_hold_the_whole_text_within_the_width(text in nasty(), columns in 2_usize..20) {
        let rows = wrap::rows(&text, columns);
        let mut expected = 0;
        for row in &rows {
            prop_assert_eq!(row.start, expected);
            let content = text.get(row.start..row.end).unwrap();
            let wide: usize = content.trim_end_matches(' ').graphemes(true).map(wrap::width).sum();
            prop_assert!(wide <= columns);
            expected = row.end + usize::from(row.hard);
        }
        prop_assert_eq!(expected, text.len() + 1);
    }

    #[test]
    fn locating_a_caret_and_going_there_agree(text in nasty(), columns in 2_usize..20) {
        let rows = wrap::rows(&text, columns);
        for (at, _) in text.grapheme_indices(true) {
            let (row, column) = wrap::locate(&text, &rows, at);
            let back = wrap::offset_at(&text, &rows[row], column);
            // Graphemes without a width share a column with their neighbor.
            prop_assert_eq!(wrap::locate(&text, &rows, back).1, column);
        }
    }
}
