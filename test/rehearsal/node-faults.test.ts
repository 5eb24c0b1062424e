import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { monotonicClock } from '../../src/base/clock.js'
import { type NodesChild, startNodesChild } from './nodes-child.js'
import { loggedIn, PersonClient, timingOf } from './person-client.js'

const HOME = '/tatami/rest/statuses/home_timeline'
const SEARCH = '/tatami/rest/search/status?q=account'
const LOGIN = '/tatami/login'
const HOUR_US = 3_600_000_000

let started: NodesChild[] = []
afterEach(async () => {
  await Promise.all(started.map((stack) => stack.stop()))
  started = []
})

const stackWith = async (...faults: string[]): Promise<NodesChild & { readonly origin: string }> => {
  const stack = await startNodesChild({ faults }, 1_000)
  started.push(stack)
  return { ...stack, origin: stack.nodes[0] ?? '' }
}

/** Resolves when the question has been answered with yes; the test's time-out is the bound. */
const until = async (question: () => Promise<boolean>): Promise<void> => {
  while (!(await question())) await new Promise((resolve) => setTimeout(resolve, 10))
}

const isRefused = (origin: string): Promise<boolean> =>
  new PersonClient(origin).ask(LOGIN).then(
    () => false,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED',
  )

describe('a latency', () => {
  it('of Cassandra is on each request that touches it, once, and on no other', async () => {
    const { origin } = await stackWith('cassandra:latency=400ms')
    const person = await loggedIn(origin)
    const [cold, warm, login] = [await person.ask(HOME), await person.ask(HOME), await person.ask(LOGIN)].map(timingOf)
    expect(cold?.['cassandra']?.n).toBeGreaterThan(50)
    for (const timing of [cold, warm]) {
      expect(timing?.['cassandra']?.ms).toBeGreaterThanOrEqual(400)
      expect(timing?.['cassandra']?.ms).toBeLessThan(800)
    }
    expect(login).not.toHaveProperty('cassandra')
  })

  it('of Elasticsearch is on searches only', async () => {
    const { origin } = await stackWith('elasticsearch:latency=400ms')
    const person = await loggedIn(origin)
    const [search, line] = [await person.ask(SEARCH), await person.ask(HOME)].map(timingOf)
    expect(search?.['elasticsearch']?.ms).toBeGreaterThanOrEqual(400)
    expect(line).not.toHaveProperty('elasticsearch')
  })

  it('of one Jetty is on that node, and part of its own time', async () => {
    const { nodes } = await stackWith('jetty/2:latency=400ms')
    expect(timingOf(await new PersonClient(nodes[1] ?? '').ask(LOGIN))['jetty']?.ms).toBeGreaterThanOrEqual(400)
  })
})

describe('a slow tier', () => {
  it('takes its service times as many times longer', async () => {
    const { origin } = await stackWith('jetty:slow=x300')
    expect(timingOf(await new PersonClient(origin).ask(LOGIN))['jetty']?.ms).toBeGreaterThan(200)
  })
})

describe('errors', () => {
  it('of Jetty are 500s', async () => {
    const { origin } = await stackWith('jetty:errors=100%')
    expect((await new PersonClient(origin).ask(LOGIN)).status).toBe(500)
  })

  it('of Cassandra are what each route makes of them', async () => {
    const { origin, setEpoch } = await stackWith('cassandra:errors=100%@0')
    const person = await loggedIn(origin)
    setEpoch(monotonicClock.nowUs())
    await until(async () => (await person.ask(HOME)).text === '')
    expect(await person.ask(HOME)).toMatchObject({ status: 200, text: '' })
    expect(await person.ask('/tatami/rest/statuses/user5/timeline')).toMatchObject({ status: 200, text: '[]' })
    expect(await person.post('lost')).toMatchObject({ status: 500 })
  })

  it('of Elasticsearch are empty results', async () => {
    const { origin } = await stackWith('elasticsearch:errors=100%')
    expect(await (await loggedIn(origin)).ask(SEARCH)).toMatchObject({ status: 200, text: '[]' })
  })
})

describe('a tier that is down', () => {
  it('refuses connections at the node concerned, from the start if no window is given', async () => {
    const { nodes } = await stackWith('jetty/1:down')
    expect(await isRefused(nodes[0] ?? '')).toBe(true)
    expect(await isRefused(nodes[1] ?? '')).toBe(false)
  })

  it('breaks connections when its time has come, and is back on its port afterwards', async () => {
    const { origin, setEpoch } = await stackWith('jetty:down@0-1h')
    const person = await loggedIn(origin)
    setEpoch(monotonicClock.nowUs())
    await until(() => isRefused(origin))
    setEpoch(monotonicClock.nowUs() - 2 * HOUR_US)
    await until(async () => !(await isRefused(origin)))
    expect((await person.ask(HOME)).status).toBe(200)
  })

  it('is an empty search when it is Elasticsearch, and nothing when one Cassandra of three is', async () => {
    const { origin } = await stackWith('elasticsearch:down', 'cassandra/2:down')
    const person = await loggedIn(origin)
    expect(await person.ask(SEARCH)).toMatchObject({ status: 200, text: '[]' })
    for (let i = 0; i < 6; i++) expect(JSON.parse((await person.ask(HOME)).text)).toHaveLength(20)
  })
})

describe('a frozen tier', () => {
  it('takes connections and answers nothing, while the others go on', async () => {
    const { nodes } = await stackWith('jetty/1:freeze')
    const socket = connect(Number(new URL(nodes[0] ?? '').port), '127.0.0.1')
    try {
      await once(socket, 'connect')
      socket.write('GET / HTTP/1.1\r\nHost: h\r\n\r\n')
      const answered = once(socket, 'data').then(() => 'answered')
      const elsewhere = new PersonClient(nodes[1] ?? '')
      for (let i = 0; i < 20; i++) expect((await elsewhere.ask('/')).status).toBe(200)
      expect(await Promise.race([answered, new Promise((resolve) => setImmediate(resolve, 'silent'))])).toBe('silent')
    } finally {
      socket.destroy()
    }
  })
})

describe('lost sessions', () => {
  it('send everybody to the login page once, and a new login holds', async () => {
    const { origin, setEpoch } = await stackWith('sessions:lost@100ms')
    const person = await loggedIn(origin)
    setEpoch(monotonicClock.nowUs())
    await until(async () => (await person.ask(HOME)).status === 302)
    await person.login('user5')
    expect((await person.ask(HOME)).status).toBe(200)
  })

  it('keep nobody logged in as long as a window lasts', async () => {
    const { origin } = await stackWith('sessions:lost')
    expect((await (await loggedIn(origin)).ask(HOME)).status).toBe(302)
  })
})
