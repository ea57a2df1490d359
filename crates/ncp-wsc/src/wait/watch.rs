use std::time::Duration;

use futures_core::Stream;
use futures_util::future::{Either, select};
use futures_util::stream;

use super::verdict::{Verdict, judge};
use super::{Progress, Settings, WaitError, WaitEvent};
use crate::client::Finder;
use crate::{Error, Job};

/// So many looks in a row may fail before the wait does.
const MOST_FAILURES: u32 = 5;

/// A look gets this long even when the time is up, so that the last one can tell something.
const SHORTEST_LOOK: Duration = Duration::from_secs(10);

pub(super) fn events(
    settings: Settings,
) -> impl Stream<Item = Result<WaitEvent, WaitError>> + Send {
    stream::unfold(Some(Watch::new(settings)), |watch| async move {
        let mut watch = watch?;
        let event = watch.next().await;
        let goes_on = matches!(event, Ok(WaitEvent::Progress(_)));
        Some((event, goes_on.then_some(watch)))
    })
}

struct Watch {
    settings: Settings,
    finder: Finder,
    started: Duration,
    // The pause before the next look; none before the first.
    pause: Option<Duration>,
    looks: u32,
    failures: u32,
    last: Option<Job>,
}

/// What one look came to.
enum Look {
    Ended(Job, Verdict),
    GoesOn(Job),
    Missing,
    TooSlow,
}

impl Watch {
    fn new(settings: Settings) -> Self {
        Self {
            finder: Finder::new(settings.client.clone(), settings.id.clone()),
            started: Duration::ZERO,
            pause: None,
            looks: 0,
            failures: 0,
            last: None,
            settings,
        }
    }

    async fn next(&mut self) -> Result<WaitEvent, WaitError> {
        let runtime = self.settings.client.runtime();
        match self.pause {
            Some(pause) => runtime.sleep.sleep(pause).await,
            None => self.started = runtime.clock.monotonic(),
        }
        let look = self.look().await;
        self.looks = self.looks.saturating_add(1);
        let failure = match look {
            Ok(Look::Ended(job, verdict)) => return ended(job, verdict),
            Ok(Look::GoesOn(job)) => {
                self.last = Some(job);
                None
            }
            Ok(Look::Missing) if self.is_lost() => {
                return Err(WaitError::NotFound {
                    id: self.settings.id.clone(),
                    last: self.last.take().map(Box::new),
                });
            }
            // A job that was there is billed and goes on: that one look misses it is a failed look.
            Ok(Look::Missing) if self.last.is_some() => {
                self.failures += 1;
                return self.go_on(None);
            }
            Ok(Look::Missing | Look::TooSlow) => None,
            Err(error) if !error.is_retryable() || self.failures + 1 >= MOST_FAILURES => {
                return Err(error.into());
            }
            Err(error) => Some(error),
        };
        self.failures = failure.as_ref().map_or(0, |_| self.failures + 1);
        self.go_on(failure)
    }

    /// Whether a look that misses the job ends the wait: at the end of the grace if it was never
    /// seen, otherwise as the last of several failed looks in a row.
    fn is_lost(&self) -> bool {
        match self.last {
            None => self.elapsed() >= self.settings.grace,
            Some(_) => self.failures + 1 >= MOST_FAILURES,
        }
    }

    async fn look(&mut self) -> Result<Look, Error> {
        let left = self.settings.deadline.saturating_sub(self.elapsed());
        let client = self.settings.client.clone();
        let time_is_up = client.runtime().sleep.sleep(left.max(SHORTEST_LOOK));
        let look = std::pin::pin!(async {
            let Some(job) = self.finder.look().await? else {
                return Ok(Look::Missing);
            };
            Ok(match judge(&client, &job).await? {
                Verdict::GoesOn => Look::GoesOn(job),
                verdict => Look::Ended(job, verdict),
            })
        });
        match select(look, time_is_up).await {
            Either::Left((look, _)) => look,
            Either::Right(((), _)) => Ok(Look::TooSlow),
        }
    }

    fn go_on(&mut self, failure: Option<Error>) -> Result<WaitEvent, WaitError> {
        let elapsed = self.elapsed();
        let left = self.settings.deadline.saturating_sub(elapsed);
        if left.is_zero() {
            return Err(WaitError::DeadlinePassed {
                id: self.settings.id.clone(),
                after: self.settings.deadline,
                last: self.last.take().map(Box::new),
            });
        }
        let pause = match self.pause {
            Some(pause) => pause.mul_f64(1.5).min(self.settings.longest_interval),
            None => self.settings.first_interval,
        };
        let mut pause = pause.min(left);
        let grace_left = self.settings.grace.saturating_sub(elapsed);
        if self.last.is_none() && !grace_left.is_zero() {
            // Whoever waits for a wrong id hears of it when the grace is over, not later.
            pause = pause.min(grace_left);
        }
        self.pause = Some(pause);
        let progress = Progress {
            job: self.last.clone(),
            looks: self.looks,
            elapsed,
            next_look_in: pause,
            failure,
        };
        if let Some(report) = &mut self.settings.on_progress {
            report(&progress);
        }
        Ok(WaitEvent::Progress(progress))
    }

    fn elapsed(&self) -> Duration {
        let now = self.settings.client.runtime().clock.monotonic();
        now.saturating_sub(self.started)
    }
}

fn ended(job: Job, verdict: Verdict) -> Result<WaitEvent, WaitError> {
    Err(match verdict {
        Verdict::Finished | Verdict::GoesOn => return Ok(WaitEvent::Finished(job)),
        Verdict::Expired => WaitError::Expired(Box::new(job)),
        Verdict::Failed => WaitError::Failed(Box::new(job)),
        Verdict::Cancelled => WaitError::Cancelled(Box::new(job)),
        Verdict::Stopped => WaitError::Stopped(Box::new(job)),
    })
}
