import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { until } from './until.js'

const TLS = fileURLToPath(new URL('../../fixtures/tls', import.meta.url))

/** Starts nginx with TLS and further lines for its server, which closes each connection after one answer; resolves with its port. */
export const nginxServer = async (nginxPath: string, lines: string): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'tatami-load-test-'))
  const port = await freePort()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`)
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
     events { worker_connections 64; }
     http { access_log off; ${temporary.join(' ')} keepalive_timeout 0;
       server { listen 127.0.0.1:${port} ssl; ssl_certificate ${TLS}/front.pem; ssl_certificate_key ${TLS}/front-key.pem;
         ${lines} location / { return 200 "$ssl_session_reused $ssl_client_s_dn"; } } }`,
  )
  const nginx = spawn(nginxPath, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  onTestFinished(async () => {
    nginx.kill('SIGTERM')
    if (nginx.exitCode === null) await once(nginx, 'exit')
    rmSync(folder, { recursive: true, force: true })
  })
  let isUp = false
  connectUntil(port, () => {
    isUp = true
  })
  await until(() => isUp)
  return port
}

const connectUntil = (port: number, onUp: () => void): void => {
  const socket = connect(port, '127.0.0.1')
  socket.on('connect', () => {
    socket.destroy()
    onUp()
  })
  socket.on('error', () => setTimeout(() => connectUntil(port, onUp), 20).unref())
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
