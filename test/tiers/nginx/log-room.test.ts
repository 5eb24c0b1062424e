import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { LogRoom } from '../../../src/tiers/nginx/log-room.js'

const PATHS = ['/run/one/access.log', '/run/other/access.log']

const looking = (freeBytes?: (folder: string) => Promise<number>) => {
  const notes: string[] = []
  const room = new LogRoom({ paths: PATHS, onNote: (text) => notes.push(text), ...(freeBytes && { freeBytes }) })
  return { room, notes }
}

test('a log whose disk is full is told once, by its path, and counted', async () => {
  const free = new Map([
    ['/run/one', 1_000_000],
    ['/run/other', 1_000_000],
  ])
  const { room, notes } = looking(async (folder) => free.get(folder) ?? 0)
  await room.look()
  expect([room.full, notes]).toEqual([0, []])
  free.set('/run/other', 4_096)
  await room.look()
  await room.look()
  expect(room.full).toBe(1)
  expect(notes).toEqual([expect.stringMatching(/^the disk of nginx's log is full \(\/run\/other\/access\.log\): /)])
})

test('two looks at the same time tell it once', async () => {
  const { room, notes } = looking(async () => 0)
  await Promise.all([room.look(), room.look()])
  expect([room.full, notes.length]).toEqual([2, 2])
})

test('where the room cannot be told, nothing is said', async () => {
  const { room, notes } = looking()
  await room.look()
  expect([room.full, notes]).toEqual([0, []])
})

test('a real disk with room has it, and a file system without a size is none that is full', async () => {
  const notes: string[] = []
  const room = new LogRoom({
    paths: [`${tmpdir()}/access.log`, '/proc/access.log'],
    onNote: (text) => notes.push(text),
  })
  await room.look()
  expect(notes).toEqual([])
})
