import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, type Running, resultIn, start } from './cli-process.js'
import { runFolder, temporaryFolder } from './run-folder.js'

// A platform whose nginx is said to serve the run alone, so that its own count has to be that of the run.
describe('a run that names the status page of its nginx', () => {
  let stack: Running
  let url: string
  beforeAll(async () => {
    stack = start(['rehearsal', '--plain', '--users', '50'])
    url = /http:\/\/\S+:\d+/.exec(await stack.said('Ctrl-C'))?.[0] ?? ''
  })
  afterAll(() => void stack.child.kill('SIGTERM'))

  const runOnce = async () => {
    const profile = join(temporaryFolder(), 'alone.yaml')
    writeFileSync(profile, `extends: smoke\ntarget: { urls: ${url} }\ntiers: { nginxStatus: ${url}/nginx_status }\n`)
    const dir = runFolder()
    const { code, stderr } = await cli(['run', profile, '--users', '20', '--ramp', '3s', '--hold', '3s', '--out', dir])
    const { crossChecks, verdict } = resultIn(dir)
    return { code, stderr, verdict, count: crossChecks.find((check) => check.code === 'nginx-requests') }
  }

  it('counts what nginx counts', async () => {
    const { count, stderr } = await runOnce()
    expect(count, stderr).toMatchObject({ applies: true, ok: true, name: 'requests at nginx' })
    expect(count?.applies && count.expected).toBeGreaterThan(100)
  })

  it('is invalid when somebody else used it as well, and says so', async () => {
    const others = setInterval(() => void fetch(`${url}/tatami/login`).catch(() => undefined), 50)
    try {
      const { code, count, verdict } = await runOnce()
      expect(count).toMatchObject({ applies: true, ok: false })
      expect([code, verdict.status]).toEqual([4, 'invalid'])
      expect(verdict.reasons.join('\n')).toMatch(
        /cross-check of requests at nginx failed: .*somebody else used this nginx/,
      )
    } finally {
      clearInterval(others)
    }
  })
})

// Half a second for each of some 450 requests a second: enough in hand to tell Little's law within 5 % in half a minute.
describe('a run with much in hand at nginx', () => {
  const busyRun = async () => {
    const dir = runFolder()
    const length = ['--users', '400', '--ramp', '12s', '--hold', '30s', '--ramp-down', '1s']
    const slow = ['--fault', 'jetty:latency=500ms', '--slo', 'errors < 1%']
    const { stderr } = await cli(['run', 'fixtures/profiles/busy.yaml', ...length, ...slow, '--out', dir])
    return { stderr, ...resultIn(dir) }
  }

  it('finds there what throughput and mean time make', async () => {
    let run = await busyRun()
    // Where the host took the CPU away meanwhile, the run says so, and there is nothing to tell from.
    if (run.verdict.status === 'invalid') run = await busyRun()
    const inHand = run.crossChecks.find((check) => check.code === 'nginx-in-hand')
    expect(inHand, run.stderr).toMatchObject({ applies: true, ok: true })
    expect(inHand?.applies && inHand.expected).toBeGreaterThan(100)
  })
})
