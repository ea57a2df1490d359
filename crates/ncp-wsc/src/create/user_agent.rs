use transport_core::open_enum;

open_enum! {
    /// The browser that a scan pretends to be (`UserAgent`).
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
    pub enum UserAgent {
        /// Android.
        Android = "Android",
        /// iPhone.
        IPhone = "iPhone",
        /// Chrome on a PC.
        PcChrome = "PC Chrome",
        /// Internet Explorer on a PC.
        PcIe = "PC IE",
    }
}
