import { existsSync, readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPlan } from '../../src/preflight/load-plan.js'
import { readMachine } from '../../src/preflight/machine.js'
import { resolveProfile } from '../../src/profile/resolve-profile.js'
import type { Result } from '../../src/report/result.js'
import { stepDemand } from '../../src/scenarios/step-demand.js'
import { cli, type Ended, resultIn } from './cli-process.js'
import { runFolder } from './run-folder.js'

const FLAGS = { users: '500', ramp: '20s', hold: '20s', seed: '7' }

// README's first command, through the real nginx over TLS, with half its hold and a quarter of its users: 100 logins a
// second over TLS take most of two cores, which a machine that others use as well may not have, and the verdict then
// rightly is `invalid`.
describe('run --users 500 --ramp 20s --hold 20s --seed 7', () => {
  let dir: string
  let ended: Ended
  let result: Result
  let files: readonly string[]
  beforeAll(async () => {
    dir = runFolder()
    const flags = Object.entries(FLAGS).flatMap(([name, value]) => [`--${name}`, value])
    ended = await cli(['run', ...flags, '--ramp-down', '3s', '--out', dir])
    files = existsSync(dir) ? readdirSync(dir) : []
    if (files.includes('result.json')) result = resultIn(dir)
  }, 180_000)

  it('passes', () => {
    expect({ code: ended.code, verdict: result?.verdict }).toMatchObject({ code: 0, verdict: { status: 'pass' } })
  })

  it('fails no request', () => expect([result.requests.failed, result.requests.timedOut]).toEqual([0, 0]))

  it('brings in every user', () => expect(result.users).toMatchObject({ planned: 500, peak: 500 }))

  it('shows every step that is expected ten times or more', () => {
    const profile = resolveProfile(
      { name: 'event-day', flags: FLAGS, env: {}, cwd: '/' },
      { fault: () => undefined, staysHere: () => true },
    )
    const conditions = { machine: readMachine(), demand: stepDemand(profile.behaviour), followersMean: 50 }
    const { steps } = loadPlan(profile, { ...conditions, exchangeCpuUs: 50 })
    const expected = steps.filter((step) => step.expected >= 10).map(({ step }) => step)
    const seen = new Set(result.steps.map(({ name }) => name))
    expect(expected.filter((step) => !seen.has(step))).toEqual([])
    expect(expected.length).toBeGreaterThan(15)
  })

  it('tells the time in five tiers', () => {
    expect(result.tiers.map(({ name }) => name)).toEqual(['network', 'nginx', 'jetty', 'cassandra', 'elasticsearch'])
    for (const { name, count } of result.tiers) expect(count, name).toBeGreaterThan(0)
  })

  it('accounts for every request', () => {
    const { due, sent, ok, failed, timedOut, dropped, inFlight } = result.requests
    expect(due).toBe(sent + dropped)
    expect(sent).toBe(ok + failed + timedOut + inFlight)
    expect(result.steps.reduce((sum, { count }) => sum + count, 0)).toBe(due)
  })

  it('agrees with every independent source that can be asked', () => {
    const failed = result.crossChecks.filter((check) => check.applies && !check.ok)
    expect(failed).toEqual([])
    const asked = new Set(result.crossChecks.flatMap(({ applies, code }) => (applies ? code : [])))
    expect([...asked]).toEqual(
      expect.arrayContaining(['nginx-requests', 'user-time', 'tier-requests', 'traced-latency']),
    )
    expect(ended.stdout).toMatch(/^requests at nginx +ok /m)
  })

  it('writes every report', () =>
    expect(files).toEqual(expect.arrayContaining(['result.json', 'report.html', 'report.md', 'junit.xml'])))

  it('is reported again in French', async () => {
    const { code, stdout } = await cli(['report', dir, '--lang', 'fr', '--stdout', '--format', 'terminal'])
    expect({ code, head: stdout.slice(0, 20) }).toMatchObject({ code: 0, head: expect.stringContaining('RÉUSSI') })
  })

  it('says on standard output how it came out', () => expect(ended.stdout).toContain('PASS'))
})
