//! The units, in one table, and products of them.

use super::{Dimension, Quantity};

/// A unit. Its symbol is what is printed; any of the spellings is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// What is printed.
    pub symbol: &'static str,
    /// What else is read, separated by blanks.
    spellings: &'static str,
    /// In base units.
    pub factor: f64,
    /// What it measures.
    pub dimension: Dimension,
}

const BYTES: Dimension = Dimension { information: 1, time: 0, money: 0 };
const TIME: Dimension = Dimension { information: 0, time: 1, money: 0 };
const MONEY: Dimension = Dimension { information: 0, time: 0, money: 1 };
const RATE: Dimension = Dimension { information: 1, time: -1, money: 0 };
const PER_SECOND: Dimension = Dimension { information: 0, time: -1, money: 0 };

const fn unit(symbol: &'static str, spellings: &'static str, factor: f64, dimension: Dimension) -> Unit {
    Unit { symbol, spellings, factor, dimension }
}

const fn count(symbol: &'static str, spellings: &'static str) -> Unit {
    unit(symbol, spellings, 1.0, Dimension::NONE)
}

const KIBI: f64 = 1024.0;
const BIT: f64 = 0.125;

/// All units. Bytes come in powers of 1000 (`KB`) and of 1024 (`KiB`); a month has 30 days, a year 365.
pub const UNITS: &[Unit] = &[
    unit("B", "byte bytes", 1.0, BYTES),
    unit("KB", "kB kb kilobyte kilobytes", 1e3, BYTES),
    unit("MB", "mb megabyte megabytes", 1e6, BYTES),
    unit("GB", "gb gigabyte gigabytes", 1e9, BYTES),
    unit("TB", "tb terabyte terabytes", 1e12, BYTES),
    unit("PB", "pb petabyte petabytes", 1e15, BYTES),
    unit("EB", "eb exabyte exabytes", 1e18, BYTES),
    unit("KiB", "kib", KIBI, BYTES),
    unit("MiB", "mib", KIBI * KIBI, BYTES),
    unit("GiB", "gib", KIBI * KIBI * KIBI, BYTES),
    unit("TiB", "tib", KIBI * KIBI * KIBI * KIBI, BYTES),
    unit("PiB", "pib", KIBI * KIBI * KIBI * KIBI * KIBI, BYTES),
    unit("bit", "b bits", BIT, BYTES),
    unit("kbit", "Kbit kbits Kb kilobit kilobits", 1e3 * BIT, BYTES),
    unit("Mbit", "mbit Mbits Mb megabit megabits", 1e6 * BIT, BYTES),
    unit("Gbit", "gbit Gbits Gb gigabit gigabits", 1e9 * BIT, BYTES),
    unit("Tbit", "tbit Tbits Tb terabit terabits", 1e12 * BIT, BYTES),
    unit("bps", "", BIT, RATE),
    unit("kbps", "Kbps", 1e3 * BIT, RATE),
    unit("Mbps", "mbps", 1e6 * BIT, RATE),
    unit("Gbps", "gbps", 1e9 * BIT, RATE),
    unit("MBps", "", 1e6, RATE),
    unit("GBps", "", 1e9, RATE),
    unit("rps", "qps tps RPS QPS TPS", 1.0, PER_SECOND),
    unit("us", "µs μs microsecond microseconds", 1e-6, TIME),
    unit("ms", "millisecond milliseconds", 1e-3, TIME),
    unit("s", "sec secs second seconds", 1.0, TIME),
    unit("min", "m mins minute minutes", 60.0, TIME),
    unit("h", "hr hrs hour hours", 3_600.0, TIME),
    unit("d", "day days daily night nights", 86_400.0, TIME),
    unit("week", "w wk weeks", 604_800.0, TIME),
    unit("month", "mo mon months", 2_592_000.0, TIME),
    unit("year", "y yr yrs years", 31_536_000.0, TIME),
    unit("$", "USD usd dollar dollars € EUR eur euro euros", 1.0, MONEY),
    unit("cent", "ct cents ¢", 0.01, MONEY),
    unit("%", "percent pct", 0.01, Dimension::NONE),
    count("x", "X × times"),
    count("events", "event ev evs"),
    count("messages", "message msg msgs"),
    count("records", "record rec recs"),
    count("requests", "request req reqs"),
    count("calls", "call"),
    count("queries", "query"),
    count("users", "user"),
    count("customers", "customer"),
    count("orders", "order"),
    count("sessions", "session"),
    count("keys", "key"),
    count("objects", "object"),
    count("files", "file"),
    count("rows", "row"),
    count("tables", "table"),
    count("topics", "topic"),
    count("partitions", "partition"),
    count("shards", "shard"),
    count("brokers", "broker"),
    count("consumers", "consumer"),
    count("producers", "producer"),
    count("writers", "writer"),
    count("readers", "reader"),
    count("workers", "worker"),
    count("executors", "executor"),
    count("tasks", "task"),
    count("jobs", "job"),
    count("nodes", "node"),
    count("machines", "machine"),
    count("instances", "instance"),
    count("slots", "slot"),
    count("cores", "core vcpu vcpus"),
    count("trips", "trip"),
    count("rides", "ride"),
    count("clicks", "click"),
    count("replicas", "replica copies copy"),
];

