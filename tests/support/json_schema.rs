//! Holds JSON against the part of JSON Schema (draft 7) that the published schemas use. A word that is not known here
//! is an error, so that nothing in a schema goes unchecked.

use serde_json::{Map, Value};

/// What is wrong with a document, each with its place.
pub fn problems(schema: &Value, document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Check { root: schema, found: &mut found }.value(schema, document, "$");
    found
}

struct Check<'a> {
    root: &'a Value,
    found: &'a mut Vec<String>,
}

impl Check<'_> {
    fn say(&mut self, at: &str, wrong: impl std::fmt::Display) {
        self.found.push(format!("{at}: {wrong}"));
    }

    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        for (word, wanted) in schema.as_object().expect("a schema is an object") {
            match word.as_str() {
                "$ref" => {
                    let name = wanted.as_str().and_then(|path| path.strip_prefix("#/definitions/"));
                    let named = &self.root["definitions"][name.expect("references are to definitions")];
                    self.value(named, value, at);
                }
                "anyOf" => {
                    let fits = |schema: &Value| {
                        let mut found = Vec::new();
                        Check { root: self.root, found: &mut found }.value(schema, value, at);
                        found.is_empty()
                    };
                    if !list(wanted).iter().any(fits) {
                        self.say(at, format!("{value} is none of what it may be"));
                    }
                }
                "type" if !is_of(wanted, value) => self.say(at, format!("{value} is no {wanted}")),
                "const" if wanted != value => self.say(at, format!("{value} is not {wanted}")),
                "enum" if !list(wanted).contains(value) => {
                    self.say(at, format!("{value} is not in {wanted}"));
                }
                "minimum" if value.is_number() && value.as_f64() < wanted.as_f64() => {
                    self.say(at, format!("{value} < {wanted}"));
                }
                "$schema" | "title" | "description" | "definitions" | "type" | "const" | "enum"
                | "minimum" => {}
                "required" | "properties" | "additionalProperties" | "items" | "minItems" | "maxItems" => {
                    match value {
                        Value::Object(fields) => self.object(schema, (word, wanted), fields, at),
                        Value::Array(items) => self.array((word, wanted), items, at),
                        _ => {}
                    }
                }
                unknown => panic!("this test knows no `{unknown}`"),
            }
        }
    }

    fn object(
        &mut self,
        schema: &Value,
        (word, wanted): (&str, &Value),
        fields: &Map<String, Value>,
        at: &str,
    ) {
        match word {
            "required" => {
                for name in list(wanted).iter().filter_map(Value::as_str) {
                    if !fields.contains_key(name) {
                        self.say(at, format!("`{name}` is missing"));
                    }
                }
            }
            "properties" => {
                for (name, schema) in wanted.as_object().expect("properties are named") {
                    if let Some(value) = fields.get(name) {
                        self.value(schema, value, &format!("{at}.{name}"));
                    }
                }
            }
            "additionalProperties" => {
                let is_other = |name: &String| schema["properties"].get(name).is_none();
                for (name, value) in fields.iter().filter(|(name, _)| is_other(name)) {
                    match wanted {
                        Value::Bool(false) => self.say(at, format!("`{name}` is not in the schema")),
                        schema => self.value(schema, value, &format!("{at}.{name}")),
                    }
                }
            }
            _ => {}
        }
    }

    fn array(&mut self, (word, wanted): (&str, &Value), items: &[Value], at: &str) {
        let count = wanted.as_u64().map_or(0, |count| count as usize);
        match (word, wanted) {
            ("items", Value::Array(schemas)) => {
                let pairs = schemas.iter().zip(items);
                pairs
                    .enumerate()
                    .for_each(|(n, (schema, item))| self.value(schema, item, &format!("{at}[{n}]")));
            }
            ("items", schema) => {
                let items = items.iter().enumerate();
                items.for_each(|(n, item)| self.value(schema, item, &format!("{at}[{n}]")));
            }
            ("minItems", _) if items.len() < count => self.say(at, "too few"),
            ("maxItems", _) if items.len() > count => self.say(at, "too many"),
            _ => {}
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list stands here")
}

fn is_of(kind: &Value, value: &Value) -> bool {
    match kind {
        Value::Array(kinds) => kinds.iter().any(|kind| is_of(kind, value)),
        kind => match kind.as_str().expect("a type is a word") {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "null" => value.is_null(),
            unknown => panic!("this test knows no type `{unknown}`"),
        },
    }
}
