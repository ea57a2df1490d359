//! The stable names of findings.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use korea_cloud_security_findings::{Inspection, Item, Service, Severity, fingerprint, normalize};

struct Vector {
    service: Service,
    region: &'static str,
    standard: &'static str,
    kind: &'static str,
    server: &'static str,
    check: &'static str,
    location: &'static str,
    item: &'static str,
}

impl Vector {
    fn parts(&self) -> (Inspection, Item) {
        let mut inspection = Inspection::new(self.service, self.server, "1");
        inspection.region = self.region.to_owned();
        inspection.standard = self.standard.to_owned();
        inspection.kind = self.kind.to_owned();
        let mut item = Item::new(self.check, Severity::High);
        item.item = Some(self.item.to_owned());
        (inspection, item)
    }

    fn fingerprint(&self) -> String {
        let (inspection, item) = self.parts();
        fingerprint(&inspection, &item, self.location)
    }
}

fn ssc(
    server: &'static str,
    standard: &'static str,
    check: &'static str,
    item: &'static str,
) -> Vector {
    Vector {
        service: Service::Ssc,
        region: "KR1",
        standard,
        kind: "OS",
        server,
        check,
        location: "",
        item,
    }
}

#[test]
fn the_five_vectors_hold() {
    let web = Vector {
        service: Service::Wsc,
        region: "",
        standard: "",
        kind: "WEB",
        server: "shop.example.com",
        check: "SQL Injection",
        location: "https://shop.example.com/page/3\u{1f}p3",
        item: "SQL Injection",
    };
    let vectors = [
        (
            ssc("test-ubuntu-1", "M", "U-01", "root 계정 원격 접속 제한"),
            "394be0a88002421914a174960f3e3f60",
        ),
        (
            ssc(
                "test-ubuntu-1",
                "M",
                "U-05",
                "root홈, 패스 디렉터리 권한 및 패스 설정",
            ),
            "693d2780ee570772b9047d379e1c43fa",
        ),
        (
            ssc("test-ubuntu-1", "M", "U-05", "root 이외의 UID가 '0' 금지"),
            "2ffc89f21b329123198ec688fc8a9987",
        ),
        (
            ssc(
                "회원-db-prod-20",
                "F",
                "SRV-001",
                "SNMP Community 스트링 설정 미흡",
            ),
            "2e97d0af759759b3e78f3e8372fd546a",
        ),
        (web, "150dc36abe4740c791964e3a220d75dd"),
    ];
    for (vector, expected) in vectors {
        assert_eq!(
            vector.fingerprint(),
            expected,
            "{} {}",
            vector.server,
            vector.check
        );
    }
}

#[test]
fn what_changes_from_run_to_run_takes_no_part() {
    let vector = ssc("web-01", "M", "U-01", "root 계정 원격 접속 제한");
    let (mut inspection, mut item) = vector.parts();
    inspection.inspection = "99".to_owned();
    inspection.checked_at = Some("2026-11-25T09:00:00+09:00".parse().unwrap());
    inspection.os_version = Some("24.04".to_owned());
    inspection.script_version = Some("G-2".to_owned());
    item.severity = Severity::Low;
    item.category = Some("다른 분류".to_owned());
    item.item = Some("ROOT 계정 원격접속 제한".to_owned());
    assert_eq!(fingerprint(&inspection, &item, ""), vector.fingerprint());
}

#[test]
fn the_project_takes_part_where_it_is_not_the_default() {
    let vector = ssc("web-01", "M", "U-01", "root");
    let (mut inspection, item) = vector.parts();
    inspection.project = "default".to_owned();
    assert_eq!(fingerprint(&inspection, &item, ""), vector.fingerprint());
    inspection.project = "payments".to_owned();
    assert_ne!(fingerprint(&inspection, &item, ""), vector.fingerprint());
}

#[test]
fn texts_are_compared_by_their_letters_and_digits() {
    assert_eq!(
        normalize("root 이외의 UID가 '0' 금지"),
        "root이외의uid가0금지"
    );
    assert_eq!(normalize(" ‘0’ — "), "0");
    assert_eq!(normalize(""), "");
    assert_eq!(normalize(&normalize("İSTANBUL")), normalize("İSTANBUL"));
}
