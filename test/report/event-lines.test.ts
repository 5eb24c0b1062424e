import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventLines, firstLines } from '../../src/report/event-lines.js'
import { eventSection as htmlSection } from '../../src/report/html/event-section.js'
import { htmlReport } from '../../src/report/html/html-report.js'
import { markdownEvents } from '../../src/report/markdown-events.js'
import { markdownReport } from '../../src/report/markdown-report.js'
import type { PlatformEvent } from '../../src/report/result.js'
import { eventSection as terminalSection } from '../../src/report/terminal-events.js'
import { terminalReport } from '../../src/report/terminal-report.js'
import { result } from './results.js'

const STYLE = { columns: 100, colour: false, unicode: true }

const event = (change: Partial<PlatformEvent> = {}): PlatformEvent => ({
  atUs: 1_200_000,
  host: 'jetty-2',
  service: 'jetty',
  state: 'ok',
  description: 'joined',
  ...change,
})

const rendered = (events: readonly PlatformEvent[]) => {
  const all = result({ events })
  return [terminalReport, markdownReport, htmlReport].map((report) =>
    report.needs === 'result' ? report.render(all, STYLE) : '',
  )
}

test('services of a host that came into one state together share a line', () => {
  const services = ['jetty', 'cpu', 'load', 'disk /', 'memory']
  const events = services.map((service, i) => event({ service, isNewHost: true, description: i === 0 ? '' : 'fine' }))
  expect(eventLines({ events })).toEqual([
    {
      atUs: 1_200_000,
      time: '0:01',
      host: 'jetty-2',
      service: 'jetty, cpu, load and 2 more',
      state: 'ok',
      description: 'new host: fine',
    },
  ])
})

test('another state, host or second is another line', () => {
  const changes = [{}, { state: 'critical' }, { host: 'jetty-3' }, { atUs: 2_000_000 }, { state: '' }]
  expect(eventLines({ events: changes.map(event) }).map(({ time, host, state }) => [time, host, state])).toEqual([
    ['0:01', 'jetty-2', 'ok'],
    ['0:01', 'jetty-2', 'critical'],
    ['0:01', 'jetty-3', 'ok'],
    ['0:02', 'jetty-2', 'ok'],
    ['0:01', 'jetty-2', '–'],
  ])
})

test('what is not shown is counted', () => {
  const events = [1, 2, 3].map((second) => event({ atUs: second * 1_000_000 }))
  const riemann = { index: { server: 'r:5556', kept: 3, leftOut: 7, malformed: 0, deafMs: 0 } }
  expect(firstLines({ events, riemann: null }, 3).rest).toBe('')
  expect(firstLines({ events, riemann }, 2)).toMatchObject({
    lines: [{}, {}],
    rest: '1 more line in result.json; 7 more changes left out.',
  })
})

test('terminal, Markdown and HTML name the time, the host and what happened, and HTML marks it on every chart over time', () => {
  const [terminal = '', markdown = '', page = ''] = rendered([event({ isNewHost: true })])
  expect(terminal).toMatch(/On the platform meanwhile.*\n.*\n.*\n *0:01 +jetty-2 +jetty +ok +new host: joined/)
  expect(markdown).toContain('1 change on the platform meanwhile')
  expect(markdown).toContain('| 0:01 | <code>jetty-2</code> |')
  // Time line, heat map and times of the tiers, each wide and narrow.
  expect(page.split('<title>0:01 jetty-2 jetty ok, new host: joined</title>')).toHaveLength(1 + 3 * 2)
  expect(page).toContain('On the platform meanwhile</h2>')
})

test('without events there is no section and no mark', () => {
  for (const text of rendered([])) expect(text).not.toMatch(/on the platform meanwhile|class="event"/i)
})

test('whatever Riemann tells, no report is broken by it, and no line is lost', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 })
  const any = fc.record({
    atUs: fc.integer({ min: 0, max: 3_000_000 }),
    host: text,
    service: text,
    state: text,
    description: text,
  })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), (events) => {
      const keys = events.map(({ atUs, host, state }) => JSON.stringify([Math.floor(atUs / 1e6), host, state]))
      expect(eventLines({ events })).toHaveLength(new Set(keys).size)
      const all = result({ events })
      const sections = [...terminalSection(all, STYLE), markdownEvents(all), htmlSection(all)?.markup ?? '']
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may reach a terminal or a page
      for (const section of sections) expect(section).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/)
    }),
    { numRuns: 50, seed: 5 },
  )
})
