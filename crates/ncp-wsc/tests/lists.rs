//! All jobs and all matches: against a service in memory whose list moves while it is read.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;

use common::{Reply, Service, ok, page, row};
use futures_util::StreamExt as _;
use ncp_wsc::{Client, Error, ErrorKind, JobId, JobsQuery, SearchQuery};
use serde_json::{Value, json};

/// The rows of one page, newest first.
fn rows(count: u64, limit: u64, number: u64) -> Vec<Value> {
    let newest_first = (1..=count).rev();
    newest_first
        .skip(((number - 1) * limit) as usize)
        .take(limit as usize)
        .map(|id| row(id, "report"))
        .collect()
}

fn fixed(count: u64) -> Arc<Service> {
    Service::new(move |seen| {
        let (limit, number) = (seen.query("limit"), seen.query("page"));
        ok(page(count, limit, rows(count, limit, number)))
    })
}

async fn all_ids(client: &Client, limit: u32) -> Result<Vec<u64>, Error> {
    let jobs = client.get_jobs_stream(&JobsQuery::new().with_limit(limit).with_page(9));
    let jobs = jobs.try_collect().await?;
    Ok(jobs
        .iter()
        .map(|job| job.id.as_str().parse().unwrap())
        .collect())
}

#[tokio::test(start_paused = true)]
async fn every_page_is_read_in_order_with_the_next_on_its_way() {
    let service = fixed(45);
    let client = service.client();
    let started = tokio::time::Instant::now();
    let ids = all_ids(&client, 5).await.unwrap();
    assert_eq!(ids, (1..=45).rev().collect::<Vec<_>>());
    // The page behind the last shows the end.
    assert_eq!(service.seen().len(), 10);
    // The first page, then two at a time: 20 ms each.
    assert!(
        started.elapsed().as_millis() <= 130,
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn an_empty_list_is_one_call() {
    let service = fixed(0);
    assert_eq!(all_ids(&service.client(), 20).await.unwrap(), [0; 0]);
    assert_eq!(service.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_list_is_whole_whatever_the_service_counts() {
    // 250 jobs, of which the service announces this much, on pages of at most this many.
    for (total, pages, largest) in [
        (json!(null), json!(null), 20),
        (json!(250), json!(0), 20),
        (json!(250), json!(10), 20),
        (json!("250"), json!("13"), 7),
        (json!(20), json!(1), 20),
        (json!(0), json!({}), 20),
    ] {
        let service = Service::new(move |seen| {
            let number = seen.query("page");
            let limit = seen.query("limit").min(largest);
            ok(json!({
                "total_cnt": total, "total_page_cnt": pages,
                "record_data": rows(250, limit, number),
            }))
        });
        let ids = all_ids(&service.client(), 20).await.unwrap();
        assert_eq!(ids, (1..=250).rev().collect::<Vec<_>>());
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_that_stays_short_ends_in_an_error_after_what_was_found() {
    let service = Service::new(|seen| {
        let number = seen.query("page");
        let rows = if number == 3 {
            vec![]
        } else {
            rows(250, 20, number)
        };
        ok(page(250, 20, if number > 3 { vec![] } else { rows }))
    });
    let items: Vec<_> = service
        .client()
        .get_jobs_stream(&JobsQuery::new())
        .collect()
        .await;
    assert_eq!(items.len(), 41);
    let error = items[40].as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incomplete);
    assert!(error.to_string().contains("40 of 250"), "{error}");
    let stream = service.client().get_jobs_stream(&JobsQuery::new());
    assert_eq!(
        stream.allow_incomplete().try_collect().await.unwrap().len(),
        40
    );
}

#[tokio::test(start_paused = true)]
async fn a_row_without_an_id_is_counted_and_hides_no_other() {
    let service = Service::new(|seen| {
        let mut rows = rows(3, 20, seen.query("page"));
        if seen.query("page") == 1 {
            rows.extend([
                json!({"memo": "nobody"}),
                json!(7),
                json!({"instanceNo": {}}),
            ]);
        }
        ok(page(6, 20, rows))
    });
    let mut jobs = service.client().get_jobs_stream(&JobsQuery::new());
    let mut count = 0;
    while jobs.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!((count, jobs.skipped()), (3, 3));
}

#[tokio::test(start_paused = true)]
async fn an_error_ends_the_stream_after_what_was_read() {
    let service = Service::new(|seen| match seen.query("page") {
        1 => ok(page(9, 2, rows(9, 2, 1))),
        _ => Reply::Json(401, json!({"error": {"errorCode": "210", "message": "no"}})),
    });
    let client = service.client();
    let items: Vec<_> = client
        .get_jobs_stream(&JobsQuery::new().with_limit(2))
        .collect()
        .await;
    assert_eq!(items.len(), 3);
    assert!(items[2].as_ref().unwrap_err().is_auth());
}

#[tokio::test(start_paused = true)]
async fn dropping_the_stream_asks_for_nothing_more() {
    let service = fixed(1_000);
    let client = service.client();
    let first: Vec<_> = client
        .get_jobs_stream(&JobsQuery::new().with_limit(10))
        .take(1)
        .collect()
        .await;
    assert_eq!((first.len(), service.seen().len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_search_keeps_its_terms_on_every_page() {
    let service = Service::new(|seen| {
        assert_eq!(seen.body["searchType"], "url");
        assert_eq!(seen.body["searchKeyword"], "shop");
        assert_eq!(seen.body["statusCode"], 4);
        let number = seen.body["page"].as_u64().unwrap();
        ok(page(5, 2, rows(5, 2, number)))
    });
    let query = SearchQuery::by_url("shop")
        .with_status(ncp_wsc::JobStatus::ScanCompleted)
        .with_limit(2);
    let found: Vec<_> = service
        .client()
        .search_jobs_stream(&query)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(found.len(), 5);
}

#[tokio::test(start_paused = true)]
async fn one_job_is_found_wherever_it_stands() {
    let service = fixed(95);
    let client = service.client();
    for id in [95, 1, 40] {
        let job = client.find_job(id).await.unwrap().unwrap();
        assert_eq!(job.id, JobId::from(id));
    }
    assert_eq!(client.find_job(96).await.unwrap(), None);
}
