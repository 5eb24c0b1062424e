// CPU of the generator for opening a connection over TLS to nginx, one request and the close included, full and resumed, TLS 1.3 and
// 1.2. With several built folders it sets them side by side, interleaved, to see what a change is worth.
// Usage: node bench/http/handshakes.mjs [rounds] [seconds] [dist ...]. Needs nginx, and dist/ (npm run build).
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median, startNginx } from './nginx.mjs'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))
const [rounds = '3', seconds = '3', ...given] = process.argv.slice(2)
const builds = given.length > 0 ? given : [path('../../dist')]
const tls = path('../../fixtures/tls')

const runs = new Map()
const measure = async (version) => {
  const certificate = `ssl_certificate ${tls}/front.pem; ssl_certificate_key ${tls}/front-key.pem; ssl_protocols ${version};`
  const nginx = await startNginx(
    'ssl',
    `${certificate} ssl_session_cache shared:S:20m; keepalive_timeout 0; location / { return 200 '[]'; }`,
  )
  try {
    for (let round = 0; round < Number(rounds); round++)
      for (const kind of ['full', 'resumed'])
        for (const dist of builds) {
          const command = [path('./handshakes-client.mjs'), dist, kind, `${nginx.port}`, seconds]
          const { stdout } = await promisify(execFile)(process.execPath, command)
          const key = `${version} ${kind} ${dist}`
          runs.set(key, [...(runs.get(key) ?? []), JSON.parse(stdout)])
        }
  } finally {
    await nginx.stop()
  }
}
for (const version of ['TLSv1.3', 'TLSv1.2']) await measure(version)
const sum = (values) => values.reduce((total, value) => total + value, 0)
console.table(
  Object.fromEntries(
    [...runs].map(([key, figures]) => [
      key,
      {
        'CPU us/connection': Math.round(median(figures.map(({ cpuUs }) => cpuUs))),
        'connections/s': Math.round(median(figures.map(({ perSec }) => perSec))),
        full: sum(figures.map(({ full }) => full)),
        resumed: sum(figures.map(({ resumed }) => resumed)),
        failed: sum(figures.map(({ failed }) => failed)),
      },
    ]),
  ),
)
