use super::*;
use crate::app::key::Key;
use crate::diagnostic::Severity;

fn read(text: &str) -> Config {
    Config::read(Some(&File { name: "config.toml", text }), |_| None)
}

/// What is said of a text, with lines.
fn said(text: &str) -> Vec<String> {
    let line = |problem: &Diagnostic| {
        let line = problem.place.as_ref().map_or(0, |place| place.line);
        format!(
            "{line} {}: {}; {}",
            problem.code,
            problem.message,
            problem.help.as_deref().unwrap_or_default()
        )
    };
    read(text).problems.iter().map(line).collect()
}

fn keys(config: &Config, action: &str) -> Vec<String> {
    config.keymap.keys(action).iter().map(Key::to_string).collect()
}

/// The file of `config init` with every line in force.
fn in_force() -> String {
    let text = template();
    let lines = text.lines().map(|line| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with([' ', '#']) && !setting.is_empty() => setting,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_file_of_init_changes_nothing() {
    let config = read(&template());
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    assert_eq!(config.keymap, Keymap::default());
    assert!(TABLE.iter().all(|setting| config.get(setting.name).origin == Origin::Default));
    assert_eq!(config.drills(), Overrides::default());
}

#[test]
fn the_file_of_init_holds_every_setting_and_action_at_its_default() {
    let config = read(&in_force());
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    for setting in &TABLE {
        let chosen = config.get(setting.name);
        assert_eq!(chosen.value, setting.usual(), "{}", setting.key);
        assert!(matches!(chosen.origin, Origin::File(_)), "{}", setting.key);
    }
    assert_eq!(config.keymap, Keymap::default());
    assert_eq!(config.key_lines.len(), crate::app::keymap::TABLE.len());
    assert!(template().lines().all(|line| line.chars().count() <= 160));
}

#[test]
fn a_setting_of_the_file_holds_and_tells_its_line() {
    let config = read(
        "theme = \"dark\"\nday-start = 6\n\n[interview]\nminutes = 30\nmode = \"guided\"\ndate = 2026-12-10\n",
    );
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    assert_eq!(config.look(), Look::Dark);
    assert_eq!(config.day_start(), DayStart(6));
    let interview = config.interview();
    assert_eq!((interview.minutes, interview.mode, interview.level), (30, Mode::Guided, Level::Senior));
    assert_eq!(config.get(Name::Minutes).origin, Origin::File(5));
    assert_eq!(config.drills().interview, "2026-12-10".parse().ok());
    assert_eq!(config.drills().new, None, "what is not decided leaves the history its say");
}

#[test]
fn an_option_goes_before_the_environment_and_that_before_the_file() {
    let file = File { name: "config.toml", text: "theme = \"dark\"\n[drill]\nnew = 5\n" };
    let variable = |name: &str| match name {
        "GREENROOM_THEME" => Some("light"),
        "GREENROOM_DRILL_NEW" => Some("7"),
        _ => None,
    };
    let config = Config::read(Some(&file), variable);
    assert_eq!((config.look(), config.drills().new), (Look::Light, Some(7)));
    assert_eq!(config.get(Name::Theme).origin, Origin::Variable("GREENROOM_THEME".to_owned()));
    let global = Global {
        color: crate::cli::Color::Auto,
        data_dir: None,
        theme: Some(Look::NoColor),
        ascii: true,
        pack: Vec::new(),
    };
    let config = config.with(&global);
    assert_eq!((config.look(), config.is_ascii()), (Look::NoColor, Some(true)));
    assert_eq!(config.get(Name::Theme).origin, Origin::Option("--theme"));
}

#[test]
fn a_bad_variable_is_reported_and_the_file_holds() {
    let file = File { name: "config.toml", text: "[interview]\nminutes = 30\n" };
    let config = Config::read(Some(&file), |name| (name == "GREENROOM_INTERVIEW_MINUTES").then_some("soon"));
    assert_eq!(config.interview().minutes, 30);
    let [problem] = config.problems.as_slice() else { panic!("{:?}", config.problems) };
    assert!(problem.message.contains("GREENROOM_INTERVIEW_MINUTES") && problem.is_error(), "{problem}");
}

#[test]
fn each_problem_has_its_line_and_says_what_to_do() {
    for (text, expected) in [
        ("thme = \"dark\"", "1 unknown-setting: there is no setting `thme`; did you mean `theme`?"),
        (
            "minutes = 30",
            "1 unknown-setting: there is no setting `minutes`; `minutes` belongs under `[interview]`",
        ),
        (
            "[interview]\ntheme = \"dark\"",
            "2 unknown-setting: there is no setting `interview.theme`; `theme` belongs at the top, before the first `[table]`",
        ),
        (
            "[interviews]\nminutes = 30",
            "1 unknown-setting: there is no table `[interviews]`; did you mean `[interview]`?",
        ),
        (
            "\ntheme = \"drak\"",
            "2 unknown-value: `theme`: `drak` is not one of its values; did you mean `dark`?",
        ),
        (
            "day-start = 13",
            "1 out-of-range: `day-start`: 13 is out of range; write a whole number from 0 to 12 (o'clock)",
        ),
        (
            "day-start = -1",
            "1 out-of-range: `day-start`: -1 is out of range; write a whole number from 0 to 12 (o'clock)",
        ),
        (
            "day-start = 4.5",
            "1 wrong-type: `day-start`: a number with a point is not what belongs here; write a whole number from 0 to 12 (o'clock)",
        ),
        (
            "packs = \"here\"",
            "1 wrong-type: `packs`: a text is not what belongs here; write a list of folders, such as [\"~/my-pack\"]",
        ),
        (
            "[interview]\ndate = \"soon\"",
            "2 out-of-range: `interview.date`: `soon` is no date; write a date such as 2026-12-10, or \"\"",
        ),
        ("theme = [", "1 not-toml"),
        ("theme = \"dark\"\ntheme = \"light\"", "2 not-toml"),
    ] {
        let said = said(text);
        assert!(said.len() == 1 && said[0].starts_with(expected), "{text}\n{said:#?}");
    }
}

#[test]
fn one_broken_line_costs_no_other_line() {
    let config = read("theme = \nday-start = 6\n[interview]\nminutes = 30\nlevel = 3\n");
    assert_eq!((config.day_start(), config.interview().minutes), (DayStart(6), 30));
    assert_eq!(config.problems.len(), 2, "{:?}", config.problems);
}

#[test]
fn an_action_has_the_keys_that_it_is_given() {
    let config = read("[keys]\nnext-step = \"Ctrl+Right\"\npause = [\"F10\", \"Alt+P\"]\nhint = []\n");
    assert!(
        config.problems.iter().all(|problem| problem.severity == Severity::Warning),
        "{:?}",
        config.problems
    );
    assert_eq!(keys(&config, "next-step"), ["Ctrl+Right"]);
    assert_eq!(keys(&config, "pause"), ["F10", "Alt+P"]);
    assert!(keys(&config, "hint").is_empty());
    assert_eq!(config.key_lines.get("pause"), Some(&3));
}

#[test]
fn two_actions_can_trade_their_keys() {
    let config = read("[keys]\nnext-step = \"F8\"\npause = \"F5\"\n");
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    assert_eq!(
        (keys(&config, "next-step"), keys(&config, "pause")),
        (vec!["F8".to_owned()], vec!["F5".to_owned()])
    );
}

#[test]
fn a_clash_names_both_actions_and_both_lines_and_changes_nothing() {
    let text = "[keys]\nnext-step = \"F12\"\n# between\npause = \"F12\"\n";
    let said_of = said(text);
    assert_eq!(said_of.len(), 1, "{said_of:?}");
    for part in ["4 key-clash", "F12", "`pause`", "`next-step` (in line 2)", "Interview"] {
        assert!(said_of[0].contains(part), "{part}: {said_of:?}");
    }
    let config = read(text);
    assert_eq!(
        (keys(&config, "next-step"), keys(&config, "pause")),
        (vec!["F12".to_owned()], vec!["F8".to_owned()])
    );
    let by_default = said("[keys]\nnext-step = \"F8\"\n");
    assert!(by_default[0].contains("`pause` (by default)"), "{by_default:?}");
}

#[test]
fn help_and_the_ways_out_keep_their_keys() {
    for text in
        ["help = \"F12\"", "interrupt = []", "back = \"Alt+Q\"", "pause = \"F1\"", "pause = \"Ctrl+C\""]
    {
        let text = format!("[keys]\n{text}\n");
        let config = read(&text);
        assert!(said(&text)[0].contains("protected-key"), "{text}");
        assert_eq!(config.keymap, Keymap::default(), "{text}");
    }
    assert!(said("[keys]\nhelp = [\"F12\", \"F1\"]\n").is_empty());
}

#[test]
fn keys_that_would_do_nothing_are_told_apart() {
    for (text, code) in [
        ("send = \"s\"", "typed-key"),
        ("pause = \"Ctrl+I\"", "same-key"),
        ("pause = \"Hyper+X\"", "not-a-key"),
        ("paus = \"F12\"", "unknown-action"),
        ("pause = 12", "wrong-type"),
        ("send = \"F8\"", "hidden-key"),
    ] {
        let said = said(&format!("[keys]\n{text}\n"));
        assert!(said.first().is_some_and(|said| said.contains(code)), "{text}: {said:?}");
    }
    assert!(said("[keys]\npaus = \"F12\"\n")[0].contains("did you mean `pause`?"));
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reading_and_every_problem_stands_somewhere(
        text in "([a-z.\\[\\]=\"' #\\-]|\\n|[0-9é{}]|keys|theme|\\[keys\\]\\n|pause){0,40}",
    ) {
        let config = read(&text);
        proptest::prop_assert!(config.problems.iter().all(|problem| problem.place.is_some()));
        proptest::prop_assert!(config.keymap.clashes().is_empty());
        let _ = (config.interview(), config.drills(), config.look(), config.day_start(), config.folders());
    }

    #[test]
    fn whatever_keys_are_given_nothing_clashes_and_help_and_the_ways_out_are_there(
        given in proptest::collection::vec((0..100_usize, 0..12_usize), 0..8),
    ) {
        const KEYS: [&str; 12] =
            ["F1", "F5", "F8", "F12", "Esc", "Ctrl+C", "Tab", "Enter", "Alt+N", "x", "Space", "Ctrl+O"];
        let actions = crate::app::keymap::TABLE;
        let rows: BTreeMap<&str, &str> =
            given.iter().map(|(action, key)| (actions[action % actions.len()].id, KEYS[*key])).collect();
        let rows: Vec<String> = rows.iter().map(|(action, key)| format!("{action} = \"{key}\"\n")).collect();
        let config = read(&format!("[keys]\n{}", rows.concat()));
        proptest::prop_assert!(config.keymap.clashes().is_empty());
        for (action, key) in [("help", "F1"), ("interrupt", "Ctrl+C"), ("back", "Esc")] {
            proptest::prop_assert!(keys(&config, action).contains(&key.to_owned()));
        }
    }
}
