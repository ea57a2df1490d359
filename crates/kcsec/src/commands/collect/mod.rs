//! `kcsec ssc collect` and its like: one run that reads everything and keeps it as a snapshot.

mod appguard;
mod convert;
mod run;
mod ssc;
mod wsc;

pub(super) use appguard::run as appguard;
pub(super) use ssc::run as ssc;
pub(super) use wsc::run as wsc;
pub(super) use wsc::scan_state;
