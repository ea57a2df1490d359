//! The profile file of all four services: `~/.config/kcsec/config.toml`, or what `KCSEC_CONFIG`
//! names. A profile says what environment variables say, one table each.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use auth_core::{Environment, NotUnicode, decode_settings, parse_configure};
use korea_cloud_security::ConfigError;

use crate::exit::Failure;
use crate::lang::{io_error, say};

/// The profile that is read where none is named.
pub(crate) const DEFAULT: &str = "default";

/// A key of a profile, and the variable that says the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) variable: &'static str,
    /// Whether its value is never shown.
    pub(crate) is_secret: bool,
    /// Keys of one group come from one place: an id and its secret.
    group: Option<&'static str>,
}

const fn key(name: &'static str, variable: &'static str) -> Key {
    Key {
        name,
        variable,
        is_secret: false,
        group: None,
    }
}

impl Key {
    const fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    const fn of(mut self, group: &'static str) -> Self {
        self.group = Some(group);
        self
    }
}

/// The settings that a profile may hold, in the order in which `kcsec configure` asks for them.
pub(crate) const KEYS: &[Key] = &[
    key("nhn_access_key_id", "NHN_CLOUD_USER_ACCESS_KEY_ID").of("nhn"),
    key("nhn_secret_access_key", "NHN_CLOUD_SECRET_ACCESS_KEY")
        .secret()
        .of("nhn"),
    key("ssc_appkey", "NHN_CLOUD_SSC_APPKEY").secret(),
    key("appguard_appkey", "NHN_CLOUD_APPGUARD_APPKEY").secret(),
    key("ncp_access_key_id", "NCLOUD_ACCESS_KEY_ID").of("ncp"),
    key("ncp_secret_access_key", "NCLOUD_SECRET_ACCESS_KEY")
        .secret()
        .of("ncp"),
    key("ncloud_profile", "KCSEC_NCLOUD_PROFILE"),
    key("zone", "KCSEC_ZONE"),
    key("region", "KCSEC_REGION"),
    key("language", "KCSEC_LANG"),
    key("proxy", "KCSEC_PROXY"),
    key("ca_file", "KCSEC_CA_FILE"),
    key("connect_timeout", "KCSEC_CONNECT_TIMEOUT"),
    key("allow_http", "KCSEC_ALLOW_HTTP"),
    key("nhn_token_form", "KCSEC_NHN_TOKEN_FORM"),
    key("unsigned_path_prefix", "KCSEC_UNSIGNED_PATH_PREFIX"),
    key("endpoint_url", "KCSEC_ENDPOINT_URL"),
    key("endpoint_url_nhn_oauth", "KCSEC_ENDPOINT_URL_NHN_OAUTH"),
    key("endpoint_url_nhn_ssc", "KCSEC_ENDPOINT_URL_NHN_SSC"),
    key(
        "endpoint_url_nhn_appguard",
        "KCSEC_ENDPOINT_URL_NHN_APPGUARD",
    ),
    key(
        "endpoint_url_nhn_integrity",
        "KCSEC_ENDPOINT_URL_NHN_INTEGRITY",
    ),
    key("endpoint_url_ncp_wsc", "KCSEC_ENDPOINT_URL_NCP_WSC"),
];

/// Other spellings of the variables of a group, which count as its members.
const ALIASES: &[(&str, &str)] = &[("NCLOUD_ACCESS_KEY", "ncp"), ("NCLOUD_SECRET_KEY", "ncp")];

/// The profile file, read and checked.
#[derive(Clone)]
pub(crate) struct ProfileFile {
    pub(crate) path: PathBuf,
    profiles: BTreeMap<String, Table>,
}

/// The values of a profile by the names of variables, or what is wrong with it: that matters only
/// to whoever takes this profile.
type Table = Result<BTreeMap<&'static str, String>, String>;

impl fmt::Debug for ProfileFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileFile")
            .field("path", &self.path)
            .field("profiles", &self.names().collect::<Vec<_>>())
            .finish()
    }
}

impl ProfileFile {
    /// The file's path: `KCSEC_CONFIG`, or `kcsec/config.toml` where the user's settings are.
    pub(crate) fn path(environment: &dyn Environment) -> Result<Option<PathBuf>, Failure> {
        if let Some(path) = var(environment, "KCSEC_CONFIG")? {
            return Ok(Some(path.into()));
        }
        let settings = match var(environment, "XDG_CONFIG_HOME")? {
            Some(path) if Path::new(&path).is_absolute() => Some(path.into()),
            _ => environment.home_dir().map(|home| home.join(".config")),
        };
        Ok(settings.map(|path| path.join("kcsec").join("config.toml")))
    }

