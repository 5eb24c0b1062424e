import { bytesText, coresText, countText, perSecText, pluralText, rateText, spanText } from '../base/quantity-text.js'
import { hanging, hangingPieces, wrapped } from '../base/wrapped-text.js'
import { aligned } from './aligned.js'
import { headroomText } from './headroom.js'
import type { LoadPlan, PerSec } from './load-plan.js'
import type { Machine } from './machine.js'
import { planNotes } from './plan-notes.js'
import { cpuCores, memoryBytes } from './shortfall.js'

/** The whole plan as plain lines of a width: what `tatami-load plan` prints. */
export const planText = (plan: LoadPlan, machine: Machine, columns: number): readonly string[] => [
  ...wrapped(headline(plan), columns),
  '',
  ...rowLines([...loadRows(plan), ...resourceRows(plan, machine), ...limitRows(plan)], columns),
  '',
  ...stepTable(plan),
  ...planNotes(plan, machine).flatMap((note) => ['', ...hanging('note: ', note, columns)]),
]

/** The plan in a few lines, the steps in one paragraph, for the start of a run. */
export const shortPlanText = (plan: LoadPlan, machine: Machine, columns: number): readonly string[] => [
  ...wrapped(headline(plan), columns),
  ...rowLines([...loadRows(plan), ...resourceRows(plan, machine), ...needRows(plan), stepRow(plan)], columns),
]

/** A name, and what is said of it: a text, or pieces that stay whole. */
type Row = readonly [string, string | readonly string[]]

const rowLines = (rows: readonly Row[], columns: number): readonly string[] => {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  return rows.flatMap(([name, said]) => {
    const lead = name.padEnd(width)
    return typeof said === 'string' ? hanging(lead, said, columns) : hangingPieces(lead, said, columns)
  })
}

const headline = ({ profile, target, tls, durationUs }: LoadPlan): string => {
  const where = target === 'rehearsal' ? 'a rehearsal on this machine' : (profile.target?.urls.join(', ') ?? '')
  const scheme = tls ? 'over TLS' : 'without TLS'
  return `${profile.name}: ${countText(profile.users)} users in ${spanText(durationUs)} against ${where}, ${scheme}`
}

const loadRows = ({ attendance, requestsPerSec, stores }: LoadPlan): readonly Row[] => [
  [
    'arrivals',
    `${rateText(attendance.rampPerSec)} in the ramp, then ${rateText(attendance.replacedPerSec)} for those who leave; ${countText(Math.round(attendance.sessions))} sessions`,
  ],
  ['requests', bothText(requestsPerSec)],
  [
    'store operations',
    `Cassandra ${bothText(stores.cassandraPerSec)}; Elasticsearch ${bothText(stores.elasticsearchPerSec)}`,
  ],
]

const resourceRows = (plan: LoadPlan, machine: Machine): readonly Row[] => {
  const { connections, tls, headroom } = plan
  const cpu = cpuCores(plan)
  return [
    [
      'connections',
      `${countText(connections.steady)}, up to ${countText(connections.peak)} while pages load; ${tls ? 'handshakes' : 'opened'} ${bothText(connections.openedPerSec)}`,
    ],
    [
      'this machine',
      `memory ${bytesText(memoryBytes(plan))} of ${bytesText(machine.memoryBytes)}; CPU about ${coresText(cpu.hold)}, ${coresText(cpu.peak)} at the end of the ramp, of ${coresText(machine.cpuCores)}`,
    ],
    ...(headroom ? [['headroom', headroomText(headroom)] as const] : []),
  ]
}

const limitRows = (plan: LoadPlan): readonly Row[] => [
  ['memory', plan.memory.map(({ part, bytes }) => `${part} ${bytesText(bytes)}`).join(', ')],
  ['CPU in the hold', plan.cpu.map(({ part, holdCores }) => `${part} ${coresText(holdCores)}`).join(', ')],
  ['source addresses', sourcesText(plan)],
  ...needRows(plan),
]

const needRows = ({ shards, descriptorsPerShard, accounts }: LoadPlan): readonly Row[] => {
  const { needed, forReplacement } = accounts
  const others = `; ${countText(forReplacement)} so that whoever replaces a leaver is somebody else`
  return [
    ['processes', `${pluralText(shards, 'shard')} with up to ${countText(descriptorsPerShard)} open files each`],
    ['accounts', `${countText(needed)}${forReplacement > needed ? others : ''}`],
  ]
}

// The busiest steps first; what comes less than once in 100 s is left to `tatami-load plan`.
const stepRow = ({ steps }: LoadPlan): Row => {
  const busiest = steps.filter(({ peakPerSec }) => peakPerSec >= 0.01).toSorted((a, b) => b.peakPerSec - a.peakPerSec)
  const texts = busiest.map(({ step, peakPerSec }) => `${step} ${rateText(peakPerSec)}`)
  return ['by step', texts.map((text, i) => (i === texts.length - 1 ? text : `${text},`))]
}

const sourcesText = ({ ports }: LoadPlan): string => {
  const count = countText(ports.addresses)
  const kinds = {
    loopback: `${count} loopback addresses of the run's own`,
    given: `${count} given`,
    unbound: `the system's own choice towards ${pluralText(ports.addresses, 'address', 'addresses')} of the front`,
  }
  return `${kinds[ports.kind]}, ${countText(ports.portsPerAddress)} ports each; ${countText(ports.portsNeeded)} ports needed`
}

const stepTable = ({ steps, requestsPerSec }: LoadPlan): readonly string[] =>
  aligned(
    [
      ['step', 'hold/s', 'ramp end/s', 'whole run'],
      ...steps
        .filter(({ expected }) => expected > 0)
        .map((s) => [s.step, perSecText(s.holdPerSec), perSecText(s.peakPerSec), countText(Math.round(s.expected))]),
      [
        'all',
        perSecText(requestsPerSec.hold),
        perSecText(requestsPerSec.peak),
        countText(Math.round(steps.reduce((sum, { expected }) => sum + expected, 0))),
      ],
    ],
    ['left', 'right', 'right', 'right'],
  )

const bothText = ({ hold, peak }: PerSec): string =>
  rateText(hold) === rateText(peak) ? rateText(hold) : `${rateText(hold)}, ${rateText(peak)} at the end of the ramp`
