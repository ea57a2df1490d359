//! Settings written into the text of the profile file.

use std::collections::BTreeMap;

use super::keys::name_of;

/// The file's text with these settings in that profile; everything else stays as it is.
pub(crate) fn with_values(text: &str, profile: &str, values: &[(&str, String)]) -> String {
    let is_plain = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    let quoted = toml::Value::from(profile).to_string();
    let header = format!("[{}]", if is_plain(profile) { profile } else { &quoted });
    let named = |line: &str| {
        // However it is written: [default], [ "default" ], [DEFAULT] # comment.
        let table: Result<BTreeMap<String, toml::Table>, _> = toml::from_str(line);
        let names = table.unwrap_or_default().into_keys();
        line.trim_start().starts_with('[') && names.map(name_of).eq([name_of(profile.to_owned())])
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let start = match lines.iter().position(|line| named(line)) {
        Some(at) => at + 1,
        None => {
            if lines.last().is_some_and(|line| !line.trim().is_empty()) {
                lines.push(String::new());
            }
            lines.push(header);
            lines.len()
        }
    };
    for (name, value) in values {
        let line = format!("{name} = {}", toml::Value::from(value.as_str()));
        let end = lines[start..]
            .iter()
            .position(|line| line.trim_start().starts_with('['))
            .map_or(lines.len(), |at| start + at);
        let is_same = |line: &String| {
            line.split_once('=')
                .is_some_and(|(key, _)| key.trim() == *name)
        };
        match lines[start..end].iter().position(is_same) {
            Some(at) => lines[start + at] = line,
            None => {
                // Before the blank lines in front of the next profile.
                let blank = lines[start..end]
                    .iter()
                    .rev()
                    .take_while(|line| line.trim().is_empty())
                    .count();
                lines.insert(end - blank, line);
            }
        }
    }
    lines.join("\n") + "\n"
}
