//! Backups: whole copies of the database, made, checked, thinned out and put back.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::check;
use super::connect;
use super::error::Error;
use super::lock::Process;
use super::migrate::{self, Content};
use crate::domain::time::Timestamp;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Backups are made on start when the newest is this old.
pub const INTERVAL: i64 = DAY;

/// All backups together stay below this, the newest aside.
const ROOM: u64 = 50 * 1024 * 1024;

const STAMP: &str = "%Y-%m-%dT%H-%M-%S";

/// A backup on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// When it was made.
    pub made: Timestamp,
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

/// All backups, newest first. Files with other names are none of ours.
pub fn list(directory: &Path) -> Vec<Backup> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let mut backups: Vec<Backup> = entries
        .flatten()
        .filter_map(|entry| {
            let made = made_at(entry.file_name().to_str()?)?;
            Some(Backup { made, path: entry.path(), size: entry.metadata().ok()?.len() })
        })
        .collect();
    backups.sort_by(|one, other| (other.made, &other.path).cmp(&(one.made, &one.path)));
    backups
}

/// Whether a backup is due. A clock that was set back does not put it off.
pub fn is_due(backups: &[Backup], now: Timestamp) -> bool {
    backups.iter().all(|backup| (now.0 - backup.made.0).abs() >= INTERVAL)
}

/// Copies the database, checks the copy, and gives it its name only then.
pub fn make(connection: &Connection, directory: &Path, now: Timestamp) -> Result<PathBuf, Error> {
    fs::create_dir_all(directory).map_err(Error::file("cannot make", directory))?;
    remove_unfinished(directory);
    let path = directory.join(format!("greenroom-{}.db", stamp(now)));
    if path.exists() && is_good(&path) {
        return Ok(path);
    }
    let unfinished = tempfile::Builder::new()
        .prefix(&format!("{UNFINISHED}{}-", std::process::id()))
        .tempfile_in(directory)
        .map_err(Error::file("cannot make a backup in", directory))?
        .into_temp_path();
    let name = unfinished.to_str().ok_or_else(|| {
        Error::NotWritable(format!("`{}` cannot be named in a statement", unfinished.display()))
    })?;
    connection.execute("VACUUM INTO ?1", [name])?;
    let synced = File::open(&unfinished).and_then(|file| file.sync_all());
    synced.map_err(Error::file("cannot write", &path))?;
    if !is_good(&unfinished) {
        return Err(Error::Damaged("the fresh backup does not read back".to_owned()));
    }
    unfinished.persist(&path).map_err(|error| error.error).map_err(Error::file("cannot write", &path))?;
    sync(directory);
    Ok(path)
}

const UNFINISHED: &str = "unfinished-";

