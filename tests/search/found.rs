//! What is found, and in which order.

use std::collections::BTreeSet;

use greenroom::domain::hits::{HitKind, Marked};
use greenroom::search::{Ask, Document};

use super::{index, page, places, search, search_unsealed, section};

/// A small playbook in which each word of a query can stand in several places.
fn playbook() -> Vec<Document> {
    let lambda = page("lambda", "Lambda architecture", "Two paths over the same events.");
    let kappa = page("kappa", "Kappa", "One stream, replayed from the log when the code changes.");
    let late = page("late-data", "Late data", "Events arrive after their window has closed.");
    let erasure = page("erasure", "Right to be forgotten", "Personal rows are deleted within thirty days.");
    vec![
        section(
            &lambda,
            "When it fits",
            "When one audience needs minutes and another exact history from late data.",
        ),
        section(&kappa, "Late data", "A watermark holds windows open; later rows are merged by key."),
        lambda,
        kappa.clone(),
        section(
            &kappa,
            "Replay",
            "Kafka keeps the log for seven days. Late data is data, too. Kappa needs no batch.",
        ),
        late.clone(),
        section(&late, "Watermarks", "The watermark says how far event time has come."),
        erasure,
    ]
}

#[test]
fn the_page_of_that_name_comes_first_then_names_of_parts_then_texts() {
    let index = index(playbook(), &[]);
    let found = places(&search(&index, "late data"));
    assert_eq!(&found[..2], ["late-data", "kappa#late-data"]);
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(places(&search(&index, "Kappa"))[0], "kappa");
    assert_eq!(places(&search(&index, "late-data"))[0], "late-data", "the id of a page is a name of it");
    assert_eq!(places(&search(&index, "watermark")), ["late-data#watermarks", "kappa#late-data"]);
}

#[test]
fn words_are_found_in_any_form() {
    let index = index(playbook(), &[]);
    assert_eq!(places(&search(&index, "architectures"))[0], "lambda");
    assert_eq!(places(&search(&index, "replaying code"))[0], "kappa");
    assert_eq!(places(&search(&index, "arriving "))[0], "late-data");
}

#[test]
fn the_last_word_is_completed_as_it_is_typed() {
    let index = index(playbook(), &[]);
    for typed in ["l", "la", "lam", "lamb", "lambda", "lambda ", "lambda a", "lambda archit"] {
        let found = places(&search(&index, typed));
        assert!(found.contains(&"lambda".to_owned()), "{typed}: {found:?}");
    }
    assert_eq!(places(&search(&index, "lamb"))[0], "lambda");
    assert_eq!(places(&search(&index, "watermar"))[0], "late-data#watermarks");
}

#[test]
fn a_document_with_all_words_comes_before_one_with_some() {
    let index = index(playbook(), &[]);
    assert_eq!(places(&search(&index, "windows closed key"))[0], "late-data");
    assert_eq!(places(&search(&index, "how do i handle rows merged by key"))[0], "kappa#late-data");
    assert_eq!(places(&search(&index, "deleted kafka")).len(), 2, "none has both, so either will do");
}

#[test]
fn synonyms_count_less_than_the_words_themselves() {
    let synonyms: &[&[&str]] =
        &[&["right to be forgotten", "erasure", "gdpr delete"], &["Kafka", "event hubs"]];
    let index = index(playbook(), synonyms);
    assert_eq!(places(&search(&index, "erasure"))[0], "erasure");
    assert_eq!(places(&search(&index, "gdpr delete"))[0], "erasure");
    assert_eq!(places(&search(&index, "event hubs"))[0], "kappa#replay");
    let hits = search(&index, "kafka");
    assert_eq!(places(&hits), ["kappa#replay"]);
    assert_eq!(hits.correction, None);
}

