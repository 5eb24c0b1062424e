// A real nginx that plays Tatami by itself: enough of the 3.1 contract for a login and for polling, every answer static.
// What is measured against it is the generator, not a platform.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeCertificates } from '../../dist/rehearsal/certificate.js'
import { endingWithUs, folderOfOurs } from '../ending.mjs'
import { isListening } from '../http/nginx.mjs'

const HOST = 'tatami.test'

const STATUS_ID = 'fdecd5b0-0000-11e4-8000-000000000000'
/** One status of about 2 KB: what a poll brings when somebody posted. */
const STATUS = {
  statusId: STATUS_ID,
  timelineId: STATUS_ID,
  type: 'STATUS',
  username: 'user1',
  statusPrivate: false,
  groupId: null,
  content: 'a'.repeat(1_800),
}
const LOGIN_PAGE =
  '<html><link href="/css/vendor/css/bootstrap.css"><form action="/tatami/authentication"></form></html>'
const JSON_ANSWERS = {
  'rest/users/suggestions': [{ username: 'user1' }],
  'rest/users/': { username: 'user0' },
  'rest/groups': [],
  'rest/tags': [],
  'rest/statuses/home_timeline': [STATUS],
}

// Who has not logged in is told so only where a client's cookies are in question: the check costs every answer.
const answersOf = (checksCookies) =>
  Object.entries(JSON_ANSWERS).map(
    ([path, value]) => `location /tatami/${path} {
    ${checksCookies ? "if ($cookie_JSESSIONID = '') { return 401; }" : ''}
    default_type application/json;
    add_header Server-Timing "jetty;dur=3.2, cassandra;dur=1.4;desc=\\"n=2\\"";
    return 200 '${JSON.stringify(value)}';
  }`,
  )

// One worker carries as many connections as a process has descriptors; reuseport deals them out unevenly.
const workersFor = (connections) => Math.max(1, Math.ceil((connections * 1.2) / 19_000))

const configOf = ({ folder, address, port, tlsPort, connections, checksCookies }) => `
worker_processes ${workersFor(connections)};
worker_rlimit_nofile 20000;
daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log warn;
events { worker_connections 19000; multi_accept on; }
http {
  access_log off; keepalive_timeout 3600s; keepalive_requests 100000000;
  client_header_buffer_size 1k; connection_pool_size 256; request_pool_size 4k;
  client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  default_type text/html;
  server {
    listen ${address}:${port} reuseport backlog=8192;
    listen ${address}:${tlsPort} ssl reuseport backlog=8192;
    ssl_certificate ${folder}/certificate.pem; ssl_certificate_key ${folder}/key.pem; ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:S:50m; ssl_session_timeout 1h; ssl_buffer_size 4k;
    location = /tatami/login { add_header Set-Cookie "JSESSIONID=$request_id; Path=/"; return 200 '${LOGIN_PAGE}'; }
    location = /tatami/authentication { add_header Set-Cookie "JSESSIONID=$request_id; Path=/"; return 302 http://$http_host/; }
    location = /tatami/logout { return 302 http://$http_host/tatami/login; }
    location = / { return 200 '<html></html>'; }
    location = /tatami/ { return 200 '<html></html>'; }
    location = /nginx_status { stub_status; }
    ${answersOf(checksCookies).join('\n    ')}
    location / { default_type text/css; return 200 'x'; }
  }
}`

const certificatesIn = (folder, address) => {
  const { ca, certificate, key } = makeCertificates({ dns: HOST, addresses: [address] }, new Date())
  for (const [name, text] of Object.entries({ ca, certificate, key })) writeFileSync(join(folder, `${name}.pem`), text)
}

/**
 * Starts it for so many connections; with `checksCookies` a REST call without a session is a 401. `pid` is its master
 * process; `url` and `tlsUrl` are for `--target`, the latter with `--resolve resolve --cacert ca`.
 */
const startStaticFront = async (connections, { checksCookies = false } = {}) => {
  const folder = folderOfOurs('scale')
  // An address of its own, so that its ports are nobody's source ports; below the ephemeral range.
  const address = `127.20.${1 + Math.floor(Math.random() * 250)}.1`
  const [port, tlsPort] = [8_080, 8_443]
  certificatesIn(folder, address)
  writeFileSync(join(folder, 'nginx.conf'), configOf({ folder, address, port, tlsPort, connections, checksCookies }))
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf')]
  const nginx = endingWithUs(spawn('nginx', args, { stdio: ['ignore', 'ignore', 'inherit'] }), 'nginx')
  for (let tries = 0; tries < 400 && nginx.exitCode === null && !(await isListening(port, address)); tries++)
    await sleep(25)
  return {
    pid: nginx.pid,
    address,
    port,
    url: `http://${address}:${port}`,
    tlsUrl: `https://${HOST}:${tlsPort}`,
    resolve: `${HOST}:${tlsPort}:${address}`,
    ca: join(folder, 'ca.pem'),
    stop: async () => {
      if (nginx.exitCode === null) {
        nginx.kill('SIGTERM')
        await once(nginx, 'exit')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Uses one for so many connections, and ends it. */
export const withFront = async (connections, use, options) => {
  const front = await startStaticFront(connections, options)
  try {
    return await use(front)
  } finally {
    await front.stop()
  }
}
