//! Every documented code of the gateways has a name and a class.

use std::collections::BTreeSet;

use RetryClass::{IfIdempotent, Never, Reauthenticate, Throttled};
use http::Method;
use transport_core::{
    DocumentedCode, Effect, NcpGatewayCode, NhnGatewayCode, OauthCode, Operation, RawCode,
    RetryClass, Vendor, service_codes,
};

/// The contract's table of NHN Cloud's gateway, with the framework's codes behind it.
#[rustfmt::skip]
const NHN: &[(i64, RetryClass, bool)] = &[
    (4_000_003, Never, false), (4_000_006, Never, false), (4_000_007, Never, false),
    (4_011_001, Never, true), (4_011_002, Never, true), (4_011_003, Never, true),
    (4_011_004, Never, true), (4_011_005, Never, true), (4_011_006, Never, true),
    (4_011_007, Never, true), (4_011_008, Never, true), (4_011_009, Never, true),
    (4_012_001, Reauthenticate, true), (4_012_002, Reauthenticate, true), (4_012_003, Reauthenticate, true),
    (4_031_007, Never, true), (4_031_010, Never, true), (4_031_011, Never, true), (4_031_012, Never, true),
    (4_041_007, Never, false), (4_131_000, Never, false),
    (4_291_000, Throttled, false), (4_291_001, Never, false),
    (500_000_001, Never, false), (500_000_002, Never, false),
    (5_012_001, IfIdempotent, false), (5_012_002, IfIdempotent, false),
    (5_020_001, IfIdempotent, false), (5_021_001, IfIdempotent, false),
    (5_030_001, IfIdempotent, false), (5_040_001, IfIdempotent, false),
    (80_007, Reauthenticate, true), (-6, Never, true), (-8, Never, true),
    (500, IfIdempotent, false), (400, Never, false), (404, Never, false),
    (501, Never, false), (502, Never, false), (503, Never, false), (504, Never, false), (505, Never, false),
    (1_000, Never, false), (1_201, IfIdempotent, false),
];

#[rustfmt::skip]
const NCP: &[(i64, RetryClass, bool)] = &[
    (100, Never, false), (200, Reauthenticate, true), (210, Never, true), (300, Never, false),
    (400, Never, false), (410, Throttled, false), (420, Throttled, false), (430, Never, false),
    (500, IfIdempotent, false), (510, IfIdempotent, false), (900, IfIdempotent, false),
];

fn operation(vendor: Vendor, codes: &'static [DocumentedCode]) -> Operation {
    Operation {
        name: "read",
        method: Method::GET,
        effect: Effect::Read,
        vendor,
        codes,
    }
}

fn check(vendor: Vendor, table: &[(i64, RetryClass, bool)], documented: impl Iterator<Item = i64>) {
    let operation = operation(vendor, &[]);
    for (number, class, auth) in table {
        let code = operation.documented(&RawCode::Number(*number)).unwrap();
        let shown = code.to_string();
        assert_eq!(
            (code.retry_class(), code.is_auth()),
            (*class, *auth),
            "{shown}"
        );
        let name = shown.strip_prefix(&format!("{number} ")).unwrap();
        assert!(
            name.starts_with(|c: char| c.is_ascii_uppercase()),
            "{shown}"
        );
    }
    let of_table: BTreeSet<_> = table.iter().map(|(number, ..)| *number).collect();
    assert_eq!(of_table, documented.collect());
    assert_eq!(operation.documented(&RawCode::Number(123_456)), None);
    assert_eq!(operation.documented(&RawCode::Absent), None);
}

#[test]
fn every_code_of_the_gateways_has_a_name_and_a_class() {
    let nhn = NhnGatewayCode::DOCUMENTED
        .iter()
        .map(NhnGatewayCode::number);
    check(Vendor::Nhn, NHN, nhn);

    let ncp = NcpGatewayCode::DOCUMENTED
        .iter()
        .map(NcpGatewayCode::number);
    check(Vendor::Ncp, NCP, ncp);
}

#[test]
fn the_gateways_page_holds_no_code_that_has_no_name() {
    let contract = test_support::fixture_json("nhn-gateway", "contract.json");
    let errors = contract["errors"].as_array().unwrap();
    assert!(errors.len() > 20);
    for error in errors {
        let number = error["code"].as_i64().unwrap();
        let code = NhnGatewayCode::from_number(number);
        assert!(
            NhnGatewayCode::DOCUMENTED.contains(&code),
            "{number} has no name"
        );
    }
}

#[test]
fn the_token_services_words_have_names() {
    let operation = operation(Vendor::NhnToken, &[]);
    let known = |word: &str| operation.documented(&RawCode::Text(word.to_owned()));
    for (word, named) in OauthCode::DOCUMENTED {
        assert_eq!(named.to_string(), *word);
        assert_eq!(known(word).unwrap().retry_class(), Never);
    }
    assert_eq!(OauthCode::DOCUMENTED.len(), 6);
    assert!(
        known("invalid_client")
            .and_then(DocumentedCode::remediation)
            .unwrap()
            .contains("NHN_CLOUD_USER_ACCESS_KEY_ID")
    );
    assert_eq!(known("server_error"), None);
    let gateway = operation.documented(&RawCode::Number(80_007)).unwrap();
    assert!(gateway.is_auth());
}

#[test]
fn a_services_own_table_goes_before_the_gateways() {
    const OWN: &[DocumentedCode] =
        &[DocumentedCode::number(80_007, "TokenExpired", Never).with_remediation("get a new one")];
    let documented = operation(Vendor::Nhn, OWN);
    let documented = |number| documented.documented(&RawCode::Number(number)).unwrap();
    assert_eq!(documented(80_007).retry_class(), Never);
    assert_eq!(documented(80_007).remediation(), Some("get a new one"));
    assert_eq!(documented(4_012_001).retry_class(), Reauthenticate);
}

service_codes! {
    /// Codes of a service that does not exist.
    pub enum MadeUpCode {
        /// One.
        First = 1, "first", Never, auth, "ask for less";
        /// Another, below zero.
        Second = -2, "second", IfIdempotent;
    }
}

#[test]
fn declared_codes_keep_their_numbers_messages_and_classes() {
    assert_eq!(
        MadeUpCode::DOCUMENTED,
        [MadeUpCode::First, MadeUpCode::Second]
    );
    for number in [1, -2, 0, i64::MIN] {
        assert_eq!(MadeUpCode::from_number(number).number(), number);
    }
    assert_eq!(MadeUpCode::First.to_string(), "1 First");
    assert_eq!(MadeUpCode::Second.documented_message(), "second");
    assert_eq!(MadeUpCode::Unknown(7).documented_message(), "");
    let [first, second] = MadeUpCode::TABLE else {
        panic!("two codes are declared");
    };
    assert_eq!((first.retry_class(), first.is_auth()), (Never, true));
    assert_eq!(first.remediation(), Some("ask for less"));
    assert_eq!(
        (second.retry_class(), second.is_auth()),
        (IfIdempotent, false)
    );
}
