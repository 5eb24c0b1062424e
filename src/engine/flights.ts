import { Bag, type Bagged } from '../base/bag.js'
import type { HttpRequest, HttpResult, UserAgent } from '../http/exchange.js'
import type { RequestSample } from '../metrics/sample.js'
import type { StepRequest } from '../scenarios/scenario.js'
import { DueSeconds } from './due-seconds.js'

/** A traced request's sequence number in its shard and the header that carries it. */
export interface Trace {
  readonly seq: number
  readonly traceparent: string
}

interface Flight extends Bagged {
  readonly request: StepRequest
  readonly dueUs: number
}

/** The requests of one shard that are under way, so that those without an answer are accounted for at the end. */
export class Flights {
  /** Of all that was due so far, to be taken by whoever tells of it. */
  readonly dueSeconds = new DueSeconds()
  readonly #under = new Bag<Flight>()
  readonly #epochUs: number
  #due = 0
  #sent = 0

  constructor(epochUs: number) {
    this.#epochUs = epochUs
  }

  /** The loop's own count, apart from the samples, so that the two can be held against each other. */
  get ledger(): { readonly due: number; readonly sent: number } {
    return { due: this.#due, sent: this.#sent }
  }

  /** Sends, and hands on the answer in run time; an answer after `cutOff` is ignored. */
  send(
    agent: UserAgent,
    request: StepRequest,
    dueUs: number,
    trace: Trace | undefined,
    done: (result: HttpResult, traceSeq: number) => void,
  ): void {
    const http: HttpRequest = trace ? { ...request.http, traceparent: trace.traceparent } : request.http
    const flight: Flight = { request, dueUs, place: -1 }
    this.#under.add(flight)
    this.#due++
    this.dueSeconds.add(dueUs)
    agent.send(http, (result) => {
      if (!this.#under.delete(flight)) return
      if (result.kind === 'response' || result.reason !== 'local') this.#sent++
      this.#putInRunTime(result)
      done(result, trace?.seq ?? 0)
    })
  }

  // In place: the result was made for this one call.
  #putInRunTime({ timing }: HttpResult): void {
    timing.endUs -= this.#epochUs
    if (timing.sentUs !== undefined) timing.sentUs -= this.#epochUs
  }

  /** Gives up on what is still under way: one `in-flight` sample each. */
  cutOff(): readonly RequestSample[] {
    const samples = [...this.#under].map(({ request, dueUs }) => inFlightSample(request.step.id, dueUs))
    this.#sent += samples.length
    this.#under.clear()
    return samples
  }
}

const inFlightSample = (step: number, dueUs: number): RequestSample => ({
  kind: 'request',
  step,
  outcome: 'in-flight',
  intendedUs: dueUs,
  sentUs: dueUs,
  endUs: dueUs,
  bytesIn: 0,
  bytesOut: 0,
  jettyUs: -1,
  cassandraUs: -1,
  elasticsearchUs: -1,
  cassandraOperations: -1,
  elasticsearchOperations: -1,
  traceSeq: 0,
})
