import { describe, expect, it } from 'vitest'
import type { Host } from '../../src/engine/host.js'
import { VirtualUser } from '../../src/engine/virtual-user.js'
import type { HttpResult } from '../../src/http/exchange.js'
import type { Outcome } from '../../src/metrics/sample.js'
import type { Action, Answer, Scenario, StepRequest } from '../../src/scenarios/scenario.js'

const request = (path: string): StepRequest => ({
  step: { id: 0, name: 'test/get', scenario: 'test', check: ({ status }) => (status === 200 ? undefined : 'status') },
  http: { method: 'GET', path, headers: '', keepBody: false, timeoutUs: 1e6 },
})

/** A loop without a clock: the test says what time it is and which request is answered. */
class ByHand implements Host {
  now = 0
  waiting: VirtualUser | undefined
  isOver = false
  readonly recorded: (readonly [string, Outcome, number])[] = []
  readonly felts: string[] = []
  readonly #open = new Map<string, (result: HttpResult, seq: number) => void>()
  nowUs = () => this.now
  wait = (user: VirtualUser) => {
    this.waiting = user
    user.inWheel = true
  }
  cancelWait = (user: VirtualUser) => {
    this.waiting = undefined
    user.inWheel = false
  }
  send: Host['send'] = (_user, { http }, _dueUs, done) => void this.#open.set(http.path, done)
  record: Host['record'] = ({ http }, reply) =>
    void this.recorded.push([http.path, reply.ok ? 'ok' : reply.failure, reply.dueUs])
  felt: Host['felt'] = ({ subject }) => void this.felts.push(subject)
  loggedIn = () => undefined
  passed = () => undefined
  ended = () => {
    this.isOver = true
  }

  answer(path: string, atUs: number, status = 200): void {
    this.now = atUs
    const timing = { sentUs: 0, endUs: atUs, bytesIn: 1, bytesOut: 1 }
    this.#open.get(path)?.({ kind: 'response', status, head: {}, body: '', bodyBytes: 0, timing }, 0)
  }

  wakeAt(atUs: number): void {
    const user = this.waiting
    this.now = atUs
    if (!user) throw new Error('nobody waits')
    this.cancelWait(user)
    user.wake()
  }
}

const started = (actions: readonly Action[]) => {
  const host = new ByHand()
  const answers: Answer[] = []
  const due: number[] = []
  const scenario: Scenario = function* (user) {
    for (const action of actions) {
      answers.push(yield action)
      due.push(user.dueUs)
    }
  }
  const behaviour = {
    perUserHour: { posts: 0, searches: 0, scrolls: 0, profiles: 0, tags: 0, groups: 0, favourites: 0, follows: 0 },
    postMix: { reply: 0, tag: 0, mention: 0, private: 0 },
    session: { kind: 'one-pass' },
    coldCacheShare: 0,
    reloadAfterErrorUs: 0,
  } as const
  const person = { index: 0, account: { login: 'a', password: 'b' }, random: () => 0.5, behaviour }
  const agent = { send: () => undefined, close: () => undefined }
  const user = new VirtualUser({ ...person, requestTimeoutUs: 1e6, arrivalUs: 100 }, scenario, agent, host)
  host.now = 100
  user.start()
  return { host, user, answers, due }
}
const send = (path: string): Action => ({ kind: 'send', request: request(path) })
const collect = (untilUs = Number.POSITIVE_INFINITY): Action => ({ kind: 'collect', untilUs })
const ends = (answer: Answer): number[] => (answer && !('ok' in answer) ? answer.map(({ endUs }) => endUs) : [])

describe('VirtualUser', () => {
  it('sends without waiting, and collects the answers in the order of sending', () => {
    const { host, answers, due } = started([send('/a'), { kind: 'until', atUs: 300 }, send('/b'), collect()])
    host.answer('/a', 250)
    host.wakeAt(300)
    host.answer('/b', 400)
    expect(ends(answers[3])).toEqual([250, 400])
    expect(due).toEqual([100, 300, 300, 400])
    expect(host.recorded).toEqual([
      ['/a', 'ok', 100],
      ['/b', 'ok', 300],
    ])
  })

  it('collects at once what has been answered already', () => {
    const { host, answers } = started([send('/a'), { kind: 'until', atUs: 300 }, collect()])
    host.answer('/a', 200)
    host.wakeAt(300)
    expect(ends(answers[2])).toEqual([200])
    expect(host.isOver).toBe(true)
  })

  it('hands back nothing when the time comes first, which is then when the next action is due', () => {
    const { host, answers, due } = started([send('/a'), collect(200), send('/b'), collect(900)])
    host.wakeAt(205)
    expect(answers[1]).toBeUndefined()
    host.answer('/b', 300)
    expect(host.waiting).toBeDefined()
    host.answer('/a', 350)
    expect(host.waiting).toBeUndefined()
    expect(ends(answers[3])).toEqual([350, 300])
    expect(due).toEqual([100, 200, 200, 350])
  })

  it('does not wait for a time that has passed', () => {
    const { host, answers, due } = started([send('/a'), { kind: 'request', request: request('/b') }, collect(150)])
    host.answer('/b', 200)
    expect(answers[2]).toBeUndefined()
    expect(due[2]).toBe(150)
  })

  it('waits for the answers, not for the time, once the run winds down', () => {
    const { host, user, answers } = started([send('/a'), collect(200)])
    user.stopping = true
    host.wakeAt(150)
    expect(host.isOver).toBe(false)
    host.answer('/a', 250)
    expect(ends(answers[1])).toEqual([250])
    expect(host.isOver).toBe(true)
  })

  it('is over only when the last answer has come, asked for or not', () => {
    const { host } = started([send('/a')])
    expect(host.isOver).toBe(false)
    host.answer('/a', 200, 500)
    expect(host.isOver).toBe(true)
    expect(host.recorded).toEqual([['/a', 'status', 100]])
  })

  it('records what was answered when it is cut off', () => {
    const { host, user } = started([send('/a'), send('/b'), collect()])
    host.answer('/b', 200)
    expect(host.recorded).toEqual([])
    user.cutOff()
    expect(host.recorded).toEqual([['/b', 'ok', 100]])
  })

  it('records part of a page when it is cut off', () => {
    const { host, user } = started([{ kind: 'together', requests: [request('/a'), request('/b')] }])
    host.answer('/a', 200)
    user.cutOff()
    expect(host.recorded).toEqual([['/a', 'ok', 100]])
  })

  it('takes a verdict that comes behind a felt duration', () => {
    const host = new ByHand()
    const scenario: Scenario = function* (user) {
      const reply = yield { kind: 'request', request: request('/a') }
      yield { kind: 'felt', subject: 'search', ok: true, startUs: 0, endUs: 1 }
      if (reply && 'ok' in reply) user.fail(reply, 'search-empty')
    }
    const { user: like } = started([])
    const person = { index: 0, account: like.account, random: () => 0.5, behaviour: like.behaviour }
    new VirtualUser({ ...person, requestTimeoutUs: 1, arrivalUs: 0 }, scenario, like.agent, host).start()
    host.answer('/a', 50)
    expect(host.recorded).toEqual([['/a', 'search-empty', 0]])
    expect(host.felts).toEqual(['search'])
  })
})
