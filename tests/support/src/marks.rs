use std::collections::BTreeSet;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

/// A secret that can be recognised wherever it turns up.
///
/// Each holds characters that URLs, JSON and HTML escape, and a run of letters and digits that
/// nothing but a real encoding changes.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// What it is.
    pub what: &'static str,
    /// The secret.
    pub text: &'static str,
}

const fn mark(what: &'static str, text: &'static str) -> Mark {
    Mark { what, text }
}

/// NHN Cloud User Access Key ID.
pub const NHN_KEY_ID: Mark = mark("User Access Key ID", "test-secret/id~Kd7QwErTyN1a");
/// NHN Cloud secret access key.
pub const NHN_SECRET_KEY: Mark = mark("NHN secret access key", "test-secret+\"<&>'%=Sk4ZxCvBnM2b");
/// Appkey of Server Security Check.
pub const SSC_APPKEY: Mark = mark("SSC Appkey", "test-secret/../ap?p#key%2F+Ssc5HjKlQw3c");
/// Appkey of AppGuard.
pub const APPGUARD_APPKEY: Mark = mark("AppGuard Appkey", "test-secret;appkey=Agd6PoIuYt4d");
/// NHN Cloud User Access Key token.
pub const ACCESS_TOKEN: Mark = mark("access token", "test-secret.Tok9AsDfGh7g/+==");
/// NAVER Cloud access key.
pub const NCP_ACCESS_KEY: Mark = mark("NCP access key", "test-secret/AccEss7MnBvCx5e");
/// NAVER Cloud secret key.
pub const NCP_SECRET_KEY: Mark = mark("NCP secret key", "test-secret:SecKey8LkJhGf6f");
/// Integrity token of an app.
pub const INTEGRITY_TOKEN: Mark = mark("integrity token", "test-secret~Int0ZaQwSx8h/+=");
/// A cookie among the `Headers` of a scan.
pub const SCAN_COOKIE: Mark = mark("cookie of a scan", "test-secret%Coo1EdCrFv9i");
/// Another header's value among the `Headers` of a scan.
pub const SCAN_HEADER: Mark = mark("header of a scan", "test-secret,\\Hdr6QaZwSx4p");
/// A password that stands as `Basic` among the `Headers` of a scan.
pub const SCAN_BASIC: Mark = mark("Basic password of a scan", "test-secret-Bas2TgBnHy0j");
/// `Login_Info` of a report.
pub const LOGIN_INFO: Mark = mark("Login_Info", "JSESSIONID=test-secret-Lgn3UjMkIo1k");
/// The password in a proxy's URL; it stands there as it is.
pub const PROXY_PASSWORD: Mark = mark("proxy password", "test-secret-Prx4OlPqAz2m");
/// The password in an endpoint's or a target's URL; it stands there as it is.
pub const URL_PASSWORD: Mark = mark("URL password", "test-secret-End5WsXeDc3n");

/// All of them.
pub const ALL_MARKS: &[Mark] = &[
    NHN_KEY_ID,
    NHN_SECRET_KEY,
    SSC_APPKEY,
    APPGUARD_APPKEY,
    ACCESS_TOKEN,
    NCP_ACCESS_KEY,
    NCP_SECRET_KEY,
    INTEGRITY_TOKEN,
    SCAN_COOKIE,
    SCAN_HEADER,
    SCAN_BASIC,
    LOGIN_INFO,
    PROXY_PASSWORD,
    URL_PASSWORD,
];

/// Shorter runs would be found by chance.
const SHORTEST: usize = 8;

/// Looks for marks in every form that text, URLs, headers, JSON, HTML and `Debug` give them.
#[derive(Debug)]
pub struct Leaks {
    forms: Vec<Form>,
    /// One for each [`Search`], over all forms that are searched for so.
    automata: OnceLock<[Automaton; 3]>,
}

/// Finds many needles at once, and says which forms they are.
#[derive(Debug)]
struct Automaton {
    needles: AhoCorasick,
    forms: Vec<usize>,
}

#[derive(Debug)]
struct Form {
    what: String,
    form: &'static str,
    needle: String,
    search: Search,
}

type WriteByte = fn(u8) -> String;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Search {
    Exact,
    AnyCase,
    /// As numbers in a list, whatever white space `{:#?}` puts between them.
    Squeezed,
}

impl Default for Leaks {
    /// Looks for all marks.
    fn default() -> Self {
        ALL_MARKS.iter().fold(Self::nothing(), |leaks, mark| {
            leaks.and(mark.what, mark.text)
        })
    }
}

impl Leaks {
    fn nothing() -> Self {
        Self {
            forms: Vec::new(),
            automata: OnceLock::new(),
        }
    }

