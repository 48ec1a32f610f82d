//! Words that people use whatever they ask about. That one of them stands in a single phrasing is an accident, so it
//! tells little.

use std::collections::HashSet;
use std::sync::LazyLock;

static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| LIST.split_whitespace().collect());

/// All of them.
pub fn common_words() -> impl Iterator<Item = &'static str> {
    LIST.split_whitespace()
}

/// Whether a word, in any form that people write, says little about the subject of a question.
pub fn is_common(word: &str) -> bool {
    WORDS.contains(word)
}

const LIST: &str = "roughly actually really basically maybe perhaps probably likely possibly simply quite rather pretty fairly \
    still already yet ever always usually sometimes typically normally generally mostly mainly especially \
    particularly particular specifically specific too instead otherwise anyway though although however because \
    since while whether until unless despite during within without across along among around behind beside \
    besides beyond down up off out over under again further let lets going goes gone went come comes coming came \
    wants wanted needs needed needing help helps helped find finds found put puts set sets try tries \
    tried trying begin seem seems seemed feel feels felt guess suppose supposed hope wonder wondering mean means \
    meant matter matters care cares worry worried bother happens happened happening occur occurs ask asks asked \
    asking answer answers says said talk talks talking speak speaking tells told hear heard understand \
    understanding understood explain explains describe clarify confirm elaborate discuss mention mentioned \
    deal deals dealing plan planning consider considering depend depends imagine believe thing things stuff \
    bit lot lots sort type types way ways point points part parts idea ideas sense example examples instance \
    word words question questions issue issues situation situations scenario context background detail details \
    something anything nothing everything somebody anybody someone anyone everyone everybody nobody company \
    companies firm life world head hand eye good bad nice great okay right sure enough other others another same \
    certain typical usual normal general important main hard simple difficult clear obvious next previous then \
    please thank thanks sorry excuse pardon hello hi appreciate welcome mind curious interested interesting \
    wondering glad happy hm hmm uh um er ah oh yeah yes nope alright whats hows whos wheres theres im ive id ill \
    dont doesnt didnt cant wont isnt arent wasnt couldnt wouldnt shouldnt gonna wanna gotta kinda sorta little \
    few several much more most less least ok shown show shows showing such own able possible possibly quick \
    quickly guys folks exactly basically honestly literally overall total totally completely somehow somewhere \
    anywhere everywhere whatever whichever whoever whenever wherever both either neither each every only even \
    almost nearly about above below between before after per via assume assuming assumption picture everybody \
    expected expecting expects got getting gets given gives giving made making makes does doing done having being \
    used using uses turn turns taken takes taking took take known knows knew thought thinks thinking looks looked \
    looking sounds sound seen sees seeing see wish wished first second last job previous experience once former \
    dealt headache trouble problem problems pain bring brings brought carry carries decide decided pick picks \
    picked choose chosen rough ballpark approximate approximately approx figure figures number numbers correct \
    start starts started starting end ends ended ending today now currently nowadays moment";
