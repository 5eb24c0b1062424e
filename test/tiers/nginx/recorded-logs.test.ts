import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseNginxLine } from '../../../src/tiers/nginx/log-line.js'
import { NginxLines } from '../../../src/tiers/nginx/nginx-lines.js'
import { parseSyslogMessage } from '../../../src/tiers/nginx/syslog-message.js'

const linesOf = (name: string): readonly string[] =>
  readFileSync(new URL(`../../../fixtures/tiers/nginx/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')

// Path, status, request time, upstream time and attempts of the ten requests that were recorded, in each format.
const REQUESTS = [
  ['/own', 204, 0, undefined, 0],
  ['/half', 200, 1_000, 0, 2],
  ['/half', 200, 0, 0, 1],
  ['/slow', 200, 8_049_000, 8_050_000, 1],
  ['/other', 200, 0, 0, 3],
  ['/gone', 502, 1_000, 0, 2],
  ['/gone', 502, 0, 0, 0],
  ['/cached', 200, 1_000, 1_000, 1],
  ['/cached', 200, 0, undefined, 0],
  ['/own', 204, 0, undefined, 0],
] as const

const read = (lines: readonly string[]) =>
  lines.map(parseNginxLine).map((line) => {
    if (!('requestUs' in line)) throw new Error(`${line.kind} instead of timed`)
    return [line.path, line.status, line.requestUs, line.upstreamUs, line.attempts]
  })

test('reads what nginx logged as JSON; after an internal redirect the path is the new one', () => {
  const expected = REQUESTS.map(([path, ...rest]) => [path === '/other' ? '/half' : path, ...rest])
  expect(read(linesOf('json.log'))).toEqual(expected)
})

test('reads what nginx logged as combined with times; without addresses, a group without a server left looks like an attempt', () => {
  const expected = REQUESTS.map((request, i) => (i === 6 ? [...request.slice(0, 4), 1] : request))
  expect(read(linesOf('timed.log'))).toEqual(expected)
})

test('reads what nginx logged as combined alone, without any time', () => {
  const lines = linesOf('combined.log').map(parseNginxLine)
  expect(lines).toMatchObject(REQUESTS.map(([path, status]) => ({ kind: 'untimed', path, status, method: 'GET' })))
})

test('reads the same lines out of syslog messages', () => {
  const messages = linesOf('syslog.txt').map(parseSyslogMessage)
  const of = (tag: string) => messages.filter((message) => message?.tag === tag)
  expect(of('front_1').map((message) => message?.text)).toEqual(linesOf('json.log'))
  expect(of('nginx').map((message) => message?.text)).toEqual(linesOf('timed.log'))
  expect([of('front_1')[0]?.host, of('nginx')[0]?.host]).toEqual(['web1', undefined])
})

test('counts retries, connections, handshakes and the cache', () => {
  const lines = new NginxLines()
  for (const line of linesOf('json.log').map(parseNginxLine)) if (line.kind !== 'malformed') lines.take('a', 0, line)
  expect(lines.flush()).toEqual([
    {
      ...{ second: 0, node: 'a', lines: 10, retried: 3, serverErrors: 2, fresh: 2, reused: 8 },
      ...{ fullHandshakes: 1, resumedHandshakes: 1, cache: { MISS: 1, HIT: 1 } },
    },
  ])
})
