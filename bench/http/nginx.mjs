// A real nginx for the benches beside it: one worker on a free loopback port, in a folder of its own that goes with it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endingWithUs, folderOfOurs } from '../ending.mjs'

/** Starts nginx with a server block's `listen` options and its further text; `stop` ends it and clears its folder away. */
export const startNginx = async (listenOptions, server) => {
  const folder = folderOfOurs('bench')
  const port = await freePort()
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
     events { worker_connections 1024; }
     http { access_log off; keepalive_requests 1000000000; default_type application/json;
       client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
       server { listen 127.0.0.1:${port} ${listenOptions}; ${server} } }`,
  )
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf')]
  const nginx = endingWithUs(spawn('nginx', args, { stdio: 'inherit' }), 'nginx')
  const stop = async () => {
    nginx.kill('SIGTERM')
    if (nginx.exitCode === null) await once(nginx, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
  for (let tries = 0; tries < 200 && !(await isListening(port)); tries++) await sleep(25)
  return { port, stop }
}

/** The middle one of some figures. */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** Whether somebody accepts connections there. */
export const isListening = (port, address = '127.0.0.1') =>
  new Promise((resolve) => {
    const socket = connect(port, address)
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
