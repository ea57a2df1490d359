use std::collections::BTreeMap;

use zeroize::Zeroizing;

use crate::Secret;
use crate::text::{decode_settings, is_invisible};

pub(super) const ACCESS_KEY: &str = "ncloud_access_key_id";
pub(super) const SECRET_KEY: &str = "ncloud_secret_access_key";
const API_URL: &str = "ncloud_api_url";
pub(super) const DEFAULT_PROFILE: &str = "DEFAULT";

/// What [`parse_configure`] read: the profiles, in the order of the file.
///
/// Vendor page: <https://cli.ncloud-docs.com/docs/en/home>.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConfigureFile {
    profiles: Vec<ConfigureProfile>,
}

/// One section of the file; a key that is absent or empty is `None`.
///
/// Vendor page: <https://cli.ncloud-docs.com/docs/en/home>.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConfigureProfile {
    name: String,
    pub(super) access_key_line: Line,
    pub(super) secret_key_line: Line,
    api_url: Option<String>,
    pub(super) misspelt: Vec<Misspelt>,
}

/// A value and the number of its line, counted from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    value: Option<Secret>,
    pub(super) number: usize,
}

/// An unknown key that is nearly a known one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misspelt {
    pub(super) key: String,
    pub(super) meant: &'static str,
    pub(super) number: usize,
}

impl ConfigureFile {
    /// The profiles; lines before the first section belong to `DEFAULT`.
    pub fn profiles(&self) -> &[ConfigureProfile] {
        &self.profiles
    }

    /// The profile of that name; `None` asks for `DEFAULT`.
    pub fn profile(&self, name: Option<&str>) -> Option<&ConfigureProfile> {
        let name = name_of(name.unwrap_or(DEFAULT_PROFILE));
        self.profiles.iter().find(|profile| profile.name == name)
    }
}

impl ConfigureProfile {
    /// The name, as it stands between the brackets.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `ncloud_access_key_id`.
    pub fn access_key(&self) -> Option<&Secret> {
        self.access_key_line.value.as_ref()
    }

    /// `ncloud_secret_access_key`.
    pub fn secret_key(&self) -> Option<&Secret> {
        self.secret_key_line.value.as_ref()
    }

    /// `ncloud_api_url`: its host tells the zone that the keys belong to.
    pub fn api_url(&self) -> Option<&str> {
        self.api_url.as_deref()
    }
}

/// Reads the content of `~/.ncloud/configure`; whatever it holds, this returns.
///
/// The file is UTF-8 or UTF-16. Keys are read in any case, `=` or `:` separates them from their
/// values, which may be in quotes and may hold `=`, `#` and `;`. A
/// comment begins with `#` or `;`, at the beginning of a line or behind white space. Keys of other
/// tools are ignored; of a key that is written twice the last counts, as for the official tools.
///
/// ```
/// let file = auth_core::parse_configure("[DEFAULT]\nncloud_secret_access_key = EXAMPLE=KEY=\n");
/// let secret = file.profile(None).and_then(|profile| profile.secret_key());
/// assert_eq!(secret.map(|secret| secret.expose()), Some("EXAMPLE=KEY="));
/// ```
///
/// Vendor page: <https://cli.ncloud-docs.com/docs/en/home>.
pub fn parse_configure(content: impl AsRef<[u8]>) -> ConfigureFile {
    let text = Zeroizing::new(decode_settings(content.as_ref()));
    let mut file = Sections::default();
    let mut section = DEFAULT_PROFILE;
    // Old Macs end lines with `\r` alone; of `\r\n` it is white space at the end.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    for (number, line) in (1..).zip(text.split(end).map(str::trim)) {
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[') {
            let name = rest.split_once(']').map_or(rest, |(name, _)| name);
            section = name_of(name.trim());
            file.profile(section);
        } else if let Some((key, value)) = key_and_value(line) {
            let key = key.trim().replace(is_invisible, "").to_ascii_lowercase();
            let value = Some(value_of(value)).filter(|value| !value.is_empty());
            let secret = || Line {
                value: value.map(Secret::new),
                number,
            };
            match key.as_str() {
                ACCESS_KEY => file.profile(section).access_key_line = secret(),
                SECRET_KEY => file.profile(section).secret_key_line = secret(),
                API_URL => file.profile(section).api_url = value.map(str::to_owned),
                _ => {
                    if let Some(meant) = meant_by(&key) {
                        let misspelt = Misspelt { key, meant, number };
                        file.profile(section).misspelt.push(misspelt);
                    }
                }
            }
        }
    }
    ConfigureFile {
        profiles: file.profiles,
    }
}

/// A line's two halves. Korean keyboards also write the separators in their wide form, and people
/// forget them.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    line.split_once(['=', ':', '\u{ff1d}', '\u{ff1a}'])
        .or_else(|| {
            let (key, value) = line.split_once(char::is_whitespace)?;
            let is_known = |known: &&str| known.eq_ignore_ascii_case(key);
            [ACCESS_KEY, SECRET_KEY]
                .iter()
                .find(|known| is_known(known))?;
            Some((key, value))
        })
}

/// A value without the quotes around it and the comment behind it.
fn value_of(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some((value, rest)) = text
            .strip_prefix(quote)
            .and_then(|text| text.split_once(quote))
            && (rest.trim().is_empty() || rest.trim_start().starts_with(['#', ';']))
        {
            return value.trim();
        }
    }
    let is_comment = |(at, _): &(usize, &str)| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(char::is_whitespace)
    };
    match text.match_indices(['#', ';']).find(is_comment) {
        Some((at, _)) => text[..at].trim(),
        None => text,
    }
}

/// The known key that an unknown name is nearly the same as.
fn meant_by(name: &str) -> Option<&'static str> {
    let similarity = |key: &str| strsim::normalized_damerau_levenshtein(name, key);
    [ACCESS_KEY, SECRET_KEY]
        .into_iter()
        .filter(|key| similarity(key) >= 0.6)
        .max_by(|one, other| similarity(one).total_cmp(&similarity(other)))
}

/// `DEFAULT` is also written in lower case; other names are taken as they are written.
fn name_of(name: &str) -> &str {
    if name.eq_ignore_ascii_case(DEFAULT_PROFILE) {
        DEFAULT_PROFILE
    } else {
        name
    }
}

/// The profiles while they are read, each found by its name.
#[derive(Default)]
struct Sections<'a> {
    profiles: Vec<ConfigureProfile>,
    indexes: BTreeMap<&'a str, usize>,
}

impl<'a> Sections<'a> {
    fn profile(&mut self, name: &'a str) -> &mut ConfigureProfile {
        let index = *self.indexes.entry(name).or_insert_with(|| {
            self.profiles.push(ConfigureProfile {
                name: name.to_owned(),
                ..ConfigureProfile::default()
            });
            self.profiles.len() - 1
        });
        &mut self.profiles[index]
    }
}
