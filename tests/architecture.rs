//! Who may know whom: the table of the house, read from the `use` lines.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules of the crate that a module may import, beside itself.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("diagnostic", &[]),
    ("cli", &["domain"]),
    ("config", &["app", "cli", "domain", "diagnostic"]),
    ("content", &["domain", "diagnostic"]),
    ("search", &["domain"]),
    ("store", &["domain"]),
    ("report", &["domain"]),
    ("app", &["domain"]),
    ("plain", &["app", "domain"]),
    ("tui/view", &["app", "domain", "tui::theme", "tui::view"]),
    ("tui", &["app", "domain", "search", "store", "report"]),
];

/// What a module must not touch outside the crate.
const MUST_NOT_TOUCH: &[(&str, &[&str])] = &[
    (
        "domain",
        &[
            "ratatui",
            "crossterm",
            "rusqlite",
            "tantivy",
            "std::fs",
            "std::env",
            "std::thread",
            "Instant",
            "SystemTime",
        ],
    ),
    (
        "app",
        &[
            "ratatui",
            "crossterm",
            "rusqlite",
            "tantivy",
            "std::fs",
            "std::env",
            "std::thread",
            "Instant",
            "SystemTime",
        ],
    ),
    ("config", &["ratatui", "crossterm", "rusqlite", "tantivy", "std::fs"]),
    ("content", &["ratatui", "crossterm", "rusqlite", "tantivy"]),
    ("search", &["ratatui", "crossterm", "rusqlite"]),
    ("store", &["ratatui", "crossterm", "tantivy"]),
    ("report", &["ratatui", "crossterm", "rusqlite", "tantivy", "std::fs"]),
    (
        "tui/view",
        &["crossterm", "rusqlite", "tantivy", "std::fs", "std::env", "std::thread", "Instant", "SystemTime"],
    ),
];

fn sources() -> Vec<(String, String)> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("src can be read").flatten() {
            let path = entry.path();
            if path.is_dir() { collect(&path, found) } else { found.push(path) }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root, &mut found);
    found
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let name =
                path.strip_prefix(&root).expect("it is below src").to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).expect("sources are text");
            (name, text)
        })
        .collect()
}

/// The rows that apply to a file: the one with the longest matching name.
fn row<'a>(table: &'a [(&str, &'a [&'a str])], file: &str) -> Option<&'a (&'a str, &'a [&'a str])> {
    let owns = |module: &str| file == format!("{module}.rs") || file.starts_with(&format!("{module}/"));
    table.iter().filter(|(module, _)| owns(module)).max_by_key(|(module, _)| module.len())
}

/// The code without its tests, which may reach further and have files of their own where they are long.
fn code<'a>(file: &str, text: &'a str) -> &'a str {
    if file.ends_with("/tests.rs") { "" } else { text.split("#[cfg(test)]").next().unwrap_or(text) }
}

#[test]
fn every_module_imports_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some((module, allowed)) = row(MAY_IMPORT, &file) else { continue };
        let own = module.replace('/', "::");
        for line in code(&file, &text)
            .lines()
            .filter(|line| line.contains("crate::") && !line.trim_start().starts_with("//"))
        {
            for reference in line.split("crate::").skip(1) {
                let fits = |name: &str| {
                    reference
                        .strip_prefix(name)
                        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
                };
                if !fits(&own) && !allowed.iter().any(|name| fits(name)) {
                    wrong.push(format!("{file}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports beyond the table:\n{}", wrong.join("\n"));
}

#[test]
fn pure_modules_touch_no_clock_file_or_terminal() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some((_, denied)) = row(MUST_NOT_TOUCH, &file) else { continue };
        for line in code(&file, &text).lines().filter(|line| !line.trim_start().starts_with("//")) {
            for name in denied.iter().filter(|name| {
                line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).any(|word| {
                    word == **name
                        || word.starts_with(&format!("{name}::"))
                        || word.ends_with(&format!("::{name}"))
                })
            }) {
                wrong.push(format!("{file} touches {name}: {}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "what must stay at the edge:\n{}", wrong.join("\n"));
}

#[test]
fn no_source_file_is_longer_than_five_hundred_lines() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(file, text)| (file, text.lines().count()))
        .filter(|(_, lines)| *lines > 500)
        .map(|(file, lines)| format!("{file}: {lines}"))
        .collect();
    assert!(long.is_empty(), "split these: {long:?}");
}
