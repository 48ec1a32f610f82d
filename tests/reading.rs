//! Reading: what is said about a page goes with it.

use greenroom::app::action::Action;
use greenroom::app::library::OpenedPage;
use greenroom::domain::document::{Block, Document, Run};
use greenroom::domain::id::PageId;

use crate::support::script::Script;

fn page(id: &str) -> Action {
    let paragraph = Block::Paragraph(vec![Run::plain("a shard is a part of a stream")]);
    let page = OpenedPage {
        id: PageId::new(id).unwrap(),
        title: id.to_owned(),
        kind: "chapter".to_owned(),
        summary: String::new(),
        document: Document { blocks: vec![paragraph; 40] },
        sealed: false,
        see: Vec::new(),
        used_in: Vec::new(),
        previous: None,
        next: None,
    };
    Action::PageOpened { page: Box::new(page), slug: None, preview: false }
}

#[test]
fn the_place_among_what_was_found_shows_at_40_columns_and_its_message_goes_with_the_page() {
    let mut script = Script::home().happens(page("log")).keys("fshard<enter>");
    let shown = script.screen(40, 12);
    assert!(shown.contains("1 of 40") && shown.contains(". next, , previous"), "{shown}");
    let mut script = script.keys(".").happens(page("other"));
    let shown = script.screen(40, 12);
    assert!(!shown.contains("next, ") && !shown.contains("of 40"), "{shown}");
}

#[test]
fn what_is_not_on_a_page_is_said_there_only() {
    let lost = || Script::home().happens(page("log")).keys("fzzzz<enter>");
    let shown = |mut script: Script| script.screen(80, 24);
    assert!(shown(lost()).contains("`zzzz` is not on this page."));
    for keys in ["<esc>", "/", "<ctrl+o>", "<f1>"] {
        assert!(!shown(lost().keys(keys)).contains("zzzz"), "{keys}");
    }
    assert!(!shown(lost().happens(page("other"))).contains("zzzz"));
}
