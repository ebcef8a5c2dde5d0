//! One condition: what its key is, and what its values are for that.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::{
    Annotator, AnnotatorId, Attribute, Codebook, EntityId, Kind, Project, Role, Status, Tag,
};
use crate::text::folded;

use super::super::ast::{At, Key, Of, Op, Value, Word};
use super::super::error::{Why, Wrong};
use super::super::matcher::Matcher;
use super::super::span::{Range, days, moments};
use super::super::test::{Bound, Holds, OfLayer, OfMark, Whom};
use super::known::{Own, State, Thing, has_names};
use super::seen;

/// What names are looked up in.
pub struct Binder<'a> {
    project: &'a Project,
    me: Option<&'a AnnotatorId>,
    zone: &'a TimeZone,
}

/// A condition whose key is known.
struct Asked<'a> {
    key: &'a At<Key>,
    op: Op,
    values: &'a [At<Value>],
}

impl Asked<'_> {
    fn wrong(&self, why: Why) -> Wrong {
        Wrong {
            at: self.key.at.clone(),
            why,
        }
    }

    fn name(&self) -> String {
        self.key.it.to_string()
    }

    /// Any of the values, each of which is a word that is contained or the same.
    fn words(&self, test: impl Fn(&At<&Word>) -> Result<Bound, Wrong>) -> Result<Bound, Wrong> {
        if !matches!(self.op, Op::Has | Op::Is) {
            return Err(self.wrong(Why::NotComparable(self.name(), self.op.sign())));
        }
        self.any(|value| test(&self.word(value)?))
    }

    /// Any of the values.
    fn any(&self, test: impl Fn(&At<Value>) -> Result<Bound, Wrong>) -> Result<Bound, Wrong> {
        let tests: Result<Vec<Bound>, Wrong> = self.values.iter().map(test).collect();
        tests.map(either)
    }

    /// A value that is a word.
    fn word<'v>(&self, value: &'v At<Value>) -> Result<At<&'v Word>, Wrong> {
        match &value.it {
            Value::Word(it) => {
                seen(it, &value.at)?;
                Ok(At {
                    at: value.at.clone(),
                    it,
                })
            }
            Value::Range(..) => Err(Wrong {
                at: value.at.clone(),
                why: Why::NoRange(self.name()),
            }),
        }
    }

    /// A stretch of something that can be ordered; `read` gives the first and the last that a word means.
    fn range<T: PartialOrd + Copy>(
        &self,
        value: &At<Value>,
        op: Op,
        read: impl Fn(&str) -> Option<(T, T)>,
        why: fn(String) -> Why,
    ) -> Result<Range<T>, Wrong> {
        let one = |word: &Word| {
            let found = word.as_plain().and_then(&read);
            found.ok_or_else(|| Wrong {
                at: value.at.clone(),
                why: why(word.0.join("*")),
            })
        };
        match &value.it {
            Value::Word(word) => {
                let (first, last) = one(word)?;
                Ok(Range::of(op, first, last))
            }
            Value::Range(..) if !matches!(op, Op::Has | Op::Is) => Err(Wrong {
                at: value.at.clone(),
                why: Why::NoRange(format!("{}{}", self.name(), self.op.sign())),
            }),
            Value::Range(from, to) => {
                let from = from.as_ref().map(one).transpose()?.map(|(first, _)| first);
                let to = to.as_ref().map(one).transpose()?.map(|(_, last)| last);
                if from.zip(to).is_some_and(|(from, to)| from > to) {
                    return Err(Wrong {
                        at: value.at.clone(),
                        why: Why::Reversed,
                    });
                }
                Ok(Range {
                    from,
                    to,
                    is_open: false,
                })
            }
        }
    }

    /// What one of the names of a list is meant by a word: the name itself, or else those that begin with it.
    fn pick<'n, T>(
        &self,
        word: &At<&Word>,
        list: &'n [T],
        names: impl Fn(&T) -> [&str; 2],
    ) -> Result<Vec<&'n T>, Wrong> {
        let whole = Matcher::of_name(word.it);
        let is_so = |entry: &&T| names(entry).iter().any(|name| whole.fits(name));
        let mut found: Vec<&T> = list.iter().filter(is_so).collect();
        if let (true, Some(beginning)) = (found.is_empty(), word.it.as_plain().map(folded)) {
            let begins = |entry: &&T| {
                let names = names(entry);
                names
                    .iter()
                    .any(|name| folded(name).starts_with(&beginning))
            };
            found = list.iter().filter(begins).collect();
        }
        if found.is_empty() {
            let known = list.iter().map(|entry| names(entry)[1].to_owned());
            return Err(Wrong {
                at: word.at.clone(),
                why: Why::NoSuch(self.name(), word.it.0.join("*"), known.collect()),
            });
        }
        Ok(found)
    }
}

