//! What can stand in place of the article: the register, the codebook, the table of annotations, agreement, the comparison of
//! marks, the inbox, comments, the people; one of them at a time.

use super::agreement::Agreement;
use super::codebook::CodebookScreen;
use super::command::Command;
use super::decide::Decide;
use super::inbox::{Comments, Inbox};
use super::register::Register;
use super::table::Table;
use super::team::Team;
use super::{Keyboard, Postil, Region};

/// A screen in place of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// The register of entities.
    Register,
    /// The codebook.
    Codebook,
    /// The table of annotations.
    Table,
    /// How far people agree.
    Agreement,
    /// What people have marked in the open article, and what is decided about it.
    Decide,
    /// What was decided about one's own marks.
    Inbox,
    /// The threads of comments.
    Comments,
    /// The people of the project.
    Team,
}

impl Instead {
    /// The command that shows it, and goes back from it.
    #[must_use]
    pub fn command(self) -> Command {
        match self {
            Self::Register => Command::Register,
            Self::Codebook => Command::Codebook,
            Self::Table => Command::Annotations,
            Self::Agreement => Command::Agreement,
            Self::Decide => Command::Decide,
            Self::Inbox => Command::Inbox,
            Self::Comments => Command::Comments,
            Self::Team => Command::Team,
        }
    }
}

/// The screens of one open project. They stay as they were left.
#[derive(Default)]
pub(super) struct Screens {
    /// The number of the workspace that they are of.
    of: u64,
    shown: Option<Instead>,
    pub register: Register,
    pub codebook: CodebookScreen,
    pub table: Table,
    pub agreement: Agreement,
    pub decide: Decide,
    pub inbox: Inbox,
    pub comments: Comments,
    pub team: Team,
}

impl Screens {
    /// What a workspace shows in place of its article.
    pub fn shown(&self, workspace: u64) -> Option<Instead> {
        self.shown.filter(|_| self.of == workspace)
    }

    /// Whether passages of a workspace are listed that two people are compared by.
    pub fn compared(&self, workspace: u64) -> bool {
        self.of == workspace && self.agreement.listed() > 0
    }

    /// Puts the keyboard into the field above the list of one.
    fn enter(&mut self, screen: Instead) {
        match screen {
            Instead::Register => self.register.enter(),
            Instead::Codebook => self.codebook.enter(),
            Instead::Table => self.table.enter(),
            Instead::Agreement => self.agreement.enter(),
            Instead::Decide => self.decide.enter(),
            Instead::Inbox => self.inbox.enter(),
            Instead::Comments => self.comments.enter(),
            Instead::Team => self.team.enter(),
        }
    }
}

impl Postil {
    /// What the window shows in place of the article.
    #[must_use]
    pub fn instead(&self) -> Option<Instead> {
        self.screens.shown(self.workspace()?.number)
    }

    /// The register, when it is what the window shows.
    #[must_use]
    pub fn register(&self) -> Option<&Register> {
        (self.instead() == Some(Instead::Register)).then_some(&self.screens.register)
    }

    /// The codebook, when it is what the window shows.
    #[must_use]
    pub fn codebook(&self) -> Option<&CodebookScreen> {
        (self.instead() == Some(Instead::Codebook)).then_some(&self.screens.codebook)
    }

    /// The table, when it is what the window shows.
    #[must_use]
    pub fn table(&self) -> Option<&Table> {
        (self.instead() == Some(Instead::Table)).then_some(&self.screens.table)
    }

    /// How far people agree, when that is what the window shows.
    #[must_use]
    pub fn agreement(&self) -> Option<&Agreement> {
        (self.instead() == Some(Instead::Agreement)).then_some(&self.screens.agreement)
    }

    /// The comparison of marks, when it is what the window shows.
    #[must_use]
    pub fn decide(&self) -> Option<&Decide> {
        (self.instead() == Some(Instead::Decide)).then_some(&self.screens.decide)
    }

    /// The screens of the open project, shown or not; new ones when those that are there are of another one.
    pub(super) fn screens(&mut self) -> Option<&mut Screens> {
        let number = self.workspace()?.number;
        if self.screens.of != number {
            self.screens = Screens {
                of: number,
                ..Screens::default()
            };
        }
        Some(&mut self.screens)
    }

    /// Shows a screen in place of the article, or goes back from it.
    pub(super) fn toggle_instead(&mut self, screen: Instead) {
        if self.instead() == Some(screen) {
            self.show_text();
        } else if screen == Instead::Codebook {
            self.show_codebook();
        } else {
            self.show_instead(screen);
        }
    }

    /// Shows a screen in place of the article.
    pub(super) fn show_instead(&mut self, screen: Instead) {
        let Some(screens) = self.screens() else {
            return;
        };
        screens.shown = Some(screen);
        // What was changed there has been seen.
        screens.table.look_again();
        screens.enter(screen);
        self.focus = None;
    }

    /// Goes back to the article.
    pub(super) fn show_text(&mut self) {
        if let Some(screens) = self.screens() {
            screens.shown = None;
            self.focus = Some(Region::Text);
        }
    }

    /// Puts the keyboard into the next part of the screen in place of the article, or into the menus after the last one; not
    /// when there is none.
    pub(super) fn cycle_instead(&mut self) -> bool {
        let Some(screen) = self.instead() else {
            return false;
        };
        let screens = &mut self.screens;
        if self.keyboard == Keyboard::Menus {
            screens.enter(screen);
            return true;
        }
        let goes_on = match screen {
            Instead::Register => screens.register.cycle(),
            Instead::Codebook => screens.codebook.cycle(),
            Instead::Table => screens.table.cycle(),
            Instead::Agreement => screens.agreement.cycle(),
            Instead::Decide => screens.decide.cycle(),
            Instead::Inbox => screens.inbox.cycle(),
            Instead::Comments => screens.comments.cycle(),
            Instead::Team => screens.team.cycle(),
        };
        if !goes_on {
            self.focus = Some(Region::Menus);
        }
        true
    }
}
