use super::*;

fn links(text: &str) -> Vec<String> {
    let sketch = Sketch::parse(text);
    let name = |index: usize| sketch.nodes[index].name.clone();
    let show = |link: &Link| {
        let arrow = if link.both { "<->" } else { "->" };
        let label = link.label.as_deref().map(|label| format!(" : {label}")).unwrap_or_default();
        format!("{} {arrow} {}{label}", name(link.from), name(link.to))
    };
    sketch.links.iter().map(show).collect()
}

fn problems(text: &str) -> Vec<(usize, &str, ProblemKind)> {
    let sketch = Sketch::parse(text);
    let written = |span: &Span| text.get(span.clone()).unwrap();
    sketch.problems.iter().map(|problem| (problem.line, written(&problem.span), problem.kind)).collect()
}

#[test]
fn a_chain_is_a_link_per_hop_and_its_label_belongs_to_the_last() {
    let expected = ["apps -> kinesis", "kinesis -> firehose", "firehose -> s3 : raw json"];
    assert_eq!(links("apps -> kinesis -> firehose -> s3 : raw json"), expected);
}

#[test]
fn commas_fan_out_and_in() {
    assert_eq!(links("a -> b, c"), ["a -> b", "a -> c"]);
    assert_eq!(links("a, b -> c : x"), ["a -> c : x", "b -> c : x"]);
    assert_eq!(links("a, b -> c, d").len(), 4);
    assert_eq!(links("clients (web, mobile) -> log"), ["clients (web, mobile) -> log"]);
}

#[test]
fn arrows_point_where_they_point() {
    assert_eq!(links("a <- b"), ["b -> a"]);
    assert_eq!(links("a <-> b : rpc"), ["a <-> b : rpc"]);
    assert_eq!(links("a --> b => c → d"), ["a -> b", "b -> c", "c -> d"]);
    assert_eq!(links("hot-store->decision-service"), ["hot-store -> decision-service"]);
}

#[test]
fn names_are_told_apart_without_case_and_shown_as_first_written() {
    let sketch = Sketch::parse("Kafka -> flink\nKAFKA -> s3\nhot-store -> a\nHot Store -> b");
    let names: Vec<&str> = sketch.nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["Kafka", "flink", "s3", "hot-store", "a", "b"]);
    assert_eq!(sketch.find("kAfKa"), Some(0));
    assert_eq!(sketch.nodes[0].mentions.len(), 2);
}

#[test]
fn an_alias_names_a_node_wherever_it_stands() {
    let sketch = Sketch::parse("a -> s3\ns3 = \"raw zone\"\nRaw Zone -> b");
    assert_eq!(sketch.nodes[1].name, "raw zone");
    assert_eq!(sketch.links[1].from, 1);
    assert_eq!(sketch.find("raw zone"), sketch.find("S3"));
}

#[test]
fn quotes_keep_arrows_commas_and_colons_in_a_name() {
    assert_eq!(links("\"a -> b, c : d\" -> e"), ["a -> b, c : d -> e"]);
    assert_eq!(links("s3://bucket/raw -> b:1 : at 10:30"), ["s3://bucket/raw -> b:1 : at 10:30"]);
}

#[test]
fn a_label_may_stand_at_its_arrow_as_in_mermaid() {
    assert_eq!(
        links("Mobile App ->|JSON 12k/s| API -->|\"raw\"| kafka : topics"),
        ["Mobile App -> API : JSON 12k/s", "API -> kafka : topics"]
    );
    assert_eq!(links("a ->|| b\na -> c|d"), ["a -> b", "a -> c|d"]);
    assert_eq!(problems("a ->|JS")[0].2, ProblemKind::Unfinished);
}

#[test]
fn a_box_may_have_an_id_and_a_title_as_in_mermaid() {
    let text = "A[Apps] --> B[Kafka, 3 zones]\nB --> C[(lake)]\nC --> D{who?}\nD --> E(\"Flink job\")";
    assert_eq!(
        links(text),
        ["Apps -> Kafka, 3 zones", "Kafka, 3 zones -> lake", "lake -> who?", "who? -> Flink job"]
    );
    assert_eq!(links("b --> c\nb[Kafka]"), ["Kafka -> c"]);
    assert_eq!(problems("b --> c\nb[Kafka]"), []);
    assert_eq!(links("S3(raw) -> Kafka (12 partitions)"), ["S3(raw) -> Kafka (12 partitions)"]);
    assert_eq!(links("[speed] a[Flink] -> b"), ["Flink -> b"]);
    assert_eq!(links("\"a[0]\" -> b"), ["a[0] -> b"]);
}

