//! Which faults happen to which request.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::kind::Fault;
use super::rule::FaultRule;
use crate::operation::Operation;
use crate::quirks::{Quirks, RowOrder};
use crate::rng::Rng;

/// A request as far as rules look at it.
pub(crate) struct Subject<'a> {
    pub(crate) operation: Operation,
    pub(crate) now_ms: i64,
    /// A parameter of the request by its name.
    pub(crate) parameter: &'a dyn Fn(&str) -> Option<String>,
}

/// What is to go wrong with one request.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Faults that add up.
    pub(crate) combined: Vec<Fault>,
    /// The fault that decides the response.
    pub(crate) end: Option<Fault>,
    /// What the faults ask of the service itself.
    pub(crate) quirks: Quirks,
}

impl Plan {
    pub(crate) fn executes(&self) -> bool {
        self.end.as_ref().is_none_or(Fault::executes)
    }

    /// How much later the response comes.
    pub(crate) fn latency(&self) -> Option<Duration> {
        self.sum(|fault| match fault {
            Fault::Latency { milliseconds } => *milliseconds,
            _ => 0,
        })
    }

    /// How long the request waits before it is handled.
    pub(crate) fn delay(&self) -> Option<Duration> {
        self.sum(|fault| match fault {
            Fault::Delay { milliseconds } => *milliseconds,
            _ => 0,
        })
    }

    fn sum(&self, milliseconds: impl Fn(&Fault) -> u64) -> Option<Duration> {
        let each = self.combined.iter().map(milliseconds);
        let sum = each.fold(0, u64::saturating_add);
        (sum > 0).then(|| Duration::from_millis(sum))
    }

    /// Takes a fault that happened so many times before.
    fn combine(&mut self, fault: &Fault, before: u64) {
        let quirks = &mut self.quirks;
        match fault {
            Fault::PageSizeCap { rows } => quirks.page_size_cap = Some(*rows),
            Fault::Shuffled => quirks.order = RowOrder::Shuffled(before),
            Fault::OldestFirst => quirks.order = RowOrder::OldestFirst,
            Fault::RowsArrive { missing, each } => {
                quirks.missing = missing.saturating_sub(each.saturating_mul(before));
            }
            Fault::RowsVanish { each, keep_total } => {
                quirks.missing = each.saturating_mul(before);
                quirks.counts_missing = *keep_total;
            }
            Fault::SearchFindsAll => quirks.finds_all = true,
            Fault::MemoChanged { how } => quirks.memo.push(*how),
            Fault::JobListedLate { milliseconds } => quirks.listed_after_ms = *milliseconds,
            _ => {}
        }
        self.combined.push(fault.clone());
    }

    /// How much further the gateway's clock is off.
    pub(crate) fn clock_offset_ms(&self) -> i64 {
        let each = self.combined.iter().map(|fault| match fault {
            Fault::ClockOffset { milliseconds } => *milliseconds,
            _ => 0,
        });
        each.fold(0, i64::saturating_add)
    }

    /// The name to show in the log.
    pub(crate) fn name(&self) -> Option<&'static str> {
        self.end
            .as_ref()
            .or_else(|| self.combined.first())
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
    /// From when on and until when, by the emulator's clock.
    begins_ms: i64,
    ends_ms: Option<i64>,
    seen: u64,
    happened: u64,
    /// The second in which calls are counted against a rate, and how many came in it.
    second: (i64, u64),
}

impl Live {
    fn concerns(&self, subject: &Subject<'_>) -> bool {
        let any = subject.operation != Operation::Unknown;
        self.rule
            .operation
            .map_or(any, |wanted| wanted == subject.operation)
            && !matches!(self.rule.fault, Fault::ConnectionRefused { .. })
            && self.begins_ms <= subject.now_ms
            && self
                .rule
                .when
                .iter()
                .all(|(name, value)| (subject.parameter)(name).as_ref() == Some(value))
    }

    /// Whether this call is over the rate that the rule may set.
    fn is_over_rate(&mut self, now_ms: i64) -> bool {
        let Fault::RateLimit {
            calls_per_second, ..
        } = self.rule.fault
        else {
            return true;
        };
        if now_ms.saturating_sub(self.second.0) >= 1_000 {
            self.second = (now_ms, 0);
        }
        self.second.1 += 1;
        self.second.1 > calls_per_second
    }

    fn happens(&mut self, rng: &mut Rng, now_ms: i64) -> bool {
        self.seen += 1;
        let happens = self.seen > self.rule.after
            && self.is_over_rate(now_ms)
            && !self.is_spent(now_ms)
            && self
                .rule
                .probability
                .is_none_or(|probability| rng.unit() < probability);
        self.happened += u64::from(happens);
        happens
    }

