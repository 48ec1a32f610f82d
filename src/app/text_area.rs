//! The text editor: a buffer of grapheme clusters with a caret, words, undo and soft wrap, as plain integers.
//!
//! Knows nothing of keys or terminals. The caret is always at a grapheme boundary; what it shows as is decided by
//! [`wrap`].

pub mod wrap;

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The most a field holds, in bytes. What does not fit is left out, and said so.
pub const LIMIT: usize = 64 * 1024;

/// The most edits that can be undone.
const UNDO_DEPTH: usize = 1000;

/// An edit or a movement that needs no argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edit {
    /// One grapheme to the left.
    Left,
    /// One grapheme to the right.
    Right,
    /// One row up, as wrapped.
    Up,
    /// One row down, as wrapped.
    Down,
    /// To the start of the word before.
    WordLeft,
    /// To the end of the word after.
    WordRight,
    /// To the start of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the start of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
    /// Delete the grapheme before.
    Backspace,
    /// Delete the grapheme after.
    Delete,
    /// Delete the word before, with the blanks between.
    DeleteWordLeft,
    /// Delete the word after.
    DeleteWordRight,
    /// Delete to the start of the line.
    DeleteToLineStart,
    /// Delete to the end of the line; at the end, the line break.
    DeleteToLineEnd,
    /// Put back what was last deleted by word or line.
    Yank,
    /// Take back the last edit.
    Undo,
    /// Do it again.
    Redo,
    /// A line break.
    NewLine,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    at: usize,
    removed: String,
    inserted: String,
    caret_before: usize,
}

/// What became of a text that was put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insertion {
    /// All of it went in.
    Whole,
    /// The field is full; this many bytes were left out.
    Truncated(usize),
}

/// A field of text with a caret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextArea {
    text: String,
    caret: usize,
    goal_column: Option<usize>,
    undo: Vec<Change>,
    redo: Vec<Change>,
    killed: String,
    coalesce: bool,
}

impl TextArea {
    /// A field with this text, cut at the limit, and the caret at its end.
    pub fn new(text: &str) -> Self {
        let mut area = Self::default();
        area.insert(text);
        area.undo.clear();
        area
    }

