import { OUTCOMES, type Sample, type SampleSink } from './sample.js'

/** Bytes of one sample on its way from a shard to the coordinator. */
export const SAMPLE_BYTES = 56

const FIRST_CAPACITY = 1024
const REQUEST = 0
const FELT = 1
const LAG = 2
const MAX_I32 = 2_147_483_647
const MAX_U32 = 4_294_967_295

/** The shard's side: samples as fixed-size binary records in one buffer for the whole run, so that neither a push nor a hand-over allocates. */
export class SampleBatch {
  #capacity = FIRST_CAPACITY
  #view = new DataView(new ArrayBuffer(FIRST_CAPACITY * SAMPLE_BYTES))
  #length = 0

  push(sample: Sample): void {
    if (this.#length === this.#capacity) this.#grow()
    write(this.#view, this.#length * SAMPLE_BYTES, sample)
    this.#length++
  }

  /** What was pushed since the last call, undefined when that is nothing; valid until the next push. */
  take(): Uint8Array | undefined {
    if (this.#length === 0) return undefined
    const taken = new Uint8Array(this.#view.buffer, 0, this.#length * SAMPLE_BYTES)
    this.#length = 0
    return taken
  }

  #grow(): void {
    const full = new Uint8Array(this.#view.buffer)
    this.#capacity *= 2
    this.#view = new DataView(new ArrayBuffer(this.#capacity * SAMPLE_BYTES))
    new Uint8Array(this.#view.buffer).set(full)
  }
}

/** The coordinator's side: gives each sample of a batch to the sink, in order. Throws a RangeError on other bytes. */
export const decodeSamples = (bytes: Uint8Array, sink: SampleSink): void => {
  if (bytes.byteLength % SAMPLE_BYTES !== 0) {
    throw new RangeError(`a batch of ${bytes.byteLength} bytes is no whole number of ${SAMPLE_BYTES}-byte samples`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.byteLength; at += SAMPLE_BYTES) sink(read(view, at))
}

const OUTCOME_CODE: ReadonlyMap<string, number> = new Map(OUTCOMES.map((outcome, code) => [outcome, code]))

const write = (view: DataView, at: number, sample: Sample): void => {
  switch (sample.kind) {
    case 'request':
      view.setUint8(at, REQUEST)
      view.setUint8(at + 1, OUTCOME_CODE.get(sample.outcome) ?? 0)
      view.setUint16(at + 2, sample.step, true)
      view.setUint32(at + 4, sample.traceSeq, true)
      view.setFloat64(at + 8, sample.intendedUs, true)
      view.setFloat64(at + 16, sample.sentUs, true)
      view.setFloat64(at + 24, sample.endUs, true)
      view.setUint32(at + 32, Math.min(sample.bytesIn, MAX_U32), true)
      view.setUint32(at + 36, Math.min(sample.bytesOut, MAX_U32), true)
      view.setInt32(at + 40, durationCode(sample.jettyUs), true)
      view.setInt32(at + 44, durationCode(sample.cassandraUs), true)
      view.setInt32(at + 48, durationCode(sample.elasticsearchUs), true)
      view.setUint16(at + 52, countCode(sample.cassandraOperations), true)
      view.setUint16(at + 54, countCode(sample.elasticsearchOperations), true)
      return
    case 'felt':
      view.setUint8(at, FELT)
      view.setUint8(at + 1, sample.ok ? 1 : 0)
      view.setUint16(at + 2, sample.subject, true)
      view.setFloat64(at + 8, sample.startUs, true)
      view.setFloat64(at + 16, sample.endUs, true)
      return
    case 'lag':
      view.setUint8(at, LAG)
      view.setFloat64(at + 8, sample.intendedUs, true)
      view.setFloat64(at + 16, sample.lagUs, true)
  }
}

// Header values come from the target: a duration of an hour or "1e99" must not turn into a negative one.
const durationCode = (us: number): number => (us < 0 ? -1 : Math.min(Math.round(us), MAX_I32))

const UNTOLD = 65_535
const countCode = (count: number): number => (count < 0 ? UNTOLD : Math.min(count, UNTOLD - 1))
const countOf = (code: number): number => (code === UNTOLD ? -1 : code)

const read = (view: DataView, at: number): Sample => {
  const kind = view.getUint8(at)
  if (kind === REQUEST) return readRequest(view, at)
  const first = view.getFloat64(at + 8, true)
  const second = view.getFloat64(at + 16, true)
  if (kind === LAG) return { kind: 'lag', intendedUs: first, lagUs: second }
  if (kind !== FELT) throw new RangeError(`no sample is of kind ${kind}`)
  const ok = view.getUint8(at + 1) === 1
  return { kind: 'felt', subject: view.getUint16(at + 2, true), ok, startUs: first, endUs: second }
}

const readRequest = (view: DataView, at: number): Sample => {
  const outcome = OUTCOMES[view.getUint8(at + 1)]
  if (outcome === undefined) throw new RangeError(`no outcome has code ${view.getUint8(at + 1)}`)
  return {
    kind: 'request',
    step: view.getUint16(at + 2, true),
    outcome,
    intendedUs: view.getFloat64(at + 8, true),
    sentUs: view.getFloat64(at + 16, true),
    endUs: view.getFloat64(at + 24, true),
    bytesIn: view.getUint32(at + 32, true),
    bytesOut: view.getUint32(at + 36, true),
    jettyUs: view.getInt32(at + 40, true),
    cassandraUs: view.getInt32(at + 44, true),
    elasticsearchUs: view.getInt32(at + 48, true),
    cassandraOperations: countOf(view.getUint16(at + 52, true)),
    elasticsearchOperations: countOf(view.getUint16(at + 54, true)),
    traceSeq: view.getUint32(at + 4, true),
  }
}
