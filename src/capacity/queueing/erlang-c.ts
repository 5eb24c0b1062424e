/** Servers with one queue, first come first served. */
export interface Queue {
  readonly servers: number
  readonly arrivalsPerSec: number
  readonly serviceSec: number
  /**
   * (Ca² + Cs²)/2 of the times between arrivals and of service, by which waiting differs from that of exponential ones
   * (Allen & Cunneen; Allen, Probability, Statistics, and Queueing Theory, 1990, 5.3). Absent: 1.
   */
  readonly variability?: number
}

/**
 * Probability that an arrival waits: Erlang C by way of Erlang B, B = aB/(k + aB), which stays within numbers for any size
 * (Cooper, Introduction to Queueing Theory, 1981, 3.4). 1 when the servers cannot keep up.
 */
export const waitProbability = (offered: number, servers: number): number => {
  if (offered >= servers) return 1
  let blocked = 1
  for (let k = 1; k <= servers; k++) blocked = (offered * blocked) / (k + offered * blocked)
  return blocked / (1 - (offered / servers) * (1 - blocked))
}

/** Mean time before service: C·S/(m-a), times variability. Infinite when the servers cannot keep up. */
export const meanWait = (queue: Queue): number => {
  const offered = offeredTo(queue)
  if (offered >= queue.servers) return Number.POSITIVE_INFINITY
  const exponential = (waitProbability(offered, queue.servers) * queue.serviceSec) / (queue.servers - offered)
  return exponential * (queue.variability ?? 1)
}

/** Time before service that a share of arrivals stays within, by P(W>t) = C·e^(-(m-a)t/S), the mean stretched by variability; 0 when so many do not wait at all. */
export const waitQuantile = (queue: Queue, share: number): number => {
  const offered = offeredTo(queue)
  if (offered >= queue.servers) return Number.POSITIVE_INFINITY
  const waiting = waitProbability(offered, queue.servers)
  if (waiting <= 1 - share) return 0
  const stretched = queue.serviceSec * (queue.variability ?? 1)
  return (Math.log(waiting / (1 - share)) * stretched) / (queue.servers - offered)
}

const offeredTo = ({ arrivalsPerSec, serviceSec }: Queue): number => arrivalsPerSec * serviceSec
