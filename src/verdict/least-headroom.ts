/** Times that a generator's ceiling should be what is asked of it; under that, it may be what is slow. */
export const LEAST_HEADROOM = 2
