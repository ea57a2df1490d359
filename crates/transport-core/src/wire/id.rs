/// Declares an id that the vendor writes as a number or as a text: here always its text, and
/// written out again in the form that it came in.
#[macro_export]
#[doc(hidden)]
macro_rules! __id {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident;
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        $vis struct $name {
            text: Box<str>,
            is_number: bool,
        }

        impl $name {
            /// The id's text.
            pub fn as_str(&self) -> &str {
                &self.text
            }

            /// Why the id cannot be one, or `None`: it is empty, longer than 64 characters, or
            /// holds white space or control characters.
            #[allow(dead_code)]
            pub(crate) fn validate(&self) -> Option<&'static str> {
                $crate::wire::validate_id(&self.text)
            }
        }

        impl From<u64> for $name {
            fn from(number: u64) -> Self {
                Self {
                    text: number.to_string().into(),
                    is_number: true,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                let text = text.trim();
                Self {
                    text: text.into(),
                    is_number: $crate::wire::is_json_number(text),
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ConfigError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let id = Self::from(text);
                match id.validate() {
                    Some(problem) => Err($crate::ConfigError::new(format!("the id {problem}"))),
                    None => Ok(id),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.text)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.text).finish()
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.text == other.text
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.text.hash(state);
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        /// Numbers by their value, before everything else by its text.
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                $crate::wire::compare_ids(&self.text, &other.text)
            }
        }

        impl $crate::wire::WireValue for $name {
            fn strict<'de, D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::serde::Deserializer<'de>,
            {
                let (text, is_number) = $crate::wire::strict_id(deserializer)?;
                Ok(Self { text, is_number })
            }

            fn lenient(raw: &$crate::wire::RawValue) -> Option<Self> {
                let (text, is_number) = $crate::wire::lenient_id(raw)?;
                Some(Self { text, is_number })
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
            where
                S: $crate::serde::Serializer,
            {
                $crate::wire::serialize_id(&self.text, self.is_number, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::serde::Deserializer<'de>,
            {
                let raw = <Box<$crate::wire::RawValue> as $crate::serde::Deserialize>::deserialize(deserializer)?;
                <Self as $crate::wire::WireValue>::lenient(&raw)
                    .ok_or_else(|| $crate::serde::de::Error::custom("an id is a number or a text"))
            }
        }
    };
}
