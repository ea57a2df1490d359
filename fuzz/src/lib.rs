//! What the fuzz targets do, as plain functions.

pub mod targets;
