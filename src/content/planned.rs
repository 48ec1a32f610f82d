//! Pages that are announced and may not be written yet. A reference to one of them is no error; until the page
//! exists, it is not shown as a link.

/// The ids of announced pages, in the order of their kinds.
pub const PLANNED: &[&str] = &["glossary"];

/// Whether a page of this id is announced.
pub fn is_planned(id: &str) -> bool {
    PLANNED.contains(&id)
}
