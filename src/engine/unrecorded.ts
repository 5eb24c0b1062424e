import type { FailureKind } from '../metrics/sample.js'
import type { Reply } from '../scenarios/scenario.js'
import type { Answered } from './answered.js'
import type { Host } from './host.js'

/** Answers that a script has been given and that wait for its judgement: it may find fault with one of them. */
export class Unrecorded {
  #answers: readonly Answered[] = NONE
  #verdicts: Map<Reply, FailureKind> | undefined

  hold(answers: readonly Answered[]): void {
    this.#answers = answers
  }

  fail(reply: Reply, kind: FailureKind): void {
    this.#verdicts ??= new Map()
    this.#verdicts.set(reply, kind)
  }

  /** The script has gone on: each answer becomes a sample. */
  recordWith(host: Host): void {
    if (this.#answers.length === 0) return
    for (const { request, reply, result, traceSeq } of this.#answers) {
      const kind = this.#verdicts?.get(reply)
      host.record(request, kind ? { ...reply, ok: false, failure: kind } : reply, result, traceSeq)
    }
    this.#answers = NONE
    this.#verdicts = undefined
  }
}

// One for all: every user has such a list, and most are empty most of the time.
const NONE: readonly Answered[] = []
