use transport_core::open_enum;
use transport_core::wire::{RawJson, WireValue as _, record};

use crate::Os;

/// Writes the detections down once: as an enum, as the fields of an entry, and as the way between.
macro_rules! detections {
    ($( $(#[$doc:meta])* $variant:ident, $field:ident = $wire:literal $(, only $os:ident)?; )+) => {
        open_enum! {
            /// What was detected, under the vendor's name of its counter.
            ///
            /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
            /// "Retrieve abnormal behavior detection status".
            pub enum Detection {
                $( $(#[$doc])* #[doc = concat!("`", $wire, "` on the wire.")] $variant = $wire ),+
            }
        }

        impl Detection {
            /// Every detection that the vendor's page lists, in its order.
            pub const DOCUMENTED: &'static [Self] = &[$(Self::$variant),+];

            /// Those that the page lists for that operating system, in its order.
            pub fn documented_for(os: Os) -> impl Iterator<Item = &'static Self> {
                Self::DOCUMENTED
                    .iter()
                    .filter(move |detection| detection.only_on().is_none_or(|only| only == os))
            }

            /// The only operating system that has it; `None` if both have it.
            fn only_on(&self) -> Option<Os> {
                match self {
                    $( $(Self::$variant => Some(Os::$os),)? )+
                    _ => None,
                }
            }
        }

        record! {
            /// How often one device or user was detected on one day.
            ///
            /// A counter that the service left out, or that is no number from 0, is `None`; its
            /// JSON is in [`extra`](Self::extra). The service sends only the counters of the
            /// operating system that was asked for.
            ///
            /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
            /// "Retrieve abnormal behavior detection status".
            #[derive(Debug)]
            pub struct Abnormal
            key {
                /// The id of the device or the user, as was asked for.
                abnormal_id: String = "abnormalId" | "id"
            }
            fields {
                /// All detections, as the service counts them; may differ from the counters' sum.
                total: u64 = "total",
                $(
                    $(#[$doc])* #[doc = concat!("`", $wire, "` on the wire.")]
                    $field: u64 = $wire,
                )+
            }
        }

        impl Abnormal {
            /// The documented counters that the service sent, in the vendor's order.
            fn documented(&self) -> impl Iterator<Item = (Detection, u64)> {
                [$( (Detection::$variant, self.$field) ),+]
                    .into_iter()
                    .filter_map(|(detection, count)| Some((detection, count?)))
            }
        }
    };
}

detections! {
    /// Cheating tools.
    Cheat, cheat_count = "cheatCount";
    /// Emulators.
    Emulator, emulator_count = "emulatorCount";
    /// The app was tampered with.
    Modification, modification_count = "modificationCount";
    /// Debuggers.
    Debugger, debugger_count = "debuggerCount";
    /// Rooting; Android only.
    Rooting, rooting_count = "rootingCount", only Android;
    /// Manipulated speed; Android only.
    SpeedHack, speed_hack_count = "speedHackCount", only Android;
    /// TLS pinning failed, so that somebody may read the traffic; Android only.
    Network, network_count = "networkCount", only Android;
    /// Virtual environments; Android only.
    Virtual, virtual_count = "virtualCount", only Android;
    /// Remote control; Android only.
    Remote, remote_count = "remoteCount", only Android;
    /// Macro tools; Android only.
    Macro, macro_count = "macroCount", only Android;
    /// The blacklist; Android only.
    Black, black_count = "blackCount", only Android;
    /// Suspected use of macros; Android only.
    MacroSuspect, macro_suspect_count = "macroSuspectCount", only Android;
    /// Jailbreak; iOS only.
    Jailbreak, jailbreak_count = "jailbreakCount", only Ios;
    /// Hooking; iOS only.
    Hook, hook_count = "hookCount", only Ios;
}

impl Abnormal {
    /// How often that was detected; `None` if the service did not say.
    pub fn count(&self, detection: &Detection) -> Option<u64> {
        self.counts()
            .find_map(|(found, count)| (found == *detection).then_some(count))
    }

    /// Every counter that the service sent: the documented ones in the vendor's order, then those
    /// that this version does not know.
    pub fn counts(&self) -> impl Iterator<Item = (Detection, u64)> {
        let unknown = self.extra().unknown();
        self.documented().chain(unknown.filter_map(|(name, json)| {
            let count = unknown_count(name, json)?;
            Some((Detection::Other(name.to_owned()), count))
        }))
    }
}

/// A number is a counter; a text that is a number may be anything, unless it is called so.
fn unknown_count(name: &str, json: &RawJson) -> Option<u64> {
    let text = json.expose_secrets();
    if text.starts_with('"') && !name.ends_with("Count") {
        return None;
    }
    let is_whole = !text.contains('.') || text.ends_with(".0");
    u64::lenient(serde_json::from_str(text).ok()?).filter(|_| is_whole)
}
