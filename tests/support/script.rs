//! The program without a terminal: keys go in, pictures come out, and time passes when the script says so.
//!
//! ```ignore
//! let mut script = Script::on("parcels").keys("How fresh must it be?<enter>").after(minutes(8));
//! assert!(script.screen(80, 24).contains("08:00"));
//! ```

use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use greenroom::app::action::{Action, Size};
use greenroom::app::effect::Effect;
use greenroom::app::key;
use greenroom::app::library::OpenedPage;
use greenroom::app::screen::setup::Settings;
use greenroom::app::{Model, Preferences, Start};
use greenroom::content::{Source, load};
use greenroom::domain::document::{Block, Document, Run};
use greenroom::domain::id::CaseId;
use greenroom::domain::playbook::Playbook;
use greenroom::domain::time::{Now, Timestamp};
use greenroom::tui::theme::{Palette, Theme};
use greenroom::tui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::packs::sound_folder;
use super::shelf::Shelf;

/// So many minutes.
pub fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

/// So many seconds.
pub fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A page of these paragraphs, as the library hands it over.
pub fn page(id: &str, paragraphs: &[&str]) -> Action {
    let blocks = paragraphs.iter().map(|text| Block::Paragraph(vec![Run::plain(*text)])).collect();
    let page = OpenedPage {
        id: id.parse().expect("a page is named by its id"),
        title: id.to_owned(),
        kind: "chapter".to_owned(),
        summary: String::new(),
        document: Document { blocks },
        sealed: false,
        see: Vec::new(),
        used_in: Vec::new(),
        previous: None,
        next: None,
    };
    Action::PageOpened { page: Box::new(page), slug: None, preview: false }
}

/// The playbook of the fixtures: small, and known by heart.
pub fn small_playbook() -> Arc<Playbook> {
    static SMALL: OnceLock<Arc<Playbook>> = OnceLock::new();
    Arc::clone(SMALL.get_or_init(|| {
        let loaded = load(&[Source::folder(&sound_folder())]);
        Arc::new(loaded.playbook.expect("the fixture is whole"))
    }))
}

/// The playbook in the program.
pub fn built_in_playbook() -> Arc<Playbook> {
    static BUILT_IN: OnceLock<Arc<Playbook>> = OnceLock::new();
    Arc::clone(
        BUILT_IN.get_or_init(|| {
            Arc::new(load(&[Source::built_in()]).playbook.expect("the built-in pack is whole"))
        }),
    )
}

/// A run of the program, with a clock and a history of its own.
#[derive(Clone)]
#[must_use]
pub struct Script {
    model: Model,
    now: Now,
    playbook: Arc<Playbook>,
    ascii: bool,
    /// The history.
    pub shelf: Shelf,
    /// Effects that reach beyond model and history, in order: copying, pages asked for, quitting ...
    pub outside: Vec<Effect>,
}

impl Script {
    /// On the home screen, with the small playbook and an empty history.
    pub fn home() -> Self {
        Self::started(small_playbook(), Shelf::default(), None)
    }

    /// In a mock interview of 45 minutes of a case, which has just been opened. Chance is decided by seed 1.
    pub fn on(case: &str) -> Self {
        let case = CaseId::new(case).expect("a case is named by its id");
        Self::sat(Settings { case: Some(case), seed: Some(1), ..Settings::default() })
    }

    /// In an interview that is sat in this way.
    pub fn sat(settings: Settings) -> Self {
        let small = small_playbook();
        let known = settings.case.as_ref().is_some_and(|case| small.cases.contains_key(case));
        let playbook = if known { small } else { built_in_playbook() };
        Self::started(playbook, Shelf::default(), Some(Start::Interview(settings)))
    }

    /// Just started, with this playbook, this history, and what the command line asked for.
    pub fn started(playbook: Arc<Playbook>, shelf: Shelf, start: Option<Start>) -> Self {
        let now = Now {
            monotonic: 1_000_000,
            boot: 1_000_000,
            wall: Timestamp(1_795_366_000_000),
            utc_offset: 0,
            ..Now::default()
        };
        Self::started_at(now, playbook, shelf, start)
    }

    fn started_at(now: Now, playbook: Arc<Playbook>, shelf: Shelf, start: Option<Start>) -> Self {
        let model = Model::new(Size { width: 80, height: 24 }, now, start);
        let loaded = Action::Loaded { playbook: Arc::clone(&playbook), problems: None };
        let mut script = Self { model, now, playbook, ascii: false, shelf, outside: Vec::new() };
        script.carry_out(vec![Effect::ReadHistory]);
        script.happens(loaded)
    }

