use std::borrow::Cow;

use crate::detections::mask_id;
use crate::output::language::Language;
use crate::output::text::line;

/// What a counter is called; one that this version does not know keeps the service's name.
pub(super) fn counter(name: &str, language: Language) -> Cow<'_, str> {
    let (ko, en, ja) = match name {
        "cheatCount" => ("치팅 도구", "cheat tool", "チートツール"),
        "emulatorCount" => ("에뮬레이터", "emulator", "エミュレーター"),
        "modificationCount" => ("변조", "modification", "改ざん"),
        "debuggerCount" => ("디버거", "debugger", "デバッガー"),
        "rootingCount" => ("루팅", "rooting", "ルート化"),
        "speedHackCount" => ("스피드핵", "speed hack", "スピードハック"),
        "networkCount" => ("네트워크", "network", "ネットワーク"),
        "virtualCount" => ("가상 환경", "virtual environment", "仮想環境"),
        "remoteCount" => ("원격 제어", "remote control", "リモート操作"),
        "macroCount" => ("매크로", "macro", "マクロ"),
        "blackCount" => ("블랙리스트", "blacklist", "ブラックリスト"),
        "macroSuspectCount" => ("매크로 의심", "suspected macro", "マクロ疑い"),
        "jailbreakCount" => ("탈옥", "jailbreak", "脱獄"),
        "hookCount" => ("후킹", "hooking", "フッキング"),
        other => return line(other),
    };
    Cow::Borrowed(language.pick(ko, en, ja))
}

/// `android` and `ios` as people write them.
pub(super) fn os(os: &str) -> Cow<'_, str> {
    match os {
        "android" => Cow::Borrowed("Android"),
        "ios" => Cow::Borrowed("iOS"),
        other => line(other),
    }
}

pub(super) fn id_type(id_type: &str, language: Language) -> Cow<'_, str> {
    match id_type {
        "device" => Cow::Borrowed(language.pick("기기", "devices", "端末")),
        "user" => Cow::Borrowed(language.pick("사용자", "users", "ユーザー")),
        other => line(other),
    }
}

/// An id as it is shown.
pub(super) fn id(id: &str, mask: bool) -> String {
    let id = line(id);
    match mask {
        true => mask_id(&id),
        false => id.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::COUNTERS;

    #[test]
    fn every_documented_counter_has_its_words() {
        for name in COUNTERS {
            assert_ne!(counter(name, Language::Ko), name);
        }
        assert_eq!(counter("vpnCount", Language::Ko), "vpnCount");
    }

    #[test]
    fn ids_are_shown_whole_or_masked() {
        assert_eq!(id("DEVICE-1", true), "DEVI…");
        assert_eq!(id("abc", false), "abc");
    }
}
