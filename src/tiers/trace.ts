/** What names one traced request of a run. */
export interface TraceName {
  /** 16 lower-case hexadecimal digits, the same for the whole run. */
  readonly runId: string
  readonly shard: number
  /** From 1; 0 means untraced. */
  readonly seq: number
}

/** What a `traceparent` header says, as far as it is used here. */
export interface Traceparent {
  /** 32 lower-case hexadecimal digits. */
  readonly traceId: string
  readonly sampled: boolean
}

/** Sequence numbers from here on are of requests that carry the `sampled` flag, so that whoever knows the number knows the flag. */
const FIRST_SAMPLED_SEQ = 0x8000_0000
/** Plain sequence numbers end here, and the others end so far after their first. */
export const LARGEST_PLAIN_SEQ = FIRST_SAMPLED_SEQ - 1

/** The sequence number of a request that carries the `sampled` flag, by what its number would be without. */
export const sampledSeqOf = (plainSeq: number): number => FIRST_SAMPLED_SEQ + plainSeq

export const isSampledSeq = (seq: number): boolean => seq >= FIRST_SAMPLED_SEQ

/** Trace id: 16 digits of the run, 4 of the shard, 12 of the sequence number. */
export const traceIdOf = (runId: string, shard: number, seq: number): string =>
  `${runId}${hex(shard, 4)}${hex(seq, 12)}`

/** W3C `traceparent` of one request; its span id is shard and sequence number, which is never all zero. */
export const makeTraceparent = (runId: string, shard: number, seq: number, sampled: boolean): string => {
  const span = `${hex(shard, 4)}${hex(seq, 12)}`
  return `00-${runId}${span}-${span}-${sampled ? '01' : '00'}`
}

/** Trace id and flag of a `traceparent` of any version; undefined when it is malformed or all zero. */
export const parseTraceparent = (text: string): Traceparent | undefined => {
  const match = TRACEPARENT.exec(text)
  const [, version, traceId, spanId, flags, more] = match ?? []
  if (!traceId || version === 'ff' || NOTHING.test(traceId) || NOTHING.test(spanId ?? '')) return undefined
  // Later versions may append fields; version 00 has none.
  if (version === '00' && more) return undefined
  return { traceId, sampled: (Number.parseInt(flags ?? '', 16) & 1) === 1 }
}

/** What a trace id made by `traceIdOf` says. Ids of other makers come out as runs that are not ours. */
export const traceName = (traceId: string): TraceName => ({
  runId: traceId.slice(0, 16),
  shard: Number.parseInt(traceId.slice(16, 20), 16),
  seq: Number.parseInt(traceId.slice(20), 16),
})

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const NOTHING = /^0+$/

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
