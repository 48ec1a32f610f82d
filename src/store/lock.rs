//! Which process has a sitting open. A process that is gone holds nothing.

use std::fs;

use rusqlite::{Connection, OptionalExtension};

use super::Store;
use super::error::Error;
use super::journal::must_be_known;
use super::table::{Clash, LOCKS};
use crate::domain::sitting::SittingId;
use crate::domain::time::Timestamp;

/// A process that cannot be mistaken for a later one with the same number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Its number.
    pub pid: u32,
    /// Boot and start time, where the system tells; else empty.
    born: String,
}

/// Whether a sitting may be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It may, until it is released.
    Yours,
    /// A living process has it open.
    Held {
        /// Its number.
        pid: u32,
    },
}

impl Process {
    /// This process.
    pub fn current() -> Self {
        Self::of(std::process::id())
    }

    /// The process that has this number now.
    pub fn of(pid: u32) -> Self {
        Self { pid, born: born(pid).unwrap_or_default() }
    }

    /// Whether it still runs.
    pub fn is_alive(&self) -> bool {
        match born(self.pid) {
            Some(born) => born == self.born,
            None => self.born.is_empty() && exists(self.pid),
        }
    }
}

/// The boot and, in clock ticks since then, the start of a process.
fn born(pid: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    // The name in parentheses may hold anything; the start time is the 20th field after it.
    let (_, fields) = stat.rsplit_once(')')?;
    Some(format!("{} {}", boot.trim(), fields.split_whitespace().nth(19)?))
}

#[cfg(unix)]
fn exists(pid: u32) -> bool {
    let pid = i32::try_from(pid).ok().and_then(rustix::process::Pid::from_raw);
    pid.is_some_and(|pid| rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}

#[cfg(not(unix))]
fn exists(_pid: u32) -> bool {
    true
}

impl Store {
    /// Claims a sitting for a process. The claim of a process that is gone is cleared.
    pub fn claim(&mut self, sitting: SittingId, process: &Process, now: Timestamp) -> Result<Claim, Error> {
        self.change(|connection| {
            if let Some(holder) = holder(connection, sitting)?
                && holder != *process
                && holder.is_alive()
            {
                return Ok(Claim::Held { pid: holder.pid });
            }
            must_be_known(connection, sitting)?;
            let row = vec![sitting.0.into(), process.pid.into(), process.born.clone().into(), now.0.into()];
            LOCKS.put(connection, row, Clash::Replace)?;
            Ok(Claim::Yours)
        })
    }

    /// The number of another, living process that has a sitting open.
    pub fn held_elsewhere(&self, sitting: SittingId, process: &Process) -> Result<Option<u32>, Error> {
        let holder = holder(&self.connection, sitting)?;
        Ok(holder.filter(|holder| holder != process && holder.is_alive()).map(|holder| holder.pid))
    }

    /// Gives a sitting back, if this process holds it.
    pub fn release(&mut self, sitting: SittingId, process: &Process) -> Result<(), Error> {
        self.change(|connection| {
            let sql = "DELETE FROM locks WHERE sitting = ?1 AND pid = ?2 AND born = ?3";
            connection.execute(sql, (sitting.0, process.pid, &process.born))?;
            Ok(())
        })
    }
}

/// Whether another, living process has any sitting open.
pub fn is_any_held(connection: &Connection) -> Result<bool, Error> {
    let mut statement = connection.prepare("SELECT pid, born FROM locks")?;
    let holders = statement.query_map([], |row| Ok(Process { pid: row.get(0)?, born: row.get(1)? }))?;
    let current = Process::current();
    for holder in holders {
        let holder = holder?;
        if holder != current && holder.is_alive() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn holder(connection: &Connection, sitting: SittingId) -> Result<Option<Process>, Error> {
    let row = connection.query_row("SELECT pid, born FROM locks WHERE sitting = ?", [sitting.0], |row| {
        Ok(Process { pid: row.get(0)?, born: row.get(1)? })
    });
    Ok(row.optional()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_alive_and_an_earlier_one_of_its_number_is_not() {
        let this = Process::current();
        assert!(this.is_alive());
        assert!(!Process { born: "another boot 1".to_owned(), ..this }.is_alive());
        assert!(!Process { pid: u32::MAX, born: String::new() }.is_alive());
    }
}
