//! The shape of a type that can be read: found by letting it read itself from a reader that has everything it asks
//! for and notes what was asked. So the structures in `raw` stay the one place where the format is told.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::de::value::Error;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// What a value looks like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Shape {
    /// Not asked for.
    #[default]
    Unknown,
    /// A text.
    Text,
    /// A whole number.
    Whole,
    /// Any number.
    Number,
    /// Yes or no.
    Truth,
    /// Values of one shape.
    List(Box<Shape>),
    /// Values of one shape under the author's own names.
    Table(Box<Shape>),
    /// A structure, by its name.
    Structure(&'static str),
}

/// A field of a structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the file.
    pub name: &'static str,
    /// Its value.
    pub shape: Shape,
    /// Whether it must be there.
    pub is_required: bool,
}

/// The structures of a file, by name.
pub type Structures = BTreeMap<&'static str, Vec<Field>>;

/// A field, by the name of its structure and its own.
type Path = (&'static str, &'static str);

/// The shape of `T` and of all structures in it.
pub fn trace<T: for<'de> Deserialize<'de>>() -> Result<(Shape, Structures), Error> {
    let (shape, mut structures) = read::<T>(None)?;
    for (structure, fields) in &mut structures {
        for field in fields {
            // What cannot be left out must be there.
            field.is_required = read::<T>(Some((structure, field.name))).is_err();
        }
    }
    Ok((shape, structures))
}

fn read<T: for<'de> Deserialize<'de>>(without: Option<Path>) -> Result<(Shape, Structures), Error> {
    let notes = RefCell::new(Structures::new());
    let mut shape = Shape::Unknown;
    T::deserialize(Reader { notes: &notes, without, shape: &mut shape })?;
    Ok((shape, notes.into_inner()))
}

struct Reader<'a> {
    notes: &'a RefCell<Structures>,
    without: Option<Path>,
    shape: &'a mut Shape,
}

macro_rules! scalars {
    ($($method:ident => $shape:ident, $visit:ident($value:expr);)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            *self.shape = Shape::$shape;
            visitor.$visit($value)
        }
    )+};
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Error;

    scalars! {
        deserialize_bool => Truth, visit_bool(true);
        deserialize_i64 => Whole, visit_i64(1);
        deserialize_u32 => Whole, visit_u64(1);
        deserialize_u64 => Whole, visit_u64(1);
        deserialize_f64 => Number, visit_f64(1.0);
        deserialize_str => Text, visit_str("1");
        deserialize_string => Text, visit_str("1");
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("the type takes whatever there is, so its shape cannot be told"))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(PlacedReader(self))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut shape = Shape::Unknown;
        let inner = Reader { shape: &mut shape, ..self };
        let value = visitor.visit_seq(Once(Some(inner)))?;
        *self.shape = Shape::List(Box::new(shape));
        Ok(value)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut shape = Shape::Unknown;
        let inner = Reader { shape: &mut shape, ..self };
        let entry = Entry { is_read: false, notes: self.notes, value: Some(inner) };
        let value = visitor.visit_map(entry)?;
        *self.shape = Shape::Table(Box::new(shape));
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        // An underscore is in second spellings only.
        let names = fields.iter().copied().filter(|field| !field.contains('_'));
        let names: Vec<&'static str> = names.filter(|field| self.without != Some((name, *field))).collect();
        let mut shapes = vec![Shape::Unknown; names.len()];
        let entries =
            Entries { names: &names, shapes: &mut shapes, at: 0, notes: self.notes, without: self.without };
        let value = visitor.visit_map(entries)?;
        let fields = names.into_iter().zip(shapes);
        let fields = fields.map(|(name, shape)| Field { name, shape, is_required: false }).collect();
        self.notes.borrow_mut().insert(name, fields);
        *self.shape = Shape::Structure(name);
        Ok(value)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct enum identifier
        ignored_any
    }
}

/// Gives one item.
struct Once<'a>(Option<Reader<'a>>);

impl<'de> SeqAccess<'de> for Once<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.0.take().map(|reader| seed.deserialize(reader)).transpose()
    }
}

/// Gives one entry under a name of its own.
struct Entry<'a> {
    is_read: bool,
    notes: &'a RefCell<Structures>,
    value: Option<Reader<'a>>,
}

impl<'de> MapAccess<'de> for Entry<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if std::mem::replace(&mut self.is_read, true) {
            return Ok(None);
        }
        let key = Reader { notes: self.notes, without: None, shape: &mut Shape::Unknown };
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let reader = self.value.take().ok_or_else(|| serde::de::Error::custom("there is one value only"))?;
        seed.deserialize(reader)
    }
}

/// Gives every field of a structure.
struct Entries<'a> {
    names: &'a [&'static str],
    shapes: &'a mut [Shape],
    at: usize,
    notes: &'a RefCell<Structures>,
    without: Option<Path>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.names.get(self.at) else { return Ok(None) };
        self.at += 1;
        let name: serde::de::value::StrDeserializer<'_, Error> = (*name).into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let shape = &mut self.shapes[self.at - 1];
        seed.deserialize(Reader { notes: self.notes, without: self.without, shape })
    }
}

/// Gives a value with places, in the form in which the YAML reader gives it.
struct PlacedReader<'a>(Reader<'a>);

/// The parts of a placed value. The first tells it from a mapping of the author's.
const PLACED: [&str; 4] = ["__serde_saphyr_private_spanned", "value", "referenced", "defined"];

impl<'de> Deserializer<'de> for PlacedReader<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(PlacedEntries { value: Some(self.0), at: 0 })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct PlacedEntries<'a> {
    value: Option<Reader<'a>>,
    at: usize,
}

impl<'de> MapAccess<'de> for PlacedEntries<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = PLACED.get(self.at) else { return Ok(None) };
        self.at += 1;
        let name: serde::de::value::StrDeserializer<'_, Error> = (*name).into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        match (self.at, self.value.take()) {
            (1, value) => {
                self.value = value;
                seed.deserialize(true.into_deserializer())
            }
            (_, Some(value)) => seed.deserialize(value),
            // Places are no part of the format.
            (_, None) => seed.deserialize(nowhere()).map_err(serde::de::Error::custom),
        }
    }
}

/// A place in a file, in the form in which the YAML reader gives it.
fn nowhere() -> serde_json::Value {
    serde_json::json!({
        "line": 1,
        "column": 1,
        "span": { "offset": 0, "len": 0, "byte_info": [0, 0] },
        "source_id": 0,
    })
}
