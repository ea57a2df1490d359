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
    /// NHN: the file under the documents' root, `{}` standing for the language; NAVER: the name.
    file: &'static str,
    /// NHN: the address under the site's base, `{}` standing for the language.
    address: &'static str,
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

/// Every page.
pub const SOURCES: &[Source] = &[
    nhn(
        "nhn/server-security-check/{}/api-guide.md",
        "{}/Security/Server%20Security%20Check/{}/api-guide.md",
        "2026-08-07",
        &[("nhn-ssc", "/ssc/")],
    ),
    nhn(
        "nhn/appguard/{}/api-guide.md",
        "{}/Security/NHN%20AppGuard/{}/api-guide.md",
        "2026-07-28",
        &[
            ("nhn-appguard", "/v1.0/"),
            ("nhn-integrity", "/integrity-api/"),
        ],
    ),
    nhn(
        "nhn/api-gateway/{}/error-code.md",
        "{}/Application%20Service/API%20Gateway/{}/error-code.md",
        "2026-07-28",
        &[("nhn-gateway", "/")],
    ),
    Source {
        skip: Some(("JWT", "JWT tokens serve another product (EasyQueue) only")),
        ..nhn(
            "nhn/public-api/{}/user-access-key-token.md",
            "{}/nhncloud/{}/public-api/user-access-key-token.md",
            "2026-04-28",
            &[("nhn-oauth", "/oauth2/")],
        )
    },
    Source {
        one_call: false,
        ..wsc("security-websecuritychecker.md")
    },
    wsc("security-websecuritychecker-getjobs.md"),
    wsc("security-websecuritychecker-searchjobs.md"),
    wsc("security-websecuritychecker-createjob.md"),
    wsc("security-websecuritychecker-canceljob.md"),
    wsc("security-websecuritychecker-stopjob.md"),
    wsc("security-websecuritychecker-getreport.md"),
];

const fn nhn(
    file: &'static str,
    address: &'static str,
    seen: &'static str,
    services: &'static [(&'static str, &'static str)],
) -> Source {
    Source {
        site: Site::Nhn,
        file,
        address,
        languages: &["en", "ko"],
        services,
        seen,
        one_call: false,
        skip: None,
    }
}

const fn wsc(name: &'static str) -> Source {
    Source {
        site: Site::Ncp,
        file: name,
        address: name,
        languages: &["en"],
        services: &[("ncp-wsc", "/")],
        seen: "",
        one_call: true,
        skip: None,
    }
}

impl Source {
    /// The page's file in one language, under the documents' root. NAVER's pages stand in the
    /// primary language, others in a folder.
    pub fn file(&self, language: &str) -> String {
        match self.site {
            Site::Nhn => self.file.replace("{}", language),
            Site::Ncp if language == self.primary() => format!("ncp/{}", self.file),
            Site::Ncp => format!("ncp/{language}/{}", self.file),
        }
    }

    /// The page's address in one language, under the site's base.
    pub fn address(&self, language: &str) -> String {
        match self.site {
            Site::Nhn => self.address.replace("{}", language),
            Site::Ncp => format!("{language}/{}", self.address),
        }
    }

    /// The primary language.
    pub fn primary(&self) -> &'static str {
        self.languages.first().copied().unwrap_or("en")
    }
}

/// The services, in the order of the table, each once.
pub fn services() -> Vec<&'static str> {
    let services = SOURCES.iter().flat_map(|source| source.services);
    let mut names = services.map(|(name, _)| *name).collect::<Vec<_>>();
    names.dedup();
    names
}

/// The pages of one service.
pub fn of(service: &str) -> impl Iterator<Item = &'static Source> {
    let is_it = move |(name, _): &(&str, &str)| *name == service;
    let sources = SOURCES.iter();
    sources.filter(move |source| source.services.iter().any(is_it))
}
