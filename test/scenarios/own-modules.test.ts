import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { JOURNEYS, stepTable } from '../../src/scenarios/index.js'
import { loadOwnModules } from '../../src/scenarios/own-modules.js'
import { NO_OWN_SCENARIOS } from '../../src/scenarios/own-scenario.js'
import { STEPS } from '../../src/scenarios/steps.js'
import { contextOf } from './contexts.js'
import { ERROR, FakeTatami, json, TO_LOGIN } from './fake-tatami.js'
import { outcomesOf, pathsOf, playOnPage, SHOWN_US } from './on-page.js'
import { type Platform, play, QUIET } from './played.js'

const EXAMPLE = fileURLToPath(new URL('../../fixtures/scenarios/mentions.js', import.meta.url))
const { pollEveryUs: _, ...quiet } = QUIET
const ONE_PASS = { ...quiet, session: { kind: 'one-pass' } } as const

let folder: string
let files = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tatami-load-own-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const moduleFile = (text: string): string => {
  const path = join(folder, `module-${++files}.mjs`)
  writeFileSync(path, text)
  return path
}
const withRun = (run: string, steps = `{ 'wall/list': 'json-array' }`): string =>
  moduleFile(`export default { name: 'wall', perUserHour: 3, steps: ${steps}, *run(user, kit) { ${run} } }`)

const problemsOf = async (...paths: readonly string[]) => {
  const error: unknown = await loadOwnModules(paths).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UsageError)
  return error instanceof UsageError ? error.problems : []
}

/** Performs the only scenario of a module once on the open page. */
const perform = async (path: string, platform: Platform, options = {}) => {
  const told: string[] = []
  const own = await loadOwnModules([path], (text) => told.push(text))
  const [{ name } = { name: '' }] = own.activities
  const played = playOnPage((user, screen) => own.perform(user, screen, name, 5), platform, options)
  return { ...played, told }
}

const listing = (): FakeTatami => {
  const platform = new FakeTatami()
  platform.instead = (step) => (step.startsWith('login/') || step.startsWith('logout/') ? undefined : json([]))
  return platform
}

