//! Layer 1: the vendor's examples decode, and encoding them again loses no documented field.
#![allow(clippy::unwrap_used)]

use ncp_wsc::{
    Acknowledgement, CreateJob, CreatedJob, JobId, JobPage, Report, SearchQuery, Speed, UserAgent,
    VulnItems,
};
use serde_json::{Value, json};
use test_support::{fixture, fixture_json, lost_fields};
use transport_core::envelope::ApiResponse;

/// A row with every documented field.
fn page_json() -> Value {
    json!({
        "total_cnt": 31, "total_page_cnt": 4, "current_start_page": 1, "current_end_page": 4,
        "record_data": [{
            "instanceNo": 9_007_199_254_740_993_u64,
            "start_date": "2025-06-17 10:00:00",
            "end_date": "2025-06-17 10:42:00",
            "status": "완료",
            "progress": 100,
            "start_url": "https://shop.example.com/경로",
            "crawl_cnt": 120,
            "scan_cnt": 3,
            "memo": "배포 후 점검",
            "result_button": "report",
        }],
    })
}

fn report_json() -> Value {
    json!({
        "report_date": "2025-06-17 10:42:00",
        "Target_Info": "https://shop.example.com",
        "Crawl_Time": "2025/06/17 10:00:00~2025/06/17 10:20:00",
        "Scan_Time": "2025/06/17 10:20:00 ~ 2025/06/17 10:42:00",
        "Excluded_Url": "https://shop.example.com/events",
        "Login_Info": "JSESSIONID=test-secret-cookie",
        "Vulnerability_Category": "XSS, SSI Injection",
        "User_Agent": "PC Chrome",
        "Memo": "배포 후 점검",
        "Scanned_Domain_List": ["shop.example.com", {"domain": "api.example.com"}],
        "Not_Scanned_Domain_List": [],
        "Classify_byRisk_Level": {"Total": 3, "High": 1, "Medium": 2, "Low": 0},
        "Classify_byRisk_Domain": {"shop.example.com": {"High": 1}},
        "Classify_byRisk_Vulnerability": {"XSS": 1},
        "Details": {"items": [{"url": "https://shop.example.com/?q=<script>"}]},
        "Recommendation": {"XSS": "출력값을 이스케이프하십시오."},
    })
}

fn decode<A: ApiResponse>(json: &Value) -> Result<A, serde_json::Error> {
    A::decode(json.to_string().as_bytes())
}

/// The same under `resources`, as the cancel page's sample begins.
fn wrapped(resources: &Value) -> Value {
    json!({
        "returnCode": "0", "returnDesc": "Request Success", "returnMessage": "Success",
        "resources": resources,
    })
}

#[test]
fn the_contract_tables_are_what_the_models_hold() {
    let contract = fixture_json("ncp-wsc", "contract.json");
    let fields = |operation: &str, prefix: &str| -> Vec<String> {
        let operations = contract["operations"].as_array().unwrap();
        let operation = operations.iter().find(|o| o["name"] == operation).unwrap();
        let names = operation["fields"].as_array().unwrap().iter();
        names
            .map(|field| field["name"].as_str().unwrap())
            .filter_map(|name| name.strip_prefix(prefix))
            .filter(|name| !name.contains(['.', '[']))
            .map(str::to_owned)
            .collect()
    };
    let (page, report) = (page_json(), report_json());
    let row = &page["record_data"][0];
    for (names, example) in [
        (fields("get-jobs", ""), &page),
        (fields("get-jobs", "record_data[]."), row),
        (fields("get-report", ""), &report),
        (
            fields("get-report", "Classify_byRisk_Level."),
            &report["Classify_byRisk_Level"],
        ),
    ] {
        assert!(names.len() >= 4, "{names:?}");
        for name in names {
            assert!(example.get(&name).is_some(), "{name} is documented");
        }
    }
}

