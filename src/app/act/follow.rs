//! Going along links: from a chip, a stub, or by command.

use std::sync::Arc;

use crate::app::marking::{chip_name, links_in_order, quoted};
use crate::app::notices::Notices;
use crate::app::picking::{Pick, PickList, Picked};
use crate::app::reader::{ChipAt, Click, Go, Mark, Selection};
use crate::app::theme::Tokens;
use crate::app::ties::named;
use crate::app::workspace::Workspace;
use crate::model::{Annotation, AnnotationId, AnnotatorId, EntityId, LayerKey, Target};
use crate::say;
use crate::text::Byte;

/// No more links to one annotation are listed.
const LISTED: usize = 200;
/// The longest quotation in a list, in characters.
const QUOTATION: usize = 160;

impl Workspace {
    /// Brings what lies beyond the edge of the view into it: a piece of the chosen annotation, or another one, which is
    /// chosen then.
    pub fn go(&mut self, go: Go) {
        let Some(open) = &mut self.open else {
            return;
        };
        if open.chosen.as_ref() == Some(&go.to) {
            open.reader.reveal(go.span);
            open.reader.select(Selection::caret(go.span.start));
        } else {
            self.choose(Some(go.to));
        }
    }

    /// A click on a chip chooses its annotation; one more goes along the link. Answers with the entity to which that
    /// leads, if it leads to one.
    pub fn chip_clicked(&mut self, chip: &ChipAt, notices: &mut Notices) -> Option<EntityId> {
        let open = self.open.as_ref()?;
        if open.chosen.as_ref() != Some(&chip.mark) || open.linking.is_some() {
            // As a click on the annotation itself.
            let at = open.marks.find(&chip.mark)?.spans.start();
            let marks = vec![chip.mark.clone()];
            self.clicked(&Click { at, marks }, notices);
            return None;
        }
        let links = links_in_order(&self.project.codebook, open.marks.find(&chip.mark)?);
        let target = links.get(chip.chip)?.to.clone();
        self.follow(target)
    }

    /// Goes to the far end of a link: an annotation is chosen, an entity is answered.
    pub fn follow(&mut self, target: Target) -> Option<EntityId> {
        match target {
            Target::Annotation(id) => {
                self.choose(Some(id));
                None
            }
            Target::Entity(id) => Some(id),
        }
    }

    /// Goes along the only link of the chosen annotation, or lists its links. Answers with an entity as
    /// [`Self::follow`] does.
    pub fn follow_link(&mut self, notices: &mut Notices) -> Option<EntityId> {
        let picks = self.links_of_chosen();
        match picks.as_slice() {
            [] => {
                notices.say(say!("act-no-link"));
                None
            }
            [one] => {
                let picked = one.picked.clone();
                self.pick(picked, notices)
            }
            _ => {
                let anchor = self.anchor_of_chosen();
                self.list_links(anchor);
                None
            }
        }
    }

    /// Lists the links of the chosen annotation beside a place on the screen.
    pub fn list_links(&mut self, anchor: egui::Rect) {
        let picks = self.links_of_chosen();
        if let Some(open) = &mut self.open {
            open.picking = Some(PickList::new(say!("act-links"), anchor, picks));
        }
    }

    /// Lists the annotations where the other button was clicked.
    pub fn list_here(&mut self, at: egui::Pos2, click: &Click, notices: &mut Notices) {
        let anchor = egui::Rect::from_min_size(at, egui::Vec2::ZERO);
        self.list_marks(anchor, click.at, notices);
    }

    /// Lists the annotations at the caret.
    pub fn list_at_caret(&mut self, notices: &mut Notices) {
        let Some(open) = &self.open else {
            return;
        };
        let caret = open.reader.selection().head;
        let anchor = open.reader.rect_of(caret).unwrap_or(egui::Rect::ZERO);
        self.list_marks(anchor, caret, notices);
    }

