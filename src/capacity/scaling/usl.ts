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

const slowdown = ({ contention, coherency }: Pick<Usl, 'contention' | 'coherency'>, load: number): number =>
  1 + contention * (load - 1) + coherency * load * (load - 1)
