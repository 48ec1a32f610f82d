//! Reading: what is said about a page goes with it.

use greenroom::app::action::Action;

use crate::support::script::{Script, page};

/// A page with 40 times the same sentence.
fn shards(id: &str) -> Action {
    page(id, &["a shard is a part of a stream"; 40])
}

#[test]
fn the_place_among_what_was_found_shows_at_40_columns_and_its_message_goes_with_the_shards() {
    let mut script = Script::home().happens(shards("log")).keys("fshard<enter>");
    let shown = script.screen(40, 12);
    assert!(shown.contains("1 of 40") && shown.contains(". next, , previous"), "{shown}");
    let mut script = script.keys(".").happens(shards("other"));
    let shown = script.screen(40, 12);
    assert!(!shown.contains("next, ") && !shown.contains("of 40"), "{shown}");
}

#[test]
fn what_is_not_on_a_page_is_said_there_only() {
    let lost = || Script::home().happens(shards("log")).keys("fzzzz<enter>");
    let shown = |mut script: Script| script.screen(80, 24);
    assert!(shown(lost()).contains("`zzzz` is not on this page."));
    for keys in ["<esc>", "/", "<ctrl+o>", "<f1>"] {
        assert!(!shown(lost().keys(keys)).contains("zzzz"), "{keys}");
    }
    assert!(!shown(lost().happens(shards("other"))).contains("zzzz"));
}