    /// Lists the annotations at a byte, the innermost first; then those of the colleagues who are shown.
    fn list_marks(&mut self, anchor: egui::Rect, at: Byte, notices: &mut Notices) {
        let Some(open) = &mut self.open else {
            return;
        };
        let text = &open.article.text;
        let quoted = |mark: &Mark| quoted(&mark.spans, text, QUOTATION);
        let own = open.marks.at(at).into_iter().map(|mark| Pick {
            color: mark.look.color,
            pattern: Some(mark.look.pattern),
            kind: mark.look.name.to_string(),
            text: quoted(mark),
            picked: Picked::Here(mark.id.clone()),
        });
        let mut picks: Vec<Pick> = own.collect();
        let people = self.colleagues.page().iter().zip(self.colleagues.ids());
        for (colleague, whose) in people {
            picks.extend(colleague.marks.at(at).into_iter().map(|mark| Pick {
                color: colleague.color,
                pattern: None,
                kind: format!("{}: {}", colleague.name, mark.look.name),
                text: quoted(mark),
                picked: Picked::Theirs(whose.clone(), mark.id.clone()),
            }));
        }
        if picks.is_empty() {
            notices.say(say!("act-none-here"));
        } else {
            open.picking = Some(PickList::new(say!("act-here"), anchor, picks));
        }
    }

    /// Shows the annotations of colleagues, or hides them again.
    pub fn toggle_colleagues(&mut self, notices: &mut Notices) {
        if let Some(why) = self.why_blind() {
            notices.say(why);
            return;
        }
        let shown = &mut self.colleagues.shown;
        *shown = !*shown;
        notices.say(if *shown {
            say!("act-colleagues-shown")
        } else {
            say!("act-own-shown")
        });
        if let Some(open) = &mut self.open {
            open.visited = None;
        }
    }

    /// Why nothing of others is shown in the open article, if it is not.
    pub(in crate::app) fn why_blind(&self) -> Option<String> {
        let key = &self.open.as_ref()?.key;
        let blinding = self.present().blinding(&key.article, &key.annotator)?;
        Some(blinding.why())
    }

    /// Lists the colleagues, to show one or leave one out.
    pub fn list_colleagues(&mut self, notices: &mut Notices) {
        if let Some(why) = self.why_blind() {
            notices.say(why);
            return;
        }
        let Some(open) = &self.open else {
            return;
        };
        let both = (&self.project, self.present());
        let people = self.colleagues.people(both, &open.key);
        let Some(open) = &mut self.open else {
            return;
        };
        if people.is_empty() {
            notices.say(say!("act-no-colleagues"));
            return;
        }
        let picks = people.into_iter().map(|person| {
            let shown = if person.is_shown && self.colleagues.shown {
                "yes"
            } else {
                "no"
            };
            Pick {
                color: person.color,
                pattern: None,
                text: say!("act-colleague", shown = shown, count = person.count),
                kind: person.name,
                picked: Picked::Colleague(person.id),
            }
        });
        let caret = open.reader.selection().head;
        let anchor = open.reader.rect_of(caret).unwrap_or(egui::Rect::ZERO);
        open.picking = Some(PickList::new(
            say!("act-colleagues"),
            anchor,
            picks.collect(),
        ));
    }

    /// Shows a colleague's annotation in the inspector; nothing of one's own is chosen meanwhile.
    pub fn visit(&mut self, whose: AnnotatorId, id: AnnotationId) {
        self.history.end_run();
        if let Some(open) = &mut self.open {
            open.chosen = None;
            open.visited = Some((whose, id));
        }
    }

    /// Shows a colleague's annotation in the open article, and what colleagues marked with it.
    pub fn show_theirs(&mut self, whose: AnnotatorId, id: AnnotationId) {
        let Some(open) = &mut self.open else {
            return;
        };
        let key = LayerKey {
            annotator: whose.clone(),
            ..open.key.clone()
        };
        let layer = self.project.layer(&key);
        if let Some(annotation) = layer.and_then(|layer| layer.annotations.get(&id)) {
            open.reader.reveal(annotation.spans.hull());
        }
        self.colleagues.shown = true;
        self.visit(whose, id);
    }

    /// The colleague's annotation that is looked at, if it is still there.
    #[must_use]
    pub fn visited(&self) -> Option<(AnnotatorId, Arc<Annotation>)> {
        let open = self.open.as_ref()?;
        let (whose, id) = open.visited.as_ref()?;
        self.why_blind().is_none().then_some(())?;
        let key = LayerKey {
            annotator: whose.clone(),
            ..open.key.clone()
        };
        let annotation = self.project.layer(&key)?.annotations.get(id)?;
        Some((whose.clone(), Arc::clone(annotation)))
    }

