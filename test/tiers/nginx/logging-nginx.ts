import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { Agent, get as plainGet } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { findNginx } from '../../../src/rehearsal/find-nginx.js'
import { temporaryFolder } from '../../metrics/stored-runs.js'
import { until } from '../../rehearsal/leftovers.js'

/** The nginx of this machine; tests that need one are skipped without. */
export const nginx = await findNginx()

/** A nginx that was started for one test. */
export interface LoggingNginx {
  readonly port: number
  readonly folder: string
  /** `SIGUSR1` makes it open its logs anew. */
  signal(name: NodeJS.Signals): void
  /** A request for a path on a connection that is kept; resolves with its status. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<number>
}

/** Starts a nginx of two workers; `http` are lines for its http block and `server` for its one server, told the folder for its files. */
export const loggingNginx = async (
  http: (folder: string) => string,
  server: string,
  path = nginx?.path ?? '',
): Promise<LoggingNginx> => {
  const folder = temporaryFolder()
  const port = await freePort()
  mkdirSync(join(folder, 'logs'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`)
  const user = process.getuid?.() === 0 ? 'user root root;' : ''
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${user} daemon off; worker_processes 2; pid ${folder}/pid; error_log ${folder}/error.log;
     events { worker_connections 256; }
     http { ${temporary.join(' ')} keepalive_requests 100000; ${http(folder)}
       server { listen 127.0.0.1:${port} reuseport; ${server} } }`,
  )
  const child = spawn(path, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  onTestFinished(async () => {
    agent.destroy()
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  })
  await until('nginx listens', () => isListening(port))
  return {
    port,
    folder,
    signal: (name) => child.kill(name),
    get: (asked, headers = {}) =>
      new Promise((resolve, reject) => {
        const sent = plainGet({ host: '127.0.0.1', port, path: asked, headers, agent }, (answer) => {
          answer.resume()
          answer.on('end', () => resolve(answer.statusCode ?? 0))
        })
        sent.on('error', reject)
      }),
  }
}

/** A port that was free just now. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const isListening = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1')
  const isUp = await Promise.race([
    once(socket, 'connect').then(
      () => true,
      () => false,
    ),
    pause(1_000, false),
  ])
  socket.destroy()
  return isUp
}
