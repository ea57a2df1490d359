//! Typed clients for four Korean cloud security APIs of NHN Cloud and NAVER Cloud.