    /// Reads the file; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is no TOML, or holds a key that no profile has.
    pub(crate) fn read(environment: &dyn Environment) -> Result<Option<Self>, Failure> {
        let Some(path) = Self::path(environment)? else {
            return Ok(None);
        };
        let shown = path.display();
        let named = var(environment, "KCSEC_CONFIG")?.is_some();
        let content = match environment.read_file(&path) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !named => return Ok(None),
            Err(error) => {
                let step = match named {
                    true => say!("KCSEC_CONFIG를 확인하세요", "check KCSEC_CONFIG"),
                    false => say!(
                        "이 사용자가 읽을 수 있는 텍스트 파일로 바꾸거나 지우세요",
                        "make it a text file that this user may read, or remove it"
                    ),
                };
                return Err(Failure::usage(say!(
                    "{}: 프로필 파일을 읽을 수 없습니다: {}; {step}",
                    "{}: the profile file cannot be read: {}; {step}",
                    shown,
                    io_error(&error)
                )));
            }
        };
        let profiles = parse(&decode_settings(&content))
            .map_err(|problem| Failure::usage(format!("{shown}{problem}")))?;
        Ok(Some(Self { path, profiles }))
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.profiles.keys().map(String::as_str)
    }

    /// The values of a profile by the names of variables.
    ///
    /// # Errors
    ///
    /// When there is a mistake in it.
    pub(crate) fn values(
        &self,
        profile: &str,
    ) -> Result<Option<&BTreeMap<&'static str, String>>, Failure> {
        match self.profiles.get(profile) {
            None => Ok(None),
            Some(Ok(values)) => Ok(Some(values)),
            Some(Err(problem)) => Err(Failure::usage(format!("{}{problem}", self.path.display()))),
        }
    }

    /// The file has profiles, but none of that name.
    fn names_others(&self) -> Option<String> {
        let names: Vec<&str> = self.names().collect();
        (!names.is_empty()).then(|| {
            let names = names.join(", ");
            format!("{} has only these profiles: {names}", self.path.display())
        })
    }

    /// Whether users besides the owner can read the file.
    #[cfg(unix)]
    fn is_read_by_others(&self) -> bool {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::metadata(&self.path).is_ok_and(|file| file.permissions().mode() & 0o044 != 0)
    }

    #[cfg(not(unix))]
    fn is_read_by_others(&self) -> bool {
        false
    }
}

/// Reads the tables; problems begin with the line, and never show a value.
fn parse(text: &str) -> Result<BTreeMap<String, Table>, String> {
    let place = |span: Option<std::ops::Range<usize>>| {
        let line = span.map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count());
        line.map_or_else(|| ": ".to_owned(), |line| format!(":{line}: "))
    };
    let tables: BTreeMap<String, BTreeMap<toml::Spanned<String>, toml::Spanned<toml::Value>>> =
        toml::from_str(text).map_err(|error| {
            let problem = match error.message().starts_with("duplicate key") {
                true => say!(
                    "두 번 있습니다. 하나만 남기세요",
                    "it is there twice; leave one of them"
                ),
                false => say!(
                    "프로필 파일이 아닙니다. [default]와 그 아래 '이름 = \"값\"' 줄을 쓰세요",
                    "it is not a file of profiles; write [default] and 'name = \"value\"' lines below it"
                ),
            };
            format!("{}{problem}", place(error.span()))
        })?;
    let read = |table: BTreeMap<toml::Spanned<String>, toml::Spanned<toml::Value>>| {
        let mut values = BTreeMap::new();
        for (name, value) in table {
            let Some(key) = KEYS.iter().find(|key| key.name == name.get_ref()) else {
                return Err(say!(
                    "{}{:?}: 설정 이름이 아닙니다{}",
                    "{}{:?} is not a setting{}",
                    place(Some(name.span())),
                    name.get_ref(),
                    did_you_mean(name.get_ref())
                ));
            };
            let at = place(Some(value.span()));
            let toml::Value::String(value) = value.into_inner() else {
                return Err(say!(
                    "{}{}: 따옴표 안의 텍스트여야 합니다",
                    "{}{} must be text in quotes",
                    at,
                    key.name
                ));
            };
            if value.contains(char::REPLACEMENT_CHARACTER) {
                return Err(say!(
                    "{at}{}: UTF-8이 아닌 바이트가 있습니다. 파일을 UTF-8로 저장하세요",
                    "{at}{} holds bytes that are not UTF-8; save the file as UTF-8",
                    key.name
                ));
            }
            if !value.is_empty() {
                values.insert(key.variable, value);
            }
        }
        Ok(values)
    };
    let mut profiles = BTreeMap::new();
    for (name, table) in tables {
        let name = name_of(name);
        let table = match profiles.contains_key(&name) {
            true => Err(format!(": [{name}] is there twice; leave one of them")),
            false => read(table),
        };
        profiles.insert(name, table);
    }
    Ok(profiles)
}

