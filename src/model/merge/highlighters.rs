//! Merging highlighters: by id, by field, and by place, as the lists of the codebook.

use crate::model::{Change, Color, Finds, Highlighter, HighlighterId, Placed, Project};

use super::codebook::Item;
use super::fields::{Fields, Part, Three, set};

impl Item for Highlighter {
    type Id = HighlighterId;
    const WHAT: &'static str = "highlighter";

    fn id(&self) -> &HighlighterId {
        &self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn list(project: &Project) -> &[Self] {
        &project.highlighters
    }

    fn change(id: HighlighterId, to: Option<Placed<Self>>) -> Change {
        Change::Highlighter(id, to)
    }

    fn slot(change: &Change) -> Option<(&HighlighterId, Option<&Placed<Self>>)> {
        match change {
            Change::Highlighter(id, placed) => Some((id, placed.as_ref())),
            _ => None,
        }
    }

    fn blend(fields: &mut Fields, three: Three<'_, Self>) -> Self {
        Self {
            id: three.ours.id.clone(),
            name: fields.pick(Part::Name, three.map(|it| &it.name)),
            color: fields.pick(Part::Colour, three.map(|it| &it.color)),
            finds: finds(fields, three.map(|it| &it.finds)),
            match_case: fields.pick(Part::Capitals, three.map(|it| &it.match_case)),
            match_accents: fields.pick(Part::Accents, three.map(|it| &it.match_accents)),
            whole_words: fields.pick(Part::WholeWords, three.map(|it| &it.whole_words)),
            off: fields.pick(Part::Shown, three.map(|it| &it.off)),
        }
    }

    fn blank(&self) -> Self {
        Self {
            id: self.id.clone(),
            name: String::new(),
            color: Color([0; 3]),
            finds: Finds::Words(Vec::new()),
            match_case: false,
            match_accents: false,
            whole_words: false,
            off: false,
        }
    }
}

/// Of two lists of words all that one of the sides has added, without what one of them has taken out.
fn finds(fields: &mut Fields, three: Three<'_, Finds>) -> Finds {
    if let (Finds::Words(ours), Finds::Words(theirs)) = (three.ours, three.theirs) {
        let base = match three.base {
            Some(Finds::Words(base)) => Some(base),
            _ => None,
        };
        return Finds::Words(set(base, ours, theirs));
    }
    fields.pick(Part::Finds, three)
}