impl<'a> Binder<'a> {
    pub fn new(project: &'a Project, me: Option<&'a AnnotatorId>, zone: &'a TimeZone) -> Self {
        Self { project, me, zone }
    }

    /// What a condition asks.
    pub fn field(&self, key: &At<Key>, op: Op, values: &[At<Value>]) -> Result<Bound, Wrong> {
        let asked = Asked { key, op, values };
        let name = key.it.name.as_str();
        match key.it.of {
            Some(Of::Attribute) => {
                let found = self.attribute(name, &asked)?;
                found.ok_or_else(|| {
                    asked.wrong(Why::NoNamed(
                        Of::Attribute,
                        name.to_owned(),
                        self.attribute_names(),
                    ))
                })
            }
            Some(Of::Role) => self.role(name, &asked).unwrap_or_else(|| {
                let known = self.book().roles.iter().map(|role| role.name.clone());
                Err(asked.wrong(Why::NoNamed(Of::Role, name.to_owned(), known.collect())))
            }),
            None if op == Op::To => self.role(name, &asked).unwrap_or_else(|| {
                let known = self.book().roles.iter().map(|role| role.name.clone());
                Err(asked.wrong(Why::NoNamed(Of::Role, name.to_owned(), known.collect())))
            }),
            None => {
                if let Some(own) = Own::named(name) {
                    return self.own(own, &asked);
                }
                if let Some(found) = self.attribute(name, &asked)? {
                    return Ok(found);
                }
                self.role(name, &asked).unwrap_or_else(|| {
                    Err(asked.wrong(Why::NoKey(name.to_owned(), self.like(name))))
                })
            }
        }
    }

    fn book(&self) -> &Codebook {
        &self.project.codebook
    }

