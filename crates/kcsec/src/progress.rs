//! Progress on standard error: on a terminal only, and not with `--quiet`.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::context::Context;

/// A bar of 100 per cent.
pub(crate) fn percent_bar(context: &Context, label: &str) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{prefix} [{bar:30.cyan/dim}] {pos:>3}% {elapsed} {msg}");
    styled(context, ProgressBar::new(100), style, label)
}

/// A bar of so many, with the rate and the time left.
pub(crate) fn counted_bar(context: &Context, all: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("[{bar:30.cyan/dim}] {pos}/{len} {per_sec:.1} {eta}");
    styled(context, ProgressBar::new(all), style, "")
}

/// A counter without a known end.
pub(crate) fn counter(context: &Context) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {pos} {elapsed}");
    styled(context, ProgressBar::no_length(), style, "")
}

fn styled(
    context: &Context,
    bar: ProgressBar,
    style: Result<ProgressStyle, indicatif::style::TemplateError>,
    label: &str,
) -> ProgressBar {
    // The target draws on a terminal only.
    bar.set_draw_target(if context.global.quiet {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    });
    if let Ok(style) = style {
        bar.set_style(style.progress_chars("━╸─"));
    }
    bar.set_prefix(label.to_owned());
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
