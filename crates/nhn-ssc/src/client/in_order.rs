use std::collections::BTreeMap;
use std::future::Future;

use futures_core::Stream;
use futures_util::stream::{self, FuturesUnordered};
use futures_util::{FutureExt as _, StreamExt as _};

/// How many rounds may be started before the first of their work is given out.
const ROUNDS_AHEAD: u64 = 2;

/// Does the work, so much at a time, and gives out what it came to in the order of its beginning.
///
/// Work that takes long holds back the rest only once a whole round is done behind it.
pub(super) fn in_order<W>(
    work: W,
    at_a_time: usize,
) -> impl Stream<Item = <W::Item as Future>::Output>
where
    W: Iterator<Item: Future>,
{
    let in_order = InOrder {
        work,
        begin: |number, work: W::Item| work.map(move |output| (number, output)),
        at_a_time: at_a_time.max(1),
        under_way: FuturesUnordered::new(),
        done: BTreeMap::new(),
        begun: 0,
        given: 0,
    };
    stream::unfold(in_order, |mut in_order| async move {
        let output = in_order.next().await?;
        Some((output, in_order))
    })
}

struct InOrder<W, B, Numbered, T> {
    work: W,
    begin: B,
    at_a_time: usize,
    under_way: FuturesUnordered<Numbered>,
    done: BTreeMap<u64, T>,
    begun: u64,
    given: u64,
}

impl<W, B, Numbered, T> InOrder<W, B, Numbered, T>
where
    W: Iterator,
    B: Fn(u64, W::Item) -> Numbered,
    Numbered: Future<Output = (u64, T)>,
{
    async fn next(&mut self) -> Option<T> {
        loop {
            self.begin_more();
            if let Some(output) = self.done.remove(&self.given) {
                self.given += 1;
                return Some(output);
            }
            let (number, output) = self.under_way.next().await?;
            self.done.insert(number, output);
        }
    }

    fn begin_more(&mut self) {
        while self.under_way.len() < self.at_a_time
            && self.begun - self.given < ROUNDS_AHEAD * self.at_a_time as u64
            && let Some(work) = self.work.next()
        {
            self.under_way.push((self.begin)(self.begun, work));
            self.begun += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::time::Duration;

    use tokio::time::{Instant, sleep};

    use super::*;

    /// Does work of that many seconds each; what was given out, and how long all took.
    async fn done(seconds: &[u64], at_a_time: usize) -> (Vec<usize>, u64, usize) {
        let started = Instant::now();
        let (under_way, most) = (RefCell::new(0), RefCell::new(0));
        let work = seconds.iter().enumerate().map(|(number, seconds)| {
            let (under_way, most) = (&under_way, &most);
            async move {
                *under_way.borrow_mut() += 1;
                let now = *under_way.borrow();
                most.replace_with(|most| now.max(*most));
                sleep(Duration::from_secs(*seconds)).await;
                *under_way.borrow_mut() -= 1;
                number
            }
        });
        let given = in_order(work, at_a_time).collect().await;
        (given, started.elapsed().as_secs(), most.into_inner())
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_done_comes_in_order_and_never_too_much_at_a_time() {
        for at_a_time in [0, 1, 2, 3, 10] {
            let (given, _, most) = done(&[5, 1, 1, 3, 2, 2, 4], at_a_time).await;
            assert_eq!(given, [0, 1, 2, 3, 4, 5, 6]);
            assert_eq!(most, at_a_time.clamp(1, 7), "{at_a_time}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_takes_long_does_not_hold_back_the_others() {
        // The long one has a place of its own, the other does the rest meanwhile.
        assert_eq!(done(&[3, 1, 1, 1], 2).await.1, 3);
        assert_eq!(done(&[], 2).await, (vec![], 0, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_than_two_rounds_wait_to_be_given_out() {
        let begun = RefCell::new(0);
        let work = (0..100).map(|number| {
            *begun.borrow_mut() += 1;
            async move {
                if number == 0 {
                    sleep(Duration::from_secs(9)).await;
                }
                number
            }
        });
        let mut given = std::pin::pin!(in_order(work, 4));
        assert_eq!(given.next().await, Some(0));
        assert!(*begun.borrow() <= 8, "{}", begun.borrow());
    }
}
