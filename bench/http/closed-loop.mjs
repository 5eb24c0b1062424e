// Closed loop over 50 connections, 2 KB answers from nginx: CPU a request of this transport beside undici's dispatch and
// autocannon, interleaved in one run so that all meet the same machine. Usage: node bench/http/closed-loop.mjs [rounds] [seconds]
// Needs nginx, and dist/ (npm run build).
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { median, startNginx } from './nginx.mjs'

const CLIENTS = ['lean', 'undici-dispatch', 'autocannon']
const [rounds = '3', seconds = '5'] = process.argv.slice(2)
const clientPath = new URL('./closed-loop-client.mjs', import.meta.url).pathname
const body = JSON.stringify([{ content: 'a'.repeat(2_020) }])

const nginx = await startNginx(
  '',
  `location / { add_header Server-Timing "jetty;dur=3.2, cassandra;dur=1.4"; return 200 '${body}'; }`,
)
const results = new Map(CLIENTS.map((client) => [client, []]))
try {
  for (let round = 0; round < Number(rounds); round++) {
    for (const client of CLIENTS) {
      const { stdout } = await promisify(execFile)(process.execPath, [clientPath, client, `${nginx.port}`, seconds])
      results.get(client).push(JSON.parse(stdout))
    }
  }
} finally {
  await nginx.stop()
}
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
