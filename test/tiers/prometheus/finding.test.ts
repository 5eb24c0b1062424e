import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSelector } from '../../../src/profile/selector.js'
import { answeringServer } from '../answering-server.js'
import { expectSound } from '../sound-readings.js'
import { answering, fixture, JVMS, QUERIES, readerOf } from './readers.js'

test('a check tells the version, what there is, and nothing that is missing', async () => {
  const reader = await answering(fixture('prometheus-2.42.0.txt'), { times: [QUERIES] })
  expect(await reader.check()).toEqual({
    version: 'prometheus 2.42.0+ds',
    gives: ['query: counts, summed times, a histogram of 10 buckets', 'CPU time'],
    lacks: [],
  })
})

test('a check of node_exporter has nothing to complain of', async () => {
  const reader = await answering(fixture('node-exporter-1.5.0-cpu.txt'))
  expect(await reader.check()).toEqual({ version: 'node_exporter 1.5.0', gives: ['CPU time of 2 cores'], lacks: [] })
})

test.each(JVMS)('a check of %s has nothing to complain of', async (version, answer) => {
  const gives = ['CPU time of 2 cores', 'heap', 'garbage collections', 'threads']
  expect(await (await answering(answer)).check()).toEqual({ version, gives, lacks: [] })
})

test('a check names the histograms there are in place of one that is not, and how CPU time is had', async () => {
  const times = [{ operation: 'read', selector: parseSelector('t'), unit: 's' }] as const
  const reader = await answering('# TYPE other histogram\nother_count 1\n', { times })
  const { lacks } = await reader.check()
  expect(lacks.map(({ what }) => what)).toEqual([
    'read (no series of t is as named; there are other)',
    'CPU time (no node_cpu_seconds_total, no process_cpu_seconds_total)',
  ])
  expect(lacks[1]?.remedy).toContain('-javaagent:jmx_prometheus_javaagent.jar=9404:config.yaml')
})

test('a check tells a fault that hinders no reading, and an answer that is long', async () => {
  const many = Array.from({ length: 5_001 }, (_, i) => `noise{i="${i}"} 1\n`).join('')
  const { lacks } = await (await answering(`process_cpu_seconds_total 1\n${many}`)).check()
  expect(lacks.map(({ what }) => what)).toEqual([
    'a short answer (5002 samples, which are asked for again each second)',
  ])
  const broken = await answering('process_cpu_seconds_total 1\nnoise one\n')
  expect((await broken.read()).signals).toHaveLength(1)
  expect((await broken.check()).lacks).toEqual([
    { what: 'an answer that is wholly as its format has it (line 2 is no sample of the text format)' },
  ])
})

test('whatever is changed in a recorded answer, a reading is sound or a sentence says why there is none', async () => {
  let body = ''
  const { url, host } = await answeringServer(() => body)
  const reader = readerOf(url, { times: [QUERIES] })
  const texts = ['prometheus-2.42.0.txt', 'jmx-exporter-0.16.1.txt', 'node-exporter-1.5.0-cpu.txt'].map(fixture)
  const piece = fc.constantFrom(
    '{',
    '}',
    '"',
    '\\',
    '\n',
    ' ',
    '-1',
    'NaN',
    '+Inf',
    '1e300',
    'le="1"',
    '\u0000',
    '\u202e',
  )
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  const changed = fc.tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(place, fc.nat(9), piece), { minLength: 1, maxLength: 9 }),
  )
  await fc.assert(
    fc.asyncProperty(changed, async ([text, changes]) => {
      body = changes.reduce((now, [where, cut, put]) => {
        const at = Math.floor(where * now.length)
        return now.slice(0, at) + put + now.slice(at + cut)
      }, text)
      try {
        expectSound(await reader.read())
        await reader.check()
      } catch (error) {
        expect(String(error)).toMatch(new RegExp(`^Error: ${host} answers metrics that cannot be read: [\\w +;,-]+$`))
      }
    }),
    { numRuns: 150 },
  )
})