#[test]
fn a_page_is_read_whole_bare_and_wrapped() {
    let bare: JobPage = decode(&page_json()).unwrap();
    insta::assert_debug_snapshot!(bare);
    assert_eq!(decode::<JobPage>(&wrapped(&page_json())).unwrap(), bare);
    let again = serde_json::to_value(&bare).unwrap();
    assert_eq!(lost_fields(&page_json(), &again), [""; 0]);
    assert_eq!(serde_json::from_value::<JobPage>(again).unwrap(), bare);
}

#[test]
fn a_report_is_read_whole_bare_and_wrapped() {
    let bare: Report = decode(&report_json()).unwrap();
    insta::assert_debug_snapshot!(bare);
    assert_eq!(decode::<Report>(&wrapped(&report_json())).unwrap(), bare);
    let again = serde_json::to_value(&bare).unwrap();
    // The one field that is not written: a secret.
    assert_eq!(lost_fields(&report_json(), &again), [".Login_Info"]);
    assert_eq!(again["Login_Info"], "[redacted]");
    assert_eq!(
        bare.login_info.as_ref().unwrap().expose(),
        "JSESSIONID=test-secret-cookie"
    );
    let names: Vec<_> = bare.vulnerability_names().collect();
    assert_eq!(names, ["XSS", "SSI Injection"]);
    let scan = bare.scan_time.as_ref().unwrap().parsed().unwrap();
    assert_eq!((scan.1 - scan.0).num_minutes(), 22);
    assert_eq!(scan.0.to_rfc3339(), "2025-06-17T10:20:00+09:00");
}

#[test]
fn the_acknowledgements_are_read_whole() {
    for name in ["cancel-job.response.json", "stop-job.response.json"] {
        let read = Acknowledgement::decode(fixture("ncp-wsc", name).as_bytes()).unwrap();
        assert_eq!(read.return_code.as_deref(), Some("0"));
        let again = serde_json::to_value(&read).unwrap();
        assert_eq!(again, fixture_json("ncp-wsc", name));
    }
}

#[test]
fn odd_values_do_not_cost_a_page() {
    let mut json = page_json();
    let row = &mut json["record_data"][0];
    row["instanceNo"] = json!("9007199254740993");
    row["progress"] = json!("55");
    row["crawl_cnt"] = Value::Null;
    row["start_date"] = json!(1_750_122_000_000_u64);
    row["result_button"] = json!("다시 검사");
    row["something_new"] = json!([{"a": 1}]);
    for gone in ["end_date", "status", "start_url", "scan_cnt", "memo"] {
        row.as_object_mut().unwrap().remove(gone);
    }
    json["total_cnt"] = json!("31");
    let page: JobPage = decode(&json).unwrap();
    let job = &page.jobs()[0];
    assert_eq!(job.id, JobId::from(9_007_199_254_740_993));
    assert_eq!((job.progress, page.total_count), (Some(55), Some(31)));
    let date = job.start_date.as_ref().unwrap().parsed().unwrap();
    assert_eq!(date.timestamp(), 1_750_122_000);
    assert!(!job.is_finished() && !job.is_failed() && !job.is_running() && !job.is_waiting());
    let again = serde_json::to_value(job).unwrap();
    assert_eq!(again["result_button"], "다시 검사");
}

#[test]
fn the_button_tells_the_state() {
    let state = |button: &str| {
        let mut json = page_json();
        json["record_data"][0]["result_button"] = json!(button);
        let job = decode::<JobPage>(&json).unwrap().into_jobs().remove(0);
        (
            job.is_waiting(),
            job.is_running(),
            job.is_finished(),
            job.is_failed(),
        )
    };
    assert_eq!(state("cancel"), (true, false, false, false));
    assert_eq!(state("terminate"), (false, true, false, false));
    assert_eq!(state("report"), (false, false, true, false));
    assert_eq!(state("expired"), (false, false, true, false));
    assert_eq!(state("cause"), (false, false, false, true));
}

