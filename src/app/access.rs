//! The window without a mouse and without a screen: parts that have names, a keyboard that is seen where it is, panels
//! whose edges it moves. The article itself is told by `reader::access`.

use egui::accesskit::{self, Action, ActionRequest, Role, TreeId};
use egui::{Event, EventFilter, Id, Key, Modifiers, Rect, Stroke, Ui};

use super::theme::Tokens;

/// Kept between what has the keyboard and the edges of what scrolls, in points.
const MARGIN: f32 = 10.0;

/// Names a part of the window for screen readers.
pub fn name_part(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_label(name);
        node.set_bounds(bounds(ui.max_rect()));
    });
}

/// A rectangle in points as screen readers want it.
#[must_use]
pub fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect {
        x0: rect.left().into(),
        y0: rect.top().into(),
        x1: rect.right().into(),
        y1: rect.bottom().into(),
    }
}

/// Scrolls to the field or button that has just got the keyboard. To be called at the end of what a scroll area shows.
pub fn follow(ui: &Ui) {
    let focused = ui.memory(egui::Memory::focused);
    let key = ui.unique_id().with("followed");
    let before = ui.data_mut(|data| {
        let kept = data.get_temp_mut_or_default::<Option<Id>>(key);
        core::mem::replace(kept, focused)
    });
    if focused != before {
        reveal_keyboard(ui);
    }
}

/// Scrolls to the field or button that has the keyboard, if it is in what the scroll area shows. To be called at its end.
pub fn reveal_keyboard(ui: &Ui) {
    let focused = ui.memory(egui::Memory::focused);
    let place = focused.and_then(|id| rect_of(ui, id));
    if let Some(rect) = place.filter(|rect| ui.min_rect().contains(rect.center())) {
        ui.scroll_to_rect(rect.expand(MARGIN), None);
    }
}

/// Whether what has the keyboard is within a rectangle.
#[must_use]
pub fn has_keyboard(ui: &Ui, rect: Rect) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    let place = focused.and_then(|id| rect_of(ui, id));
    place.is_some_and(|place| rect.contains(place.center()))
}

/// Where a widget of this frame is. To ask egui for its response would take the keyboard from it after a click elsewhere.
fn rect_of(ui: &Ui, id: Id) -> Option<Rect> {
    ui.ctx()
        .viewport(|viewport| viewport.this_pass.widgets.get(id).map(|widget| widget.rect))
}

/// Keeps what is inside from under the scroll bar, which floats above the right edge.
pub fn beside_bar() -> egui::Frame {
    egui::Frame::NONE.inner_margin(egui::Margin {
        right: 8,
        ..egui::Margin::ZERO
    })
}

/// Leaves the keyboard at what the pointer has clicked, from which egui would take it: where fields are filled one after
/// the other, the next key belongs there.
pub fn stay_at(response: &egui::Response) {
    if response.clicked() {
        response.request_focus();
    }
}

/// A panel whose edge can be moved.
pub struct Edge {
    id: Id,
    /// Whether it moves up and down.
    is_level: bool,
    has_keyboard: bool,
}

impl Edge {
    /// Lets the arrow keys move the edge of a panel that has the keyboard. To be called right before the panel is
    /// shown, with its name and the key that makes it wider, or higher.
    pub fn new(ui: &Ui, panel: &str, wider: Key) -> Self {
        // As egui names it: a test of the keys notices when that changes.
        let id = ui.scope_id().with(panel).with("__resize");
        let has_keyboard = ui.memory(|memory| memory.has_focus(id));
        let is_level = matches!(wider, Key::ArrowUp | Key::ArrowDown);
        let keys = if is_level {
            [Key::ArrowUp, Key::ArrowDown]
        } else {
            [Key::ArrowLeft, Key::ArrowRight]
        };
        if has_keyboard {
            let arrows = EventFilter {
                horizontal_arrows: !is_level,
                vertical_arrows: is_level,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
            ui.input_mut(|input| {
                for key in keys {
                    let action = if key == wider {
                        Action::Increment
                    } else {
                        Action::Decrement
                    };
                    // egui moves edges by the pointer and for screen readers only.
                    let presses = input.num_presses(key);
                    let steps = core::iter::repeat_with(|| request(id, action)).take(presses);
                    input.events.extend(steps);
                }
            });
        }
        Self {
            id,
            is_level,
            has_keyboard,
        }
    }

    /// Shows that the edge has the keyboard; `panel` is what the panel fills.
    pub fn show(&self, ui: &Ui, panel: Rect, tokens: &Tokens) {
        let Some(edge) = ui
            .ctx()
            .read_response(self.id)
            .filter(|_| self.has_keyboard)
        else {
            return;
        };
        let inside = |edge: f32, middle: f32| edge + if edge > middle { -1.5 } else { 1.5 };
        let (edge, middle) = (edge.rect.center(), panel.center());
        let stroke = Stroke::new(3.0, tokens.accent);
        if self.is_level {
            let y = inside(edge.y, middle.y);
            ui.painter().hline(panel.x_range(), y, stroke);
        } else {
            let x = inside(edge.x, middle.x);
            ui.painter().vline(x, panel.y_range(), stroke);
        }
    }
}

fn request(id: Id, action: Action) -> Event {
    Event::AccessKitActionRequest(ActionRequest {
        action,
        target_tree: TreeId::ROOT,
        target_node: id.accesskit_id(),
        data: None,
    })
}

/// Lets what has this id keep arrows and Escape to itself. Whether it has the keyboard.
pub fn hold_keys(ui: &Ui, id: Id) -> bool {
    let has = ui.memory(|memory| memory.has_focus(id));
    if has {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }
    has
}

/// How often a key was pressed; it is used up.
pub fn pressed(ui: &Ui, key: Key) -> usize {
    ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key))
}