    fn is_spent(&self, now_ms: i64) -> bool {
        self.rule.times.is_some_and(|times| self.happened >= times)
            || self.ends_ms.is_some_and(|end| end <= now_ms)
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

    pub(crate) fn add(&self, rule: FaultRule, now_ms: i64) -> u64 {
        let later = |from: i64, by: u64| from.saturating_add(i64::try_from(by).unwrap_or(i64::MAX));
        let begins_ms = later(now_ms, rule.after_ms);
        let mut inner = self.lock();
        inner.last_id += 1;
        let id = inner.last_id;
        inner.rules.push(Live {
            id,
            begins_ms,
            ends_ms: rule.for_ms.map(|length| later(begins_ms, length)),
            rule,
            seen: 0,
            happened: 0,
            second: (i64::MIN, 0),
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

    /// Whether any rule is there.
    pub(crate) fn is_armed(&self) -> bool {
        self.armed.load(Ordering::Acquire) > 0
    }

    /// Whether this request is to be cut off unread.
    pub(crate) fn cuts_unread(&self, subject: &Subject<'_>) -> bool {
        self.any_rule(
            |live, rng| {
                matches!(live.rule.fault, Fault::ResetBeforeRead)
                    && live.concerns(subject)
                    && live.happens(rng, subject.now_ms)
            },
            subject.now_ms,
        )
    }

    /// What is to go wrong with a request that was read.
    pub(crate) fn plan(&self, subject: &Subject<'_>) -> Option<Plan> {
        let mut plan = Plan::default();
        self.any_rule(
            |live, rng| {
                let decided = !live.rule.fault.is_combinable() && plan.end.is_some();
                let unread = matches!(live.rule.fault, Fault::ResetBeforeRead);
                if decided
                    || unread
                    || !live.concerns(subject)
                    || !live.happens(rng, subject.now_ms)
                {
                    return false;
                }
                if live.rule.fault.is_combinable() {
                    plan.combine(&live.rule.fault, live.happened - 1);
                } else {
                    plan.end = Some(live.rule.fault.clone());
                }
                false
            },
            subject.now_ms,
        );
        plan.name().is_some().then_some(plan)
    }

    /// Whether the closure is true for some rule; spent rules are removed after.
    fn any_rule(&self, act: impl FnMut(&mut Live, &mut Rng) -> bool, now_ms: i64) -> bool {
        let mut act = act;
        let mut inner = self.lock();
        let Inner { rules, rng, .. } = &mut *inner;
        let found = rules.iter_mut().any(|live| act(live, rng));
        inner.rules.retain(|live| !live.is_spent(now_ms));
        self.recount(&inner);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(engine: &FaultEngine, operation: Operation, now_ms: i64) -> Option<Plan> {
        engine.plan(&Subject {
            operation,
            now_ms,
            parameter: &|name| (name == "page").then(|| "2".to_owned()),
        })
    }

    fn reset() -> FaultRule {
        FaultRule::new(Fault::ResetAfterRead { executed: false })
    }

    #[test]
    fn a_rule_counts_only_its_own_calls_and_then_ends() {
        let engine = FaultEngine::new(1);
        engine.add(reset().on(Operation::Summary).after(1).times(2), 0);
        assert!(plan(&engine, Operation::Details, 0).is_none());
        let happened: Vec<_> = (0..5)
            .map(|_| plan(&engine, Operation::Summary, 0).is_some())
            .collect();
        assert_eq!(happened, [false, true, true, false, false]);
        assert!(engine.rules().is_empty());
    }

    #[test]
    fn probability_follows_the_seed() {
        let draw = |seed| {
            let engine = FaultEngine::new(seed);
            engine.add(reset().probability(0.3), 0);
            (0..1_000)
                .map(|_| plan(&engine, Operation::Summary, 0).is_some())
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
        engine.add(FaultRule::new(Fault::Latency { milliseconds: 5 }), 0);
        engine.add(reset().times(1), 0);
        engine.add(FaultRule::new(Fault::TruncatedBody), 0);
        let first = plan(&engine, Operation::Summary, 0).unwrap_or_default();
        assert_eq!(first.end, Some(Fault::ResetAfterRead { executed: false }));
        assert_eq!(first.combined.len(), 1);
        let second = plan(&engine, Operation::Summary, 0).unwrap_or_default();
        assert_eq!(second.end, Some(Fault::TruncatedBody));
    }

    #[test]
    fn a_rule_can_ask_for_a_parameter_and_for_a_time() {
        let engine = FaultEngine::new(1);
        engine.add(reset().when("page", 3), 0);
        engine.add(
            reset()
                .when("page", 2)
                .after_time(Duration::from_secs(1))
                .for_time(Duration::from_secs(2)),
            500,
        );
        let at = |now_ms| plan(&engine, Operation::Summary, now_ms).is_some();
        let happened: Vec<_> = [0, 1_499, 1_500, 3_499, 3_500].map(at).into();
        assert_eq!(happened, [false, false, true, true, false]);
        assert_eq!(engine.rules().len(), 1);
    }

    #[test]
    fn a_rate_is_counted_in_each_second() {
        let engine = FaultEngine::new(1);
        let limit = Fault::RateLimit {
            calls_per_second: 2,
            retry_after: None,
        };
        engine.add(limit.into(), 0);
        let limited: Vec<_> = [0, 1, 2, 999, 1_000, 1_001, 1_002]
            .map(|now_ms| plan(&engine, Operation::Summary, now_ms).is_some())
            .into();
        assert_eq!(limited, [false, false, true, true, false, false, true]);
    }

    #[test]
    fn rows_arrive_and_vanish_from_call_to_call() {
        let engine = FaultEngine::new(1);
        let (missing, each) = (5, 2);
        engine.add(Fault::RowsArrive { missing, each }.into(), 0);
        let seen = || {
            plan(&engine, Operation::Summary, 0)
                .unwrap_or_default()
                .quirks
                .missing
        };
        assert_eq!([seen(), seen(), seen(), seen()], [5, 3, 1, 0]);
    }
}
