use std::collections::BTreeMap;

use chrono::NaiveDate;
use korea_cloud_security::findings::output::{
    write_ban_list_csv, write_ban_list_tsv, write_ban_list_xlsx,
};
use korea_cloud_security::findings::{
    Ban, BanList, BanRules, IdGlobs, IdProblem, RuleNote, changes_in_spreadsheets,
    looks_like_formula,
};
use korea_cloud_security::nhn_appguard::Detection;
use serde::Serialize;

use super::kept::{load, tell_gaps};
use crate::cli::{BanListFormat, BanlistArgs, Format, WriteTo};
use crate::commands::detections::in_words;
use crate::commands::findings::{check, read, told, write_each};
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::{Words, say, words};
use crate::output::{Column, Kind};

const BANS: &[Column] = &[
    Column::new("id", words("ID", "ID", "ID"), Kind::Text),
    Column::new("type", words("유형", "Type", "種別"), Kind::Word).if_room(1),
    Column::new(
        "projects",
        words("프로젝트", "Projects", "プロジェクト"),
        Kind::Text,
    )
    .data_only(),
    Column::new("rules", words("규칙", "Rules", "ルール"), Kind::Text),
    Column::new(
        "days_seen",
        words("본 날", "Days seen", "検知日数"),
        Kind::Number,
    ),
    Column::new(
        "in_words",
        words("최대 탐지", "Largest counts", "最大検知"),
        Kind::Text,
    )
    .if_room(2),
    Column::new("first", words("처음", "First", "初回"), Kind::Word).if_room(3),
    Column::new("last", words("마지막", "Last", "最終"), Kind::Word).if_room(3),
    Column::new(
        "ban_days",
        words("차단일", "Ban days", "ブロック日数"),
        Kind::Number,
    ),
    Column::new("reason", words("사유", "Reason", "理由"), Kind::Text).if_room(4),
    Column::new("counts", words("횟수", "Counts", "回数"), Kind::Text).data_only(),
];

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    r#type: &'static str,
    projects: Vec<&'a str>,
    rules: &'a [String],
    days_seen: usize,
    first: Option<&'a NaiveDate>,
    last: Option<&'a NaiveDate>,
    ban_days: u32,
    reason: String,
    counts: &'a BTreeMap<String, u64>,
    /// For people only.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_words: Option<String>,
}

pub(super) fn run(context: &Context, args: &BanlistArgs) -> Outcome {
    check(&args.write)?;
    let rules = rules(context, args)?;
    let days = load(context, &args.kept)?;
    // A list is registered in one app's console.
    let projects = days.projects();
    if projects.len() > 1 && args.kept.project.is_empty() {
        let names: Vec<&str> = projects.into_iter().collect();
        return Err(Failure::usage(say!(
            "폴더에 여러 프로젝트({})가 있습니다. 목록에 넣을 것을 --project로 하나씩 지정하세요",
            "the folder holds several projects ({}); choose by --project, once for each that goes into the list",
            names.join(", ")
        )));
    }
    let mut list = BanList::new(&days, &rules);
    if args.keep_odd_ids {
        list.keep_odd_ids();
    }
    // The review comes first; the files are for registering what was reviewed.
    if !args.write.iter().any(WriteTo::is_stdout) {
        show(context, &list)?;
    }
    tell_gaps(context, &days, |scope| {
        rules.rules.iter().any(|rule| rule.covers(scope))
    });
    tell_rules(context, &list);
    tell_ids(context, &list, args);
    let created = days.snapshots().map(|info| info.run.collected_at).max();
    write_each(context, &args.write, |format, mut out| match format {
        BanListFormat::Xlsx => write_ban_list_xlsx(&list, created, &mut out),
        BanListFormat::Csv => write_ban_list_csv(&list, &mut out),
        BanListFormat::Tsv => write_ban_list_tsv(&list, &mut out),
    })?;
    context.note(&context.fill(
        words(
            "차단 대상 {0}개, 제외 {1}개, 목록에서 뺀 아이디 {2}개. 콘솔에 직접 등록하세요(자동 등록 없음)",
            "{0} id{s0} to ban, {1} excluded, {2} left out; register the list in the console, nothing is uploaded",
            "ブロック対象{0}件、除外{1}件、リストから外したID {2}件。コンソールで登録してください（自動登録なし）",
        ),
        &[&list.bans.len(), &list.excluded, &list.left_out.len()],
    ));
    Ok(())
}

fn rules(context: &Context, args: &BanlistArgs) -> Result<BanRules, Failure> {
    let name = |file: &std::path::Path| file.display().to_string();
    let mut rules = BanRules::parse(&name(&args.rules), &read(&args.rules)?)
        .map_err(|error| told(context, &error))?;
    if let Some(file) = &args.exclude {
        let exclude =
            IdGlobs::parse(&name(file), &read(file)?).map_err(|error| told(context, &error))?;
        rules.exclude.extend(exclude);
    }
    Ok(rules)
}

