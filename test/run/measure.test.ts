import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { PreflightError, UsageError } from '../../src/base/errors.js'
import { type MeasureOptions, measure } from '../../src/run/measure.js'
import type { OpenTarget } from '../../src/run/open-target.js'
import { isAlive } from '../is-alive.js'
import { runMeta, temporaryFolder } from '../metrics/stored-runs.js'
import { eventProfile } from '../profile/event-profiles.js'

// Addresses of their own: what connects elsewhere on this machine starts from another.
const SYSLOG = { host: '127.0.0.63', port: 5_140 }
const OTLP = { host: '127.0.0.64', port: 4_318 }

// A real process that keeps its id and then answers with the message given; it stays as long as its channel does.
const shardThatSays = (message: object) => `
require('node:fs').writeFileSync(__dirname + '/pid', String(process.pid))
process.on('message', ({ kind }) => kind === 'prepare' && process.send(${JSON.stringify(message)}))
`

const measuring = (message: object, target: Partial<OpenTarget> = {}) => {
  const folder = temporaryFolder()
  const shardEntry = join(folder, 'shard.cjs')
  const pidFile = join(folder, 'pid')
  writeFileSync(shardEntry, shardThatSays(message))
  const meta = runMeta({ profile: eventProfile({ texts: ['hello'] }), shards: 1 })
  const options: MeasureOptions = {
    ...{ outDir: join(folder, 'run'), meta, runId: '0', shardEntry },
    observer: { note() {}, planned() {}, started() {}, second() {}, finished() {} },
    target: {
      meta: meta.target,
      fronts: [{ host: 'front.test', address: '127.0.0.1', port: 1 }],
      requestSources: { accessLogs: [], nginxSyslog: SYSLOG, otlp: OTLP },
      ...{ statusPages: [], nodeReaders: [], queries: [] },
      setEpoch() {},
      usage: async () => [],
      died: new Promise(() => undefined),
      close: async () => undefined,
      ...target,
    },
  }
  const pid = (): number => Number(readFileSync(pidFile, 'utf8'))
  onTestFinished(() => {
    if (existsSync(pidFile) && isAlive(pid())) process.kill(pid(), 'SIGKILL')
  })
  return { ended: measure(options, { onStop: () => undefined }), pid }
}

// Each rejects when somebody still has the address.
const takeSyslog = async (): Promise<void> => {
  const socket = createSocket('udp4')
  onTestFinished(() => void socket.close())
  socket.bind(SYSLOG.port, SYSLOG.host)
  await once(socket, 'listening')
}
const takeOtlp = async (): Promise<void> => {
  const server = createServer().listen(OTLP.port, OTLP.host)
  onTestFinished(() => void server.close())
  await once(server, 'listening')
}

it('a run whose port for spans is taken has let go of its socket for syslog messages', async () => {
  await takeOtlp()
  await expect(measuring({ kind: 'ready' }).ended).rejects.toThrow(UsageError)
  await takeSyslog()
})

it('a run that a shard refuses listens no more, and leaves no process', async () => {
  const { ended, pid } = measuring({ kind: 'refused', message: 'no accounts' })
  await expect(ended).rejects.toThrow(new PreflightError('the users could not be started: no accounts'))
  await takeSyslog()
  await takeOtlp()
  await expect.poll(() => isAlive(pid())).toBe(false)
})

it('a run whose target breaks while its shards wait to begin listens no more, and leaves no process', async () => {
  const usage = () => Promise.reject(new Error('gone'))
  const { ended, pid } = measuring({ kind: 'ready' }, { usage })
  await expect(ended).rejects.toThrow('gone')
  await takeSyslog()
  await takeOtlp()
  expect(isAlive(pid())).toBe(false)
})
