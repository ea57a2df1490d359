use super::assemble::Assembly;
use super::store::{Extra, State, StoredRow};
use crate::model::{Check, End, Inspection, Run, SnapshotInfo, Status, Unread};

/// Builds a [`State`] in memory, snapshot by snapshot, without any file.
#[derive(Debug, Default)]
pub struct StateBuilder {
    assembly: Assembly,
    inspections: Vec<(Inspection, Vec<StoredRow>)>,
    counts: End,
}

impl StateBuilder {
    /// An empty state.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an inspection and its checks to the snapshot that [`StateBuilder::snapshot`] ends.
    pub fn inspection(
        &mut self,
        mut inspection: Inspection,
        checks: impl IntoIterator<Item = Check>,
    ) -> &mut Self {
        let rows: Vec<_> = checks
            .into_iter()
            .map(|check| self.row(&inspection, check))
            .collect();
        inspection.items = rows.len() as u64;
        self.counts.inspections += 1;
        self.inspections.push((inspection, rows));
        self
    }

    /// Ends a snapshot: what was asked, the file it stands for, and what could not be read.
    pub fn snapshot(
        &mut self,
        run: Run,
        file: &str,
        sha256: &str,
        unread: Vec<Unread>,
    ) -> &mut Self {
        let mut end = std::mem::take(&mut self.counts);
        end.complete = unread.is_empty();
        end.unread = unread;
        let info = SnapshotInfo {
            file: file.to_owned(),
            sha256: sha256.to_owned(),
            run,
            end,
        };
        self.assembly.add(info, self.inspections.drain(..));
        self
    }

    /// The state: the latest inspection of each target.
    pub fn finish(self) -> State {
        self.assembly.finish(None)
    }

    fn row(&mut self, inspection: &Inspection, check: Check) -> StoredRow {
        let mut item = check.item;
        item.standard.clone_from(&inspection.standard);
        item.kind.clone_from(&inspection.kind);
        let texts = (item.how.take(), item.severity_raw.take());
        let extra = Extra {
            location: check.location.into(),
            status_raw: check.status_raw.map(Into::into),
            count: check.count,
        };
        self.counts.findings += 1;
        self.counts.weak += u64::from(check.status == Status::Fail);
        let row = self.assembly.row(item, extra, check.status);
        self.assembly.set_texts(row.item, texts);
        row
    }
}