#[test]
fn what_is_no_answer_is_not_read_as_an_empty_one() {
    for body in [
        json!({}),
        json!([]),
        json!({"returnCode": "0", "resources": null}),
        json!({"returnCode": "0", "resources": {}}),
        json!({"errorCode": 901, "message": "API Call Fail"}),
        json!({"error": {"errorCode": 901, "message": "API Call Fail"}, "record_data": []}),
        json!({"returnCode": "901", "resources": page_json()}),
        json!({"hello": "world"}),
    ] {
        assert!(decode::<JobPage>(&body).is_err(), "{body}");
        // An empty success is told from a report by the call itself.
        let is_empty_success = body["returnCode"] == "0" || body == json!({});
        assert_eq!(
            decode::<Report>(&body).is_err(),
            !is_empty_success,
            "{body}"
        );
    }
    assert!(decode::<Acknowledgement>(&json!({})).is_err());
    for code in [
        json!("done"),
        json!(true),
        json!(null),
        json!({}),
        json!(""),
    ] {
        assert!(decode::<Acknowledgement>(&json!({"returnCode": code})).is_err());
    }
    assert!(decode::<Acknowledgement>(&json!({"resources": null})).is_err());
    assert!(decode::<CreatedJob>(&json!({"resources": {"status": "ok"}})).is_err());
}

#[test]
fn a_created_jobs_id_is_found_where_it_is_and_never_guessed() {
    let id = |body: Value| decode::<CreatedJob>(&body).unwrap().id;
    let expected = Some(JobId::from(7));
    assert_eq!(id(wrapped(&json!({"instanceNo": 7}))), expected);
    assert_eq!(id(wrapped(&json!({"InstanceNo": "7"}))), expected);
    assert_eq!(id(wrapped(&json!([{"instanceNo": 7}]))), expected);
    assert_eq!(id(wrapped(&json!({"job": {"instanceId": "7"}}))), expected);
    assert_eq!(id(json!({"instanceNo": 7})), expected);
    assert_eq!(id(json!({"InstanceNo": "7", "error": null})), expected);
    let two = json!({"returnCode": "0", "instanceNo": 7, "instanceId": 8});
    assert_eq!(id(two), None);
    // A bare number may be a count of rows.
    assert_eq!(id(wrapped(&json!(7))), None);
    assert_eq!(id(wrapped(&json!("7"))), None);
    for no_id in [
        json!(0),
        json!("0"),
        json!("Success"),
        json!(-7),
        json!([7, 8]),
    ] {
        assert_eq!(id(wrapped(&no_id)), None, "{no_id}");
    }
    assert_eq!(id(wrapped(&Value::Null)), None);
    assert_eq!(id(wrapped(&json!({"MasterInstanceNo": 7}))), None);
    assert_eq!(
        id(wrapped(&json!([{"instanceNo": 7}, {"instanceNo": 8}]))),
        None
    );
}

#[test]
fn a_billed_success_is_read_whatever_else_is_odd() {
    let odd = [
        json!({"instanceNo": ""}),
        json!({"instanceNo": {}}),
        json!({"returnDesc": 0, "returnMessage": []}),
        json!({"error": {}}),
        json!({"error": ""}),
        json!({"error": null}),
        json!({"error": []}),
        json!({"error": {"errorCode": null, "message": ""}}),
        json!({"error": {"errorCode": "0", "message": "success"}}),
        json!({"errorCode": 0}),
    ];
    for mut body in odd {
        body["returnCode"] = json!("0");
        assert_eq!(decode::<CreatedJob>(&body).unwrap().id, None, "{body}");
        body["resources"] = json!({"instanceNo": 7});
        let created: CreatedJob = decode(&body).unwrap();
        assert_eq!(created.id, Some(JobId::from(7)), "{body}");
    }
    let twice = br#"{"returnCode":"0","returnCode":"0","resources":7}"#;
    assert!(CreatedJob::decode(twice).is_ok());

    for no_success in [
        json!({"returnCode": "0", "error": {"errorCode": 901}, "instanceNo": 7}),
        json!({"returnCode": "0", "error": {"errorCode": "E1"}, "instanceNo": 7}),
        json!({"returnCode": "901", "instanceNo": 7}),
        json!({"returnCode": "no", "instanceNo": 7}),
        json!({"returnCode": {"code": 0}, "instanceNo": 7}),
        json!({"error": "no", "instanceNo": 7}),
        json!({"errorCode": 901, "instanceNo": 7}),
        json!({"error": {}, "instanceNo": ""}),
    ] {
        assert!(decode::<CreatedJob>(&no_success).is_err(), "{no_success}");
    }
}

