//! The program as a process, against what else there is: ripgrep, fzf, and a program that does nothing.
//!
//! `cargo bench --bench start` prints ratios, both sides measured in turn in the same run. A tool that is missing is
//! named, and its line left out. No bound is asserted here: a busy machine says nothing about the program.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench measures time and prints it")]

#[path = "start/screen.rs"]
mod screen;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use greenroom::commands::{kept, material};
use greenroom::content::Source;
use portable_pty::CommandBuilder;
use screen::Screen;

/// How often each side of a comparison runs.
const RUNS: usize = 21;
/// What a list of places is searched for, key by key.
const PHRASES: [&str; 4] = ["exactly once", "late data", "how many partitions", "hot key"];

fn main() {
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let hello = hello(folder.path());
    cold(folder.path(), hello.as_deref());
    memory(folder.path());
    let lines = lines(folder.path());
    home(folder.path(), hello.as_deref(), &lines);
    typing(folder.path(), &lines);
    sitting(folder.path());
}

fn greenroom(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_greenroom"));
    command.env_clear().env("HOME", home).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Goals 1 and 2: a search by a fresh process.
fn cold(home: &Path, hello: Option<&Path>) {
    let search = || {
        let mut command = greenroom(home);
        command.args(["search", "watermark"]);
        command
    };
    // The first run keeps the index.
    let _ = search().status();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut grep = Command::new("rg");
    grep.args(["-i", "watermark"]).arg(content).stdout(Stdio::null());
    against("goal 1, cold search against ripgrep (<= 0.6)", &mut search(), &mut grep);
    if let Some(hello) = hello {
        let name = "goal 2, cold search against hello world (<= 2.5)";
        against(name, &mut search(), Command::new(hello).stdout(Stdio::null()));
        let mut show = greenroom(home);
        show.args(["show", "kappa"]);
        against("a page by `show` against hello world", &mut show, Command::new(hello).stdout(Stdio::null()));
    }
}

/// A program that only says hello.
fn hello(folder: &Path) -> Option<PathBuf> {
    let (source, program) = (folder.join("hello.rs"), folder.join("hello"));
    std::fs::write(&source, "fn main() { println!(\"hello\"); }").ok()?;
    let built = Command::new("rustc").arg("-O").arg(&source).arg("-o").arg(&program).status();
    let is_built = built.is_ok_and(|built| built.success());
    if !is_built {
        println!("goals 2 and 3 against hello world: left out, there is no `rustc`");
    }
    is_built.then_some(program)
}

fn against(name: &str, ours: &mut Command, theirs: &mut Command) {
    if theirs.status().is_err() {
        println!("{name}: left out, there is no `{}`", theirs.get_program().to_string_lossy());
        return;
    }
    let time = |command: &mut Command| {
        let start = Instant::now();
        let _ = command.status();
        start.elapsed()
    };
    compare(name, || Some(time(ours)), || Some(time(theirs)));
}

/// The shortest of many runs of each side, in turn.
fn compare(
    name: &str,
    mut ours: impl FnMut() -> Option<Duration>,
    mut theirs: impl FnMut() -> Option<Duration>,
) {
    let (mut best, mut other) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        let (Some(one), Some(two)) = (ours(), theirs()) else {
            println!("{name}: left out, one side did not answer");
            return;
        };
        best = best.min(one);
        other = other.min(two);
    }
    let ratio = best.as_secs_f64() / other.as_secs_f64();
    println!("{name}: {:.1} ms / {:.1} ms = {ratio:.2}", millis(best), millis(other));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Goal 8, its first part: the most memory that a cold search has at once.
fn memory(home: &Path) {
    let mut command = Command::new("/usr/bin/time");
    command.args(["-f", "%M", env!("CARGO_BIN_EXE_greenroom"), "search", "watermark"]);
    match command.env("HOME", home).stdout(Stdio::null()).output() {
        Ok(output) => {
            let told = String::from_utf8_lossy(&output.stderr);
            let kilobytes: f64 = told.lines().last().and_then(|line| line.parse().ok()).unwrap_or(f64::NAN);
            println!("goal 8, peak memory of a cold search (<= 12 MB): {:.1} MB", kilobytes / 1000.0);
        }
        Err(_) => println!("goal 8, cold search: left out, there is no GNU `time`"),
    }
}

/// Everything that is searched as lines of a file, for fzf, and how many there are.
fn lines(folder: &Path) -> (PathBuf, usize) {
    let playbook = kept::whole(&[Source::built_in()], None).0;
    let documents = material::of(&playbook).documents;
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> =
        documents.iter().map(|document| line(&format!("{} {}", document.title, document.body))).collect();
    let path = folder.join("lines");
    std::fs::write(&path, lines.join("\n") + "\n").expect("there is room for a file");
    (path, lines.len())
}

fn in_terminal(program: &Path, arguments: &[&str], home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_clear();
    let path = std::env::var("PATH").unwrap_or_default();
    for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("PATH", &path)] {
        command.env(name, value);
    }
    command.env("HOME", home);
    command.cwd(home);
    command
}

