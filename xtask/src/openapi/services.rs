//! What no page says in a table: how each service is authenticated, where its other zones are, how
//! it says that a call failed, what each call is called. It stands in `services.json`.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::json::{Json, object};

/// Everything in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Services {
    pub(crate) services: Vec<Service>,
    /// The schemas of errors, by shape; `ErrorBody` is the whole body.
    pub(crate) errors: IndexMap<String, IndexMap<String, Json>>,
}

/// A service that gets a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Service {
    pub(crate) name: String,
    pub(crate) title: String,
    /// The shape of its errors.
    pub(crate) errors: String,
    /// Its security schemes, all of which are needed together.
    pub(crate) schemes: IndexMap<String, Json>,
    /// Addresses of other zones, which other pages of the vendor's name.
    #[serde(default)]
    pub(crate) zones: IndexMap<String, String>,
    pub(crate) summaries: IndexMap<String, String>,
    /// The responses of which no page speaks, with their parts before them. createJob's is the
    /// envelope of the other calls, and the new job's id beside it, as `resources` or inside it.
    #[serde(default)]
    pub(crate) unshown: IndexMap<String, Json>,
}

/// The folders of the services that get a document.
pub fn names() -> Vec<String> {
    let services = Services::load().map(|all| all.services).unwrap_or_default();
    services.into_iter().map(|service| service.name).collect()
}

impl Services {
    /// Reads the file.
    pub(crate) fn load() -> Result<Self, String> {
        let text = include_str!("services.json");
        serde_json::from_str(text).map_err(|error| format!("services.json: {error}"))
    }
}

impl Service {
    /// The requirement: every scheme at once.
    pub(crate) fn requirement(&self) -> Json {
        let names = self.schemes.keys();
        let needs = names.map(|name| (name.clone(), Vec::new().into()));
        vec![Json::Object(needs.collect())].into()
    }

    /// The servers: those of the pages, and the other zones'.
    pub(crate) fn servers(&self, documented: &[String]) -> Json {
        let own = documented.iter().map(|url| ("public", url));
        let zones = self.zones.iter().map(|(zone, url)| (zone.as_str(), url));
        let servers = own.chain(zones).map(|(zone, url)| {
            object! { "url" => url.as_str(), "description" => format!("The {zone} zone") }
        });
        servers.collect::<Vec<_>>().into()
    }

    /// What a call does, in a few words.
    pub(crate) fn summary(&self, call: &str) -> String {
        let known = self.summaries.get(call).cloned();
        known.unwrap_or_else(|| call.replace('-', " "))
    }

    /// True if a header is part of the authentication, or is HTTP's own.
    pub(crate) fn implies(&self, header: &str) -> bool {
        let names = self.schemes.values();
        let mut names = names.filter_map(|scheme| scheme.get("name")?.as_str());
        names.any(|name| name.eq_ignore_ascii_case(header))
            || ["authorization", "content-type", "accept"].contains(&header.to_lowercase().as_str())
    }
}
