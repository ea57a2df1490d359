use transport_core::open_enum;

open_enum! {
    /// The browser that a scan pretends to be (`UserAgent`).
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
