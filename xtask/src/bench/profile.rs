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
| the boxed future of a sent request: 2,112 bytes, too large for the allocator's quick lists | what needs no waiting is done before it is made, and the request stands in it once: 456 bytes | fewer cache misses at 500 at once |
| the future of a call: 1,856 bytes, with the attempt in it twice | the attempt stays where it is pinned, and is gone before a pause: 1,280 bytes | the same |
| a map of headers with room for ten: 1,248 bytes, too large for the quick lists as well | room for six, which all calls but signed ones need | about 4 % of the time of a verification at 500 at once |
| headers cloned on every call, for the case that an error must be cleaned of secrets | only the values that a signer marks are kept, and a scrubber is made when there is a message to clean | fewer allocations than by hand |
| untagged enums in the integrity answer, which copy every value before looking at it | visitors | 6,200 fewer |

The target is percent-encoded into one piece of 256 bytes, and an answer that comes in one piece is
not copied at all; a larger one is copied once, into a buffer of the announced length within the
limit.

**Signature.** The HMAC state after the key is prepared once and copied at the level of blocks,
without the buffer that a cloned `Hmac` carries and wipes. Pieces of the string go straight into the
hash; the timestamp is written on the stack. What is left above the bare compressions is about 150 ns:
a third of it makes the three header values (two allocations, and `http` looks at each byte of them),
the rest pads, copies into blocks and wipes the states on leaving them. Where the processor has SHA
instructions, as here, the compressions are so quick that this is nearly as much again. Tried without
gain: joining the pieces in one buffer, so that several blocks are compressed at a time, and a library
for the digits of the timestamp. Header values without the look at each byte would need unsafe code,
and states that are not wiped would leave traces of the key.

**Decoding.** Straight from the bytes into the typed answer, no `Value` and no `flatten`. Words of a
known set become enums without an allocation, which is why it takes less time than texts in plain
structs, although numbers are also read from texts and dates are parsed. The details of a report are
not documented and stay JSON: both sides build the same `Value`s, which are most of its time and of
its memory.

**Token.** A fresh token is read under a lock that is held for a comparison with the clock and the
copy of a pointer. What it costs beyond that is the boxed future of the `Signer` trait.

**Many calls.** Details: 64 calls are always under way, in one task. The ideal knows no work and no
waking: between a request and its answer threads of two processes are woken one after another, on two
cores, which bare reqwest, 64 at once, pays as well (the row below it). A second round of
answers kept ready, so that none waits for the one before it, won nothing here, cost memory, and was
taken out again. Pages: two at a time, so
half the round trips; what is above a half is the first page and decoding.

**Integrity.** The other side has the same limits and the same number of instructions (the row of one
at a time). What is missing from its throughput at 500 at once is memory: a simulated cache of 2 MB
(`callgrind --cache-sim`) counts 327 misses a call beside 291, in the state that a call keeps while it
waits so that it can be classified, cleaned of secrets and signed again. The lines of the table above
about sizes were won from that. What was not done: a future without the box around
the transport, which would make the transport's type part of every client. Raw hyper has no pool, no
URL, no time-out and no limit; it is there to show what those cost in any client.

**Dependencies.** Beyond reqwest with the same features (rustls, HTTP/2, gzip) there are the crates
themselves, serde and serde_json, chrono, httpdate and async-trait. HTTP/2 and gzip are 17 crates
by themselves; they stay: a summary of a thousand servers shrinks to a tenth on its way, and under
TLS one connection serves any number of calls.
"#;
