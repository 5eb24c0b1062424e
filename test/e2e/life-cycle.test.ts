import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '../../src/report/result.js'
import { cli, type Running, resultIn, start } from './cli-process.js'
import { eventually } from './eventually.js'
import { familyOf, foldersOf, isAlive, type Process } from './processes.js'
import { runFolder } from './run-folder.js'

const running: Running[] = []
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
})

const startRun = (dir: string, ...more: readonly string[]): Running => {
  const run = start([
    'run',
    'fixtures/profiles/busy.yaml',
    '--ramp',
    '1s',
    '--hold',
    '60s',
    '--verbose',
    '--out',
    dir,
    ...more,
  ])
  running.push(run)
  return run
}

const inHold = /^hold .*left/m
/** Both shards have said that all of their users are logged in. */
const everybodyIn = /^hold +60 of 60 users .*left/m
const pidOf = ({ child }: Running): number => child.pid ?? -1
const shardsOf = (run: Running): readonly Process[] =>
  familyOf(pidOf(run)).filter(({ command }) => command.includes('shard-process'))

describe('a run whose parent is killed', () => {
  let dir: string
  let family: readonly Process[]
  let folders: readonly string[]
  let foldersThen: readonly string[]
  beforeAll(async () => {
    dir = runFolder()
    const run = startRun(dir)
    await run.said(inHold)
    family = familyOf(pidOf(run))
    folders = foldersOf(family)
    foldersThen = folders.filter((folder) => existsSync(folder))
    run.child.kill('SIGKILL')
    await run.ended
  })

  it('leaves no process and no folder behind', async () => {
    expect(family.length).toBeGreaterThan(3)
    expect(foldersThen).not.toEqual([])
    await eventually('the end of every process', 5_000, () => !family.some(({ pid }) => isAlive(pid)))
    await eventually('the end of every folder', 5_000, () => !folders.some((folder) => existsSync(folder)))
  })

  it('leaves nothing behind either when its watchdog was killed before', async () => {
    const run = startRun(runFolder())
    await run.said(inHold)
    const watchdog = () => familyOf(pidOf(run)).find(({ command }) => command.includes('tatami-load-watchdog'))?.pid
    const first = watchdog() ?? -1
    process.kill(first, 'SIGKILL')
    await eventually('another watchdog', 5_000, () => (watchdog() ?? first) !== first)
    const family = familyOf(pidOf(run))
    const folders = foldersOf(family)
    expect(folders.filter((folder) => existsSync(folder))).not.toEqual([])
    run.child.kill('SIGKILL')
    await run.ended
    await eventually('the end of every process', 5_000, () => !family.some(({ pid }) => isAlive(pid)))
    await eventually('the end of every folder', 5_000, () => !folders.some((folder) => existsSync(folder)))
  })

  // The watchdog can do nothing then: each process has to end by itself.
  it('leaves no process behind when its watchdog is killed in the same instant', async () => {
    const run = startRun(runFolder())
    await run.said(inHold)
    const family = familyOf(pidOf(run))
    const watchdogs = family.filter(({ command }) => command.includes('tatami-load-watchdog'))
    expect(family.filter(({ command }) => command.startsWith('nginx')).length).toBeGreaterThan(0)
    expect(watchdogs).toHaveLength(1)
    const folders = foldersOf(family)
    // One system call after the other, with nothing in between in which a new watchdog could be started.
    for (const { pid } of [...watchdogs, { pid: pidOf(run) }]) process.kill(pid, 'SIGKILL')
    await run.ended
    await eventually('the end of every process', 5_000, () => !family.some(({ pid }) => isAlive(pid)))
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it('is cut, and can be reported', async () => {
    const { code } = await cli(['report', dir])
    expect(code).toBe(0)
    expect(resultIn(dir).verdict.status).toBe('interrupted')
    expect(resultIn(dir).requests.ok).toBeGreaterThan(100)
  })
})

const requestsFrom = ({ timeline }: Result, from: number): number =>
  timeline.filter(({ second }) => second >= from).reduce((sum, { requests }) => sum + requests, 0)

const failedChecks = ({ crossChecks }: Result) => crossChecks.filter((check) => check.applies && !check.ok)
const usersAt = ({ timeline }: Result, at: number) => timeline.find(({ second }) => second === at)?.users

describe('a run that loses a shard', () => {
  const startTwo = (dir: string): Running => startRun(dir, '--hold', '8s', '--ramp-down', '1s', '--shards', '2')

  it('goes on with the other one to its planned end, and is invalid', async () => {
    const dir = runFolder()
    const run = startTwo(dir)
    await run.said(everybodyIn)
    process.kill(shardsOf(run)[0]?.pid ?? -1, 'SIGKILL')
    await run.said(
      /^shard \d died \d s after the start \(ended by SIGKILL\): its \d+ users are missing .*\n(.*\n)*hold .* left/m,
    )
    const { code } = await run.ended
    const result = resultIn(dir)
    const { verdict, stop, generator, warnings } = result
    expect([code, verdict.status, stop]).toEqual([4, 'invalid', { kind: 'finished' }])
    expect(verdict.reasons[0]).toMatch(/^shard \d died .*its 30 users are missing from then on; look at memory/)
    expect(verdict.reasons.join('\n')).not.toMatch(/planned arrivals|cross-check|broke off/)
    expect(failedChecks(result)).toEqual([])
    expect(warnings.map((warning) => warning.code)).not.toContain('users-short')
    expect(generator.shardDeaths).toMatchObject([{ cause: 'ended by SIGKILL', users: 30 }])
    // The last seconds of the hold, in which thirty users poll every 2 s.
    expect(requestsFrom(result, 7)).toBeGreaterThan(20)
    expect(usersAt(result, 7)).toBe(30)
  })

  it('for a while, since it was stopped over the end of the hold, is invalid', async () => {
    const dir = runFolder()
    const run = startTwo(dir)
    await run.said(everybodyIn)
    const pid = shardsOf(run)[0]?.pid ?? -1
    process.kill(pid, 'SIGSTOP')
    await run.said(/^shard \d \(30 users\) has said nothing for 3 s$/m)
    await run.said(/^finishing /m)
    process.kill(pid, 'SIGCONT')
    const { code } = await run.ended
    const result = resultIn(dir)
    const { verdict, stop, generator } = result
    expect([code, verdict.status, stop]).toEqual([4, 'invalid', { kind: 'finished' }])
    expect(verdict.reasons.join('\n')).toMatch(
      /^shard \d stood still for \d+ s \(from \d s to \d+ s after the start\) with its 30 users: it was stopped/m,
    )
    expect(verdict.reasons.join('\n')).not.toMatch(/planned arrivals|cross-check/)
    expect(failedChecks(result)).toEqual([])
    expect(generator.silences).toHaveLength(1)
    expect(usersAt(result, 7)).toBe(30)
  })
})

describe('a run', () => {
  it('ends as invalid when the rehearsal breaks', async () => {
    const dir = runFolder()
    const run = startRun(dir)
    await run.said(everybodyIn)
    const nodes = familyOf(pidOf(run)).find(({ command }) => command.includes('nodes-process'))
    process.kill(nodes?.pid ?? -1, 'SIGKILL')
    const { code } = await run.ended
    expect([code, resultIn(dir).verdict.status]).toEqual([4, 'invalid'])
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('logs its users out and reports at the first %s', async (signal) => {
    const dir = runFolder()
    const run = startRun(dir)
    await run.said(everybodyIn)
    run.child.kill(signal)
    const { code } = await run.ended
    const result = resultIn(dir)
    expect([code, result.verdict.status]).toEqual([130, 'interrupted'])
    expect(result.steps.find(({ name }) => name === 'logout/logout')?.count).toBeGreaterThan(0)
    expect(result.requests.inFlight).toBe(0)
  })

  it('ends without a user when the signal comes before the first', async () => {
    const run = startRun(runFolder())
    const isStarting = () => familyOf(pidOf(run)).some(({ command }) => command.includes('nodes-process'))
    await eventually('the start of the stack', 20_000, isStarting)
    const askedMs = performance.now()
    run.child.kill('SIGINT')
    expect((await run.ended).code).toBe(130)
    // The hold is of 60 s.
    expect(performance.now() - askedMs).toBeLessThan(30_000)
  })

  // As a terminal does it: to every process of the group. And as it seems when the parent hears of their end first.
  it.each([
    ['as well', (run: ReturnType<typeof startRun>) => [pidOf(run)]],
    ['before it comes to the parent', () => []],
  ])('reports that it was interrupted when Ctrl-C ends shards that still load %s', async (_, others) => {
    const dir = runFolder()
    const run = startRun(dir)
    await eventually('the start of a shard', 20_000, () => shardsOf(run).length > 0)
    for (const pid of [...others(run), ...shardsOf(run).map((shard) => shard.pid)]) process.kill(pid, 'SIGINT')
    expect((await run.ended).code).toBe(130)
    expect(resultIn(dir).verdict).toMatchObject({ status: 'interrupted' })
  })

  it('ends at once at the second signal, and takes all it started with it', async () => {
    const run = startRun(runFolder())
    await run.said(everybodyIn)
    const family = familyOf(pidOf(run))
    run.child.kill('SIGINT')
    await run.said('stopping')
    run.child.kill('SIGINT')
    expect((await run.ended).code).toBe(130)
    await eventually('the end of every process', 5_000, () => !family.some(({ pid }) => isAlive(pid)))
  })

  it('ends early, gracefully and with its reason, when an abort rule has held', async () => {
    const dir = runFolder()
    const { code } = await startRun(dir, '--fault', 'jetty:errors=50%', '--abort-on', 'errors > 5% for 3s').ended
    const { verdict } = resultIn(dir)
    expect([code, verdict.status]).toEqual([1, 'fail'])
    expect(verdict.reasons.join()).toContain('errors > 5% for 3s')
  })
})

describe('two runs at once', () => {
  it('do not disturb each other', async () => {
    const dirs = [runFolder(), runFolder()]
    const short = ['--hold', '3s', '--ramp-down', '1s']
    const codes = await Promise.all(
      dirs.map(async (dir) => (await cli(['run', 'fixtures/profiles/busy.yaml', ...short, '--out', dir])).code),
    )
    expect(dirs.map((dir) => resultIn(dir).requests.failed)).toEqual([0, 0])
    expect(codes.every((code) => code === 0 || code === 3 || code === 4)).toBe(true)
    expect(dirs.map((dir) => existsSync(join(dir, 'report.html')))).toEqual([true, true])
  })
})
