//! A program in a pseudo-terminal of 200 columns and 50 rows, with the time at which each piece of its output came.

use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longer than this takes nothing.
const DEADLINE: Duration = Duration::from_secs(5);
/// After so long without output, a program has said what it had to say.
const QUIET: Duration = Duration::from_millis(80);

/// A program in a terminal; ended when it is dropped.
pub struct Screen {
    started: Instant,
    output: Receiver<(Instant, Vec<u8>)>,
    emulator: vt100::Parser,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Screen {
    /// Starts a program; `None` where there is no terminal to be had.
    pub fn start(command: CommandBuilder) -> Option<Self> {
        let size = PtySize { rows: 50, cols: 200, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).ok()?;
        let mut reader = pair.master.try_clone_reader().ok()?;
        let keys = pair.master.take_writer().ok()?;
        let (sender, output) = channel();
        let read = move || {
            let mut bytes = [0; 16_384];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let piece = bytes.get(..count).unwrap_or_default().to_vec();
                if sender.send((Instant::now(), piece)).is_err() {
                    break;
                }
            }
        };
        std::thread::Builder::new().name("output".to_owned()).spawn(read).ok()?;
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).ok()?;
        let cells = |count| NonZeroU16::new(count);
        let emulator = vt100::Parser::new(cells(size.rows)?, cells(size.cols)?, 0);
        Some(Self { started, output, emulator, keys, child, _master: pair.master })
    }

    /// How long after its start the program shows this text.
    pub fn shows(&mut self, text: &str) -> Option<Duration> {
        while !self.emulator.screen().contents().contains(text) {
            let (at, piece) = self.output.recv_timeout(DEADLINE).ok()?;
            self.emulator.process(&piece);
            if self.emulator.screen().contents().contains(text) {
                return Some(at - self.started);
            }
        }
        Some(self.started.elapsed())
    }

    /// How long after these keys the last piece of output comes; `None` where nothing does.
    pub fn press(&mut self, keys: &str) -> Option<Duration> {
        while let Ok((_, piece)) = self.output.recv_timeout(QUIET) {
            self.emulator.process(&piece);
        }
        let pressed = Instant::now();
        self.keys.write_all(keys.as_bytes()).ok()?;
        self.keys.flush().ok()?;
        let mut last = None;
        while let Ok((at, piece)) = self.output.recv_timeout(QUIET) {
            self.emulator.process(&piece);
            last = Some(at - pressed);
        }
        last
    }

    /// The most memory the process had at once, in MB.
    pub fn most_memory(&self) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
        Some(kilobytes / 1000.0)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
