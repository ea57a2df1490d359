//! All jobs and all matches: against a service in memory whose list moves while it is read.
#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use common::{Reply, Service, ok, page, row};
use futures_util::{StreamExt as _, TryStreamExt as _};
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
    let jobs = client.all_jobs(&JobsQuery::new().with_limit(limit).with_page(9));
    jobs.map_ok(|job| job.instance_no.as_str().parse::<u64>().unwrap())
        .try_collect()
        .await
}

#[tokio::test(start_paused = true)]
async fn every_page_is_read_in_order_with_the_next_on_its_way() {
    let service = fixed(45);
    let client = service.client();
    let started = tokio::time::Instant::now();
    let ids = all_ids(&client, 5).await.unwrap();
    assert_eq!(ids, (1..=45).rev().collect::<Vec<_>>());
    assert_eq!(service.seen().len(), 9);
    // The first page, then four times two at once: 20 ms each.
    assert!(
        started.elapsed().as_millis() <= 110,
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
async fn jobs_that_are_created_meanwhile_lose_none_and_double_none() {
    let count = AtomicU64::new(12);
    // One new job before every answer: everything moves on by one.
    let service = Service::new(move |seen| {
        let count = count.fetch_add(1, Ordering::Relaxed).min(18);
        let (limit, number) = (seen.query("limit"), seen.query("page"));
        ok(page(count, limit, rows(count, limit, number)))
    });
    let mut ids = all_ids(&service.client(), 2).await.unwrap();
    ids.retain(|id| *id <= 12);
    assert_eq!(ids, (1..=12).rev().collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn without_a_count_a_short_page_is_the_last() {
    let service = Service::new(|seen| {
        let (limit, number) = (seen.query("limit"), seen.query("page"));
        ok(json!({"record_data": rows(11, limit, number)}))
    });
    let ids = all_ids(&service.client(), 4).await.unwrap();
    assert_eq!(ids, (1..=11).rev().collect::<Vec<_>>());
    assert!(service.seen().len() <= 4);
}

#[tokio::test(start_paused = true)]
async fn a_service_that_repeats_itself_without_end_does_not_hold_the_stream() {
    let service = Service::new(|seen| {
        let mut body = page(4, 4, rows(4, 4, 1));
        body["total_page_cnt"] = json!(seen.query("page") + 1_000_000);
        ok(body)
    });
    let client = service.client();
    let items: Vec<_> = client
        .all_jobs(&JobsQuery::new().with_limit(4))
        .collect()
        .await;
    let (jobs, errors): (Vec<_>, Vec<_>) = items.into_iter().partition(Result::is_ok);
    assert_eq!((jobs.len(), errors.len()), (4, 1));
    let error = errors[0].as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnreadableResponse);
    assert!(error.to_string().contains("again and again"), "{error}");
    assert!(service.seen().len() < 10, "{}", service.seen().len());
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_cut_at_the_bound_says_so() {
    let service = Service::new(|seen| {
        let number = seen.query("page");
        let mut body = page(1, 1, vec![row(number, "report")]);
        body["total_page_cnt"] = json!(u64::MAX);
        ok(body)
    });
    let error = all_ids(&service.client(), 1).await.unwrap_err();
    assert!(error.to_string().contains("10000"), "{error}");
    assert_eq!(service.seen().len(), 10_000);
}

#[tokio::test(start_paused = true)]
async fn an_error_ends_the_stream_after_what_was_read() {
    let service = Service::new(|seen| match seen.query("page") {
        1 => ok(page(9, 2, rows(9, 2, 1))),
        _ => Reply::Json(401, json!({"error": {"errorCode": "210", "message": "no"}})),
    });
    let client = service.client();
    let items: Vec<_> = client
        .all_jobs(&JobsQuery::new().with_limit(2))
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
        .all_jobs(&JobsQuery::new().with_limit(10))
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
        .search_all_jobs(&query)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(found.len(), 5);
}

#[tokio::test(start_paused = true)]
async fn one_job_is_found_wherever_it_stands() {
    let service = fixed(95);
    let client = service.client();
    for (id, calls) in [(95, 1), (1, 5), (40, 3)] {
        let before = service.seen().len();
        let job = client.find_job(&JobId::from(id)).await.unwrap().unwrap();
        assert_eq!(job.instance_no, JobId::from(id));
        assert_eq!(service.seen().len() - before, calls, "job {id}");
    }
    assert_eq!(client.find_job(&JobId::from(96)).await.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn one_job_is_found_on_the_last_page_that_is_read() {
    let service = Service::new(|seen| {
        let mut body = page(1, 1, vec![row(seen.query("page"), "report")]);
        body["total_page_cnt"] = json!(u64::MAX);
        ok(body)
    });
    let client = service.client();
    let found = client.find_job(&JobId::from(10_000)).await.unwrap();
    assert!(found.is_some());
    let beyond = client.find_job(&JobId::from(10_001)).await.unwrap();
    assert_eq!(beyond, None);
}
