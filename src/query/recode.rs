//! Changing all annotations that a filter finds in the same way: what is to be done, read from a line of text, and what
//! comes of it, before anything is changed.
//!
//! The line is written like a query: `polarity=oppose -issue unsure`. Each part is something that is done:
//!
//! | part | does |
//! |---|---|
//! | `ATTRIBUTE=VALUE` | sets a field; several options of one with commas |
//! | `-ATTRIBUTE` | clears it |
//! | `ROLE=ENTITY` | links to an entity of the register |
//! | `-ROLE`, `-ROLE=ENTITY` | takes the links of a role away, or those to an entity |
//! | `tag=TAG` | gives another tag |
//! | `replace=OLD,NEW` | names another entity, in fields and links |
//! | `unsure`, `-unsure` | doubts, or not |
//! | `note="…"`, `-note` | writes a note, or takes it away |
//! | `delete` | deletes |

mod deeds;
mod plan;
#[cfg(test)]
mod tests;

pub use deeds::{Unreadable, complete_deeds, read_deeds};
pub use plan::{Left, Made, Plan, Recoded, plan};
