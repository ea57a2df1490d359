//! One call of a contract, from its page's tables, curl examples and example bodies.

use super::examples::{self, Files};
use super::model::{Contract, Operation, Request};
use super::path::Call as Paths;
use super::read::Read;
use super::{inspect, locate, path};
use crate::discrepancies::Discrepancies;
use crate::facts::{Call, Facts, Row, Side};

/// Adds a call to the contract, and its examples to the files.
pub(super) fn add_call(
    contract: &mut Contract,
    files: &mut Files,
    found: &mut Discrepancies,
    language: &str,
    (read, index, call): (&Read, usize, &Call),
    all: &[&Read],
) {
    let service = contract.service.clone();
    let name = path::unused_name(contract, path::name(read, index, call), &call.method);
    let mut paths = Paths {
        service: &service,
        name: &name,
        language,
        call,
        found,
    };
    let listed = all
        .iter()
        .flat_map(|read| &read.facts.listed)
        .collect::<Vec<_>>();
    let title = path::title(read, index).unwrap_or_default();
    let path = paths.resolve(&listed, title);
    let sent = rows(all, &call.parameters, |facts| &facts.parameters);
    let answered = rows(all, &call.fields, |facts| &facts.fields);
    let mut parameters = sent.iter().map(|row| row.field.clone()).collect::<Vec<_>>();
    paths.place(&path, &mut parameters);
    let id = [service.as_str(), name.as_str()];
    inspect::rows(id, language, sent.iter().chain(&answered), &path, found);
    inspect::sent(id, language, call, &parameters, found);

    let mut examples = examples::of_operation(&name, &call.examples, files);
    if !examples.iter().any(|file| file.contains(".request"))
        && let Some(body) = examples::assembled(&parameters)
    {
        let file = format!("{name}.request.json");
        files.insert(file.clone(), body);
        examples.insert(0, file);
    }
    let answers = call
        .examples
        .iter()
        .filter(|example| example.side == Side::Response && !examples::is_error(&example.body));
    let shape = locate::shape(answers.map(|example| &example.body));
    let mut fields = answered
        .iter()
        .map(|row| row.field.clone())
        .collect::<Vec<_>>();
    locate::to_paths(&mut fields, &shape);
    fields.extend(locate::undocumented(&fields, &shape));
    let front = |key| read.page.front.get(key).map(String::as_str);
    let date = front("updated").and_then(|date| date.split('T').next());
    let request = call.curls.first().map(|curl| Request {
        method: curl.method.clone(),
        path: curl.path.clone(),
        query: curl.query.clone(),
        headers: curl.headers.clone(),
    });
    contract.operations.push(Operation {
        name,
        method: call.method.clone(),
        path,
        page: read.file.clone(),
        language: language.to_owned(),
        date: date.unwrap_or(read.source.seen).to_owned(),
        partial: front("partial") == Some("true"),
        parameters,
        fields,
        request,
        examples,
    });
}

/// The rows of every call of the service, and a call's own in place of those of the same name.
fn rows<'a>(all: &'a [&Read], own: &'a [Row], common: fn(&Facts) -> &Vec<Row>) -> Vec<&'a Row> {
    let rows = all.iter().flat_map(|read| common(&read.facts));
    let rows = rows.filter(|row| own.iter().all(|mine| mine.field.name != row.field.name));
    rows.chain(own).collect()
}
