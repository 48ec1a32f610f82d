//! Where bindings are valid.

/// Where a binding is valid. A screen names its scopes, innermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere.
    Global,
    /// Any list.
    List,
    /// Any text field.
    Text,
    /// Home screen.
    Home,
    /// Choosing a case and how to sit it.
    Setup,
    /// Interview, whatever pane.
    Interview,
    /// The answer pane of an interview.
    Answer,
    /// The sketch pane of an interview.
    Sketch,
    /// The notes of an interview.
    Notes,
    /// The model answers after a step.
    Review,
    /// Marking oneself before the debrief.
    SelfScore,
    /// Debrief.
    Debrief,
    /// A field on the debrief.
    Field,
    /// Search.
    Search,
    /// Reader.
    Reader,
    /// Past sittings.
    History,
    /// What narrows the list of past sittings.
    HistoryFilter,
    /// Choosing the second of two sittings to be compared.
    HistoryCompare,
    /// Two sittings side by side.
    Compare,
    /// A sitting that plays again.
    Replay,
    /// Where one stands.
    Progress,
    /// Drills, however far the card is.
    Drill,
    /// Taking a side of a trade-off.
    DrillSide,
    /// The answer of a drill.
    DrillField,
    /// A recall question before its answer shows.
    DrillReveal,
    /// Giving a grade.
    DrillGrade,
    /// The end of a session.
    DrillDone,
    /// A menu, a question, the command list or the help on top of a screen.
    Overlay,
}

impl Scope {
    /// Its name in help.
    pub fn title(self) -> &'static str {
        match self {
            Self::Global => "Everywhere",
            Self::List => "Lists and pages",
            Self::Text => "Text fields",
            Self::Home => "Home",
            Self::Setup => "New interview",
            Self::Interview => "Interview",
            Self::Answer => "Answer pane",
            Self::Sketch => "Sketch pane",
            Self::Notes => "Notes",
            Self::Review => "Model answers after a step",
            Self::SelfScore => "Your own marks",
            Self::Debrief => "Debrief",
            Self::Field => "Field of the debrief",
            Self::Search => "Search",
            Self::Reader => "Reader",
            Self::History => "History",
            Self::HistoryCompare => "Choosing what to compare with",
            Self::Compare => "Comparison",
            Self::Replay => "Replay",
            Self::HistoryFilter => "Filter of the history",
            Self::Progress => "Progress",
            Self::Drill => "Drills",
            Self::DrillSide => "Taking a side",
            Self::DrillField => "Answer of a drill",
            Self::DrillReveal => "Recall question",
            Self::DrillGrade => "Grade of a drill",
            Self::DrillDone => "End of the drills",
            Self::Overlay => "Menus and help",
        }
    }
}