    /// Looks for this secret too, such as a token that a service made up.
    ///
    /// # Panics
    ///
    /// When it holds no run of letters and digits long enough to be told from chance.
    #[must_use]
    pub fn and(mut self, what: &str, secret: &str) -> Self {
        self.automata = OnceLock::new();
        let core = core_of(secret);
        assert!(core.len() >= SHORTEST, "{what} cannot be recognised");
        let bytes = core.as_bytes();
        let each = |form: WriteByte| bytes.iter().map(|byte| form(*byte)).collect::<String>();
        let mut add = |form, needle: String, search| {
            let needle = match search {
                Search::AnyCase => needle.to_lowercase(),
                Search::Exact | Search::Squeezed => needle,
            };
            self.forms.push(Form {
                what: what.to_owned(),
                form,
                needle,
                search,
            });
        };
        add("raw", core.to_owned(), Search::AnyCase);
        add("reversed", core.chars().rev().collect(), Search::AnyCase);
        let any_case: [(&str, WriteByte); 4] = [
            ("percent-encoded", |byte| format!("%{byte:02x}")),
            ("hexadecimal", |byte| format!("{byte:02x}")),
            ("JSON escape", |byte| format!("\\u{byte:04x}")),
            ("HTML hexadecimal reference", |byte| format!("&#x{byte:x};")),
        ];
        for (form, write) in any_case {
            add(form, each(write), Search::AnyCase);
        }
        add(
            "HTML reference",
            each(|byte| format!("&#{byte};")),
            Search::Exact,
        );
        add(
            "list of bytes",
            each(|byte| format!("{byte},")),
            Search::Squeezed,
        );
        for offset in 0..3 {
            let plain = base64_core(bytes, offset);
            let safe = plain.replace('+', "-").replace('/', "_");
            if safe != plain {
                add("URL-safe Base64", safe, Search::Exact);
            }
            add("Base64", plain, Search::Exact);
        }
        self
    }

    /// What of the marks is in the text, and in which form.
    ///
    /// # Panics
    ///
    /// When there are more marks than can be searched for.
    pub fn found_in(&self, text: &str) -> Vec<String> {
        let [exact, any_case, squeezed] = self.automata.get_or_init(|| {
            [Search::Exact, Search::AnyCase, Search::Squeezed].map(|search| self.automaton(search))
        });
        let mut found = BTreeSet::new();
        found.extend(exact.found_in(text));
        found.extend(any_case.found_in(&text.to_lowercase()));
        found.extend(squeezed.found_in(&text.split_whitespace().collect::<String>()));
        found
            .into_iter()
            .map(|form| format!("{} ({})", self.forms[form].what, self.forms[form].form))
            .collect()
    }

    fn automaton(&self, search: Search) -> Automaton {
        let forms: Vec<_> = (0..self.forms.len())
            .filter(|form| self.forms[*form].search == search)
            .collect();
        let needles = forms.iter().map(|form| &self.forms[*form].needle);
        Automaton {
            needles: AhoCorasick::new(needles).unwrap_or_else(|error| panic!("{error}")),
            forms,
        }
    }

    /// Fails when one of them is in the text.
    ///
    /// # Panics
    ///
    /// When one is.
    #[track_caller]
    pub fn assert_none_in(&self, place: &str, text: &str) {
        let found = self.found_in(text);
        assert!(
            found.is_empty(),
            "{place} shows {}:\n{}",
            found.join(", "),
            text.chars().take(4_000).collect::<String>()
        );
    }
}

impl Automaton {
    fn found_in(&self, text: &str) -> Vec<usize> {
        let found = self.needles.find_overlapping_iter(text);
        found
            .map(|found| self.forms[found.pattern().as_usize()])
            .collect()
    }
}

/// The longest run of letters and digits.
fn core_of(secret: &str) -> &str {
    secret
        .split(|c: char| !c.is_ascii_alphanumeric())
        .max_by_key(|run| run.len())
        .unwrap_or_default()
}

/// What of the Base64 does not depend on the bytes around these, of which `offset` stand before
/// them in their group of three.
fn base64_core(bytes: &[u8], offset: usize) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |index: usize| usize::from(bytes[index / 8] >> (7 - index % 8) & 1);
    // The first digit that lies whole within these bytes.
    let first = [0, 4, 2][offset];
    let digits = (bytes.len() * 8 - first) / 6;
    (0..digits)
        .map(|digit| {
            let value = (0..6).fold(0, |value, at| value << 1 | bit(first + digit * 6 + at));
            char::from(DIGITS[value])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_in_every_form() {
        let leaks = Leaks::nothing().and("secret", "test-secret/Abc123xyz+");
        for leak in [
            "x Abc123xyz y",
            "x-header: ABC123XYZ",
            "%41%62%63%31%32%33%78%79%7A",
            "416263313233 41626331323378797A",
            r"\u0041\u0062\u0063\u0031\u0032\u0033\u0078\u0079\u007a",
            "&#65;&#98;&#99;&#49;&#50;&#51;&#120;&#121;&#122;",
            "&#x41;&#x62;&#x63;&#x31;&#x32;&#x33;&#x78;&#x79;&#x7A;",
            "[65, 98, 99, 49, 50, 51, 120, 121, 122, 0]",
            // Abc123xyz behind nothing, one byte and two.
            "QWJjMTIzeHl6",
            "LUFiYzEyM3h5eg==",
            "LS1BYmMxMjN4eXo=",
        ] {
            assert!(!leaks.found_in(leak).is_empty(), "{leak}");
        }
        assert!(leaks.found_in("test-secret [redacted] abc 123").is_empty());
    }

    #[test]
    fn no_mark_is_part_of_another_and_each_can_be_recognised() {
        for mark in ALL_MARKS {
            let found = Leaks::default().found_in(mark.text);
            assert_eq!(found, [format!("{} (raw)", mark.what)]);
        }
    }
}