fn show(context: &Context, list: &BanList) -> Outcome {
    let is_table = context.output.format == Format::Table;
    let mut columns = BANS.to_vec();
    columns.retain(|column| is_table || column.name != "in_words");
    let mut rows = context.output.list(&columns)?;
    for ban in &list.bans {
        let counts = ban.counts.iter();
        let counts = counts.map(|(name, count)| (Detection::from(name.as_str()), *count));
        rows.push(&Row {
            id: &ban.id,
            r#type: ban.template_type(),
            projects: ban.projects.iter().map(String::as_str).collect(),
            rules: &ban.rules,
            days_seen: ban.days.len(),
            first: ban.days.first(),
            last: ban.days.last(),
            ban_days: ban.ban_days,
            reason: ban.reason(),
            counts: &ban.counts,
            in_words: is_table.then(|| in_words(counts, context.lang)),
        })?;
    }
    rows.finish()?;
    Ok(())
}

fn tell_rules(context: &Context, list: &BanList) {
    for note in &list.notes {
        let text = match note {
            RuleNote::NeverSeen { rule, counter } => context.fill(
                words(
                    "규칙 '{0}': {1}은(는) 데이터에 한 번도 없습니다. 이름을 확인하세요",
                    "rule '{0}': {1} is never seen in these days; check its name",
                    "ルール「{0}」: {1} はデータに一度もありません。名前を確認してください",
                ),
                &[rule, counter],
            ),
            RuleNote::TooFewDays {
                rule,
                days_seen,
                here,
            } => context.fill(
                words(
                    "규칙 '{0}': days_seen {1}일이 필요하지만 {2}일만 있어 아무도 차단하지 않습니다",
                    "rule '{0}': it asks for {1} day{s1} and {2} are here, so it bans nobody",
                    "ルール「{0}」: {1}日が必要ですが{2}日しかないため、誰もブロックしません",
                ),
                &[rule, days_seen, here],
            ),
            _ => continue,
        };
        context.note(&text);
    }
}

/// Names the ids that a person has to look at.
fn tell_ids(context: &Context, list: &BanList, args: &BanlistArgs) {
    let odd = |problem| {
        let odd = list.left_out.iter();
        let odd = odd.filter(move |one| one.problem == problem);
        odd.map(|one| &one.ban)
    };
    tell(
        context,
        words(
            "출력 가능한 ASCII가 아닌 문자가 있어 목록에서 뺀 아이디 {0}개(--keep-odd-ids 로 유지): {1}",
            "left out for characters outside printable ASCII, {0} id{s0} (--keep-odd-ids keeps them): {1}",
            "印字可能なASCII以外の文字があり外したID {0}件（--keep-odd-ids で残せます）: {1}",
        ),
        odd(IdProblem::NotPrintable),
    );
    tell(
        context,
        words(
            "비어 있어 목록에서 뺀 아이디 {0}개: {1}",
            "left out because they are blank, {0} id{s0}: {1}",
            "空のため外したID {0}件: {1}",
        ),
        odd(IdProblem::Blank),
    );
    tell(
        context,
        words(
            "셀보다 길어 목록에서 뺀 아이디 {0}개: {1}",
            "left out because no cell holds them, {0} id{s0}: {1}",
            "セルより長いため外したID {0}件: {1}",
        ),
        odd(IdProblem::TooLong),
    );
    let kept = list.bans.iter();
    tell(
        context,
        words(
            "출력 가능한 ASCII가 아닌 문자가 있는 아이디 {0}개를 그대로 둡니다: {1}",
            "kept with characters outside printable ASCII, {0} id{s0}: {1}",
            "印字可能なASCII以外の文字があるID {0}件をそのまま残します: {1}",
        ),
        kept.filter(|ban| IdProblem::of(&ban.id).is_some()),
    );
    tell(
        context,
        words(
            "수식처럼 보이는 아이디 {0}개(바꾸지 않았습니다. 셀 서식을 텍스트로 두세요): {1}",
            "like formulas look {0} id{s0}, which are not altered; keep their cells as text: {1}",
            "数式のように見えるID {0}件（変更していません。セルの書式を文字列にしてください）: {1}",
        ),
        list.bans.iter().filter(|ban| looks_like_formula(&ban.id)),
    );
    let is_delimited = |to: &WriteTo<BanListFormat>| to.format != BanListFormat::Xlsx;
    if args.write.iter().any(is_delimited) {
        let changes = |ban: &&Ban| changes_in_spreadsheets(&ban.id) && !looks_like_formula(&ban.id);
        tell(
            context,
            words(
                "스프레드시트가 숫자나 날짜로 바꿀 수 있는 아이디 {0}개(붙여 넣기 전에 열 서식을 텍스트로 바꾸세요): {1}",
                "a spreadsheet may change {0} id{s0} into numbers or dates; make the column text before pasting: {1}",
                "表計算ソフトが数値や日付に変える恐れのあるID {0}件（貼り付け前に列の書式を文字列にしてください）: {1}",
            ),
            list.bans.iter().filter(changes),
        );
    }
}

/// One line for all ids of a kind; nothing where there is none.
fn tell<'a>(context: &Context, text: Words, bans: impl Iterator<Item = &'a Ban>) {
    const MOST: usize = 20;
    const LONGEST: usize = 60;
    let ids: Vec<&str> = bans.map(|ban| ban.id.as_str()).collect();
    if ids.is_empty() {
        return;
    }
    let mut shown: Vec<String> = ids
        .iter()
        .take(MOST)
        .map(|id| format!("{:?}", id.chars().take(LONGEST).collect::<String>()))
        .collect();
    if ids.len() > MOST {
        shown.push("…".to_owned());
    }
    context.error(&context.fill(text, &[&ids.len(), &shown.join(", ")]));
}
