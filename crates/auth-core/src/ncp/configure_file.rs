use std::collections::BTreeMap;

use crate::Secret;

pub(super) const ACCESS_KEY: &str = "ncloud_access_key_id";
pub(super) const SECRET_KEY: &str = "ncloud_secret_access_key";
pub(super) const DEFAULT_PROFILE: &str = "DEFAULT";

/// What [`parse_configure`] read: the profiles, in the order of the file.
///
/// Vendor page: <https://cli.ncloud-docs.com/docs/en/home>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigureFile {
    profiles: Vec<ConfigureProfile>,
}

/// One section of the file; a key that is absent or empty is `None`.
///
/// Vendor page: <https://cli.ncloud-docs.com/docs/en/home>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigureProfile {
    name: String,
    access_key: Option<Secret>,
    secret_key: Option<Secret>,
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
        self.access_key.as_ref()
    }

    /// `ncloud_secret_access_key`.
    pub fn secret_key(&self) -> Option<&Secret> {
        self.secret_key.as_ref()
    }
}

/// Reads the text of `~/.ncloud/configure`; whatever it holds, this returns.
///
/// A value begins after the first `=` and ends with its line, so it may hold `=`, `#` and `;`.
/// Blank lines, lines that begin with `#` or `;` and keys of other tools are passed over. Of a
/// key that is written twice the last counts, as for the official tools.
///
/// ```
/// let file = auth_core::parse_configure("[DEFAULT]\nncloud_secret_access_key = EXAMPLE=KEY=\n");
/// let secret = file.profile(None).and_then(|profile| profile.secret_key());
/// assert_eq!(secret.map(|secret| secret.expose()), Some("EXAMPLE=KEY="));
/// ```
///
/// Vendor page: <https://cli.ncloud-docs.com/docs/en/home>.
pub fn parse_configure(text: &str) -> ConfigureFile {
    let mut file = Sections::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut section = DEFAULT_PROFILE;
    // `\r` alone ends a line too; of `\r\n` an empty line stays, which is passed over.
    for line in text.split(['\n', '\r']).map(str::trim) {
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[') {
            let name = rest.split_once(']').map_or(rest, |(name, _)| name);
            section = name_of(name.trim());
            file.profile(section);
        } else if let Some((key, value)) = line.split_once('=') {
            let value = Secret::new(value.trim());
            let value = (!value.is_blank()).then_some(value);
            match key.trim() {
                ACCESS_KEY => file.profile(section).access_key = value,
                SECRET_KEY => file.profile(section).secret_key = value,
                _ => {}
            }
        }
    }
    ConfigureFile {
        profiles: file.profiles,
    }
}

/// `DEFAULT` is met in lower case too; other names are taken as they are written.
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
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Sections<'a> {
    fn profile(&mut self, name: &'a str) -> &mut ConfigureProfile {
        let place = *self.places.entry(name).or_insert_with(|| {
            self.profiles.push(ConfigureProfile {
                name: name.to_owned(),
                access_key: None,
                secret_key: None,
            });
            self.profiles.len() - 1
        });
        &mut self.profiles[place]
    }
}
