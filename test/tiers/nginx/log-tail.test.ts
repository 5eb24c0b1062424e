import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { LogTail, type LogTailOptions } from '../../../src/tiers/nginx/log-tail.js'

const logPath = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tatami-load-tail-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'access.log')
}

// Looked at only when the test says so, unless it asks for another pause.
const following = async (path: string, options: Partial<LogTailOptions> = {}) => {
  const lines: string[] = []
  const tail = new LogTail({ path, onLine: (line) => lines.push(line), pollMs: 1_000_000, ...options })
  await tail.start()
  onTestFinished(() => tail.stop())
  return { lines, tail }
}

test('hears only what is written after the start', async () => {
  const path = logPath()
  writeFileSync(path, 'old\n')
  const { lines, tail } = await following(path)
  appendFileSync(path, 'new\n')
  await tail.read()
  expect(lines).toEqual(['new'])
})

test('a file that does not exist yet is waited for and read from its start', async () => {
  const path = logPath()
  const { lines, tail } = await following(path)
  await tail.read()
  writeFileSync(path, 'first\n')
  await tail.read()
  expect(lines).toEqual(['first'])
})

test('a torn line waits for its end', async () => {
  const path = logPath()
  const { lines, tail } = await following(path)
  writeFileSync(path, 'one\nto')
  await tail.read()
  appendFileSync(path, 'rn\n')
  await tail.read()
  expect(lines).toEqual(['one', 'torn'])
})

test('looks by itself', async () => {
  const path = logPath()
  const { lines } = await following(path, { pollMs: 5 })
  writeFileSync(path, 'soon\n')
  await vi.waitFor(() => expect(lines).toEqual(['soon']), { timeout: 5_000 })
})

