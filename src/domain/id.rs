//! Names of things. Each kind of name is a type of its own, so that a fact cannot be passed for a point.

use serde::{Deserialize, Serialize};

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id: use lower-case letters, digits and single hyphens")]
pub struct InvalidId(pub String);

/// Whether `text` is lower-case words of letters and digits joined by single hyphens.
pub fn is_valid(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks the form of the id.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidId> {
                let text = text.into();
                if is_valid(&text) { Ok(Self(text)) } else { Err(InvalidId(text)) }
            }

            /// The id as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )+};
}

ids! {
    /// A folder of content.
    PackId
    /// An interview problem.
    CaseId
    /// Something the interviewer knows.
    FactId
    /// One thing a strong answer says.
    PointId
    /// What a candidate is asked for: the id of a probe or curveball, or of a step (its opening).
    AskId
    /// A clarifying topic.
    TopicId
    /// Something a candidate can be good at.
    SkillId
    /// Anything with a page of its own: case, pattern, chapter, trade-off, estimate, review.
    PageId
    /// One option of a trade-off.
    OptionId
    /// One situation of a trade-off.
    SituationId
    /// One recall question of a page.
    RecallId
    /// A concept or technology of the lexicon.
    TermId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_lower_case_words_joined_by_single_hyphens() {
        for good in ["a", "late-data", "s3", "case-2-v1"] {
            assert!(CaseId::new(good).is_ok(), "{good}");
        }
        for bad in ["", "-", "a-", "-a", "a--b", "Late", "a b", "a_b", "é"] {
            assert!(CaseId::new(bad).is_err(), "{bad}");
        }
    }
}
