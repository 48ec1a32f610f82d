//! Search, history and paths on the command line.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use greenroom::commands::Exit;
use greenroom::domain::time::Timestamp;
use greenroom::store::{Store, Write};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::program::{env, run};
use crate::support::sittings::{answer, interview, snapshot};

const NOW: Timestamp = Timestamp(1_795_366_000_000);

fn data(home: &Path) -> std::path::PathBuf {
    home.join(".local/share/greenroom")
}

/// A home in which somebody has searched before, so that the index is there.
static SEARCHED: LazyLock<TempDir> = LazyLock::new(|| {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(run(&env(home.path()), &["search", "kappa"]).exit, Exit::Ok);
    home
});

#[test]
fn search_prints_places_with_snippets_best_first() {
    let run = run(&env(SEARCHED.path()), &["search", "kappa", "--limit", "3"]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(run.exit, Exit::Ok);
    assert!(run.err.is_empty() || run.err.starts_with("note: "), "{}", run.err);
    assert_eq!(lines[0], "kappa  [pattern]  Kappa architecture");
    let places = lines.iter().filter(|line| !line.starts_with(' ')).count();
    assert_eq!(places, 3, "{}", run.out);
    assert!(lines[1].starts_with("    ") && !run.out.contains('\u{1b}'), "{}", run.out);
}

#[test]
fn hits_are_bold_where_color_is_wanted() {
    let run = run(&env(SEARCHED.path()), &["--color", "always", "search", "kappa", "--limit", "1"]);
    assert!(run.out.starts_with("kappa  [pattern]  \u{1b}[1mKappa\u{1b}[0m architecture"), "{}", run.out);
}

#[test]
fn a_search_that_finds_nothing_ends_with_1_and_a_suggestion() {
    let nothing = run(&env(SEARCHED.path()), &["search", "qqqqqqqq"]);
    assert_eq!((nothing.exit, nothing.out.as_str()), (Exit::Negative, ""));
    assert_eq!(nothing.err, "nothing for `qqqqqqqq`\n");
    let other = run(&env(SEARCHED.path()), &["search", "\"kappa zebra\" kappa"]);
    assert_eq!(other.exit, Exit::Negative);
    assert_eq!(other.err, "nothing for `\"kappa zebra\" kappa`; did you mean `kappa`?\n");
    let misspelled = run(&env(SEARCHED.path()), &["search", "backpresure", "--limit", "1"]);
    assert_eq!(misspelled.exit, Exit::Ok);
    assert!(misspelled.out.starts_with("backpressure") && misspelled.err.contains("`backpressure`"));
}

#[test]
fn search_filters_by_kind_and_skill_and_takes_exclusions() {
    let places = |args: &[&str]| {
        let run = run(&env(SEARCHED.path()), &[&["search", "--json", "--limit", "200"], args].concat());
        let document: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(document["schema"], "greenroom.search/1");
        document["hits"].as_array().unwrap().clone()
    };
    let all = places(&["kafka"]);
    let patterns = places(&["kafka", "--kind", "pattern"]);
    assert!(!patterns.is_empty() && patterns.len() < all.len());
    assert!(patterns.iter().all(|hit| hit["kind"] == "pattern"));
    let late = places(&["kafka", "--skill", "late-data"]);
    assert!(!late.is_empty() && late.len() < all.len());
    let without = places(&["kafka -partition"]);
    assert!(!without.is_empty() && without.len() < all.len());
    let shown =
        all.iter().map(|hit| &hit["snippet"]).find(|snippet| snippet["marks"] != Value::Array(Vec::new()));
    let (mark, text) = (&shown.unwrap()["marks"][0], shown.unwrap()["text"].as_str().unwrap());
    let marked = text.get(mark["start"].as_u64().unwrap() as usize..mark["end"].as_u64().unwrap() as usize);
    assert_eq!(marked.unwrap().to_lowercase(), "kafka");
}

#[test]
fn the_index_is_kept_and_a_pack_of_the_user_makes_a_new_one() {
    let home = tempfile::tempdir().unwrap();
    let cache = home.path().join(".cache/greenroom/search.index");
    let env = env(home.path());
    assert_eq!(run(&env, &["search", "kappa"]).exit, Exit::Ok);
    let first = fs::read(&cache).unwrap();
    let again = run(&env, &["search", "kappa"]);
    assert_eq!((again.exit, &fs::read(&cache).unwrap()), (Exit::Ok, &first));
    let pack = data(home.path()).join("packs/mine");
    fs::create_dir_all(pack.join("chapters")).unwrap();
    let manifest =
        "id: mine\ntitle: Mine\nversion: 1.0.0\nformat: 1\nauthors: [Me]\nlicence: MIT\nlanguage: en\n";
    fs::write(pack.join("pack.yaml"), manifest).unwrap();
    let page = "---\nid: zebra-pipes\ntitle: Zebra pipes\nsummary: Stripes all the way.\nskills: []\nsee: []\n---\n\n## Why\n\nZebras.\n";
    fs::write(pack.join("chapters/zebra-pipes.md"), page).unwrap();
    let found = run(&env, &["search", "zebra", "--limit", "1"]);
    assert!(
        found.out.starts_with("zebra-pipes") && found.out.contains("Zebra pipes"),
        "{}{}",
        found.out,
        found.err
    );
    assert_ne!(fs::read(&cache).unwrap(), first);
    fs::write(&cache, &first[..first.len() / 2]).unwrap();
    assert_eq!(run(&env, &["search", "zebra"]).exit, Exit::Ok, "a damaged index is made anew");
}

#[test]
fn without_a_home_the_index_is_made_in_memory() {
    let run = run(&greenroom::commands::Env::default(), &["search", "kappa", "--limit", "1"]);
    assert_eq!(run.exit, Exit::Ok);
    assert!(run.err.is_empty() || run.err.starts_with("note: "), "{}", run.err);
}

#[test]
fn sealed_places_are_counted_until_the_case_is_sat() {
    let home = tempfile::tempdir().unwrap();
    let mut env = env(home.path());
    env.vars.insert("XDG_CACHE_HOME".to_owned(), SEARCHED.path().join(".cache").display().to_string());
    let before = run(&env, &["search", "ride", "hailing", "--json", "--limit", "300"]);
    let sealed = |out: &str| serde_json::from_str::<Value>(out).unwrap()["sealed"].as_u64().unwrap();
    let document: Value = serde_json::from_str(&before.out).unwrap();
    let is_sealed = |hit: &Value| ["fact", "probe", "curveball"].contains(&hit["kind"].as_str().unwrap());
    assert!(!document["hits"].as_array().unwrap().iter().any(is_sealed));
    if sealed(&before.out) == 0 {
        return; // No case of this name in the pack.
    }
    let mut store = Store::open(&data(home.path()), NOW).unwrap().store;
    store.commit(&[Write::Seal { page: "ride-hailing".to_owned(), wall: NOW }]).unwrap();
    drop(store);
    let after = run(&env, &["search", "ride", "hailing", "--json"]);
    assert!(sealed(&after.out) < sealed(&before.out));
}

#[test]
fn the_history_lists_interviews_and_shows_what_was_said() {
    let home = tempfile::tempdir().unwrap();
    let env = env(home.path());
    let empty = run(&env, &["history", "list"]);
    assert_eq!((empty.exit, empty.out.as_str()), (Exit::Negative, ""));
    let mut store = Store::open(&data(home.path()), NOW).unwrap().store;
    let id = store.begin(&interview(), &snapshot()).unwrap();
    let stamped = answer(65, "One line.\nAnother \u{1b}[2J.");
    store.commit(&[Write::Entry { sitting: id, place: 1, stamped }]).unwrap();
    drop(store);

    let list = run(&env, &["history", "list"]);
    assert_eq!((list.exit, list.out.lines().count()), (Exit::Ok, 1));
    for part in ["  1  ", "Parcel tracking", "mock", "senior", "01:05 of 45 min", "unfinished"] {
        assert!(list.out.contains(part), "{part}: {}", list.out);
    }
    let json: Value = serde_json::from_str(&run(&env, &["history", "list", "--json"]).out).unwrap();
    assert_eq!((&json["schema"], &json["sittings"][0]["id"]), (&"greenroom.history/1".into(), &1.into()));

    let show = run(&env, &["history", "show", "1"]);
    let lines: Vec<&str> = show.out.lines().collect();
    assert!(lines[0].contains("Interview 1: Parcel tracking"), "{}", show.out);
    assert_eq!(lines[1], "  01:05  YOU  One line.");
    assert!(lines[2].starts_with("              Another ") && !show.out.contains('\u{1b}'), "{}", show.out);
    let json: Value = serde_json::from_str(&run(&env, &["history", "show", "1", "--json"]).out).unwrap();
    assert_eq!(
        (json["log"].as_array().unwrap().len(), &json["log"][1]["entry"]["entry"]),
        (2, &"wrote".into())
    );

    let missing = run(&env, &["history", "show", "9"]);
    assert_eq!(missing.exit, Exit::Usage);
    assert!(
        missing.err.contains("there is no sitting 9") && missing.err.contains("history list"),
        "{}",
        missing.err
    );
}

#[test]
fn a_damaged_history_is_told_and_a_foreign_one_refused() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(data(home.path())).unwrap();
    fs::write(data(home.path()).join("greenroom.db"), "no database at all").unwrap();
    let run_list = || run(&env(home.path()), &["history", "list"]);
    let damaged = run_list();
    assert!(damaged.err.contains("set aside as"), "{}", damaged.err);
    fs::remove_file(data(home.path()).join("greenroom.db")).unwrap();
    let other = rusqlite::Connection::open(data(home.path()).join("greenroom.db")).unwrap();
    other.execute_batch("CREATE TABLE photos (x)").unwrap();
    drop(other);
    let foreign = run_list();
    assert_eq!(foreign.exit, Exit::Data);
    assert!(foreign.err.contains("belongs to another program"), "{}", foreign.err);
}

