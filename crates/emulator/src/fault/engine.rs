//! Which faults happen to which request.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::kind::Fault;
use super::rule::FaultRule;
use crate::operation::Operation;
use crate::rng::Rng;

/// What is to go wrong with one request.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Faults that add up.
    pub(crate) joined: Vec<Fault>,
    /// The fault that ends the call.
    pub(crate) end: Option<Fault>,
}

impl Plan {
    pub(crate) fn acts(&self) -> bool {
        self.end.as_ref().is_none_or(Fault::acts)
    }

    /// How much later the answer comes.
    pub(crate) fn latency(&self) -> Option<Duration> {
        let each = self.joined.iter().filter_map(|fault| match fault {
            Fault::Latency { milliseconds } => Some(*milliseconds),
            _ => None,
        });
        let sum = each.fold(0, u64::saturating_add);
        (sum > 0).then(|| Duration::from_millis(sum))
    }

    /// How much further the gateway's clock is off.
    pub(crate) fn clock_offset_ms(&self) -> i64 {
        let each = self.joined.iter().map(|fault| match fault {
            Fault::ClockOffset { milliseconds } => *milliseconds,
            _ => 0,
        });
        each.fold(0, i64::saturating_add)
    }

    /// The name to show in the log.
    pub(crate) fn name(&self) -> Option<&'static str> {
        self.end
            .as_ref()
            .or_else(|| self.joined.first())
            .map(Fault::name)
    }
}

#[derive(Debug)]
pub(crate) struct FaultEngine {
    inner: Mutex<Inner>,
    /// So many rules are there: without any, a request costs one look.
    armed: AtomicUsize,
    /// So many of them act before a request is read.
    unread: AtomicUsize,
}

#[derive(Debug)]
struct Inner {
    rules: Vec<Live>,
    last_id: u64,
    rng: Rng,
}

#[derive(Debug)]
struct Live {
    id: u64,
    rule: FaultRule,
    seen: u64,
    happened: u64,
}

impl Live {
    fn concerns(&self, operation: Operation) -> bool {
        let any = operation != Operation::Unknown;
        self.rule
            .operation
            .map_or(any, |wanted| wanted == operation)
            && !matches!(self.rule.fault, Fault::ConnectionRefused { .. })
    }

    fn happens(&mut self, rng: &mut Rng) -> bool {
        self.seen += 1;
        let happens = self.seen > self.rule.after
            && !self.is_spent()
            && self
                .rule
                .probability
                .is_none_or(|probability| rng.unit() < probability);
        self.happened += u64::from(happens);
        happens
    }

    fn is_spent(&self) -> bool {
        self.rule.times.is_some_and(|times| self.happened >= times)
    }
}

