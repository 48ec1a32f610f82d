//! What every drawing of every text keeps to.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::domain::sketch::shape::{Point, Rect, Route};
use crate::domain::sketch::strokes::{Meeting, Strokes};
use crate::domain::sketch::{Area, Detail, Drawing, Form, Graph, Options, Roles, Sketch, layout};

/// Texts that look like sketches, whole and torn.
fn texts() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        8 => proptest::sample::select(vec!["a", "b", "c", "d", "e", "f", "g", "h", "apps", "kafka", "raw zone"])
            .prop_map(str::to_owned),
        1 => "[a-z]{1,20}( [a-z]{1,12}){0,4}",
        1 => proptest::sample::select(vec!["日本語の名前", "e\u{301}\u{301}tat", "👩‍👩‍👧 family", "שלום", "\u{202e}evil", "\t"])
            .prop_map(str::to_owned),
    ];
    let joint = proptest::sample::select(vec![
        " -> ",
        " -> ",
        " -> ",
        " -> ",
        ", ",
        "\n",
        "\n",
        "\n",
        " <-> ",
        " <- ",
        " : ",
        "\n[speed] ",
        "\n# ",
        " = \"",
        "\"",
        "->",
        "-",
        "\n\n",
        " => ",
    ]);
    proptest::collection::vec((name, joint), 0..40)
        .prop_map(|pieces| pieces.into_iter().map(|(name, joint)| name + joint).collect())
}

/// Well-formed graphs of up to twelve boxes and this many links, cycles and loops included.
fn graphs(most: usize) -> impl Strategy<Value = String> {
    let links = proptest::collection::vec((0_u8..12, 0_u8..12, proptest::option::of("[a-z]{2,8}")), 1..most);
    let group = proptest::option::of(proptest::collection::vec(0_u8..12, 2..4));
    (links, group).prop_map(|(links, group)| {
        let name = |number: u8| format!("node{number}");
        let mut text = String::new();
        for (from, to, label) in links {
            let label = label.map(|label| format!(" : {label}")).unwrap_or_default();
            text.push_str(&[&name(from), " -> ", &name(to), &label, "\n"].concat());
        }
        if let Some(group) = group {
            let members: Vec<String> = group.into_iter().map(name).collect();
            text.push_str(&["[team] ", &members.join(", "), "\n"].concat());
        }
        text
    })
}

fn graph(text: &str) -> Graph {
    Graph::of(&Sketch::parse(text), &Roles::default())
}

fn draw(graph: &Graph, form: Option<Form>, detail: Detail) -> Drawing {
    let options = Options { form, detail, ..Options::default() };
    layout(graph, Area { width: 100, height: Some(40) }, options)
}

fn cells(route: &Route) -> Vec<Point> {
    let mut cells = route.points.first().copied().into_iter().collect::<Vec<_>>();
    for leg in route.points.windows(2) {
        let [mut at, to] = *leg else { continue };
        assert!(at.x == to.x || at.y == to.y, "a line is straight from corner to corner: {route:?}");
        while at != to {
            at = Point { x: at.x + (to.x - at.x).signum(), y: at.y + (to.y - at.y).signum() };
            cells.push(at);
        }
    }
    cells
}

fn touches(rect: &Rect, point: Point) -> bool {
    let around = Rect { x: rect.x - 1, y: rect.y - 1, width: rect.width + 2, height: rect.height + 2 };
    around.contains(point)
}

fn assert_sound(graph: &Graph, drawing: &Drawing) {
    let nodes: BTreeSet<usize> = drawing.boxes.iter().map(|shape| shape.node).collect();
    assert_eq!(nodes.len(), graph.nodes.len(), "every box is drawn");
    assert_eq!(drawing.boxes.len(), graph.nodes.len(), "every box is drawn once");
    assert_eq!(drawing.routes.len(), graph.edges.len(), "every connection is drawn once");
    let whole = Rect { x: 0, y: 0, width: drawing.width as i32, height: drawing.height as i32 };
    for (at, shape) in drawing.boxes.iter().enumerate() {
        let corner = Point { x: shape.rect.right(), y: shape.rect.bottom() };
        assert!(whole.contains(Point { x: shape.rect.x, y: shape.rect.y }) && whole.contains(corner));
        for other in &drawing.boxes[at + 1..] {
            assert!(!shape.rect.overlaps(&other.rect), "boxes don't overlap\n{drawing}");
        }
    }
    for route in &drawing.routes {
        assert_connected(graph, drawing, route, &whole);
    }
    for label in &drawing.labels {
        for (row, line) in label.lines.iter().enumerate() {
            let rect = Rect {
                x: label.at.x,
                y: label.at.y + row as i32,
                width: super::wrap::width(line),
                height: 1,
            };
            assert!(
                drawing.boxes.iter().all(|shape| !shape.rect.overlaps(&rect)),
                "a label is beside\n{drawing}"
            );
        }
    }
}

