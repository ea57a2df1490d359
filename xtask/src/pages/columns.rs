//! What each column of a table holds, told from its cells first and from its head second.

use super::markdown::{Cell, Table};
use super::roles::roles;
use super::vocabulary as words;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The name of a parameter, field or header.
    Name,
    /// Its type.
    Type,
    /// Header, query, path or body.
    Place,
    /// The required mark.
    Required,
    /// The default.
    Default,
    /// The valid range.
    Range,
    /// A fixed value.
    Value,
    /// Sentences; mined for values, never copied.
    Description,
    /// An HTTP status.
    Status,
    /// A vendor's error code.
    Code,
    /// The message of an error.
    Message,
    /// An HTTP method.
    Method,
    /// A path or an address.
    Uri,
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Methods and paths.
    Endpoints,
    /// Error codes and messages.
    Errors,
    /// Parameters or fields.
    Fields,
    /// Addresses of servers.
    Servers,
    /// Something else.
    Other,
}

/// A table whose columns are known.
#[derive(Debug)]
pub struct Columns {
    roles: Vec<Option<Role>>,
}

impl Columns {
    /// Tells the columns of a table apart.
    pub fn of(table: &Table) -> Self {
        Self {
            roles: roles(table),
        }
    }

    /// True if a column of this role is there.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&Some(role))
    }

    /// The cell of a row that stands in the column of this role.
    pub fn cell<'row>(&self, row: &'row [Cell], role: Role) -> Option<&'row Cell> {
        self.roles
            .iter()
            .position(|found| *found == Some(role))
            .and_then(|at| row.get(at))
    }

    /// The trimmed text of that cell, empty if there is none.
    pub fn text<'row>(&self, row: &'row [Cell], role: Role) -> &'row str {
        self.cell(row, role)
            .map_or("", |cell| cell.text.trim().trim_matches('`'))
    }

    /// What the table is for.
    pub fn kind(&self, table: &Table) -> Kind {
        if self.has(Role::Method) && self.has(Role::Uri) {
            Kind::Endpoints
        } else if self.has(Role::Code) && !self.has(Role::Type) {
            Kind::Errors
        } else if self.has(Role::Name) && (self.has(Role::Type) || self.has(Role::Required)) {
            Kind::Fields
        } else if table
            .rows
            .iter()
            .flatten()
            .any(|cell| cell.text.starts_with("https://"))
        {
            Kind::Servers
        } else if self.has(Role::Name)
            && words::is_one(&table.head[0], words::NAME)
            && table
                .rows
                .iter()
                .all(|row| row.first().is_some_and(|cell| is_identifier(&cell.text)))
        {
            Kind::Fields
        } else {
            Kind::Other
        }
    }
}

fn is_identifier(text: &str) -> bool {
    let text = text.trim().trim_matches('`');
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.[]".contains(c))
}
