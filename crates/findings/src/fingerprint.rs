//! The stable name of a finding across runs.

use sha2::{Digest, Sha256};

use crate::model::{DEFAULT_PROJECT, Inspection, Item, Service};

/// The text of a check with all but letters and digits removed, in lower case.
///
/// Two spellings of one check (spaces, quotes, punctuation) are the same text.
pub fn normalize(text: &str) -> String {
    let lower = text.chars().flat_map(char::to_lowercase);
    // Lower case may bring marks of its own ("İ"), so what is kept is decided after it.
    lower.filter(|char| char.is_alphanumeric()).collect()
}

/// The text that tells two checks of one id apart; web findings have none.
pub(crate) fn identity_text(service: Service, item: &Item) -> String {
    match service {
        Service::Wsc => String::new(),
        Service::Ssc | Service::AppGuard => normalize(item.item.as_deref().unwrap_or_default()),
    }
}

/// The fingerprint of a finding: 32 lower-case hex digits.
///
/// It stays the same from run to run while server, check and the check's text are the same. It
/// does not depend on dates, inspection numbers, versions, severity or status. The project takes
/// part where it is not `default`.
///
/// ```
/// use korea_cloud_security_findings::{Inspection, Item, Service, Severity, fingerprint};
///
/// let mut inspection = Inspection::new(Service::Ssc, "test-ubuntu-1", "10025");
/// inspection.region = "KR1".to_owned();
/// inspection.standard = "M".to_owned();
/// inspection.kind = "OS".to_owned();
/// let mut item = Item::new("U-01", Severity::High);
/// item.item = Some("root 계정 원격 접속 제한".to_owned());
/// assert_eq!(fingerprint(&inspection, &item, ""), "394be0a88002421914a174960f3e3f60");
/// ```
pub fn fingerprint(inspection: &Inspection, item: &Item, location: &str) -> String {
    let mut hash = Sha256::new();
    hash.update("kcsec/1");
    let mut part = |text: &str| {
        hash.update([0x1f]);
        hash.update(text);
    };
    part(inspection.service.as_str());
    if inspection.project != DEFAULT_PROJECT {
        part(&inspection.project);
    }
    part(&inspection.region);
    part(&inspection.standard);
    part(&inspection.kind);
    part(&inspection.server);
    part(&item.check);
    part(location);
    part(&identity_text(inspection.service, item));
    hex(&hash.finalize()[..16])
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;

    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
