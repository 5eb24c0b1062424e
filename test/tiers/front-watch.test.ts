import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { monotonicClock } from '../../src/base/clock.js'
import type { NodeSpan } from '../../src/metrics/node-span.js'
import type { NginxLook } from '../../src/metrics/second-record.js'
import { FrontWatch } from '../../src/tiers/front-watch.js'
import type { StatusAddress } from '../../src/tiers/stub-status.js'

/** Counts as nginx does: its own page is a request, too. */
const frontThat = async (inHand: () => number) => {
  let requests = 0
  const server: Server = createServer((asked, answer) => {
    requests++
    if (asked.url !== '/nginx_status') answer.end('ok')
    else if (inHand() < 0) answer.destroy()
    else
      answer.end(
        `Active connections: 9 \nserver accepts handled requests\n 9 9 ${requests} \nReading: 0 Writing: ${inHand() + 1} Waiting: 3 \n`,
      )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const page: StatusAddress = {
    front: { host: `127.0.0.1:${port}`, address: '127.0.0.1', port },
    path: '/nginx_status',
  }
  return { page, ask: () => fetch(`${url}/`).then((answer) => answer.text()) }
}

const watchOf = (
  pages: readonly StatusAddress[],
  onLook: (look: NginxLook) => void = () => undefined,
  onSpan: (span: NodeSpan) => void = () => undefined,
) => new FrontWatch({ pages, random: () => 0.01, clock: monotonicClock, everyMs: 250, onLook, onSpan })

test('counts what came between begin and end over all fronts, and none of its own readings', async () => {
  const fronts = [await frontThat(() => 0), await frontThat(() => 0)]
  await fronts[0]?.ask()
  const watch = watchOf(fronts.map(({ page }) => page))
  expect(await watch.begin()).toBe(true)
  for (const { ask } of fronts) for (let i = 0; i < 3; i++) await ask()
  expect(await watch.end()).toEqual({ requests: 6, failedReadings: 0 })
})

test('looks again and again at what they have in hand together, without itself', async () => {
  const fronts = [await frontThat(() => 4), await frontThat(() => 7)]
  const looks: number[] = []
  const watch = watchOf(
    fronts.map(({ page }) => page),
    ([inHand]) => looks.push(inHand),
  )
  await watch.begin()
  watch.start()
  await vi.waitFor(() => expect(looks.slice(0, 2)).toEqual([11, 11]), { timeout: 5_000 })
  expect(await watch.end()).toEqual({ requests: 0, failedReadings: 0 })
})

test('tells of each of them what it told of itself between two looks', async () => {
  const { page, ask } = await frontThat(() => 4)
  const spans: NodeSpan[] = []
  const watch = watchOf([page], undefined, (span) => spans.push(span))
  await watch.begin()
  for (let i = 0; i < 3; i++) await ask()
  await watch.end()
  expect(spans).toMatchObject([
    { source: 'stub-status', tier: 'nginx', node: page.front.host, operations: [{ name: 'requests', count: 4 }] },
  ])
  expect(spans[0]?.signals).toContainEqual({ name: 'writing', value: 5 })
})

test('says how many readings failed, which nginx may have counted', async () => {
  let inHand = 2
  let failed = 0
  const { page, ask } = await frontThat(() => {
    if (inHand < 0) failed++
    return inHand
  })
  const watch = watchOf([page])
  await watch.begin()
  inHand = -1
  watch.start()
  await vi.waitFor(() => expect(failed).toBeGreaterThan(0), { timeout: 5_000 })
  inHand = 2
  await ask()
  // The failed ones were counted by this front; another might not have.
  expect(await watch.end()).toEqual({ requests: failed + 1, failedReadings: failed })
})

test('a front that shows no such page is not watched', async () => {
  const { page } = await frontThat(() => 0)
  const watch = watchOf([{ ...page, path: '/' }])
  expect(await watch.begin()).toBe(false)
  watch.start()
  expect(await watch.end()).toBeUndefined()
})

test('without a front there is nothing to watch', async () => {
  const watch = watchOf([])
  expect(await watch.begin()).toBe(true)
  expect(await watch.end()).toBeUndefined()
})
