use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::SystemTime;

use crate::Error;
use crate::service::CREATE_JOB;

/// Where the markers come from that tell one created job from all others.
///
/// A marker is 8 to 64 ASCII letters, digits and hyphens: how long a memo may be and how the
/// service searches are undocumented. Each one is used once.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
pub trait MarkerSource: fmt::Debug + Send + Sync {
    /// A marker that was never given before; `now` is the client's clock.
    fn marker(&self, now: SystemTime) -> String;
}

/// Markers such as `kcs-7f3k9q2m1xzc`: random enough that no two are the same.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomMarker;

/// Without letters that are taken for figures.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LETTERS: u32 = 12;

impl MarkerSource for RandomMarker {
    fn marker(&self, now: SystemTime) -> String {
        // Each RandomState is keyed anew; the clock parts processes whose keys would be the same.
        let mut hasher = RandomState::new().build_hasher();
        let since_epoch = now.duration_since(SystemTime::UNIX_EPOCH);
        hasher.write_u128(since_epoch.unwrap_or_default().as_nanos());
        let random = hasher.finish();
        let letters = (0..LETTERS).map(|place| {
            let five_bits = (random >> (place * 5)) & 31;
            char::from(ALPHABET[five_bits as usize])
        });
        "kcs-".chars().chain(letters).collect()
    }
}

/// The marker, if it is one.
pub(super) fn checked(marker: String) -> Result<String, Error> {
    let is_plain = marker
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_plain && (8..=64).contains(&marker.len()) {
        Ok(marker)
    } else {
        Err(refused(
            "is not 8 to 64 letters, digits and hyphens; check where it comes from",
        ))
    }
}

pub(super) fn refused(problem: &str) -> Error {
    let problem = format!("would hold a marker that {problem}");
    Error::invalid_input(CREATE_JOB.name, "Memo", problem)
}

/// The memo that is sent: the caller's text in front, then the marker.
pub(super) fn mark(memo: Option<&str>, marker: &str) -> String {
    match memo.filter(|memo| !memo.trim().is_empty()) {
        Some(memo) => format!("{memo} {marker}"),
        None => marker.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn random_markers_are_plain_and_differ_even_at_the_same_moment() {
        let now = SystemTime::UNIX_EPOCH;
        let markers: HashSet<_> = (0..10_000)
            .map(|_| checked(RandomMarker.marker(now)).unwrap())
            .collect();
        assert_eq!(markers.len(), 10_000);
        assert!(markers.iter().all(|marker| marker.len() == 16));
    }

    #[test]
    fn the_callers_memo_stays_in_front() {
        assert_eq!(mark(Some("배포 후"), "kcs-1"), "배포 후 kcs-1");
        assert_eq!(mark(Some(" "), "kcs-1"), "kcs-1");
        assert_eq!(mark(None, "kcs-1"), "kcs-1");
    }

    #[test]
    fn a_marker_that_a_search_may_misread_is_refused() {
        for bad in ["", "short-1", "with space-1", "퍼센트-12345", "a%b-12345"] {
            let error = checked(bad.to_owned()).unwrap_err();
            assert_eq!(error.field(), Some("Memo"), "{bad}");
        }
    }
}
