//! `postil codebook`: everything that the codebook's screen can do, and what comes of it, before anything is changed.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::model::edits::{self, Owner};
use crate::model::{
    Author, Change, Codebook, Color, Edit, Item, Kind, Level, Pattern, Project, Slot, Tag, TagId,
    check_codebook, check_tagset,
};
use crate::query::marks_of_tag;
use crate::store::{self, Progress};

use super::resolve::{self, list, pick};
use super::session::Session;
use super::{Failure, Outcome, Streams, count, search};

/// What `postil codebook` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
THING is a tag, a link, an article field or an entity type, by id or name; where two are called the same, write
tag:NAME, link:NAME, field:NAME or type:NAME. OF is a tag, an entity type (type:NAME), or `article`.
Your own annotations follow in the same step; those of others follow when their annotators bring them up to the codebook.
Exit code 1 when nothing is to be changed. What was deleted comes back with `postil trash`.

Examples:
  postil codebook my-project show > codebook.ron
  postil codebook my-project use codebook.ron --dry-run
  postil codebook my-project rename claim Statement
  postil codebook my-project merge slogan quote --dry-run
  postil codebook my-project split quote --by type --part direct=Quotation --part indirect=Report
  postil codebook my-project split claim --filter '\"harbour\"' --name 'Harbour claim'
  postil codebook my-project rename-option claim polarity opposes against
  postil codebook my-project delete slogan")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// What is to be done
    #[command(subcommand)]
    action: Action,
    /// Say what would change, and change nothing
    #[arg(long, global = true)]
    dry_run: bool,
    /// Who does it, by id or name
    #[arg(long, value_name = "NAME", global = true)]
    annotator: Option<String>,
}

/// What can be done with a codebook.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Print the codebook as its file has it
    Show,
    /// Make the codebook what a file says, or standard input with -
    Use {
        /// A file like codebook.ron
        file: PathBuf,
    },
    /// Give something another name
    Rename {
        /// What
        thing: String,
        /// Its new name
        name: String,
    },
    /// Write the definition of a tag, a link or a field anew
    Describe {
        /// What
        thing: String,
        /// The definition
        words: String,
    },
    /// Give a tag another colour and pattern
    Recolour {
        /// Which tag
        tag: String,
        /// As #rrggbb
        colour: Color,
        /// The line under the text: solid, double, dashed, dotted or wavy
        #[arg(long, value_parser = pattern)]
        pattern: Option<Pattern>,
    },
    /// Give a tag or a link a key, or none
    Key {
        /// What
        thing: String,
        /// One letter or digit; none when left out
        key: Option<char>,
    },
    /// Move something in its list, or a tag in the tree
    Move {
        /// What
        thing: String,
        /// So many places down, or up when it is negative
        #[arg(long, allow_negative_numbers = true, default_value_t = 0)]
        by: isize,
        /// Put the tag under this one
        #[arg(long, value_name = "TAG", conflicts_with = "top")]
        under: Option<String>,
        /// Put the tag at the top of the tree
        #[arg(long)]
        top: bool,
    },
    /// Offer a tag no more, and keep what was marked with it
    Retire {
        /// Which tag
        tag: String,
    },
    /// Offer a retired tag again
    Restore {
        /// Which tag
        tag: String,
    },
    /// Merge a tag into another one
    Merge {
        /// The tag that goes
        tag: String,
        /// The one that stays
        into: String,
    },
    /// Split a tag, by what is chosen in a field or by what a filter finds
    Split {
        /// Which tag
        tag: String,
        /// The field, a choice
        #[arg(long, value_name = "FIELD", requires = "part", conflicts_with_all = ["filter", "name"])]
        by: Option<String>,
        /// The tag that an option becomes, by name
        #[arg(long, value_name = "OPTION=NAME")]
        part: Vec<String>,
        /// Which annotations get a new tag; see `postil search --help`
        #[arg(long, value_name = "QUERY", requires = "name")]
        filter: Option<String>,
        /// The name of the new tag
        #[arg(long, requires = "filter")]
        name: Option<String>,
    },
    /// Merge two fields
    MergeFields {
        /// Whose
        of: String,
        /// The field that goes
        field: String,
        /// The one that stays
        into: String,
    },
    /// Give an option of a choice another name, or make two options one
    RenameOption {
        /// Whose
        of: String,
        /// The field
        field: String,
        /// The option
        option: String,
        /// Its new name
        name: String,
    },
    /// Delete something; a tag goes with your annotations
    Delete {
        /// What
        thing: String,
    },
    /// Bring your annotations up to the codebook
    Follow,
    /// Say that all your annotations of a tag hold under its definition of today
    Confirm {
        /// Which tag
        tag: String,
    },
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let reads = args.dry_run || matches!(args.action, Action::Show);
    let mut session = if reads {
        Session::read(&args.project, streams)?
    } else {
        Session::open(&args.project, streams)?
    };
    if matches!(args.action, Action::Show) {
        let text = store::codebook_to_ron(&session.project.codebook);
        for line in text.lines() {
            streams.line(line)?;
        }
        return Ok(Outcome::Done);
    }
    let author = session.author(args.annotator.as_deref())?;
    let edit = edit(&session.project, &author, &args.action, streams)?;
    if edit.is_empty() {
        streams.note("Nothing is to be changed.");
        return Ok(Outcome::Findings);
    }
    tell(&edit, streams)?;
    if args.dry_run {
        streams.note("Nothing was changed.");
        return Ok(Outcome::Done);
    }
    session.commit(&author.annotator, &edit)?;
    session.save(streams)?;
    for flaw in check_tagset(&session.project.codebook) {
        streams.note(flaw.message);
    }
    Ok(Outcome::Done)
}

