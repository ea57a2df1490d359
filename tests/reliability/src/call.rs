use korea_cloud_security_emulator::Operation;
use transport_core::Effect;

/// The twelve calls: ten operations and the token service's two, under the vendors' names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Call {
    /// Server Security Check: inspection summary.
    Summary,
    /// Server Security Check: inspection details.
    Details,
    /// Web Security Checker: list jobs.
    GetJobs,
    /// Web Security Checker: search jobs.
    SearchJobs,
    /// Web Security Checker: cancel a waiting job.
    CancelJob,
    /// Web Security Checker: stop a running job.
    StopJob,
    /// Web Security Checker: read a report.
    GetReport,
    /// Web Security Checker: create a job; bills.
    CreateJob,
    /// AppGuard: abnormal status of a day.
    AbnormalStatus,
    /// Integrity: read a token; consumes it.
    TokenInfo,
    /// Token service: issue.
    Create,
    /// Token service: revoke.
    Revoke,
}

impl Call {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Summary,
        Self::Details,
        Self::GetJobs,
        Self::SearchJobs,
        Self::CancelJob,
        Self::StopJob,
        Self::GetReport,
        Self::CreateJob,
        Self::AbnormalStatus,
        Self::TokenInfo,
        Self::Create,
        Self::Revoke,
    ];

    /// The same call, as the emulator names it.
    pub fn operation(self) -> Operation {
        match self {
            Self::Summary => Operation::Summary,
            Self::Details => Operation::Details,
            Self::GetJobs => Operation::GetJobs,
            Self::SearchJobs => Operation::SearchJobs,
            Self::CancelJob => Operation::CancelJob,
            Self::StopJob => Operation::StopJob,
            Self::GetReport => Operation::GetReport,
            Self::CreateJob => Operation::CreateJob,
            Self::AbnormalStatus => Operation::AbnormalStatus,
            Self::TokenInfo => Operation::TokenInfo,
            Self::Create => Operation::Create,
            Self::Revoke => Operation::Revoke,
        }
    }

    /// The vendor's name.
    pub fn name(self) -> &'static str {
        self.operation().name()
    }

    /// What the contract says that the call does to the service.
    pub fn effect(self) -> Effect {
        match self {
            Self::CreateJob => Effect::Bills,
            Self::TokenInfo => Effect::Consumes,
            Self::CancelJob | Self::StopJob | Self::Create | Self::Revoke => Effect::Idempotent,
            _ => Effect::Read,
        }
    }
}
