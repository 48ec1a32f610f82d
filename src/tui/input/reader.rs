//! A thread that reads the terminal, leaves it to another program when told to, and notices when it is gone.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;

use crossterm::event::Event;

use super::burst::Burst;
use super::decode::Decoder;
use super::{Report, action};
use crate::app::action::Action;
use crate::tui::clock;

/// The reading end of the terminal.
#[derive(Debug)]
pub struct Reader {
    wake: PipeWriter,
    paused: Receiver<()>,
}

impl Reader {
    /// Reads standard input on a thread of its own and hands every report to `report`.
    pub fn start(report: impl Fn(Report) + Send + 'static) -> io::Result<Self> {
        let (orders, wake) = io::pipe()?;
        let (say_paused, paused) = channel();
        let thread = Thread { orders, say_paused, paused: false, buffer: vec![0; 4096], report };
        crate::tui::runtime::thread("keyboard", move || thread.run())?;
        Ok(Self { wake, paused })
    }

    /// Stops reading, so that another program can. Returns once nothing is read any more.
    pub fn pause(&mut self) {
        if self.order(b'p') {
            // An error means that the thread has ended, which is as good as a pause.
            let _ = self.paused.recv();
        }
    }

    /// Reads on.
    pub fn resume(&mut self) {
        self.order(b'r');
    }

    fn order(&mut self, order: u8) -> bool {
        self.wake.write_all(&[order]).is_ok()
    }
}

struct Thread<F> {
    orders: PipeReader,
    say_paused: Sender<()>,
    paused: bool,
    buffer: Vec<u8>,
    report: F,
}

/// What ended a wait.
enum Woken {
    Input,
    Order,
    Timeout,
    HungUp,
}

impl<F: Fn(Report)> Thread<F> {
    fn run(mut self) {
        let mut typed = Typed::default();
        loop {
            let now = clock::now().monotonic;
            let out = match self.wait(typed.deadline().map(|at| at.saturating_sub(now))) {
                Woken::HungUp => return (self.report)(Report::HungUp),
                Woken::Timeout => typed.nothing_more(clock::now().monotonic),
                Woken::Input => match self.read() {
                    Ok(bytes) => typed.take(bytes, clock::now().monotonic),
                    Err(Errno::INTR | Errno::AGAIN) => continue,
                    Err(_) => return (self.report)(Report::HungUp),
                },
                Woken::Order => match self.obey() {
                    Ok(()) => continue,
                    // The other end of the pipe is gone, and with it the program.
                    Err(_) => return,
                },
            };
            for action in out {
                (self.report)(Report::Action(action));
            }
        }
    }

    /// What there is to read. The end of input is the end of the terminal.
    fn read(&mut self) -> Result<&[u8], Errno> {
        match rustix::io::read(stdin(), &mut self.buffer)? {
            0 => Err(Errno::IO),
            read => Ok(self.buffer.get(..read).unwrap_or_default()),
        }
    }

    /// Waits for input, an order, the end of the terminal, or so many milliseconds. While paused, input is left alone.
    fn wait(&self, millis: Option<u64>) -> Woken {
        let timeout = millis.map(|millis| Timespec {
            tv_sec: (millis / 1000) as i64,
            tv_nsec: (millis % 1000 * 1_000_000) as i64,
        });
        let wanted = if self.paused { PollFlags::empty() } else { PollFlags::IN };
        let stdin = stdin();
        let mut sources = [PollFd::new(&stdin, wanted), PollFd::new(&self.orders, PollFlags::IN)];
        if !matches!(poll(&mut sources, timeout.as_ref()), Ok(1..)) {
            return Woken::Timeout;
        }
        let [terminal, orders] = sources.map(|source| source.revents());
        if terminal.intersects(PollFlags::IN) {
            Woken::Input
        } else if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            Woken::HungUp
        } else if orders.is_empty() {
            Woken::Timeout
        } else {
            Woken::Order
        }
    }

    fn obey(&mut self) -> io::Result<()> {
        let mut order = [0];
        self.orders.read_exact(&mut order)?;
        self.paused = order == [b'p'];
        if self.paused {
            self.say_paused.send(()).map_err(io::Error::other)?;
        }
        Ok(())
    }
}

/// What becomes of the bytes.
#[derive(Default)]
struct Typed {
    decoder: Decoder,
    burst: Burst,
    /// When the last bytes came, in monotonic milliseconds.
    last: u64,
}

impl Typed {
    fn take(&mut self, bytes: &[u8], now: u64) -> Vec<Action> {
        self.last = now;
        let mut events = Vec::new();
        self.decoder.feed(bytes, &mut events);
        self.push(events, now)
    }

    /// When to be told that nothing more came.
    fn deadline(&self) -> Option<u64> {
        self.patience_ends().into_iter().chain(self.burst.deadline()).min()
    }

    fn nothing_more(&mut self, now: u64) -> Vec<Action> {
        let mut events = Vec::new();
        if self.patience_ends().is_some_and(|at| at <= now) {
            self.decoder.give_up(&mut events);
        }
        let mut out = Vec::new();
        self.burst.release(now, &mut out);
        out.extend(self.push(events, now));
        out
    }

    fn patience_ends(&self) -> Option<u64> {
        self.decoder.patience().map(|patience| self.last + patience.millis())
    }

    fn push(&mut self, events: Vec<Event>, now: u64) -> Vec<Action> {
        let together = events.len() > 1;
        let mut out = Vec::new();
        for action in events.into_iter().filter_map(action) {
            self.burst.push(action, together, now, &mut out);
        }
        out
    }
}
