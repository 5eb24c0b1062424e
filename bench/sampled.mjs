// What the `sampled` flag of a trace header costs: a real Jetty with the OpenTelemetry Java agent that sends to our receiver, loaded at
// one rate, in turns with no request sampled, with ten a second (a run's default) and with all of them; and the same Jetty without an agent.
//
//   node bench/sampled.mjs [--rate 500] [--seconds 30] [--rounds 3]
//
// Needs a JDK 17, Maven for the first time, and dist/ (npm run build). Nothing else should run meanwhile.
import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { fetchServer } from '../dist/servers/fetch-server.js'
import { startJetty } from '../dist/servers/jetty.js'
import { OtlpReceiver } from '../dist/tiers/otlp/receiver.js'
import { makeTraceparent } from '../dist/tiers/trace.js'
import { median } from './http/nginx.mjs'
import { usageOf } from './scale/processes.mjs'

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '3' },
  },
})
const [perSec, seconds, rounds] = [values.rate, values.seconds, values.rounds].map(Number)
const RUN_ID = 'feedfacefeedface'
const WARM_UP_SECONDS = Math.min(10, seconds)
const TICK_MS = 10

let spans = 0
const receiver = new OtlpReceiver({
  host: '127.0.0.1',
  port: 0,
  isOurs: (traceId) => traceId.startsWith(RUN_ID),
  onSpans: (bag) => {
    spans += bag.spans.length
  },
})

/** Asks at the rate, so many of them sampled, and tells response times and the server's CPU a request. */
const drive = async (jetty, sampledPerSec, forSeconds) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const times = []
  const pending = []
  let [seq, failed] = [0, 0]
  const cpuS = usageOf([jetty.pid]).cpuS
  const spansBefore = spans
  const startMs = performance.now()
  for (let due = 0; due < perSec * forSeconds; ) {
    const elapsed = (performance.now() - startMs) / 1_000
    for (; due < Math.min(elapsed, forSeconds) * perSec; due++) {
      // Evenly over the second, as many as asked for.
      const isSampled = Math.floor((due + 1) * (sampledPerSec / perSec)) > Math.floor(due * (sampledPerSec / perSec))
      const dueMs = startMs + (due / perSec) * 1_000
      pending.push(
        ask(jetty, agent, makeTraceparent(RUN_ID, 0, ++seq, isSampled)).then(
          () => times.push(performance.now() - dueMs),
          () => failed++,
        ),
      )
    }
    await sleep(TICK_MS)
  }
  await Promise.all(pending)
  if (failed > 0) throw new Error(`${failed} of ${seq} requests to Jetty had no answer: lower --rate`)
  const cpuUs = (usageOf([jetty.pid]).cpuS - cpuS) * 1e6
  // The agent sends five times a second.
  await sleep(1_000)
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.min(Math.floor(times.length * share), times.length - 1)]
  return { cpuUs: cpuUs / times.length, p50Ms: at(0.5), p99Ms: at(0.99), spans: spans - spansBefore }
}

const ask = (jetty, agent, traceparent) =>
  new Promise((resolve, reject) => {
    const options = { host: jetty.address, port: jetty.port, path: '/tatami/page', agent, headers: { traceparent } }
    get(options, (answer) => answer.resume().on('end', resolve)).on('error', reject)
  })

for (const name of ['jetty', 'opentelemetry']) await fetchServer(name)
await receiver.start()
const servers = []
try {
  const bare = await startJetty()
  servers.push(bare)
  const traced = await startJetty({ otlp: `http://127.0.0.1:${receiver.port}` })
  servers.push(traced)
  const kinds = [
    ['without an agent', bare, 0],
    ['agent, none sampled', traced, 0],
    ['agent, 10 a second sampled', traced, Math.min(10, perSec)],
    ['agent, all sampled', traced, perSec],
  ]
  for (const [, jetty, sampled] of kinds) await drive(jetty, sampled, WARM_UP_SECONDS)
  const runs = kinds.map(() => [])
  for (let round = 0; round < rounds; round++)
    for (const [i, [, jetty, sampled]] of kinds.entries()) runs[i].push(await drive(jetty, sampled, seconds))
  const of = (inTurn, figure) => median(inTurn.map((run) => run[figure])).toFixed(2)
  console.log(`${perSec} requests a second for ${seconds} s, ${rounds} rounds, medians of them`)
  console.table(
    Object.fromEntries(
      kinds.map(([name], i) => [
        name,
        {
          'CPU us a request': of(runs[i], 'cpuUs'),
          'p50 ms': of(runs[i], 'p50Ms'),
          'p99 ms': of(runs[i], 'p99Ms'),
          spans: runs[i].reduce((sum, run) => sum + run.spans, 0),
        },
      ]),
    ),
  )
} finally {
  await Promise.allSettled([...servers, receiver].map((one) => one.stop()))
}
