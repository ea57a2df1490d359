use std::sync::Arc;

use auth_core::Signer;

use super::clock_offset::ClockOffset;
use super::retry_budget::RetryBudget;
use crate::http::Transport;
use crate::{Endpoint, Runtime};

/// What all calls of one client and its clones share.
pub(super) struct ClientInner {
    pub(super) endpoint: Endpoint,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) signer: Arc<dyn Signer>,
    pub(super) runtime: Runtime,
    pub(super) retry_budget: RetryBudget,
    pub(super) corrects_clock: bool,
    pub(super) unsigned_path_prefix: bool,
    pub(super) clock_offset: ClockOffset,
}
