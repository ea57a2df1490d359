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
    /// How much a weakness weighs (`weakLevel`).
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
    /// What an item's check found (`resultCode` of an item, which is no error code).
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
    pub enum CheckResult {
        /// Weak.
        Vulnerable = "X",
        /// Good.
        Good = "O",
    }
}
