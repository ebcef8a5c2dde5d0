//! The question that is open, beside the mark that it is about: the role of a link, its target, or a field.

use egui::accesskit::Role;
use egui::{Area, Frame, Id, Key, Order, Pos2, Rect, RichText, Ui, pos2, vec2};

use crate::app::linking::Candidate;
use crate::app::theme::{Tokens, space};
use crate::app::typeset::{TextButton, TextLabel, isolated};
use crate::app::workspace::Workspace;
use crate::model::{Annotation, EntityTypeId, RoleId, Target, Value};
use crate::say;

use super::Room;
use super::ask_field::Field;
use super::ask_target::{Asked, Outcome, targets};
use super::new_entity::{NewEntity, has_keyboard};
use super::typed::{carry, take_typed};
use crate::app::access::name_part;

/// Width in points, if the pane is not narrower.
const WIDTH: f32 = 460.0;

/// What happened in the question.
pub(super) enum Picked {
    Role(RoleId),
    /// A target, and whether another one is to follow.
    Target(Target, bool),
    NewEntity(String, EntityTypeId),
    Value(Value),
    /// Left for later.
    Aside,
    Leave,
}

/// Draws the question that is open, if one is, within the pane.
pub fn show(
    ui: &mut Ui,
    workspace: &mut Workspace,
    candidates: &[Candidate],
    pane: Rect,
    room: &mut Room<'_>,
) {
    let was_open = Id::unique("a question was open");
    let asked = workspace.open.as_ref().and_then(|open| {
        let about = (open.asking.as_ref().map(|asking| &asking.about))
            .or(open.linking.as_ref().map(|linking| &linking.from))?;
        Some((about.clone(), open.asking.is_some()))
    });
    let was = ui.data_mut(|data| {
        let was = data.get_temp_mut_or_default::<bool>(was_open);
        core::mem::replace(was, asked.is_some())
    });
    if was && asked.is_none() {
        // However it came to its end, the text has the keyboard again.
        room.focus_text();
        ui.ctx().request_repaint();
    }
    let Some((about, is_field)) = asked else {
        return;
    };
    if ui.memory(|memory| memory.top_modal_layer().is_some()) {
        // A dialog has the keyboard; the question is there again after it.
        return;
    }
    let Some(about) = (workspace.layer()).and_then(|layer| layer.annotations.get(&about).cloned())
    else {
        return;
    };
    let rect_of = |at| workspace.open.as_ref()?.reader.rect_of(at);
    let (start, end) = (rect_of(about.spans.start()), rect_of(about.spans.end()));
    let mark = start
        .zip(end)
        .map(|(start, end)| start.union(end))
        .or(start)
        .or(end);
    let (picked, place) = beside(ui, mark, pane, room.tokens, |ui| {
        if is_field {
            field(ui, workspace, &about, candidates, room.tokens)
        } else {
            link(ui, workspace, &about, candidates, room.tokens)
        }
    });
    // A press elsewhere in the window goes there; one in the text picks what is there.
    let pressed = ui.input(|input| {
        input
            .pointer
            .any_pressed()
            .then(|| input.pointer.interact_pos())
    });
    let is_elsewhere = pressed
        .flatten()
        .is_some_and(|at| !pane.contains(at) && !place.contains(at));
    let picked = if is_elsewhere {
        picked.or(Some(Picked::Leave))
    } else {
        picked
    };
    let notices = &mut *room.notices;
    if picked.is_some() {
        // What was typed behind the answer is for the next question.
        carry(ui);
        ui.ctx().request_repaint();
    }
    match picked {
        None => {}
        Some(Picked::Leave) => workspace.leave_questions(),
        Some(Picked::Aside) => workspace.put_aside(),
        Some(Picked::Role(role)) => {
            if let Some(linking) = workspace
                .open
                .as_mut()
                .and_then(|open| open.linking.as_mut())
            {
                linking.role = Some(role);
            }
        }
        Some(Picked::Value(value)) => workspace.answer(value, notices),
        Some(Picked::Target(target, more)) => workspace.answer_with_target(target, more, notices),
        Some(Picked::NewEntity(name, kind)) if is_field => {
            workspace.answer_with_new_entity(&name, kind, notices);
        }
        Some(Picked::NewEntity(name, kind)) => workspace.link_to_new_entity(&name, kind, notices),
    }
}