    /// A field with this text and the caret near byte `caret`.
    pub fn with_caret(text: &str, caret: usize) -> Self {
        let mut area = Self::new(text);
        area.caret = area.boundary_at_or_before(caret);
        area
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing but blanks in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The caret, as a byte offset at a grapheme boundary.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Line and column of the caret in graphemes, both from 1, as logical lines.
    pub fn position(&self) -> (usize, usize) {
        let before = self.before();
        let line = before.matches('\n').count() + 1;
        let last = before.rsplit('\n').next().unwrap_or_default();
        (line, last.graphemes(true).count() + 1)
    }

    /// Puts text in at the caret: control characters are removed, a tab becomes four spaces, line ends `\n`.
    pub fn insert(&mut self, text: &str) -> Insertion {
        let clean = sanitize(text);
        let room = LIMIT.saturating_sub(self.text.len());
        let kept = prefix_within(&clean, room);
        let single = kept.graphemes(true).nth(1).is_none();
        self.replace(self.caret, self.caret, kept, single);
        if kept.len() == clean.len() {
            Insertion::Whole
        } else {
            Insertion::Truncated(clean.len() - kept.len())
        }
    }

    /// Puts this text in place of the whole, as one edit that can be undone.
    pub fn replace_all(&mut self, text: &str) {
        let clean = sanitize(text);
        let kept = prefix_within(&clean, LIMIT).to_owned();
        self.replace(0, self.text.len(), &kept, false);
    }

    /// The line in which the caret stands, without its end.
    pub fn line(&self) -> &str {
        let (start, end) = self.line_bytes();
        self.text.get(start..end).unwrap_or_default()
    }

    /// Puts this text in place of the line in which the caret stands, as one edit; the caret goes to its end.
    pub fn replace_line(&mut self, text: &str) {
        let (start, end) = self.line_bytes();
        let clean = sanitize(text);
        let room = LIMIT.saturating_sub(self.text.len() - (end - start));
        let kept = prefix_within(&clean, room).to_owned();
        self.replace(start, end, &kept, false);
    }

    fn line_bytes(&self) -> (usize, usize) {
        let start = self.before().rfind('\n').map_or(0, |at| at + 1);
        let rest = self.text.get(self.caret..).unwrap_or_default();
        (start, self.caret + rest.find('\n').unwrap_or(rest.len()))
    }

    /// Puts text in place of these bytes, as one edit that can be undone; the caret goes behind it. Changes nothing if the
    /// field would hold too much.
    pub fn splice(&mut self, span: Range<usize>, text: &str) -> Insertion {
        let (from, to) = (floor_char(&self.text, span.start), floor_char(&self.text, span.end));
        let clean = sanitize(text);
        let room = LIMIT.saturating_sub(self.text.len() - to.saturating_sub(from));
        if clean.len() > room {
            return Insertion::Truncated(clean.len());
        }
        self.replace(from.min(to), to, &clean, false);
        Insertion::Whole
    }

    /// Takes back the last edit.
    pub fn undo(&mut self) {
        self.step_back();
        self.goal_column = None;
    }

    /// Takes the text out and leaves the field empty; nothing to undo.
    pub fn take(&mut self) -> String {
        std::mem::take(self).text
    }

    /// Moves the caret to the boundary at or before byte `at`.
    pub fn set_caret(&mut self, at: usize) {
        self.caret = self.boundary_at_or_before(at);
        self.goal_column = None;
        self.coalesce = false;
    }

    /// Applies an edit; `width` is the number of columns the text is wrapped to.
    pub fn apply(&mut self, edit: Edit, width: usize) {
        match edit {
            Edit::Up | Edit::Down => return self.move_row(edit == Edit::Down, width),
            Edit::Undo => self.step_back(),
            Edit::Redo => self.step_forward(),
            Edit::NewLine => self.replace(self.caret, self.caret, "\n", false),
            Edit::Yank => {
                let killed = self.killed.clone();
                self.insert(&killed);
            }
            Edit::Left
            | Edit::Right
            | Edit::WordLeft
            | Edit::WordRight
            | Edit::LineStart
            | Edit::LineEnd
            | Edit::TextStart
            | Edit::TextEnd => {
                self.set_caret(self.target(edit));
            }
            Edit::Backspace | Edit::Delete => {
                self.delete_to(if edit == Edit::Delete { Edit::Right } else { Edit::Left });
            }
            Edit::DeleteWordLeft => self.kill_to(Edit::WordLeft),
            Edit::DeleteWordRight => self.kill_to(Edit::WordRight),
            Edit::DeleteToLineStart => self.kill_to(Edit::LineStart),
            Edit::DeleteToLineEnd => {
                let end = self.target(Edit::LineEnd);
                self.kill_to(if end == self.caret { Edit::Right } else { Edit::LineEnd });
            }
        }
        self.goal_column = None;
    }

    fn before(&self) -> &str {
        self.text.get(..self.caret).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.caret..).unwrap_or_default()
    }

    fn target(&self, movement: Edit) -> usize {
        let (before, after) = (self.before(), self.after());
        match movement {
            Edit::Left => self.caret - before.graphemes(true).next_back().map_or(0, str::len),
            Edit::Right => self.caret + after.graphemes(true).next().map_or(0, str::len),
            Edit::WordLeft => word_left(before),
            Edit::WordRight => self.caret + word_right(after),
            Edit::LineStart => before.rfind('\n').map_or(0, |at| at + 1),
            Edit::LineEnd => self.caret + after.find('\n').unwrap_or(after.len()),
            Edit::TextStart => 0,
            Edit::TextEnd => self.text.len(),
            _ => self.caret,
        }
    }

    fn delete_to(&mut self, movement: Edit) -> String {
        let target = self.target(movement);
        let snapped = if target < self.caret {
            self.boundary_at_or_before(target)
        } else {
            self.boundary_at_or_after(target)
        };
        let (from, to) = (snapped.min(self.caret), snapped.max(self.caret));
        let removed = self.text.get(from..to).unwrap_or_default().to_owned();
        if !removed.is_empty() {
            self.replace(from, to, "", false);
        }
        removed
    }

