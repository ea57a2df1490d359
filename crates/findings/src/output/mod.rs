//! The outputs: one judged list, many formats.