test('a rotated log is read to its end, then the new one from its start', async () => {
  const path = logPath()
  writeFileSync(path, '')
  const { lines, tail } = await following(path)
  appendFileSync(path, 'a\n')
  await tail.read()
  appendFileSync(path, 'b\n')
  renameSync(path, `${path}.1`)
  appendFileSync(`${path}.1`, 'c\n')
  await tail.read()
  expect(lines).toEqual(['a', 'b', 'c'])
  appendFileSync(`${path}.1`, 'd\nnever ended')
  writeFileSync(path, 'e\n')
  await tail.read()
  expect(lines).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('a rotated log is read on beside the new one while somebody writes to it', async () => {
  const path = logPath()
  writeFileSync(path, '')
  const { lines, tail } = await following(path)
  renameSync(path, `${path}.1`)
  writeFileSync(path, 'new 1\n')
  await tail.read()
  appendFileSync(`${path}.1`, 'late 1\nlate ')
  appendFileSync(path, 'new ')
  await tail.read()
  appendFileSync(`${path}.1`, '2\n')
  appendFileSync(path, '2\n')
  await tail.read()
  expect(lines).toEqual(['new 1', 'late 1', 'late 2', 'new 2'])
})

test('a rotated log is left when the new one is in use and nobody wrote to the old one for 10 s', async () => {
  const path = logPath()
  const clock = { us: 0, nowUs: () => clock.us }
  writeFileSync(path, '')
  const { lines, tail } = await following(path, { clock })
  renameSync(path, `${path}.1`)
  writeFileSync(path, '')
  await tail.read()
  clock.us = 60_000_000
  await tail.read()
  appendFileSync(`${path}.1`, 'while the new one is empty\n')
  await tail.read()
  appendFileSync(path, 'new\n')
  clock.us = 70_000_000
  await tail.read()
  clock.us = 70_000_001
  await tail.read()
  appendFileSync(`${path}.1`, 'too late\n')
  await tail.read()
  expect(lines).toEqual(['while the new one is empty', 'new'])
})

test('of logs that are rotated again and again the last few are read on', async () => {
  const path = logPath()
  writeFileSync(path, '')
  const { lines, tail } = await following(path)
  for (let i = 1; i <= 6; i++) {
    renameSync(path, `${path}.${i}`)
    writeFileSync(path, '')
    await tail.read()
  }
  for (let i = 1; i <= 6; i++) appendFileSync(`${path}.${i}`, `${i}\n`)
  await tail.read()
  expect(lines).toEqual(['3', '4', '5', '6'])
})

test('what had not been read of a log that was copied and emptied is read in its copy', async () => {
  const path = logPath()
  writeFileSync(path, 'before\n')
  const { lines, tail } = await following(path)
  appendFileSync(path, 'read\nto')
  await tail.read()
  appendFileSync(path, 'rn\nnot read yet\n')
  writeFileSync(`${path}.2`, 'somebody else\n'.repeat(100))
  copyFileSync(path, `${path}-20240501`)
  truncateSync(path, 0)
  appendFileSync(path, 'new\n')
  await tail.read()
  expect(lines).toEqual(['read', 'torn', 'not read yet', 'new'])
  expect(tail.emptied).toBe(0)
})

test('a log that was emptied without a copy is counted', async () => {
  const path = logPath()
  writeFileSync(path, 'before\n')
  const { lines, tail } = await following(path)
  truncateSync(path, 0)
  await tail.read()
  appendFileSync(path, 'new\n')
  await tail.read()
  expect(lines).toEqual(['new'])
  expect(tail.emptied).toBe(1)
})

test('a log that was emptied and has outgrown its former length is read from its start', async () => {
  const path = logPath()
  writeFileSync(path, 'one\ntwo\n')
  const { lines, tail } = await following(path)
  writeFileSync(path, 'three\nfour\nfive\n')
  await tail.read()
  expect(lines).toEqual(['three', 'four', 'five'])
  expect(tail.emptied).toBe(1)
})

test('a truncated log is read from its start, without the line torn before', async () => {
  const path = logPath()
  const { lines, tail } = await following(path)
  writeFileSync(path, 'a long first line\nand a torn')
  await tail.read()
  truncateSync(path, 0)
  appendFileSync(path, 'after\n')
  await tail.read()
  expect(lines).toEqual(['a long first line', 'after'])
})

test('a file larger than a chunk comes out whole', async () => {
  const path = logPath()
  const { lines, tail } = await following(path)
  const written = Array.from({ length: 5_000 }, (_, i) => `${i} é€😀 ${'x'.repeat(i % 50)}`)
  writeFileSync(path, `${written.join('\n')}\n`)
  await tail.read()
  expect(lines).toEqual(written)
})

test('a line that is too long is left out and counted', async () => {
  const path = logPath()
  const { lines, tail } = await following(path, { maxLineBytes: 100 })
  writeFileSync(path, `${'x'.repeat(200_000)}\nshort\n`)
  await tail.read()
  expect(lines).toEqual(['short'])
  expect(tail.oversized).toBe(1)
})

test('reads that overlap hand on each line once', async () => {
  const path = logPath()
  const { lines, tail } = await following(path)
  writeFileSync(path, 'a\nb\n')
  await Promise.all([tail.read(), tail.read(), tail.read()])
  expect(lines).toEqual(['a', 'b'])
})

test('stopping reads what is left, and nothing later', async () => {
  const path = logPath()
  const { lines, tail } = await following(path, { pollMs: 5 })
  writeFileSync(path, 'last\n')
  await tail.stop()
  appendFileSync(path, 'too late\n')
  await new Promise((resolve) => setImmediate(resolve))
  expect(lines).toEqual(['last'])
})

test('a look that fails is counted and does no harm, and the next one reads what it missed', async () => {
  const path = logPath()
  const { lines, tail } = await following(path)
  mkdirSync(path)
  await tail.read()
  expect(tail.failedReads).toBe(1)
  rmSync(path, { recursive: true })
  writeFileSync(path, 'found\n')
  await tail.read()
  expect(lines).toEqual(['found'])
})
