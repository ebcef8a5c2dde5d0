//! What the user sees: widgets by role and name, dialogs, and where the text stands.

use egui::Pos2;
use egui::accesskit::Role;
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use postil::text::Byte;

use super::Window;

impl Window {
    /// The widget with this role and this name.
    #[track_caller]
    pub fn get<'a>(&'a self, role: Role, name: &'a str) -> Node<'a> {
        self.harness.get_by_role_and_label(role, name)
    }

    /// The first widget whose role is this and whose name has this in it.
    pub fn find<'a>(&'a self, role: Role, part: &'a str) -> Option<Node<'a>> {
        self.harness
            .query_all(by().role(role).label_contains(part))
            .next()
    }

    /// Whether a widget has the keyboard. The text has it too while its chosen annotation is what one is at.
    #[track_caller]
    pub fn has_keyboard(&self, role: Role, name: &str) -> bool {
        self.get(role, name).accesskit_node().is_focused_in_tree()
    }

    /// All widgets with this role whose names have this in them.
    pub fn all<'a>(&'a self, role: Role, part: &'a str) -> Vec<Node<'a>> {
        let named = by().role(role).label_contains(part);
        self.harness.query_all(named).collect()
    }

    /// Whether the button with this name can be pressed.
    #[track_caller]
    pub fn is_enabled(&self, name: &str) -> bool {
        !self.get(Role::Button, name).accesskit_node().is_disabled()
    }

    /// Whether the screen says this somewhere, as a label or as a name.
    pub fn says(&self, text: &str) -> bool {
        let has = |words: Option<String>| words.is_some_and(|words| words.contains(text));
        let filter = by().predicate(|node| has(node.label()) || has(node.value()));
        self.harness.query_all(filter).next().is_some()
    }

    /// The names of the rows of the list that is shown, from top to bottom.
    pub fn rows(&self) -> Vec<String> {
        let mut rows: Vec<_> = self
            .all(Role::ListBoxOption, "")
            .iter()
            .map(|row| {
                let name = row.accesskit_node().label().unwrap_or_default();
                (row.rect().top() as i32, name)
            })
            .collect();
        rows.sort();
        rows.into_iter().map(|(_, name)| name).collect()
    }

    /// Where a byte of the open article stands on the screen: the left edge of its grapheme, in the middle of the line.
    pub fn place(&self, at: usize) -> Pos2 {
        let open = self.workspace().open.as_ref().unwrap();
        let rect = open.reader.rect_of(Byte::new(at)).expect("it is in view");
        rect.center()
    }

    /// Where a part of the open article begins and ends on the screen.
    #[track_caller]
    pub fn around(&self, part: &str) -> (Pos2, Pos2) {
        let text = self.workspace().text().unwrap();
        let start = text.as_str().find(part).expect("the text has it");
        (self.place(start), self.place(start + part.len()))
    }

    /// The middle of a part of the open article.
    #[track_caller]
    pub fn middle(&self, part: &str) -> Pos2 {
        let (start, end) = self.around(part);
        start.lerp(end, 0.5)
    }

    /// Whether any dialog is open.
    pub fn has_dialog(&self) -> bool {
        let top = |memory: &egui::Memory| memory.top_modal_layer().is_some();
        self.harness.ctx.memory(top)
    }

    /// Whether a dialog with this title is open.
    pub fn shows_dialog(&self, title: &str) -> bool {
        self.has_dialog()
            && self
                .harness
                .query_all_by_role_and_label(Role::Label, title)
                .next()
                .is_some()
    }

    /// The names of all buttons, in menus and lists too.
    pub fn buttons(&self) -> Vec<String> {
        self.harness
            .query_all_by_role(Role::Button)
            .filter_map(|node| node.accesskit_node().label())
            .collect()
    }
}
