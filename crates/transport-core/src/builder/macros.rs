/// Writes the setters of a `ClientBuilder`, which holds a
/// [`ClientConfig`](crate::builder::ClientConfig).
#[macro_export]
#[doc(hidden)]
macro_rules! __client_setters {
    ($builder:ident: $($setter:ident),*) => {
        impl $builder {
            /// Reads what is not set here from these settings.
            #[must_use]
            pub fn with_settings(mut self, settings: $crate::Settings) -> Self {
                self.config.settings = Some(settings);
                self
            }

            /// Sets the zone; the public one by default.
            #[must_use]
            pub fn with_zone(mut self, zone: $crate::Zone) -> Self {
                self.config.zone = Some(zone);
                self
            }

            /// Sets where the service is reached, whatever the zone.
            #[must_use]
            pub fn with_endpoint(mut self, endpoint: $crate::Endpoint) -> Self {
                self.config.endpoint = Some(endpoint);
                self
            }

            /// Allows plain `http` to the host of that name where the settings name it as the
            /// endpoint: credentials then travel in the clear.
            #[must_use]
            pub fn with_plain_http(mut self, host: impl Into<String>) -> Self {
                self.config.plain_http_hosts.push(host.into());
                self
            }

            /// Sets timeouts, limits, proxy and roots.
            #[must_use]
            pub fn with_options(mut self, options: $crate::ClientOptions) -> Self {
                self.config.options = options;
                self
            }

            $( $crate::__client_setters!(@$setter); )*
        }
    };
    (@appkey) => {
        /// Sets the service's Appkey.
        #[must_use]
        pub fn with_appkey(mut self, appkey: $crate::auth::Appkey) -> Self {
            self.config.appkey = Some(appkey);
            self
        }
    };
    (@user_access_key) => {
        /// Sets the NHN Cloud key.
        #[must_use]
        pub fn with_user_access_key(mut self, key: $crate::auth::UserAccessKey) -> Self {
            self.config.user_access_key = Some(key);
            self
        }
    };
    (@signer) => {
        /// Signs with this signer in place of the credentials.
        #[must_use]
        pub fn with_signer(mut self, signer: std::sync::Arc<dyn $crate::auth::Signer>) -> Self {
            self.config.signer = Some(signer);
            self
        }
    };
    (@token) => {
        /// Sets where the token service is reached.
        #[must_use]
        pub fn with_oauth_endpoint(mut self, endpoint: $crate::Endpoint) -> Self {
            self.config.oauth_endpoint = Some(endpoint);
            self
        }

        /// Sends the token without the word `Bearer`, as this service's own guide writes it; the
        /// token service's guide, which is followed otherwise, writes it with.
        #[must_use]
        pub fn with_raw_token(mut self) -> Self {
            self.config.raw_token = true;
            self
        }
    };
    (@ncp) => {
        /// Signs with this key pair.
        #[must_use]
        pub fn with_credentials(mut self, credentials: $crate::auth::NcpCredentials) -> Self {
            self.config.credentials = Some(credentials);
            self
        }

        /// Signs with what this source finds, asked at the first call and again when it expires.
        #[must_use]
        pub fn with_credential_source(
            mut self,
            source: std::sync::Arc<dyn $crate::auth::NcpCredentialSource>,
        ) -> Self {
            self.config.credential_source = Some(source);
            self
        }
    };
}

/// Writes what every `Client` can do besides its operations; it holds an `api:
/// `[`ApiClient`](crate::ApiClient).
#[macro_export]
#[doc(hidden)]
macro_rules! __client_methods {
    ($client:ident) => {
        impl $client {
            /// Starts a client of which nothing is set.
            pub fn builder() -> ClientBuilder {
                ClientBuilder::default()
            }

            /// A client as the environment says; [`Settings`](crate::Settings) lists the variables.
            ///
            /// # Errors
            ///
            /// When a setting is missing or cannot be used; the error names it.
            pub fn from_env() -> Result<Self, $crate::ConfigError> {
                Self::from_settings($crate::Settings::from_env())
            }

            /// A client as these settings say.
            ///
            /// # Errors
            ///
            /// When a setting is missing or cannot be used; the error names it.
            pub fn from_settings(settings: $crate::Settings) -> Result<Self, $crate::ConfigError> {
                Self::builder().with_settings(settings).build()
            }

            /// The same client with other timeouts and limits, for one call or many; everything
            /// else stays shared.
            #[must_use]
            pub fn with_call_options(&self, options: $crate::CallOptions) -> Self {
                let mut client = self.clone();
                client.api = client.api.with_call_options(options);
                client
            }

            /// Where the calls go.
            pub fn endpoint(&self) -> &$crate::Endpoint {
                self.api.endpoint()
            }

            /// How far the service's clock was found ahead of this machine's, in milliseconds; 0
            /// until a rejected call showed a difference.
            pub fn clock_offset_millis(&self) -> i64 {
                self.api.clock_offset_millis()
            }
        }
    };
}
