/** The Universal Scalability Law's three parameters: how throughput grows with load, and why it stops growing. */
export interface Usl {
  /** Share of the work that is done by one after the other, 0 to 1. */
  readonly contention: number
  /** Cost of agreeing, for each pair, 0 to 1; above 0, throughput falls again. */
  readonly coherency: number
  /** Throughput of one. */
  readonly gain: number
}

/** Throughput at a load: X(N) = γN / (1 + α(N-1) + βN(N-1)) (Gunther, Guerrilla Capacity Planning, 2007, 6.2). */
export const uslThroughput = (usl: Usl, load: number): number => usl.gain * relativeCapacity(usl, load)

/** Response time at a load, of one client each, without think time: N/X(N), by Little's law. */
export const uslResponse = (usl: Usl, load: number): number => slowdown(usl, load) / usl.gain

/** Throughput relative to that of one. */
export const relativeCapacity = (usl: Pick<Usl, 'contention' | 'coherency'>, load: number): number =>
  load / slowdown(usl, load)

/** Load beyond which throughput falls: √((1-α)/β); infinite without coherency. */
export const uslPeakLoad = ({ contention, coherency }: Usl): number => Math.sqrt((1 - contention) / coherency)

/** Throughput that no load passes when only contention counts: γ/α (Amdahl); infinite without contention. */
export const amdahlLimit = ({ contention, gain }: Usl): number => gain / contention

/** Highest throughput there is, at the peak. */
export const uslPeakThroughput = (usl: Usl): number => {
  const load = uslPeakLoad(usl)
  return Number.isFinite(load) ? uslThroughput(usl, load) : amdahlLimit(usl)
}

/** Least load that gives a throughput; undefined when none does. Solves βxN² + (αx-βx-γ)N + x(1-α) = 0. */
export const uslLoadFor = ({ contention, coherency, gain }: Usl, throughput: number): number | undefined => {
  const square = coherency * throughput
  const linear = contention * throughput - square - gain
  return smallerRoot(square, linear, throughput * (1 - contention))
}

/** Largest load whose response time is not above a bound; undefined when that of one is already, infinite when none is. */
export const uslLoadWithin = ({ contention, coherency, gain }: Usl, response: number): number | undefined => {
  const constant = 1 - contention - response * gain
  if (1 > response * gain) return undefined
  if (coherency === 0) return contention === 0 ? Number.POSITIVE_INFINITY : -constant / contention
  const linear = contention - coherency
  return (-linear + Math.sqrt(linear * linear - 4 * coherency * constant)) / (2 * coherency)
}

const slowdown = ({ contention, coherency }: Pick<Usl, 'contention' | 'coherency'>, load: number): number =>
  1 + contention * (load - 1) + coherency * load * (load - 1)

// In the form that does not cancel when the square's factor is small; `linear` is negative wherever there is a root.
const smallerRoot = (square: number, linear: number, constant: number): number | undefined => {
  const inside = linear * linear - 4 * square * constant
  if (inside < 0 || linear >= 0) return undefined
  return (2 * constant) / (-linear + Math.sqrt(inside))
}
