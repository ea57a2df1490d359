use super::{Note, OutputError, OutputOptions};
use crate::judged::Judged;
use std::io::Write;
/// stub
pub fn write_html(
    _: &Judged,
    _: &OutputOptions,
    _: &mut impl Write,
) -> Result<Vec<Note>, OutputError> {
    Ok(Vec::new())
}
