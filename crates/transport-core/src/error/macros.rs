/// Declares the documented error codes of a service as an enum that keeps codes it does not know.
///
/// Each line is `Variant = number, "the vendor's message", retry class [, auth] [, "remediation"];`.
#[macro_export]
macro_rules! service_codes {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $(
                $(#[$variant_meta:meta])*
                $variant:ident = $number:literal, $message:literal, $class:ident
                $(, $auth:ident)? $(, $remediation:literal)? ;
            )+
        }
    ) => {
        $(#[$meta])*
        #[non_exhaustive]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        $vis enum $name {
            $( $(#[$variant_meta])* $variant, )+
            /// A number that this version does not know.
            Unknown(i64),
        }

        impl $name {
            /// Every documented code.
            pub const DOCUMENTED: &'static [Self] = &[$(Self::$variant),+];

            /// What each documented code means for a call that ends with it.
            pub const TABLE: &'static [$crate::DocumentedCode] = &[$(
                $crate::DocumentedCode::number($number, stringify!($variant), $crate::RetryClass::$class)
                    $( .with_auth($crate::service_codes!(@ $auth)) )?
                    $( .with_remediation($remediation) )?,
            )+];

            /// The code of that number.
            pub fn from_number(number: i64) -> Self {
                match number {
                    $( $number => Self::$variant, )+
                    other => Self::Unknown(other),
                }
            }

            /// The number on the wire.
            pub fn number(&self) -> i64 {
                match self {
                    $( Self::$variant => $number, )+
                    Self::Unknown(number) => *number,
                }
            }

            /// The documented message, empty for an unknown code.
            pub fn documented_message(&self) -> &'static str {
                match self {
                    $( Self::$variant => $message, )+
                    Self::Unknown(_) => "",
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    Self::Unknown(number) => write!(f, "{number}"),
                    documented => write!(f, "{} {documented:?}", documented.number()),
                }
            }
        }
    };
    (@ auth) => { true };
}

