use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::layout::safe;
use crate::fingerprint::hex;
use crate::model::Run;

/// What a run answers: two runs with the same question can take each other up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Question {
    /// What is asked; `from`, `to` and `collected_at` are those of the first run.
    pub run: Run,
    /// The first moment as the user gave it; `None` where they gave none.
    #[serde(default)]
    pub asked_from: Option<DateTime<FixedOffset>>,
    /// The last moment as the user gave it; `None` where they gave none.
    #[serde(default)]
    pub asked_to: Option<DateTime<FixedOffset>>,
}

impl Question {
    /// A question whose range was given by the user, or not at all.
    pub fn new(
        run: Run,
        asked_from: Option<DateTime<FixedOffset>>,
        asked_to: Option<DateTime<FixedOffset>>,
    ) -> Self {
        Self {
            run,
            asked_from,
            asked_to,
        }
    }

    /// The same text for the same question, whenever it is asked.
    pub(super) fn identity(&self) -> String {
        let run = &self.run;
        let parts = (
            (run.service, &run.project, &run.region, &run.zone),
            (&run.standard, &run.kind, &run.language, run.latest_only),
            (run.as_of, self.asked_from, self.asked_to),
        );
        serde_json::to_string(&parts).unwrap_or_default()
    }

    /// A name that no reader takes for a snapshot.
    pub(super) fn part_name(&self) -> String {
        let hash = Sha256::digest(self.identity());
        let region = safe(&self.run.region);
        let project = safe(&self.run.project);
        format!(".{region}-{project}-{}.part", hex(&hash[..8]))
    }
}

/// The first line of a part.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PartStart {
    pub(super) record: String,
    #[serde(flatten)]
    pub(super) question: Question,
}
