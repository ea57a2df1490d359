//! Finds the profile of a command, in the profile file or in `~/.ncloud/configure`.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use auth_core::{Environment, parse_configure};

use super::environment::ProfileEnvironment;
use super::file::ProfileFile;
use super::keys::{DEFAULT, KEYS};
use crate::exit::Failure;
use crate::lang::say;

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