#[test]
fn a_misspelled_word_is_forgiven_and_told() {
    let index = index(playbook(), &[]);
    for typed in ["kapa ", "kappaa ", "kapap ", "kappa "] {
        assert_eq!(places(&search(&index, typed))[0], "kappa", "{typed}");
    }
    assert_eq!(search(&index, "kapa replay").correction.as_deref(), Some("kappa replay"));
    assert_eq!(search(&index, "lambda architecure").correction.as_deref(), Some("lambda architecture"));
    assert_eq!(search(&index, "wahtermark").correction.as_deref(), Some("watermark"));
    assert_eq!(search(&index, "kappa").correction, None);
}

#[test]
fn where_nothing_is_found_something_near_is_suggested() {
    let index = index(playbook(), &[]);
    let hits = search(&index, "zzzz");
    assert_eq!((hits.total, hits.suggestion), (0, None));
    let hits = search(&index, "kind:case kapa");
    assert_eq!((hits.total, hits.suggestion.as_deref()), (0, Some("kappa")));
    let hits = search(&index, "\"lambda kappa\" replay");
    assert_eq!((hits.total, hits.suggestion.as_deref()), (0, Some("replay")));
}

#[test]
fn a_misspelled_name_finds_the_page_of_that_name_first() {
    let mut pages = playbook();
    let text = "Watermark, watermark and watermark: the watermark of a stream.";
    pages.push(page("more-watermarks", "Watermarks by watermarks", text));
    pages.push(page("progress", "Watermark", "How far event time has come."));
    let index = index(pages, &[]);
    for typed in ["watermark", "wahtermark", "watremark"] {
        assert_eq!(places(&search(&index, typed))[0], "progress", "{typed}");
    }
    assert_eq!(search(&index, "kapqa").correction.as_deref(), Some("kappa"));
    assert_eq!(search(&index, "dafka").correction, None, "short words begin as they should");
}

#[test]
fn a_name_of_words_that_say_little_is_found_by_the_whole_of_it() {
    let glossary = page("glossary", "Glossary", "Terms.");
    let mut entry = section(&glossary, "On call", "Who is woken at night.");
    entry.kind = HitKind::Term;
    let mut calls = page("calls", "Calls", "Calls of a model; each call takes 50 ms on a node.");
    calls.also = vec!["model call".to_owned()];
    let index = index(vec![entry, calls, glossary], &[]);
    assert_eq!(places(&search(&index, "on call"))[0], "glossary#on-call");
}

#[test]
fn a_number_of_ones_own_asks_for_an_estimate_and_never_for_an_empty_list() {
    let mut pages = playbook();
    let mut peak = page("peak", "Peak from mean", "From rows of a day to the rate of a second.");
    peak.kind = HitKind::Estimate;
    pages.push(peak);
    let index = index(pages, &[]);
    assert_eq!(places(&search(&index, "12k")), ["peak"]);
    assert_eq!(places(&search(&index, "12k 40k ")), ["peak"]);
    let hits = search(&index, "personal rows 450k/s");
    assert_eq!((places(&hits)[0].as_str(), hits.correction), ("erasure", None));
    assert!(places(&search(&index, "rows 12k/s")).contains(&"peak".to_owned()));
}

#[test]
fn where_no_place_has_all_words_the_hits_are_called_near() {
    let index = index(playbook(), &[]);
    for (typed, is_partial) in [
        ("deleted kafka", true),
        ("kappa theorem", true),
        ("late data", false),
        ("kafka", false),
        ("zzzz", false),
    ] {
        let hits = search(&index, typed);
        assert_eq!((hits.is_partial, hits.total == 0), (is_partial, typed == "zzzz"), "{typed}");
    }
}

#[test]
fn a_phrase_in_quotes_is_found_as_it_stands() {
    let index = index(playbook(), &[]);
    assert_eq!(places(&search(&index, "\"event time\"")), ["late-data#watermarks"]);
    assert_eq!(places(&search(&index, "\"time event\"")), Vec::<String>::new());
    assert_eq!(places(&search(&index, "\"events time\"")), Vec::<String>::new(), "in this form");
    for typed in ["\"e", "\"eve", "\"event", "\"event ", "\"event t", "\"event tim"] {
        let found = places(&search(&index, typed));
        assert!(found.contains(&"late-data#watermarks".to_owned()), "{typed}: {found:?}");
    }
}

