/** What a Riemann index told during a run: a change of state, or something that it had not held before. */
export interface PlatformEvent {
  /** Run time at which it came. */
  readonly atUs: number
  readonly host: string
  readonly service: string
  /** Empty where it has none. */
  readonly state: string
  readonly description: string
  /** Nothing was known of the host before. */
  readonly isNewHost?: true
}

/** What came of a run's traffic with Riemann; each half is absent where nobody asked for it. */
export interface RiemannReport {
  readonly output?: { readonly server: string } & RiemannCounts
  readonly index?: { readonly server: string } & IndexCounts
}

/** What became of the events that were given to Riemann. */
export interface RiemannCounts {
  /** Riemann said that it took them. */
  readonly taken: number
  /** Riemann answered an error to their message. */
  readonly refused: number
  /** Sent, and no answer came: taken or not. */
  readonly unanswered: number
  /** Never sent: the queue was full, or the run over. */
  readonly dropped: number
}

/** What became of what its index told during the run. */
export interface IndexCounts {
  /** On the run's time line. */
  readonly kept: number
  /** Changes of state beyond those that a report bears. */
  readonly leftOut: number
  /** Messages that are no events. */
  readonly malformed: number
  /** Time in which nothing could be heard. */
  readonly deafMs: number
}