describe('loadOwnModules', () => {
  it('loads nothing where nothing is named', async () => {
    const own = await loadOwnModules([])
    expect(own.steps).toEqual(NO_OWN_SCENARIOS.steps)
    expect(stepTable(own)).toEqual(STEPS)
  })

  it('puts the steps behind the built-in ones', async () => {
    const own = await loadOwnModules([EXAMPLE, withRun('')])
    expect(own.activities).toMatchObject([
      { name: 'mentions', perUserHour: 2 },
      { name: 'wall', perUserHour: 3 },
    ])
    const table = stepTable(own)
    expect(table.slice(STEPS.length).map(({ name, scenario }) => [name, scenario])).toEqual([
      ['mentions/list', 'mentions'],
      ['mentions/details', 'mentions'],
      ['mentions/favourites', 'mentions'],
      ['wall/list', 'wall'],
    ])
    expect(table.every(({ id }, i) => id === i)).toBe(true)
  })

  it.each<[string, string, string, RegExp]>([
    ['no default export', 'export const name = 1', 'scenarios[0]', /export default \{ name/],
    ['a name in capitals', `export default { name: 'Wall' }`, 'scenarios[0].name', /a name such as/],
    ['a built-in name', `export default { name: 'timeline' }`, 'scenarios[0].name', /no built-in scenario/],
    ['a tier’s name', `export default { name: 'jetty' }`, 'scenarios[0].name', /tier/],
    ['a rate below zero', `export default { perUserHour: -1 }`, 'scenarios[0].perUserHour', /from 0/],
    ['a rate that is none', `export default { perUserHour: NaN }`, 'scenarios[0].perUserHour', /from 0/],
    ['no steps', `export default { name: 'x', steps: {} }`, 'scenarios[0].steps', /'x\/list'/],
    [
      'a foreign step',
      `export default { name: 'x', steps: { 'y/a': 'page' } }`,
      'scenarios[0].steps',
      /y\/a must be called x\/…/,
    ],
    [
      'an unknown expectation',
      `export default { name: 'x', steps: { 'x/a': 'toString' } }`,
      'scenarios[0].steps',
      /json-array, json-object, page/,
    ],
    ['a run that is no generator', `export default { run() {} }`, 'scenarios[0].run', /generator/],
  ])('refuses %s', async (_, text, path, remedy) => {
    const problems = await problemsOf(moduleFile(text))
    const problem = problems.find((one) => one.path === path)
    expect(problem?.remedy).toMatch(remedy)
    expect(problem?.value).toContain('module-')
  })

  it.each([
    ['a file that is not there', () => join(folder, 'absent.js'), /Cannot find|Failed to load/],
    ['a module with a syntax error', () => moduleFile('export default {'), /./],
    ['a module that throws', () => moduleFile('throw new Error("no licence")'), /no licence/],
  ])('refuses %s', async (_, path, reason) => {
    const [problem] = await problemsOf(path())
    expect(problem).toMatchObject({ path: 'scenarios[0]', remedy: expect.stringMatching(reason) })
  })

  it('refuses all that is wrong at once', async () => {
    const problems = await problemsOf(join(folder, 'absent.js'), moduleFile('export default {}'), EXAMPLE)
    expect(problems.map(({ path }) => path)).toEqual([
      'scenarios[0]',
      ...['name', 'perUserHour', 'steps', 'run'].map((key) => `scenarios[1].${key}`),
    ])
  })

  it('refuses two modules of one name', async () => {
    expect(await problemsOf(withRun(''), withRun(''))).toMatchObject([
      {
        path: 'scenarios[1].name',
        value: expect.stringMatching(/\.mjs: "wall"$/),
        remedy: expect.stringContaining('another module'),
      },
    ])
  })
})

describe('a scenario of one’s own', () => {
  it('walks the example', async () => {
    const platform = listing()
    platform.instead = (step) => {
      if (step === 'mentions/list') return json([{ statusId: 's-1' }])
      return step === 'mentions/details'
        ? json({ discussionStatuses: [] })
        : step === 'mentions/favourites'
          ? json([])
          : undefined
    }
    const played = await perform(EXAMPLE, platform)
    expect(pathsOf(played.sent)).toEqual(
      ['mentions', 'statuses/details/s-1', 'favorites'].map((path) => `/tatami/rest/${path}`),
    )
    expect(outcomesOf(played)).toEqual(['mentions/list', 'mentions/details', 'mentions/favourites'])
  })

  it('sends pages and JSON as a browser does', async () => {
    const steps = `{ 'wall/page': 'page', 'wall/put': 'json-object' }`
    const run = `yield* kit.page('wall/page', '/tatami/'); yield* kit.send('wall/put', 'PUT', '/tatami/rest/tags/x', { name: 'x' })`
    const played = await perform(withRun(run, steps), new FakeTatami())
    expect(played.sent.map(({ method, body, outcome }) => [method, body, outcome])).toEqual([
      ['GET', undefined, 'ok'],
      ['PUT', '{"name":"x"}', 'ok'],
    ])
    expect(played.sent[0]?.headers).toContain('Accept: text/html')
    expect(played.sent[1]?.headers).toContain('Content-Type: application/json')
  })

  it.each<[string, string, ReturnType<typeof json>, string]>([
    ['a function that says no', '({ text }) => text === "[1]"', json([]), 'content'],
    ['a function that throws', '({ text }) => JSON.parse(text).a.b', json([]), 'content'],
    [
      'a function that says yes',
      '({ status, contentType }) => status === 200 && contentType.includes("json")',
      json([]),
      'ok',
    ],
    ['a lost session, whatever the function says', '() => true', TO_LOGIN, 'session-lost'],
    ['an error', '"json-array"', ERROR, 'status'],
  ])('judges by %s', async (_, expected, answer, outcome) => {
    const platform = new FakeTatami()
    platform.instead = (step) => (step === 'wall/list' ? answer : undefined)
    const file = withRun(`yield* kit.get('wall/list', '/tatami/rest/mentions')`, `{ 'wall/list': ${expected} }`)
    expect((await perform(file, platform)).sent.map((sent) => sent.outcome)).toEqual([outcome])
  })

  it('fails the answer that the module finds fault with', async () => {
    const run = `const reply = yield* kit.get('wall/list', '/x'); if (kit.json(reply).length === 0) kit.fail(reply)`
    expect(outcomesOf(await perform(withRun(run), listing()))).toEqual(['wall/list content'])
  })

  it('counts what it throws against its last answer, tells of it once, and goes on', async () => {
    const run = `yield* kit.get('wall/list', '/x'); const reply = yield* kit.get('wall/list', '/y'); kit.json(reply)[0].id`
    const told: string[] = []
    const own = await loadOwnModules([withRun(run)], (text) => told.push(text))
    const played = playOnPage(function* (user, screen) {
      yield* own.perform(user, screen, 'wall', 1)
      yield* own.perform(user, screen, 'wall', 2)
    }, listing())
    expect(played.sent.map(({ outcome }) => outcome)).toEqual(['ok', 'content', 'ok', 'content'])
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^scenario wall threw: TypeError/)
  })

  it.each([
    ['throws before its first answer', 'null.x', /scenario wall: TypeError/],
    ['asks for a step that it has not named', `yield* kit.get('wall/other', '/x')`, /wall\/other is not among/],
    ['yields something else than the kit’s calls', 'yield 7', /must stand behind `yield\*`/],
    ['breaks out of the request line', `yield* kit.get('wall/list', '/x HTTP/1.1\\r\\nHost: other')`, /is no path/],
  ])('ends loudly when it %s', async (_, run, message) => {
    await expect(perform(withRun(run), listing())).rejects.toThrow(message)
  })

  it('keeps the page polling while it pauses', async () => {
    const run = `yield* kit.pause(45); yield* kit.get('wall/list', '/x')`
    const played = await perform(withRun(run), listing())
    expect(played.sent.map(({ step, dueUs }) => [step, dueUs - SHOWN_US])).toEqual([
      ['timeline/poll', 20e6],
      ['timeline/poll', 40e6],
      ['wall/list', 45e6],
    ])
  })

  it('ends with its pause when the run winds down, and cleans up', async () => {
    const run = `try { for (;;) yield* kit.pause(10) } finally { yield* kit.get('wall/list', '/bye') }`
    const { sent, endUs, told } = await perform(withRun(run), listing(), { stopAtUs: SHOWN_US + 12e6 })
    expect(pathsOf(sent)).toEqual(['/bye'])
    expect(endUs).toBe(SHOWN_US + 12.005e6)
    expect(told).toEqual([])
  })

  it('has numbers of its own that follow from the seed', async () => {
    const run = `yield* kit.get('wall/list', '/' + user.username + '/' + user.index + '/' + user.random())`
    const file = withRun(run)
    const [once, again] = [await perform(file, listing()), await perform(file, listing())]
    expect(pathsOf(once.sent)[0]).toMatch(/^\/me\/3\/0\.\d+$/)
    expect(pathsOf(again.sent)).toEqual(pathsOf(once.sent))
  })

  it('is performed once in smoke, and at its rate in the event', async () => {
    const own = await loadOwnModules([withRun(`yield* kit.get('wall/list', '/x')`)])
    const listed = (sent: readonly { readonly step: string }[]) =>
      sent.filter(({ step }) => step === 'wall/list').length
    const smoke = play(JOURNEYS.smoke(contextOf(ONE_PASS, { own })), smokeable(), { index: 1, behaviour: ONE_PASS })
    expect(listed(smoke.sent)).toBe(1)
    const event = play(JOURNEYS.event(contextOf(quiet, { own })), listing(), {
      behaviour: quiet,
      stopAtUs: 100 * 3_600e6,
    })
    // Five standard deviations of a Poisson count with mean 300.
    expect(Math.abs(listed(event.sent) - 300)).toBeLessThan(87)
  })
})

const smokeable = (): FakeTatami => {
  const platform = new FakeTatami()
  platform.instead = (step) => (step === 'wall/list' ? json([]) : undefined)
  return platform
}
