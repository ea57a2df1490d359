//! The word at the start of a memo that tells one created job from all others.

use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::process;

use sha2::{Digest as _, Sha256};
use transport_core::redact::unescaped;

/// Without letters that are taken for digits.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const PREFIX: &str = "kcs";
const DIGITS: u32 = 13;

/// How much of a memo tag and key together take up: a service that cuts memos at 50 characters
/// still shows all of it, and one that cuts at 20 the whole tag.
const TAG_AND_KEY: usize = 50;

/// `kcs` and 13 base32 digits: short, of one case, and without characters that are escaped.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Tag(String);

impl Tag {
    /// The tag of an idempotency key: the same for the same key.
    pub(crate) fn of_key(key: &str) -> Self {
        let digest = Sha256::digest(key.trim().as_bytes());
        let first = digest.iter().take(16);
        Self::of_bits(first.fold(0, |bits, byte| bits << 8 | u128::from(*byte)))
    }

    /// A tag that was never given before.
    pub(crate) fn random() -> Self {
        // Each RandomState is keyed anew; the process id parts processes whose keys are the same.
        let half = || {
            let mut hasher = RandomState::new().build_hasher();
            hasher.write_u32(process::id());
            u128::from(hasher.finish())
        };
        Self::of_bits(half() << 64 | half())
    }

    /// A tag that was told before.
    pub(crate) fn known(tag: &str) -> Self {
        Self(tag.trim().to_lowercase())
    }

    fn of_bits(bits: u128) -> Self {
        let digits = (1..=DIGITS).map(|place| {
            let five_bits = bits >> (u128::BITS - place * 5) & 31;
            char::from(ALPHABET[five_bits as usize])
        });
        Self(PREFIX.chars().chain(digits).collect())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The memo that is sent: the tag, the key as far as there is room, and the caller's text.
    pub(crate) fn memo(&self, key: Option<&str>, text: Option<&str>) -> String {
        let room = TAG_AND_KEY - self.0.len() - 1;
        let key: Option<String> = key.map(|key| key.trim().chars().take(room).collect());
        let words = [Some(self.as_str()), key.as_deref(), text.map(str::trim)];
        let words: Vec<_> = words
            .into_iter()
            .flatten()
            .filter(|word| !word.is_empty())
            .collect();
        words.join(" ")
    }

    /// Whether a memo begins with the tag, or `None` if that cannot be told: there is no memo, or
    /// only a piece of the tag is left.
    pub(super) fn in_memo(&self, memo: Option<&str>) -> Option<bool> {
        let memo = plain(memo.unwrap_or_default());
        let mut words = memo.split(|c: char| !c.is_alphanumeric());
        if words.any(|word| word == self.0) {
            return Some(true);
        }
        (!self.0.starts_with(piece(&memo))).then_some(false)
    }

    /// Whether so much of the tag is left in a memo that it is hardly another's.
    pub(super) fn is_cut_in(&self, memo: &str) -> bool {
        let memo = plain(memo);
        let piece = piece(&memo);
        piece.len() >= PREFIX.len() + 4 && piece.len() < self.0.len() && self.0.starts_with(piece)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A memo without the dots behind what was cut.
fn piece(memo: &str) -> &str {
    memo.trim_end_matches(['.', '…', ' '])
}

/// A memo in one case, without escapes and white space around it.
fn plain(memo: &str) -> String {
    unescaped(memo).trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_key_has_one_tag_and_random_tags_differ() {
        let tag = Tag::of_key("deploy-2025-06-17");
        assert_eq!(tag, Tag::of_key(" deploy-2025-06-17 "));
        assert_ne!(tag, Tag::of_key("deploy-2025-06-18"));
        let random: HashSet<_> = (0..10_000).map(|_| Tag::random().0).collect();
        assert_eq!(random.len(), 10_000);
        for tag in random.iter().chain([&tag.0]) {
            assert_eq!(tag.len(), 16, "{tag}");
            assert!(tag.starts_with("kcs"), "{tag}");
            assert!(
                tag.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            );
        }
        // SHA-256 of "abc" begins with ba7816bf 8f01cfea: 10111 01001 11100 …
        assert_eq!(Tag::of_key("abc").as_str(), "kcsq9w1dfwf077ym");
    }

    #[test]
    fn the_tag_stands_first_and_the_key_fits_behind_it() {
        let tag = Tag::of_key("k");
        let memo = |key: &str, text| tag.memo(Some(key), text);
        assert_eq!(
            memo(" k ", Some("배포 후")),
            format!("{tag} k 배포 후", tag = tag.0)
        );
        assert_eq!(tag.memo(None, None), tag.0);
        assert_eq!(tag.memo(None, Some("  ")), tag.0);
        let long = memo(&"키".repeat(200), None);
        assert_eq!(long.chars().count(), 50);
        let cut: String = long.chars().take(20).collect();
        assert_eq!(tag.in_memo(Some(&cut)), Some(true));
    }

    #[test]
    fn a_memo_is_ours_only_by_the_whole_word_however_it_was_changed() {
        let tag = Tag::of_key("deploy-build-1");
        let text = tag.as_str();
        for ours in [
            text.to_owned(),
            format!("{text} deploy-build-1 메모"),
            format!("{text}&#32;deploy&#45;build"),
            format!("메모 {text}"),
            text.to_uppercase(),
            format!("  {text}\n"),
            format!("&#{};{}", 'k' as u32, &text[1..]),
            format!("{text}%20deploy"),
            format!("<p>{text}</p>"),
        ] {
            assert_eq!(tag.in_memo(Some(&ours)), Some(true), "{ours}");
        }
        for foreign in [
            format!("{text}0"),
            format!("a{text}"),
            format!("{text}ö"),
            "deploy-build-10".to_owned(),
            Tag::of_key("deploy-build-10").as_str().to_owned(),
            "메모 & 나머지; &#99999999; &amp".to_owned(),
        ] {
            assert_eq!(tag.in_memo(Some(&foreign)), Some(false), "{foreign}");
        }
        for unclear in [None, Some(""), Some("  "), Some(&text[..10]), Some("kcs…")] {
            assert_eq!(tag.in_memo(unclear), None, "{unclear:?}");
        }
        assert!(tag.is_cut_in(&text[..10]) && tag.is_cut_in(&format!("{}…", &text[..7])));
        for other in ["", "kcs", &text[..6], text, "kcsother00"] {
            assert!(!tag.is_cut_in(other), "{other}");
        }
    }
}
