//! The rules of a tag.

use serde::Serialize;

use crate::cli::resolve::{self, pick};
use crate::cli::{Failure, Outcome, Streams};
use crate::model::{Codebook, Condition, Demand, Edit, Need, Rule, Tag, Value, edits, rule_words};

use super::Desk;
use super::named::field_value;

/// What is done with the rules of a tag.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Action {
    /// Ask something of all annotations with a tag
    #[command(after_help = "\
What is asked is the name of a link or a field of the tag (link:NAME, field:NAME where both are called the same), FIELD=VALUE,
`note`, or `quotes` (it stands in quotation marks). With `apart` and `within` it is a tag.

Examples:
  postil codebook my-project add-rule stance needs holder
  postil codebook my-project add-rule quote needs speaker source=unnamed
  postil codebook my-project add-rule quote all-or-none type=direct quotes
  postil codebook my-project add-rule claim apart claim
  postil codebook my-project add-rule claim needs issue --when scope=national --message 'Say what it is about.'")]
    #[command(name = "add-rule")]
    Add {
        /// Which tag
        tag: String,
        /// How it is asked
        demand: Sort,
        /// What is asked
        #[arg(required = true)]
        what: Vec<String>,
        #[command(flatten)]
        form: Form,
    },
    /// Change a rule; what is left out stays
    #[command(after_help = "\
Examples:
  postil codebook my-project change-rule quote 1 exactly-one
  postil codebook my-project change-rule quote 1 needs speaker note
  postil codebook my-project change-rule claim 2 --always --message ''")]
    #[command(name = "change-rule")]
    Change {
        /// Which tag
        tag: String,
        /// The number of the rule, as `rules` prints it
        rule: usize,
        /// How it is asked
        demand: Option<Sort>,
        /// What is asked; as before when left out
        what: Vec<String>,
        #[command(flatten)]
        form: Form,
        /// Ask it of all annotations with the tag
        #[arg(long, conflicts_with = "when")]
        always: bool,
    },
    /// Remove a rule
    #[command(name = "remove-rule")]
    Remove {
        /// Which tag
        tag: String,
        /// The number of the rule, as `rules` prints it
        rule: usize,
    },
}

/// How something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Sort {
    /// At least one of these
    Needs,
    /// One of these, and no other
    ExactlyOne,
    /// No two of these
    AtMostOne,
    /// All of these, or none
    AllOrNone,
    /// To overlap nothing with one of these tags
    Apart,
    /// To lie within something with one of these tags
    Within,
}

/// Of which annotations it is asked, and in whose words.
#[derive(Debug, clap::Args)]
pub(super) struct Form {
    /// Only of annotations with this value
    #[arg(long, value_name = "FIELD=VALUE")]
    when: Option<String>,
    /// What is told where the rule is broken; words are made of it when empty
    #[arg(long, value_name = "WORDS")]
    message: Option<String>,
}

/// A rule, for programs.
#[derive(Serialize)]
struct Shown<'a> {
    number: usize,
    words: String,
    #[serde(flatten)]
    rule: &'a Rule,
}

/// Prints the rules of a tag.
pub(super) fn show(
    book: &Codebook,
    name: &str,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let tag = resolve::tag(book, name)?;
    let rules = tag.rules.iter().enumerate().map(|(at, rule)| Shown {
        number: at + 1,
        words: rule_words(book, tag, rule),
        rule,
    });
    let rules: Vec<Shown<'_>> = rules.collect();
    if json {
        streams.json(&rules)?;
        return Ok(Outcome::Done);
    }
    for shown in &rules {
        let own = &shown.rule.message;
        let told = if own.is_empty() {
            String::new()
        } else {
            format!("  [{own}]")
        };
        streams.line(format!("{}  {}{told}", shown.number, shown.words))?;
    }
    if rules.is_empty() {
        streams.note(format!("{} has no rules.", tag.name));
    }
    Ok(Outcome::Done)
}

impl Action {
    pub fn edit(&self, desk: &Desk<'_>) -> Result<Edit, Failure> {
        let book = &*desk.project.codebook;
        let mut tag: Tag;
        match self {
            Self::Add {
                tag: name,
                demand,
                what,
                form,
            } => {
                tag = resolve::tag(book, name)?.clone();
                let mut rule = Rule::new(demand.of(book, &tag, what)?);
                form.fill(&tag, &mut rule)?;
                refuse_idle(&rule)?;
                tag.rules.push(rule);
            }
            Self::Change {
                tag: name,
                rule: number,
                demand,
                what,
                form,
                always,
            } => {
                tag = resolve::tag(book, name)?.clone();
                let at = index(&tag, *number)?;
                let mut rule = tag.rules[at].clone();
                if let Some(demand) = demand {
                    rule.demand = if what.is_empty() {
                        demand.of_another(&rule.demand)
                    } else {
                        demand.of(book, &tag, what)?
                    };
                }
                if *always {
                    rule.when = None;
                }
                form.fill(&tag, &mut rule)?;
                refuse_idle(&rule)?;
                tag.rules[at] = rule;
            }
            Self::Remove {
                tag: name,
                rule: number,
            } => {
                tag = resolve::tag(book, name)?.clone();
                let at = index(&tag, *number)?;
                tag.rules.remove(at);
            }
        }
        Ok(edits::change_tag(desk.project, desk.author, tag))
    }
}