    /// As its user prefers it.
    pub fn preferring(mut self, preferences: Preferences) -> Self {
        self.model = self.model.preferring(preferences);
        self
    }

    /// From now on on a terminal that knows ASCII only.
    pub fn in_ascii(mut self) -> Self {
        self.ascii = true;
        self
    }

    /// Keys are pressed, written as in `abc<enter><ctrl+o>`.
    pub fn keys(mut self, script: &str) -> Self {
        for key in key::script(script).expect("the script is made of keys") {
            self = self.happens(Action::Key(key));
        }
        self
    }

    /// Text is pasted.
    pub fn paste(self, text: &str) -> Self {
        self.happens(Action::Paste(text.to_owned()))
    }

    /// Time passes; the model is woken whenever it wants to be.
    pub fn after(mut self, span: Duration) -> Self {
        let end = self.now.monotonic + span.as_millis() as u64;
        while let Some(wake) = self.model.next_wake().filter(|wake| *wake <= end) {
            self.pass(wake.saturating_sub(self.now.monotonic).max(1));
            self = self.happens(Action::Tick);
        }
        self.pass(end.saturating_sub(self.now.monotonic));
        self.happens(Action::Tick)
    }

    /// The machine sleeps.
    pub fn sleeps(mut self, span: Duration) -> Self {
        let millis = span.as_millis() as u64;
        self.now.boot += millis;
        self.now.wall.0 += millis as i64;
        self.happens(Action::Slept(millis))
    }

    /// The program is killed, and started again after a while to resume the unfinished interview.
    pub fn killed_and_resumed_after(self, span: Duration) -> Self {
        let mut now = self.now;
        let millis = span.as_millis() as u64;
        now.monotonic += millis;
        now.boot += millis;
        now.wall.0 += millis as i64;
        Self::started_at(now, self.playbook, self.shelf, Some(Start::Resume))
    }

    /// From now on the disk is full, or is no longer.
    pub fn disk_is_full(mut self, full: bool) -> Self {
        self.shelf.is_full = full;
        self
    }

    /// Anything else happens.
    pub fn happens(mut self, action: Action) -> Self {
        let mut waiting = VecDeque::from([action]);
        while let Some(action) = waiting.pop_front() {
            let effects = self.model.update(action, self.now);
            waiting.extend(self.answers(effects));
        }
        self
    }

    /// What the screen shows at this size, without styles and without blanks at the ends of rows.
    pub fn screen(&mut self, width: u16, height: u16) -> String {
        let buffer = self.cells(width, height).0;
        let row = |y| {
            let cells = (0..width).filter_map(|x| buffer.cell((x, y)));
            let mut text = String::new();
            let mut covered = 0;
            for cell in cells {
                // The second half of a wide character is not a blank.
                if covered == 0 {
                    text.push_str(cell.symbol());
                    covered = unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1);
                }
                covered -= 1;
            }
            text.trim_end().to_owned()
        };
        (0..height).map(row).collect::<Vec<_>>().join("\n")
    }

    /// Column and row of the hardware cursor at this size, if it shows.
    pub fn caret(&mut self, width: u16, height: u16) -> Option<(u16, u16)> {
        self.cells(width, height).1.map(|at| (at.x, at.y))
    }

    /// The cells, with styles, and where the caret is.
    pub fn cells(&mut self, width: u16, height: u16) -> (Buffer, Option<Position>) {
        let size = Size { width, height };
        if self.model.size != size {
            *self = self.clone().happens(Action::Resized(size));
        }
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let theme = Theme { palette: Palette::Ansi, ascii: self.ascii, keymap: None };
        let caret = view::draw_into(&self.model, theme, &mut buffer, area);
        (buffer, caret)
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    fn pass(&mut self, millis: u64) {
        self.now.monotonic += millis;
        self.now.boot += millis;
        self.now.wall.0 += millis as i64;
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        let answers = self.answers(effects);
        for action in answers {
            *self = self.clone().happens(action);
        }
    }

    fn answers(&mut self, effects: Vec<Effect>) -> Vec<Action> {
        let mut answers = Vec::new();
        for effect in effects {
            match self.shelf.carry_out(effect, self.now) {
                Ok(answered) => answers.extend(answered),
                Err(effect) => self.outside.push(*effect),
            }
        }
        answers
    }
}
