//! Link roles: added and changed. They are renamed, moved, given a key and deleted as anything else is.

use crate::cli::Failure;
use crate::cli::resolve::{self, list};
use crate::model::{
    Allowed, AttributeId, Codebook, Edit, Item, Kind, Role, RoleId, TagId, Wording, edits,
};

use super::Desk;
use super::named::{nonempty, thing};
use super::things::free_key;

/// What is done with link roles.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Action {
    /// Add a kind of link
    #[command(after_help = "\
Examples:
  postil codebook my-project add-link Speaker --from quote --to type:person --reads 'said by' --required
  postil codebook my-project add-link Target --from stance --to tag:claim --key g --many")]
    AddLink {
        /// Its name
        name: String,
        #[command(flatten)]
        form: Form,
        /// One letter or digit
        #[arg(long)]
        key: Option<char>,
        /// What it means
        #[arg(long, value_name = "WORDS", default_value = "")]
        definition: String,
    },
    /// Change where a kind of link starts, where it leads, and how it reads; what is left out stays
    #[command(after_help = "\
Examples:
  postil codebook my-project change-link target --from stance --from frame --one
  postil codebook my-project change-link target --follows polarity --words support=for --words oppose=against
  postil codebook my-project change-link target --follows ''")]
    ChangeLink {
        /// Which link
        link: String,
        #[command(flatten)]
        form: Form,
        /// The choice of the annotation where it starts that its words follow; '' for none
        #[arg(long, value_name = "FIELD")]
        follows: Option<String>,
        /// How it reads when that option is chosen
        #[arg(long, value_name = "OPTION=WORDS")]
        words: Vec<String>,
    },
}

/// Where a link starts, where it leads, and how it reads.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the command line"
)]
pub(super) struct Form {
    /// A tag that it starts from; once for each
    #[arg(long, value_name = "TAG")]
    from: Vec<String>,
    /// What it leads to, a tag or an entity type (tag:NAME, type:NAME); once for each
    #[arg(long, value_name = "TAG|TYPE")]
    to: Vec<String>,
    /// How it reads between its ends
    #[arg(long, value_name = "WORDS")]
    reads: Option<String>,
    /// An annotation may have several
    #[arg(long, conflicts_with = "one")]
    many: bool,
    /// An annotation may have one
    #[arg(long)]
    one: bool,
    /// An annotation without it is incomplete
    #[arg(long, conflicts_with = "optional")]
    required: bool,
    /// An annotation without it is complete
    #[arg(long)]
    optional: bool,
}

impl Action {
    pub fn edit(&self, desk: &Desk<'_>) -> Result<Edit, Failure> {
        let book = &*desk.project.codebook;
        match self {
            Self::AddLink {
                name,
                form,
                key,
                definition,
            } => {
                let name = nonempty(name)?;
                free_key(book, *key, None)?;
                let role = Role {
                    id: RoleId::from_name(name, |id| book.role(id).is_some()),
                    name: name.to_owned(),
                    label: name.to_lowercase(),
                    wording: None,
                    key: *key,
                    definition: definition.trim().to_owned(),
                    from: Vec::new(),
                    to: Vec::new(),
                    many: false,
                    required: false,
                };
                Ok(edits::put_role(desk.project, form.fill(book, role)?))
            }
            Self::ChangeLink {
                link,
                form,
                follows,
                words,
            } => {
                let Item::Link(id) = thing(book, &format!("link:{}", bare(link)))? else {
                    return Ok(Edit::new(String::new(), Vec::new()));
                };
                let Some(role) = book.role(&id) else {
                    return Ok(Edit::new(String::new(), Vec::new()));
                };
                let mut role = form.fill(book, role.clone())?;
                role.wording = wording(book, &role, follows.as_deref(), words)?;
                Ok(edits::put_role(desk.project, role))
            }
        }
    }
}

fn bare(name: &str) -> &str {
    name.strip_prefix("link:").unwrap_or(name)
}

