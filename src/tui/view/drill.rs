//! Drills: the card, the answer, what came of it, and how it is graded.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;

use super::field;
use super::paint::{Line, bar, frame, put, put_line, put_lines, put_right, rule, shortened, styled};
use crate::app::screen::drill::{DrillScreen, OnCard, Stage, card};
use crate::domain::drill::mark::Sign;
use crate::domain::drill::pose::short;
use crate::domain::drill::slots::Side;
use crate::domain::schedule::Grade;
use crate::domain::schedule::forgetting::interval_words;
use crate::domain::time::{Now, SessionTime};
use crate::tui::theme::Theme;

/// Draws the drills; gives back where the caret is.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    screen: &DrillScreen,
    theme: Theme,
    now: Now,
) -> Option<Position> {
    head(buffer, area, screen, theme);
    rule(buffer, area, 1, theme);
    let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let side = card::side_columns(area.width);
    let [main, about] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(side)]).areas(area);
    if side > 0 {
        beside(buffer, about, screen, theme, now);
    }
    match &screen.card {
        None => {
            end(buffer, main, screen, theme, now);
            None
        }
        Some(card) => on_card(buffer, main, card, theme, now),
    }
}

fn head(buffer: &mut Buffer, area: Rect, screen: &DrillScreen, theme: Theme) {
    let (passed, left) = (screen.passed(), screen.left());
    let columns = if area.width < 60 { 12 } else { 26 };
    let progress = bar(passed as u64, (passed + left) as u64, None, columns);
    let text = format!("Drills  {passed} of {} {progress}", passed + left);
    put(buffer, area, (1, 0), &text, theme.strong());
    let minutes = screen.minutes_left();
    if minutes > 0 && area.width >= 60 {
        put_right(buffer, area, 0, &format!("about {minutes} min left "), theme.quiet());
    }
}

fn on_card(buffer: &mut Buffer, area: Rect, card: &OnCard, theme: Theme, now: Now) -> Option<Position> {
    let columns = usize::from(area.width.saturating_sub(4));
    let question = question_lines(card, columns, theme);
    let wanted = question.len() as u16 + 2;
    let is_graded = card.stage == Stage::Grade;
    // The answer is what counts while it is typed, the feedback afterwards.
    let is_low = area.height < 16;
    let most = match (is_graded, is_low) {
        (true, true) => 3,
        (true, false) => (area.height / 4).max(4),
        (false, true) if card.stage == Stage::Field => {
            let typed = field::rows(&card.field, area.width.saturating_sub(4)) as u16 + 2;
            area.height.saturating_sub(typed.clamp(3, area.height.max(6) / 2))
        }
        (false, true) => area.height,
        (false, false) => area.height.saturating_sub(6),
    };
    let question_rows = wanted.min(most);
    let field_rows = match (card.exercise.has_field(), is_graded) {
        (false, _) => 0,
        (true, true) if is_low => 0,
        (true, true) => {
            let rows = field::rows(&card.field, area.width.saturating_sub(4)) as u16 + 2;
            rows.min(area.height / 4).max(3)
        }
        (true, false) => area.height.saturating_sub(question_rows),
    };
    let [ask, answer, feedback] = Layout::vertical([
        Constraint::Length(question_rows),
        Constraint::Length(field_rows),
        Constraint::Fill(1),
    ])
    .areas(area);
    let title = format!("{} | {}", card.exercise.kind.title(), card.exercise.title);
    let inside = frame(buffer, ask, &title, theme, card.stage != Stage::Field);
    let furthest = question.len().saturating_sub(usize::from(inside.height));
    let first = if is_graded { 0 } else { card.scroll.min(furthest) };
    put_lines(buffer, inside, question.get(first..).unwrap_or_default());
    if !is_graded {
        more_below(buffer, ask, furthest - first, theme);
    }
    let caret = answer_box(buffer, answer, card, theme, now);
    if is_graded {
        feedback_box(buffer, feedback, card, theme, now);
    }
    caret
}

fn question_lines(card: &OnCard, columns: usize, theme: Theme) -> Vec<Line> {
    let mut lines = styled(&card.exercise.ask, columns, theme.strong());
    if card.stage == Stage::Grade {
        return lines;
    }
    let options = card.exercise.options();
    if card.stage == Stage::Side {
        lines.push(Vec::new());
        for (number, option) in options.iter().enumerate() {
            let mut rows = styled(option, columns.saturating_sub(3), theme.text());
            for (row, line) in rows.iter_mut().enumerate() {
                let lead = if row == 0 { format!("{}  ", number + 1) } else { "   ".to_owned() };
                line.insert(0, (lead, theme.key()));
            }
            lines.append(&mut rows);
        }
        lines
            .push(vec![("e  ".to_owned(), theme.key()), ("either can be defended".to_owned(), theme.text())]);
    }
    lines.push(Vec::new());
    lines.extend(styled(card.exercise.request, columns, theme.quiet()));
    if card.stage == Stage::Reveal {
        lines.push(Vec::new());
        lines.push(vec![("Space".to_owned(), theme.key()), (" shows the answer".to_owned(), theme.quiet())]);
    }
    lines
}