    fn kill_to(&mut self, movement: Edit) {
        let removed = self.delete_to(movement);
        if !removed.is_empty() {
            self.killed = removed;
        }
    }

    fn replace(&mut self, from: usize, to: usize, with: &str, typed: bool) {
        if from == to && with.is_empty() {
            return;
        }
        let removed = self.text.get(from..to).unwrap_or_default().to_owned();
        let change = Change { at: from, removed, inserted: with.to_owned(), caret_before: self.caret };
        self.text.replace_range(from..to, with);
        self.caret = self.boundary_at_or_after(from + with.len());
        self.redo.clear();
        self.goal_column = None;
        self.remember(change, typed);
    }

    /// Typing goes into one step of undo until a word ends.
    fn remember(&mut self, change: Change, typed: bool) {
        let word_ends = change.inserted.chars().any(char::is_whitespace);
        let joins = typed && self.coalesce && change.removed.is_empty();
        match self.undo.last_mut().filter(|last| joins && last.at + last.inserted.len() == change.at) {
            Some(last) => last.inserted.push_str(&change.inserted),
            None => self.undo.push(change),
        }
        if self.undo.len() > UNDO_DEPTH {
            self.undo.remove(0);
        }
        self.coalesce = typed && !word_ends;
    }

    fn step_back(&mut self) {
        let Some(change) = self.undo.pop() else { return };
        self.text.replace_range(change.at..change.at + change.inserted.len(), &change.removed);
        self.caret = self.boundary_at_or_before(change.caret_before);
        self.coalesce = false;
        self.redo.push(change);
    }

    fn step_forward(&mut self) {
        let Some(change) = self.redo.pop() else { return };
        self.text.replace_range(change.at..change.at + change.removed.len(), &change.inserted);
        self.caret = self.boundary_at_or_after(change.at + change.inserted.len());
        self.coalesce = false;
        self.undo.push(change);
    }

    fn move_row(&mut self, down: bool, width: usize) {
        let rows = wrap::rows(&self.text, width);
        let (row, column) = wrap::locate(&self.text, &rows, self.caret);
        let goal = self.goal_column.unwrap_or(column);
        let target = if down { row + 1 } else { row.wrapping_sub(1) };
        self.caret = match rows.get(target) {
            Some(row) => self.boundary_at_or_before(wrap::offset_at(&self.text, row, goal)),
            None if down => self.text.len(),
            None => 0,
        };
        self.goal_column = Some(goal);
        self.coalesce = false;
    }

    fn boundary_at_or_before(&self, at: usize) -> usize {
        let at = floor_char(&self.text, at);
        if self.is_boundary(at) {
            return at;
        }
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn boundary_at_or_after(&self, at: usize) -> usize {
        let at = floor_char(&self.text, at);
        if self.is_boundary(at) {
            return at;
        }
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    fn is_boundary(&self, at: usize) -> bool {
        GraphemeCursor::new(at, self.text.len(), true).is_boundary(&self.text, 0).unwrap_or(true)
    }
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn prefix_within(text: &str, room: usize) -> &str {
    if text.len() <= room {
        return text;
    }
    let mut end = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        if at + grapheme.len() > room {
            break;
        }
        end = at + grapheme.len();
    }
    text.get(..end).unwrap_or_default()
}

fn sanitize(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', "    ")
        .chars()
        .filter(|&char| char == '\n' || !(char.is_control() || is_direction_override(char)))
        .collect()
}

/// Characters that reorder the text around them on the screen, so that it reads as something it is not.
fn is_direction_override(char: char) -> bool {
    matches!(char, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn word_left(before: &str) -> usize {
    let trimmed = before.trim_end_matches(|char: char| !char.is_alphanumeric());
    trimmed
        .rfind(|char: char| !char.is_alphanumeric())
        .map_or(0, |at| at + trimmed.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8))
}

fn word_right(after: &str) -> usize {
    let start = after.find(char::is_alphanumeric).unwrap_or(after.len());
    let word = after.get(start..).unwrap_or_default();
    start + word.find(|char: char| !char.is_alphanumeric()).unwrap_or(word.len())
}

#[cfg(test)]
mod tests;