/// Removes what processes that are gone have left unfinished.
fn remove_unfinished(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let rest = name.to_str().and_then(|name| name.strip_prefix(UNFINISHED));
        let pid = rest.and_then(|rest| rest.split_once('-')).and_then(|(pid, _)| pid.parse().ok());
        if pid.is_some_and(|pid| !Process::of(pid).is_alive()) {
            // What is left lying costs room, nothing else.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a backup can take the place of the database.
pub fn is_good(path: &Path) -> bool {
    let check = || -> Result<bool, Error> {
        let connection = connect::immutable(path)?;
        let Content::Ours(version) = migrate::content(&connection)? else { return Ok(false) };
        check::pages(&connection)?;
        Ok(version as usize <= migrate::SCRIPTS.len())
    };
    check().unwrap_or(false)
}

/// Copies a backup to where the database belongs, whole or not at all.
pub fn put_back(backup: &Path, database: &Path) -> Result<(), Error> {
    let directory = database.parent().unwrap_or(Path::new("."));
    let mut copy =
        tempfile::NamedTempFile::new_in(directory).map_err(Error::file("cannot write in", directory))?;
    let copied = File::open(backup).and_then(|mut from| std::io::copy(&mut from, copy.as_file_mut()));
    copied.map_err(Error::file("cannot copy", backup))?;
    copy.as_file().sync_all().map_err(Error::file("cannot write in", directory))?;
    copy.persist(database).map_err(|error| error.error).map_err(Error::file("cannot write", database))?;
    sync(directory);
    Ok(())
}

/// Removes the backups that are not worth their room any more.
pub fn thin(directory: &Path, now: Timestamp) {
    let backups = list(directory);
    let keep = worth_keeping(&backups, now);
    for backup in backups.iter().filter(|backup| !keep.contains(&backup.made)) {
        // A backup that cannot be removed now is tried again after the next one is made.
        let _ = fs::remove_file(&backup.path);
    }
}

/// Of backups, newest first: all of the last 2 days, then the newest of each of 12 days, of 10 weeks and of
/// 9 months, within the room there is. The newest is always kept, and whatever a clock set back makes of the
/// future.
fn worth_keeping(backups: &[Backup], now: Timestamp) -> BTreeSet<Timestamp> {
    let recent = |backup: &&Backup| now.0 - backup.made.0 <= 2 * DAY;
    let mut keep: BTreeSet<Timestamp> = backups.iter().filter(recent).map(|backup| backup.made).collect();
    let day = |made: Timestamp| made.0.div_euclid(DAY);
    let by_day: &dyn Fn(Timestamp) -> i64 = &day;
    let by_week: &dyn Fn(Timestamp) -> i64 = &|made| day(made).div_euclid(7);
    let by_month: &dyn Fn(Timestamp) -> i64 = &month;
    for (period, count) in [(by_day, 12), (by_week, 10), (by_month, 9)] {
        let mut seen = BTreeSet::new();
        for backup in backups {
            if seen.insert(period(backup.made)) && seen.len() <= count {
                keep.insert(backup.made);
            }
        }
    }
    let mut taken = 0;
    for (place, backup) in backups.iter().enumerate().filter(|(_, backup)| keep.contains(&backup.made)) {
        taken += backup.size;
        if taken > ROOM && place > 0 {
            return keep.into_iter().filter(|made| *made > backup.made).collect();
        }
    }
    keep
}

fn month(made: Timestamp) -> i64 {
    let day = jiff::Timestamp::from_millisecond(made.0).map(|made| made.to_zoned(jiff::tz::TimeZone::UTC));
    day.map_or(0, |day| i64::from(day.year()) * 12 + i64::from(day.month()))
}

/// `2026-11-22T16-54-19.123Z`; milliseconds since 1970 for times that no calendar holds.
pub fn stamp(at: Timestamp) -> String {
    let text = jiff::Timestamp::from_millisecond(at.0).map(|at| at.strftime(STAMP).to_string());
    text.map_or_else(|_| at.0.to_string(), |text| format!("{text}.{:03}Z", at.0.rem_euclid(1000)))
}

fn made_at(name: &str) -> Option<Timestamp> {
    let stamp = name.strip_prefix("greenroom-")?.strip_suffix(".db")?;
    if let Ok(milliseconds) = stamp.parse() {
        return Some(Timestamp(milliseconds));
    }
    let (seconds, milliseconds) = stamp.strip_suffix('Z')?.split_once('.')?;
    let seconds = jiff::civil::DateTime::strptime(STAMP, seconds).ok()?;
    let seconds = seconds.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    Some(Timestamp(seconds * 1000 + milliseconds.parse::<i64>().ok()?))
}

/// Makes a rename durable. Where a directory cannot be synchronized, the rename stands without the promise.
pub fn sync(directory: &Path) {
    let _ = File::open(directory).and_then(|directory| directory.sync_all());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn backup(made: i64, size: u64) -> Backup {
        Backup { made: Timestamp(made), path: PathBuf::from(format!("{made}")), size }
    }

    #[test]
    fn a_year_of_daily_backups_thins_to_days_weeks_and_months() {
        let now = 400 * DAY;
        let backups: Vec<Backup> = (0..365).map(|age| backup(now - age * DAY, 1)).collect();
        let kept = worth_keeping(&backups, Timestamp(now));
        let ages: Vec<i64> = kept.iter().rev().map(|made| (now - made.0) / DAY).collect();
        assert!(ages.starts_with(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
        assert!((20..=31).contains(&ages.len()), "{ages:?}");
        assert!(ages.iter().any(|age| *age > 200), "{ages:?}");
    }

    #[test]
    fn the_oldest_go_first_when_room_is_short() {
        let backups: Vec<Backup> = (0..5).map(|age| backup((10 - age) * HOUR, ROOM / 3 + 1)).collect();
        let kept = worth_keeping(&backups, Timestamp(10 * HOUR));
        assert_eq!(kept, [Timestamp(9 * HOUR), Timestamp(10 * HOUR)].into());
        let kept = worth_keeping(&[backup(0, 2 * ROOM)], Timestamp(0));
        assert_eq!(kept, [Timestamp(0)].into());
    }

    proptest! {
        #[test]
        fn the_newest_backup_is_kept_and_thinning_twice_changes_nothing(
            mut made in proptest::collection::vec(-DAY * 400..DAY * 400, 1..80),
            now in 0..DAY * 400,
        ) {
            made.sort_unstable();
            made.dedup();
            let backups: Vec<Backup> = made.iter().rev().map(|made| backup(*made, 1)).collect();
            let kept = worth_keeping(&backups, Timestamp(now));
            prop_assert!(kept.contains(&Timestamp(*made.last().unwrap())));
            let left: Vec<Backup> =
                backups.into_iter().filter(|backup| kept.contains(&backup.made)).collect();
            prop_assert_eq!(worth_keeping(&left, Timestamp(now)), kept);
        }

        #[test]
        fn the_name_of_a_backup_tells_when_it_was_made(made in -62_000_000_000_000_i64..250_000_000_000_000) {
            prop_assert_eq!(made_at(&format!("greenroom-{}.db", stamp(Timestamp(made)))), Some(Timestamp(made)));
        }
    }
}
