use std::borrow::Cow;

use korea_cloud_security::nhn_appguard::Detection;

use crate::lang::{Lang, Words, words};
use crate::output::clean;

/// What a detection is called; one that this version does not know keeps the vendor's name.
pub(super) fn name_of(detection: &Detection, lang: Lang) -> Cow<'_, str> {
    match words_of(detection) {
        Some(words) => Cow::Borrowed(words.of(lang)),
        None => clean(detection.as_str()),
    }
}

fn words_of(detection: &Detection) -> Option<Words> {
    Some(match detection {
        Detection::Cheat => words("치팅 도구", "cheat tool", "チートツール"),
        Detection::Emulator => words("에뮬레이터", "emulator", "エミュレーター"),
        Detection::Modification => words("변조", "modification", "改ざん"),
        Detection::Debugger => words("디버거", "debugger", "デバッガー"),
        Detection::Rooting => words("루팅", "rooting", "ルート化"),
        Detection::SpeedHack => words("스피드핵", "speed hack", "スピードハック"),
        Detection::Network => words("네트워크", "network", "ネットワーク"),
        Detection::Virtual => words("가상 환경", "virtual environment", "仮想環境"),
        Detection::Remote => words("원격 제어", "remote control", "リモート操作"),
        Detection::Macro => words("매크로", "macro", "マクロ"),
        Detection::Black => words("블랙리스트", "blacklist", "ブラックリスト"),
        Detection::MacroSuspect => words("매크로 의심", "suspected macro", "マクロ疑い"),
        Detection::Jailbreak => words("탈옥", "jailbreak", "脱獄"),
        Detection::Hook => words("후킹", "hooking", "フッキング"),
        _ => return None,
    })
}

/// Counters in one text, the greatest first.
pub(super) fn in_words(counts: impl Iterator<Item = (Detection, u64)>, lang: Lang) -> String {
    let mut counts: Vec<(Detection, u64)> = counts.filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let texts: Vec<String> = counts
        .iter()
        .map(|(detection, count)| format!("{} {count}", name_of(detection, lang)))
        .collect();
    texts.join(", ")
}