    fn own(&self, own: Own, asked: &Asked<'_>) -> Result<Bound, Wrong> {
        let text = |test: fn(Matcher) -> Bound| {
            asked.words(|word| Ok(test(Matcher::new(asked.op, word.it))))
        };
        let dates = |op: Op| {
            asked.any(|value| {
                let range: Range<Date> = asked.range(value, op, days, Why::NotADay)?;
                Ok(Bound::Layer(OfLayer::Date(range)))
            })
        };
        let times = |test: fn(Range<Timestamp>) -> OfMark| {
            let read = |text: &str| {
                let (first, last) = days(text)?;
                moments(first, last, self.zone)
            };
            asked.any(|value| {
                let range = asked.range(value, asked.op, read, Why::NotADay)?;
                Ok(Bound::Mark(test(range)))
            })
        };
        match own {
            Own::Text => text(|words| Bound::Mark(OfMark::Words(words))),
            Own::Near => text(|words| Bound::Mark(OfMark::Near(words))),
            Own::Note => text(|words| Bound::Mark(OfMark::Note(words))),
            Own::Article => text(|words| Bound::Layer(OfLayer::Article(words))),
            Own::Source => text(|words| Bound::Layer(OfLayer::Source(words))),
            Own::Author => text(|words| Bound::Layer(OfLayer::Author(words))),
            Own::Id => asked.words(|word| Ok(Bound::Mark(OfMark::Id(Matcher::of_name(word.it))))),
            Own::Language => {
                asked.words(|word| Ok(Bound::Layer(OfLayer::Language(Matcher::of_name(word.it)))))
            }
            Own::Date => dates(asked.op),
            Own::Before | Own::After => {
                if !matches!(asked.op, Op::Has | Op::Is) {
                    return Err(asked.wrong(Why::NotComparable(asked.name(), asked.op.sign())));
                }
                dates(if own == Own::Before {
                    Op::Less
                } else {
                    Op::More
                })
            }
            Own::Created => times(OfMark::Created),
            Own::Changed => times(OfMark::Changed),
            Own::Tag => asked.words(|word| {
                let tags =
                    asked.pick(word, &self.book().tags, |tag| [tag.id.as_str(), &tag.name])?;
                let tags = tags.into_iter().map(|tag| tag.id.clone());
                Ok(Bound::Mark(OfMark::Tag(tags.collect())))
            }),
            Own::By => asked.words(|word| self.by(word, asked)),
            Own::Status => asked.words(|word| {
                let names =
                    Status::ALL.map(|it| (it, it.in_tables(), it.in_tables().replace(' ', "-")));
                let found = asked.pick(word, &names, |(_, name, id)| [id, name])?;
                let found = found.into_iter().map(|(status, ..)| *status);
                Ok(Bound::Layer(OfLayer::Status(found.collect())))
            }),
            Own::Entity => {
                asked.words(|word| Ok(Bound::Mark(OfMark::Names(self.whom(asked.op, word.it)))))
            }
            Own::Has => asked.words(|word| self.has(word, asked, true)),
            Own::Missing => asked.words(|word| self.has(word, asked, false)),
            Own::Is => asked.words(|word| {
                let found = asked.pick(word, &State::ALL, |(_, name)| [*name, *name])?;
                let states = found.into_iter().map(|(state, _)| match state {
                    State::Unplaced => Bound::Mark(OfMark::Unplaced),
                    State::Placed => negated(Bound::Mark(OfMark::Unplaced)),
                    State::Unsure => Bound::Mark(OfMark::Unsure),
                });
                Ok(either(states.collect()))
            }),
            Own::Linked => asked.words(|word| {
                let roles = &self.book().roles;
                let roles = asked.pick(word, roles, |role| [role.id.as_str(), &role.name])?;
                let linked = roles
                    .into_iter()
                    .map(|role| Bound::Mark(OfMark::Linked(role.id.clone())));
                Ok(either(linked.collect()))
            }),
        }
    }

    fn by(&self, word: &At<&Word>, asked: &Asked<'_>) -> Result<Bound, Wrong> {
        let annotators: Vec<_> = self.project.annotators.values().collect();
        if word.it.as_plain() == Some("me") {
            if let Some(me) = self.me {
                let mut own = vec![Bound::Layer(OfLayer::By([me.clone()].into()))];
                // What is being labelled a second time is own work, too.
                own.extend(self.project.second_of(me).map(|second| {
                    let by = Bound::Layer(OfLayer::By([second.clone()].into()));
                    let done = Bound::Layer(OfLayer::Status(vec![Status::Done]));
                    Bound::And(vec![by, negated(done)])
                }));
                return Ok(either(own));
            }
            // Nor is it somebody whose name only begins so.
            let is_called =
                |it: &&&Arc<Annotator>| it.id.as_str() == "me" || folded(&it.name) == "me";
            return match annotators.iter().find(is_called) {
                Some(called) => Ok(Bound::Layer(OfLayer::By([called.id.clone()].into()))),
                None => Err(Wrong {
                    at: word.at.clone(),
                    why: Why::NoMe,
                }),
            };
        }
        let found = asked.pick(word, &annotators, |it| [it.id.as_str(), &it.name])?;
        let veil = self.project.veil(self.me);
        if found.iter().any(|annotator| veil.hides_name(&annotator.id)) {
            return Err(Wrong {
                at: word.at.clone(),
                why: Why::NamesHidden,
            });
        }
        let found = found.into_iter().map(|annotator| annotator.id.clone());
        Ok(Bound::Layer(OfLayer::By(found.collect())))
    }

    /// Whoever a word may mean.
    fn whom(&self, op: Op, word: &Word) -> Whom {
        Whom {
            entities: self.entities(op, word),
            name: Matcher::new(op, word),
        }
    }

