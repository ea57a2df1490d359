//! The words of a row: what a person reads in any format.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

use super::language::{Language, english};
use super::text::line;
use crate::day::korea_time;
use crate::diff::Class;
use crate::gate::GateReason;
use crate::judged::{Judgement, Row};
use crate::model::{Inspection, Item, Service, Severity, Status};
use crate::register::{Action, EntryState};
use crate::score::Grade;

impl Language {
    /// 양호, 취약, 확인 필요: words, never letters or signs.
    pub(crate) fn status(self, status: Status) -> &'static str {
        match status {
            Status::Pass => self.pick("양호", "Pass", "良好"),
            Status::Fail => self.pick("취약", "Fail", "脆弱"),
            Status::Unknown => self.pick("확인 필요", "Unknown", "要確認"),
        }
    }

    pub(crate) fn not_applicable(self) -> &'static str {
        self.pick("해당없음", "Not applicable", "該当なし")
    }

    /// The result of a row, as the register leaves it.
    pub(crate) fn result(self, row: &Row<'_>) -> &'static str {
        match row.judgement {
            Judgement::NotApplicable => self.not_applicable(),
            _ => self.status(row.status),
        }
    }

    pub(crate) fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::High => self.pick("상", "High", "高"),
            Severity::Medium => self.pick("중", "Medium", "中"),
            Severity::Low => self.pick("하", "Low", "低"),
            Severity::Unknown => self.pick("미분류", "Unknown", "未分類"),
        }
    }

    pub(crate) fn class(self, class: Class) -> &'static str {
        match class {
            Class::New => self.pick("신규", "New", "新規"),
            Class::Reopened => self.pick("재발생", "Reopened", "再発"),
            Class::NewServer => self.pick("신규 서버", "New server", "新規サーバー"),
            Class::NewCheck => self.pick("신규 항목", "New check", "新規項目"),
            Class::Redefined => self.pick("항목 변경", "Redefined", "項目変更"),
            Class::Severity => self.pick("위험도 변경", "Severity changed", "危険度変更"),
            Class::Still => self.pick("미조치", "Still open", "未対応"),
            Class::Unknown => self.pick("확인 필요", "Unknown", "要確認"),
            Class::GoneServer => {
                self.pick("서버 점검 제외", "Server not checked", "サーバー点検対象外")
            }
            Class::GoneCheck => self.pick("항목 점검 제외", "Check not done", "項目点検対象外"),
            Class::Fixed => self.pick("조치완료", "Fixed", "対応済み"),
        }
    }

    pub(crate) fn open(self) -> &'static str {
        self.pick("미조치", "Open", "未対応")
    }

    pub(crate) fn planned(self) -> &'static str {
        self.pick("조치계획", "Planned", "対応予定")
    }

    pub(crate) fn accepted(self) -> &'static str {
        self.pick("위험수용", "Accepted", "リスク受容")
    }

    pub(crate) fn fixed(self) -> &'static str {
        self.class(Class::Fixed)
    }

    /// What is done about a row (조치상태); `None` where nothing is to be done.
    pub(crate) fn action(self, row: &Row<'_>) -> Option<&'static str> {
        match (row.judgement, row.status) {
            (Judgement::NotApplicable, _) => None,
            (Judgement::Accepted, _) => Some(self.accepted()),
            (_, Status::Fail) => Some(match row.entry {
                Some(entry) if entry.action == Action::Fix => self.planned(),
                _ => self.open(),
            }),
            (_, Status::Pass) if row.class == Some(Class::Fixed) => Some(self.fixed()),
            _ => None,
        }
    }

    pub(crate) fn entry_action(self, action: Action) -> &'static str {
        match action {
            Action::Accept => self.accepted(),
            Action::Na => self.not_applicable(),
            Action::Fix => self.planned(),
        }
    }

    pub(crate) fn entry_state(self, state: EntryState) -> &'static str {
        match state {
            EntryState::Active => self.pick("유효", "Active", "有効"),
            EntryState::EndsSoon => self.pick("만료 예정", "Ends soon", "期限間近"),
            EntryState::Expired => self.pick("만료", "Expired", "期限切れ"),
            EntryState::Unused => self.pick("미사용", "Unused", "未使用"),
            EntryState::Stale => self.pick("항목 변경", "Stale", "項目変更"),
        }
    }

    pub(crate) fn grade(self, grade: Grade) -> &'static str {
        match grade {
            Grade::Excellent => self.pick("우수", "Excellent", "優秀"),
            Grade::Good => self.pick("양호", "Good", "良好"),
            Grade::Fair => self.pick("보통", "Fair", "普通"),
            Grade::Poor => self.pick("미흡", "Poor", "不十分"),
            Grade::Weak => self.pick("취약", "Weak", "脆弱"),
        }
    }

    /// The name of a standard beside its letter.
    pub(crate) fn standard(self, standard: &str) -> String {
        match standard {
            "M" => self
                .pick(
                    "주요정보통신기반시설(M)",
                    "Critical information infrastructure (M)",
                    "主要情報通信基盤施設（M）",
                )
                .to_owned(),
            "F" => self
                .pick(
                    "전자금융기반시설(F)",
                    "Electronic financial infrastructure (F)",
                    "電子金融基盤施設（F）",
                )
                .to_owned(),
            other => line(other).into_owned(),
        }
    }

    pub(crate) fn service(self, service: Service) -> &'static str {
        match service {
            Service::Ssc => self.pick(
                "서버 보안 점검",
                "Server Security Check",
                "サーバーセキュリティ点検",
            ),
            Service::Wsc => self.pick("웹 취약점 점검", "Web Security Checker", "ウェブ脆弱性点検"),
            Service::AppGuard => "NHN AppGuard",
        }
    }

    /// What a reader should know about a row (비고).
    pub(crate) fn remark(self, row: &Row<'_>) -> String {
        let mut parts: Vec<String> = Vec::new();
        if !row.location.is_empty() {
            parts.push(place(row));
        }
        if let Some(count) = row.count {
            parts.push(self.pick(
                format!("{count}건"),
                english(count, "place"),
                format!("{count}件"),
            ));
        }
        if row.status == Status::Unknown {
            parts.push(self.unknown_reason(row));
        }
        if let Some(entry) = row.entry {
            let mut text = line(&entry.reason).into_owned();
            if let Some(approver) = &entry.approver {
                text += &format!(
                    " · {} {}",
                    self.pick("승인", "approved by", "承認"),
                    line(approver)
                );
            }
            if let Some(until) = entry.until {
                text += &format!(" · {until} {}", self.pick("까지", "last day", "まで"));
            }
            parts.push(text);
        }
        parts.join("; ")
    }

    /// Why a gate did not pass.
    pub(crate) fn reason(self, reason: &GateReason) -> String {
        match reason {
            GateReason::TooMany { counted, max } => self.pick(
                format!("기준 초과: {counted}건 (허용 {max}건)"),
                format!("Too many: {counted} counted, {max} tolerated"),
                format!("基準超過: {counted}件（許容{max}件）"),
            ),
            GateReason::TooFewServers { found, min } => self.pick(
                format!("점검된 서버 {found}대 (최소 {min}대)"),
                format!(
                    "{} inspected, at least {min} asked for",
                    english(*found, "server")
                ),
                format!("点検されたサーバー{found}台（最少{min}台）"),
            ),
            GateReason::MissingServers(servers) => self.pick(
                format!("점검 없음: {}대", servers.len()),
                format!("Not inspected: {}", servers.len()),
                format!("点検なし: {}台", servers.len()),
            ),
            GateReason::TooOld(servers) => self.pick(
                format!("점검이 오래됨: {}대", servers.len()),
                format!("Inspection too old: {}", servers.len()),
                format!("点検が古い: {}台", servers.len()),
            ),
            GateReason::Incomplete { unread } => self.pick(
                format!("수집 불완전: {unread}개 점검을 읽지 못함"),
                format!(
                    "Collection incomplete: {} could not be read",
                    english(*unread, "inspection")
                ),
                format!("収集が不完全: {unread}件の点検を読み取れず"),
            ),
        }
    }

    /// Why there is no result.
    pub(crate) fn unknown_reason(self, row: &Row<'_>) -> String {
        match row.status_raw.map(str::trim) {
            None | Some("") => self
                .pick("결과 코드 없음", "no result code", "結果コードなし")
                .to_owned(),
            Some(raw) => {
                let text = self.pick("결과 코드", "result code", "結果コード");
                format!("{text} \"{}\"", line(raw))
            }
        }
    }
}