#[test]
fn what_stands_in_an_errors_place_is_an_object() {
    for error in [json!("broken"), json!(5), json!([5, "m"]), json!(true)] {
        for mut body in [
            page_json(),
            report_json(),
            wrapped(&json!({"instanceNo": 7})),
        ] {
            body["error"] = error.clone();
            assert!(decode::<JobPage>(&body).is_err(), "{body}");
            assert!(decode::<Report>(&body).is_err(), "{body}");
            assert!(decode::<Acknowledgement>(&body).is_err(), "{body}");
            assert!(decode::<CreatedJob>(&body).is_err(), "{body}");
        }
    }
    // A message that cannot be read hides no error.
    let cut = b"{\"error\":{\"errorCode\":901,\"message\":\"\xc1\"},\"record_data\":[]}";
    assert!(JobPage::decode(cut).is_err());
}

#[test]
fn a_created_job_survives_being_stored() {
    let created: CreatedJob = decode(&wrapped(&json!({"instanceNo": 7, "x": [1]}))).unwrap();
    let stored = serde_json::to_value(&created).unwrap();
    assert_eq!(
        stored,
        json!({"instanceNo": 7, "resources": {"instanceNo": 7, "x": [1]}, "joined": false})
    );
    assert_eq!(
        serde_json::from_value::<CreatedJob>(stored).unwrap(),
        created
    );
}

#[test]
fn the_search_example_is_what_is_sent() {
    let query = SearchQuery::by_url("http://your-domain").with_limit(10);
    assert_eq!(
        serde_json::to_value(&query).unwrap(),
        fixture_json("ncp-wsc", "search-jobs.request.json")
    );
    let everything = serde_json::to_value(SearchQuery::everything()).unwrap();
    assert_eq!(
        everything,
        json!({"searchType": "", "searchKeyword": "", "statusCode": null, "limit": 20, "page": 1})
    );
}

#[test]
fn a_request_shows_what_it_holds_but_for_the_headers_values() {
    let request = CreateJob::new("https://shop.example.com")
        .with_vuln_items(VulnItems::only(["XSS"]))
        .with_user_agent(UserAgent::Android)
        .with_speed(Speed::Fast)
        .with_header("Cookie", "JSESSIONID=test-secret-cookie")
        .with_memo("메모");
    insta::assert_debug_snapshot!(request);
    assert_eq!(request.header_names().collect::<Vec<_>>(), ["Cookie"]);
}

#[test]
fn a_password_in_a_url_is_in_no_debug_text_and_yet_not_lost() {
    let url = "https://me:test-url-password@shop.example.com/a";
    let mut json = page_json();
    json["record_data"][0]["start_url"] = json!(url);
    let page: JobPage = decode(&json).unwrap();
    let mut json = report_json();
    json["Target_Info"] = json!(url);
    json["Excluded_Url"] = json!(format!("{url}/b, {url}/c"));
    let report: Report = decode(&json).unwrap();
    let created: CreatedJob = decode(&wrapped(&json!({"StartUrl": url}))).unwrap();
    let search = SearchQuery::by_url(url);

    let shown = format!("{page:?} {report:?} {created:?} {search:?}");
    assert!(
        shown.contains("https://[redacted]@shop.example.com/a"),
        "{shown}"
    );
    for secret in ["test-secret", "test-url-password"] {
        assert!(!shown.contains(secret), "{shown}");
    }

    assert_eq!(page.jobs()[0].start_url.as_deref(), Some(url));
    assert_eq!(
        serde_json::to_value(&page.jobs()[0]).unwrap()["start_url"],
        url
    );
    assert_eq!(serde_json::to_value(&report).unwrap()["Target_Info"], url);
}