/// Where the rule with a number stands.
fn index(tag: &Tag, number: usize) -> Result<usize, Failure> {
    let at = number.checked_sub(1).filter(|at| *at < tag.rules.len());
    at.ok_or_else(|| {
        let (name, count) = (&tag.name, tag.rules.len());
        Failure::refused(format!(
            "{name} has no rule {number}; it has {count}. `postil codebook PROJECT rules {}` prints them.",
            tag.id
        ))
    })
}

/// Refuses a rule that asks for nothing.
fn refuse_idle(rule: &Rule) -> Result<(), Failure> {
    if rule.demand.asks() {
        return Ok(());
    }
    Err(Failure::refused(
        "The rule asks for nothing. Say what; `at-most-one` and `all-or-none` are about two things or more.",
    ))
}

impl Form {
    fn fill(&self, tag: &Tag, rule: &mut Rule) -> Result<(), Failure> {
        if let Some(when) = &self.when {
            rule.when = Some(condition(tag, when)?);
        }
        if let Some(message) = &self.message {
            message.trim().clone_into(&mut rule.message);
        }
        Ok(())
    }
}

impl Sort {
    /// What is asked in this way of a tag.
    fn of(self, book: &Codebook, tag: &Tag, what: &[String]) -> Result<Demand, Failure> {
        if matches!(self, Self::Apart | Self::Within) {
            let tags = what.iter().map(|name| {
                let name = name.strip_prefix("tag:").unwrap_or(name);
                resolve::tag(book, name).map(|tag| tag.id.clone())
            });
            let tags = tags.collect::<Result<Vec<_>, Failure>>()?;
            return Ok(if self == Self::Apart {
                Demand::Apart(tags)
            } else {
                Demand::Within(tags)
            });
        }
        let needs = what.iter().map(|text| need(book, tag, text));
        Ok(self.for_needs(needs.collect::<Result<Vec<_>, Failure>>()?))
    }

    /// The demand of this sort that asks for what another one did, as far as it can.
    fn of_another(self, other: &Demand) -> Demand {
        match self {
            Self::Apart => Demand::Apart(other.tags().to_vec()),
            Self::Within => Demand::Within(other.tags().to_vec()),
            _ => self.for_needs(other.needs().to_vec()),
        }
    }

    fn for_needs(self, needs: Vec<Need>) -> Demand {
        match self {
            Self::ExactlyOne => Demand::ExactlyOne(needs),
            Self::AtMostOne => Demand::AtMostOne(needs),
            Self::AllOrNone => Demand::AllOrNone(needs),
            Self::Needs | Self::Apart | Self::Within => Demand::Needs(needs),
        }
    }
}

/// Something that annotations with a tag can have.
fn need(book: &Codebook, tag: &Tag, text: &str) -> Result<Need, Failure> {
    if text.contains('=') {
        return Ok(Need::Is(condition(tag, text)?));
    }
    let (kind, bare) = match text.split_once(':') {
        Some((kind @ ("link" | "field"), bare)) => (Some(kind), bare),
        _ => (None, text),
    };
    let links: Vec<_> = book.roles_from(&tag.id).collect();
    let link = pick(&links, bare, |it| [it.id.as_str(), &it.name]);
    let link = link.filter(|_| kind != Some("field"));
    let field = pick(&tag.attributes, bare, |it| [it.id.as_str(), &it.name]);
    let field = field.filter(|_| kind != Some("link"));
    match (link, field) {
        (Some(_), Some(_)) => Err(Failure::refused(format!(
            "{} has a link and a field “{bare}”. Write link:{bare} or field:{bare}.",
            tag.name
        ))),
        (Some(link), None) => Ok(Need::Link(link.id.clone())),
        (None, Some(field)) => Ok(Need::Value(field.id.clone())),
        (None, None) if text == "note" => Ok(Need::Note),
        (None, None) if text == "quotes" => Ok(Need::InQuotes),
        (None, None) => {
            let links = links.iter().map(|it| it.id.as_str());
            let fields = tag.attributes.iter().map(|it| it.id.as_str());
            let known = links.chain(fields).chain(["note", "quotes"]);
            Err(Failure::refused(format!(
                "{} has no link and no field “{bare}”. A rule of it can ask for: {}.",
                tag.name,
                resolve::list(known)
            )))
        }
    }
}

/// That a field has a value; of several options the one that is named.
fn condition(tag: &Tag, text: &str) -> Result<Condition, Failure> {
    let (field, value) = field_value(tag, text)?;
    if !matches!(value, Value::Choice(_) | Value::Choices(_) | Value::Flag(_)) {
        return Err(Failure::refused(format!(
            "A rule can name a value of a choice or of a field for yes and no; {} is neither.",
            field.name
        )));
    }
    Ok(Condition {
        attribute: field.id.clone(),
        value,
    })
}
