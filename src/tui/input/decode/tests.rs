use proptest::prelude::*;

use crossterm::event::KeyEventKind::{Press, Release, Repeat};

use super::*;

fn decoded(bytes: &[u8]) -> Vec<Event> {
    let (mut decoder, mut events) = (Decoder::default(), Vec::new());
    decoder.feed(bytes, &mut events);
    if decoder.patience().is_some() {
        decoder.give_up(&mut events);
    }
    events
}

fn shown(bytes: &[u8]) -> String {
    let show = |event: &Event| match event {
        Event::Key(key) => {
            let name = |code| match code {
                KeyCode::Char(char) => char.to_string(),
                code => format!("{code:?}"),
            };
            let held =
                [(KeyModifiers::CONTROL, "c-"), (KeyModifiers::ALT, "a-"), (KeyModifiers::SHIFT, "s-")];
            let held = held.into_iter().filter(|(bit, _)| key.modifiers.contains(*bit));
            held.map(|(_, name)| name).collect::<String>() + &name(key.code)
        }
        Event::Paste(text) => format!("<{text}>"),
        other => format!("{other:?}"),
    };
    decoded(bytes).iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_of_common_terminals_are_known() {
    for (bytes, keys) in [
        (&b"a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80"[..], "a é 中 😀"),
        (b"\r\n\t\x7f\x08\x01\x1f\0", "Enter c-j Tab Backspace c-h c-a c-_ c- "),
        (
            b"\x1b[A\x1b[D\x1bOC\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~",
            "Up Left Right Home End Home End Home End",
        ),
        (b"\x1b[3~\x1b[5~\x1b[6~\x1b[2~", "Delete PageUp PageDown Insert"),
        (
            b"\x1bOP\x1bOS\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~\x1b[11~",
            "F(1) F(4) F(5) F(6) F(10) F(11) F(12) F(1)",
        ),
        (b"\x1b[[A\x1b[[E", "F(1) F(5)"),
        (b"\x1b[1;5C\x1b[1;5D\x1b[1;3A\x1b[3;5~\x1b[1;2P", "c-Right c-Left a-Up c-Delete s-F(1)"),
        (b"\x1b[Z\x1bb\x1b\r\x1b\x7f\x1b_", "s-BackTab a-b a-Enter a-Backspace a-_"),
        (b"\x1b[3^\x1b[5$\x1bOd\x1b[c", "c-Delete s-PageUp c-Left s-Right"),
        (b"\x1b[13;2u\x1b[97;5u\x1b[27;5;13~\x1b[27u\x1b[57441u", "s-Enter c-a c-Enter Esc"),
        (b"\x1b[I\x1b[O", "FocusGained FocusLost"),
        (b"\x1b\x1b[A", "Esc Up"),
        (b"\x1b", "Esc"),
        (b"\x1b[", "a-["),
        (b"\x1bO", "a-O"),
        (b"\x1bOj\x1bOM\x1bOy", "* Enter 9"),
    ] {
        assert_eq!(shown(bytes), keys, "{}", bytes.escape_ascii());
    }
}

#[test]
fn releases_are_told_from_presses() {
    let kinds = |bytes| {
        decoded(bytes)
            .into_iter()
            .filter_map(|event| event.as_key_event().map(|key| key.kind))
            .collect::<Vec<_>>()
    };
    assert_eq!(kinds(b"\x1b[97;1:1u\x1b[97;1:2u\x1b[97;1:3u\x1b[1;1:3A"), [Press, Repeat, Release, Release]);
}

#[test]
fn a_paste_is_one_text_whatever_it_holds() {
    assert_eq!(shown(b"\x1b[200~a\rb\x1b[Aq\x1b[201~z"), "<a\rb\x1b[Aq> z");
    assert_eq!(shown(b"\x1b[200~cut off"), "<cut off>");
    let long = [b"\x1b[200~".as_slice(), &vec![b'x'; PASTE_LIMIT + 5000], PASTE_END, b"z"].concat();
    let events = decoded(&long);
    let [Event::Paste(text), Event::Key(_)] = events.as_slice() else { panic!("{} events", events.len()) };
    assert_eq!(text.len(), PASTE_LIMIT);
}

#[test]
fn answers_of_the_terminal_and_the_mouse_type_nothing() {
    for bytes in [
        &b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07"[..],
        b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        b"\x1bP>|xterm(380)\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[?62;4c\x1b[>41;380;0c\x1b[?2026;2$y\x1b[24;80R\x1b[?1u",
        b"\x1b[M !!\x1b[<0;10;5M\x1b[<0;10;5m",
        b"\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27x",
        b"\xff\xfe\x80\xc0\xf8",
        b"\xc2\x9b",
        b"\x1b[1;5",
    ] {
        assert_eq!(shown(bytes), "", "{}", bytes.escape_ascii());
    }
    assert_eq!(shown(b"\xe4\xb8x"), "x");
}

#[test]
fn only_a_lone_escape_or_an_open_sequence_waits() {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    for (bytes, patience) in [
        (&b"a"[..], None),
        (b"\x1b", Some(Patience::Key)),
        (b"[A", None),
        (b"\x1b]", Some(Patience::Key)),
        (b"11;", Some(Patience::Text)),
        (b"\x07", None),
        (b"\x1b[200~x", Some(Patience::Text)),
        (b"\x1b[201~", None),
    ] {
        decoder.feed(bytes, &mut events);
        assert_eq!(decoder.patience(), patience, "{}", bytes.escape_ascii());
    }
}

proptest! {
    #[test]
    fn how_the_bytes_are_cut_makes_no_difference(
        pieces in prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec![
                    &b"\x1b"[..], b"\x1b[", b"\x1bO", b"\x1b]", b"1;5C", b"200~", b"\x1b[201~", b"\x1b[200~", b"\x1b\\",
                    b"\x07", b"\r", b"abc", b"\xc3\xa9", b"\x1b[M",
                ]).prop_map(<[u8]>::to_vec),
                prop::collection::vec(any::<u8>(), 0..12),
            ],
            0..20,
        ),
        cut in 1_usize..9,
    ) {
        let bytes = pieces.concat();
        let (mut whole, mut parts) = (Decoder::default(), Decoder::default());
        let (mut from_whole, mut from_parts) = (Vec::new(), Vec::new());
        whole.feed(&bytes, &mut from_whole);
        for chunk in bytes.chunks(cut) {
            parts.feed(chunk, &mut from_parts);
        }
        prop_assert_eq!(whole.patience(), parts.patience());
        whole.give_up(&mut from_whole);
        parts.give_up(&mut from_parts);
        prop_assert_eq!(from_whole, from_parts);
        prop_assert_eq!(whole.patience(), None);
    }
}
