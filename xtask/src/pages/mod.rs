//! Reads the vendors' Markdown pages into facts.

mod allowed;
pub mod columns;
pub mod curl;
pub mod details;
pub mod facts;
pub mod markdown;
pub mod prepare;
pub mod reader;
mod roles;
mod scan;
pub mod vocabulary;

pub use facts::Page;
pub use reader::read;
