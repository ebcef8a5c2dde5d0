//! What the columns of a table hold: guessed from names and contents, and what people say instead.

use super::dates::{self, DateOrder, Reading};
use super::roles::{COPIES, NAMES, Role, plain, rank};
use super::{DATE_ORDER, HEADLINE, MARKUP, Table};
use crate::import::Options;

/// How the options begin that say what a column holds: `column.Headline=title`.
pub const COLUMN: &str = "column.";

/// So many rows are looked at to guess.
const SAMPLE: usize = 200;
/// From so many characters on, in the mean, a column can be the texts of articles.
const TEXT: usize = 60;

/// A column and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the table.
    pub name: String,
    /// What it holds.
    pub role: Role,
    /// Whether somebody said so; it is a guess otherwise.
    pub is_chosen: bool,
    /// What stands in it first.
    pub sample: String,
}

/// What the columns of a table hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The columns in their order.
    pub columns: Vec<Column>,
    /// How days are read.
    pub dates: Reading,
    /// Whether texts are HTML.
    pub is_markup: bool,
    /// Whether the title is the first line of the text too.
    pub has_headline: bool,
}

impl Mapping {
    /// The mapping that is guessed for a table, but for what the options say.
    #[must_use]
    pub fn of(table: &Table, options: &Options) -> Self {
        let chosen: Vec<Option<Role>> = table
            .columns
            .iter()
            .map(|name| chosen(name, options))
            .collect();
        let roles = guess(table, &chosen);
        let columns: Vec<Column> = core::iter::zip(&table.columns, roles)
            .zip(&chosen)
            .enumerate()
            .map(|(at, ((name, role), chosen))| Column {
                name: name.clone(),
                role,
                is_chosen: chosen.is_some(),
                sample: filled(table, at).next().unwrap_or_default().to_owned(),
            })
            .collect();
        let mut mapping = Self {
            columns,
            has_headline: options.has(&HEADLINE),
            ..Self::default()
        };
        let order = DateOrder::named(options.get(&DATE_ORDER));
        if let Some(at) = mapping.column(Role::Date) {
            mapping.dates = Reading::of(filled(table, at), order);
        }
        mapping.is_markup = match options.get(&MARKUP) {
            "yes" => true,
            "no" => false,
            _ => mapping.texts().any(|at| is_markup(table, at)),
        };
        mapping
    }

    /// The column that holds something that only one can.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// The columns of the text.
    pub fn texts(&self) -> impl Iterator<Item = usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(|(at, column)| (column.role == Role::Text).then_some(at))
    }
}

/// What somebody said that a column holds.
fn chosen(name: &str, options: &Options) -> Option<Role> {
    let exact = options.under(COLUMN).find(|(of, _)| *of == name);
    let folded = || {
        options
            .under(COLUMN)
            .find(|(of, _)| plain(of) == plain(name))
    };
    let (_, role) = exact.or_else(folded)?;
    Role::named(role)
}

/// The cells of a column that have something in them, of the first rows.
fn filled(table: &Table, column: usize) -> impl Iterator<Item = &str> {
    table
        .rows
        .iter()
        .map(move |row| row.cell(column).trim())
        .filter(|cell| !cell.is_empty())
}

/// What is told by the first rows of a column.
struct Contents {
    /// How many cells have something in them.
    filled: usize,
    /// Characters of them in the mean.
    length: usize,
    /// Shares of those that are addresses and days.
    addresses: f64,
    days: f64,
    /// Share of those that are numbers.
    numbers: f64,
    /// Share of different ones.
    different: f64,
}

impl Contents {
    fn of(table: &Table, column: usize) -> Self {
        let cells: Vec<&str> = filled(table, column).take(SAMPLE).collect();
        let count = cells.len().max(1) as f64;
        let share =
            |is: &dyn Fn(&str) -> bool| cells.iter().filter(|it| is(it)).count() as f64 / count;
        let mut distinct: Vec<&&str> = cells.iter().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let characters: usize = cells.iter().map(|cell| cell.chars().count()).sum();
        Self {
            filled: cells.len(),
            length: characters / cells.len().max(1),
            addresses: share(&|cell| {
                let begins = ["http://", "https://", "www."];
                begins.iter().any(|it| cell.starts_with(it)) && !cell.contains(char::is_whitespace)
            }),
            days: share(&|cell| cell.len() <= 60 && dates::is_day(cell)),
            numbers: share(&|cell| cell.parse::<f64>().is_ok()),
            different: distinct.len() as f64 / count,
        }
    }

