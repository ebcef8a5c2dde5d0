//! SQLite databases, opened to be read and nothing else.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, Row};

use super::super::Source;
use super::super::problem::{Problem, Wrong};

/// How every such file begins.
pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";
/// Most rows of a table.
const ROWS: usize = 20_000_000;

/// A database, and its name for messages.
pub(super) struct Database {
    connection: Connection,
    name: String,
    /// Holds the file of a database that was only bytes.
    _file: Option<tempfile::NamedTempFile>,
}

impl Database {
    /// Opens a database that has all these tables. Nothing is written beside it.
    pub fn open(source: &Source<'_>, tables: &[&str]) -> Result<Self, Problem> {
        let name = source.shown();
        let mut file = None;
        let mut path = source.path.clone();
        if source.is_alone() {
            let bytes = source.whole()?;
            let fail = |error: std::io::Error| Wrong::Unreadable(error).of(name.clone());
            let copy = tempfile::NamedTempFile::new().map_err(fail)?;
            std::fs::write(copy.path(), bytes).map_err(fail)?;
            copy.path().clone_into(&mut path);
            file = Some(copy);
        }
        let beside = |ending: &str| {
            let mut other = path.clone().into_os_string();
            other.push(ending);
            std::fs::metadata(Path::new(&other)).is_ok_and(|about| about.len() > 0)
        };
        if beside("-wal") || beside("-journal") {
            return Err(Wrong::InUse.of(name));
        }
        let broken = |error: rusqlite::Error| Wrong::broken("SQLite", &error).of(name.clone());
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        // Nobody else has it open: so no lock is taken and no file appears beside it.
        let uri = format!("file:{}?immutable=1", escaped(&path));
        let connection = Connection::open_with_flags(uri, flags).map_err(broken)?;
        connection
            .execute_batch(
                "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON;",
            )
            .map_err(broken)?;
        let database = Self {
            connection,
            name,
            _file: file,
        };
        for table in tables {
            if !database.has_table(table)? {
                return Err(Wrong::lacks(*table).of(database.name));
            }
        }
        Ok(database)
    }

    /// Whether there is a table of this name; a view is none, since it may compute for ever.
    pub fn has_table(&self, table: &str) -> Result<bool, Problem> {
        let mut found = false;
        let sql = "SELECT type FROM sqlite_master WHERE lower(name) = lower(?1)";
        self.rows(sql, [table], |row| {
            found |= row.get::<_, String>(0)? == "table";
            Ok(())
        })?;
        Ok(found)
    }

    /// Whether a table has a column.
    pub fn has_column(&self, table: &str, column: &str) -> Result<bool, Problem> {
        let mut found = false;
        self.rows("SELECT name FROM pragma_table_info(?1)", [table], |row| {
            found |= row.get::<_, String>(0)?.eq_ignore_ascii_case(column);
            Ok(())
        })?;
        Ok(found)
    }

    /// Calls with each row of a query.
    pub fn rows<P: rusqlite::Params>(
        &self,
        sql: &str,
        parameters: P,
        mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), Problem> {
        let broken = |error| Wrong::broken("SQLite", &error).of(self.name.clone());
        let mut statement = self.connection.prepare(sql).map_err(broken)?;
        let mut rows = statement.query(parameters).map_err(broken)?;
        for _ in 0..ROWS {
            match rows.next().map_err(broken)? {
                Some(row) => each(row).map_err(broken)?,
                None => return Ok(()),
            }
        }
        Err(Wrong::TooLarge { most: ROWS as u64 }.of(self.name.clone()))
    }
}

/// A path as part of a URI.
fn escaped(path: &Path) -> String {
    let mut uri = String::new();
    for byte in path.to_string_lossy().replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _infallible = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// A text that a column has in whatever form; empty for none.
pub(super) fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(column)? {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
    })
}

/// An offset; far beyond any text for what is none.
pub(super) fn offset(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: Option<i64> = row.get(column)?;
    Ok(number
        .and_then(|it| u64::try_from(it).ok())
        .unwrap_or(u64::MAX))
}
