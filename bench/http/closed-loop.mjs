// Closed loop over 50 connections, 2 KB answers from nginx: CPU a request of this transport beside undici's dispatch and
// autocannon, interleaved in one run so that all meet the same machine. Usage: node bench/http/closed-loop.mjs [rounds] [seconds]
// Needs nginx, and dist/ (npm run build).
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const CLIENTS = ['lean', 'undici-dispatch', 'autocannon']
const [rounds = '3', seconds = '5'] = process.argv.slice(2)
const clientPath = new URL('./closed-loop-client.mjs', import.meta.url).pathname

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

const isListening = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })

const startNginx = async (folder, port) => {
  const body = JSON.stringify([{ content: 'a'.repeat(2_020) }])
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
     events { worker_connections 1024; }
     http { access_log off; keepalive_requests 1000000000; default_type application/json;
       client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
       server { listen 127.0.0.1:${port}; location / { add_header Server-Timing "jetty;dur=3.2, cassandra;dur=1.4"; return 200 '${body}'; } } }`,
  )
  const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' })
  for (let tries = 0; tries < 200 && !(await isListening(port)); tries++) await sleep(25)
  return nginx
}

const folder = mkdtempSync(join(tmpdir(), 'tatami-load-bench-'))
const port = await freePort()
const nginx = await startNginx(folder, port)
const results = new Map(CLIENTS.map((client) => [client, []]))
try {
  for (let round = 0; round < Number(rounds); round++) {
    for (const client of CLIENTS) {
      const { stdout } = await promisify(execFile)(process.execPath, [clientPath, client, `${port}`, seconds])
      results.get(client).push(JSON.parse(stdout))
    }
  }
} finally {
  nginx.kill('SIGTERM')
  await once(nginx, 'exit')
  rmSync(folder, { recursive: true, force: true })
}
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
console.table(
  Object.fromEntries(
    [...results].map(([client, runs]) => [
      client,
      {
        'CPU us/request': median(runs.map(({ cpuUs }) => cpuUs)).toFixed(1),
        'of it user': median(runs.map(({ userUs }) => userUs)).toFixed(1),
        'requests/s': Math.round(median(runs.map(({ perSec }) => perSec))),
        failed: runs.reduce((sum, { failed }) => sum + failed, 0),
      },
    ]),
  ),
)
