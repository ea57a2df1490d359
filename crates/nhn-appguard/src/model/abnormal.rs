use std::collections::BTreeMap;

use transport_core::open_enum;

/// Writes the detections down once: as an enum, as the fields of an entry, and as the way between.
macro_rules! detections {
    ($( $(#[$doc:meta])* $variant:ident, $field:ident = $wire:literal; )+) => {
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
        }

        /// How often one device or user was detected on one day.
        ///
        /// A counter that the service left out, or that is no number from 0, is `None`: no entry
        /// costs the day. It answers only the counters of the operating system that was asked for.
        ///
        /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
        /// "Retrieve abnormal behavior detection status".
        #[non_exhaustive]
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct Abnormal {
            /// The id of the device or the user, as was asked for; `None` if the service did not
            /// say.
            pub abnormal_id: Option<String>,
            /// All detections, as the service counts them; may differ from the counters' sum.
            pub total: Option<u64>,
            $(
                $(#[$doc])* #[doc = concat!("`", $wire, "` on the wire.")]
                pub $field: Option<u64>,
            )+
            /// Counters that this version does not know, under the vendor's names.
            pub other_counts: BTreeMap<String, u64>,
        }

        impl Abnormal {
            /// The field of a documented counter.
            pub(super) fn documented_mut(&mut self, wire: &str) -> Option<&mut Option<u64>> {
                match wire {
                    $( $wire => Some(&mut self.$field), )+
                    _ => None,
                }
            }

            /// The documented counters in the vendor's order.
            pub(super) fn documented(&self) -> impl Iterator<Item = (&str, u64)> {
                [$( ($wire, self.$field) ),+]
                    .into_iter()
                    .filter_map(|(wire, count)| Some((wire, count?)))
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
    Rooting, rooting_count = "rootingCount";
    /// Manipulated speed; Android only.
    SpeedHack, speed_hack_count = "speedHackCount";
    /// TLS pinning failed, so that somebody may read the traffic; Android only.
    Network, network_count = "networkCount";
    /// Virtual environments; Android only.
    Virtual, virtual_count = "virtualCount";
    /// Remote control; Android only.
    Remote, remote_count = "remoteCount";
    /// Macro tools; Android only.
    Macro, macro_count = "macroCount";
    /// The blacklist; Android only.
    Black, black_count = "blackCount";
    /// Suspected use of macros; Android only.
    MacroSuspect, macro_suspect_count = "macroSuspectCount";
    /// Jailbreak; iOS only.
    Jailbreak, jailbreak_count = "jailbreakCount";
    /// Hooking; iOS only.
    Hook, hook_count = "hookCount";
}

impl Abnormal {
    /// How often that was detected; `None` if the service did not say.
    pub fn count(&self, detection: &Detection) -> Option<u64> {
        let wire = detection.as_str();
        self.all()
            .find_map(|(name, count)| (name == wire).then_some(count))
    }

    /// Every counter that the service sent: the documented ones in the vendor's order, then the
    /// others.
    pub fn counts(&self) -> impl Iterator<Item = (Detection, u64)> {
        self.all()
            .map(|(name, count)| (Detection::from(name), count))
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&str, u64)> {
        let others = self.other_counts.iter();
        self.documented()
            .chain(others.map(|(name, count)| (name.as_str(), *count)))
    }
}