/// The default profile is written as in `~/.ncloud/configure` too.
fn name_of(profile: String) -> String {
    match profile.eq_ignore_ascii_case(DEFAULT) {
        true => DEFAULT.to_owned(),
        false => profile,
    }
}

/// The file's text with these settings in that profile; everything else stays as it is.
pub(crate) fn with_values(text: &str, profile: &str, values: &[(&str, String)]) -> String {
    let is_plain = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    let quoted = toml::Value::from(profile).to_string();
    let header = format!("[{}]", if is_plain(profile) { profile } else { &quoted });
    let named = |line: &str| {
        // However it is written: [default], [ "default" ], [DEFAULT] # comment.
        let table: Result<BTreeMap<String, toml::Table>, _> = toml::from_str(line);
        let names = table.unwrap_or_default().into_keys();
        line.trim_start().starts_with('[') && names.map(name_of).eq([name_of(profile.to_owned())])
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let start = match lines.iter().position(|line| named(line)) {
        Some(at) => at + 1,
        None => {
            if lines.last().is_some_and(|line| !line.trim().is_empty()) {
                lines.push(String::new());
            }
            lines.push(header);
            lines.len()
        }
    };
    for (name, value) in values {
        let line = format!("{name} = {}", toml::Value::from(value.as_str()));
        let end = lines[start..]
            .iter()
            .position(|line| line.trim_start().starts_with('['))
            .map_or(lines.len(), |at| start + at);
        let is_same = |line: &String| {
            line.split_once('=')
                .is_some_and(|(key, _)| key.trim() == *name)
        };
        match lines[start..end].iter().position(is_same) {
            Some(at) => lines[start + at] = line,
            None => {
                // Before the blank lines in front of the next profile.
                let blank = lines[start..end]
                    .iter()
                    .rev()
                    .take_while(|line| line.trim().is_empty())
                    .count();
                lines.insert(end - blank, line);
            }
        }
    }
    lines.join("\n") + "\n"
}

fn did_you_mean(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let distance = |key: &&Key| {
        let variable = key.variable.to_ascii_lowercase();
        strsim::damerau_levenshtein(key.name, &name)
            .min(strsim::damerau_levenshtein(&variable, &name))
    };
    match KEYS.iter().min_by_key(distance) {
        Some(key) if distance(&key) <= 3 => {
            say!("; 비슷한 이름: {}", "; did you mean {}?", key.name)
        }
        _ => say!(
            "; 'kcsec configure list'에서 볼 수 있습니다",
            "; 'kcsec configure list' shows them"
        ),
    }
}

/// The line of a text file in another encoding.
pub(crate) fn not_utf8(path: &Path) -> String {
    say!(
        "{}: UTF-8이 아닙니다. UTF-8로 저장하세요",
        "{}: it is not UTF-8; save it as UTF-8",
        path.display()
    )
}

fn var(environment: &dyn Environment, name: &str) -> Result<Option<String>, Failure> {
    environment
        .var(name)
        .map_err(|error| Failure::from(ConfigError::from(error)))
}

/// The settings that a command sees: the environment, and the profile that was asked for or that
/// stands for itself.
#[derive(Debug)]
pub(crate) struct Profile {
    pub(crate) environment: Arc<dyn Environment>,
    /// The profile of `~/.ncloud/configure`, if one is to be taken.
    pub(crate) ncloud_profile: Option<String>,
    /// The profile of the profile file, if there is one.
    pub(crate) profile: Option<ProfileEnvironment>,
    /// What the profile file has in place of the default profile.
    pub(crate) others: Option<String>,
    /// The profile file, if secrets are taken from it that other users can read.
    pub(crate) read_by_others: Option<PathBuf>,
}

impl Profile {
    /// The profile of that name, of the profile file or of `~/.ncloud/configure`; without a name
    /// the default one, if there is one.
    ///
    /// # Errors
    ///
    /// When the profile file cannot be used, or no file has a profile of that name.
    pub(crate) fn find(
        environment: Arc<dyn Environment>,
        name: Option<&str>,
    ) -> Result<Self, Failure> {
        let file = ProfileFile::read(&*environment)?;
        let profile = name.unwrap_or(DEFAULT);
        if let Some(file) = &file
            && let Some(values) = file.values(profile)?
        {
            let profiled = ProfileEnvironment {
                environment,
                values: values.clone(),
                was_named: name.is_some(),
                place: format!("{} [{profile}]", file.path.display()),
            };
            let mut secrets = KEYS.iter().filter(|key| key.is_secret);
            let has_secrets = secrets.any(|key| values.contains_key(key.variable));
            return Ok(Self {
                ncloud_profile: values.get("KCSEC_NCLOUD_PROFILE").cloned(),
                environment: Arc::new(profiled.clone()),
                profile: Some(profiled),
                others: None,
                read_by_others: (has_secrets && file.is_read_by_others())
                    .then(|| file.path.clone()),
            });
        }
        if let Some(name) = name {
            check_ncloud_profile(&*environment, name, file.as_ref())?;
        }
        Ok(Self {
            environment,
            ncloud_profile: name.map(str::to_owned),
            profile: None,
            others: file.as_ref().and_then(ProfileFile::names_others),
            read_by_others: None,
        })
    }
}

/// An unknown profile is an error for every service, also for those that read no NAVER Cloud keys.
fn check_ncloud_profile(
    environment: &dyn Environment,
    name: &str,
    file: Option<&ProfileFile>,
) -> Result<(), Failure> {
    let path = environment
        .home_dir()
        .map(|home| home.join(".ncloud").join("configure"));
    let content = path
        .and_then(|path| environment.read_file(&path).ok())
        .unwrap_or_default();
    let known = parse_configure(&content);
    if known.profile(Some(name)).is_some() {
        return Ok(());
    }
    let ncloud = known
        .profiles()
        .iter()
        .map(|profile| profile.name().to_owned());
    let names: BTreeSet<String> = file
        .iter()
        .flat_map(|file| file.names().map(str::to_owned))
        .chain(ncloud)
        .collect();
    let names: Vec<String> = names.into_iter().collect();
    Err(Failure::usage(match names.as_slice() {
        [] => say!(
            "--profile: {name:?} 프로필이 없고 다른 프로필도 없습니다. 'kcsec configure --profile NAME'으로 만드세요",
            "--profile: there is no profile {name:?}, and no other; 'kcsec configure --profile NAME' makes one"
        ),
        names => say!(
            "--profile: {:?} 프로필이 없습니다. 있는 프로필: {}",
            "--profile: there is no profile {:?}; there are {}",
            name,
            names.join(", ")
        ),
    }))
}

/// The environment with a profile behind it, or before it where the profile was asked for.
#[derive(Clone)]
pub(crate) struct ProfileEnvironment {
    environment: Arc<dyn Environment>,
    values: BTreeMap<&'static str, String>,
    /// `--profile`: its keys beat those of the environment.
    was_named: bool,
    /// File and profile, as people are told.
    pub(crate) place: String,
}

impl fmt::Debug for ProfileEnvironment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileEnvironment")
            .field("variables", &self.values.keys().collect::<Vec<_>>())
            .field("was_named", &self.was_named)
            .finish_non_exhaustive()
    }
}

