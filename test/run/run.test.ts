import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { run } from '../../src/run/run.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { startFake } from '../preflight/fake-tatami.js'
import { eventProfile } from '../profile/event-profiles.js'

// Real processes: one is done as soon as it begins, one has no accounts.
const DONE = `process.on('message', ({ kind }) => {
  if (kind === 'prepare') process.send({ kind: 'ready' })
  if (kind === 'start') process.send({ kind: 'done', total: { arrived: 1, due: 0, sent: 0 } }, () => process.exit())
})`
const REFUSED = `process.on('message', () => process.send({ kind: 'refused', message: 'no accounts' }))`

const notesOf = async (shard: string, finished: () => void): Promise<readonly string[]> => {
  const fake = await startFake({ restStatus: 200, restBody: '[]' })
  onTestFinished(() => fake.close())
  const folder = temporaryFolder()
  const shardEntry = join(folder, 'shard.cjs')
  writeFileSync(shardEntry, shard)
  const notes: string[] = []
  const observer = { note: (text: string) => notes.push(text), planned() {}, started() {}, second() {}, finished }
  const profile = eventProfile({ users: 1, texts: ['hello'], target: fake.target(), deletePosts: true })
  const options = { profile, outDir: join(folder, 'run'), toolVersion: '0.1.0', force: true, observer, shardEntry }
  await expect(run(options, { onStop: () => undefined })).rejects.toThrow('no')
  return notes.filter((text) => text.includes('posts'))
}

it('a run that breaks once its users were sent still takes its posts away', async () => {
  const notes = await notesOf(DONE, () => {
    throw new Error('no room for the end')
  })
  expect(notes).toEqual(['0 posts of the run deleted, of 1 accounts'])
})

it('a run whose users were never sent looks for no posts', async () => {
  expect(await notesOf(REFUSED, () => undefined)).toEqual([])
})
