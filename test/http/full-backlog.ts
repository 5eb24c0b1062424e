import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

const SERVER = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () { console.log(this.address().port) })`
const MOST = 20
const PATIENCE_MS = 300

/** The port of a server that is stopped with its backlog full, so that the kernel answers no further connection. */
export const fullBacklog = async (): Promise<number> => {
  const server = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    server.kill('SIGKILL')
  })
  const [line] = await once(server.stdout, 'data')
  const port = Number(line)
  server.kill('SIGSTOP')
  // Twice in a row, lest a slow moment of this process be taken for a full backlog.
  for (let i = 0; i < MOST; i++) if (!(await isTaken(port)) && !(await isTaken(port))) return port
  throw new Error(`the backlog took ${MOST} connections and was not full`)
}

const isTaken = async (port: number): Promise<boolean> => {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => {})
  onTestFinished(() => {
    socket.destroy()
  })
  return Promise.race([once(socket, 'connect').then(() => true), sleep(PATIENCE_MS, false)])
}
