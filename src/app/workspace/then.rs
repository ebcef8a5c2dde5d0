//! Looking at the project as it was: it stands in the place of the present one, to be read, until one comes back.

use crate::app::notices::Notices;
use crate::model::{LayerKey, Project, Veil};
use crate::say;
use crate::store::Access;

use super::Workspace;

/// What waits while one looks at the project as it was.
#[derive(Debug)]
pub(super) struct Present {
    project: Project,
    access: Access,
    /// When and before what that was which is looked at.
    words: String,
}

impl Workspace {
    /// Shows the project as it was; `words` say when.
    pub fn look_back(&mut self, mut project: Project, words: String) {
        self.come_back(&mut Notices::default());
        // Nor is what was marked the first time seen there.
        for id in self.project.repeating(&self.annotator) {
            let layers: Vec<LayerKey> = project.layers_of(id).map(|(key, _)| key.clone()).collect();
            for key in layers {
                project.layers.remove(&key);
            }
        }
        let read_only = say!("workspace-then", when = &words);
        self.present = Some(Present {
            project: core::mem::replace(&mut self.project, project),
            access: core::mem::replace(&mut self.access, Access::ReadOnly(read_only)),
            words,
        });
        self.show_anew();
    }

    /// Shows the project as it is, if one looks at an earlier state. What was said because of that is over.
    pub fn come_back(&mut self, notices: &mut Notices) {
        let Some(present) = self.present.take() else {
            return;
        };
        if let Access::ReadOnly(why) = &self.access {
            notices.open.retain(|notice| notice.text != *why);
        }
        self.project = present.project;
        self.access = present.access;
        self.show_anew();
    }

    /// When and before what that was which is looked at; none when it is the present.
    #[must_use]
    pub fn looks_back(&self) -> Option<&str> {
        self.present.as_ref().map(|present| present.words.as_str())
    }

    /// The project as it is, whatever is looked at.
    #[must_use]
    pub fn present(&self) -> &Project {
        let present = self.present.as_ref();
        present.map_or(&self.project, |present| &present.project)
    }

    /// What of the project the annotator is not to see: now, whatever is looked at.
    #[must_use]
    pub fn veil(&self) -> Veil {
        self.present().veil(Some(&self.annotator))
    }

    /// What is looked at, as the annotator is to see it.
    #[must_use]
    pub fn seen(&self) -> Project {
        self.veil().over(&self.project)
    }

    /// Brings the marks of colleagues in a layer's article up to date with what is looked at.
    pub fn update_colleagues(&mut self, own: &LayerKey) {
        let present = self.present.as_ref();
        let present = present.map_or(&self.project, |present| &present.project);
        self.colleagues
            .update((&self.project, present), own, self.revision);
    }

    fn show_anew(&mut self) {
        self.history.end_run();
        self.make_rows();
        self.revision += 1;
        self.beside = None;
        let open = self.open.take();
        self.refresh();
        if let Some(open) = open {
            self.left
                .insert(open.key.article.clone(), open.reader.bookmark());
            self.show_article(&open.key.article);
            if open.chosen.is_some() {
                self.choose(open.chosen);
            }
        }
    }
}
