//! The one table of key bindings. Dispatch, footer, help, command list and the README all read it.

mod bindings;
mod scope;

pub use bindings::Keymap;
pub use scope::Scope;

use crate::app::text_area::Edit;
use crate::domain::schedule::Grade;

/// What a key press means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intent {
    /// Open help.
    Help,
    /// Open the command list.
    Commands,
    /// Open search.
    Search,
    /// Close the top layer; at the root, offer the menu.
    Back,
    /// Leave the program; in an interview, on the second press.
    Interrupt,
    /// Leave the program.
    Quit,
    /// Hand the terminal back to the shell for a while.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// On to the next pane.
    NextPane,
    /// Back to the pane before.
    PreviousPane,
    /// One up.
    Up,
    /// One down.
    Down,
    /// One to the left.
    Left,
    /// One to the right.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Open, choose, confirm.
    Open,
    /// Edit the text in focus.
    Edit(Edit),
    /// Send what was typed.
    Send,
    /// Write on in the editor of the user's choice.
    ExternalEditor,
    /// A new interview.
    NewInterview,
    /// The unfinished interview.
    Resume,
    /// Past sittings.
    History,
    /// Where one stands.
    Progress,
    /// Finish the unfinished interview and score it.
    EndUnfinished,
    /// Start what is chosen.
    Start,
    /// Hide or show the titles of cases.
    Disguise,
    /// To the next step.
    NextStep,
    /// Stop the clock, or let it go on.
    Pause,
    /// Hide or show the clock.
    HideClock,
    /// The notes pane.
    Notes,
    /// The sketch pane.
    Sketch,
    /// The answer pane.
    Talk,
    /// Take a hint (guided mode).
    Hint,
    /// What the step should cover (guided mode).
    Checklist,
    /// Decline the question.
    MoveOn,
    /// More or less time.
    Budget,
    /// Text and diagram, the diagram alone, before and after, the text alone.
    Diagram,
    /// The next form of the diagram.
    ListForm,
    /// More or less of the diagram.
    Zoom,
    /// Complete the name at the caret.
    Complete,
    /// Why a question about the drawing matters.
    Why,
    /// Scroll the diagram to the left.
    DiagramLeft,
    /// Scroll the diagram to the right.
    DiagramRight,
    /// Continue a link from the node drawn last.
    LinkFromLast,
    /// The next section of the debrief.
    NextSection,
    /// The previous section of the debrief.
    PreviousSection,
    /// "I said this, here."
    Claim,
    /// Answer the missed question once more.
    SayAgain,
    /// Set a level of one's own.
    Level(u8),
    /// Skip one's own marks.
    Skip,
    /// The outline of the page.
    Outline,
    /// The next link of the page.
    NextLink,
    /// Follow the link.
    FollowLink,
    /// Back to the page before.
    PageBack,
    /// The next page of the playbook.
    NextPage,
    /// The page before in the playbook.
    PreviousPage,
    /// Find in the page.
    Find,
    /// The next order of a list.
    Sort,
    /// Play a sitting again.
    Replay,
    /// Compare this sitting with another.
    Compare,
    /// To the next entry of a sitting.
    NextEntry,
    /// To the entry before.
    PreviousEntry,
    /// Play faster.
    Faster,
    /// Play slower.
    Slower,
    /// The next place found.
    FindNext,
    /// The place found before.
    FindPrevious,
    /// Copy to the clipboard.
    Copy,
    /// Delete, after a question.
    Delete,
    /// Open what is sealed; is put on record.
    Unseal,
    /// Drill what the day brings.
    Drill,
    /// Choose one kind of drill.
    DrillKinds,
    /// Drill the page in front.
    DrillPage,
    /// Take a side of a trade-off, by its number from 0.
    Side(u8),
    /// Either side can be defended.
    Either,
    /// Show the answer.
    Show,
    /// Give a grade.
    Grade(Grade),
    /// Take the last step of the drills back.
    TakeBack,
    /// Not today.
    Bury,
    /// Not any more.
    SuspendCard,
    /// The page the card comes from.
    Source,
    /// More cards today than the limits allow.
    MoreToday,
}

mod stacks;

