//! What a mark says, in sixteen letters: so that a decision notices when somebody changes a mark on which it stands.

use core::fmt::Write as _;

use crate::model::{Annotation, Article, Layer, Target};
use crate::text::{Text, sha256_hex};

/// How much of what stands around a mark counts, in bytes on either side.
const AROUND: usize = 32;
/// So many hexadecimal digits tell two sayings apart: 64 bits.
const DIGITS: usize = 16;

/// What a mark says: its tag, what it covers and what stands around that, its attributes and links. A note, doubts and times
/// are not in it, nor is the offset: a correction elsewhere in the text changes nothing here.
#[must_use]
pub fn said(annotation: &Annotation, text: &Text) -> String {
    let mut whole = String::with_capacity(256);
    let mut say = |what: &str| {
        whole.push_str(what);
        whole.push('\0');
    };
    say(annotation.tag.as_str());
    let all = text.as_str();
    for span in annotation.spans.iter() {
        let (start, end) = (span.start.index(), span.end.index());
        let from = all.floor_char_boundary(start.saturating_sub(AROUND));
        let to = all.ceil_char_boundary((end + AROUND).min(all.len()));
        say(&all[from..start]);
        say(&all[start..end]);
        say(&all[end..to]);
    }
    for (id, value) in &annotation.attributes {
        say(id.as_str());
        say(&value.to_plain());
    }
    let mut links: Vec<(&str, u8, &str)> = Vec::with_capacity(annotation.links.len());
    links.extend(annotation.links.iter().map(|link| match &link.to {
        Target::Annotation(id) => (link.role.as_str(), b'a', id.as_str()),
        Target::Entity(id) => (link.role.as_str(), b'e', id.as_str()),
    }));
    // Their order says nothing.
    links.sort_unstable();
    for (role, kind, to) in links {
        say(role);
        say(if kind == b'a' { "annotation" } else { "entity" });
        say(to);
    }
    short(&whole)
}

/// What a layer says, in sixteen letters: its annotations and its article fields.
#[must_use]
pub fn layer_state(layer: &Layer, article: &Article) -> String {
    let mut whole = String::new();
    for (id, value) in &layer.head.attributes {
        let _infallible = writeln!(whole, "{id}\0{}", value.to_plain());
    }
    for annotation in layer.annotations.values() {
        let said = said(annotation, &article.text);
        let _infallible = writeln!(whole, "{}\0{said}", annotation.id);
    }
    short(&whole)
}

fn short(whole: &str) -> String {
    let mut hash = sha256_hex(whole);
    hash.truncate(DIGITS);
    hash
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::random::annotation;
    use crate::model::{EntityId, Link, RoleId, Spans};
    use crate::text::Span;

    fn mark(text: &str, what: &str) -> Annotation {
        let start = text.find(what).unwrap();
        let spans = Spans::one(Span::of(start..start + what.len())).unwrap();
        Annotation::clone(&annotation("m", "claim", spans, Timestamp::UNIX_EPOCH))
    }

    #[test]
    fn it_changes_with_what_is_said_and_not_with_what_is_remarked() {
        let text = "They will close the port in the autumn, and nobody will stop them.";
        let whole = Text::new(text);
        let first = mark(text, "close the port");
        let before = said(&first, &whole);
        let remarked = Annotation {
            note: "really?".into(),
            unsure: true,
            modified: Timestamp::from_second(5).unwrap(),
            ..first.clone()
        };
        assert_eq!(said(&remarked, &whole), before);
        let wider = mark(text, "will close the port");
        let mut linked = first.clone();
        linked.links = ["one", "two"]
            .map(|to| Link {
                role: RoleId::new("speaker").unwrap(),
                to: Target::Entity(EntityId::new(to).unwrap()),
            })
            .into();
        let mut turned = linked.clone();
        turned.links.reverse();
        assert_eq!(said(&linked, &whole), said(&turned, &whole));
        for other in [wider, linked] {
            assert_ne!(said(&other, &whole), before);
        }
    }

    #[test]
    fn it_stays_when_the_text_is_corrected_far_away() {
        let far = "x".repeat(40);
        let one = format!("A beginning. {far} They will close the port.");
        let other = format!("Another, longer beginning. {far} They will close the port.");
        let near = format!("A beginning. {far} They shall close the port.");
        let of = |text: &str| said(&mark(text, "close"), &Text::new(text));
        assert_eq!(of(&one), of(&other));
        assert_ne!(of(&one), of(&near));
    }
}