impl ProfileEnvironment {
    /// Whether these values are the profile's.
    ///
    /// # Errors
    ///
    /// When a variable cannot be read.
    pub(crate) fn has(&self, variables: &[&str]) -> Result<bool, Failure> {
        for variable in variables {
            match self.is_of_profile(variable) {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(error) => return Err(ConfigError::from(error).into()),
            }
        }
        Ok(true)
    }

    /// Whether a variable's value is the profile's: an id and its secret come from one place.
    fn is_of_profile(&self, name: &str) -> Result<bool, NotUnicode> {
        let Some(group) = group_of(name) else {
            let is_key = KEYS.iter().any(|key| key.variable == name && key.is_secret);
            let beats = self.was_named && is_key;
            return Ok(
                self.values.contains_key(name) && (beats || self.environment.var(name)?.is_none())
            );
        };
        let members = || {
            let keys = KEYS
                .iter()
                .filter(|key| key.group == Some(group))
                .map(|key| key.variable);
            let aliases = ALIASES
                .iter()
                .filter(|(_, of)| *of == group)
                .map(|(alias, _)| *alias);
            keys.chain(aliases)
        };
        let in_profile = members().any(|member| self.values.contains_key(member));
        if self.was_named && in_profile {
            return Ok(true);
        }
        for member in members() {
            if self.environment.var(member)?.is_some() {
                return Ok(false);
            }
        }
        Ok(in_profile)
    }
}

