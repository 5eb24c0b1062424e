import { describe, expect, it } from 'vitest'
import { FailureExamples } from '../../src/fleet/failure-examples.js'
import type { HttpResult } from '../../src/http/exchange.js'
import type { ErrorExample } from '../../src/metrics/error-example.js'
import type { Reply, StepRequest } from '../../src/scenarios/scenario.js'

const timing = { sentUs: 1, endUs: 2, bytesIn: 0, bytesOut: 0 }
const request: StepRequest = {
  step: { id: 0, name: 'timeline/poll', scenario: 'timeline', check: () => 'session-lost' },
  http: { method: 'GET', path: '/tatami/rest/groups', headers: 'Cookie: secret\r\n', keepBody: false, timeoutUs: 1 },
}
const lost: HttpResult = {
  kind: 'response',
  status: 302,
  head: { location: 'https://tatami/tatami/login;jsessionid=abc123' },
  body: 'go to\u0000\n/login;jsessionid=abc123"',
  bodyBytes: 30,
  timing,
}
const failed: Reply = { ok: false, failure: 'session-lost', dueUs: 5, endUs: 9 }

const collect = () => {
  const kept: ErrorExample[] = []
  return { kept, examples: new FailureExamples((_kind, example) => kept.push(example)) }
}

describe('FailureExamples', () => {
  it('keeps what a person needs and no session id', () => {
    const { kept, examples } = collect()
    examples.offer(request, failed, lost)
    expect(kept).toEqual([
      {
        step: 'timeline/poll',
        atUs: 5,
        status: 302,
        headers: { location: 'https://tatami/tatami/login;jsessionid=…' },
        body: 'go to /login;jsessionid=…"',
        message: 'GET /tatami/rest/groups',
      },
    ])
    expect(JSON.stringify(kept)).not.toContain('abc123')
    expect(JSON.stringify(kept)).not.toContain('secret')
  })

  it('keeps the first three of a kind', () => {
    const { kept, examples } = collect()
    for (let i = 0; i < 10; i++) examples.offer(request, { ...failed, dueUs: i }, lost)
    expect(kept.map(({ atUs }) => atUs)).toEqual([0, 1, 2])
  })

  it('keeps nothing of an answer that is right or of a request that this machine could not send', () => {
    const { kept, examples } = collect()
    const local: HttpResult = { kind: 'failure', reason: 'local', message: 'EMFILE', timing }
    examples.offer(request, { ok: false, failure: 'connect', dueUs: 1, endUs: 2 }, local)
    expect(kept).toEqual([])
  })
})
