//! One call of a contract, from its page's tables, curl example and examples.

use super::build::{Built, Read};
use super::model::{Field, Operation, Request};
use super::{examples, inspect, locate, path};
use crate::pages::facts;
use crate::pages::vocabulary::Mark;

/// Makes the call that `operation` describes; its examples go to `built`.
pub(super) fn add_operation(
    built: &mut Built,
    language: &str,
    read: &Read<'_>,
    operation: &facts::Operation,
    all: &[Read<'_>],
) -> Operation {
    let page = read.page;
    let name = path::name(operation, page);
    let listed = all
        .iter()
        .flat_map(|read| &read.page.listed)
        .find(|l| l.name == title(page));
    let service = built.contract.service.clone();
    let path = path::resolve(
        &service,
        &name,
        language,
        operation,
        listed,
        &mut built.findings,
    );
    let rows = |own: &[facts::Row], common: fn(&facts::Page) -> &Vec<facts::Row>| {
        let mut rows = all
            .iter()
            .flat_map(|read| common(read.page))
            .cloned()
            .collect::<Vec<_>>();
        rows.retain(|row| own.iter().all(|mine| mine.name != row.name));
        rows.extend_from_slice(own);
        rows
    };
    let sent = rows(&operation.parameters, |page| &page.parameters);
    let answered = rows(&operation.fields, |page| &page.fields);
    inspect::rows(
        &service,
        &name,
        language,
        sent.iter().chain(&answered),
        &path,
        &mut built.findings,
    );

    let mut parameters = sent.iter().map(field).collect::<Vec<_>>();
    path::place(
        &service,
        &name,
        language,
        &path,
        &operation.method,
        &mut parameters,
        &mut built.findings,
    );
    let mut files = examples::of_operation(&name, &operation.examples, &mut built.files);
    if !files.iter().any(|file| file.contains(".request"))
        && let Some(body) = examples::assembled(&parameters)
    {
        let file = format!("{name}.request.json");
        built.files.insert(file.clone(), body);
        files.insert(0, file);
    }
    let answers = operation.examples.iter().filter(|example| {
        example.side == facts::Side::Response && !examples::is_refusal(&example.body)
    });
    let shape = locate::shape(answers.map(|example| &example.body));
    let mut fields = answered.iter().map(field).collect::<Vec<_>>();
    locate::to_paths(&mut fields, &shape);
    fields.extend(locate::undocumented(&fields, &shape));
    let date = page
        .front
        .get("updated")
        .map(|date| date.split('T').next().unwrap_or(date));
    Operation {
        name,
        method: operation.method.clone(),
        path,
        page: read.source.file(language),
        language: language.to_owned(),
        date: date.unwrap_or(read.source.seen).to_owned(),
        partial: page
            .front
            .get("partial")
            .is_some_and(|partial| partial == "true"),
        parameters,
        fields,
        request: operation.curl.as_ref().map(|curl| Request {
            method: curl.method.clone(),
            path: curl.path.clone(),
            query: curl.query.clone(),
            headers: curl.headers.clone(),
        }),
        examples: files,
    }
}

fn title(page: &facts::Page) -> &str {
    page.front.get("title").map_or("", String::as_str)
}

fn field(row: &facts::Row) -> Field {
    let details = &row.details;
    Field {
        name: row.name.clone(),
        place: row.place.clone(),
        type_name: row.type_name.clone(),
        required: match row.required {
            Some(Mark::Yes) => Some(true),
            Some(Mark::No) => Some(false),
            _ => None,
        },
        default: details.default.clone(),
        range: details.range.clone(),
        allowed: details.allowed.clone(),
        open: details.open,
        format: details.format.clone(),
        value: row.value.clone(),
        nullable: details.nullable,
        only: details.only.clone(),
        example: details.example.clone(),
        source: None,
        language: None,
    }
}
