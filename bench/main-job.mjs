// The main job at 20,000 users over 2 minutes against the rehearsal stack, generator and stack on the same machine:
//
//   node bench/main-job.mjs [more flags of `tatami-load run`]
//
// Prints what the README's table shows. Nothing else should run meanwhile.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endingWithUs, folderOfOurs } from './ending.mjs'

const BIN = fileURLToPath(new URL('../bin/tatami-load.js', import.meta.url))
const DEFAULTS = ['--users', '20000', '--ramp', '100s', '--hold', '20s', '--plain', '--seed', '1', '--force']

const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, 'run', ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
    endingWithUs(child, 'node').on('close', resolve)
  })

const folder = folderOfOurs('bench')
try {
  const out = join(folder, 'run')
  const code = await run([...DEFAULTS, ...process.argv.slice(2), '--out', out])
  const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))
  print(result, code)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function print({ verdict, users, requests, generator, parts, stages, target, startedAt }, code) {
  const sent = requests.sent
  const seconds = stages.at(-1).toUs / 1e6
  const rows = [
    ['generator', generator.cpuSeconds * 1e6, generator.rssBytes],
    ...parts.map(({ name, cpuUs, rssBytes }) => [name, cpuUs, rssBytes]),
  ]
  const errors = requests.failed + requests.timedOut
  console.log(`${startedAt}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`)
  console.log(target.description)
  console.log(`${users.peak} of ${users.planned} users, ${seconds} s, verdict ${verdict.status} (exit ${code})`)
  console.log(`requests/s ${(sent / seconds).toFixed(0)}, errors ${errors}, dropped ${requests.dropped}`)
  console.log(`schedule lag p99 ${((generator.lag?.p99 ?? 0) / 1000).toFixed(1)} ms`)
  console.log('')
  console.log(
    `${'part'.padEnd(18)}${'CPU us a request'.padStart(18)}${'cores'.padStart(8)}${'KiB a user'.padStart(12)}`,
  )
  for (const [name, cpuUs, rssBytes] of rows)
    console.log(
      name.padEnd(18) +
        (cpuUs / sent).toFixed(1).padStart(18) +
        (cpuUs / 1e6 / seconds).toFixed(2).padStart(8) +
        (rssBytes / 1024 / users.peak).toFixed(1).padStart(12),
    )
}
