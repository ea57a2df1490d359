//! The pages that the fixtures come from: one table.

/// Where the pages of a vendor stand online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// NHN Cloud's guides.
    Nhn,
    /// NAVER Cloud's API pages.
    Ncp,
}

/// One page, in all its languages.
#[derive(Debug)]
pub struct Source {
    /// Whose page it is.
    pub site: Site,
    /// Folder under the documents' root; `{}` stands for the language, if the page has several.
    pub file: &'static str,
    /// Address under the site's base; `{}` stands for the language.
    pub address: &'static str,
    /// The languages that the fixtures are made from; the first is the primary one.
    pub languages: &'static [&'static str],
    /// Services on the page: folder of fixtures, and what their paths begin with.
    pub services: &'static [(&'static str, &'static str)],
    /// When the page was last seen to change, for pages that do not say.
    pub seen: &'static str,
    /// True if the page is about one call of a service with several pages: without it, what is
    /// stored of that call stays and the rest is still read.
    pub one_call: bool,
    /// A word in the heading of sections that are left out, and why they are.
    pub skip: Option<(&'static str, &'static str)>,
}

/// Languages that are compared when their pages are there, besides those a source asks for.
pub const LANGUAGES: &[&str] = &["en", "ko", "ja", "zh"];

const NHN: &[&str] = &["en", "ko"];
const NCP: &[&str] = &["en"];
const WSC: &[(&str, &str)] = &[("ncp-wsc", "/")];

/// Every page.
pub const SOURCES: &[Source] = &[
    Source {
        site: Site::Nhn,
        file: "nhn/server-security-check/{}/api-guide.md",
        address: "{}/Security/Server%20Security%20Check/{}/api-guide.md",
        languages: NHN,
        services: &[("nhn-ssc", "/ssc/")],
        seen: "2026-08-07",
        one_call: false,
        skip: None,
    },
    Source {
        site: Site::Nhn,
        file: "nhn/appguard/{}/api-guide.md",
        address: "{}/Security/NHN%20AppGuard/{}/api-guide.md",
        languages: NHN,
        services: &[
            ("nhn-appguard", "/v1.0/"),
            ("nhn-integrity", "/integrity-api/"),
        ],
        seen: "2026-07-28",
        one_call: false,
        skip: None,
    },
    Source {
        site: Site::Nhn,
        file: "nhn/api-gateway/{}/error-code.md",
        address: "{}/Application%20Service/API%20Gateway/{}/error-code.md",
        languages: NHN,
        services: &[("nhn-gateway", "/")],
        seen: "2026-07-28",
        one_call: false,
        skip: None,
    },
    Source {
        site: Site::Nhn,
        file: "nhn/public-api/{}/user-access-key-token.md",
        address: "{}/nhncloud/{}/public-api/user-access-key-token.md",
        languages: NHN,
        services: &[("nhn-oauth", "/oauth2/")],
        seen: "2026-04-28",
        one_call: false,
        skip: Some(("JWT", "JWT tokens serve another product (EasyQueue) only")),
    },
    Source {
        one_call: false,
        ..wsc(
            "ncp/security-websecuritychecker.md",
            "{}/security-websecuritychecker.md",
        )
    },
    wsc(
        "ncp/security-websecuritychecker-getjobs.md",
        "{}/security-websecuritychecker-getjobs.md",
    ),
    wsc(
        "ncp/security-websecuritychecker-searchjobs.md",
        "{}/security-websecuritychecker-searchjobs.md",
    ),
    wsc(
        "ncp/security-websecuritychecker-createjob.md",
        "{}/security-websecuritychecker-createjob.md",
    ),
    wsc(
        "ncp/security-websecuritychecker-canceljob.md",
        "{}/security-websecuritychecker-canceljob.md",
    ),
    wsc(
        "ncp/security-websecuritychecker-stopjob.md",
        "{}/security-websecuritychecker-stopjob.md",
    ),
    wsc(
        "ncp/security-websecuritychecker-getreport.md",
        "{}/security-websecuritychecker-getreport.md",
    ),
];

const fn wsc(file: &'static str, address: &'static str) -> Source {
    Source {
        site: Site::Ncp,
        file,
        address,
        languages: NCP,
        services: WSC,
        seen: "",
        one_call: true,
        skip: None,
    }
}

impl Source {
    /// The page's file in one language, under the documents' root.
    pub fn file(&self, language: &str) -> String {
        if self.file.contains("{}") {
            return self.file.replace("{}", language);
        }
        // Pages without a language folder are the primary language; others stand in a folder.
        match (self.languages.first(), self.file.rsplit_once('/')) {
            (Some(primary), Some((folder, name))) if *primary != language => {
                format!("{folder}/{language}/{name}")
            }
            _ => self.file.to_owned(),
        }
    }

    /// The primary language.
    pub fn primary(&self) -> &'static str {
        self.languages.first().copied().unwrap_or("en")
    }
}

/// The services, in the order of the table, each once.
pub fn services() -> Vec<&'static str> {
    let mut names = Vec::new();
    for (name, _) in SOURCES.iter().flat_map(|source| source.services) {
        if !names.contains(name) {
            names.push(*name);
        }
    }
    names
}

/// The pages of one service.
pub fn of(service: &str) -> impl Iterator<Item = &'static Source> {
    SOURCES
        .iter()
        .filter(move |source| source.services.iter().any(|(name, _)| *name == service))
}
