/// Declares an enum of the vendor's values that keeps values it does not know.
///
/// Each variant has one spelling that is written and any number that are read besides.
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $value:literal $(| $also:literal)* ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[non_exhaustive]
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        $vis enum $name {
            $( $(#[$variant_meta])* $variant, )+
            /// A value that this version does not know, as it came.
            Other(String),
        }

        impl $name {
            /// The vendor's value.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $value, )+
                    Self::Other(value) => value,
                }
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $( $value $(| $also)* => Self::$variant, )+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(value))
            }
        }

        impl $crate::wire::WireValue for $name {
            fn strict<'de, D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::serde::Deserializer<'de>,
            {
                // What has white space around it is left to the lenient reading, which keeps it.
                let (value, is_trimmed) = $crate::wire::strict_text(deserializer, |value| {
                    (Self::from(value), value.trim().len() == value.len())
                })?;
                match is_trimmed {
                    true => Ok(value),
                    false => Err($crate::serde::de::Error::custom("not as documented")),
                }
            }

            fn lenient(raw: &$crate::wire::RawValue) -> Option<Self> {
                $crate::wire::lenient_text(raw).map(|value| Self::from(value.trim()))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::strict_text(deserializer, |value| Self::from(value))
            }
        }
    };
}
