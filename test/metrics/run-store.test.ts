import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UsageError } from '../../src/base/errors.js'
import { foldSeconds, readRun } from '../../src/metrics/run-reader.js'
import { RunWriter } from '../../src/metrics/run-writer.js'
import type { SecondRecord } from '../../src/metrics/second-record.js'
import { runEnd, runMeta, temporaryFolder } from './stored-runs.js'

const example = { step: 'timeline/poll', atUs: 5, status: 500, headers: {}, body: 'oops', message: 'status 500' }

const seconds = async (dir: string): Promise<{ read: SecondRecord[]; damaged: number }> => {
  const read: SecondRecord[] = []
  const { damaged } = await foldSeconds(dir, (record) => read.push(record))
  return { read, damaged }
}

test('a finished run is read as it was written', async () => {
  const dir = join(temporaryFolder(), 'runs', 'first')
  const writer = new RunWriter(dir, runMeta())
  writer.seconds([{ second: 0, users: 1 }])
  writer.seconds([{ second: 1, users: 2 }, { second: 0 }])
  writer.event({ kind: 'stage', atUs: 0, stage: 'ramp' })
  writer.example('status', example)
  writer.end(runEnd())
  const run = await readRun(dir)
  expect(run.meta.steps).toEqual(runMeta().steps)
  expect(run.end).toEqual(runEnd())
  expect(run.events).toEqual([{ kind: 'stage', atUs: 0, stage: 'ramp' }])
  expect(run.examples).toEqual({ status: [example] })
  expect((await seconds(dir)).read).toEqual([{ second: 0, users: 1 }, { second: 1, users: 2 }, { second: 0 }])
})

test('a cut run is read up to its last complete line', async () => {
  const dir = temporaryFolder()
  const writer = new RunWriter(dir, runMeta())
  writer.seconds([{ second: 0 }, { second: 1 }])
  writer.close()
  appendFileSync(join(dir, 'seconds.jsonl'), '{"second":2,"users":4')
  appendFileSync(join(dir, 'events.jsonl'), '{"kind":"stage"')
  const run = await readRun(dir)
  expect(run.end).toBeUndefined()
  expect(run.events).toEqual([])
  expect(await seconds(dir)).toEqual({ read: [{ second: 0 }, { second: 1 }], damaged: 0 })
})

test('wherever the file was cut, all whole seconds before are there and nothing else', async () => {
  const records = [0, 1, 2].map((second) => ({ second, users: second * 10 }))
  const whole = records.map((record) => `${JSON.stringify(record)}\n`).join('')
  const dir = temporaryFolder()
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length }), async (length) => {
      writeFileSync(join(dir, 'seconds.jsonl'), whole.slice(0, length))
      const lines = whole.slice(0, length).split('\n').length - 1
      expect(await seconds(dir)).toEqual({ read: records.slice(0, lines), damaged: 0 })
    }),
  )
})

test('any bytes in the file are survived and counted by line', async () => {
  const dir = temporaryFolder()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), async (lines) => {
      writeFileSync(join(dir, 'seconds.jsonl'), [...lines, '{"second":1}', ''].join('\n'))
      const { read, damaged } = await seconds(dir)
      expect(read.at(-1)).toEqual({ second: 1 })
      expect(read.length + damaged).toBe([...lines.join('\n').split('\n')].length + (lines.length > 0 ? 1 : 0))
    }),
  )
})

test('a run without a single second has none', async () => {
  expect(await seconds(temporaryFolder())).toEqual({ read: [], damaged: 0 })
})

test('only the first three examples of a kind are kept', async () => {
  const dir = temporaryFolder()
  const writer = new RunWriter(dir, runMeta())
  for (let atUs = 0; atUs < 5; atUs++) writer.example('timeout', { ...example, atUs })
  writer.close()
  expect((await readRun(dir)).examples.timeout?.map(({ atUs }) => atUs)).toEqual([0, 1, 2])
})

test("the accounts' password is not stored", () => {
  const dir = temporaryFolder()
  new RunWriter(dir, runMeta()).close()
  expect(readFileSync(join(dir, 'run.json'), 'utf8')).not.toContain('open-sesame')
})

test('neither is the passphrase of a key', () => {
  const dir = temporaryFolder()
  const client = { certFile: '/c.pem', keyFile: '/k.pem', passphrase: 'of the key' }
  const target = { urls: [], resolve: [], insecure: false, authorisedHosts: [], client }
  const meta = runMeta()
  new RunWriter(dir, { ...meta, profile: { ...meta.profile, target } }).close()
  const stored = readFileSync(join(dir, 'run.json'), 'utf8')
  expect(stored).toContain('/k.pem')
  expect(stored).not.toContain('of the key')
})

test.each(['a file in its place', 'a run in it', "somebody's files in it"])(
  'a folder with %s is a usage error on --out',
  (obstacle) => {
    const dir = join(temporaryFolder(), 'out')
    if (obstacle === 'a run in it') new RunWriter(dir, runMeta()).close()
    else if (obstacle === 'a file in its place') writeFileSync(dir, '')
    else {
      mkdirSync(dir)
      writeFileSync(join(dir, 'report.html'), 'mine')
    }
    expect(() => new RunWriter(dir, runMeta())).toThrow(UsageError)
    expect(() => new RunWriter(dir, runMeta())).toThrow(/^--out: .*out: name a new folder/)
  },
)

test('a folder without a run is a usage error', async () => {
  const dir = temporaryFolder()
  await expect(readRun(dir)).rejects.toThrow(UsageError)
  await expect(readRun(join(dir, 'nowhere'))).rejects.toThrow(/RUN_DIR/)
  mkdirSync(join(dir, 'other'))
  writeFileSync(join(dir, 'other', 'run.json'), '{"schema":"something/else"}')
  await expect(readRun(join(dir, 'other'))).rejects.toThrow(UsageError)
  rmSync(join(dir, 'other'), { recursive: true })
})