#[test]
fn a_label_needs_no_blanks_and_addresses_and_times_are_names() {
    assert_eq!(links("API->kafka:12k/s"), ["API -> kafka : 12k/s"]);
    assert_eq!(links("a -> kafka:raw json"), ["a -> kafka : raw json"]);
    for name in ["s3://bucket", "broker:9092", "10:30", "http://a:80/b", "std::map"] {
        assert_eq!(links(&format!("a -> {name}")), [format!("a -> {name}")]);
    }
    assert_eq!(links("kafka:orders -> flink"), ["kafka:orders -> flink"]);
    assert_eq!(links("a -> db:users : rows"), ["a -> db:users : rows"]);
}

#[test]
fn a_remark_in_parentheses_does_not_make_another_box() {
    let sketch = Sketch::parse("apps -> Kafka\nkafka (12 partitions) -> flink\nKafka -> lake");
    let names: Vec<&str> = sketch.nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["apps", "kafka (12 partitions)", "flink", "lake"]);
    assert_eq!(sketch.find("kafka"), Some(1));
    let apart = Sketch::parse("a -> S3 (raw) -> S3 (clean)\nS3 -> b");
    assert_eq!(apart.nodes.len(), 5, "which of the two is meant cannot be known");
    let first = Sketch::parse("a -> Kafka (12 partitions)\nKafka -> b");
    assert_eq!((first.nodes.len(), first.nodes[1].name.as_str()), (3, "Kafka (12 partitions)"));
}

#[test]
fn groups_gather_members_over_several_lines() {
    let sketch = Sketch::parse("a -> b\n[speed] a, b\n[Speed] c -> d\n[one] a");
    assert_eq!(sketch.groups[0].members, [0, 1, 2, 3]);
    assert_eq!(sketch.groups[1].members, [0]);
    assert_eq!(sketch.links.len(), 2);
    assert_eq!(sketch.problems, []);
}

#[test]
fn comments_are_not_drawn() {
    assert_eq!(links("# a -> b\na -> b # c -> d\na -> c#"), ["a -> b", "a -> c#"]);
    assert_eq!(links("a -> b : x # y"), ["a -> b : x"]);
}

#[test]
fn what_is_not_finished_is_marked_and_the_rest_is_kept() {
    use ProblemKind::{Alone, NoTitle, NothingBefore, NothingBetween, OpenBracket, OpenQuote, Unfinished};
    let cases = [
        ("a", (0, "a", Alone)),
        ("a -> b\nb ->", (1, "->", Unfinished)),
        ("a -> b -", (0, "-", Unfinished)),
        ("a -> b <-", (0, "<-", Unfinished)),
        ("-> b", (0, "->", NothingBefore)),
        ("a -> -> b", (0, "->", NothingBetween)),
        ("a -> \"raw zo", (0, "\"raw zo", OpenQuote)),
        ("[speed", (0, "[speed", OpenBracket)),
        ("[speed]", (0, "[speed]", Unfinished)),
        ("[] a", (0, "[]", NoTitle)),
        ("s3 =", (0, "=", Unfinished)),
    ];
    for (text, expected) in cases {
        assert_eq!(problems(text), [expected], "{text}");
    }
    assert_eq!(links("a -> b ->"), ["a -> b"]);
    assert_eq!(links("a -> \"raw zo"), ["a -> raw zo"]);
}

#[test]
fn a_full_drawing_takes_no_more() {
    let lines: Vec<String> = (0..100).map(|number| format!("a -> n{number}")).collect();
    let sketch = Sketch::parse(&lines.join("\n"));
    assert_eq!(sketch.nodes.len(), MOST_NODES);
    assert!(sketch.problems.iter().any(|problem| problem.kind == ProblemKind::TooManyNodes));
}

#[test]
fn nothing_in_a_name_can_take_over_a_terminal() {
    let sketch = Sketch::parse("a\u{1b}[2J -> b\u{202e}c\t d");
    let names: Vec<&str> = sketch.nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["a[2J", "bc d"]);
}
