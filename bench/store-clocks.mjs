// Where the time of one read of Cassandra goes: what the rehearsal's application tells of it in Server-Timing, by way of the driver; what
// the same read takes over a bare socket; what is exchanged there without any read (OPTIONS); and what the server counts of the read.
//
//   node bench/store-clocks.mjs [--seconds 60] [--rate 5] [--at-once 8]
//
// Needs a JDK 17, Cassandra as `tatami-load rehearsal --fetch-stores` brings it, and dist/ (npm run build). Nothing else should run
// meanwhile; the load average stands beside the figures.
import { once } from 'node:events'
import { connect } from 'node:net'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { bucketTimes } from '../dist/metrics/bucket-quantiles.js'
import { openCassandra } from '../dist/rehearsal/stores/cassandra-client.js'
import { CQL, schemaOf } from '../dist/rehearsal/stores/schema.js'
import { startCassandra } from '../dist/servers/cassandra.js'
import { cassandraJmxReader } from '../dist/tiers/cassandra/cassandra-jmx-reader.js'
import { readingsApart } from '../dist/tiers/readings-apart.js'
import { median } from './http/nginx.mjs'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '5' },
    'at-once': { type: 'string', default: '8' },
  },
})
const [seconds, rate, atOnce] = [values.seconds, values.rate, values['at-once']].map(Number)
const WARM_UP_READS = 5_000
// CQL's binary protocol, version 4: https://github.com/apache/cassandra/blob/trunk/doc/native_protocol_v4.spec
const HEAD_BYTES = 9
const frame = (opcode, body = Buffer.alloc(0)) =>
  Buffer.concat([Buffer.from([4, 0, 0, 1, opcode, 0, 0, 0, body.length]), body])
const short = (text) => Buffer.concat([Buffer.from([0, text.length]), Buffer.from(text)])
const STARTUP = frame(1, Buffer.concat([Buffer.from([0, 1]), short('CQL_VERSION'), short('3.0.0')]))
const OPTIONS = frame(5)
const prepare = (query) => frame(9, Buffer.concat([Buffer.from([0, 0]), short(query)]))
/** With consistency ONE and one value, the number 1. */
const execute = (id) => frame(10, Buffer.concat([short(id), Buffer.from([0, 1, 1, 0, 1, 0, 0, 0, 4, 0, 0, 0, 1])]))

const server = await startCassandra({ heapMb: 384 })
const address = { host: server.address, port: server.port }
const client = await openCassandra([address])
const reader = cassandraJmxReader({ url: server.jolokia, insecure: false })
const socket = connect(address).setNoDelay(true)
try {
  await once(socket, 'connect')
  await exchange(STARTUP)
  for (const statement of schemaOf(1)) await client.change(statement)
  for (let tag = 0; tag < 5; tag++)
    await client.write('INSERT INTO tatami.followed_tags (user, tag) VALUES (?, ?)', [1, `tag${tag}`])
  await flatOut(WARM_UP_READS, [])
  const request = await bareRead()
  const calm = { told: [], bare: [], options: [] }
  show(`${rate} a second`, calm, await countedIn(() => paced(calm, request)))
  const busy = { told: [], bare: [], options: [] }
  show(`${atOnce} at once`, busy, await countedIn(() => flatOut(seconds * 200, busy.told)))
} finally {
  socket.destroy()
  await Promise.allSettled([client.close(), reader.close()])
  await server.stop()
}

async function timed(times, work) {
  const startMs = performance.now()
  await work()
  times.push((performance.now() - startMs) * 1_000)
}

function read() {
  return client.read(CQL.followedTags, [1])
}

/** Answers are short enough to come in one piece. */
async function exchange(request) {
  socket.write(request)
  const [answer] = await once(socket, 'data')
  if (answer[4] === 0) throw new Error(`Cassandra refuses: ${answer.subarray(HEAD_BYTES + 6)}`)
  return answer.subarray(HEAD_BYTES)
}

/** The prepared read: its id stands behind the kind of the result, with its length before it. */
async function bareRead() {
  const answer = await exchange(prepare(CQL.followedTags))
  return execute(answer.subarray(6, 6 + answer.readUInt16BE(4)))
}

async function paced({ told, bare, options }, request) {
  for (let i = 0; i < seconds * rate; i++)
    for (const [times, work] of [
      [told, read],
      [bare, () => exchange(request)],
      [options, () => exchange(OPTIONS)],
    ]) {
      await timed(times, work)
      await sleep(1_000 / 3 / rate)
    }
}

async function flatOut(reads, told) {
  const worker = async () => {
    for (let i = 0; i < reads / atOnce; i++) await timed(told, read)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

async function countedIn(work) {
  const before = await reader.read()
  await work()
  return readingsApart(before, await reader.read())?.operations.find(({ name }) => name === 'read')
}

function show(load, { told, bare, options }, { count, buckets }) {
  const us = (value) => `${Math.round(value)} µs`
  const line = (what, times) =>
    times.length > 0 && console.log(`  ${what}, ${times.length}: median ${us(median(times))}`)
  console.log(`${load}, load average ${loadavg()[0].toFixed(1)}`)
  line('reads as the application tells them', told)
  line('the same over a bare socket', bare)
  line('exchanges there without a read', options)
  console.log(`  reads as Cassandra counts them, ${count}: median up to ${us(bucketTimes(new Map(buckets)).p50Us)}`)
}
