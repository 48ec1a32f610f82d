//! The words by which English refuses. Lists of the language, not of a pack: a pack adds its own in its lexicon.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::text;
use crate::domain::text::wordset::stands_in;

/// Phrases by the stem they begin with.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: HashMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    /// From phrases parted by `|`.
    fn new(phrases: &str) -> Self {
        let mut by_first: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for phrase in phrases.split('|') {
            let stems = text::stems(phrase);
            if let Some(first) = stems.first().cloned() {
                by_first.entry(first).or_default().push(stems);
            }
        }
        Self { by_first }
    }

    /// The phrases that begin with this stem.
    pub fn starting_with(&self, stem: &str) -> &[Vec<String>] {
        self.by_first.get(stem).map_or(&[], Vec::as_slice)
    }
}

/// What follows is named as not chosen.
pub fn passing_over() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new(
            "instead of | rather than | as opposed to | in place of | in lieu of | in preference to | not \
             on",
        )
    });
    &PHRASES
}

/// What follows is refused.
pub fn rejecting() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new(
            "skip | leave out | leave away | get rid of | do away with | no need for | no need to | no \
             need of | no point in | no reason to | no reason for | no use for | no use in | no case for \
             | forget about | forget | stay away from | keep away from | decide against | advise against \
             | argue against | against | refuse to | omit | dispense with | pass on | save ourselves | \
             save myself | spare ourselves | save the effort | remove the need for | eliminate the need \
             for | eliminate the need to | remove the need to | obviate | too lazy | not bother with | \
             not bother | refrain from | abandon | ditch | scrap | drop the idea of | do not need | does \
             not need | no longer need | never need | hardly need | see no need for | see no need to | \
             see no point in | see no value in | see no reason to | see no reason for | not a fan of | \
             not in favor of | waste of time to | waste time on | waste money on | no time for | no room \
             for | will not touch | would not touch | do not believe in | do not see why | do not see the \
             point of | do not see the need | nobody needs | no one needs | who needs | ignore | \
             disregard | leave it at | we drop the | i drop the | i would drop the | we can drop the | \
             cut out | do without | live without | get by without | go without | free us from | frees us \
             from",
        )
    });
    &PHRASES
}

/// What stands before, in its clause, is refused.
pub fn verdicts() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new(
            "overkill | unnecessary | unneeded | pointless | useless | a waste | waste of time | waste of \
             money | waste of effort | wasted effort | wasteful | not worth | not needed | not necessary \
             | not required | not be needed | not be necessary | no longer needed | no longer necessary | \
             never needed | superfluous | redundant | obsolete | over engineering | over engineered | \
             overengineering | overengineered | overdone | premature | gold plating | nonsense | a luxury \
             | hype | a buzzword | just theory | only theory | academic | paranoid | paranoia | not our \
             problem | not my problem | not our job | not my job | somebody else's problem | someone \
             else's problem | more trouble than | not a problem | not an issue | not a concern | not an \
             option | no issue | no problem | no concern | not important | not relevant | irrelevant | do \
             not matter | does not matter | no benefit | brings nothing | buys us nothing | buys nothing \
             | adds nothing | gains nothing | gain nothing | too much | too complicated | too complex | \
             too heavy | too expensive | too slow | too costly | excessive | exaggerated | over the top | \
             out of proportion | out of the question | not for us | not for me | a distraction | \
             bureaucracy | bureaucratic | a formality | red tape | theater | not going to happen | never \
             going to happen | can be skipped | can be dropped | can be left out | can be ignored | can \
             be omitted | is left out | are left out | is skipped | are skipped | is ignored | are \
             ignored | not pay off | never pays off | not pay for itself | not earn its keep | slows \
             everyone down | slows everybody down | slow us down | slows us down | slows teams down | not \
             help | does not help | not help us | rarely helps | old fashioned | outdated | cargo cult | \
             a myth | snake oil | a mistake | a bad idea | the wrong idea | a dead end | hides problems | hide problems | not count | \
             not work | not scale | not matter | not make sense | makes no sense | make no sense | no sense | not make a difference | \
             makes no difference | would only add | would just add | only adds | just adds | would confuse | would just confuse | would only confuse | \
             only confuses | just confuses | would slow | would only slow | would just slow | only slows | too many false alarms | only makes | \
             just makes | for beginners | not my concern | not our concern | no concern of | nobody cares | no one cares | not worth it | nobody reads | \
             nobody notices | a nuisance | noise | i reject | i disagree | i refuse | not convinced | not persuaded | not buy | a theoretical problem | \
             purely theoretical | is dead | too risky | unacceptable | is negligible | plain theory | for the paranoid",
        )
    });
    &PHRASES
}

/// Words that speak of what others do or of what is only granted; a "but" behind them refuses it.
pub fn others() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new(
            "people | some people | many people | most people | some | many | others | other teams | \
             teams | some teams | many teams | most teams | engineers | some engineers | everybody | \
             everyone | folks | textbook | textbooks | the textbook | the book | the books | blog | blogs \
             | blog posts | vendor | vendors | purist | purists | architects | consultants | in theory | \
             theoretically | normally | usually | typically | traditionally | conventional | the standard \
             | the usual | the classic | the common | the recommended | best practice | best practices | \
             one could | you could | you can | you might | we could | i could | one might | one would | \
             some would | some say | they say | it is common | it is tempting | it is possible | the \
             fashion | fashionable | the fancy | the fashionable",
        )
    });
    &PHRASES
}

/// Words that only grant something; refused if what follows "but" refuses.
pub fn granting() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new(
            "i know | i am aware | i understand | i have heard | i have read | i see | sure | of course | \
             granted | it is true | true | admittedly | yes | yeah",
        )
    });
    &PHRASES
}

