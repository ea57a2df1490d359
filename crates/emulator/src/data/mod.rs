//! The services' data, made from the seed whenever it is asked for; none of it is held.

pub(crate) mod checklist;
pub(crate) mod detections;
pub(crate) mod inspections;
