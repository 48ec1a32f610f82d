//! The fields of the index and how their texts are cut into words.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer, TokenizerManager,
};

/// The version of everything in the cache: fields, analysis, file format. Raise it with any change to them.
pub const VERSION: u32 = 4;

const STEMMED: &str = "stemmed";
const PLAIN: &str = "plain";

/// Handles of the fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// The page's id.
    pub page: Field,
    /// The slug of the heading; empty for the top of a page.
    pub slug: Field,
    /// The id of the kind.
    pub kind: Field,
    /// Ids of skills.
    pub skill: Field,
    /// `page`, `sealed`, `name`, or none of them: what a document is beside its kind.
    pub mark: Field,
    /// The folded name, whole: of a page, or of a part of one.
    pub page_name: Field,
    pub part_name: Field,
    /// Names of pages, stemmed.
    pub title: Field,
    /// One name of a page, its title or another, stemmed, what it speaks of, and how many of its words say something;
    /// of its top, and of a document of its own for each other name.
    pub name: Field,
    pub name_concepts: Field,
    pub name_length: Field,
    /// Names of parts of pages, stemmed.
    pub heading: Field,
    /// Names of the page and headings around a part, of the kind and of the skills, stemmed.
    pub path: Field,
    /// The text, stemmed.
    pub body: Field,
    /// The text of a whole page with the names of its parts, but for what is sealed, stemmed; of its top only.
    pub whole: Field,
    /// What the names speak of, and the texts, in whatever words: numbers of groups of synonyms.
    pub title_concepts: Field,
    pub concepts: Field,
    pub whole_concepts: Field,
    /// Every word of all of these, not stemmed: what a word that is still being typed is completed from, and what
    /// phrases are looked up in.
    pub words: Field,
    /// As shown.
    pub shown_title: Field,
    pub shown_path: Field,
    pub shown_body: Field,
}

impl Fields {
    /// The schema with the handles of its fields.
    pub fn new() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let fields = Self {
            page: builder.add_text_field("page", STRING | STORED | FAST),
            slug: builder.add_text_field("slug", STORED),
            kind: builder.add_text_field("kind", STRING | STORED | FAST),
            skill: builder.add_text_field("skill", STRING | STORED),
            mark: builder.add_text_field("mark", STRING),
            page_name: builder.add_text_field("page_name", STRING),
            part_name: builder.add_text_field("part_name", STRING),
            title: text(&mut builder, "title", STEMMED, Length::Ignored),
            name: counted(&mut builder, "name", STEMMED, Length::Ignored),
            name_concepts: counted(&mut builder, "name_concepts", PLAIN, Length::Ignored),
            name_length: builder.add_u64_field("name_length", FAST),
            heading: text(&mut builder, "heading", STEMMED, Length::Ignored),
            path: text(&mut builder, "path", STEMMED, Length::Ignored),
            body: text(&mut builder, "body", STEMMED, Length::Counts),
            whole: counted(&mut builder, "whole", STEMMED, Length::Counts),
            title_concepts: counted(&mut builder, "title_concepts", PLAIN, Length::Ignored),
            concepts: counted(&mut builder, "concepts", PLAIN, Length::Counts),
            whole_concepts: counted(&mut builder, "whole_concepts", PLAIN, Length::Counts),
            words: text(&mut builder, "words", PLAIN, Length::Counts),
            shown_title: builder.add_text_field("shown_title", STORED),
            shown_path: builder.add_text_field("shown_path", STORED),
            shown_body: builder.add_text_field("shown_body", STORED),
        };
        (builder.build(), fields)
    }
}

/// Whether a word counts less in a longer text. Most documents have no title, since they are no pages, so any title
/// would pass for a long one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    Counts,
    Ignored,
}

fn text(builder: &mut SchemaBuilder, name: &str, analyzer: &str, length: Length) -> Field {
    field(builder, name, indexing(analyzer, length, IndexRecordOption::WithFreqsAndPositions))
}

/// A field in which no phrase is looked for.
fn counted(builder: &mut SchemaBuilder, name: &str, analyzer: &str, length: Length) -> Field {
    field(builder, name, indexing(analyzer, length, IndexRecordOption::WithFreqs))
}

fn field(builder: &mut SchemaBuilder, name: &str, indexing: TextFieldIndexing) -> Field {
    builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

fn indexing(analyzer: &str, length: Length, kept: IndexRecordOption) -> TextFieldIndexing {
    let is_counted = length == Length::Counts;
    TextFieldIndexing::default().set_tokenizer(analyzer).set_fieldnorms(is_counted).set_index_option(kept)
}

/// Words of letters and digits, in lower case and without accents.
pub fn plain() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).build()
}

/// The analyzers by the names that the schema has for them.
pub fn analyzers() -> TokenizerManager {
    let stemmed = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build();
    let analyzers = TokenizerManager::default();
    analyzers.register(STEMMED, stemmed);
    analyzers.register(PLAIN, plain());
    analyzers
}
