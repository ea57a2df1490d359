//! `/__admin/`: the emulator's own controls, for whoever sits at this machine.

mod access;
mod routes;

pub(crate) use access::handle;