/// A small window below a mark, or above it where there is no room, that stays within the pane.
fn beside<R>(
    ui: &Ui,
    mark: Option<Rect>,
    pane: Rect,
    tokens: &Tokens,
    add: impl FnOnce(&mut Ui) -> R,
) -> (R, Rect) {
    let id = Id::unique("question");
    let width = WIDTH.min(pane.width() - 2.0 * space::LARGE);
    let height = egui::AreaState::load(ui.ctx(), id)
        .and_then(|state| state.size)
        .map_or(0.0, |size| size.y);
    let area = Area::new(id)
        .order(Order::Middle)
        .fixed_pos(place(mark, pane, vec2(width, height)))
        .constrain_to(pane)
        .movable(false);
    let shown = area.show(ui.ctx(), |ui| {
        name_part(ui, Role::Group, say!("panel-question"));
        Frame::popup(ui.style())
            .fill(tokens.raised)
            .stroke(egui::Stroke::new(1.0, tokens.border))
            .inner_margin(space::MEDIUM)
            .show(ui, |ui| {
                ui.set_width(width - 2.0 * space::MEDIUM);
                add(ui)
            })
            .inner
    });
    // It is put in its place by the size of its last frame.
    if (shown.response.rect.height() - height).abs() > 0.5 {
        ui.ctx().request_repaint();
    }
    (shown.inner, shown.response.rect)
}

/// Where a question of this size stands: below the mark, else above it, else at the bottom of the pane.
fn place(mark: Option<Rect>, pane: Rect, size: egui::Vec2) -> Pos2 {
    let lowest = pane.bottom() - size.y - space::SMALL;
    let mark = mark.filter(|mark| pane.intersects(*mark));
    let y = match mark {
        Some(mark) if mark.bottom() + space::SMALL <= lowest => mark.bottom() + space::SMALL,
        Some(mark) if mark.top() - space::SMALL - size.y >= pane.top() => {
            mark.top() - space::SMALL - size.y
        }
        _ => lowest,
    };
    let x = mark.map_or(pane.left() + space::LARGE, |mark| mark.left());
    pos2(
        x.min(pane.right() - size.x - space::SMALL)
            .max(pane.left() + space::SMALL),
        y,
    )
}

/// A link: first its role, then its target.
fn link(
    ui: &mut Ui,
    workspace: &mut Workspace,
    from: &Annotation,
    candidates: &[Candidate],
    tokens: &Tokens,
) -> Option<Picked> {
    let codebook = std::sync::Arc::clone(&workspace.project.codebook);
    let open = workspace.open.as_mut()?;
    let in_run = open.run.is_some();
    let linking = open.linking.as_mut()?;
    let Some(role) = linking.role.as_ref().and_then(|id| codebook.role(id)) else {
        return roles(ui, &codebook, from);
    };
    let kinds: Vec<_> = role.entity_types().collect();
    let label = role.label_from(from);
    let name = linking.filter.trim().to_owned();
    let asked = Asked {
        label,
        field: &say!("ask-target", link = label),
        candidates,
        new_name: (!name.is_empty() && !kinds.is_empty()).then_some(name),
        prefers_new: false,
        in_run,
        may_be_clicked: true,
        many: role.many,
    };
    pick(ui, tokens, &codebook, kinds, asked, &mut linking.filter)
}

