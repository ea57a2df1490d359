//! Secrets from a file or from standard input: never from the command line.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::Path;

use auth_core::Secret;

use crate::context::Context;
use crate::exit::Failure;
use crate::lang::{cannot_be_read, say, words};
use crate::output::print_error_line;

/// More than any token or list of headers has.
const LARGEST: u64 = 256 * 1024;

/// The text of a file, or of standard input where there is none or it is `-`.
pub(crate) async fn read_secret(what: &str, file: Option<&Path>) -> Result<Secret, Failure> {
    let (place, bytes) = read_bytes(what, file).await?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let error = io::Error::new(io::ErrorKind::InvalidData, error.utf8_error());
        Failure::usage(format!("{what}: {}", cannot_be_read(&place, &error)))
    })?;
    let secret = Secret::new(text);
    if secret.expose().len() as u64 > LARGEST {
        return Err(Failure::usage(say!(
            "{}: {}: {}바이트를 넘습니다",
            "{}: {} holds more than {} bytes",
            what,
            place,
            LARGEST
        )));
    }
    Ok(secret)
}

/// The bytes, at most one more than the largest, and the name of their place.
async fn read_bytes(what: &str, file: Option<&Path>) -> Result<(String, Vec<u8>), Failure> {
    let file = file
        .filter(|file| *file != Path::new("-"))
        .map(Path::to_owned);
    // Waits on a thread of its own, so that Ctrl-C is heard meanwhile.
    tokio::task::spawn_blocking(move || match file {
        Some(path) => {
            let place = path.display().to_string();
            read(place, || std::fs::File::open(&path))
        }
        None => read(say!("표준 입력", "standard input"), || Ok(io::stdin())),
    })
    .await
    .unwrap_or_else(|_| Err(say!("읽을 수 없습니다", "it cannot be read")))
    .map_err(|problem| Failure::usage(format!("{what}: {problem}")))
}

fn read<R: io::Read>(
    place: String,
    open: impl FnOnce() -> io::Result<R>,
) -> Result<(String, Vec<u8>), String> {
    let mut bytes = Vec::new();
    open()
        .and_then(|source| source.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| cannot_be_read(&place, &error))?;
    Ok((place, bytes))
}

/// A token: one word, whatever white space stands around it.
pub(crate) async fn read_token(
    context: &Context,
    what: &str,
    file: Option<&Path>,
) -> Result<Secret, Failure> {
    prompt(context, file);
    let text = read_secret(what, file).await?;
    let token = present(what, &text)?;
    if token.contains(char::is_whitespace) {
        return Err(Failure::usage(say!(
            "{what}: 단어가 둘 이상입니다. 토큰만 지정하세요",
            "{what}: there is more than one word; give the token alone"
        )));
    }
    Ok(Secret::new(token))
}

/// What an app sent as its token, whatever it is: the client denies what cannot be one, while a
/// player who could bring about an error in its place would choose that.
pub(crate) async fn read_app_token(
    context: &Context,
    what: &str,
    file: Option<&Path>,
) -> Result<Secret, Failure> {
    prompt(context, file);
    let (_, bytes) = read_bytes(what, file).await?;
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    let text = Secret::new(text);
    present(what, &text)?;
    Ok(text)
}

fn prompt(context: &Context, file: Option<&Path>) {
    if file.is_none() && io::stdin().is_terminal() {
        print_error_line(context.word(words(
            "토큰을 붙여 넣고 Enter와 Ctrl-D를 누르세요",
            "paste the token here, then press Enter and Ctrl-D",
            "トークンを貼り付け、Enter と Ctrl-D を押してください",
        )));
    }
}

fn present<'a>(what: &str, text: &'a Secret) -> Result<&'a str, Failure> {
    match text.expose().trim() {
        "" => Err(Failure::usage(say!(
            "{what}: 없습니다. 표준 입력이나 --token-file로 지정하세요",
            "{what}: there is none; give it on standard input or in --token-file"
        ))),
        token => Ok(token),
    }
}

/// Reads 'Name: value' lines; empty lines count for nothing, but without any header the scan would
/// be billed and see nothing behind the login. Problems name the line, not what it holds.
pub(crate) fn header_lines(text: &Secret) -> Result<Vec<(String, Secret)>, Failure> {
    let lines = (1..).zip(text.expose().lines());
    let headers = lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| match line.split_once(':') {
            Some((name, value)) if !name.trim().is_empty() && !value.trim().is_empty() => {
                Ok((name.trim().to_owned(), Secret::new(value.trim())))
            }
            _ => Err(Failure::usage(say!(
                "--header-file: {number}행이 '이름: 값' 형식이 아닙니다",
                "--header-file: line {number} is not 'Name: value'"
            ))),
        })
        .collect::<Result<Vec<_>, _>>()?;
    if headers.is_empty() {
        return Err(Failure::usage(say!(
            "--header-file: 헤더가 없습니다. 한 줄에 '이름: 값' 하나씩 쓰거나, 로그인 없이 점검하려면 이 옵션을 빼세요",
            "--header-file: it holds no header; give a line 'Name: value' each, or leave the option out for a scan without a login"
        )));
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_lines_are_names_and_values() {
        let text = Secret::new("Cookie: a=b; c=d:e\r\n\n X-Test :  1 \n");
        let headers = header_lines(&text).unwrap();
        let shown: Vec<_> = headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.expose()))
            .collect();
        assert_eq!(shown, [("Cookie", "a=b; c=d:e"), ("X-Test", "1")]);
    }

    #[test]
    fn a_file_without_a_header_is_refused() {
        for nothing in ["", "\n", " \r\n\t\n"] {
            let problem = header_lines(&Secret::new(nothing)).unwrap_err();
            assert!(problem.to_string().contains("holds no header"), "{problem}");
        }
    }

    #[test]
    fn a_bad_line_is_named_by_its_number_only() {
        for bad in [
            "Cookie: ok\ntest-secret-cookie",
            ": test-secret",
            "Cookie:  ",
        ] {
            let problem = header_lines(&Secret::new(bad)).unwrap_err().to_string();
            assert!(problem.contains("line "), "{problem}");
            assert!(!problem.contains("test-secret"), "{problem}");
        }
    }
}
