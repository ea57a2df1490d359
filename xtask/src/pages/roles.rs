//! Gives each column of a table its role.

use super::columns::Role;
use super::markdown::Table;
use super::vocabulary as words;

/// The roles of a table's columns, in their order.
pub(super) fn roles(table: &Table) -> Vec<Option<Role>> {
    let mut found = Roles {
        roles: vec![None; table.head.len()],
    };
    found.read_cells(table);
    found.read_head(table);
    found.read_position();
    found.roles
}

struct Roles {
    roles: Vec<Option<Role>>,
}

impl Roles {
    fn has(&self, role: Role) -> bool {
        self.roles.contains(&Some(role))
    }

    fn read_cells(&mut self, table: &Table) {
        self.claim(table, Role::Method, |cells| all(cells, is_method));
        if self.has(Role::Method) {
            self.claim(table, Role::Uri, |cells| {
                all(cells, |text| {
                    text.starts_with('/') || text.starts_with("http")
                })
            });
        }
        self.claim(table, Role::Place, |cells| {
            all(cells, |text| words::place(text).is_some())
        });
        self.claim(table, Role::Type, |cells| {
            let types = cells.iter().filter(|text| words::is_type(text)).count();
            types * 2 > cells.len()
        });
        if !self.has(Role::Type) && !self.has(Role::Method) {
            self.claim_codes(table);
        }
        self.claim(table, Role::Required, |cells| {
            all(cells, |text| words::mark(text) != words::Mark::Unknown)
                && cells
                    .iter()
                    .any(|text| words::mark(text) != words::Mark::Silent)
        });
    }

    fn claim_codes(&mut self, table: &Table) {
        let numbers = |cells: &[&str]| all(cells, |text| text.parse::<i64>().is_ok());
        self.claim(table, Role::Code, numbers);
        let is_status = |text: &str| text.parse().is_ok_and(|n: i64| (100..600).contains(&n));
        let Some(first) = self.roles.iter().position(|role| *role == Some(Role::Code)) else {
            return;
        };
        // The first of two columns of numbers is the HTTP status, if it can be one.
        if all(&column(table, first), is_status) {
            self.claim(table, Role::Code, numbers);
            let more = self
                .roles
                .iter()
                .filter(|role| **role == Some(Role::Code))
                .count()
                > 1;
            if more {
                self.roles[first] = Some(Role::Status);
            }
        }
    }

    fn read_head(&mut self, table: &Table) {
        let heads: [(&[&str], Role); 7] = [
            (words::NAME, Role::Name),
            (words::TYPE, Role::Type),
            (words::REQUIRED, Role::Required),
            (words::DEFAULT, Role::Default),
            (words::RANGE, Role::Range),
            (words::VALUE, Role::Value),
            (words::DESCRIPTION, Role::Description),
        ];
        let errors = self.has(Role::Code);
        for (at, head) in table.head.iter().enumerate() {
            if self.roles[at].is_some() {
                continue;
            }
            self.roles[at] = heads
                .iter()
                .find(|(list, role)| words::is_one(head, list) && !self.has(*role))
                .map(|(_, role)| *role)
                .filter(|role| !errors || *role == Role::Description);
        }
    }

    /// Gives what is still unknown the role that stands there on the pages that are known.
    fn read_position(&mut self) {
        let order: &[Role] = if self.has(Role::Code) {
            &[Role::Message, Role::Description]
        } else if self.has(Role::Method) {
            &[Role::Name]
        } else if self.has(Role::Place) {
            &[Role::Name, Role::Value, Role::Description]
        } else if self.roles.len() > 5 {
            &[Role::Name, Role::Default, Role::Range, Role::Description]
        } else {
            &[Role::Name, Role::Description]
        };
        let mut free = order
            .iter()
            .filter(|role| !self.has(**role))
            .copied()
            .collect::<Vec<_>>();
        // A lone last column is the description, whatever else is missing.
        let unknown = self.roles.iter().filter(|role| role.is_none()).count();
        while free.len() > unknown && free.len() > 1 && free.contains(&Role::Description) {
            let spare = free
                .iter()
                .position(|r| matches!(r, Role::Value | Role::Default | Role::Range));
            match spare {
                Some(at) => free.remove(at),
                None => break,
            };
        }
        let mut free = free.into_iter();
        if self.has(Role::Method) {
            // In a list of calls the name stands right before the method.
            let method = self
                .roles
                .iter()
                .position(|role| *role == Some(Role::Method));
            if let Some(at) = method.and_then(|at| at.checked_sub(1)) {
                self.roles[at] = free.next();
            }
            return;
        }
        for role in self.roles.iter_mut().filter(|role| role.is_none()) {
            *role = free.next();
        }
    }

    fn claim(&mut self, table: &Table, role: Role, test: impl Fn(&[&str]) -> bool) {
        for at in 0..self.roles.len() {
            let cells = column(table, at);
            if self.roles[at].is_none() && !cells.is_empty() && test(&cells) {
                self.roles[at] = Some(role);
                return;
            }
        }
    }
}

fn column(table: &Table, at: usize) -> Vec<&str> {
    table
        .rows
        .iter()
        .filter_map(|row| row.get(at))
        .map(|cell| cell.text.trim().trim_matches('`'))
        .collect()
}

fn all(cells: &[&str], test: impl Fn(&str) -> bool) -> bool {
    cells.iter().all(|text| test(text))
}

fn is_method(text: &str) -> bool {
    ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"].contains(&text)
}
