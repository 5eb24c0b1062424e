import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Disk, diskRemedy, systemDisk } from '../../src/metrics/disk.js'
import { RUN_FILES, type Unwritten } from '../../src/metrics/run-files.js'
import { foldSeconds, readRun } from '../../src/metrics/run-reader.js'
import type { RunMeta } from '../../src/metrics/run-record.js'
import { RunWriter } from '../../src/metrics/run-writer.js'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { runEnd, runMeta, temporaryFolder } from './stored-runs.js'

const example = { step: 'timeline/poll', atUs: 5, status: 500, headers: {}, body: 'oops', message: 'status 500' }

/** A disk that takes so many bytes and then no more, the last write in part. */
class SmallDisk implements Disk {
  room: number
  constructor(room: number) {
    this.room = room
  }

  append(file: number, bytes: Uint8Array): number {
    this.#require(1)
    const taken = systemDisk.append(file, bytes.subarray(0, this.room))
    this.room -= taken
    return taken
  }

  replace(path: string, text: string): void {
    this.#require(Buffer.byteLength(text))
    systemDisk.replace(path, text)
  }

  #require(bytes: number): void {
    if (this.room < bytes) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  }
}

interface Written {
  readonly dir: string
  readonly unwritten: Unwritten
  readonly told: readonly string[]
}

const written = (disk: Disk, meta: RunMeta = runMeta()): Written => {
  const dir = join(temporaryFolder(), 'run')
  const told: string[] = []
  const onTrouble = (text: string): void => {
    told.push(text)
    writer.event({ kind: 'note', atUs: 1, text })
  }
  const writer = new RunWriter(dir, meta, { disk, onTrouble })
  writer.event({ kind: 'note', atUs: 0, text: 'größer' })
  for (let second = 0; second < 3; second++) writer.seconds([{ second, users: second }])
  writer.example('status', example)
  return { dir, unwritten: writer.end(runEnd()), told }
}

const readBack = async ({ dir, unwritten }: Written) => {
  const seconds: SecondRecord[] = []
  const { damaged } = await foldSeconds(dir, (record) => seconds.push(record), unwritten)
  const { end, events, examples } = await readRun(dir, unwritten)
  return { seconds, damaged, end, examples, first: events[0] }
}

describe('a run whose disk is full', () => {
  it('reads the same with what could not be written, wherever the disk ended', async () => {
    const whole = await readBack(written(systemDisk))
    expect(whole.seconds).toHaveLength(3)
    for (let room = 0; room < 160; room++) expect(await readBack(written(new SmallDisk(room)))).toEqual(whole)
  })

  it('is told of once, with the folder, the reason and the remedy', () => {
    const { dir, told } = written(new SmallDisk(50))
    expect(told).toEqual([
      `${dir} cannot be written (ENOSPC: no space left on device); the run goes on and keeps its figures in memory, so make room on its disk before it ends`,
    ])
  })

  it('stays marked as cut in its folder, though its end would have fitted', () => {
    class NoSeconds extends SmallDisk {
      override append = (): number => {
        throw new Error('full')
      }
    }
    const { dir, unwritten } = written(new NoSeconds(1_000_000))
    expect(existsSync(join(dir, RUN_FILES.end))).toBe(false)
    expect([...unwritten.keys()].sort()).toEqual([RUN_FILES.end, RUN_FILES.events, RUN_FILES.seconds])
  })

  it('shows whoever watches its folder being read nothing that is not there', async () => {
    const { dir, unwritten } = written(new SmallDisk(0))
    const seen: string[] = []
    await readRun(dir, unwritten, (name) => seen.push(name))
    expect([...new Set(seen)].filter((name) => !existsSync(join(dir, name)))).toEqual([])
  })

  it('is read whole when somebody removed its folder', async () => {
    const dir = join(temporaryFolder(), 'run')
    const writer = new RunWriter(dir, runMeta())
    writer.seconds([{ second: 0, users: 1 }])
    writer.event({ kind: 'stage', atUs: 0, stage: 'ramp' })
    writer.example('status', example)
    rmSync(dir, { recursive: true })
    writer.seconds([{ second: 1, users: 2 }])
    const { seconds, end, examples, first } = await readBack({ dir, unwritten: writer.end(runEnd()), told: [] })
    expect(seconds.map(({ second }) => second)).toEqual([0, 1])
    expect([end, examples, first]).toEqual([runEnd(), { status: [example] }, { kind: 'stage', atUs: 0, stage: 'ramp' }])
  })

  it('is written whole when there is room again', async () => {
    const dir = join(temporaryFolder(), 'run')
    const disk = new SmallDisk(20)
    const writer = new RunWriter(dir, runMeta(), { disk })
    writer.seconds([{ second: 0, users: 1 }])
    writer.event({ kind: 'stage', atUs: 0, stage: 'ramp' })
    writer.example('status', example)
    disk.room = 1_000_000
    writer.seconds([{ second: 1, users: 2 }])
    expect(writer.end(runEnd()).size).toBe(0)
    const { seconds, end, examples, first } = await readBack({ dir, unwritten: new Map(), told: [] })
    expect(seconds.map(({ second }) => second)).toEqual([0, 1])
    expect([end, examples, first]).toEqual([runEnd(), { status: [example] }, { kind: 'stage', atUs: 0, stage: 'ramp' }])
  })
})

describe('diskRemedy', () => {
  it.each([
    ['ENOSPC', 'make room on its disk'],
    ['EDQUOT', 'make room within the disk quota'],
    ['EFBIG', 'raise the limit of file sizes (ulimit -f)'],
    ['ENOENT', 'put it back'],
    ['EROFS', 'make it writable'],
  ])('of %s is to %s', (code, remedy) => expect(diskRemedy(Object.assign(new Error(code), { code }))).toBe(remedy))
})
