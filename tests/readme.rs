//! What the README says is so.

use std::fs;
use std::path::Path;

const BEGIN: &str = "<!-- keys: a test checks this table against the one that dispatches -->\n";
const END: &str = "<!-- /keys -->";

#[test]
fn the_readme_lists_the_keys_that_dispatch() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (table, after) = rest.split_once(END).unwrap();
    let wanted = greenroom::app::keymap::markdown();
    if std::env::var_os("GREENROOM_UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{wanted}{END}{after}")).unwrap();
        return;
    }
    assert!(table == wanted, "the table of keys is stale: run the tests once with GREENROOM_UPDATE_README=1");
}