    /// The entries of the register of which a name fits, and those that were merged into them.
    fn entities(&self, op: Op, word: &Word) -> Arc<HashSet<EntityId>> {
        let (name, whole) = (Matcher::new(op, word), Matcher::of_name(word));
        let fits = |id: &EntityId| {
            let found = self.project.entity(id);
            found.is_some_and(|entity| {
                whole.fits(entity.id.as_str()) || entity.names().any(|known| name.fits(known))
            })
        };
        let entries = self.project.entries().into_iter();
        let found = entries.filter(|entry| fits(&entry.id));
        Arc::new(found.map(|entry| entry.id.clone()).collect())
    }

    /// What an attribute of tags, of the article or of both holds; none when there is no such attribute.
    fn attribute(&self, name: &str, asked: &Asked<'_>) -> Result<Option<Bound>, Wrong> {
        let book = self.book();
        let of_tags: Vec<(&Tag, &Attribute)> = book
            .tags
            .iter()
            .flat_map(|tag| tag.attributes.iter().map(move |field| (tag, field)))
            .filter(|(_, field)| is_called(name, field.id.as_str(), &field.name))
            .collect();
        let fields = book.article_attributes.iter();
        let of_articles: Vec<&Attribute> = fields
            .filter(|field| is_called(name, field.id.as_str(), &field.name))
            .collect();
        if of_tags.is_empty() && of_articles.is_empty() {
            return Ok(None);
        }
        let found = asked.any(|value| {
            let mut tests = Vec::new();
            let mut first_wrong = None;
            let mut take = |holds: Result<Holds, Wrong>, test: &dyn Fn(Holds) -> Bound| match holds
            {
                Ok(holds) => tests.push(test(holds)),
                Err(wrong) => drop(first_wrong.get_or_insert(wrong)),
            };
            for (tag, field) in &of_tags {
                take(self.holds(field, asked, value), &|holds| {
                    Bound::Mark(OfMark::Attribute(tag.id.clone(), field.id.clone(), holds))
                });
            }
            for field in &of_articles {
                take(self.holds(field, asked, value), &|holds| {
                    Bound::Layer(OfLayer::Attribute(field.id.clone(), holds))
                });
            }
            // Of several fields of one name it is enough that one can have the value.
            match first_wrong.filter(|_| tests.is_empty()) {
                Some(wrong) => Err(wrong),
                None => Ok(either(tests)),
            }
        });
        found.map(Some)
    }

    fn holds(
        &self,
        field: &Attribute,
        asked: &Asked<'_>,
        value: &At<Value>,
    ) -> Result<Holds, Wrong> {
        if let Kind::Number { .. } = field.kind {
            let read = |text: &str| {
                let number: f64 = text.parse().ok()?;
                number.is_finite().then_some((number, number))
            };
            return asked
                .range(value, asked.op, read, Why::NotANumber)
                .map(Holds::Number);
        }
        if !matches!(asked.op, Op::Has | Op::Is) {
            return Err(asked.wrong(Why::NotComparable(asked.name(), asked.op.sign())));
        }
        let word = asked.word(value)?;
        match &field.kind {
            Kind::Choice(options) | Kind::Choices(options) => {
                let found = asked.pick(&word, options, |option| [option, option])?;
                Ok(Holds::Options(found.into_iter().cloned().collect()))
            }
            Kind::Flag => {
                let answers = [("yes", "true"), ("no", "false")];
                let found = asked.pick(&word, &answers, |(name, id)| [id, name])?;
                Ok(Holds::Flag(found[0].0 == "yes"))
            }
            Kind::Entity(_) => Ok(Holds::Entity(self.entities(asked.op, word.it))),
            Kind::Text | Kind::Number { .. } => Ok(Holds::Text(Matcher::new(asked.op, word.it))),
        }
    }

    /// Where links of a role lead; none when there is no such role.
    fn role(&self, name: &str, asked: &Asked<'_>) -> Option<Result<Bound, Wrong>> {
        let is_it = |role: &&Role| is_called(name, role.id.as_str(), &role.name);
        let roles: Vec<&Role> = self.book().roles.iter().filter(is_it).collect();
        if roles.is_empty() {
            return None;
        }
        if !matches!(asked.op, Op::Has | Op::Is | Op::To) {
            let why = Why::NotComparable(asked.name(), asked.op.sign());
            return Some(Err(asked.wrong(why)));
        }
        Some(asked.any(|value| {
            let whom = self.whom(asked.op, asked.word(value)?.it);
            let roles = roles
                .iter()
                .map(|role| Bound::Mark(OfMark::Role(role.id.clone(), whom.clone())));
            Ok(either(roles.collect()))
        }))
    }