impl Form {
    /// A link role, with what was typed in place of what it had.
    fn fill(&self, book: &Codebook, mut role: Role) -> Result<Role, Failure> {
        if !self.from.is_empty() {
            let from = self.from.iter().map(|name| {
                let name = name.strip_prefix("tag:").unwrap_or(name);
                resolve::tag(book, name).map(|tag| tag.id.clone())
            });
            role.from = from.collect::<Result<Vec<TagId>, Failure>>()?;
        }
        if !self.to.is_empty() {
            let to = self.to.iter().map(|name| match thing(book, name)? {
                Item::Tag(id) => Ok(Allowed::Tag(id)),
                Item::Type(id) => Ok(Allowed::Entity(id)),
                Item::Link(_) | Item::Field(_) => Err(Failure::refused(format!(
                    "A link leads to annotations or entities: “{name}” is neither a tag nor a type."
                ))),
            });
            role.to = to.collect::<Result<Vec<Allowed>, Failure>>()?;
        }
        role.from.dedup();
        role.to.dedup();
        if role.from.is_empty() || role.to.is_empty() {
            return Err(Failure::refused(
                "A link has two ends: say where it starts with --from, and where it leads with --to.",
            ));
        }
        if let Some(reads) = self.reads.as_deref().map(str::trim) {
            role.label = match reads {
                "" => role.name.to_lowercase(),
                reads => reads.to_owned(),
            };
        }
        if self.many || self.one {
            role.many = self.many;
        }
        if self.required || self.optional {
            role.required = self.required;
        }
        Ok(role)
    }
}

/// The words of a link that follow a choice; none when no tag where it starts has that choice any more.
fn wording(
    book: &Codebook,
    role: &Role,
    follows: Option<&str>,
    words: &[String],
) -> Result<Option<Wording>, Failure> {
    let tags = role.from.iter().filter_map(|tag| book.tag(tag));
    let choices: Vec<_> = tags
        .flat_map(|tag| &tag.attributes)
        .filter(|field| matches!(field.kind, Kind::Choice(_)))
        .collect();
    let options = |id: &AttributeId| -> Vec<String> {
        let of_it = choices.iter().filter(|field| field.id == *id);
        of_it
            .flat_map(|field| field.kind.options())
            .cloned()
            .collect()
    };
    let mut wording = match follows.map(str::trim) {
        Some("") => None,
        Some(name) => {
            let field = resolve::pick(&choices, name, |it| [it.id.as_str(), &it.name]);
            let field = field.ok_or_else(|| {
                let ids = choices.iter().map(|it| it.id.as_str());
                Failure::refused(format!(
                    "No tag where {} starts has the choice “{name}”. They have: {}.",
                    role.name,
                    list(ids)
                ))
            })?;
            let known = role.wording.clone().filter(|it| it.by == field.id);
            Some(known.unwrap_or_else(|| Wording {
                by: field.id.clone(),
                labels: std::collections::BTreeMap::new(),
            }))
        }
        None => (role.wording.clone()).filter(|it| !options(&it.by).is_empty()),
    };
    for typed in words {
        let Some(wording) = &mut wording else {
            return Err(Failure::refused(
                "Say which choice the words follow, with --follows.",
            ));
        };
        let Some((option, words)) = typed.split_once('=') else {
            return Err(Failure::refused(format!(
                "“{typed}” is not of the form OPTION=WORDS."
            )));
        };
        let known = options(&wording.by);
        if !known.iter().any(|it| it == option) {
            return Err(Failure::refused(format!(
                "{} has no option “{option}”. It has: {}.",
                wording.by,
                list(known.iter().map(String::as_str))
            )));
        }
        match words.trim() {
            "" => wording.labels.remove(option),
            words => wording.labels.insert(option.to_owned(), words.to_owned()),
        };
    }
    let is_empty = |it: &Wording| it.labels.is_empty();
    if follows.is_some_and(|it| !it.trim().is_empty()) && wording.as_ref().is_some_and(is_empty) {
        return Err(Failure::refused(
            "Say how the link reads, with --words OPTION=WORDS.",
        ));
    }
    Ok(wording.filter(|it| !is_empty(it)))
}
