//! The `kcsec` command line.

fn main() {}
