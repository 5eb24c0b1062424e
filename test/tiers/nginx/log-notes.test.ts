import { expect, test } from 'vitest'
import type { NginxLogReport } from '../../../src/metrics/nginx-record.js'
import { nginxLogNotes } from '../../../src/tiers/nginx/log-notes.js'

const report = (change: Partial<NginxLogReport> = {}): NginxLogReport => ({
  basis: 'traces',
  nodes: [{ node: 'a', lines: 7, clockOffset: { leastMs: -1, mostMs: 1, hasMoved: false } }],
  untimedLines: 0,
  losses: { malformed: 0, oversized: 0, failedReads: 0, emptied: 0 },
  ...change,
})

test('says nothing where all went well', () => {
  expect(nginxLogNotes(report({ losses: { ...report().losses, droppedDatagrams: 0 } }))).toEqual([])
})

test.each<[string, Partial<NginxLogReport>, RegExp]>([
  [
    'that lines of others cannot be told apart',
    { basis: 'routes', routed: { paired: 5, lineSurplus: 3, sampleSurplus: 0, unrouted: 1 } },
    /by method and route, 5 of them, .* cannot be told from ours \(3 lines more than we asked\)$/,
  ],
  ['that combined has no times', { untimedLines: 9 }, /^9 lines .* rt=\$request_time urt="\$upstream_response_time"/],
  [
    'what the kernel threw away',
    { losses: { ...report().losses, droppedDatagrams: 4 } },
    /^4 syslog messages .*rmem_max/,
  ],
  ['that a disk was full', { losses: { ...report().losses, outOfRoom: 1 } }, /^1 of nginx's logs had no room .*make/],
  ['what cannot be read', { losses: { ...report().losses, malformed: 2 } }, /^2 lines .* no format/],
  ['that a log was emptied', { losses: { ...report().losses, emptied: 1 } }, /^1 times .* emptied/],
  [
    'that a clock was set',
    { nodes: [{ node: 'web1/nginx', lines: 1, clockOffset: { leastMs: 0, mostMs: 1, hasMoved: true } }] },
    /^the clock of web1\/nginx was set/,
  ],
])('says %s', (_, change, expected) => {
  const notes = nginxLogNotes(report(change))
  expect(notes).toEqual([expect.stringMatching(expected)])
  expect(notes.join()).not.toMatch(/\n|\.$/)
})
