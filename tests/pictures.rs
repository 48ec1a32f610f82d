//! Every sketch of every case in the program, drawn at three widths and kept as text in `tests/pictures`, to be looked at.
//!
//! `GREENROOM_UPDATE_PICTURES=1 cargo test --test integration pictures` draws them anew.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use greenroom::domain::case::Case;
use greenroom::domain::sketch::{Area, Form, Graph, Options, Roles, Sketch, layout};

use crate::support::script::built_in_playbook;

const WIDTHS: [usize; 3] = [60, 80, 120];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures")
}

/// All sketches of a case, each with what it is.
fn sketches(case: &Case) -> Vec<(String, &str)> {
    let mut all = vec![("reference".to_owned(), case.sketch.as_str())];
    all.extend(case.evolutions.iter().map(|it| (format!("evolution {}", it.id), it.sketch.as_str())));
    let probes = case.deep_dive.probes.iter().chain(&case.cross_cutting.probes);
    all.extend(probes.filter_map(|it| Some((format!("probe {}", it.id), it.sketch.as_deref()?))));
    let curveballs = case.curveballs.iter();
    all.extend(curveballs.filter_map(|it| Some((format!("curveball {}", it.id), it.sketch.as_deref()?))));
    all
}

fn read(text: &str, roles: &Roles) -> Graph {
    Graph::of(&Sketch::parse(text), roles)
}

/// The pictures of a case as one text.
fn pictures(case: &Case, roles: &Roles) -> String {
    let mut all = String::new();
    for (title, text) in sketches(case) {
        let graph = read(text, roles);
        for width in WIDTHS {
            let drawing = layout(&graph, Area { width, height: None }, Options::default());
            writeln!(all, "=== {title}, {width} columns\n\n{drawing}").unwrap();
            for hidden in &drawing.hidden {
                writeln!(all, "(without `{hidden}`)").unwrap();
            }
        }
    }
    all
}

#[test]
fn the_pictures_of_every_case_are_as_they_were() {
    let playbook = built_in_playbook();
    let roles = Roles::of_lexicon(&playbook.lexicon);
    let update = env::var_os("GREENROOM_UPDATE_PICTURES").is_some();
    // The gate wants every case's pictures; a case just written may still be without.
    let strict = env::var_os("CI").is_some() || env::var_os("INSTA_UPDATE").is_some_and(|it| it == "no");
    let redraw = "GREENROOM_UPDATE_PICTURES=1 cargo test --test integration pictures";
    for case in playbook.cases.values() {
        let path = folder().join(format!("{}.txt", case.id));
        let now = pictures(case, &roles);
        if update {
            fs::create_dir_all(folder()).unwrap();
            fs::write(&path, &now).unwrap();
        }
        match fs::read_to_string(&path) {
            Ok(before) => {
                assert!(before == now, "the pictures of {} changed; if for the better: {redraw}", case.id);
            }
            Err(_) => assert!(!strict, "no pictures of {}: {redraw}", case.id),
        }
    }
    let cases: BTreeSet<String> = playbook.cases.keys().map(|id| format!("{id}.txt")).collect();
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(cases.contains(&name), "tests/pictures/{name} is of no case");
    }
}

#[test]
fn every_sketch_of_every_case_is_a_picture_that_fits_120_columns_or_is_scrolled_on_fewer() {
    let playbook = built_in_playbook();
    let roles = Roles::of_lexicon(&playbook.lexicon);
    for case in playbook.cases.values() {
        for (title, text) in sketches(case) {
            let graph = read(text, &roles);
            for (width, spill) in [(44, 44), (76, 38), (120, 0)] {
                let options = Options { spill, ..Options::default() };
                let drawing = layout(&graph, Area { width, height: None }, options);
                assert_ne!(drawing.form, Form::List, "{} {title} at {width}", case.id);
                assert!(drawing.width <= width + spill, "{} {title} at {width}", case.id);
                assert_eq!(drawing.boxes.len(), graph.nodes.len(), "{} {title} at {width}", case.id);
            }
        }
    }
}

#[test]
fn no_word_of_a_name_is_cut_in_a_picture() {
    let playbook = built_in_playbook();
    let roles = Roles::of_lexicon(&playbook.lexicon);
    for (title, text) in playbook.cases.values().flat_map(sketches) {
        let graph = read(text, &roles);
        let drawing = layout(&graph, Area { width: 60, height: None }, Options::default());
        for shape in &drawing.boxes {
            let name = &graph.nodes[shape.node].name;
            let words: Vec<&str> = name.split_whitespace().collect();
            let drawn = shape.lines.join(" ");
            let pieces: Vec<&str> = drawn.split_whitespace().collect();
            assert!(
                words.iter().all(|word| pieces.contains(word) || word.contains(['-', '_', '/'])),
                "{title}: {name} as {drawn}"
            );
        }
    }
}