#[test]
fn a_report_is_one_whatever_its_fields_are() {
    let odd = r#"{"report_date":1750122000000,"Target_Info":{"url":"a"},"Excluded_Url":["b"],"Memo":12,"Scanned_Domain_List":"c","Classify_byRisk_Level":{"Total":"3","High":"many"},"Details":[100000000000000000000,1e400,1.10],"new":{"b":1,"a":1,"b":2}}"#;
    let report = Report::decode(odd.as_bytes()).unwrap();
    assert_eq!(report.memo.as_deref(), Some("12"));
    assert_eq!((&report.target_info, &report.excluded_url), (&None, &None));
    let levels = report.risk_levels.as_ref().unwrap();
    assert_eq!((levels.total, levels.high), (Some(3), None));
    assert_eq!(serde_json::to_string(&report).unwrap(), odd);
    for odd in [
        r#"{"Classify_byRisk_Level":{"Total":0}}"#,
        r#"{"Details":"none"}"#,
    ] {
        assert_eq!(Report::decode(odd.as_bytes()).unwrap().redacted(), odd);
    }
}

#[test]
fn what_repeats_the_login_in_a_report_is_not_shown() {
    for login in [
        json!("JSESSIONID=test-secret-1; id=test-secret-2"),
        json!({"cookies": [{"name": "JSESSIONID", "value": "test-secret-1"}, "test-secret-2"]}),
    ] {
        let json = json!({
            "Login_Info": login,
            "Details": [{"request": "GET / HTTP/1.1\r\nCookie: JSESSIONID=test-secret-1"}],
            "Memo": "test-secret-2", "more": {"sent": ["test%2Dsecret-1"]},
            "Recommendation": {"headers": {"X": "anything-else"}},
        });
        let report: Report = decode(&json).unwrap();
        let written = serde_json::to_string(&report).unwrap();
        let shown = format!("{written} {report:?} {}", report.redacted());
        for secret in ["test-secret", "test%2D", "anything-else"] {
            assert!(!shown.contains(secret), "{secret}: {shown}");
        }
        assert!(shown.contains("GET / HTTP/1.1"), "{shown}");
        assert_eq!(report.expose_secrets(), json.to_string());
    }
}

#[test]
fn lists_keep_what_they_cannot_read() {
    let json = r#"{"total_cnt":"3","record_data":[{"instanceNo":"00123","memo":"cut \ud83d"},{"memo":"nobody"},{"instanceNo":9007199254740993,"status":4,"progress":"50%","scan_cnt":-1,"new":1.10}],"x":[]}"#;
    let page = JobPage::decode(json.as_bytes()).unwrap();
    let ids: Vec<_> = page.jobs().iter().map(|job| job.id.as_str()).collect();
    assert_eq!(ids, ["00123", "9007199254740993"]);
    assert_eq!(
        page.skipped()[0].to_string(),
        "record 2: instanceNo is missing or unreadable"
    );
    let odd = &page.jobs()[1];
    assert_eq!((odd.progress, odd.scan_count), (Some(50), None));
    assert_eq!(page.jobs()[0].memo.as_deref(), Some("cut \u{fffd}"));
    let written = serde_json::to_string(odd).unwrap();
    assert_eq!(
        written,
        r#"{"instanceNo":9007199254740993,"status":4,"progress":"50%","scan_cnt":-1,"new":1.10}"#
    );
    assert_eq!(
        serde_json::to_string(&page.jobs()[0].id).unwrap(),
        r#""00123""#
    );
}

#[test]
fn a_created_jobs_response_does_not_repeat_the_requests_headers() {
    // Without the secrets of a request, only the names tell.
    let body = wrapped(&json!({
        "instanceNo": 7, "headers": {"X": "test-secret"}, "cookies": "test-secret",
        "header": [{"name": "X", "value": "test-secret"}], "Login_Info": "test-secret",
    }));
    let created: CreatedJob = decode(&body).unwrap();
    let shown = format!("{created:?} {}", serde_json::to_string(&created).unwrap());
    assert!(!shown.contains("test-secret"), "{shown}");
}
