//! What is asked about an annotation: the fields and links that it must have and has not, one question after the other.
//!
//! A [`Run`] goes through the questions; where it has come to is an [`Asking`] for a field, and a link that was begun
//! ([`Linking`](super::linking::Linking)) for a role.

use std::sync::Arc;

use crate::model::{
    Annotation, AnnotationId, Attribute, AttributeId, Codebook, Kind, LayerKey, Project, RoleId,
    Value,
};
use crate::query::{Fit, Naming, Proposal, Roster, Typed, Why};
use crate::say;

use super::linking::{Candidate, FEW, OFFERED};

/// Most options that are keys of their own; more of them are found by typing.
pub const KEYED: usize = 12;

/// A thing that an annotation lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A field of its tag.
    Field(AttributeId),
    /// A link.
    Role(RoleId),
}

/// Questions about an annotation, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What they are about.
    pub about: AnnotationId,
    /// What is left for later.
    pub aside: Vec<Question>,
    /// Whether what it need not have is asked for too.
    pub all: bool,
}

impl Run {
    /// Questions about an annotation that was just marked.
    #[must_use]
    pub const fn new(about: AnnotationId, all: bool) -> Self {
        Self {
            about,
            aside: Vec::new(),
            all,
        }
    }

    /// The first thing that the annotation lacks and that was not put aside: fields first, in the order of the codebook.
    #[must_use]
    pub fn next(&self, codebook: &Codebook, annotation: &Annotation) -> Option<Question> {
        let tag = codebook.tag(&annotation.tag);
        let fields = tag.into_iter().flat_map(|tag| &tag.attributes);
        let fields = fields
            .filter(|field| field.required || self.all)
            .filter(|field| !annotation.attributes.contains_key(&field.id))
            .map(|field| Question::Field(field.id.clone()));
        let roles = codebook
            .roles_from(&annotation.tag)
            .filter(|role| role.required || self.all)
            .filter(|role| annotation.targets(&role.id).next().is_none())
            .map(|role| Question::Role(role.id.clone()));
        fields
            .chain(roles)
            .find(|question| !self.aside.contains(question))
    }
}

/// A field that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The annotation.
    pub about: AnnotationId,
    /// The field.
    pub attribute: AttributeId,
    /// What was typed.
    pub typed: String,
    /// The options that are ticked so far, where several may be.
    pub ticked: Vec<String>,
    /// The option at which the keyboard is.
    pub at: usize,
    /// Texts that were given before.
    pub used: Arc<Vec<String>>,
}

impl Asking {
    /// A field, before anything was answered.
    #[must_use]
    pub fn new(about: AnnotationId, attribute: AttributeId) -> Self {
        Self {
            about,
            attribute,
            typed: String::new(),
            ticked: Vec::new(),
            at: 0,
            used: Arc::default(),
        }
    }

    /// Whom the field may hold by the text that is marked; none when it asks for something else. What was typed plays no
    /// part in it, so it need be worked out only once.
    #[must_use]
    pub fn likely(&self, project: &Project, roster: &Roster, key: &LayerKey) -> Option<Likely> {
        let annotation = project.layer(key)?.annotations.get(&self.about)?;
        let tag = project.codebook.tag(&annotation.tag)?;
        let Kind::Entity(kinds) = &tag.attribute(&self.attribute)?.kind else {
            return None;
        };
        let naming = Naming {
            project,
            roster,
            key,
            annotation,
            kinds,
        };
        Some(Likely {
            proposals: naming.proposals(),
            is_name: naming.is_name(),
        })
    }

    /// The entities that the field may hold, in the order of their numbers: those that fit what was typed best first, of
    /// these the likeliest by the text that is marked. And whether that is most likely the name of somebody whom the
    /// register does not know.
    #[must_use]
    pub fn entities(&self, project: &Project, likely: &Likely) -> (Vec<Candidate>, bool) {
        let nothing_typed = self.typed.trim().is_empty();
        let typed = Typed::new(&self.typed);
        let mut proposals = likely.proposals.as_slice();
        let is_told = proposals.first().is_some_and(|best| best.why.is_told());
        let is_new = nothing_typed && !is_told && likely.is_name;
        if nothing_typed {
            // What the text says nothing of is found by typing: the list is to leave the text in sight.
            let known = proposals.partition_point(|proposal| proposal.why < Why::Known);
            let shown = if is_told { known } else { known.max(FEW) };
            proposals = &proposals[..shown.min(proposals.len())];
        }
        let fitting = proposals.iter();
        let mut found: Vec<(Fit, &Proposal)> = fitting
            .filter_map(|proposal| Some((typed.fit(&proposal.who)?, proposal)))
            .collect();
        found.sort_by_key(|(fit, _)| *fit);
        found.truncate(OFFERED);
        let candidate = |proposal: &Proposal| {
            let mut candidate = Candidate::somebody(project, &proposal.who);
            if let Some((title, day)) = &proposal.ended {
                // Whoever was minister then is perhaps not meant now.
                let (kind, day) = (candidate.kind, day.to_string());
                candidate.kind = say!("asking-held-until", kind = kind, title = title, day = day);
            }
            candidate
        };
        let found = found.into_iter().map(|(_, proposal)| candidate(proposal));
        (found.collect(), is_new)
    }
}