#[test]
fn paths_name_every_place_and_touch_none() {
    let home = tempfile::tempdir().unwrap();
    let mut env = env(home.path());
    env.vars.insert("XDG_CACHE_HOME".to_owned(), "/somewhere".to_owned());
    let paths = run(&env, &["paths"]);
    let base = data(home.path()).display().to_string();
    let state = home.path().join(".local/state/greenroom").display().to_string();
    let config = home.path().join(".config/greenroom/config.toml").display().to_string();
    let expected = format!(
        "history   {base}/greenroom.db\nbackups   {base}/backups\npacks     {base}/packs\nconfig    {config}\n\
         crashes   {state}\ncache     /somewhere/greenroom\n"
    );
    assert_eq!((paths.exit, paths.out), (Exit::Ok, expected));
    let json: Value = serde_json::from_str(&run(&env, &["paths", "--json"]).out).unwrap();
    assert_eq!(json["paths"]["cache"], "/somewhere/greenroom");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_page_is_set_for_reading_and_its_markdown_is_a_flag_away() {
    let home = tempfile::tempdir().unwrap();
    let env = env(home.path());
    let set = run(&env, &["show", "kappa"]);
    assert_eq!((set.exit, set.err.as_str()), (Exit::Ok, ""));
    assert!(set.out.starts_with("Kappa architecture\n") && !set.out.contains("```"), "{}", set.out);
    assert!(set.out.lines().all(|line| line.chars().count() <= 80));
    let raw = run(&env, &["show", "kappa", "--raw"]);
    assert!(raw.out.starts_with("# Kappa architecture\n"), "{}", raw.out);
}

#[test]
fn a_sealed_page_says_why_and_how_to_open_it_and_is_whole_afterwards() {
    let home = tempfile::tempdir().unwrap();
    let env = env(home.path());
    let sealed = run(&env, &["show", "ride-hailing", "--raw"]);
    assert!(sealed.err.contains("`greenroom interview ride-hailing`"), "{}", sealed.err);
    assert!(!sealed.out.contains("## Curveballs"), "{}", sealed.out);
    let mut store = Store::open(&data(home.path()), NOW).unwrap().store;
    store.commit(&[Write::Seal { page: "ride-hailing".to_owned(), wall: NOW }]).unwrap();
    drop(store);
    let open = run(&env, &["show", "ride-hailing", "--raw"]);
    assert!(open.out.contains("## Curveballs") && open.err.is_empty(), "{}", open.err);
}

#[test]
fn a_list_is_narrowed_by_skill_and_difficulty() {
    let home = tempfile::tempdir().unwrap();
    let env = env(home.path());
    let all = run(&env, &["list", "case"]).out.lines().count();
    let listed: usize = ["warm-up", "core", "stretch"]
        .map(|difficulty| run(&env, &["list", "--difficulty", difficulty]).out.lines().count())
        .iter()
        .sum();
    assert_eq!(all, listed);
    let late = run(&env, &["list", "--skill", "late-data"]);
    assert!(late.exit == Exit::Ok && late.out.lines().count() < run(&env, &["list"]).out.lines().count());
    let typo = run(&env, &["list", "--skill", "late-dta"]);
    assert_eq!(typo.exit, Exit::Usage);
    assert!(typo.err.contains("did you mean `late-data`?"), "{}", typo.err);
    let none = run(&env, &["list", "pattern", "--difficulty", "core"]);
    assert_eq!((none.exit, none.out.as_str()), (Exit::Usage, ""));
    assert!(none.err.contains("only cases have a difficulty"), "{}", none.err);
}

#[test]
fn a_filter_of_a_search_with_a_value_that_there_is_not_is_refused_with_those_there_are() {
    let home = tempfile::tempdir().unwrap();
    let env = env(home.path());
    for (args, wanted) in [
        (["search", "kafka", "--skill", "foo"], "there is no skill `foo`"),
        (["search", "kafka", "skill:foo", "--json"], "there is no skill `foo`"),
        (["search", "kafka", "kind:foo", "--json"], "there is no kind `foo`"),
        (["search", "kafka", "kind:", "--json"], "`kind:` needs a value"),
    ] {
        let refused = run(&env, &args);
        assert_eq!((refused.exit, refused.out.as_str()), (Exit::Usage, ""), "{args:?}");
        assert!(refused.err.contains(wanted), "{args:?}: {}", refused.err);
        let value = if wanted.contains("kind") { "pattern" } else { "late-data" };
        assert!(refused.err.contains(value), "{args:?}: {}", refused.err);
    }
    let nothing = run(&env, &["search", "zebra", "kafka", "--kind", "estimate", "--skill", "erasure"]);
    assert!(!nothing.err.contains("did you mean `zebra kafka`?"), "{}", nothing.err);
}

#[test]
fn a_page_is_shown_by_whatever_it_is_called() {
    let home = tempfile::tempdir().unwrap();
    let env = env(home.path());
    let first = |name: &str| {
        let shown = run(&env, &["show", name]);
        assert_eq!(shown.exit, Exit::Ok, "{name}: {}", shown.err);
        shown.out.lines().next().unwrap().to_owned()
    };
    let cdc = first("cdc");
    for name in ["CDC", "Change data capture", "change data CAPTURE", "change-data-cap"] {
        assert_eq!(first(name), cdc, "{name}");
    }
    assert!(run(&env, &["show", "change", "data", "capture"]).out.starts_with(&cdc), "without quotes");
    assert_eq!(first("watermarks"), "Watermark", "an entry of the glossary, by a form of its name");
    let part = run(&env, &["show", "kappa#when-it-fits"]).out;
    assert!(part.starts_with("When it fits\n") && !part.contains("Where it hurts"), "{part}");
}

#[test]
fn a_name_of_no_page_or_of_several_says_what_there_is() {
    let home = tempfile::tempdir().unwrap();
    let env = env(home.path());
    for (name, wanted) in [
        ("data-", "they are data-"),
        ("kappa#replays", "its headings are"),
        ("how to size a kafka cluster", "a search finds `kafka-"),
        ("zzzz", "`greenroom list` names all pages"),
    ] {
        let refused = run(&env, &["show", name]);
        assert_eq!((refused.exit, refused.out.as_str()), (Exit::Usage, ""), "{name}");
        assert!(refused.err.contains(wanted), "{name}: {}", refused.err);
    }
}

#[test]
fn the_page_of_an_estimate_works_its_example_with_numbers() {
    let home = tempfile::tempdir().unwrap();
    let env = env(home.path());
    let shown = run(&env, &["show", "kafka-brokers", "--raw"]).out;
    assert!(shown.contains("`ceil(400 MB/s * 3 / 100 MB/s)` = **12 brokers**"), "{shown}");
    assert!(shown.contains("max(3 brokers, max(12 brokers, 61 brokers))"), "{shown}");
    assert!(shown.contains("The answer: **61 brokers**"), "{shown}");
    let peak = run(&env, &["show", "peak-from-mean", "--raw"]).out;
    assert!(peak.contains("17,361.1 events/s") && !peak.contains("17361"), "{peak}");
}
