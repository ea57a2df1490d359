//! Client for NHN Cloud Server Security Check: inspection summaries and details.
