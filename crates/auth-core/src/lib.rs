//! Credentials and request signers for NHN Cloud and NAVER Cloud APIs, without an HTTP client.
