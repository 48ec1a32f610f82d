//! The file that configures the program: written, shown, checked, and in force.

use std::fs;

use greenroom::app::Preferences;
use greenroom::app::keymap::Scope;
use greenroom::commands::{Env, Exit};
use greenroom::config::{Config, File, template};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::program::{Run, env, run};
use crate::support::script::Script;

/// A home with this file in it.
struct Home {
    folder: TempDir,
    env: Env,
}

impl Home {
    fn with(text: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let env = env(folder.path());
        if let Some(text) = text {
            let path = env.config_file().unwrap();
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self { folder, env }
    }

    fn variable(mut self, name: &str, value: &str) -> Self {
        self.env.vars.insert(name.to_owned(), value.to_owned());
        self
    }

    fn run(&self, args: &[&str]) -> Run {
        run(&self.env, args)
    }

    /// The line about a setting of `config show --origin`, with one blank between its parts.
    fn origin(&self, setting: &str) -> String {
        let run = self.run(&["config", "show", "--origin"]);
        let line = run.out.lines().find(|line| line.starts_with(&format!("{setting} ="))).unwrap();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn preferences(text: &str) -> Preferences {
    let config = Config::read(Some(&File { name: "config.toml", text }), |_| None);
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    Preferences { interview: config.interview(), drills: config.drills(), keymap: config.keymap }
}

#[test]
fn init_writes_a_file_that_checks_clean_and_is_never_overwritten() {
    let home = Home::with(None);
    let before = home.run(&["config", "show"]).out;
    let path = home.run(&["config", "path"]);
    assert!(path.out.trim().ends_with(".config/greenroom/config.toml"), "{}", path.out);
    assert!(path.err.contains("config init"), "{}", path.err);
    let init = home.run(&["config", "init"]);
    assert_eq!((init.exit, &init.out), (Exit::Ok, &path.out));
    assert_eq!(fs::read_to_string(path.out.trim()).unwrap(), template());
    let check = home.run(&["config", "check"]);
    assert_eq!(check.exit, Exit::Ok, "{}", check.out);
    assert!(check.out.contains("0 errors, 0 warnings"), "{}", check.out);
    assert_eq!(home.run(&["config", "show"]).out, before, "it changes nothing");
    fs::write(path.out.trim(), "theme = \"dark\"\n").unwrap();
    let again = home.run(&["config", "init"]);
    assert_eq!(again.exit, Exit::CannotCreate);
    assert_eq!(fs::read_to_string(path.out.trim()).unwrap(), "theme = \"dark\"\n");
}

#[test]
fn show_says_where_each_value_comes_from() {
    let home = Home::with(Some("[interview]\nminutes = 30\n\n[keys]\npause = [\"F10\", \"Alt+P\"]\n"))
        .variable("GREENROOM_DRILL_NEW", "7");
    let file = home.env.config_file().unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(home.origin("interview.minutes"), format!("interview.minutes = 30 # {file}:2"));
    assert_eq!(home.origin("keys.pause"), format!("keys.pause = [\"F10\", \"Alt+P\"] # {file}:5"));
    assert_eq!(home.origin("drill.new"), "drill.new = 7 # environment, GREENROOM_DRILL_NEW");
    assert_eq!(home.origin("drill.reviews"), "drill.reviews = 60 # default");
    let flag = home.run(&["--theme", "dark", "config", "show", "--origin"]);
    assert!(flag.out.contains("# option --theme"), "{}", flag.out);
    home.run(&["today", "--cap", "45"]);
    assert_eq!(home.origin("drill.minutes"), "drill.minutes = 45 # history, by `greenroom today`");
}

#[test]
fn what_show_prints_is_a_file_that_means_the_same() {
    let home = Home::with(Some("theme = \"light\"\npacks = [\"a b\"]\n[keys]\nquit = []\n"));
    let shown = home.run(&["config", "show", "--origin"]).out;
    let again = Home::with(Some(&shown));
    assert_eq!(again.run(&["config", "show"]).out, home.run(&["config", "show"]).out);
}

#[test]
fn check_shows_every_problem_with_its_line_and_fails() {
    let home = Home::with(Some("thme = \"dark\"\n\n[keys]\nnext-step = \"F12\"\npause = \"F12\"\n"));
    let check = home.run(&["config", "check"]);
    assert_eq!(check.exit, Exit::Config);
    for part in
        ["config.toml:1:1", "^^^^", "did you mean `theme`?", "config.toml:5:1", "(in line 4)", "2 errors"]
    {
        assert!(check.out.contains(part), "{part}: {}", check.out);
    }
    let json: Value = serde_json::from_str(&home.run(&["config", "check", "--json"]).out).unwrap();
    assert_eq!(
        (json["schema"].as_str(), json["errors"].as_u64()),
        (Some("greenroom.config-check/1"), Some(2))
    );
    assert_eq!(json["problems"][1]["line"], 5);
}

#[test]
fn a_broken_file_is_told_and_keeps_nobody_from_working() {
    let home = Home::with(Some("theme = dark\n"));
    let list = home.run(&["list", "case"]);
    assert_eq!(list.exit, Exit::Ok);
    assert!(list.out.contains("ride-hailing"));
    assert!(list.err.contains("config.toml:1:9: error[not-toml]"), "{}", list.err);
    let named = Home::with(None).variable("GREENROOM_CONFIG", "/nowhere/config.toml");
    assert_eq!(named.run(&["list"]).exit, Exit::Config, "a file that is named must be there");
}

#[test]
fn a_folder_of_the_file_is_searched_for_packs() {
    let home = Home::with(Some("packs = [\"~/mine\", \"beside\"]\n"));
    let check = home.run(&["config", "check"]);
    assert_eq!(check.exit, Exit::Ok);
    assert_eq!(check.out.matches("no-folder").count(), 2, "{}", check.out);
    let made = home.run(&["pack", "new", "mine"]);
    fs::rename(made.out.trim(), home.folder.path().join("mine")).unwrap();
    assert!(home.run(&["pack", "list"]).out.contains("mine"));
    assert!(!Home::with(None).run(&["pack", "list"]).out.contains("mine"));
}

#[test]
fn the_date_of_the_file_goes_before_the_one_in_the_history_and_says_so() {
    let home = Home::with(Some("[interview]\ndate = 2999-01-02\n[drill]\nretention = 80\nminutes = 33\n"));
    let today = |args: &[&str]| -> Value {
        let run = home.run(&[&["today", "--json"], args].concat());
        serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err))
    };
    assert_eq!(today(&[])["interview"], "2999-01-02");
    assert_eq!(today(&[])["limits"]["minutes"], 33);
    assert_eq!(today(&["--interview", "2998-01-01"])["interview"], "2998-01-01", "an option goes first");
    assert_eq!(today(&[])["interview"], "2999-01-02");
    let set = home.run(&["today", "--interview", "2998-01-01"]);
    assert!(set.err.contains("`interview.date` is configured"), "{}", set.err);
    let none = Home::with(Some("[drill]\nretention = 80\n"));
    let plan: Value = serde_json::from_str(&none.run(&["today", "--json"]).out).unwrap();
    assert_eq!(plan["retention"], 0.8);
}

#[test]
fn a_remapped_key_works_and_the_footer_and_the_help_show_it() {
    let preferences =
        preferences("[keys]\nnext-step = \"F12\"\npause = \"Alt+P\"\nhelp = [\"F11\", \"F1\"]\n");
    let mut script = Script::on("parcels").preferring(preferences).keys("How fresh must it be?<enter>");
    let screen = script.screen(100, 30);
    assert!(screen.contains("F12 next step") && screen.contains("Alt+P pause"), "{screen}");
    assert!(screen.contains("F11 help") && !screen.contains("F5"), "{screen}");
    let mut stays = script.clone().keys("<f5>");
    assert!(stays.screen(100, 30).contains("Step 1/5"));
    let mut goes = script.clone().keys("<f12><enter>");
    assert!(goes.screen(100, 30).contains("Step 2/5"));
    let help = script.keys("<f1>").screen(100, 50);
    assert!(help.contains("  F12  ") && help.contains("Go on to the next step"), "{help}");
}

#[test]
fn an_action_without_keys_is_still_in_the_command_list() {
    let mut script = Script::on("parcels").preferring(preferences("[keys]\npause = []\n"));
    assert!(!script.screen(100, 30).contains("pause"));
    let mut paused = script.keys("<ctrl+o>stop the clock<enter>");
    assert!(paused.screen(100, 30).contains("PAUSED"));
}

#[test]
fn a_new_interview_begins_with_what_is_configured() {
    let usual = preferences("[interview]\nminutes = 60\nmode = \"guided\"\nlevel = \"staff\"\n");
    let setup = Script::home().preferring(usual).keys("i").screen(100, 30);
    for part in ["60 min", "guided", "staff"] {
        assert!(setup.contains(part), "{part}: {setup}");
    }
}

#[test]
fn every_screen_has_scopes_that_are_known_to_go_together() {
    for keys in
        ["", "i", "s", "h", "/", "d", "p", "?", "<ctrl+o>", "i<enter>", "i<enter><f4>", "i<enter><f2>"]
    {
        let script = Script::home().keys(keys);
        let known = (script.model().scopes(), script.model().is_typing());
        let is_known = Scope::STACKS.iter().any(|(scopes, typing)| (scopes.to_vec(), *typing) == known);
        assert!(is_known, "{keys}: {known:?}");
    }
}

#[test]
fn the_list_of_keys_shows_those_in_force() {
    let home = Home::with(Some("[keys]\nnext-step = \"F12\"\n"));
    let keys = home.run(&["config", "keys"]).out;
    assert!(keys.lines().any(|line| line.starts_with("* next-step") && line.contains("F12")), "{keys}");
    let json: Value = serde_json::from_str(&home.run(&["config", "keys", "--json"]).out).unwrap();
    let rows = json["actions"].as_array().unwrap();
    let row = rows.iter().find(|row| row["action"] == "next-step").unwrap();
    assert_eq!(
        (&row["keys"], &row["default"]),
        (&serde_json::json!(["F12"]), &serde_json::json!(["F5", "Alt+N"]))
    );
}
