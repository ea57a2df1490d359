use std::fmt;

/// What the app's guard looks for on the device; each is `true`, `false` or missing.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flag {
    /// The device is rooted or jailbroken (`rootingDetected`).
    RootingDetected,
    /// The app runs in an emulator (`emulatorDetected`).
    EmulatorDetected,
    /// A debugger is attached (`debugDetected`).
    DebugDetected,
    /// Code of the app is hooked (`hookingDetected`).
    HookingDetected,
    /// The environment is not to be trusted (`untrustedEnv`).
    UntrustedEnv,
}

impl Flag {
    /// Every flag, in the vendor's order.
    pub const ALL: [Self; 5] = [
        Self::RootingDetected,
        Self::EmulatorDetected,
        Self::DebugDetected,
        Self::HookingDetected,
        Self::UntrustedEnv,
    ];

    /// The vendor's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RootingDetected => "rootingDetected",
            Self::EmulatorDetected => "emulatorDetected",
            Self::DebugDetected => "debugDetected",
            Self::HookingDetected => "hookingDetected",
            Self::UntrustedEnv => "untrustedEnv",
        }
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
