use transport_core::open_enum;

open_enum! {
    /// What the console offers for a job, which tells its state.
    ///
    /// Wire field `result_button`; the set is open.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
    pub enum ResultButton {
        /// The report can be read: the scan is finished.
        Report = "report",
        /// It can be cancelled: the scan has not started.
        Cancel = "cancel",
        /// It can be stopped: the scan is running.
        Terminate = "terminate",
        /// The scan is finished, and its report is too old to be read.
        Expired = "expired",
        /// The cause of its failure can be read.
        Cause = "cause",
    }
}
