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
    // An entry without an id: the same counters, added up.
    sums: Abnormal,
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
        self.sums.total
    }

    /// How often that was detected; `None` if no entry had its counter.
    pub fn get(&self, detection: &Detection) -> Option<u64> {
        self.sums.count(detection)
    }

    /// Every detection that some entry had a counter of, zero or not: the documented ones in the
    /// vendor's order, then the others.
    pub fn iter(&self) -> impl Iterator<Item = (Detection, u64)> {
        self.sums.counts()
    }

    pub(super) fn sums(&self) -> &Abnormal {
        &self.sums
    }

    fn add_entry(&mut self, entry: &Abnormal) {
        self.entries += 1;
        if let Some(total) = entry.total {
            add(self.sums.total.get_or_insert(0), total);
        }
        for (name, count) in entry.documented() {
            if let Some(sum) = self.sums.documented_mut(name) {
                add(sum.get_or_insert(0), count);
            }
        }
        for (name, count) in &entry.other_counts {
            match self.sums.other_counts.get_mut(name) {
                Some(sum) => add(sum, *count),
                None => {
                    self.sums.other_counts.insert(name.clone(), *count);
                }
            }
        }
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
