//! The file that `config init` writes: every setting and every action, explained, at its default and commented out.

use super::table::{Setting, TABLE};
use super::value::quoted;
use crate::app::keymap::{Binding, Scope, TABLE as ACTIONS};

/// The width of comments, in characters.
const WIDTH: usize = 100;

const HEAD: &str = "\
# greenroom: settings
#
# Every setting is here, explained and at its default. Take the # from a line to change it.
# An option of the command line goes before an environment variable (GREENROOM_ and the name, such as
# GREENROOM_INTERVIEW_MINUTES), that before this file.
#
#   greenroom config check          what is wrong with this file
#   greenroom config show --origin  what holds, and where it comes from
";

const KEYS: &str = "
[keys]
# Actions and their keys: one, such as \"F5\", or several, [\"F5\", \"Alt+N\"]; [] is none.
# A key holds in its part of the program only, and goes there before the parts around it.
# F1, Esc and Ctrl+C stay what they are. `greenroom config keys` shows what holds.
";

/// The text of the file.
pub fn template() -> String {
    let mut text = HEAD.to_owned();
    let mut within = None;
    for setting in &TABLE {
        let (table, _) = setting.split();
        if let Some(table) = table.filter(|table| within != Some(*table)) {
            text.extend(["\n[", table, "]\n"]);
            within = Some(table);
        }
        text.push_str(&explained(setting));
    }
    text.push_str(KEYS);
    let mut place = None;
    for action in ACTIONS {
        if place != Some(action.scope) {
            text.push_str(&headed(action.scope));
            place = Some(action.scope);
        }
        text.push_str(&bound(action));
    }
    text
}

fn explained(setting: &Setting) -> String {
    let about = format!("{} {}.", setting.about, capital(&setting.kind.expected()));
    let comment =
        textwrap::fill(&about, textwrap::Options::new(WIDTH).initial_indent("# ").subsequent_indent("# "));
    format!("\n{comment}\n#{} = {}\n", setting.split().1, setting.default)
}

fn headed(scope: Scope) -> String {
    format!("\n# {}\n", scope.title())
}

fn bound(action: &Binding) -> String {
    let keys: Vec<String> = action.keys.split(' ').map(quoted).collect();
    let keys = if let [key] = keys.as_slice() { key.clone() } else { format!("[{}]", keys.join(", ")) };
    let line = format!("#{} = {keys}", action.id);
    format!("{line:<44} # {}\n", action.about)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
