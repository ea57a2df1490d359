use super::figure::{Figure, Recorded};
use super::instructions::{compare, total};
use super::rows::ROWS;
use super::{page, picture};

fn recorded(ours: u64) -> Recorded {
    let mut recorded = Recorded::default();
    recorded
        .instructions
        .insert("summary_call_ours".to_owned(), ours);
    recorded.instructions.insert("call_by_hand".to_owned(), 500);
    recorded
}

#[test]
fn a_row_that_takes_over_a_tenth_more_fails() {
    let counted = |ours| recorded(ours).instructions;
    assert!(compare(&recorded(1_000), &counted(1_100)).is_ok());
    let error = compare(&recorded(1_000), &counted(1_101)).unwrap_err();
    assert!(error.contains("summary_call_ours: 1101"), "{error}");
}

#[test]
fn a_row_that_is_not_counted_any_more_fails_and_so_does_an_empty_record() {
    let mut counted = recorded(1_000).instructions;
    counted.remove("summary_call_ours");
    assert!(compare(&recorded(1_000), &counted).is_err());
    assert!(compare(&Recorded::default(), &counted).is_err());
}

#[test]
fn the_other_side_may_grow() {
    let mut counted = recorded(1_000).instructions;
    counted.insert("call_by_hand".to_owned(), 5_000);
    assert!(compare(&recorded(1_000), &counted).is_ok());
}

#[test]
fn a_missed_reach_is_told_on_the_page_and_in_the_picture() {
    let mut recorded = Recorded::default();
    recorded.put(Figure::new("integrity", "a second", 900.0, 1_000.0));
    let page = page::render(&recorded);
    assert!(page.contains("| 900 a second |"), "{page}");
    assert!(page.contains("**no**, by 6 %"), "{page}");
    assert!(picture::render(&recorded).contains(r#"class="missed""#));
    assert_eq!(
        page::summary(&recorded)[0],
        "0 of 1 rows reach what they should"
    );
}

#[test]
fn rows_have_names_of_their_own() {
    let mut ids: Vec<_> = ROWS.iter().map(|row| row.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), ROWS.len());
}

#[test]
fn a_profile_tells_its_total() {
    assert_eq!(
        total("part: 1\nevents: Ir\nsummary: 1193484\n"),
        Some(1_193_484)
    );
    assert_eq!(total("part: 1\n"), None);
}