fn assert_connected(graph: &Graph, drawing: &Drawing, route: &Route, whole: &Rect) {
    let edge = &graph.edges[route.edge];
    let (from, to) = (drawing.rect(edge.from).unwrap(), drawing.rect(edge.to).unwrap());
    let (start, end) = (route.points[0], *route.points.last().unwrap());
    assert!(from.contains(start), "a line begins at its box\n{drawing}");
    assert!(touches(&to, end), "a line ends at its box\n{drawing}");
    let cells = cells(route);
    assert!(cells.iter().all(|&cell| whole.contains(cell)), "nothing is drawn outside\n{drawing}");
    for &cell in cells.iter().filter(|&&cell| cell != start && cell != end) {
        let through = drawing.boxes.iter().find(|shape| shape.rect.contains(cell));
        assert!(through.is_none(), "no line runs through a box: {route:?}\n{drawing}");
    }
}

/// Cells in which a line seems to lead where it does not.
fn confusions(graph: &Graph, drawing: &Drawing) -> usize {
    let strokes = Strokes::of(&drawing.routes, drawing.width as i32, drawing.height as i32);
    strokes.iter().filter(|(_, stroke)| matches!(stroke.meeting(graph), Meeting::Confused(_))).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200_000, failure_persistence: None, ..ProptestConfig::default() })]

    // `cargo test --lib two_hundred_thousand -- --ignored`, an hour without optimization.
    #[test]
    #[ignore = "a long run, for whoever changes the layout"]
    fn two_hundred_thousand_texts_are_drawn_without_a_panic(text in texts(), width in 1_usize..160) {
        let graph = graph(&text);
        let options = Options { spill: width, ..Options::default() };
        let drawing = layout(&graph, Area { width, height: Some(20) }, options);
        if drawing.form != Form::List {
            assert_sound(&graph, &drawing);
            prop_assert!(drawing.width <= 2 * width);
        }
    }
}

proptest! {
    // PROPTEST_CASES asks for more.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_drawn_soundly_in_every_form(text in texts()) {
        let graph = graph(&text);
        for form in [None, Some(Form::Right), Some(Form::Down)] {
            let drawing = draw(&graph, form, Detail::Fitting);
            if drawing.form != Form::List {
                assert_sound(&graph, &drawing);
            }
            prop_assert!(form.is_some() || drawing.width <= 100);
        }
    }

    #[test]
    fn graphs_are_drawn_soundly_with_and_without_labels(text in graphs(24)) {
        let graph = graph(&text);
        for form in [Form::Right, Form::Down] {
            for detail in [Detail::Full, Detail::Bare] {
                let drawing = draw(&graph, Some(form), detail);
                assert_sound(&graph, &drawing);
            }
        }
    }

    #[test]
    fn a_line_never_seems_to_lead_where_it_does_not(text in graphs(16)) {
        let graph = graph(&text);
        for form in [Form::Right, Form::Down] {
            let drawing = draw(&graph, Some(form), Detail::Full);
            prop_assert!(confusions(&graph, &drawing) == 0, "{}\n{}", text, drawing);
        }
    }

    #[test]
    fn the_same_text_gives_the_same_picture(text in graphs(16)) {
        let first = draw(&graph(&text), None, Detail::Fitting);
        prop_assert_eq!(first, draw(&graph(&text), None, Detail::Fitting));
    }

    #[test]
    fn arbitrary_bytes_are_read_without_complaint(text in "\\PC{0,300}|[ -~\n]{0,600}") {
        let graph = graph(&text);
        draw(&graph, None, Detail::Fitting);
    }
}
