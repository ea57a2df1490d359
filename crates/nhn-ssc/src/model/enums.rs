use std::cmp::Ordering;

use transport_core::open_enum;

open_enum! {
    /// What was inspected (`kind`); the service has only `OS` today.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    pub enum InspectionKind {
        /// The operating system.
        Os = "OS",
        /// A web application server.
        Was = "WAS",
    }
}

open_enum! {
    /// The standard that an inspection follows (`bss`).
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    pub enum InspectionStandard {
        /// Main information and communication facilities.
        CriticalInfrastructure = "M",
        /// Electronic financial infrastructure.
        FinancialInfrastructure = "F",
    }
}

open_enum! {
    /// The inspected operating system (`os`); the pages' languages spell Windows differently.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    pub enum OperatingSystem {
        /// Windows, also spelled `Window`.
        Windows = "Windows" | "Window",
        /// Linux.
        Linux = "Linux",
    }
}

open_enum! {
    /// How much a failed check weighs (`weakLevel`): `High` is more than `Medium`, and that more
    /// than `Low`; below them stand unknown values.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
    pub enum Severity {
        /// High.
        High = "H",
        /// Medium.
        Medium = "M",
        /// Low.
        Low = "L",
    }
}

open_enum! {
    /// What an item's check found (`resultCode` of an item, which is not an error code).
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
    pub enum CheckResult {
        /// The check failed: the server is weak here.
        Failed = "X",
        /// The check passed.
        Passed = "O",
    }
}

impl Severity {
    fn rank(&self) -> u8 {
        match self {
            Self::High => 3,
            Self::Medium => 2,
            Self::Low => 1,
            Self::Other(_) => 0,
        }
    }
}

impl PartialOrd for Severity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Severity {
    fn cmp(&self, other: &Self) -> Ordering {
        let rank = self.rank().cmp(&other.rank());
        rank.then_with(|| self.as_str().cmp(other.as_str()))
    }
}
