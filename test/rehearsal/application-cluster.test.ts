import { describe, expect, it } from 'vitest'
import { ApplicationCluster } from '../../src/rehearsal/application-cluster.js'
import { parseHead } from '../../src/rehearsal/request-head.js'
import { planOf } from './fault-plans.js'
import { virtualTime } from './virtual-time.js'

const SECOND = 1_000_000

/** A cluster whose time the test moves, and a person at node 1 of it. */
const clusterWith = (...faults: string[]) => {
  const { pacemaker, moveTo } = virtualTime()
  const nodes = { jetty: 1, cassandra: 1, elasticsearch: 1 }
  const wallUs = 1_795_395_077_772_000
  const cluster = new ApplicationCluster({ nodes, population: 100, seed: 1, faults: planOf(faults), pacemaker, wallUs })
  cluster.setEpoch(0)
  let cookie = 'none'
  const ask = (line: string, body = '') => {
    const head = parseHead(
      `${line} HTTP/1.1\r\nHost: h\r\nAccept: */*\r\nCookie: JSESSIONID=${cookie}\r\nContent-Type: application/json`,
    )
    if (head === undefined) throw new Error(`not a request: ${line}`)
    const answers: string[] = []
    cluster.server(1)({ ...head, body }, (answer) => {
      cookie = /JSESSIONID=([^;]+)/.exec(String(answer))?.[1] ?? cookie
      answers.push(String(answer))
    })
    return answers
  }
  const login = () => ask('POST /tatami/authentication', 'j_username=user1@bank.example&j_password=tatami')
  return { ask, login, moveTo }
}

const HOME = 'GET /tatami/rest/statuses/home_timeline'

describe('ApplicationCluster', () => {
  it('sends an answer when virtual time has come to its end, and not before', () => {
    const { login, moveTo } = clusterWith()
    const answers = login()
    moveTo(900)
    expect(answers).toEqual([])
    moveTo(SECOND)
    expect(answers).toHaveLength(1)
  })

  it('does what a frozen node was asked only after the thaw, and counts the wait', () => {
    const { ask, login, moveTo } = clusterWith('jetty:freeze@2s-5s')
    login()
    moveTo(2 * SECOND)
    const posted = ask('POST /tatami/rest/statuses/', '{"content":"during the freeze"}')
    const read = ask(HOME)
    moveTo(5 * SECOND - 1)
    expect([posted, read]).toEqual([[], []])
    moveTo(6 * SECOND)
    expect(posted[0]).toMatch(/^HTTP\/1.1 200 .*jetty;dur=4000\.000/s)
    expect(read[0]).toContain('during the freeze')
  })

  it('shows a new post to its author at once and to searchers after a second', () => {
    const { ask, login, moveTo } = clusterWith()
    login()
    moveTo(SECOND)
    ask('POST /tatami/rest/statuses/', '{"content":"about xylophones"}')
    const search = () => ask('GET /tatami/rest/search/status?q=xylophones')
    const [poll, tooEarly] = [ask(HOME), search()]
    moveTo(2 * SECOND)
    const found = search()
    moveTo(3 * SECOND)
    expect([poll[0], tooEarly[0], found[0]].map((text) => text?.includes('about xylophones'))).toEqual([
      true,
      false,
      true,
    ])
  })

  it('drops all sessions at the moment of a loss', () => {
    const { ask, login, moveTo } = clusterWith('sessions:lost@3s')
    login()
    moveTo(3 * SECOND - 1)
    const before = ask(HOME)
    moveTo(4 * SECOND)
    const after = ask(HOME)
    moveTo(5 * SECOND)
    expect([before[0]?.slice(9, 12), after[0]?.slice(9, 12)]).toEqual(['200', '302'])
  })

  it('keeps a session that is used and ends one that is idle for half an hour', () => {
    const { ask, login, moveTo } = clusterWith()
    login()
    const statusAt = (minute: number) => {
      moveTo(minute * 60 * SECOND)
      const answers = ask(HOME)
      moveTo(minute * 60 * SECOND + SECOND)
      return answers[0]?.slice(9, 12)
    }
    expect([20, 49, 80].map(statusAt)).toEqual(['200', '200', '302'])
  })
})