fn answer_box(buffer: &mut Buffer, area: Rect, card: &OnCard, theme: Theme, now: Now) -> Option<Position> {
    if area.height == 0 || card.stage == Stage::Side {
        return None;
    }
    let is_typing = card.stage == Stage::Field;
    let title = match card.side {
        None => "Your answer".to_owned(),
        Some(Side::Either) => "Your answer: either".to_owned(),
        Some(Side::Option(at)) => {
            format!("Your answer: {}", card.exercise.options().get(at).map_or("", |option| short(option)))
        }
    };
    let inside = frame(buffer, area, &title, theme, is_typing);
    if let Some(limit) = card.exercise.kind.limit() {
        let (text, style) = clock(card.millis(now), limit, theme);
        let top = Rect { height: 1, width: area.width.saturating_sub(2), ..area };
        put_right(buffer, top, 0, &text, style);
    }
    put(buffer, inside, (0, 0), ">", theme.key());
    let text = Rect { x: inside.x + 2.min(inside.width), width: inside.width.saturating_sub(2), ..inside };
    let caret = field::draw(buffer, text, &card.field, theme.text());
    caret.filter(|_| is_typing)
}

/// `01:12 of 01:30`, and behind it `+00:12 over`: nothing is cut off.
fn clock(millis: u64, limit: u64, theme: Theme) -> (String, Style) {
    let used = SessionTime(millis);
    let limit = SessionTime::seconds(limit);
    if used <= limit {
        (format!(" {used} of {limit} "), theme.quiet())
    } else {
        (format!(" {used} of {limit}, +{} over ", used.since(limit)), theme.warning())
    }
}

fn feedback_box(buffer: &mut Buffer, area: Rect, card: &OnCard, theme: Theme, now: Now) {
    let Some(marked) = &card.marked else { return };
    let inside = frame(buffer, area, &marked.headline, theme, true);
    let columns = usize::from(inside.width);
    let grades = grade_lines(card, columns, theme, now);
    let rows = (grades.len() as u16).min(inside.height);
    let [text, foot] = Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(inside);
    let lines = feedback_lines(card, columns, theme);
    let furthest = lines.len().saturating_sub(usize::from(text.height));
    let first = card.scroll.min(furthest);
    put_lines(buffer, text, lines.get(first..).unwrap_or_default());
    let below = lines.len().saturating_sub(first + usize::from(text.height));
    more_below(buffer, area, below, theme);
    put_lines(buffer, foot, &grades);
}

/// Says on the frame how many rows are below it, if any.
fn more_below(buffer: &mut Buffer, area: Rect, below: usize, theme: Theme) {
    if below > 0 {
        let bottom = Rect {
            y: area.bottom().saturating_sub(1),
            height: 1,
            width: area.width.saturating_sub(1),
            ..area
        };
        put_right(buffer, bottom, 0, &format!(" {below} more rows "), theme.quiet());
    }
}

fn feedback_lines(card: &OnCard, columns: usize, theme: Theme) -> Vec<Line> {
    let Some(marked) = &card.marked else { return Vec::new() };
    let mut lines: Vec<Line> = Vec::new();
    for line in &marked.lines {
        let (sign, style) = sign(line.sign, theme);
        for (row, mut text) in
            styled(&line.text, columns.saturating_sub(4), theme.text()).into_iter().enumerate()
        {
            text.insert(0, (if row == 0 { format!("{sign} ") } else { "    ".to_owned() }, style));
            lines.push(text);
        }
        if let Some(quote) = &line.quote {
            for mut text in styled(&format!("\"{quote}\""), columns.saturating_sub(6), theme.you()) {
                text.insert(0, ("      ".to_owned(), theme.text()));
                lines.push(text);
            }
        }
    }
    for (lead, text) in &marked.model {
        if !lines.is_empty() {
            lines.push(Vec::new());
        }
        lines.push(vec![(format!("{lead}:"), theme.strong())]);
        lines.extend(styled(text, columns, theme.text()));
    }
    lines
}

fn sign(sign: Sign, theme: Theme) -> (&'static str, Style) {
    match sign {
        Sign::Full => ("[x]", theme.good()),
        Sign::Part => ("[~]", theme.warning()),
        Sign::Open => ("[-]", theme.quiet()),
        Sign::Note => (" . ", theme.quiet()),
    }
}

/// The four grades with the intervals that follow, the suggested one marked; in two columns where room is short.
fn grade_lines(card: &OnCard, columns: usize, theme: Theme, now: Now) -> Vec<Line> {
    let today = now.day();
    let proposed = card.marked.as_ref().and_then(|marked| marked.proposed);
    let lead = match proposed {
        Some(grade) => format!("How did it feel? Suggested: {} {}.", grade.number(), grade.id()),
        None => "How well did you know it? 1 to 4.".to_owned(),
    };
    let suggested = card.suggested();
    let grades: Vec<Line> = Grade::ALL
        .into_iter()
        .map(|grade| {
            let due = card.next[grade as usize].due;
            let style = if Some(grade) == suggested { theme.selected() } else { theme.text() };
            let text = format!("{} {}", grade.id(), interval_words(today, due));
            vec![
                (format!("{} ", grade.number()), theme.key()),
                (text, style),
                ("    ".to_owned(), theme.text()),
            ]
        })
        .collect();
    let mut lines = vec![vec![(shortened(&lead, columns), theme.quiet())]];
    let in_a_row = if columns >= 64 { 4 } else { 2 };
    lines.extend(grades.chunks(in_a_row).map(<[Line]>::concat));
    lines
}

