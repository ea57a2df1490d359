//! Writing entries and totals under the vendor's names; what was not there is not written.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Abnormal, Totals};

impl Serialize for Abnormal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = &self.abnormal_id {
            map.serialize_entry("abnormalId", id)?;
        }
        write_counters(self, &mut map)?;
        map.end()
    }
}

impl Serialize for Totals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("entries", &self.entries())?;
        write_counters(self.sums(), &mut map)?;
        map.end()
    }
}

fn write_counters<M: SerializeMap>(counters: &Abnormal, map: &mut M) -> Result<(), M::Error> {
    if let Some(total) = counters.total {
        map.serialize_entry("total", &total)?;
    }
    for (name, count) in counters.all() {
        map.serialize_entry(name, &count)?;
    }
    Ok(())
}
