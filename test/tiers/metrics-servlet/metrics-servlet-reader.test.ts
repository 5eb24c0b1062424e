import { expect, onTestFinished, test } from 'vitest'
import {
  type MetricsServletOptions,
  MetricsServletReader,
} from '../../../src/tiers/metrics-servlet/metrics-servlet-reader.js'
import { type Answer, answeringServer } from '../answering-server.js'
import { fixtureText } from '../fixture.js'
import { runNodeReaderContract } from '../node-reader-contract.js'

const YAMMER = fixtureText('metrics-servlet/yammer-2.2.json')
const DROPWIZARD = fixtureText('metrics-servlet/dropwizard-4.2.json')
const PATH = '/metrics/metrics'

for (const [name, answer] of [
  ['Yammer', YAMMER],
  ['Dropwizard', DROPWIZARD],
] as const)
  runNodeReaderContract(`metrics-servlet of ${name}`, {
    make: (url) => new MetricsServletReader({ address: { url: `${url}${PATH}` } }),
    answers: (path) => (path === PATH ? answer : undefined),
  })

const readerOf = async (answer: Answer, options: Omit<MetricsServletOptions, 'address'> = {}) => {
  const { url, host } = await answeringServer((path) => (path === PATH ? answer : undefined))
  const reader = new MetricsServletReader({ address: { url: `${url}${PATH}` }, ...options })
  onTestFinished(() => reader.close())
  return { reader, host }
}

test('tells the timers that are asked for, as those of the tier given', async () => {
  const { reader } = await readerOf(DROPWIZARD, { include: ['app.c'], tier: 'cassandra' })
  expect(reader.tier).toBe('cassandra')
  expect((await reader.read()).operations.map(({ name }) => name)).toEqual(['app.cassandra'])
})

test("takes Yammer's own clock, and the Date header of Dropwizard's answer", async () => {
  const yammer = await (await readerOf(YAMMER)).reader.read()
  expect(yammer.clock).toEqual({ fromMs: 1_395_405_600_123, toMs: 1_395_405_600_124 })
  expect(yammer.startedMs).toBe(1_395_405_600_123 - 7_201_000)
  const date = { date: 'Fri, 21 Mar 2014 12:40:00 GMT' }
  const dropwizard = await (await readerOf({ status: 200, body: DROPWIZARD, headers: date })).reader.read()
  expect(dropwizard.clock).toEqual({ fromMs: 1_395_405_600_000, toMs: 1_395_405_601_000 })
})

test('never adds up to totals or buckets', async () => {
  for (const answer of [YAMMER, DROPWIZARD])
    for (const operation of (await (await readerOf(answer)).reader.read()).operations)
      expect(Object.keys(operation).sort()).toEqual(
        operation.count > 0 ? ['count', 'decayed', 'name'] : ['count', 'name'],
      )
})

test('says how many timers are left out, and how others are asked for', async () => {
  const timers = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`t${i}`, { count: i }]))
  const { reader } = await readerOf(JSON.stringify({ version: '4.0.0', gauges: {}, timers }))
  const { gives, lacks } = await reader.check()
  expect(gives).toEqual(['counts of 50 of 70 timers, and percentiles as evidence'])
  expect(lacks[0]).toMatchObject({ what: '20 more timers, since 50 are told at most' })
  expect(lacks.at(-1)?.remedy).toContain('new MemoryUsageGaugeSet()')
})

test('says when no timer is called as asked for', async () => {
  const { reader } = await readerOf(DROPWIZARD, { include: ['none.'] })
  expect((await reader.check()).lacks[0]?.what).toBe('timers whose names begin as `include` says; it has 4 others')
})

test.each([
  [{ status: 302, headers: { location: '/tatami/login' } }, '302', 'tatami.admin.users='],
  [{ status: 403 }, '403', 'tatami.admin.users='],
  [{ status: 404 }, '404', '-Dspring.profiles.active=metrics'],
  [{ status: 500 }, '500', '--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED'],
  ['<html></html>', '200 and something else', 'com.yammer.metrics.reporting.MetricsServlet'],
] satisfies readonly (readonly [Answer, string, string])[])(
  'says which lines make metrics of %j',
  async (answer, found, line) => {
    const { reader, host } = await readerOf(answer)
    const { gives, lacks } = await reader.check()
    expect(gives).toEqual([])
    expect(lacks[0]?.what).toContain(`metrics: ${PATH} answers ${found}`)
    expect(lacks[0]?.remedy).toContain(line)
    await expect(reader.read()).rejects.toThrow(`${host}${PATH} answers`)
  },
)

test('keeps the session that a reading with user and password began', async () => {
  const sent: (string | undefined)[] = []
  const { url } = await answeringServer((_, { authorization, cookie }) => {
    sent.push(authorization, cookie)
    return { status: 200, body: YAMMER, headers: { 'set-cookie': 'JSESSIONID=a1;Path=/;HttpOnly' } }
  })
  const reader = new MetricsServletReader({ address: { url: `${url.replace('//', '//admin%40a.b:pw@')}${PATH}` } })
  onTestFinished(() => reader.close())
  await reader.read()
  await reader.read()
  const basic = `Basic ${Buffer.from('admin@a.b:pw').toString('base64')}`
  expect(sent).toEqual([basic, undefined, basic, 'JSESSIONID=a1'])
})
