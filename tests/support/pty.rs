//! The whole program in a pseudo-terminal, looked at through an emulator. Waits for what should be seen, with a
//! deadline; never sleeps.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::Builder;
use std::time::Duration;

use greenroom::app::key::{self, Key, KeyCode};
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::packs::sound_folder;

/// How long anything may take on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// How often the disk is looked at; it tells nobody when it changes.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// A home directory with nothing in it but the small pack, which lives as long as the runs in it.
pub struct Home(TempDir);

impl Home {
    /// A new one.
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let pack = home.path().join("data/greenroom/packs/sound");
        copy(&sound_folder(), &pack);
        Self(home)
    }

    /// A path in it.
    pub fn path(&self, below: &str) -> std::path::PathBuf {
        self.0.path().join(below)
    }

    /// A command in this home, in a terminal that knows colors and UTF-8, and nothing else of this machine.
    pub fn command(&self, program: &str, args: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        let set = [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", "/usr/local/bin:/usr/bin:/bin")];
        for (name, value) in set {
            command.env(name, value);
        }
        command.env("HOME", self.path("."));
        command.env("XDG_DATA_HOME", self.path("data"));
        command.env("XDG_STATE_HOME", self.path("state"));
        command.cwd(self.path("."));
        command
    }

    /// Waits until a field with this text is on disk.
    pub fn wait_for_draft(&self, text: &str) {
        let database = rusqlite::Connection::open(self.path("data/greenroom/greenroom.db")).unwrap();
        let (_never, nothing) = channel::<()>();
        let tries = DEADLINE.as_millis() / LOOK_AGAIN.as_millis();
        let is_there = (0..tries).any(|_| {
            let found = "SELECT count(*) FROM drafts WHERE text = ?";
            let found: i64 = database.query_row(found, [text], |row| row.get(0)).unwrap();
            found > 0 || nothing.recv_timeout(LOOK_AGAIN).is_ok()
        });
        assert!(is_there, "`{text}` does not reach the disk");
    }

    /// What stood in the answer field of the only sitting, as far as it is on disk.
    pub fn draft(&self) -> String {
        let database = rusqlite::Connection::open(self.path("data/greenroom/greenroom.db")).unwrap();
        let text = "SELECT coalesce(max(text), '') FROM drafts WHERE pane = 'answer'";
        database.query_row(text, [], |row| row.get(0)).unwrap()
    }

    /// Runs the program with these arguments in 80x24.
    pub fn run(&self, args: &[&str]) -> Pty {
        Pty::start(self.command(PROGRAM, args))
    }

    /// The same with one more environment variable.
    pub fn run_with(&self, variable: (&str, &str), args: &[&str]) -> Pty {
        let mut command = self.command(PROGRAM, args);
        command.env(variable.0, variable.1);
        Pty::start(command)
    }
}

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_greenroom");

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What came out of the terminal so far.
pub struct Seen {
    /// What it looks like.
    pub emulator: vt100::Parser,
    /// Every byte.
    pub bytes: Vec<u8>,
    is_deaf: bool,
}

impl Seen {
    /// The picture, without blanks at the ends of rows.
    pub fn picture(&self) -> String {
        let (_, columns) = self.emulator.screen().size();
        let rows = self.emulator.screen().rows(0, columns.get());
        rows.map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    /// Whether the emulator is in the state of a shell: no mode of ours is on.
    fn is_ordinary(&self) -> bool {
        let screen = self.emulator.screen();
        let on = |mode: &str| {
            let last = |end: char| find_last(&self.bytes, format!("\u{1b}[?{mode}{end}").as_bytes());
            last('h') > last('l')
        };
        !screen.alternate_screen()
            && !screen.bracketed_paste()
            && !screen.hide_cursor()
            && !on("1004")
            && !on("2026")
    }
}

fn find_last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

/// A run of a program.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    child: Option<Box<dyn Child + Send + Sync>>,
    pid: Pid,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    line_before: String,
}

impl Pty {
    /// Starts a command in a terminal of 80x24.
    pub fn start(command: CommandBuilder) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let line_before = line_of(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap() as i32).unwrap();
        let emulator = vt100::Parser::new(cells(24), cells(80), 0);
        let seen =
            Arc::new((Mutex::new(Seen { emulator, bytes: Vec::new(), is_deaf: false }), Condvar::new()));
        listen(pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        let keyboard = Some(pair.master.take_writer().unwrap());
        Self { master: Some(pair.master), keyboard, child: Some(child), pid, seen, line_before }
    }

