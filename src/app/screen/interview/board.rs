//! The whiteboard of an interview: what the text says, how it is shown, and what helps while it is typed.

use std::cell::Cell;
use std::rc::Rc;

use crate::app::easel::{Easel, Offset};
use crate::app::text_area::TextArea;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::lexicon::Lexicon;
use crate::domain::playbook::Snapshot;
use crate::domain::sketch::assist::{self, Completion};
use crate::domain::sketch::lint::{self, Facts, Question, Scene};
use crate::domain::sketch::redraw::{Redrawn, redrawn};
use crate::domain::sketch::{Area, Charset, Detail, Drawing, Form, Graph, Options, Roles, Sketch};

/// Completions that are offered at a time.
const OFFERS: usize = 5;

/// What of the whiteboard is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// The text, and the diagram beside it where there is room.
    #[default]
    Both,
    /// The diagram alone.
    Diagram,
    /// The diagram before and after the last curveball that asks for a changed one.
    Change,
    /// The text alone.
    Text,
}

/// A completion that was taken; the same key takes the next one in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Taken {
    offers: Vec<Completion>,
    at: usize,
}

/// What is known of a problem and was said, for the questions; made anew when the log grows.
#[derive(Debug, Clone, Default)]
struct Heard {
    entries: usize,
    facts: Facts,
    said: String,
}

/// State of the whiteboard. The text itself is a field of the interview.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// What is shown.
    pub shown: Shown,
    /// A form to keep to; none for whichever fits best.
    pub form: Option<Form>,
    /// How much is drawn.
    pub detail: Detail,
    /// How a name at the caret may go on, the best first.
    pub offers: Vec<Completion>,
    /// What an interviewer would ask (guided mode), the most important first.
    pub questions: Vec<Question>,
    /// The text, read.
    pub sketch: Sketch,
    /// What it says.
    pub graph: Graph,
    /// What names do.
    pub roles: Roles,
    read: String,
    caret_line: usize,
    taken: Option<Taken>,
    heard: Heard,
    easel: Easel,
    /// Where the candidate scrolled to; none while the picture follows the caret.
    scrolled: Option<Offset>,
    /// Where the picture was shown last.
    seen: Cell<Offset>,
}

