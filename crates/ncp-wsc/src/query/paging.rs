use serde::Serialize;

use crate::Error;

/// How many jobs a page holds unless told otherwise: the default that older pages document.
const DEFAULT_LIMIT: u32 = 20;

/// Which page, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Paging {
    pub(crate) limit: u32,
    pub(crate) page: u32,
}

impl Default for Paging {
    fn default() -> Self {
        Self {
            limit: DEFAULT_LIMIT,
            page: 1,
        }
    }
}

impl Paging {
    pub(crate) fn check(self, operation: &'static str) -> Result<(), Error> {
        for (field, value) in [("limit", self.limit), ("page", self.page)] {
            if value == 0 {
                return Err(Error::invalid_input(
                    operation,
                    field,
                    "is 0; it starts at 1",
                ));
            }
        }
        Ok(())
    }
}
