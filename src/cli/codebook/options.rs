//! The options of a choice.

use crate::cli::Failure;
use crate::cli::resolve::list;
use crate::model::edits::{self, Owner};
use crate::model::{Attribute, Edit};

use super::Desk;
use super::fields::change;
use super::named::{field, owner};

/// What is done with the options of a choice.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Action {
    /// Add an option to a choice
    #[command(after_help = "\
Examples:
  postil codebook my-project add-option stance polarity 'no position'
  postil codebook my-project add-option article section sport --at 1")]
    #[command(name = "add-option")]
    Add {
        /// Whose
        of: String,
        /// The field
        field: String,
        /// The option
        option: String,
        /// Its place, counted from 1; the last when left out
        #[arg(long, value_name = "PLACE")]
        at: Option<usize>,
    },
    /// Move an option among its fellows
    #[command(name = "move-option")]
    Move {
        /// Whose
        of: String,
        /// The field
        field: String,
        /// The option
        option: String,
        /// So many places down, or up when it is negative
        #[arg(long, allow_negative_numbers = true)]
        by: isize,
    },
    /// Take an option out of a choice; where it is chosen it stays, and `postil check` tells it
    #[command(name = "remove-option")]
    Remove {
        /// Whose
        of: String,
        /// The field
        field: String,
        /// The option
        option: String,
    },
    /// Give an option of a choice another name, or make two options one
    #[command(name = "rename-option")]
    Rename {
        /// Whose
        of: String,
        /// The field
        field: String,
        /// The option
        option: String,
        /// Its new name
        name: String,
    },
}

impl Action {
    /// Whose field it is about, and which.
    fn place(&self) -> (&str, &str) {
        match self {
            Self::Add { of, field, .. }
            | Self::Move { of, field, .. }
            | Self::Remove { of, field, .. }
            | Self::Rename { of, field, .. } => (of, field),
        }
    }

    pub fn edit(&self, desk: &mut Desk<'_>) -> Result<Edit, Failure> {
        let book = &*desk.project.codebook;
        let (of, name) = self.place();
        let owner = owner(book, of)?;
        let field = field(book, &owner, name)?;
        let mut options = field.kind.options().to_vec();
        match self {
            Self::Add { option, at, .. } => {
                let place = at.map_or(options.len(), |at| at.saturating_sub(1));
                options.insert(place.min(options.len()), option.trim().to_owned());
            }
            Self::Move { option, by, .. } => {
                let at = position(field, option)?;
                let moved = options.remove(at);
                options.insert(at.saturating_add_signed(*by).min(options.len()), moved);
            }
            Self::Remove { option, .. } => {
                options.remove(position(field, option)?);
            }
            Self::Rename { option, name, .. } => {
                position(field, option)?;
                let (project, author) = (desk.project, desk.author);
                return Ok(edits::rename_option(
                    project, author, &owner, &field.id, option, name,
                ));
            }
        }
        with_options(desk, &owner, field.clone(), options)
    }
}

/// Gives a choice these options.
fn with_options(
    desk: &mut Desk<'_>,
    owner: &Owner,
    mut field: Attribute,
    options: Vec<String>,
) -> Result<Edit, Failure> {
    let Some(known) = field.kind.options_mut() else {
        return Err(Failure::refused(format!("{} is no choice.", field.name)));
    };
    *known = options;
    let kind = field.kind.checked();
    field.kind = kind.map_err(|why| Failure::refused(format!("{why}.")))?;
    // What is not offered any more is nothing to begin with; what is offered again needs no heir.
    field.default = field.default.take().filter(|it| field.accepts(it));
    let offered = field.kind.options().to_vec();
    field.renamed.retain(|was, _| !offered.contains(was));
    Ok(change(desk, owner, field))
}

/// Where an option stands.
fn position(field: &Attribute, option: &str) -> Result<usize, Failure> {
    let options = field.kind.options();
    let at = options.iter().position(|known| known == option);
    at.ok_or_else(|| {
        Failure::refused(format!(
            "{} has no option “{option}”. It has: {}.",
            field.name,
            list(options.iter().map(String::as_str))
        ))
    })
}
