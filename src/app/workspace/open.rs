//! The article in the middle: its pane, its marks, what is chosen in it and what was begun.

use std::sync::Arc;

use crate::app::act::Leap;
use crate::app::asking::{Asking, Likely, Run};
use crate::app::highlighting::Highlighting;
use crate::app::linking::{Candidate, Linking};
use crate::app::marking;
use crate::app::picking::PickList;
use crate::app::placing::Placing;
use crate::app::reader::{Marks, Reader, Selection};
use crate::app::search::Search;
use crate::app::ties::LinkView;
use crate::model::{
    AnnotationId, AnnotatorId, Article, AttributeId, Change, Kind, LayerKey, Project,
};

use super::AT_ONCE;

/// The article in the middle.
pub struct OpenArticle {
    /// Whose annotations of which article.
    pub key: LayerKey,
    /// The article.
    pub article: Arc<Article>,
    /// The pane.
    pub reader: Reader,
    /// The marks of the layer.
    pub marks: Marks,
    /// Whether [`Self::marks`] are those of the layer as it is.
    pub(super) standing: Standing,
    /// The annotation that is looked at and changed.
    pub chosen: Option<AnnotationId>,
    /// The questions that are being asked about an annotation.
    pub run: Option<Run>,
    /// The field that is asked for.
    pub asking: Option<Asking>,
    /// The first letters of a word, when they are awaited.
    pub leap: Option<Leap>,
    /// A link that was begun.
    pub linking: Option<Linking>,
    /// Why a link could not be begun, until that was read: what is typed meanwhile was meant for its target.
    pub refused: Option<String>,
    /// What may be picked for the link or field that is asked for, and for what that was found.
    pub offered: Option<(Offered, Vec<Candidate>)>,
    /// Whom the field that is asked for may hold, and which field at which revision of the project that is.
    pub likely: Option<((AnnotationId, AttributeId, u64), Likely)>,
    /// Whether the marked text is most likely the name of somebody who is not in the register.
    pub offers_new: bool,
    /// What is looked for in it, or was.
    pub search: Option<Search>,
    /// What highlighters find in it.
    pub lit: Highlighting,
    /// What was selected before it grew.
    pub grown: Vec<Selection>,
    /// The annotation that was under the pointer in the last frame.
    pub hovered: Option<AnnotationId>,
    /// The links of the chosen and of the hovered annotation.
    pub links: LinkView,
    /// The annotation of a colleague that is looked at.
    pub visited: Option<(AnnotatorId, AnnotationId)>,
    /// The annotation without a place that is being decided on.
    pub placing: Option<Placing>,
    /// A list to pick from that is open.
    pub picking: Option<PickList>,
}

/// A link or a field, with what was typed, and the revision of the project.
pub type Offered = (Option<Linking>, Option<Asking>, u64);

/// How the marks of the open article stand to its layer.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Standing {
    /// They are those of the layer.
    Current,
    /// They are to be made on a thread: there are too many for a frame.
    Wanted,
    /// A thread makes them: which request that is, and what has been changed since.
    InHand(u64, Vec<Change>),
}

impl OpenArticle {
    /// Opens an article with the marks of one of its layers.
    pub(super) fn new(article: Arc<Article>, key: LayerKey, project: &Project) -> Self {
        let reader = Reader::new(article.text.clone(), &article.meta.language);
        let mut open = Self {
            reader,
            marks: Marks::default(),
            standing: Standing::Current,
            article,
            chosen: None,
            run: None,
            asking: None,
            leap: None,
            linking: None,
            refused: None,
            offered: None,
            likely: None,
            offers_new: false,
            search: None,
            lit: Highlighting::default(),
            grown: Vec::new(),
            hovered: None,
            links: LinkView::default(),
            visited: None,
            placing: None,
            picking: None,
            key,
        };
        open.make_marks(project);
        open
    }

    /// Whether a question about a mark is open: it has the keyboard.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.linking.is_some() || self.asking.is_some()
    }

    /// Whether the question that is open can still be answered.
    fn is_askable(&self, project: &Project) -> bool {
        let layer = project.layers.get(&self.key);
        let annotation = |id: &AnnotationId| layer?.annotations.get(id);
        let asking = self.asking.as_ref().is_none_or(|asking| {
            let field = annotation(&asking.about)
                .and_then(|annotation| project.codebook.tag(&annotation.tag))
                .and_then(|tag| tag.attribute(&asking.attribute));
            field.is_some_and(|field| !matches!(&field.kind, Kind::Choice(options) | Kind::Choices(options) if options.is_empty()))
        });
        let linking = self.linking.as_ref().is_none_or(|linking| {
            annotation(&linking.from).is_some_and(|from| {
                let role = linking.role.as_ref();
                role.is_none_or(|id| {
                    project
                        .codebook
                        .role(id)
                        .is_some_and(|role| role.from.contains(&from.tag))
                }) && linking
                    .instead_of
                    .as_ref()
                    .is_none_or(|link| from.links.contains(link))
            })
        });
        asking && linking
    }

    /// Whether no mark is there yet although the layer has many.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.is_current() && self.marks.is_empty()
    }

    /// Whether the marks are those of the layer, and not still being made.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.standing == Standing::Current
    }

    /// Brings what is chosen and asked up to date with the project; false when the article is gone.
    pub(super) fn refresh(&mut self, project: &Project) -> bool {
        let Some(article) = project.articles.get(&self.key.article) else {
            return false;
        };
        if self.article.text != article.text {
            self.take_text(article);
        }
        self.article = Arc::clone(article);
        let layer = project.layers.get(&self.key);
        let gone =
            |id: &AnnotationId| layer.is_none_or(|layer| !layer.annotations.contains_key(id));
        if self.chosen.as_ref().is_some_and(gone) {
            self.chosen = None;
        }
        let asked = [
            self.run.as_ref().map(|run| &run.about),
            self.asking.as_ref().map(|asking| &asking.about),
            self.linking.as_ref().map(|linking| &linking.from),
        ];
        if asked.into_iter().flatten().any(gone) || !self.is_askable(project) {
            self.run = None;
            self.asking = None;
            self.linking = None;
        }
        true
    }

    /// Shows the text as it was corrected, where one was. What was being looked for in it or grown is given up.
    fn take_text(&mut self, article: &Article) {
        let course = self.article.corrected(&article.corrections).ok();
        let near = |at| course.as_ref().map_or(at, |(_, course)| course.near(at));
        let language = &article.meta.language;
        self.reader.take_text(article.text.clone(), language, near);
        self.search = None;
        self.leap = None;
        self.placing = None;
        self.grown.clear();
    }

    /// Makes all marks anew, or asks for a thread to do it.
    pub(super) fn make_marks(&mut self, project: &Project) {
        let count = project
            .layer(&self.key)
            .map_or(0, |layer| layer.annotations.len());
        if count <= AT_ONCE {
            self.marks = marking::marks(project, &self.key);
            self.standing = Standing::Current;
        } else {
            self.standing = Standing::Wanted;
        }
    }
}
