use std::sync::Arc;

use auth_core::Signer;

use super::budget::RetryBudget;
use super::clock_offset::ClockOffset;
use crate::http::Transport;
use crate::{Endpoint, Runtime};

/// What all calls of one caller and its clones share.
pub(super) struct Shared {
    pub(super) endpoint: Endpoint,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) signer: Arc<dyn Signer>,
    pub(super) runtime: Runtime,
    pub(super) budget: RetryBudget,
    pub(super) clock_correction: bool,
    pub(super) offset: ClockOffset,
}
