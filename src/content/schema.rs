//! JSON Schemas of the files of a pack, for editors: made from the structures that read these files.

mod trace;

use serde::de::value::Error;
use serde_json::{Map, Value, json};

use crate::content::raw;
use crate::domain::case::Difficulty;
use crate::domain::lexicon::Role;
use crate::domain::rubric::Dimension;
use crate::domain::step::Step;
use trace::{Field, Shape, Structures, trace};

/// A kind of file: its name, and what it is.
type Kind = (&'static str, &'static str, fn() -> Result<(Shape, Structures), Error>);

/// All kinds.
const KINDS: [Kind; 11] = [
    ("pack", "The manifest of a pack", trace::<raw::Manifest>),
    (
        "framework",
        "The steps of an interview and the interviewer's lines",
        trace::<raw::framework::Framework>,
    ),
    ("rubric", "How a score is made", trace::<raw::rubric::Rubric>),
    ("topics", "Clarifying topics and skills", trace::<raw::framework::Topics>),
    ("lexicon", "Concepts, technologies and discourse markers", trace::<raw::lexicon::Lexicon>),
    ("case", "An interview problem", trace::<raw::case::Case>),
    ("wording", "How people talk about a case", trace::<raw::wording::Wording>),
    ("page", "The front matter of a pattern or chapter", trace::<raw::page::Page>),
    ("tradeoff", "A decision between options", trace::<raw::drill::Tradeoff>),
    ("estimate", "A number drill", trace::<raw::drill::Estimate>),
    ("review", "A flawed statement to mend", trace::<raw::drill::Review>),
];

/// The schemas: the name of the file, and its text.
pub fn schemas() -> Vec<(String, String)> {
    let schema = |(kind, title, trace): &Kind| {
        let (shape, structures) = trace().expect("every structure of a file reads from named fields");
        let Shape::Structure(root) = shape else { unreachable!("a file holds a mapping of fields") };
        let mut document = Map::new();
        document.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        document.insert("title".to_owned(), json!(title));
        let (roots, others): (Vec<_>, Vec<_>) = structures.iter().partition(|(name, _)| **name == root);
        for (name, fields) in roots {
            document.extend(structure(name, fields));
        }
        let others = others
            .into_iter()
            .map(|(name, fields)| (String::from(*name), Value::Object(structure(name, fields))));
        let others: Map<String, Value> = others.collect();
        if !others.is_empty() {
            document.insert("definitions".to_owned(), Value::Object(others));
        }
        let text = serde_json::to_string_pretty(&document).expect("texts and lists are JSON");
        (format!("{kind}.schema.json"), text + "\n")
    };
    KINDS.iter().map(schema).collect()
}

fn structure(name: &str, fields: &[Field]) -> Map<String, Value> {
    let required: Vec<&str> =
        fields.iter().filter(|field| field.is_required).map(|field| field.name).collect();
    let properties = fields.iter().map(|field| (field.name.to_owned(), property(name, field)));
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema.insert("properties".to_owned(), Value::Object(properties.collect()));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

fn property(structure: &str, field: &Field) -> Value {
    let mut schema = value(&field.shape);
    match (structure, field.name) {
        (_, "id") => schema["pattern"] = json!("^[a-z0-9]+(-[a-z0-9]+)*$"),
        ("Point", "dim") => schema["enum"] = json!(Dimension::ALL.map(Dimension::id)),
        ("Point", "weight") => {
            schema["minimum"] = json!(1);
            schema["maximum"] = json!(3);
        }
        ("Point", "span") => schema["enum"] = json!(["passage", "answer"]),
        ("Case", "difficulty") => schema["enum"] = json!(Difficulty::ALL.map(Difficulty::id)),
        ("Fact", "need") => schema["enum"] = json!(["must", "should", "could"]),
        ("Curveball", "step") => schema["enum"] = json!([Step::DeepDive.id(), Step::CrossCutting.id()]),
        ("Technology" | "Concept", "role") => schema["enum"] = json!(Role::ALL.map(Role::id).to_vec()),
        _ => {}
    }
    schema
}

fn value(shape: &Shape) -> Value {
    match shape {
        Shape::Unknown => json!({}),
        Shape::Text => json!({"type": "string"}),
        Shape::Whole => json!({"type": "integer"}),
        Shape::Number => json!({"type": "number"}),
        Shape::Truth => json!({"type": "boolean"}),
        Shape::List(item) => json!({"type": "array", "items": value(item)}),
        Shape::Table(item) => json!({"type": "object", "additionalProperties": value(item)}),
        Shape::Structure(name) => json!({"$ref": format!("#/definitions/{name}")}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_knows_what_must_be_there_and_what_may() {
        let schemas = schemas();
        let (_, text) = schemas.iter().find(|(name, _)| name == "case.schema.json").unwrap();
        let case: Value = serde_json::from_str(text).unwrap();
        let required: Vec<&str> =
            case["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(
            required,
            ["id", "title", "summary", "difficulty", "minutes", "prompt", "sketch", "steps"]
        );
        assert_eq!(case["properties"]["lexicon"]["additionalProperties"]["$ref"], "#/definitions/TermChange");
        let point = &case["definitions"]["Point"];
        assert_eq!(point["additionalProperties"], false);
        assert_eq!(point["properties"]["cues"]["items"]["type"], "string");
        assert_eq!(point["properties"]["weight"]["maximum"], 3);
        assert_eq!(point["properties"]["dim"]["enum"][0], Dimension::ALL[0].id());
    }

    #[test]
    fn nothing_in_a_schema_is_left_untold() {
        for (name, text) in schemas() {
            assert!(!text.contains("{}"), "{name} has a value of any shape");
            let schema: Value = serde_json::from_str(&text).unwrap();
            let known = schema["definitions"].as_object();
            for reference in text.split("#/definitions/").skip(1) {
                let wanted = reference.split('"').next().unwrap_or_default();
                assert!(known.is_some_and(|known| known.contains_key(wanted)), "{name}: {wanted}");
            }
        }
    }
}