    /// Waits until the screen is as wanted.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&Seen) -> bool) {
        let (seen, changed) = &*self.seen;
        let waited = changed.wait_timeout_while(seen.lock().unwrap(), DEADLINE, |seen| !is_so(seen)).unwrap();
        assert!(!waited.1.timed_out(), "waited in vain for {what}:\n{}", waited.0.picture());
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |seen| seen.picture().contains(text));
    }

    /// Looks at what came so far.
    pub fn look<T>(&self, at: impl FnOnce(&Seen) -> T) -> T {
        at(&self.seen.0.lock().unwrap())
    }

    /// The picture.
    pub fn picture(&self) -> String {
        self.look(Seen::picture)
    }

    /// Where the hardware cursor is: row and column.
    pub fn caret(&self) -> (u16, u16) {
        self.look(|seen| seen.emulator.screen().cursor_position())
    }

    /// The terminal sends these bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(bytes).unwrap();
        keyboard.flush().unwrap();
    }

    /// Keys are pressed, written as in `abc<enter>`, all at once. More than eight with an Enter among them would pass
    /// for a paste.
    pub fn keys(&mut self, script: &str) {
        let bytes: Vec<u8> = key::script(script).unwrap().into_iter().flat_map(encoded).collect();
        self.bytes(&bytes);
    }

    /// Types a text and waits until it shows.
    pub fn types(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.wait_for(text);
    }

    /// The terminal's window changes.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        if let (Some(columns), Some(rows)) = (NonZeroU16::new(columns), NonZeroU16::new(rows)) {
            self.seen.0.lock().unwrap().emulator.screen_mut().set_size(rows, columns);
        }
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// From now on nothing is taken from the program, as after Ctrl+S.
    pub fn goes_deaf(&self) {
        self.seen.0.lock().unwrap().is_deaf = true;
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// The terminal vanishes.
    pub fn hangs_up(&mut self) {
        self.keyboard = None;
        self.master = None;
        self.goes_deaf();
    }

    /// Waits for the end.
    pub fn end(&mut self) -> ExitStatus {
        let mut child = self.child.take().unwrap();
        let (send, ended) = channel();
        Builder::new().spawn(move || send.send(child.wait().unwrap())).unwrap();
        let status = ended.recv_timeout(DEADLINE);
        status.unwrap_or_else(|_| panic!("it does not end:\n{}", self.picture()))
    }

    /// Waits for the end with this code, and checks that the terminal is as it was.
    pub fn ends_with(&mut self, code: u32) {
        let status = self.end();
        assert_eq!(status.exit_code(), code, "{status:?}\n{}", self.picture());
        self.is_given_back();
    }

    /// Checks that no mode of ours is on.
    pub fn is_given_back(&self) {
        self.wait_until("an ordinary terminal", Seen::is_ordinary);
        assert_eq!(line_of(self.master.as_ref().unwrap().as_ref()), self.line_before, "the line discipline");
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // It may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The line discipline, to be compared.
fn line_of(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn cells(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap()
}

fn listen(mut reader: Box<dyn Read + Send>, seen: Arc<(Mutex<Seen>, Condvar)>) {
    let body = move || {
        let mut buffer = [0; 8192];
        while let Ok(read @ 1..) = reader.read(&mut buffer) {
            let (lock, changed) = &*seen;
            let mut seen = lock.lock().unwrap();
            if seen.is_deaf {
                return;
            }
            seen.emulator.process(&buffer[..read]);
            seen.bytes.extend(&buffer[..read]);
            changed.notify_all();
        }
    };
    Builder::new().spawn(body).unwrap();
}

/// The bytes an xterm sends for a key.
fn encoded(key: Key) -> Vec<u8> {
    let mut bytes = match key.code {
        KeyCode::Char(char) if key.ctrl => vec![char as u8 & 0x1f],
        KeyCode::Char(char) => char.to_string().into_bytes(),
        KeyCode::Enter => b"\r".to_vec(),
        KeyCode::Esc => b"\x1b".to_vec(),
        KeyCode::Tab if key.shift => b"\x1b[Z".to_vec(),
        KeyCode::Tab => b"\t".to_vec(),
        KeyCode::Backspace => b"\x7f".to_vec(),
        KeyCode::Delete => b"\x1b[3~".to_vec(),
        KeyCode::Up => b"\x1b[A".to_vec(),
        KeyCode::Down => b"\x1b[B".to_vec(),
        KeyCode::Right => b"\x1b[C".to_vec(),
        KeyCode::Left => b"\x1b[D".to_vec(),
        KeyCode::Home => b"\x1b[H".to_vec(),
        KeyCode::End => b"\x1b[F".to_vec(),
        KeyCode::PageUp => b"\x1b[5~".to_vec(),
        KeyCode::PageDown => b"\x1b[6~".to_vec(),
        KeyCode::F(number @ 1..=4) => vec![0x1b, b'O', b'P' + number - 1],
        KeyCode::F(5) => b"\x1b[15~".to_vec(),
        KeyCode::F(number) => format!("\x1b[{}~", number + if number > 10 { 12 } else { 11 }).into_bytes(),
    };
    if key.alt {
        bytes.insert(0, 0x1b);
    }
    bytes
}
