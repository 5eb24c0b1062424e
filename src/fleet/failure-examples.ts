import type { HttpResult } from '../http/exchange.js'
import type { ErrorExample } from '../metrics/error-example.js'
import type { FailureKind } from '../metrics/sample.js'
import type { Reply, StepRequest } from '../scenarios/scenario.js'

const EXAMPLES_PER_KIND = 3
const BODY_CHARACTERS = 200

/** Keeps the first examples of each kind of failure of one shard, fit to be shown: no cookies, passwords or session ids. */
export class FailureExamples {
  readonly #kept = new Map<FailureKind, number>()
  readonly #onExample: (kind: FailureKind, example: ErrorExample) => void

  constructor(onExample: (kind: FailureKind, example: ErrorExample) => void) {
    this.#onExample = onExample
  }

  offer(request: StepRequest, reply: Reply, result: HttpResult): void {
    if (reply.ok || (result.kind === 'failure' && result.reason === 'local')) return
    const kept = this.#kept.get(reply.failure) ?? 0
    if (kept >= EXAMPLES_PER_KIND) return
    this.#kept.set(reply.failure, kept + 1)
    this.#onExample(reply.failure, exampleOf(request, reply, result))
  }
}

const exampleOf = ({ step, http }: StepRequest, { dueUs }: Reply, result: HttpResult): ErrorExample => {
  const where = `${http.method} ${withoutSessionId(http.path)}`
  if (result.kind === 'failure')
    return { step: step.name, atUs: dueUs, status: null, headers: {}, body: '', message: `${where}: ${result.message}` }
  const { contentType, location } = result.head
  return {
    step: step.name,
    atUs: dueUs,
    status: result.status,
    headers: {
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...(location === undefined ? {} : { location: withoutSessionId(location) }),
    },
    body: printable(result.body),
    message: where,
  }
}

// Jetty writes the session into the URL for clients that sent no cookie.
const withoutSessionId = (url: string): string => url.replace(/;jsessionid=[\w.!-]*/gi, ';jsessionid=…')

const printable = (body: string): string =>
  withoutSessionId(body.slice(0, BODY_CHARACTERS).replace(/[^\x20-\x7e]+/g, ' '))
