//! The bench server; started by the benches, ends with them.

fn main() -> Result<(), benches::Failure> {
    benches::server::serve_until_end_of_input()
}
