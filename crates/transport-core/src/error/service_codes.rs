/// Declares the documented error codes of a service as an enum that keeps codes it does not know.
///
/// Each line is `Variant = number, "the vendor's message", retry class [, auth];`.
#[macro_export]
macro_rules! service_codes {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $number:literal, $message:literal, $class:ident $(, $auth:ident)? ; )+
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

            /// What a documented code means for a repeat of the call.
            pub fn documented_retry_class(&self) -> Option<$crate::RetryClass> {
                match self {
                    $( Self::$variant => Some($crate::RetryClass::$class), )+
                    Self::Unknown(_) => None,
                }
            }

            /// Whether a documented code is about credentials or permission.
            pub fn is_documented_auth(&self) -> bool {
                match self {
                    $( Self::$variant => $crate::service_codes!(@auth $($auth)?), )+
                    Self::Unknown(_) => false,
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
    (@auth) => { false };
    (@auth auth) => { true };
}
