//! What the profile shows, in words: written by hand, beside the figures that it explains.

pub(super) const TEXT: &str = "";
