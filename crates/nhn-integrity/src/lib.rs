//! Client for NHN AppGuard integrity verification: one read of a token decides whether an app is genuine.
