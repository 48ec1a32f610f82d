//! From documents to the files of an index.

use std::collections::{BTreeMap, HashMap};

use tantivy::directory::{Directory as _, RamDirectory};
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings, TantivyDocument};

use super::cache::Part;
use super::schema::{self, Fields};
use super::synonyms::Tagger;
use super::words::{folded, is_empty_word};
use super::{synonyms, weights};
use crate::domain::hits::HitKind;

/// Memory for building; beyond it, tantivy would cut segments.
const MEMORY: usize = 256 * 1024 * 1024;

/// The name of the file of synonyms beside those of the index.
pub const SYNONYMS: &str = "synonyms";

/// In the field `mark`: the top of a page.
pub const PAGE: &str = "page";
/// In the field `mark`: another name of a page, which is no place.
pub const NAME: &str = "name";
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
    /// Of a page: what it is called beside its title.
    pub also: Vec<String>,
    /// The page and the headings it stands under, outermost first; empty for the page itself.
    pub path: Vec<String>,
    /// Its text, without markup. Of a page itself, the first line sums the page up.
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
    let synonyms = synonyms::file(&material.synonyms);
    let mut tagger = Tagger::of(Part::of(synonyms.clone()));
    let wholes = wholes(&material.documents);
    for document in &material.documents {
        let mut indexed = indexed(document, &fields);
        for (place, name) in document.names().enumerate() {
            let mut other = TantivyDocument::default();
            let named = if place == 0 { &mut indexed } else { &mut other };
            named.add_text(fields.name, name);
            named.add_text(fields.name_concepts, tagger.tags(name));
            named.add_u64(fields.name_length, telling(name).len() as u64);
            if place > 0 {
                named.add_text(fields.page, &document.page);
                named.add_text(fields.mark, NAME);
                writer.add_document(other)?;
            }
        }
        let name = if document.is_named() { document.title.as_str() } else { "" };
        indexed.add_text(fields.title_concepts, tagger.tags(name));
        indexed.add_text(fields.concepts, tagger.tags(&document.body));
        if let (true, Some(whole)) = (document.path.is_empty(), wholes.get(document.page.as_str())) {
            indexed.add_text(fields.whole, whole);
            indexed.add_text(fields.whole_concepts, tagger.tags(whole));
        }
        writer.add_document(indexed)?;
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
    files.insert(SYNONYMS.to_owned(), synonyms);
    Ok(files)
}

/// The text of each page, all parts together, but for what is sealed, and for entries of a glossary, which have
/// nothing to do with each other.
fn wholes(documents: &[Document]) -> HashMap<&str, String> {
    let mut wholes: HashMap<&str, String> = HashMap::new();
    for document in documents.iter().filter(|document| !document.sealed && document.kind != HitKind::Term) {
        let whole = wholes.entry(&document.page).or_default();
        whole.extend([&document.title, "\n", &document.body, "\n"]);
    }
    wholes
}

impl Document {
    /// What a page is called, its title first; nothing for a part of one.
    fn names(&self) -> impl Iterator<Item = &str> {
        let names = [&self.title].into_iter().chain(&self.also).map(String::as_str);
        names.filter(|_| self.path.is_empty())
    }

    /// A whole sentence is text, even where it stands in the place of a name.
    fn is_named(&self) -> bool {
        self.path.is_empty() || folded(&self.title).len() <= weights::LONGEST_NAME
    }
}

/// The words of a name that say something, folded.
pub fn telling(name: &str) -> Vec<String> {
    folded(name).into_iter().filter(|word| !is_empty_word(word)).collect()
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
    if document.path.is_empty() {
        indexed.add_text(fields.mark, PAGE);
        indexed.add_text(fields.title, &document.title);
        if let Some(summary) = document.body.lines().next() {
            indexed.add_text(fields.heading, summary);
        }
        for name in document.names().chain([document.page.as_str()]) {
            indexed.add_text(fields.page_name, folded(name).join(" "));
            indexed.add_text(fields.page_name, telling(name).join(" "));
        }
        for name in &document.also {
            indexed.add_text(fields.heading, name);
            indexed.add_text(fields.words, name);
        }
        indexed.add_text(fields.path, document.skills.join(" "));
    } else {
        let field = if document.is_named() { fields.heading } else { fields.body };
        indexed.add_text(field, &document.title);
        indexed.add_text(fields.path, &path);
        indexed.add_text(fields.part_name, folded(&document.title).join(" "));
        indexed.add_text(fields.part_name, telling(&document.title).join(" "));
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
