//! Ctrl-C, and what else asks the tool to end: all are heard alike.

#[cfg(unix)]
pub(crate) use self::unix::Signals;
#[cfg(not(unix))]
pub(crate) use other::Signals;

#[cfg(unix)]
mod unix {
    use std::future::{pending, poll_fn};
    use std::task::Poll;

    use tokio::signal::unix::{Signal, SignalKind, signal};

    /// The signals that ask for an end: interrupt, terminate, and hang up unless `nohup` has it
    /// ignored.
    #[derive(Debug)]
    pub(crate) struct Signals(Vec<Signal>);

    impl Signals {
        /// Hears from now on; a signal that cannot be heard ends the process as ever.
        pub(crate) fn listen() -> Self {
            let mut kinds = vec![SignalKind::interrupt(), SignalKind::terminate()];
            if !hangup_is_ignored() {
                kinds.push(SignalKind::hangup());
            }
            Self(
                kinds
                    .into_iter()
                    .filter_map(|kind| signal(kind).ok())
                    .collect(),
            )
        }

        /// Waits for the first of them.
        pub(crate) async fn any(&mut self) {
            if self.0.is_empty() {
                return pending().await;
            }
            poll_fn(|task| {
                let heard = self
                    .0
                    .iter_mut()
                    .any(|signal| matches!(signal.poll_recv(task), Poll::Ready(Some(()))));
                if heard {
                    Poll::Ready(())
                } else {
                    Poll::Pending
                }
            })
            .await;
        }
    }

    /// Who starts a program with `nohup` wants it to go on. Linux tells; elsewhere it is not known.
    fn hangup_is_ignored() -> bool {
        std::fs::read_to_string("/proc/self/status").is_ok_and(|status| ignores_hangup(&status))
    }

    fn ignores_hangup(status: &str) -> bool {
        status
            .lines()
            .find_map(|line| line.strip_prefix("SigIgn:"))
            .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
            // SIGHUP is signal 1, the lowest bit.
            .is_some_and(|mask| mask & 1 == 1)
    }

    #[cfg(test)]
    mod tests {
        use super::ignores_hangup;

        #[test]
        fn the_lowest_bit_is_hang_up() {
            assert!(ignores_hangup("Name:\tkcsec\nSigIgn:\t0000000000001001\n"));
            for other in ["SigIgn:\t0000000000001000\n", "SigIgn:\n", ""] {
                assert!(!ignores_hangup(other), "{other}");
            }
        }
    }
}

#[cfg(not(unix))]
mod other {
    /// Ctrl-C.
    #[derive(Debug)]
    pub(crate) struct Signals;

    impl Signals {
        pub(crate) fn listen() -> Self {
            Self
        }

        /// Waits for it.
        pub(crate) async fn any(&mut self) {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}
