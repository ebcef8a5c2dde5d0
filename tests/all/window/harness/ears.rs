//! What the user of a screen reader hears and does: actions on widgets found by role and name, without a key and without a pointer.

use egui::Event;
use egui::accesskit::{Action, ActionData, ActionRequest, NodeId, Role, TextSelection, TreeId};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::Window;

impl Window {
    /// Presses the first widget whose role is this and whose name has this in it.
    #[track_caller]
    pub fn invoke(&mut self, role: Role, part: &str) {
        self.ask(role, part, Action::Click, None);
    }

    /// Presses an entry of a menu.
    #[track_caller]
    pub fn invoke_menu(&mut self, menu: &str, entry: &str) {
        self.invoke(Role::Button, menu);
        self.invoke(Role::Button, entry);
    }

    /// Asks the first widget whose role is this and whose name has this in it for something that it offers.
    #[track_caller]
    pub fn ask(&mut self, role: Role, part: &str, action: Action, data: Option<ActionData>) {
        let found = self.find(role, part);
        let found = found.unwrap_or_else(|| panic!("no {role:?} “{part}”"));
        let node = found.accesskit_node();
        assert!(!node.is_disabled(), "{role:?} “{part}” is disabled");
        let offers = node.data().supports_action(action);
        assert!(offers, "{role:?} “{part}” does not offer {action:?}");
        let target_node: NodeId = node.locate().0;
        self.harness
            .event(Event::AccessKitActionRequest(ActionRequest {
                action,
                target_tree: TreeId::ROOT,
                target_node,
                data,
            }));
        self.step();
        self.settle();
    }

    /// Selects a part of the article that was told.
    #[track_caller]
    pub fn select_told(&mut self, part: &str) {
        let selection = {
            let document = self.document();
            let node = document.accesskit_node();
            let told = node.document_range().text();
            let start = told.find(part).expect("the part is told");
            let place = |at: usize| {
                let index = told[..at].chars().count();
                let position = node.text_position_from_global_usv_index(index);
                position.expect("it is in the text").to_raw()
            };
            TextSelection {
                anchor: place(start),
                focus: place(start + part.len()),
            }
        };
        let data = ActionData::SetTextSelection(selection);
        self.ask(Role::Document, "", Action::SetTextSelection, Some(data));
        assert_eq!(self.told_selection(), part);
    }

    /// The selected text, as it is told.
    pub fn told_selection(&self) -> String {
        let document = self.document();
        let node = document.accesskit_node();
        node.text_selection()
            .map_or_else(String::new, |range| range.text())
    }

    /// The article, as it is told.
    pub fn told(&self) -> String {
        let document = self.document();
        document.accesskit_node().document_range().text()
    }

    /// What the screen reader is at: the name of the focused node.
    pub fn told_focus(&self) -> String {
        let root = self.harness.root();
        let focus = root.accesskit_node().tree_state.focus();
        focus.and_then(|node| node.label()).unwrap_or_default()
    }

    fn document(&self) -> Node<'_> {
        self.harness.get_by_role(Role::Document)
    }
}
