use transport_core::envelope::ApiResponse;
use transport_core::wire::{self, RawJson};

use crate::envelope;

wire::record! {
    /// That the service did as told: the response of cancelJob and stopJob.
    ///
    /// Documented as
    /// `{"returnCode":"0","returnDesc":"Request Success","returnMessage":"Success","resources":null}`.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-canceljob>.
    #[derive(Debug)]
    pub struct Acknowledgement
    fields {
        /// `0`; anything else ends as an error.
        return_code: String = "returnCode",
        /// A description.
        return_desc: String = "returnDesc",
        /// The message.
        return_message: String = "returnMessage",
        /// Documented as `null`.
        resources: RawJson = "resources",
    }
}

impl ApiResponse for Acknowledgement {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let text = wire::body_text(body);
        envelope::reject_error(body, &wire::object_in(&text)?)?;
        let read: Self = wire::decode(body)?;
        // Nothing but the documented 0 is a success.
        let code = read
            .return_code
            .as_deref()
            .map(|code| code.trim().parse::<i64>());
        match code {
            Some(Ok(0)) => Ok(read),
            _ => Err(serde::de::Error::missing_field("returnCode")),
        }
    }
}