fn edit(
    project: &Project,
    author: &Author,
    action: &Action,
    streams: &mut Streams<'_>,
) -> Result<Edit, Failure> {
    let book = &*project.codebook;
    Ok(match action {
        Action::Show => Edit::new(String::new(), Vec::new()),
        Action::Use { file } => replace(project, author, &read(file)?)?,
        Action::Rename {
            thing: name,
            name: to,
        } => {
            let to = to.trim();
            if to.is_empty() {
                return Err(Failure::refused("The name is empty."));
            }
            change(project, author, &thing(book, name)?, |it| match it {
                Part::Tag(tag) => to.clone_into(&mut tag.name),
                Part::Link(role) => to.clone_into(&mut role.name),
                Part::Field(field) => to.clone_into(&mut field.name),
                Part::Type(kind) => to.clone_into(&mut kind.name),
            })
        }
        Action::Describe { thing: name, words } => {
            let item = thing(book, name)?;
            if matches!(item, Item::Type(_)) {
                return Err(Failure::refused("Entity types have no definition."));
            }
            change(project, author, &item, |it| match it {
                Part::Tag(tag) => words.trim().clone_into(&mut tag.definition),
                Part::Link(role) => words.trim().clone_into(&mut role.definition),
                Part::Field(field) => words.trim().clone_into(&mut field.definition),
                Part::Type(_) => {}
            })
        }
        Action::Recolour {
            tag,
            colour,
            pattern,
        } => {
            let tag = resolve::tag(book, tag)?;
            let tag = Tag {
                color: *colour,
                pattern: pattern.unwrap_or(tag.pattern),
                ..tag.clone()
            };
            edits::change_tag(project, author, tag)
        }
        Action::Key { thing: name, key } => rekey(project, author, &thing(book, name)?, *key)?,
        Action::Move {
            thing: name,
            by,
            under,
            top,
        } => {
            let item = thing(book, name)?;
            if *top || under.is_some() {
                let Item::Tag(id) = &item else {
                    return Err(Failure::refused("Only tags stand in a tree."));
                };
                let under = under.as_deref().map(|it| resolve::tag(book, it));
                let under = under.transpose()?.map(|tag| &tag.id);
                if under.is_some_and(|under| !book.may_stand_under(id, under)) {
                    return Err(Failure::refused("A tag cannot stand under itself."));
                }
                edits::place_tag(project, author, id, under, None)
            } else {
                edits::shift_item(project, author, &item, *by)
            }
        }
        Action::Retire { tag } => retire(project, author, resolve::tag(book, tag)?, true),
        Action::Restore { tag } => retire(project, author, resolve::tag(book, tag)?, false),
        Action::Merge { tag, into } => {
            let (from, into) = (resolve::tag(book, tag)?, resolve::tag(book, into)?);
            tell_others(project, author, &from.id, streams)?;
            edits::merge_tags(project, author, &from.id, &into.id)
        }
        Action::Split {
            tag,
            by: Some(by),
            part,
            ..
        } => {
            let tag = resolve::tag(book, tag)?;
            tell_others(project, author, &tag.id, streams)?;
            split_by(project, author, tag, by, part)?
        }
        Action::Split {
            tag,
            filter: Some(filter),
            name: Some(name),
            ..
        } => split_off(project, author, resolve::tag(book, tag)?, filter, name)?,
        Action::Split { .. } => {
            return Err(Failure::refused(
                "Say how: --by FIELD --part OPTION=NAME, or --filter QUERY --name NAME.",
            ));
        }
        Action::MergeFields { of, field, into } => {
            let owner = owner(book, of)?;
            let from = field_of(book, &owner, field)?;
            let into = field_of(book, &owner, into)?;
            let union = edits::union_of(project, &owner, &from.id, &into.id);
            streams.line(format!("values that move: {}", union.moved))?;
            if union.differ > 0 {
                streams.line(format!("different values, which stay: {}", union.differ))?;
            }
            for (value, times) in &union.unfit {
                streams.line(format!("no value of {}, stays: {value} ({times})", into.id))?;
            }
            edits::merge_attributes(project, author, &owner, &from.id, &into.id)
        }
        Action::RenameOption {
            of,
            field,
            option,
            name,
        } => {
            let owner = owner(book, of)?;
            let field = field_of(book, &owner, field)?;
            let options = field.kind.options();
            if !options.contains(option) {
                return Err(Failure::refused(format!(
                    "{} has no option “{option}”. It has: {}.",
                    field.name,
                    list(options.iter().map(String::as_str))
                )));
            }
            edits::rename_option(project, author, &owner, &field.id, option, name)
        }
        Action::Delete { thing: name } => {
            let item = thing(book, name)?;
            let takes = edits::takes_item(project, author, &item);
            if !matches!(item, Item::Tag(_)) {
                let stay: usize = takes.own + takes.others.values().sum::<usize>();
                streams.line(format!("what is of it, and stays: {stay}"))?;
            } else if let Item::Tag(id) = &item {
                tell_others(project, author, id, streams)?;
            }
            edits::delete_item(project, author, &item)
        }
        Action::Follow => edits::follow_codebook(project, author),
        Action::Confirm { tag } => {
            let marks = edits::older(project, author, &resolve::tag(book, tag)?.id);
            if marks.is_empty() {
                return Ok(Edit::new(String::new(), Vec::new()));
            }
            edits::confirm(project, author, &marks)
        }
    })
}

