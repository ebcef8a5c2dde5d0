//! What is worked out of the project for a screen, anew whenever that changes.

use super::dialogs::Awaited;
use super::jobs::drop_elsewhere;
use super::making::is_small;
use crate::model::Project;

/// Something that is worked out of the project: between two frames of a small one, on a thread of a large one. What was there
/// last stays until the new is there.
#[derive(Debug)]
pub struct Derived<K, T> {
    /// Of what it is, or is being, worked out.
    of: Option<K>,
    value: T,
    awaited: Option<Awaited<T>>,
}

impl<K, T: Default> Default for Derived<K, T> {
    fn default() -> Self {
        Self {
            of: None,
            value: T::default(),
            awaited: None,
        }
    }
}

impl<K: PartialEq, T: Send + 'static> Derived<K, T> {
    /// What was worked out last.
    pub fn get(&self) -> &T {
        &self.value
    }

    /// Has it worked out when it is of something else than `of`. Whether something new is there.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        project: &Project,
        of: K,
        work: impl FnOnce(&Project) -> T + Send + 'static,
    ) -> bool {
        if self.of.as_ref() != Some(&of) {
            self.of = Some(of);
            if is_small(project) {
                self.awaited = None;
                self.value = work(project);
                return true;
            }
            let project = project.clone();
            self.awaited = Some(Awaited::start("derived", ctx, move |_| work(&project)));
        }
        let Some(value) = self.awaited.as_mut().and_then(Awaited::take) else {
            return false;
        };
        self.awaited = None;
        // It may be large, too.
        drop_elsewhere(core::mem::replace(&mut self.value, value));
        true
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::random::{annotation, author};
    use crate::model::{AnnotatorId, ArticleId, Layer, LayerKey, Spans};
    use crate::text::Span;

    /// A project in which so many places are marked.
    fn project(marks: usize) -> Project {
        let mut layer = Layer::default();
        for number in 0..marks {
            let spans = Spans::one(Span::of(0..1)).unwrap();
            let mark = annotation(&format!("m{number}"), "claim", spans, author(0).at);
            layer.annotations.insert(mark.id.clone(), mark);
        }
        let key = LayerKey {
            article: ArticleId::new("one").unwrap(),
            annotator: AnnotatorId::new("ana").unwrap(),
        };
        let mut project = Project::default();
        project.layers.insert(key, Arc::new(layer));
        project
    }

    fn marks(project: &Project) -> usize {
        project.layers.values().map(|it| it.annotations.len()).sum()
    }

    #[test]
    fn of_a_small_project_it_is_there_at_once_and_only_once() {
        let ctx = egui::Context::default();
        let mut derived: Derived<u64, usize> = Derived::default();
        assert!(derived.update(&ctx, &project(3), 1, marks));
        assert_eq!(*derived.get(), 3);
        let never = |_: &Project| unreachable!("nothing has changed");
        assert!(!derived.update(&ctx, &project(3), 1, never));
    }

    #[test]
    fn of_a_large_one_what_was_last_stays_until_a_thread_is_done() {
        let ctx = egui::Context::default();
        let mut derived: Derived<u64, usize> = Derived::default();
        derived.update(&ctx, &project(3), 1, marks);
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let large = project(5000);
        let held = move |project: &Project| {
            wait.recv().unwrap();
            marks(project)
        };
        assert!(!derived.update(&ctx, &large, 2, held));
        assert_eq!(*derived.get(), 3);
        go.send(()).unwrap();
        while !derived.update(&ctx, &large, 2, marks) {
            std::thread::yield_now();
        }
        assert_eq!(*derived.get(), 5000);
    }
}
