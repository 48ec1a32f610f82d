//! Substance: what a sentence is worth as a statement. Lists of terms, questions and quoted lines claim little or
//! nothing; notes without verbs still claim something, told from lists by their arrows, figures and small words.

use crate::domain::lexicon::words::Hit;
use crate::domain::text::wordset::stands_in;
use crate::domain::text::{Mark, Sentence, Text};

use super::stance::is_verb;

/// What a sentence is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// Quoted, or said by somebody else before: no claim.
    Echo,
    /// A question: no claim by itself, but it can give a claim its context.
    Question,
    /// A run of terms.
    List,
    /// A statement.
    Statement,
}

/// What each sentence is worth.
pub fn worth(text: &Text, hits: &[Hit]) -> Vec<Worth> {
    let mut worth: Vec<Worth> = text.sentences.iter().map(|sentence| one(text, sentence, hits)).collect();
    let bare: Vec<bool> = text.sentences.iter().map(|sentence| is_bare(text, sentence)).collect();
    // One term a line, several lines: a list, however short its lines are.
    let mut start = 0;
    while start < bare.len() {
        let end = start + bare[start..].iter().take_while(|bare| **bare).count();
        if end - start >= 4 {
            worth[start..end].iter_mut().for_each(|worth| *worth = (*worth).min(Worth::List));
        }
        start = end.max(start + 1);
    }
    worth
}

fn one(text: &Text, sentence: &Sentence, hits: &[Hit]) -> Worth {
    let tokens = &text.tokens[sentence.tokens.clone()];
    if tokens.iter().all(|token| token.is_quoted) {
        return Worth::Echo;
    }
    if sentence.is_question {
        return Worth::Question;
    }
    if is_list(text, sentence, hits) { Worth::List } else { Worth::Statement }
}

/// Five or more short items, or a long run of terms, with hardly a word that relates one to another.
fn is_list(text: &Text, sentence: &Sentence, hits: &[Hit]) -> bool {
    let tokens = &text.tokens[sentence.tokens.clone()];
    if tokens.len() < 5 || tokens.iter().skip(1).any(|token| token.gap.arrow) {
        return false;
    }
    let relating = tokens.iter().filter(|token| relates(&token.word, &token.stem)).count();
    let items = 1 + tokens
        .iter()
        .skip(1)
        .filter(|token| matches!(token.gap.mark, Mark::Comma | Mark::Semicolon))
        .count();
    let terms = hits.iter().filter(|hit| sentence.tokens.contains(&hit.start)).count();
    let itemized = items >= 5 && tokens.len() <= items * 4 && relating * 5 <= items;
    let run_on = tokens.len() >= 7 && terms * 2 >= tokens.len() / 2 && relating * 8 <= tokens.len();
    itemized || (run_on && (items == 1 || items * 6 >= tokens.len()))
}

/// A few words without one that relates them.
fn is_bare(text: &Text, sentence: &Sentence) -> bool {
    let tokens = &text.tokens[sentence.tokens.clone()];
    tokens.len() <= 4
        && !tokens.iter().any(|token| token.gap.arrow && token.gap.mark == Mark::Arrow)
        && !tokens.iter().any(|token| relates(&token.word, "") || token.is_number)
}

/// Words that make a statement of terms: verbs, prepositions, pronouns, conjunctions other than "and".
fn relates(word: &str, stem: &str) -> bool {
    stands_in!(
        word,
        "i we you they it is are was be will would can could should must has have do does not no by \
         on in into to from per if so because for with without at as then when while until after \
         before that which than over only once every each instead but else otherwise since via \
         through"
    ) || is_relating_verb(stem)
}

/// Verbs that are seldom heard as nouns; "stream", "batch" and "partition" do not tell a statement from a list.
fn is_relating_verb(stem: &str) -> bool {
    is_verb(stem)
        && !stands_in!(
            stem,
            "batch stream partit partition queue queri store process hash index schedul order window \
             replay merg upsert backfil lock log scale schema snapshot transform test monitor alert mask \
             encrypt compact quarantin dedup retri shard load record measur check version valid filter \
             join map buffer bucket deduplic dedupl tier sampl cost aggreg archiv broadcast flag fail \
             reconcil enrich ingest move point set own view"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worths(source: &str) -> Vec<Worth> {
        worth(&Text::read(source), &[])
    }

    #[test]
    fn a_run_of_terms_is_a_list() {
        assert_eq!(
            worths(
                "Kafka, Flink, Spark, Iceberg, exactly once, idempotent, schema registry, dead letter queue"
            ),
            [Worth::List]
        );
        assert!(
            worths("Kafka\nFlink\nidempotent writes\nschema registry\nDLQ")
                .iter()
                .all(|worth| *worth == Worth::List)
        );
    }

    #[test]
    fn telegraphic_notes_are_statements() {
        for notes in [
            "apps -> kinesis -> firehose -> s3 raw, immutable, replay if bug",
            "dedup on event_id, merge by trip_id, late -> rebuild that day",
            "raw json slow: row format, gzip not splittable, so parquet hourly",
            "500M/day = 5.8k/s avg, peak 4x, 23k/s, 116 MB/s, 120 shards at 1 MB/s each",
        ] {
            assert_eq!(worths(notes), [Worth::Statement], "{notes}");
        }
    }

    #[test]
    fn questions_and_quoted_lines_are_no_statements() {
        assert_eq!(
            worths("Should we merge late events?\n> You land raw JSON.\nI merge."),
            [Worth::Question, Worth::Echo, Worth::Statement]
        );
    }
}
