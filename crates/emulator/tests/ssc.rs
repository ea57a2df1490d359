//! Server Security Check over a real socket.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use std::collections::BTreeSet;

use common::{DAY_QUERY, details, noon, summary, token};
use korea_cloud_security_emulator::{Checklist, Emulator, Operation, TokenRejection};
use serde_json::Value;

async fn emulator(servers: u32) -> Emulator {
    Emulator::builder()
        .clock(noon())
        .servers(servers)
        .start()
        .await
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_day_shows_every_server_once_newest_first() {
    let emulator = emulator(25).await;
    let keys = emulator.credentials();
    let token = token(&emulator).await;
    let mut numbers = Vec::new();
    for page in 1..=4 {
        let ask = summary(&keys, &token, &format!("{DAY_QUERY}&page={page}"));
        let reply = ask.ok(&emulator).await;
        assert_eq!(reply.status, 200);
        let body = reply.json();
        assert_eq!(body["header"]["isSuccessful"], true);
        assert_eq!(body["page"]["totalCount"], 25);
        let rows = body["results"].as_array().unwrap();
        assert_eq!(rows.len(), [10, 10, 5, 0][page - 1]);
        for row in rows {
            let levels = ["level3WeakCount", "level2WeakCount", "level1WeakCount"];
            let sum: u64 = levels.iter().map(|name| row[*name].as_u64().unwrap()).sum();
            assert_eq!(row["weakCount"], sum);
            assert!(
                row["executionTime"]
                    .as_str()
                    .unwrap()
                    .starts_with("2025-06-17T0")
            );
            numbers.push(row["usageStasNo"].as_i64().unwrap());
        }
    }
    assert!(numbers.is_sorted_by(|a, b| a > b), "{numbers:?}");
    assert_eq!(numbers.len(), 25);
    assert_eq!(emulator.log().executed(Operation::Summary), 4);
}

#[tokio::test(start_paused = true)]
async fn filters_divide_and_lose_nothing() {
    let emulator = emulator(10).await;
    let keys = emulator.credentials();
    let token = token(&emulator).await;
    let count = async |filter: &str| {
        let ask = summary(&keys, &token, &format!("{DAY_QUERY}&limit=1000{filter}"));
        let body = ask.ok(&emulator).await.json();
        let rows = body["results"].as_array().unwrap().clone();
        assert_eq!(body["page"]["totalCount"], rows.len());
        rows
    };
    let main = count("&bss=M").await;
    let financial = count("&bss=F&kind=OS").await;
    assert!(main.iter().all(|row| row["bss"] == "M"));
    assert!(financial.iter().all(|row| row["bss"] == "F"));
    let numbers: BTreeSet<_> = main
        .iter()
        .chain(&financial)
        .map(|row| row["usageStasNo"].as_i64())
        .collect();
    assert_eq!(numbers.len(), 10);
    assert!(count("&kind=WAS").await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn details_agree_with_the_summary_in_three_languages() {
    let emulator = emulator(20).await;
    let keys = emulator.credentials();
    let token = token(&emulator).await;
    let body = summary(&keys, &token, &format!("{DAY_QUERY}&limit=20"))
        .ok(&emulator)
        .await
        .json();
    for row in body["results"].as_array().unwrap() {
        let number = row["usageStasNo"].to_string();
        for (language, high, category) in [
            ("KO", "상", "계정"),
            ("EN", "High", "Account"),
            ("JA", "高", "アカウント"),
        ] {
            let target = format!("{number}?language={language}");
            let items = details(&keys, &token, &target).ok(&emulator).await.json();
            let items = items["results"].as_array().unwrap().clone();
            assert_eq!(row["checkCount"], items.len());
            let weak: Vec<&Value> = items
                .iter()
                .filter(|item| item["resultCode"] == "X")
                .collect();
            assert_eq!(row["weakCount"], weak.len());
            let severe = weak.iter().filter(|item| item["weakLevel"] == "H").count();
            assert_eq!(row["level3WeakCount"], severe);
            assert!(items.iter().any(|item| item["weakLevelName"] == high));
            let is_of = |item: &Value| item["categoryName"].as_str().unwrap().contains(category);
            assert!(items.iter().any(is_of), "{category}");
            assert!(items[0]["manageMethod"].as_str().unwrap().contains("<br>"));
        }
    }
    assert_eq!(
        details(&keys, &token, "999999999")
            .ok(&emulator)
            .await
            .status,
        404
    );
    assert_eq!(
        details(&keys, &token, "1%2F2").ok(&emulator).await.status,
        400
    );
}

#[tokio::test(start_paused = true)]
async fn a_hundred_thousand_inspections_are_there_at_once() {
    let emulator = emulator(100_000).await;
    let keys = emulator.credentials();
    let token = token(&emulator).await;
    let query = format!("{DAY_QUERY}&limit=1000&page=100");
    let body = summary(&keys, &token, &query).ok(&emulator).await.json();
    assert_eq!(body["page"]["totalCount"], 100_000);
    assert_eq!(body["results"].as_array().unwrap().len(), 1_000);
}

#[tokio::test(start_paused = true)]
async fn parameters_are_checked() {
    let emulator = emulator(3).await;
    let keys = emulator.credentials();
    let token = token(&emulator).await;
    let from = "from=2025-06-17T00:00:00%2B09:00";
    let day = "from=2025-06-17T00:00:00%2B09:00&to=2025-06-18T00:00:00%2B09:00";
    for wrong in [
        day.to_owned(),
        format!("regionCode=KR1&{from}"),
        format!("regionCode=KR1&{from}&to=2025-06-16T00:00:00%2B09:00"),
        format!("regionCode=KR1&{from}&to=2025-07-18T00:00:01%2B09:00"),
        format!("regionCode=KR1&{from}&to=2025-06-18T00:00:00+09:00"),
        format!("regionCode=KR1&{from}&to=2025-06-18"),
        format!("regionCode=KR1&{day}&limit=1001"),
        format!("regionCode=KR1&{day}&limit=0"),
        format!("regionCode=KR1&{day}&page=0"),
        format!("regionCode=KR1&{day}&page=x"),
        format!("regionCode=KR1&{day}&kind=DB"),
        format!("regionCode=KR1&{day}&bss=X"),
        format!("regionCode=KR1&{day}&language=ko"),
    ] {
        let reply = summary(&keys, &token, &wrong).ok(&emulator).await;
        assert_eq!(reply.status, 400, "{wrong}");
        assert_eq!(reply.json()["header"]["resultCode"], 4_000_007, "{wrong}");
    }
    let longest = format!("regionCode=KR1&{from}&to=2025-07-18T00:00:00%2B09:00");
    assert_eq!(
        summary(&keys, &token, &longest).ok(&emulator).await.status,
        200
    );
}

#[tokio::test(start_paused = true)]
async fn token_and_appkey_are_checked() {
    let emulator = emulator(3).await;
    let keys = emulator.credentials();
    let token = token(&emulator).await;
    let good = summary(&keys, &token, DAY_QUERY);
    for (ask, status, code) in [
        (good.clone().without("x-nhn-authorization"), 401, 4_012_001),
        (
            good.clone().header("x-nhn-authorization", &token),
            401,
            4_012_002,
        ),
        (
            good.clone().header("x-nhn-authorization", "Bearer other"),
            401,
            4_012_003,
        ),
        (
            summary(&emulator.account(1).unwrap(), &token, DAY_QUERY),
            403,
            -6,
        ),
    ] {
        let reply = ask.ok(&emulator).await;
        assert_eq!(
            (reply.status, &reply.json()["header"]["resultCode"]),
            (status, &code.into())
        );
    }
    let mut unknown = good.clone();
    unknown.target = unknown.target.replace(&keys.ssc_appkey, "nobody");
    assert_eq!(
        unknown.ok(&emulator).await.json()["header"]["resultCode"],
        4_031_012
    );
    let mut lost = good.clone();
    lost.target = lost.target.replace("appKey", "appkey");
    assert_eq!(
        lost.ok(&emulator).await.json()["header"]["resultCode"],
        4_041_007
    );
    let mut method = good;
    method.method = "POST";
    assert_eq!(method.ok(&emulator).await.status, 404);
}

#[tokio::test(start_paused = true)]
async fn the_open_questions_can_be_answered_either_way() {
    let emulator = Emulator::builder()
        .clock(noon())
        .accept_raw_token(true)
        .token_rejection(TokenRejection::framework().with_status(200))
        .item_per_page_echo(20)
        .start()
        .await
        .unwrap();
    let keys = emulator.credentials();
    let token = token(&emulator).await;
    let raw = summary(&keys, "", DAY_QUERY).header("x-nhn-authorization", &token);
    assert_eq!(raw.ok(&emulator).await.json()["page"]["itemPerPage"], 20);
    emulator.expire_tokens();
    let refused = raw.ok(&emulator).await;
    assert_eq!(refused.status, 200);
    assert_eq!(refused.json()["header"]["resultCode"], 80_007);
}

#[tokio::test(start_paused = true)]
async fn a_history_has_rounds_with_another_checklist_in_the_last() {
    let emulator = Emulator::builder()
        .clock(noon())
        .servers(40)
        .history(3)
        .start()
        .await
        .unwrap();
    let keys = emulator.credentials();
    let token = token(&emulator).await;
    assert_eq!(
        emulator.rounds(),
        ["2025-04-18", "2025-05-18", "2025-06-17"]
    );
    let mut servers = Vec::new();
    let mut names_of_u05 = Vec::new();
    let mut codes = BTreeSet::new();
    for day in emulator.rounds() {
        let query = format!(
            "regionCode=KR1&from={day}T00:00:00%2B09:00&to={day}T23:59:59%2B09:00&limit=1000"
        );
        let body = summary(&keys, &token, &query).ok(&emulator).await.json();
        let rows = body["results"].as_array().unwrap().clone();
        assert_eq!(rows.len(), 40);
        let mut names = BTreeSet::new();
        for row in &rows {
            names.insert(row["instanceName"].as_str().unwrap().to_owned());
            let number = row["usageStasNo"].to_string();
            let items = details(&keys, &token, &number).ok(&emulator).await.json();
            let items = items["results"].as_array().unwrap().clone();
            assert_eq!(row["checkCount"], items.len());
            for item in items {
                codes.insert(item["resultCode"].as_str().unwrap().to_owned());
                let id = item["resultId"].as_str().unwrap();
                assert_eq!(id.starts_with("SRV-"), row["bss"] == "F", "{id}");
                if id == "U-05" {
                    names_of_u05.push(item["itemName"].as_str().unwrap().to_owned());
                }
            }
        }
        servers.push(names);
    }
    names_of_u05.dedup();
    assert_eq!(
        names_of_u05,
        [
            "root홈, 패스 디렉터리 권한 및 패스 설정",
            "root 이외의 UID가 '0' 금지"
        ]
    );
    assert_eq!(codes.into_iter().collect::<String>(), "N/AOX수동");
    assert!(servers[0].difference(&servers[2]).count() > 1);
    assert_eq!(servers[0].len(), servers[2].len());
}

#[tokio::test(start_paused = true)]
async fn the_edition_of_the_checklist_can_be_switched() {
    for (edition, name) in [
        (
            Checklist::Edition2021,
            "root홈, 패스 디렉터리 권한 및 패스 설정",
        ),
        (Checklist::Edition2026, "root 이외의 UID가 '0' 금지"),
    ] {
        let builder = Emulator::builder().clock(noon()).checklist(edition);
        let emulator = builder.start().await.unwrap();
        let keys = emulator.credentials();
        let token = token(&emulator).await;
        let mut seen = false;
        for number in 1..=9 {
            let items = details(&keys, &token, &number.to_string());
            let items = items.ok(&emulator).await.json();
            let items = items["results"].as_array().unwrap().clone();
            let item = items.iter().find(|item| item["resultId"] == "U-05");
            seen |= item.is_some_and(|item| item["itemName"] == name);
        }
        assert!(seen, "{edition:?}");
    }
}
