use super::inspection::Inspection;
use super::run::{Run, Service};

/// What a run asked of a service; `None` is everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Scope<'a> {
    pub(crate) service: Service,
    pub(crate) project: &'a str,
    pub(crate) region: &'a str,
    pub(crate) standard: Option<&'a str>,
    pub(crate) kind: Option<&'a str>,
}

impl<'a> Scope<'a> {
    /// The scope that holds an inspection alone.
    pub(crate) fn of(inspection: &'a Inspection) -> Self {
        Self {
            service: inspection.service,
            project: &inspection.project,
            region: &inspection.region,
            standard: Some(&inspection.standard),
            kind: Some(&inspection.kind),
        }
    }

    /// Whether there is anything that both ask for.
    pub(crate) fn meets(&self, other: &Scope<'_>) -> bool {
        let both = |a: Option<&str>, b: Option<&str>| a.is_none() || b.is_none() || a == b;
        (self.service, self.project, self.region) == (other.service, other.project, other.region)
            && both(self.standard, other.standard)
            && both(self.kind, other.kind)
    }
}

impl Run {
    /// What was asked, apart from the time.
    pub(crate) fn scope(&self) -> Scope<'_> {
        Scope {
            service: self.service,
            project: &self.project,
            region: &self.region,
            standard: self.standard.as_deref(),
            kind: self.kind.as_deref(),
        }
    }
}
