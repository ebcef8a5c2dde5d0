//! What a selection holds, counted, and what a format cannot carry of it.

use std::collections::BTreeSet;

use crate::model::{AnnotatorId, Project, Status, Target};
use crate::say;

use super::dataset::{Chosen, Dataset, Entry};
use super::{Feature, How};

/// What a selection holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Articles.
    pub articles: usize,
    /// Annotations.
    pub annotations: usize,
    /// How often each feature is there, in the order of [`Feature::ALL`].
    pub features: [usize; Feature::ALL.len()],
    /// Annotations that have lost their place; no format has one for them.
    detached: usize,
    /// Links to what is not selected or not there.
    dangling: usize,
}

impl Census {
    pub(super) fn of(data: &Dataset<'_>) -> std::io::Result<Self> {
        let mut census = Self::default();
        let mut annotators = BTreeSet::new();
        let count = |entry: Entry<'_>| {
            let by = entry.layers.iter().map(|chosen| &chosen.key.annotator);
            let by: Vec<AnnotatorId> = by.cloned().collect();
            Ok((Self::of_article(&entry), by))
        };
        data.look_through(count, |(counted, by)| {
            census.take(&counted);
            annotators.extend(by);
            Ok(())
        })?;
        let several = Some(annotators.len()).filter(|count| *count > 1);
        census.add(Feature::Annotators, several.unwrap_or_default());
        census.add(Feature::Entities, detailed(data.project));
        Ok(census)
    }

    /// What was selected of one article.
    fn of_article(entry: &Entry<'_>) -> Self {
        let mut census = Self {
            articles: 1,
            ..Self::default()
        };
        let meta = &entry.article.meta;
        let texts = [
            &meta.title,
            &meta.source,
            &meta.author,
            &meta.url,
            &meta.language,
        ];
        let known = meta.date.is_some() || texts.iter().any(|text| !text.is_empty());
        census.add(Feature::Metadata, usize::from(known));
        census.add(Feature::Details, meta.more.len());
        for chosen in &entry.layers {
            census.detached += chosen.layer.detached.len();
            let head = &chosen.layer.head;
            let said = head.attributes.len()
                + usize::from(!head.note.is_empty())
                + usize::from(head.status == Status::Done);
            census.add(Feature::ArticleAttributes, said);
            census.take_layer(chosen);
        }
        census.add(Feature::Empty, usize::from(census.annotations == 0));
        census
    }

    /// Adds what was counted elsewhere.
    fn take(&mut self, other: &Self) {
        self.articles += other.articles;
        self.annotations += other.annotations;
        self.detached += other.detached;
        self.dangling += other.dangling;
        for (count, more) in self.features.iter_mut().zip(other.features) {
            *count += more;
        }
    }

    fn take_layer(&mut self, chosen: &Chosen<'_>) {
        // The furthest that any piece before this one reaches.
        let mut reach = 0;
        for annotation in &chosen.annotations {
            self.annotations += 1;
            let hull = annotation.spans.hull();
            self.add(Feature::Overlaps, usize::from(hull.start.0 < reach));
            reach = reach.max(hull.end.0);
            self.add(
                Feature::Pieces,
                usize::from(annotation.spans.as_slice().len() > 1),
            );
            self.add(Feature::Attributes, annotation.attributes.len());
            self.add(Feature::Notes, usize::from(!annotation.note.is_empty()));
            self.add(Feature::Unsure, usize::from(annotation.unsure));
            self.add(Feature::Times, 1);
            for link in &annotation.links {
                let feature = match link.to {
                    Target::Annotation(_) => Feature::Links,
                    Target::Entity(_) => Feature::EntityLinks,
                };
                self.add(feature, 1);
            }
        }
        self.dangling += chosen.dangling;
    }

    fn add(&mut self, feature: Feature, count: usize) {
        self.features[feature as usize] += count;
    }

    /// How often a feature is there.
    #[must_use]
    pub fn count(&self, feature: Feature) -> usize {
        self.features[feature as usize]
    }

    /// What a format leaves out or carries by a convention, a sentence each.
    #[must_use]
    pub fn losses(&self, carries: super::Carries) -> Vec<String> {
        let told =
            |count: usize, sentence: fn(usize) -> String| (count > 0).then(|| sentence(count));
        let always = [
            told(self.detached, |count| {
                say!("export-lost-detached", count = count)
            }),
            told(self.dangling, |count| {
                say!("export-lost-dangling", count = count)
            }),
        ];
        let of_format = self.told(carries, |_| true);
        always.into_iter().flatten().chain(of_format).collect()
    }

    /// Those of them that tell of a convention.
    #[must_use]
    pub fn conventions(&self, carries: super::Carries) -> Vec<String> {
        self.told(carries, |how| matches!(how, How::By(_)))
            .collect()
    }

    /// What becomes of the features with which a format does this.
    fn told(
        &self,
        carries: super::Carries,
        does: impl Fn(How) -> bool,
    ) -> impl Iterator<Item = String> {
        Feature::ALL.into_iter().filter_map(move |feature| {
            let how = How::of(carries, feature);
            let words = how.words().filter(|_| does(how))?;
            let count = self.count(feature);
            (count > 0).then(|| say!("export-loss", what = feature.counted(count), how = words))
        })
    }
}

/// How many entities the register knows more of than id and name.
fn detailed(project: &Project) -> usize {
    let register = project.register();
    let known = register.iter().filter(|entity| {
        !entity.aliases.is_empty()
            || !entity.attributes.is_empty()
            || !entity.roles.is_empty()
            || !entity.note.is_empty()
    });
    known.count()
}
