use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Check, Detection, End, Finding, Inspection, Item, Run};

/// A record as it is written, with its kind first.
#[derive(Serialize)]
#[serde(tag = "record", rename_all = "lowercase")]
pub(super) enum RecordRef<'a> {
    Run(&'a Run),
    Item(&'a Item),
    Inspection(&'a Inspection),
    Finding(&'a Finding<'a>),
    Detection(&'a Detection),
    End(&'a End),
}

impl RecordRef<'_> {
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

/// The item record of a check of an inspection.
pub(super) fn item_of(inspection: &Inspection, check: &Check) -> Item {
    let mut item = check.item.clone();
    item.standard.clone_from(&inspection.standard);
    item.kind.clone_from(&inspection.kind);
    item
}

/// The finding record of a check of an inspection.
pub(super) fn finding_of<'a>(inspection: &'a Inspection, check: &'a Check) -> Finding<'a> {
    let item = &check.item;
    Finding {
        service: inspection.service,
        project: (&inspection.project).into(),
        region: (&inspection.region).into(),
        standard: (&inspection.standard).into(),
        kind: (&inspection.kind).into(),
        server: (&inspection.server).into(),
        os: inspection.os.as_deref().map(Into::into),
        os_version: inspection.os_version.as_deref().map(Into::into),
        script_version: inspection.script_version.as_deref().map(Into::into),
        inspection: (&inspection.inspection).into(),
        checked_at: inspection.checked_at,
        check: (&item.check).into(),
        category: item.category.as_deref().map(Into::into),
        item: item.item.as_deref().map(Into::into),
        location: (&check.location).into(),
        severity: item.severity,
        status: check.status,
        status_raw: check.status_raw.as_deref().map(Into::into),
        count: check.count,
    }
}
