// What reading a long run takes: the hold of a recorded run, again and again up to some hours, read by report, compare and capacity.
//   node bench/long-record.mjs RUN_DIR [HOURS…]        after npm run build; default: 0.5 1 2

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endingWithUs, folderOfOurs } from './ending.mjs'

const BIN = join(import.meta.dirname, '../bin/tatami-load.js')
const SECOND_US = 1_000_000

const [source, ...asked] = process.argv.slice(2)
if (source === undefined) {
  process.stderr.write('usage: node bench/long-record.mjs RUN_DIR [HOURS…]\n')
  process.exit(2)
}
const hours = asked.length === 0 ? [0.5, 1, 2] : asked.map(Number)
const root = folderOfOurs('long')
console.log('| hours | seconds.jsonl | command | peak memory | took | exit |\n|---|---|---|---|---|---|')
for (const one of hours) {
  const dir = join(root, String(one))
  const bytes = await stretched(source, dir, Math.round(one * 3_600))
  const commands = [
    ['report', dir, '--stdout', '--format', 'terminal'],
    ['compare', dir, dir],
    ['capacity', '--from', dir],
  ]
  for (const words of commands) {
    const { peakKib, tookMs, code } = await measured(words)
    const cells = [one, mib(bytes), words[0], mib(peakKib * 1_024), `${(tookMs / 1_000).toFixed(1)} s`, code]
    console.log(`| ${cells.join(' | ')} |`)
  }
  rmSync(dir, { recursive: true })
}

function mib(bytes) {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`
}

/** The same run with a hold of so many seconds; answers how large its seconds are. */
async function stretched(from, to, seconds) {
  const meta = JSON.parse(readFileSync(join(from, 'run.json'), 'utf8'))
  const hold = meta.stages.find(({ name }) => name === 'hold')
  const [first, length] = [hold.fromUs / SECOND_US, (hold.toUs - hold.fromUs) / SECOND_US]
  const longerUs = seconds * SECOND_US - (hold.toUs - hold.fromUs)
  const moved = (us) => (us >= hold.toUs ? us + longerUs : us)
  const stages = meta.stages.map((stage) => ({ ...stage, fromUs: moved(stage.fromUs), toUs: moved(stage.toUs) }))
  mkdirSync(to)
  writeFileSync(
    join(to, 'run.json'),
    JSON.stringify({ ...meta, stages, profile: { ...meta.profile, holdUs: seconds * SECOND_US } }),
  )
  writeFileSync(join(to, 'events.jsonl'), '')
  const end = JSON.parse(readFileSync(join(from, 'end.json'), 'utf8'))
  writeFileSync(
    join(to, 'end.json'),
    JSON.stringify({ ...end, endUs: moved(end.endUs), shardDeaths: [], silences: [] }),
  )
  const lines = readFileSync(join(from, 'seconds.jsonl'), 'utf8').trimEnd().split('\n')
  const records = lines.map((line) => JSON.parse(line))
  const file = createWriteStream(join(to, 'seconds.jsonl'))
  const write = async (record, second) => {
    if (!file.write(`${JSON.stringify({ ...record, second })}\n`)) await once(file, 'drain')
  }
  for (const record of records) if (record.second < first) await write(record, record.second)
  const held = records.filter(({ second }) => second >= first && second < first + length)
  for (let at = 0; at < seconds; at += length)
    for (const record of held) if (record.second - first + at < seconds) await write(record, record.second + at)
  file.end()
  await once(file, 'close')
  return statSync(join(to, 'seconds.jsonl')).size
}

/** Runs a command to its end, and looks meanwhile how much memory it had at most. */
async function measured(words) {
  const startMs = performance.now()
  const spawned = spawn(process.execPath, [BIN, ...words], { stdio: ['ignore', 'ignore', 'inherit'] })
  const child = endingWithUs(spawned, 'node')
  let peakKib = 0
  const look = setInterval(() => {
    peakKib = Math.max(peakKib, peakOf(child.pid))
  }, 20)
  const [code] = await once(child, 'exit')
  clearInterval(look)
  return { peakKib, tookMs: performance.now() - startMs, code }
}

function peakOf(pid) {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