    /// Whether something is filled, or could be and is not.
    fn has(&self, word: &At<&Word>, asked: &Asked<'_>, is_there: bool) -> Result<Bound, Wrong> {
        let name = word.it.as_plain().unwrap_or_default();
        let thing = Thing::ALL
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name));
        if let Some((thing, _)) = thing {
            let test = match thing {
                Thing::Note => Bound::Mark(OfMark::HasNote),
                Thing::Link => Bound::Mark(OfMark::HasLink),
                Thing::Pieces => Bound::Mark(OfMark::HasPieces),
                Thing::Required => negated(self.lacks_required()),
            };
            return Ok(if is_there { test } else { negated(test) });
        }
        let mut tests = Vec::new();
        for tag in &self.book().tags {
            let fields = tag.attributes.iter();
            for field in fields.filter(|field| is_called(name, field.id.as_str(), &field.name)) {
                let (tag, id) = (tag.id.clone(), field.id.clone());
                tests.push(Bound::Mark(if is_there {
                    OfMark::Has(tag, id)
                } else {
                    OfMark::Lacks(tag, id)
                }));
            }
        }
        let fields = self.book().article_attributes.iter();
        for field in fields.filter(|field| is_called(name, field.id.as_str(), &field.name)) {
            let test = Bound::Layer(OfLayer::Has(field.id.clone()));
            tests.push(if is_there { test } else { negated(test) });
        }
        let roles = self.book().roles.iter();
        for role in roles.filter(|role| is_called(name, role.id.as_str(), &role.name)) {
            tests.push(Bound::Mark(if is_there {
                OfMark::HasRole(role.id.clone())
            } else {
                OfMark::LacksRole(role.id.clone(), role.from.clone())
            }));
        }
        if tests.is_empty() {
            return Err(Wrong {
                at: word.at.clone(),
                why: Why::NoSuch(asked.name(), word.it.0.join("*"), has_names(self.book())),
            });
        }
        Ok(either(tests))
    }

    /// Something is missing that the codebook requires.
    fn lacks_required(&self) -> Bound {
        let book = self.book();
        let fields = book.tags.iter().flat_map(|tag| {
            let fields = tag.attributes.iter().filter(|field| field.required);
            fields.map(|field| OfMark::Lacks(tag.id.clone(), field.id.clone()))
        });
        let roles = book.roles.iter().filter(|role| role.required);
        let roles = roles.map(|role| OfMark::LacksRole(role.id.clone(), role.from.clone()));
        either(fields.chain(roles).map(Bound::Mark).collect())
    }

    /// The names of all attributes, each once.
    fn attribute_names(&self) -> Vec<String> {
        let book = self.book();
        let fields = book.tags.iter().flat_map(|tag| &tag.attributes);
        let mut names: Vec<String> = Vec::new();
        for field in fields.chain(&book.article_attributes) {
            if !names.contains(&field.name) {
                names.push(field.name.clone());
            }
        }
        names
    }

    /// Keys that look like a name.
    fn like(&self, name: &str) -> Vec<String> {
        let name = folded(name);
        let beginning: String = name.chars().take(2).collect();
        let own = Own::ALL.iter().map(|(_, names)| names[0].to_owned());
        let roles = self.book().roles.iter().map(|role| role.name.clone());
        let all = own.chain(self.attribute_names()).chain(roles);
        let is_like = |known: &String| {
            let known = folded(known);
            known.starts_with(&beginning) || known.contains(&name)
        };
        all.filter(is_like).collect()
    }
}

/// Whether a name means what has this id and is known by that name: capitals and accents make no difference in it.
pub(in crate::query) fn is_called(name: &str, id: &str, known: &str) -> bool {
    id == name || folded(known) == folded(name)
}

fn either(mut tests: Vec<Bound>) -> Bound {
    match tests.len() {
        1 => tests.remove(0),
        _ => Bound::Or(tests),
    }
}

fn negated(test: Bound) -> Bound {
    Bound::Not(Box::new(test))
}
