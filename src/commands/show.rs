//! `greenroom show`: one page of the playbook.

use super::{Exit, Refusal, Shell};
use crate::cli::Show;
use crate::diagnostic::nearest;
use crate::domain::article::Article;

/// Prints a page as Markdown. What a case keeps from the candidate stays sealed.
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
    write!(shell.out, "{}", article.markdown(|_| false))?;
    Ok(Exit::Ok)
}
