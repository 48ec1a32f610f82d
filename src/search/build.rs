//! From documents to the files of an index.

use std::collections::BTreeMap;

use tantivy::directory::{Directory as _, RamDirectory};
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings, TantivyDocument};

use super::schema::{self, Fields};
use super::words::folded;
use super::{synonyms, weights};
use crate::domain::hits::HitKind;

/// Memory for building; beyond it, tantivy would cut segments.
const MEMORY: usize = 256 * 1024 * 1024;

/// The name of the file of synonyms beside those of the index.
pub const SYNONYMS: &str = "synonyms";

/// In the field `mark`: the top of a page.
pub const PAGE: &str = "page";
/// In the field `mark`: content that gives answers away.
pub const SEALED: &str = "sealed";

/// One place that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The page it is on.
    pub page: String,
    /// The heading on that page; `None` for the page itself.
    pub slug: Option<String>,
    /// What kind of place it is.
    pub kind: HitKind,
    /// Its own name: the page's title, or the heading.
    pub title: String,
    /// The page and the headings it stands under, outermost first; empty for the page itself.
    pub path: Vec<String>,
    /// Its text, without markup.
    pub body: String,
    /// Ids of skills.
    pub skills: Vec<String>,
    /// Whether it gives answers away, and is shown only for pages that were unsealed.
    pub sealed: bool,
}

/// All that is searched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Material {
    /// The places. Of equals, the earlier is shown first.
    pub documents: Vec<Document>,
    /// Groups of words and phrases that mean the same.
    pub synonyms: Vec<Vec<String>>,
}

/// The files of an index of one segment, and the synonyms.
pub fn files(material: &Material) -> Result<BTreeMap<String, Vec<u8>>, tantivy::TantivyError> {
    let (schema, fields) = Fields::new();
    let settings = IndexSettings {
        // Snippets read documents all the time, and the whole file is small.
        docstore_compression: Compressor::None,
        docstore_blocksize: 4096,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let directory = RamDirectory::create();
    let mut writer = Index::builder()
        .schema(schema)
        .settings(settings)
        .tokenizers(schema::analyzers())
        .single_segment_index_writer(directory.clone(), MEMORY)?;
    for document in &material.documents {
        writer.add_document(indexed(document, &fields))?;
    }
    let index = writer.finalize()?;
    let mut files = BTreeMap::new();
    let mut paths = index.directory().list_managed_files();
    paths.insert("meta.json".into());
    for path in paths {
        if let (Some(name), true) = (path.to_str(), directory.exists(&path)?) {
            files.insert(name.to_owned(), directory.open_read(&path)?.read_bytes()?.as_slice().to_vec());
        }
    }
    files.insert(SYNONYMS.to_owned(), synonyms::file(&material.synonyms));
    Ok(files)
}

fn indexed(document: &Document, fields: &Fields) -> TantivyDocument {
    let mut indexed = TantivyDocument::default();
    let path = document.path.join(" > ");
    indexed.add_text(fields.page, &document.page);
    indexed.add_text(fields.slug, document.slug.as_deref().unwrap_or_default());
    indexed.add_text(fields.kind, document.kind.id());
    for skill in &document.skills {
        indexed.add_text(fields.skill, skill);
    }
    let name = folded(&document.title).join(" ");
    if document.path.is_empty() {
        indexed.add_text(fields.mark, PAGE);
        indexed.add_text(fields.title, &document.title);
        indexed.add_text(fields.page_name, name);
        indexed.add_text(fields.page_name, folded(&document.page).join(" "));
        indexed.add_text(fields.path, document.skills.join(" "));
    } else {
        // A whole sentence is text, even where it stands in the place of a name.
        let is_name = folded(&document.title).len() <= weights::LONGEST_NAME;
        indexed.add_text(if is_name { fields.heading } else { fields.body }, &document.title);
        indexed.add_text(fields.path, &path);
        indexed.add_text(fields.part_name, name);
    }
    indexed.add_text(fields.path, document.kind.id());
    if document.sealed {
        indexed.add_text(fields.mark, SEALED);
    }
    indexed.add_text(fields.body, &document.body);
    for text in [&document.title, &path, &document.body] {
        indexed.add_text(fields.words, text);
    }
    indexed.add_text(fields.shown_title, &document.title);
    indexed.add_text(fields.shown_path, &path);
    indexed.add_text(fields.shown_body, &document.body);
    indexed
}
