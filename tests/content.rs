//! What is read from packs.

use greenroom::content::{self, Source, load};
use greenroom::domain::article::{Article, Seal};
use greenroom::domain::case::Difficulty;
use greenroom::domain::id::{CaseId, PageId, SkillId};
use greenroom::domain::page::PageKind;

use crate::support::packs::Pack;

#[test]
fn a_sound_pack_loads_whole_and_without_a_word() {
    let loaded = Pack::sound().load();
    assert_eq!(loaded.diagnostics, []);
    let playbook = loaded.playbook.expect("everything is there");
    let index: Vec<(PageKind, &str)> = playbook.index().into_iter().map(|(kind, id, _)| (kind, id)).collect();
    assert_eq!(
        index,
        [
            (PageKind::Case, "parcels"),
            (PageKind::Pattern, "replay-log"),
            (PageKind::Chapter, "first-minutes"),
            (PageKind::Tradeoff, "nightly-or-live"),
            (PageKind::Estimate, "scans-a-day"),
            (PageKind::Review, "bloom-as-index"),
        ]
    );
    let case = &playbook.cases[&CaseId::new("parcels").unwrap()];
    assert_eq!((case.difficulty, case.minutes), (Difficulty::Core, 45));
    assert_eq!(case.accepts, [[vec!["stream-log", "cdc"], vec!["lake"], vec!["gold"]]]);
    assert_eq!(case.asks().count(), 6);
    assert_eq!(case.asks().map(|ask| ask.points.len()).sum::<usize>(), 6);
}

#[test]
fn a_pack_may_hold_nothing_but_cases() {
    let case = Pack::sound().text("cases/parcels.yaml").replace("id: parcels\n", "id: mine\n");
    let mine = Pack::empty("mine").with("cases/mine.yaml", case);
    let loaded = load(&[Pack::sound().source(), mine.source()]);
    assert_eq!(loaded.diagnostics, []);
    let playbook = loaded.playbook.unwrap();
    assert_eq!(playbook.cases.len(), 2);
    assert_eq!(playbook.packs.iter().map(|pack| pack.id.as_str()).collect::<Vec<_>>(), ["sound", "mine"]);
}

#[test]
fn a_second_lexicon_adds_words_and_entries() {
    let lexicon = "technologies:\n  - {id: kafka, names: [the bus], role: stream-log, managed: false}\n  \
                   - {id: nats, names: [nats], role: queue, managed: false}\n";
    let mine = Pack::empty("mine").with("lexicon.yaml", lexicon);
    let loaded = load(&[Pack::sound().source(), mine.source()]);
    assert_eq!(loaded.diagnostics, []);
    let technologies = loaded.playbook.unwrap().lexicon.technologies;
    assert_eq!(technologies[0].names, ["kafka", "msk", "the bus"]);
    assert_eq!(technologies.last().unwrap().id.as_str(), "nats");
}

#[test]
fn a_broken_file_leaves_the_rest_alone() {
    let pack = Pack::sound().with("cases/parcels.yaml", "id: [");
    let loaded = pack.load();
    assert_eq!(loaded.diagnostics.len(), 1, "{:?}", loaded.diagnostics);
    let playbook = loaded.playbook.unwrap();
    assert!(playbook.cases.is_empty());
    let page = &playbook.pages[&PageId::new("replay-log").unwrap()];
    assert_eq!(
        page.header.see,
        [PageId::new("first-minutes").unwrap()],
        "the link to the broken case is gone"
    );
}

#[test]
fn the_built_in_pack_never_keeps_the_program_from_starting() {
    let loaded = load(&[Source::built_in()]);
    assert!(loaded.diagnostics.iter().all(|problem| problem.place.is_some()));
}

#[test]
fn a_sealed_case_shows_its_problem_and_nothing_else() {
    let playbook = Pack::sound().load().playbook.unwrap();
    let article = Article::of(&playbook, "parcels").unwrap();
    let sealed = article.markdown(|_| false);
    assert!(sealed.contains("delivery firm"));
    for secret in ["60 million", "scanners -> queue", "merge on the business key", "Within a minute"] {
        assert!(!sealed.contains(secret), "{secret} in {sealed}");
        assert!(article.markdown(|_| true).contains(secret), "{secret}");
    }
    assert!(!article.markdown(|_| true).contains("{keyed-merge}"));
}

#[test]
fn every_page_becomes_a_document_whose_links_lead_somewhere() {
    let playbook = Pack::sound().load().playbook.unwrap();
    let articles = Article::all(&playbook);
    assert_eq!(articles.len(), playbook.index().len());
    for article in articles {
        let document = content::document(&playbook, &article, |_| true);
        assert!(document.outline().next().is_some_and(|title| title.level == 1), "{}", article.id);
        assert!(document.links().iter().all(|(target, _)| playbook.leads_to(target)), "{}", article.id);
        assert!(!content::sections(&article).is_empty(), "{}", article.id);
    }
}