    /// Whether the contents allow that a column holds this.
    fn allow(&self, role: Role) -> bool {
        if self.filled == 0 {
            return false;
        }
        match role {
            Role::Date => self.days >= 0.5,
            Role::Url => self.addresses >= 0.5,
            Role::Text => self.addresses < 0.5 && self.numbers < 0.9,
            Role::Title => self.addresses < 0.5 && self.numbers < 0.9 && self.length <= 400,
            Role::Language => self.length <= 24,
            Role::Source | Role::Author => self.length <= 200,
            Role::More | Role::Skip => true,
        }
    }
}

/// Guesses what columns hold of which nobody has said it.
fn guess(table: &Table, chosen: &[Option<Role>]) -> Vec<Role> {
    let contents: Vec<Contents> = (0..table.columns.len())
        .map(|at| Contents::of(table, at))
        .collect();
    let mut roles: Vec<Option<Role>> = chosen.to_vec();
    let is_taken = |roles: &[Option<Role>], role: Role| roles.contains(&Some(role));
    for (role, _) in NAMES {
        // One more column of the text says nothing of the others.
        if is_taken(&roles, role) && !role.is_shared() {
            continue;
        }
        let named = table
            .columns
            .iter()
            .enumerate()
            .filter(|(at, _)| roles[*at].is_none() && contents[*at].allow(role))
            .filter_map(|(at, name)| Some((rank(name, role)?, at)))
            .min();
        if let Some((_, at)) = named {
            roles[at] = Some(role);
        }
    }
    // What no name says, the contents may.
    let best = |roles: &[Option<Role>],
                fits: &dyn Fn(&Contents) -> bool,
                size: &dyn Fn(&Contents) -> f64| {
        let free = (0..contents.len()).filter(|at| roles[*at].is_none());
        free.filter(|at| fits(&contents[*at]))
            .max_by(|a, b| size(&contents[*a]).total_cmp(&size(&contents[*b])))
    };
    if !is_taken(&roles, Role::Text) {
        let longest = best(
            &roles,
            &|it| it.allow(Role::Text) && it.length >= TEXT && it.days < 0.5,
            &|it| it.length as f64 * it.filled as f64,
        );
        if let Some(at) = longest {
            roles[at] = Some(Role::Text);
        }
    }
    if !is_taken(&roles, Role::Url)
        && let Some(at) = best(&roles, &|it| it.addresses >= 0.8, &|it| it.addresses)
    {
        roles[at] = Some(Role::Url);
    }
    if !is_taken(&roles, Role::Date) {
        let days = |it: &Contents| it.days >= 0.8 && it.numbers < 0.5;
        if let Some(at) = best(&roles, &days, &|it| it.days) {
            roles[at] = Some(Role::Date);
        }
    }
    if !is_taken(&roles, Role::Title) && is_taken(&roles, Role::Text) {
        let titles = |it: &Contents| {
            it.allow(Role::Title)
                && (12..=200).contains(&it.length)
                && it.different >= 0.8
                && it.days < 0.5
                && it.numbers < 0.5
        };
        let longest = |it: &Contents| it.different * 1_000.0 + it.length as f64;
        if let Some(at) = best(&roles, &titles, &longest) {
            roles[at] = Some(Role::Title);
        }
    }
    let has_text = is_taken(&roles, Role::Text);
    roles
        .into_iter()
        .enumerate()
        .map(|(at, role)| role.unwrap_or_else(|| rest(&table.columns[at], &contents[at], has_text)))
        .collect()
}

/// What a column is that has no part in an article: kept as it is, unless it is empty, counts the rows, or repeats the text.
fn rest(name: &str, contents: &Contents, has_text: bool) -> Role {
    let plain = plain(name);
    let is_index = (plain.starts_with("unnamed") || name.starts_with('#') || plain == "index")
        && contents.numbers > 0.99;
    let is_copy = has_text && COPIES.contains(&plain.as_str());
    if contents.filled == 0 || is_index || is_copy {
        Role::Skip
    } else {
        Role::More
    }
}

/// Whether the cells of a column are HTML.
fn is_markup(table: &Table, column: usize) -> bool {
    let cells: Vec<&str> = filled(table, column).take(SAMPLE).collect();
    let marked = cells.iter().filter(|cell| looks_like_markup(cell)).count();
    marked * 2 > cells.len()
}

/// Whether a text has tags as HTML has them.
pub(super) fn looks_like_markup(text: &str) -> bool {
    const TAGS: [&str; 12] = [
        "<p>", "<p ", "</p>", "<br>", "<br/>", "<br />", "<div", "</a>", "<li>", "<h1", "<h2",
        "</span>",
    ];
    let head = &text[..text.floor_char_boundary(4_000)];
    let lower = head.to_ascii_lowercase();
    TAGS.iter().any(|tag| lower.contains(tag))
}
