use transport_core::wire::{WireValue as _, record};

use super::{EpochMillis, Flag};

record! {
    /// What the service knew of a token, and said once (`body` on the wire).
    ///
    /// The token is consumed by the read, so no field makes the response unreadable: one that is
    /// missing, null or of another form is `None`, and its JSON is in [`extra`](Self::extra).
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Get Token Info".
    #[derive(Debug)]
    pub struct TokenInfo
    fields {
        /// The id of the app build that the token was issued to.
        app_id: String = "appId",
        /// When the token expires.
        expire_at: EpochMillis = "expireAt",
        /// What the app is.
        integrity_info: IntegrityInfo = "integrityInfo",
        /// What was found.
        integrity_result: IntegrityResult = "integrityResult",
    }
}

record! {
    /// What the app that got the token is.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Get Token Info".
    #[derive(Debug)]
    pub struct IntegrityInfo
    fields {
        /// The hash of the app's binary.
        code_hash: String = "codeHash",
        /// The signature of the app's signer.
        signature: String = "signature",
    }
}

record! {
    /// What was found of the app that got the token.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Get Token Info".
    #[derive(Debug)]
    pub struct IntegrityResult
    fields {
        /// Whether the binary is the registered one. It says something only where the console is
        /// set to verify hashes; in the default mode, which only collects them, it says nothing,
        /// and the response does not tell the mode.
        code_hash_match: bool = "codeHashMatch",
        /// Whether the signature is the registered one.
        signature_match: bool = "signatureMatch",
        /// What was found on the device.
        integrity_checked: IntegrityChecked = "integrityChecked",
    }
}

record! {
    /// What was found on the device; each may be null, which the vendor documents and does not
    /// explain.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Get Token Info".
    #[derive(Debug)]
    pub struct IntegrityChecked
    fields {
        /// The device is rooted or jailbroken.
        rooting_detected: bool = "rootingDetected",
        /// The app runs in an emulator.
        emulator_detected: bool = "emulatorDetected",
        /// A debugger is attached.
        debug_detected: bool = "debugDetected",
        /// Code of the app is hooked.
        hooking_detected: bool = "hookingDetected",
        /// The environment is not to be trusted.
        untrusted_env: bool = "untrustedEnv",
    }
}

impl IntegrityChecked {
    /// What was found of that flag.
    pub fn get(&self, flag: Flag) -> Option<bool> {
        match flag {
            Flag::RootingDetected => self.rooting_detected,
            Flag::EmulatorDetected => self.emulator_detected,
            Flag::DebugDetected => self.debug_detected,
            Flag::HookingDetected => self.hooking_detected,
            Flag::UntrustedEnv => self.untrusted_env,
        }
    }
}

impl TokenInfo {
    /// Flags that this version does not know and that are true, wherever the service put them.
    pub fn unknown_flags(&self) -> impl Iterator<Item = &str> {
        let result = self.integrity_result.as_ref();
        let checked = result.and_then(|result| result.integrity_checked.as_ref());
        let of_result = result.into_iter().map(IntegrityResult::extra);
        let of_flags = checked.into_iter().map(IntegrityChecked::extra);
        of_flags
            .chain(of_result)
            .chain([self.extra()])
            .flat_map(|extra| extra.unknown())
            .filter(|(_, json)| {
                let raw = serde_json::from_str(json.expose_secrets());
                raw.ok().and_then(bool::lenient) == Some(true)
            })
            .map(|(name, _)| name)
    }
}
