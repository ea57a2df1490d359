use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Abnormal, AbnormalReport, Detection};

/// How often each thing was detected, over many entries.
///
/// ```
/// use nhn_appguard::{Abnormal, Detection, Totals};
///
/// let entries: Vec<Abnormal> = serde_json::from_str(
///     r#"[{"abnormalId":"a","total":3,"cheatCount":3},{"abnormalId":"b","total":1,"cheatCount":1}]"#,
/// )?;
/// let totals: Totals = entries.iter().collect();
/// assert_eq!(totals.get(&Detection::Cheat), Some(4));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Retrieve abnormal behavior detection status".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    entries: u64,
    total: Option<u64>,
    /// In the order of [`Detection::DOCUMENTED`].
    documented: [Option<u64>; Detection::DOCUMENTED.len()],
    others: BTreeMap<String, u64>,
}

impl AbnormalReport {
    /// How often each thing was detected on this day.
    pub fn totals(&self) -> Totals {
        self.entries.iter().collect()
    }
}

impl Totals {
    /// Adds the entries of one more day.
    pub fn add(&mut self, report: &AbnormalReport) {
        self.extend(&report.entries);
    }

    /// How many entries were added up; a device that was detected on two days counts twice.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// All detections as the service counts them; may differ from the sum of the detections.
    /// `None` if no entry had one.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// How often that was detected; `None` if no entry had its counter.
    pub fn get(&self, detection: &Detection) -> Option<u64> {
        self.iter()
            .find_map(|(found, sum)| (found == *detection).then_some(sum))
    }

    /// Every detection that some entry had a counter of, zero or not: the documented ones in the
    /// vendor's order, then the others.
    pub fn iter(&self) -> impl Iterator<Item = (Detection, u64)> {
        let documented = Detection::DOCUMENTED.iter().zip(self.documented);
        let others = self.others.iter();
        documented
            .filter_map(|(detection, sum)| Some((detection.clone(), sum?)))
            .chain(others.map(|(name, sum)| (Detection::Other(name.clone()), *sum)))
    }

    fn add_entry(&mut self, entry: &Abnormal) {
        self.entries += 1;
        if let Some(total) = entry.total {
            add(self.total.get_or_insert(0), total);
        }
        for (detection, count) in entry.counts() {
            let place = Detection::DOCUMENTED
                .iter()
                .position(|known| *known == detection);
            let sum = match place {
                Some(place) => self.documented[place].get_or_insert(0),
                None => self
                    .others
                    .entry(detection.as_str().to_owned())
                    .or_insert(0),
            };
            add(sum, count);
        }
    }
}

impl Serialize for Totals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("entries", &self.entries)?;
        if let Some(total) = self.total {
            map.serialize_entry("total", &total)?;
        }
        for (detection, sum) in self.iter() {
            map.serialize_entry(detection.as_str(), &sum)?;
        }
        map.end()
    }
}

fn add(sum: &mut u64, count: u64) {
    *sum = sum.saturating_add(count);
}

impl<'a> Extend<&'a Abnormal> for Totals {
    fn extend<I: IntoIterator<Item = &'a Abnormal>>(&mut self, entries: I) {
        entries.into_iter().for_each(|entry| self.add_entry(entry));
    }
}

impl<'a> FromIterator<&'a Abnormal> for Totals {
    fn from_iter<I: IntoIterator<Item = &'a Abnormal>>(entries: I) -> Self {
        let mut totals = Self::default();
        totals.extend(entries);
        totals
    }
}
