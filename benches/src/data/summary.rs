use std::fmt::Write as _;

/// A page of `rows` inspections numbered from `first`, out of `total`.
pub fn summary_page(first: u64, rows: u64, page: u64, total: u64) -> String {
    let mut text = String::with_capacity(400 * rows as usize + 200);
    text.push_str(
        r#"{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":"SUCCESS","success":true},"results":["#,
    );
    for number in first..first + rows {
        if number > first {
            text.push(',');
        }
        row(&mut text, number);
    }
    let _ = write!(
        text,
        r#"],"page":{{"itemPerPage":{rows},"page":{page},"totalCount":{total}}}}}"#
    );
    text
}

/// One page that holds everything.
pub fn summary_of(rows: u64) -> String {
    summary_page(1, rows, 1, rows)
}

fn row(text: &mut String, number: u64) {
    let standard = if number.is_multiple_of(3) { "F" } else { "M" };
    let (os, version) = if number.is_multiple_of(5) {
        ("Windows", "Windows Server 2022 Standard")
    } else {
        ("Linux", "ubuntu Server 22.04 LTS")
    };
    let (hour, minute, second) = (number / 3600 % 24, number / 60 % 60, number % 60);
    let (high, medium, low) = (number % 9, number % 12, number % 6);
    let weak = high + medium + low;
    // Writing into a String does not fail.
    let _ = write!(
        text,
        r#"{{"usageStasNo":{number},"instanceName":"web-server-{number:05}","os":"{os}","kind":"OS","systemVersion":"{version}","bss":"{standard}","scriptVersion":"G-1","executionTime":"2025-07-17T{hour:02}:{minute:02}:{second:02}+09:00","checkCount":65,"weakCount":{weak},"level3WeakCount":{high},"level2WeakCount":{medium},"level1WeakCount":{low}}}"#
    );
}
