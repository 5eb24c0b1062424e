import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { profileOfStack, profileToPlan, profileToRun, profileToSmoke } from '../../src/cli/asked-profile.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { contextIn } from './contexts.js'

const MODULE = "export default { name: 'wall', perUserHour: 3, steps: { 'wall/list': 'json-array' }, *run() {} }\n"

/** Asks for `event.yaml` with this text beside these files. */
const asking = (text: string, files: Readonly<Record<string, string>> = {}) => {
  const cwd = temporaryFolder()
  for (const [name, content] of Object.entries({ ...files, 'event.yaml': text }))
    writeFileSync(join(cwd, name), content)
  return { context: contextIn(cwd), asked: (flags = {}) => ({ name: 'event.yaml', flags }) }
}

const problemsOf = async (resolving: () => unknown) => {
  try {
    await resolving()
    return []
  } catch (error) {
    if (error instanceof UsageError) return error.problems
    throw error
  }
}

describe("what is wrong in a user's own scenarios", () => {
  const files = {
    'wall.mjs': MODULE.replace('perUserHour: 3', "perUserHour: 'often'"),
    'broken.mjs': 'export default {',
    'again.mjs': MODULE,
    'twice.mjs': MODULE,
  }
  const text = [
    'users: many',
    'scenarios:',
    '  - wall.mjs',
    '  - broken.mjs',
    '  - gone.mjs',
    '  - again.mjs',
    '  - twice.mjs',
  ].join('\n')

  it.each([
    ['run', profileToRun],
    ['plan', profileToPlan],
    ['smoke', profileToSmoke],
  ])('is told by %s together with what is wrong in the profile, each at its place', async (_name, resolving) => {
    const { context, asked } = asking(text, files)
    const problems = await problemsOf(() => resolving(asked(), context))
    expect(problems.map(({ path, value }) => [path, value])).toEqual([
      ['event.yaml:1: users', 'many'],
      ['event.yaml:3: scenarios[0].perUserHour', 'wall.mjs: "often"'],
      ['event.yaml:4: scenarios[1]', 'broken.mjs'],
      ['event.yaml:5: scenarios[2]', 'gone.mjs'],
      ['event.yaml:7: scenarios[4].name', 'twice.mjs: "wall"'],
    ])
  })

  it('is not looked for by the stack alone', async () => {
    const { context, asked } = asking('scenarios: [broken.mjs]', files)
    expect(profileOfStack(asked(), context).rehearsal.jetty).toBe(2)
  })
})

describe('names in SLOs', () => {
  const SLOS = 'slos: [wall/list.p99 < 1s, wlal.p99 < 1s]\n'

  it('are those of own scenarios as well', async () => {
    const { context, asked } = asking(`${SLOS}scenarios: [wall.mjs]`, { 'wall.mjs': MODULE })
    const problems = await problemsOf(() => profileToRun(asked(), context))
    expect(problems).toMatchObject([{ value: 'wlal.p99 < 1s', remedy: expect.stringContaining('did you mean wall?') }])
  })

  it('are not known where a module is wrong', async () => {
    const { context, asked } = asking(`${SLOS}scenarios: [wall.mjs]`, { 'wall.mjs': 'nonsense' })
    expect(await problemsOf(() => profileToRun(asked(), context))).toMatchObject([
      { path: expect.stringContaining('scenarios') },
    ])
  })
})

describe('a fault of the rehearsal', () => {
  it.each([
    [profileToRun, 'jetty/5:down'],
    [profileToSmoke, 'jetty/5:down'],
    [profileToPlan, 'jetty/5:down@1s'],
    [profileOfStack, 'jetty/5:down@9h'],
  ])('may be on any node that the profile has', async (resolving, fault) => {
    const { context, asked } = asking('rehearsal: { jetty: 5 }')
    expect(await problemsOf(() => resolving(asked({ fault: [fault] }), context))).toEqual([])
    expect(await problemsOf(() => resolving(asked({ fault: ['jetty/6:down'] }), context))).toMatchObject([
      { path: '--fault', remedy: expect.stringContaining('jetty has 5 nodes in this rehearsal') },
    ])
  })

  it('may come after the end of a smoke when the profile has it, not when it is asked for now', async () => {
    const { context, asked } = asking('hold: 1h\nrehearsal: { faults: [jetty:down@30m] }')
    const { profile } = await profileToSmoke(asked(), context)
    expect(profile.rehearsal.faults).toEqual(['jetty:down@30m'])
    const problems = await problemsOf(() => profileToSmoke(asked({ fault: ['jetty:down@30m'] }), context))
    expect(problems).toMatchObject([{ path: '--fault', remedy: expect.stringContaining('the run is over after 30s') }])
  })
})

describe('the stack alone', () => {
  const text = [
    'target: { urls: [https://tatami.bank.example], cacert: none.pem }',
    'accounts: { csv: none.csv }',
    'rehearsal: { jetty: 3, faults: [jetty:down@10s] }',
  ].join('\n')

  it.each([{}, { plain: true }, { fault: ['jetty/3:slow=x2'] }])(
    'stands in for the target of a profile with %j',
    (flags) => {
      const { context, asked } = asking(text)
      const profile = profileOfStack(asked(flags), { ...context, env: { TATAMI_LOAD_TARGET: 'http://127.0.0.1:9' } })
      expect([profile.target, profile.rehearsal.jetty]).toEqual([undefined, 3])
    },
  )

  it('is told of a target that is none all the same', async () => {
    const { context, asked } = asking('target: { urls: [tatami] }')
    expect(await problemsOf(() => profileOfStack(asked({ plain: true }), context))).toMatchObject([
      { path: 'event.yaml:1: target.urls[0]' },
    ])
  })
})

describe('a ramp at another size', () => {
  it.each([
    ['200/s', 2_000, 10_000_000],
    ['15m', 2_000, 900_000_000],
  ])('of %s with %d users takes %d us', async (ramp, users, durationUs) => {
    const { context, asked } = asking('users: 160k')
    const { rampAt } = await profileToPlan(asked({ ramp }), context)
    expect(rampAt(users)).toEqual({ kind: 'linear', durationUs })
  })
})