/// What is known of the card and of the day, where there is room beside it.
fn beside(buffer: &mut Buffer, area: Rect, screen: &DrillScreen, theme: Theme, now: Now) {
    let inside = frame(buffer, area, "This card", theme, false);
    let today = now.day();
    let mut texts: Vec<String> = Vec::new();
    if let Some(front) = &screen.card {
        match screen.deck.card(&front.exercise.id) {
            Some(card) if card.reps > 0 => {
                texts.push(format!("seen {} times, forgotten {}", card.reps, card.lapses));
                if let Some(trace) = card.trace {
                    texts.push(format!("last {} days ago", today.since(trace.last).max(0)));
                    texts.push(format!("stability {:.1} d", trace.stability));
                    texts.push(format!("difficulty {:.1} of 10", trace.difficulty));
                }
            }
            _ => texts.push("new".to_owned()),
        }
        let origin = screen.deck.card(&front.exercise.id).and_then(|card| card.origin.as_ref());
        if let Some(origin) = origin.filter(|_| front.stage == Stage::Grade) {
            let sitting = origin.sitting.map_or_else(String::new, |sitting| format!(" {sitting}"));
            texts.push(format!("\nFrom interview{sitting}: {}", origin.said));
        }
    }
    let (limits, done) = (screen.deck.settings.today(today), screen.deck.done(today));
    texts.push("\nToday".to_owned());
    texts.push(format!("  done {} reviews, {} new, {} min", done.reviews, done.new, done.millis / 60_000));
    texts.push(format!("  limits {} reviews, {} new, {} min", limits.reviews, limits.new, limits.minutes));
    if screen.hidden.new + screen.hidden.reviews > 0 {
        texts.push(format!(
            "  the limits hide {} reviews and {} new cards",
            screen.hidden.reviews, screen.hidden.new
        ));
    }
    if screen.hidden.reviews > 0 {
        texts.push("\nBehind? Reviews first; new cards wait until you have caught up.".to_owned());
    }
    if let Some(next) = screen.coming() {
        texts.push(format!("\nNext: {}", next.kind().title().to_lowercase()));
    }
    texts.push("\nEvery grade is saved at once. u takes it back, even the last one.".to_owned());
    let columns = usize::from(inside.width);
    let lines: Vec<Line> = texts.iter().flat_map(|text| styled(text, columns, theme.quiet())).collect();
    put_lines(buffer, inside, &lines);
}

/// The end of a session, or why there is nothing to do.
fn end(buffer: &mut Buffer, area: Rect, screen: &DrillScreen, theme: Theme, now: Now) {
    let inside =
        frame(buffer, area, if screen.passed() > 0 { "Done" } else { "Nothing to drill now" }, theme, true);
    let columns = usize::from(inside.width);
    let mut lines: Vec<Line> = Vec::new();
    if screen.passed() > 0 {
        let [again, hard, good, easy] = screen.grades();
        let answers = again + hard + good + easy;
        let plural = if answers == 1 { "answer" } else { "answers" };
        let text = format!("{answers} {plural}: {again} again, {hard} hard, {good} good, {easy} easy.");
        lines.extend(styled(&text, columns, theme.strong()));
    } else {
        let why = if screen.wish.is_special() {
            "No card of this kind is open."
        } else if screen.is_rest(now) {
            "The interview is tomorrow: rest this evening. What sits now, sits."
        } else if screen.hidden.new + screen.hidden.reviews > 0 {
            "Today's limits are used up."
        } else {
            "Nothing is due, and today's new cards are done."
        };
        lines.extend(styled(why, columns, theme.strong()));
    }
    lines.push(Vec::new());
    let hidden = screen.hidden;
    let is_rest = screen.is_rest(now);
    if hidden.new + hidden.reviews > 0 && !is_rest {
        let text = format!("Today's limits hide {} reviews and {} new cards.", hidden.reviews, hidden.new);
        lines.extend(styled(&text, columns, theme.text()));
        lines.push(Vec::new());
    }
    for (key, about) in [
        ("{drill-leave}", "back"),
        ("{done-undo}", "take the last step back"),
        ("{drill-more}", if is_rest { "a short read-through: ten minutes" } else { "more, for today only" }),
    ] {
        lines
            .push(vec![(format!("{:<6}", theme.naming(key)), theme.key()), (about.to_owned(), theme.text())]);
    }
    for (row, line) in lines.iter().enumerate() {
        put_line(buffer, inside, row as u16, line);
    }
}
