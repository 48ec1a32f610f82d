//! `greenroom show`: one page of the playbook.

mod pager;

use super::{Exit, Refusal, Shell};
use crate::app::typeset::{Look, Piece, Typeset};
use crate::cli::Show;
use crate::content::document;
use crate::diagnostic::nearest;
use crate::domain::article::Article;
use crate::domain::sketch::in_ascii;
use crate::store::Store;

/// Columns where no terminal says otherwise, and the most that are used.
const COLUMNS: u16 = 80;
const MOST_COLUMNS: u16 = 100;

/// Prints a page, set for the terminal, or as Markdown. What a case keeps from the candidate stays sealed until they
/// have sat it, as on the screens.
pub fn run(args: &Show, shell: &mut Shell<'_>) -> anyhow::Result<Exit> {
    let playbook = shell.playbook()?;
    let Some(article) = Article::of(&playbook, &args.id) else {
        let index = playbook.index();
        let help = match nearest(&args.id, index.iter().map(|(_, id, _)| *id)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`greenroom list` names all pages".to_owned(),
        };
        return Err(Refusal::new(Exit::Usage, format!("there is no page `{}`", args.id)).help(help).into());
    };
    let data = shell.env.data_dir(shell.global).ok();
    let is_open = data.is_some_and(|data| Store::glance_unsealed(&data).contains(article.id.as_str()));
    let is_sealed = !is_open && article.parts.iter().any(|part| part.seal.is_some());
    let text = if args.raw {
        article.markdown(|_| is_open)
    } else {
        let columns = shell.env.columns.unwrap_or(COLUMNS).min(MOST_COLUMNS);
        let set = Typeset::of(&document(&playbook, &article, |_| is_open), usize::from(columns));
        let colors = shell.colors();
        let text: String = set.rows.iter().map(|row| printed(row, colors) + "\n").collect();
        if shell.env.is_utf8() { text } else { in_ascii(&text) }
    };
    let rows = text.lines().count();
    let is_long = shell.env.rows.is_some_and(|screen| rows >= usize::from(screen));
    let is_paged = shell.env.stdout_is_terminal && is_long && pager::show(&text, shell);
    if !is_paged {
        write!(shell.out, "{text}")?;
    }
    if is_sealed {
        let _ = shell.out.flush();
        let id = &article.id;
        writeln!(
            shell.err,
            "note: facts and model answers are the answers of this case, so they are sealed until you have sat it: \
             `greenroom interview {id}`; `u` on its page in `greenroom` opens them, on the record"
        )?;
    }
    Ok(Exit::Ok)
}

/// A row, with its looks where there are colors.
fn printed(row: &[Piece], colors: bool) -> String {
    let mut text = String::new();
    for piece in row {
        let code = match piece.look {
            Look::Heading | Look::Strong => "1",
            Look::Emphasis => "3",
            Look::Code => "32",
            Look::Link(_) => "4",
            Look::Mark => "2",
            Look::Text => "",
        };
        if colors && !code.is_empty() {
            text.extend(["\u{1b}[", code, "m", &piece.text, "\u{1b}[0m"]);
        } else {
            text.push_str(&piece.text);
        }
    }
    text.truncate(text.trim_end().len());
    text
}
