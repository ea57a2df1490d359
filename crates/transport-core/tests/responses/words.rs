//! Enums that keep words they do not know.

use std::collections::HashMap;

use transport_core::open_enum;

open_enum! {
    /// The operating system.
    pub enum Os {
        /// Windows, in both of the vendor's spellings.
        Windows = "Windows" | "Window",
        /// Linux.
        Linux = "Linux",
    }
}

#[test]
fn known_words_have_names_and_unknown_ones_stay_as_they_came() {
    for (word, expected, written) in [
        ("Windows", Os::Windows, "Windows"),
        ("Window", Os::Windows, "Windows"),
        ("Linux", Os::Linux, "Linux"),
        ("linux", Os::Other("linux".to_owned()), "linux"),
        ("", Os::Other(String::new()), ""),
        ("유닉스\n", Os::Other("유닉스\n".to_owned()), "유닉스\n"),
    ] {
        let json = serde_json::to_string(word).unwrap();
        let read: Os = serde_json::from_str(&json).unwrap();
        assert_eq!(read, expected);
        assert_eq!(
            (read.as_str(), read.to_string().as_str()),
            (written, written)
        );
        assert_eq!(serde_json::to_value(&read).unwrap(), written);
        assert_eq!(Os::from(word), read);
    }
}

#[test]
fn what_is_no_word_is_refused() {
    for json in ["7", "null", "[]", "{}", "true"] {
        assert!(serde_json::from_str::<Os>(json).is_err(), "{json}");
    }
}

#[test]
fn words_can_be_counted_by() {
    let mut counts: HashMap<Os, u32> = HashMap::new();
    for word in ["Window", "Windows", "BSD"] {
        *counts.entry(word.into()).or_default() += 1;
    }
    assert_eq!(counts[&Os::Windows], 2);
}
