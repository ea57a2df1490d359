//! Every list on terminals that are narrow.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::appguard::TABLE as ABNORMAL;
use super::doctor::CHECKS;
use super::ssc::{DETAILS, SUMMARY, WEAK_ITEMS};
use super::wsc::JOB;
use crate::lang::Lang;
use crate::output::{Column, Place, RenderContext, table_of};

const LISTS: [(&str, &[Column]); 6] = [
    ("ssc summary", SUMMARY),
    ("ssc details", DETAILS),
    ("weak items of the demo", WEAK_ITEMS),
    ("wsc jobs", JOB),
    ("appguard abnormal", ABNORMAL),
    ("doctor", CHECKS),
];

/// So short that it is shown in one piece, however narrow the terminal.
const SHORT: &str = "web-kr1-pay-0042";

/// A record of every list at once, as the services answer.
fn record(text: &str) -> Value {
    json!({
        "usageStasNo": 1_204_512, "instanceName": SHORT, "os": "Windows",
        "systemVersion": "Windows Server 2022 Datacenter", "kind": "OS", "bss": "F",
        "scriptVersion": "20250131", "executionTime": "2025-06-17T03:12:45+09:00",
        "checkCount": 73, "weakCount": 38, "level3WeakCount": 19, "level2WeakCount": 12,
        "level1WeakCount": 7,
        "resultId": "SRV-0142", "weakLevel": "H", "resultCode": "X",
        "categoryName": "계정 관리", "itemName": text, "manageMethod": "a<br>설정 파일을 고칩니다",
        "instanceNo": 10_024, "status": "URL Collection Completed", "progress": 30,
        "start_url": "https://member.example.com/%EB%A1%9C%EA%B7%B8%EC%9D%B8", "crawl_cnt": 123,
        "scan_cnt": 15, "start_date": "2025-06-17 03:12:45", "end_date": "2025-06-17 04:12:45",
        "memo": text, "result_button": "terminate",
        "abnormalId": SHORT, "total": 41, "detections": text,
        "check": "Server Security Check Appkey", "result": "not-set", "detail": text,
    })
}

#[test]
fn no_line_of_any_list_is_wider_than_its_terminal_and_no_column_falls_to_letters() {
    let records = [
        record(&"내부 정책에 맞게 비밀번호의 최대 사용 기간을 설정합니다 ".repeat(3)),
        record("ok"),
    ];
    for lang in [Lang::Ko, Lang::En, Lang::Ja] {
        for width in [40, 50, 60, 80] {
            let look = RenderContext {
                lang,
                width: Some(width),
                colour: false,
                ascii: false,
            };
            for (name, columns) in LISTS {
                let table = table_of(columns, &records, look);
                for line in table.lines() {
                    let wide = line.width();
                    assert!(
                        wide <= usize::from(width),
                        "{name} {lang:?} {width}:\n{table}"
                    );
                }
                let shows_short = columns.iter().any(|column| {
                    column.place == Place::Always
                        && matches!(&*column.name, "instanceName" | "abnormalId")
                });
                assert!(
                    !shows_short || table.contains(SHORT),
                    "{name} {lang:?} {width}:\n{table}"
                );
                // No column is so narrow that a sentence falls to syllables.
                assert!(
                    table.lines().count() < 60,
                    "{name} {lang:?} {width}:\n{table}"
                );
            }
        }
    }
}