#[test]
fn what_is_excluded_is_not_found() {
    let index = index(playbook(), &[]);
    let all = places(&search(&index, "late"));
    let without = places(&search(&index, "late -kafka"));
    assert!(all.contains(&"kappa#replay".to_owned()) && !without.contains(&"kappa#replay".to_owned()));
    assert_eq!(without.len(), all.len() - 1);
    assert_eq!(places(&search(&index, "late -\"seven days\"")), without);
    let everything = search(&index, "kind:pattern").total;
    assert_eq!(search(&index, "-kafka").total, everything - 1, "an exclusion alone lists all the others");
}

#[test]
fn filters_narrow_by_kind_and_skill() {
    let mut documents = playbook();
    documents[2].kind = HitKind::Chapter;
    documents[3].skills = vec!["late-data".to_owned(), "state".to_owned()];
    documents[7].skills = vec!["erasure".to_owned()];
    let index = index(documents, &[]);
    assert_eq!(places(&search(&index, "kind:chapter architecture")), ["lambda"]);
    assert_eq!(places(&search(&index, "architecture kind:pattern")), ["lambda#when-it-fits"]);
    assert_eq!(search(&index, "kind:chapter ").total, 1, "a filter alone lists what it lets through");
    assert_eq!(
        places(&search(&index, "kind:pattern"))[..3],
        ["kappa", "late-data", "erasure"],
        "pages first"
    );
    assert_eq!(places(&search(&index, "skill:late-data skill:state")), ["kappa"]);
    assert_eq!(places(&search(&index, "skill:er")), ["erasure"], "half typed");
    let nothing = BTreeSet::new();
    let ask =
        Ask { text: "days", rows: 0..9, unsealed: &nothing, kinds: &[], skills: &["erasure".to_owned()] };
    assert_eq!(places(&index.search(&ask).unwrap()), ["erasure"]);
}

#[test]
fn what_holds_nothing_to_look_for_lists_everything_pages_first() {
    let index = index(playbook(), &[]);
    for typed in ["\"", "\"\"", "kind:", "skill:", "$", "-", "-z", "kind:nonsense", "("] {
        let hits = search(&index, typed);
        assert_eq!((hits.total, hits.rows[0].slug.as_ref()), (8, None), "{typed}");
    }
    assert_eq!((search(&index, "").total, search(&index, "  ").total), (0, 0));
}

#[test]
fn a_filter_without_a_value_that_there_is_narrows_nothing_and_names_those_there_are() {
    let mut documents = playbook();
    documents[3].skills = vec!["late-data".to_owned(), "state".to_owned()];
    let index = index(documents, &[]);
    let hits = search(&index, "kind:nonsense replay");
    assert_eq!(places(&hits), places(&search(&index, "replay")));
    assert_eq!((hits.unfilled.len(), hits.unfilled[0].value.as_str()), (1, "nonsense"));
    assert_eq!(hits.unfilled[0].values.len(), HitKind::ALL.len());
    let hits = search(&index, "skill:stat3");
    assert_eq!(hits.unfilled[0].values, ["state", "late-data"], "what may have been meant comes first");
    let skills = ["late".to_owned(), "foo".to_owned()];
    assert_eq!(index.unknown_skills(&skills).len(), 1, "the beginning of a skill is one");
    assert!(search(&index, "kind:pattern skill:state").unfilled.is_empty());
    assert_eq!(places(&search(&index, "-skill:late-data kind:pattern")).len(), 7);
}

#[test]
fn sealed_content_is_counted_and_not_shown_until_its_page_is_unsealed() {
    let mut documents = playbook();
    let mut fact = page("rides", "How late are trips?", "Phones in tunnels send late data after three days.");
    (fact.kind, fact.sealed, fact.path) = (HitKind::Fact, true, vec!["Ride hailing".to_owned()]);
    documents.push(fact);
    let index = index(documents, &[]);
    let hits = search(&index, "tunnels");
    assert_eq!((hits.total, hits.sealed, hits.rows.len()), (0, 1, 0));
    let hits = search(&index, "late data");
    assert_eq!((hits.sealed, hits.rows.iter().any(|hit| hit.page == "rides")), (1, false));
    let hits = search_unsealed(&index, "tunnels", &["parcels", "rides"]);
    assert_eq!((hits.total, hits.sealed, hits.rows[0].kind), (1, 0, HitKind::Fact));
}

