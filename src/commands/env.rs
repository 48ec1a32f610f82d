//! The surroundings of the process, read once, so that everything else can be tested without one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Exit, Refusal};
use crate::cli::{Color, Global};

/// What is read from the process, and nothing more.
#[derive(Debug, Clone, Default)]
pub struct Env {
    /// Environment variables that are text.
    pub vars: BTreeMap<String, String>,
    /// Whether keys can be read.
    pub stdin_is_terminal: bool,
    /// Whether somebody looks at the output.
    pub stdout_is_terminal: bool,
    /// The width of the terminal in cells, where there is one.
    pub columns: Option<u16>,
    /// The height of the terminal in cells, where there is one.
    pub rows: Option<u16>,
}

impl Env {
    /// A variable that is set and not empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Whether output may be colored: the option, then `NO_COLOR`, then `FORCE_COLOR`, then the terminal.
    pub fn colors(&self, color: Color) -> bool {
        match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if self.var("NO_COLOR").is_some() => false,
            Color::Auto if self.var("FORCE_COLOR").is_some() => true,
            Color::Auto => self.stdout_is_terminal && self.var("TERM") != Some("dumb"),
        }
    }

    /// Where packs and history are: `--data-dir`, else `XDG_DATA_HOME`, else `.local/share` in the home directory.
    pub fn data_dir(&self, global: &Global) -> Result<PathBuf, Refusal> {
        if let Some(directory) = &global.data_dir {
            return Ok(directory.clone());
        }
        self.own_directory("XDG_DATA_HOME", ".local/share").ok_or_else(|| {
            let message =
                "there is no place for your data: neither HOME nor XDG_DATA_HOME is an absolute path";
            Refusal::new(Exit::CannotCreate, message).help("name a directory with `--data-dir`")
        })
    }

    /// Where the search index is kept: `XDG_CACHE_HOME`, else `.cache` in the home directory. None where neither is
    /// known; then it is made in memory.
    pub fn cache_dir(&self) -> Option<PathBuf> {
        self.own_directory("XDG_CACHE_HOME", ".cache")
    }

    /// Where reports of crashes go: beside the data, where a place is named for that; else `XDG_STATE_HOME`, else
    /// `.local/state` in the home directory.
    pub fn state_dir(&self, global: &Global) -> Result<PathBuf, Refusal> {
        match self.own_directory("XDG_STATE_HOME", ".local/state") {
            Some(directory) if global.data_dir.is_none() => Ok(directory),
            _ => self.data_dir(global),
        }
    }

    /// The file that configures the program: `GREENROOM_CONFIG`, else `config.toml` below `XDG_CONFIG_HOME`, else below
    /// `.config` in the home directory.
    pub fn config_file(&self) -> Option<PathBuf> {
        let named = self.var("GREENROOM_CONFIG").map(PathBuf::from);
        named.or_else(|| Some(self.own_directory("XDG_CONFIG_HOME", ".config")?.join("config.toml")))
    }

    /// The home directory.
    pub fn home(&self) -> Option<PathBuf> {
        self.absolute("HOME").or_else(|| self.absolute("USERPROFILE"))
    }

    fn absolute(&self, name: &str) -> Option<PathBuf> {
        self.var(name).map(PathBuf::from).filter(|path| path.is_absolute())
    }

    fn own_directory(&self, variable: &str, below_home: &str) -> Option<PathBuf> {
        let home = || self.home().map(|home| home.join(below_home));
        Some(self.absolute(variable).or_else(home)?.join("greenroom"))
    }

    /// Whether the background is light, where the terminal tells by `COLORFGBG`, such as `15;0`.
    pub fn is_light(&self) -> Option<bool> {
        let background = self.var("COLORFGBG")?.rsplit(';').next()?;
        let number: u8 = background.parse().ok()?;
        Some(matches!(number, 7 | 9..=15))
    }

    /// Whether the terminal names itself as one of 256 colors or more.
    pub fn has_256_colors(&self) -> bool {
        self.var("COLORTERM").is_some() || self.var("TERM").is_some_and(|name| name.contains("256color"))
    }

    /// Whether characters beyond ASCII arrive: what `LC_ALL`, `LC_CTYPE` or `LANG` says, the first that is set.
    pub fn is_utf8(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| self.var(name));
        let locale = locale.unwrap_or_default().to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(vars: &[(&str, &str)], stdout_is_terminal: bool) -> Env {
        let vars = vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Env { vars, stdout_is_terminal, ..Env::default() }
    }

    #[test]
    fn color_is_for_terminals_and_for_those_who_ask() {
        for (vars, terminal, color, expected) in [
            (&[][..], true, Color::Auto, true),
            (&[], false, Color::Auto, false),
            (&[("NO_COLOR", "1")], true, Color::Auto, false),
            (&[("NO_COLOR", "")], true, Color::Auto, true),
            (&[("TERM", "dumb")], true, Color::Auto, false),
            (&[("FORCE_COLOR", "1")], false, Color::Auto, true),
            (&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], true, Color::Auto, false),
            (&[("NO_COLOR", "1")], false, Color::Always, true),
            (&[("FORCE_COLOR", "1")], true, Color::Never, false),
        ] {
            assert_eq!(env(vars, terminal).colors(color), expected, "{vars:?} {terminal} {color:?}");
        }
    }

    #[test]
    fn the_first_locale_that_is_set_decides_on_characters() {
        for (vars, expected) in [
            (&[("LANG", "en_US.UTF-8")][..], true),
            (&[("LANG", "C.utf8"), ("LC_CTYPE", "")], true),
            (&[("LANG", "en_US.UTF-8"), ("LC_ALL", "C")], false),
            (&[("LC_CTYPE", "de_DE.UTF-8"), ("LANG", "C")], true),
            (&[], false),
        ] {
            assert_eq!(env(vars, true).is_utf8(), expected, "{vars:?}");
        }
    }

    #[test]
    fn the_background_is_known_only_where_the_terminal_tells() {
        for (told, expected) in [
            ("15;0", Some(false)),
            ("0;15", Some(true)),
            ("0;default;7", Some(true)),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(env(&[("COLORFGBG", told)], true).is_light(), expected, "{told}");
        }
        assert!(env(&[("TERM", "xterm-256color")], true).has_256_colors());
        assert!(!env(&[("TERM", "vt100")], true).has_256_colors());
    }

    #[test]
    fn data_is_where_xdg_says() {
        let global = |data_dir: Option<&str>| Global {
            color: Color::Auto,
            data_dir: data_dir.map(PathBuf::from),
            pack: Vec::new(),
            theme: None,
            ascii: false,
        };
        let at = |vars: &[(&str, &str)], data_dir| env(vars, false).data_dir(&global(data_dir)).ok();
        let home = ("HOME", "/h");
        assert_eq!(at(&[home], None), Some(PathBuf::from("/h/.local/share/greenroom")));
        assert_eq!(at(&[home, ("XDG_DATA_HOME", "/x")], None), Some(PathBuf::from("/x/greenroom")));
        assert_eq!(
            at(&[home, ("XDG_DATA_HOME", "x")], None),
            Some(PathBuf::from("/h/.local/share/greenroom"))
        );
        assert_eq!(at(&[home], Some("here")), Some(PathBuf::from("here")));
        assert_eq!(at(&[], None), None);
        let cache = |vars: &[(&str, &str)]| env(vars, false).cache_dir();
        assert_eq!(cache(&[home]), Some(PathBuf::from("/h/.cache/greenroom")));
        assert_eq!(cache(&[home, ("XDG_CACHE_HOME", "/c")]), Some(PathBuf::from("/c/greenroom")));
        assert_eq!(cache(&[]), None);
    }
}
