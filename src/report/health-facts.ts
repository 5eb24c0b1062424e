import { countText, durationText, pluralText, shareText } from '../base/quantity-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import type { ShardHealth } from '../metrics/health-fold.js'
import type { Share } from '../metrics/machine-fold.js'
import { clockText } from './format.js'
import type { GeneratorHealth } from './generator-health.js'

type Health = GeneratorHealth['health']
type Machine = Health['machine']
/** A name, and what is said under it. */
export type Fact = readonly [name: string, text: string]

/** The generator's health in a few facts, the last of them about figures that are missing. */
export const healthFacts = ({ shards, machine, late }: Health): readonly Fact[] => [
  ...(late.firstSecond === null ? [] : [['Late', lateText(late.seconds, late.firstSecond)] as const]),
  ...loopFacts(shards.filter(({ shard }) => shard >= 0)),
  ...machineFacts(machine),
  ...missingFacts(machine),
]

/** The same in short: what counts for lag, and of the rest what is not as it should be. */
export const healthPhrases = ({ shards, machine, late }: Health): readonly string[] => {
  const { cpu, steal, pressure, retransmitted, listenDrops, ports } = machine
  const loops = shards.flatMap(({ shard, loop }) => (shard >= 0 && loop ? [loop.longestDelayUs] : []))
  const missing = missingNames(machine)
  return [
    ...(late.firstSecond === null ? [] : [lateText(late.seconds, late.firstSecond)]),
    ...(loops.length > 0 ? [say`longest loop delay ${durationText(Math.max(...loops))}`] : []),
    ...(cpu ? [say`machine's CPU ${briefText(cpu)}`] : []),
    ...(steal ? [say`stolen ${briefText(steal)}`] : []),
    ...(pressure ? [say`waiting for a core ${briefText(pressure)}`] : []),
    ...(retransmitted && retransmitted.segments > 0
      ? [say`${pluralText(retransmitted.segments, 'TCP segment')} sent again`]
      : []),
    ...(listenDrops !== null && listenDrops > 0
      ? [say`${pluralText(listenDrops, 'connection')} dropped by listeners`]
      : []),
    ...(ports?.of && ports.peak > ports.of * MANY_PORTS ? [say`${portsText(ports)} local ports`] : []),
    ...(missing.length > 0 ? [say`not told by this system: ${missing.join(', ')}`] : []),
  ]
}

/** A search through a range that is nearly used up takes longer than the connect. */
const MANY_PORTS = 0.8

const briefText = ({ mean, worst }: Share): string =>
  worst === 0 ? percentText(0) : say`${percentText(mean)} (worst second ${percentText(worst)})`

const lateText = (seconds: number, first: number): string =>
  say`${pluralText(seconds, 'second')} with a lag p99 over the limit, the first at ${clockText(first * 1_000_000)}`

const loopFacts = (shards: readonly ShardHealth[]): readonly Fact[] => {
  const loops = shards.flatMap(({ shard, loop }) => (loop ? [{ shard, ...loop }] : []))
  const [first, ...others] = loops
  if (!first) return []
  const busiest = others.reduce((most, one) => (one.busiest > most.busiest ? one : most), first)
  const longest = others.reduce((most, one) => (one.longestDelayUs > most.longestDelayUs ? one : most), first)
  const collections = shards.reduce((sum, { gc }) => sum + gc.count, 0)
  const pauseUs = Math.max(...shards.map(({ gc }) => gc.longestUs))
  return [
    [
      'Event loops',
      say`in use for ${percentText(busiest.busiest)} of the busiest second${nameIn(loops, busiest)}, longest delay ${durationText(longest.longestDelayUs)}${nameIn(loops, longest)}`,
    ],
    ['Garbage collection', say`${pluralText(collections, 'pause')}, longest ${durationText(pauseUs)}`],
  ]
}

const nameIn = (all: readonly unknown[], { shard }: { readonly shard: number }): string =>
  all.length > 1 ? say` (shard ${shard})` : ''

const machineFacts = ({ cpu, busiestCore, steal, pressure, ...network }: Machine): readonly Fact[] => {
  const { retransmitted, listenDrops, listenOverflows, ports } = network
  return [
    ...fact('Machine CPU', shareFact(cpu), busiestCore && say`busiest core ${percentText(busiestCore.worst)}`),
    ...fact('Stolen by its host', shareFact(steal)),
    ...fact('Waiting for a core', shareFact(pressure)),
    ...fact(
      'Machine network',
      retransmitted &&
        say`${countText(retransmitted.segments)} of ${countText(retransmitted.sent)} TCP segments sent again`,
      listenDrops === null ? null : say`${pluralText(listenDrops, 'connection')} dropped by listeners`,
      listenOverflows === null ? null : say`${countText(listenOverflows)} by a full queue`,
    ),
    ...fact('Local ports', ports && say`${portsText(ports)} taken at most`),
  ]
}

const portsText = ({ peak, of }: NonNullable<Machine['ports']>): string =>
  of === null ? countText(peak) : say`${countText(peak)} of ${countText(of)}`

const shareFact = (share: Share | null): string | null =>
  share && say`mean ${percentText(share.mean)}, worst second ${percentText(share.worst)}`

const fact = (name: string, ...parts: readonly (string | null)[]): readonly Fact[] => {
  const told = parts.filter((part) => part !== null)
  return told.length === 0 ? [] : [[name, told.join(', ')]]
}

const missingFacts = (machine: Machine): readonly Fact[] => {
  const missing = missingNames(machine)
  return missing.length === 0 ? [] : [['Not told by this system', missing.join(', ')]]
}

const missingNames = (machine: Machine): readonly string[] =>
  Object.entries(NAMES).flatMap(([key, name]) => (machine[key as keyof Machine] === null ? [said(name)] : []))

const NAMES: Readonly<Record<keyof Machine, string>> = {
  cpu: 'CPU of the machine',
  busiestCore: 'CPU of the busiest core',
  steal: 'stolen time',
  pressure: 'time spent waiting for a core',
  retransmitted: 'TCP retransmits',
  listenDrops: 'listen drops',
  listenOverflows: 'listen overflows',
  ports: 'local ports in use',
}

// Kernel ticks are hundredths of a second: more digits would say nothing.
const percentText = (share: number): string => shareText(Math.round(share * 1_000) / 1_000)
