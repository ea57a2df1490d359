//! What a web finding's name means in the Common Weakness Enumeration.

/// Parts of names in lower case, without spaces and punctuation; the first that is found decides.
const NAMES: &[(&[&str], u32)] = &[
    (
        &[
            "sqlinjection",
            "sql인젝션",
            "sql삽입",
            "sqlインジェクション",
        ],
        89,
    ),
    (&["xpath"], 643),
    (&["ldap"], 90),
    (&["ssiinjection", "ssi인젝션", "serversideinclude"], 97),
    (
        &[
            "commandinjection",
            "운영체제명령",
            "oscommand",
            "명령실행",
            "commandexecution",
        ],
        78,
    ),
    (
        &["csrf", "crosssiterequestforgery", "크로스사이트요청위조"],
        352,
    ),
    (
        &["ssrf", "serversiderequestforgery", "서버사이드요청위조"],
        918,
    ),
    (&["xss", "crosssitescript", "크로스사이트스크립"], 79),
    (&["fileupload", "파일업로드"], 434),
    (
        &[
            "directorylisting",
            "directoryindexing",
            "디렉터리리스팅",
            "디렉토리리스팅",
            "디렉터리인덱싱",
            "디렉토리인덱싱",
        ],
        548,
    ),
    (
        &[
            "pathtraversal",
            "directorytraversal",
            "경로조작",
            "디렉터리트래버설",
        ],
        22,
    ),
    (&["openredirect", "오픈리다이렉트", "urlredirect"], 601),
    (
        &[
            "informationexposure",
            "informationdisclosure",
            "informationleakage",
            "정보노출",
            "정보누출",
        ],
        200,
    ),
];

/// The number of the weakness that a name stands for.
pub(crate) fn cwe(name: &str) -> Option<u32> {
    let name = crate::fingerprint::normalize(name);
    let found = NAMES
        .iter()
        .find(|(parts, _)| parts.iter().any(|part| name.contains(part)));
    found.map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_weaknesses() {
        for (name, number) in [
            ("SQL Injection", Some(89)),
            ("Stored XSS", Some(79)),
            ("Cross-Site Scripting", Some(79)),
            ("CSRF", Some(352)),
            ("SSI Injection", Some(97)),
            ("File Upload", Some(434)),
            ("Directory Listing", Some(548)),
            ("정보 노출", Some(200)),
            ("Path Traversal", Some(22)),
            ("OS Command Injection", Some(78)),
            ("LDAP Injection", Some(90)),
            ("XPath Injection", Some(643)),
            ("SSRF", Some(918)),
            ("Open Redirect", Some(601)),
            ("Something else", None),
        ] {
            assert_eq!(cwe(name), number, "{name}");
        }
    }
}
