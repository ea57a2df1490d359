use transport_core::wire;

wire::id! {
    /// The number of one inspection (`usageStasNo`), kept as text.
    ///
    /// The vendor writes it as a number and as a text; it is read from both, and written in the
    /// form that it came in.
    ///
    /// ```
    /// use nhn_ssc::InspectionId;
    ///
    /// assert_eq!(InspectionId::from(42), "42".parse()?);
    /// # Ok::<(), nhn_ssc::ConfigError>(())
    /// ```
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    pub struct InspectionId;
}
