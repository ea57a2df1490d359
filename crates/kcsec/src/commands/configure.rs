//! `kcsec configure`: the profile file, written and shown.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use auth_core::decode_settings;
use korea_cloud_security::ConfigError;
use serde::Serialize;

use crate::cli::{ConfigureArgs, ConfigureCommand, Format};
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::{DataLanguage, cannot_be_read, cannot_be_written, say, words};
use crate::output::{Column, Kind, print_error_line};
use crate::profile::{DEFAULT, KEYS, Key, ProfileFile, with_values};

const SETTINGS: &[Column] = &[
    Column::new("setting", words("설정", "Setting", "設定"), Kind::Word),
    Column::new("value", words("값", "Value", "値"), Kind::Text),
    Column::new("source", words("출처", "Source", "取得元"), Kind::Text),
];

/// A setting as people see it.
#[derive(Serialize)]
struct Row {
    setting: &'static str,
    value: Option<String>,
    source: Option<String>,
}

pub(super) async fn run(context: &Context, args: &ConfigureArgs) -> Outcome {
    match args.command {
        Some(ConfigureCommand::List) => list(context),
        None => write(context).await,
    }
}

fn list(context: &Context) -> Outcome {
    let _language = DataLanguage::unless(context.output.format == Format::Table);
    let mut list = context.output.list(SETTINGS)?;
    for key in KEYS {
        let value = context
            .environment
            .var(key.variable)
            .map_err(ConfigError::from)?;
        let source = match value {
            Some(_) => Some(context.source_of(&[key.variable])?),
            None => None,
        };
        list.push(&Row {
            setting: key.name,
            value: value.map(|value| {
                if key.is_secret {
                    "[set]".to_owned()
                } else {
                    value
                }
            }),
            source,
        })?;
    }
    list.finish()?;
    Ok(())
}

/// Asks for each setting and keeps what is left empty as it is.
async fn write(context: &Context) -> Outcome {
    let environment = &*context.system;
    let path = ProfileFile::path(environment)?.ok_or_else(|| {
        Failure::usage(say!(
            "홈 폴더가 없습니다. KCSEC_CONFIG에 프로필 파일의 경로를 지정하세요",
            "there is no home directory; set KCSEC_CONFIG to the profile file's path"
        ))
    })?;
    let known = ProfileFile::read(environment)?;
    let profile = context
        .global
        .profile
        .clone()
        .unwrap_or_else(|| DEFAULT.to_owned());
    let set = known
        .as_ref()
        .and_then(|file| file.values(&profile).ok().flatten())
        .cloned()
        .unwrap_or_default();
    let is_set = move |key: &Key| set.contains_key(key.variable);
    // On a thread of its own, so that an interrupt is heard meanwhile.
    let values = tokio::task::spawn_blocking(move || ask(&is_set))
        .await
        .unwrap_or_else(|_| Err(io::ErrorKind::UnexpectedEof.into()))
        .map_err(|error| {
            Failure::usage(cannot_be_read(say!("표준 입력", "standard input"), &error))
        })?;
    let before = match environment.read_file(&path).and_then(text_of) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(unwritable(&path, &error)),
    };
    if values.is_empty() {
        context.note(context.word(words(
            "변경한 설정이 없습니다",
            "nothing was changed",
            "変更はありません",
        )));
        return Ok(());
    }
    let after = with_values(&before, &profile, &values);
    save(&path, &after).map_err(|error| unwritable(&path, &error))?;
    context.note(&context.fill(
        words(
            "{0} 파일의 [{1}] 프로필을 저장했습니다. 'kcsec doctor'로 확인하세요",
            "saved the profile [{1}] in {0}; 'kcsec doctor' tries it out",
            "{0} のプロファイル [{1}] を保存しました。'kcsec doctor' で確認できます",
        ),
        &[&path.display(), &profile],
    ));
    Ok(())
}

/// The file's text; it is written again as UTF-8.
fn text_of(content: Vec<u8>) -> io::Result<String> {
    let text = decode_settings(&content);
    match text.contains(char::REPLACEMENT_CHARACTER) {
        false => Ok(text),
        true => Err(io::Error::other("it is not UTF-8; save it as UTF-8 first")),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::usage(cannot_be_written(path.display(), error))
}

/// The settings that were given, by their names.
fn ask(is_set: &dyn Fn(&Key) -> bool) -> io::Result<Vec<(&'static str, String)>> {
    if !io::stdin().is_terminal() {
        return from_lines(io::stdin().lock());
    }
    let mut values = Vec::new();
    for key in KEYS {
        let known = if is_set(key) { " [set]" } else { "" };
        let prompt = format!("{}{known}: ", key.name);
        let value = if key.is_secret {
            rpassword::prompt_password(&prompt)?
        } else {
            let mut stderr = io::stderr().lock();
            write!(stderr, "{prompt}")?;
            stderr.flush()?;
            let mut line = String::new();
            if io::stdin().lock().read_line(&mut line)? == 0 {
                break;
            }
            line
        };
        let value = value.trim();
        if !value.is_empty() {
            values.push((key.name, value.to_owned()));
        }
    }
    print_error_line("");
    Ok(values)
}

/// `name = value` lines, for scripts: secrets stand in no process list there either.
fn from_lines(input: impl io::BufRead) -> io::Result<Vec<(&'static str, String)>> {
    let mut values = Vec::new();
    for (number, line) in (1..).zip(input.lines()) {
        let line = line?;
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let key_and_value = line.split_once('=').and_then(|(name, value)| {
            let key = KEYS.iter().find(|key| key.name == name.trim())?;
            Some((key.name, value.trim().trim_matches('"').to_owned()))
        });
        let Some((name, value)) = key_and_value else {
            return Err(io::Error::other(say!(
                "{number}행이 'kcsec configure list'에 있는 이름의 '이름 = 값' 형식이 아닙니다",
                "line {number} is not 'name = value' with a name of 'kcsec configure list'"
            )));
        };
        if !value.is_empty() {
            values.push((name, value));
        }
    }
    Ok(values)
}

/// Writes the file whole or not at all, for its owner alone. Where a link leads to it, the link
/// stays; a device such as `/dev/null` is no file to replace.
fn save(path: &Path, text: &str) -> io::Result<()> {
    let target = std::fs::canonicalize(path);
    let path = target.as_deref().unwrap_or(path);
    if std::fs::metadata(path).is_ok_and(|file| !file.is_file()) {
        return Err(io::Error::other(
            "it is not a regular file; check KCSEC_CONFIG",
        ));
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&temporary).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_name_settings() {
        let lines = "# comment\nzone = gov\n ssc_appkey=\"test=appkey\"\nregion =\n";
        assert_eq!(
            from_lines(lines.as_bytes()).unwrap(),
            [
                ("zone", "gov".to_owned()),
                ("ssc_appkey", "test=appkey".to_owned())
            ]
        );
        let problem = from_lines("zone = gov\nscret = test-secret".as_bytes()).unwrap_err();
        assert!(problem.to_string().contains("line 2"));
        assert!(!problem.to_string().contains("test-secret"));
    }
}