/// The server's name; one without a name is said to be so.
pub(crate) fn server(inspection: &Inspection) -> Cow<'_, str> {
    match line(&inspection.server) {
        name if name.trim().is_empty() => Cow::Borrowed("?"),
        name => name,
    }
}

/// `M/OS`: the standard and kind, as far as there are.
pub(crate) fn scope(inspection: &Inspection) -> String {
    let parts = [inspection.standard.as_str(), inspection.kind.as_str()];
    let parts: Vec<Cow<'_, str>> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(line)
        .collect();
    parts.join("/")
}

/// The check's id, `?` where there is none.
pub(crate) fn check(item: &Item) -> Cow<'_, str> {
    match line(&item.check) {
        check if check.trim().is_empty() => Cow::Borrowed("?"),
        check => check,
    }
}

/// The check's text, or its id where there is none.
pub(crate) fn text(item: &Item) -> Cow<'_, str> {
    match item.item.as_deref().map(line) {
        Some(text) if !text.trim().is_empty() => text,
        _ => check(item),
    }
}

/// The check's id and text: `U-05 root 이외의 UID가 '0' 금지`.
pub(crate) fn title(item: &Item) -> Cow<'_, str> {
    let (check, text) = (check(item), text(item));
    match check == text {
        true => check,
        false => Cow::Owned(format!("{check} {text}")),
    }
}

/// `category · text`, as far as there are.
pub(crate) fn description(item: &Item) -> String {
    let text = text(item);
    match item.category.as_deref().map(line) {
        Some(category) if !category.trim().is_empty() => format!("{category} · {text}"),
        _ => text.into_owned(),
    }
}

/// Where a web finding is: its URL and parameter.
pub(crate) fn place(row: &Row<'_>) -> String {
    match (row.location.split_once('\u{1f}'), row.parameter()) {
        (Some((url, _)), Some(parameter)) => format!("{} · {}", line(url), line(parameter)),
        (Some((url, _)), None) => line(url).into_owned(),
        (None, _) => line(row.location).into_owned(),
    }
}

/// The remediation, where the vendor sent one.
pub(crate) fn how(item: &Item) -> Option<Cow<'_, str>> {
    let how = lines_of(item.how.as_deref()?);
    (!how.trim().is_empty()).then_some(how)
}

fn lines_of(text: &str) -> Cow<'_, str> {
    super::text::lines(text)
}

/// `2025-06-17 11:42`: a time in Korea.
pub(crate) fn minute(time: DateTime<FixedOffset>) -> String {
    korea_time(time).format("%Y-%m-%d %H:%M").to_string()
}
