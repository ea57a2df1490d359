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
            /// An error of that kind, such as for a test.
            pub fn new(
                kind: $crate::ErrorKind,
                operation: &'static str,
                problem: impl std::fmt::Display,
            ) -> Self {
                Self($crate::CallError::new(kind, operation, problem))
            }

            /// An error for a parameter out of its range, before anything is sent; `field` is the
            /// vendor's name of it.
            pub fn invalid_input(
                operation: &'static str,
                field: &'static str,
                problem: impl std::fmt::Display,
            ) -> Self {
                Self($crate::CallError::invalid_input(operation, field, problem))
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

            /// The service's error code, if it sent one.
            pub fn code(&self) -> Option<$code> {
                <$code>::from_raw(self.0.code()?)
            }

            $crate::service_error! { @questions
                /// The kind of failure.
                kind() -> $crate::ErrorKind;
                /// The vendor's name of the operation, such as `createJob`; empty for settings.
                operation() -> &'static str;
                /// The parameter that was rejected before anything was sent, under the vendor's name.
                field() -> Option<&'static str>;
                /// The service's own message, or what happened where it sent none.
                message() -> &str;
                /// The HTTP status of the last response, if there was one: the service's, or the
                /// token service's if that issued no token.
                status() -> Option<$crate::StatusCode>;
                /// The token service's code if it issued no token, as it stood in its response.
                token_service_code() -> Option<&str>;
                /// The request's id, where the vendor sends one.
                request_id() -> Option<&str>;
                /// How many attempts were made; if the token service issued no token, how many it was
                /// asked in.
                attempts() -> u32;
                /// How long the service asked to wait, if it did; not bounded.
                retry_after() -> Option<std::time::Duration>;
                /// Whether the same call may succeed later, and a retry does no harm.
                is_retryable() -> bool;
                /// Whether the service rejected it for the rate or the quota.
                is_throttled() -> bool;
                /// Whether it is about credentials or permission.
                is_auth() -> bool;
                /// Whether no response came in time.
                is_timeout() -> bool;
                /// Whether the service may have processed the call all the same. Only calls that
                /// bill or consume end so: look before you retry one.
                outcome_unknown() -> bool;
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
    ( @questions $( $(#[$meta:meta])* $question:ident() -> $type:ty; )+ ) => {
        $(
            $(#[$meta])*
            pub fn $question(&self) -> $type {
                self.0.$question()
            }
        )+
    };
}
