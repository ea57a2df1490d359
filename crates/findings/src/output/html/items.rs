//! Failed checks, grouped by check.

use std::collections::HashMap;

use super::figures::severity_class;
use crate::diff::Class;
use crate::judged::{ItemSummary, Judged, Judgement, Row};
use crate::model::{Item, Severity, Status};
use crate::output::language::{Language, english, number};
use crate::output::text::line;
use crate::output::words;

/// A name that does not fit into a narrow column.
const LONG_NAME: usize = 34;

pub(super) struct FailedItem {
    pub(super) class: &'static str,
    pub(super) severity: &'static str,
    pub(super) title: String,
    pub(super) count: String,
    pub(super) wherein: String,
    pub(super) servers: Vec<FailedServer>,
    pub(super) is_long: bool,
    pub(super) more: String,
    pub(super) how: Option<String>,
}

pub(super) struct FailedServer {
    pub(super) name: String,
    pub(super) change: &'static str,
    pub(super) is_new: bool,
    pub(super) action: String,
}

/// The failed checks, at most `most` rows of them, and how many rows are left out.
pub(super) fn failed_items(
    judged: &Judged,
    most: usize,
    language: Language,
) -> (Vec<FailedItem>, u64) {
    let mut rows: HashMap<*const Item, Vec<Row<'_>>> = HashMap::new();
    for row in judged.rows() {
        if row.status == Status::Fail && row.judgement != Judgement::NotApplicable {
            rows.entry(std::ptr::from_ref(row.item))
                .or_default()
                .push(row);
        }
    }
    let mut items: Vec<(ItemSummary<'_>, Vec<Row<'_>>)> = judged
        .items()
        .filter_map(|summary| {
            let rows = rows.remove(&std::ptr::from_ref(summary.item))?;
            Some((summary, rows))
        })
        .collect();
    items.sort_by_key(|(summary, rows)| (summary.item.severity, std::cmp::Reverse(rows.len())));
    let counts: Vec<usize> = items.iter().map(|(_, rows)| rows.len()).collect();
    let all: usize = counts.iter().sum();
    // So many checks that not even their titles fit are cut as well.
    items.truncate(most);
    let each = each(&counts[..items.len()], most);
    let items: Vec<FailedItem> = items
        .iter()
        .map(|(summary, rows)| failed_item(summary, rows, each, language))
        .collect();
    let listed: usize = items.iter().map(|item| item.servers.len()).sum();
    (items, (all - listed) as u64)
}

/// The greatest number of rows of each check with which all together are not more than `most`.
fn each(counts: &[usize], most: usize) -> usize {
    let listed = |each: usize| counts.iter().map(|count| (*count).min(each)).sum::<usize>();
    let (mut low, mut high) = (0, counts.iter().copied().max().unwrap_or_default());
    while low < high {
        let middle = (low + high).div_ceil(2);
        if listed(middle) <= most {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

fn failed_item(
    summary: &ItemSummary<'_>,
    rows: &[Row<'_>],
    each: usize,
    language: Language,
) -> FailedItem {
    let item = summary.item;
    let listed = &rows[..rows.len().min(each)];
    let servers: Vec<FailedServer> = listed
        .iter()
        .map(|row| failed_server(row, language))
        .collect();
    let (failed, all) = (number(summary.failed_servers), number(summary.servers));
    let rest = rows.len() - listed.len();
    let place: Vec<_> = [
        item.standard.as_str(),
        &item.kind,
        item.category.as_deref().unwrap_or_default(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .map(line)
    .collect();
    FailedItem {
        class: severity_class(item.severity),
        severity: language.severity(item.severity),
        title: words::title(item).into_owned(),
        count: language.pick(
            format!("{all}대 중 {failed}대"),
            format!("{failed} of {}", english(summary.servers, "server")),
            format!("{all}台中{failed}台"),
        ),
        wherein: place.join(" · "),
        is_long: servers
            .iter()
            .any(|server| server.name.chars().count() > LONG_NAME),
        servers,
        more: match rest {
            0 => String::new(),
            rest => language.pick(
                format!("외 {rest}건"),
                format!("and {rest} more"),
                format!("ほか{rest}件"),
            ),
        },
        how: words::how(item).map(|how| how.into_owned()),
    }
}

fn failed_server(row: &Row<'_>, language: Language) -> FailedServer {
    let mut name = words::server(row.inspection).into_owned();
    if !row.location.is_empty() {
        name = format!("{name} · {}", words::place(row));
    }
    if let Some(count) = row.count {
        name += &language.pick(
            format!(" · {count}건"),
            format!(" · {}", english(count, "place")),
            format!(" · {count}件"),
        );
    }
    // What is still open needs no mark: everything here is.
    let change = row.class.filter(|class| *class != Class::Still);
    let action = language
        .action(row)
        .filter(|action| *action != language.open());
    let mut action = action.unwrap_or_default().to_owned();
    if let Some(entry) = row.entry {
        let owner = entry.owner.as_deref().map(|owner| line(owner).into_owned());
        let day = entry.due.or(entry.until).map(|day| format!("~{day}"));
        let details: Vec<String> = owner.into_iter().chain(day).collect();
        if !action.is_empty() && !details.is_empty() {
            action = format!("{action} ({})", details.join(" "));
        }
    }
    FailedServer {
        name,
        change: change
            .map(|class| language.class(class))
            .unwrap_or_default(),
        is_new: matches!(
            change,
            Some(Class::New | Class::Reopened | Class::NewServer)
        ),
        action,
    }
}

pub(super) struct UnknownRow {
    pub(super) server: String,
    pub(super) title: String,
    pub(super) class: &'static str,
    pub(super) severity: &'static str,
    pub(super) reason: String,
}

/// The rows without a result, high severity first, and how many are left out.
pub(super) fn unknown_rows(
    judged: &Judged,
    most: usize,
    language: Language,
) -> (Vec<UnknownRow>, u64) {
    let rows = || {
        judged.rows().filter(|row| {
            row.status == Status::Unknown && row.judgement != Judgement::NotApplicable
        })
    };
    let sorted = Severity::ALL
        .into_iter()
        .flat_map(|severity| rows().filter(move |row| row.item.severity == severity));
    let listed: Vec<UnknownRow> = sorted
        .take(most)
        .map(|row| UnknownRow {
            server: words::server(row.inspection).into_owned(),
            title: words::title(row.item).into_owned(),
            class: severity_class(row.item.severity),
            severity: language.severity(row.item.severity),
            reason: language.unknown_reason(&row),
        })
        .collect();
    let left_out = (rows().count() - listed.len()) as u64;
    (listed, left_out)
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn every_check_gets_a_fair_share() {
        assert_eq!(each(&[10, 1, 10], 12), 5);
        assert_eq!(each(&[10, 1, 10], 100), 10);
        assert_eq!(each(&[1; 10], 5), 0);
        assert_eq!(each(&[], 5), 0);
    }
}
