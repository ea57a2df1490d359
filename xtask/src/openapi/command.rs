//! The command line of `cargo xtask openapi`.

use std::path::Path;

use clap::Args;

use super::document::document;
use super::services::Services;
use crate::contract::examples::Files;
use crate::contract::model::Contract;
use crate::fixtures::diff::diff;
use crate::fixtures::generate::CONTRACT;
use crate::json::{Json, pretty};

/// The document's file in a service's folder.
pub const FILE: &str = "openapi.json";

/// Options of `cargo xtask openapi`.
#[derive(Debug, Args)]
pub struct OpenApi {
    /// Write nothing; fail if the documents are not what the contracts say.
    #[arg(long)]
    pub check: bool,
}

/// Runs the command and returns what it has to say; an error is what it failed for.
///
/// # Errors
///
/// When a fixture cannot be read, or `--check` found a difference.
pub fn run(options: &OpenApi, root: &Path) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    let mut current = 0;
    let services = Services::load()?;
    // NHN's services share the gateway's error responses.
    let gateway = load(root, "nhn-gateway")?;
    for service in &services.services {
        let (Some(gateway), Some(own)) = (&gateway, load(root, &service.name)?) else {
            let line = format!("{}: no contract to write a document from", service.name);
            lines.push(line);
            continue;
        };
        let schemas = services
            .errors
            .get(&service.errors)
            .cloned()
            .unwrap_or_default();
        let is_behind = service.name.starts_with("nhn-");
        let sources = [&own, gateway];
        let sources = &sources[..1 + usize::from(is_behind)];
        let text = pretty(&document(service, sources, &schemas));
        let name = format!("fixtures/{}/{FILE}", service.name);
        if options.check {
            lines.extend(diff(root, &name, &text));
        } else {
            std::fs::write(root.join(&name), text)
                .map_err(|error| format!("{name} could not be written: {error}"))?;
        }
        current += 1;
    }
    if options.check && !lines.is_empty() {
        lines.push("the contracts say something else: run `cargo xtask openapi`".to_owned());
        return Err(lines.join("\n"));
    }
    lines.push(format!("{current} OpenAPI documents are up to date"));
    Ok(lines)
}

/// The contract and the examples on disk; nothing if there is no contract.
fn load(root: &Path, service: &str) -> Result<Option<(Contract, Files)>, String> {
    let folder = root.join("fixtures").join(service);
    if !folder.join(CONTRACT).exists() {
        return Ok(None);
    }
    let read = |name: &str| {
        std::fs::read_to_string(folder.join(name))
            .map_err(|error| format!("fixtures/{service}/{name} could not be read: {error}"))
    };
    let wrong = |name: &str, error| format!("fixtures/{service}/{name} is not valid: {error}");
    let contract = serde_json::from_str::<Contract>(&read(CONTRACT)?);
    let contract = contract.map_err(|error| wrong(CONTRACT, error))?;
    let own = contract.operations.iter().flat_map(|call| &call.examples);
    let mut files = Files::new();
    for name in own.chain(&contract.examples) {
        let body = Json::parse(&read(name)?).map_err(|error| wrong(name, error))?;
        files.insert(name.clone(), body);
    }
    Ok(Some((contract, files)))
}