#[test]
fn hits_show_where_and_why() {
    let index = index(playbook(), &[]);
    let hits = search(&index, "watermark wind");
    let hit = &hits.rows[0];
    assert_eq!((hit.page.as_str(), hit.slug.as_deref()), ("kappa", Some("late-data")));
    assert_eq!((hit.title.text.as_str(), hit.path.text.as_str()), ("Late data", "Kappa"));
    let marked = |marked: &Marked| -> Vec<String> {
        marked.marks.iter().map(|mark| marked.text.get(mark.clone()).unwrap().to_owned()).collect()
    };
    assert_eq!(marked(&hit.snippet), ["watermark", "windows"]);
    assert_eq!(index.mark("late wind", "Later, the late windows."), [11..15, 16..23]);
}

#[test]
fn rows_are_returned_as_asked() {
    let documents =
        (0..30).map(|number| page(&format!("p{number}"), &format!("Page {number}"), "late data")).collect();
    let index = index(documents, &[]);
    let nothing = BTreeSet::new();
    let rows = |rows| {
        let ask = Ask { text: "late data", rows, unsealed: &nothing, kinds: &[], skills: &[] };
        let hits = index.search(&ask).unwrap();
        assert_eq!(hits.total, 30);
        places(&hits)
    };
    let all = rows(0..30);
    assert_eq!(
        (rows(0..10), rows(10..20), rows(25..40)),
        (all[..10].to_vec(), all[10..20].to_vec(), all[25..].to_vec())
    );
    assert_eq!((rows(0..0).len(), rows(90..99).len()), (0, 0));
}

#[test]
fn a_page_is_found_by_whatever_else_it_is_called_and_other_names_are_no_places() {
    let mut pages = playbook();
    let erasure = pages.last_mut().unwrap();
    erasure.also = vec!["GDPR".to_owned(), "delete personal data".to_owned()];
    pages.push(page("vacuum", "Vacuum", "GDPR rows are deleted within seven days, personal data first."));
    let count = pages.len();
    let index = index(pages, &[]);
    assert_eq!(index.len(), count);
    for typed in ["gdpr", "GDPR ", "what is gdpr?", "delete the personal data", "how to delete personal data"]
    {
        assert_eq!(places(&search(&index, typed))[0], "erasure", "{typed}");
    }
    assert_eq!(search(&index, "gdpr").total, 2);
    assert_eq!(search(&index, "kind:pattern").total, count);
}

#[test]
fn an_entry_of_the_glossary_stands_below_pages_unless_it_is_the_only_one_of_that_name() {
    let glossary = page("glossary", "Glossary", "Terms.");
    let entry = |title: &str, body: &str| Document { kind: HitKind::Term, ..section(&glossary, title, body) };
    let mut pages = playbook();
    pages.extend([
        entry("Watermark", "How far event time has come. Late data follows."),
        entry("Kappa", "One stream, replayed from the log."),
        entry("Skew", "One key has most rows."),
        glossary.clone(),
    ]);
    let index = index(pages, &[]);
    assert_eq!(places(&search(&index, "kappa"))[0], "kappa");
    assert!(places(&search(&index, "kappa")).contains(&"glossary#kappa".to_owned()));
    assert_eq!(places(&search(&index, "skew"))[0], "glossary#skew");
    assert_eq!(places(&search(&index, "what is a watermark"))[0], "glossary#watermark");
    assert_eq!(places(&search(&index, "late data"))[0], "late-data");
    assert!(
        !places(&search(&index, "event key rows")).contains(&"glossary".to_owned()),
        "parts are no whole"
    );
}
