/// How much, how hard.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How many calls come first, while each connection's buffers grow to the largest answer; all is
    /// judged of them but memory.
    pub warm_up: u64,
    /// How many calls there are besides.
    pub calls: u64,
    /// How many of them at once.
    pub at_once: u64,
    /// How likely a fault is, from 0 to 1.
    pub faults: f64,
    /// Which calls, in which order.
    pub seed: u64,
}
