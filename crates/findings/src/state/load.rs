use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::assemble::{Assembly, ItemKey, Texts, item_key};
use super::error::StateError;
use super::services::Services;
use super::store::{Extra, State, StoredRow};
use crate::model::{Inspection, Item, Service, SnapshotInfo};
use crate::snapshot::{Entry, SnapshotError, SnapshotReader, Tail};

/// What a file says of its rows is believed up to so many before they are there.
const LARGEST_RESERVE: u64 = 1_024;

/// Which state is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StateOptions {
    /// The moment of the state: later inspections are left out. `None` is now.
    pub as_of: Option<DateTime<FixedOffset>>,
    /// The service; needed where the snapshots are of several.
    pub service: Option<Service>,
}

impl State {
    /// Reads the state of all servers from snapshots: the latest inspection of each.
    ///
    /// A server that a later run should have found and did not find is gone, and not in the state:
    /// the run was complete, and its range holds the server's last inspection.
    ///
    /// Every snapshot has to be whole. Memory is taken by the latest inspections only, however many
    /// snapshots there are; newer files are best given last, as
    /// [`snapshots_in`](crate::snapshots_in) does.
    ///
    /// # Errors
    ///
    /// When a snapshot is cut, damaged or unreadable, or the snapshots are of several services.
    pub fn load(paths: &[PathBuf], options: &StateOptions) -> Result<Self, StateError> {
        let mut loading = Loading {
            assembly: Assembly::default(),
            services: Services::new(options.service),
            as_of: options.as_of,
        };
        // What is newest is kept in most cases, and what it replaces need not be kept at all.
        for path in paths.iter().rev() {
            loading.file(path)?;
        }
        loading.services.check()?;
        Ok(loading.assembly.finish(options.as_of))
    }
}

struct Loading {
    assembly: Assembly,
    services: Services,
    as_of: Option<DateTime<FixedOffset>>,
}

impl Loading {
    fn file(&mut self, path: &Path) -> Result<(), StateError> {
        let reader = SnapshotReader::open(path)?;
        if !self.services.takes(reader.run().service)? {
            return Ok(());
        }
        let (info, inspections, texts) = self.read(reader)?;
        self.assembly.add(info, inspections);
        self.assembly.texts(&texts);
        Ok(())
    }

    fn read(&mut self, mut reader: SnapshotReader<File>) -> Result<FileContent, SnapshotError> {
        let collected_at = reader.run().collected_at;
        let mut inspections: Vec<(Inspection, Vec<StoredRow>)> = Vec::new();
        // Where the rows of an inspection go: `None` is nowhere, as there is a later one.
        let mut places: HashMap<String, Option<usize>> = HashMap::new();
        // Rows that came before their inspection.
        let mut early: HashMap<String, Vec<StoredRow>> = HashMap::new();
        let mut texts = HashMap::new();
        let mut rows = Rows::default();
        while let Some(entry) = reader.next_entry()? {
            match entry {
                Entry::Item(item) => {
                    let key = item_key(&item);
                    texts.insert(key, (item.how, item.severity_raw));
                }
                Entry::Inspection(inspection) => {
                    let number = inspection.inspection.clone();
                    let time = inspection.checked_at.unwrap_or(collected_at);
                    let in_time = self.as_of.is_none_or(|as_of| time <= as_of);
                    let mut rows = early.remove(&number).unwrap_or_default();
                    let is_kept = in_time && self.assembly.is_latest(&inspection, collected_at);
                    places.insert(number, is_kept.then_some(inspections.len()));
                    if is_kept {
                        // Ten thousand lists that grow by themselves leave a third of memory unused.
                        rows.reserve_exact(inspection.items.min(LARGEST_RESERVE) as usize);
                        inspections.push((inspection, rows));
                    }
                }
                Entry::Finding {
                    head,
                    tail,
                    tail_id,
                } => {
                    let target = match places.get(&head.inspection) {
                        Some(Some(place)) => &mut inspections[*place].1,
                        Some(None) => continue,
                        None => early.entry(head.inspection.clone()).or_default(),
                    };
                    let parts = (head.standard.as_str(), head.kind.as_str());
                    target.push(rows.row(&mut self.assembly, parts, tail, tail_id));
                }
                Entry::Detection(_) => {}
            }
        }
        Ok((reader.finish()?, inspections, texts))
    }
}

type FileContent = (
    SnapshotInfo,
    Vec<(Inspection, Vec<StoredRow>)>,
    HashMap<ItemKey, Texts>,
);

/// The rows that were made already, by the part of the line they were made from.
#[derive(Default)]
struct Rows {
    kinds: Vec<(String, String)>,
    known: HashMap<(usize, u32, u32), StoredRow>,
}

impl Rows {
    fn row(
        &mut self,
        assembly: &mut Assembly,
        (standard, kind): (&str, &str),
        tail: &Tail,
        (generation, tail_id): (u32, u32),
    ) -> StoredRow {
        let known = self.kinds.iter();
        let mut known = known.map(|(standard, kind)| (standard.as_str(), kind.as_str()));
        let index = known.position(|known| known == (standard, kind));
        let index = index.unwrap_or_else(|| {
            self.kinds.push((standard.to_owned(), kind.to_owned()));
            self.kinds.len() - 1
        });
        *self
            .known
            .entry((index, generation, tail_id))
            .or_insert_with(|| {
                let mut item = Item::new(tail.check.clone(), tail.severity);
                item.standard = standard.to_owned();
                item.kind = kind.to_owned();
                item.item.clone_from(&tail.item);
                item.category.clone_from(&tail.category);
                let extra = Extra {
                    location: tail.location.as_str().into(),
                    status_raw: tail.status_raw.as_deref().map(Into::into),
                    count: tail.count,
                };
                assembly.row(item, extra, tail.status)
            })
    }
}