fn program(home: &Path, arguments: &[&str]) -> CommandBuilder {
    in_terminal(Path::new(env!("CARGO_BIN_EXE_greenroom")), arguments, home)
}

fn fzf(home: &Path, lines: &Path) -> CommandBuilder {
    in_terminal(Path::new("/bin/sh"), &["-c", &format!("fzf < '{}'", lines.display())], home)
}

fn has_fzf() -> bool {
    Command::new("fzf").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Goal 3: from the start of the process to the home screen, in 200 columns and 50 rows. The skeleton is drawn before
/// anything is read; the filled screen knows the playbook and the history.
fn home(home: &Path, hello: Option<&Path>, lines: &(PathBuf, usize)) {
    let until = |command: CommandBuilder, mark: &str| Screen::start(command)?.shows(mark);
    let ours = |mark: &'static str| move || until(program(home, &[]), mark);
    let (skeleton, filled) = ("Start something", "cases, five steps");
    // The first start keeps the playbook.
    let _ = until(program(home, &[]), filled);
    if let Some(hello) = hello {
        let theirs = || until(in_terminal(hello, &[], home), "hello");
        compare("goal 3, first frame against hello world (<= 2.5)", ours(skeleton), theirs);
        compare("goal 3, filled home screen against hello world", ours(filled), theirs);
    }
    if has_fzf() {
        let all = format!("{0}/{0}", lines.1);
        let theirs = || until(fzf(home, &lines.0), &all);
        compare("goal 3, first frame against fzf (<= 0.2)", ours(skeleton), theirs);
        compare("goal 3, filled home screen against fzf", ours(filled), theirs);
    } else {
        println!("goals 3 and 4 against fzf: left out, there is no `fzf`");
    }
}

/// Goal 4: from a key to the last byte of what it changes, preview included.
fn typing(home: &Path, lines: &(PathBuf, usize)) {
    if !has_fzf() {
        return;
    }
    let all = format!("{0}/{0}", lines.1);
    let (Some(mut ours), Some(mut theirs)) =
        (Screen::start(program(home, &[])), Screen::start(fzf(home, &lines.0)))
    else {
        println!("goal 4: left out, there is no terminal");
        return;
    };
    let (_, _) = (ours.shows("cases, five steps"), theirs.shows(&all));
    let _ = ours.press("/");
    let (mut one, mut other) = (Vec::new(), Vec::new());
    for phrase in PHRASES {
        for key in phrase.chars().map(String::from) {
            one.extend(ours.press(&key));
            other.extend(theirs.press(&key));
        }
        let _ = (ours.press("\u{15}"), theirs.press("\u{15}"));
    }
    let ((half, most), (their_half, their_most)) = (quantiles(one), quantiles(other));
    println!(
        "goal 4, key to last byte against fzf (p50 and p99 <= 0.15): p50 {:.1} / {:.1} ms = {:.2}, p99 {:.1} / \
         {:.1} ms = {:.2}",
        millis(half),
        millis(their_half),
        half.as_secs_f64() / their_half.as_secs_f64(),
        millis(most),
        millis(their_most),
        most.as_secs_f64() / their_most.as_secs_f64()
    );
}

fn quantiles(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    let at = |share: f64| {
        let place = (times.len().saturating_sub(1) as f64 * share).round() as usize;
        times.get(place).copied().unwrap_or_default()
    };
    (at(0.5), at(0.99))
}

/// Goal 8, its other parts: the most memory at once, at home and in an interview.
fn sitting(home: &Path) {
    let told = |name: &str, bound: &str, screen: &Screen| match screen.most_memory() {
        Some(megabytes) => println!("goal 8, peak memory {name} (<= {bound} MB): {megabytes:.1} MB"),
        None => println!("goal 8, {name}: left out, this system does not tell"),
    };
    if let Some(mut screen) = Screen::start(program(home, &[])) {
        let _ = screen.shows("cases, five steps");
        told("of the home screen", "24", &screen);
    }
    if let Some(mut screen) = Screen::start(program(home, &["interview", "ride-hailing", "--seed", "1"])) {
        let _ = screen.shows("Clarify");
        for text in ["how fresh must the dashboards be?", "\r", "how many trips a day, and at peak?", "\r"] {
            let _ = screen.press(text);
        }
        told("in an interview", "40", &screen);
    }
}