impl Board {
    /// An empty board on which these words are known.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { roles: Roles::of_lexicon(lexicon), ..Self::default() }
    }

    /// Takes in what stands in the field: what it draws, and what may be typed next.
    pub fn read(&mut self, field: &TextArea, lexicon: &Lexicon) {
        self.caret_line = field.position().0 - 1;
        if self.read != field.text() {
            field.text().clone_into(&mut self.read);
            self.sketch = Sketch::parse(&self.read);
            self.graph = Graph::of(&self.sketch, &self.roles);
            self.scrolled = None;
        }
        self.offers = match &self.taken {
            Some(taken) => taken.offers.iter().cycle().skip(taken.at + 1).take(OFFERS).cloned().collect(),
            None => assist::completions(&self.read, field.caret(), lexicon, OFFERS),
        };
    }

    /// Asks what an interviewer would ask about the drawing, of what is known by now; never about the line being typed.
    pub fn ask(&mut self, interview: &Interview, snapshot: &Snapshot) {
        if self.heard.entries != interview.log().len() {
            self.heard = Heard::of(interview, snapshot, &self.roles);
        }
        self.questions = lint::lint(&Scene {
            sketch: &self.sketch,
            graph: &self.graph,
            roles: &self.roles,
            facts: &self.heard.facts,
            said: &self.heard.said,
            caret_line: Some(self.caret_line),
        });
    }

    /// Lines that were skipped, counted from 1, but for the one being typed.
    pub fn skipped(&self) -> Vec<usize> {
        let lines = self.sketch.problems.iter().map(|problem| problem.line);
        let mut lines: Vec<usize> =
            lines.filter(|line| *line != self.caret_line).map(|line| line + 1).collect();
        lines.dedup();
        lines
    }

    /// Puts the best completion in place of the word at the caret; right after that, the next one, and after the last
    /// one what was typed. Gives back whether there was anything to complete.
    pub fn complete(&mut self, field: &mut TextArea) -> bool {
        let taken = match self.taken.take() {
            Some(Taken { offers, at }) => {
                if at < offers.len() {
                    field.undo();
                }
                Taken { at: if at < offers.len() { at + 1 } else { 0 }, offers }
            }
            None if self.offers.is_empty() => return false,
            None => Taken { offers: std::mem::take(&mut self.offers), at: 0 },
        };
        let edit = taken.offers.get(taken.at);
        let edit = edit.and_then(|offer| assist::complete(field.text(), field.caret(), offer));
        if let Some(edit) = edit {
            field.splice(edit.span, &edit.text);
        }
        self.taken = (taken.offers.len() > 1).then_some(taken);
        true
    }

    /// What was completed stays: the next completion is a new one.
    pub fn settle(&mut self) {
        self.taken = None;
    }

    /// Whether the text stands beside a diagram.
    pub fn is_beside(&self) -> bool {
        self.shown == Shown::Both
    }

    /// Whether the text is on the screen.
    pub fn shows_text(&self) -> bool {
        matches!(self.shown, Shown::Both | Shown::Text)
    }

    /// On to the next way of showing the board.
    pub fn turn(&mut self, has_change: bool) {
        self.scrolled = None;
        self.shown = match self.shown {
            Shown::Both => Shown::Diagram,
            Shown::Diagram if has_change => Shown::Change,
            Shown::Diagram | Shown::Change => Shown::Text,
            Shown::Text => Shown::Both,
        };
    }

    /// The next form of the picture, in a word.
    pub fn turn_form(&mut self) -> &'static str {
        let (form, word) = match self.form {
            None => (Some(Form::Right), "Diagram from left to right."),
            Some(Form::Right) => (Some(Form::Down), "Diagram from top to bottom."),
            Some(Form::Down) => (Some(Form::List), "Diagram as a list."),
            Some(Form::List) => (None, "Diagram as it fits best."),
        };
        self.form = form;
        self.scrolled = None;
        word
    }

    /// The next zoom of the picture, in a word.
    pub fn zoom(&mut self) -> &'static str {
        let (detail, word) = match self.detail {
            Detail::Fitting => (Detail::Bare, "Zoomed out: boxes and arrows only."),
            Detail::Bare => (Detail::Full, "Zoomed in: with every label."),
            Detail::Full => (Detail::Fitting, "As much as fits."),
        };
        self.detail = detail;
        self.scrolled = None;
        word
    }

    /// Scrolls the picture from where it was shown last.
    pub fn scroll(&mut self, columns: isize, rows: isize) {
        let (column, row) = self.seen.get();
        self.scrolled = Some((column.saturating_add_signed(columns), row.saturating_add_signed(rows)));
    }

    /// The picture for a window of this size, and where in it the window stands: where the candidate scrolled to, else
    /// where the box is that was typed last.
    pub fn picture(&self, (width, height): Offset, charset: Charset) -> (Rc<Drawing>, Offset) {
        let drawing = self.drawing(&self.read, (width, height), charset, self.form);
        let size = (width, height);
        let at = self.scrolled.unwrap_or_else(|| match self.typed_last() {
            Some(node) => drawing.scroll_to(node, (0, 0), size),
            None => (0, 0),
        });
        let furthest = (drawing.width.saturating_sub(width), drawing.height.saturating_sub(height));
        let at = (at.0.min(furthest.0), at.1.min(furthest.1));
        self.seen.set(at);
        (drawing, at)
    }

    /// The pictures of two texts that are to be compared, in windows of this size: they run the same way.
    pub fn pair(&self, texts: [&str; 2], size: Offset, charset: Charset) -> [Rc<Drawing>; 2] {
        let both = texts.map(|text| self.drawing(text, size, charset, self.form));
        if both[0].form == both[1].form || texts.iter().any(|text| text.trim().is_empty()) {
            return both;
        }
        texts.map(|text| self.drawing(text, size, charset, Some(Form::Down)))
    }

    fn drawing(
        &self,
        text: &str,
        (width, height): Offset,
        charset: Charset,
        form: Option<Form>,
    ) -> Rc<Drawing> {
        let options = Options { form, detail: self.detail, charset, spill: width };
        let area = Area { width, height: Some(height) };
        self.easel.draw(text, area, options, || Graph::of(&Sketch::parse(text), &self.roles))
    }

    /// Where the two pictures of a change stand in windows of this size.
    pub fn scroll_of(&self, drawings: [&Drawing; 2], (width, height): Offset) -> Offset {
        let furthest = |of: fn(&Drawing) -> usize, room: usize| {
            drawings.iter().map(|drawing| of(drawing).saturating_sub(room)).max().unwrap_or(0)
        };
        let at = self.scrolled.unwrap_or_default();
        let at = (
            at.0.min(furthest(|drawing| drawing.width, width)),
            at.1.min(furthest(|drawing| drawing.height, height)),
        );
        self.seen.set(at);
        at
    }

    /// How many pictures were made so far.
    pub fn pictures_made(&self) -> usize {
        self.easel.made()
    }

    /// The last box named on the line of the caret, or before it.
    fn typed_last(&self) -> Option<usize> {
        let mentions = self.sketch.nodes.iter().enumerate().flat_map(|(node, named)| {
            named.mentions.iter().map(move |mention| (mention.line, mention.span.start, node))
        });
        mentions.filter(|(line, ..)| *line <= self.caret_line).max().map(|(_, _, node)| node)
    }

    /// The drawing before and after the last curveball that asks for a changed one.
    pub fn change<'a>(&self, interview: &Interview, snapshot: &'a Snapshot) -> Option<Redrawn<'a>> {
        redrawn(interview, &snapshot.case, Some(&self.read)).pop()
    }
}

impl Heard {
    fn of(interview: &Interview, snapshot: &Snapshot, roles: &Roles) -> Self {
        let told = interview.told();
        let words = interview.log().iter().filter_map(|stamped| match &stamped.entry {
            Entry::Asked { text } | Entry::Wrote { text, .. } => Some(text.as_str()),
            _ => None,
        });
        Self {
            entries: interview.log().len(),
            facts: Facts::of(&snapshot.case, roles, |fact| told.contains(&&fact.id)),
            said: words.collect::<Vec<_>>().join("\n"),
        }
    }
}
