/** A monotonic clock in integer microseconds; only differences mean anything. */
export interface Clock {
  nowUs(): number
}

// performance.now() and hrtime tick on the same kernel clock, but only hrtime's origin is shared by all processes of a
// machine; the offset is taken once because hrtime allocates and performance.now() does not.
const originUs = Number(process.hrtime.bigint() / 1000n) - performance.now() * 1000

/** The machine's monotonic clock: two processes on one machine read the same time. */
export const monotonicClock: Clock = {
  nowUs: () => Math.round(performance.now() * 1000 + originUs),
}