/// Words that multiply the number before them. Glued to it, `B` is a billion below 100 (see [`super::Reading`]).
pub const SCALES: &[(&str, f64)] = &[
    ("k", 1e3),
    ("K", 1e3),
    ("thousand", 1e3),
    ("M", 1e6),
    ("mn", 1e6),
    ("mio", 1e6),
    ("million", 1e6),
    ("millions", 1e6),
    ("G", 1e9),
    ("bn", 1e9),
    ("billion", 1e9),
    ("billions", 1e9),
    ("T", 1e12),
    ("trillion", 1e12),
];

/// The unit of this spelling: exactly as written, or, from three letters up, in any case.
pub fn find(word: &str) -> Option<usize> {
    let is = |unit: &Unit, word: &str| {
        unit.symbol == word || unit.spellings.split(' ').any(|spelling| spelling == word && !word.is_empty())
    };
    let exact = UNITS.iter().position(|unit| is(unit, word));
    exact.or_else(|| {
        let lower = word.to_lowercase();
        let long = word.chars().count() >= 3;
        long.then(|| UNITS.iter().position(|unit| is(unit, &lower))).flatten()
    })
}

/// The factor of this word, if it is a scale.
pub fn scale(word: &str) -> Option<f64> {
    let known = |word: &str| SCALES.iter().find(|(name, _)| *name == word).map(|(_, factor)| *factor);
    known(word).or_else(|| if word.len() > 2 { known(&word.to_lowercase()) } else { None })
}

/// A product of units, such as `GB/month` or `$/h`. Empty for a plain number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitExpression {
    /// Index in [`UNITS`] and power, in the order written.
    pub(super) parts: Vec<(usize, i8)>,
}

impl UnitExpression {
    /// Reads a unit, such as `TB`, `MB/s`, `$/month`, `/s` or `shards`; empty text is a plain number.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        for (at, piece) in text.split('/').enumerate() {
            let piece = piece.trim();
            if piece.is_empty() && at == 0 {
                continue;
            }
            for word in piece.split_whitespace() {
                parts.push((find(word)?, if at == 0 { 1 } else { -1 }));
            }
            if piece.is_empty() {
                return None;
            }
        }
        Some(Self { parts })
    }

    /// How much one of it is.
    pub fn one(&self) -> Quantity {
        let mut one = Quantity::plain(1.0);
        for (index, power) in &self.parts {
            let Some(unit) = UNITS.get(*index) else { continue };
            one.value *= unit.factor.powi(i32::from(*power));
            one.dimension = one.dimension.raised(unit.dimension, *power).unwrap_or(one.dimension);
        }
        one
    }

    /// Whether it is a plain number without any word.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether it is told in bits.
    pub fn is_in_bits(&self) -> bool {
        self.units().any(|unit| unit.symbol.contains("bit") || unit.symbol.ends_with("bps"))
    }

    /// How many factors of a thousand, or of 1024, its bytes or bits hold: 4 for `TB`.
    pub fn thousands(&self) -> i32 {
        let sized = self.units().find(|unit| unit.dimension.information == 1);
        let first = sized.and_then(|unit| unit.symbol.chars().next());
        first.and_then(|first| "KMGTP".find(first.to_ascii_uppercase())).map_or(0, |at| at as i32 + 1)
    }

    /// Whether it is told in powers of 1024.
    pub fn is_binary(&self) -> bool {
        self.units().any(|unit| unit.symbol.ends_with("iB"))
    }

    /// The units in it.
    pub fn units(&self) -> impl Iterator<Item = &'static Unit> {
        self.parts.iter().filter_map(|(index, _)| UNITS.get(*index))
    }
}

/// As it is read: `GB/month`, `/s`.
impl std::fmt::Display for UnitExpression {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut between = "";
        for (index, power) in &self.parts {
            let Some(unit) = UNITS.get(*index) else { continue };
            for _ in 0..power.unsigned_abs() {
                let lead = if *power < 0 { "/" } else { between };
                write!(formatter, "{lead}{}", unit.symbol)?;
                between = " ";
            }
        }
        Ok(())
    }
}