/// A thing of the codebook that is changed.
enum Part<'a> {
    Tag(&'a mut Tag),
    Link(&'a mut crate::model::Role),
    Field(&'a mut crate::model::Attribute),
    Type(&'a mut crate::model::EntityType),
}

/// The edit that changes one thing.
fn change(project: &Project, author: &Author, item: &Item, change: impl Fn(&mut Part<'_>)) -> Edit {
    let book = &project.codebook;
    let mut known = match item {
        // A definition that annotations were made under is kept.
        Item::Tag(id) => {
            let Some(mut tag) = book.tag(id).cloned() else {
                return Edit::new(String::new(), Vec::new());
            };
            change(&mut Part::Tag(&mut tag));
            return edits::change_tag(project, author, tag);
        }
        _ => Codebook::clone(book),
    };
    let part = match item {
        Item::Link(id) => known
            .roles
            .iter_mut()
            .find(|it| it.id == *id)
            .map(Part::Link),
        Item::Field(id) => (known.article_attributes.iter_mut())
            .find(|it| it.id == *id)
            .map(Part::Field),
        Item::Type(id) => (known.entity_types.iter_mut())
            .find(|it| it.id == *id)
            .map(Part::Type),
        Item::Tag(_) => None,
    };
    if let Some(mut part) = part {
        change(&mut part);
    }
    let name = item.name(book).unwrap_or_default();
    edits::change_codebook(project, author, format!("Change {name}"), |book| {
        *book = known;
    })
}

/// The edit that makes the codebook what a text says.
fn replace(project: &Project, author: &Author, text: &str) -> Result<Edit, Failure> {
    let new = store::codebook_from_ron(text).map_err(Failure::refused)?;
    let findings = check_codebook(&new, "codebook");
    let wrong = findings.iter().find(|it| it.level == Level::Error);
    if let Some(wrong) = wrong {
        return Err(Failure::refused(wrong.message.clone()));
    }
    Ok(edits::change_codebook(
        project,
        author,
        "Change the codebook".to_owned(),
        |book| *book = new,
    ))
}

fn read(file: &Path) -> Result<String, Failure> {
    let refused = |error: std::io::Error| {
        Failure::refused(format!("{} cannot be read: {error}.", file.display()))
    };
    if file == Path::new("-") {
        let mut text = String::new();
        (std::io::stdin().read_to_string(&mut text)).map_err(refused)?;
        return Ok(text);
    }
    std::fs::read_to_string(file).map_err(refused)
}

fn rekey(
    project: &Project,
    author: &Author,
    item: &Item,
    key: Option<char>,
) -> Result<Edit, Failure> {
    let book = &project.codebook;
    let mut tags = book
        .tags
        .iter()
        .map(|it| (Item::Tag(it.id.clone()), it.key));
    let mut links = book
        .roles
        .iter()
        .map(|it| (Item::Link(it.id.clone()), it.key));
    let is_other = |(other, known): &(Item, Option<char>)| key == *known && other != item;
    if key.is_some()
        && let Some((other, _)) = tags.find(is_other).or_else(|| links.find(is_other))
    {
        let name = other.name(book).unwrap_or_default();
        return Err(Failure::refused(format!("That is the key of {name}.")));
    }
    if !matches!(item, Item::Tag(_) | Item::Link(_)) {
        return Err(Failure::refused("Only tags and links have keys."));
    }
    Ok(change(project, author, item, |it| match it {
        Part::Tag(tag) => tag.key = key,
        Part::Link(role) => role.key = key,
        Part::Field(_) | Part::Type(_) => {}
    }))
}

fn retire(project: &Project, author: &Author, tag: &Tag, retired: bool) -> Edit {
    let tag = Tag {
        retired,
        heir: tag.heir.clone().filter(|_| retired),
        ..tag.clone()
    };
    edits::change_tag(project, author, tag)
}

fn split_by(
    project: &Project,
    author: &Author,
    tag: &Tag,
    by: &str,
    parts: &[String],
) -> Result<Edit, Failure> {
    let field = resolve::attribute(tag, by)?;
    let Kind::Choice(options) = &field.kind else {
        return Err(Failure::refused(format!("{} is no choice.", field.name)));
    };
    let mut made: Vec<(String, Tag)> = Vec::new();
    for part in parts {
        let Some((option, name)) = part.split_once('=') else {
            return Err(Failure::refused(format!(
                "“{part}” is not of the form OPTION=NAME."
            )));
        };
        if !options.iter().any(|known| known == option) {
            return Err(Failure::refused(format!(
                "{} has no option “{option}”. It has: {}.",
                field.name,
                list(options.iter().map(String::as_str))
            )));
        }
        let known = made.iter().map(|(_, tag)| tag).find(|it| it.name == name);
        let known = known.or_else(|| project.codebook.tags.iter().find(|it| it.name == name));
        let new = match known.cloned() {
            Some(known) => known,
            None => fresh(&project.codebook, tag, name, &made)?,
        };
        made.push((option.to_owned(), new));
    }
    Ok(edits::split_by_choice(
        project, author, &tag.id, &field.id, &made,
    ))
}

fn split_off(
    project: &Project,
    author: &Author,
    tag: &Tag,
    filter: &str,
    name: &str,
) -> Result<Edit, Failure> {
    if project.codebook.tags.iter().any(|it| it.name == name) {
        return Err(Failure::refused(format!(
            "There is a tag “{name}” already."
        )));
    }
    let idle = Progress::default();
    let marks = marks_of_tag(project, &author.annotator, &tag.id, filter, &idle)
        .map_err(|wrong| search::refused(filter, wrong.at.clone(), &wrong.words()))?;
    let own = marks
        .iter()
        .any(|(key, _)| project.person_of(&key.annotator) == &author.annotator);
    if !own {
        return Err(Failure::refused("The filter finds nothing of yours."));
    }
    let new = fresh(&project.codebook, tag, name, &[])?;
    Ok(edits::split_off(project, author, &tag.id, new, &marks))
}

/// A new tag that begins like another one.
fn fresh(book: &Codebook, old: &Tag, name: &str, made: &[(String, Tag)]) -> Result<Tag, Failure> {
    if name.trim().is_empty() {
        return Err(Failure::refused("The name of a new tag is empty."));
    }
    let is_taken = |id: &TagId| book.tag(id).is_some() || made.iter().any(|(_, tag)| tag.id == *id);
    Ok(Tag {
        id: TagId::from_name(name, is_taken),
        name: name.trim().to_owned(),
        key: None,
        former: Vec::new(),
        ..old.clone()
    })
}

/// What an edit does to annotations, a line each.
fn tell(edit: &Edit, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let (mut changed, mut deleted) = (0, 0);
    let mut articles = BTreeSet::new();
    for change in &edit.changes {
        match change {
            Change::Annotation(key, _, Slot::Present(_)) => {
                changed += 1;
                articles.insert(&key.article);
            }
            Change::Annotation(key, _, _) => {
                deleted += 1;
                articles.insert(&key.article);
            }
            _ => {}
        }
    }
    streams.line(&edit.name)?;
    for (number, what) in [(changed, "change"), (deleted, "go to the trash")] {
        if number > 0 {
            let annotations = count(number, "annotation", "annotations");
            let articles = count(articles.len(), "article", "articles");
            streams.line(format!("{annotations} of yours in {articles}: {what}"))?;
        }
    }
    Ok(())
}

/// How many annotations of a tag are of others, whose files only they write.
fn tell_others(
    project: &Project,
    author: &Author,
    id: &TagId,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    for (who, number) in &edits::takes(project, author, id).others {
        let who = project.annotator_name(who);
        let annotations = count(*number, "annotation", "annotations");
        streams.line(format!("{annotations} of {who}: stay as they are"))?;
    }
    Ok(())
}

/// Anything of the codebook by its id or name, with or without the kind of thing before it.
fn thing(book: &Codebook, name: &str) -> Result<Item, Failure> {
    let (kind, bare) = match name.split_once(':') {
        Some((kind @ ("tag" | "link" | "field" | "type"), bare)) => (Some(kind), bare),
        _ => (None, name),
    };
    let of = |wanted: &str| kind.is_none_or(|kind| kind == wanted);
    let tag = pick(&book.tags, bare, |it| [it.id.as_str(), &it.name]);
    let link = pick(&book.roles, bare, |it| [it.id.as_str(), &it.name]);
    let fields = &book.article_attributes;
    let field = pick(fields, bare, |it| [it.id.as_str(), &it.name]);
    let entity = pick(&book.entity_types, bare, |it| [it.id.as_str(), &it.name]);
    let found = [
        tag.filter(|_| of("tag")).map(|it| Item::Tag(it.id.clone())),
        (link.filter(|_| of("link"))).map(|it| Item::Link(it.id.clone())),
        (field.filter(|_| of("field"))).map(|it| Item::Field(it.id.clone())),
        (entity.filter(|_| of("type"))).map(|it| Item::Type(it.id.clone())),
    ];
    let mut found = found.into_iter().flatten();
    match (found.next(), found.next()) {
        (Some(item), None) => Ok(item),
        (None, _) => Err(Failure::refused(format!(
            "The codebook has nothing called “{name}”. `postil codebook PROJECT show` prints it."
        ))),
        (Some(_), Some(_)) => Err(Failure::refused(format!(
            "Several things are called “{name}”. Write tag:{bare}, link:{bare}, field:{bare} or type:{bare}."
        ))),
    }
}

/// What has fields: a tag, an entity type, or the article.
fn owner(book: &Codebook, name: &str) -> Result<Owner, Failure> {
    if name == "article" && pick(&book.tags, name, |it| [it.id.as_str(), &it.name]).is_none() {
        return Ok(Owner::Article);
    }
    if let Some(bare) = name.strip_prefix("type:") {
        let item = thing(book, &format!("type:{bare}"))?;
        if let Item::Type(id) = item {
            return Ok(Owner::EntityType(id));
        }
    }
    let name = name.strip_prefix("tag:").unwrap_or(name);
    Ok(Owner::Tag(resolve::tag(book, name)?.id.clone()))
}

fn field_of<'a>(
    book: &'a Codebook,
    owner: &Owner,
    name: &str,
) -> Result<&'a crate::model::Attribute, Failure> {
    let fields = owner.attributes(book);
    pick(fields, name, |it| [it.id.as_str(), &it.name]).ok_or_else(|| {
        let ids = fields.iter().map(|it| it.id.as_str());
        Failure::refused(format!(
            "There is no field “{name}”. There are: {}.",
            list(ids)
        ))
    })
}

/// Reads a pattern by its English name.
fn pattern(text: &str) -> Result<Pattern, String> {
    let known = Pattern::ALL.iter();
    let mut found = known.filter(|it| format!("{it:?}").eq_ignore_ascii_case(text));
    (found.next().copied())
        .ok_or_else(|| "solid, double, dashed, dotted or wavy is expected".to_owned())
}
