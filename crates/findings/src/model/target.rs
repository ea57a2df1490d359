use super::inspection::Inspection;
use super::run::Service;

/// What has one state: the latest inspection of it counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TargetKey {
    pub(crate) service: Service,
    pub(crate) project: String,
    pub(crate) region: String,
    pub(crate) standard: String,
    pub(crate) kind: String,
    pub(crate) server: String,
}

impl TargetKey {
    pub(crate) fn of(inspection: &Inspection) -> Self {
        Self {
            service: inspection.service,
            project: inspection.project.clone(),
            region: inspection.region.clone(),
            standard: inspection.standard.clone(),
            kind: inspection.kind.clone(),
            server: inspection.server.clone(),
        }
    }
}
