/// Something that may never break: where it stands, what stands there without it, and the test
/// that must then fail.
pub(super) struct Guard {
    pub(super) name: &'static str,
    pub(super) file: &'static str,
    pub(super) code: &'static str,
    pub(super) instead: &'static str,
    /// What follows `cargo test`.
    pub(super) test: &'static str,
}

const CLIENTS: &str = "crates/transport-core/src/http/clients.rs";
const BODY: &str = "crates/transport-core/src/http/body.rs";

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "redirects are not followed",
        file: CLIENTS,
        code: "redirect::Policy::none()",
        instead: "redirect::Policy::limited(3)",
        test: "-p transport-core --test hardening redirects",
    },
    Guard {
        name: "no referer is sent",
        file: CLIENTS,
        code: ".redirect(redirect::Policy::none())\n        .referer(false)",
        instead: ".redirect(redirect::Policy::limited(3))\n        .referer(true)",
        test: "-p transport-core --test hardening redirects",
    },
    Guard {
        name: "the HTTP library repeats nothing by itself",
        file: CLIENTS,
        code: ".retry(retry::never())",
        instead: "",
        test: "-p transport-core --test hardening http2",
    },
    Guard {
        name: "loopback is never reached through a proxy",
        file: "crates/transport-core/src/http/reqwest_transport.rs",
        code: "direct: options.direct || loopback",
        instead: "direct: options.direct",
        test: "-p transport-core --test hardening routes",
    },
    Guard {
        name: "what is signed is what is sent",
        file: "crates/transport-core/src/http/reqwest_transport.rs",
        code: ".filter(|url| url.as_str() == text)",
        instead: "",
        test: "-p transport-core --test hardening",
    },
    Guard {
        name: "plain http goes to loopback only",
        file: "crates/transport-core/src/endpoint.rs",
        code: "url.scheme() == \"http\" && !loopback && !plain_http_anywhere",
        instead: "false",
        test: "-p transport-core --lib endpoint",
    },
    Guard {
        name: "the effect decides about repeats",
        file: "crates/transport-core/src/call/repeat.rs",
        code: "RetryClass::IfSafe => effect.is_repeatable() || classified.not_received,",
        instead: "RetryClass::IfSafe => { let _ = effect; true }",
        test: "-p reliability --test matrix",
    },
    Guard {
        name: "an outcome that is unknown is said to be",
        file: "crates/transport-core/src/call/classify/mod.rs",
        code: "!effect.is_repeatable() && !certain;",
        instead: "false && !certain;",
        test: "-p reliability --test billing no_scan_is_billed_twice",
    },
    Guard {
        name: "a billed call takes a fresh connection",
        file: "crates/transport-core/src/call/attempt.rs",
        code: "Effect::Bills => Connection::Fresh",
        instead: "Effect::Bills => Connection::Pooled",
        test: "-p transport-core --test hardening connections",
    },
    Guard {
        name: "each attempt is signed anew",
        file: "crates/transport-core/src/call/attempt.rs",
        code: ".sign(&mut parts, timestamp(signed_at))",
        instead: ".sign(&mut parts, { static FIRST: std::sync::OnceLock<SystemTime> = \
                  std::sync::OnceLock::new(); *FIRST.get_or_init(|| timestamp(signed_at)) })",
        test: "-p reliability --test clock",
    },
    Guard {
        name: "an announced answer has a size limit",
        file: BODY,
        code: "announced.is_some_and(|length| length > limit as u64)",
        instead: "announced.is_some_and(|length| length > u64::MAX - limit as u64)",
        test: "-p transport-core --test hardening bodies",
    },
    Guard {
        name: "a growing answer has a size limit",
        file: BODY,
        code: "        if chunk.len() > limit - body.len() {",
        instead: "        if false {",
        test: "-p transport-core --test hardening bodies",
    },
    Guard {
        name: "Retry-After has a bound",
        file: "crates/transport-core/src/call/repeat.rs",
        code: "Some(asked) => asked.min(LONGEST_PAUSE)",
        instead: "Some(asked) => asked",
        test: "-p transport-core --test repeats pauses",
    },
    Guard {
        name: "a segment cannot be empty, . or ..",
        file: "crates/transport-core/src/call/request.rs",
        code: "matches!(value, \"\" | \".\" | \"..\")",
        instead: "value == \"\\u{0}\"",
        test: "-p transport-core --lib request",
    },
    Guard {
        name: "success is isSuccessful",
        file: "crates/transport-core/src/envelope/nhn.rs",
        code: "(!self.is_successful).then(",
        instead: "(self.result_code != Some(0)).then(",
        test: "-p nhn-appguard",
    },
    Guard {
        name: "credentials in headers are marked sensitive",
        file: "crates/auth-core/src/signers/mod.rs",
        code: "value.set_sensitive(true);",
        instead: "value.set_sensitive(false);",
        test: "-p auth-core --all-features --test suite",
    },
    Guard {
        name: "a secret is not printed",
        file: "crates/auth-core/src/secret.rs",
        code: "f.write_str(\"[redacted]\")",
        instead: "f.write_str(&self.0)",
        test: "-p auth-core --all-features --test suite secrets",
    },
    Guard {
        name: "what a service repeats is scrubbed",
        file: "crates/transport-core/src/call/attempt.rs",
        code: "Scrubber::new(self.secrets, &self.credentials)",
        instead: "Scrubber::new(&[], &[])",
        test: "-p transport-core",
    },
    Guard {
        name: "one token issue for all who wait",
        file: "crates/auth-core/src/cache/flight.rs",
        code: "state.under_way.as_ref().and_then(WeakShared::upgrade)",
        instead: "state.under_way.as_ref().and_then(WeakShared::upgrade).filter(|_| false)",
        test: "-p auth-core --all-features --test suite token_first",
    },
    Guard {
        name: "exactly the refused token is dropped",
        file: "crates/auth-core/src/cache/mod.rs",
        code: "Some(entry) if entry.generation() == generation => {",
        instead: "Some(entry) => { let _ = generation;",
        test: "-p auth-core --all-features --test suite token_refused",
    },
    Guard {
        name: "a creation is never sent again",
        file: "crates/ncp-wsc/src/service.rs",
        code: "Method::PUT, Effect::Bills",
        instead: "Method::PUT, Effect::Idempotent",
        test: "-p reliability --test matrix",
    },
    Guard {
        name: "a read that consumes is never sent again",
        file: "crates/nhn-integrity/src/operations.rs",
        code: "effect: Effect::Consumes",
        instead: "effect: Effect::Read",
        test: "-p reliability --test matrix",
    },
];