/// The list of what may be picked, and the types that a new entity may have.
pub(super) fn pick(
    ui: &mut Ui,
    tokens: &Tokens,
    codebook: &crate::model::Codebook,
    kinds: Vec<&EntityTypeId>,
    mut asked: Asked<'_>,
    typed: &mut String,
) -> Option<Picked> {
    let is_known = |name: &String| {
        let name = name.to_lowercase();
        asked
            .candidates
            .iter()
            .any(|candidate| candidate.label.to_lowercase() == name)
    };
    asked.new_name = asked.new_name.filter(|name| !is_known(name));
    let id = Id::unique("types of a new entity");
    let naming = has_keyboard(ui, id);
    let new_name = asked.new_name.clone();
    let outcome = targets(ui, tokens, &asked, naming, typed);
    let enter = matches!(outcome, Some(Outcome::Naming));
    let picked = match outcome {
        Some(Outcome::Picked(picked)) => Some(picked),
        _ => None,
    };
    let Some(name) = new_name else {
        return picked;
    };
    let types = NewEntity {
        id,
        codebook,
        question: &say!("ask-new-entity", name = isolated(&name)),
        adds: false,
        kinds,
        hint: "↓",
    };
    let done = types.show(ui, tokens, enter);
    if done.picked.is_some() {
        // What has clicked it is not for the next question too.
        for key in [Key::Enter, Key::Space] {
            ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
        }
    }
    done.picked
        .map(|kind| Picked::NewEntity(name, kind))
        .or(picked)
}

/// Asks which role a link has.
fn roles(ui: &mut Ui, codebook: &crate::model::Codebook, from: &Annotation) -> Option<Picked> {
    let mut picked = None;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(say!("ask-link")).strong());
        for (number, role) in (1..).zip(codebook.roles_from(&from.tag)) {
            let key = role.key.map(|key| format!("  {key}")).unwrap_or_default();
            let text = format!("{number}  {}{key}", isolated(role.label_from(from)));
            let button = ui.add(TextButton::new(&text));
            let by_key = take_typed(ui, |c| {
                c.to_digit(10) == Some(number) || Some(c) == role.key
            });
            if button.on_hover_text(&role.definition).clicked() || by_key {
                picked = Some(Picked::Role(role.id.clone()));
            }
        }
    });
    if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape)) {
        picked = Some(Picked::Leave);
    }
    picked
}

/// A field of the annotation's tag.
fn field(
    ui: &mut Ui,
    workspace: &mut Workspace,
    about: &Annotation,
    candidates: &[Candidate],
    tokens: &Tokens,
) -> Option<Picked> {
    let codebook = std::sync::Arc::clone(&workspace.project.codebook);
    let asking = workspace.open.as_ref()?.asking.clone()?;
    let attribute = codebook.tag(&about.tag)?.attribute(&asking.attribute)?;
    let kinds = workspace.kinds_asked_for();
    let new_name = matches!(attribute.kind, crate::model::Kind::Entity(_)).then(|| {
        let typed = asking.typed.trim();
        if typed.is_empty() {
            let text = workspace.text().map(|text| about.spans.quotation(&text));
            text.unwrap_or_default()
        } else {
            typed.to_owned()
        }
    });
    let prefers_new = new_name.is_some() && workspace.open.as_ref()?.offers_new;
    let field = Field {
        codebook: &codebook,
        attribute,
        candidates,
        kinds: kinds.iter().collect(),
        new_name,
        prefers_new,
        used: &asking.used,
    };
    let mut now = asking.clone();
    let picked = field.show(ui, tokens, &mut now);
    if let Some(open) = &mut workspace.open
        && now != asking
    {
        open.asking = Some(now);
    }
    picked
}

/// The line that tells the keys.
pub(super) fn hint(ui: &mut Ui, tokens: &Tokens, words: &str) {
    ui.add(TextLabel::new(words).size(12.0).color(tokens.weak));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_stands_below_its_mark_or_above_it_and_within_the_pane() {
        let pane = Rect::from_min_size(pos2(100.0, 50.0), vec2(800.0, 600.0));
        let size = vec2(460.0, 100.0);
        let at = |mark: Option<Rect>| place(mark, pane, size);
        let mark = |x: f32, y: f32| Some(Rect::from_min_size(pos2(x, y), vec2(60.0, 20.0)));
        let below = at(mark(200.0, 300.0));
        assert!(below.y >= 320.0 && below.x >= 200.0 && below.x < 200.5);
        let above = at(mark(200.0, 600.0));
        assert!(above.y + size.y <= 600.0);
        let right = at(mark(880.0, 300.0));
        assert!(right.x + size.x <= pane.right());
        for mark in [None, mark(200.0, 5000.0)] {
            let hidden = at(mark);
            assert!(pane.contains_rect(Rect::from_min_size(hidden, size)));
        }
    }
}
