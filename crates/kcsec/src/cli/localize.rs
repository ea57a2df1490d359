//! The command line in the user's language: help and usage errors.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

use super::korean::{AFTER_HELP, korean};

const TEMPLATE: &str =
    "{before-help}{about-with-newline}\n사용법: {usage}\n\n{all-args}{after-help}";

/// The same command line with its help in Korean.
pub(super) fn in_korean(command: Command) -> Command {
    let translated = |text: &StyledStr| korean(&text.to_string()).map(StyledStr::from);
    let about = command.get_about().and_then(translated);
    let long_about = command.get_long_about().and_then(translated);
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("명령")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .mut_args(argument)
        .mut_subcommands(in_korean)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help("도움말(-h는 요약, --help는 전체)")
                .help_heading("옵션"),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help("버전")
                .help_heading("옵션"),
        );
    // The examples stand there already; what the whole command line adds is translated.
    if let Some(long) = command.get_after_long_help().map(ToString::to_string) {
        command = command.after_long_help(long.replace(super::AFTER_HELP, AFTER_HELP));
    }
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(about) = long_about {
        command = command.long_about(about);
    }
    command
}

fn argument(arg: Arg) -> Arg {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let mut help = korean(&help).map_or(help, str::to_owned);
    if !arg.is_hide_possible_values_set() {
        let values = arg.get_possible_values();
        let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
        let is_flag = matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::Count);
        if !names.is_empty() && !is_flag {
            help += &format!(" [가능한 값: {}]", names.join(", "));
        }
    }
    let defaults: Vec<_> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .collect();
    if !defaults.is_empty() && arg.get_action().takes_values() {
        help += &format!(" [기본값: {}]", defaults.join(", "));
    }
    let heading = match arg.get_help_heading() {
        Some(heading) => korean(heading).unwrap_or("옵션"),
        None if arg.is_positional() => "인자",
        None => "옵션",
    };
    let takes_value = arg.get_action().takes_values();
    let arg = arg.help(help).help_heading(heading);
    if takes_value {
        arg.hide_possible_values(true).hide_default_value(true)
    } else {
        arg
    }
}

/// A usage error as one Korean line; `None` where it is none, such as the help itself.
pub(super) fn error_in_korean(error: &Error) -> Option<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let arg = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let mut line = match error.kind() {
        ErrorKind::UnknownArgument => format!("알 수 없는 인자입니다: {arg}"),
        ErrorKind::InvalidSubcommand => {
            format!(
                "알 수 없는 명령입니다: {}",
                text(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::MissingRequiredArgument => format!("필요한 인자가 없습니다: {arg}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("값이 없습니다: {arg}"),
        ErrorKind::InvalidValue => format!(
            "{arg}: 사용할 수 없는 값 '{value}'. 가능한 값: {}",
            text(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(error).map(ToString::to_string);
            format!(
                "{arg}: 올바르지 않은 값 '{value}'. {}",
                number_cause(&cause.unwrap_or_default())
            )
        }
        ErrorKind::ArgumentConflict => {
            format!(
                "{arg}, {}: 함께 쓸 수 없습니다",
                text(ContextKind::PriorArg)
            )
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooManyValues => {
            format!("값의 개수가 맞지 않습니다: {arg}")
        }
        _ => return None,
    };
    for kind in [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ] {
        let suggested = text(kind);
        if !suggested.is_empty() {
            line += &format!(". 비슷한 이름: {suggested}");
        }
    }
    Some(format!("{line} (도움말: --help)"))
}

/// What is wrong with a number, where it is clap or the standard library that says so; other causes
/// are Korean already.
fn number_cause(cause: &str) -> String {
    if let Some((_, range)) = cause.rsplit_once(" is not in ")
        && let Some((first, last)) = range.split_once("..=")
    {
        return format!("{first}부터 {last}까지 지정할 수 있습니다");
    }
    match cause {
        "invalid digit found in string" | "cannot parse integer from empty string" => {
            "숫자를 지정하세요".to_owned()
        }
        "number too large to fit in target type" => "너무 큰 숫자입니다".to_owned(),
        _ => cause.to_owned(),
    }
}
