//! Client for NAVER Cloud Web Security Checker: scan jobs and reports.