    /// Where a list about the chosen annotation stands: at its start, if that is in view.
    pub(super) fn anchor_of_chosen(&self) -> egui::Rect {
        let start = self.chosen().map(|chosen| chosen.spans.start());
        let open = self.open.as_ref();
        start
            .zip(open)
            .and_then(|(start, open)| open.reader.rect_of(start))
            .unwrap_or(egui::Rect::ZERO)
    }

    /// The links of the chosen annotation: those that it has, then those that others have to it.
    pub(super) fn links_of_chosen(&self) -> Vec<Pick> {
        let (Some(open), Some(chosen)) = (&self.open, self.chosen()) else {
            return Vec::new();
        };
        let (project, text) = (&self.project, &open.article.text);
        let codebook = &project.codebook;
        let sign = |id: &AnnotationId| {
            let mark = open.marks.find(id)?;
            Some((mark.look.color, mark.look.pattern))
        };
        let own = links_in_order(codebook, &chosen);
        let own = own.into_iter().map(|link| {
            let name = chip_name(project, &open.key, text, &link.to);
            let (sign, picked) = match &link.to {
                Target::Annotation(id) => (sign(id), Picked::Annotation(id.clone())),
                Target::Entity(id) => (None, Picked::Entity(id.clone())),
            };
            Pick {
                color: sign.map_or(Tokens::UNKNOWN_TAG, |(color, _)| color),
                pattern: sign.map(|(_, pattern)| pattern),
                kind: codebook.link_label(&chosen, link).to_owned(),
                text: name,
                picked,
            }
        });
        let layer = self.layer();
        let pointing = open.marks.pointing_to(&chosen.id).take(LISTED);
        let pointing = pointing.filter_map(|id| layer?.annotations.get(id));
        let others = pointing.flat_map(|other| {
            let to = Target::Annotation(chosen.id.clone());
            let links = other.links.iter().filter(move |link| link.to == to);
            links.map(|link| Pick {
                color: sign(&other.id).map_or(Tokens::UNKNOWN_TAG, |(color, _)| color),
                pattern: sign(&other.id).map(|(_, pattern)| pattern),
                kind: say!("act-link-this", label = codebook.link_label(other, link)),
                text: named(project, text, other),
                picked: Picked::Annotation(other.id.clone()),
            })
        });
        own.chain(others).collect()
    }

    /// Lists some chips beside a place on the screen.
    pub fn list_chips(&mut self, anchor: egui::Rect, chips: &[ChipAt]) {
        let Some(open) = &mut self.open else {
            return;
        };
        let picks = chips.iter().filter_map(|at| {
            let mark = open.marks.find(&at.mark)?;
            Some(Pick {
                color: mark.look.color,
                pattern: Some(mark.look.pattern),
                kind: mark.look.name.to_string(),
                text: open.marks.chips(mark).into_iter().nth(at.chip)?,
                picked: Picked::Here(at.mark.clone()),
            })
        });
        open.picking = Some(PickList::new(
            say!("act-links-here"),
            anchor,
            picks.collect(),
        ));
    }

    /// Does what a row of a list stands for. Answers with an entity as [`Self::follow`] does.
    pub fn pick(&mut self, picked: Picked, notices: &mut Notices) -> Option<EntityId> {
        match picked {
            Picked::Annotation(id) => {
                self.choose(Some(id));
                None
            }
            Picked::Here(id) => {
                self.open_chosen(id);
                None
            }
            Picked::Theirs(whose, id) => {
                self.visit(whose, id);
                None
            }
            Picked::Colleague(id) => {
                // Whoever picks somebody wants to see that person, whoever was shown before.
                if self.colleagues.shown {
                    self.colleagues.toggle(&id);
                } else {
                    self.colleagues.shown = true;
                    self.colleagues.take_in(&self.project, &id);
                }
                None
            }
            Picked::Entity(id) => Some(id),
            Picked::Place(article, at) => {
                self.go_to_place(&article, at);
                None
            }
            Picked::Relink(how, link) => {
                self.relink_this(how, link, notices);
                None
            }
        }
    }
}
