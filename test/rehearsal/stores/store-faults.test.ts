import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isProblem, parseFault } from '../../../src/rehearsal/fault.js'
import { type FaultyProcess, StoreFaults, undoableOnReal } from '../../../src/rehearsal/stores/store-faults.js'
import { until } from '../leftovers.js'

const undoable = (text: string): string | undefined => {
  const fault = parseFault(text)
  if (isProblem(fault)) throw new Error(fault.remedy)
  return undoableOnReal(fault)
}

describe('a fault of a real store', () => {
  it.each([
    'cassandra:slow=x3',
    'cassandra/2:freeze@20s-25s',
    'cassandra/3:down@20s',
    'elasticsearch:slow=x2@5s',
    'jetty:errors=5%',
  ])('can be %s', (text) => {
    expect(undoable(text)).toBeUndefined()
  })

  it.each([
    ['cassandra:latency=40ms', 'latency is for modelled stores'],
    ['elasticsearch:errors=5%', 'errors is for modelled stores'],
    ['cassandra:down@20s-40s', 'write cassandra:down@20s, without an end'],
    ['cassandra:freeze', 'write cassandra:freeze@20s-25s'],
    ['cassandra:slow=x0.5', 'write a factor above 1'],
  ])('cannot be %s', (text, remedy) => {
    expect(undoable(text)).toContain(remedy)
  })
})

describe.skipIf(process.platform !== 'linux')('StoreFaults', () => {
  let children: ChildProcess[]
  let processes: FaultyProcess[]
  let faults: StoreFaults | undefined
  beforeEach(() => {
    children = [1, 2].map(() => spawn('sleep', ['60']))
    processes = children.map(({ pid = -1 }, i) => ({ target: 'cassandra', node: i + 1, pid }))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    faults?.stop()
    for (const child of children) child.kill('SIGKILL')
  })
  const begin = (...texts: readonly string[]): StoreFaults => {
    faults = new StoreFaults(texts, processes)
    faults.start()
    return faults
  }
  // proc(5): the state stands after the name in parentheses; T is stopped.
  const isStopped = (index: number): boolean => {
    const stat = readFileSync(`/proc/${children[index]?.pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')
  }

  it('stops the node that it names, for as long as it says', async () => {
    begin('cassandra/2:freeze@10ms-300ms')
    await until('a stopped process', async () => isStopped(1), 5_000)
    expect(isStopped(0)).toBe(false)
    await until('a process that moves', async () => !isStopped(1), 5_000)
  })

  it('stops a throttled node again and again', async () => {
    begin('cassandra/1:slow=x2@0s-20s')
    for (let i = 0; i < 3; i++) {
      await until('a stopped process', async () => isStopped(0), 5_000)
      await until('a process that moves', async () => !isStopped(0), 5_000)
    }
  })

  it('keeps a stopped node stopped, whatever throttles it besides', async () => {
    begin('cassandra/1:slow=x2@0s-20s', 'cassandra/1:freeze@0s-20s')
    await until('a stopped process', async () => isStopped(0), 5_000)
    const seen = new Set<boolean>()
    const endMs = Date.now() + 300
    const turnsAreOver = () => {
      seen.add(isStopped(0))
      return Date.now() > endMs
    }
    await until('some turns', turnsAreOver, 5_000)
    expect([...seen]).toEqual([true])
  })

  it('signals nobody by the id of a node that it has ended', async () => {
    const running = begin('cassandra/2:down@0s', 'cassandra/2:slow=x2@100ms-200ms', 'cassandra/2:freeze@100ms-200ms')
    const pid = processes[1]?.pid ?? -1
    await until('an ended node', async () => running.hasEnded(pid), 5_000)
    const kill = vi.spyOn(process, 'kill')
    const endMs = Date.now() + 300
    await until('the end of all faults', async () => Date.now() > endMs, 5_000)
    running.stop()
    expect(kill.mock.calls.filter(([one]) => one === pid)).toEqual([])
  })

  it('ends a node by its id, and knows that it was meant to', async () => {
    const pid = processes[1]?.pid ?? -1
    const ended = new Promise((resolve) => children[1]?.on('exit', (_, signal) => resolve(signal)))
    const running = begin('cassandra/2:down@10ms')
    expect(await ended).toBe('SIGKILL')
    expect([running.hasEnded(pid), running.hasEnded(processes[0]?.pid ?? -1)]).toEqual([true, false])
  })

  it('leaves nobody stopped when all is over', async () => {
    begin('cassandra:freeze@0s-60s')
    await until('stopped processes', async () => isStopped(0) && isStopped(1), 5_000)
    faults?.stop()
    await until('processes that move', async () => !isStopped(0) && !isStopped(1), 5_000)
  })
})