/// Whom a field may hold.
#[derive(Clone, Debug, Default)]
pub struct Likely {
    /// Everybody of the right type, the likeliest first.
    proposals: Vec<Proposal>,
    /// Whether the marked text is a name.
    is_name: bool,
}

/// An option of a field and its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The letter that picks it; none when all of its letters are taken.
    pub key: Option<char>,
    /// How it is called.
    pub label: String,
    /// What it stands for.
    pub value: Value,
}

/// The options of a field, each with the first of its letters that no other one has yet; none for a field without options.
#[must_use]
pub fn choices(attribute: &Attribute) -> Vec<Choice> {
    let options: Vec<(String, Value)> = match &attribute.kind {
        Kind::Choice(options) | Kind::Choices(options) => options
            .iter()
            .map(|option| (option.clone(), Value::Choice(option.clone())))
            .collect(),
        Kind::Flag => vec![
            (say!("asking-yes").to_owned(), Value::Flag(true)),
            (say!("asking-no").to_owned(), Value::Flag(false)),
        ],
        Kind::Entity(_) | Kind::Text | Kind::Number { .. } => Vec::new(),
    };
    let mut taken: Vec<char> = Vec::new();
    let choice = |(label, value): (String, Value)| {
        let mut letters = label
            .chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_lowercase);
        let key = letters.find(|letter| !taken.contains(letter));
        taken.extend(key);
        Choice { key, label, value }
    };
    options.into_iter().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{DEFAULT_PRESET, preset};
    use crate::model::{Link, Spans, TagId, Target, Values};
    use crate::text::Span;

    #[test]
    fn options_have_letters_of_their_own() {
        let attribute = |options: &[&str]| Attribute {
            id: AttributeId::new("x").unwrap(),
            name: String::new(),
            kind: Kind::Choice(options.iter().map(|&option| option.to_owned()).collect()),
            default: None,
            required: true,
            definition: String::new(),
            renamed: std::collections::BTreeMap::new(),
            was: Vec::new(),
        };
        let keys = |options: &[&str]| -> String {
            let keys = choices(&attribute(options)).into_iter();
            keys.map(|choice| choice.key.unwrap_or('-')).collect()
        };
        assert_eq!(keys(&["direct", "indirect", "mixed"]), "dim");
        assert_eq!(
            keys(&["supports", "opposes", "neutral", "spoils", "p"]),
            "sonp-"
        );
        assert_eq!(keys(&["за", "против", "1"]), "зп-");
    }

    #[test]
    fn what_must_be_there_is_asked_for_in_order_until_it_is_there_or_put_aside() {
        let codebook = preset(DEFAULT_PRESET).unwrap().codebook.clone();
        let id = AnnotationId::new("a").unwrap();
        let mut stance = Annotation {
            id: id.clone(),
            tag: TagId::new("quote").unwrap(),
            spans: Spans::one(Span::of(0..1)).unwrap(),
            attributes: Values::new(),
            links: Vec::new(),
            note: String::new(),
            unsure: false,
            created: jiff::Timestamp::UNIX_EPOCH,
            modified: jiff::Timestamp::UNIX_EPOCH,
        };
        let mut run = Run::new(id, false);
        let field = Question::Field(AttributeId::new("type").unwrap());
        let speaker = RoleId::new("speaker").unwrap();
        let role = Question::Role(speaker.clone());
        assert_eq!(run.next(&codebook, &stance), Some(field.clone()));
        run.aside.push(field);
        assert_eq!(run.next(&codebook, &stance), Some(role));
        stance.links.push(Link {
            role: speaker,
            to: Target::Annotation(AnnotationId::new("b").unwrap()),
        });
        assert_eq!(run.next(&codebook, &stance), None);
        run.all = true;
        let next = run.next(&codebook, &stance);
        assert_eq!(
            next,
            Some(Question::Field(AttributeId::new("verified").unwrap()))
        );
    }
}
