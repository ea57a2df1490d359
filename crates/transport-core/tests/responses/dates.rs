//! Dates as the vendors' parameters want them.

use transport_core::wire::date_time::{KOREA, from_wire, to_wire};

#[test]
fn dates_go_out_with_seconds_and_an_offset_in_figures() {
    let date = from_wire(" 2025-06-17T00:00:00.75+09:00 ").unwrap();
    assert_eq!(to_wire(&date), "2025-06-17T00:00:00+09:00");
    assert_eq!(to_wire(&date.to_utc()), "2025-06-16T15:00:00+00:00");
    assert_eq!(
        to_wire(&date.with_timezone(&KOREA)),
        "2025-06-17T00:00:00+09:00"
    );
    for text in [
        "2025-06-17",
        "2025-06-17T00:00:00",
        "",
        "2025-13-01T00:00:00Z",
    ] {
        assert!(from_wire(text).is_err(), "{text}");
    }
}