impl FaultEngine {
    pub(crate) fn new(seed: u64) -> Self {
        let inner = Inner {
            rules: Vec::new(),
            last_id: 0,
            rng: Rng::new(seed),
        };
        Self {
            inner: Mutex::new(inner),
            armed: AtomicUsize::new(0),
            unread: AtomicUsize::new(0),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn recount(&self, inner: &Inner) {
        let unread = |live: &&Live| matches!(live.rule.fault, Fault::ResetBeforeRead);
        self.unread
            .store(inner.rules.iter().filter(unread).count(), Ordering::Release);
        self.armed.store(inner.rules.len(), Ordering::Release);
    }

    pub(crate) fn add(&self, rule: FaultRule) -> u64 {
        let mut inner = self.lock();
        inner.last_id += 1;
        let id = inner.last_id;
        inner.rules.push(Live {
            id,
            rule,
            seen: 0,
            happened: 0,
        });
        self.recount(&inner);
        id
    }

    /// Removes a rule and returns it.
    pub(crate) fn remove(&self, id: u64) -> Option<FaultRule> {
        let mut inner = self.lock();
        let place = inner.rules.iter().position(|live| live.id == id)?;
        let removed = inner.rules.remove(place);
        self.recount(&inner);
        Some(removed.rule)
    }

    pub(crate) fn clear(&self) {
        let mut inner = self.lock();
        inner.rules.clear();
        self.recount(&inner);
    }

    pub(crate) fn reseed(&self, seed: u64) {
        self.lock().rng = Rng::new(seed);
    }

    /// The rules with their number and how often they happened.
    pub(crate) fn rules(&self) -> Vec<(u64, FaultRule, u64)> {
        let inner = self.lock();
        inner
            .rules
            .iter()
            .map(|live| (live.id, live.rule.clone(), live.happened))
            .collect()
    }

    /// Whether some fault must see a request before it is read.
    pub(crate) fn wants_request_lines(&self) -> bool {
        self.unread.load(Ordering::Acquire) > 0
    }

    /// Whether a request for this call is to be cut off unread.
    pub(crate) fn cuts_unread(&self, operation: Operation) -> bool {
        let mut inner = self.lock();
        let Inner { rules, rng, .. } = &mut *inner;
        let cut = rules.iter_mut().any(|live| {
            matches!(live.rule.fault, Fault::ResetBeforeRead)
                && live.concerns(operation)
                && live.happens(rng)
        });
        inner.rules.retain(|live| !live.is_spent());
        self.recount(&inner);
        cut
    }

    /// What is to go wrong with this request.
    ///
    /// `looked` says that the faults before the reading have had their chance already.
    pub(crate) fn plan(&self, operation: Operation, looked: bool) -> Option<Plan> {
        if self.armed.load(Ordering::Acquire) == 0 {
            return None;
        }
        let mut plan = Plan::default();
        let mut inner = self.lock();
        let Inner { rules, rng, .. } = &mut *inner;
        for live in rules.iter_mut().filter(|live| live.concerns(operation)) {
            if looked && matches!(live.rule.fault, Fault::ResetBeforeRead) {
                continue;
            }
            if live.rule.fault.joins() {
                if live.happens(rng) {
                    plan.joined.push(live.rule.fault.clone());
                }
            } else if plan.end.is_none() && live.happens(rng) {
                plan.end = Some(live.rule.fault.clone());
            }
        }
        inner.rules.retain(|live| !live.is_spent());
        self.recount(&inner);
        drop(inner);
        plan.name().is_some().then_some(plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reset() -> FaultRule {
        FaultRule::new(Fault::ResetAfterRead { acted: false })
    }

    #[test]
    fn a_rule_counts_only_its_own_calls_and_then_ends() {
        let engine = FaultEngine::new(1);
        engine.add(reset().on(Operation::Summary).after(1).times(2));
        assert!(engine.plan(Operation::Details, true).is_none());
        let happened: Vec<_> = (0..5)
            .map(|_| engine.plan(Operation::Summary, true).is_some())
            .collect();
        assert_eq!(happened, [false, true, true, false, false]);
        assert!(engine.rules().is_empty());
    }

    #[test]
    fn probability_follows_the_seed() {
        let draw = |seed| {
            let engine = FaultEngine::new(seed);
            engine.add(reset().probability(0.3));
            (0..1_000)
                .map(|_| engine.plan(Operation::Summary, true).is_some())
                .collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        let happened = draw(7).into_iter().filter(|happened| *happened).count();
        assert!((200..400).contains(&happened), "{happened}");
    }

    #[test]
    fn one_end_and_all_that_join_it() {
        let engine = FaultEngine::new(1);
        engine.add(FaultRule::new(Fault::Latency { milliseconds: 5 }));
        engine.add(reset().times(1));
        engine.add(FaultRule::new(Fault::TruncatedBody));
        let first = engine.plan(Operation::Summary, true).unwrap_or_default();
        assert_eq!(first.end, Some(Fault::ResetAfterRead { acted: false }));
        assert_eq!(first.joined.len(), 1);
        let second = engine.plan(Operation::Summary, true).unwrap_or_default();
        assert_eq!(second.end, Some(Fault::TruncatedBody));
    }
}