pub use bindings::Hidden;

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Where it is valid.
    pub scope: Scope,
    /// Stable name, for configuration.
    pub id: &'static str,
    /// Keys, separated by blanks; the first one is shown.
    pub keys: &'static str,
    /// What it means.
    pub intent: Intent,
    /// Two or three words for the footer; empty where the footer stays silent.
    pub hint: &'static str,
    /// What it does, for help and the command list.
    pub about: &'static str,
}

macro_rules! table {
    ($($scope:ident { $($id:literal $keys:literal $intent:expr, $hint:literal, $about:literal;)+ })+) => {
        &[$($(Binding { scope: Scope::$scope, id: $id, keys: $keys, intent: $intent, hint: $hint, about: $about }),+),+]
    };
}

/// All bindings. Within a scope, the footer keeps hints from the top when room is short.
pub const TABLE: &[Binding] = table! {
    Answer {
        "send" "Enter" Intent::Send, "send", "Send what you typed";
        "move-on" "Alt+M" Intent::MoveOn, "", "Decline the question and move on";
    }
    Sketch {
        "sketch-new-line" "Enter" Intent::Edit(Edit::NewLine), "", "New line in the sketch";
        "link-from-last" "Alt+L" Intent::LinkFromLast, "link on", "Start a link from the node drawn last";
        "complete-name" "Tab" Intent::Complete, "", "Complete the name; again, the next one; with none, the next pane";
        "diagram" "Alt+D" Intent::Diagram, "view", "Diagram alone; before and after a curveball; text alone; both";
        "zoom" "Alt+Z" Intent::Zoom, "zoom", "Zoom: boxes only, every label, as much as fits";
        "why" "Alt+Y" Intent::Why, "", "Why a question about the drawing matters (guided mode)";
        "diagram-left" "Alt+," Intent::DiagramLeft, "", "Scroll the diagram to the left";
        "diagram-right" "Alt+." Intent::DiagramRight, "", "Scroll the diagram to the right";
        "list-form" "Alt+V" Intent::ListForm, "", "Diagram left to right, top down, as a list (screen readers), as fits";
    }
    Notes {
        "notes-new-line" "Enter" Intent::Edit(Edit::NewLine), "", "New line in the notes; a line with `=` at its end is calculated";
    }
    Interview {
        "next-step" "F5 Alt+N" Intent::NextStep, "next step", "Go on to the next step";
        "sketch" "F4" Intent::Sketch, "sketch", "The whiteboard";
        "notes" "F2" Intent::Notes, "notes", "Your notes";
        "talk" "F6" Intent::Talk, "answer", "The answer field";
        "pause" "F8" Intent::Pause, "pause", "Stop the clock, or let it go on; pauses are on the record";
        "hint" "F9 Alt+H" Intent::Hint, "hint", "Take a hint: a nudge, a pointer, then points; goes on the record (guided mode)";
        "checklist" "F7 Alt+C" Intent::Checklist, "checklist", "What the step should cover, and what was heard of it (guided mode)";
        "hide-clock" "F3" Intent::HideClock, "", "Hide or show the clock";
        "budget" "Alt+B" Intent::Budget, "", "More or less time: 1x, 1.25x, 1.5x, 2x, no limit";
        "page-up" "PgUp" Intent::PageUp, "", "Scroll the conversation, or the diagram, back";
        "page-down" "PgDn" Intent::PageDown, "", "Scroll the conversation, or the diagram, on";
        "external-editor" "Ctrl+G" Intent::ExternalEditor, "", "Write on in $EDITOR";
    }
    Review {
        "go-on" "Enter F5 Alt+N" Intent::Open, "go on", "On to the next step; the clock goes on";
    }
    SelfScore {
        "level-0" "0" Intent::Level(0), "to 3 mark", "Absent: nothing, or against the facts";
        "level-1" "1" Intent::Level(1), "", "Named: the right idea, no reason";
        "level-2" "2" Intent::Level(2), "", "Reasoned: tied to a requirement, and why";
        "level-3" "3" Intent::Level(3), "", "Proven: with a number, a failure path, a cost or a trigger";
        "skip" "s" Intent::Skip, "skip", "Skip your own marks";
        "to-debrief" "Enter" Intent::Open, "debrief", "On to the debrief";
    }
    Debrief {
        "next-section" "Tab Right l" Intent::NextSection, "section", "Next section of the debrief";
        "previous-section" "Shift+Tab Left h" Intent::PreviousSection, "", "Section before";
        "claim" "c" Intent::Claim, "I said this", "Claim a point: \"I said this, here\"";
        "say-again" "a" Intent::SayAgain, "say again", "Answer a missed question once more";
        "answer-to-this" "Enter" Intent::Open, "answer", "To your answer and the model answer";
        "replay" "r" Intent::Replay, "replay", "Play the sitting again: what was said and drawn, moment by moment";
        "sections-copy" "F7" Intent::Copy, "", "Copy the debrief as text";
    }
    Field {
        "keep" "Enter" Intent::Send, "keep", "Keep what you typed";
    }
    Home {
        "new-interview" "i" Intent::NewInterview, "interview", "A new mock interview";
        "resume" "r" Intent::Resume, "", "Go on with the unfinished interview";
        "drill" "d" Intent::Drill, "drill", "Drill what is due, then what is new";
        "drill-kinds" "p" Intent::DrillKinds, "", "Practice one kind of drill";
        "history" "h" Intent::History, "history", "Past sittings";
        "progress" "s" Intent::Progress, "progress", "Where you stand, and what to do next";
        "end-unfinished" "x" Intent::EndUnfinished, "", "End the unfinished interview and score it";
    }
    Setup {
        "start" "Enter" Intent::Start, "start", "Start the interview";
        "setup-left" "Left h" Intent::Left, "", "The value before";
        "setup-right" "Right l" Intent::Right, "change", "The next value";
        "disguise" "t" Intent::Disguise, "titles", "Hide or show the titles of cases";
    }
    Search {
        "search-open" "Enter" Intent::Open, "open", "Open the page at this place";
        "search-up" "Up Ctrl+P" Intent::Up, "", "One up";
        "search-down" "Down Ctrl+N" Intent::Down, "choose", "One down";
        "preview-up" "PgUp" Intent::PageUp, "", "Scroll the preview back";
        "preview-down" "PgDn" Intent::PageDown, "", "Scroll the preview on";
        "complete" "Tab" Intent::NextPane, "", "Take the completion of a filter";
        "search-drill" "F6" Intent::DrillPage, "drill it", "Drill the page";
        "search-copy" "F7" Intent::Copy, "copy", "Copy the page's text";
    }
    Reader {
        "outline" "o Tab" Intent::Outline, "outline", "The outline of the page";
        "next-link" "n" Intent::NextLink, "link", "The next link";
        "follow-link" "Enter" Intent::FollowLink, "follow", "Follow the link";
        "page-back" "b Backspace" Intent::PageBack, "back", "Back to the page before";
        "next-page" "]" Intent::NextPage, "", "The next page of the playbook";
        "previous-page" "[" Intent::PreviousPage, "", "The page before in the playbook";
        "find" "f" Intent::Find, "find", "Find in the page";
        "find-next" "." Intent::FindNext, "", "The next place found";
        "find-previous" "," Intent::FindPrevious, "", "The place found before";
        "reader-drill" "d F6" Intent::DrillPage, "drill it", "Drill the page";
        "reader-copy" "F7" Intent::Copy, "copy", "Copy the page's text";
        "unseal" "u" Intent::Unseal, "", "Show what is sealed; is put on record";
    }
    Progress {
        "progress-act" "Enter" Intent::Open, "do it", "Do what is advised";
        "progress-next" "Tab Right l" Intent::NextSection, "section", "Next section of the progress";
        "progress-previous" "Shift+Tab Left h" Intent::PreviousSection, "", "Section before";
        "progress-interview" "i" Intent::NewInterview, "interview", "A new mock interview";
        "progress-drill" "d" Intent::Drill, "drill", "Drill what is due, then what is new";
    }
    History {
        "history-open" "Enter" Intent::Open, "open", "Open the debrief, with time line and transcript";
        "filter" "f" Intent::Find, "filter", "Show only some: words of case, mode, level, date, state; >60 compares the score";
        "sort" "s" Intent::Sort, "sort", "Newest, oldest, best, worst, by case";
        "compare" "c" Intent::Compare, "compare", "Compare: first this sitting, then another of its case";
        "history-replay" "r" Intent::Replay, "", "Play the sitting again: what was said and drawn, moment by moment";
        "delete" "x" Intent::Delete, "delete", "Delete the sitting, after a question";
        "bring-back" "u" Intent::TakeBack, "", "Bring back what was deleted last";
    }
    HistoryCompare {
        "compare-with" "Enter c" Intent::Compare, "compare", "Compare with this sitting";
    }
    Compare {
        "compare-next" "Tab Right l" Intent::NextSection, "section", "Next section of the comparison";
        "compare-previous" "Shift+Tab Left h" Intent::PreviousSection, "", "Section before";
        "compare-words" "Enter" Intent::Open, "words", "To what was said in both";
    }
    Replay {
        "play" "Space Enter" Intent::Pause, "play or stop", "Play, or stand still; at the end, from the beginning";
        "next-entry" "n Right l" Intent::NextEntry, "next", "To the next entry, and stand still";
        "previous-entry" "b Left h" Intent::PreviousEntry, "back", "To the entry before";
        "faster" "+ =" Intent::Faster, "faster", "Faster: 1x, 4x, 16x";
        "slower" "-" Intent::Slower, "slower", "Slower: 16x, 4x, 1x";
        "replay-up" "Up k" Intent::Up, "", "Scroll the conversation back";
        "replay-down" "Down j" Intent::Down, "", "Scroll the conversation on";
        "replay-page-down" "PgDn" Intent::PageDown, "", "Scroll the conversation on by a page";
    }
    HistoryFilter {
        "filter-keep" "Enter" Intent::Send, "to the list", "To the list, which stays as it is";
        "filter-up" "Up Ctrl+P" Intent::Up, "", "One up";
        "filter-down" "Down Ctrl+N" Intent::Down, "choose", "One down";
    }
    DrillSide {
        "side-1" "1" Intent::Side(0), "to 3 side", "Take the first side";
        "side-2" "2" Intent::Side(1), "", "Take the second side";
        "side-3" "3" Intent::Side(2), "", "Take the third side";
        "side-either" "e 0" Intent::Either, "either", "Either side can be defended";
        "side-in-words" "Enter Tab" Intent::Open, "say it", "Take no side by key; the sentence says it";
    }
    DrillField {
        "drill-answer" "Enter" Intent::Send, "done", "Hand in the answer; an empty one just shows what is looked for. In a sprint a new line, on an empty line hand in";
        "drill-show" "F9" Intent::Show, "", "Show what is looked for";
        "drill-side-again" "Shift+Tab" Intent::PreviousPane, "", "Back to the sides of a trade-off";
    }
    DrillReveal {
        "drill-reveal" "Space Enter" Intent::Show, "show", "Show the answer";
    }
    DrillGrade {
        "grade-again" "1" Intent::Grade(Grade::Again), "to 4 grade", "Again: not recalled";
        "grade-hard" "2" Intent::Grade(Grade::Hard), "", "Hard: recalled, with effort";
        "grade-good" "3" Intent::Grade(Grade::Good), "", "Good: recalled";
        "grade-easy" "4" Intent::Grade(Grade::Easy), "", "Easy: recalled at once";
        "grade-suggested" "Space Enter" Intent::Open, "as suggested", "Take the grade that is suggested, if one is";
    }
    DrillDone {
        "drill-leave" "Enter" Intent::Open, "back", "Leave the drills";
        "done-undo" "u Alt+U" Intent::TakeBack, "undo", "Take the last step back";
        "drill-more" "m +" Intent::MoreToday, "more today", "Raise the limits, for today only";
    }
    Drill {
        "drill-undo" "u Alt+U" Intent::TakeBack, "undo", "Take the last step back, the last card of a session included";
        "drill-bury" "b Alt+B" Intent::Bury, "bury", "Not today: the card comes back tomorrow";
        "drill-suspend" "x Alt+X" Intent::SuspendCard, "", "Not any more: suspend the card";
        "drill-source" "s Alt+S" Intent::Source, "source", "The page the card comes from";
        "drill-up" "Up k" Intent::Up, "", "Scroll up";
        "drill-down" "Down j" Intent::Down, "", "Scroll down";
        "drill-page-up" "PgUp" Intent::PageUp, "", "A page up";
        "drill-page-down" "PgDn" Intent::PageDown, "", "A page down";
    }
    List {
        "up" "Up k Ctrl+P" Intent::Up, "", "One up";
        "down" "Down j Ctrl+N" Intent::Down, "move", "One down";
        "page-up-list" "PgUp" Intent::PageUp, "", "A page up";
        "page-down-list" "PgDn Space" Intent::PageDown, "", "A page down";
        "first" "Home g" Intent::First, "", "To the first";
        "last" "End G" Intent::Last, "", "To the last";
        "open" "Enter" Intent::Open, "open", "Open";
    }
    Text {
        "new-line" "Alt+Enter Ctrl+J" Intent::Edit(Edit::NewLine), "", "New line";
        "line-start" "Home Ctrl+A" Intent::Edit(Edit::LineStart), "", "Start of the line";
        "line-end" "End Ctrl+E" Intent::Edit(Edit::LineEnd), "", "End of the line";
        "text-start" "Ctrl+Home" Intent::Edit(Edit::TextStart), "", "Start of the text";
        "text-end" "Ctrl+End" Intent::Edit(Edit::TextEnd), "", "End of the text";
        "char-left" "Left" Intent::Edit(Edit::Left), "", "Left";
        "char-right" "Right Ctrl+F" Intent::Edit(Edit::Right), "", "Right";
        "row-up" "Up" Intent::Edit(Edit::Up), "", "Up";
        "row-down" "Down" Intent::Edit(Edit::Down), "", "Down";
        "word-left" "Ctrl+Left Alt+Left" Intent::Edit(Edit::WordLeft), "", "A word to the left";
        "word-right" "Ctrl+Right Alt+Right Alt+F" Intent::Edit(Edit::WordRight), "", "A word to the right";
        "backspace" "Backspace Ctrl+H Shift+Backspace" Intent::Edit(Edit::Backspace), "", "Delete the character before";
        "delete-char" "Delete Ctrl+D" Intent::Edit(Edit::Delete), "", "Delete the character after";
        "delete-word" "Ctrl+W Alt+Backspace Ctrl+Backspace" Intent::Edit(Edit::DeleteWordLeft), "", "Delete the word before";
        "delete-word-right" "Alt+D Ctrl+Delete" Intent::Edit(Edit::DeleteWordRight), "", "Delete the word after";
        "delete-line-start" "Ctrl+U" Intent::Edit(Edit::DeleteToLineStart), "", "Delete to the start of the line";
        "delete-line-end" "Ctrl+K" Intent::Edit(Edit::DeleteToLineEnd), "", "Delete to the end of the line";
        "yank" "Ctrl+Y" Intent::Edit(Edit::Yank), "", "Put back what was deleted last";
        "undo" "Ctrl+_ Ctrl+/ Ctrl+7" Intent::Edit(Edit::Undo), "", "Undo";
        "redo" "Alt+_ Alt+/" Intent::Edit(Edit::Redo), "", "Redo";
    }
    Overlay {
        "overlay-choose" "Enter" Intent::Open, "choose", "Choose";
        "overlay-up" "Up Ctrl+P" Intent::Up, "", "One up";
        "overlay-down" "Down Ctrl+N" Intent::Down, "move", "One down";
        "overlay-page-up" "PgUp" Intent::PageUp, "", "A page up";
        "overlay-page-down" "PgDn" Intent::PageDown, "", "A page down";
    }
    Global {
        "search" "/ Ctrl+S" Intent::Search, "search", "Search the playbook";
        "commands" "Ctrl+O :" Intent::Commands, "commands", "All commands, to choose from";
        "back" "Esc" Intent::Back, "back", "Close what is on top; at the root, the menu";
        "next-pane" "Tab" Intent::NextPane, "", "Next pane";
        "previous-pane" "Shift+Tab" Intent::PreviousPane, "", "Pane before";
        "quit" "q" Intent::Quit, "quit", "Quit; everything is saved";
        "interrupt" "Ctrl+C" Intent::Interrupt, "", "Quit; in an interview, on the second press";
        "suspend" "Ctrl+Z" Intent::Suspend, "", "Back to the shell; `fg` returns";
        "redraw" "Ctrl+L" Intent::Redraw, "", "Draw everything anew";
        "help" "F1 ?" Intent::Help, "help", "This help";
    }
};

/// All bindings as a Markdown table, for the README.
pub fn markdown() -> String {
    let mut table = String::from("| Where | Key | What it does |\n|---|---|---|\n");
    let mut before = None;
    for binding in TABLE {
        let place = if before == Some(binding.scope) { "" } else { binding.scope.title() };
        before = Some(binding.scope);
        let keys: Vec<String> =
            binding.keys.split(' ').map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
        table.extend(["| ", place, " | ", &keys.join(" "), " | ", binding.about, " |\n"]);
    }
    table
}
