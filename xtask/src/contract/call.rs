//! One call of a contract, from its page's tables, curl examples and example bodies.

use super::build::Builder;
use super::examples;
use super::model::{Field, Operation};
use super::read::Read;
use super::{locate, name};
use crate::facts::{Call, Facts, Side};

impl Builder<'_> {
    /// Adds a call to the contract, and its examples to the files.
    pub(super) fn add_call(&mut self, read: &Read, index: usize, call: &Call) {
        let name = name::unused_name(&self.built.contract, read, index, call);
        let title = name::title(read, index).unwrap_or_default();
        let path = self.path(&name, call, title);
        let mut parameters = self.rows(call, Side::Request);
        let mut fields = self.rows(call, Side::Response);
        self.compare_rows(&name, parameters.iter().chain(&fields), &path);
        self.place(&name, &call.method, &path, &mut parameters);
        self.compare_sent(&name, call, &parameters);

        let files = &mut self.built.files;
        let mut names = examples::of_operation(&name, &call.examples, files);
        if !names.iter().any(|file| file.contains(".request"))
            && let Some(body) = examples::assembled(&parameters)
        {
            let file = format!("{name}.request.json");
            files.insert(file.clone(), body);
            names.insert(0, file);
        }
        let answers = call
            .examples
            .iter()
            .filter(|(side, _, body)| *side == Side::Response && !examples::is_error(body));
        let shape = locate::shape(answers.map(|(.., body)| body));
        locate::to_paths(&mut fields, &shape);
        fields.extend(locate::undocumented(&fields, &shape));
        let front = |key| read.page.front.get(key).map(String::as_str);
        let date = front("updated").and_then(|date| date.split('T').next());
        self.built.contract.operations.push(Operation {
            name,
            method: call.method.clone(),
            path,
            page: read.file.clone(),
            language: self.language.to_owned(),
            date: date.unwrap_or(read.source.seen).to_owned(),
            partial: front("partial") == Some("true"),
            parameters,
            fields,
            request: call.curls.first().cloned(),
            examples: names,
        });
    }

    /// The rows of every call of the service, and a call's own in place of those of the same name.
    fn rows(&self, call: &Call, side: Side) -> Vec<Field> {
        let own = &call.rows[side as usize];
        let common = |(read, _): &(&Read, Facts)| read.facts.common[side as usize].clone();
        let common = self.pages.iter().flat_map(common);
        let common = common.filter(|row| own.iter().all(|mine| mine.name != row.name));
        common.chain(own.iter().cloned()).collect()
    }
}