#[test]
fn sections_carry_the_seal_of_their_part() {
    let playbook = Pack::sound().load().playbook.unwrap();
    let sections = content::sections(&Article::of(&playbook, "parcels").unwrap());
    let seal = |title: &str| {
        let found =
            sections.iter().find(|(_, section)| section.path.last().is_some_and(|last| last == title));
        found.unwrap_or_else(|| panic!("no section {title} in {sections:#?}")).0
    };
    assert_eq!(seal("The problem"), None);
    assert_eq!(seal("What the interviewer knows"), Some(Seal::Facts));
    assert_eq!(seal("Clarify: model answer, mid"), Some(Seal::Answers));
}

#[test]
fn an_estimate_is_shown_with_the_values_of_its_example() {
    let playbook = Pack::sound().load().playbook.unwrap();
    let text = Article::of(&playbook, "scans-a-day").unwrap().markdown(|_| true);
    assert!(text.contains("500M events a day of 2 KB each"), "{text}");
    assert!(text.contains("**1 TB**"), "{text}");
}

/// What the outline says must be what the playbook says.
fn agrees(sources: &[Source]) {
    let Some(playbook) = load(sources).playbook else { return };
    let outline = content::outline(sources);
    let listed: Vec<(PageKind, &str, &str)> =
        outline.iter().map(|entry| (entry.kind, entry.id.as_str(), entry.title.as_str())).collect();
    assert_eq!(listed, playbook.index());
    for entry in &outline {
        let article = Article::of(&playbook, &entry.id).unwrap();
        let skills: Vec<&str> = article.skills.iter().map(SkillId::as_str).collect();
        assert_eq!(entry.skills, skills, "{}", entry.id);
        let case = playbook.cases.get(entry.id.as_str());
        assert_eq!(entry.minutes, case.map(|case| case.minutes), "{}", entry.id);
        assert_eq!(entry.difficulty, case.map(|case| case.difficulty.to_string()), "{}", entry.id);
    }
}

#[test]
fn the_outline_agrees_with_the_playbook() {
    agrees(&[Pack::sound().source()]);
    let shuffled = Pack::sound().edit("cases/parcels.yaml", "skills: [late-data, upserts]\n", "").edit(
        "cases/parcels.yaml",
        "see: [",
        "skills:\n  - late-data\nsee: [",
    );
    agrees(&[shuffled.source()]);
    agrees(&[Source::built_in()]);
}

#[test]
fn a_fingerprint_changes_with_names_and_bytes() {
    let sound = Pack::sound().source().fingerprint();
    assert_eq!(sound, Pack::sound().source().fingerprint());
    assert_ne!(sound, Pack::sound().edit("cases/parcels.yaml", "45", "46").source().fingerprint());
    let text = Pack::sound().text("chapters/first-minutes.md");
    let renamed = Pack::sound().without("chapters/first-minutes.md").with("chapters/other.md", text);
    assert_ne!(sound, renamed.source().fingerprint());
}

#[test]
fn wordings_teach_their_case_how_people_talk() {
    let wording = "case: parcels\nfacts:\n  freshness: [how stale may it get]\n\
                   none:\n  chat: [may I take a minute]\n";
    let loaded = Pack::sound().with("wordings/parcels.yaml", wording).load();
    assert_eq!(loaded.diagnostics, []);
    let case = &loaded.playbook.unwrap().cases[&CaseId::new("parcels").unwrap()];
    assert_eq!(case.facts[0].ways, ["how stale may it get"]);
    assert_eq!(case.astray.chat, ["may I take a minute"]);
}

#[test]
fn wordings_of_unknown_points_and_cases_are_errors_with_advice() {
    let wording = "case: parcel\n";
    let loaded = Pack::sound().with("wordings/parcel.yaml", wording).load();
    let problems: Vec<String> = loaded.diagnostics.iter().map(|problem| format!("{problem:?}")).collect();
    assert!(problems.len() == 1 && problems[0].contains("did you mean `parcels`?"), "{problems:?}");
    let wording = "case: parcels\npoints:\n  no-such-point: {good: [a, b]}\n";
    let loaded = Pack::sound().with("wordings/parcels.yaml", wording).load();
    assert_eq!(loaded.diagnostics.len(), 1);
    assert_eq!(loaded.diagnostics[0].code, "unknown-id");
    assert_eq!(loaded.playbook.unwrap().cases.len(), 1, "the case itself is whole");
}

#[test]
fn wordings_without_a_case_teach_all_cases_and_know_no_points() {
    let general = "none:\n  chat: [may I take a minute]\n";
    let loaded = Pack::sound().with("wordings/general.yaml", general).load();
    assert_eq!(loaded.diagnostics, []);
    assert!(loaded.playbook.unwrap().cases.values().all(|case| case.astray.chat == ["may I take a minute"]));
    let loaded = Pack::sound().with("wordings/general.yaml", "facts:\n  freshness: [how stale]\n").load();
    assert_eq!(loaded.diagnostics[0].code, "missing-case");
}
