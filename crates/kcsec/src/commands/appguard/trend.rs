use korea_cloud_security::findings::AlarmRule;

use super::alarm;
use super::kept::{load, tell_gaps};
use super::page::write;
use super::rows::show;
use crate::cli::TrendArgs;
use crate::commands::findings::{check, shows_rows};
use crate::context::Context;
use crate::exit::Outcome;

pub(super) fn run(context: &Context, args: &TrendArgs) -> Outcome {
    check(&args.write)?;
    let days = load(context, &args.kept)?;
    if shows_rows(context, &args.write) {
        show(context, &days, args.by, args.top, args.mask_ids)?;
    }
    tell_gaps(context, &days, |_| true);
    write(context, &days, &args.write, args.mask_ids, args.top)?;
    match (args.alarm, args.over) {
        (Some(percent), Some(over)) => {
            alarm::judge(context, &days, args.kept.to, AlarmRule::new(percent, over))
        }
        _ => Ok(()),
    }
}
