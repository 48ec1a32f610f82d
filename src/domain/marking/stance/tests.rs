use super::{Refusal, scopes};
use crate::domain::text::Text;

/// Whether `word` is refused in `source`, the refusing words aside.
fn refuses(source: &str, word: &str) -> bool {
    let text = Text::read(source);
    let found = scopes(&text);
    let at = text.tokens.iter().position(|token| token.word == word);
    let at = at.unwrap_or_else(|| panic!("`{word}` is not in `{source}`"));
    found.iter().any(|scope| {
        scope.refusal != Refusal::Denied && scope.tokens.contains(&at) && !scope.trigger.contains(&at)
    })
}

#[track_caller]
fn refused(source: &str, words: &[&str]) {
    for word in words {
        assert!(
            refuses(source, word),
            "`{word}` should be refused in `{source}`: {:?}",
            scopes(&Text::read(source))
        );
    }
}

#[track_caller]
fn claimed(source: &str, words: &[&str]) {
    for word in words {
        assert!(
            !refuses(source, word),
            "`{word}` should be claimed in `{source}`: {:?}",
            scopes(&Text::read(source))
        );
    }
}

#[test]
fn a_negator_governs_what_follows_it_in_its_clause() {
    refused("I would not use a registry, the team is small.", &["registry"]);
    claimed("I would not use a registry, the team is small.", &["team"]);
    refused("We don't bother with watermarks here because the job is hourly.", &["watermarks"]);
    claimed("We don't bother with watermarks here because the job is hourly.", &["hourly"]);
    refused("no registry, no contract", &["registry", "contract"]);
    refused("I would never merge late rows, we append.", &["merge", "late"]);
    claimed("I would never merge late rows, we append.", &["append"]);
}

#[test]
fn a_list_that_goes_on_is_governed_whole() {
    refused("We do not need Kafka, Flink or Spark for this.", &["kafka", "flink", "spark"]);
}

#[test]
fn refusing_harm_is_a_claim() {
    claimed(
        "We merge on the key so that a retry does not create duplicates.",
        &["merge", "duplicates", "retry"],
    );
    claimed("Nothing is lost because the raw copy stays.", &["raw", "lost"]);
    claimed("A failure of one does not stop the other consumer.", &["consumer"]);
    claimed("Raw files are never edited.", &["raw"]);
    claimed("without losing events we can replay", &["events", "replay"]);
}

#[test]
fn not_only_and_its_kin_negate_nothing() {
    claimed("We not only merge late events, we also rebuild the day.", &["merge", "late"]);
    claimed("It is a yes or no answer per transaction.", &["answer", "transaction"]);
    claimed("Why not a managed queue?", &["queue"]);
    claimed("no later than 15 minutes after the trip", &["minutes", "trip"]);
    claimed("We do not publish until the checks pass.", &["publish", "checks"]);
    claimed("Without a registry, a release would break the readers.", &["registry"]);
}

#[test]
fn instead_of_refuses_only_what_was_not_chosen() {
    refused("Instead of a dead-letter queue I drop bad records.", &["dead", "letter", "queue"]);
    claimed("Instead of a dead-letter queue I drop bad records.", &["records"]);
    refused("I take Kinesis rather than Kafka, since it is managed.", &["kafka"]);
    claimed("I take Kinesis rather than Kafka, since it is managed.", &["kinesis", "managed"]);
    let text = Text::read("Kinesis instead of Kafka");
    assert_eq!(scopes(&text)[0].refusal, Refusal::PassedOver);
}

#[test]
fn a_verdict_refuses_its_subject() {
    refused("A schema registry is overkill for a team of six.", &["schema", "registry"]);
    refused("Exactly once is not worth it.", &["exactly"]);
    refused("Checkpointing to S3 is pointless, the job is restarted by hand.", &["checkpointing", "s3"]);
    claimed("Checkpointing to S3 is pointless, the job is restarted by hand.", &["restarted"]);
    refused("Kafka makes a raw copy unnecessary.", &["raw", "copy"]);
    claimed("Kafka makes a raw copy unnecessary.", &["kafka"]);
    refused("there is no need for a dead letter queue", &["dead", "queue"]);
    refused("I'd skip the quarantine and load everything.", &["quarantine"]);
    claimed("Deduplication is not overkill here.", &["deduplication"]);
}

#[test]
fn a_verdict_on_that_refuses_what_was_said_before() {
    let source = "I know people merge late events on a key, but that is overkill; we drop everything after the window closes.";
    refused(source, &["merge", "late", "key"]);
    claimed(source, &["drop", "window"]);
    refused("You could encrypt with a key per rider. That is too complicated.", &["encrypt", "rider"]);
    refused("A registry would catch it, but we don't need that here.", &["registry"]);
}

#[test]
fn what_people_do_is_refused_by_a_but() {
    refused("Many teams keep an immutable raw copy, but I parse on the way in.", &["immutable", "raw"]);
    claimed("Many teams keep an immutable raw copy, but I parse on the way in.", &["parse"]);
    refused(
        "In theory I could replay the log, but I would not; I patch the rows by hand.",
        &["replay", "log"],
    );
    refused("Usually one would quarantine the batch. However, I just load it.", &["quarantine", "batch"]);
    claimed("I know that phones retry, but the merge on event id absorbs it.", &["merge", "event", "retry"]);
}

#[test]
fn a_refusal_behind_but_refuses_what_was_only_granted() {
    refused("A cooldown prevents flapping, they say, but I would not set one.", &["cooldown"]);
    refused(
        "Idempotent means same result on every rerun, but I would not invest in that.",
        &["idempotent", "rerun"],
    );
    refused("A managed service would free the engineer, but I would not pay for that.", &["managed"]);
    claimed(
        "I merge late events on the key, but I would not rebuild gold for them.",
        &["merge", "late", "key"],
    );
    claimed("The alert names the table, but nobody is paged at night.", &["alert", "table"]);
}

#[test]
fn what_is_left_out_is_refused() {
    refused("I leave the schema registry out.", &["registry"]);
    refused("One owner would be tidy, but I would leave that out.", &["owner"]);
}

#[test]
fn what_others_do_is_refused_by_what_the_candidate_does_next() {
    refused("Some defer the second region. I build everything from the start.", &["defer", "region"]);
    refused("One would provision more partitions. I leave them as they are.", &["provision"]);
    refused("You could mask by role. I rather give them the full table.", &["mask", "role"]);
    claimed("You could mask by role. I would do it in a view.", &["mask", "role"]);
    claimed("People merge on the key. I do the same.", &["merge"]);
    claimed("There are three consumers. I give each a group.", &["consumers"]);
}
