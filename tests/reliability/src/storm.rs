use korea_cloud_security_emulator::{Envelope, Fault, FaultRule, Operation, RetryAfter};

/// Rules under which about four calls in ten go wrong, each in a way of its own, by the emulator's
/// seed.
pub fn storm(operation: Operation, nhn: bool) -> Vec<FaultRule> {
    let error = |status, code, executed| Fault::Error {
        status,
        code,
        message: "a fault of the storm".to_owned(),
        envelope: if nhn {
            Envelope::NhnHeader
        } else {
            Envelope::NcpString
        },
        executed,
    };
    let (failed, timed_out) = if nhn {
        (5_030_001, 5_040_001)
    } else {
        (500, 510)
    };
    [
        Fault::StallBeforeHeaders {
            milliseconds: None,
            executed: false,
        },
        Fault::StallBeforeHeaders {
            milliseconds: None,
            executed: true,
        },
        Fault::StallInBody { milliseconds: None },
        Fault::ResetBeforeRead,
        Fault::ResetAfterRead { executed: false },
        Fault::ResetAfterRead { executed: true },
        Fault::ResetAfterHeaders,
        Fault::TruncatedBody,
        Fault::WrongContentLength { off_by: -8 },
        Fault::Html {
            status: 502,
            executed: false,
        },
        Fault::Html {
            status: 502,
            executed: true,
        },
        Fault::Html {
            status: 200,
            executed: true,
        },
        Fault::EmptyBody {
            status: 200,
            executed: true,
        },
        error(503, failed, false),
        error(504, timed_out, true),
        Fault::TooManyRequests {
            retry_after: Some(RetryAfter::Seconds(1)),
        },
        Fault::CloseAfterResponse { reset: true },
        Fault::Redirect {
            status: 307,
            location: "https://elsewhere.invalid/".to_owned(),
        },
    ]
    .into_iter()
    .map(|fault| FaultRule::new(fault).on(operation).probability(0.025))
    .collect()
}
