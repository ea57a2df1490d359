//! What the profile shows, in words: written by hand, beside the figures that it explains.

pub(super) const TEXT: &str = r#"
## What the profile shows

Figures of this section are from the profiles that led to the changes (callgrind, and `perf record`
of `bench-loads profile=ours` and `profile=by-hand`); those of today stand in the table.

**One call.** Of some 200,000 instructions of a summary call, nine tenths are reqwest's, hyper's and
the kernel interface's, the same on both sides. What is ours beside them:

| where | what was done | instructions a call |
| --- | --- | --- |
| parsing the URL: scheme, host and port are the same in every call, and reqwest's `Url` reads them through IDNA each time | the first four origins are kept parsed, path and query are set on a copy, and the result is still compared byte for byte with what was signed | 4,100 fewer |
| growing that copy | what is copied has room for a path of 256 bytes, so that nothing is allocated twice | 1,600 fewer |
| the boxed future of a sent request: 2,112 bytes, too large for the allocator's quick lists | what needs no waiting is done before it is made: 696 bytes | fewer cache misses at 500 at once; processor time a verification from 1.07 to about 1.03 of reqwest's |
| headers cloned on every call, for the case that an error must be cleaned of secrets | only the values that a signer marks are kept, and a scrubber is made when there is a message to clean | fewer allocations than by hand |
| untagged enums in the integrity answer, which copy every value before looking at it | visitors | 6,200 fewer |

Headers stand in a map that is made large enough at once, the target is percent-encoded into one
piece of 256 bytes, and an answer that comes in one piece is not copied at all; a larger one is
copied once, into a buffer of the announced length within the limit.

**Signature.** The HMAC state after the key is prepared once and copied at the level of blocks,
without the buffer that a cloned `Hmac` carries and wipes. Pieces of the string go straight into the
hash; the timestamp is written on the stack. What is left above the bare compressions is padding,
copying into blocks and three header values, one of them a counted reference.

**Decoding.** Straight from the bytes into the typed answer, no `Value` and no `flatten`. Words of a
known set become enums without an allocation, which is why it takes less time than texts in plain
structs, although numbers are also read from texts and dates are parsed. The details of a report are
not documented and stay JSON: both sides build the same `Value`s, which are most of its time and of
its memory.

**Token.** A fresh token is read through `arc-swap`: a load of a pointer and a comparison with the
clock, no lock. What it costs beyond the bare load is the clock and the boxed future of the `Signer`
trait. The waits in the table are those of the threads' start and end: reads cause none.

**Many calls.** Details: 64 calls are always under way, in one task; what is above the ideal is the
work of sending and decoding, and the server's share of the same cores. Pages: two at a time, so
half the round trips; what is above a half is the first page and decoding.

**Integrity.** The other side has the same limits. The rest is what a verification does beside the
read: refusing what is no token, wiping it, two more looks at the clock, the policy. Raw hyper has no
pool, no URL, no time-out and no limit; it is there to show what those cost in any client.

**Dependencies.** Beyond reqwest with the same features (rustls, HTTP/2, gzip) there are the crates
themselves, serde and serde_json, chrono, httpdate and async-trait. HTTP/2 and gzip are 17 crates
by themselves; they stay: a summary of a thousand servers shrinks to a tenth on its way, and under
TLS one connection serves any number of calls.
"#;