fn group_of(name: &str) -> Option<&'static str> {
    let key = KEYS
        .iter()
        .find(|key| key.variable == name)
        .and_then(|key| key.group);
    key.or_else(|| {
        ALIASES
            .iter()
            .find(|(alias, _)| *alias == name)
            .map(|(_, group)| *group)
    })
}

impl Environment for ProfileEnvironment {
    fn var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        if self.is_of_profile(name)? {
            return Ok(self.values.get(name).cloned());
        }
        self.environment.var(name)
    }

    fn file_of_var(&self, name: &str) -> Option<String> {
        let key = KEYS.iter().find(|key| key.variable == name)?;
        let is_of_profile = self.is_of_profile(name).ok()?;
        is_of_profile.then(|| format!("{} ({})", self.place, key.name))
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.environment.read_file(path)
    }

    fn home_dir(&self) -> Option<PathBuf> {
        self.environment.home_dir()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use auth_core::FixedEnvironment;

    const FILE: &str = r#"
[default]
nhn_access_key_id = "test-id"
nhn_secret_access_key = "test-secret"
zone = "gov"

["team a"]
ssc_appkey = "test-appkey"
"#;

    fn read(text: &str) -> Result<ProfileFile, Failure> {
        let environment = FixedEnvironment::new()
            .with_var("KCSEC_CONFIG", "/config.toml")
            .with_file("/config.toml", text);
        ProfileFile::read(&environment).map(Option::unwrap)
    }

    fn over(environment: FixedEnvironment, was_named: bool) -> ProfileEnvironment {
        let values = read(FILE)
            .unwrap()
            .values(DEFAULT)
            .unwrap()
            .unwrap()
            .clone();
        ProfileEnvironment {
            environment: Arc::new(environment),
            values,
            was_named,
            place: String::new(),
        }
    }

    fn id(environment: &ProfileEnvironment) -> (Option<String>, Option<String>) {
        let var = |name| environment.var(name).unwrap();
        (
            var("NHN_CLOUD_USER_ACCESS_KEY_ID"),
            var("NHN_CLOUD_SECRET_ACCESS_KEY"),
        )
    }

    #[test]
    fn the_file_is_where_settings_are() {
        let home = FixedEnvironment::new().with_home("/home/user");
        assert_eq!(
            ProfileFile::path(&home).unwrap(),
            Some("/home/user/.config/kcsec/config.toml".into())
        );
        let xdg = home.with_var("XDG_CONFIG_HOME", "/settings");
        assert_eq!(
            ProfileFile::path(&xdg).unwrap(),
            Some("/settings/kcsec/config.toml".into())
        );
        assert!(ProfileFile::read(&xdg).unwrap().is_none());
        let named = xdg.with_var("KCSEC_CONFIG", "/nothing");
        assert!(ProfileFile::read(&named).is_err());
    }

    #[test]
    fn an_id_and_its_secret_come_from_one_place() {
        let pair =
            |id: &str, secret: Option<&str>| (Some(id.to_owned()), secret.map(str::to_owned));
        assert_eq!(
            id(&over(FixedEnvironment::new(), false)),
            pair("test-id", Some("test-secret"))
        );
        let half = || FixedEnvironment::new().with_var("NHN_CLOUD_USER_ACCESS_KEY_ID", "other-id");
        assert_eq!(id(&over(half(), false)), pair("other-id", None));
        assert_eq!(
            id(&over(half(), true)),
            pair("test-id", Some("test-secret"))
        );
        let zone = over(FixedEnvironment::new().with_var("KCSEC_ZONE", "fin"), true);
        assert_eq!(zone.var("KCSEC_ZONE").unwrap().as_deref(), Some("fin"));
    }

    #[test]
    fn settings_are_written_beside_what_is_there() {
        let values = [
            ("zone", "fin".to_owned()),
            ("ssc_appkey", "test\"appkey".to_owned()),
        ];
        for header in ["[DEFAULT]", "[ default ] # mine", "['default']"] {
            let written = with_values(&FILE.replace("[default]", header), DEFAULT, &values);
            assert!(!written.contains("\n[default]\n"), "{written}");
            let file = read(&written).unwrap();
            let values = file.values(DEFAULT).unwrap().unwrap();
            assert_eq!(values["KCSEC_ZONE"], "fin");
        }
        let written = with_values(FILE, DEFAULT, &values);
        assert!(
            written
                .contains("nhn_secret_access_key = \"test-secret\"\nzone = \"fin\"\nssc_appkey = "),
            "{written}"
        );
        let file = read(&written).unwrap();
        let value = |profile, variable| file.values(profile).unwrap().unwrap()[variable].clone();
        assert_eq!(value(DEFAULT, "NHN_CLOUD_SSC_APPKEY"), "test\"appkey");
        assert_eq!(value("team a", "NHN_CLOUD_SSC_APPKEY"), "test-appkey");
        for (text, profile) in [("", "new"), ("# comment", "new one")] {
            let written = with_values(text, profile, &values);
            assert!(written.starts_with(text.trim_end()), "{written}");
            let file = read(&written).unwrap();
            assert_eq!(file.values(profile).unwrap().unwrap()["KCSEC_ZONE"], "fin");
        }
    }

    /// Korean Windows: Notepad of old, and PowerShell's `>`.
    #[test]
    fn a_file_is_read_in_the_encodings_that_editors_write() {
        let file = |content: Vec<u8>| {
            let environment = FixedEnvironment::new()
                .with_var("KCSEC_CONFIG", "/config.toml")
                .with_file("/config.toml", content);
            ProfileFile::read(&environment).map(Option::unwrap)
        };
        let cp949 = [b"# \xc7\xd1\n".as_slice(), FILE.as_bytes()].concat();
        let utf16: Vec<u8> = FILE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xff\xfe".as_slice(), &utf16].concat();
        for content in [cp949, marked] {
            let file = file(content).unwrap();
            assert_eq!(file.values(DEFAULT).unwrap().unwrap()["KCSEC_ZONE"], "gov");
        }
        let broken = file(b"[default]\nzone = \"\xc7\xd1\"".to_vec()).unwrap();
        let problem = broken.values(DEFAULT).unwrap_err().to_string();
        assert_eq!(
            problem,
            "/config.toml:2: zone holds bytes that are not UTF-8; save the file as UTF-8"
        );
    }

    #[test]
    fn mistakes_are_named_by_their_line_and_without_their_value() {
        for (text, told) in [
            (
                "[default]\nnhn_acces_key_id = \"test-secret\"",
                ":2: \"nhn_acces_key_id\" is not a setting; did you mean nhn_access_key_id?",
            ),
            ("[default]\nzone = 1", ":2: zone must be text in quotes"),
            (
                "[default]\nNHN_CLOUD_SSC_APPKEY = \"test-secret\"",
                "did you mean ssc_appkey?",
            ),
            ("[DEFAULT]\nZone = \"test-secret\"", "did you mean zone?"),
            (
                "[default]\nzone = gov test-secret",
                ":2: it is not a file of profiles",
            ),
            (
                "[default]\nzone = \"test-secret\"\nzone = \"fin\"",
                ":3: it is there twice",
            ),
        ] {
            let problem = read(text).and_then(|file| file.values(DEFAULT).map(drop));
            let problem = problem.unwrap_err().to_string();
            assert!(problem.contains(told), "{problem}");
            assert!(!problem.contains("test-secret"), "{problem}");
        }
        // They matter only to whoever takes that profile.
        let file = read("[other]\nzonne = \"x\"\n[Default]\nzone = \"fin\"").unwrap();
        assert_eq!(file.values(DEFAULT).unwrap().unwrap()["KCSEC_ZONE"], "fin");
        let file = read(FILE).unwrap();
        assert_eq!(file.names().collect::<Vec<_>>(), ["default", "team a"]);
        assert!(!format!("{file:?}").contains("test-secret"));
    }
}
