use crate::error::RawCode;

/// What a response says when it is not a success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorBody {
    /// The code as it stood there.
    pub code: RawCode,
    /// The service's message.
    pub message: String,
}

/// The typed response of one operation: decoded once, straight from the body's bytes.
pub trait ApiResponse: Sized + Send {
    /// Reads the body of a 2xx response.
    ///
    /// # Errors
    ///
    /// When the body is not the documented shape.
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error>;

    /// What a readable response says when it is not a success, which HTTP 200 does not make it;
    /// nothing where an error response does not decode as this type.
    fn error_body(&self) -> Option<ErrorBody> {
        None
    }

    /// Whether the body of a 2xx response says that the call was done, whatever error stands beside:
    /// such an error rejects nothing.
    fn says_done(body: &[u8]) -> bool {
        let _ = body;
        false
    }
}
