use chrono::NaiveDate;

use super::counts::TrendPoint;
use super::filter::Filter;
use crate::gate::GateOptions;
use crate::register::Register;

/// What a state is judged by.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct JudgeOptions {
    /// The day in Korea that ages and last days are judged by.
    pub today: NaiveDate,
    /// What the gate asks for; `None` is no gate.
    pub gate: Option<GateOptions>,
    /// The register of decisions.
    pub register: Option<Register>,
    /// What is shown.
    pub filter: Filter,
    /// The names of servers that must have been inspected.
    pub expected: Vec<String>,
    /// Whether reports show the score.
    pub score: bool,
    /// Whether accepted failures count as passed in the score.
    pub score_accepted_as_passed: bool,
    /// The roles of the approval box, such as 담당, 팀장 and 부서장.
    pub approvals: Vec<String>,
    /// The points of a history, oldest first.
    pub trend: Vec<TrendPoint>,
}

impl JudgeOptions {
    /// No gate, no register, no filter.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            today,
            gate: None,
            register: None,
            filter: Filter::default(),
            expected: Vec::new(),
            score: false,
            score_accepted_as_passed: false,
            approvals: Vec::new(),
            trend: Vec::new(),
        }
    }
}