/// Declares the error type of a service and its code: an opaque wrapper round
/// [`CallError`](crate::CallError).
///
/// ```
/// use transport_core::{NhnGatewayCode, service_error};
///
/// service_error! {
///     /// A call ended without its response.
///     pub struct Error;
///     /// The code of an error response.
///     pub enum ErrorCode {
///         /// A documented code of the gateway.
///         Gateway(NhnGatewayCode),
///     }
/// }
///
/// let error = Error::invalid_input("summary", "limit", "is 0; give 1 to 1000");
/// assert_eq!(error.to_string(), "summary: limit is 0; give 1 to 1000");
/// ```
#[macro_export]
macro_rules! service_error {
    (
        $(#[$error_meta:meta])*
        $vis:vis struct $error:ident;
        $(#[$code_meta:meta])*
        $code_vis:vis enum $code:ident {
            $( $(#[$variant_meta:meta])* $variant:ident($table:ident), )+
        }
    ) => {
        $crate::service_error! { $(#[$error_meta])* $vis struct $error, code $code }

        $(#[$code_meta])*
        #[non_exhaustive]
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        $code_vis enum $code {
            $( $(#[$variant_meta])* $variant($table), )+
            /// A number that this version does not know.
            Unknown(i64),
            /// A code that is not a number, as it came.
            Other(String),
        }

        impl $code {
            /// The code of that number.
            pub fn from_number(number: i64) -> Self {
                $(
                    let code = $table::from_number(number);
                    if !matches!(code, $table::Unknown(_)) {
                        return Self::$variant(code);
                    }
                )+
                Self::Unknown(number)
            }

            /// The number on the wire, if the code is one.
            pub fn number(&self) -> Option<i64> {
                match self {
                    $( Self::$variant(code) => Some(code.number()), )+
                    Self::Unknown(number) => Some(*number),
                    Self::Other(_) => None,
                }
            }

            fn from_raw(code: &$crate::RawCode) -> Option<Self> {
                match code {
                    $crate::RawCode::Number(number) => Some(Self::from_number(*number)),
                    $crate::RawCode::Text(text) => Some(Self::Other(text.clone())),
                    $crate::RawCode::Absent => None,
                }
            }
        }

        impl std::fmt::Display for $code {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $( Self::$variant(code) => std::fmt::Display::fmt(code, f), )+
                    Self::Unknown(number) => write!(f, "{number}"),
                    Self::Other(text) => f.write_str(text),
                }
            }
        }
    };
    ( $(#[$meta:meta])* $vis:vis struct $error:ident, code $code:ty ) => {
        $(#[$meta])*
        ///
        /// `Display` holds the operation, what happened and the next step in one line, without
        /// secrets. The questions ([`is_retryable`](Self::is_retryable),
        /// [`outcome_unknown`](Self::outcome_unknown) and the others) are what a program decides by.
        #[derive(Clone)]
        $vis struct $error($crate::CallError);

        impl $error {
            /// An error for a parameter out of its range, before anything is sent; `field` is the
            /// vendor's name of it.
            pub fn invalid_input(
                operation: &'static str,
                field: &'static str,
                problem: impl std::fmt::Display,
            ) -> Self {
                Self($crate::CallError::invalid_input(operation, field, problem))
            }

            /// An error for a setting that is missing or unusable, before anything is sent.
            pub fn configuration(operation: &'static str, problem: impl std::fmt::Display) -> Self {
                Self($crate::CallError::configuration(operation, problem))
            }

            /// An error for a response that cannot be what was asked for.
            pub fn unreadable_response(
                operation: &'static str,
                problem: impl std::fmt::Display,
            ) -> Self {
                Self($crate::CallError::unreadable_response(operation, problem))
            }

            /// The same error with another next step, for callers that know more about the
            /// operation.
            #[must_use]
            pub fn with_remediation(
                self,
                remediation: impl Into<std::borrow::Cow<'static, str>>,
            ) -> Self {
                Self(self.0.with_remediation(remediation))
            }

            /// The kind of failure.
            pub fn kind(&self) -> $crate::ErrorKind {
                self.0.kind()
            }

            /// The service's error code, if it sent one.
            pub fn code(&self) -> Option<$code> {
                <$code>::from_raw(self.0.code()?)
            }

            /// The vendor's name of the operation, such as `createJob`; empty for settings.
            pub fn operation(&self) -> &'static str {
                self.0.operation()
            }

            /// The parameter that was rejected before anything was sent, under the vendor's name.
            pub fn field(&self) -> Option<&'static str> {
                self.0.field()
            }

            /// The service's own message, or what happened where it sent none.
            pub fn message(&self) -> &str {
                self.0.message()
            }

            /// The HTTP status of the last response, if there was one: the service's, or the token
            /// service's if that issued no token.
            pub fn status(&self) -> Option<$crate::StatusCode> {
                self.0.status()
            }

            /// The token service's code if it issued no token, as it stood in its response.
            pub fn token_service_code(&self) -> Option<&str> {
                self.0.token_service_code()
            }

            /// The request's id, where the vendor sends one.
            pub fn request_id(&self) -> Option<&str> {
                self.0.request_id()
            }

            /// How many attempts were made; if the token service issued no token, how many it was
            /// asked in.
            pub fn attempts(&self) -> u32 {
                self.0.attempts()
            }

            /// How long the service asked to wait, if it did; not bounded.
            pub fn retry_after(&self) -> Option<std::time::Duration> {
                self.0.retry_after()
            }

            /// Whether the same call may succeed later, and a retry does no harm.
            pub fn is_retryable(&self) -> bool {
                self.0.is_retryable()
            }

            /// Whether the service rejected it for the rate or the quota.
            pub fn is_throttled(&self) -> bool {
                self.0.is_throttled()
            }

            /// Whether it is about credentials or permission.
            pub fn is_auth(&self) -> bool {
                self.0.is_auth()
            }

            /// Whether no response came in time.
            pub fn is_timeout(&self) -> bool {
                self.0.is_timeout()
            }

            /// Whether the service may have processed the call all the same. Only calls that bill
            /// or consume end so: look before you retry one.
            pub fn outcome_unknown(&self) -> bool {
                self.0.outcome_unknown()
            }
        }

        impl std::fmt::Debug for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt_debug(stringify!($error), f)
            }
        }

        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }

        // The line says it all: what lies behind it may hold a URL with an Appkey, and is not kept.
        impl std::error::Error for $error {}

        impl From<$crate::ConfigError> for $error {
            fn from(error: $crate::ConfigError) -> Self {
                Self(error.into())
            }
        }

        impl From<$crate::CallError> for $error {
            fn from(error: $crate::CallError) -> Self {
                Self(error)
            }
        }

        impl From<$error> for $crate::CallError {
            fn from(error: $error) -> Self {
                error.0
            }
        }

        impl AsRef<$crate::CallError> for $error {
            fn as_ref(&self) -> &$crate::CallError {
                &self.0
            }
        }
    };
}
