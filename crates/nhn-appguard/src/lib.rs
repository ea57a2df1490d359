//! Client for the NHN AppGuard public API: abnormal behaviour by device or user.
