//! A card: something on which both sides do not agree, what they say differently, and what becomes of it.

use egui::Ui;

use crate::app::marking::quoted;
use crate::app::saying::{Detail, DetailOf, details, in_context};
use crate::app::typeset::TextLabel;
use crate::model::merge::{Card, CardId, Choice};
use crate::model::{AnnotatorId, Article, Change, LayerKey, Project, Slot, Spans, Veil};
use crate::query::differing;
use crate::say;

use super::super::conflict::subject;
use super::super::field::Form;

/// So many cards are shown; what is chosen for all counts for the others.
pub(super) const CARDS: usize = 100;
/// So much of a passage is shown, in characters.
const QUOTATION: usize = 160;
/// So many lines tell what differs where there is no mark to show.
const LINES: usize = 12;

/// A card as it is shown.
pub(super) struct Shown {
    /// What it is about, in a few words.
    subject: String,
    /// What happened on both sides.
    fact: String,
    /// What differs, a line for each side or for each thing.
    lines: Vec<String>,
}

impl Shown {
    /// The first of these cards, as somebody is to see them.
    pub fn all(ours: &Project, theirs: &Project, cards: &[Card], me: &AnnotatorId) -> Vec<Self> {
        // Their marks and entities, called as the codebook here calls them.
        let theirs = Project {
            codebook: ours.codebook.clone(),
            ..theirs.clone()
        };
        let veil = ours.veil(Some(me));
        let cards = cards.iter().take(CARDS);
        cards
            .map(|card| Self::of((ours, &veil), &theirs, card))
            .collect()
    }

    fn of((ours, veil): (&Project, &Veil), theirs: &Project, card: &Card) -> Self {
        let (here, there) = (&card.conflict.ours, &card.conflict.theirs);
        let mark = card.mark();
        let article = mark.as_ref().and_then(|(id, _)| ours.articles.get(*id));
        let lines = if let (Some((_, mark)), Some(article)) = (mark, article) {
            let key = LayerKey {
                article: article.id.clone(),
                annotator: mark.by,
            };
            let here = Version::of(ours, &key, article, here);
            let there = Version::of(theirs, &key, article, there);
            vec![
                say!("merge-copy-here", version = here.against(&there, article)),
                say!("merge-copy-there", version = there.against(&here, article)),
            ]
        } else {
            let mut lines = differing(ours, veil, here, there);
            if !lines.is_empty() {
                lines.insert(0, say!("merge-copy-from-to").to_owned());
            }
            if lines.len() > LINES {
                lines.truncate(LINES);
                lines.push("…".to_owned());
            }
            lines
        };
        Self {
            subject: subject(ours, &card.conflict),
            fact: card.conflict.fact.clone(),
            lines,
        }
    }
}

/// A version of a mark.
struct Version {
    /// What it is and what it covers, or that it was deleted.
    head: String,
    /// By what it is called, and where it stands, if it has its place.
    place: Option<(String, Spans)>,
    /// What else it says, where that is known.
    details: Option<Vec<Detail>>,
}

impl Version {
    fn of(project: &Project, key: &LayerKey, article: &Article, change: &Change) -> Self {
        match change {
            Change::Annotation(_, _, Slot::Present(it)) => {
                let tag = project.codebook.tag_name(&it.tag);
                let words = quoted(&it.spans, &article.text, QUOTATION);
                Self {
                    head: format!("{tag} {words}"),
                    place: Some((tag.to_owned(), it.spans.clone())),
                    details: Some(details(project, key, &article.text, it)),
                }
            }
            Change::Detached(_, _, Some(lost)) => {
                let tag = project.codebook.tag_name(&lost.tag);
                let pieces: Vec<&str> = lost.spans.iter().map(|it| it.quote().text).collect();
                let words = pieces.join(" … ");
                Self {
                    head: say!("merge-copy-lost", tag = tag, text = words),
                    place: None,
                    details: None,
                }
            }
            _ => Self {
                head: say!("merge-copy-was-deleted").to_owned(),
                place: None,
                details: None,
            },
        }
    }

    /// It in words: what it is, and what it says otherwise than the other one.
    fn against(&self, other: &Self, article: &Article) -> String {
        let mut words = vec![match (&self.place, &other.place) {
            // The same words in another place, or so many that their end is not shown.
            (Some((tag, spans)), Some((_, others)))
                if self.head == other.head && spans != others =>
            {
                format!("{tag} {}", in_context(&article.text, spans.hull()))
            }
            _ => self.head.clone(),
        }];
        let (Some(mine), theirs) = (&self.details, &other.details) else {
            return words.remove(0);
        };
        let theirs = theirs.as_deref();
        let is_other = |detail: &&Detail| {
            theirs.is_none_or(|known| !known.iter().any(|it| it.is_same(detail)))
        };
        words.extend(mine.iter().filter(is_other).map(|it| it.words.clone()));
        let mut lacking: Vec<&Detail> = Vec::new();
        for detail in theirs.unwrap_or_default() {
            let is_known = mine.iter().any(|it| it.of == detail.of);
            if !is_known && !lacking.iter().any(|it| it.of == detail.of) {
                lacking.push(detail);
            }
        }
        words.extend(lacking.into_iter().map(say_lacking));
        words.join(" · ")
    }
}

/// That a version does not have something.
fn say_lacking(detail: &Detail) -> String {
    match detail.of {
        DetailOf::Field(_) | DetailOf::Link(_) => say!("merge-copy-none", name = &detail.name),
        DetailOf::Note => say!("merge-copy-none", name = say!("history-note")),
        DetailOf::Doubt => say!("history-sure").to_owned(),
    }
}

/// Shows a card, without what it is about where that is not to be seen, and lets be chosen what becomes of it. Whether something
/// else was chosen.
pub(super) fn show(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (card, shown): (&Card, &Shown),
    id: &CardId,
    is_hidden: bool,
    choice: &mut Choice,
) -> bool {
    if is_hidden {
        form.remark(ui, say!("check-blind"));
    } else {
        ui.add(TextLabel::new(&shown.fact));
        for line in &shown.lines {
            ui.add(TextLabel::new(line));
        }
    }
    let options = options(|it| it != Choice::Discuss || card.can_be_discussed());
    // Who hears one field after the other hears of which card each is.
    let name = if is_hidden {
        say!("merge-copy-card").to_owned()
    } else {
        say!("merge-copy-card-of", what = &shown.subject)
    };
    let field = ui.push_id(("card", id), |ui| {
        form.choice(ui, ("card", name.as_str()), choice, &options)
    });
    let says = card.does(*choice);
    if !is_hidden && !says.is_empty() {
        form.remark(ui, &says);
    }
    field.inner.changed()
}

/// What can be chosen, with its names.
pub(super) fn options(can: impl Fn(Choice) -> bool) -> Vec<(Choice, String)> {
    let choices = Choice::ALL.into_iter().filter(|it| can(*it));
    choices.map(|it| (it, it.name().to_owned())).collect()
}
