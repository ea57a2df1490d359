//! AppGuard's detections over many days: what was detected, whether it is too much, and whom to ban.

mod alarm;
mod ban;
mod day;
mod days;
mod files;
mod group;
mod ids;
mod reason;
mod rules;

pub use alarm::{AlarmRule, DetectionAlarm};
pub use ban::{Ban, BanList, LeftOut, RuleNote};
pub use day::DetectionDay;
pub use days::{Coverage, DetectionDays};
pub use files::{DayFilter, DetectionFile, DetectionScope, detection_files};
pub use group::{CounterTotal, DayTotal, DetectionGroup, IdTotal, Returned};
pub use ids::{IdProblem, changes_in_spreadsheets, looks_like_formula, mask_id};
pub use rules::{BanRule, BanRules, IdGlobs};
