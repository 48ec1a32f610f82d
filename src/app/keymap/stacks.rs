//! Which scopes are valid together.

use super::Scope;

impl Scope {
    /// Which scopes are valid together, innermost first, and whether characters go into a field then.
    pub const STACKS: &[(&[Self], bool)] = &[
        (&[Self::Home, Self::List, Self::Global], false),
        (&[Self::Setup, Self::List, Self::Global], false),
        (&[Self::Answer, Self::Interview, Self::Text, Self::Global], true),
        (&[Self::Sketch, Self::Interview, Self::Text, Self::Global], true),
        (&[Self::Notes, Self::Interview, Self::Text, Self::Global], true),
        (&[Self::Review, Self::List, Self::Global], false),
        (&[Self::SelfScore, Self::List, Self::Global], false),
        (&[Self::Debrief, Self::List, Self::Global], false),
        (&[Self::Field, Self::Text, Self::Global], true),
        (&[Self::Search, Self::Text, Self::Global], true),
        (&[Self::Reader, Self::List, Self::Global], false),
        (&[Self::History, Self::List, Self::Global], false),
        (&[Self::HistoryFilter, Self::Text, Self::Global], true),
        (&[Self::HistoryCompare, Self::History, Self::List, Self::Global], false),
        (&[Self::Compare, Self::List, Self::Global], false),
        (&[Self::Replay, Self::List, Self::Global], false),
        (&[Self::Progress, Self::List, Self::Global], false),
        (&[Self::DrillDone, Self::Global], false),
        (&[Self::DrillSide, Self::Drill, Self::Global], false),
        (&[Self::DrillReveal, Self::Drill, Self::Global], false),
        (&[Self::DrillGrade, Self::Drill, Self::Global], false),
        (&[Self::DrillField, Self::Drill, Self::Text, Self::Global], true),
        (&[Self::Overlay, Self::Global], false),
        (&[Self::Overlay, Self::Text, Self::Global], true),
    ];

    /// Whether characters always go into a field where this holds.
    pub fn is_typing(self) -> bool {
        let mut stacks = Self::STACKS.iter().filter(|(scopes, _)| scopes.contains(&self));
        stacks.all(|(_, typing)| *typing)
    }
}
