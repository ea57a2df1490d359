use std::collections::BTreeSet;

use super::error::StateError;
use crate::model::Service;

/// Of which services the snapshots are, and which of them are read.
#[derive(Debug)]
pub(crate) struct Services {
    chosen: Option<Service>,
    found: BTreeSet<Service>,
}

impl Services {
    pub(crate) fn new(chosen: Option<Service>) -> Self {
        Self {
            chosen,
            found: BTreeSet::new(),
        }
    }

    /// Whether a snapshot of this service is read.
    pub(crate) fn takes(&mut self, service: Service) -> Result<bool, StateError> {
        self.found.insert(service);
        match (self.chosen, self.found.first(), self.found.last()) {
            (Some(chosen), ..) => Ok(chosen == service),
            (None, Some(&one), Some(&other)) if one != other => {
                Err(StateError::SeveralServices(one, other))
            }
            _ => Ok(true),
        }
    }

    /// Whether there is anything that has a state, once all snapshots were seen.
    pub(crate) fn check(self) -> Result<(), StateError> {
        let mut found = self.found.iter().copied();
        match found.find(|found| self.chosen.is_none_or(|chosen| chosen == *found)) {
            Some(Service::AppGuard) => Err(StateError::NoFindings(Service::AppGuard)),
            Some(_) => Ok(()),
            None => Err(StateError::Nothing {
                chosen: self.chosen,
                found: self.found.into_iter().collect(),
            }),
        }
    }
}
