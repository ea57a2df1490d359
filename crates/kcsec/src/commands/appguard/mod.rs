//! `kcsec appguard`: who behaved abnormally, over the days, and whom to ban for it.

mod abnormal;
mod alarm;
mod banlist;
mod kept;
mod page;
mod report;
mod rows;
mod trend;

#[cfg(test)]
pub(super) use abnormal::TABLE;
pub(super) use abnormal::show;
pub(super) use report::run as report;

use korea_cloud_security::nhn_appguard::{IdType as ServiceIdType, Os};

use super::{clients, collect};
use crate::cli::{AppguardCommand, IdType, Platform};
use crate::context::Context;
use crate::exit::Outcome;

pub(super) async fn run(context: &Context, command: AppguardCommand) -> Outcome {
    match command {
        AppguardCommand::Abnormal(args) => {
            let session = context.session().await?;
            abnormal::run(context, &clients::appguard(&session)?, &args).await
        }
        AppguardCommand::Collect(args) => {
            let session = context.session().await?;
            collect::appguard(context, &clients::appguard(&session)?, &args).await
        }
        AppguardCommand::Trend(args) => trend::run(context, &args),
        AppguardCommand::Banlist(args) => banlist::run(context, &args),
    }
}

impl From<Platform> for Os {
    fn from(platform: Platform) -> Self {
        match platform {
            Platform::Android => Self::Android,
            Platform::Ios => Self::Ios,
        }
    }
}

impl From<IdType> for ServiceIdType {
    fn from(id_type: IdType) -> Self {
        match id_type {
            IdType::Device => Self::Device,
            IdType::User => Self::User,
        }
    }
}