/// Words by which something is possible, common or true rather than done.
pub fn is_hypothetical(word: &str) -> bool {
    stands_in!(
        word,
        "would could may might can they people one some true theory hear common fashionable nice possible popular \
         recommended standard sure yes fine correct neat ideal ideally maybe perhaps supposedly tempting elegant right cheaper \
         easier better safer cleaner prettier says say claim claims"
    )
}

/// Words between "I" and its verb.
pub fn is_lead_in(word: &str) -> bool {
    stands_in!(
        word,
        "will would can also then always just simply do am going to still therefore first now only even"
    )
}

/// Verbs by which a whole idea is refused: "but I would not use it".
pub fn is_refusable(stem: &str) -> bool {
    stands_in!(
        stem,
        "use do trust invest calcul bother spend add build want need go run design care worri introduc adopt pay consid recommend"
    )
}

/// Verbs of knowing, which decide nothing.
pub fn is_perceiving(stem: &str) -> bool {
    stands_in!(stem, "know hear see understand think guess admit agre read believ say")
}

/// Words that negate what follows them.
pub fn is_negator(word: &str) -> bool {
    stands_in!(word, "not no never without neither nor none nothing nobody hardly barely avoid")
}

/// Verbs of deciding: "do not need X" refuses X even where X is about something harmful.
pub fn is_deciding(stem: &str) -> bool {
    stands_in!(
        stem,
        "calcul design reli trust rewrit turn lengthen give let convert need use want bother care worri handl add build introduc implement consid recommend adopt plan \
         deal think believ requir keep set put spend track monitor check look test matter go do like \
         invest tri see run measur protect separ mask quarantin dedup dedupl dedupe remov fix correct \
         repair replay rebuild reprocess recomput retri store save record log alert page tell restat \
         touch"
    )
}

/// Words for what one wants to be without: refusing these is a claim.
pub fn is_harm(stem: &str) -> bool {
    stands_in!(
        stem,
        "lose loss drop miss break broken fail failur block stop wait doubl duplic dupe dup twice \
         overwrit overwritten overwrote corrupt hurt affect disturb lag crash leak exceed diverg drift \
         disagre conflict bad wrong stale stick bottleneck overload skew harm damag silent gap hole chang \
         modifi mutat edit alter updat touch rewrit delet collid starv hold slow interrupt downtim outag \
         surpris orphan partial half inconsist error poison small again differ contradict expens wast \
         spill oom pile grow explod forget notic"
    )
}

/// Words behind a negator that add nothing: "we don't do that here".
pub fn is_filler(word: &str) -> bool {
    stands_in!(
        word,
        "do does did that this it so here there now bother go far at all really would will for us me in \
         my our case way like such thing things the be one either too need needed want think agree buy \
         see why any of is them these those both today yet to have a an necessary required just thanks \
         sir worth step route path road there's"
    )
}

/// Pronouns and other words that can be a whole subject.
pub fn is_pronoun(word: &str) -> bool {
    stands_in!(
        word,
        "i we you they it he she this that these those there which all both and but so however still yet \
         honestly frankly personally"
    )
}

/// Words with which a clause of its own can begin.
pub fn is_subject(word: &str) -> bool {
    stands_in!(
        word,
        "i we you they it he she there nobody everyone everybody someone somebody people this that"
    )
}

/// Words behind which "I" or "we" belongs to what was said before.
pub fn opens_subordinate(word: &str) -> bool {
    stands_in!(
        word,
        "that what how why because if when where so and or but as than which until unless think say know \
         once before after while since though although whenever"
    )
}

/// Forms of be, do, have, and the modals.
pub fn is_auxiliary(word: &str) -> bool {
    stands_in!(
        word,
        "is are was were be been am do does did have has had will would can could should may might must \
         shall gets get got"
    )
}

/// Verbs by which designs are told.
const VERBS: &str = "accept add aggregate agree alert allow answer append archive arrive ask assume avoid backfill batch become block \
    break bring buffer build bump call carry catch change check choose clean close collect come commit compact compare compress compute \
    consume convert copy correct cost count crash create cut deal decide dedupe deduplicate defer define delete deliver depend detect die \
    divide do double drive drop emit encrypt enrich ensure erase estimate expect expire expose fail fall feed fetch fill filter find finish \
    fire fix flag flow flush follow forget get give go grow guarantee handle happen hash help hit hold ignore ingest insert invalidate \
    join keep know land last let limit listen live load lock look lose maintain make map mark mask match mean measure merge migrate miss \
    monitor move need notice notify offer open order overwrite own page parse partition pass pay pick plan point poll prefer prevent process \
    produce promise propose prove provide provision prune publish pull push put quarantine query queue raise reach read rebuild receive \
    recompute reconcile record recover reduce refresh refuse register reject release remember remove rename repair repeat replace replay \
    report reprocess require rerun reset resolve restart restate restore retain retry return reuse revisit rewrite roll route run salt sample \
    save scale scan see select send separate serve set settle ship show sign size skip sort spend split spread stamp start stay step stick stop \
    store stream strip subscribe sum support swap switch sync tag take tell test think tier tolerate track transform trigger trust try turn \
    update upsert use validate verify version wait want warn watch widen work write";

/// Whether the stem is that of a verb by which designs are told.
pub fn is_verb(stem: &str) -> bool {
    static STEMS: LazyLock<std::collections::HashSet<String>> =
        LazyLock::new(|| text::stems(VERBS).into_iter().collect());
    STEMS.contains(stem)
}
